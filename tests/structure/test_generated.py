"""What is made from the code is up to date: pages, lock files; and its makers notice when it is not."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.structure.saying import none
from tools import licences, lock, pages
from tools.__main__ import everything


def test_generated_pages_are_up_to_date() -> None:
    made = everything()
    none([*made.broken, *pages.stale(made.pages, made.owned)])


def test_the_lock_files_hold_what_the_project_asks_and_no_more() -> None:
    for name, packages in lock.wanted().items():
        assert tuple(lock.read(name)) == packages, f"run `python -m tools lock`: {name}"


def test_what_is_installed_is_what_is_locked() -> None:
    locked = {**lock.read(lock.RUN), **lock.read(lock.PORTAL), **lock.read(lock.DEV)}
    none(f"{name} {version(name)}, locked {said}" for name, said in locked.items() if version(name) != said)


def test_the_locked_versions_satisfy_the_project() -> None:
    described = lock.project()
    asked = [Requirement(text) for text in described["project"]["dependencies"] + described["dependency-groups"]["dev"]]
    locked = {**lock.read(lock.RUN), **lock.read(lock.PORTAL), **lock.read(lock.DEV)}
    none(str(item) for item in asked if locked[canonicalize_name(item.name)] not in item.specifier)


def test_what_benchmarks_compare_with_is_pinned_and_no_part_of_the_others() -> None:
    pinned = lock.read(lock.BENCH)
    asked = [Requirement(text) for text in lock.project()["dependency-groups"]["bench"]]
    none(str(item) for item in asked if pinned.get(canonicalize_name(item.name), "") not in item.specifier)
    assert {canonicalize_name(item.name) for item in asked} <= set(pinned)
    assert not set(pinned) & {*lock.read(lock.RUN), *lock.read(lock.PORTAL), *lock.read(lock.DEV)}


def test_no_package_under_a_refused_licence_is_needed_to_run() -> None:
    none(licences.refused())


def test_stale_missing_and_surplus_pages_are_noticed(tmp_path: Path) -> None:
    wanted = [pages.page("a.md", "one"), pages.page("b.md", "two")]
    (tmp_path / "a.md").write_text("another", encoding="utf-8")
    (tmp_path / "c.md").write_text("", encoding="utf-8")
    assert pages.stale(wanted, ["*.md"], tmp_path) == ["a.md is stale", "b.md is missing", "c.md is surplus"]
    pages.write(wanted, ["*.md"], tmp_path)
    assert pages.stale(wanted, ["*.md"], tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]


def test_a_cell_cannot_break_a_table() -> None:
    assert pages.table(["a"], [["x | y\nz"]]) == "| a |\n|---|\n| x \\| y z |"

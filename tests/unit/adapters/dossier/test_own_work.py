"""A run takes no work of people away unasked, and keeps one result when it replaces something that it cannot remake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from driehoek.adapters.dossier import compare_result, read_decision, write_result
from driehoek.adapters.dossier.own_work import may_replace, own_work
from driehoek.kernel import Finding
from driehoek.testing.region import region_outcome

OUTCOME = region_outcome(12)
LETTERS = {"letters/a.docx": b"a", "letters/b.docx": b"b"}


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.id for finding in findings]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    assert write_result(OUTCOME, tmp_path, LETTERS) == ()
    return tmp_path


def _edit(result: Path) -> None:
    (result / "letters/a.docx").write_bytes(b"edited")


def _note(result: Path) -> None:
    (result / "notitie.txt").write_bytes(b"mine")


def _table(result: Path) -> None:
    (result / "lines.csv").write_bytes(b"mine")


def _link(result: Path) -> None:
    (result / "link").symlink_to(result / "nowhere")


def _broken(result: Path) -> None:
    (result / "renderings.csv").unlink()


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (_edit, "letters/a.docx"),
        (_note, "notitie.txt"),
        (_table, "lines.csv"),
        (_link, "link"),
        (_broken, "letters/a.docx, letters/b.docx"),
    ],
)
def test_work_of_people_stops_a_run_and_stays(dossier: Path, change: Callable[[Path], None], seen: str) -> None:
    change(dossier / "result")
    before = _tree(dossier)
    (finding,) = write_result(OUTCOME, dossier, LETTERS)
    assert (finding.code.id, finding.subject, finding.seen) == ("DOS-113", "result", seen)
    assert "--overwrite" in finding.mend()
    assert "result.vorige" in finding.mend()
    assert _tree(dossier) == before


def test_overwriting_keeps_the_old_result_whole_and_one_of_them(dossier: Path) -> None:
    for text in (b"first", b"second"):
        (dossier / "result/notitie.txt").write_bytes(text)
        before = _tree(dossier / "result")
        (finding,) = write_result(OUTCOME, dossier, LETTERS, overwrite=True)
        assert (finding.code.id, finding.subject) == ("DOS-115", "result.vorige")
        assert _tree(dossier / "result.vorige") == before
        assert compare_result(OUTCOME, dossier) == ()
    assert sorted(path.name for path in dossier.iterdir()) == ["result", "result.vorige"]


def test_five_are_listed_and_the_rest_counted(dossier: Path) -> None:
    for number in range(8):
        (dossier / f"result/{number}.txt").write_bytes(b"x")
    (finding,) = may_replace(dossier / "result")
    assert finding.seen == "0.txt, 1.txt, 2.txt, 3.txt, 4.txt (+3)"
    assert may_replace(dossier / "result", overwrite=True) == ()
    assert len(own_work(dossier / "result")) == 8


def test_fewer_documents_keep_the_old_result_and_as_many_do_not(dossier: Path) -> None:
    assert write_result(OUTCOME, dossier, {**LETTERS, "letters/c.docx": b"c"}) == ()
    (finding,) = write_result(OUTCOME, dossier, LETTERS)
    assert finding.code.id == "DOS-115"
    assert (dossier / "result.vorige/letters/c.docx").exists()
    assert not (dossier / "result/letters/c.docx").exists()
    assert write_result(OUTCOME, dossier, LETTERS) == ()
    assert (dossier / "result.vorige/letters/c.docx").exists()


def test_what_a_file_manager_leaves_is_nobodys_work(dossier: Path) -> None:
    (dossier / "result/.DS_Store").write_bytes(b"x")
    assert write_result(OUTCOME, dossier, LETTERS) == ()


@pytest.mark.parametrize("name", ["result", "result.vorige"])
@pytest.mark.parametrize("link", [False, True])
def test_a_file_or_link_of_that_name_is_left_alone(tmp_path: Path, *, name: str, link: bool) -> None:
    if link:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    else:
        (tmp_path / name).write_bytes(b"my own")
    (finding,) = write_result(OUTCOME, tmp_path, LETTERS, overwrite=True)
    assert (finding.code.id, finding.subject) == ("DOS-114", name)
    assert (tmp_path / name).is_symlink() if link else (tmp_path / name).read_bytes() == b"my own"


def test_a_run_cut_short_before_the_old_result_got_its_name_is_finished_by_the_next(dossier: Path) -> None:
    (dossier / "result").rename(dossier / ".result.kept")
    assert read_decision(dossier)[0] is not None
    assert compare_result(OUTCOME, dossier) == ()
    assert write_result(OUTCOME, dossier, LETTERS) == ()
    (dossier / ".result.kept").mkdir()
    (dossier / ".result.kept/notitie.txt").write_bytes(b"mine")
    assert write_result(OUTCOME, dossier, LETTERS) == ()
    assert _tree(dossier / "result.vorige") == {"notitie.txt": b"mine"}


class _BrokenOffError(BaseException):
    """Stands for Ctrl-C."""


def test_documents_are_written_as_they_come_and_breaking_off_leaves_the_old_result(dossier: Path) -> None:
    before = _tree(dossier)

    def made() -> Iterator[tuple[str, bytes]]:
        yield "letters/a.docx", b"new"
        assert (dossier / ".result.new/letters/a.docx").read_bytes() == b"new"
        raise _BrokenOffError

    with pytest.raises(_BrokenOffError):
        write_result(region_outcome(13), dossier, made())
    assert _tree(dossier) == before
    assert sorted(path.name for path in dossier.iterdir()) == ["result"]

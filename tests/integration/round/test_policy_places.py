"""Each finding about a policy says where in the file it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from driehoek.bootstrap import policies, rounds
from driehoek.kernel import Finding

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
TEXT = (EXAMPLE / "policy.yaml").read_text(encoding="utf-8")


def checked(tmp_path: Path, *changes: tuple[str, str]) -> tuple[Finding, ...]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file = tmp_path / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    return policies.load_policy(file).findings


def place(text: str, after: str = "") -> str:
    """Where a text stands in the example, as a finding says it."""
    start = TEXT.index(text, TEXT.index(after) if after else 0)
    return f"policy.yaml:{TEXT.count(chr(10), 0, start) + 1}:{start - TEXT.rfind(chr(10), 0, start)}"


def places(findings: tuple[Finding, ...], code: str) -> list[tuple[str, str]]:
    return [(item.subject, str(item.place)) for item in findings if item.code.id == code]


@pytest.mark.parametrize(
    ("old", "new", "code", "subject", "at"),
    [
        ("96.4%}", "196.4%}", "POL-004", "division.tariff.base-vv.params.percent", place("96.4%}")),
        ("96.4%}", "veel}", "POL-003", "division.tariff.base-vv.params.percent", place("96.4%}")),
        ("years: 5", "years: 0", "POL-038", "contract.years", place("5\n", "years: 5")),
        ("use: document-younger-than", "use: declareed", "POL-050", "requirements.chamber-of-commerce-extract", ""),
    ],
)
def test_a_finding_points_at_its_part(tmp_path: Path, old: str, new: str, code: str, subject: str, at: str) -> None:
    found = [item for item in checked(tmp_path, (old, new)) if item.subject == subject]
    assert found, code
    assert all(item.place and item.place.line for item in found)
    if at:
        assert str(found[0].place) == at


def test_every_finding_on_the_example_has_a_line(tmp_path: Path) -> None:
    broken = checked(tmp_path, ("use: first-volume", "use: frist-volume"), ("{share: 90%}", "{shrae: 90%}"))
    assert {item.code.id for item in broken} >= {"POL-050", "POL-001"}
    rule, param = (next(item for item in broken if item.code.id == code) for code in ("POL-050", "POL-001"))
    assert str(rule.place) == place("first-volume", "use: first-volume")
    assert (param.seen, str(param.place)) == ("shrae", place("90%}", "{share: 90%}"))
    assert [item for item in broken if item.place is None] == []


def test_names_for_people_are_found_in_their_room(tmp_path: Path) -> None:
    findings = checked(tmp_path, ("years: 5", "years: 50"))
    (too_long,) = [item for item in findings if item.path == "contract.years"]
    assert too_long.place is not None
    assert too_long.place.line == TEXT[: TEXT.index("years: 5")].count("\n") + 1


def test_the_check_of_a_round_gives_the_places_and_tells_of_marks(tmp_path: Path) -> None:
    folder = tmp_path / "ronde"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result"))
    (folder / "policy.yaml").write_text(TEXT.replace("96.4%}", "196.4%}", 1), encoding="utf-8")
    loaded = rounds.check(folder)
    assert ("division.tariff.base-vv.params.percent", place("96.4%}")) in places(loaded.findings, "POL-004")
    (folder / "policy.yaml").write_text(TEXT, encoding="utf-8")
    head, *rows = (folder / "marks.csv").read_text(encoding="utf-8").splitlines()
    column = head.split(";").index("points")
    cells = rows[0].split(";")
    cells[column] = "99"
    (folder / "marks.csv").write_text("\n".join([head, ";".join(cells), *rows[1:]]) + "\n", encoding="utf-8")
    marked = rounds.check(folder)
    assert [at for _, at in places(marked.findings, "CRI-004")] == ["marks.csv"]

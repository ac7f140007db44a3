"""Findings on the screen: no kind hides another, and what is wrong with a whole file comes first."""

from __future__ import annotations

import pytest

from driehoek.cli.screen import show
from driehoek.kernel import Code, Finding, Place, Severity


def _code(name: str, severity: Severity = Severity.ERROR) -> Code:
    return Code(name, "{subject}", "{subject}", "herstel", "mend", severity)


def _lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.strip() for line in capsys.readouterr().out.splitlines() if "herstel" not in line]


def test_of_each_kind_some_are_shown_and_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    many = [Finding(_code("AAA-001"), f"a{number}", place=Place("x.csv", number)) for number in range(1, 60)]
    show([*many, Finding(_code("ZZZ-001"), "z", place=Place("z.csv", 9))])
    lines = _lines(capsys)
    assert [line.split()[1] for line in lines[:6]] == ["AAA-001"] * 5 + ["ZZZ-001"]
    assert lines[6:] == ["... en nog 54 keer AAA-001"]


def test_the_cause_in_a_whole_file_comes_first_within_its_severity(capsys: pytest.CaptureFixture[str]) -> None:
    show(
        [
            Finding(_code("AAA-001", Severity.WARNING), "w", place=Place("a.csv")),
            Finding(_code("AAA-002"), "cell", place=Place("a.csv", 3, 1)),
            Finding(_code("AAA-003"), "nowhere"),
            Finding(_code("ZZZ-001"), "file", place=Place("z.csv")),
        ]
    )
    assert [line.split()[-1] for line in _lines(capsys)] == ["file", "cell", "nowhere", "w"]

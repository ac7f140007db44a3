"""Waiting lists: read, held to the published codes, and handed to the division as they stood last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier
from driehoek.adapters.dossier.write import dossier_files
from driehoek.application.missing import missing_inputs
from driehoek.application.problem import build_problem
from driehoek.application.round import input_fingerprint
from driehoek.bootstrap import rounds
from driehoek.domain.policy import Division, Step
from driehoek.testing.dossiers import Scratch

HEADER = "municipality;profile;count;status;day;source;contract;lot;classification\n"
ROWS = (
    ";;3;2;2026-06-01;SYNTHETIC;06010001;care;12\n"
    ";;9;2;2026-05-01;SYNTHETIC;06010001;care;12\n"
    ";;5;3;2026-06-01;SYNTHETIC;06010001;care;\n"
    ";;8;2;2027-03-01;SYNTHETIC;06010001;care;12\n"
    "Utrecht;754;20;1;;SYNTHETIC;;;\n"
)


def listed(tmp_path: Path, rows: str = ROWS) -> Scratch:
    scratch = Scratch(tmp_path)
    scratch.write("need/waiting.csv", HEADER + rows)
    return scratch


def test_the_lists_come_back_as_they_were_written(tmp_path: Path) -> None:
    dossier, findings = read_dossier(listed(tmp_path).root)
    assert dossier is not None, findings
    assert len(dossier.waiting) == 5
    assert sorted(dossier_files(dossier)["need/waiting.csv"].decode().splitlines(keepends=True)) == sorted(
        (HEADER + ROWS).splitlines(keepends=True)
    )
    fewer = replace(dossier, waiting=dossier.waiting[1:])
    assert input_fingerprint(fewer) != input_fingerprint(dossier), "a waiting list is an input of the decision"


@pytest.mark.parametrize(
    ("row", "code", "place"),
    [
        (";;3;8;2026-06-01;;06010001;;\n", "DOS-029", "need/waiting.csv:2:4"),
        (";;3;2;2026-06-01;;06010001;;21\n", "DOS-029", "need/waiting.csv:2:9"),
        (";;3;2;2026-06-01;;06019999;;\n", "DOS-029", "need/waiting.csv:2:7"),
        (";;3;2;2026-06-01;;06010001;elsewhere;\n", "DOS-029", "need/waiting.csv:2:8"),
        (";754;3;2;2026-06-01;;;;\n", "DOS-066", "need/waiting.csv:2"),
        (";;veel;2;2026-06-01;;06010001;;\n", "DOS-028", "need/waiting.csv:2:3"),
    ],
)
def test_a_row_that_cannot_be_is_a_finding(tmp_path: Path, row: str, code: str, place: str) -> None:
    scratch = listed(tmp_path, row)
    found = [(item.code.id, str(item.place)) for item in rounds.load(scratch.root).findings]
    assert (code, place) in found


def test_of_a_contract_the_latest_list_before_the_decision_counts(tmp_path: Path) -> None:
    dossier, _ = read_dossier(listed(tmp_path).root)
    assert dossier is not None
    problem, _ = build_problem(dossier, {}, {}, {}, date(2026, 10, 1))
    assert [(item.contract, item.status, item.count) for item in problem.waiting] == [
        ("", "1", 20),
        ("06010001", "2", 3),
        ("06010001", "3", 5),
    ]


def test_a_step_without_any_list_says_that_it_does_nothing(tmp_path: Path) -> None:
    dossier, _ = read_dossier(listed(tmp_path).root)
    assert dossier is not None
    submission = next(item for item in dossier.submissions if item.contract.code == "06010001")
    shift = Step("shift", "waiting-list-shift", params={"cut": "3%", "short": "2", "wanted": "10"})
    steps = Division("key", models=dossier.policy.division.models, after=(shift,))
    with_shift = replace(dossier, policy=replace(dossier.policy, division=steps))
    admitted, lots = {"06010001": submission}, {"06010001": ("care",)}

    def codes(waiting: tuple[object, ...]) -> set[str]:
        asked = replace(with_shift, waiting=waiting)  # type: ignore[arg-type]  # the same lists or none
        problem, _ = build_problem(asked, admitted, lots, {}, date(2026, 10, 1))
        return {item.code.id for item in missing_inputs(asked, problem)}

    assert "RND-030" not in codes(with_shift.waiting)
    assert "RND-030" in codes(())

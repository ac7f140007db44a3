"""The picture of need in a dossier: read, written, read back; every fault with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier
from driehoek.adapters.dossier.answers import canonical_answer
from driehoek.adapters.dossier.write import write_dossier
from driehoek.application.round import input_fingerprint
from driehoek.domain.need import Basis, Figure, Line, Origin
from driehoek.domain.policy import Question, QuestionType
from driehoek.testing.dossiers import Scratch

HEAD = "id;text;figure;low;high;confidence;basis;source;how\n"


def test_a_picture_is_read_and_written_without_loss(scratch: Scratch, tmp_path: Path) -> None:
    origin = Origin(Basis.ESTIMATE, "SYNTHETIC", "verdeeld naar inwoners")
    lines = (
        Line("5501/GGZ/specification-1", "Ook in de avond (SYNTHETIC)", None),
        Line("5501/VV/0344/gap", "Genoeg plaatsen (SYNTHETIC)", Figure(-3, origin, -5, 1, 80)),
        Line("5501/VV/0344/places", "Plaatsen (SYNTHETIC)", Figure(40, Origin(Basis.COUNTED, "opgave 2026"))),
    )
    dossier, _ = read_dossier(scratch.root)
    assert dossier is not None
    made = replace(dossier, picture=lines[::-1], submissions=(), sources=())
    assert write_dossier(made, tmp_path / "terug") == ()
    back, _ = read_dossier(tmp_path / "terug")
    assert back is not None
    assert back.picture == lines
    assert input_fingerprint(made) == input_fingerprint(back), "the order of the lines plays no part"
    changed = replace(back, picture=back.picture[:2])
    assert input_fingerprint(changed) != input_fingerprint(back), "the picture is an input of the round"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("Utrecht;Te weinig;1;;;;counted;x;", "DOS-028", 1),
        ("5501/VV/gap;Te weinig;1;;;;;x;", "DOS-057", 3),
        ("5501/VV/gap;Te weinig;1;2;;;counted;x;", "DOS-057", 3),
        ("5501/VV/gap;Te weinig;1;2;3;;counted;x;", "DOS-057", 3),
        ("5501/VV/gap;Te weinig;;2;3;;counted;x;", "DOS-057", 3),
        ("5501/VV/gap;Te weinig;veel;;;;counted;x;", "DOS-028", 3),
        ("5501/VV/gap;Te weinig;1;;;;zeker;x;", "DOS-011", 7),
        ("5501/VV/gap;;1;;;;counted;x;", "DOS-018", 2),
    ],
)
def test_a_line_that_is_not_right_is_a_finding_with_its_place(
    scratch: Scratch, row: str, code: str, column: int
) -> None:
    scratch.write("need/picture.csv", HEAD + row + "\n")
    places = [(item.code.id, item.place.column) for item in scratch.findings() if item.place]
    assert (code, column) in places


def test_one_line_stands_once(scratch: Scratch) -> None:
    scratch.append("need/picture.csv", "5501/VV/0344/gap;Nog eens;1;;;;counted;x;")
    assert "DOS-031" in [item.code.id for item in scratch.findings()]


def test_named_lines_are_written_once_and_in_the_order_of_the_form() -> None:
    question = Question("spots", "Welke?", QuestionType.NEED_LINES, {"5501/VV/gap": "Een", "5501/GGZ/gap": "Twee"})
    assert canonical_answer(question, " 5501/GGZ/gap,5501/VV/gap, 5501/VV/gap ") == ("5501/VV/gap, 5501/GGZ/gap", "")
    assert canonical_answer(question, "5501/VG/gap") == ("5501/VG/gap", "5501/VV/gap / 5501/GGZ/gap")

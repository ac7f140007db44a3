"""What each method gives for what answer, with printed numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest

from driehoek.domain.policy import Raw
from driehoek.domain.tender.criteria import Points, Prepared, prepared
from driehoek.domain.tender.criteria.base import UNANSWERED, UNREADABLE, Asked, number_of
from driehoek.domain.tender.criteria.marks import ASSESSORS_DIFFER, NO_MOTIVATION, OUTSIDE, TOO_FEW, TWICE
from driehoek.domain.tender.criteria.steps import Tread, reached
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Finding
from driehoek.testing.tenders import leaf, lot_of, policy_of


def ready(method: str, question: str, params: Mapping[str, Raw], scale: int = 10) -> Prepared:
    criterion = leaf("criterion", 100, method, params, question=question)
    lot = lot_of(criterion, scale=scale)
    found = prepared(policy_of(lot), lot, criterion)
    assert isinstance(found, Prepared), found
    return found


def asked(item: Prepared, answer: str, others: tuple[str, ...] = (), marks: tuple[Mark, ...] = ()) -> Asked:
    base = item.asked
    return Asked(base.criterion, base.question, base.scale, "00000001", answer, others, marks)


def points(item: Prepared, answer: str, others: tuple[str, ...] = ()) -> Fraction:
    given = item.method.score(asked(item, answer, others), item.params)
    assert isinstance(given, Points), given
    return given.share * item.asked.scale


def fault(item: Prepared, answer: str = "", marks: tuple[Mark, ...] = ()) -> Finding:
    given = item.method.score(asked(item, answer, marks=marks), item.params)
    assert isinstance(given, Finding), given
    return given


def marks(*given: tuple[str, int], why: str = "Helder.") -> tuple[Mark, ...]:
    return tuple(Mark("00000001", "criterion", who, Fraction(mark), why) for who, mark in given)


LEVELS: dict[str, Raw] = {"answers": ("done", "begun", "no"), "points": ("10", "6", "0")}


def test_each_answer_has_its_points() -> None:
    item = ready("points-per-answer", "level", LEVELS)
    assert [points(item, answer) for answer in ("done", "begun", "no")] == [10, 6, 0]
    assert item.norm == "10 van de 10 punten voor het antwoord 'Klaar'."
    given = item.method.score(asked(item, "begun"), item.params)
    assert isinstance(given, Points)
    assert given.motivation == "Het antwoord 'Begonnen' geeft 6 van de 10 punten."
    assert fault(item, "later").code is UNREADABLE


def test_a_line_may_run_either_way() -> None:
    up = ready("linear", "quality", {"from": "6", "to": "9"})
    assert [points(up, answer) for answer in ("5", "6", "7", "9", "11")] == [0, 0, Fraction(10, 3), 10, 10]
    down = ready("linear", "quality", {"from": "10", "to": "2"})
    assert [points(down, answer) for answer in ("12", "4", "2", "0")] == [0, Fraction(15, 2), 10, 10]
    assert up.norm == "Alle punten bij minstens 9; geen punten bij 6."
    assert down.norm == "Alle punten bij hoogstens 2; geen punten bij 10."


def test_an_answer_beyond_the_full_bound_is_said_to_lie_there() -> None:
    up = ready("linear", "quality", {"from": "0", "to": "20"})
    said = up.method.score(asked(up, "24"), up.params)
    assert isinstance(said, Points)
    assert said.motivation == "24 ligt boven de bovengrens van 20: alle punten."
    down = ready("linear", "quality", {"from": "10", "to": "2"})
    low = down.method.score(asked(down, "1"), down.params)
    assert isinstance(low, Points)
    assert low.motivation == "1 ligt onder de ondergrens van 2: alle punten."


def test_nobody_is_told_to_answer_more_than_the_whole() -> None:
    beyond = ready("linear", "share", {"from": "0%", "to": "200%"})
    assert beyond.method.attainable(beyond.asked, beyond.params) == Fraction(1, 2)
    assert beyond.method.reach(beyond.asked, beyond.params, Fraction(1, 2)) == "100%"
    assert beyond.method.reach(beyond.asked, beyond.params, Fraction(3, 5)) is None


def test_reaching_a_threshold_exactly_is_enough() -> None:
    item = ready("steps", "quality", {"from": ("80", "90", "95"), "points": ("4", "7", "10")})
    assert [points(item, answer) for answer in ("79.99", "80", "94", "95")] == [0, 4, 7, 10]
    lower = ready("steps", "quality", {"from": ("5", "2"), "points": ("5", "10"), "best": "lowest"})
    assert [points(lower, answer) for answer in ("6", "5", "2", "0")] == [0, 5, 10, 10]


@pytest.mark.requirement("E-036", "O-044")
def test_points_make_a_class() -> None:
    params: dict[str, Raw] = {"from": ("80", "50"), "points": ("100", "60"), "classes": ("A", "B"), "otherwise": "C"}
    item = ready("steps", "quality", params, scale=100)
    classes = []
    for answer in ("82", "79", "49"):
        given = item.method.score(asked(item, answer), item.params)
        assert isinstance(given, Points)
        classes.append(given.motivation.split("klasse ")[1][0])
    assert classes == ["A", "B", "C"]
    treads = (Tread(Fraction(80), Fraction(0), "A"), Tread(Fraction(50), Fraction(0), "B"))
    assert [getattr(reached(Fraction(value), treads), "name", "C") for value in (82, 79, 49)] == ["A", "B", "C"]


@pytest.mark.requirement("D-033")
def test_the_best_sets_the_measure() -> None:
    low = ready("relative-to-best", "quality", {"best": "lowest"})
    assert points(low, "2", ("4", "8")) == 10
    assert points(low, "4", ("2", "8")) == 5
    assert points(low, "0", ("2",)) == 10
    assert points(low, "2", ("0",)) == 0
    high = ready("relative-to-best", "quality", {})
    assert points(high, "6", ("8", "nonsense")) == Fraction(15, 2)
    assert points(high, "0", ("0",)) == 10
    assert fault(high, "-1").code is UNREADABLE


@pytest.mark.requirement("D-031")
def test_a_price_below_the_maximum_tariff_earns_points() -> None:
    price = ready("below-maximum-tariff", "share", {"full": "10%"})
    assert [points(price, answer) for answer in ("100%", "97.5%", "95%", "90%", "85%")] == [0, 2.5, 5, 10, 10]
    discount = ready("below-maximum-tariff", "share", {"full": "10%", "none": "2%", "answer-is": "discount"})
    assert [points(discount, answer) for answer in ("2%", "6%", "10%")] == [0, 5, 10]
    assert fault(price, "101%").code is UNREADABLE


@pytest.mark.requirement("M-268", "D-035")
def test_marks_of_several_assessors_become_one_with_their_reasons() -> None:
    item = ready("marks", "plan", {"norm": "Een plan dat morgen kan beginnen"})
    given = item.method.score(asked(item, "tekst", marks=marks(("y", 6), ("x", 9), ("z", 9))), item.params)
    again = item.method.score(asked(item, "tekst", marks=marks(("z", 9), ("y", 6), ("x", 9))), item.params)
    assert isinstance(given, Points)
    assert given == again
    assert given.share == Fraction(8, 10)
    assert given.motivation == "Gemiddeld van 3 beoordelaars: 8 van de 10 punten. 9: Helder. 6: Helder. 9: Helder."
    assert given.norm.startswith("Een plan dat morgen kan beginnen.")
    median = ready("marks", "plan", {"combine": "median", "spread": "100%"})
    for case, expected in ((marks(("x", 2), ("y", 9), ("z", 8)), 8), (marks(("x", 4), ("y", 9)), Fraction(13, 2))):
        found = median.method.score(asked(median, "", marks=case), median.params)
        assert isinstance(found, Points)
        assert found.share * 10 == expected


@pytest.mark.requirement("M-268")
def test_assessors_who_differ_too_much_are_seen() -> None:
    item = ready("marks", "plan", {"spread": "30%"})
    near = item.method.score(asked(item, "", marks=marks(("x", 6), ("y", 9))), item.params)
    far = item.method.score(asked(item, "", marks=marks(("x", 5), ("y", 9))), item.params)
    assert isinstance(near, Points)
    assert isinstance(far, Points)
    assert not near.findings
    assert [finding.code for finding in far.findings] == [ASSESSORS_DIFFER]
    assert far.findings[0].sentence().endswith("liggen 4 punten uit elkaar. Afgesproken is hoogstens 3.")


def test_marks_that_cannot_count_are_findings() -> None:
    item = ready("marks", "plan", {"assessors": "2"})
    assert fault(item, marks=marks(("x", 8))).code is TOO_FEW
    assert fault(item, marks=marks(("x", 8), ("x", 8), ("y", 8))).code is TWICE
    assert fault(item, marks=marks(("x", 8), ("y", 11))).code is OUTSIDE
    assert fault(item, marks=marks(("x", 8), ("y", 8), why=" ")).code is NO_MOTIVATION


def test_no_answer_and_a_wrong_answer_are_told_apart() -> None:
    item = ready("linear", "quality", {"from": "0", "to": "10"})
    assert fault(item, "").code is UNANSWERED
    assert fault(item, "veel").code is UNREADABLE


def test_the_least_change_is_the_edge() -> None:
    half = Fraction(1, 2)
    cases: list[tuple[str, str, dict[str, Raw], str]] = [
        ("points-per-answer", "level", LEVELS, "begun"),
        ("linear", "quality", {"from": "6", "to": "9"}, "7.5"),
        ("steps", "quality", {"from": ("80", "90"), "points": ("5", "10")}, "80"),
        ("below-maximum-tariff", "share", {"full": "5%"}, "97.5%"),
        ("marks", "plan", {}, "5"),
    ]
    for method, question, params, needed in cases:
        item = ready(method, question, params)
        assert item.method.reach(item.asked, item.params, half) == needed
    relative = ready("relative-to-best", "quality", {"best": "lowest"})
    assert relative.method.reach(asked(relative, "9", ("4", "6")), relative.params, half) == "8"


def test_numbers_are_read_exactly() -> None:
    assert number_of("94,5 %") == Fraction(189, 200)
    assert number_of("-3") == -3
    assert number_of("3 dagen") is None

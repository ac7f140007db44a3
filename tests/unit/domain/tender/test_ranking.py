"""Places, ties, classes and the worked example."""

from __future__ import annotations

from fractions import Fraction

import pytest

from driehoek.domain.policy import Lot
from driehoek.domain.tender.criteria.check import WEIGHTS
from driehoek.domain.tender.criteria.steps import Tread
from driehoek.domain.tender.outcome import Ranked
from driehoek.domain.tender.ranking import WorkedExample, classify, rank, tie_rule, winners, worked_example
from driehoek.domain.tender.scoring import score_lot
from driehoek.domain.tender.turning import reweighed
from driehoek.kernel import TieKey
from driehoek.testing.tenders import handed_in, leaf, lot_of, policy_of, ten

A, B, C, D = "00000001", "00000002", "00000003", "00000004"
KEY = TieKey("zeeland 2027")
AREAS = ("quality", "service", "operations", "price")


def ranking(lot: Lot, answers: dict[str, dict[str, str]], decisive: tuple[str, ...] = ()) -> tuple[Ranked, ...]:
    return rank(score_lot(policy_of(lot), lot, handed_in(answers)), KEY, decisive)


def places(ranked: tuple[Ranked, ...]) -> dict[str, int]:
    return {item.contract: item.place for item in ranked}


@pytest.mark.requirement("O-039", "D-032")
def test_the_weight_of_the_price_decides_who_wins() -> None:
    answers = {
        A: dict(zip(AREAS, ("8", "7", "9", "6"), strict=True)),
        B: dict(zip(AREAS, ("6", "8", "7", "9"), strict=True)),
    }
    first = lot_of(*(ten(area, weight) for area, weight in zip(AREAS, (40, 20, 10, 30), strict=True)))
    second = lot_of(*(ten(area, weight) for area, weight in zip(AREAS, (60, 20, 10, 10), strict=True)))
    one, two = ranking(first, answers), ranking(second, answers)
    assert [(item.contract, item.total) for item in one] == [(B, Fraction("7.4")), (A, Fraction("7.3"))]
    assert [(item.contract, item.total) for item in two] == [(A, Fraction("7.7")), (B, Fraction("6.8"))]
    other = {"quality": "0.6", "service": "0.2", "operations": "0.1", "price": "0.1"}
    assert reweighed(one, {name: Fraction(weight) for name, weight in other.items()}, KEY) == two


def test_equal_totals_share_a_place() -> None:
    lot = lot_of(ten("quality", 50), ten("service", 50))
    ranked = ranking(
        lot,
        {
            A: {"quality": "8", "service": "6"},
            B: {"quality": "6", "service": "8"},
            C: {"quality": "1", "service": "1"},
            D: {"quality": "9", "service": "9"},
        },
    )
    assert places(ranked) == {D: 1, A: 2, B: 2, C: 4}
    assert winners(ranked, 2)[0].contract == D
    # the lot falls on B although A has the lower number
    assert KEY.rank(B) < KEY.rank(A)
    assert winners(ranked, 2)[1].contract == B
    assert winners(ranked, 0) == ranked


def test_a_named_criterion_decides_before_a_place_is_shared() -> None:
    lot = lot_of(ten("quality", 50), ten("service", 50))
    answers = {A: {"quality": "6", "service": "8"}, B: {"quality": "8", "service": "6"}}
    assert places(ranking(lot, answers, ("quality",))) == {B: 1, A: 2}
    assert places(ranking(lot, answers, ("service",))) == {A: 1, B: 2}
    assert tie_rule(KEY, ("kwaliteit",)).startswith("Bij een gelijk totaal telt eerst de score op kwaliteit.")
    assert "'zeeland 2027'" in tie_rule(KEY)


@pytest.mark.requirement("D-030")
def test_who_is_knocked_out_has_no_place() -> None:
    lot = lot_of(ten("quality", 50, minimum="60%"), ten("service", 50))
    answers = {A: {"quality": "5", "service": "10"}, B: {"quality": "6", "service": "0"}}
    assert places(ranking(lot, answers)) == {B: 1}


@pytest.mark.requirement("E-036", "O-044")
def test_a_questionnaire_puts_providers_in_classes() -> None:
    lot = lot_of(leaf("quality", 100, "linear", {"from": "0", "to": "100"}), scale=100)
    ranked = ranking(lot, {A: {"quality": "82"}, B: {"quality": "79"}, C: {"quality": "49"}})
    classes = (Tread(Fraction(50), Fraction(0), "B"), Tread(Fraction(80), Fraction(0), "A"))
    assert classify(ranked, classes, "C") == {A: "A", B: "B", C: "C"}


@pytest.mark.requirement("M-272")
def test_the_worked_example_is_computed_like_the_real_thing() -> None:
    lot = lot_of(
        leaf("level", 20, "points-per-answer", {"answers": ("done", "begun", "no"), "points": ("10", "6", "0")}),
        leaf("quality", 30, "linear", {"from": "6", "to": "9"}),
        leaf("plan", 10, "marks", {"assessors": "2"}),
        leaf("share", 40, "below-maximum-tariff", {"full": "10%"}),
    )
    example = worked_example(policy_of(lot), lot)
    assert isinstance(example, WorkedExample)
    assert example.totals == (Fraction("6.3"), Fraction("8.8"))
    assert example.places == (2, 1)
    assert [row.answers for row in example.rows] == [("done", "begun"), ("7.5", "9"), ("8; 8", "6; 6"), ("95%", "90%")]
    assert example.text == (
        "Dit voorbeeld is verzonnen (SYNTHETIC).",
        "Voorbeeld A: 10 x 20% + 5 x 30% + 8 x 10% + 5 x 40% = 6,3 van de 10 punten, plaats 2.",
        "Voorbeeld B: 6 x 20% + 10 x 30% + 6 x 10% + 10 x 40% = 8,8 van de 10 punten, plaats 1.",
    )


def test_faulty_criteria_have_no_example() -> None:
    lot = lot_of(ten("quality", 60))
    found = worked_example(policy_of(lot), lot)
    assert isinstance(found, tuple)
    assert [finding.code for finding in found] == [WEIGHTS]
    assert worked_example(policy_of(lot_of()), lot_of()) == ()

"""What would have changed the outcome."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from driehoek.domain.policy import Criterion, Lot, RequirementKind
from driehoek.domain.tender import outcome
from driehoek.domain.tender.criteria.base import UNREADABLE
from driehoek.domain.tender.ranking import rank
from driehoek.domain.tender.scoring import score_lot
from driehoek.domain.tender.submission import Mark
from driehoek.domain.tender.turning import (
    Goal,
    Turning,
    reweighed,
    tipping_weight,
    turns_to_admission,
    weight_sensitivity,
)
from driehoek.kernel import Finding, Holds, Rate, TieKey
from driehoek.testing.tenders import handed_in, leaf, lot_of, policy_of, ten

A, B, C = "00000001", "00000002", "00000003"
KEY = TieKey("zeeland-2027")


def turning(lot: Lot, answers: dict[str, dict[str, str]], marks: tuple[Mark, ...] = ()) -> Turning:
    policy = policy_of(lot)
    scored = score_lot(policy, lot, handed_in(answers), marks)
    return Turning.of(policy, lot, scored, rank(scored, KEY))


def test_the_smallest_change_per_criterion_that_would_have_won() -> None:
    lot = lot_of(
        ten("quality", 50),
        leaf("level", 30, "points-per-answer", {"answers": ("done", "begun", "no"), "points": ("10", "6", "0")}),
        ten("price", 20),
    )
    answers = {
        A: {"quality": "8", "level": "done", "price": "5"},
        B: {"quality": "7", "level": "begun", "price": "7"},
    }
    found = turning(lot, answers).to_place(B, 1)
    assert [(turn.subject, turn.now, turn.needed) for turn in found] == [
        ("quality", "7", "9.6"),
        ("level", "begun", ""),
        ("price", "7", ""),
    ]
    assert found[0].points == Fraction("9.6")
    assert found[1].points == 6 + Fraction(13, 3)
    assert found[0].sentence == "Met het antwoord '9,6' bij 'quality' (nu: 7) was plaats 1 gehaald."
    assert found[2].sentence == "Met 'price' alleen was plaats 1 niet te halen, ook niet met alle punten."
    assert turning(lot, answers).to_place(A, 1) == ()
    assert turning(lot, answers).to_place(B, 2) == ()


def test_marks_and_missing_answers_are_said_as_such() -> None:
    lot = lot_of(leaf("plan", 60, "marks", {}), ten("quality", 40))
    marks = (Mark(A, "plan", "x", Fraction(9), "Sterk."), Mark(B, "plan", "x", Fraction(6), "Mager."))
    found = turning(lot, {A: {"quality": "5"}, B: {}}, marks).to_place(B, 1)
    assert [turn.sentence for turn in found] == [
        "Met 'plan' alleen was plaats 1 niet te halen, ook niet met alle punten.",
        "Met het antwoord '9,5' bij 'quality' (nu: geen antwoord) was plaats 1 gehaald.",
    ]
    near = (marks[0], replace(marks[1], points=Fraction(8)))
    assert turning(lot, {A: {"quality": "5"}, B: {"quality": "5"}}, near).to_place(B, 1)[0].sentence == (
        "Met een cijfer van 9 voor 'plan' (nu 8) was plaats 1 gehaald."
    )


def test_a_better_answer_is_measured_against_the_best_of_the_others() -> None:
    lot = lot_of(leaf("quality", 50, "relative-to-best", {"best": "lowest"}), ten("service", 50))
    answers = {A: {"quality": "2", "service": "5"}, B: {"quality": "8", "service": "7"}}
    (fewer_days, more_service) = turning(lot, answers).to_place(B, 1)
    assert fewer_days.needed == "2.5"
    assert more_service.needed == ""
    assert "tenzij" in turning(lot, answers | {B: {"quality": "8", "service": "1"}}).to_place(B, 1)[0].sentence


def test_what_would_have_met_the_minimum() -> None:
    lot = lot_of(ten("quality", 50, minimum="60%"), ten("service", 50))
    found = turning(lot, {A: {"quality": "5", "service": "9"}}).to_minimum(A)
    assert [(turn.goal, turn.subject, turn.needed, turn.points) for turn in found] == [
        (Goal.MINIMUM, "quality", "6", Fraction(6))
    ]
    assert found[0].sentence == "Met het antwoord '6' bij 'quality' (nu: 5) was de ondergrens van 'quality' gehaald."
    group = Criterion(
        "group",
        "Inhoud",
        Rate.percent(100),
        parts=(ten("quality", 80), ten("service", 20)),
        minimum=Rate.percent(60),
    )
    found = turning(lot_of(group), {A: {"quality": "5", "service": "5"}}).to_minimum(A)
    assert [(turn.subject, turn.needed) for turn in found] == [("quality", "6.25"), ("service", "10")]


def test_a_refused_party_reads_what_would_have_met_the_requirement() -> None:
    fails = Finding(UNREADABLE, "Klachtenregeling", seen="no", wanted="ja")
    tested = (
        outcome.Tested("complaints", RequirementKind.SUITABILITY, fails, "U heeft geen klachtenregeling.", "q", "no"),
        outcome.Tested("board", RequirementKind.SUITABILITY, Holds(), "In orde."),
    )
    (turn,) = turns_to_admission(A, tested)
    assert (turn.goal, turn.subject, turn.points) == (Goal.REQUIREMENT, "complaints", None)
    assert turn.sentence == "U heeft geen klachtenregeling. Verbeter het antwoord in de inschrijving: ja."


AREAS = ("quality", "service", "operations", "price")


def four(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Lot, dict[str, dict[str, str]]]:
    lot = lot_of(*(ten(area, weight) for area, weight in zip(AREAS, (40, 20, 10, 30), strict=True)))
    return lot, {A: dict(zip(AREAS, first, strict=True)), B: dict(zip(AREAS, second, strict=True))}


def test_a_weight_that_moves_changes_places() -> None:
    lot, answers = four(("8", "7", "9", "6"), ("6", "8", "7", "9"))
    ranked = turning(lot, answers).ranked
    down = {item.criterion: item for item in weight_sensitivity(ranked, lot, Rate.percent(-5), KEY)}
    assert [(shift.contract, shift.before, shift.after) for shift in down["price"].shifts] == [(A, 2, 1), (B, 1, 2)]
    assert down["price"].sentence == (
        "Als 'price' voor 25% telt in plaats van 30%, verandert de volgorde: "
        "00000001 van plaats 2 naar 1; 00000002 van plaats 1 naar 2."
    )
    assert down["quality"].shifts == ()
    assert down["quality"].sentence == "Als 'quality' voor 35% telt in plaats van 40%, blijft de volgorde gelijk."
    far = {item.criterion: item for item in weight_sensitivity(ranked, lot, Rate.percent(-20), KEY)}
    assert far["operations"].skipped is not None
    weights = [score.weight for score in down["price"].ranked[0].scores]
    assert weights[-1] == Fraction(1, 4)
    assert sum(weights) == 1


def test_the_weight_at_which_two_swap_is_exact() -> None:
    lot, answers = four(("8", "7", "9", "6"), ("6", "8", "7", "9"))
    first, second = turning(lot, answers).ranked
    weight = tipping_weight(first, second, "price")
    assert weight == Fraction(8, 29)
    rest = (1 - weight) / Fraction(7, 10)
    even = {
        "quality": Fraction(4, 10) * rest,
        "service": Fraction(2, 10) * rest,
        "operations": rest / 10,
        "price": weight,
    }
    assert [item.place for item in reweighed((first, second), even, KEY)] == [1, 1]
    assert tipping_weight(first, second, "nothing") is None
    lot, answers = four(("9", "9", "9", "9"), ("6", "6", "6", "6"))
    first, second = turning(lot, answers).ranked
    assert all(tipping_weight(first, second, area) is None for area in AREAS)
    assert reweighed((), {}, KEY) == ()

"""The criteria tree of a lot becomes a total per contract."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.policy import Criterion, ProviderGroup
from driehoek.domain.tender.criteria.base import UNANSWERED, UNREADABLE
from driehoek.domain.tender.criteria.check import WEIGHTS
from driehoek.domain.tender.criteria.marks import TOO_FEW
from driehoek.domain.tender.scoring import NOT_ASKED, NOTHING_COUNTS, STRAY_MARK, score_lot, stray_marks
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Rate
from driehoek.testing.tenders import FORM, handed_in, leaf, lot_of, policy_of, provider, ten

A, B, C = "00000001", "00000002", "00000003"
TREE = (
    Criterion("content", "Inhoud", Rate.percent(70), parts=(ten("quality", 60), ten("service", 40))),
    ten("price", 30),
)


def answers(quality: str, service: str, price: str) -> dict[str, str]:
    return {"quality": quality, "service": service, "price": price}


@pytest.mark.requirement("D-030", "J-019")
def test_weights_multiply_down_the_tree_and_every_part_is_kept() -> None:
    lot = lot_of(*TREE)
    scored = score_lot(policy_of(lot), lot, handed_in({A: answers("8", "7", "9")}))
    parts = {score.criterion: (score.weight, score.points) for score in scored.scores[A]}
    assert parts == {
        "quality": (Fraction(42, 100), Fraction(8)),
        "service": (Fraction(28, 100), Fraction(7)),
        "price": (Fraction(30, 100), Fraction(9)),
    }
    assert scored.totals[A] == Fraction(802, 100)
    assert not scored.findings
    assert all(score.norm and score.motivation and score.answer for score in scored.scores[A])


@pytest.mark.requirement("D-030")
def test_below_a_minimum_is_knocked_out_with_the_sentence() -> None:
    lot = lot_of(ten("quality", 60, minimum="60%"), ten("service", 40))
    given = handed_in({A: {"quality": "6", "service": "1"}, B: {"quality": "5.5", "service": "10"}})
    scored = score_lot(policy_of(lot), lot, given)
    (out,) = scored.knocked_out
    assert (out.contract, out.criterion, out.share, out.minimum) == (B, "quality", Fraction(55, 100), Fraction(60, 100))
    assert out.sentence == (
        "Voor 'quality' zijn minstens 6 van de 10 punten nodig. Deze inschrijving heeft er 5,5. "
        "Daarom doet zij in dit perceel niet verder mee."
    )
    assert [score.below_minimum for score in scored.scores[B]] == [True, False]
    assert [score.below_minimum for score in scored.scores[A]] == [False, False]


def test_a_minimum_on_a_group_counts_the_group() -> None:
    lot = lot_of(replace(TREE[0], minimum=Rate.percent(70)), TREE[1])
    given = handed_in({A: answers("7", "7", "0"), B: answers("8", "5", "10")})
    scored = score_lot(policy_of(lot), lot, given)
    assert [(out.contract, out.share) for out in scored.knocked_out] == [(B, Fraction(68, 100))]


def test_no_answer_gives_no_points_and_says_so() -> None:
    lot = lot_of(ten("quality", 60), ten("service", 40))
    scored = score_lot(policy_of(lot), lot, handed_in({A: {"quality": "10"}}))
    assert [finding.code for finding in scored.findings] == [UNANSWERED]
    assert scored.totals[A] == 6
    assert scored.scores[A][1].motivation == "Er is geen antwoord gegeven; daarom zijn er geen punten."


def test_what_cannot_be_scored_has_no_total() -> None:
    lot = lot_of(ten("quality", 60), leaf("plan", 40, "marks", {}))
    given = handed_in({A: {"quality": "veel", "plan": "x"}, B: {"quality": "8", "plan": "x"}})
    marks = (Mark(A, "plan", "x", Fraction(8), "Goed."),)
    scored = score_lot(policy_of(lot), lot, given, marks)
    assert {code: [finding.code for finding in found] for code, found in scored.unscored.items()} == {
        A: [UNREADABLE],
        B: [TOO_FEW],
    }
    assert scored.totals == {}


def test_marks_show_what_each_assessor_gave() -> None:
    lot = lot_of(leaf("plan", 100, "marks", {"spread": "100%"}))
    marks = [Mark(A, "plan", "y", Fraction(6), "Mager."), Mark(A, "plan", "x", Fraction(9), "Sterk.")]
    scored = score_lot(policy_of(lot), lot, handed_in({A: {"plan": "tekst"}}), marks)
    assert scored.scores[A][0].answer == "9; 6"
    assert scored.totals[A] == Fraction(15, 2)


def test_faulty_criteria_score_nobody() -> None:
    lot = lot_of(ten("quality", 60))
    scored = score_lot(policy_of(lot), lot, handed_in({A: {"quality": "8"}}))
    assert [finding.code for finding in scored.findings] == [WEIGHTS]
    assert not scored.scores


def test_a_question_that_is_not_for_a_group_does_not_count_for_it() -> None:
    lot = lot_of(ten("quality", 60), ten("service", 40))
    form = tuple(replace(q, groups=(ProviderGroup.EXISTING,)) if q.id == "service" else q for q in FORM)
    known = {A: provider(A), B: provider(B, ProviderGroup.NEW)}
    given = handed_in({A: {"quality": "8", "service": "0"}, B: {"quality": "8"}})
    scored = score_lot(policy_of(lot, questions=form), lot, given, providers=known)
    assert scored.totals == {A: Fraction(48, 10), B: Fraction(8)}
    assert [(finding.subject, finding.code) for finding in scored.findings] == [(B, NOT_ASKED)]


def test_a_provider_for_whom_nothing_counts_is_a_finding() -> None:
    lot = lot_of(ten("quality", 100))
    form = tuple(replace(q, groups=(ProviderGroup.EXISTING,)) for q in FORM)
    known = {B: provider(B, ProviderGroup.NEW)}
    scored = score_lot(policy_of(lot, questions=form), lot, handed_in({B: {"quality": "8"}}), providers=known)
    assert [finding.code for finding in scored.unscored[B]] == [NOTHING_COUNTS]


def test_only_submissions_for_the_lot_are_scored() -> None:
    lot = lot_of(ten("quality", 100))
    given = handed_in({A: {"quality": "8"}}) | handed_in({B: {"quality": "9"}}, lot="elsewhere")
    assert list(score_lot(policy_of(lot), lot, given).scores) == [A]


def test_marks_that_belong_to_nothing_are_seen() -> None:
    lot = lot_of(leaf("plan", 100, "marks", {}))
    marks = (
        Mark(C, "plan", "x", Fraction(8), "Goed."),
        Mark(A, "price", "x", Fraction(8), "Goed."),
        Mark(A, "plan", "x", Fraction(8), "Goed."),
    )
    found = stray_marks(policy_of(lot), [A], marks)
    assert [(finding.code, finding.subject) for finding in found] == [(STRAY_MARK, A), (STRAY_MARK, C)]


def test_the_best_counts_everyone_in_the_lot() -> None:
    lot = lot_of(leaf("quality", 100, "relative-to-best", {}))
    given = handed_in({A: {"quality": "8"}, B: {"quality": "8"}, C: {"quality": "4"}})
    assert score_lot(policy_of(lot), lot, given).totals == {A: 10, B: 10, C: 5}

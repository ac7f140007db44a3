"""A profile gives to a form only what was asked in the same words, and only when it was confirmed in the last year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from driehoek.adapters.dossier.decode import decode_policy
from driehoek.domain.policy import Question
from driehoek.domain.tender.profile import Fact, holds_until, is_confirmed, prefill, profile_questions

POLICY = decode_policy((Path(__file__).parents[4] / "examples/wlz-2027/policy.yaml").read_bytes()).value
assert POLICY is not None
QUESTIONS = profile_questions(POLICY)
CONFIRMED = date(2026, 3, 1)


def fact(question: Question, answer: str) -> Fact:
    return Fact(question.id, question.text, question.type, question.options, answer)


FACTS = [fact(question, "yes") for question in QUESTIONS if not question.options]


def test_what_is_asked_of_the_organisation_itself_is_in_and_what_is_of_one_submission_is_out() -> None:
    names = [question.id for question in QUESTIONS]
    assert {"admission-permit", "supervisory-body", "quality-plan", "complaints-procedure", "insolvent"} <= set(names)
    # a statement that the board signs, a condition of this agreement, a document, and what a lot or the tariff weighs
    outside = {
        "board-statement",
        "accept-agreement",
        "power-of-attorney",
        "chamber-of-commerce-extract",
        "innovation-shared",
        "strategic-plan",
    }
    assert not outside & set(names)


def test_the_same_question_is_answered_and_one_in_other_words_is_told() -> None:
    taken = prefill(FACTS, QUESTIONS, CONFIRMED, date(2026, 7, 16))
    assert taken.answers == {item.question: "yes" for item in FACTS}
    first, *rest = QUESTIONS
    turned = replace(first, text=f"Is het zo dat u {first.text[0].lower()}{first.text[1:-1]} niet?")
    told = prefill(FACTS, [turned, *rest], CONFIRMED, date(2026, 7, 16))
    assert first.id not in told.answers  # "yes" could now mean the opposite
    assert told.resembling == (first.id,)
    spaced = replace(first, text=f"  {first.text.upper()} ")
    assert prefill(FACTS, [spaced], CONFIRMED, date(2026, 7, 16)).answers == {first.id: "yes"}


def test_a_choice_with_other_answers_is_another_question() -> None:
    plan = next(question for question in QUESTIONS if question.options)
    more = replace(plan, options={**plan.options, "new": "Nieuw"})
    taken = prefill([fact(plan, "certified")], [more], CONFIRMED, CONFIRMED)
    assert (taken.answers, taken.resembling) == ({}, (plan.id,))


def test_a_profile_that_was_not_confirmed_in_the_last_year_gives_nothing() -> None:
    assert prefill(FACTS, QUESTIONS, CONFIRMED, date(2027, 2, 28)).answers
    for confirmed, today in ((CONFIRMED, date(2027, 3, 1)), (None, CONFIRMED)):
        stale = prefill(FACTS, QUESTIONS, confirmed, today)
        assert (dict(stale.answers), stale.is_stale) == ({}, True)
    assert not prefill([], QUESTIONS, None, CONFIRMED).is_stale
    assert holds_until(date(2028, 2, 29)) == date(2029, 3, 1)
    assert is_confirmed(CONFIRMED, date(2027, 2, 28))

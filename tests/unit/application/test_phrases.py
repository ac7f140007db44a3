"""Phrases in plain Dutch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.application.phrases import answer_in_words, exact_points, exact_quantity, grounded, window_in_words
from driehoek.domain.policy import Question, QuestionType
from driehoek.kernel import UNSTATED, Ground, Quantity, Rate, Unit
from driehoek.testing.policies import small_policy


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        (QuestionType.YES_NO, "yes", "ja"),
        (QuestionType.YES_NO, "no", "nee"),
        (QuestionType.CHOICE, "a", "Alles"),
        (QuestionType.PERCENTAGE, "93.5%", "93,5%"),
        (QuestionType.AMOUNT, "1234.5", "€\u00a01.234,50"),
        (QuestionType.DATE, "2026-05-01", "1 mei 2026"),
        (QuestionType.DATE, "ooit", "ooit"),
        (QuestionType.TEXT, "Plan", "Plan"),
        (QuestionType.TEXT, "", "geen antwoord"),
    ],
)
def test_answers_read_as_people_write_them(kind: QuestionType, answer: str, words: str) -> None:
    question = Question("q", "Vraag?", kind, options={"a": "Alles"})
    assert answer_in_words(replace(small_policy(), questions=(question,)), "q", answer) == words


def test_an_answer_without_a_question_is_shown_as_given() -> None:
    assert answer_in_words(small_policy(), "unknown", "x") == "x"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(60, "1 uur"), (90, "1,5 uur"), (81, "1,35 uur"), (80, "1 uur en 20 minuten"), (-80, "-1 uur en 20 minuten")],
)
def test_hours_are_never_cut(minutes: int, words: str) -> None:
    assert exact_quantity(Quantity(minutes, Unit.HOUR)) == words


def test_tariff_parts_keep_four_decimals() -> None:
    assert exact_points(Rate.percent("0.0125")) == "0,0125%"


def test_a_window_says_whether_its_last_moment_counts() -> None:
    closed, rolling = small_policy().calendar.windows
    assert window_in_words(closed).endswith("tot en met 31 juli 2026, 17.00 uur.")
    assert window_in_words(replace(closed, closes_inclusive=False)).endswith("uur tot 31 juli 2026, 17.00 uur.")
    assert window_in_words(rolling) == "Vanaf 1 juni 2026, 9.00 uur, zonder einde."


def test_a_sentence_carries_its_ground() -> None:
    assert grounded("Dit is zo.", Ground("Wlz art. 1", "Daarom.")) == "Dit is zo. Daarom. (Grond: Wlz art. 1)"
    assert grounded("Dit is zo.", UNSTATED) == "Dit is zo."

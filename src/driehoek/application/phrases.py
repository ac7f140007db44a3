"""Phrases that letters, forms and the printed policy share: answers, quantities, terms and grounds in plain Dutch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction

from driehoek.domain.allocation import Frame
from driehoek.domain.policy import EntryWindow, Policy, QuestionType, named
from driehoek.kernel import Ground, Money, Quantity, Rate, Unit
from driehoek.kernel.dutch import amount, day, grouped, moment, number, percentage, quantity

_ANSWERS: Mapping[QuestionType, Callable[[str], str]] = {
    QuestionType.YES_NO: lambda answer: {"yes": "ja", "no": "nee"}.get(answer, answer),
    QuestionType.PERCENTAGE: lambda answer: percentage(Rate.parse(answer)),
    QuestionType.AMOUNT: lambda answer: amount(Money.parse(answer)),
    QuestionType.DATE: lambda answer: day(date.fromisoformat(answer)),
}


def answer_in_words(policy: Policy, question_id: str, answer: str) -> str:
    """Write an answer as people read it; an answer that does not fit its question is shown as it was given."""
    if not answer:
        return "geen antwoord"
    question = policy.question(question_id)
    if question is None:
        return answer
    if question.type is QuestionType.CHOICE:
        return question.options.get(answer, answer)
    if question.type is QuestionType.NEED_LINES:
        return "; ".join(question.options.get(line, line) for line in named(answer))
    try:
        return _ANSWERS.get(question.type, str)(answer)
    except ValueError:
        return answer


def window_in_words(window: EntryWindow) -> str:
    """Say from when until when a window is open, and whether the last moment counts."""
    if window.closes is None:
        return f"Vanaf {moment(window.opens)}, zonder einde."
    return f"Vanaf {moment(window.opens)} tot {'en met ' if window.closes_inclusive else ''}{moment(window.closes)}."


def exact_quantity(value: Quantity) -> str:
    """Write a quantity without loss: hours that do not end in two decimals are written in hours and minutes.

    >>> exact_quantity(Quantity(150, Unit.HOUR)), exact_quantity(Quantity(150050, Unit.HOUR))
    ('2,5 uur', '2.500 uur en 50 minuten')
    """
    if value.unit is not Unit.HOUR or (value.value * 100).denominator == 1:
        return quantity(value)
    hours, minutes = divmod(abs(value.steps), 60)
    sign = "-" if value.steps < 0 else ""
    return f"{sign}{grouped(hours)} uur en {minutes} minuten"


def above_in_words(policy: Policy) -> str:
    """What is paid for care above the agreement; nothing where the agreement does not say."""
    term = policy.contract.above_agreement
    if term is None:
        return ""
    if not term.share.value:
        return "Zorg boven de afspraak betalen wij niet."
    most = f", voor ten hoogste {exact_points(term.most)} van het afgesproken aantal" if term.most is not None else ""
    return f"Voor zorg boven de afspraak betalen wij {exact_points(term.share)} van de afgesproken prijs{most}."


def exact_points(rate: Rate) -> str:
    """Write a part of a tariff in percent with up to four decimals."""
    return percentage(rate, 4)


def marks(value: Fraction) -> str:
    """Write points with up to two decimals."""
    return number(value)


def grounded(text: str, ground: Ground) -> str:
    """A sentence with its ground behind it, when there is one."""
    parts = [text.strip(), ground.explanation.strip()]
    sentence = " ".join(part for part in parts if part)
    return f"{sentence} (Grond: {ground.basis})" if ground.basis else sentence


def subframe_in_words(frame: str) -> str:
    """How people call a sub-frame of a pool.

    >>> subframe_in_words("regular"), subframe_in_words("innovatie")
    ('regulier deel', 'deel innovatie')
    """
    return "regulier deel" if frame == "regular" else f"deel {frame}"


def frame_in_words(policy: Policy, frame: Frame) -> str:
    """How people call a frame: the name of its pool, and which part of it."""
    pool = next((item.name for item in policy.pools if item.id == frame.pool), frame.pool)
    return f"{pool}, {subframe_in_words(frame.name)}"


def tests_in_words(held: int, idle: int) -> str:
    """How many requirements were tested, met, and do not apply, for who fails none.

    >>> tests_in_words(12, 4), tests_in_words(1, 0)
    ('16 eisen: 12 in orde, 4 gelden niet voor u', '1 eis: 1 in orde')
    """
    every = held + idle
    text = f"{every} {'eis' if every == 1 else 'eisen'}: {held} in orde"
    return f"{text}, {idle} {'geldt' if idle == 1 else 'gelden'} niet voor u" if idle else text

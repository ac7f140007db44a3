"""What every scoring method shares: what it is asked, what it gives, and how numbers are read and written.

A method turns one answer (or the marks of assessors) into a share of the points, exactly. It is monotone: a better
answer never gives less. Its contract suite is `driehoek.testing.criteria`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

from driehoek.domain.policy import Criterion, Kind, Param, Params, Question, QuestionType
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Code, Finding, Rate, Severity, decimal_text
from driehoek.kernel.dutch import number, percentage

UNANSWERED = Code(
    "CRI-001",
    nl="{subject} heeft geen antwoord. Zonder antwoord zijn er geen punten.",
    en="{subject} has no answer. Without an answer there are no points.",
    mend_nl="Controleer of de aanbieder de vraag echt heeft overgeslagen.",
    mend_en="Check whether the provider really skipped the question.",
    severity=Severity.WARNING,
)
UNREADABLE = Code(
    "CRI-002",
    nl="Het antwoord op {subject} is '{seen}', maar moet zijn: {wanted}.",
    en="The answer to {subject} is '{seen}' but must be: {wanted}.",
    mend_nl="Verbeter het antwoord in de inschrijving: {wanted}.",
    mend_en="Correct the answer in the submission: {wanted}.",
)
BAD_LIST = Code(
    "CRI-014",
    nl="{subject}: de lijst '{seen}' klopt niet.",
    en="{subject}: the list '{seen}' is not right.",
    mend_nl="Geef {wanted}.",
    mend_en="Give {wanted}.",
)
BAD_POINTS = Code(
    "CRI-015",
    nl="{subject} geeft {seen} punten, maar het moet {wanted} zijn.",
    en="{subject} gives {seen} points, but it must be {wanted}.",
    mend_nl="Kies punten die {wanted} zijn.",
    mend_en="Choose points that are {wanted}.",
)
BAD_BOUNDS = Code(
    "CRI-013",
    nl="{subject}: de grenzen zijn '{seen}'. Zo is er geen verschil tussen geen en alle punten.",
    en="{subject}: the bounds are '{seen}', which leaves nothing between no points and full points.",
    mend_nl="Kies: {wanted}.",
    mend_en="Choose: {wanted}.",
)
FINDINGS = (UNANSWERED, UNREADABLE, BAD_BOUNDS, BAD_LIST, BAD_POINTS)

_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)?$")
_HUNDRED = 100
_WORDS = {"yes": "ja", "no": "nee"}
_PLACES = 2


class Reads(Enum):
    """What a method looks at; the value is the word in reference pages."""

    CHOICE = "the option chosen"
    NUMBER = "a number, amount or percentage"
    MARKS = "the marks of assessors"


class Direction(Enum):
    """Which of two numbers is better; the value is the word in a policy."""

    HIGHER = "highest"
    LOWER = "lowest"

    @property
    def dutch(self) -> str:
        """The word for a bound: at least, or at most."""
        return "minstens" if self is Direction.HIGHER else "hoogstens"

    def at_least(self, value: Fraction, bound: Fraction) -> bool:
        """Whether ``value`` is as good as ``bound`` or better."""
        return value >= bound if self is Direction.HIGHER else value <= bound

    def best(self, values: Sequence[Fraction]) -> Fraction:
        """The best of some values."""
        return max(values) if self is Direction.HIGHER else min(values)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything a method may look at.

    Attributes:
        criterion: the leaf that is scored.
        question: the question whose answer is scored; None for marks.
        scale: the points that a perfect score makes, of the lot.
        contract: who is scored.
        answer: its answer, as text in canonical form; empty when there is none.
        others: answers of other admitted contracts in the lot, those that the method calls `rivals`.
        marks: the marks of the assessors for this contract and criterion.
    """

    criterion: Criterion
    question: Question | None
    scale: int
    contract: str = ""
    answer: str = ""
    others: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def subject(self) -> str:
        """How findings name this case."""
        return f"{self.contract}: {self.criterion.name}" if self.contract else self.criterion.name


@dataclass(frozen=True, slots=True)
class Points:
    """What a method gives.

    Attributes:
        share: the points as a share of the most that can be had, 0 to 1, exact.
        norm: what the full points ask, in plain Dutch.
        motivation: why this many, in plain Dutch.
        findings: what a person should look at although there is a score.
    """

    share: Fraction
    norm: str
    motivation: str
    findings: tuple[Finding, ...] = ()


class Method(Protocol):
    """A way to turn an answer into points."""

    @property
    def name(self) -> str:
        """As policies write it."""
        ...

    @property
    def reads(self) -> Reads:
        """What it looks at."""
        ...

    @property
    def meaning(self) -> str:
        """What it does, in English, for the reference page."""
        ...

    @property
    def meaning_nl(self) -> str:
        """The same in plain Dutch, for the printed policy."""
        ...

    @property
    def params(self) -> tuple[Param, ...]:
        """Its parameters."""
        ...

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """What is wrong with the parameters for this criterion; nobody has answered yet."""
        ...

    def norm(self, asked: Asked, params: Params) -> str:
        """What the full points ask, in plain Dutch."""
        ...

    def rivals(self, params: Params, answers: Sequence[str]) -> tuple[str, ...]:
        """Of all answers in the lot those that can matter to another's score; at most one leaves with its owner."""
        ...

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """The points for one answer, or why there can be none."""
        ...

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """The greatest share that any answer can reach."""
        ...

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The least good answer (or mark, for all assessors) with at least ``share``; None when there is none."""
        ...

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """A good and a fair answer (or mark) for the worked example."""
        ...


BEST = Param(
    "best",
    Kind.TEXT,
    "which answers are better",
    "welk antwoord het beste is: het hoogste of het laagste",
    default=Direction.HIGHER.value,
    choices=(Direction.HIGHER.value, Direction.LOWER.value),
)


class Alone:
    """A method that does not look at the answers of others."""

    def rivals(self, params: Params, answers: Sequence[str]) -> tuple[str, ...]:
        """Nobody else plays a part."""
        del params, answers
        return ()


def number_of(text: str) -> Fraction | None:
    """Read a number, exactly: ``12.5``, ``12,5`` or ``94.5%`` (a percentage becomes a share).

    >>> number_of("94,5%"), number_of("twelve")
    (Fraction(189, 200), None)
    """
    body = text.strip()
    is_percentage = body.endswith("%")
    body = body.removesuffix("%").strip()
    if not _NUMBER.match(body):
        return None
    value = Fraction(body.replace(",", "."))
    return value / _HUNDRED if is_percentage else value


def read_number(asked: Asked) -> Fraction | Finding:
    """Read the answer as a number, or say what is wrong with it."""
    if not asked.answer.strip():
        return Finding(UNANSWERED, asked.subject)
    value = number_of(asked.answer)
    if value is None:
        return Finding(UNREADABLE, asked.subject, seen=asked.answer, wanted="een getal")
    return value


def is_percentage(asked: Asked) -> bool:
    """Whether the question asks for a percentage."""
    return asked.question is not None and asked.question.type is QuestionType.PERCENTAGE


def shown(asked: Asked, value: Fraction) -> str:
    """Write a number as people read it, in the unit of the question."""
    if is_percentage(asked):
        return percentage(Rate(value))
    words = number(value, 4)
    return f"€\u00a0{words}" if asked.question is not None and asked.question.type is QuestionType.AMOUNT else words


def written(asked: Asked, value: Fraction, better: Direction) -> str:
    """Write a number as an answer in canonical form, with two decimals, rounded towards the better side.

    So an answer that is said to suffice does suffice.
    """
    factor = 10**_PLACES
    unit = _HUNDRED if is_percentage(asked) else 1
    towards = ceil if better is Direction.HIGHER else floor
    text = decimal_text(Fraction(towards(value * unit * factor), factor))
    return f"{text}%" if unit == _HUNDRED else text


def furthest(asked: Asked, wanted: Fraction, better: Direction) -> Fraction:
    """The best answer that the question allows, no further than ``wanted``.

    Downwards every number ends at zero; upwards a percentage ends at 100 %, other numbers do not end.
    """
    if better is Direction.LOWER:
        return max(wanted, Fraction(0))
    return min(wanted, Fraction(1)) if is_percentage(asked) else wanted


def in_words(asked: Asked, answer: str) -> str:
    """Write an answer as people read it: the words of an option, ja or nee, a number with its unit."""
    if asked.question is not None and asked.question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        return asked.question.options.get(answer, _WORDS.get(answer, answer))
    value = number_of(answer)
    return answer if value is None else shown(asked, value)


def said(asked: Asked, share: Fraction) -> str:
    """The points in words: ``7,5 van de 10 punten``."""
    return f"{number(share * asked.scale)} van de {asked.scale} punten"


def on_line(value: Fraction, zero: Fraction, full: Fraction) -> Fraction:
    """The share of points on the straight line from ``zero`` to ``full``, kept between 0 and 1."""
    return min(max((value - zero) / (full - zero), Fraction(0)), Fraction(1))


def pairs(keys: Sequence[str], points: Sequence[str]) -> tuple[tuple[str, Fraction], ...] | str:
    """Lay a list of keys beside a list of points; what cannot be read is returned as text."""
    if not keys or len(keys) != len(points):
        return f"{', '.join(keys) or '-'} | {', '.join(points) or '-'}"
    found: list[tuple[str, Fraction]] = []
    for key, text in zip(keys, points, strict=True):
        value = number_of(text)
        if value is None:
            return text
        found.append((key, value))
    return tuple(found)

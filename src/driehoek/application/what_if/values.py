"""The new value that a change asks for: ``to`` says it, ``by`` says how much it moves. Exact, never a float."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from driehoek.application.dossier import Dossier
from driehoek.domain.policy.checks.names import meant
from driehoek.kernel import Code, Finding, Money, Quantity, Rate, Rounding, Severity

T = TypeVar("T")

UNKNOWN = Code(
    "WIF-001",
    nl="{subject} noemt '{seen}', maar dat staat niet in dit dossier.",
    en="{subject} names '{seen}', which is not in this dossier.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
UNREADABLE = Code(
    "WIF-002",
    nl="{subject} is '{seen}', maar moet een waarde zijn zoals {wanted}.",
    en="{subject} is '{seen}' but must be a value such as {wanted}.",
    mend_nl="Schrijf de waarde in deze vorm: {wanted}.",
    mend_en="Write the value in this form: {wanted}.",
)
TO_OR_BY = Code(
    "WIF-003",
    nl="{subject} moet òf 'to' (de nieuwe waarde) òf 'by' (de verandering) hebben; gezien: {seen}.",
    en="{subject} needs either 'to' (the new value) or 'by' (the change); seen: {seen}.",
    mend_nl="Geef een van de twee.",
    mend_en="Give one of the two.",
)
OUTSIDE = Code(
    "WIF-004",
    nl="{subject} komt op {seen}; dat kan niet. Toegestaan is {wanted}.",
    en="{subject} comes to {seen}, which cannot be. Allowed is {wanted}.",
    mend_nl="Kies een verandering die binnen de grenzen blijft: {wanted}.",
    mend_en="Choose a change that stays within the bounds: {wanted}.",
)
CHANGES_NOTHING = Code(
    "WIF-005",
    nl="{subject} verandert niets: het is al {seen}.",
    en="{subject} changes nothing: it is {seen} already.",
    mend_nl="Kies een andere waarde, of haal deze verandering weg.",
    mend_en="Choose another value, or remove this change.",
    severity=Severity.WARNING,
)
TWICE = Code(
    "WIF-006",
    nl="{subject} verandert iets dat {seen} ook al verandert.",
    en="{subject} changes what {seen} changes already.",
    mend_nl="Laat een van de twee staan.",
    mend_en="Keep one of the two.",
)
FINDINGS = (UNKNOWN, UNREADABLE, TO_OR_BY, OUTSIDE, CHANGES_NOTHING, TWICE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a change does, in plain Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Made:
    """What one change made.

    Attributes:
        dossier: the dossier after it; None when it cannot be made.
        told: what it does in words.
        findings: what is wrong with it or worth knowing.
    """

    dossier: Dossier | None
    told: tuple[Told, ...] = ()
    findings: tuple[Finding, ...] = ()


def refused(*findings: Finding) -> Made:
    """A change that cannot be made."""
    return Made(None, findings=findings)


def unknown(path: str, name: str, known: list[str] | tuple[str, ...]) -> Finding:
    """The finding that a change names what is not there."""
    return Finding(UNKNOWN, path, seen=name, wanted=meant(name, known), path=path)


@dataclass(frozen=True, slots=True)
class Scale:
    """How values of one kind are read, moved and bounded.

    Attributes:
        to: reads a new value; raises ValueError.
        by: gives the value after a move that the text says; raises ValueError.
        example: how a value and a move are written.
        least: the lowest value, as text; empty for none.
        most: the highest value, as text; empty for none.
    """

    to: Callable[[str], object]
    by: Callable[[object, str], object]
    example: str
    least: str = ""
    most: str = ""


def rate_scale(least: str = "", most: str = "") -> Scale:
    """Percentages; a move is in percentage points."""
    return Scale(_rate, lambda old, text: _is(old, Rate) + _rate(text), "94.5% / -0.1%", least, most)


def money_scale(least: str = "") -> Scale:
    """Amounts in euros; a move is an amount, or a percentage that rounds half up to the cent."""

    def moved(old: object, text: str) -> Money:
        now = _is(old, Money)
        if text.strip().endswith("%"):
            return now + now.times(Rate.parse(text), Rounding.HALF_UP)
        return now + Money.parse(text.strip().removeprefix("+"))

    return Scale(Money.parse, moved, "1234567.50 / -2%", least)


def number_scale(least: str = "") -> Scale:
    """Whole numbers."""
    return Scale(int, lambda old, text: _is(old, int) + int(text), "5 / -1", least)


def quantity_scale(now: Quantity) -> Scale:
    """Numbers of units of care; a move is a number, or a percentage that rounds down to whole steps."""

    def moved(old: object, text: str) -> Quantity:
        whole = _is(old, Quantity)
        if text.strip().endswith("%"):
            return whole.scaled(1 + Rate.parse(text).value, Rounding.DOWN)
        return whole + Quantity.parse(text.strip().removeprefix("+"), now.unit)

    return Scale(lambda text: Quantity.parse(text, now.unit), moved, "1500 / -10%", "0")


def wanted_value(path: str, scale: Scale, now: T, to: str, by: str) -> T | Finding:
    """The value that a change asks for.

    Args:
        path: the change, for findings.
        scale: how values of this kind are read.
        now: the value before.
        to: the new value, or empty.
        by: the move, or empty.

    Returns:
        The value, or what is wrong.
    """
    if bool(to) == bool(by):
        return Finding(TO_OR_BY, path, seen=f"to={to or '-'}, by={by or '-'}", path=path)
    try:
        value = scale.to(to) if to else scale.by(now, by)
    except ValueError:
        return Finding(UNREADABLE, path, seen=to or by, wanted=scale.example, path=path)
    if _outside(value, scale):
        bounds = f"{scale.least} .. {scale.most}".strip()
        return Finding(OUTSIDE, path, seen=str(value), wanted=bounds, path=path)
    return _is(value, type(now))


def _outside(value: object, scale: Scale) -> bool:
    if isinstance(value, Quantity):
        return value.steps < 0
    for bound, sign in ((scale.least, 1), (scale.most, -1)):
        if bound and sign * _size(value) < sign * _size(scale.to(bound)):
            return True
    return False


def _size(value: object) -> Fraction:
    if isinstance(value, Rate):
        return value.value
    return Fraction(value.cents if isinstance(value, Money) else _is(value, int))


def _rate(text: str) -> Rate:
    """A percentage: ``94.5%``, or a plain share up to one; 40 without ``%`` is a slip."""
    rate = Rate.parse(text)
    if not text.strip().endswith("%") and abs(rate.value) > 1:
        raise ValueError(text)
    return rate


def _is(value: object, kind: type[T]) -> T:
    assert isinstance(value, kind)
    return value

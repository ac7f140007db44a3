"""Linear: no points at one bound, full points at the other, a straight line between.

1. The bounds may lie either way: `from` 10 and `to` 2 makes less better.
2. Beyond a bound nothing changes.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.criteria.base import (
    BAD_BOUNDS,
    Alone,
    Asked,
    Direction,
    Points,
    Reads,
    furthest,
    number_of,
    on_line,
    read_number,
    said,
    shown,
    written,
)
from driehoek.kernel import Finding


class Linear(Alone):
    """A straight line between two bounds."""

    name = "linear"
    reads = Reads.NUMBER
    meaning = "No points at one bound, full points at the other, a straight line between."
    meaning_nl = "Geen punten bij de ene grens, alle punten bij de andere, daartussen naar verhouding."
    params = (
        Param("from", Kind.TEXT, "the answer with no points", "het antwoord waarbij er geen punten zijn"),
        Param("to", Kind.TEXT, "the answer with full points", "het antwoord waarbij alle punten er zijn"),
    )

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """Both bounds must be numbers, and differ."""
        zero, full = (number_of(params.text(name)) for name in ("from", "to"))
        if zero is None or full is None or zero == full:
            seen = f"{params.text('from')} - {params.text('to')}"
            return (Finding(BAD_BOUNDS, asked.subject, seen=seen, wanted="from <> to"),)
        return ()

    def norm(self, asked: Asked, params: Params) -> str:
        """Name both bounds."""
        zero, full = _bounds(params)
        word = _direction(params).dutch
        return f"Alle punten bij {word} {shown(asked, full)}; geen punten bij {shown(asked, zero)}."

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Place the answer on the line."""
        value = read_number(asked)
        if isinstance(value, Finding):
            return value
        zero, full = _bounds(params)
        share = on_line(value, zero, full)
        beyond = (value - full) * (full - zero) > 0
        if beyond:
            side = "boven de bovengrens" if full > zero else "onder de ondergrens"
            why = f"{shown(asked, value)} ligt {side} van {shown(asked, full)}: alle punten."
            return Points(share, self.norm(asked, params), why)
        why = f"{shown(asked, value)} ligt op de lijn van {shown(asked, zero)} (geen punten) naar {shown(asked, full)}"
        return Points(share, self.norm(asked, params), f"{why} (alle punten): {said(asked, share)}.")

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """Full points, unless the question cannot be answered that far (no percentage above 100 %)."""
        zero, full = _bounds(params)
        return on_line(furthest(asked, full, _direction(params)), zero, full)

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The point on the line."""
        if share > self.attainable(asked, params):
            return None
        zero, full = _bounds(params)
        return written(asked, zero + share * (full - zero), _direction(params))

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """The full bound and the middle."""
        zero, full = _bounds(params)
        direction = _direction(params)
        return written(asked, full, direction), written(asked, (zero + full) / 2, direction)


def _bounds(params: Params) -> tuple[Fraction, Fraction]:
    zero, full = (number_of(params.text(name)) for name in ("from", "to"))
    if zero is None or full is None:
        msg = "bounds that cannot be read are refused by check()"
        raise ValueError(msg)
    return zero, full


def _direction(params: Params) -> Direction:
    zero, full = _bounds(params)
    return Direction.HIGHER if full > zero else Direction.LOWER

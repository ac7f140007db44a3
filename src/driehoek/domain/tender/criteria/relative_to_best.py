"""Relative to the best: the best admitted answer gets full points, the others in proportion to it.

1. When more is better the share is own / best; when less is better it is best / own.
2. When the best is zero: everyone at zero has full points, everyone else (less is better) none.
3. Negative answers have no proportion and are a finding. Answers of others that cannot be read do not count here;
   they are reported where they are scored themselves.
4. "Best" looks at all admitted submissions in the lot, also those that a knock-out removes afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from driehoek.domain.policy import Params
from driehoek.domain.tender.criteria.base import (
    BEST,
    UNREADABLE,
    Asked,
    Direction,
    Points,
    Reads,
    is_percentage,
    number_of,
    read_number,
    said,
    shown,
    written,
)
from driehoek.kernel import Finding


class RelativeToBest:
    """In proportion to the best."""

    name = "relative-to-best"
    reads = Reads.NUMBER
    meaning = "The best answer in the lot gets full points, the others in proportion to it."
    meaning_nl = "Het beste antwoord in het perceel krijgt alle punten, de rest naar verhouding."
    params = (BEST,)

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """Nothing can be wrong beyond the declared choices."""
        del asked, params
        return ()

    def norm(self, asked: Asked, params: Params) -> str:
        """Say that the others set the norm."""
        del asked
        word = "hoogste" if _better(params) is Direction.HIGHER else "laagste"
        return f"Alle punten voor het {word} antwoord van alle toegelaten inschrijvers; de rest naar verhouding."

    def rivals(self, params: Params, answers: Sequence[str]) -> tuple[str, ...]:
        """The best two: whoever holds one of them still meets the other."""
        readable = [(value, answer) for answer in answers if (value := number_of(answer)) is not None and value >= 0]
        readable.sort(reverse=_better(params) is Direction.HIGHER)
        return tuple(answer for _, answer in readable[:2])

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Compare with the best."""
        own = read_number(asked)
        if isinstance(own, Finding):
            return own
        if own < 0:
            return Finding(UNREADABLE, asked.subject, seen=asked.answer, wanted="een getal van 0 of meer")
        best = _better(params).best((own, *_readable(asked.others)))
        share = _proportion(own, best, _better(params))
        why = f"{shown(asked, own)} tegen {shown(asked, best)} van de beste inschrijver: {said(asked, share)}."
        return Points(share, self.norm(asked, params), why)

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """Full points: anyone may be the best."""
        del asked, params
        return Fraction(1)

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The answer in that proportion to the best of the others."""
        better = _better(params)
        others = _readable(asked.others)
        if not others or share <= 0:
            return asked.answer or "0"
        best = better.best(others)
        return written(asked, best * share if better is Direction.HIGHER else best / share, better)

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """Two numbers of which the second is worse by a fifth or a quarter."""
        high, low = (written(asked, _tenths(asked, tenths), Direction.HIGHER) for tenths in (10, 8))
        return (high, low) if _better(params) is Direction.HIGHER else (low, high)


def _tenths(asked: Asked, tenths: int) -> Fraction:
    return Fraction(tenths, 10) if is_percentage(asked) else Fraction(tenths * 10)


def _better(params: Params) -> Direction:
    return Direction(params.text("best"))


def _readable(answers: Sequence[str]) -> tuple[Fraction, ...]:
    values = (number_of(answer) for answer in answers)
    return tuple(value for value in values if value is not None and value >= 0)


def _proportion(own: Fraction, best: Fraction, better: Direction) -> Fraction:
    if own == best:
        return Fraction(1)
    return own / best if better is Direction.HIGHER else best / own

"""Steps: thresholds with points, and where wanted a class name (A, B, C; E-036, O-044).

1. The best threshold that the answer reaches counts; reaching it exactly is enough.
2. An answer below all thresholds gets no points, and the class named by `otherwise`.
3. A better threshold may not give fewer points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.criteria.base import (
    BAD_LIST,
    BAD_POINTS,
    BEST,
    Alone,
    Asked,
    Direction,
    Points,
    Reads,
    furthest,
    number_of,
    pairs,
    read_number,
    said,
    shown,
    written,
)
from driehoek.kernel import Code, Finding
from driehoek.kernel.dutch import number

NOT_RISING = Code(
    "CRI-016",
    nl="{subject}: de drempel {seen} is beter dan {wanted}, maar geeft minder punten.",
    en="{subject}: the threshold {seen} is better than {wanted} but gives fewer points.",
    mend_nl="Geef bij {seen} minstens evenveel punten als bij {wanted}.",
    mend_en="Give {seen} at least as many points as {wanted}.",
)
FINDINGS = (NOT_RISING,)
_WANTED = "bij elke drempel onder from een getal onder points, en bij classes evenveel namen"


@dataclass(frozen=True, slots=True)
class Tread:
    """One step: from this threshold on, these points and this class."""

    threshold: Fraction
    points: Fraction
    name: str = ""


class Steps(Alone):
    """Points by threshold."""

    name = "steps"
    reads = Reads.NUMBER
    meaning = "Points by the best threshold that the answer reaches; a threshold can carry a class name."
    meaning_nl = (
        "Punten per drempel: de beste drempel die het antwoord haalt, telt. Bij een drempel kan een klasse horen."
    )
    params = (
        Param("from", Kind.TEXTS, "the thresholds", "de drempels"),
        Param(
            "points", Kind.TEXTS, "the points of each, on the lot's scale", "de punten van elke drempel, op volgorde"
        ),
        Param("classes", Kind.TEXTS, "the class name of each", "de klasse van elke drempel", default=()),
        Param("otherwise", Kind.TEXT, "the class below all thresholds", "de klasse onder alle drempels", default=""),
        BEST,
    )

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """Lines must be readable, points within the scale and rising with the thresholds."""
        treads = _read(params)
        if isinstance(treads, str):
            return (Finding(BAD_LIST, asked.subject, seen=treads, wanted=_WANTED),)
        wanted = f"0 tot en met {asked.scale}"
        outside = [
            Finding(BAD_POINTS, f"{asked.subject}, {number(tread.threshold)}", seen=number(tread.points), wanted=wanted)
            for tread in treads
            if not 0 <= tread.points <= asked.scale
        ]
        falling = [
            Finding(NOT_RISING, asked.subject, seen=number(better.threshold), wanted=number(worse.threshold))
            for better, worse in pairwise(_treads(params))
            if better.points < worse.points
        ]
        return (*outside, *falling)

    def norm(self, asked: Asked, params: Params) -> str:
        """List the thresholds, best first."""
        word = _better(params).dutch
        lines = (
            f"{word} {shown(asked, tread.threshold)}: {number(tread.points)} punten"
            + (f" (klasse {tread.name})" if tread.name else "")
            for tread in _treads(params)
        )
        return f"{'; '.join(lines).capitalize()}; anders geen punten."

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Find the best threshold that the answer reaches."""
        value = read_number(asked)
        if isinstance(value, Finding):
            return value
        tread = reached(value, _treads(params), _better(params))
        share = tread.points / asked.scale if tread else Fraction(0)
        name = tread.name if tread else params.text("otherwise")
        bound = f"haalt de drempel {shown(asked, tread.threshold)}" if tread else "haalt geen drempel"
        label = f", klasse {name}" if name else ""
        return Points(share, self.norm(asked, params), f"{shown(asked, value)} {bound}{label}: {said(asked, share)}.")

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """The most points among the thresholds that the question allows."""
        better = _better(params)
        open_treads = [t.points for t in _treads(params) if furthest(asked, t.threshold, better) == t.threshold]
        return max(open_treads, default=Fraction(0)) / asked.scale

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The easiest threshold with enough points."""
        better = _better(params)
        enough = [
            tread.threshold
            for tread in _treads(params)
            if tread.points >= share * asked.scale and furthest(asked, tread.threshold, better) == tread.threshold
        ]
        return written(asked, enough[-1], better) if enough else None

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """The best threshold and the one after it."""
        treads = _treads(params)
        good, fair = treads[0], treads[min(1, len(treads) - 1)]
        better = _better(params)
        return written(asked, good.threshold, better), written(asked, fair.threshold, better)


def _read(params: Params) -> tuple[Tread, ...] | str:
    """The steps in the order of the policy, or the text that cannot be read."""
    listed = pairs(params.texts("from"), params.texts("points"))
    if isinstance(listed, str):
        return listed
    classes = params.texts("classes") or ("",) * len(listed)
    thresholds = [number_of(text) for text, _ in listed]
    if None in thresholds or len(classes) != len(listed):
        return ", ".join((*params.texts("from"), *params.texts("classes")))
    return tuple(
        Tread(threshold, points, name)
        for threshold, (_, points), name in zip(thresholds, listed, classes, strict=True)
        if threshold is not None
    )


def reached(value: Fraction, treads: Sequence[Tread], better: Direction = Direction.HIGHER) -> Tread | None:
    """The best step that ``value`` reaches; ``treads`` stand best first."""
    return next((tread for tread in treads if better.at_least(value, tread.threshold)), None)


def _better(params: Params) -> Direction:
    return Direction(params.text("best"))


def _treads(params: Params) -> tuple[Tread, ...]:
    found = _read(params)
    if isinstance(found, str):
        msg = "steps that cannot be read are refused by check()"
        raise TypeError(msg)
    return tuple(sorted(found, key=lambda tread: tread.threshold, reverse=_better(params) is Direction.HIGHER))

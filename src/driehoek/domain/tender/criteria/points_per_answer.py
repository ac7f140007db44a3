"""Points per answer: the policy names the points of each answer, on the lot's scale.

1. An answer that the policy does not list cannot be scored: it is a finding, never zero points.
2. ``yes`` and ``no`` are answers like any other.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.policy import Kind, Param, Params, QuestionType
from driehoek.domain.tender.criteria.base import (
    BAD_LIST,
    BAD_POINTS,
    UNANSWERED,
    UNREADABLE,
    Alone,
    Asked,
    Points,
    Reads,
    in_words,
    pairs,
    said,
)
from driehoek.kernel import Code, Finding
from driehoek.kernel.dutch import number

NO_POINTS = Code(
    "CRI-017",
    nl="{subject}: het antwoord '{seen}' kan worden gekozen, maar heeft geen punten.",
    en="{subject}: the answer '{seen}' can be chosen but has no points.",
    mend_nl="Zet erbij hoeveel punten '{seen}' geeft.",
    mend_en="Add how many points '{seen}' gives.",
)
FINDINGS = (NO_POINTS,)


class PointsPerAnswer(Alone):
    """Points for each possible answer."""

    name = "points-per-answer"
    reads = Reads.CHOICE
    meaning = "Each answer has its own points."
    meaning_nl = "Bij elk antwoord hoort een vast aantal punten."
    params = (
        Param("answers", Kind.TEXTS, "the answers, by their key", "de antwoorden"),
        Param(
            "points", Kind.TEXTS, "the points of each, on the lot's scale", "de punten van elk antwoord, op volgorde"
        ),
    )

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """Lines must be readable, points within the scale, and every option listed."""
        listed = pairs(params.texts("answers"), params.texts("points"))
        if isinstance(listed, str):
            return (Finding(BAD_LIST, asked.subject, seen=listed, wanted="answers: n, points: n"),)
        wanted = f"0 tot en met {asked.scale}"
        outside = [
            Finding(BAD_POINTS, f"{asked.subject}, {answer}", seen=number(points), wanted=wanted)
            for answer, points in listed
            if not 0 <= points <= asked.scale
        ]
        known = {answer for answer, _ in listed}
        unlisted = [Finding(NO_POINTS, asked.subject, seen=option) for option in _options(asked) if option not in known]
        return (*outside, *unlisted)

    def norm(self, asked: Asked, params: Params) -> str:
        """Name the best answer."""
        listed = _listed(params)
        best = max(listed.values())
        answers = " of ".join(f"'{in_words(asked, answer)}'" for answer, points in listed.items() if points == best)
        return f"{said(asked, best / asked.scale).capitalize()} voor het antwoord {answers}."

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Look the answer up."""
        listed = _listed(params)
        if not asked.answer:
            return Finding(UNANSWERED, asked.subject)
        if asked.answer not in listed:
            return Finding(UNREADABLE, asked.subject, seen=asked.answer, wanted=" / ".join(listed))
        share = listed[asked.answer] / asked.scale
        word = in_words(asked, asked.answer)
        return Points(share, self.norm(asked, params), f"Het antwoord '{word}' geeft {said(asked, share)}.")

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """The points of the best answer."""
        return max(_listed(params).values()) / asked.scale

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The answer with the fewest points that suffice; of equals the one listed first."""
        enough = [(points, answer) for answer, points in _listed(params).items() if points >= share * asked.scale]
        return min(enough, key=lambda pair: pair[0])[1] if enough else None

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """The best answer and the one after it."""
        del asked  # the list says it all
        listed = _listed(params)
        ordered = sorted(listed, key=lambda answer: -listed[answer])
        return ordered[0], ordered[min(1, len(ordered) - 1)]


def _listed(params: Params) -> dict[str, Fraction]:
    found = pairs(params.texts("answers"), params.texts("points"))
    return {} if isinstance(found, str) else dict(found)


def _options(asked: Asked) -> tuple[str, ...]:
    if asked.question is None:
        return ()
    return ("yes", "no") if asked.question.type is QuestionType.YES_NO else tuple(asked.question.options)

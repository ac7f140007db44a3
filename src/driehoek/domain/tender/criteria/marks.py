"""Marks: assessors mark a plan or a visit, each with a motivation; their marks are combined by mean or median.

1. Every mark needs a motivation, for that is what stands in the letter (D-035).
2. At least `assessors` must have marked; each marks once.
3. When the highest and lowest mark lie further apart than `spread`, a person should look before it stands (M-268).
4. Which assessor was first plays no part.
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
    said,
    written,
)
from driehoek.kernel import Code, Finding, Severity
from driehoek.kernel.dutch import number, percentage

TOO_FEW = Code(
    "CRI-003",
    nl="{subject} heeft te weinig beoordelingen: {seen}, nodig: {wanted}.",
    en="{subject} was marked by {seen} of {wanted} assessors.",
    mend_nl="Vul in marks.csv de ontbrekende beoordelingen in.",
    mend_en="Add the missing marks to marks.csv.",
)
OUTSIDE = Code(
    "CRI-004",
    nl="{subject}: het cijfer {seen} valt buiten {wanted}.",
    en="{subject}: the mark {seen} lies outside {wanted}.",
    mend_nl="Geef een cijfer van {wanted}.",
    mend_en="Give a mark within {wanted}.",
)
ASSESSORS_DIFFER = Code(
    "CRI-005",
    nl="{subject}: de beoordelaars liggen {seen} punten uit elkaar. Afgesproken is hoogstens {wanted}.",
    en="{subject}: the assessors lie {seen} points apart; the agreed limit is {wanted}.",
    mend_nl="Laat de beoordelaars hun cijfers samen bespreken en leg vast wat eruit kwam.",
    mend_en="Have the assessors discuss their marks and record the outcome.",
    severity=Severity.WARNING,
)
TWICE = Code(
    "CRI-006",
    nl="{subject}: beoordelaar {seen} gaf meer dan één cijfer.",
    en="{subject}: assessor {seen} gave more than one mark.",
    mend_nl="Laat één cijfer per beoordelaar staan.",
    mend_en="Keep one mark per assessor.",
)
NO_MOTIVATION = Code(
    "CRI-007",
    nl="{subject}: het cijfer van beoordelaar {seen} heeft geen motivering.",
    en="{subject}: the mark of assessor {seen} has no motivation.",
    mend_nl="Schrijf op waarom dit cijfer is gegeven. Die tekst komt in de brief.",
    mend_en="Write down why this mark was given; the text goes into the letter.",
)
FINDINGS = (TOO_FEW, OUTSIDE, ASSESSORS_DIFFER, TWICE, NO_MOTIVATION)


class Marks(Alone):
    """Marks of assessors, combined."""

    name = "marks"
    reads = Reads.MARKS
    meaning = "Assessors give a mark with a motivation; the marks are combined by mean or median."
    meaning_nl = "Beoordelaars geven een cijfer met een motivering; de cijfers worden samengevoegd."
    params = (
        Param("norm", Kind.TEXT, "what full marks ask, in Dutch", "wat het hoogste cijfer vraagt", default=""),
        Param(
            "combine",
            Kind.TEXT,
            "how several marks become one",
            "hoe meer cijfers één cijfer worden: gemiddelde of middelste",
            default="mean",
            choices=("mean", "median"),
        ),
        Param(
            "assessors", Kind.INTEGER, "the least number of assessors", "het minste aantal beoordelaars", default="1"
        ),
        Param(
            "spread",
            Kind.RATE,
            "how far marks may lie apart, as a share of the scale",
            "hoe ver cijfers uit elkaar mogen liggen, als deel van de schaal",
            default="30%",
        ),
        Param("anchors", Kind.TEXTS, "what each mark means, in Dutch", "wat elk cijfer betekent", default=()),
    )

    def check(self, asked: Asked, params: Params) -> tuple[Finding, ...]:
        """The spread is a share, and someone must assess."""
        findings = []
        if not 0 <= params.rate("spread").value <= 1:
            seen = percentage(params.rate("spread"))
            findings.append(Finding(BAD_BOUNDS, asked.subject, seen=seen, wanted="0% <= spread <= 100%"))
        if params.integer("assessors") < 1:
            seen = str(params.integer("assessors"))
            findings.append(Finding(BAD_BOUNDS, asked.subject, seen=seen, wanted="assessors >= 1"))
        return tuple(findings)

    def norm(self, asked: Asked, params: Params) -> str:
        """The purchaser's own words, and who gives the mark."""
        own = f"{params.text('norm').rstrip('.')}. " if params.text("norm") else ""
        return f"{own}Beoordelaars geven een cijfer van 0 tot en met {asked.scale}."

    def score(self, asked: Asked, params: Params) -> Points | Finding:
        """Combine the marks; the first fault found stands in for the score."""
        fault = _fault(asked, params)
        if fault is not None:
            return fault
        ordered = sorted(asked.marks, key=lambda mark: mark.assessor)
        mark = _combined([given.points for given in ordered], params.text("combine"))
        share = mark / asked.scale
        reasons = " ".join(f"{number(given.points)}: {given.motivation.strip()}" for given in ordered)
        how = "Gemiddeld" if params.text("combine") == "mean" else "Middelste cijfer"
        lead = f"{how} van {len(ordered)} beoordelaars: " if len(ordered) > 1 else ""
        motivation = f"{lead}{said(asked, share)}. {reasons}"
        return Points(share, self.norm(asked, params), motivation, _spread(asked, params))

    def attainable(self, asked: Asked, params: Params) -> Fraction:
        """Full marks can always be given."""
        del asked, params
        return Fraction(1)

    def reach(self, asked: Asked, params: Params, share: Fraction) -> str | None:
        """The combined mark that is needed."""
        del params
        return written(asked, share * asked.scale, Direction.HIGHER)

    def illustrate(self, asked: Asked, params: Params) -> tuple[str, str]:
        """Eight and six tenths of the scale."""
        del params
        return tenths_of(asked, 8), tenths_of(asked, 6)


def tenths_of(asked: Asked, tenths: int) -> str:
    """A mark of so many tenths of the scale."""
    return written(asked, Fraction(tenths * asked.scale, 10), Direction.HIGHER)


def _fault(asked: Asked, params: Params) -> Finding | None:
    wanted = params.integer("assessors")
    assessors = [mark.assessor for mark in asked.marks]
    if len(set(assessors)) < wanted:
        return Finding(TOO_FEW, asked.subject, seen=str(len(set(assessors))), wanted=str(wanted))
    twice = sorted(name for name in set(assessors) if assessors.count(name) > 1)
    if twice:
        return Finding(TWICE, asked.subject, seen=", ".join(twice))
    outside = sorted(mark.points for mark in asked.marks if not 0 <= mark.points <= asked.scale)
    if outside:
        return Finding(OUTSIDE, asked.subject, seen=number(outside[0]), wanted=f"0 tot en met {asked.scale}")
    silent = sorted(mark.assessor for mark in asked.marks if not mark.motivation.strip())
    return Finding(NO_MOTIVATION, asked.subject, seen=", ".join(silent)) if silent else None


def _spread(asked: Asked, params: Params) -> tuple[Finding, ...]:
    points = [mark.points for mark in asked.marks]
    apart = max(points) - min(points)
    limit = params.rate("spread").of(asked.scale)
    if apart <= limit:
        return ()
    return (Finding(ASSESSORS_DIFFER, asked.subject, seen=number(apart), wanted=number(limit)),)


def _combined(points: list[Fraction], how: str) -> Fraction:
    if how == "mean":
        return sum(points, start=Fraction(0)) / len(points)
    ordered = sorted(points)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2

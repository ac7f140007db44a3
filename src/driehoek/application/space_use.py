"""The use of the space during the year, so that a provider can judge whether its production can be paid (E-007).

In 2016 43 % of the providers had too little insight in the use of the space to judge that (004 table 1.24).

1. What is expected for the year is the forecast, where one was given; else what was realised so far, if the rest of
   the year goes as the part that is past, by days, rounded up to a cent so that nothing seems to fit that does not.
2. A production agreement pays up to what was agreed; beyond it only what the space still holds, and only after a new
   agreement.
3. This stands beside the decision and changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report.division import frames
from driehoek.application.report.rows import FrameUse, share
from driehoek.domain.need import RealisedThrough
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, Rounding, Severity, dutch
from driehoek.kernel.rounding import round_to_whole

OUTSIDE_YEAR = Code(
    "RND-041",
    nl="Het gebruik van {subject} loopt tot en met {seen}; het contractjaar is {wanted}. De regel telt niet mee.",
    en="The use of {subject} runs through {seen}; the contract year is {wanted}. The row does not count.",
    mend_nl="Geef de laatste dag van een maand in {wanted}.",
    mend_en="Give the last day of a month in {wanted}.",
)
FALLS = Code(
    "RND-042",
    nl="In {subject} is {seen} geleverd, minder dan op een eerdere dag: {wanted}.",
    en="In {subject} {seen} was delivered, less than on an earlier day: {wanted}.",
    mend_nl="Tel op vanaf het begin van het jaar. Is er iets teruggedraaid, dan klopt dit.",
    mend_en="Count from the start of the year. If something was reversed, this is right.",
    severity=Severity.WARNING,
)
NO_AGREEMENT = Code(
    "RND-043",
    nl="In {subject} is {seen} geleverd, maar dit besluit kent daar geen afspraken.",
    en="In {subject} {seen} was delivered, but this decision has no agreements there.",
    mend_nl="Controleer de naam van het deelkader in need/use.csv.",
    mend_en="Check the name of the sub-frame in need/use.csv.",
    severity=Severity.WARNING,
)
FINDINGS = (OUTSIDE_YEAR, FALLS, NO_AGREEMENT)


class Meaning(Enum):
    """What the use means for who delivers; the value is the word in files."""

    FITS = "fits"
    """What is expected lies within the agreements."""
    NEEDS_AGREEMENT = "needs-agreement"
    """More is expected than was agreed; the space can hold it."""
    TOO_MUCH = "too-much"
    """More is expected than the space can hold."""


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """The use of one frame as it stood on one day.

    Attributes:
        name: the frame in words.
        pool: the pool.
        frame: its sub-frame.
        through: the last day that counts.
        space: the space with what moved to it.
        agreed: price times quantity of all agreements.
        reserved: what steps set apart of the space.
        open: what of the space is neither agreed nor set apart.
        realised: delivered from the start of the year.
        forecast: whether what is expected was given; else it follows from what was realised.
        expected: for the whole year.
        source: where the figures stand.
    """

    name: str
    pool: str
    frame: str
    through: date
    space: Money
    agreed: Money
    reserved: Money
    open: Money
    realised: Money
    forecast: bool
    expected: Money
    source: str

    @property
    def left(self) -> Money:
        """What of the agreements is left after what is expected; below zero where more is expected."""
        return self.agreed - self.expected

    @property
    def used(self) -> Rate | None:
        """The share of the agreements that is realised."""
        return share(self.realised, self.agreed)

    @property
    def short(self) -> Money:
        """What is expected above agreements and open space together: it cannot be paid as things stand."""
        return max(-self.left - self.open, ZERO)

    @property
    def meaning(self) -> Meaning:
        """What it means for who delivers."""
        if self.left >= ZERO:
            return Meaning.FITS
        return Meaning.TOO_MUCH if self.short else Meaning.NEEDS_AGREEMENT

    @property
    def sentence(self) -> str:
        """What it means, in one sentence of plain Dutch."""
        how = "Naar verwachting" if self.forecast else "Als het zo doorgaat,"
        if self.meaning is Meaning.FITS:
            return f"{how} past alle productie in de afspraken; daarvan blijft {dutch.amount(self.left)} over."
        over = f"{how} wordt {dutch.amount(-self.left)} meer geleverd dan is afgesproken"
        if self.meaning is Meaning.NEEDS_AGREEMENT:
            return f"{over}; de ruimte heeft daarvoor nog {dutch.amount(self.open)}, na een nieuwe afspraak."
        set_apart = f" of vrijkomt uit de {dutch.amount(self.reserved)} die apart staat" if self.reserved else ""
        unless = f"tenzij er ruimte bijkomt{set_apart}"
        return f"{over}; daarvan kan {dutch.amount(self.short)} niet worden betaald, {unless}."


@dataclass(frozen=True, slots=True)
class UseOfSpace:
    """The use of the space during the year.

    Attributes:
        title: of the policy.
        year: the contract year.
        months: per frame and day, in order.
        synthetic: whether products or tariffs of the round are made up.
        findings: what is wrong with the figures.
    """

    title: str
    year: int
    months: tuple[MonthOfUse, ...]
    synthetic: bool
    findings: tuple[Finding, ...] = ()

    @property
    def latest(self) -> tuple[MonthOfUse, ...]:
        """Of each frame the last day that is known."""
        return tuple({(item.pool, item.frame): item for item in self.months}.values())


def use_of_space(outcome: RoundOutcome, rows: Iterable[RealisedThrough]) -> UseOfSpace:
    """Hold what was realised during the year against the agreements and the space.

    Args:
        outcome: the round that was decided.
        rows: what was realised, in any order.
    """
    policy = outcome.dossier.policy
    start = max(date(policy.year, 1, 1), min(policy.contract.starts_on, date(policy.year, 12, 31)))
    uses = {(use.frame.pool, use.frame.name): use for use in frames(outcome)}
    months: list[MonthOfUse] = []
    findings: list[Finding] = []
    before: dict[tuple[str, str], Money] = {}
    for row in sorted(rows, key=lambda item: (item.pool, item.frame, item.through)):
        place, subject = (row.pool, row.frame), f"{row.pool}/{row.frame}"
        use = uses.get(place)
        if row.through.year != policy.year or row.through < start:
            findings.append(Finding(OUTSIDE_YEAR, subject, seen=str(row.through), wanted=str(policy.year)))
            continue
        if row.realised < before.get(place, ZERO):
            findings.append(Finding(FALLS, subject, seen=str(row.realised), wanted=str(before[place])))
        before[place] = row.realised
        if use is None:
            findings.append(Finding(NO_AGREEMENT, subject, seen=str(row.realised)))
            continue
        months.append(_month(row, use, start))
    made_up = any(line.product.synthetic for offer in outcome.problem.offers for line in offer.lines)
    return UseOfSpace(policy.title, policy.year, tuple(months), made_up, tuple(findings))


def _month(row: RealisedThrough, use: FrameUse, start: date) -> MonthOfUse:
    return MonthOfUse(
        name=use.name or str(use.frame),
        pool=row.pool,
        frame=row.frame,
        through=row.through,
        space=use.whole,
        agreed=use.agreed,
        reserved=use.reserved,
        open=use.unallocated + use.rounded_off,
        realised=row.realised,
        forecast=row.forecast is not None,
        expected=_expected(row, start) if row.forecast is None else row.forecast,
        source=row.source,
    )


def _expected(row: RealisedThrough, start: date) -> Money:
    """What the year comes to when its rest goes as the part that is past, by days (1)."""
    past, whole = (row.through - start).days + 1, (date(row.through.year, 12, 31) - start).days + 1
    return Money(round_to_whole(Fraction(row.realised.cents * whole, past), Rounding.UP))

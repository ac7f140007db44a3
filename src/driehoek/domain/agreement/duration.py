"""How long an agreement runs, what an agreement of several years covers, and what happens to care when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Code, Finding, Severity

WITHOUT_TARIFFS = Code(
    "AGR-050",
    nl="De overeenkomst duurt {seen} jaar, maar de tarieven vallen er niet onder.",
    en="The agreement lasts {seen} years but does not cover tariffs.",
    mend_nl="Zeg het de aanbieder zo, of spreek af hoe het tarief meebeweegt (index).",
    mend_en="Tell the provider so, or agree how the tariff moves along (index).",
    severity=Severity.WARNING,
)
NO_REASON = Code(
    "AGR-051",
    nl="De overeenkomst duurt één jaar, zonder reden waarom niet langer.",
    en="The agreement lasts one year, without a reason why not longer.",
    mend_nl="Kies een reden: {wanted}.",
    mend_en="Choose a reason: {wanted}.",
    severity=Severity.WARNING,
)
FINDINGS = (WITHOUT_TARIFFS, NO_REASON)


class NotLonger(Enum):
    """Why there is no agreement of several years (table 1.23 of the survey); the value is the word in files."""

    NO_PLANS = "no-agreement-on-development-plans"
    OWN_CRITERIA = "own-criteria-not-met"
    NATIONAL_CONDITIONS = "national-conditions-not-met"
    OWN_CHOICE = "own-choice"


@dataclass(frozen=True, slots=True)
class Term:
    """What an agreement covers in time.

    Attributes:
        years: how many.
        covers_tariffs: whether the tariffs are agreed for all of them.
        covers_volumes: whether the volumes are.
        index: how the tariff moves along, in words; empty where it does not.
        not_longer: why it is one year; None where it is longer or nobody said.
    """

    years: int
    covers_tariffs: bool = False
    covers_volumes: bool = False
    index: str = ""
    not_longer: NotLonger | None = None


def check_term(term: Term) -> tuple[Finding, ...]:
    """What a provider should be told beforehand: several years without tariffs, one year without a reason."""
    if term.years > 1 and not term.covers_tariffs and not term.index:
        return (Finding(WITHOUT_TARIFFS, "term", seen=str(term.years)),)
    if term.years == 1 and term.not_longer is None:
        return (Finding(NO_REASON, "term", wanted=", ".join(item.value for item in NotLonger)),)
    return ()


def care_goes_on(began_on: date, ended_on: date, *, needed: bool, follows: bool) -> bool:
    """Whether a client keeps a right to the same care by the same provider after an agreement ended.

    The care began before the end, is still necessary and responsible, and no agreement follows for it; it then goes on
    under the terms under which it began (Wlz art. 4.2.2 leden 5 en 6).

    Args:
        began_on: the first day of this care.
        ended_on: the first day on which the agreement no longer holds.
        needed: whether the care is still necessary and responsible.
        follows: whether an agreement for this care with the same provider follows on.
    """
    return began_on < ended_on and needed and not follows

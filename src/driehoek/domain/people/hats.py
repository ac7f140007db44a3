"""Purchasing and control cannot be one person in one region at one time (A-008)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from driehoek.kernel import Code, Finding, Period

TWO_HATS = Code(
    "PEO-010",
    nl="Inkoop en controle kunnen in regio {wanted} niet in één hand zijn; {subject} heeft {seen} al.",
    en="Purchasing and control cannot be in one hand in region {wanted}; {subject} has {seen} already.",
    mend_nl="Geef deze rol aan iemand anders, of beëindig eerst de andere rol.",
    mend_en="Give this role to somebody else, or end the other role first.",
)
FINDINGS = (TWO_HATS,)
_APART = {"purchasing": "inkoop", "control": "controle"}


@dataclass(frozen=True, slots=True)
class Hat:
    """A role of a person at an organisation.

    Attributes:
        person: who.
        organisation: for whom.
        role: ``purchasing``, ``control``, or another that clashes with nothing.
        regions: in which regions; empty for the organisation as a whole when it has no regions of its own.
        valid: the days on which it holds.
    """

    person: str
    organisation: str
    role: str
    regions: frozenset[str]
    valid: Period


def two_hats(hats: Sequence[Hat]) -> tuple[Finding, ...]:
    """Where one person would hold purchasing and control of one region on one day; the later hat is the wrong one."""
    return tuple(
        Finding(TWO_HATS, later.person, seen=_APART[earlier.role], wanted=_where(earlier, later))
        for earlier, later in combinations(hats, 2)
        if earlier.person == later.person
        and {earlier.role, later.role} == set(_APART)
        and earlier.valid.overlaps(later.valid)
        and _meet(earlier, later)
    )


def _meet(one: Hat, other: Hat) -> bool:
    """Whether two hats are about one region: of one organisation, no region named is all of them."""
    if one.regions & other.regions:
        return True
    return one.organisation == other.organisation and not (one.regions and other.regions)


def _where(one: Hat, other: Hat) -> str:
    return ", ".join(sorted(one.regions & other.regions)) or "van deze organisatie"

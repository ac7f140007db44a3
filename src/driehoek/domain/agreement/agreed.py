"""Agree, then sign: versions of an agreement, of which at most one is in force.

1. A version is agreed by both sides on exactly its content, known by its fingerprint. Who marks it agreed names the
   fingerprint that was on the screen.
2. Only a version that both agreed can be signed; a signature belongs to exactly that content. A correction before
   signing therefore never costs a signature (B-069, M-339; table 2.8: signing without agreement).
3. A change to a draft takes the marks away, since nobody agreed to the new content. A change to what was agreed or
   signed begins a new version; the old one stays in force until the new one is signed by both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import ZERO, Code, Finding, Money

CHANGED_SINCE = Code(
    "AGR-030",
    nl="Versie {subject} is veranderd sinds u haar zag.",
    en="Version {subject} has changed since you saw it.",
    mend_nl="Bekijk wat er veranderde en geef daarna uw akkoord.",
    mend_en="Look at what changed and agree after that.",
)
NOT_AGREED = Code(
    "AGR-031",
    nl="Versie {subject} kan nog niet worden getekend: {wanted} gaf nog geen akkoord.",
    en="Version {subject} cannot be signed yet: {wanted} did not agree to it.",
    mend_nl="Teken pas als beide partijen akkoord zijn met dezelfde versie.",
    mend_en="Sign only when both parties agreed to the same version.",
)
TWICE = Code(
    "AGR-032",
    nl="Uw kant deed dit al voor versie {subject}.",
    en="Your side already did this for version {subject}.",
    mend_nl="U hoeft niets te doen.",
    mend_en="There is nothing to do.",
)
NO_DRAFT = Code(
    "AGR-033",
    nl="Er is geen versie in bewerking ({subject}).",
    en="There is no version being worked on ({subject}).",
    mend_nl="Verander een regel; dan ontstaat een nieuwe versie.",
    mend_en="Change a line; that begins a new version.",
)
OPEN_CLASHES = Code(
    "AGR-034",
    nl="In versie {subject} staan nog {seen} cellen met twee waarden.",
    en="Version {subject} still has {seen} cells with two values.",
    mend_nl="Kies bij elke cel welke waarde geldt.",
    mend_en="Choose for each cell which value holds.",
)
FINDINGS = (CHANGED_SINCE, NOT_AGREED, TWICE, NO_DRAFT, OPEN_CLASHES)


@dataclass(frozen=True, slots=True)
class Mark:
    """That a side agreed or signed.

    Attributes:
        person: by what the store knows the person.
        at: when.
        fingerprint: of the content it is about.
    """

    person: str
    at: datetime
    fingerprint: str


class Stage(Enum):
    """How far a version is; the value is the word in files."""

    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an agreement.

    Attributes:
        number: from 1.
        fingerprint: of its content.
        amount: what it comes to.
        agreed: per side its mark.
        signed: per side its mark.
    """

    number: int
    fingerprint: str
    amount: Money
    agreed: Mapping[Side, Mark] = field(default_factory=dict)
    signed: Mapping[Side, Mark] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        """How far it is; signed means signed by both."""
        if len(self.signed) == len(Side):
            return Stage.SIGNED
        return Stage.AGREED if len(self.agreed) == len(Side) else Stage.DRAFT


@dataclass(frozen=True, slots=True)
class Agreement:
    """The versions of one agreement, in order.

    Attributes:
        versions: at least one; of those before the last each is signed, or was left for a newer one.
    """

    versions: tuple[Version, ...]

    @property
    def last(self) -> Version:
        """The newest."""
        return self.versions[-1]

    @property
    def in_force(self) -> Version | None:
        """The newest that both signed; None before the first."""
        signed = [version for version in self.versions if version.stage is Stage.SIGNED]
        return signed[-1] if signed else None

    @property
    def committed(self) -> Money:
        """What the ledger must hold as committed."""
        return self.in_force.amount if self.in_force else ZERO


def changed(agreement: Agreement, fingerprint: str, amount: Money) -> Agreement:
    """The agreement after its content became something else.

    A draft takes the new content and loses its marks; after a version that both agreed a new one begins. Content that
    is the same changes nothing.
    """
    last = agreement.last
    if fingerprint == last.fingerprint:
        return agreement
    if last.stage is Stage.DRAFT:
        return Agreement((*agreement.versions[:-1], Version(last.number, fingerprint, amount)))
    return Agreement((*agreement.versions, Version(last.number + 1, fingerprint, amount)))


def agree(agreement: Agreement, side: Side, mark: Mark, clashes: int = 0) -> Agreement | Finding:
    """A side agrees to the newest version as it was on the screen.

    Args:
        agreement: the agreement.
        side: which side.
        mark: who, when, and the fingerprint that was seen.
        clashes: how many cells still hold two values; nobody agrees to those.
    """
    last = agreement.last
    if last.stage is Stage.SIGNED:
        return Finding(NO_DRAFT, str(last.number))
    if mark.fingerprint != last.fingerprint:
        return Finding(CHANGED_SINCE, str(last.number))
    if clashes:
        return Finding(OPEN_CLASHES, str(last.number), seen=str(clashes))
    if side in last.agreed:
        return Finding(TWICE, str(last.number))
    return _with(agreement, replace(last, agreed={**last.agreed, side: mark}))


def sign(agreement: Agreement, side: Side, mark: Mark) -> Agreement | Finding:
    """A side signs the newest version, which both agreed; the mandate of the person is judged before."""
    last = agreement.last
    if last.stage is Stage.SIGNED:
        return Finding(NO_DRAFT, str(last.number))
    if mark.fingerprint != last.fingerprint:
        return Finding(CHANGED_SINCE, str(last.number))
    for party in Side:
        if party not in last.agreed:
            return Finding(NOT_AGREED, str(last.number), wanted=_WORDS[party])
    if side in last.signed:
        return Finding(TWICE, str(last.number))
    return _with(agreement, replace(last, signed={**last.signed, side: mark}))


_WORDS = {Side.PURCHASER: "de inkoper", Side.PROVIDER: "de aanbieder"}


def _with(agreement: Agreement, version: Version) -> Agreement:
    return Agreement((*agreement.versions[:-1], version))

"""What a provider hands in, and what is known of the provider itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from driehoek.domain.catalogue import Sector
from driehoek.domain.need import Arrangement
from driehoek.domain.policy import ProviderGroup
from driehoek.kernel import ZERO, Agb, Money, Quantity


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider with one contract in one region.

    Attributes:
        contract: the AGB of the contract; it names the party everywhere.
        provider: the AGB of the provider itself.
        name: as it trades.
        sector: its main sector.
        municipality: where its main location stands.
        region: the COD001 code of the region of the contract.
        seat_region: the COD001 code of its statutory seat.
        group: existing, new to this office, or new.
        concern: the group of institutions it belongs to, when there is one.
        categories: marks such as ``national-specialised`` that criteria and tariffs may look at.
    """

    contract: Agb
    provider: Agb
    name: str
    sector: Sector
    municipality: str
    region: str
    seat_region: str
    group: ProviderGroup
    concern: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One product that a provider offers in one lot.

    Attributes:
        lot: the lot.
        product: the product code.
        quantity: how much it offers for the year.
        capacity: the most it says it can deliver; None when it named no limit of its own.
        row: the line of ``volumes.csv`` it came from, for reasons; a place, no part of what is compared.
    """

    lot: str
    product: str
    quantity: Quantity
    capacity: Quantity | None = None
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that shows an answer.

    Attributes:
        question: the question it belongs to.
        file: the name of the file in the submission's ``evidence`` folder.
        issued_on: its date.
        expires_on: the first day on which it no longer counts; None when it does not expire.
        sha256: the hash of the file, when the file is there.
    """

    question: str
    file: str
    issued_on: date
    expires_on: date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Subcontractor:
    """A party that delivers part of the care under the main contractor's responsibility (D-018).

    Attributes:
        name: as it trades.
        agb: its AGB code, when known.
        products: the product codes it delivers.
        reported_on: when it was reported to the purchaser; None when it was not.
    """

    name: str
    agb: str
    products: tuple[str, ...]
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission of one provider. Several of the same contract are versions; the last in time counts.

    Attributes:
        contract: the AGB of the contract.
        received: when it arrived, Dutch civil time.
        lots: the lots it is for.
        answers: the answer to each question, as text in canonical form (``yes``, ``12.5``, ``2026-05-01``).
        lines: the products it offers.
        evidence: its documents.
        subcontractors: who else delivers.
        withdrawn_on: when it was withdrawn; None while it stands.
        completed: for answers completed in the repair window, the moment per question.
    """

    contract: Agb
    received: datetime
    lots: tuple[str, ...]
    answers: Mapping[str, str]
    lines: tuple[OfferLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    withdrawn_on: datetime | None = None
    completed: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that one assessor gave on one criterion, with the motivation that goes into the letter.

    Attributes:
        contract: who was assessed.
        criterion: on what.
        assessor: by whom: a role or initials, never needed outside the purchaser.
        points: on the lot's scale (8 of 10).
        motivation: why, in plain Dutch.
    """

    contract: str
    criterion: str
    assessor: str
    points: Fraction
    motivation: str


@dataclass(frozen=True, slots=True)
class ReasonedDecision:
    """A decision that a person took with a recorded ground, where a rule may not decide alone (D-019).

    Attributes:
        contract: about whom.
        requirement: on which requirement of the policy.
        excluded: whether the party is excluded on it.
        ground: why, in plain Dutch; empty makes the decision worthless.
        decided_on: when.
        decided_by: the role that decided.
    """

    contract: str
    requirement: str
    excluded: bool
    ground: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class Realised:
    """What a contract delivered last year of one product, valued at what was paid.

    Attributes:
        contract: the AGB of the contract.
        product: the product code.
        quantity: delivered.
        amount: paid for it.
        lot: the lot of this year in which it counts.
        row: the line of the file it came from, for reasons; a place, no part of what is compared.
    """

    contract: str
    product: str
    quantity: Quantity
    amount: Money = ZERO
    lot: str = ""
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A client's choice, or an expected number of choices, that brings volume to a contract.

    Attributes:
        contract: the contract chosen.
        lot: the lot in which it counts.
        product: the product indicated.
        quantity: the care this choice brings in the contract year.
        chosen_on: when; earlier choices go first.
        clients: how many clients stand behind it.
        row: the line of the file it came from, for reasons; a place, no part of what is compared.
        arrangement: how the client has it arranged.
    """

    contract: str
    lot: str
    product: str
    quantity: Quantity
    chosen_on: date
    clients: int = 1
    row: int = field(default=0, compare=False)
    arrangement: Arrangement = Arrangement.PACKAGE

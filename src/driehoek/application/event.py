"""What can happen after the result, as data: the content of ``event.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Money


class EventKind(Enum):
    """What happened; the value is the word in files."""

    OBJECTION = "objection-upheld"
    """A party was right that its submission was judged or weighed wrongly."""
    HARDSHIP = "hardship"
    """A rule would work out unreasonably for one party; the purchaser deviates from it."""
    COURT_ORDER = "court-order"
    """A judge orders another outcome."""
    MISTAKE = "mistake"
    """The purchaser finds a mistake of its own."""
    POLICY_CHANGE = "policy-change"
    """A published change of the policy (nota van wijziging) after submissions came in."""

    @property
    def dutch(self) -> str:
        """What happened, in plain Dutch, as the letter says it."""
        return {
            EventKind.OBJECTION: "een partij had gelijk met haar klacht of vraag over de beoordeling",
            EventKind.HARDSHIP: "een regel werkte voor een partij onredelijk uit; wij wijken daarvan af",
            EventKind.COURT_ORDER: "de rechter heeft een uitspraak gedaan die wij uitvoeren",
            EventKind.MISTAKE: "wij hebben een eigen fout gevonden en hersteld",
            EventKind.POLICY_CHANGE: "wij hebben het inkoopbeleid gewijzigd met een nota van wijziging",
        }[self]


class Remedy(Enum):
    """From where a change is paid; the value is the word in files. Both are lawful, so a person declares which."""

    RESERVE = "reserve"
    """From what is open and what was held back: everyone whom the event does not name keeps what it had."""
    REDIVIDE = "redivide"
    """The space is divided again: who gains, gains from others, and each of them is told."""


@dataclass(frozen=True, slots=True)
class GrantRise:
    """Money that an event gives to, or takes from, one contract.

    Attributes:
        contract: the AGB of the contract.
        lot: in which lot.
        extra: how much is added to what the division gives, in euros; below zero takes.
    """

    contract: str
    lot: str
    extra: Money


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened after the result and makes a new version of the round.

    Attributes:
        id: its name, such as ``klacht-06010001``.
        kind: what happened.
        decided_on: the day on which it was decided; the new version bears this date, and its terms run from it.
        ground: why, in plain Dutch; it stands in the letters.
        proposer: the role that proposed it.
        approver: the role that approved it; never the proposer.
        remedy: from where it is paid.
        contracts: whom it is about; only a change of policy may leave this empty.
        grants: money for one contract, where the event is about an amount.
        reference: by what it can be found: the number of the case or of the letter. A court order needs one.
    """

    id: str
    kind: EventKind
    decided_on: date
    ground: str
    proposer: str
    approver: str
    remedy: Remedy
    contracts: tuple[str, ...] = ()
    grants: tuple[GrantRise, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """Which version of a round a dossier is, and what made it.

    Attributes:
        number: 2 for the first version after the round itself.
        event: what made it.
    """

    number: int
    event: Event

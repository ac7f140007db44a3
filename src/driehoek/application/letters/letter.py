"""What a letter is: typed content without layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.application.document import Block, Fact, Section, facts


class Variant(Enum):
    """Which letter it is; the value is the word in files."""

    GRANTED = "granted"
    """Something is agreed in at least one lot."""
    NOT_WINNING = "not-winning"
    """Admitted, but nothing is granted in any lot."""
    REFUSED = "refused"
    EXCLUDED = "excluded"
    INCOMPLETE = "incomplete"
    LATE = "late"
    KNOCKED_OUT = "knocked-out"
    DECISION_NEEDED = "decision-needed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to one provider.

    Attributes:
        contract: the contract it is about.
        variant: which letter it is.
        sender: the purchaser's name and address.
        addressee: the provider's name and address as far as known.
        date: the day of decision.
        reference: by what the letter can be found again.
        subject: what it is about.
        salutation: how it greets.
        body: the sections; the first holds the decision in its first sentence.
        closing: the words before the signature.
        annexes: the sections behind the signature.
        synthetic: whether a tariff or product in it is made up, which every page then says.
    """

    contract: str
    variant: Variant
    sender: tuple[str, ...]
    addressee: tuple[Fact, ...]
    date: date
    reference: Fact
    subject: Fact
    salutation: str
    body: tuple[Section, ...]
    closing: str
    annexes: tuple[Section, ...]
    synthetic: bool

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Body and annexes, in order."""
        return (*self.body, *self.annexes)

    def facts(self) -> tuple[Fact, ...]:
        """Every fact in reading order; one key always has one text."""
        return (*self.addressee, self.reference, self.subject, *facts(self.blocks))

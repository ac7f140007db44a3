"""What every contract form shares: what was agreed, what was delivered, and what that comes to.

A contract form says what the purchaser pays for whatever is delivered, and who bears which risk. It looks at the whole
of one agreement: at its lines, or at one amount, or at the people it cares for. It is monotone: who delivers more is
never paid less. Its contract suite is `driehoek.testing.contract_forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Protocol

from driehoek.domain.policy import Param, Params
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Rounding, total

NO_LINES = Code(
    "AGR-010",
    nl="{subject} rekent met aantallen en prijzen, maar de afspraak heeft geen regels.",
    en="{subject} counts with quantities and prices, but the agreement has no lines.",
    mend_nl="Spreek per prestatie een aantal en een prijs af, of kies een andere contractvorm.",
    mend_en="Agree a quantity and a price per product, or choose another contract form.",
)
NO_AMOUNT = Code(
    "AGR-011",
    nl="{subject} rekent met één bedrag, maar dat bedrag is {seen}.",
    en="{subject} counts with one amount, but that amount is {seen}.",
    mend_nl="Spreek een bedrag boven nul af.",
    mend_en="Agree an amount above zero.",
)
NO_PEOPLE = Code(
    "AGR-012",
    nl="{subject} rekent met het aantal inwoners, maar dat is {seen}.",
    en="{subject} counts with the number of inhabitants, which is {seen}.",
    mend_nl="Vul het aantal inwoners van het gebied in, met de datum waarop het geteld is.",
    mend_en="Give the number of inhabitants of the area, with the day on which they were counted.",
)
FINDINGS = (NO_LINES, NO_AMOUNT, NO_PEOPLE)


class Party(Enum):
    """Who bears a risk or has an advantage; the value is the word in files."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"
    BOTH = "both"
    NOBODY = "nobody"


class Outcome(Enum):
    """What a settlement means for the two, in one word (O-026); the value is the word in files."""

    EVEN = "even"
    """What was delivered is paid, no more and no less."""
    PROVIDER = "provider"
    """More is paid than was delivered."""
    PURCHASER = "purchaser"
    """More was delivered than is paid."""
    REPAY = "repay"
    """A part of the amount goes back."""
    CONSULT = "consult"
    """The two still have to talk about a part."""


class Needs(Enum):
    """What a contract form cannot do without; the value is the word on reference pages."""

    LINES = "a quantity and a price per product"
    AMOUNT = "one amount"
    INHABITANTS = "an amount per inhabitant"


@dataclass(frozen=True, slots=True)
class Line:
    """What was agreed on one product.

    Attributes:
        product: its code.
        quantity: agreed; under a form without agreed volume, what is expected.
        price: per unit.
    """

    product: str
    quantity: Quantity
    price: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, as a contract form looks at it.

    Attributes:
        lines: per product.
        amount: the one amount that was agreed: lump sum, ceiling, reference or budget. None: the sum of the lines.
        inhabitants: of the area, for an amount per inhabitant.
    """

    lines: tuple[Line, ...] = ()
    amount: Money | None = None
    inhabitants: int = 0

    @property
    def of_lines(self) -> Money:
        """Price times quantity over all lines (F-001)."""
        return total(line.quantity.at(line.price) for line in self.lines)

    @property
    def whole(self) -> Money:
        """The amount the agreement comes to when all goes as agreed."""
        return self.of_lines if self.amount is None else self.amount


@dataclass(frozen=True, slots=True)
class Delivered:
    """What was done.

    Attributes:
        quantities: per product; a product without an agreed line has no price and counts for nothing here.
        costs: what it cost, by its accounts, where the form pays costs.
        kept: whether the conditions on which the payment hangs were kept.
    """

    quantities: Mapping[str, Quantity] = field(default_factory=dict)
    costs: Money = ZERO
    kept: bool = True

    def at_agreed_prices(self, terms: Terms) -> Money:
        """What was delivered, at the agreed prices, to the cent per line."""
        return total(
            self.quantities[line.product].at(line.price) for line in terms.lines if line.product in self.quantities
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is paid.

    Attributes:
        text: why, in plain Dutch.
        amount: how much; below zero where something is taken off.
    """

    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Settlement:
    """What an agreement comes to when something was delivered.

    Attributes:
        value: what was delivered, in euros: at agreed prices, or the costs where the form pays costs.
        parts: what is paid, in parts that add up to it.
        repay: what was fixed beforehand and goes back; already off the parts.
        to_consult: delivered, not paid, and up for talks.
    """

    value: Money
    parts: tuple[Part, ...]
    repay: Money = ZERO
    to_consult: Money = ZERO

    @property
    def paid(self) -> Money:
        """All parts together."""
        return total(part.amount for part in self.parts)

    @property
    def surplus(self) -> Money:
        """Paid beyond what was delivered: the advantage of the provider."""
        return max(self.paid - self.value, ZERO)

    @property
    def unpaid(self) -> Money:
        """Delivered, not paid and not up for talks: at the provider's own account."""
        return max(self.value - self.paid - self.to_consult, ZERO)

    @property
    def outcome(self) -> Outcome:
        """What it means for the two."""
        if self.to_consult:
            return Outcome.CONSULT
        if self.repay:
            return Outcome.REPAY
        if self.surplus:
            return Outcome.PROVIDER
        return Outcome.PURCHASER if self.unpaid else Outcome.EVEN


@dataclass(frozen=True, slots=True)
class Risks:
    """Who bears what under a contract form, and what it invites to.

    Attributes:
        volume: who pays when more care is needed than was expected.
        price: who pays when a unit costs more than its price.
        meaning: both in one English sentence, with what the form invites to.
        meaning_nl: the same in plain Dutch.
    """

    volume: Party
    price: Party
    meaning: str
    meaning_nl: str


class ContractForm(Protocol):
    """A way to pay for care under an agreement."""

    @property
    def name(self) -> str:
        """As policies write it."""
        ...

    @property
    def dutch(self) -> str:
        """As agreements call it."""
        ...

    @property
    def source(self) -> str:
        """The law, requirement or source on which it rests."""
        ...

    @property
    def risks(self) -> Risks:
        """Who bears which risk."""
        ...

    @property
    def needs(self) -> Needs:
        """What the terms must hold."""
        ...

    @property
    def prices_are_constructed(self) -> bool:
        """Whether its prices are computed back from a total and say nothing about what care costs (F-011)."""
        ...

    @property
    def params(self) -> tuple[Param, ...]:
        """Its parameters."""
        ...

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The most that can ever be paid; None where nothing limits it."""
        ...

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """What is paid for what was delivered."""
        ...


def faults(form: ContractForm, terms: Terms) -> tuple[Finding, ...]:
    """What the terms lack for this form to work."""
    if form.needs is Needs.LINES and not terms.lines:
        return (Finding(NO_LINES, form.dutch),)
    if form.needs is Needs.AMOUNT and terms.whole.cents <= 0:
        return (Finding(NO_AMOUNT, form.dutch, seen=str(terms.whole)),)
    if form.needs is Needs.INHABITANTS and terms.inhabitants <= 0:
        return (Finding(NO_PEOPLE, form.dutch, seen=str(terms.inhabitants)),)
    return ()


def at_share(terms: Terms, share: Fraction) -> Delivered:
    """A year in which ``share`` of what was agreed is delivered, of each product alike, and costs the same share."""
    quantities = {line.product: line.quantity.scaled(share, Rounding.HALF_UP) for line in terms.lines}
    return Delivered(quantities, terms.whole.times(share, Rounding.HALF_UP))


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the line that shows a contract form.

    Attributes:
        percent: how much of what was agreed is delivered.
        settlement: what that comes to.
    """

    percent: int
    settlement: Settlement


STEPS = tuple(range(0, 131, 5))
"""The shares of the agreement, in percent, at which a form is shown."""


def curve(form: ContractForm, terms: Terms, params: Params, steps: tuple[int, ...] = STEPS) -> tuple[Point, ...]:
    """What a form pays for any realisation: what its chart and the table beside it show."""
    return tuple(
        Point(percent, form.settle(terms, at_share(terms, Fraction(percent, 100)), params)) for percent in steps
    )

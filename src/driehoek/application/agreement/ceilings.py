"""What the ceilings of its agreements mean for the clients a provider already has.

Last year's care is held against this year's agreement: what the contract form would pay for it, what would stay
unpaid, from which day on, and how many clients or days that is. It is a reckoning and refuses nobody: care is never
blocked, and who bears what goes beyond is said by the contract form (F-008, F-010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from driehoek.application.phrases import exact_quantity
from driehoek.domain.agreement.contract_forms import ContractForm, Delivered, Line, Settlement, Terms
from driehoek.domain.policy import Params
from driehoek.kernel import ZERO, Money, Period, Quantity, Rounding, dutch
from driehoek.kernel.rounding import round_to_whole


@dataclass(frozen=True, slots=True)
class Before:
    """What was delivered of one product last year.

    Attributes:
        quantity: how much.
        clients: to how many; 0 where that is not known.
    """

    quantity: Quantity
    clients: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """One agreement of a provider.

    Attributes:
        contract: the AGB of the contract.
        purchaser: with whom.
        year: the contract year.
        form: the contract form.
        params: its parameters.
        terms: what is agreed; each line by a key of its own.
        before: last year's care, by the same keys; a key without a line was not agreed this year.
        names: per key what people call it.
    """

    contract: str
    purchaser: str
    year: int
    form: ContractForm
    params: Params
    terms: Terms
    before: Mapping[str, Before]
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineMeaning:
    """One product: what was agreed against what was delivered last year.

    Attributes:
        key: of the line.
        name: what people call it.
        agreed: this year; nothing where it was not agreed.
        before: last year.
        clients: how many clients that was; 0 where that is not known.
    """

    key: str
    name: str
    agreed: Quantity
    before: Quantity
    clients: int

    @property
    def short(self) -> Quantity:
        """What of last year's care the agreed number does not hold."""
        return Quantity(max(self.before.steps - self.agreed.steps, 0), self.before.unit)

    @property
    def clients_short(self) -> int:
        """So many of last year's clients, counted up: half a client is a client."""
        if not self.before.steps:
            return 0
        return round_to_whole(Fraction(self.short.steps * self.clients, self.before.steps), Rounding.UP)

    @property
    def words(self) -> str:
        """What it means, in plain Dutch."""
        if not self.short.steps:
            spare = Quantity(self.agreed.steps - self.before.steps, self.agreed.unit)
            return f"Past, met {exact_quantity(spare)} over." if spare.steps else "Past precies."
        of = f"; dat is de zorg van {self.clients_short} van de {self.clients} cliënten" if self.clients else ""
        return f"Tekort van {exact_quantity(self.short)} tegenover vorig jaar{of}."


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What one agreement means for existing clients.

    Attributes:
        held: the agreement.
        most: the most that is ever paid; None where nothing limits it.
        settlement: what last year's care would come to.
        full_on: the first day from which care would not be paid, if it spreads evenly over the year; None: never.
        lines: per product, those that fall short first.
    """

    held: Held
    most: Money | None
    settlement: Settlement
    full_on: date | None
    lines: tuple[LineMeaning, ...]

    @property
    def beyond(self) -> Money:
        """Last year's care that would not be paid, or only after talks."""
        return self.settlement.unpaid + self.settlement.to_consult

    @property
    def clients(self) -> int:
        """How many clients had care last year, as far as known."""
        return sum(line.clients for line in self.lines)

    @property
    def clients_beyond(self) -> int:
        """How many clients the care beyond is, by its share of all, counted up."""
        if not self.beyond:
            return 0
        return round_to_whole(self.clients * self.beyond.share_of(self.settlement.value).value, Rounding.UP)

    @property
    def words(self) -> str:
        """What it means, in plain Dutch."""
        return f"{self._paid_words} {self._lost_words}".strip()

    @property
    def _lost_words(self) -> str:
        lost = [line.name for line in self.lines if line.before.steps and not line.agreed.steps]
        if not lost:
            return ""
        return f"Niet afgesproken, wel geleverd vorig jaar: {', '.join(lost)}. Dat telt in dit bedrag niet mee."

    @property
    def _paid_words(self) -> str:
        if not self.beyond:
            room = "" if self.most is None else f" Er blijft {dutch.amount(_room(self))} over."
            return f"De zorg van vorig jaar wordt helemaal betaald.{room}"
        said = f"Van de zorg van vorig jaar wordt {dutch.amount(self.settlement.unpaid)} niet betaald"
        if self.settlement.to_consult:
            said += f" en is {dutch.amount(self.settlement.to_consult)} voor overleg"
        said += f": die van ongeveer {self.clients_beyond} van de {self.clients} cliënten." if self.clients else "."
        if self.full_on:
            said += f" Gaat het zoals vorig jaar, dan is de afspraak vol vanaf {dutch.day(self.full_on)}."
        return f"{said} U weigert daarom niemand: de zorg gaat door. {self.held.form.risks.meaning_nl}"


def _room(ceiling: Ceiling) -> Money:
    return max((ceiling.most or ZERO) - ceiling.settlement.value, ZERO)


def ceilings(held: Iterable[Held]) -> tuple[Ceiling, ...]:
    """Every agreement of a provider, those with most unpaid first."""
    told = [_ceiling(item) for item in held]
    return tuple(sorted(told, key=lambda item: (-item.beyond.cents, item.held.contract)))


def _ceiling(held: Held) -> Ceiling:
    settlement = _settled(held, Fraction(1))
    lines = [_line(held, key) for key in dict.fromkeys((*(line.product for line in held.terms.lines), *held.before))]
    lines.sort(key=lambda item: (not item.short.steps, item.key))
    most = held.form.most(held.terms, held.params)
    return Ceiling(held, most, settlement, _full_on(held, settlement), tuple(lines))


def _settled(held: Held, share: Fraction) -> Settlement:
    """What a share of last year's care comes to; it costs what it is worth."""
    quantities = {key: item.quantity.scaled(share, Rounding.DOWN) for key, item in held.before.items()}
    worth = Delivered(quantities).at_agreed_prices(held.terms)
    return held.form.settle(held.terms, Delivered(quantities, worth), held.params)


def _line(held: Held, key: str) -> LineMeaning:
    agreed = next((line for line in held.terms.lines if line.product == key), None)
    before = held.before.get(key)
    unit = agreed.quantity.unit if agreed else held.before[key].quantity.unit
    none = Quantity(0, unit)
    return LineMeaning(
        key,
        held.names.get(key, key),
        agreed.quantity if agreed else none,
        before.quantity if before else none,
        before.clients if before else 0,
    )


def _full_on(held: Held, whole: Settlement) -> date | None:
    """The first day on which something would not be paid, by halving: what is beyond only grows with the days."""
    if not whole.unpaid + whole.to_consult:
        return None
    start = date(held.year, 1, 1)
    year = Period.year(held.year)
    days = (year.end or start).toordinal() - start.toordinal()
    low, high = 0, days
    while high - low > 1:
        middle = (low + high) // 2
        settled = _settled(held, Fraction(middle, days))
        if settled.unpaid + settled.to_consult:
            high = middle
        else:
            low = middle
    return start + timedelta(days=high - 1)


def key_of(lot: str, product: str) -> str:
    """The key of a line of an agreement over more lots."""
    return f"{lot}|{product}"


def line_of(lot: str, product: str, quantity: Quantity, price: Money) -> Line:
    """A line of the terms by its key."""
    return Line(key_of(lot, product), quantity, price)

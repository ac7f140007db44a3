"""How granted euros became numbers of care: what was asked, what clients chose, what was granted of it, and the rest.

The division grants money; the filling turns it into whole units. What clients chose comes first, then what was
delivered last year, then the rest of the offer, each in proportion. Here that is told per product, with what
everything asked costs at the agreed prices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.allocation import Allocation, Grant, Offer, OfferedLine, Price, Problem, Reason, ReasonKind
from driehoek.kernel import ZERO, Money, Quantity, Rate, Rounding, dutch, total


@dataclass(frozen=True, slots=True)
class AskedProduct:
    """One product of an offer beside what was granted of it.

    Attributes:
        product: the product code.
        name: its name in Dutch.
        asked: offered for the year.
        limit: the most that can be agreed: what was asked, or the capacity when that is less.
        chosen: what clients already chose at this provider, at most ``limit``.
        before: what was delivered last year, as far as it fits beside what was chosen.
        granted: agreed; zero where nothing of it fits.
        price: the agreed price of one unit.
    """

    product: str
    name: str
    asked: Quantity
    limit: Quantity
    chosen: Quantity
    before: Quantity
    granted: Quantity
    price: Money

    @property
    def share(self) -> Rate:
        """The part of what was asked that was granted."""
        return Rate(Fraction(self.granted.steps, self.asked.steps) if self.asked.steps else Fraction(0))


@dataclass(frozen=True, slots=True)
class Quantities:
    """How the money of one contract in one lot became numbers.

    Attributes:
        products: every product that was asked, in order of code.
        asked: what all that was asked costs at the agreed prices.
        agreed: what the agreement says.
        money: what was granted, before whole units.
        chosen: what the choices of clients cost at the agreed prices.
        before: what last year's production costs at the agreed prices, as far as it fits beside what was chosen.
        others: what the rest of the offer costs, as far as it can be delivered.
        only_chosen: whether nothing but what clients chose was agreed.
        kept: per sentence what of the space is not divided now.
        expected: whether ``chosen`` holds care that is expected, beside what clients chose by name.
        settled: per sentence what steps after the models said of the numbers; empty when none did.
    """

    products: tuple[AskedProduct, ...]
    asked: Money
    agreed: Money
    money: Money
    chosen: Money
    before: Money
    others: Money
    only_chosen: bool
    kept: tuple[str, ...]
    expected: bool = False
    settled: tuple[str, ...] = ()

    @property
    def share(self) -> Rate:
        """The part of the money asked that was agreed."""
        return Rate(Fraction(self.agreed.cents, self.asked.cents) if self.asked.cents else Fraction(0))

    def sentences(self) -> Iterator[str]:
        """The same in plain Dutch: how the numbers were made, and why the rest was not granted now."""
        of_all = f" Dat is {dutch.percentage(self.share)} van wat u vroeg." if self.agreed < self.asked else ""
        yield (
            f"Alles wat u vroeg, kost tegen de afgesproken prijzen {dutch.amount(self.asked)}. "
            f"Wij spreken {dutch.amount(self.agreed)} af.{of_all}"
        )
        for item in self.products:
            if item.limit < item.asked:
                most, asked = dutch.quantity(item.limit), dutch.quantity(item.asked)
                yield f"Van {item.product} vroeg u {asked}, maar u kunt hooguit {most} leveren; verder gaan wij niet."
        if self.agreed:
            yield self._how()
        rest = self.asked - self.agreed
        if rest > ZERO:
            kept = " Dit deel van de ruimte verdelen wij nu niet:" if self.kept else ""
            yield f"De andere {dutch.amount(rest)} kennen wij u nu niet toe.{kept}"

    def _how(self) -> str:
        """How the money was turned into numbers: choices of clients, last year, the rest, each in proportion."""
        if self.settled:
            return " ".join([*self.settled, "Van wat hier niet staat, blijven de aantallen gelijk."])
        which = "wat cliënten al bij u kozen"
        if self.expected:
            which = "wat cliënten bij u kozen of naar verwachting bij u nodig hebben"
        done = "Wij ronden af op hele eenheden; nooit tot meer dan het bedrag."
        if self.chosen > self.money or (self.only_chosen and self.chosen):
            return (
                f"Met {dutch.amount(self.money)} kopen wij alleen {which} "
                f"({dutch.amount(self.chosen)}), van iedere prestatie hetzelfde deel. {done}"
            )
        first = "Cliënten kozen hier nog niet voor u."
        if self.chosen:
            first = f"Eerst kopen wij {which}: {dutch.amount(self.chosen)}."
        left = self.money - self.chosen
        layers = ((self.before, "wat u vorig jaar leverde"), (self.others, "de rest van uw aanbod"))
        parts = [first]
        for cost, what in layers:
            if cost and left > ZERO:
                bought = min(left, cost)
                share = dutch.percentage(Rate(Fraction(bought.cents, cost.cents)))
                parts.append(f"Dan kopen wij van {what} ({dutch.amount(cost)}) van iedere prestatie {share}.")
                left -= bought
        return " ".join([*parts, done])


def quantities_of(
    problem: Problem, allocation: Allocation, offer: Offer, grant: Grant, name: Callable[[str], str]
) -> Quantities:
    """Hold the offer of one contract in one lot against what was granted.

    Args:
        problem: what was divided.
        allocation: the division.
        offer: what was asked.
        grant: what was granted.
        name: the Dutch name of a product code.
    """
    granted = {line.product: line for line in grant.lines}
    tariff = [
        reason
        for reason in allocation.reasons
        if (reason.kind, reason.contract, reason.lot) == (ReasonKind.TARIFF, grant.contract, grant.lot)
    ]
    rounding = next((line.price.rounding for line in grant.lines), Rounding.HALF_UP)
    wishes = dict(allocation.volumes.get((grant.contract, grant.lot), {}))
    for choice in problem.choices:
        if choice.contracted and (choice.contract, choice.lot) == (offer.contract, offer.lot):
            wishes[choice.product] = wishes.get(choice.product, 0) + choice.quantity.steps
    products: list[AskedProduct] = []
    for line in sorted(offer.lines, key=lambda item: item.product.code):
        code, got = line.product.code, granted.get(line.product.code)
        price = got.price.amount if got else _price(line, tariff, rounding)
        chosen = Quantity(min(wishes.get(code, 0), line.limit.steps), line.limit.unit)
        quantity = got.quantity if got else Quantity(0, line.quantity.unit)
        fits = line.limit.steps - chosen.steps
        before = Quantity(min(line.realised.steps if line.realised else 0, fits), line.limit.unit)
        products.append(AskedProduct(code, name(code), line.quantity, line.limit, chosen, before, quantity, price))
    return Quantities(
        tuple(products),
        total(item.asked.at(item.price) for item in products),
        grant.agreed,
        grant.money,
        total(item.chosen.at(item.price) for item in products),
        total(item.before.at(item.price) for item in products),
        total((item.limit - item.chosen - item.before).at(item.price) for item in products),
        all(item.granted <= item.chosen for item in products),
        tuple(_kept(allocation, grant)),
        any(allocation.volumes.get((grant.contract, grant.lot), {}).values()),
        tuple(
            reason.text
            for reason in allocation.reasons
            if reason.units is not None and (reason.contract, reason.lot) == (grant.contract, grant.lot)
        ),
    )


def _price(line: OfferedLine, tariff: Iterable[Reason], rounding: Rounding) -> Money:
    """The price that holds for a product of which nothing was granted: the same parts of its maximum."""
    parts = [item.points for item in tariff if item.points is not None and item.product in {"", line.product.code}]
    return Price.of(line.maximum.amount, sum(parts, start=Rate(Fraction(0))), rounding).amount


def _kept(allocation: Allocation, grant: Grant) -> Iterator[str]:
    """What steps set apart in the frame of the grant, a sentence each, with what is left of it."""
    left = allocation.reserved.get(grant.frame, {})
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.SPACE and reason.frame == grant.frame and reason.amount < ZERO:
            still = left.get(reason.step, ZERO)
            more = f" Daarvan staat nu nog {dutch.amount(still)} apart." if ZERO < still < -reason.amount else ""
            later = " Kiest dan een cliënt voor u, dan kan het geld daaruit komen." if reason.lot else ""
            yield f"{reason.text}{more}{later}"

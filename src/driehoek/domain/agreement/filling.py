"""Filling (vullen): prices per treatment computed back from a lump sum or ceiling (F-011).

A provider needs prices to send invoices and a purchaser to collect the client's own share, also where only a total was
agreed. Such prices are constructed: they differ between providers without meaning anything, so they are marked and kept
out of every benchmark (F-012).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from driehoek.kernel import Code, Finding, Money, Quantity, Rate, Rounding, total

NOTHING_TO_FILL = Code(
    "AGR-013",
    nl="{subject} kan niet gevuld worden: aantallen maal lijstprijzen is {seen}.",
    en="{subject} cannot be filled: quantities times list prices come to {seen}.",
    mend_nl="Geef per behandeling een verwacht aantal en een lijstprijs boven nul.",
    mend_en="Give per treatment an expected number and a list price above zero.",
)
FINDINGS = (NOTHING_TO_FILL,)


@dataclass(frozen=True, slots=True)
class Listed:
    """One treatment with what is expected and its list price.

    Attributes:
        product: its code.
        quantity: expected.
        price: on the list.
    """

    product: str
    quantity: Quantity
    price: Money


@dataclass(frozen=True, slots=True)
class Price:
    """A price of a product at a provider.

    Attributes:
        product: its code.
        provider: whose.
        amount: per unit.
        constructed: whether it was computed back from a total.
    """

    product: str
    provider: str
    amount: Money
    constructed: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A total turned into prices.

    Attributes:
        factor: by which each list price was multiplied, exact.
        prices: per product, rounded half up to the cent, in the order given; all constructed.
        total: what these prices come to at the expected quantities.
        difference: that total less the agreed amount: what rounding adds or takes.
    """

    factor: Rate
    prices: tuple[Price, ...]
    total: Money
    difference: Money


def fill(provider: str, amount: Money, listed: Iterable[Listed]) -> Filled | Finding:
    """Compute prices back from a total (O-028).

    Args:
        provider: whose agreement.
        amount: the lump sum or ceiling.
        listed: what is expected, with list prices.
    """
    rows = tuple(listed)
    at_list = total(row.quantity.at(row.price) for row in rows)
    if at_list.cents <= 0:
        return Finding(NOTHING_TO_FILL, provider, seen=str(at_list))
    factor = Fraction(amount.cents, at_list.cents)
    prices = tuple(
        Price(row.product, provider, row.price.times(factor, Rounding.HALF_UP), constructed=True) for row in rows
    )
    came_to = total(row.quantity.at(price.amount) for row, price in zip(rows, prices, strict=True))
    return Filled(Rate(factor), prices, came_to, came_to - amount)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Prices of one product over providers.

    Attributes:
        product: its code.
        count: how many prices count.
        left_out: how many constructed prices were left out.
        lowest: of those that count.
        median: of those that count; between two, the lower.
        highest: of those that count.
    """

    product: str
    count: int
    left_out: int
    lowest: Money
    median: Money
    highest: Money


def benchmark(prices: Iterable[Price]) -> tuple[Benchmark, ...]:
    """Compare prices over providers, per product in order of code, without constructed prices (F-012).

    A product of which every price is constructed is not there: there is nothing to compare.
    """
    held = tuple(prices)
    rows = []
    for product in sorted({price.product for price in held}):
        mine = [price for price in held if price.product == product]
        real = sorted(price.amount for price in mine if not price.constructed)
        if real:
            middle = real[(len(real) - 1) // 2]
            rows.append(Benchmark(product, len(real), len(mine) - len(real), real[0], middle, real[-1]))
    return tuple(rows)

"""From money to volumes: in whole units, never a cent over the money.

What clients chose comes first, then what was delivered last year, then the rest of the offer: so a provider that
starts with a share of last year keeps its mix of products. Within each of the three the products go in proportion:
quantity times (money / what it costs), rounded down to whole steps (minutes, days, pieces). What is left then buys
one step more of the products that lost most by rounding, while it fits. The order among equals is by product only,
so that equal offers get equal lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from driehoek.domain.allocation import GrantedLine, Offer, OfferedLine, Price
from driehoek.kernel import ZERO, Money, Quantity, TieKey, total


@dataclass(slots=True)
class _Filling:
    """One line while it is being filled."""

    product: str
    price: Price
    limit: Quantity
    quantity: Quantity
    lost: int

    @property
    def amount(self) -> Money:
        return self.quantity.at(self.price.amount)

    def step(self, by: int) -> Money:
        """What the amount changes when the quantity changes ``by`` steps."""
        return Quantity(self.quantity.steps + by, self.quantity.unit).at(self.price.amount) - self.amount

    def take(self, by: int) -> None:
        self.quantity = Quantity(self.quantity.steps + by, self.quantity.unit)


@dataclass(frozen=True, slots=True)
class Wish:
    """What clients chose at one contract in one lot.

    Attributes:
        steps: per product code, in smallest steps of its unit.
        only: whether nothing but what was chosen may be agreed.
    """

    steps: Mapping[str, int]
    only: bool = False


def fill(
    offer: Offer, prices: Mapping[tuple[str, str], Price], money: Money, wish: Wish, key: TieKey
) -> tuple[GrantedLine, ...]:
    """Turn ``money`` into volumes of the offer's products.

    Args:
        offer: the offer; its lines bound each quantity.
        prices: per contract and product.
        money: what was granted.
        wish: what clients chose.
        key: the published key, used on product codes.

    Returns:
        The lines with a quantity above zero, in order of product code; their sum is at most ``money``.
    """
    lines = [(line, prices[offer.contract, line.product.code]) for line in offer.lines]
    if not wish.only and money == total(line.limit.at(price.amount) for line, price in lines):
        return _whole(lines)
    if not money:  # a step of less than half a cent is no gift
        return ()
    chosen = {line.product.code: min(wish.steps.get(line.product.code, 0), line.limit.steps) for line, _ in lines}
    before = {
        line.product.code: min(
            line.realised.steps if line.realised else 0, line.limit.steps - chosen[line.product.code]
        )
        for line, _ in lines
    }
    rest = {
        line.product.code: line.limit.steps - chosen[line.product.code] - before[line.product.code] for line, _ in lines
    }
    whole, lost = _shares(lines, money, (chosen,) if wish.only else (chosen, before, rest))
    fillings = []
    for line, price in sorted(lines, key=lambda pair: pair[0].product.code):
        most = Quantity(chosen[line.product.code], line.limit.unit) if wish.only else line.limit
        code = line.product.code
        fillings.append(_Filling(code, price, most, Quantity(whole[code], line.limit.unit), lost[code]))
    _shrink(fillings, money)
    _grow(fillings, money, key)
    return tuple(
        GrantedLine(line.product, line.quantity, line.price, line.amount) for line in fillings if line.quantity.steps
    )


def _whole(lines: Sequence[tuple[OfferedLine, Price]]) -> tuple[GrantedLine, ...]:
    """The whole offer: nothing is shared, so nothing is lost by rounding."""
    ordered = sorted(lines, key=lambda pair: pair[0].product.code)
    return tuple(
        GrantedLine(line.product.code, line.limit, price, line.limit.at(price.amount))
        for line, price in ordered
        if line.limit.steps
    )


def _shares(
    lines: Sequence[tuple[OfferedLine, Price]], money: Money, layers: tuple[Mapping[str, int], ...]
) -> tuple[dict[str, int], dict[str, int]]:
    """The whole steps of each product that the money buys layer by layer, and what each lost by rounding down.

    Only one layer can be bought in part, so all losses are shares of the same cost and compare as whole numbers.
    """
    scale = lcm(*(line.limit.unit.steps for line, _ in lines))
    each = {line.product.code: price.amount.cents * (scale // line.limit.unit.steps) for line, price in lines}
    whole, lost = dict.fromkeys(each, 0), dict.fromkeys(each, 0)
    left = money.cents * scale
    for layer in layers:
        cost = sum(steps * each[product] for product, steps in layer.items())
        if not cost:
            continue
        bought = min(left, cost)
        for product, steps in layer.items():
            part, rest = divmod(steps * bought, cost)
            whole[product] += part
            lost[product] += rest
        left -= bought
    return whole, lost


def _shrink(fillings: list[_Filling], money: Money) -> None:
    """Amounts round half up per line, so together they can pass the money by some cents: give steps back."""
    over = total(line.amount for line in fillings) - money
    for line in sorted(fillings, key=lambda item: (item.lost, item.product)):
        while over > ZERO and line.quantity.steps and line.price.amount:
            over += line.step(-1)
            line.take(-1)


def _grow(fillings: list[_Filling], money: Money, key: TieKey) -> None:
    left = money - total(line.amount for line in fillings)
    for line in sorted(fillings, key=lambda item: (-item.lost, key.rank(item.product))):
        cost = line.step(1)
        if line.quantity < line.limit and cost <= left:
            line.take(1)
            left -= cost

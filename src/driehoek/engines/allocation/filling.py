"""From money to volumes: in whole units, never a cent over the money.

What clients chose comes first, then what was delivered last year, then the rest of the offer: so a provider that
starts with a share of last year keeps its mix of products. Within each of the three the products go in proportion:
quantity times (money / what it costs), rounded down to whole steps (minutes, days, pieces). What is left then buys
one step more of the products that lost most by rounding, while it fits. The order among equals is by product only,
so that equal offers get equal lines.

Steps after the models may have settled the volumes of a contract: then those come before all else. They may also have
set the most of a product that may be agreed: nothing is filled beyond it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
        settled: per product code the volume that a step settled, in smallest steps; empty when none did.
        most: per product code the most that a step allows, in smallest steps; what is not named has no such limit.
    """

    steps: Mapping[str, int]
    only: bool = False
    settled: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)


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
    if not (wish.only or wish.most) and money == total(line.limit.at(price.amount) for line, price in lines):
        return _whole(lines)
    if not money:  # a step of less than half a cent is no gift
        return ()
    bounds = {code: _bounds(line, wish) for line, _ in lines for code in (line.product.code,)}
    layers = tuple(
        {code: upper[layer] - (upper[layer - 1] if layer else 0) for code, upper in bounds.items()}
        for layer in range(2 if wish.only else 4)
    )
    whole, lost = _shares(lines, money, layers)
    fillings = []
    for line, price in sorted(lines, key=lambda pair: pair[0].product.code):
        code = line.product.code
        most = Quantity(bounds[code][1 if wish.only else 3], line.limit.unit)
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


def _bounds(line: OfferedLine, wish: Wish) -> tuple[int, int, int, int]:
    """How far each layer of one product reaches: what was settled, what was chosen, last year, the rest."""
    code = line.product.code
    most = min(line.limit.steps, wish.most.get(code, line.limit.steps))
    settled = min(wish.settled.get(code, 0), most)
    wished = wish.steps.get(code, 0)
    before = line.realised.steps if line.realised else 0
    chosen = max(settled, min(wished, most))
    return settled, chosen, max(chosen, min(min(wished, line.limit.steps) + before, most)), most


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

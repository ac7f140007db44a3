"""How many clients a change touches: an estimate, and it says how it was made.

Nobody knows a client's name here. What is known is how much care was delivered last year and how many clients stand
behind the choices for this year. From the two an estimate is made, per contract and product:

1. Who chose this contract and product is counted as the dossier has it.
2. Who was there already is last year's production divided by the care of one client in a year. For days in an
   institution (etmaal) that is the number of days in the year, so that full beds are counted; for other units it is
   what one client's choice of that product brings on average, else what one brings of that form of delivery and unit.
3. Where none of these is known the care is left out and counted as such.

Who has care of several products or providers counts once for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.kernel import Rounding, Unit, round_to_whole

HOW_NL = (
    "Schatting: cliënten die voor deze aanbieders kozen, en de productie van vorig jaar gedeeld door de zorg van één "
    "cliënt in een jaar (bij etmalen het aantal dagen van het jaar, anders wat een keuze gemiddeld meebrengt). "
    "Wie meer prestaties heeft, telt per prestatie."
)
HOW_EN = (
    "Estimate: clients who chose these providers, and last year's production divided by the care of one client in a "
    "year (for days in an institution the days of the year, else what a choice brings on average). "
    "Who has several products counts once for each."
)

Place = tuple[str, str]
"""Contract and product."""


@dataclass(frozen=True, slots=True)
class Clients:
    """An estimate of the clients that a change touches.

    Attributes:
        touched: about how many have care at a provider and of a product whose agreement changes.
        more: about how many more clients' care of a year is agreed.
        fewer: about how many fewer.
        unknown: of how many contracts and products no estimate could be made.
    """

    touched: int
    more: int
    fewer: int
    unknown: int


class Estimator:
    """The estimate for one dossier; see the module docstring."""

    def __init__(self, dossier: Dossier) -> None:
        self.products = {product.code: product for product in dossier.products}
        year = dossier.policy.year
        self.days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        care: defaultdict[object, list[int]] = defaultdict(lambda: [0, 0])
        self.chose: defaultdict[Place, int] = defaultdict(int)
        self.realised: defaultdict[Place, int] = defaultdict(int)
        for item in dossier.choices:
            self.chose[item.contract, item.product] += item.clients
            for key in (item.product, self._kind(item.product)):
                care[key][0] += item.quantity.steps
                care[key][1] += item.clients
        for made in dossier.realised:
            self.realised[made.contract, made.product] += made.quantity.steps
        self.care = {key: Fraction(*sums) for key, sums in care.items() if all(sums)}

    def _kind(self, product: str) -> object:
        known = self.products.get(product)
        return (known.form, known.unit) if known else None

    def of_one(self, product: str) -> Fraction | None:
        """The care of one client in a year, in smallest steps; None when it is not known."""
        known = self.products.get(product)
        if known is not None and known.unit is Unit.ETMAAL:
            return Fraction(self.days)
        return self.care.get(product) or self.care.get(self._kind(product))

    def clients(self, moves: Mapping[Place, int], touched: Iterable[Place]) -> Clients:
        """The estimate for some changes.

        Args:
            moves: per contract and product how many smallest steps more (or fewer) are agreed.
            touched: the contracts and products whose agreement changes in price or quantity.
        """
        there = more = fewer = Fraction(0)
        unknown = 0
        for place in touched:
            one = self.of_one(place[1])
            there += self.chose.get(place, 0)
            if one is None:
                unknown += 1
                continue
            there += Fraction(self.realised.get(place, 0)) / one
            steps = moves.get(place, 0)
            more += max(steps, 0) / one
            fewer += max(-steps, 0) / one
        touched_, more_, fewer_ = (round_to_whole(value, Rounding.HALF_UP) for value in (there, more, fewer))
        return Clients(touched_, more_, fewer_, unknown)

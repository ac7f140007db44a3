"""A made-up region of 2008: care at home by function and class, in a ranked lot and in a lot where clients choose.

Everything is SYNTHETIC but the inhabitants, the names of municipalities (of the list of 2019) and the bandwidth of the
classes. Where a lot is divided by choice, clients per function and class become hours by the norm of `NORM` within
the bandwidth (O-007); where it is ranked, last year's production is the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from driehoek.application.dossier import Dossier
from driehoek.application.generate.offers_2008 import draw_offers, draw_reasoned
from driehoek.application.generate.region import Seedbed
from driehoek.application.generate.submissions import draw_marks
from driehoek.application.generate.supply import draw_providers
from driehoek.domain.allocation import Frame, Space, SpaceStatus
from driehoek.domain.catalogue import Product, Sector, care_in_year
from driehoek.domain.policy import Lot, Policy, ProviderGroup
from driehoek.domain.tender.submission import Choice, Provider, Realised
from driehoek.kernel import Money, Quantity, Rate, Rounding, TieKey, Unit, apportion, total

SECTORS = {Sector.VV: Fraction(1, 2), Sector.GZ: Fraction(3, 10), Sector.GGZ: Fraction(1, 5)}
"""SYNTHETIC: the providers by sector."""
EUROS_AT_HOME = 65
"""SYNTHETIC: last year's production of nursing and care at home, in euros per inhabitant."""
CLIENTS_PER_MILLE = 3
"""SYNTHETIC: the clients with guidance, per thousand inhabitants."""
NORM = Rate.percent(50)
"""How much of the bandwidth of a class counts (002 4.3: "for example at most 50 %")."""
WEEKS = 52
"""The weeks of care in a year, as O-007 counts them."""
PAID = Fraction(93, 100)
"""SYNTHETIC: what was paid last year, as a share of the maximum tariff of the contract year."""
ROOM = {True: Fraction(102, 100), False: Fraction(96, 100)}
"""SYNTHETIC: the space against last year's production of a ranked lot, and against the choices of the other at the
maximum tariff."""
_SOURCES = {
    True: "SYNTHETIC: 102% van de verzonnen productie van 2007 (65 euro per inwoner; inwoners 2019)",
    False: "SYNTHETIC: 96% van de verzonnen keuzes tegen het maximumtarief (3 op de 1000 inwoners; inwoners 2019)",
}
HOURS_CLASSES = ("K1", "K2", "K3", "K4")
HALF_DAY_CLASSES = ("KD02", "KD03", "KD04", "KD06")
ALSO_GUIDANCE = 4
"""Every so many nursing and care providers also offers guidance."""


def region_at_home(bed: Seedbed, name: str) -> Dossier:
    """Grow a region of care at home, for a policy with lots that name their products.

    Args:
        bed: what it grows from; ``classes`` and ``figures.inhabitants`` are used.
        name: the name of the dossier.

    Returns:
        A complete dossier: it reads, scores and divides.
    """
    random = Random(bed.seed)  # noqa: S311 - made-up data, not a secret
    providers = draw_providers(bed, SECTORS, random)
    supply = _Supply(bed, providers, random)
    realised, choices = supply.realised(), supply.choices()
    realised += supply.realised_before(choices)
    submissions, fates = draw_offers(bed, providers, realised, choices, random)
    late = {contract for contract, fate in fates.items() if fate == "late"}
    judged = tuple(item for item in submissions if str(item.contract) not in late)
    return Dossier(
        name=name,
        policy=bed.policy,
        spaces=_spaces(bed, realised, choices),
        products=tuple(sorted(bed.products, key=lambda item: item.code)),
        tariffs=bed.tariffs,
        providers=providers,
        submissions=submissions,
        realised=tuple(sorted(realised, key=lambda item: (item.contract, item.lot, item.product))),
        choices=choices,
        marks=draw_marks(bed.policy, judged, random),
        decisions=draw_reasoned(bed.policy, fates),
    )


def chosen_lots(policy: Policy) -> frozenset[str]:
    """The lots in which nothing but what clients choose is agreed."""
    return frozenset(lot for step in policy.division.models if step.use == "differential-p" for lot in step.lots)


def members(lot: Lot, bed: Seedbed, providers: Sequence[Provider]) -> list[Provider]:
    """Who takes part in a lot: those whose sector it is for; of the largest sector only some give guidance too."""
    if lot.id not in chosen_lots(bed.policy):
        return [provider for provider in providers if provider.sector in lot.sectors]
    return [
        provider
        for place, provider in enumerate(providers)
        if provider.sector in lot.sectors and (provider.sector is not Sector.VV or place % ALSO_GUIDANCE == 0)
    ]


@dataclass(frozen=True, slots=True)
class _Supply:
    """What providers delivered and what clients choose."""

    bed: Seedbed
    providers: tuple[Provider, ...]
    random: Random

    def realised(self) -> tuple[Realised, ...]:
        """Last year's production in the ranked lots, of a falling size."""
        return tuple(
            line
            for lot in self.bed.policy.lots
            if lot.id not in chosen_lots(self.bed.policy)
            for line in self._delivered(lot)
        )

    def _delivered(self, lot: Lot) -> list[Realised]:
        existing = [item for item in members(lot, self.bed, self.providers) if item.group is ProviderGroup.EXISTING]
        sizes = {
            str(item.contract): Fraction(self.random.randint(700, 1300), place + 2)
            for place, item in enumerate(existing)
        }
        budget = self.bed.figures.inhabitants * EUROS_AT_HOME * 100 if sizes else 0
        lines = []
        for contract, cents in apportion(budget, sizes, TieKey(f"at home {self.bed.seed}")).items():
            products = self._assortment(lot)
            weights = {item.code: self.random.randint(10, 40) for item in products}
            parts = apportion(cents, weights, TieKey(contract))
            for product in products:
                price = self._paid(product)
                quantity = Quantity(parts[product.code] // price.cents * product.unit.steps, product.unit)
                if quantity.steps:
                    lines.append(Realised(contract, product.code, quantity, quantity.at(price), lot.id))
        return lines

    def _assortment(self, lot: Lot, sector: Sector | None = None) -> list[Product]:
        """Some of the products of a lot: those in hours and, of day activities, only those of the own sector."""
        own = [
            item
            for item in sorted(self.bed.products, key=lambda each: each.code)
            if item.code in lot.products and (sector is None or item.unit is Unit.HOUR or item.sector is sector)
        ]
        picked = self.random.sample(own, min(len(own), self.random.randint(3, 5)))
        return sorted(picked, key=lambda item: item.code)

    def _paid(self, product: Product) -> Money:
        maximum = self.bed.tariffs.on(product.code, self.bed.policy.contract.starts_on)
        return maximum.amount.times(PAID, Rounding.DOWN) if maximum else Money(1)

    def choices(self) -> tuple[Choice, ...]:
        """Clients per provider, product and class in the lots where they choose, newcomers included."""
        rows: list[Choice] = []
        for lot in self.bed.policy.lots:
            if lot.id not in chosen_lots(self.bed.policy):
                continue
            weights = {
                str(item.contract): self.random.randint(3, 12) if item.group is ProviderGroup.EXISTING else 1
                for item in members(lot, self.bed, self.providers)
            }
            persons = self.bed.figures.inhabitants * CLIENTS_PER_MILLE // 1000 if weights else 0
            sectors = {str(item.contract): item.sector for item in self.providers}
            for contract, clients in apportion(persons, weights, TieKey(f"choices {self.bed.seed}")).items():
                rows.extend(self._by_class(contract, lot, self._assortment(lot, sectors[contract]), clients))
        return tuple(rows)

    def _by_class(self, contract: str, lot: Lot, products: Sequence[Product], clients: int) -> list[Choice]:
        classes = {
            f"{product.code} {name}": self.random.randint(1, 6)
            for product in products
            for name in (HOURS_CLASSES if product.unit is Unit.HOUR else HALF_DAY_CLASSES)
        }
        rows = []
        for place, number in sorted(apportion(clients, classes, TieKey(contract)).items()):
            code, name = place.split()
            care = care_in_year(self.bed.classes[name], number, NORM, WEEKS)
            if care is not None and care.steps:
                chosen_on = date(self.bed.policy.year - 1, 4, 1) + timedelta(days=self.random.randint(0, 180))
                rows.append(Choice(contract, lot.id, code, care, chosen_on, number))
        return rows

    def realised_before(self, choices: Sequence[Choice]) -> tuple[Realised, ...]:
        """Last year's production where clients choose: near what they choose now, for those who were there."""
        products = {item.code: item for item in self.bed.products}
        existing = {str(item.contract) for item in self.providers if item.group is ProviderGroup.EXISTING}
        now: dict[tuple[str, str, str], Quantity] = {}
        for item in choices:
            place = item.contract, item.product, item.lot
            now[place] = now[place] + item.quantity if place in now else item.quantity
        lines = []
        for (contract, code, lot), quantity in sorted(now.items(), key=lambda pair: pair[0]):
            delivered = _whole(quantity, Fraction(self.random.randint(85, 108), 100))
            if contract in existing and delivered.steps:
                lines.append(Realised(contract, code, delivered, delivered.at(self._paid(products[code])), lot))
        return tuple(lines)


def _whole(quantity: Quantity, factor: Fraction) -> Quantity:
    """A quantity made larger or smaller, in whole units: nobody offers or counts minutes a year."""
    units = int(quantity.value * factor)
    return Quantity(units * quantity.unit.steps, quantity.unit)


def _spaces(bed: Seedbed, realised: Sequence[Realised], choices: Sequence[Choice]) -> tuple[Space, ...]:
    """Per lot the space as expected in September and as known in October, by what it must hold."""
    spaces: list[Space] = []
    for lot in bed.policy.lots:
        ranked = lot.id not in chosen_lots(bed.policy)
        held = total(item.amount for item in realised if item.lot == lot.id) if ranked else _at_most(bed, lot, choices)
        amount = held.times(ROOM[ranked], Rounding.DOWN)
        amount = Money(amount.cents - amount.cents % 100_000)
        provisional = Space(
            Frame(lot.pool, lot.frame),
            Money(amount.cents * 98 // 100_000 * 1_000),
            SpaceStatus.PROVISIONAL,
            date(bed.policy.year - 1, 9, 18),
            _SOURCES[ranked],
        )
        definitive = replace(
            provisional, amount=amount, status=SpaceStatus.DEFINITIVE, known_on=date(bed.policy.year - 1, 11, 1)
        )
        spaces.extend((provisional, definitive))
    return tuple(spaces)


def _at_most(bed: Seedbed, lot: Lot, choices: Sequence[Choice]) -> Money:
    """What the choices of a lot cost at the maximum tariff."""
    day = bed.policy.contract.starts_on
    chosen = ((item, bed.tariffs.on(item.product, day)) for item in choices if item.lot == lot.id)
    return total(item.quantity.at(maximum.amount) for item, maximum in chosen if maximum)

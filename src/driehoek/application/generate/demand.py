"""Made-up client choices: persons from the waiting list who chose a provider, by month of start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from driehoek.application.generate.supply import PACKAGES, lot_of
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.submission import Choice, Provider, Realised
from driehoek.kernel import Quantity, TieKey, Unit, apportion

if TYPE_CHECKING:
    from driehoek.application.generate.region import Seedbed

PLACED_SHARE = Fraction(6, 10)
"""SYNTHETIC: the share of those who wait now that starts with a provider in the contract year."""


def draw_choices(
    bed: Seedbed, providers: Sequence[Provider], realised: Sequence[Realised], random: Random
) -> tuple[Choice, ...]:
    """Spread the waiting persons of each sector over its providers, newcomers included."""
    packages = {product.code: product for product in bed.products if product.category in PACKAGES}
    by_contract: defaultdict[str, list[str]] = defaultdict(list)
    for line in realised:
        if line.product in packages:
            by_contract[line.contract].append(line.product)
    choices: list[Choice] = []
    for sector, waiting in sorted(bed.figures.waiting.items(), key=lambda item: item[0].value):
        members = [provider for provider in providers if provider.sector is sector]
        own = [code for code, product in packages.items() if product.sector is sector]
        if not members or not own:
            continue
        persons = int(waiting * bed.figures.share * PLACED_SHARE)
        weights = {str(provider.contract): 3 if provider.group is ProviderGroup.EXISTING else 1 for provider in members}
        for contract, clients in apportion(persons, weights, TieKey(f"waiting {bed.seed}")).items():
            products = by_contract[contract] or sorted(own)[:2]
            choices.extend(_by_month(bed, contract, products, clients, random))
    return tuple(choices)


def _by_month(bed: Seedbed, contract: str, products: Sequence[str], clients: int, random: Random) -> list[Choice]:
    months = apportion(clients, {str(month): random.randint(1, 5) for month in range(1, 13)}, TieKey(contract))
    end = date(bed.policy.year + 1, 1, 1)
    rows = []
    for month, number in sorted(months.items(), key=lambda item: int(item[0])):
        if number:
            days = (end - date(bed.policy.year, int(month), 1)).days
            chosen_on = date(bed.policy.year - 1, 4, 1) + timedelta(days=random.randint(0, 150))
            quantity = Quantity(number * days, Unit.ETMAAL)
            rows.append(Choice(contract, lot_of(bed.policy), random.choice(products), quantity, chosen_on, number))
    return rows

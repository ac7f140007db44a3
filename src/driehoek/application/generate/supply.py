"""Made-up providers and what they delivered last year: a few large, many small, as in a real region (C-025)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from driehoek.domain.catalogue import Category, Product, Sector
from driehoek.domain.policy import Policy, ProviderGroup
from driehoek.domain.tender.submission import Provider, Realised
from driehoek.kernel import Agb, Money, Quantity, TieKey, apportion

if TYPE_CHECKING:
    from driehoek.application.generate.region import Seedbed

PREFIX = 99
"""The first digits of a made-up AGB: no kind of care has them."""
NEWCOMERS = 5
"""SYNTHETIC: how many of a region's contracts are not existing ones."""
PACKAGES = (Category.ZZP, Category.VPT)
"""The categories of whole packages, the bulk of what is delivered."""


def draw_providers(bed: Seedbed, sectors: Mapping[Sector, Fraction], random: Random) -> tuple[Provider, ...]:
    """Providers by sector: the largest sector has most of them, every sector at least one."""
    region, contracts = bed.policy.pools[0].regions[0], bed.contracts
    counts = apportion(contracts, {sector.value: share for sector, share in sectors.items()}, TieKey("sectors"))
    kinds = [Sector(name) for name in sorted(counts) for _ in range(max(counts[name], 1))][:contracts]
    if contracts >= len(Sector):
        kinds[-1] = Sector.GGZ if Sector.GGZ not in kinds else kinds[-1]
    providers = []
    for number, sector in enumerate(kinds, start=1):
        late = number % max(contracts // NEWCOMERS, 2) == 0
        group = (ProviderGroup.NEW if number % 2 else ProviderGroup.NEW_TO_OFFICE) if late else ProviderGroup.EXISTING
        providers.append(
            Provider(
                contract=Agb(f"{PREFIX}{bed.before + number:06d}"),
                provider=Agb(f"{PREFIX}{500_000 + bed.before + number:06d}"),
                name=f"Zorgorganisatie {bed.before + number:02d} {sector.value} (SYNTHETIC)",
                sector=sector,
                municipality=random.choice(bed.municipalities),
                region=region,
                seat_region=region,
                group=group,
                concern="Concern A (SYNTHETIC)" if number % 13 == 1 else "",
                categories=("national-specialised",) if number % 17 == 0 else (),
            )
        )
    return tuple(providers)


def draw_realised(bed: Seedbed, providers: Sequence[Provider], budget: Money, random: Random) -> tuple[Realised, ...]:
    """Last year's production of existing providers: together at most ``budget``, by sector and falling size."""
    existing = [provider for provider in providers if provider.group is ProviderGroup.EXISTING]
    present = {provider.sector for provider in existing}
    shares = {sector.value: share for sector, share in bed.figures.sectors.items() if sector in present}
    key = TieKey(f"generate {bed.seed}")
    money = apportion(budget.cents, shares, key)
    lines: list[Realised] = []
    for sector in sorted(present, key=lambda item: item.value):
        members = [provider for provider in existing if provider.sector is sector]
        sizes = {
            str(provider.contract): Fraction(random.randint(700, 1300), place + 2)
            for place, provider in enumerate(members)
        }
        for contract, cents in apportion(money[sector.value], sizes, key).items():
            lines.extend(_produced(bed, contract, sector, cents, random))
    return tuple(lines)


def _produced(bed: Seedbed, contract: str, sector: Sector, cents: int, random: Random) -> list[Realised]:
    """Split one provider's turnover over products it could deliver: mostly packages, some of the rest."""
    chosen = _assortment(bed, sector, random)
    weights = {product.code: random.randint(20, 60) if product.category in PACKAGES else 3 for product in chosen}
    parts = apportion(cents, weights, TieKey(contract))
    last_year = date(bed.policy.year - 1, 7, 1)
    lines = []
    for product in chosen:
        tariff = bed.tariffs.on(product.code, last_year)
        if tariff is None:
            continue
        price = Money(tariff.amount.cents * 95 // 100)
        quantity = Quantity(parts[product.code] // price.cents * product.unit.steps, product.unit)
        if quantity.steps:
            lines.append(Realised(contract, product.code, quantity, quantity.at(price), lot_of(bed.policy)))
    return lines


def lot_of(policy: Policy) -> str:
    """The lot of regular care: the first without criteria, else the first."""
    return next((lot.id for lot in policy.lots if not lot.criteria), policy.lots[0].id)


def _assortment(bed: Seedbed, sector: Sector, random: Random) -> list[Product]:
    own = [product for product in bed.products if product.sector is sector and not is_project(product)]
    packages = [product for product in own if product.category in PACKAGES]
    others = [product for product in own if product.category not in PACKAGES]
    picked = random.sample(packages, min(len(packages), random.randint(*bed.packages)))
    picked += random.sample(others, min(len(others), random.randint(*bed.others)))
    return sorted(picked, key=lambda product: product.code)


def is_project(product: Product) -> bool:
    """Whether the product is a part of an innovation project rather than care to a client."""
    return product.code.endswith("INN")

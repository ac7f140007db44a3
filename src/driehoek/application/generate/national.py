"""The whole country from a seed: every region grown by itself, side by side under one policy.

One dossier with a pool per region. The division of one region looks at no other, so the country is decided as its
regions are decided one by one; what it adds is one policy, one ledger, one national sum that a transfer between
regions must keep, and one fingerprint. A lot belongs to one pool, so each lot of the policy stands there once a
region, with the code of the region behind its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.domain.catalogue import MaximumTariff, Product, Sector, TariffTable
from driehoek.domain.policy import Criterion, Lot, Policy, Pool, QuestionType, Step
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Agb, Dated, Money, TieKey, apportion

LOAD_CONTRACTS = 2_500
"""The provider-region pairs of the load case; about the number of contracts that zorgkantoren have together."""
LOAD_PRODUCTS = 120
"""The products of the load case."""
NATIONAL = "national-specialised"
"""The mark of a provider that works in more regions than one."""
NATIONAL_AGB = 99_900_000
"""SYNTHETIC: from which code on the organisations that work in more regions are numbered."""
TITLE = "Inkoopbeleid {year} van alle zorgkantoren samen (SYNTHETIC)"
PURCHASER = "Alle zorgkantoren samen (SYNTHETIC)"
SUMMARY = (
    "Het hele land in één dossier: {regions} regio's met ieder een eigen ruimte. In iedere regio gelden dezelfde "
    "verzonnen regels. "
)


@dataclass(frozen=True, slots=True)
class Place:
    """One region of the country.

    Attributes:
        code: its COD001 code.
        name: its name.
        inhabitants: by which it is sized.
    """

    code: str
    name: str
    inhabitants: int


def calibrated_contracts(places: Sequence[Place], least: int, most: int) -> Mapping[str, int]:
    """Contracts per region: ``least`` in the smallest, ``most`` in the largest, by inhabitants in between (C-025)."""
    sizes = [place.inhabitants for place in places]
    low, spread = min(sizes), max(max(sizes) - min(sizes), 1)
    return {place.code: least + (most - least) * (place.inhabitants - low) // spread for place in places}


def spread_contracts(places: Sequence[Place], contracts: int) -> Mapping[str, int]:
    """A number of contracts over the regions by inhabitants, at least one each."""
    shares = {place.code: Fraction(place.inhabitants) for place in places}
    rest = apportion(contracts - len(places), shares, TieKey("contracts"))
    return {place.code: 1 + rest[place.code] for place in places}


def national_policy(policy: Policy, places: Sequence[Place]) -> Policy:
    """The policy for every region: a pool each, and each lot of the first pool once a region.

    Args:
        policy: the policy of one region; its first pool and the lots in it are the pattern.
        places: the regions.
    """
    pattern, codes = policy.pools[0], [place.code for place in places]
    lots = tuple(lot for lot in policy.lots if lot.pool == pattern.id)
    calendar = policy.calendar
    windows = tuple(replace(item, lots=_in_each(item.lots, codes)) for item in calendar.windows)
    division = policy.division
    return replace(
        policy,
        title=TITLE.format(year=policy.year),
        purchaser=replace(policy.purchaser, name=PURCHASER, uzovi=""),
        pools=tuple(_pool(pattern, place) for place in places),
        calendar=replace(calendar, windows=windows),
        lots=tuple(_lot(lot, place) for place in places for lot in lots),
        questions=tuple(
            replace(item, lots=_in_each(item.lots, codes))
            for item in policy.questions
            if item.type is not QuestionType.NEED_LINES
        ),
        need_lines=(),
        requirements=tuple(replace(item, lots=_in_each(item.lots, codes)) for item in policy.requirements),
        division=replace(
            division,
            space=_steps(division.space, codes),
            tariff=_steps(division.tariff, codes),
            models=_steps(division.models, codes),
            after=_steps(division.after, codes),
        ),
        norms=tuple(replace(item, lots=_in_each(item.lots, codes)) for item in policy.norms),
        summary=SUMMARY.format(regions=len(places)) + policy.summary,
    )


def _in_each(lots: Iterable[str], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{lot}-{code}" for code in codes for lot in lots)


def _steps(steps: Iterable[Step], codes: Sequence[str]) -> tuple[Step, ...]:
    return tuple(replace(step, lots=_in_each(step.lots, codes)) for step in steps)


def _pool(pattern: Pool, place: Place) -> Pool:
    return replace(pattern, id=f"{pattern.id}-{place.code}", name=f"Regio {place.name}", regions=(place.code,))


def _lot(lot: Lot, place: Place) -> Lot:
    return replace(
        lot,
        id=f"{lot.id}-{place.code}",
        name=f"{lot.name}, {place.name}",
        pool=f"{lot.pool}-{place.code}",
        criteria=tuple(_criterion(item, place.code) for item in lot.criteria),
        negotiable=tuple(f"{name}-{place.code}" for name in lot.negotiable),
        need_lines=(),
    )


def _criterion(criterion: Criterion, code: str) -> Criterion:
    """A name is given once in a policy: marks name the criterion and not the lot."""
    parts = tuple(_criterion(item, code) for item in criterion.parts)
    return replace(criterion, id=f"{criterion.id}-{code}", parts=parts)


def with_variants(
    products: Sequence[Product], tariffs: TariffTable, number: int
) -> tuple[tuple[Product, ...], TariffTable]:
    """Made-up products up to ``number``: variants of those there are, each with a tariff of its own.

    The sector with the fewest products gets the next one, so that small sectors have a choice as well.
    """
    made = sorted(products, key=lambda item: item.code)
    series = dict(tariffs.series)
    patterns = {sector: [item for item in made if item.sector is sector and item.code in series] for sector in Sector}
    counts = {sector: len(found) for sector, found in patterns.items() if found}
    while len(made) < number and counts:
        sector = min(counts, key=lambda item: (counts[item], item.value))
        turn, place = divmod(counts[sector], len(patterns[sector]))
        pattern = patterns[sector][place]
        code = f"{pattern.code}X{turn}"
        made.append(replace(pattern, code=code, name=f"{pattern.name}, variant {turn}"))
        series[code] = _dearer(tariffs.series[pattern.code], turn)
        counts[sector] += 1
    return tuple(made), TariffTable(series)


def _dearer(series: Dated[MaximumTariff], turn: int) -> Dated[MaximumTariff]:
    """The tariffs of a variant: a euro more for each turn, so that no two are the same."""
    raised = (replace(entry.value, amount=entry.value.amount + Money.euros(turn)) for entry in series.entries)
    return Dated.of(replace(entry, value=value) for entry, value in zip(series.entries, raised, strict=True))


def side_by_side(name: str, policy: Policy, regions: Sequence[Dossier]) -> Dossier:
    """One dossier of regions that were grown one by one under their part of ``policy``."""
    first = regions[0]
    return Dossier(
        name=name,
        policy=policy,
        spaces=tuple(item for region in regions for item in region.spaces),
        products=first.products,
        tariffs=first.tariffs,
        providers=_organised([item for region in regions for item in region.providers]),
        submissions=tuple(item for region in regions for item in region.submissions),
        realised=tuple(item for region in regions for item in region.realised),
        choices=tuple(item for region in regions for item in region.choices),
        marks=tuple(item for region in regions for item in region.marks),
        decisions=tuple(item for region in regions for item in region.decisions),
        adjustments=tuple(item for region in regions for item in region.adjustments),
    )


def _organised(providers: Sequence[Provider]) -> tuple[Provider, ...]:
    """Providers that work in more regions are one organisation with a contract in each."""
    met: dict[tuple[str, Sector], int] = {}
    numbers: dict[tuple[Sector, int], int] = {}
    made = []
    for provider in providers:
        if NATIONAL in provider.categories:
            place = met[provider.region, provider.sector] = met.get((provider.region, provider.sector), 0) + 1
            number = numbers.setdefault((provider.sector, place), len(numbers) + 1)
            agb = Agb(f"{NATIONAL_AGB + number:08d}")
            word = provider.sector.value
            name = f"Landelijke zorgorganisatie {number:02d} {word} (SYNTHETIC)"
            made.append(replace(provider, provider=agb, name=name))
        else:
            made.append(provider)
    return tuple(made)

"""Market shares, concentration and prices (C-025, M-225)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from fractions import Fraction

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report.division import realised_by_place
from driehoek.application.report.rows import Market, MarketShare, PriceBand, PriceRow
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.catalogue import Sector
from driehoek.kernel import ZERO, Money, Rate, total

SHOWN = 10
"""How many market shares a market lists; the others are in the total."""

Place = tuple[str, str]
Cut = Callable[[Place], bool]


def concentration(amounts: Mapping[str, Money]) -> Fraction | None:
    """The Herfindahl-Hirschman index of a market, exact: 10,000 when one has all; None for an empty market.

    >>> concentration({"a": Money(75), "b": Money(25)})
    Fraction(6250, 1)
    """
    whole = sum(amount.cents for amount in amounts.values())
    if whole <= 0:
        return None
    return sum((Fraction(100 * amount.cents, whole) ** 2 for amount in amounts.values()), start=Fraction(0))


def markets(outcome: RoundOutcome, previous: RoundOutcome | None) -> tuple[Market, ...]:
    """Everyone together, then per sector of the provider, then per lot; empty markets are left out."""
    sectors = {item.contract.code: item.sector for item in outcome.dossier.providers}
    if previous:
        sectors = {item.contract.code: item.sector for item in previous.dossier.providers} | sectors
    cuts: list[tuple[str, str, str, Cut]] = [("all", "all", "Alle zorg samen", _anywhere)]
    cuts += [("sector", sector.value, sector.dutch.capitalize(), _in_sector(sectors, sector)) for sector in Sector]
    cuts += [("lot", lot.id, lot.name, _in_lot(lot.id)) for lot in outcome.dossier.policy.lots]
    made = (_market(outcome, previous, kind, (name, title), belongs) for kind, name, title, belongs in cuts)
    return tuple(market for market in made if market)


def _anywhere(_place: Place) -> bool:
    return True


def _in_sector(sectors: Mapping[str, Sector], sector: Sector) -> Cut:
    return lambda place: sectors.get(place[0]) is sector


def _in_lot(lot: str) -> Cut:
    return lambda place: place[1] == lot


def _market(
    outcome: RoundOutcome,
    previous: RoundOutcome | None,
    kind: str,
    label: tuple[str, str],
    belongs: Cut,
) -> Market | None:
    amounts = _amounts(outcome, belongs)
    hhi = concentration(amounts)
    if hhi is None:
        return None
    whole = total(amounts.values())
    names = {item.contract.code: item.name for item in outcome.dossier.providers}
    ordered = sorted(amounts, key=lambda contract: (-amounts[contract].cents, contract))
    realised = realised_by_place(outcome)
    return Market(
        kind=kind,
        id=label[0],
        title=label[1],
        contracts=len(amounts),
        granted=whole,
        largest=amounts[ordered[0]].share_of(whole),
        three_largest=total(amounts[contract] for contract in ordered[:3]).share_of(whole),
        hhi=hhi,
        hhi_concerns=concentration(_by_concern(outcome, amounts)) or hhi,
        hhi_realised=concentration(_summed({place: realised[place] for place in realised if belongs(place)})),
        hhi_previous=concentration(_amounts(previous, belongs)) if previous else None,
        shares=tuple(
            MarketShare(contract, names[contract], amounts[contract], amounts[contract].share_of(whole))
            for contract in ordered[:SHOWN]
        ),
    )


def _amounts(outcome: RoundOutcome, belongs: Cut) -> dict[str, Money]:
    granted = {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}
    return _summed({place: money for place, money in granted.items() if money and belongs(place)})


def _summed(amounts: Mapping[Place, Money]) -> dict[str, Money]:
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for (contract, _), amount in amounts.items():
        sums[contract] += amount
    return dict(sums)


def _by_concern(outcome: RoundOutcome, amounts: Mapping[str, Money]) -> dict[str, Money]:
    """Contracts of one concern taken together; a contract without a concern stands alone."""
    concerns = {item.contract.code: item.concern for item in outcome.dossier.providers}
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for contract, amount in amounts.items():
        concern = concerns.get(contract, "")
        sums[f"concern {concern}" if concern else contract] += amount
    return dict(sums)


def prices(lines: tuple[AgreementLine, ...]) -> tuple[PriceRow, ...]:
    """Per product the spread of agreed prices, in order of sector and code."""
    grouped: defaultdict[str, list[AgreementLine]] = defaultdict(list)
    for line in lines:
        grouped[line.product].append(line)
    order = {sector: index for index, sector in enumerate(Sector)}
    rows = [_price(product, found) for product, found in grouped.items()]
    return tuple(sorted(rows, key=lambda row: (order[row.sector], row.product)))


def _price(product: str, lines: list[AgreementLine]) -> PriceRow:
    shares = sorted(line.share for line in lines)
    first = min(lines, key=lambda line: (line.contract, line.lot))
    amounts = [line.price for line in lines]
    return PriceRow(
        product=product,
        name=first.name,
        sector=first.sector,
        unit=first.quantity.unit,
        badge=first.badge,
        maximum=max(line.maximum for line in lines),
        contracts=len({line.contract for line in lines}),
        lowest=shares[0],
        median=shares[(len(shares) - 1) // 2],
        highest=shares[-1],
        lowest_price=min(amounts),
        highest_price=max(amounts),
        amount=total(line.amount for line in lines),
    )


def bands(lines: tuple[AgreementLine, ...]) -> tuple[PriceBand, ...]:
    """Per sector and percentage of the maximum tariff: how many contracts and how much money."""
    grouped: defaultdict[tuple[Sector, Rate], list[AgreementLine]] = defaultdict(list)
    for line in lines:
        grouped[line.sector, line.share].append(line)
    order = {sector: index for index, sector in enumerate(Sector)}
    return tuple(
        PriceBand(
            sector,
            share,
            len({line.contract for line in grouped[sector, share]}),
            total(line.amount for line in grouped[sector, share]),
        )
        for sector, share in sorted(grouped, key=lambda key: (order[key[0]], key[1]))
    )

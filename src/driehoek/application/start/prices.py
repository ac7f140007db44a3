"""Maximum tariffs for the contract year: from a file, else carried over or taken from prices, and then SYNTHETIC."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from driehoek.application.start import codes
from driehoek.application.start.material import Line
from driehoek.domain.catalogue import Badge, Product, Sector, TariffLine, TariffTable, tariff_table
from driehoek.kernel import Code, Finding, Money, Period, Rate, Rounding, dutch, round_to_whole

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Prices:
    """The tariffs of a dossier.

    Attributes:
        table: per product the maximum tariffs; one for the contract year of each product that has any price.
        findings: what was assumed.
    """

    table: TariffTable
    findings: tuple[Finding, ...]

    def on(self, product: str, day: date) -> Money | None:
        """The maximum tariff on a day."""
        found = self.table.on(product, day)
        return found.amount if found else None

    def price(self, line: Line, year: int) -> Money | None:
        """The price of a line: its own, else its share of the maximum tariff of last year, or else of this year."""
        maximum = line.maximum or self.on(line.product, date(year - 1, 1, 1)) or self.on(line.product, date(year, 1, 1))
        if line.price is not None or maximum is None:
            return line.price
        return maximum.times(line.share, Rounding.HALF_UP) if line.share is not None else maximum


def prices_of(lines: Iterable[Line], tariffs: Iterable[TariffLine], products: Iterable[str], year: int) -> Prices:
    """Give every product a maximum tariff for the contract year.

    Args:
        lines: with the prices of last year.
        tariffs: the maximum tariffs that files gave.
        products: the products that need one.
        year: the contract year.
    """
    kept_lines = tuple(lines)
    wanted = set(products)
    given = [line for line in tariffs if line.product in wanted]
    given += _from_rows(kept_lines, {line.product for line in given}, year)
    table, clashes = tariff_table(given)
    kept = _kept(given, table)
    highest = _highest(kept_lines)
    first, whole = date(year, 1, 1), Period.year(year)
    carried: list[str] = []
    priced: list[str] = []
    for product in sorted(products):
        if table.on(product, first) is not None:
            continue
        series = [line for line in kept if line.product == product and line.period.start < first]
        if series:
            last = max(series, key=lambda line: line.period.start)
            source = f"SYNTHETIC: {last.source}, doorgetrokken naar {year}"
            kept.append(TariffLine(product, last.maximum, whole, Badge.SYNTHETIC, source))
            carried.append(f"{product} {dutch.amount(last.maximum)}")
        elif product in highest:
            source = f"SYNTHETIC: hoogste prijs van vorig jaar, als tarief van {year}"
            kept.append(TariffLine(product, highest[product], whole, Badge.SYNTHETIC, source))
            priced.append(f"{product} {dutch.amount(highest[product])}")
    told = [_told(codes.TARIFF_CARRIED, carried, year), _told(codes.TARIFF_FROM_PRICE, priced, year)]
    return Prices(tariff_table(kept)[0], (*clashes, *(item for item in told if item)))


def _kept(given: list[TariffLine], table: TariffTable) -> list[TariffLine]:
    """The lines that stand in the table: of two that clash only the one that was taken."""
    return [
        line
        for line in given
        if any(
            entry.period == line.period and entry.value.amount == line.maximum
            for entry in table.series[line.product].entries
        )
    ]


def _from_rows(lines: Iterable[Line], known: set[str], year: int) -> list[TariffLine]:
    """The maximum tariffs of last year that stand beside the agreements, of products that no tariff file has."""
    found: dict[str, Money] = {}
    for line in lines:
        if line.maximum is not None and line.maximum.cents > 0 and line.product not in known:
            found[line.product] = max(found.get(line.product, line.maximum), line.maximum)
    source = f"kolom met het maximumtarief, {year - 1}"
    return [
        TariffLine(product, maximum, Period.year(year - 1), Badge.CONTRACT, source)
        for product, maximum in sorted(found.items())
    ]


def _told(code: Code, items: list[str], year: int) -> Finding | None:
    if not items:
        return None
    more = f" (+{len(items) - _SHOWN})" if len(items) > _SHOWN else ""
    subject = "1 prestatie" if len(items) == 1 else f"{len(items)} prestaties"
    return Finding(code, subject, ", ".join(items[:_SHOWN]) + more, str(year))


def _highest(lines: Iterable[Line]) -> Mapping[str, Money]:
    """Per product the highest price of last year, upwards to whole cents where it is amount by quantity."""
    found: dict[str, Money] = {}
    for line in lines:
        price = line.price
        if price is None and line.amount is not None and line.quantity:
            price = Money(round_to_whole(Fraction(line.amount.cents) / line.quantity, Rounding.UP))
        if price is not None and price.cents > 0:
            found[line.product] = max(found.get(line.product, price), price)
    return found


def percentages(
    lines: Iterable[Line], products: Mapping[str, Product], prices: Prices, year: int
) -> Mapping[Sector, Rate]:
    """Per sector what was agreed as a share of the maximum tariffs, down to a tenth of a point; at most 100%.

    The maximum is that of last year where it is known, else that of the contract year.
    """
    agreed: defaultdict[Sector, Fraction] = defaultdict(Fraction)
    most: defaultdict[Sector, Fraction] = defaultdict(Fraction)
    for line in lines:
        maximum = line.maximum or prices.on(line.product, date(year - 1, 1, 1))
        maximum = maximum or prices.on(line.product, date(year, 1, 1))
        if maximum is None or not line.quantity or line.quantity < 0:
            continue
        own = line.price or (prices.price(line, year) if line.share is not None else None)
        price = Fraction(own.cents) if own else None
        if price is None and line.amount is not None:
            price = Fraction(line.amount.cents) / line.quantity
        if price is None:
            continue
        sector = products[line.product].sector
        agreed[sector] += price * line.quantity
        most[sector] += maximum.cents * line.quantity
    shares = {sector: min(Fraction(1), agreed[sector] / most[sector]) for sector in most if most[sector]}
    return {
        sector: Rate(Fraction(round_to_whole(share * 1000, Rounding.DOWN), 1000))
        for sector, share in shares.items()
        if share > 0
    }

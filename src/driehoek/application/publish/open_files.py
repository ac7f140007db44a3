"""Tables that everyone may have of a final result: who is contracted, and the figures of the region.

Who is contracted is told by name, region and sector, never with an amount; amounts are those that `published` tells.
Who was refused is told nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish.figures import PoolFigures, ProductFigures, Published, published
from driehoek.kernel import Money

CONTRACTED = "contracted.csv"
RESULTS = "results.csv"
DICTIONARY = "dictionary.csv"

Rows = list[Sequence[str]]

CONTRACTED_HEAD = ("region", "sector", "contract", "provider", "name", "municipality", "decided_on")
RESULTS_HEAD = ("pool", "frame", "figure", "product", "name", "sector", "value", "unit", "decided_on")
MEANINGS = (
    (CONTRACTED, "region", "code of the region (COD001)", "regio"),
    (CONTRACTED, "sector", "main sector of the provider", "sector"),
    (CONTRACTED, "contract", "AGB code of the contract", "AGB-code van het contract"),
    (CONTRACTED, "provider", "AGB code of the provider", "AGB-code van de zorgaanbieder"),
    (CONTRACTED, "name", "the name under which it trades", "naam"),
    (CONTRACTED, "municipality", "where its main location stands", "gemeente"),
    (CONTRACTED, "decided_on", "day of the decision", "dag van het besluit"),
    (RESULTS, "pool", "pool of contracting space, as in the policy", "ruimte"),
    (RESULTS, "frame", "sub-frame of the pool; empty for the whole pool", "deelkader"),
    (RESULTS, "figure", "what is counted: see the rows of this dictionary that begin with figure", "cijfer"),
    (RESULTS, "product", "performance code; empty where the figure is not of one product", "prestatie"),
    (RESULTS, "name", "name of the product or lot", "naam"),
    (RESULTS, "sector", "sector of the product", "sector"),
    (RESULTS, "value", "the figure, with a decimal point", "waarde"),
    (RESULTS, "unit", "EUR, a unit of care, or a count", "eenheid"),
    (RESULTS, "decided_on", "day of the decision", "dag van het besluit"),
    ("figure", "space", "contracting space", "contracteerruimte"),
    ("figure", "granted", "granted to contracts", "toegekend"),
    ("figure", "left", "space that was not granted or set apart", "over"),
    ("figure", "agreed", "sum of price times quantity of all agreements", "afgesproken"),
    ("figure", "contracts", "how many contracts have an agreement", "aantal contracten"),
    ("figure", "quantity", "agreed of one product", "afgesproken aantal"),
    ("figure", "price", "average price of one unit", "gemiddelde prijs"),
    ("figure", "maximum", "maximum tariff of one unit", "maximumtarief"),
    ("figure", "other", "agreed on products that may not be told apart", "overige prestaties samen"),
    ("figure", "received", "submissions that came in", "ingediend"),
    ("figure", "admitted", "submissions that met the requirements", "toegelaten"),
)
"""What each column and figure means: of which table, its name, in English and in Dutch."""


def contracted(outcome: RoundOutcome) -> Rows:
    """Every contract that has an agreement, in order of region, sector and name."""
    agreed = {line.contract.code for line in outcome.lines}
    rows = [
        (
            item.region,
            item.sector.value,
            item.contract.code,
            item.provider.code,
            item.name,
            item.municipality,
            outcome.decided_on.isoformat(),
        )
        for item in outcome.dossier.providers
        if item.contract.code in agreed
    ]
    return sorted(rows, key=lambda row: (row[0], row[1], row[4], row[2]))


def results(outcome: RoundOutcome) -> Rows:
    """The figures that may be public, one a row."""
    day = outcome.decided_on.isoformat()
    figures = published(outcome)
    return [(*row, day) for row in (*_pools(figures), *_counts(outcome, figures))]


def _pools(figures: Published) -> Iterator[tuple[str, ...]]:
    for pool in figures.pools:
        yield from _frames(pool)
        if pool.agreed is None:
            continue
        yield pool.pool.id, "", "agreed", "", pool.pool.name, "", str(pool.agreed), "EUR"
        yield pool.pool.id, "", "contracts", "", pool.pool.name, "", str(pool.contracts), "count"
        for item in pool.products:
            yield from _product(pool.pool.id, item)
        if pool.other:
            yield pool.pool.id, "", "other", "", "overig", "", str(pool.other), "EUR"


def _product(pool: str, item: ProductFigures) -> Iterator[tuple[str, ...]]:
    of_it, unit = (item.product, item.name, item.sector), item.quantity.unit
    yield pool, "", "quantity", *of_it, _number(item.quantity.steps, unit.steps), unit.value
    for figure, amount in (("price", item.price), ("maximum", item.maximum), ("agreed", item.amount)):
        yield pool, "", figure, *of_it, str(amount), "EUR"


def _frames(pool: PoolFigures) -> Iterator[tuple[str, ...]]:
    for frame in pool.frames:
        amounts: list[tuple[str, Money]] = [("space", frame.space)]
        if frame.use is not None:
            amounts += [("granted", frame.use.granted), ("left", frame.use.left)]
        for figure, amount in amounts:
            yield pool.pool.id, frame.frame.name, figure, "", pool.pool.name, "", str(amount), "EUR"


def _counts(outcome: RoundOutcome, figures: Published) -> Iterator[tuple[str, ...]]:
    names = {lot.id: lot.name for lot in outcome.dossier.policy.lots}
    for count in figures.counts:
        name = names.get(count.lot, "alle samen")
        yield "", "", "received", "", name, "", str(count.received), "count"
        yield "", "", "admitted", "", name, "", str(count.admitted), "count"


def _number(steps: int, per: int) -> str:
    """A quantity in units, to two decimals where it is no whole number.

    >>> _number(120, 60), _number(90, 60), _number(7, 1)
    ('2', '1.50', '7')
    """
    whole, rest = divmod(steps, per)
    return str(whole) if not rest else f"{whole}.{100 * rest // per:02d}"

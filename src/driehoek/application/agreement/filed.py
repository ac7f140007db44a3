"""What was filed in the portal of the NZa, and what it decided, held against our lines: every difference with its mend.

No official format of the portal's export or of the decision is among what we have. So a documented table is read: one
row per product with a code, a quantity, an amount and where known a price (the dictionary of annex B of the
standards); rows of one product are added up, for the portal puts a product on more pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from driehoek.application.agreement.transfer import TransferSheet
from driehoek.application.phrases import exact_quantity
from driehoek.kernel import ZERO, Code, Finding, Money, Place, Quantity, Severity, dutch, total

NOT_FILED = Code(
    "AGR-210",
    nl="{subject} staat niet in het portaal; wij hebben {wanted}.",
    en="{subject} is not in the portal; ours is {wanted}.",
    mend_nl="Vul de regel in het portaal in en haal de export opnieuw op.",
    mend_en="Fill in the line in the portal and export again.",
)
FILED_ONLY = Code(
    "AGR-211",
    nl="{subject} staat met {seen} in het portaal, maar niet in onze afspraak.",
    en="{subject} is in the portal with {seen} and not in our agreement.",
    mend_nl="Haal de regel in het portaal weg, of spreek haar eerst samen af in een nieuwe versie.",
    mend_en="Remove the line in the portal, or agree on it first in a new version.",
)
FILED_OTHERWISE = Code(
    "AGR-212",
    nl="{subject} is in het portaal {seen}; wij hebben {wanted}.",
    en="{subject} is {seen} in the portal; ours is {wanted}.",
    mend_nl="Verbeter het portaal voordat u ondertekent. Klopt het portaal, maak dan samen een nieuwe versie.",
    mend_en="Correct the portal before signing. If the portal is right, make a new version together.",
)
GRANTED_LESS = Code(
    "AGR-213",
    nl="{subject} is in de beschikking {seen}; ingediend is {wanted}.",
    en="{subject} is {seen} in the decision; {wanted} was filed.",
    mend_nl="Maak een nieuwe versie met wat is toegekend, of maak bezwaar bij de NZa. Zorg gaat intussen door.",
    mend_en="Make a new version with what was granted, or object at the NZa. Care goes on meanwhile.",
)
GRANTED_OTHERWISE = Code(
    "AGR-214",
    nl="{subject} is in de beschikking {seen}, meer dan de {wanted} die is ingediend.",
    en="{subject} is {seen} in the decision, more than the {wanted} that was filed.",
    mend_nl="Vraag de NZa wat er is gewijzigd. Meer dan de afspraak geldt pas als u het samen afspreekt.",
    mend_en="Ask the NZa what changed. More than the agreement holds only once both agree.",
)
DOES_NOT_ADD_UP = Code(
    "AGR-215",
    nl="Het totaal in {subject} is {seen}, maar de regels zijn samen {wanted}.",
    en="The total in {subject} is {seen}, but its rows come to {wanted}.",
    mend_nl="Er ontbreekt een regel in het bestand. Haal de export opnieuw op, met alle bladzijden.",
    mend_en="The file lacks a row. Export again, with all pages.",
)
OTHER_CONTRACT = Code(
    "AGR-216",
    nl="{seen} rijen in {subject} zijn van een ander contract en tellen niet mee.",
    en="{seen} rows in {subject} are of another contract and do not count.",
    mend_nl="Klopt dat niet, kijk dan of u de export van contract {wanted} hebt.",
    mend_en="If that is wrong, see whether this is the export of contract {wanted}.",
    severity=Severity.WARNING,
)
FINDINGS = (
    NOT_FILED,
    FILED_ONLY,
    FILED_OTHERWISE,
    GRANTED_LESS,
    GRANTED_OTHERWISE,
    DOES_NOT_ADD_UP,
    OTHER_CONTRACT,
)


@dataclass(frozen=True, slots=True)
class FiledRow:
    """One row of a table of the portal or of a decision.

    Attributes:
        product: its code.
        quantity: in our unit; None for a product that we do not know, whose unit is not known either.
        shown: the quantity as the file shows it.
        price: per unit; None where the file has none.
        amount: in euros.
        contract: whose; empty where the file does not say.
        place: where it stands.
    """

    product: str
    quantity: Quantity | None
    shown: str
    price: Money | None
    amount: Money
    contract: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FiledTable:
    """A table of the portal or of a decision.

    Attributes:
        file: its name.
        rows: its rows.
        total: the total that the file itself gives; None where it gives none.
    """

    file: str
    rows: tuple[FiledRow, ...]
    total: Money | None = None


@dataclass(frozen=True, slots=True)
class FiledDifference:
    """One figure that differs.

    Attributes:
        product: its code; empty for the total.
        what: which figure, in Dutch.
        ours: in words.
        theirs: in words.
        finding: the same, with its mend.
    """

    product: str
    what: str
    ours: str
    theirs: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Sum:
    """All rows of one product together."""

    quantity: Quantity | None
    shown: str
    prices: frozenset[Money]
    amount: Money
    place: Place | None


def against_portal(sheet: TransferSheet, table: FiledTable) -> tuple[FiledDifference, ...]:
    """Hold what stands in the portal against the sheet, in order of product; the total last."""
    return tuple(_all(sheet, table, decided=False))


def against_decision(sheet: TransferSheet, table: FiledTable) -> tuple[FiledDifference, ...]:
    """Hold what was decided against the sheet, in order of product; the total last."""
    return tuple(_all(sheet, table, decided=True))


def _all(sheet: TransferSheet, table: FiledTable, *, decided: bool) -> Iterator[FiledDifference]:
    mine = [row for row in table.rows if row.contract in ("", sheet.form.contract)]
    if len(mine) < len(table.rows):
        others = str(len(table.rows) - len(mine))
        finding = Finding(OTHER_CONTRACT, table.file, others, sheet.form.contract)
        yield FiledDifference("", "rijen van andere contracten", "", others, finding)
    ours, theirs, names = _ours(sheet), _theirs(mine), {line.product: line.name for line in sheet.lines()}
    for product in sorted({*ours, *theirs}):
        subject = f"{product} {names.get(product, '')}".strip()
        yield from _product(product, subject, ours.get(product), theirs.get(product), decided=decided)
    added = total(row.amount for row in mine)
    if table.total is not None and len(mine) == len(table.rows) and table.total != added:
        seen, wanted = dutch.amount(table.total), dutch.amount(added)
        finding = Finding(DOES_NOT_ADD_UP, table.file, seen, wanted)
        yield FiledDifference("", "totaal van het bestand", wanted, seen, finding)


def _ours(sheet: TransferSheet) -> Mapping[str, _Sum]:
    rows = (
        FiledRow(line.product, line.quantity, exact_quantity(line.quantity), line.price, line.amount)
        for line in sheet.lines()
    )
    return _theirs(rows)


def _theirs(rows: Iterable[FiledRow]) -> Mapping[str, _Sum]:
    sums: dict[str, _Sum] = {}
    for row in rows:
        prices = frozenset(() if row.price is None else (row.price,))
        mine = _Sum(row.quantity, row.shown, prices, row.amount, row.place)
        held = sums.get(row.product)
        sums[row.product] = mine if held is None else _together(held, mine)
    return sums


def _together(one: _Sum, other: _Sum) -> _Sum:
    quantity = None if one.quantity is None or other.quantity is None else one.quantity + other.quantity
    shown = f"{one.shown} + {other.shown}" if quantity is None else exact_quantity(quantity)
    return _Sum(quantity, shown, one.prices | other.prices, one.amount + other.amount, one.place)


def _product(
    product: str, subject: str, ours: _Sum | None, theirs: _Sum | None, *, decided: bool
) -> Iterator[FiledDifference]:
    place = theirs.place if theirs else None
    if theirs is None and ours is not None:
        code, words = GRANTED_LESS if decided else NOT_FILED, f"{ours.shown}, {dutch.amount(ours.amount)}"
        if ours.amount or (ours.quantity and ours.quantity.steps):
            yield FiledDifference(product, "hele regel", words, "ontbreekt", Finding(code, subject, "niets", words))
        return
    if ours is None and theirs is not None:
        words = f"{theirs.shown}, {dutch.amount(theirs.amount)}"
        code = GRANTED_OTHERWISE if decided else FILED_ONLY
        finding = Finding(code, subject, words, "niets", place)
        yield FiledDifference(product, "hele regel", "geen afspraak", words, finding)
        return
    assert ours is not None
    assert theirs is not None
    figures = (
        ("aantal", _steps(ours), _steps(theirs), ours.shown, theirs.shown),
        ("prijs", _cents(ours), _cents(theirs), _price_words(ours), _price_words(theirs)),
        ("bedrag", ours.amount.cents, theirs.amount.cents, dutch.amount(ours.amount), dutch.amount(theirs.amount)),
    )
    for what, mine, other, wanted, seen in figures:
        if mine is None or other is None or mine == other:
            continue
        granted = GRANTED_LESS if other < mine else GRANTED_OTHERWISE
        code = granted if decided else FILED_OTHERWISE
        finding = Finding(code, f"{subject}: {what}", seen, wanted, place)
        yield FiledDifference(product, what, wanted, seen, finding)


def _steps(item: _Sum) -> int | None:
    return None if item.quantity is None else item.quantity.steps


def _cents(item: _Sum) -> int | None:
    """The price, where there is just one: of more prices the amount tells whether they are right."""
    return next(iter(item.prices)).cents if len(item.prices) == 1 else None


def _price_words(item: _Sum) -> str:
    return " en ".join(dutch.amount(price) for price in sorted(item.prices)) or "geen"


def difference_in_euros(sheet: TransferSheet, table: FiledTable) -> Money:
    """The amounts of the table, of this contract, less those of the sheet."""
    mine = (row.amount for row in table.rows if row.contract in ("", sheet.form.contract))
    return total(mine) - sheet.amount if table.rows else ZERO - sheet.amount

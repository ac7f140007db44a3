"""The transfer sheet as a document: a section per page of the official form, with boxes to tick off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from driehoek.application.agreement.filed import FiledDifference
from driehoek.application.agreement.transfer import Production, TransferLine, TransferPage, TransferSheet
from driehoek.application.document import Block, Bullets, Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.forms import MONEY_PAGES, Page
from driehoek.application.phrases import exact_quantity
from driehoek.domain.agreement.lines import RoundKind
from driehoek.kernel import Quantity
from driehoek.kernel.dutch import amount

BOX = "[   ]"
"""To tick off with a pen."""


def transfer_sections(
    sheet: TransferSheet, filed: Sequence[FiledDifference] | None, decided: Sequence[FiledDifference] | None
) -> tuple[Section, ...]:
    """The sheet, then every difference with what was filed and decided where those were read.

    Args:
        sheet: the sheet.
        filed: what differs from the export of the portal; None where no export was read.
        decided: what differs from the decision; None where no decision was read.
    """
    sections = [Section("Lees dit eerst", _first(sheet))]
    sections += [Section(page.title, tuple(_page(sheet, page))) for page in sheet.pages]
    if filed is not None:
        sections.append(Section("Verschillen met het portaal", _differences(filed, "In het portaal")))
    if decided is not None:
        sections.append(Section("Verschillen met de beschikking", _differences(decided, "In de beschikking")))
    return tuple(sections)


def _first(sheet: TransferSheet) -> tuple[Block, ...]:
    lead, *others = sheet.words()
    return (paragraph(lead, tone=Tone.WARNING), Bullets(tuple((text,) for text in others)))


def _page(sheet: TransferSheet, page: TransferPage) -> Iterator[Block]:
    if page.absent is not None:
        yield paragraph(page.absent.reason_nl)
    elif page.page is Page.FRONT:
        yield _front(sheet)
    elif page.page is Page.CAPACITY:
        yield _capacity(sheet)
    elif page.page is Page.PRODUCTION:
        yield _production(sheet)
    elif page.page is Page.RECAP:
        yield _recap(sheet)
        yield paragraph("Onderteken pas als alle totalen gelijk zijn.", tone=Tone.LEAD)
    for block in page.blocks:
        yield Section(block.title, (_lines(sheet, block.title, block.lines, amount(block.amount)),))
    if page.blocks:
        yield paragraph(f"Totaal van deze bladzijde: {amount(page.amount)}   {BOX}", tone=Tone.LEAD)


def _front(sheet: TransferSheet) -> Table:
    form = sheet.form
    rows = (
        ("Zorgaanbieder", form.provider),
        ("AGB-code aanbieder", form.agb),
        ("AGB-code contract", form.contract),
        ("Zorgkantoor", form.purchaser),
        ("UZOVI-code", form.uzovi or "-"),
        ("Regio (COD001)", form.region),
        ("Ronde", sheet.round.value),
        ("Jaar", str(form.year)),
        ("Indienen", sheet.by),
    )
    return Table("Gegevens van het formulier", (Column("Gegeven", 3), Column("Waarde", 6), _TICK), _ticked(rows))


_TICK = Column("Klopt", 2)


def _lines(sheet: TransferSheet, title: str, lines: Sequence[TransferLine], whole: str) -> Table:
    beside = _beside(sheet)
    columns = [Column("Prestatie", 6), Column("Aantal", 4, numeric=True)]
    columns += [Column(name, 4, numeric=True) for name in beside]
    columns += [Column("Prijs", 3, numeric=True), Column("Bedrag", 4, numeric=True), _TICK]
    rows = []
    for line in lines:
        extra = [] if not beside else [_quantity(line.before if sheet.round is RoundKind.REALLOCATION else line.agreed)]
        price = "geen" if line.price is None else amount(line.price)
        cells = (f"{line.product} {line.name}", exact_quantity(line.quantity), *extra, price, amount(line.amount))
        rows.append(cells)
    totals = _ticked((("Totaal", "", *("" for _ in beside), "", whole),))
    return Table(title, tuple(columns), _ticked(rows), totals)


def _beside(sheet: TransferSheet) -> tuple[str, ...]:
    """Which quantity stands beside the one to fill in."""
    if sheet.round is RoundKind.SETTLEMENT and sheet.production:
        return ("Afgesproken",)
    shown = any(line.before is not None for line in sheet.lines())
    return ("Vorige afspraak",) if sheet.round is RoundKind.REALLOCATION and shown else ()


def _quantity(value: Quantity | None) -> str:
    return "-" if value is None else exact_quantity(value)


def _capacity(sheet: TransferSheet) -> Block:
    if not sheet.form.capacity:
        return paragraph("Er is geen aanbod bekend in deze ronde.")
    columns = (Column("Prestatie", 6), Column("Aangeboden", 4, numeric=True), Column("Capaciteit", 4, numeric=True))
    rows = [
        (
            f"{item.product} {item.name}, {item.lot_name}",
            exact_quantity(item.offered),
            "geen grens" if item.capacity is None else exact_quantity(item.capacity),
        )
        for item in sheet.form.capacity
    ]
    return Table("Capaciteit", (*columns, _TICK), _ticked(rows))


def _production(sheet: TransferSheet) -> Block:
    if not sheet.production:
        return paragraph("Er is niet opgegeven wat er is geleverd. Vul deze bladzijde met uw eigen cijfers.")
    columns = (
        Column("Prestatie", 6),
        Column("Afgesproken", 4, numeric=True),
        Column("Geleverd", 4, numeric=True),
        Column("Meer of minder", 4, numeric=True),
    )
    rows = [
        (f"{item.product} {item.name}", exact_quantity(item.agreed), exact_quantity(item.delivered), _over(item))
        for item in sheet.production
    ]
    return Table("Over- en onderproductie", (*columns, _TICK), _ticked(rows))


def _over(item: Production) -> str:
    words = exact_quantity(Quantity(abs(item.over), item.agreed.unit))
    return words if not item.over else f"{words} {'meer' if item.over > 0 else 'minder'}"


def _recap(sheet: TransferSheet) -> Table:
    rows = [(page.title, amount(page.amount)) for page in sheet.pages if page.page in MONEY_PAGES]
    columns = (Column("Bladzijde", 6), Column("Bedrag", 4, numeric=True), _TICK)
    return Table("Totaal per bladzijde", columns, _ticked(rows), _ticked((("Totaal", amount(sheet.amount)),)))


def _ticked(rows: Sequence[Sequence[str]]) -> tuple[tuple[Runs, ...], ...]:
    return tuple(tuple((cell,) for cell in (*row, BOX)) for row in rows)


def _differences(differences: Sequence[FiledDifference], there: str) -> tuple[Block, ...]:
    if not differences:
        return (paragraph("Er zijn geen verschillen: alles staat er zoals wij het hebben.", tone=Tone.LEAD),)
    columns = (Column("Wat", 4), Column("Bij ons", 4), Column(there, 4), Column("Wat u doet", 8))
    rows = tuple(
        tuple((cell,) for cell in (f"{item.product} {item.what}".strip(), item.ours, item.theirs, item.finding.mend()))
        for item in differences
    )
    return (Table("Verschillen", columns, rows),)

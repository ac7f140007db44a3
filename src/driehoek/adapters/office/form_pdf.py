"""The budget form as PDF, from the same content as the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from driehoek.adapters.office.typesetting import Json, blocks_json, day_json, typeset
from driehoek.application.document import Block, Bullets, Column, Paragraph, Runs, Section, Table, Tone, paragraph
from driehoek.application.forms import MONEY_PAGES, BudgetForm, FormBlock, FormPage, Page
from driehoek.application.phrases import exact_points, exact_quantity
from driehoek.kernel.dutch import amount, day

_LINE_COLUMNS = (
    Column("Prestatie", 7),
    Column("Perceel", 5),
    Column("Aantal", 5, numeric=True),
    Column("Maximum", 3, numeric=True),
    Column("Deel", 2, numeric=True),
    Column("Prijs", 3, numeric=True),
    Column("Bedrag", 4, numeric=True),
    Column("Bron tarief", 3),
)


def form_pdf(form: BudgetForm) -> bytes:
    """Typeset the form."""
    title = f"Budgetformulier {form.year}"
    data: dict[str, Json] = {
        "title": title,
        "author": form.purchaser,
        "description": f"{title}, contract {form.contract}",
        "date": day_json(form.decided_on),
        "running": f"{title}, contract {form.contract}",
        "footer": f"{form.provider}, {form.purchaser}",
        "synthetic": form.synthetic,
        "pages": [_page_json(form, page) for page in form.pages],
        "signatures": list(form.signatures),
        "annexes": blocks_json((_grounds(form),)),
    }
    return typeset("form.typ", data, form.decided_on)


def _page_json(form: BudgetForm, page: FormPage) -> Json:
    return {
        "title": f"{page.page.value}. {page.page.title}",
        "break": page.page in {Page.INTRAMURAL, Page.CAPACITY, Page.RECAP},
        "blocks": blocks_json(_page_blocks(form, page)),
    }


def _page_blocks(form: BudgetForm, page: FormPage) -> tuple[Block, ...]:
    if page.absent is not None:
        return (paragraph(page.absent.reason_nl),)
    match page.page:
        case Page.FRONT:
            return _front(form)
        case Page.CAPACITY:
            return (_capacity(form),)
        case Page.RECAP:
            return _recap(form)
        case _:
            return _money_page(page)


def _front(form: BudgetForm) -> tuple[Block, ...]:
    rows = (
        ("Zorgaanbieder", form.provider),
        ("AGB-code aanbieder", form.agb),
        ("AGB-code contract", form.contract),
        ("Sector", f"{form.sector.value} ({form.sector.dutch})"),
        ("Zorgkantoor", form.purchaser),
        ("UZOVI-code", form.uzovi or "-"),
        ("Regio (COD001)", form.region),
        ("Ronde", form.round.value),
        ("Beleid", form.policy),
        ("Datum van het besluit", day(form.decided_on)),
        ("Totaal", amount(form.amount)),
    )
    table = Table("Gegevens van het formulier", (Column("Gegeven", 1), Column("Waarde", 3)), _rows(rows))
    if not form.synthetic:
        return (table,)
    warning = "Let op: de tarieven en prestaties met de code SYN zijn verzonnen (SYNTHETIC). Zij gelden nergens."
    return (table, paragraph(warning, tone=Tone.WARNING))


def _money_page(page: FormPage) -> tuple[Block, ...]:
    if not page.blocks:
        return (paragraph("Op deze pagina is niets afgesproken."),)
    total = paragraph(f"Totaal van deze pagina: {amount(page.amount)}", tone=Tone.LEAD)
    return (*(Section(block.title, (_lines(block),)) for block in page.blocks), total)


def _lines(block: FormBlock) -> Table:
    rows = _rows(
        (
            f"{item.line.product} {item.line.name}",
            item.lot,
            exact_quantity(item.line.quantity),
            amount(item.line.maximum),
            exact_points(item.line.share),
            amount(item.line.price),
            amount(item.line.amount),
            item.line.badge.value,
        )
        for item in block.lines
    )
    totals = _rows((("Totaal", "", "", "", "", "", amount(block.amount), ""),))
    return Table(block.title, _LINE_COLUMNS, rows, totals)


def _capacity(form: BudgetForm) -> Block:
    if not form.capacity:
        return paragraph("Er is geen aanbod bekend in deze ronde.")
    columns = (
        Column("Prestatie", 6),
        Column("Perceel", 4),
        Column("Aangeboden", 4, numeric=True),
        Column("Capaciteit", 4, numeric=True),
        Column("Afgesproken", 4, numeric=True),
        Column("Bron", 7),
    )
    rows = _rows(
        (
            f"{item.product} {item.name}",
            item.lot_name,
            exact_quantity(item.offered),
            "geen grens" if item.capacity is None else exact_quantity(item.capacity),
            exact_quantity(item.agreed),
            item.source,
        )
        for item in form.capacity
    )
    return Table("Aangeboden, capaciteit en afgesproken per prestatie", columns, rows)


def _recap(form: BudgetForm) -> tuple[Block, ...]:
    pages = _rows(
        (f"{page.page.value}. {page.page.title}", amount(page.amount))
        for page in form.pages
        if page.page in MONEY_PAGES
    )
    columns = (Column("Pagina", 4), Column("Bedrag", 2, numeric=True))
    recap = Table("Totaal per pagina", columns, pages, _rows((("Totaal", amount(form.amount)),)))
    controls = Table(
        "Controletotalen",
        (Column("Per", 2), Column("Naam", 4), Column("Regels", 1, numeric=True), Column("Bedrag", 2, numeric=True)),
        _rows((control.over, control.name, str(control.lines), amount(control.amount)) for control in form.controls),
    )
    return (recap, Section("Controletotalen", (controls,)))


def _grounds(form: BudgetForm) -> Section:
    seen: dict[tuple[str, ...], list[str]] = {}
    for item in form.lines():
        for part in item.parts:
            key = (part.name, exact_points(part.part.points), part.reason)
            seen.setdefault(key, []).append(item.line.product)
    rows = _rows((*key, ", ".join(dict.fromkeys(products))) for key, products in seen.items())
    columns = (Column("Onderdeel", 4), Column("Deel", 2, numeric=True), Column("Waarom", 8), Column("Prestaties", 4))
    proof = (
        f"Vingerafdruk van het besluit: {form.decision_fingerprint}",
        f"Versie van het rekenprogramma: Driehoek {form.engine_version}",
    )
    blocks: list[Block] = [
        Paragraph(("Prijs is maximumtarief maal percentage, bedrag is prijs maal aantal; beide in hele centen.",))
    ]
    if rows:
        blocks.append(Table("Onderdelen van de percentages", columns, rows))
    blocks.append(Bullets(tuple((text,) for text in proof)))
    return Section("Bijlage: hoe ieder bedrag is gemaakt", tuple(blocks))


def _rows(rows: Iterable[Sequence[str]]) -> tuple[tuple[Runs, ...], ...]:
    return tuple(tuple((cell,) for cell in row) for row in rows)

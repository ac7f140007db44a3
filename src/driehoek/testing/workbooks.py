"""SYNTHETIC files as purchasers have them: one small region, written in many shapes, with its truth to the cent.

Every writer lays out the same agreements and the same delivered care, so that whatever the shape, the same must be
read. No provider here exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xlsxwriter

from driehoek.kernel import Money, Quantity, Unit, total
from driehoek.kernel.dutch import MONTHS, grouped

AGREED_YEAR, REALISED_YEAR, YEAR = 2026, 2025, 2027
REGION = "5509"
TOWN = "Utrecht"

NAMES = {
    "06990001": "Stichting Zorg De Linde (SYNTHETIC)",
    "06990002": "Zorggroep Oost (SYNTHETIC)",
    "75990003": "Thuiszorg Noord B.V. (SYNTHETIC)",
}
"""Per AGB code the name of a made-up provider; two of the codes begin with a nought."""


@dataclass(frozen=True, slots=True)
class Good:
    """A made-up product: its code, words, unit and maximum tariff."""

    code: str
    words: str
    unit: Unit
    word: str
    maximum: Money


GOODS = {
    good.code: good
    for good in (
        Good("SYN041", "zzp 4vv incl. behandeling", Unit.ETMAAL, "etmaal", Money.euros("210.55")),
        Good("SYN042", "vpt 4vv", Unit.ETMAAL, "dag", Money.euros("150.10")),
        Good("SYN104", "verpleging thuis", Unit.HOUR, "uur", Money.euros("80.00")),
        Good("SYN900", "dagbesteding ouderen", Unit.HALF_DAY, "dagdeel", Money.euros("62.35")),
    )
}


@dataclass(frozen=True, slots=True)
class Care:
    """A row of the truth: who, what, how much, for what price."""

    contract: str
    product: str
    quantity: int
    price: Money

    @property
    def amount(self) -> Money:
        """Price times quantity."""
        return Quantity(self.quantity * GOODS[self.product].unit.steps, GOODS[self.product].unit).at(self.price)

    @property
    def months(self) -> tuple[Money, ...]:
        """The amount in twelve parts of whole cents, the rest in December."""
        part = self.amount.cents // 12
        return (*(Money(part),) * 11, Money(self.amount.cents - 11 * part))


def _care(contract: str, product: str, quantity: int, price: str) -> Care:
    return Care(contract, product, quantity, Money.euros(price))


AGREED = (
    _care("06990001", "SYN041", 18250, "203.11"),
    _care("06990001", "SYN900", 2400, "60.05"),
    _care("06990002", "SYN041", 9855, "201.07"),
    _care("06990002", "SYN042", 3650, "145.33"),
    _care("75990003", "SYN104", 12480, "77.19"),
    _care("75990003", "SYN042", 1095, "144.95"),
)
"""What was agreed for 2026."""
REALISED = (
    _care("06990001", "SYN041", 17903, "199.87"),
    _care("06990001", "SYN900", 2511, "59.13"),
    _care("06990002", "SYN041", 9761, "198.43"),
    _care("06990002", "SYN042", 3702, "143.01"),
    _care("75990003", "SYN104", 13007, "75.77"),
    _care("75990003", "SYN042", 1009, "142.69"),
)
"""What was delivered in 2025."""
AGREED_TOTAL = total(care.amount for care in AGREED)
REALISED_TOTAL = total(care.amount for care in REALISED)


def dutch_text(money: Money) -> str:
    """An amount as a person types it: ``€ 1.234,50``."""
    whole, cents = divmod(abs(money.cents), 100)
    return f"{'-' if money.cents < 0 else ''}€ {grouped(whole)},{cents:02d}"


def euros(money: Money) -> float:
    """An amount as a cell of Excel holds it."""
    return money.cents / 100


Row = Sequence[Any]
Rows = Iterable[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet to be written: its rows, areas to merge, and what is hidden (from 0, as XlsxWriter counts)."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[tuple[int, int, int, int, str]] = ()
    hidden_columns: Sequence[int] = ()
    hidden_rows: Sequence[int] = ()


def write_xlsx(path: Path, *pages: Page) -> Path:
    """Write a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for number, row in enumerate(page.rows):
                sheet.write_row(number, 0, row)
            for top, left, bottom, right, text in page.merged:
                sheet.merge_range(top, left, bottom, right, text)
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            for number in page.hidden_rows:
                sheet.set_row(number, None, None, {"hidden": True})
    return path


def write_csv(path: Path, rows: Rows, separator: str = ";", encoding: str = "cp1252") -> Path:
    """Write a text file with a separator and an encoding of its own."""
    lines = [separator.join(str(cell) for cell in row) for row in rows]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


_ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
_ODS_NUMBER = (
    '<table:table-cell office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
)
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
    "<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
_ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_ods(path: Path, *pages: Page) -> Path:
    """Write an OpenDocument workbook, as small as readers take it."""
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", _ODS_KIND)
        package.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
        package.writestr("content.xml", _ODS.format(tables="".join(_ods_table(page) for page in pages)))
    return path


def _ods_table(page: Page) -> str:
    width = max(len(row) for row in page.rows)
    columns = "".join(
        f"<table:table-column{_ods_away(away=number in page.hidden_columns)}/>" for number in range(width)
    )
    rows = "".join(
        f"<table:table-row{_ods_away(away=number in page.hidden_rows)}>{''.join(map(_ods_cell, row))}</table:table-row>"
        for number, row in enumerate(page.rows)
    )
    return f'<table:table table:name="{page.name}">{columns}{rows}</table:table>'


def _ods_away(*, away: bool) -> str:
    return ' table:visibility="collapse"' if away else ""


def _ods_cell(cell: object) -> str:
    text = str(cell).replace("&", "&amp;").replace("<", "&lt;")
    return (_ODS_NUMBER if isinstance(cell, int | float) else _ODS_CELL).format(text=text)


def tariffs(folder: Path, year: int = YEAR) -> Path:
    """A workbook of maximum tariffs of the contract year, with a title above and a note below."""
    rows: list[Row] = [
        (f"Maximumtarieven {year} (SYNTHETIC)",),
        (),
        ("Prestatiecode", "Omschrijving", "Maximumtarief"),
        *((good.code, good.words, euros(good.maximum)) for good in GOODS.values()),
    ]
    return write_xlsx(folder / f"tarieven {year}.xlsx", Page("Tarieven", rows))


def parties(folder: Path) -> Path:
    """A list of providers with their municipality and sector."""
    rows = [
        ("AGB-code", "Zorgaanbieder", "Gemeente", "Sector"),
        *((agb, name, TOWN, "V&V") for agb, name in NAMES.items()),
    ]
    return write_xlsx(folder / "aanbieders.xlsx", Page("Adressen", rows))


def plain(folder: Path) -> None:
    """Agreements with words above and a total below; delivered care as Dutch text from another program."""
    agreed: list[Row] = [
        ("Zorgkantoor Voorbeeld (SYNTHETIC)",),
        (f"Budgetafspraken {AGREED_YEAR}",),
        (),
        ("AGB-code", "Zorgaanbieder", "Prestatiecode", "Omschrijving", "Eenheid", "Aantal", "Tarief", "Bedrag"),
        *(
            (
                c.contract,
                NAMES[c.contract],
                c.product,
                good.words,
                good.word,
                c.quantity,
                euros(c.price),
                euros(c.amount),
            )
            for c in AGREED
            for good in (GOODS[c.product],)
        ),
        ("Totaal", "", "", "", "", sum(c.quantity for c in AGREED), "", euros(AGREED_TOTAL)),
    ]
    write_xlsx(
        folder / f"afspraken {AGREED_YEAR}.xlsx",
        Page("Toelichting", [("Gemaakt uit het register",)]),
        Page("Afspraken", agreed),
    )
    realised: list[Row] = [
        ("AGB", "Naam aanbieder", "Prestatie", "Aantal", "Bedrag"),
        *((c.contract, NAMES[c.contract], c.product, grouped(c.quantity), dutch_text(c.amount)) for c in REALISED),
        ("", "Eindtotaal", "", "", dutch_text(REALISED_TOTAL)),
    ]
    write_csv(folder / f"realisatie_{REALISED_YEAR}.csv", realised)


def two_rows(folder: Path) -> None:
    """One sheet with both, under merged titles in two rows, a hidden column, and subtotals without the word."""
    rows: list[Row] = [
        ("Afspraken en realisatie per aanbieder (SYNTHETIC)",),
        (),
        (
            "AGB",
            "Zorgaanbieder",
            "Prestatie",
            f"Afspraak {AGREED_YEAR}",
            "",
            f"Realisatie {REALISED_YEAR}",
            "",
            "Intern nummer",
        ),
        ("", "", "", "Aantal", "Bedrag", "Aantal", "Bedrag", ""),
    ]
    for contract, name in NAMES.items():
        both = [(a, r) for a, r in zip(AGREED, REALISED, strict=True) if a.contract == contract]
        for a, r in both:
            rows.append(
                (
                    contract,
                    name,
                    f"{a.product} - {GOODS[a.product].words}",
                    a.quantity,
                    euros(a.amount),
                    r.quantity,
                    euros(r.amount),
                    "X-1",
                )
            )
        rows.append(
            (
                contract,
                name,
                "",
                sum(a.quantity for a, _ in both),
                euros(total(a.amount for a, _ in both)),
                sum(r.quantity for _, r in both),
                euros(total(r.amount for _, r in both)),
                "",
            )
        )
    rows.append(("Totaal generaal", "", "", "", euros(AGREED_TOTAL), "", euros(REALISED_TOTAL), ""))
    merged = [(2, 3, 2, 4, f"Afspraak {AGREED_YEAR}"), (2, 5, 2, 6, f"Realisatie {REALISED_YEAR}")]
    merged += [(2, column, 3, column, str(rows[2][column])) for column in (0, 1, 2)]
    write_xlsx(folder / "overzicht.xlsx", Page("Overzicht", rows, merged, hidden_columns=(7,)))


def months(folder: Path) -> None:
    """Months side by side, AGB codes as numbers that lost their nought; delivered care with a column of periods."""
    short = [f"{month[:3]}-{AGREED_YEAR % 100}" for month in MONTHS]
    agreed: list[Row] = [
        (f"Afgesproken bedragen in euro per maand, {AGREED_YEAR}",),
        ("AGB", "Aanbieder", "Prestatiecode", "Aantal", *short, "Totaal"),
        *(
            (int(c.contract), NAMES[c.contract], c.product, c.quantity, *map(euros, c.months), euros(c.amount))
            for c in AGREED
        ),
        ("Totaal", "", "", "", *(euros(total(c.months[m] for c in AGREED)) for m in range(12)), euros(AGREED_TOTAL)),
    ]
    write_xlsx(folder / "maanden.xlsx", Page("Afspraken per maand", agreed))
    realised: list[Row] = [("AGB", "Aanbieder", "Productcode", "Periode", "Aantal", "Bedrag")]
    for c in REALISED:
        half = c.quantity // 2
        first = Money(c.amount.cents // 2)
        realised.append((int(c.contract), NAMES[c.contract], c.product, f"{REALISED_YEAR}-03", half, euros(first)))
        realised.append(
            (
                int(c.contract),
                NAMES[c.contract],
                c.product,
                f"{REALISED_YEAR}-09",
                c.quantity - half,
                euros(c.amount - first),
            )
        )
    write_xlsx(folder / "productie.xlsx", Page("Gedeclareerd", realised))


def sheet_each(folder: Path) -> None:
    """One sheet per provider, which only the words above the table name."""
    for word, year, rows in (("afspraken", AGREED_YEAR, AGREED), ("realisatie", REALISED_YEAR, REALISED)):
        pages = [
            Page(
                name.split(" (")[0][:28],
                [
                    (f"Zorgaanbieder: {name}",),
                    (f"AGB-code: {contract}",),
                    (),
                    ("Code", "Prestatie", "Volume", "Prijs", "P x Q"),
                    *(
                        (c.product, GOODS[c.product].words, c.quantity, euros(c.price), euros(c.amount))
                        for c in rows
                        if c.contract == contract
                    ),
                    ("Subtotaal", "", "", "", euros(total(c.amount for c in rows if c.contract == contract))),
                ],
            )
            for contract, name in NAMES.items()
        ]
        write_xlsx(folder / f"{word} {year}.xlsx", *pages)


def loose(folder: Path) -> None:
    """All as text, codes inside descriptions, a name spelt otherwise without its code, a row twice."""
    rows: list[Row] = [("Instelling", "AGB code", "Prestatieomschrijving", "Aantal", "Prijs", "Bedrag", "Opmerking")]
    for place, c in enumerate(AGREED):
        spelt = NAMES[c.contract].upper().replace("STICHTING ", "") if place == 1 else NAMES[c.contract]
        agb = "" if place == 1 else c.contract
        rows.append(
            (
                spelt,
                agb,
                f"{c.product}: {GOODS[c.product].words}",
                grouped(c.quantity),
                dutch_text(c.price),
                dutch_text(c.amount),
                "ok",
            )
        )
    rows.insert(4, rows[3])
    write_csv(folder / f"productieafspraken {AGREED_YEAR}.csv", rows, "\t", "utf-16")
    realised: list[Row] = [("instelling", "agb code", "prestatieomschrijving", "aantal", "bedrag")]
    realised += [
        (f'"{NAMES[c.contract]}"', c.contract, f'"{GOODS[c.product].words} ({c.product})"', c.quantity, f'"{c.amount}"')
        for c in REALISED
    ]
    write_csv(folder / f"gerealiseerde productie {REALISED_YEAR}.csv", realised, ",", "utf-8-sig")


def bands(folder: Path) -> None:
    """The name of the provider as a heading above its rows, hidden rows that the total leaves out; as OpenDocument."""
    for word, year, care in (("Afspraken", AGREED_YEAR, AGREED), ("Realisatie", REALISED_YEAR, REALISED)):
        rows: list[Row] = [(f"{word} {year}",), ("Prestatie", "Omschrijving", "Eenheid", "Aantal", "Bedrag in euro")]
        for contract, name in NAMES.items():
            rows.append((f"{name} ({contract})",))
            rows += [
                (c.product, GOODS[c.product].words, GOODS[c.product].word, c.quantity, euros(c.amount))
                for c in care
                if c.contract == contract
            ]
            rows.append(
                (f"Subtotaal {name}", "", "", "", euros(total(c.amount for c in care if c.contract == contract)))
            )
        rows.append(("SYN042", "vpt 4vv", "dag", 10, 1500.0))
        rows.append(("Eindtotaal", "", "", "", euros(total(c.amount for c in care))))
        write_ods(folder / f"{word.lower()} {year}.ods", Page(word, rows, hidden_rows=(len(rows) - 2,)))


def pivot(folder: Path) -> None:
    """A pivot table in tabular form: labels once, blanks below them, product left of provider."""
    for word, year, care in (("afspraken", AGREED_YEAR, AGREED), ("realisatie", REALISED_YEAR, REALISED)):
        rows: list[Row] = [
            ("Jaar", str(year)),
            (),
            ("Prestatiecode", "AGB", "Zorgaanbieder", "Som van Aantal", "Som van Bedrag"),
        ]
        for product in GOODS:
            mine = [c for c in care if c.product == product]
            for place, c in enumerate(mine):
                rows.append(("" if place else product, c.contract, NAMES[c.contract], c.quantity, euros(c.amount)))
            rows.append(
                (f"Totaal {product}", "", "", sum(c.quantity for c in mine), euros(total(c.amount for c in mine)))
            )
        rows.append(("Eindtotaal", "", "", sum(c.quantity for c in care), euros(total(c.amount for c in care))))
        write_xlsx(folder / f"draaitabel {word} {year}.xlsx", Page("Blad1", rows))


SHAPES: Mapping[str, Callable[[Path], None]] = {
    "plain": plain,
    "two-rows": two_rows,
    "months": months,
    "sheet-each": sheet_each,
    "loose": loose,
    "bands": bands,
    "pivot": pivot,
}
"""Every shape by its name."""

"""The transfer sheet as PDF and Excel, and the tables of portal and decision as people keep them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from pypdf import PdfReader
from typer.testing import CliRunner

from driehoek.adapters.office.filed_table import FIGURE_UNREADABLE, HEADS_MISSING, NO_TABLE, read_filed
from driehoek.adapters.office.form_xlsx import SHEETS
from driehoek.adapters.office.transfer_pdf import transfer_pdf
from driehoek.adapters.office.transfer_xlsx import DIFFERENCES, transfer_xlsx
from driehoek.application.agreement.filed import FiledTable, against_portal
from driehoek.application.agreement.transfer import NOT_THE_FILING, transfer_sheet
from driehoek.application.forms import Page, form_for
from driehoek.cli import app
from driehoek.domain.agreement import RoundKind
from driehoek.kernel import Money, Quantity
from driehoek.testing.rounds import GRANTED, small_outcome

OUTCOME = small_outcome()
SHEET = transfer_sheet(form_for(OUTCOME, GRANTED))
UNITS = {product.code: product.unit for product in OUTCOME.dossier.products}
HEADS = ["Prestatiecode", "Omschrijving", "Aantal", "Tarief", "Bedrag"]


def rows() -> list[list[Any]]:
    return [
        [line.product, line.name, float(line.quantity.value), (line.price or Money(0)).cents / 100,
         line.amount.cents / 100]
        for line in SHEET.lines()
    ]  # fmt: skip


def workbook(*grid: Sequence[object], sheet: str = "Export") -> bytes:
    target = BytesIO()
    file = xlsxwriter.Workbook(target)
    file.add_worksheet("Leeg")
    made = file.add_worksheet(sheet)
    for number, row in enumerate(grid):
        made.write_row(number, 0, row)
    file.close()
    return target.getvalue()


def read(data: bytes, name: str = "export.xlsx") -> FiledTable:
    table, findings = read_filed(data, name, UNITS)
    assert table is not None, findings
    return table


def test_a_workbook_is_read_wherever_its_heads_stand() -> None:
    table = read(workbook(["Portaal"], [], HEADS, *rows(), ["Totaal", "", "", "", SHEET.amount.cents / 100]))
    assert against_portal(SHEET, table) == ()
    assert table.total == SHEET.amount
    turned = [row[::-1] for row in (HEADS, *rows())]
    assert against_portal(SHEET, read(workbook(*turned))) == ()


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-8")])
def test_a_csv_is_read_as_dutch_excel_writes_it(delimiter: str, encoding: str) -> None:
    target = StringIO()
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow([*HEADS, "Geëxporteerd"])
    for code, name, number, price, amount in rows():
        words = [f"{value:.2f}".replace(".", ",") for value in (number, price, amount)]
        # 2,500 hours and 50 minutes of the small round are written 2500,83
        writer.writerow([code, name, *words, ""])
    table = read(target.getvalue().encode(encoding), "export.csv")
    assert against_portal(SHEET, table) == ()
    assert [item.code for item in read_filed(b"Prestatiecode;Aantal;Bedrag\nSYN03;1,7;5", "x", UNITS)[1]] == []
    assert read_filed(b"Prestatiecode;Aantal;Bedrag\nSYN02;1,83;5", "x", UNITS)[0] is None


def test_a_contract_that_a_spreadsheet_took_for_a_number_is_known() -> None:
    table = read(workbook([*HEADS, "AGB-code contract"], *([*row, int(GRANTED)] for row in rows())))
    assert {row.contract for row in table.rows} == {GRANTED}


def test_what_cannot_be_read_is_told_with_its_place() -> None:
    for data in (b"PK\x03\x04 geen zip", b"zomaar wat tekst", b""):
        assert [item.code for item in read_filed(data, "export.xlsx", UNITS)[1]] == [NO_TABLE]
    (finding,) = read_filed(workbook(["Prestatiecode", "Aantal"]), "export.xlsx", UNITS)[1]
    assert (finding.code, finding.wanted) == (HEADS_MISSING, "bedrag")
    table, found = read_filed(workbook(HEADS, ["SYN03", "", "veel", "", "1.000"]), "export.xlsx", UNITS)
    assert table is None
    assert [(item.code, item.subject, str(item.place)) for item in found] == [
        (FIGURE_UNREADABLE, "SYN03", "export.xlsx:2:3")
    ]
    bad = read_filed(workbook(HEADS, ["SYN03", "", 1, "", "duizend"]), "export.xlsx", UNITS)[1]
    assert [(item.code, item.subject) for item in bad] == [(FIGURE_UNREADABLE, "rij 2")]


def test_a_product_we_do_not_know_keeps_what_the_file_shows() -> None:
    table = read(workbook(HEADS, ["H999", "Iets", "12 keer", "", 5]))
    assert (table.rows[0].quantity, table.rows[0].shown, table.rows[0].amount) == (None, "12 keer", Money(500))


@pytest.mark.requirement("F-006")
def test_every_sheet_and_page_says_that_this_is_not_the_filing() -> None:
    book = openpyxl.load_workbook(BytesIO(transfer_xlsx(SHEET)))
    assert book.sheetnames == ["Uitleg", *SHEETS.values()]
    assert all(sheet["A2"].value == NOT_THE_FILING for sheet in book)
    pages = [page.extract_text() for page in PdfReader(BytesIO(transfer_pdf(SHEET))).pages]
    assert all("dit is niet de indiening" in text for text in pages)
    assert "Overnamestaat budgetformulier 2027" in pages[0]


def test_only_boxes_and_totals_of_the_portal_are_open() -> None:
    sheet = openpyxl.load_workbook(BytesIO(transfer_xlsx(SHEET)))[SHEETS[Page.MODULAR]]
    free = {cell.column_letter for row in sheet for cell in row if not cell.protection.locked}
    assert free == {"G", "I"}
    assert sheet.protection.sheet


def test_differences_stand_on_a_sheet_of_their_own_and_the_same_gives_the_same_bytes() -> None:
    table = read(workbook(HEADS, *rows()[1:]))
    found = against_portal(SHEET, table)
    book = openpyxl.load_workbook(BytesIO(transfer_xlsx(SHEET, found, ())))
    cells = [[cell.value for cell in row] for row in book[DIFFERENCES].iter_rows(min_row=6)]
    assert cells[0][:3] == ["portaal", rows()[0][0], "hele regel"]
    assert cells[-1][:2] == ["beschikking", "Geen verschillen."]
    assert transfer_xlsx(SHEET, found, ()) == transfer_xlsx(SHEET, found, ())
    assert transfer_pdf(SHEET, found, ()) == transfer_pdf(SHEET, found, ())


def test_settlement_and_herschikking_have_their_columns() -> None:
    form = form_for(OUTCOME, GRANTED)
    given = {line.product: Quantity(line.quantity.steps + 60, line.quantity.unit) for line in SHEET.lines()}
    settled = transfer_sheet(form, RoundKind.SETTLEMENT, delivered=given)
    book = openpyxl.load_workbook(BytesIO(transfer_xlsx(settled)))
    produced = {row[0].value: row for row in book[SHEETS[Page.PRODUCTION]].iter_rows(min_row=6)}
    for product, quantity in given.items():
        assert produced[product][4].value == pytest.approx(float(quantity.value))
    assert book[SHEETS[Page.MODULAR]]["J5"].value == "Afgesproken"
    moved = transfer_sheet(form, RoundKind.REALLOCATION, form)
    assert openpyxl.load_workbook(BytesIO(transfer_xlsx(moved)))[SHEETS[Page.MODULAR]]["J5"].value == "Vorige afspraak"


def run(*given: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["agreement", "transfer", *given])
    return done.exit_code, done.output


@pytest.mark.parametrize(("folder", "year"), [("examples/wlz-2027", 2027), ("examples/awbz-2008", 2008)])
def test_the_command_makes_the_sheets_and_reads_them_back(tmp_path: Path, folder: str, year: int) -> None:
    out = tmp_path / "een map" / "staten"
    code, said = run(folder, "-p", "99000001", "-o", str(out))
    assert code == 0, said
    assert "Dit is niet de indiening" in said
    name = f"overnamestaat-budget-{year}-99000001"
    assert sorted(path.name for path in out.iterdir()) == [f"{name}.pdf", f"{name}.xlsx"]
    # the workbook itself, page by page, is a table with codes, quantities and amounts: of its first page alone
    book = openpyxl.load_workbook(out / f"{name}.xlsx", data_only=True)
    target, lines = BytesIO(), []
    for sheet in (SHEETS[page] for page in (Page.INTRAMURAL, Page.MODULAR, Page.VPT, Page.OTHER)):
        lines += [row for row in book[sheet].iter_rows(min_row=6, values_only=True) if row[0] and row[3] is not None]
    export = openpyxl.Workbook()
    export.active.append(["Prestatie", "Aantal", "Prijs", "Bedrag"])
    for row in lines:
        export.active.append([row[0], row[3], row[4], row[5]])
    export.save(target)
    (tmp_path / "export.xlsx").write_bytes(target.getvalue())
    code, said = run(folder, "-p", "99000001", "-o", str(out), "--portal", str(tmp_path / "export.xlsx"))
    assert code == 0, said
    assert "Geen verschillen" in said
    export.active.delete_rows(2)
    export.save(tmp_path / "export.xlsx")
    code, said = run(folder, "-p", "99000001", "-o", str(out), "--portal", str(tmp_path / "export.xlsx"))
    assert (code, "AGR-210" in said) == (1, True)
    code, said = run(folder, "-p", "99000001", "-o", str(out), "--decision", str(tmp_path / "export.xlsx"))
    assert (code, "AGR-213" in said) == (1, True)


def test_the_command_says_what_is_wrong_in_words(tmp_path: Path) -> None:
    folder = "examples/wlz-2027"
    (tmp_path / "kapot.xlsx").write_bytes(b"niets")
    code, said = run(folder, "-o", str(tmp_path), "--portal", str(tmp_path / "kapot.xlsx"))
    assert (code, "Noem met --provider" in said) == (2, True)
    code, said = run(folder, "-p", "99000001", "-o", str(tmp_path), "--portal", str(tmp_path / "kapot.xlsx"))
    assert (code, "OFF-030" in said) == (1, True)
    code, said = run(folder, "-p", "99000001", "-o", str(tmp_path / "kapot.xlsx"))
    assert (code, "DOS-103" in said) == (1, True)
    given = workbook(["product", "quantity", "contract"], ["SYNGGBGG", 9_000, 99000001], ["SYNGGBGG", 5, "99000002"])
    (tmp_path / "geleverd.xlsx").write_bytes(given)
    code, said = run(
        folder, "-p", "99000001", "--round", "nacalculatie", "-o", str(tmp_path),
        "--delivered", str(tmp_path / "geleverd.xlsx"),
    )  # fmt: skip
    assert code == 0, said
    assert (tmp_path / "overnamestaat-nacalculatie-2027-99000001.pdf").exists()
    book = openpyxl.load_workbook(tmp_path / "overnamestaat-nacalculatie-2027-99000001.xlsx")
    produced = {row[0].value: row[4].value for row in book[SHEETS[Page.PRODUCTION]].iter_rows(min_row=6)}
    assert produced["SYNGGBGG"] == 9_000
    assert not any(value for code, value in produced.items() if code != "SYNGGBGG")

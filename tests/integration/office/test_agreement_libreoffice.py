"""The form of an agreement in LibreOffice: it calculates to our cents, and what it saves comes back as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from driehoek.adapters.office.agreement_read import read_agreement_form
from driehoek.adapters.office.agreement_xlsx import HEADER, LINES, ROOMS, agreement_xlsx
from driehoek.application.agreement.form import Compared, compare
from driehoek.domain.agreement.sheet import Column
from driehoek.kernel import Money, Quantity
from driehoek.testing.agreement_forms import form_of
from tests.integration.office.test_libreoffice import convert, emptied, sheets_of

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine"),
]
FORM = form_of(300)
MADE = agreement_xlsx(FORM)


@pytest.mark.requirement("F-001", "B-067")
def test_it_calculates_our_cents_and_saves_what_we_read_back(tmp_path: Path) -> None:
    # 2,250 hours and 35 minutes on the first line: no short decimal
    changed = {(LINES, f"F{HEADER + 2}"): 135_035 / 60}
    (tmp_path / "as-is.xlsx").write_bytes(MADE)
    paths = (emptied(MADE, tmp_path / "changed.xlsx", changed), tmp_path / "as-is.xlsx")
    target = convert(tmp_path, "xlsx", *paths)
    sheets = sheets_of(CalamineWorkbook.from_path(target / "changed.xlsx"))
    first = FORM.rows[0]
    price = Money(FORM.value(first, Column.PRICE) or 0)
    then = Quantity(135_035, first.unit).at(price)
    amounts = [FORM.amount(row).cents / 100 for row in FORM.rows]
    shown = [row[7] for row in sheets[LINES][HEADER + 1 :]]
    assert shown == [then.cents / 100, *amounts[1:]]
    more = then - FORM.amount(first)
    assert sheets[LINES][3][7] == (FORM.whole + more).cents / 100
    assert sheets[LINES][5][7] == more.cents / 100
    verblijf = FORM.rooms[0]
    assert sheets[ROOMS][5][3] == (verblijf.most - FORM.in_room(verblijf) - more).cents / 100
    assert sheets[ROOMS][5][4] == "past"
    left = first.limit.steps - 135_035 if first.limit else 0
    assert sheets[LINES][HEADER + 1][9] == pytest.approx(left / 60)

    read, findings = read_agreement_form((target / "as-is.xlsx").read_bytes(), "as-is.xlsx")
    assert read is not None, findings
    assert compare(FORM, read) == Compared()
    read, findings = read_agreement_form((target / "changed.xlsx").read_bytes(), "changed.xlsx")
    assert read is not None, findings
    assert [(item.change.place, item.change.value) for item in compare(FORM, read).proposed] == [
        (first.place(), 135_035)
    ]


def test_it_keeps_closed_what_is_closed(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(MADE)
    sheet = openpyxl.load_workbook(convert(tmp_path, "xlsx", tmp_path / "form.xlsx") / "form.xlsx")[LINES]
    assert sheet.protection.sheet
    assert {cell.coordinate for cell in sheet[HEADER + 2] if not cell.protection.locked} == {f"F{HEADER + 2}"}

"""The budget form as a workbook: what stands in which cell, what is locked, and the values without a calculator."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from driehoek.adapters.office.form_formulas import Share, exact, price_rounding
from driehoek.adapters.office.form_xlsx import SHEETS, form_xlsx
from driehoek.application.forms import MONEY_PAGES, Page, form_for
from driehoek.domain.agreement.lines import TariffPart
from driehoek.kernel import Money, Rate, Rounding
from driehoek.testing import rounds
from driehoek.testing.rounds import GRANTED, REFUSED, small_outcome

OUTCOME = small_outcome({GRANTED: rounds.HOSTILE})
FORM = form_for(OUTCOME, GRANTED)
MADE = form_xlsx(FORM)


def opened(made: bytes = MADE, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(BytesIO(made), data_only=values)


def cells(made: bytes, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_the_sheets_are_the_pages_and_how_it_was_made() -> None:
    assert opened().sheetnames == [*SHEETS.values(), "Regels", "Onderbouwing"]


def test_a_reader_that_does_not_calculate_sees_every_amount() -> None:
    for page in FORM.pages:
        if page.page not in MONEY_PAGES:
            continue
        rows = {row[0]: row for row in cells(MADE, SHEETS[page.page])}
        for block in page.blocks:
            for item in block.lines:
                if item.line.lot == "vv":
                    row = rows[item.line.product]
                    assert (row[5], row[7]) == (item.line.maximum.cents / 100, item.line.price.cents / 100)
                    if item.line.product != "SYN05":
                        assert row[8] == item.line.amount.cents / 100


@pytest.mark.requirement("F-001", "F-007")
def test_the_recap_adds_the_pages_and_has_room_for_two_signatures() -> None:
    rows = cells(MADE, SHEETS[Page.RECAP])
    first = {row[0]: row[2] for row in rows if row[0] not in {"", "Naam"}}
    assert first["Totaal"] == 5651719.89
    assert first["2. Zorg met verblijf"] == 4679538.06
    assert [row[0] for row in rows].count("Handtekening") == 2
    checks = [row[3] for row in rows if row[3] in {"klopt", "klopt niet"}]
    assert checks == ["klopt", "klopt", "klopt"]


def test_formulas_are_live() -> None:
    sheet = opened()[SHEETS[Page.MODULAR]]
    formulas = {sheet.cell(row, 1).value: sheet.cell(row, 9).value for row in range(1, 20)}
    assert formulas["SYN03"] == "=ROUND(ROUND(H5*100,0)*ROUND(E5*60,0)/60,0)/100"
    assert formulas["SYN04"] == "=ROUND(ROUND(H9*100,0)*E9,0)/100"
    assert str(sheet["H5"].value).startswith("=ROUND(ROUND(F5*100,0)*Onderbouwing!$D$")
    recap = opened()[SHEETS[Page.RECAP]]
    assert recap["C4"].value == "='2 Verblijf'!I20"
    assert recap["C8"].value == "=ROUND(SUM(C4:C7),2)"


def test_only_quantities_and_signatures_can_be_filled() -> None:
    free: set[tuple[str, str]] = set()
    for sheet in opened().worksheets:
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            free |= {(sheet.title, cell.coordinate) for cell in row if not cell.protection.locked}
    money = {SHEETS[page] for page in MONEY_PAGES}
    assert {sheet for sheet, _ in free} == {*money, SHEETS[Page.RECAP]}
    assert all(cell.startswith("E") for sheet, cell in free if sheet in money)
    assert len([1 for sheet, _ in free if sheet in money]) == len(FORM.lines())
    assert len([1 for sheet, _ in free if sheet == SHEETS[Page.RECAP]]) == 8


def test_quantities_are_validated_against_unit_and_limit() -> None:
    rules = {
        str(rule.sqref): rule.formula1 for rule in opened()[SHEETS[Page.INTRAMURAL]].data_validations.dataValidation
    }
    assert rules["E5"] == "AND(ISNUMBER(E5),E5>=0,E5=INT(E5),E5<=J5+0.0001)"
    hours = opened()[SHEETS[Page.MODULAR]].data_validations.dataValidation[0]
    assert "ABS(E5*60-ROUND(E5*60,0))<=0.01" in hours.formula1
    loose = opened()[SHEETS[Page.VPT]].data_validations.dataValidation[0]
    assert "<=" not in loose.formula1


def test_text_of_others_is_never_a_formula() -> None:
    names = {GRANTED: '=HYPERLINK("http://example.org")'}
    sheet = opened(form_xlsx(form_for(small_outcome(names), GRANTED)))[SHEETS[Page.FRONT]]
    assert sheet["B4"].value == names[GRANTED]
    assert sheet["B4"].data_type == "s"
    assert sheet["B4"].hyperlink is None


def test_the_same_form_gives_the_same_bytes_dated_on_the_decision() -> None:
    assert form_xlsx(FORM) == MADE
    assert opened().properties.created == datetime(2026, 10, 9, 12)  # noqa: DTZ001 - a file's date has no zone


def test_money_is_in_euros_and_headers_stay_in_sight() -> None:
    sheet = opened()[SHEETS[Page.INTRAMURAL]]
    assert sheet["I5"].number_format == "[$€-413] #,##0.00"
    assert sheet.freeze_panes == "A4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$3"


def test_every_sheet_says_synthetic_when_something_is_made_up() -> None:
    for sheet in opened().worksheets:
        assert str(sheet["A2"].value).startswith("SYNTHETIC")
    real = form_xlsx(form_for(rounds.without_synthetic(OUTCOME), GRANTED))
    for sheet in opened(real).worksheets:
        assert "SYNTHETIC" not in str(sheet["A2"].value)


def test_how_a_figure_was_made_adds_up() -> None:
    rows = [row for row in cells(MADE, "Onderbouwing") if row[1] == "SYN03"]
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("Basispercentage per sector", 9450, 10000),
        ("duurzaam", 25, 10000),
        ("Percentage van het maximum", 9475, 10000),
    ]
    assert rows[0][6].endswith("(Grond: Inkoopbeleid 4.1)")


def test_all_lines_stand_together_with_their_data_dictionary() -> None:
    rows = cells(MADE, "Regels")
    assert rows[2] == [
        "Jaar", "Ronde", "Regio", "AGB aanbieder", "AGB contract", "Perceel", "Sector", "Categorie", "Behandeling",
        "Prestatie", "Eenheid", "Aantal", "Maximumtarief", "Onderdelen", "Percentage", "Prijs", "Bedrag", "Bron",
        "Status",
    ]  # fmt: skip
    row = next(row for row in rows if row[9] == "SYN03")
    assert row[:6] == ["2027", "budget", "5527", "75000001", "06010001", "Verpleging en verzorging"]
    assert (row[12], row[15], row[16], row[17], row[18]) == (83.27, 78.9, 197315.75, "SYNTHETIC", "draft")


def test_a_form_without_lines_is_a_form_of_zero() -> None:
    rows = cells(form_xlsx(form_for(OUTCOME, REFUSED)), SHEETS[Page.RECAP])
    assert next(row[2] for row in rows if row[0] == "Totaal") == 0


def test_a_price_rounded_down_keeps_its_own_formula() -> None:
    line = next(item for item in FORM.lines() if item.line.product == "SYN03").line
    share = Rate(Fraction(100, 104))
    parts = (TariffPart("knip", share, "Iedereen krijgt hetzelfde deel."),)
    price = line.maximum.times(share, Rounding.DOWN)
    assert price != line.maximum.times(share, Rounding.HALF_UP)
    cut = replace(line, share=share, parts=parts, price=price, amount=line.quantity.at(price))
    outcome = replace(OUTCOME, lines=tuple(cut if item is line else item for item in OUTCOME.lines))
    sheet = opened(form_xlsx(form_for(outcome, GRANTED)))[SHEETS[Page.MODULAR]]
    assert str(sheet["H5"].value).startswith("=INT(ROUND(F5*100,0)*Onderbouwing!")


def test_a_price_that_follows_from_no_rule_is_a_figure() -> None:
    line = next(item for item in FORM.lines() if item.line.product == "SYN03").line
    fixed = replace(line, price=Money.euros("70"), amount=line.quantity.at(Money.euros("70")))
    outcome = replace(OUTCOME, lines=tuple(fixed if item is line else item for item in OUTCOME.lines))
    sheet = opened(form_xlsx(form_for(outcome, GRANTED)))[SHEETS[Page.MODULAR]]
    assert sheet["H5"].value == 70


@pytest.mark.requirement("O-006", "O-012")
def test_the_rule_of_a_price_is_recognised() -> None:
    sixty, hundred = Money.euros("60"), Money.euros("100")
    assert price_rounding(sixty, Rate.percent(90), Money.euros("54.00")) is Rounding.HALF_UP
    assert price_rounding(hundred, Rate.percent("94.5"), Money.euros("94.50")) is Rounding.HALF_UP
    assert price_rounding(hundred, Rate(Fraction(2, 3)), Money.euros("66.66")) is Rounding.DOWN
    assert price_rounding(hundred, Rate.percent(90), Money.euros("91")) is None


def test_beyond_doubles_there_is_no_formula() -> None:
    assert exact(Money.euros("500"), Share((), 10_000, 9_450))
    assert not exact(Money.euros("500"), Share((), 2**60, 2**59))

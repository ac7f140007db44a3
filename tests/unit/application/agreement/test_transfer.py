"""The sheet to fill the portal of the NZa from, and its export and decision held against it, to the cent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.application.agreement.filed import (
    DOES_NOT_ADD_UP,
    FILED_ONLY,
    FILED_OTHERWISE,
    GRANTED_LESS,
    GRANTED_OTHERWISE,
    NOT_FILED,
    OTHER_CONTRACT,
    FiledRow,
    FiledTable,
    against_decision,
    against_portal,
)
from driehoek.application.agreement.transfer import (
    NOT_THE_FILING,
    ONE_SIDED,
    TWO_SIDED,
    TransferSheet,
    due_of,
    transfer_sheet,
)
from driehoek.application.agreement.transfer_document import transfer_sections
from driehoek.application.document import plain_text
from driehoek.application.forms import BudgetForm, FormLine, Page, form_for
from driehoek.domain.agreement import RoundKind
from driehoek.kernel import ZERO, Money, Quantity, Rounding, Unit, total
from driehoek.testing.rounds import GRANTED, small_outcome

OUTCOME = small_outcome()
FORM = form_for(OUTCOME, GRANTED)
SHEET = transfer_sheet(FORM)
HOURS = "SYN03"
"""The product of the small round that counts hours."""


def with_lines(lines: Iterable[FormLine]) -> BudgetForm:
    """A form with other lines on the page of modular care."""
    held = tuple(lines)
    pages = [
        replace(page, blocks=(replace(page.blocks[0], lines=held),) if page.page is Page.MODULAR else ())
        for page in FORM.pages
    ]
    return replace(FORM, pages=tuple(pages))


def in_lots(*minutes: int, cents: tuple[int, ...] = ()) -> BudgetForm:
    """A form with one product of hours in as many lots as there are numbers, at one price unless more are given."""
    first = next(item for item in FORM.lines() if item.line.product == HOURS)
    lines = []
    for place, steps in enumerate(minutes):
        price = Money(cents[place]) if cents else Money(4_001)
        quantity = Quantity(steps, Unit.HOUR)
        line = replace(first.line, lot=f"lot{place}", quantity=quantity, price=price, amount=quantity.at(price))
        lines.append(replace(first, line=line))
    return with_lines(lines)


def table_of(sheet: TransferSheet, **more: object) -> FiledTable:
    """The export of a portal that holds just what the sheet says."""
    rows = tuple(
        FiledRow(line.product, line.quantity, str(line.quantity), line.price, line.amount) for line in sheet.lines()
    )
    return replace(FiledTable("export.xlsx", rows, sheet.amount), **more)  # type: ignore[arg-type]


@pytest.mark.requirement("F-006", "F-007")
def test_every_page_of_the_form_is_there_and_each_says_this_is_not_the_filing() -> None:
    assert [page.page for page in SHEET.pages] == list(Page)
    assert SHEET.title == "Overnamestaat budgetformulier 2027"
    words = SHEET.words()
    assert words[0] == NOT_THE_FILING
    assert TWO_SIDED in words
    assert ONE_SIDED in words
    assert "eenzijdig" in ONE_SIDED.lower()
    text = plain_text(transfer_sections(SHEET, None, None))
    assert NOT_THE_FILING in text
    assert "Over- en onderproductie hoort bij de nacalculatie" in text
    assert "Driehoek kent de vragen van de NZa niet" in text
    assert [section.title for section in transfer_sections(SHEET, None, None)][1:] == [
        f"{page.value}. {page.title}" for page in Page
    ]


def test_the_totals_to_tick_off_are_those_of_our_form() -> None:
    assert SHEET.rounding == ZERO
    for page, ours in zip(SHEET.pages, FORM.pages, strict=True):
        assert page.amount == ours.amount
        assert [block.amount for block in page.blocks] == [block.amount for block in ours.blocks]
    assert SHEET.amount == FORM.amount


def test_lots_go_together_for_the_portal_knows_none() -> None:
    # half an hour in each of three lots at € 40,01: three times 20.005 goes up to 20.01, together it is 60.015
    sheet = transfer_sheet(in_lots(30, 30, 30))
    (line,) = sheet.lines()
    assert (line.quantity, line.parts, line.amount) == (Quantity(90, Unit.HOUR), Money(6_003), Money(6_002))
    assert sheet.rounding == Money(-1)
    assert any("-€\xa00,01 anders dan onze regels" in text for text in sheet.words())


def test_lots_at_another_price_stay_apart() -> None:
    sheet = transfer_sheet(in_lots(60, 120, 60, cents=(4_000, 3_900, 4_000)))
    assert [(line.price, line.quantity.steps) for line in sheet.lines()] == [(Money(3_900), 120), (Money(4_000), 120)]


def test_the_day_of_filing_comes_from_the_policy() -> None:
    calendar = OUTCOME.dossier.policy.calendar
    assert due_of(replace(calendar, milestones=()), RoundKind.SETTLEMENT) is None
    assert SHEET.by == "zie het portaal"
    mine = replace(calendar.milestones[0], id="budget-form", name="Budgetformulier", day=date(2026, 11, 15))
    for inclusive, words in ((False, "vóór 15 november 2026"), (True, "uiterlijk 15 november 2026")):
        found = due_of(replace(calendar, milestones=(replace(mine, inclusive=inclusive),)), RoundKind.BUDGET)
        assert transfer_sheet(FORM, due=found).by == words


def test_a_herschikking_shows_the_agreement_before_beside() -> None:
    sheet = transfer_sheet(in_lots(600), RoundKind.REALLOCATION, in_lots(300, 120))
    (line,) = sheet.lines()
    assert (line.quantity.steps, line.before) == (600, Quantity(420, Unit.HOUR))
    assert "herschikkingsformulier" in sheet.title
    assert "7 uur" in plain_text(transfer_sections(sheet, None, None))


def test_a_settlement_takes_what_was_delivered_and_shows_over_and_underproduction() -> None:
    form = in_lots(600, 120, cents=(4_000, 5_000))
    given = {HOURS: Quantity(900, Unit.HOUR), "SYN99": Quantity(4, Unit.PIECE)}
    sheet = transfer_sheet(form, RoundKind.SETTLEMENT, delivered=given)
    # the first price takes its ten hours, the last the rest: five hours where two were agreed
    assert [(line.quantity.steps, line.agreed.steps, line.amount.cents) for line in sheet.lines()] == [
        (600, 600, 40_000),
        (300, 120, 25_000),
    ]
    assert [(item.product, item.over) for item in sheet.production] == [(HOURS, 180), ("SYN99", 4)]
    text = plain_text(transfer_sections(sheet, None, None))
    assert "3 uur meer" in text
    assert "SYN99 geen afspraak" in text
    nothing = transfer_sheet(form, RoundKind.SETTLEMENT, delivered={})
    assert nothing.amount == ZERO


def test_a_portal_that_holds_what_we_hold_gives_no_difference() -> None:
    assert against_portal(SHEET, table_of(SHEET)) == ()
    assert against_decision(SHEET, table_of(SHEET)) == ()
    told = plain_text(transfer_sections(SHEET, (), ()))
    assert told.count("Er zijn geen verschillen") == 2


def test_every_kind_of_difference_is_told_with_its_mend() -> None:
    table = table_of(SHEET)
    first, second, *others = table.rows
    less = replace(second, amount=second.amount - Money(1), price=Money(1))
    extra = FiledRow("H999", None, "12", None, Money(500))
    changed = FiledTable("export.xlsx", (less, *others, extra), Money(7))
    found = against_portal(SHEET, changed)
    assert {(item.product, item.what, item.finding.code) for item in found} == {
        (first.product, "hele regel", NOT_FILED),
        (second.product, "prijs", FILED_OTHERWISE),
        (second.product, "bedrag", FILED_OTHERWISE),
        ("H999", "hele regel", FILED_ONLY),
        ("", "totaal van het bestand", DOES_NOT_ADD_UP),
    }
    assert all(item.finding.mend() for item in found)
    text = plain_text(transfer_sections(SHEET, found, None))
    assert "Vul de regel in het portaal in" in text
    assert "12, €\xa05,00" in text


def test_a_decision_that_gives_less_or_more_says_what_to_do() -> None:
    first, *others = table_of(SHEET).rows
    assert first.quantity is not None
    cut = replace(first, quantity=Quantity(first.quantity.steps - 10, first.quantity.unit))
    (item,) = against_decision(SHEET, FiledTable("beschikking.csv", (cut, *others)))
    assert (item.finding.code, item.what) == (GRANTED_LESS, "aantal")
    assert "maak bezwaar" in item.finding.mend()
    more = replace(first, amount=first.amount + Money(100))
    (item,) = against_decision(SHEET, FiledTable("beschikking.csv", (more, *others)))
    assert (item.finding.code, item.what) == (GRANTED_OTHERWISE, "bedrag")
    gone = against_decision(SHEET, FiledTable("beschikking.csv", tuple(others)))
    assert [each.finding.code for each in gone] == [GRANTED_LESS]


def test_rows_of_other_contracts_do_not_count_and_are_told() -> None:
    table = table_of(SHEET)
    mine = tuple(replace(row, contract=GRANTED) for row in table.rows)
    other = replace(table.rows[0], contract="99999999")
    (only,) = against_portal(SHEET, FiledTable("export.xlsx", (*mine, other)))
    assert (only.finding.code, only.finding.seen) == (OTHER_CONTRACT, "1")


def test_one_product_on_two_rows_is_added_up() -> None:
    first, *others = table_of(SHEET).rows
    assert first.quantity is not None
    half = first.quantity.scaled(SHARE, Rounding.DOWN)
    rest = first.quantity - half
    parts = [replace(first, quantity=each, amount=amount) for each, amount in (
        (half, Money(1)), (rest, first.amount - Money(1)),
    )]  # fmt: skip
    assert against_portal(SHEET, FiledTable("export.xlsx", (*parts, *others))) == ()


SHARE = Money(1).share_of(Money(3)).value


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.data())
def test_sums_tie_and_any_one_change_is_found(minutes: list[int], data: st.DataObject) -> None:
    """The sheet is our form to the cent but for what it says of rounding; a change is told, and only that."""
    cents = tuple(data.draw(st.integers(1, 9_999)) for _ in minutes)
    form = in_lots(*minutes, cents=cents)
    sheet = transfer_sheet(form)
    assert sheet.amount - sheet.rounding == form.amount
    assert sheet.amount == total(page.amount for page in sheet.pages)
    assert sum(line.quantity.steps for line in sheet.lines()) == sum(minutes)
    table = table_of(sheet)
    assert against_portal(sheet, table) == ()
    place = data.draw(st.integers(0, len(table.rows) - 1))
    more = data.draw(st.integers(1, 10**6))
    row = table.rows[place]
    assert row.quantity is not None
    changed = data.draw(
        st.sampled_from(
            [
                replace(row, amount=row.amount + Money(more)),
                replace(row, quantity=row.quantity + Quantity(more, Unit.HOUR)),
            ]
        )
    )
    rows = (*table.rows[:place], changed, *table.rows[place + 1 :])
    what = "bedrag" if changed.amount != row.amount else "aantal"
    assert [item.what for item in against_portal(sheet, FiledTable("x", rows))] == [what]

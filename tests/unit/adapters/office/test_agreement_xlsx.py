"""The form of an agreement as a workbook: out, changed in somebody else's hands, and back as differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from driehoek.adapters.office import agreement_read
from driehoek.adapters.office.agreement_read import read_agreement_form
from driehoek.adapters.office.agreement_xlsx import HEADER, KEYS, LINES, ROOMS, agreement_xlsx
from driehoek.adapters.office.cells import money_of, quantity_of
from driehoek.application.agreement.form import (
    LINE_GONE,
    NOT_FROM_HERE,
    OLD_EXPORT,
    OTHER_AGREEMENT,
    Compared,
    compare,
    taken_over,
)
from driehoek.domain.agreement.sheet import (
    NOT_YOURS,
    Author,
    Cell,
    Change,
    Column,
    Place,
    Sheet,
    Side,
    apply,
)
from driehoek.kernel import Language, Quantity, Unit
from driehoek.testing.agreement_forms import EXPORTED_AT, form_of

FORM = form_of(7)
MADE = agreement_xlsx(FORM)
HOURS, DAYS, PARTS = (FORM.rows[number].place() for number in range(3))
BUYER, CARER = Author(Side.PURCHASER, "p1"), Author(Side.PROVIDER, "p2")
LATER = EXPORTED_AT + timedelta(hours=1)
Book = Any


def back(change: Callable[[Book], None], made: bytes = MADE) -> bytes:
    """The workbook after somebody changed it in another program."""
    book = openpyxl.load_workbook(BytesIO(made))
    change(book)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def typed(cells: Mapping[str, object]) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for name, value in cells.items():
            book[LINES][name] = value

    return change


def compared(data: bytes, form: Any = FORM) -> Compared:
    read, findings = read_agreement_form(data, "afspraak.xlsx")
    assert read is not None, findings
    return compare(form, read)


def told(data: bytes) -> list[tuple[str, str, str]]:
    read, findings = read_agreement_form(data, "afspraak.xlsx")
    assert read is None
    return [(item.code.id, item.subject, item.mend()) for item in findings]


def test_an_untouched_file_asks_nothing() -> None:
    read, findings = read_agreement_form(MADE, "afspraak.xlsx")
    assert read is not None
    assert (findings, compare(FORM, read)) == ((), Compared())
    assert len(read.cells) == 14


def test_the_same_form_gives_the_same_bytes() -> None:
    assert agreement_xlsx(form_of(7)) == MADE


def test_only_what_a_side_fills_is_open() -> None:
    for side, open_prices in ((Side.PROVIDER, False), (Side.PURCHASER, True)):
        sheet = openpyxl.load_workbook(BytesIO(agreement_xlsx(form_of(3, side))))[LINES]
        row = HEADER + 2
        free = {cell.coordinate for cell in sheet[row] if not cell.protection.locked}
        assert free == ({f"F{row}", f"G{row}"} if open_prices else {f"F{row}"})
        assert sheet.protection.sheet


def test_amounts_and_rooms_stand_there_for_who_does_not_calculate() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(MADE))
    rows = book.get_sheet_by_name(LINES).to_python(skip_empty_area=False)
    shown = [row[7] for row in rows[HEADER + 1 :]]
    assert shown == [FORM.amount(row).cents / 100 for row in FORM.rows]
    assert rows[3][7] == FORM.whole.cents / 100
    rooms = book.get_sheet_by_name(ROOMS).to_python(skip_empty_area=False)
    assert [row[2] for row in rooms[5:7]] == [FORM.in_room(room).cents / 100 for room in FORM.rooms]


@pytest.mark.requirement("B-067")
def test_each_changed_cell_is_a_difference_to_take_over_or_leave() -> None:
    asked = compared(back(typed({"F8": 2.25, "F9": 12345, "F10": None})))
    assert [item.change.place for item in asked.proposed] == [HOURS, DAYS, PARTS]
    assert [item.words for item in asked.proposed] == [
        ("0 uur en 31 minuten", "2,25 uur", "0 uur en 31 minuten"),
        ("7.950 etmalen", "12.345 etmalen", "7.950 etmalen"),
        ("15.869 dagdelen", "leeg", "15.869 dagdelen"),
    ]
    changes = taken_over(asked, [DAYS])
    assert changes == (Change(DAYS, 12345, 1),)
    after = apply(FORM.sheet, CARER, changes, LATER).sheet
    assert (after.cells[DAYS].value, after.cells[HOURS].value) == (12345, 31)


@pytest.mark.requirement("M-337")
def test_a_cell_that_went_on_since_export_becomes_two_values_and_a_choice() -> None:
    now = apply(FORM.sheet, BUYER, (Change(DAYS, 8000, 1), Change(PARTS, 9, 1)), LATER).sheet
    form = replace(FORM, sheet=now)
    asked = compared(back(typed({"F8": 2.25, "F9": 12345})), form)
    assert [(item.change.place, item.went_on) for item in asked.proposed] == [(HOURS, False), (DAYS, True)]
    assert [item.code for item in asked.findings] == [OLD_EXPORT]
    assert asked.findings[0].seen == "2"
    applied = apply(now, CARER, taken_over(asked, [HOURS, DAYS]), LATER)
    (clash,) = applied.clashes
    assert (clash.standing.value, clash.offered) == (8000, 12345)
    assert applied.sheet.cells[HOURS].value == 135
    assert applied.sheet.cells[PARTS].value == 9, "what the file left alone stays as the other made it"


def test_what_already_stands_there_is_no_difference() -> None:
    now = apply(FORM.sheet, BUYER, (Change(DAYS, 12345, 1),), LATER).sheet
    assert compared(back(typed({"F9": 12345})), replace(FORM, sheet=now)).proposed == ()


def test_rows_sorted_columns_moved_and_rows_added_are_read_by_their_names() -> None:
    def shuffle(book: Book) -> None:
        sheet = book[LINES]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
        head, lines = rows[0], rows[1:][::-1]
        order = [5, 0, 2, 6, 1, 3, 4, 7, 8, 9, 10, 11, 12]
        lines[0][5] = 60.5  # the last line, which stands first now, counts hours
        extra = [None, None, "SYN9999", "Zelf bedacht", "uur", 10, 5, None, None, None, None, None, None]
        del book[LINES]
        fresh = book.create_sheet(LINES, 1)
        fresh.append(["Mijn eigen kop"])
        for row in [head, *lines, extra, ["Totaal"] + [None] * 12]:
            fresh.append([row[place] for place in order])

    read, findings = read_agreement_form(back(shuffle), "afspraak.xlsx")
    assert read is not None
    assert [(item.code, item.subject, item.seen) for item in findings] == [
        (agreement_read.ROW_UNKNOWN, "Afspraak!C10", "SYN9999")
    ]
    (only,) = compare(FORM, read).proposed
    assert (only.change.place, only.change.value) == (FORM.rows[6].place(), 60 * 60 + 30)


def test_rows_that_were_taken_out_stay_as_they_are_and_are_told() -> None:
    read, findings = read_agreement_form(back(lambda book: book[LINES].delete_rows(9, 2)), "afspraak.xlsx")
    assert read is not None
    assert [(item.code.id, item.seen, item.wanted) for item in findings] == [("OFF-025", "2", "7")]
    assert compare(FORM, read).proposed == ()


def test_numbers_as_dutch_people_type_them_as_text() -> None:
    asked = compared(back(typed({"F8": "1.234,50", "F9": "1.234.567", "F10": "12"})))
    assert [item.change.value for item in asked.proposed] == [1234 * 60 + 30, 1_234_567, 12]
    assert compared(back(typed({"F8": "2:15"}))).proposed[0].change.value == 135


@pytest.mark.parametrize("text", ["1.250", "1,250", "veel", "-5", "12 etmalen", 3.7, True])
def test_a_number_that_can_mean_two_things_or_nothing_is_told_with_its_cell(text: object) -> None:
    (fault,) = told(back(typed({"F9": text})))
    assert fault == (
        "OFF-024",
        "Afspraak!F9",
        "Zet in cel Afspraak!F9: een aantal in etmaal, 0 of meer, zonder punt tussen duizenden.",
    )


def test_prices_are_the_purchasers() -> None:
    asked = compared(back(typed({"G8": 99.99, "F9": 5})))
    assert [item.change.place for item in asked.proposed] == [DAYS]
    assert [item.code for item in asked.findings] == [NOT_YOURS]
    form = form_of(7, Side.PURCHASER)
    (price,) = compared(back(typed({"G8": "€ 1.299,95"}), agreement_xlsx(form)), form).proposed
    assert price.change == Change(Place(HOURS.lot, HOURS.product, Column.PRICE), 129_995, 1)
    assert price.words[1] == "€\xa01.299,95"


def test_the_file_of_another_agreement_is_refused() -> None:
    other = agreement_xlsx(replace(FORM, agreement="afspraak-9"))
    assert [item.code for item in compared(other).findings] == [OTHER_AGREEMENT]


def test_a_hidden_sheet_that_was_changed_is_refused() -> None:
    def forge(book: Book) -> None:
        rows = [row for row in book[KEYS].iter_rows() if row[0].value == "cell"]
        rows[0][5].value = "7"

    assert [item.code for item in compared(back(forge)).findings] == [NOT_FROM_HERE]

    def spoil(book: Book) -> None:
        rows = [row for row in book[KEYS].iter_rows() if row[0].value == "cell"]
        rows[0][5].value = "zeven"

    assert [item[0] for item in told(back(spoil))] == ["OFF-020"]


def test_a_line_that_is_gone_is_told_with_what_the_file_holds() -> None:
    gone = replace(
        FORM,
        rows=FORM.rows[1:],
        sheet=Sheet({place: cell for place, cell in FORM.sheet.cells.items() if place.product != HOURS.product}),
    )
    (finding,) = compared(back(typed({"F8": 2.25})), gone).findings
    assert (finding.code, finding.seen) == (LINE_GONE, "2.25")
    assert "2.25" in finding.sentence(Language.EN)


def test_what_is_no_form_of_ours_is_told() -> None:
    assert [item[0] for item in told(b"geen werkboek")] == ["OFF-020"]
    assert [item[0] for item in told(back(lambda book: book.remove(book[KEYS])))] == ["OFF-020"]
    assert [item[0] for item in told(back(lambda book: book.remove(book[LINES])))] == ["OFF-020"]
    assert [item[:2] for item in told(back(typed({f"F{HEADER + 1}": "Hoeveel"})))] == [("OFF-021", LINES)]
    twice = {f"A{HEADER + 9}": HOURS.lot, f"C{HEADER + 9}": HOURS.product, f"F{HEADER + 9}": 3}
    assert [item[:2] for item in told(back(typed(twice)))] == [("OFF-023", "Afspraak!C15")]


@given(st.integers(0, 10**9), st.sampled_from(Unit))
def test_every_quantity_survives_the_doubles_of_a_spreadsheet(steps: int, unit: Unit) -> None:
    # fifteen digits, as LibreOffice writes them
    shown = float(f"{steps / unit.steps:.15g}")
    assert quantity_of(shown, unit) == Quantity(steps, unit)


@given(st.integers(0, 10**12))
def test_every_price_survives_them_too(cents: int) -> None:
    assert money_of(float(f"{cents / 100:.15g}")).cents == cents


@given(st.dictionaries(st.integers(0, 6), st.none() | st.integers(0, 50_000)), st.sets(st.integers(0, 6)))
def test_nothing_of_a_file_is_lost_whatever_the_other_did(mine: dict[int, int | None], theirs: set[int]) -> None:
    """What both changed is a clash, what one changed is made, and what nobody changed stays."""
    places = [row.place() for row in FORM.rows]
    now = apply(FORM.sheet, BUYER, [Change(places[item], 77_777, 1) for item in theirs], LATER).sheet
    cells = {
        f"F{HEADER + 2 + item}": None if value is None else value / FORM.rows[item].unit.steps
        for item, value in mine.items()
    }
    asked = compared(back(typed(cells)), replace(FORM, sheet=now))
    applied = apply(now, CARER, taken_over(asked, places), LATER)
    for item, place in enumerate(places):
        begun: Cell = FORM.sheet.cells[place]
        wanted = mine.get(item, begun.value)
        stands = applied.sheet.cells[place].value
        clash = next((each for each in applied.clashes if each.place == place), None)
        if wanted == begun.value:
            assert (stands, clash) == (now.cells[place].value, None)
        elif item in theirs:
            assert clash is not None
            assert (clash.standing.value, clash.offered) == (77_777, wanted)
        else:
            assert (stands, clash) == (wanted, None)

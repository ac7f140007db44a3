from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.catalogue.sheets import Cell
from driehoek.adapters.catalogue.values import (
    FORMS,
    SECTORS,
    TREATMENTS,
    UNITS,
    Decimals,
    Style,
    cell_text,
    decimals_of,
    read_amount,
    read_date,
    read_word,
    read_year,
)
from driehoek.domain.catalogue import DeliveryForm, Sector, Treatment
from driehoek.kernel import Code, Money, Unit
from driehoek.kernel.dutch import amount


@pytest.mark.parametrize(
    ("cell", "style", "cents"),
    [
        ("46,65", None, 4665),
        ("46.65", None, 4665),
        ("€ 46,65", None, 4665),
        ("EUR 46,65", None, 4665),
        ("1.234,50", Style.COMMA, 123450),
        ("1,234.50", Style.POINT, 123450),
        ("1.234", Style.COMMA, 123400),
        ("1,234", Style.POINT, 123400),
        ("12,-", None, 1200),
        ("12,\u2013", None, 1200),
        (46.65, None, 4665),
        (46, None, 4600),
        (0.1 + 0.2, None, 30),
        (123456.78, None, 12345678),
        (0, None, 0),
    ],
)
def test_a_tariff_is_read_in_every_way_people_write_one(cell: Cell, style: Style | None, cents: int) -> None:
    assert read_amount(cell, style) == Money(cents)


@pytest.mark.parametrize(
    ("cell", "style", "code"),
    [
        ("1.234", None, "TAR-033"),
        ("1,234", None, "TAR-033"),
        ("1,234", Style.COMMA, "TAR-032"),
        ("1.234", Style.POINT, "TAR-032"),
        ("46,655", Style.COMMA, "TAR-032"),
        ("0.125", None, "TAR-032"),
        ("1.234,567", None, "TAR-032"),
        (46.655, None, "TAR-032"),
        (-46.65, None, "TAR-031"),
        ("-46,65", None, "TAR-031"),
        (-0.01, None, "TAR-031"),
        ("op aanvraag", None, "TAR-030"),
        ("#REF!", None, "TAR-030"),
        ("1e3", None, "TAR-030"),
        (True, None, "TAR-030"),
        (date(2027, 1, 1), None, "TAR-030"),
        (float("nan"), None, "TAR-030"),
        (float("inf"), None, "TAR-030"),
    ],
)
def test_what_is_no_tariff_says_why(cell: Cell, style: Style | None, code: str) -> None:
    found = read_amount(cell, style)
    assert isinstance(found, Code)
    assert found.id == code


@given(st.integers(0, 10**9))
def test_a_number_of_excel_is_the_cents_that_were_typed(cents: int) -> None:
    assert read_amount(cents / 100, None) == Money(cents)


@given(st.integers(100_000, 10**9))
def test_amounts_in_dutch_are_read_back(cents: int) -> None:
    assert read_amount(amount(Money(cents)), None) == Money(cents)


@given(st.one_of(st.text(max_size=10), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_any_cell_gives_an_amount_or_a_reason_and_a_date_or_nothing(cell: Cell) -> None:
    found = read_amount(cell, None)
    assert isinstance(found, Code) or found.cents >= 0
    assert read_date(cell) is None or isinstance(read_date(cell), object)
    assert isinstance(cell_text(cell), str)


def test_a_column_shows_how_it_writes_decimals() -> None:
    assert decimals_of(["1.234", "46,65", 12.5]) == Decimals(Style.COMMA, comma="46,65")
    assert decimals_of(["1,234.5"]) == Decimals(Style.POINT, point="1,234.5")
    assert decimals_of(["46,65", "46.65"]) == Decimals(None, "46,65", "46.65")
    assert decimals_of(["1.234", "12", 46.65]) == Decimals(None)
    assert decimals_of([]) == Decimals(None)


@pytest.mark.parametrize(
    ("cell", "day", "serial"),
    [
        (date(2027, 1, 1), date(2027, 1, 1), False),
        ("2027-01-01", date(2027, 1, 1), False),
        ("2027-01-01 00:00:00", date(2027, 1, 1), False),
        ("01-02-2027", date(2027, 2, 1), False),
        ("1-2-2027", date(2027, 2, 1), False),
        ("1/2/2027", date(2027, 2, 1), False),
        ("01.02.2027", date(2027, 2, 1), False),
        ("1 januari 2027", date(2027, 1, 1), False),
        ("31  December 2027", date(2027, 12, 31), False),
        ("46388", date(2027, 1, 1), True),
        (46388.0, date(2027, 1, 1), True),
        (46388, date(2027, 1, 1), True),
    ],
)
def test_a_date_is_read_in_every_way_people_write_one(cell: Cell, day: date, *, serial: bool) -> None:
    found = read_date(cell)
    assert found is not None
    assert (found.day, found.serial) == (day, serial)


@pytest.mark.parametrize(
    "cell",
    ["", "2027", 2027.0, "01-13-2027", "31-02-2027", "1-1-27", "morgen", "10000", 46388.5, True, "99999", "0-0-0000"],
)
def test_what_is_no_date_is_not_guessed(cell: Cell) -> None:
    assert read_date(cell) is None


@pytest.mark.parametrize(("cell", "year"), [(2027.0, 2027), ("2027", 2027), ("27", None), (3027, None), ("", None)])
def test_years(cell: Cell, year: int | None) -> None:
    assert read_year(cell) == year


def test_words_are_known_in_dutch_and_by_code() -> None:
    assert read_word("Per  Uur ", UNITS) is Unit.HOUR
    assert read_word("dag", UNITS) is Unit.ETMAAL
    assert read_word("5 min", UNITS) is Unit.FIVE_MINUTES
    assert read_word("week", UNITS) is None
    assert read_word("V&V", SECTORS) is Sector.VV
    assert read_word("GHZ", SECTORS) is Sector.GZ
    assert read_word(5.0, FORMS) is DeliveryForm.FULL_PACKAGE_HOME
    assert read_word("incl.", TREATMENTS) is Treatment.WITH
    assert read_word("", TREATMENTS) is Treatment.NOT_APPLICABLE
    assert read_word("", UNITS) is None

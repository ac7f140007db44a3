from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn as stdnum_bsn

from driehoek.kernel import Agb, Bsn, RegionCode, Uzovi

DIGITS = st.integers(0, 999_999_999).map(lambda number: f"{number:09d}")


def test_leading_zeros_count() -> None:
    assert str(Agb.parse("06012345")) == "06012345"
    assert str(Uzovi.parse("0101")) == "0101"
    assert str(RegionCode.parse("5501")) == "5501"


@pytest.mark.parametrize(
    "text", ["", "1234567", "123456789", "1234567a", " 12345678", "12345678\n", "١٢٣٤٥٦٧٨", "1234 678"]
)
def test_an_agb_code_is_eight_digits_and_nothing_else(text: str) -> None:
    assert Agb.parse(text) is None


@pytest.mark.parametrize("text", ["", "123", "12345", "12a4", "1234\n", "١٢٣٤"])
def test_a_uzovi_code_is_four_digits_and_nothing_else(text: str) -> None:
    assert Uzovi.parse(text) is None


@pytest.mark.parametrize("text", ["", "5401", "550", "55011", "55a1", "5501\n", "٥٥٠١"])
def test_a_region_code_is_55_and_two_digits(text: str) -> None:
    assert RegionCode.parse(text) is None


@given(DIGITS)
def test_the_eleven_test_agrees_with_python_stdnum(text: str) -> None:
    assert (Bsn.parse(text) is not None) == stdnum_bsn.is_valid(text)


def test_the_range_for_tests_agrees_with_python_stdnum_number_by_number() -> None:
    ours = [number for number in range(999_900_000, 1_000_000_000) if Bsn.parse(str(number))]
    theirs = [number for number in range(999_900_000, 1_000_000_000) if stdnum_bsn.is_valid(str(number))]
    assert ours == theirs
    marked = [number for number in ours if (found := Bsn.parse(str(number))) and found.is_test_number]
    assert (marked[0], marked[-1]) == (999_900_006, 999_999_990)
    assert marked == [number for number in ours if 999_900_006 <= number <= 999_999_990]


@pytest.mark.parametrize("text", ["", "000000000", "12345678", "1234567820", "123456783", "12345678\n", "123456782\n"])
def test_what_is_no_bsn_is_refused(text: str) -> None:
    assert Bsn.parse(text) is None


def test_the_number_never_shows() -> None:
    number = Bsn.parse("123456782")
    assert number is not None
    assert not number.is_test_number
    assert "1234" not in f"{number} {number!r} {[number]}"


@given(st.text(max_size=12))
def test_any_text_is_an_identifier_or_none(text: str) -> None:
    for found in (Agb.parse(text), Uzovi.parse(text), RegionCode.parse(text)):
        assert found is None or str(found) == text
    assert Bsn.parse(text) is None or (text.isascii() and text.isdigit())

from __future__ import annotations

from fractions import Fraction

import pytest

from driehoek.adapters.catalogue.columns import Certainty
from driehoek.adapters.catalogue.start.fields import Field, Meaning, code_in, meaning_of, said_by, side_of, year_of
from driehoek.adapters.catalogue.start.memory import shape_key
from driehoek.adapters.catalogue.start.numbers import NotANumberError, read_number, read_percent, to_cents
from driehoek.adapters.catalogue.start.rows import party_in, year_in
from driehoek.adapters.catalogue.start.totals import Running, total_word
from driehoek.adapters.catalogue.values import Style
from driehoek.application.start import Party, Role
from driehoek.kernel import Money

A, R = Role.AGREED, Role.REALISED


@pytest.mark.parametrize(
    ("title", "word", "sure"),
    [
        ("AGB-code", "agb", True),
        ("AGB contract (zorgkantoor)", "agb", False),
        ("Naam zorgaanbieder", "name", True),
        ("Prestatiecode", "product", True),
        ("Omschrijving prestatie", "description", True),
        ("Aantal 2026", "quantity", True),
        ("Afgesproken aantal", "quantity/agreements", True),
        ("Realisatie 2025 Bedrag", "amount/realised", True),
        ("Budgetafspraak 2026", "amount/agreements", False),
        ("Productieafspraak aantal", "quantity/agreements", True),
        ("Bedrag (€)", "amount", True),
        ("P x Q", "amount", True),
        ("Omzet volgens declaraties", "amount/realised", False),
        ("mrt-26", "period//03", False),
        ("maart 2026 aantal", "quantity//03", True),
        ("2026-11", "period//11", False),
        ("Maximumtarief 2027", "maximum", True),
        ("Valuta", "currency", True),
        ("% van max", "percent", True),
    ],
)
def test_a_title_says_what_its_column_holds(title: str, word: str, *, sure: bool) -> None:
    found = meaning_of(title)
    assert found is not None
    assert (found[0].word, found[1] is Certainty.EXACT) == (word, sure)
    assert Meaning.of(word).word == word


@pytest.mark.parametrize("title", ["", "Opmerking", "Intern nummer", "mei volgend", "€"])
def test_a_title_that_says_nothing_is_not_guessed(title: str) -> None:
    assert meaning_of(title) is None


def test_the_year_of_a_title_is_known_and_plays_no_part_in_its_shape() -> None:
    found = meaning_of("Aantal 2026")
    assert found is not None
    assert found[0].year == 2026
    assert shape_key(("AGB", "Aantal 2026", "jan-26")) == shape_key(("agb", "aantal 2027", "jan-27"))
    assert shape_key(("AGB", "jan-26")) != shape_key(("AGB", "feb-26"))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Afspraken 2026", A),
        ("productieafspraken", A),
        ("gerealiseerde productie", R),
        ("declaraties_2025", R),
        ("Afspraken en realisatie", None),
        ("Blad1", None),
    ],
)
def test_words_speak_of_agreements_or_of_what_was_delivered(text: str, side: Role | None) -> None:
    assert side_of(text) is side


def test_a_year_in_words() -> None:
    assert (year_of("realisatie_2025.csv"), year_of("2025 en 2026"), year_of("12026")) == (2025, None, None)
    assert (year_in(2026), year_in("2026-03"), year_in("1-4-2026"), year_in("maart")) == (2026, 2026, 2026, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Z045", "Z045"),
        ("Z045 - zzp 4vv incl. bh", "Z045"),
        ("Verpleging thuis (H104)", "H104"),
        ("SYN041: zzp 4vv", "SYN041"),
        ("zzp 4vv", ""),
        ("Totaal", ""),
        ("x-9 bekend", "x-9"),
    ],
)
def test_a_code_is_found_in_its_description(text: str, code: str) -> None:
    assert code_in(text, frozenset({"x-9"})) == code


def test_values_say_what_a_title_does_not() -> None:
    assert said_by(["06990001", "6990002"])[0] is Field.CONTRACT
    assert said_by(["Z045", "V012 vpt"])[0] is Field.PRODUCT
    assert said_by(["ja", "nee"])[0] is Field.UNUSED
    assert said_by([])[1] == "de kolom is leeg"


@pytest.mark.parametrize(
    ("cell", "style", "number"),
    [
        ("€ 1.234,50", Style.COMMA, "1234.50"),
        ("1.234", None, "1234"),
        ("1.234", Style.POINT, "1.234"),
        ("(1.234,50)", Style.COMMA, "-1234.50"),
        ("1.234,50-", Style.COMMA, "-1234.50"),
        ("-€ 3,5", Style.COMMA, "-3.5"),
        ("EUR 12,00", Style.COMMA, "12"),
        ("1.500,--", Style.COMMA, "1500"),
        ("12,3456", Style.COMMA, "12.3456"),
        (0.1, None, "0.1"),
        (-3, None, "-3"),
    ],
)
def test_a_number_is_read_exactly(cell: str | float, style: Style | None, number: str) -> None:
    assert read_number(cell, style) == Fraction(number)


@pytest.mark.parametrize("cell", ["veel", "12 a 13", "$ 5", True, float("nan"), float("inf"), "1,2,3"])
def test_what_is_no_number_is_refused(cell: str | float) -> None:
    with pytest.raises(NotANumberError):
        read_number(cell, Style.COMMA)


def test_a_share_is_read_in_points_or_as_a_part_of_one() -> None:
    assert {read_percent("96,4%"), read_percent(96.4), read_percent("0,964"), read_percent(0.964)} == {
        Fraction("0.964")
    }


def test_cents_are_rounded_half_away_from_nothing_and_it_shows() -> None:
    assert to_cents(Fraction("2.005")) == (Money(201), True)
    assert to_cents(Fraction("-2.005")) == (Money(-201), True)
    assert to_cents(Fraction("2.01")) == (Money(201), False)


@pytest.mark.parametrize(
    ("texts", "party"),
    [
        (("Zorgaanbieder: De Linde", "AGB-code: 06990001"), Party("06990001", "De Linde")),
        (("De Linde (75990003)",), Party("75990003", "De Linde")),
        (("De Linde (SYNTHETIC) (6990001)",), Party("06990001", "De Linde (SYNTHETIC)")),
        (("De Linde",), Party("", "De Linde")),
    ],
)
def test_a_provider_is_found_in_words(texts: tuple[str, ...], party: Party) -> None:
    assert party_in(texts) == party


def test_a_total_is_known_by_its_word_and_a_name_is_not() -> None:
    assert [
        total_word((text,)) for text in ("Eindtotaal", "Subtotaal X", "Totaal Z", "Som", "Totaalzorg BV", "Somatiek")
    ] == [
        "Eindtotaal",
        "Subtotaal X",
        "Totaal Z",
        "Som",
        "",
        "",
    ]


def test_a_sum_is_found_from_any_earlier_total() -> None:
    running = Running("bedrag", money=True)
    for value in (100, 200):
        running.add(Fraction(value))
    assert running.covered(Fraction(300)) == 0
    running.close()
    running.add(Fraction(50))
    assert running.covered(Fraction(50)) == 1
    assert running.covered(Fraction(350)) == 0
    assert running.covered(Fraction(351)) is None
    running.close()
    assert running.covered(Fraction(0)) is None
    check = running.check(9, "Totaal", Fraction(360))
    assert (check.counted, check.rows, check.holds) == (Fraction(50), 1, False)
    assert running.check(9, "Eindtotaal", Fraction(360)).counted == 350

"""Whatever totals stand between the rows of a sheet, what is read is the rows, to the cent, and every total holds."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.catalogue.sheets import Row
from driehoek.adapters.catalogue.start.fields import Field, Meaning
from driehoek.adapters.catalogue.start.rows import Frame, RowReader, all_hold
from driehoek.application.start import Role, Why
from driehoek.kernel import Money, total

TITLES = ("AGB", "Prestatie", "Bedrag")
COLUMNS = {1: Meaning(Field.CONTRACT), 2: Meaning(Field.PRODUCT), 3: Meaning(Field.AMOUNT)}
FRAME = Frame("blad", TITLES, COLUMNS, Role.REALISED)
AMOUNTS = st.lists(st.integers(min_value=1, max_value=10**11), min_size=1, max_size=12)


def amount(cents: int) -> float:
    return cents / 100


def sheet(amounts: list[int], totals: set[int], *, named: bool) -> tuple[Row, ...]:
    """The amounts with a subtotal after each drawn place, and a total of all at the end."""
    label = "Subtotaal" if named else ""
    cells: list[tuple[str, str, float]] = []
    since = 0
    for place, cents in enumerate(amounts):
        cells.append(("06990001", "SYN041", amount(cents)))
        since += cents
        if place in totals:
            cells.append((label, "", amount(since)))
            since = 0
    cells.append(("Eindtotaal" if named else "", "", amount(sum(amounts))))
    return tuple(Row(number, row) for number, row in enumerate(cells, start=2))


@given(AMOUNTS, st.sets(st.integers(min_value=0, max_value=11)), st.booleans())
def test_totals_are_never_counted_and_always_hold(amounts: list[int], totals: set[int], named: bool) -> None:  # noqa: FBT001
    reader = RowReader(FRAME, {})
    reader.read(sheet(amounts, totals, named=named))
    assert [line.amount for line in reader.lines] == [Money(cents) for cents in amounts]
    assert reader.used == len(amounts)
    assert {item.why for item in reader.left} == {Why.TOTAL if named else Why.SUM}
    assert all_hold(reader.totals.checks)


@given(AMOUNTS, st.integers(min_value=1, max_value=10**6))
def test_a_total_that_is_off_by_any_number_of_cents_is_told(amounts: list[int], off: int) -> None:
    rows = (*sheet(amounts, set(), named=True)[:-1], Row(99, ("Eindtotaal", "", amount(sum(amounts) + off))))
    reader = RowReader(FRAME, {})
    reader.read(rows)
    (check,) = reader.totals.checks
    assert check.difference == Fraction(-off)
    assert total(line.amount for line in reader.lines if line.amount) == Money(sum(amounts))

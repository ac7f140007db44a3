"""Small numbers cannot be computed from what is published: held against linear programming, an outside judge."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import highspy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.need.suppress import TOTAL, Cell, CountTable, Mark, suppressed


def table(rows: list[list[int]], *, columns_add_up: bool = True, rows_add_up: bool = True) -> CountTable:
    """Rows of numbers with their totals."""
    cells: dict[Cell, int] = {
        (f"r{row}", f"c{column}"): count for row, counts in enumerate(rows) for column, count in enumerate(counts)
    }
    if rows_add_up:
        cells |= {(f"r{row}", TOTAL): sum(counts) for row, counts in enumerate(rows)}
    if columns_add_up:
        cells |= {(TOTAL, f"c{column}"): sum(counts) for column, counts in enumerate(zip(*rows, strict=True))}
    if rows_add_up and columns_add_up:
        cells[TOTAL, TOTAL] = sum(sum(counts) for counts in rows)
    return CountTable("made up", cells)


def known(made: CountTable, marks: dict[Cell, Mark], threshold: int) -> list[Cell]:
    """The left-out cells that a reader computes exactly: the least and the most that fit are the same."""
    solver: Any = highspy.Highs  # the library has no types
    model = solver()
    model.setOptionValue("output_flag", False)  # noqa: FBT003 - the name of the option says it
    names = list(made.cells)
    ends_of = {Mark.SMALL: (1, threshold - 1), Mark.BESIDE: (threshold, 10_000), Mark.WHOLE: (0, 10_000)}
    variables = {}
    for cell in names:
        low, high = ends_of[marks[cell]] if cell in marks else (made.cells[cell], made.cells[cell])
        variables[cell] = model.addVariable(low, high)
    for at in (0, 1):
        for name in {cell[at] for cell in names}:
            parts = [cell for cell in names if cell[at] == name and cell[1 - at] != TOTAL]
            total = (name, TOTAL) if at == 0 else (TOTAL, name)
            if total in made.cells and parts:
                model.addConstr(sum(variables[cell] for cell in parts) == variables[total])
    found = []
    for cell in marks:
        ends = []
        for search in (model.minimize, model.maximize):
            search(variables[cell] + 0.0)
            ends.append(Fraction(model.getObjectiveValue()).limit_denominator(1000))
        if ends[0] == ends[1]:
            found.append(cell)
    return found


def test_a_table_without_small_numbers_hides_nothing() -> None:
    assert suppressed(table([[10, 20, 0], [30, 12, 99]]), 10) == {}


def test_a_total_with_its_other_parts_does_not_give_the_small_one() -> None:
    made = table([[4, 25, 40]], columns_add_up=False)
    assert suppressed(made, 10) == {("r0", "c0"): Mark.SMALL, ("r0", "c1"): Mark.BESIDE}


def test_the_way_with_the_fewest_persons_goes_in_row_and_column() -> None:
    marks = suppressed(table([[4, 25, 40], [60, 70, 80], [30, 90, 50]]), 10)
    assert marks[("r0", "c0")] is Mark.SMALL
    assert {cell for cell, mark in marks.items() if mark is Mark.BESIDE} == {
        ("r0", "c2"),
        ("r2", "c0"),
        ("r2", "c2"),
    }


def test_two_small_ones_that_a_total_gives_away_get_a_third() -> None:
    made = table([[9, 9, 30]], columns_add_up=False)
    assert known(made, {("r0", "c0"): Mark.SMALL, ("r0", "c1"): Mark.SMALL}, 10)
    assert suppressed(made, 10)[("r0", "c2")] is Mark.BESIDE


def test_a_zero_is_shown_and_is_no_hiding_place() -> None:
    marks = suppressed(table([[4, 0, 0, 40]], columns_add_up=False), 10)
    assert marks == {("r0", "c0"): Mark.SMALL, ("r0", "c3"): Mark.BESIDE}


def test_a_table_that_being_small_gives_away_is_left_out_as_a_whole() -> None:
    made = table([[1] * 9 + [0]], columns_add_up=False)
    assert set(suppressed(made, 10).values()) == {Mark.WHOLE}


def test_what_is_left_out_elsewhere_is_left_out_here_and_kept_safe() -> None:
    made = table([[20, 30, 40]], columns_add_up=False)
    assert set(suppressed(made, 10, frozenset({("r0", "c2")}))) == {("r0", "c2"), ("r0", "c0")}


def test_a_threshold_that_hides_nothing_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="hides nothing"):
        suppressed(table([[1]]), 2)


counts = st.one_of(st.integers(0, 12), st.integers(0, 60))


@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
    ),
    threshold=st.sampled_from([5, 10]),
    columns_add_up=st.booleans(),
    rows_add_up=st.booleans(),
)
def test_no_left_out_number_can_be_computed(
    *, rows: list[list[int]], threshold: int, columns_add_up: bool, rows_add_up: bool
) -> None:
    made = table(rows, columns_add_up=columns_add_up, rows_add_up=rows_add_up)
    marks = suppressed(made, threshold)
    assert all(cell in marks for cell, count in made.cells.items() if 0 < count < threshold)
    assert known(made, marks, threshold) == []

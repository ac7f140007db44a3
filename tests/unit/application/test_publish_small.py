from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.application.publish import LEAST_CLIENTS, Cell, apart, least_clients
from driehoek.kernel import Quantity, Unit


def cell(name: str, clients: int, contracts: int = 5, weight: int = 0) -> Cell:
    return Cell((name,), clients, frozenset(f"{name}-{place}" for place in range(contracts)), weight)


def names(cells: tuple[Cell, ...]) -> str:
    return "".join(item.key[0] for item in cells)


def test_a_cell_of_few_clients_is_never_shown_alone() -> None:
    shown, together = apart([cell("a", 9), cell("b", 40), cell("c", 90)])
    # b joins a: alone, a would be the whole less b and c
    assert (names(shown), names(together)) == ("c", "ab")


def test_a_cell_of_one_provider_is_not_a_regional_sum() -> None:
    shown, together = apart([cell("a", 500, contracts=1), cell("b", 500), cell("c", 600)])
    assert (names(shown), names(together)) == ("c", "ab")
    assert names(apart([cell("a", 500, contracts=1), cell("b", 500)], contracts=1)[0]) == "ab"


def test_two_small_cells_that_are_small_together_take_a_third() -> None:
    shown, together = apart([cell("a", 2, 1), cell("b", 3, 1), cell("c", 40), cell("d", 50)])
    assert (names(shown), names(together)) == ("d", "abc")


def test_a_small_cell_that_is_nearly_the_whole_sum_is_hidden_behind_a_larger_one() -> None:
    by_hand, rounding = cell("a", 10, contracts=1, weight=25_000), cell("r", 10, contracts=9, weight=-1_654)
    shown, together = apart([by_hand, rounding, cell("g", 10, contracts=30, weight=2_301_240_706)])
    assert (names(shown), names(together)) == ("", "agr")


def test_where_nothing_can_hide_it_only_the_whole_is_shown() -> None:
    shown, together = apart([cell("a", 3, 1), cell("b", 4, 1)])
    assert (names(shown), names(together)) == ("", "ab")
    assert apart([]) == ((), ())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.integers(-1000, 1000)), max_size=8))
def test_what_is_shown_hides_every_small_cell(rows: list[tuple[int, int, int]]) -> None:
    cells = [cell(f"{place:02d}", *row) for place, row in enumerate(rows)]
    shown, together = apart(cells)
    assert sorted([*shown, *together], key=lambda item: item.key) == cells
    assert all(item.clients >= LEAST_CLIENTS and len(item.contracts) >= 3 for item in shown)
    assert len(together) != 1 or not shown
    assert apart(list(reversed(cells))) == (shown, together)


@pytest.mark.parametrize(
    ("quantities", "least"),
    [
        ([Quantity(3_659, Unit.ETMAAL)], 9),
        ([Quantity(3_660, Unit.ETMAAL), Quantity(10, Unit.PIECE)], 10),
        # one client may live somewhere, go out by day and be driven there: that is one client
        ([Quantity(366, Unit.ETMAAL), Quantity(366, Unit.HALF_DAY), Quantity(366, Unit.PIECE)], 1),
        ([], 0),
    ],
)
def test_clients_are_counted_from_below(quantities: list[Quantity], least: int) -> None:
    assert least_clients(quantities) == least

"""Small numbers: which cells of a table may be shown apart, and which only together.

1. A cell is shown apart when at least `LEAST_CLIENTS` clients and at least ``contracts`` contracts stand behind it.
2. The others are shown as one sum. When that sum is small itself, hides a single cell, or is for more than half one
   small cell, the smallest of the others joins it: or the hidden cell would be the whole less what is shown, or as
   good as that.
3. When nothing is left to join, only the whole is shown.

How many clients stand behind a quantity is not known and must not be: it is bounded from below by the most that one
client could use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from driehoek.kernel import Quantity, Unit

LEAST_CLIENTS = 10
"""Fewer clients than this are never told apart."""
LEAST_CONTRACTS = 3
"""Behind fewer contracts than this a regional sum says what one provider has."""
MOST_IN_A_YEAR = {
    Unit.ETMAAL: 366,
    Unit.HALF_DAY: 3 * 366,
    Unit.HOUR: 24 * 366,
    Unit.FIVE_MINUTES: 24 * 12 * 366,
    Unit.PIECE: 2 * 366,
}
"""The most that one client could use of each unit in a year: day and night, and there and back with transport."""
ENOUGH = LEAST_CLIENTS
"""The number of clients of a cell that is about no care, such as a step of the division."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, by what stands behind it.

    Attributes:
        key: its place in the table.
        clients: at least so many clients stand behind it.
        contracts: the contracts that stand behind it.
        weight: the size of what it holds, such as its amount in cents; zero where that tells nothing.
    """

    key: tuple[str, ...]
    clients: int
    contracts: frozenset[str]
    weight: int = 0


def least_clients(quantities: Iterable[Quantity]) -> int:
    """How many clients at least it takes to use ``quantities``; one client may use several products at once.

    >>> least_clients([Quantity(3_660, Unit.ETMAAL), Quantity(366, Unit.PIECE)])
    10
    """
    steps: defaultdict[Unit, int] = defaultdict(int)
    for quantity in quantities:
        steps[quantity.unit] += quantity.steps
    return max((count // (MOST_IN_A_YEAR[unit] * unit.steps) for unit, count in steps.items()), default=0)


def apart(cells: Sequence[Cell], contracts: int = LEAST_CONTRACTS) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Which cells may be shown apart, and which only together; see the module docstring.

    Args:
        cells: the cells of one table that add up to a whole that is shown.
        contracts: the least number of contracts behind a cell; 1 where providers may be told apart.

    Returns:
        The cells to show and the cells to add up, each in order of key.
    """
    ordered = sorted(cells, key=lambda cell: (cell.clients, len(cell.contracts), cell.key))
    together = [cell for cell in ordered if not _large(cell.clients, cell.contracts, contracts)]
    shown = [cell for cell in ordered if cell not in together]
    while together and shown and not _hidden(together, contracts):
        together.append(shown.pop(0))  # 2
    by_key = sorted(shown, key=lambda cell: cell.key), sorted(together, key=lambda cell: cell.key)
    return tuple(by_key[0]), tuple(by_key[1])


def _large(clients: int, behind: frozenset[str], contracts: int) -> bool:
    return clients >= LEAST_CLIENTS and len(behind) >= contracts


def _hidden(together: Sequence[Cell], contracts: int) -> bool:
    """Whether the sum of these cells tells nothing of one of them."""
    behind = frozenset[str]().union(*(cell.contracts for cell in together))
    small = [abs(cell.weight) for cell in together if not _large(cell.clients, cell.contracts, contracts)]
    dominated = 2 * max(small, default=0) > sum(abs(cell.weight) for cell in together)
    many = _large(max(cell.clients for cell in together), behind, contracts)
    return len(together) > 1 and many and not dominated

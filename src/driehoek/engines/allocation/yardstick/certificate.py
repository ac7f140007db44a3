"""The proof that a division in whole units keeps every limit to the cent.

It shares nothing with the repair: it reads the rows as they stand and adds whole numbers of Python, which neither
round nor overflow.
"""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.engines.allocation.yardstick.model import WORTH, Ints, Model


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the proof found.

    Attributes:
        rows: how many limits were added up.
        passed: the rows that are no floor and are passed: never any, or the division is not shown.
        outside: the columns below zero or above the most: likewise.
        missed: per floor that is missed by how much, in cents or units.
        worth: the sum of worth with the penalties of soft rows taken off, in hundred-millionths of a euro.
    """

    rows: int
    passed: tuple[int, ...]
    outside: tuple[int, ...]
    missed: dict[int, int]
    worth: int

    @property
    def holds(self) -> bool:
        """Whether nothing is passed."""
        return not self.passed and not self.outside

    @property
    def euros(self) -> int:
        """The worth in whole euros, rounded down."""
        return self.worth // WORTH


def prove(model: Model, units: Ints) -> Certificate:
    """Add up every row of the model for ``units``."""
    counts = [int(count) for count in units]
    outside = tuple(
        number for number, (count, most) in enumerate(zip(counts, model.most, strict=True)) if not 0 <= count <= most
    )
    worth = sum(int(value) * count for value, count in zip(model.worth, counts, strict=True))
    passed, missed = list[int](), dict[int, int]()
    for row in range(len(model.limit)):
        begin, end = int(model.starts[row]), int(model.starts[row + 1])
        used = 0
        for entry in range(begin, end):
            used += int(model.factors[entry]) * counts[int(model.columns[entry])]
        over = used - int(model.limit[row])
        if over <= 0:
            continue
        if int(model.limit[row]) < 0:
            missed[row] = over
            worth -= over * int(model.penalty[row]) // int(model.scale[row])
        else:
            passed.append(row)
    return Certificate(len(model.limit), tuple(passed), outside, missed, worth)

"""Totals in a sheet: known by their word or because they are the sum of rows above, and used as a check."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from driehoek.application.start import TotalCheck

_WORD = re.compile(r"\b(?:eind|sub|deel|groot)?totaal\b|\btotalen\b|\b(?:sub|grand )?total\b|^som\b", re.IGNORECASE)
_WHOLE = re.compile(r"\beindtotaal\b|\bgrand total\b|\btotaal generaal\b|\balgemeen totaal\b", re.IGNORECASE)
_HALF_CENT = Fraction(1, 2)


def total_word(texts: tuple[str, ...]) -> str:
    """The text in a row that calls it a total; empty when there is none."""
    if not _WORD.search("\n".join(texts)):
        return ""
    return next((text for text in texts if _WORD.search(text)), "")


@dataclass(slots=True)
class Running:
    """The sums of one column while its rows are read from top to bottom.

    Attributes:
        title: of the column.
        money: whether it counts cents.
        sums: what the rows came to at each total so far, first of all nothing.
        rows: how many rows there were then.
        reached: what they come to now.
        count: how many rows there are now.
    """

    title: str
    money: bool
    sums: list[Fraction] = field(default_factory=lambda: [Fraction(0)])
    rows: list[int] = field(default_factory=lambda: [0])
    reached: Fraction = Fraction(0)
    count: int = 0
    _places: dict[int, list[int]] = field(default_factory=lambda: {0: [0]})

    def add(self, value: Fraction) -> None:
        """Count one more row."""
        self.reached += value
        self.count += 1

    def covered(self, stated: Fraction) -> int | None:
        """From which earlier total on the rows come to ``stated``; None when from nowhere."""
        start = self.reached - stated
        for key in (round(start) - 1, round(start), round(start) + 1):
            for place in reversed(self._places.get(key, [])):
                if abs(self.sums[place] - start) <= _HALF_CENT and self.rows[place] < self.count:
                    return place
        return None

    def close(self) -> None:
        """Mark that a total stands here."""
        self._places.setdefault(round(self.reached), []).append(len(self.sums))
        self.sums.append(self.reached)
        self.rows.append(self.count)

    def check(self, row: int, label: str, stated: Fraction) -> TotalCheck:
        """Hold a total against the rows it is of: those that come to it, else all for an end total, else the last."""
        place = self.covered(stated)
        if place is None:
            place = 0 if _WHOLE.search(label) else self._last()
        counted, rows = self.reached - self.sums[place], self.count - self.rows[place]
        return TotalCheck(row, label, self.title, stated, counted, rows, self.money)

    def _last(self) -> int:
        """The start of the rows since the last total; of all rows when no row came after it."""
        return bisect_left(self.rows, self.count) - 1 if self.rows[-1] == self.count else len(self.rows) - 1


@dataclass(slots=True)
class Totals:
    """The columns of a sheet that can be added up, and the totals found.

    Attributes:
        running: per column number its sums so far.
        checks: the totals found.
        early: totals that stand above the rows they are of.
    """

    running: Mapping[int, Running]
    checks: list[TotalCheck] = field(default_factory=list)
    early: list[tuple[int, str, Mapping[int, Fraction]]] = field(default_factory=list)

    def add(self, values: Mapping[int, Fraction]) -> None:
        """Count a row."""
        for number, running in self.running.items():
            running.add(values.get(number, Fraction(0)))

    def is_sum(self, values: Mapping[int, Fraction]) -> bool:
        """Whether a row without a name is the sum of rows above it, in every column that has a number."""
        stated = {number: value for number, value in values.items() if number in self.running and value}
        return bool(stated) and all(self.running[number].covered(value) is not None for number, value in stated.items())

    def total(self, row: int, label: str, values: Mapping[int, Fraction]) -> None:
        """A row that is a total."""
        if not any(running.count for running in self.running.values()):
            self.early.append((row, label, values))
            return
        for number, running in self.running.items():
            if number in values:
                self.checks.append(running.check(row, label, values[number]))
        for running in self.running.values():
            running.close()

    def end(self) -> None:
        """The end of the sheet: totals that stood above are of everything."""
        for row, label, values in self.early:
            for number, running in self.running.items():
                if number in values:
                    stated = values[number]
                    check = TotalCheck(row, label, running.title, stated, running.reached, running.count, running.money)
                    self.checks.append(check)

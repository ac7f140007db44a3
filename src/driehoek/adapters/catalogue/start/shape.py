"""Where the table of a sheet begins and how its titles read, also when they stand in two rows."""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.adapters.catalogue.columns import Certainty
from driehoek.adapters.catalogue.sheets import Row, Sheet
from driehoek.adapters.catalogue.start.fields import MEASURES, Field, Meaning, meaning_of
from driehoek.adapters.catalogue.values import cell_text

_WITHIN = 40
_LEAST = 3
_PARTIES = frozenset({Field.CONTRACT, Field.NAME})
_GOODS = frozenset({Field.PRODUCT, Field.DESCRIPTION})
_PIVOT_TITLES = frozenset({"rijlabels", "row labels"})
_SURE, _PROBABLE = 2, 1


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of a sheet.

    Attributes:
        first: the index, among the rows of the sheet, of the first row of titles.
        height: over how many rows they stand.
        titles: one per column.
    """

    first: int
    height: int
    titles: tuple[str, ...]

    @property
    def body(self) -> int:
        """The index of the first row under the titles."""
        return self.first + self.height


def texts_of(row: Row) -> tuple[str, ...]:
    """The cells of a row as text."""
    return tuple(cell_text(cell) for cell in row.cells)


def find_header(sheet: Sheet) -> Header | None:
    """The row, or pair of rows, whose titles say most; None when no row says enough for a table."""
    rows = sheet.rows[:_WITHIN]
    best: tuple[int, int, Header] | None = None
    for index, row in enumerate(rows):
        if _numeric(row):
            continue
        single = texts_of(row)
        candidates = [Header(index, 1, single)]
        after = rows[index + 1] if index + 1 < len(rows) else None
        if after is not None and after.number == row.number + 1 and not _numeric(after):
            candidates.append(Header(index, 2, _combined(single, texts_of(after))))
        for header in candidates:
            score = _score(header.titles)
            if score >= _LEAST and (best is None or (score, -header.height) > best[:2]):
                best = score, -header.height, header
    return best[2] if best else None


def is_pivot(sheet: Sheet) -> bool:
    """Whether a sheet is a pivot table in the compact form, with everything in one column of labels."""
    return any(text.casefold() in _PIVOT_TITLES for row in sheet.rows[:_WITHIN] for text in texts_of(row))


def _numeric(row: Row) -> bool:
    """Whether a row holds a number that is no year, so that it is no row of titles."""
    years = range(2000, 2100)
    return any(isinstance(cell, int | float) and not isinstance(cell, bool) and cell not in years for cell in row.cells)


def _combined(top: tuple[str, ...], bottom: tuple[str, ...]) -> tuple[str, ...]:
    width = max(len(top), len(bottom))
    above = [*top, *[""] * (width - len(top))]
    below = [*bottom, *[""] * (width - len(bottom))]
    titles, carried = [], ""
    for over, under in zip(above, below, strict=True):
        carried = over or (carried if under else "")
        titles.append(" ".join(dict.fromkeys(part for part in (over or carried, under) if part)))
    return tuple(titles)


def _score(titles: tuple[str, ...]) -> int:
    """How much a row of titles says; nothing when it is no table of care, tariffs or providers."""
    found: dict[Meaning, int] = {}
    for title in titles:
        said = meaning_of(title)
        if said:
            worth = _SURE if said[1] is Certainty.EXACT else _PROBABLE
            found[said[0]] = max(worth, found.get(said[0], 0))
    fields = {meaning.field for meaning in found}
    months = sum(1 for meaning in found if meaning.month)
    measured = bool(fields & {*MEASURES, Field.MAXIMUM}) or months > 1
    named = bool(fields & (_PARTIES | _GOODS))
    return sum(found.values()) if (measured and named) or fields >= _PARTIES else 0

"""The same care in two files: asked once, so that no euro counts twice because it was sent twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, replace
from itertools import combinations

from driehoek.application.start.codes import SAME_TWICE
from driehoek.application.start.material import Ask, Line, Option, Question, Role, RowLeft, SheetTold, Why
from driehoek.application.start.parties import Parties
from driehoek.kernel import ZERO, Finding, Place, dutch

_OPTIONS = (Option("yes", "ja, één keer tellen", "yes, count once"), Option("no", "nee, allebei", "no, count both"))
_AT_LEAST = 2
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_Person = tuple[Ask, MutableMapping[str, str]]


@dataclass(frozen=True, slots=True)
class Once:
    """What is left when care that stands in two sheets counts once.

    Attributes:
        lines: the lines that count.
        sheets: the sheets; the rows that do not count are listed.
        findings: which sheets hold the same.
    """

    lines: tuple[Line, ...]
    sheets: tuple[SheetTold, ...]
    findings: tuple[Finding, ...]


def once(lines: Iterable[Line], sheets: tuple[SheetTold, ...], parties: Parties, person: _Person) -> Once:
    """Find sheets of which every line stands in another sheet too, and let their lines count once.

    Sheets of one provider or one month are never the same by chance in two lines or more; whether they are is asked,
    and when nobody answers they count once, with a warning.

    Args:
        lines: those of the years that count.
        sheets: all sheets.
        parties: who is who.
        person: asks a person, and what was answered before; what is answered now is added.
    """
    kept = list(lines)
    by_sheet: defaultdict[tuple[Role, str], list[Line]] = defaultdict(list)
    for line in kept:
        if line.role in (Role.AGREED, Role.REALISED):
            by_sheet[line.role, line.place.file].append(line)
    gone: set[tuple[Role, str]] = set()
    findings: list[Finding] = []
    keys = {place: Counter(_key(line, parties) for line in held) for place, held in by_sheet.items()}
    order = sorted(by_sheet, key=lambda key: (key[0].value, -len(by_sheet[key]), key[1]))
    for one, other in combinations(order, 2):
        if one[0] is not other[0] or one in gone or other in gone or not _within(keys[other], keys[one]):
            continue
        if _same(one[1], other[1], by_sheet[other], *person):
            gone.add(other)
            findings.append(Finding(SAME_TWICE, other[1], wanted=one[1], place=Place(other[1])))
    left = tuple(line for line in kept if (line.role, line.place.file) not in gone)
    used = {(line.place.file, line.place.line) for line in left}
    dropped = {place for _, place in gone}
    return Once(left, tuple(_told(sheet, dropped, used, kept) for sheet in sheets), tuple(findings))


def _key(line: Line, parties: Parties) -> tuple[object, ...]:
    return parties.contract(line.party), line.product, line.quantity, line.amount


def _within(few: Counter[tuple[object, ...]], many: Counter[tuple[object, ...]]) -> bool:
    """Whether every line of one sheet stands in another."""
    return few.total() >= _AT_LEAST and not few - many


def _same(one: str, other: str, lines: list[Line], ask: Ask, said: MutableMapping[str, str]) -> bool:
    about = _YEAR.sub("jaar", f"same: {other} = {one}")
    if about not in said:
        answer = ask(
            Question(
                other,
                f"Alle regels van {other} staan ook in {one}. Is het dezelfde zorg?",
                f"All rows of {other} stand in {one} too. Is it the same care?",
                "yes",
                "aanbieder, prestatie, aantal en bedrag zijn gelijk",
                "provider, product, quantity and amount are equal",
                tuple(f"{line.party.name} {line.product} {dutch.amount(line.amount or ZERO)}" for line in lines[:3]),
                _OPTIONS,
            )
        )
        if answer is None:
            return True
        said[about] = answer
    return said[about] == "yes"


def _told(sheet: SheetTold, dropped: set[str], used: set[tuple[str, int]], lines: list[Line]) -> SheetTold:
    """A sheet of which rows no longer count; one that still gives lines of the other kind keeps its rows."""
    if sheet.place not in dropped:
        return sheet
    rows = dict.fromkeys(line.place.line for line in lines if line.place.file == sheet.place)
    out = [row for row in rows if (sheet.place, row) not in used]
    left = (*sheet.left, *(RowLeft(row, Why.ELSEWHERE, "") for row in out))
    return replace(sheet, used=sheet.used - len(out), left=tuple(sorted(left, key=lambda item: item.row)))

"""Which year is started, and which sheets are of the year before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from driehoek.application.start import codes
from driehoek.application.start.material import Line, Material, Role, RowLeft, SheetTold, Why, holds
from driehoek.kernel import Finding, Place

_BEFORE = {Role.AGREED: (1,), Role.REALISED: (1, 2)}
"""How many years before the contract year: in the year before it only the year before that is delivered in full."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines of the years that count.

    Attributes:
        year: the contract year.
        lines: of agreements and production of the right years, and what only tells of providers.
        sheets: all sheets; one of another year is not used and says so.
        findings: years that are not what they should be, or are not said.
    """

    year: int
    lines: tuple[Line, ...]
    sheets: tuple[SheetTold, ...]
    findings: tuple[Finding, ...]


def choose(material: Material, wanted: int | None, otherwise: int) -> Chosen:
    """Choose the contract year and the sheets that belong to it.

    Args:
        material: what was read.
        wanted: the contract year that was asked for, if any.
        otherwise: the contract year when neither a person nor a file says it.
    """
    year = wanted or _said(material) or otherwise
    kept = {role: _year_of(role, material.years(role), year) for role in (Role.AGREED, Role.REALISED)}
    findings = list(_differences(material.sheets, kept, year))
    dropped = {
        (sheet.place, role) for sheet in material.sheets for role in holds(sheet.role) if _other(sheet, role, kept)
    }
    lines = tuple(line for line in material.lines if (line.place.file, line.role) not in dropped)
    sheets = tuple(_without(sheet, dropped, material.lines) for sheet in material.sheets)
    return Chosen(year, lines, sheets, tuple(findings))


def _said(material: Material) -> int | None:
    """The contract year that the files say: after the agreements, else of tariffs that fit what was delivered."""
    agreed, realised = material.years(Role.AGREED), material.years(Role.REALISED)
    if agreed:
        return max(agreed) + 1
    if not realised:
        return None
    fitting = [year for year in material.years(Role.TARIFFS) if year - max(realised) in _BEFORE[Role.REALISED]]
    return max(fitting, default=max(realised) + 1)


def _year_of(role: Role, years: tuple[int, ...], year: int) -> int | None:
    """The year whose sheets count: the right one, else the last there is."""
    right = [year - back for back in _BEFORE[role] if year - back in years]
    return right[0] if right else max(years, default=None)


def _other(sheet: SheetTold, role: Role, kept: dict[Role, int | None]) -> bool:
    year = sheet.year_of(role)
    return role in kept and year is not None and year != kept[role]


def _differences(sheets: Iterable[SheetTold], kept: dict[Role, int | None], year: int) -> Iterable[Finding]:
    for sheet in sheets:
        for role in holds(sheet.role):
            if role not in kept:
                continue
            wanted = str(year - _BEFORE[role][0])
            place = Place(sheet.place)
            own = sheet.year_of(role)
            if own is None:
                yield Finding(codes.YEAR_NOT_SAID, sheet.place, wanted=wanted, place=place)
            elif year - own not in _BEFORE[role] or _other(sheet, role, kept):
                yield Finding(codes.OTHER_YEAR, sheet.place, str(own), wanted, place)


def _without(sheet: SheetTold, dropped: set[tuple[str, Role]], lines: tuple[Line, ...]) -> SheetTold:
    gone = [role for role in holds(sheet.role) if (sheet.place, role) in dropped]
    if not gone or len(gone) < len(holds(sheet.role)):
        return sheet
    rows = dict.fromkeys(line.place.line for line in lines if line.place.file == sheet.place)
    left = (*sheet.left, *(RowLeft(row, Why.OTHER_YEAR, "") for row in rows))
    return replace(sheet, used=0, left=tuple(sorted(left, key=lambda item: item.row)), amounts=())

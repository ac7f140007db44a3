"""What a line of the picture of need is about, and what it says of a shortage: what a policy needs to point to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.picture import Line
from driehoek.kernel import RegionCode

GAP, WHITE_SPOT, NEEDING_PLACE = "gap", "white-spot", "needing-place"
"""What the lines are called that conclude on a market, and the one that counts who will need a place."""

_SPECIFICATION = "specification-"
_PARTS = (3, 4)


class Says(Enum):
    """What a line says of a shortage."""

    SHORT = "short"
    """Less is held than needed, or nobody offers it at all."""
    ENOUGH = "enough"
    """As much is held as needed, or more."""
    UNKNOWN = "unknown"
    """It concludes on a market of which demand or supply is not known."""
    QUALITY = "quality"
    """A quality that was asked for (C-004): no figure, and something that an offer can answer."""
    COUNT = "count"
    """It counts people or places and concludes nothing."""


@dataclass(frozen=True, slots=True)
class LineId:
    """The parts of the id of a line.

    Attributes:
        region: the region.
        group: for whom.
        municipality: the four digits; empty for the whole region.
        what: what it counts or concludes, such as ``white-spot``.
    """

    region: RegionCode
    group: ClientGroup
    municipality: str
    what: str

    @classmethod
    def parse(cls, text: str) -> LineId | None:
        """Read an id; None for what is no id of a line.

        >>> LineId.parse("5510/VV/0014/gap").municipality, LineId.parse("5510/VV/gap").what
        ('0014', 'gap')
        >>> LineId.parse("Groningen") is None
        True
        """
        parts = text.split("/")
        if len(parts) not in _PARTS or not all(parts):
            return None
        region, municipality = RegionCode.parse(parts[0]), parts[2] if len(parts) == _PARTS[1] else ""
        groups = {group.value: group for group in ClientGroup}
        if region is None or parts[1] not in groups or (municipality and not _is_municipality(municipality)):
            return None
        return cls(region, groups[parts[1]], municipality, parts[-1])


def _is_municipality(text: str) -> bool:
    return len(text) == len("0014") and text.isascii() and text.isdigit()


def says(line: Line) -> Says:
    """What ``line`` says of a shortage.

    A white spot is a shortage also where its size is not known: nobody offers it within the travel time (C-009).
    """
    known = LineId.parse(line.id)
    what = known.what if known else ""
    if what.startswith(_SPECIFICATION):
        return Says.QUALITY
    if what not in {GAP, WHITE_SPOT}:
        return Says.COUNT
    if line.figure is None:
        return Says.SHORT if what == WHITE_SPOT else Says.UNKNOWN
    return Says.SHORT if line.figure.value > 0 else Says.ENOUGH


def line_in_words(text: str) -> str:
    """A line in plain Dutch by its id alone: for whom and where. What is no id is said as it stands.

    >>> line_in_words("5510/VV/0014/gap")
    'ouderen (verpleging en verzorging) in gemeente 0014'
    """
    known = LineId.parse(text)
    if known is None:
        return text
    where = f"gemeente {known.municipality}" if known.municipality else f"regio {known.region}"
    return f"{known.group.dutch} in {where}"

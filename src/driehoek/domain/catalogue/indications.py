"""What care can be indicated in: care profiles (zzp), or functions with a class (G-002)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.domain.catalogue.products import Sector
from driehoek.kernel import Quantity, Rate, Unit


class ProfileGroup(Enum):
    """The family of a care profile; the value is the word in our tables."""

    VV = "VV"
    GGZ_B = "GGZ-B"
    GGZ_C = "GGZ-C"
    GGZ_W = "GGZ-W"
    LVG = "LVG"
    SGLVG = "SGLVG"
    VG = "VG"
    LG = "LG"
    ZG_VIS = "ZGvis"
    ZG_AUD = "ZGaud"
    OTHER = "other"
    """Administrative codes: indicable without a profile, pgb, undetermined, partner."""

    @property
    def sector(self) -> Sector | None:
        """The sector it belongs to; None for administrative codes."""
        if self in {ProfileGroup.GGZ_B, ProfileGroup.GGZ_C, ProfileGroup.GGZ_W}:
            return Sector.GGZ
        if self is ProfileGroup.OTHER:
            return None
        return Sector.VV if self is ProfileGroup.VV else Sector.GZ


@dataclass(frozen=True, slots=True)
class Zzp:
    """A care profile (zorgprofiel; zorgzwaartepakket on a claim).

    Attributes:
        code: the COD163 code (``753``).
        short: its short name (``4VV``).
        meaning: its full name in Dutch.
        group: its family.
    """

    code: str
    short: str
    meaning: str
    group: ProfileGroup

    @property
    def sector(self) -> Sector | None:
        """The sector it belongs to; None for administrative codes."""
        return self.group.sector


@dataclass(frozen=True, slots=True)
class CareFunction:
    """A function (functie): a kind of care, apart from who delivers it.

    Attributes:
        code: the COD732 code (``31``).
        short: its short name (``PV``).
        meaning: its full name in Dutch.
        unit: in what its classes are counted; None where it has no classes.
    """

    code: str
    short: str
    meaning: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class CareClass:
    """A class (klasse): how much care per week in a function.

    Attributes:
        code: the COD756 code (``K2``, ``KD04``, ``KE7``).
        meaning: in Dutch.
        low: the least per week; None for "not applicable".
        high: the most per week.
    """

    code: str
    meaning: str
    low: Quantity | None = None
    high: Quantity | None = None

    @property
    def number(self) -> int | None:
        """Its number within its kind (2 for ``K2``, 4 for ``KD04``); None for "not applicable"."""
        digits = self.code.lstrip("KDE")
        return int(digits) if self.low is not None else None


@dataclass(frozen=True, slots=True)
class FunctionClass:
    """An indication for care at home: a function with its class (G-002)."""

    function: CareFunction
    care_class: CareClass

    @property
    def fits(self) -> bool:
        """Whether the class is counted in the unit of the function: hours, half-days or etmalen."""
        low = self.care_class.low
        return low is not None and low.unit is self.function.unit


Indicated = Zzp | FunctionClass
"""What is indicated: a care profile (residence) or a function with a class (care at home), never both (G-002)."""


@dataclass(frozen=True, slots=True)
class ClassHours:
    """For how many hours a week a class counts in a function.

    Attributes:
        function: the COD732 code.
        class_number: the number of the class.
        hours: per week.
    """

    function: str
    class_number: int
    hours: Quantity


@dataclass(frozen=True, slots=True)
class ProfileClasses:
    """The classes that make up a care profile for the personal budget.

    Attributes:
        profile: the short name of the profile (``4VV``).
        with_group: whether this row counts group guidance.
        classes: per short name of the function the number of its class; no entry is no care of that function.
    """

    profile: str
    with_group: bool
    classes: tuple[tuple[str, int], ...]


def hours_per_week(indicated: FunctionClass, table: tuple[ClassHours, ...]) -> Quantity | None:
    """The hours a week for which ``indicated`` counts by ``table``, or None when the table does not know it."""
    if not indicated.fits:
        return None
    wanted = (indicated.function.code, indicated.care_class.number)
    return next((row.hours for row in table if (row.function, row.class_number) == wanted), None)


def care_in_year(care_class: CareClass, clients: int, norm: Rate, weeks: int) -> Quantity | None:
    """What clients who chose a provider bring it in a year, within the bandwidth of their class (E-017, E-018).

    Care = clients x (low + norm x (high - low)) x weeks; the norm is an average over all clients, so that the provider
    stays free per client.

    >>> two_to_four = CareClass("K2", "", Quantity(2 * 60, Unit.HOUR), Quantity(4 * 60, Unit.HOUR))
    >>> str(care_in_year(two_to_four, 1000, Rate.parse("50%"), 52))
    '156000 hour'

    Args:
        care_class: the indicated class.
        clients: how many clients.
        norm: how much of the bandwidth counts: 0 for the least of the class, 1 for the most.
        weeks: the weeks in which they get care.

    Returns:
        The care, rounded down to whole steps; None for a class without bounds.
    """
    if care_class.low is None or care_class.high is None:
        return None
    low, band = care_class.low, care_class.high - care_class.low
    per_client = low.steps + norm.value * band.steps
    return Quantity(int(clients * weeks * per_client), low.unit)

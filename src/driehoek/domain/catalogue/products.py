"""Products (prestaties): what can be agreed, delivered and claimed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.kernel import Unit

SYNTHETIC_PREFIX = "SYN"
"""How the code of every made-up product starts."""


class Sector(Enum):
    """The sector of a product or provider; the value is the word in files."""

    VV = "VV"
    """Nursing and care (verpleging en verzorging)."""
    GZ = "GZ"
    """Disability care (gehandicaptenzorg)."""
    GGZ = "GGZ"
    """Mental health care (geestelijke gezondheidszorg)."""

    @property
    def dutch(self) -> str:
        """The name on Dutch screens."""
        return {
            Sector.VV: "verpleging en verzorging",
            Sector.GZ: "gehandicaptenzorg",
            Sector.GGZ: "geestelijke gezondheidszorg",
        }[self]


class DeliveryForm(Enum):
    """Form of delivery (leveringsvorm); the codes are COD578."""

    PGB = "pgb"
    RESIDENCE = "verblijf"
    FULL_PACKAGE_HOME = "vpt"
    MODULAR_PACKAGE_HOME = "mpt"
    PART_TIME_RESIDENCE = "dtv"
    WRONG_BED = "verkeerde-bed"

    @property
    def code(self) -> str:
        """The COD578 code."""
        return {
            DeliveryForm.PGB: "2",
            DeliveryForm.RESIDENCE: "4",
            DeliveryForm.FULL_PACKAGE_HOME: "5",
            DeliveryForm.MODULAR_PACKAGE_HOME: "7",
            DeliveryForm.PART_TIME_RESIDENCE: "8",
            DeliveryForm.WRONG_BED: "9",
        }[self]

    @property
    def dutch(self) -> str:
        """The name on Dutch screens."""
        return {
            DeliveryForm.PGB: "persoonsgebonden budget (pgb)",
            DeliveryForm.RESIDENCE: "verblijf",
            DeliveryForm.FULL_PACKAGE_HOME: "volledig pakket thuis (vpt)",
            DeliveryForm.MODULAR_PACKAGE_HOME: "modulair pakket thuis (mpt)",
            DeliveryForm.PART_TIME_RESIDENCE: "deeltijdverblijf (dtv)",
            DeliveryForm.WRONG_BED: "verkeerde bed",
        }[self]

    @property
    def has_residence(self) -> bool:
        """Whether the client lives with the provider, wholly or in part; vpt lacks the residence part (G-006)."""
        return self in {DeliveryForm.RESIDENCE, DeliveryForm.PART_TIME_RESIDENCE}

    @property
    def in_kind(self) -> bool:
        """Whether the office purchases the care; with a pgb the client does."""
        return self is not DeliveryForm.PGB


class Category(Enum):
    """The line category of a budget form: on which page and in which block a product stands."""

    ZZP = "zzp"
    OTHER_BASE = "overige-basis"
    DAY_ACTIVITY = "dagbesteding"
    TRANSPORT = "vervoer"
    SUPPLEMENT = "toeslag"
    EXTRA_CARE = "meerzorg"
    GROUP_EXTRA_CARE = "groepsmeerzorg"
    """Extra care for a group of clients together, agreed once for all of them (E-026)."""
    MPT_CARE = "mpt-verzorging-verpleging"
    MPT_GUIDANCE = "mpt-begeleiding"
    MPT_TREATMENT = "mpt-behandeling"
    VPT = "vpt"
    RESPITE = "logeren"


class CareKind(Enum):
    """The kind of care by volume and complexity, so that each can be contracted on its own (E-058)."""

    BASE = "base"
    """Base care (basiszorg): high volume, low complexity."""
    CENTRE = "centre"
    """Centre care (centrumzorg): low volume, high complexity."""
    NETWORK = "network"
    """Network care (netwerkzorg): delivered in networks, such as acute care."""

    @property
    def dutch(self) -> str:
        """The name on Dutch screens."""
        return {
            CareKind.BASE: "basiszorg",
            CareKind.CENTRE: "centrumzorg",
            CareKind.NETWORK: "netwerkzorg",
        }[self]


class Treatment(Enum):
    """Whether a package includes treatment (behandeling)."""

    WITH = "with"
    WITHOUT = "without"
    NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Product:
    """A product (prestatie).

    Attributes:
        code: the performance code as declared; made-up ones start with ``SYN``.
        name: in Dutch, as on forms.
        sector: the sector it belongs to.
        form: the form of delivery.
        unit: what its quantity counts.
        category: where it stands on the budget form.
        treatment: whether the package includes treatment.
        zzp: the COD163 code of the care profile, where there is one.
        function: the COD732 function code, where there is one.
        care: base, centre or network care, where that is told apart.
    """

    code: str
    name: str
    sector: Sector
    form: DeliveryForm
    unit: Unit
    category: Category
    treatment: Treatment = Treatment.NOT_APPLICABLE
    zzp: str | None = None
    function: str | None = None
    care: CareKind | None = None

    @property
    def synthetic(self) -> bool:
        """Whether the product is made up; the code says so."""
        return self.code.startswith(SYNTHETIC_PREFIX)

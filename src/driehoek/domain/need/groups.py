"""The client groups by which need is told apart (C-005), and the statuses in which people wait (G; COD167)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from driehoek.domain.catalogue import Sector
from driehoek.domain.catalogue.indications import ProfileGroup


class ClientGroup(Enum):
    """A group of clients with a need of its own (C-005); the value is the word in files."""

    ELDERLY = "VV"
    """Somatic and psychogeriatric: nursing and care."""
    INTELLECTUAL = "VG"
    """Intellectual disability."""
    PHYSICAL = "LG"
    """Physical disability."""
    SENSORY = "ZG"
    """Sensory disability: sight or hearing."""
    YOUTH_LVG = "LVG"
    """Mild intellectual disability, mostly youth; strongly disturbed behaviour (SGLVG) with it."""
    PSYCHIATRIC = "GGZ"
    """Chronic psychiatric."""
    SHELTER = "MO"
    """Social shelter (maatschappelijke opvang): the margins of society. It has no care profile of its own."""
    DISABILITY = "GHZ"
    """All disabilities together, where a source does not tell them apart. It overlaps its parts: never add them up."""

    @property
    def parts(self) -> tuple[ClientGroup, ...]:
        """The groups that this one is the sum of; none for a group that stands by itself."""
        if self is not ClientGroup.DISABILITY:
            return ()
        return (ClientGroup.INTELLECTUAL, ClientGroup.PHYSICAL, ClientGroup.SENSORY, ClientGroup.YOUTH_LVG)

    @property
    def dutch(self) -> str:
        """The name on Dutch screens."""
        return {
            ClientGroup.ELDERLY: "ouderen (verpleging en verzorging)",
            ClientGroup.INTELLECTUAL: "verstandelijk gehandicapten",
            ClientGroup.PHYSICAL: "lichamelijk gehandicapten",
            ClientGroup.SENSORY: "zintuiglijk gehandicapten",
            ClientGroup.YOUTH_LVG: "licht verstandelijk gehandicapten (jeugd)",
            ClientGroup.PSYCHIATRIC: "geestelijke gezondheidszorg",
            ClientGroup.SHELTER: "maatschappelijke opvang",
            ClientGroup.DISABILITY: "gehandicapten, alle groepen samen",
        }[self]

    @property
    def english(self) -> str:
        """The name on English screens."""
        return {
            ClientGroup.ELDERLY: "elderly (nursing and care)",
            ClientGroup.INTELLECTUAL: "intellectual disability",
            ClientGroup.PHYSICAL: "physical disability",
            ClientGroup.SENSORY: "sensory disability",
            ClientGroup.YOUTH_LVG: "mild intellectual disability (youth)",
            ClientGroup.PSYCHIATRIC: "mental health care",
            ClientGroup.SHELTER: "social shelter",
            ClientGroup.DISABILITY: "disability, all groups together",
        }[self]

    @property
    def sector(self) -> Sector:
        """The sector in which the group's care is agreed."""
        if self is ClientGroup.ELDERLY:
            return Sector.VV
        return Sector.GGZ if self in {ClientGroup.PSYCHIATRIC, ClientGroup.SHELTER} else Sector.GZ


_OF_PROFILES = {
    ProfileGroup.VV: ClientGroup.ELDERLY,
    ProfileGroup.VG: ClientGroup.INTELLECTUAL,
    ProfileGroup.LG: ClientGroup.PHYSICAL,
    ProfileGroup.ZG_VIS: ClientGroup.SENSORY,
    ProfileGroup.ZG_AUD: ClientGroup.SENSORY,
    ProfileGroup.LVG: ClientGroup.YOUTH_LVG,
    ProfileGroup.SGLVG: ClientGroup.YOUTH_LVG,
    ProfileGroup.GGZ_B: ClientGroup.PSYCHIATRIC,
    ProfileGroup.GGZ_C: ClientGroup.PSYCHIATRIC,
    ProfileGroup.GGZ_W: ClientGroup.PSYCHIATRIC,
}


def group_of(profile: ProfileGroup) -> ClientGroup | None:
    """The client group of a family of profiles; None for administrative codes, which say nothing of need."""
    return _OF_PROFILES.get(profile)


class WaitingStatus(Enum):
    """The four statuses in which a person waits (standards report 4.4); the value is the word in files."""

    URGENT = "urgent-plaatsen"
    """Very soon."""
    ACTIVE = "actief-plaatsen"
    """Within one or some months; before 2021 this was called waiting actively."""
    PREFERENCE = "wacht-op-voorkeur"
    """For a provider or place of one's own choice; not active."""
    PRECAUTION = "wacht-uit-voorzorg"
    """Indicated, and not wanting care with residence yet."""
    URGENT_OR_ACTIVE = "urgent-of-actief-plaatsen"
    """Urgent and active together, where a source does not tell them apart."""

    @property
    def dutch(self) -> str:
        """The words on Dutch screens."""
        return self.value.replace("-", " ")

    @property
    def is_active(self) -> bool:
        """Whether the person wants care now, wherever it is; the others wait by wish (C-013)."""
        return self in {WaitingStatus.URGENT, WaitingStatus.ACTIVE, WaitingStatus.URGENT_OR_ACTIVE}


FOUR = (WaitingStatus.URGENT, WaitingStatus.ACTIVE, WaitingStatus.PREFERENCE, WaitingStatus.PRECAUTION)
"""The statuses that messages know."""


FOUR_STATUSES_FROM = date(2021, 1, 1)
"""From then on COD167 tells urgent and active apart (codes 6 and 7); before, code 1 stood for both."""

_OF_CODES = {
    "1": WaitingStatus.ACTIVE,
    "2": WaitingStatus.PREFERENCE,
    "3": WaitingStatus.PRECAUTION,
    "6": WaitingStatus.URGENT,
    "7": WaitingStatus.ACTIVE,
}


def status_of(cod167: str) -> WaitingStatus | None:
    """The waiting status of a delivery status (COD167); None for in care (4) and end of need (5), who do not wait."""
    return _OF_CODES.get(cod167)

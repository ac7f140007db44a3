"""The report of a talk (gespreksverslag): one text that both sides read, comment on and confirm.

Content and money are separate tracks, and content is agreed before money is (M-002); basic quality and safety are
always on the agenda (M-117). People stand in it by role. A version that both sides confirmed is the report; before that
each may write a next version, which has to be confirmed anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.domain.quality.commitments import Side
from driehoek.kernel import Code, Finding, Severity

BASIC_QUALITY = "Basiskwaliteit en veiligheid"
"""The subject that is on every agenda."""

NO_POINTS = Code(
    "QUA-020",
    nl="Het verslag noemt geen onderwerpen.",
    en="The report names no subjects.",
    mend_nl="Schrijf per onderwerp op wat ieder zei en wat is afgesproken.",
    mend_en="Write down per subject what each said and what was agreed.",
)
ONE_SIDED = Code(
    "QUA-021",
    nl="Het verslag zegt niet wie er namens {wanted} bij was.",
    en="The report does not say who was there for {wanted}.",
    mend_nl="Noem de functie, niet de naam.",
    mend_en="Name the role, not the person.",
)
NOT_HELD = Code(
    "QUA-022",
    nl="Het gesprek van {seen} moet nog komen.",
    en="The talk of {seen} has yet to come.",
    mend_nl="Schrijf het verslag na het gesprek.",
    mend_en="Write the report after the talk.",
)
NO_BASIC_QUALITY = Code(
    "QUA-023",
    nl="'{wanted}' staat niet in het verslag.",
    en="'{wanted}' is not in the report.",
    mend_nl="Zet erbij wat daarover is gezegd, ook als dat weinig is.",
    mend_en="Add what was said of it, even if that is little.",
    severity=Severity.WARNING,
)
MONEY_FIRST = Code(
    "QUA-024",
    nl="Over geld ('{seen}') is iets afgesproken, over de inhoud nog niets.",
    en="Something was agreed on money ('{seen}') and nothing on content yet.",
    mend_nl="Maak eerst afspraken over de inhoud.",
    mend_en="Agree on content first.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_POINTS, ONE_SIDED, NOT_HELD, NO_BASIC_QUALITY, MONEY_FIRST)
_NAMES = {Side.PURCHASER: "de inkoper", Side.PROVIDER: "de zorgaanbieder"}


class Track(Enum):
    """Whether a subject is about care or about money."""

    CONTENT = "content"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Saying:
    """What was said by one side.

    Attributes:
        side: by which.
        text: in plain words.
    """

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One subject of a talk.

    Attributes:
        subject: in a few words.
        track: content or money.
        said: what each side said.
        agreed: what was agreed; empty when nothing was.
    """

    subject: str
    track: Track
    said: tuple[Saying, ...] = ()
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class TalkReport:
    """The report of one talk.

    Attributes:
        held_on: the day of the talk.
        people: who was there, by side and role.
        points: the subjects, in order.
    """

    held_on: date
    people: tuple[tuple[Side, str], ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a side confirmed one version.

    Attributes:
        version: which.
        side: who.
    """

    version: int
    side: Side


class Agreement(Enum):
    """How far two sides agree on the text of a report."""

    NOBODY = "nobody"
    PURCHASER = "purchaser"
    PROVIDER = "provider"
    BOTH = "both"


def check_report(report: TalkReport, today: date) -> tuple[Finding, ...]:
    """What a report lacks, and what is worth a look in it."""
    found = []
    points = [point for point in report.points if point.subject.strip()]
    if not points:
        found.append(Finding(NO_POINTS, "verslag"))
    present = {side for side, role in report.people if role.strip()}
    found.extend(Finding(ONE_SIDED, "verslag", wanted=_NAMES[side]) for side in Side if side not in present)
    if report.held_on > today:
        found.append(Finding(NOT_HELD, "verslag", seen=report.held_on.isoformat()))
    if points and not any(point.subject.strip().casefold() == BASIC_QUALITY.casefold() for point in points):
        found.append(Finding(NO_BASIC_QUALITY, "verslag", wanted=BASIC_QUALITY))
    money = next((point for point in points if point.track is Track.MONEY and point.agreed.strip()), None)
    content = any(point.track is Track.CONTENT and point.agreed.strip() for point in points)
    if money is not None and not content:
        found.append(Finding(MONEY_FIRST, "verslag", seen=money.subject))
    return tuple(found)


def agreement_on(version: int, confirmations: Iterable[Confirmation]) -> Agreement:
    """How far the sides agree on a version; what they confirmed of an earlier one does not count."""
    sides = {item.side for item in confirmations if item.version == version}
    if not sides:
        return Agreement.NOBODY
    return Agreement.BOTH if len(sides) == len(Side) else Agreement(next(iter(sides)).value)

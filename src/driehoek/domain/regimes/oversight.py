"""What a supervisor looks at in purchasing, as the sources say it and with the years they say it of.

These are points of attention and conditions of their own time, never shown as today's norm (A-026, A-027, A-045).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Dated, Entry, Period


class Subject(Enum):
    """What a point is about, and so which figures of a round speak to it."""

    SUPPLY = "supply"
    CONTINUITY = "continuity"
    QUALITY = "quality"
    EFFICIENCY = "efficiency"
    MIX = "mix"
    TREATY = "treaty"
    OPENNESS = "openness"
    CALL = "call"
    TREATMENT = "treatment"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of attention or condition.

    Attributes:
        id: its name.
        nl: in plain Dutch.
        en: in English.
        subject: what it is about.
        source: where it stands, with its year.
    """

    id: str
    nl: str
    en: str
    subject: Subject
    source: str


_MEASURED = "Zorginkoop AWBZ 2008, par. 1.5 (prestatiemeting van de NZa)"
_BAO = "Zorginkoop AWBZ 2008, kader 2 (Besluit aanbestedingsregels voor overheidsopdrachten, 2B-diensten)"

MEASURED = (
    Point(
        "entitled-care",
        "Krijgt de verzekerde de zorg waar hij recht op heeft, en wat doet het zorgkantoor voor genoeg passend aanbod?",
        "Does the insured get the care they are entitled to, and what is done for enough suitable supply?",
        Subject.SUPPLY,
        _MEASURED,
    ),
    Point(
        "continuity",
        "Heeft het zorgkantoor inzicht in de (financiële) continuïteit van de gecontracteerde aanbieders?",
        "Has the office insight in the (financial) continuity of its providers?",
        Subject.CONTINUITY,
        _MEASURED,
    ),
    Point(
        "quality",
        "Stuurt het zorgkantoor op de kwaliteit van zorg, hoe, en met welk resultaat?",
        "Does the office steer on the quality of care, how, and with what result?",
        Subject.QUALITY,
        _MEASURED,
    ),
    Point(
        "efficient-use",
        "Komt het zorgkantoor door zakelijke onderhandeling tot een doelmatige inzet van de middelen?",
        "Does the office come to efficient use of its means by businesslike negotiation?",
        Subject.EFFICIENCY,
        _MEASURED,
    ),
    Point(
        "mix",
        "Is de mix van goedkopere en duurdere prestaties die wordt afgesproken kosteneffectief?",
        "Is the agreed mix of cheaper and dearer performances cost-effective?",
        Subject.MIX,
        _MEASURED,
    ),
)
"""The five points of the yearly performance measurement on contracting and purchasing (A-027)."""

CONDITIONS = (
    Point(
        "a",
        "De fundamentele regels van het achterliggende verdrag gelden.",
        "The fundamental rules of the treaty behind it hold.",
        Subject.TREATY,
        _BAO,
    ),
    Point(
        "b",
        "Er is passende openbaarheid voor iedere mogelijke gegadigde.",
        "There is suitable publicity for every possible candidate.",
        Subject.OPENNESS,
        _BAO,
    ),
    Point("c", "Er is een oproep tot mededinging.", "There is a call for competition.", Subject.CALL, _BAO),
    Point(
        "d",
        "Gegadigden worden kansgelijk, transparant en objectief behandeld.",
        "Candidates are treated with equal chance, transparently and objectively.",
        Subject.TREATMENT,
        _BAO,
    ),
)
"""What holds of purchasing without a European procedure under the Bao (A-045)."""

POINTS: Dated[tuple[Point, ...]] = Dated(
    (
        Entry(Period(date(2006, 1, 1), date(2015, 1, 1)), (*MEASURED, *CONDITIONS), f"{_MEASURED}; {_BAO}"),
        Entry(Period(date(2015, 1, 1), None), MEASURED, _MEASURED),
    )
)
"""What is looked at, by the year of the round: the Bao ended, the points of 2007 are still shown with their year."""

"""What a policy may choose about its yardstick, and what the yardstick may know beside the problem."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import Rate


class Aim(Enum):
    """What the best division makes as large as it can; the value is the word in files."""

    SCORE = "score"
    """Every euro of care counts for its score: its price times the share of a perfect score. Where nothing is
    scored, a euro counts whole."""
    NEED = "need"
    """Every unit of care counts its maximum tariff, whatever is paid for it: most care for the money."""


PARAMS = (
    Param(
        "aim",
        Kind.TEXT,
        "what is made as large as can be: score per euro (score), or care met (need)",
        "wat zo groot mogelijk wordt: score per euro (score) of de hoeveelheid zorg (need)",
        default=Aim.SCORE.value,
        choices=tuple(aim.value for aim in Aim),
    ),
    Param(
        "need_floor",
        Kind.RATE,
        "the share of the need of a municipality and segment that the yardstick tries to meet",
        "het deel van de behoefte van een gemeente en sector dat de maatstaf probeert te halen",
        default="100%",
        least="0%",
    ),
    Param(
        "need_cap",
        Kind.RATE,
        "the most care of a segment in all municipalities together, as a share of the need counted there",
        "de meeste zorg van een sector in alle gemeenten samen, als deel van de getelde behoefte",
        default="110%",
        least="0%",
        not_below="need_floor",
    ),
    Param(
        "shortage",
        Kind.RATE,
        "what a unit of need that is missed weighs, as a share of the dearest maximum tariff that could meet it",
        "hoe zwaar een eenheid tekort telt, als deel van het hoogste maximumtarief dat haar kan vullen",
        default="100%",
        least="0%",
    ),
    Param(
        "lines",
        Kind.LINES,
        "the lines of the picture of need from which the need is taken; empty means every line that counts it",
        "de regels van het behoeftebeeld waaruit de behoefte komt; leeg is alle regels die haar tellen",
        default=(),
    ),
)
"""The parameters under ``division.yardstick`` of a policy."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of a policy, read.

    Attributes:
        aim: what is made as large as can be.
        need_floor: the share of the need that is tried for.
        need_cap: the most, as a share of the need.
        shortage: the weight of a unit missed.
    """

    aim: Aim = Aim.SCORE
    need_floor: Rate = Rate.percent(100)  # noqa: RUF009 - a frozen value
    need_cap: Rate = Rate.percent(110)  # noqa: RUF009 - a frozen value
    shortage: Rate = Rate.percent(100)  # noqa: RUF009 - a frozen value

    @classmethod
    def of(cls, params: Params) -> Options:
        """From parameters that were read."""
        return cls(Aim(params.text("aim")), params.rate("need_floor"), params.rate("need_cap"), params.rate("shortage"))


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """People who need residential care.

    Attributes:
        municipality: where they live; empty for people of a region of whom that is not told.
        sector: the segment their indication belongs to.
        people: how many.
        whole: whether this is all there is of the segment there, so that the cap over all municipalities rests on it.
    """

    municipality: str
    sector: Sector
    people: int
    whole: bool = True

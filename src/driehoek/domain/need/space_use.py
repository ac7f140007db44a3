"""How much of a frame was realised up to a day of the contract year, as it becomes known month by month (E-007)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.kernel import Money


@dataclass(frozen=True, slots=True)
class RealisedThrough:
    """What providers together delivered in one frame from the start of the year up to and including a day.

    Attributes:
        pool: the pool.
        frame: its sub-frame.
        through: the last day that counts.
        realised: what was delivered since the start of the contract year, in euros.
        forecast: what is expected for the whole year; None where nobody said.
        source: where the figures stand.
    """

    pool: str
    frame: str
    through: date
    realised: Money
    forecast: Money | None = None
    source: str = ""

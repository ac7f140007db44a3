"""Care weight and length of stay, and what happens when lighter indications end (C-017, C-018)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.need.inputs import Capacity
from driehoek.kernel import Rate, Rounding, round_to_whole


def inflow(residents: int, stay_years: Fraction) -> int:
    """How many people come in a year when as many leave: residents over length of stay (steady state; inferred).

    >>> [inflow(160_000, Fraction(years)) for years in ("4", "2", "1.5")]
    [40000, 80000, 106667]

    Raises:
        ValueError: when nobody stays any time.
    """
    if stay_years <= 0:
        msg = "a stay lasts longer than nothing"
        raise ValueError(msg)
    return round_to_whole(residents / stay_years, Rounding.HALF_UP)


def mean_weight(counts: Mapping[str, int], weights: Mapping[str, Fraction]) -> Fraction | None:
    """The mean care weight of people by profile, such as hours a week; None when no profile has a weight.

    Profiles without a weight are left out of both sides.
    """
    known = {profile: count for profile, count in counts.items() if profile in weights}
    people = sum(known.values())
    if not people:
        return None
    return sum((count * weights[profile] for profile, count in known.items()), Fraction(0)) / people


def heavier(before: Mapping[str, int], after: Mapping[str, int], weights: Mapping[str, Fraction]) -> Rate | None:
    """How much heavier care became between two counts of the same profiles; None where that is not known."""
    both = before.keys() & after.keys()
    first = mean_weight({profile: before[profile] for profile in both}, weights)
    last = mean_weight({profile: after[profile] for profile in both}, weights)
    return Rate(last / first - 1) if first and last is not None else None


@dataclass(frozen=True, slots=True)
class LighterEnded:
    """What happens when lighter profiles are no longer indicated with residence (C-017).

    Attributes:
        freed: how many places nobody takes any more.
        closing: the locations that would then stand empty, as contract and name, worst building first.
        weight_before: the mean care weight of who are there now; None where no weight is known.
        weight_after: that of who still come in.
    """

    freed: int
    closing: tuple[tuple[str, str], ...]
    weight_before: Fraction | None
    weight_after: Fraction | None


_WORST_FIRST = ("closing", "poor", "fair", "", "good")


def lighter_ended(
    counts: Mapping[str, int], ended: Iterable[str], capacity: Iterable[Capacity], weights: Mapping[str, Fraction]
) -> LighterEnded:
    """Foretell which locations lose their people and how much heavier the inflow gets.

    Args:
        counts: people with a place, per profile.
        ended: the profiles that are no longer indicated.
        capacity: of the group, one line per location.
        weights: the care weight of each profile.
    """
    gone = frozenset(ended)
    freed = sum(count for profile, count in counts.items() if profile in gone)
    left = freed
    closing = []
    ordered = sorted(capacity, key=lambda item: (_rank(item.building), item.places, item.contract, item.location))
    for item in ordered:
        if 0 < item.places <= left:
            closing.append((item.contract, item.location))
            left -= item.places
    stay = {profile: count for profile, count in counts.items() if profile not in gone}
    return LighterEnded(freed, tuple(closing), mean_weight(counts, weights), mean_weight(stay, weights))


def _rank(building: str) -> int:
    return _WORST_FIRST.index(building) if building in _WORST_FIRST else len(_WORST_FIRST)

"""Demand beside supply: what is short or left over, what must grow or shrink, and what is missing (C-008, C-009)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.picture import Confrontation, Demand, Supply, Verdict
from driehoek.domain.need.waiting import wanting
from driehoek.kernel.dutch import grouped

NEAR = Fraction(2, 100)
"""A gap within this part of the places counts as balance: some places always change hands (inferred)."""
FILLING = (
    "Let op: wie een witte vlek vult, laat mensen eerder zorg vragen; dat kan het volume en de kosten verhogen.",
    "Note: filling a white spot lets people ask for care earlier, which can raise volume and cost.",
)
"""The warning that belongs to every white spot (C-011)."""

_WORDS = {
    Verdict.SCARCE: (
        "Er zijn te weinig plaatsen: {gap} te weinig{ends}. Het aanbod moet groeien.",
        "There are too few places: {gap} short{ends}. Supply must grow.",
    ),
    Verdict.MAYBE_SCARCE: (
        "Er zijn misschien te weinig plaatsen: {gap} te weinig{ends}.",
        "There may be too few places: {gap} short{ends}.",
    ),
    Verdict.BALANCED: (
        "Vraag en aanbod zijn ongeveer gelijk{ends}.",
        "Demand and supply are about equal{ends}.",
    ),
    Verdict.MAYBE_SURPLUS: (
        "Er zijn misschien meer plaatsen dan nodig: {gap} over{ends}.",
        "There may be more places than needed: {gap} over{ends}.",
    ),
    Verdict.SURPLUS: (
        "Er zijn meer plaatsen dan nodig: {gap} over{ends}. Het aanbod kan krimpen.",
        "There are more places than needed: {gap} over{ends}. Supply may shrink.",
    ),
}


_NONE = Figure(0, Origin(Basis.DERIVED, "locations.csv", "niemand biedt dit binnen de reistijd"))


def confront(asked: Demand, held: Supply) -> Confrontation:
    """Conclude for one market what demand and supply say together.

    The gap is who will need a place in the contract year less the places planned for it; without plans the places
    there are now.
    """
    white = white_spot(asked, held)
    places = held.planned or held.places or (_NONE if white else None)
    if asked.needing_place is None or places is None:
        verdict, gap = Verdict.UNKNOWN, None
        text, english = _unknown(asked, held)
    else:
        gap = _gap(asked.needing_place, places, same=places.value == (asked.in_care.value if asked.in_care else None))
        verdict = judge(gap, places.value)
        text, english = (words.format(gap=grouped(abs(gap.value)), ends="{ends}") for words in _WORDS[verdict])
        text, english = text.format(ends=_ends(gap, "tussen {} en {}")), english.format(ends=_ends(gap, "{} to {}"))
    if white:
        text = f"Witte vlek: niemand biedt dit binnen de reistijd. {text} {FILLING[0]}"
        english = f"White spot: nobody offers this within the travel time. {english} {FILLING[1]}"
    return Confrontation(asked.market, gap, verdict, white, text, english)


def _gap(needed: Figure, places: Figure, *, same: bool) -> Figure:
    """Needed less held.

    Where the places are those that the people in care take, both stand on one count: what makes it larger or smaller
    does so on both sides, and the ends go together.
    """
    gap = needed.minus(places, "nodig, min wat er is of gepland is")
    if not same or needed.low is None or needed.high is None or places.low is None or places.high is None:
        return gap
    ends = sorted((needed.low - places.low, gap.value, needed.high - places.high))
    return replace(gap, low=ends[0], high=ends[2])


def judge(gap: Figure, places: int) -> Verdict:
    """What a gap says with its uncertainty: sure only where the whole interval lies on one side."""
    low = gap.value if gap.low is None else gap.low
    high = gap.value if gap.high is None else gap.high
    if abs(gap.value) <= NEAR * places and (low <= 0 <= high or gap.low is None):
        return Verdict.BALANCED
    if gap.value > 0:
        return Verdict.SCARCE if low > 0 else Verdict.MAYBE_SCARCE
    return Verdict.SURPLUS if high < 0 else Verdict.MAYBE_SURPLUS


def white_spot(asked: Demand, held: Supply) -> bool:
    """Whether people ask for care that nobody gives within the travel time (C-009).

    Where no way and no location is known nothing is called white: a blank map is no white spot.
    """
    count = asked.next_year or asked.indicated or wanting(asked.waiting)
    return bool(count and count.value > 0 and held.alternatives == 0)


def _ends(gap: Figure, words: str) -> str:
    if gap.low is None or gap.high is None:
        return ""
    ends = (gap.low, gap.high) if gap.value >= 0 else (-gap.high, -gap.low)
    return f" ({words.format(grouped(ends[0]), grouped(ends[1]))})"


def _unknown(asked: Demand, held: Supply) -> tuple[str, str]:
    lacking = [
        (asked.needing_place is None, "hoeveel mensen een plaats nodig hebben", "how many people need a place"),
        (held.planned is None and held.places is None, "hoeveel plaatsen er zijn", "how many places there are"),
    ]
    nl = " en ".join(words for missing, words, _ in lacking if missing)
    en = " and ".join(words for missing, _, words in lacking if missing)
    return f"Niet bekend is {nl}; daarom is er geen conclusie.", f"Not known is {en}; so nothing is concluded."

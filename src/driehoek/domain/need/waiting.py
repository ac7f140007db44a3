"""Who waits: by status, over time, per provider, and beside how many were taken into care (C-012 to C-014, annex D)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from driehoek.domain.need.counting import figure, in_place, origin_of, whole_group
from driehoek.domain.need.figures import Figure
from driehoek.domain.need.groups import ClientGroup, WaitingStatus
from driehoek.domain.need.inputs import AcceptedWeeks, Capacity, Placed, Waiting
from driehoek.domain.need.picture import Indicator, ProviderWaiting, Quarter
from driehoek.kernel import Rate
from driehoek.kernel.dutch import number, percentage

LOW = Fraction(1, 2)
"""A list of who waits by wish is short below this part of the usual length in the region (inferred)."""
CRISIS_HOURS = {ClientGroup.ELDERLY: 24, ClientGroup.DISABILITY: 48}
"""Within how many hours a crisis place had to be found by the norm of 2015 (standards report, annex D)."""


def by_status(records: Iterable[Waiting], municipality: str = "") -> tuple[tuple[WaitingStatus, Figure], ...]:
    """How many wait per status on the last day counted, in the order of the statuses.

    Who waits because the purchaser steers (C-014) is left out; `steered` counts them.

    Args:
        records: of one group in one region.
        municipality: where; empty for the whole region.
    """
    here = [item for item in records if not item.by_purchaser and item.status is not None]
    found = _last(here, municipality)
    statuses = [(status, figure([item for item in found if item.status is status])) for status in WaitingStatus]
    return tuple((status, count) for status, count in statuses if count is not None)


def steered(records: Iterable[Waiting], municipality: str = "") -> Figure | None:
    """How many wait because the purchaser lets them, to steer where they go (C-014); None for none."""
    return figure(_last([item for item in records if item.by_purchaser], municipality))


def wanting(statuses: Iterable[tuple[WaitingStatus, Figure]]) -> Figure | None:
    """Who want care now (urgent and active); the others wait by wish (C-013). None where no status is known."""
    return _sum([count for status, count in statuses if status.is_active], "urgent en actief samen")


def wishing(statuses: Iterable[tuple[WaitingStatus, Figure]]) -> Figure | None:
    """Who wait by wish: for a provider of their choice, or indicated without wanting a place yet (C-013)."""
    return _sum([count for status, count in statuses if not status.is_active], "voorkeur en voorzorg samen")


def _sum(figures: Sequence[Figure], how: str) -> Figure | None:
    if not figures:
        return None
    found = figures[0]
    for item in figures[1:]:
        found = found.plus(item, how)
    return found


def _last(records: Iterable[Waiting], municipality: str) -> list[Waiting]:
    found = whole_group(in_place(records, municipality))
    last = max((item.day for item in found), default=None)
    return [item for item in found if item.day == last]


def over_time(records: Iterable[Waiting]) -> tuple[Quarter, ...]:
    """The waiting lists per day and group, with all groups together after them; in order of day.

    The groups together are added up, so that the sums check by themselves.
    """
    counts: dict[date, dict[ClientGroup, dict[WaitingStatus, int]]] = {}
    for item in records:
        if item.status is not None and not item.by_purchaser:
            of_group = counts.setdefault(item.day, {}).setdefault(item.group, {})
            of_group[item.status] = of_group.get(item.status, 0) + item.count
    quarters: list[Quarter] = []
    for day, groups in sorted(counts.items()):
        together: dict[WaitingStatus, int] = {}
        for group in sorted(groups, key=list(ClientGroup).index):
            quarters.append(_quarter(group, day, groups[group]))
            for status, count in groups[group].items():
                together[status] = together.get(status, 0) + count
        quarters.append(_quarter(None, day, together))
    return tuple(quarters)


def _quarter(group: ClientGroup | None, day: date, counts: dict[WaitingStatus, int]) -> Quarter:
    ordered = tuple((status, counts[status]) for status in WaitingStatus if status in counts)
    total = sum(count for status, count in ordered if status is not WaitingStatus.PRECAUTION)
    return Quarter(group, day, ordered, total)


def per_provider(records: Iterable[Waiting], capacity: Iterable[Capacity]) -> tuple[ProviderWaiting, ...]:
    """Who waits at which provider, and whose list of people who wait by wish is short for its size (C-012).

    A short list is a signal of low popularity: nobody waits for this provider in particular. It is judged per group,
    by the people on the list per place beside the middle one of the providers of the group in the region; with fewer
    than three of them nothing is said.
    """
    places: defaultdict[tuple[str, ClientGroup], int] = defaultdict(int)
    for item in capacity:
        places[item.contract, item.group] += item.places
    waits: defaultdict[tuple[str, ClientGroup], list[Waiting]] = defaultdict(list)
    for person in records:
        if person.contract:
            waits[person.contract, person.group].append(person)
    lists = {place: by_status(waits.get(place, ())) for place in sorted({*waits, *places}, key=_by_contract)}
    wishes = {
        place: Fraction(sum(count.value for status, count in found if not status.is_active), places[place])
        for place, found in lists.items()
        if places.get(place)
    }
    middles = {group: _middle([share for (_, of), share in wishes.items() if of is group]) for _, group in lists}
    return tuple(
        ProviderWaiting(
            contract,
            group,
            found,
            places.get((contract, group)),
            _short(wishes.get((contract, group)), middles[group]),
        )
        for (contract, group), found in lists.items()
    )


def _by_contract(place: tuple[str, ClientGroup]) -> tuple[str, int]:
    return place[0], list(ClientGroup).index(place[1])


_FEW = 3


def _middle(shares: list[Fraction]) -> Fraction | None:
    """The middle share; None with too few to compare."""
    return sorted(shares)[len(shares) // 2] if len(shares) >= _FEW else None


def _short(share: Fraction | None, middle: Fraction | None) -> bool | None:
    return None if share is None or middle is None else share < middle * LOW


def indicators(
    group: ClientGroup,
    statuses: Sequence[tuple[WaitingStatus, Figure]],
    placed: Iterable[Placed],
    terms: Iterable[AcceptedWeeks],
    day: date,
) -> tuple[Indicator, ...]:
    """The indicators of annex D for one group: urgent and active over who were placed, and placed within the term.

    Args:
        group: for whom.
        statuses: who wait.
        placed: twelve months each, of the region.
        terms: accepted waiting weeks.
        day: on which it is judged.
    """
    last = max((item for item in placed if item.group is group), key=lambda item: item.until, default=None)
    if last is None:
        return ()
    of = dict(statuses)
    active = of.get(WaitingStatus.ACTIVE) or of.get(WaitingStatus.URGENT_OR_ACTIVE)
    term = next((item for item in terms if item.group is group and _holds(item, day)), None)
    found = [
        _over("urgent-over-placed", of.get(WaitingStatus.URGENT), last, ("urgent wachtenden", "wait urgently")),
        _over("active-over-placed", active, last, ("actief wachtenden", "wait actively")),
        _within(group, last, term),
    ]
    return tuple(item for item in found if item is not None)


def _over(name: str, count: Figure | None, placed: Placed, words: tuple[str, str]) -> Indicator | None:
    if count is None or not placed.count:
        return None
    value = Rate(Fraction(count.value, placed.count))
    each = number(value.points(), 1)
    text = f"Op elke 100 mensen die in twaalf maanden zorg kregen, zijn er {each} {words[0]}."
    english = f"For every 100 people who got care in twelve months, {each.replace(',', '.')} {words[1]}."
    return Indicator(name, placed.group, value, None, text, english, origin_of([count.origin, placed.origin], _RATIO))


_RATIO = "verhouding"


def _within(group: ClientGroup, placed: Placed, term: AcceptedWeeks | None) -> Indicator | None:
    if placed.within_term is None or not placed.count:
        return None
    value = Rate(Fraction(placed.within_term, placed.count))
    weeks = f"binnen {term.weeks} weken" if term else "binnen de termijn"
    text = f"{percentage(value, 1)} kreeg {weeks} zorg."
    part = percentage(value, 1).replace(",", ".")
    english = f"{part} got care within {f'{term.weeks} weeks' if term else 'the term'}."
    if term and not term.confirmed:
        text += f" Die termijn is niet bevestigd ({term.source})."
        english += f" That term is not confirmed ({term.source})."
    norm = Rate(Fraction(1)) if term and term.confirmed else None
    return Indicator("placed-within-term", group, value, norm, text, english, placed.origin)


def _holds(term: AcceptedWeeks, day: date) -> bool:
    return term.start <= day and (term.through is None or day <= term.through)

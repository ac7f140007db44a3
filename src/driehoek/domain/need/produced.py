"""Realised production month by month, and what is expected of the months after it (C-002, C-021).

Each provider's production of one kind is a series of its own; the region is foretold from its own sum, for the margins
of parts do not add up to the margin of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need.counting import origin_of
from driehoek.domain.need.figures import Basis, Figure, Origin
from driehoek.domain.need.groups import ClientGroup
from driehoek.domain.need.inputs import Production
from driehoek.kernel import Rounding, Unit, round_to_whole

YEAR = 12
"""Months that are looked ahead, and that are added up before."""
FULL = Fraction(9, 10)
"""What part of the series of the month before must be there for a last month to count in the sum (inferred)."""

Ends = tuple[int, int, int]
"""What is expected with the ends between which it should lie: value, low, high."""


class Of(NamedTuple):
    """What a series of production is about.

    Attributes:
        contract: who delivered it; empty for all providers together.
        municipality: where the clients live; empty for the whole region and where it is not known.
        group: for whom.
        form: in which form of delivery.
        unit: what is counted.
    """

    contract: str
    municipality: str
    group: ClientGroup
    form: DeliveryForm
    unit: Unit

    @property
    def whole(self) -> Of:
        """The same of the whole region."""
        return self._replace(contract="", municipality="")

    @property
    def order(self) -> tuple[str | int, ...]:
        """By group, form and unit; the whole region before its providers."""
        kinds = (list(kind).index(item) for kind, item in ((ClientGroup, self.group), (DeliveryForm, self.form)))
        return (*kinds, self.unit.value, self.contract, self.municipality)


@dataclass(frozen=True, slots=True)
class MonthsAhead:
    """What is expected of the months after a series.

    Attributes:
        steps: per month.
        total: of the months together, with an interval of its own.
        confidence: the share of cases that the intervals should cover, in per cent.
        how: how it was made, in one sentence of plain Dutch.
        better: whether it did better than the simple rule when both were tried on the past; None where nothing
            could be tried.
    """

    steps: tuple[Ends, ...]
    total: Ends
    confidence: int
    how: str
    better: bool | None


Foretell = Callable[[Sequence[Sequence[int | None]], int], Sequence[MonthsAhead | None]]
"""Foretells many series of monthly counts, so many months ahead; None for a series of which nothing can be said."""


@dataclass(frozen=True, slots=True)
class Produced:
    """Production of one kind by the month, with what is expected next.

    Attributes:
        of: by whom, where, for whom, how and in what.
        first: the first month counted.
        counts: per month from then on, in whole units; None where a month is not known.
        past: the sum of the last twelve months, or of what there is.
        next: the sum of the twelve months after, with its interval; None where nothing can be said.
        ahead: per month after the last one counted.
        better: whether the forecast did better than the simple rule on the past; None where nothing was tried.
        clients: the fewest people in care in any of the last twelve months; None where that is not known.
    """

    of: Of
    first: date
    counts: tuple[int | None, ...]
    past: Figure
    next: Figure | None
    ahead: tuple[Ends, ...]
    better: bool | None
    clients: int | None

    @property
    def months(self) -> int:
        """Over how many months `past` is a sum."""
        return sum(count is not None for count in self.counts[-YEAR:])

    @property
    def until(self) -> date:
        """The last month counted."""
        return month_after(self.first, len(self.counts) - 1)


def month_after(month: date, months: int) -> date:
    """The first day of a month so many months later.

    >>> month_after(date(2026, 11, 1), 3)
    datetime.date(2027, 2, 1)
    """
    year, rest = divmod(month.year * YEAR + month.month - 1 + months, YEAR)
    return date(year, rest + 1, 1)


def produced(production: Iterable[Production], foretell: Foretell) -> tuple[Produced, ...]:
    """The production of a region by the month with what is expected of the next twelve.

    Args:
        production: of the region, in any order.
        foretell: foretells all series in one go.

    Returns:
        Per group, form and unit the whole region, then each provider per municipality where clients are known to live.
    """
    known = _by_month(production)
    parts: defaultdict[Of, list[_Months]] = defaultdict(list)
    for of, months in known.items():
        parts[of.whole].append(months)
    known |= {of: _together(several) for of, several in parts.items()}
    names = sorted(known, key=lambda of: of.order)
    counts = [known[of].counts(of.unit) for of in names]
    return tuple(
        _produced(of, known[of], seen, ahead)
        for of, seen, ahead in zip(names, counts, foretell(counts, YEAR), strict=True)
    )


@dataclass(slots=True)
class _Months:
    """The months of a series: smallest steps of its unit, the people, and on what they rest."""

    steps: dict[date, int] = field(default_factory=dict)
    clients: dict[date, int] = field(default_factory=dict)
    uncounted: set[date] = field(default_factory=set)
    """Months of which somebody does not say how many people there were."""
    origins: dict[tuple[Basis, str, str], None] = field(default_factory=dict)

    def add(self, month: date, steps: int, clients: int | None) -> None:
        self.steps[month] = self.steps.get(month, 0) + steps
        if clients is None:
            self.uncounted.add(month)
        else:
            self.clients[month] = self.clients.get(month, 0) + clients

    def counts(self, unit: Unit) -> tuple[int | None, ...]:
        """Whole units per month, from the first to the last."""
        first, last = min(self.steps), max(self.steps)
        size = (last.year - first.year) * YEAR + last.month - first.month + 1
        return tuple(_whole(self.steps.get(month_after(first, step)), unit) for step in range(size))


def _whole(steps: int | None, unit: Unit) -> int | None:
    if steps is None or unit.steps == 1:
        return steps
    return round_to_whole(Fraction(steps, unit.steps), Rounding.HALF_UP)


def _by_month(production: Iterable[Production]) -> dict[Of, _Months]:
    found: defaultdict[Of, _Months] = defaultdict(_Months)
    before, months = None, _Months()
    for item in production:
        of = (item.contract, item.municipality, item.group, item.form, item.quantity.unit)
        if of != before:  # most rows go on with the series of the row before
            before, months = of, found[Of(*of)]
        months.add(item.month, item.quantity.steps, item.clients)
        months.origins[item.origin.basis, _file(item.origin.source), item.origin.how] = None
    return dict(found)


def _together(parts: Sequence[_Months]) -> _Months:
    """The sum of all; without last months in which much of what was there the month before is not known yet."""
    there: defaultdict[date, int] = defaultdict(int)
    whole = _Months()
    for months in parts:
        whole.origins |= months.origins
        for month, steps in months.steps.items():
            there[month] += 1
            whole.add(month, steps, None if month in months.uncounted else months.clients.get(month, 0))
    while there[last := max(whole.steps)] < FULL * there[month_after(last, -1)]:
        del whole.steps[last]
    return whole


def _file(source: str) -> str:
    """The file of a source without its line: of a series many lines are told as one.

    >>> _file("need/production.csv regel 7 (SYNTHETIC)"), _file("opgave")
    ('need/production.csv (SYNTHETIC)', 'opgave')
    """
    name, line, rest = source.partition(" regel ")
    return f"{name} {rest.partition(' ')[2]}".strip() if line else source


def _produced(of: Of, months: _Months, counts: tuple[int | None, ...], found: MonthsAhead | None) -> Produced:
    first = min(months.steps)
    lately = [month for month in sorted(months.steps) if month_after(month, YEAR) > max(months.steps)]
    people = None if months.uncounted.intersection(lately) else min(months.clients.get(month, 0) for month in lately)
    origin = origin_of([Origin(*name) for name in months.origins], "som van de maanden")
    past = Figure(sum(count or 0 for count in counts[-YEAR:]), origin)
    if found is None:
        return Produced(of, first, counts, past, None, (), None, people)
    expected = Origin(origin.basis.with_(Basis.ESTIMATE), origin.source, found.how)
    value, low, high = found.total
    total = Figure(value, expected, low, high, found.confidence)
    return Produced(of, first, counts, past, total, found.steps, found.better, people)

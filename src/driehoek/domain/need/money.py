"""What the picture says of the space: personal budgets that grow, what growth is made of, and when space runs short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise

from driehoek.domain.need.demand import IN_PLACE
from driehoek.domain.need.inputs import PersonalBudgets, Production, Space
from driehoek.domain.need.picture import Growth
from driehoek.kernel import Money, Rate, RegionCode, Rounding, round_to_whole, total

_MONTHS = 12
_LATELY = 3
"""Over how many months the rate of delivery is taken."""


def budgets_after(budgets: Money, monthly: Rate, months: int) -> Money:
    """The personal budgets after months of growth (C-020).

    >>> str(budgets_after(Money.euros(10_000_000), Rate.percent(2), 12))
    '12682417.95'
    """
    return budgets.times((1 + monthly.value) ** months, Rounding.HALF_UP)


def in_kind_after(space: Money, budgets: Money, monthly: Rate, months: int) -> Money:
    """What is left for care in kind of a space for both; a fall of the budgets gives nothing back (E-004)."""
    later = budgets_after(budgets, monthly, months)
    return space - max(budgets, later, key=lambda amount: amount.cents)


def budget_growth(budgets: Iterable[PersonalBudgets], region: RegionCode, year: int) -> Money | None:
    """How much of the space of the contract year the growth of personal budgets takes (C-020, E-004).

    The last month counted grows on at the mean growth of the last year of months; what the contract year then costs
    more than twelve times that month is taken from care in kind. A fall gives nothing back.

    Returns:
        The amount; None with fewer than two months in a row.
    """
    months = sorted((item.period, item.amount) for item in budgets if item.region == region and item.months == 1)
    recent = months[-_MONTHS - 1 :]
    steps = [
        Fraction(after.cents, before.cents)
        for (day, before), (next_day, after) in pairwise(recent)
        if before.cents and _month(next_day) == _month(day) + 1
    ]
    if not steps:
        return None
    mean = sum(steps, Fraction(0)) / len(steps)
    last, amount = recent[-1]
    start = _month(date(year, 1, 1)) - _month(last)
    later = sum((amount.cents * mean**step for step in range(start, start + _MONTHS) if step > 0), Fraction(0))
    known = sum(1 for step in range(start, start + _MONTHS) if step > 0)
    return Money(max(0, round_to_whole(later - known * amount.cents, Rounding.HALF_UP)))


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def growth(
    production: Iterable[Production], budgets: Iterable[PersonalBudgets], region: RegionCode, year: int
) -> Growth | None:
    """Compare the months that are known of both years; None when there are none."""
    found = tuple(production)
    months = {item.month.month for item in found if item.month.year == year}
    months &= {item.month.month for item in found if item.month.year == year - 1}
    if not months:
        return None

    def grew(*, placed: bool) -> Money:
        here = [item for item in found if (item.form in IN_PLACE) is placed and item.month.month in months]
        later = total(item.amount for item in here if item.month.year == year)
        return later - total(item.amount for item in here if item.month.year == year - 1)

    sums = {
        which: [
            item
            for item in budgets
            if item.region == region and item.months == 1 and item.period.month in months and item.period.year == which
        ]
        for which in (year - 1, year)
    }
    known = all(len(items) == len(months) for items in sums.values())
    paid = total(item.amount for item in sums[year]) - total(item.amount for item in sums[year - 1]) if known else None
    return Growth(year, len(months), grew(placed=True), grew(placed=False), paid)


def short_from(
    production: Iterable[Production],
    spaces: Iterable[Space],
    budgets: Iterable[PersonalBudgets],
    region: RegionCode,
    day: date,
) -> date | None:
    """The month from which a shortage of space is foreseeable: delivered so far and on at the last pace is too much.

    For each month of the year that was known before ``day``: what was delivered up to and with it, the months to come
    at the mean of the last three, and the growth of personal budgets since January, beside the space of the year.

    Returns:
        The first day of that month; None while it is not foreseeable, or production or space is not known.
    """
    space = next((item for item in spaces if item.region == region and item.year == day.year), None)
    if space is None:
        return None
    delivered: defaultdict[date, int] = defaultdict(int)
    for item in production:
        if item.month.year == day.year and item.month <= day:
            delivered[item.month] += item.amount.cents
    pgb = {
        item.period.month: item.amount.cents
        for item in budgets
        if item.region == region and item.months == 1 and item.period.year == day.year
    }
    so_far: list[int] = []
    for month in sorted(delivered):
        so_far.append(delivered[month])
        lately = so_far[-_LATELY:]
        expected = sum(so_far) + Fraction(sum(lately), len(lately)) * (_MONTHS - month.month)
        if expected + _eaten(pgb, month.month) > space.amount.cents:
            return month
    return None


def _eaten(pgb: dict[int, int], month: int) -> int:
    """What personal budgets take in a year more than at the level of January; a fall gives nothing back (E-004)."""
    if 1 not in pgb:
        return 0
    known = [pgb[number] for number in range(1, month + 1) if number in pgb]
    rest = known[-1] * (_MONTHS - len(known))
    return max(0, sum(known) + rest - pgb[1] * _MONTHS)

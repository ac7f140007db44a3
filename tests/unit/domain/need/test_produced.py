"""Production by the month: series per provider, the region by its own sum, and what is expected next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import ClientGroup, MonthsAhead, Of, Produced, Production, month_after, produced
from driehoek.kernel import Quantity, Unit
from driehoek.testing.need import HOME, ONE, RESIDENCE, TWO, delivered

FIRST = date(2025, 1, 1)


def same_again(many: Sequence[Sequence[int | None]], months: int) -> list[MonthsAhead | None]:
    """Each month as the last, one up and down; nothing of a series of one month."""
    found: list[MonthsAhead | None] = []
    for counts in many:
        last = counts[-1] or 0
        step = (last, last - 1, last + 1)
        total = (last * months, (last - 1) * months, (last + 1) * months)
        found.append(
            MonthsAhead((step,) * months, total, 80, "als de laatste maand", better=True) if len(counts) > 1 else None
        )
    return found


def year_of(contract: str, town: str, units: int, months: int = 14, clients: int | None = 4) -> list[Production]:
    return [delivered(contract, town, month_after(FIRST, step), units * 100, clients) for step in range(months)]


def by_name(found: Sequence[Produced]) -> dict[tuple[str, str], Produced]:
    return {(item.of.contract, item.of.municipality): item for item in found}


@pytest.mark.requirement("C-002", "C-021")
def test_each_provider_has_a_series_and_the_region_is_foretold_from_its_own_sum() -> None:
    found = produced([*year_of(ONE, "0995", 30), *year_of(TWO, "0303", 12)], same_again)
    assert [item.of for item in found] == [
        Of(contract, town, ClientGroup.ELDERLY, RESIDENCE, Unit.ETMAAL)
        for contract, town in (("", ""), (ONE, "0995"), (TWO, "0303"))
    ]
    whole = found[0]
    assert (whole.first, whole.until, whole.months) == (FIRST, date(2026, 2, 1), 12)
    assert whole.past.value == 12 * 42
    assert whole.next is not None
    assert (whole.next.value, whole.next.low, whole.next.high, whole.next.confidence) == (504, 492, 516, 80)
    assert whole.ahead == ((42, 41, 43),) * 12
    assert whole.clients == 8
    assert [item.next.low for item in found[1:] if item.next] == [348, 132]
    assert whole.next.origin.how == "als de laatste maand"


@pytest.mark.requirement("C-021")
def test_a_last_month_that_most_have_not_claimed_yet_is_no_fall_of_the_region() -> None:
    late = [*year_of(ONE, "0995", 30, 14), *year_of(TWO, "0303", 12, 13)]
    found = by_name(produced(late, same_again))
    assert (found["", ""].until, found["", ""].past.value) == (date(2026, 1, 1), 12 * 42)
    assert found[ONE, "0995"].until == date(2026, 2, 1)


def test_a_month_that_is_not_known_stays_unknown_and_hours_are_told_whole() -> None:
    hours = [
        replace(item, form=HOME, quantity=Quantity(90, Unit.HOUR)) for item in year_of(ONE, "0995", 1, 4, clients=None)
    ]
    (whole, single) = produced([hours[0], *hours[2:]], same_again)
    assert single.of == Of(ONE, "0995", ClientGroup.ELDERLY, HOME, Unit.HOUR)
    assert whole.counts == single.counts == (2, None, 2, 2)
    assert (single.past.value, single.months, single.clients) == (6, 3, None)


def test_forms_and_units_are_never_added_up_and_one_month_foretells_nothing() -> None:
    days, hours = year_of(ONE, "0995", 30, 1), year_of(ONE, "0995", 30, 1)
    found = produced([*days, replace(hours[0], form=DeliveryForm.MODULAR_PACKAGE_HOME)], same_again)
    assert [item.of.form for item in found] == [RESIDENCE, RESIDENCE, HOME, HOME]
    assert all(item.next is None and item.ahead == () and item.better is None for item in found)
    assert produced([], same_again) == ()

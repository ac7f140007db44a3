from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from driehoek.domain.catalogue import Badge, MaximumTariff, TariffLine, tariff_table
from driehoek.kernel import Money, Period, Place


def line(product: str, cents: int, period: Period, badge: Badge = Badge.CONTRACT, row: int = 1) -> TariffLine:
    return TariffLine(product, Money(cents), period, badge, "test", Place("tariffs.csv", row, 1))


def test_a_tariff_is_known_on_its_days_and_never_guessed_on_others() -> None:
    table, findings = tariff_table([line("A", 100, Period.year(2027)), line("A", 90, Period.year(2025))])
    assert findings == ()
    assert table.on("A", date(2027, 12, 31)) == MaximumTariff(Money(100), Badge.CONTRACT)
    assert table.on("A", date(2026, 6, 1)) is None
    assert table.on("A", date(2028, 1, 1)) is None
    assert table.on("B", date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("product", "badge", "refused"),
    [
        ("SYN100", Badge.NZA, True),
        ("SYN100", Badge.SYNTHETIC, False),
        ("SYN100", Badge.CONTRACT, False),
        ("K126", Badge.NZA, False),
    ],
)
def test_a_made_up_code_is_never_marked_as_of_the_nza(product: str, badge: Badge, *, refused: bool) -> None:
    table, findings = tariff_table([line(product, 100, Period.year(2027), badge)])
    assert [finding.code.id for finding in findings] == ["TAR-010"] * refused
    assert (product in table.series) is not refused


def test_the_same_period_twice_and_an_overlap_are_named_with_both_places() -> None:
    table, findings = tariff_table(
        [
            line("A", 100, Period.year(2027), row=2),
            line("A", 100, Period.year(2027), row=3),
            line("A", 110, Period(date(2027, 7, 1)), row=4),
            line("B", 100, Period.year(2027), row=5),
        ]
    )
    assert [(finding.code.id, finding.place) for finding in findings] == [
        ("TAR-011", Place("tariffs.csv", 3, 1)),
        ("TAR-012", Place("tariffs.csv", 4, 1)),
    ]
    assert findings[0].wanted == "tariffs.csv:2:1"
    assert "tariffs.csv:2:1" in findings[1].wanted
    assert table.on("A", date(2027, 8, 1)) == MaximumTariff(Money(100), Badge.CONTRACT)


def test_the_order_of_the_lines_plays_no_part() -> None:
    lines = [
        line("A", 100, Period.year(2027), row=2),
        line("A", 110, Period(date(2027, 7, 1)), row=3),
        line("A", 120, Period.year(2027), row=4),
        line("SYN1", 1, Period.year(2027), Badge.NZA, row=5),
    ]
    expected = tariff_table(lines)
    assert all(tariff_table(order) == expected for order in permutations(lines))
    assert len(expected[1]) == 3

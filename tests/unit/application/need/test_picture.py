"""The picture of a region: a small one reckoned by hand, and that of every region from packaged facts alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.application.need import Asked, by_the_month, calibrated, calibrated_together, compare, picture
from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import (
    HIDDEN,
    Assumption,
    Basis,
    ClientGroup,
    Demand,
    InCare,
    Market,
    NeedInputs,
    Origin,
    Outlook,
    Picture,
    Series,
    Specification,
    Verdict,
    WaitingStatus,
)
from driehoek.kernel import Money, Rate, RegionCode
from driehoek.testing.need import (
    DAY,
    ELDERLY,
    FROM_FILE,
    INTELLECTUAL,
    ONE,
    REGION,
    THREE,
    TWO,
    asked,
    small_region,
    without_places,
)

MADE = picture(small_region(), asked())


def demand_of(made: Picture, group: ClientGroup = ELDERLY, town: str = "") -> Demand:
    return next(item for item in made.demand if item.market == Market(group, town))


def value(made: Picture, line: str) -> int:
    found = made.line(line)
    assert found is not None, line
    assert found.figure is not None
    return found.figure.value


@pytest.mark.requirement("C-001")
def test_a_picture_is_demand_supply_and_confrontation_of_each_market() -> None:
    markets = [item.market for item in MADE.demand]
    assert markets == [item.market for item in MADE.supply] == [item.market for item in MADE.confrontation]
    assert [market.key for market in markets] == ["VV", "VV/0171", "VV/0303", "VV/0995", "VG", "VG/0171"]
    assert value(MADE, "5510/VV/indicated") == 540
    assert value(MADE, "5510/VV/places") == 400
    assert value(MADE, "5510/VV/gap") == 440 - 350


@pytest.mark.requirement("C-002")
def test_demand_rests_on_trends_production_and_frictions() -> None:
    whole, town = demand_of(MADE), demand_of(MADE, town="0995")
    assert whole.next_year is not None
    assert (whole.next_year.low, whole.next_year.value) == (540, 540)
    assert whole.trend is not None
    assert 0.0399 < whole.trend.value < 0.0401
    assert whole.friction is not None
    assert whole.friction.value == 440 - 388
    assert town.friction is not None
    assert town.friction.value == 220 - 240
    bare = replace(small_region(), production=())
    assert demand_of(picture(bare, asked())).friction is None


@pytest.mark.requirement("C-005")
def test_groups_are_told_apart_with_their_profiles_and_forms() -> None:
    assert [profile for profile, _ in demand_of(MADE).by_profile] == ["5VV"]
    assert [profile for profile, _ in demand_of(MADE, INTELLECTUAL).by_profile] == ["6VG"]
    shares = dict(demand_of(MADE).by_form)
    assert shares[DeliveryForm.PGB].value * 540 == 100


@pytest.mark.requirement("C-009")
def test_a_group_that_nobody_serves_is_a_white_spot_to_which_a_policy_can_point() -> None:
    line = MADE.line("5510/VG/0171/white-spot")
    assert line is not None
    assert line.figure is not None
    assert line.figure.value == 12
    assert next(item for item in MADE.confrontation if item.market.key == "VG").verdict is Verdict.SCARCE


@pytest.mark.requirement("C-023")
def test_hidden_demand_is_a_scenario_and_changes_nothing_else() -> None:
    origin = Origin(Basis.ASSUMED, "wijkteams", "zij zien zorgmijders")
    guess = Assumption("voorzichtig", HIDDEN, None, 2025, Rate.percent(5), origin)
    made = picture(replace(small_region(), assumptions=(guess,)), asked())
    hidden = demand_of(made).hidden
    assert hidden is not None
    assert (hidden.value, hidden.origin.basis) == (27, Basis.ASSUMED)
    assert "voorzichtig" in hidden.origin.how
    assert made.confrontation == MADE.confrontation
    assert demand_of(MADE).hidden is None


@pytest.mark.requirement("C-004")
def test_qualities_that_are_needed_stand_in_the_picture_as_they_were_asked() -> None:
    text = "Thuiszorg op afroep, ook 's avonds en in het weekend"
    wish = Specification(REGION, ELDERLY, "0171", text, "gemeente", FROM_FILE)
    elsewhere = replace(wish, region=RegionCode("5501"))
    made = picture(replace(small_region(), specifications=(wish, elsewhere)), asked())
    line = made.line("5510/VV/0171/specification-1")
    assert line is not None
    assert (line.text, line.figure) == (text, None)
    assert len(made.specifications) == 1


def test_the_forecast_is_handed_in() -> None:
    seen: list[str] = []

    def doubles(series: Series, day: date) -> Outlook:
        seen.append(f"{series.key} {day}")
        return Outlook(series.last[1] * 2, series.last[1], series.last[1] * 3, 80, "keer twee")

    made = picture(small_region(), asked(), doubles)
    found = demand_of(made).next_year
    assert found is not None
    assert (found.low, found.value, found.high, found.confidence) == (540, 1080, 1620, 80)
    assert value(made, "5510/VV/needing-place") == 880
    assert "5510/VV 2027-07-01" in seen


@pytest.mark.requirement("C-021")
def test_each_month_of_claims_is_looked_at_as_soon_as_it_is_there() -> None:
    for last, expected in ((3, None), (4, date(2026, 4, 1))):
        months = tuple(item for item in small_region().production if item.month.month <= last)
        made = picture(replace(small_region(), production=months), asked(day=date(2026, last, 28)))
        assert made.space_short_from == expected
        assert f"2026-{last:02d}" in next(item.seen for item in made.findings if item.code.id == "NED-110")


def test_clients_delivered_to_go_before_an_estimate_of_who_has_a_place() -> None:
    guess = InCare(REGION, "", ELDERLY, DeliveryForm.RESIDENCE, date(2026, 1, 1), 999, Origin(Basis.ESTIMATE, "land"))
    count = replace(guess, count=390, origin=FROM_FILE)
    for records, expected in (((guess,), 388), ((guess, count), 390)):
        found = demand_of(picture(replace(small_region(), in_care=records), asked())).in_care
        assert found is not None
        assert found.value == expected
    bare = demand_of(picture(replace(without_places(), in_care=(guess,)), asked())).in_care
    assert bare is not None
    assert bare.value == 999


def test_all_series_of_a_region_are_foretold_at_once_as_one_by_one() -> None:
    assert picture(small_region(), asked(), together=calibrated_together) == picture(
        small_region(), asked(), calibrated
    )


def test_what_is_known_later_plays_no_part() -> None:
    made = picture(small_region(), asked(day=date(2025, 12, 31)))
    assert value(made, "5510/VV/indicated") == 520
    assert demand_of(made).waiting == ()
    assert made.indicators == ()


def test_the_waiting_list_and_the_space_are_in_the_picture() -> None:
    assert {status: count.value for status, count in demand_of(MADE).waiting} == {
        WaitingStatus.URGENT: 3,
        WaitingStatus.ACTIVE: 15,
        WaitingStatus.PREFERENCE: 74,
        WaitingStatus.PRECAUTION: 30,
    }
    assert MADE.space_short_from == date(2026, 4, 1)
    assert len(MADE.indicators) == 3
    assert value(MADE, "5510/VV/steered") == 4


def test_a_region_without_places_concludes_nothing() -> None:
    made = picture(without_places(), asked())
    assert {item.verdict for item in made.confrontation} == {Verdict.UNKNOWN}


def test_what_belongs_to_another_region_is_left_out_but_counts_as_near() -> None:
    narrow = Asked(REGION, "Flevoland", 2027, DAY, municipalities=(("0303", "Dronten"),))
    made = picture(small_region(), narrow)
    held = next(item for item in made.supply if item.market == Market(ELDERLY))
    assert held.providers == 1
    town = next(item for item in made.supply if item.market == Market(ELDERLY, "0303"))
    assert town.alternatives == 2


def test_pictures_side_by_side_have_sums() -> None:
    found = compare((MADE, picture(NeedInputs(), Asked(RegionCode("5501"), "Groningen", 2027, DAY))))
    row = next(item for item in found.rows if (item.group, item.what) == (ELDERLY, "indicated"))
    assert row.total == 540
    assert [figure and figure.value for _, figure in row.figures] == [540, None]
    assert found.regions == (("5510", "Flevoland"), ("5501", "Groningen"))


def test_the_order_of_the_records_plays_no_part() -> None:
    turned = small_region()
    turned = replace(turned, **{name: tuple(reversed(getattr(turned, name))) for name in ("indications", "waiting")})
    turned = replace(turned, capacity=turned.capacity[::-1], production=turned.production[::-1])
    assert list(picture(turned, asked()).lines()) == list(MADE.lines())


@pytest.mark.requirement("C-016")
def test_the_picture_tells_what_growth_is_made_of_when_two_years_are_known() -> None:
    assert MADE.growth is None
    before = tuple(
        replace(item, month=item.month.replace(year=2025), amount=Money(item.amount.cents * 9 // 10))
        for item in small_region().production
    )
    made = picture(replace(small_region(), production=(*before, *small_region().production)), asked())
    assert made.growth is not None
    assert (made.growth.months, made.growth.residence) == (9, Money.euros(9 * 200_000))
    assert (made.growth.home, made.growth.budgets) == (Money(0), None)


@pytest.mark.requirement("C-002")
def test_the_production_of_a_region_is_foretold_by_the_month() -> None:
    assert MADE.produced == ()
    made = picture(small_region(), asked(), monthly=by_the_month).produced
    assert [(item.of.contract, item.past.value, item.months) for item in made] == [
        ("", 9 * 20_000, 9),
        (ONE, 9 * 12_000, 9),
        (TWO, 9 * 5_000, 9),
        (THREE, 9 * 3_000, 9),
    ]
    assert [item.next.value for item in made if item.next] == [12 * 20_000, 12 * 12_000, 12 * 5_000, 12 * 3_000]
    assert all(item.next and item.next.low is not None and item.next.low < item.next.value for item in made)
    assert by_the_month([(None, None), (-1,)], 12) == (None, None)
    assert by_the_month([], 12) == ()

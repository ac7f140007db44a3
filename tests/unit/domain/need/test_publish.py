"""What of a picture is left out of what is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import Basis, ClientGroup, Demand, Market, Picture, WaitingStatus
from driehoek.domain.need.publish import Measure, marks, public, statuses, together, waiting_total
from driehoek.domain.need.suppress import Mark, SmallNumbers
from driehoek.testing.need_pictures import TOWNS, made_up, need_picture

RULE = SmallNumbers(10, date(2000, 1, 1), "made up")
VV = ClientGroup.ELDERLY
FIRST, SECOND, THIRD = (code for code, _ in TOWNS[:3])


def _picture(*asked: Demand) -> Picture:
    return replace(need_picture(), demand=asked, ahead=(), indicators=(), produced=())


def _asked(town: str, count: int, **more: Any) -> Demand:
    asked = Demand(Market(VV, town), made_up(count), None, made_up(count + 1, Basis.ESTIMATE))
    return replace(asked, **more)


def test_a_small_municipality_takes_the_smallest_other_with_it_and_all_that_follows() -> None:
    made = _picture(_asked("", 75), _asked(FIRST, 4), _asked(SECOND, 21), _asked(THIRD, 50))
    found = marks(made, RULE)
    assert found[VV, FIRST, Measure.INDICATED, ""] is Mark.SMALL
    assert found[VV, SECOND, Measure.INDICATED, ""] is Mark.BESIDE
    assert (VV, THIRD, Measure.INDICATED, "") not in found
    assert (VV, "", Measure.INDICATED, "") not in found
    for measure in (Measure.NEXT_YEAR, Measure.TREND, Measure.GAP, Measure.FORM, Measure.NEEDING_PLACE):
        assert found[VV, FIRST, measure, ""] is Mark.BESIDE
        assert found[VV, SECOND, measure, ""] is Mark.BESIDE


def test_a_picture_without_small_numbers_is_published_whole() -> None:
    assert marks(_picture(_asked("", 100), _asked(FIRST, 40), _asked(SECOND, 60)), RULE) == {}


def test_places_that_follow_from_people_in_care_go_with_them() -> None:
    found = marks(_picture(_asked(FIRST, 40, in_care=made_up(3))), RULE)
    assert found[VV, FIRST, Measure.PLACES, ""] is Mark.BESIDE
    assert (VV, FIRST, Measure.INDICATED, "") not in found


def test_urgent_and_active_of_the_region_go_together_and_do_not_say_which_is_small() -> None:
    waiting = ((WaitingStatus.URGENT, made_up(2)), (WaitingStatus.ACTIVE, made_up(40)))
    found = marks(_picture(_asked("", 500, waiting=waiting)), RULE)
    assert {part: mark for (_, _, measure, part), mark in found.items() if measure is Measure.WAITING} == {
        "urgent-plaatsen": Mark.WHOLE,
        "actief-plaatsen": Mark.WHOLE,
    }


def test_of_a_municipality_urgent_and_active_are_published_in_one_sum() -> None:
    waiting = ((WaitingStatus.URGENT, made_up(12)), (WaitingStatus.ACTIVE, made_up(40)))
    asked = public(_picture(_asked(FIRST, 500, waiting=waiting))).demand[0]
    assert [(status, figure.value) for status, figure in asked.waiting] == [(WaitingStatus.URGENT_OR_ACTIVE, 52)]


def test_a_sum_of_statuses_counts_nobody_twice() -> None:
    waiting = (
        (WaitingStatus.URGENT, made_up(2)),
        (WaitingStatus.ACTIVE, made_up(8)),
        (WaitingStatus.URGENT_OR_ACTIVE, made_up(10)),
        (WaitingStatus.PREFERENCE, made_up(5)),
    )
    asked = _asked("", 500, waiting=waiting)
    total = waiting_total(asked)
    assert total is not None
    assert total.value == 15
    assert WaitingStatus.URGENT_OR_ACTIVE not in dict(statuses(asked))
    assert [figure.value for _, figure in together(asked)] == [10, 5]


def test_waiting_per_provider_and_numbers_in_remarks_are_not_published() -> None:
    made = need_picture()
    assert made.providers
    shown = public(made)
    assert shown.providers == ()
    assert [finding.seen for finding in shown.findings] == ["een aantal van een aantal gemeenten"]


def test_a_group_that_is_the_sum_of_others_does_not_wait_beside_its_parts() -> None:
    waiting = ((WaitingStatus.ACTIVE, made_up(30)),)
    whole = Demand(Market(ClientGroup.DISABILITY), None, None, None, waiting=waiting)
    part = Demand(Market(ClientGroup.INTELLECTUAL), None, None, None, waiting=waiting)
    assert public(_picture(whole, part)).demand[0].waiting == ()
    assert public(_picture(whole)).demand[0].waiting == waiting


def test_later_years_go_when_the_number_of_the_region_goes() -> None:
    made = need_picture()
    small = replace(made, demand=(_asked("", 4),))
    ahead = {part for _, _, measure, part in marks(small, RULE) if measure is Measure.AHEAD}
    assert "zo doorgaan/2027" in ahead
    kept = {group for group, _, measure, _ in marks(small, RULE) if measure is Measure.AHEAD}
    assert kept == {VV}


@pytest.mark.parametrize("lean", [0, 20, -40])
def test_in_a_whole_picture_no_left_out_municipality_is_alone(lean: int) -> None:
    """Of each count, what is left out among municipalities is never one cell beside a published total."""
    made = public(need_picture(lean=lean))
    found = marks(made, RULE)
    for measure in (Measure.INDICATED, Measure.IN_CARE, Measure.NEXT_YEAR, Measure.NEEDING_PLACE, Measure.GAP):
        for group in {asked.market.group for asked in made.demand}:
            places = [place for of, place, what, part in found if (of, what, part) == (group, measure, "")]
            assert len(places) != 1, (group, measure)


def test_production_is_published_of_the_region_alone_and_not_where_few_people_get_it() -> None:
    made = need_picture()
    assert {item.of.contract for item in made.produced} == {"", "06010002"}
    assert {item.of.contract for item in public(made).produced} == {""}
    spot = (VV, "", Measure.PRODUCED, "")
    assert spot not in marks(public(made), RULE)
    whole = next(item for item in made.produced if item.of.group is VV and not item.of.contract)
    home = replace(whole, of=whole.of._replace(form=DeliveryForm.MODULAR_PACKAGE_HOME))
    for clients in (3, None):  # the days of one form would tell the people of the other
        few = replace(made, produced=(whole, replace(home, clients=clients)))
        assert marks(public(few), RULE)[spot] is Mark.BESIDE

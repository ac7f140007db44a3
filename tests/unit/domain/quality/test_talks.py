"""One text of a talk: what it must hold, and who agrees with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.quality import (
    BASIC_QUALITY,
    Agreement,
    Confirmation,
    Point,
    Side,
    TalkReport,
    Track,
    agreement_on,
    check_report,
)
from driehoek.domain.quality.talks import MONEY_FIRST, NO_BASIC_QUALITY, NO_POINTS, NOT_HELD, ONE_SIDED

TODAY = date(2026, 7, 16)
PEOPLE = ((Side.PURCHASER, "zorginkoper"), (Side.PROVIDER, "bestuurder"))
CARE = Point(BASIC_QUALITY, Track.CONTENT, agreed="Twee mensen in de nacht.")
MONEY = Point("Tarief", Track.MONEY, agreed="96 procent.")
REPORT = TalkReport(TODAY, PEOPLE, (CARE, MONEY))


def codes(report: TalkReport) -> list[object]:
    return [item.code for item in check_report(report, TODAY)]


def test_a_whole_report_is_in_order() -> None:
    assert codes(REPORT) == []


def test_it_has_subjects_two_sides_and_a_day_that_came() -> None:
    assert codes(replace(REPORT, points=())) == [NO_POINTS]
    assert codes(replace(REPORT, people=PEOPLE[:1])) == [ONE_SIDED]
    assert codes(replace(REPORT, held_on=date(2026, 7, 17))) == [NOT_HELD]


@pytest.mark.requirement("M-117")
def test_basic_quality_is_on_every_agenda() -> None:
    other = Point("Volume", Track.CONTENT, agreed="Tien plekken.")
    assert codes(replace(REPORT, points=(other,))) == [NO_BASIC_QUALITY]


@pytest.mark.requirement("M-002")
def test_content_is_agreed_before_money_is() -> None:
    assert codes(replace(REPORT, points=(replace(CARE, agreed=""), MONEY))) == [MONEY_FIRST]
    assert codes(replace(REPORT, points=(replace(CARE, agreed=""), replace(MONEY, agreed="")))) == []


def test_a_version_stands_once_both_confirmed_that_version() -> None:
    both = [Confirmation(1, Side.PURCHASER), Confirmation(1, Side.PROVIDER)]
    assert agreement_on(1, both) is Agreement.BOTH
    assert agreement_on(2, both) is Agreement.NOBODY
    assert agreement_on(1, both[:1]) is Agreement.PURCHASER
    assert agreement_on(1, both[1:]) is Agreement.PROVIDER

"""The ends of tariff parts and the highest price, as the check of a policy tells them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.policy import Kind, Param, Policy, Step
from driehoek.domain.policy.check import Known, check
from driehoek.domain.policy.params import OPEN_END, read
from driehoek.domain.regimes.wlz import WLZ
from driehoek.kernel import Dated, Entry, Finding, Ground, Period, Rate, Severity

ENDS = Param("ends", Kind.END, "the end", "het einde", default="", advised=True)
KNOWN: Known = {"tariff": {"part": (ENDS,)}}


def found(policy: Policy, ends: str | None) -> list[Finding]:
    given = {} if ends is None else {"ends": ends}
    used = Step("deel", "part", params=given, text="Een deel.", ground=Ground("Inkoopbeleid"))
    policy = replace(policy, division=replace(policy.division, tariff=(*policy.division.tariff, used)))
    return [item for item in check(policy, KNOWN) if item.subject == "division.tariff.deel"]


@pytest.mark.parametrize("ends", ["2026", "2026-12-31", "2026-06-30"])
def test_a_part_that_has_ended_is_told(sound: Policy, ends: str) -> None:
    (told,) = found(sound, ends)
    assert (told.code.id, told.code.severity, told.wanted) == ("POL-100", Severity.WARNING, "2027")


def test_a_part_cannot_end_within_a_contract_year(sound: Policy) -> None:
    (told,) = found(sound, "2027-06-30")
    assert (told.code.id, told.code.severity, told.wanted) == ("POL-101", Severity.ERROR, "2027-12-31")


@pytest.mark.parametrize("ends", ["2027", "2027-12-31", "2031"])
def test_a_part_with_an_end_to_come_is_sound(sound: Policy, ends: str) -> None:
    assert found(sound, ends) == []


@pytest.mark.parametrize("ends", [None, ""])
def test_a_part_that_says_no_end_is_told(sound: Policy, ends: str | None) -> None:
    (told,) = found(sound, ends)
    assert (told.code.id, told.code.severity) == ("POL-102", Severity.WARNING)


def test_an_end_is_a_day_or_a_year() -> None:
    values = {raw: read("part", (ENDS,), {"ends": raw})[0].values.get("ends") for raw in ("", "2027", "2027-03-31")}
    assert values == {"": OPEN_END, "2027": date(2027, 12, 31), "2027-03-31": date(2027, 3, 31)}
    assert [item.code.id for item in read("part", (ENDS,), {"ends": "ooit"})[1]] == ["POL-003"]


def test_lists_that_belong_together_are_held_to_each_other() -> None:
    bounds = Param("bounds", Kind.RATES, "bounds", "grenzen", falling=True)
    percents = Param("percents", Kind.RATES, "percents", "percentages", one_for="bounds", extra=1, falling=True)

    def codes(low: tuple[str, ...], high: tuple[str, ...]) -> list[str]:
        return [item.subject for item in read("step", (bounds, percents), {"bounds": low, "percents": high})[1]]

    assert codes(("80%", "50%"), ("97%", "96%", "94%")) == []
    assert codes(("50%", "80%"), ("97%", "96%", "94%")) == ["step.params.bounds"]
    assert codes(("80%", "50%"), ("97%", "96%")) == ["step.params.percents"]
    assert codes(("80%", "50%"), ("94%", "96%", "97%")) == ["step.params.percents"]
    assert percents.bounds == "bounds: 1 : 1 + 1; a >= b >= c"


@pytest.mark.requirement("E-053")
def test_the_highest_price_is_that_of_the_regime(sound: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    def codes(bound: int) -> list[tuple[str, str]]:
        policy = replace(sound, division=replace(sound.division, price_bound=Rate.percent(bound)))
        return [(item.code.id, item.wanted) for item in check(policy) if item.subject == "division.price_bound"]

    assert [codes(bound) for bound in (100, 95, 101, 0)] == [[], [], [("POL-103", "100%")], [("POL-028", "> 0%")]]
    higher = Dated.of([Entry(Period(date(2020, 1, 1), date(2040, 1, 1)), Rate.percent(110), "een regel")])
    monkeypatch.setattr("driehoek.domain.policy.check.find_regime", lambda _: replace(WLZ, price_bound=higher))
    assert [codes(bound) for bound in (110, 111)] == [[], [("POL-103", "110%")]]

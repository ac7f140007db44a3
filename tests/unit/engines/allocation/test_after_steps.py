"""The steps after the models on worked examples and at their edges."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import Adjustment, Allocation, ChosenCare, Offer, OfferedLine, Problem, Waiting, verify
from driehoek.domain.allocation.result import ReasonKind
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, MaximumTariff, Product, Sector, Treatment
from driehoek.domain.policy import Norm, ProviderGroup, Raw, Step
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Unit
from driehoek.testing.allocation import DAY, FRAME, HOURS, LOT, division, granted, offer, problem, step

STAY = Product("SYNVV5R", "VV5 verblijf", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP,
               Treatment.WITHOUT, zzp="754")  # fmt: skip
HOME = replace(STAY, code="SYNVV5T", name="VV5 thuis", form=DeliveryForm.FULL_PACKAGE_HOME, category=Category.VPT)
HEAVY = replace(STAY, code="SYNVV8R", name="VV8 verblijf", zzp="757")


def line(product: Product, cents: int, units: int, *, before: int | None = None) -> OfferedLine:
    unit = product.unit
    realised = None if before is None else Quantity(before * unit.steps, unit)
    tariff = MaximumTariff(Money(cents), Badge.SYNTHETIC)
    return OfferedLine(product, tariff, Quantity(units * unit.steps, unit), realised=realised)


def house(*lines: OfferedLine, contract: str = "06000001", realised: Money = Money(0)) -> Offer:  # noqa: B008 - frozen
    return Offer(contract, LOT, FRAME, Sector.VV, ProviderGroup.EXISTING, lines, realised=realised)


def choose(product: Product, units: int, contract: str = "06000001") -> ChosenCare:
    return ChosenCare(contract, LOT, product.code, Quantity(units, product.unit), DAY)


def after(made: Problem, *steps: Step) -> Problem:
    return replace(made, division=replace(made.division, after=steps))


def lines_of(result: Allocation, contract: str = "06000001") -> dict[str, int]:
    grant = result.grant(contract, LOT)
    assert grant is not None
    return {item.product: item.quantity.steps for item in grant.lines}


def ceiling(home_days: int = 5_000) -> Problem:
    """O-014: 104 clients choose residence for a year at 188.00; the day at home costs 141.00."""
    made = problem(
        Money.euros(10_000_000),
        (house(line(STAY, 18_800, 50_000), line(HOME, 14_100, home_days)),),
        division(step("money-follows-client")),
        choices=(choose(STAY, 104 * 365),),
    )
    return after(made, step("intramural-ceiling", days="36500"))


@pytest.mark.requirement("E-031", "O-014")
def test_days_above_the_ceiling_become_days_at_home() -> None:
    made = ceiling()
    before, result = solve(after(made)), solve(made)
    assert lines_of(before) == {"SYNVV5R": 37_960}
    assert lines_of(result) == {"SYNVV5R": 36_500, "SYNVV5T": 1_460}
    assert before.grants[0].money - result.grants[0].money == Money.parse("68620.00")
    moved = {item.product: item.units for item in result.reasons if item.kind is ReasonKind.MIX}
    assert moved == {"SYNVV5R": Quantity(-1_460, Unit.ETMAAL), "SYNVV5T": Quantity(1_460, Unit.ETMAAL)}
    told = next(item.text for item in result.reasons if item.step == "intramural-ceiling" and item.amount.cents)
    assert "37.960 dagen met verblijf nodig en het plafond is 36.500. 1.460 etmalen worden zorg thuis" in told
    assert verify(made, result) == ()


@pytest.mark.requirement("E-031")
def test_clients_cannot_always_choose_residence_and_a_finding_says_how_many_days() -> None:
    made = ceiling(home_days=1_000)
    result = solve(made)
    assert lines_of(result) == {"SYNVV5R": 36_500, "SYNVV5T": 1_000}
    assert [(item.code.id, item.seen) for item in result.findings] == [("ALL-231", "460 etmalen")]
    assert result.grants[0].money == Money.parse("6862000.00") + Money.parse("141000.00")
    assert verify(made, result) == ()


def test_a_day_at_home_of_another_profile_is_not_the_same_care() -> None:
    made = ceiling()
    other = replace(HOME, zzp="757")
    made = replace(made, offers=(house(line(STAY, 18_800, 50_000), line(other, 14_100, 5_000)),))
    assert lines_of(solve(made)) == {"SYNVV5R": 36_500}


def test_an_unknown_profile_is_never_the_same_profile() -> None:
    stay, home = replace(STAY, zzp=None), replace(HOME, zzp=None)
    made = problem(
        Money.euros(10_000_000),
        (house(line(stay, 18_800, 50_000), line(home, 14_100, 5_000)),),
        division(step("money-follows-client")),
        choices=(choose(stay, 104 * 365),),
    )
    result = solve(after(made, step("intramural-ceiling", days="36500")))
    assert lines_of(result) == {"SYNVV5R": 36_500}
    assert [(item.code.id, item.seen) for item in result.findings] == [("ALL-231", "1.460 etmalen")]


def test_a_dearer_day_at_home_takes_no_days() -> None:
    made = ceiling()
    made = replace(made, offers=(house(line(STAY, 18_800, 50_000), line(HOME, 18_801, 5_000)),))
    assert lines_of(solve(made)) == {"SYNVV5R": 36_500}


def test_the_same_treatment_goes_first() -> None:
    made = ceiling()
    treated = replace(HOME, code="SYNVV5A", treatment=Treatment.WITH)
    offers = (house(line(STAY, 18_800, 50_000), line(HOME, 14_100, 1_000), line(treated, 14_100, 1_000)),)
    assert lines_of(solve(replace(made, offers=offers))) == {"SYNVV5R": 36_500, "SYNVV5T": 1_000, "SYNVV5A": 460}


def test_a_ceiling_as_a_share_of_last_year_passes_by_who_has_no_last_year() -> None:
    made = after(ceiling(), step("intramural-ceiling", share="50%"))
    assert lines_of(solve(made)) == {"SYNVV5R": 37_960}
    known = replace(made, offers=(house(line(STAY, 18_800, 50_000, before=40_001), line(HOME, 14_100, 50_000)),))
    assert lines_of(solve(known)) == {"SYNVV5R": 20_000, "SYNVV5T": 17_960}
    both = after(known, step("intramural-ceiling", share="50%", days="19999"))
    assert lines_of(solve(both))["SYNVV5R"] == 19_999


def test_other_products_of_the_provider_keep_their_volume() -> None:
    made = ceiling()
    offers = (house(line(STAY, 18_800, 50_000), line(HOME, 14_100, 50_000), line(HOURS, 6_077, 900)),)
    hours = ChosenCare("06000001", LOT, HOURS.code, Quantity(12_345, Unit.HOUR), DAY)
    made = replace(made, offers=offers, choices=(*made.choices, hours, choose(HOME, 100)))
    assert lines_of(solve(made)) == {"SYNVV5R": 36_500, "SYNVV5T": 1_560, HOURS.code: 12_345}


def test_days_at_home_that_are_there_already_leave_less_room_for_those_that_come() -> None:
    made = ceiling(home_days=1_000)
    chosen = replace(made, choices=(*made.choices, choose(HOME, 400)))
    result = solve(chosen)
    assert lines_of(result) == {"SYNVV5R": 36_500, "SYNVV5T": 1_000}
    assert [(item.code.id, item.seen) for item in result.findings] == [("ALL-231", "860 etmalen")]
    second = replace(STAY, code="SYNVV5S")
    offers = (house(line(STAY, 18_800, 900), line(second, 18_800, 900), line(HOME, 14_100, 1_000)),)
    two = replace(made, offers=offers, choices=(choose(STAY, 900), choose(second, 900)))
    both = solve(after(two, step("intramural-ceiling", days="600")))  # 1,200 days above it, room for 1,000
    assert lines_of(both) == {"SYNVV5R": 300, "SYNVV5S": 300, "SYNVV5T": 1_000}
    assert [item.seen for item in both.findings] == ["200 etmalen"]


def test_who_needs_no_more_than_the_ceiling_is_told_nothing() -> None:
    made = replace(ceiling(), choices=(choose(STAY, 36_500),))
    assert [item for item in solve(made).reasons if item.step == "intramural-ceiling"] == []
    more = replace(made, choices=(choose(STAY, 36_501),))
    texts = [item.text for item in solve(more).reasons if item.kind is ReasonKind.MIX]
    assert [text.split(" door ")[0].split()[-2:] for text in texts] == [["gaan", "eraf"], ["komen", "erbij"]]


def test_a_day_at_home_that_costs_as_much_may_take_days() -> None:
    made = ceiling()
    made = replace(made, offers=(house(line(STAY, 18_800, 50_000), line(HOME, 18_800, 5_000)),))
    assert lines_of(solve(made)) == {"SYNVV5R": 36_500, "SYNVV5T": 1_460}


def test_a_supplement_on_a_day_is_no_day_of_its_own() -> None:
    made = ceiling()
    extra = replace(STAY, code="SYNTG", category=Category.SUPPLEMENT)
    offers = (house(line(STAY, 18_800, 50_000), line(extra, 5_000, 50_000), line(HOME, 14_100, 5_000)),)
    made = replace(made, offers=offers, choices=(*made.choices, choose(extra, 900)))
    assert lines_of(solve(made)) == {"SYNVV5R": 36_500, "SYNVV5T": 1_460, "SYNTG": 900}


def test_a_promise_that_no_volume_may_take_is_idle_and_told() -> None:
    offers = (house(line(STAY, 10_000, 1_000, before=1_000), realised=Money.euros(100_000)),)
    made = problem(Money.euros(200_000), offers, division(step("first-volume", share="90%")))
    for used in (step("intramural-ceiling", days="400"), step("package-mix", growth="-60%")):
        result = solve(after(made, used))
        assert result.grants[0].money == Money.euros(90_000)
        assert result.grants[0].agreed == Money.euros(40_000)
        found = [(item.code.id, item.seen) for item in result.findings if item.code.id == "ALL-233"]
        assert found == [("ALL-233", "50000.00")]
        rounded = next(item for item in result.reasons if item.kind is ReasonKind.VOLUME)
        assert "door de grenzen aan aantallen" in rounded.text
        assert verify(after(made, used), result) == ()


def test_what_comes_by_hand_later_does_not_break_the_ceiling() -> None:
    made = replace(ceiling(), division=replace(ceiling().division, models=(step("first-volume", share="100%"),)))
    made = replace(made, offers=(replace(made.offers[0], realised=Money.euros(7_000_000)),), choices=())
    # a promise holds, so the money stays with the provider; the days above the ceiling go to care at home
    standing = solve(made).grants[0].money
    extra = Adjustment("06000001", LOT, standing, standing + Money.euros(100_000), "nood", "hardship", "a", "b",
                       "2026-10-01")  # fmt: skip
    result = solve(made, (extra,))
    assert result.grants[0].money == Money.euros(7_100_000)
    assert lines_of(result)["SYNVV5R"] <= 36_500
    assert verify(made, result) == ()


def waiting(contract: str, count: int, status: str = "2") -> Waiting:
    return Waiting(count, DAY, status=status, contract=contract)


X, Y, Z = "06000001", "06000002", "06000003"


def lists(*found: Waiting, quantity: int = 5_000_000) -> Problem:
    """O-015: two providers of a million each; a day costs one euro."""
    made = problem(
        Money.euros(2_000_000),
        tuple(offer(name, realised=Money.euros(1_000_000), quantity=quantity) for name in (X, Y)),
        division(step("money-follows-client")),
        choices=tuple(ChosenCare(name, LOT, "SYN01", Quantity(1_000_000, Unit.ETMAAL), DAY) for name in (X, Y)),
        waiting=found,
    )
    return after(made, step("waiting-list-shift", cut="3%", short="2", wanted="10"))


@pytest.mark.requirement("E-033", "O-015")
def test_a_cut_at_a_short_list_goes_to_the_wanted_provider() -> None:
    made = lists(waiting(X, 2), waiting(Y, 40))
    result = solve(made)
    assert granted(result) == [97_000_000, 103_000_000]
    assert sum(granted(result)) == 200_000_000
    assert verify(made, result) == ()
    texts = [item.text for item in result.reasons if item.rule == "waiting-list-shift"]
    assert "2 mensen wachten niet-actief" in texts[0]
    assert "u bent gewild" in texts[1]


def test_who_waits_actively_does_not_make_a_list_long() -> None:
    assert granted(solve(lists(waiting(X, 2), waiting(X, 90, status="1"), waiting(Y, 40)))) == [97_000_000, 103_000_000]


def test_an_unknown_list_is_no_short_list() -> None:
    assert granted(solve(lists(waiting(Y, 40)))) == [100_000_000, 100_000_000]
    assert granted(solve(lists(waiting(X, 0), waiting(Y, 5)))) == [100_000_000, 100_000_000]


def test_a_list_of_another_lot_does_not_count() -> None:
    elsewhere = replace(waiting(X, 1), lot="elsewhere")
    assert granted(solve(lists(elsewhere, waiting(Y, 40)))) == [100_000_000, 100_000_000]


def test_never_more_is_cut_than_wanted_providers_can_take() -> None:
    made = lists(waiting(X, 0), waiting(Y, 40), quantity=1_010_000)
    result = solve(made)
    assert granted(result) == [99_000_000, 101_000_000]
    assert [(item.code.id, item.seen, item.wanted) for item in result.findings] == [("ALL-232", "20000.00", "30000.00")]


def test_nobody_is_cut_below_a_promise() -> None:
    made = lists(waiting(X, 0), waiting(Y, 40))
    made = replace(made, division=replace(made.division, models=(step("first-volume", share="99%"),)), choices=())
    assert granted(solve(made)) == [99_000_000, 99_000_000]


def test_a_list_that_is_neither_short_nor_long_is_left_as_it_is() -> None:
    made = lists(waiting(X, 3), waiting(Y, 40))  # short is two at most, wanted ten at least
    assert granted(solve(made)) == [100_000_000, 100_000_000]
    nearly = lists(waiting(X, 2), waiting(Y, 9))
    assert granted(solve(nearly)) == [100_000_000, 100_000_000]


def test_wanted_providers_share_by_the_number_that_waits() -> None:
    made = lists(waiting(X, 1), waiting(Y, 30), waiting(Z, 10))
    made = replace(made, offers=(*made.offers, offer(Z, quantity=5_000_000)))
    assert granted(solve(made)) == [97_000_000, 102_250_000, 750_000]


@pytest.mark.requirement("E-035")
def test_number_and_kind_of_packages_are_those_of_last_year() -> None:
    offers = (house(line(STAY, 10_000, 1_000, before=300), line(HEAVY, 20_000, 1_000, before=100)),)
    made = problem(
        Money.euros(1_000_000),
        offers,
        division(step("money-follows-client")),
        choices=(choose(STAY, 200), choose(HEAVY, 250)),
    )
    limited = after(made, step("package-mix", growth="10%"))
    assert lines_of(solve(made)) == {"SYNVV5R": 200, "SYNVV8R": 250}
    result = solve(limited)
    assert lines_of(result) == {"SYNVV5R": 200, "SYNVV8R": 110}
    assert result.grants[0].money == Money.euros(200 * 100 + 110 * 200)
    limits = {item.product: item.units.steps for item in result.reasons if item.kind is ReasonKind.LIMIT and item.units}
    assert limits == {"SYNVV5R": 330, "SYNVV8R": 110}
    assert verify(limited, result) == ()


@pytest.mark.requirement("E-035")
def test_a_kind_that_was_not_delivered_needs_the_policy_to_open_it() -> None:
    offers = (house(line(STAY, 10_000, 1_000, before=300), line(HEAVY, 20_000, 1_000)),)
    made = problem(
        Money.euros(1_000_000), offers, division(step("money-follows-client")), choices=(choose(HEAVY, 250),)
    )
    assert lines_of(solve(after(made, step("package-mix")))) == {}
    assert lines_of(solve(after(made, step("package-mix", new_kinds="yes")))) == {"SYNVV8R": 250}
    newcomer = replace(made, offers=(house(line(HEAVY, 20_000, 1_000)),))
    assert lines_of(solve(after(newcomer, step("package-mix")))) == {"SYNVV8R": 250}


def ratio(percent: str) -> Step:
    return step("fixed-ratio", products="SYNVV5R", against="SYNVV5T", ratio=percent)


@pytest.mark.requirement("E-039")
def test_a_fixed_ratio_lowers_the_side_with_too_much() -> None:
    offers = (house(line(STAY, 10_000, 1_000), line(HOME, 8_000, 1_000)),)
    made = problem(
        Money.euros(1_000_000),
        offers,
        division(step("money-follows-client")),
        choices=(choose(STAY, 400), choose(HOME, 100)),
    )
    result = solve(after(made, ratio("300%")))
    assert lines_of(result) == {"SYNVV5R": 300, "SYNVV5T": 100}
    assert result.grants[0].money == Money.euros(300 * 100 + 100 * 80)
    other = solve(after(made, ratio("500%")))
    assert lines_of(other) == {"SYNVV5R": 400, "SYNVV5T": 80}
    alone = replace(made, offers=(house(line(STAY, 10_000, 1_000)),), choices=(choose(STAY, 400),))
    assert lines_of(solve(after(alone, ratio("300%")))) == {"SYNVV5R": 400}


@pytest.mark.requirement("E-039")
def test_the_minimum_of_the_class_is_what_is_agreed() -> None:
    # class 3: 4 to 6.9 hours a week; an offer counts with 5.45 hours, the agreement with 4
    offers = (house(line(HOURS, 6_000, 5_450)),)
    made = problem(
        Money.euros(1_000_000),
        offers,
        division(step("money-follows-client")),
        choices=(ChosenCare("06000001", LOT, HOURS.code, Quantity(5_000 * 60, Unit.HOUR), DAY),),
    )
    result = solve(after(made, step("class-minimum", products=HOURS.code, least="240", usual="327")))
    assert lines_of(result) == {HOURS.code: 4_000 * 60}
    assert result.grants[0].money == Money.euros(4_000 * 60)


def extra_hours(*hours: int) -> tuple[Problem, Allocation]:
    """Three providers that get the hours they ask; O-046 counts PV-extra among PV and VP."""
    care = {code: replace(HOURS, code=code, name=code) for code in ("SYNPV", "SYNVP", "SYNPVX", "SYNPVS")}
    offers = []
    choices = []
    for number, (pv, vp, code, units) in enumerate(_rows(hours)):
        name = f"0600000{number}"
        wanted = {"SYNPV": pv, "SYNVP": vp, code: units}
        offers.append(house(*(line(care[key], 100, 10**6) for key in wanted), contract=name))
        choices += [
            ChosenCare(name, LOT, key, Quantity(count * 60, Unit.HOUR), DAY) for key, count in wanted.items() if count
        ]
    made = problem(
        Money.euros(100_000_000), tuple(offers), division(step("money-follows-client")), choices=tuple(choices)
    )
    return made, solve(made)


def _rows(hours: tuple[int, ...]) -> list[tuple[int, int, str, int]]:
    if len(hours) == 3:
        return [(80_000, 20_000, "SYNPVX", count) for count in hours]
    return [(48_000, 0, "SYNPVS", count) for count in hours]


@pytest.mark.requirement("O-046")
def test_pv_extra_lies_around_fifteen_percent() -> None:
    made, result = extra_hours(4_000, 15_000, 30_000)
    band: dict[str, Raw] = {"part": "SYNPVX", "whole": ("SYNPV", "SYNVP"), "least": "10%", "most": "20%"}
    found = verify(replace(made, norms=(Norm("pv-extra", "product-share", params=band),)), result)
    assert [(item.code.id, item.subject, item.seen) for item in found] == [
        ("ALL-130", "06000000", "4%"),
        ("ALL-102", "06000002", "30%"),
    ]
    wider = {**band, "least": "4%", "most": "30%"}
    assert verify(replace(made, norms=(Norm("pv-extra", "product-share", params=wider),)), result) == ()


@pytest.mark.requirement("O-047")
def test_pv_special_lies_between_five_and_ten_percent_of_pv() -> None:
    made, result = extra_hours(3_600, 6_000)
    band: dict[str, Raw] = {
        "part": "SYNPVS",
        "whole": "SYNPV",
        "least": "5%",
        "most": "10%",
        "question": "adl-only",
        "equals": "no",
    }
    none = {**band, "least": "0%", "most": "0%", "equals": "yes"}
    norms = (Norm("pv-special", "product-share", params=band), Norm("adl-only", "product-share", params=none))
    answered = replace(made, norms=norms, offers=tuple(replace(one, facts={"adl-only": "no"}) for one in made.offers))
    assert [(item.code.id, item.seen) for item in verify(answered, result)] == [("ALL-102", "12.5%")]
    only = replace(answered, offers=tuple(replace(one, facts={"adl-only": "yes"}) for one in made.offers))
    assert [(item.code.id, item.seen) for item in verify(only, result)] == [("ALL-102", "7.5%"), ("ALL-102", "12.5%")]


def test_a_limit_stays_with_a_score_that_ranks() -> None:
    offers = tuple(offer(name, score=Fraction(score), quantity=900) for name, score in ((X, 8), (Y, 6)))
    made = problem(
        Money.euros(1_000),
        offers,
        division(step("ranked-q", guarantee="0%", selective="100%", rule="best-first")),
    )
    made = after(made, step("intramural-ceiling", days="300"))
    result = solve(made)
    assert [lines_of(result, name) for name in (X, Y)] == [{"SYN01": 300}, {"SYN01": 100}]
    assert granted(result) == [30_000, 10_000]

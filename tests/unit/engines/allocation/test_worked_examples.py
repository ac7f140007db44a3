"""The printed worked examples of the division, by number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import Allocation, ChosenCare, Price, Problem, verify
from driehoek.domain.allocation.result import ReasonKind
from driehoek.domain.policy import Division
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Rate, Unit
from driehoek.testing.allocation import DAY, FRAME, LOT, division, granted, offer, problem, reasons_of, step


def ranked(rule: str, guarantee: str = "90%") -> tuple[Problem, Allocation]:
    offers = tuple(
        offer(f"0600000{n}", realised=Money.euros(realised), score=Fraction(score))
        for n, realised, score in ((1, 5_000_000, 8), (2, 3_000_000, 6), (3, 2_000_000, 6))
    )
    made = problem(
        Money.euros(10_000_000), offers, division(step("ranked-q", rule=rule, guarantee=guarantee, selective="10%"))
    )
    return made, solve(made)


def euros(result: Allocation) -> list[int]:
    return [cents // 100 for cents in granted(result)]


@pytest.mark.requirement("O-001", "E-009")
def test_ninety_percent_of_what_was_realised_is_guaranteed() -> None:
    made = problem(
        Money.euros(1_000_000),
        (offer("06000001", realised=Money.euros(1_000_000)),),
        division(step("ranked-q")),
    )
    result = solve(made)
    assert [promise.amount for promise in result.guarantees] == [Money.euros(900_000)]


@pytest.mark.requirement("O-002", "E-008", "E-010")
def test_the_selective_part_by_score() -> None:
    made, result = ranked("proportional")
    assert euros(result) == [4_900_000, 3_000_000, 2_100_000]
    shares = [grant.money.share_of(item.realised) for grant, item in zip(result.grants, made.offers, strict=True)]
    assert shares == [Rate.percent(98), Rate.percent(100), Rate.percent(105)]
    assert verify(made, result) == ()


@pytest.mark.requirement("O-003")
def test_the_best_takes_the_selective_part() -> None:
    made, result = ranked("best-first")
    assert euros(result) == [5_500_000, 2_700_000, 1_800_000]
    assert verify(made, result) == ()


def test_by_class_the_selective_part_goes_by_size_and_class() -> None:
    made, result = ranked("classes")
    # class A (8 of 10) weighs 1 x 5 million; class B (6 of 10) weighs 0.5 x 3 and 0.5 x 2 million
    assert granted(result) == [516_666_667, 290_000_000, 193_333_333]
    assert verify(made, result) == ()


@pytest.mark.requirement("O-005", "E-012")
def test_two_percent_is_held_back() -> None:
    made = problem(
        Money.euros(10_000_000),
        (offer("06000001", realised=Money.euros(20_000_000)),),
        division(step("first-volume", share="100%"), space=(step("hold-back", share="2%"),)),
    )
    result = solve(made)
    assert euros(result) == [9_800_000]
    assert result.reserved[FRAME] == {"hold-back": Money.euros(200_000)}
    assert reasons_of(result, ReasonKind.SPACE) == [-20_000_000]


@pytest.mark.requirement("O-006", "E-016")
def test_the_price_starts_at_ninety_percent_and_rises_with_performance() -> None:
    assert Price.of(Money.euros(60), Rate.percent(90)).amount == Money.euros(54)
    prices = {}
    for score in (None, Fraction(0), Fraction(5), Fraction(10)):
        steps = Division("key", tariff=(step("performance-price"),), models=(step("first-volume", share="100%"),))
        made = problem(
            Money.euros(60_000),
            (offer("06000001", realised=Money.euros(600), score=score, maximum=Money.euros(60), quantity=10),),
            steps,
        )
        prices[score] = solve(made).grants[0].lines[0].price.amount
    assert prices == {
        None: Money.euros(54),
        Fraction(0): Money.euros(54),
        Fraction(5): Money.euros(57),
        Fraction(10): Money.euros(60),
    }


def choice(contract: str, euros_chosen: int, day: int = 0) -> ChosenCare:
    return ChosenCare(contract, LOT, "SYN01", Quantity(euros_chosen, Unit.ETMAAL), DAY.replace(day=1 + day))


@pytest.mark.requirement("O-010", "E-022")
def test_above_the_space_every_tariff_is_cut_alike() -> None:
    offers = tuple(offer(f"0600000{n}") for n in (1, 2, 3))
    choices = tuple(
        choice(item.contract, euros_chosen)
        for item, euros_chosen in zip(offers, (26_000_000, 52_000_000, 26_000_000), strict=True)
    )
    made = problem(Money.euros(100_000_000), offers, division(step("person-following")), choices=choices)
    result = solve(made)
    assert euros(result) == [25_000_000, 50_000_000, 25_000_000]
    shares = {line.price.share.value for grant in result.grants for line in grant.lines}
    assert shares == {Fraction(100, 104)}
    assert [(item.code.id, item.seen) for item in result.findings] == [("ALL-204", "4000000.00")]
    assert verify(made, result) == ()
    # every choice is honoured in volume: the cut is in the price alone
    assert [grant.lines[0].quantity.steps for grant in result.grants] == [26_000_000, 52_000_000, 26_000_000]


@pytest.mark.requirement("O-012", "E-032")
def test_home_packages_have_a_higher_base() -> None:
    assert Price.of(Money.euros(100), Rate.percent("94.5")).amount == Money.euros("94.50")
    steps = Division(
        "key",
        tariff=(
            replace(step("base-percentage", percent="94%", forms="verblijf"), id="residence"),
            replace(step("base-percentage", percent="94.5%", forms=("vpt", "mpt")), id="home"),
        ),
        models=(step("first-volume", share="100%"),),
    )
    made = problem(
        Money.euros(94), (offer("06000001", realised=Money.euros(94), maximum=Money.euros(100), quantity=1),), steps
    )
    assert solve(made).grants[0].lines[0].price.amount == Money.euros(94)


@pytest.mark.requirement("E-017", "E-020")
def test_in_model_p_volume_follows_choice_and_a_shortage_is_told() -> None:
    offers = (offer("06000001"), offer("06000002"))
    choices = (choice("06000001", 1_000), choice("06000002", 500))
    enough = problem(Money.euros(2_000), offers, division(step("differential-p")), choices=choices)
    assert euros(solve(enough)) == [1_000, 500]
    short = replace(enough, spaces=(replace(enough.spaces[0], amount=Money.euros(1_200)),))
    result = solve(short)
    assert euros(result) == [800, 400]
    assert result.exposure == {FRAME: Money.euros(300)}
    assert [(finding.code.id, finding.seen) for finding in result.findings] == [("ALL-204", "300.00")]


def test_money_follows_clients_in_order_of_day_and_the_rest_waits() -> None:
    offers = (offer("06000001"), offer("06000002"), offer("06000003"))
    choices = (choice("06000001", 600, 0), choice("06000002", 300, 1), choice("06000003", 300, 1))
    made = problem(Money.euros(1_000), offers, division(step("money-follows-client")), choices=choices)
    result = solve(made)
    assert euros(result) == [600, 200, 200]
    assert result.exposure == {FRAME: Money.euros(200)}
    roomy = replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(2_000)),))
    rest = solve(roomy)
    assert euros(rest) == [600, 300, 300]
    assert rest.reserved[FRAME] == {"money-follows-client": Money.euros(800)}
    assert verify(roomy, rest) == ()


@pytest.mark.requirement("E-021")
def test_two_models_side_by_side_each_in_its_own_lot() -> None:
    home = replace(FRAME, name="home")
    offers = (
        offer("06000001", realised=Money.euros(100), score=Fraction(7)),
        offer("06000002", lot="other", frame=home),
    )
    steps = division(step("ranked-q", (LOT,), selective="100%"), step("differential-p", ("other",)))
    made = problem(Money.euros(120), offers, steps, choices=(replace(choice("06000002", 50), lot="other"),))
    made = replace(made, spaces=(*made.spaces, replace(made.spaces[0], frame=home)))
    result = solve(made)
    assert euros(result) == [120, 50]
    assert verify(made, result) == ()

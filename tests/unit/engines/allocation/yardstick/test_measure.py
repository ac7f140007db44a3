"""The yardstick of a problem: never a cent over, the same for the same, taken apart to the cent, its prices true."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.allocation import Allocation, Basis, Grant, Offer, Problem, verify
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Division, Norm
from driehoek.engines.allocation.solve import solve
from driehoek.engines.allocation.yardstick import Aim, Need, Options
from driehoek.engines.allocation.yardstick.measure import yardstick
from driehoek.engines.allocation.yardstick.model import Limit, LimitKind
from driehoek.engines.allocation.yardstick.result import CauseKind, LimitPrice, Part
from driehoek.kernel import ZERO, Money, Rate, total
from driehoek.testing.allocation import DAY_CARE, FRAME, HOURS, LOT, division, offer, problem, problems, step

RANKED = division(step("ranked-q", guarantee="50%", selective="100%"))
MOVED = replace(RANKED, after=(step("maximum-move", up="40%", down="40%"),))
NORMS = (
    Norm("share", "max-share", params={"most": "60%"}),
    Norm(
        "mix", "product-share", params={"part": (DAY_CARE.code,), "whole": (DAY_CARE.code, HOURS.code), "most": "75%"}
    ),
    Norm("town", "max-share-in-municipality", params={"most": "50%"}),
)


def towns(made: Problem) -> Problem:
    """The offers in two towns."""
    names = ("Utrecht", "Zeist")
    placed = (replace(item, municipality=names[int(item.contract[-1]) % 2]) for item in made.offers)
    return replace(made, offers=tuple(placed))


def only(found: tuple[Part, ...]) -> Part:
    (part,) = found
    return part


def money_of(grants: tuple[Grant, ...]) -> dict[str, int]:
    return {grant.contract: grant.money.cents for grant in grants}


@settings(max_examples=60, deadline=None)
@given(
    problems(MOVED),
    st.sampled_from(((), NORMS)),
    st.sampled_from(Aim),
    st.lists(st.integers(0, 40), min_size=2, max_size=2),
)
def test_the_yardstick_never_passes_a_limit_and_its_causes_add_up(
    drawn: Problem, norms: tuple[Norm, ...], aim: Aim, people: list[int]
) -> None:
    made = replace(towns(drawn), norms=norms)
    needs = [Need(town, Sector.VV, count) for town, count in zip(("Utrecht", "Zeist"), people, strict=True) if count]
    decided = solve(made)
    found = yardstick(made, decided, needs, Options(aim=aim))
    assert found.findings == (), [str(finding) for finding in found.findings]
    for part in found.parts:
        if not part.clash:
            assert total(cause.worth for cause in part.causes) == part.difference
        assert all(left >= ZERO for left in part.unspent.values())


@settings(max_examples=60, deadline=None)
@given(problems(RANKED), st.randoms(use_true_random=False))
def test_the_order_of_submissions_plays_no_part_per_provider(drawn: Problem, random: object) -> None:
    mixed = list(drawn.offers)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a seeded random.Random
    shuffled = replace(drawn, offers=tuple(mixed), choices=drawn.choices[::-1])
    found, again = (yardstick(made, solve(made), workers=workers) for made, workers in ((drawn, 2), (shuffled, 1)))
    assert money_of(found.division) == money_of(again.division)
    assert [part.causes for part in found.parts] == [part.causes for part in again.parts]


@settings(max_examples=60, deadline=None)
@given(problems(RANKED), st.randoms(use_true_random=False))
def test_who_has_which_number_plays_no_part(drawn: Problem, random: object) -> None:
    """A linear optimum is not unique; what an offer gets follows from its content, and not from its AGB."""
    names = [item.contract for item in drawn.offers]
    mixed = list(names)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a seeded random.Random
    renamed = dict(zip(names, mixed, strict=True))
    other = replace(
        drawn,
        offers=tuple(replace(item, contract=renamed[item.contract]) for item in drawn.offers),
        choices=tuple(replace(item, contract=renamed[item.contract]) for item in drawn.choices),
    )
    before, after = (yardstick(made, Allocation((), {}, (), ())) for made in (drawn, other))
    got, now = money_of(before.division), money_of(after.division)
    dearest = max((line.maximum.amount.cents for item in drawn.offers for line in item.lines), default=0)
    for name in names:
        assert abs(got[name] - now[renamed[name]]) <= 2 * dearest, "more than the units that cannot be split"


def test_equal_submissions_share_and_the_published_key_gives_the_odd_unit() -> None:
    three = tuple(
        offer(f"0600000{number}", score=Fraction(8), quantity=100, maximum=Money(100)) for number in (1, 2, 3)
    )
    made = problem(Money(10_000), three, RANKED)
    found = yardstick(made, solve(made))
    got = money_of(found.division)
    assert sorted(got.values()) == [3_300, 3_300, 3_400]
    winner = min(three, key=lambda item: made.tie_key.rank(f"{item.contract}/{LOT}/{DAY_CARE.code}")).contract
    assert got[winner] == 3_400
    other = replace(made, division=replace(RANKED, tie_key="another key"))
    assert sorted(money_of(yardstick(other, solve(other)).division).values()) == [3_300, 3_300, 3_400]


def two() -> Problem:
    """Ten euros a day; the better one offers 60 days, the other 100; the space is 1,000 euros."""
    good = offer("06000001", score=Fraction(10), quantity=60, maximum=Money(1_000), realised=Money(40_000))
    poor = offer("06000002", score=Fraction(5), quantity=100, maximum=Money(1_000), realised=Money(60_000))
    return problem(Money(100_000), (good, poor), division(step("ranked-q", guarantee="90%", selective="10%")))


@pytest.mark.requirement("E-011")
def test_the_best_division_beside_the_decision_and_what_the_rules_cost() -> None:
    """The promise of 540 to the poorer one leaves 460 for the better: 46 days at 10 and 54 at 5 make 730."""
    made = two()
    part = only(yardstick(made, solve(made)).parts)
    assert part.best == Money.euros(730)
    assert part.without == {LimitKind.GUARANTEE: Money.euros(70)}
    assert {price.limit.kind: (price.dual, price.asked) for price in part.prices} == {
        LimitKind.SPACE: (Fraction(1), Fraction(1)),
        LimitKind.GUARANTEE: (Fraction(1, 2), Fraction(1, 2)),
    }
    assert part.unspent == {FRAME: ZERO}


def test_what_the_decision_leaves_undivided_is_the_cause() -> None:
    made = replace(two(), division=division(step("ranked-q", guarantee="0%", selective="10%", rule="best-first")))
    part = only(yardstick(made, solve(made)).parts)
    assert (part.best, part.decided) == (Money.euros(800), Money.euros(100))
    assert {(cause.kind, cause.name): cause.worth for cause in part.causes} == {
        (CauseKind.ROOM, LimitKind.SPACE.value): Money.euros(450),
        (CauseKind.NOT_GRANTED, LOT): Money.euros(250),
    }


def test_the_step_that_grants_below_its_place_is_the_cause() -> None:
    """Everything to the poorer one: each of its euros counts half of what the space could buy."""
    made = replace(two(), division=division(step("first-volume", share="100%")))
    decided = solve(made)
    part = only(yardstick(made, replace(decided, guarantees=())).parts)
    assert part.best == Money.euros(800)
    assert part.decided == Money.euros(700)
    assert total(cause.worth for cause in part.causes) == Money.euros(100)


def test_a_price_where_the_optimum_turns_is_told_to_turn() -> None:
    limit = Limit(LimitKind.SPACE, 100, money=True)
    assert LimitPrice(limit, 1, Fraction(9, 10), Fraction(9, 10)).agrees
    assert not LimitPrice(limit, 1, Fraction(9, 10), Fraction(0)).agrees


def test_promises_beyond_the_space_clash_and_are_named() -> None:
    made = replace(two(), spaces=(replace(two().spaces[0], amount=Money(80_000)),))
    decided = replace(solve(two()), grants=())
    part = only(yardstick(made, decided).parts)
    assert [(limit.kind, limit.contract) for limit in part.clash] == [
        (LimitKind.SPACE, ""),
        *sorted((LimitKind.GUARANTEE, contract) for contract in ("06000001", "06000002")),
    ]
    assert part.prices == ()
    assert sum(over for _, over in part.missed) == 10_000


@pytest.mark.parametrize(("cap", "days"), [("100%", 365), ("200%", 730)])
def test_no_more_care_than_the_people_counted_need(cap: str, days: int) -> None:
    big = replace(offer("06000001", quantity=10_000, maximum=Money(100)), municipality="Zeist")
    made = problem(Money(10_000_000), (big,), RANKED)
    options = Options(need_cap=Rate.parse(cap))
    found = yardstick(made, Allocation((), {}, (), ()), [Need("Zeist", Sector.VV, 1)], options)
    assert money_of(found.division) == {"06000001": days * 100}


def test_need_that_is_missed_weighs_against_a_better_score_elsewhere() -> None:
    """Space for one year of care; the better score is in Utrecht, the people in Zeist."""
    good = replace(offer("06000001", score=Fraction(10), quantity=365, maximum=Money(100)), municipality="Utrecht")
    near = replace(offer("06000002", score=Fraction(5), quantity=365, maximum=Money(100)), municipality="Zeist")
    made = problem(Money(36_500), (good, near), RANKED)
    nothing = Allocation((), {}, (), ())
    assert money_of(yardstick(made, nothing).division) == {"06000001": 36_500, "06000002": 0}
    needs = [Need("Zeist", Sector.VV, 1)]
    assert money_of(yardstick(made, nothing, needs).division) == {"06000001": 0, "06000002": 36_500}
    light = Options(shortage=Rate.parse("40%"))
    assert money_of(yardstick(made, nothing, needs, light).division) == {"06000001": 36_500, "06000002": 0}


def test_most_care_for_the_money_takes_the_lower_price() -> None:
    dear = replace(offer("06000001", score=Fraction(10), quantity=100), facts={"plan": "yes"})
    cheap = replace(offer("06000002", score=Fraction(5), quantity=100), facts={"plan": "no"})
    steps = division(step("ranked-q"), percent="80%")
    lower = step("itemised-part", points="-30%", question="plan", equals="no", because="proef.")
    steps = replace(steps, tariff=(*steps.tariff, lower))
    made = problem(Money(5_000), (dear, cheap), steps)
    nothing = Allocation((), {}, (), ())
    assert money_of(yardstick(made, nothing, (), Options(aim=Aim.NEED)).division) == {"06000001": 0, "06000002": 5_000}
    assert money_of(yardstick(made, nothing, (), Options(aim=Aim.SCORE)).division) == {"06000001": 4_960, "06000002": 0}


def test_a_share_in_a_municipality_holds_there_and_not_where_too_few_offer() -> None:
    def there(contract: str, town: str, score: int) -> Offer:
        return replace(offer(contract, score=Fraction(score), quantity=1_000), municipality=town)

    made = problem(
        Money(60_000),
        (there("06000001", "Zeist", 10), there("06000002", "Zeist", 5), there("06000003", "Soest", 8)),
        division(step("ranked-q", guarantee="0%", selective="100%", rule="best-first")),
        norms=(Norm("town", "max-share-in-municipality", params={"most": "50%"}),),
    )
    decided = solve(made)
    broken = [finding for finding in verify(made, decided) if finding.code.id == "ALL-103"]
    assert [(finding.subject, finding.seen) for finding in broken] == [("06000001", "100%")]
    found = yardstick(made, decided)
    assert money_of(found.division) == {"06000001": 0, "06000002": 0, "06000003": 60_000}
    wider = replace(made, spaces=(replace(made.spaces[0], amount=Money(160_000)),))
    assert money_of(yardstick(wider, solve(wider)).division) == {
        "06000001": 30_000,
        "06000002": 30_000,
        "06000003": 100_000,
    }


def test_the_limit_on_winners_is_said_to_play_no_part() -> None:
    made = replace(two(), max_winners={LOT: 1})
    assert yardstick(made, solve(made)).winners == (LOT,)


@pytest.mark.parametrize(
    ("steps", "named"),
    [
        (division(step("first-volume"), step("collective-budget")), ("collective-budget",)),
        (division(step("integral-price", price="1000")), ("integral-price",)),
        (division(step("collective-budget", lots=("elsewhere",))), ()),
        (replace(division(step("first-volume")), after=(step("intramural-ceiling"),)), ("intramural-ceiling",)),
        (replace(division(step("first-volume")), after=(step("maximum-move", up="5%", down="5%"),)), ()),
    ],
    ids=["area", "organisation", "another lot", "volumes", "a limit it knows"],
)
def test_steps_whose_limits_play_no_part_are_named(steps: Division, named: tuple[str, ...]) -> None:
    made = replace(two(), division=steps)
    assert yardstick(made, solve(made)).steps_left_out == named


def test_hours_are_divided_in_whole_hours_and_whole_cents() -> None:
    line = replace(
        offer("06000001").lines[0],
        product=HOURS,
        quantity=replace(offer("06000001").lines[0].quantity, steps=150, unit=HOURS.unit),
    )
    made = problem(
        Money(10_000), (replace(offer("06000001"), lines=(line,)),), Division("key", tariff=division().tariff)
    )
    (grant,) = yardstick(made, Allocation((), {}, (), ())).division
    assert [(found.quantity.steps, found.amount.cents) for found in grant.lines] == [(120, 200)]


def test_space_that_moved_counts_for_the_yardstick_as_well() -> None:
    grown = replace(RANKED, space=(step("other-act-and-growth"),))
    wide = offer("06000001", score=Fraction(8), quantity=1_000)
    made = problem(Money.euros(100), (wide,), grown, bases=(Basis(FRAME, growth=Money.euros(25)),))
    decided = solve(made)
    assert verify(made, decided) == ()
    found = yardstick(made, decided, (), Options())
    assert found.findings == ()
    assert total(grant.money for grant in found.division) == Money.euros(125)
    assert set(only(found.parts).unspent.values()) == {ZERO}

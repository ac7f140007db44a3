from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import Adjustment, Allocation, ChosenCare, Problem, verify
from driehoek.domain.allocation.result import ReasonKind
from driehoek.domain.policy import Division, Raw
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.definitions import declared
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Rate, Unit
from driehoek.testing.allocation import DAY, FRAME, LOT, division, granted, offer, problem, step


def plain(space: int = 1_000) -> Problem:
    return problem(
        Money.euros(space),
        (offer("06000001", realised=Money.euros(500)), offer("06000002", realised=Money.euros(300))),
        division(step("first-volume")),
    )


def by_hand(amount_from: int, amount_to: int, contract: str = "06000001") -> Adjustment:
    return Adjustment(
        contract,
        LOT,
        Money.euros(amount_from),
        Money.euros(amount_to),
        "Een cliënt met een uitzonderlijke zorgvraag.",
        "hardship",
        "inkoper",
        "manager",
        "2026-10-01",
        row=2,
    )


def codes(made: Problem, *adjustments: Adjustment) -> list[str]:
    return [finding.code.id for finding in solve(made, adjustments).findings]


def test_a_deviation_by_hand_stands_apart_with_who_and_why() -> None:
    result = solve(plain(), [by_hand(450, 500)])
    assert granted(result) == [50_000, 27_000]
    (reason,) = [item for item in result.reasons if item.kind is ReasonKind.ADJUSTMENT]
    assert reason.amount == Money.euros(50)
    given = {item.name: item.value for item in reason.inputs}
    assert (given["proposer"], given["approver"], given["kind"]) == ("inkoper", "manager", "hardship")
    assert verify(plain(), result) == ()


def test_a_deviation_that_starts_from_another_amount_is_not_applied() -> None:
    assert codes(plain(), by_hand(449, 500)) == ["ALL-303"]
    assert granted(solve(plain(), [by_hand(449, 500)])) == [45_000, 27_000]


def test_a_deviation_above_the_space_is_not_applied() -> None:
    assert codes(plain(800), by_hand(450, 600)) == ["ALL-304"]


def test_a_deviation_may_draw_on_what_was_held_back() -> None:
    made = replace(plain(800), division=division(step("first-volume"), space=(step("hold-back", share="10%"),)))
    assert granted(solve(made)) == [45_000, 27_000]
    result = solve(made, [by_hand(450, 500)])
    assert granted(result) == [50_000, 27_000]
    assert result.reserved[FRAME] == {"hold-back": Money.euros(30)}
    assert verify(made, result) == ()
    assert [item.code.id for item in solve(made, [by_hand(450, 531)]).findings] == ["ALL-304"]


def test_a_deviation_takes_exactly_what_is_left_and_no_more_than_it_needs() -> None:
    kept = (step("hold-back", share="5%"), replace(step("hold-back", share="5%"), id="later"))
    made = replace(plain(800), division=division(step("first-volume"), space=kept))
    result = solve(made, [by_hand(450, 500)])
    assert result.reserved[FRAME] == {"hold-back": Money.euros(0), "later": Money.euros(30)}
    exactly = solve(made, [by_hand(450, 530)])
    assert granted(exactly) == [53_000, 27_000]
    assert set(exactly.reserved[FRAME].values()) == {Money(0)}
    assert verify(made, result) == verify(made, exactly) == ()


def test_a_deviation_below_a_promise_is_no_broken_promise() -> None:
    result = solve(plain(), [by_hand(450, 400)])
    assert result.guarantees[0].amount == Money.euros(450)
    assert granted(result)[0] == 40_000
    assert verify(plain(), result) == ()


def test_a_deviation_for_nobody_is_told() -> None:
    assert codes(plain(), by_hand(0, 10, "06999999")) == ["ALL-305"]


def test_without_a_base_percentage_there_is_no_price() -> None:
    made = replace(plain(), division=replace(plain().division, tariff=()))
    assert codes(made) == ["ALL-301", "ALL-301"]


def test_a_percentage_above_the_maximum_is_lowered_to_it() -> None:
    steps = plain().division
    extra = step("itemised-part", points="5%", because="een plan")
    made = replace(plain(), division=replace(steps, tariff=(*steps.tariff, extra)))
    result = solve(made)
    assert [finding.code.id for finding in result.findings] == ["ALL-302", "ALL-302"]
    assert {line.price.share for grant in result.grants for line in grant.lines} == {Rate.percent(100)}
    assert verify(made, result) == ()


def test_an_itemised_part_asks_for_all_its_conditions() -> None:
    base = step("base-percentage", percent="96%")
    part = step("itemised-part", points="-2%", because="nieuw", groups="existing", question="plan", equals="no")
    steps = Division("key", tariff=(base, part), models=(step("first-volume"),))
    shares = {}
    for answer in ("yes", "no", None):
        facts = {} if answer is None else {"plan": answer}
        one = replace(offer("06000001", realised=Money.euros(500)), facts=facts)
        result = solve(problem(Money.euros(1_000), (one,), steps))
        shares[answer] = result.grants[0].lines[0].price.share
    assert shares == {"yes": Rate.percent(96), "no": Rate.percent(94), None: Rate.percent(96)}


def test_the_offered_percentage_is_paid_up_to_the_bound() -> None:
    asked = step("offered-percentage", question="price", most="97%")
    steps = Division("key", tariff=(asked,), models=(step("first-volume"),))
    shares = {}
    for answer in ("92.5%", "0.925", "99%", "veel", "", "-5%", "0%"):
        one = replace(offer("06000001", realised=Money.euros(500)), facts={"price": answer})
        shares[answer] = solve(problem(Money.euros(1_000), (one,), steps)).grants[0].lines[0].price.share
    bound = Rate.percent(97)
    expected = Rate.percent("92.5")
    assert shares == {
        "92.5%": expected,
        "0.925": expected,
        "99%": bound,
        "veel": bound,
        "": bound,
        "-5%": bound,
        "0%": bound,
    }


def test_first_volumes_above_the_space_are_lowered_in_proportion() -> None:
    made = plain(360)
    assert codes(made) == ["ALL-202"]
    assert granted(solve(made)) == [22_500, 13_500]


def test_guarantees_above_the_space_are_lowered_in_proportion() -> None:
    made = replace(plain(360), division=division(step("ranked-q")))
    result = solve(made)
    assert {finding.code.id for finding in result.findings} == {"ALL-202", "ALL-201"}
    assert granted(result) == [22_500, 13_500]
    assert verify(made, result) == ()


def test_classes_need_a_bound_and_a_weight_each() -> None:
    made = replace(plain(), division=division(step("ranked-q", rule="classes", class_bounds=("80%",))))
    assert codes(made) == ["ALL-205"]


def test_a_bad_parameter_is_a_finding_and_grants_nothing() -> None:
    made = replace(plain(), division=division(step("first-volume", share="veel")))
    result = solve(made)
    assert [finding.code.id for finding in result.findings] == ["POL-003"]
    assert granted(result) == [0, 0]


def test_a_bad_parameter_of_any_kind_of_step_is_told_and_the_step_passed_by() -> None:
    bad = step("hold-back", share="veel")
    part = step("itemised-part", points="veel", because="een plan")
    steps = division(step("first-volume"), space=(bad,))
    made = replace(plain(), division=replace(steps, tariff=(*steps.tariff, part)))
    result = solve(made)
    assert [finding.code.id for finding in result.findings] == ["POL-003", "POL-003"]
    assert (result.reserved, granted(result)) == ({}, [45_000, 27_000])


def test_a_choice_beyond_the_offer_is_told() -> None:
    chosen = ChosenCare("06000001", LOT, "SYN01", Quantity(30, Unit.ETMAAL), DAY)
    for model in ("money-follows-client", "differential-p", "person-following"):
        made = problem(Money.euros(100), (offer("06000001", quantity=20),), division(step(model)), choices=(chosen,))
        result = solve(made)
        assert result.findings[0].code.id == "ALL-203"
        assert granted(result) == [2_000]


def test_a_choice_for_what_is_not_offered_is_told() -> None:
    chosen = ChosenCare("06000001", LOT, "SYN09", Quantity(30, Unit.ETMAAL), DAY)
    for model in ("money-follows-client", "differential-p", "person-following"):
        made = problem(Money.euros(100), (offer("06000001", quantity=20),), division(step(model)), choices=(chosen,))
        assert [finding.code.id for finding in solve(made).findings] == ["ALL-206"]


def test_a_limit_on_winners_draws_by_the_published_key() -> None:
    offers = tuple(offer(f"0600000{n}", score=Fraction(7), quantity=10) for n in (1, 2, 3))
    steps = division(step("ranked-q", rule="best-first", selective="100%"))
    made = problem(Money.euros(100), offers, steps, max_winners={LOT: 2})
    result = solve(made)
    assert sorted(granted(result)) == [0, 1_000, 1_000]
    assert verify(made, result) == ()
    drawn = {tuple(granted(solve(replace(made, division=replace(steps, tie_key=f"key {n}"))))) for n in range(20)}
    assert len(drawn) == 3, "each of the three can lose, by the key alone"


def moved(space: int, **limits: Raw) -> Problem:
    """Ranking gives all to the best: 700 and 300 against 500 realised each; then the limit on moves works."""
    offers = (
        offer("06000001", realised=Money.euros(500), score=Fraction(9)),
        offer("06000002", realised=Money.euros(500), score=Fraction(5)),
    )
    steps = division(step("ranked-q", rule="best-first", guarantee="60%", selective="100%"))
    return problem(Money.euros(space), offers, replace(steps, after=(step("maximum-move", (), **limits),)))


def test_nobody_moves_further_than_the_limit() -> None:
    assert granted(solve(moved(1_000))) == [70_000, 30_000]
    made = moved(1_000, up="20%", down="10%")
    assert granted(solve(made)) == [60_000, 40_000]
    assert verify(made, solve(made)) == ()
    assert [item.code.id for item in solve(made).findings] == ["ALL-207"]
    wide = moved(1_000, up="5%", down="10%")
    assert granted(solve(wide)) == [52_500, 45_000]
    assert solve(wide).findings == ()


def test_a_promise_makes_no_winner() -> None:
    offers = tuple(
        offer(f"0600000{n}", score=Fraction(n), quantity=10, realised=Money(500), maximum=Money(100)) for n in (1, 2, 3)
    )
    steps = division(step("ranked-q", rule="best-first", selective="100%"))
    made = problem(Money(2_000), offers, steps, max_winners={LOT: 1})
    assert granted(solve(made)) == [450, 450, 1_000]
    assert verify(made, solve(made)) == ()
    assert [found.code.id for found in verify(replace(made, max_winners={LOT: 1}), more_for_the_second(made))] == [
        "ALL-014"
    ]


def more_for_the_second(made: Problem) -> Allocation:
    """The division when two may win, so that one too many does."""
    return solve(replace(made, max_winners={LOT: 2}))


def test_odd_cents_of_several_steps_do_not_heap_up_on_one_of_two_equals() -> None:
    pair = tuple(offer(f"0600000{n}", score=Fraction(5)) for n in (1, 2))
    half = step("ranked-q", guarantee="0%", selective="50%")
    made = problem(Money(6), pair, division(half, replace(half, id="again")))
    result = solve(made)
    assert granted(result) == [2, 2]
    assert {item.amount.cents for item in result.reasons if item.rule == "equal-cents"} == {1, -1}
    assert verify(made, result) == ()
    three = solve(problem(Money(9), (*pair, offer("06000003", score=Fraction(5))), made.division))
    assert granted(three) == [2, 2, 2]
    assert sorted(item.amount.cents for item in three.reasons if item.rule == "equal-cents") == [-1, 1]
    unequal = replace(made, offers=(pair[0], replace(pair[1], facts={"plan": "yes"})))
    assert granted(solve(unequal)) != [2, 2], "who differs in anything is no equal"


def test_whole_cents_are_held_back_rounded_down() -> None:
    made = problem(Money(1_001), (), division(step("first-volume"), space=(step("hold-back", share="50%"),)))
    assert solve(made).reserved[FRAME] == {"hold-back": Money(500)}


def test_a_space_that_is_all_chosen_leaves_no_reserve_to_tell_of() -> None:
    chosen = ChosenCare("06000001", LOT, "SYN01", Quantity(10, Unit.ETMAAL), DAY)
    made = problem(
        Money.euros(10), (offer("06000001", quantity=20),), division(step("money-follows-client")), choices=(chosen,)
    )
    assert not [item for item in solve(made).reasons if item.kind is ReasonKind.SPACE]


def test_nothing_to_divide_and_nobody_to_divide_it_among() -> None:
    assert solve(problem(Money(0), (), division(step("first-volume")))).grants == ()
    made = problem(Money(0), (offer("06000001", realised=Money.euros(10)),), division(step("first-volume")))
    assert granted(solve(made)) == [0]
    assert verify(made, solve(made)) == ()


def test_two_steps_cannot_hold_back_more_than_there_is() -> None:
    twice = (step("hold-back", share="60%"), replace(step("hold-back", share="60%"), id="more"))
    made = problem(Money(1_001), (offer("06000001", realised=Money(500)),), division(step("first-volume"), space=twice))
    result = solve(made)
    assert result.reserved[FRAME] == {"hold-back": Money(600), "more": Money(401)}
    short = [(item.subject, item.seen, item.wanted) for item in result.findings if item.code.id == "ALL-208"]
    assert short == [("more", "4.01", "6.00")]
    assert granted(result) == [0]
    assert verify(made, result) == ()


@pytest.mark.parametrize(
    ("use", "params"),
    [
        ("hold-back", {"share": "100.01%"}),
        ("hold-back", {"share": "-0.01%"}),
        ("base-percentage", {"percent": "100.01%"}),
        ("itemised-part", {"points": "-101%", "because": "straf"}),
        ("performance-price", {"start": "95%", "most": "94%"}),
        ("first-volume", {"share": "-1%"}),
        ("money-follows-client", {"reserve": "101%"}),
        ("ranked-q", {"guarantee": "-1%"}),
        ("ranked-q", {"selective": "101%"}),
        ("ranked-q", {"class_bounds": ("101%", "50%")}),
        ("ranked-q", {"class_weights": ("100%", "-50%")}),
    ],
)
def test_a_parameter_outside_its_bounds_is_a_finding(use: str, params: dict[str, str | tuple[str, ...]]) -> None:
    params_of = next(rules[use] for rules in declared().values() if use in rules)
    assert [finding.code.id for finding in read(use, params_of, params)[1]] == ["POL-004"]


def test_hold_back_can_be_for_one_frame() -> None:
    steps = division(step("first-volume"), space=(step("hold-back", share="10%", frames="other"),))
    result = solve(problem(Money.euros(1_000), (offer("06000001", realised=Money.euros(500)),), steps))
    assert FRAME not in result.reserved


def test_a_promise_of_nothing_is_not_told() -> None:
    none = replace(plain(), division=division(step("ranked-q", guarantee="0%", selective="100%")))
    some = replace(plain(), division=division(step("ranked-q", guarantee="10%", selective="90%")))
    assert solve(none).guarantees == ()
    assert not any("Gegarandeerd" in reason.text for reason in solve(none).reasons)
    assert any("Gegarandeerd" in reason.text for reason in solve(some).reasons)


def test_a_score_counts_on_the_scale_of_its_lot() -> None:
    """Fifty out of a hundred earns what five out of ten earns, in price and in class."""
    half_way = step("ranked-q", rule="classes", selective="100%", guarantee="0%")
    steps = Division("key", tariff=(step("performance-price"),), models=(half_way,))
    found = []
    for score, scale in ((5, 10), (50, 100)):
        one = replace(offer("06000001", realised=Money.euros(500), score=Fraction(score)), scale=scale)
        result = solve(problem(Money.euros(1_000), (one,), steps))
        found.append((result.grants[0].money, result.grants[0].lines[0].price.share))
    assert found == [(Money.euros(1_000), Rate.percent(95))] * 2

"""Models that divide budgets: the printed examples, and each rule of each model by a case of its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.allocation import Allocation, Offer, Problem, ReasonKind, verify
from driehoek.domain.need import AreaNeed
from driehoek.domain.policy import Step
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money
from driehoek.testing.allocation import (
    FRAME,
    LOT,
    check_model,
    division,
    granted,
    offer,
    problem,
    problems,
    reasons_of,
    step,
)
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, SMALL, figured


def right(made: Problem) -> Allocation:
    result = solve(made)
    assert verify(made, result) == ()
    return result


def euros(result: Allocation) -> list[int]:
    return [cents // 100 for cents in granted(result)]


def seen(result: Allocation, code: str) -> list[str]:
    return [item.subject for item in result.findings if item.code.id == code]


def growing(space: int = 1_000, growth: str = "1%") -> Problem:
    offers = (
        offer(LARGE, realised=Money.euros(60)),
        figured(offer(MIDDLE, realised=Money.euros(40)), growth=Fraction(5, 100)),
    )
    return problem(Money.euros(space), offers, division(step("budget-growth", growth=growth)))


@pytest.mark.requirement("O-023", "E-050")
def test_a_grower_takes_room_from_the_other() -> None:
    result = right(growing())
    assert granted(result) == [5_900, 4_200]  # total 101; the grower 42, the other 59
    assert sum(granted(result)) == 10_100
    assert round(Fraction(5_900 - 6_000, 6_000) * 100, 2) == Fraction("-1.67")
    # without a growth of its own it shares like the other
    alike = replace(growing(), offers=tuple(replace(item, figures={}) for item in growing().offers))
    assert granted(right(alike)) == [6_060, 4_040]


def test_a_grower_that_offers_less_is_told_why_it_grows_less() -> None:
    grower = figured(offer(MIDDLE, quantity=41, realised=Money.euros(40)), growth=Fraction(5, 100))
    made = problem(Money.euros(1_000), (offer(LARGE, realised=Money.euros(60)), grower),
                   division(step("budget-growth", growth="1%")))  # fmt: skip
    result = right(made)
    told = next(item.text for item in result.reasons if item.contract == MIDDLE and item.step == "budget-growth")
    assert "groeit volgens afspraak met 5%. U biedt voor minder aan: uw hele aanbod kost €\xa041,00." in told


def test_growth_never_passes_the_space_and_growers_share_when_they_ask_too_much() -> None:
    assert granted(right(growing(space=100))) == [5_800, 4_200]
    tight = right(growing(space=30))
    assert granted(tight) == [0, 3_000]
    assert seen(tight, "ALL-202") == [str(FRAME)]
    newcomer = right(replace(growing(), offers=(*growing().offers, offer(SMALL))))
    assert granted(newcomer) == [5_900, 4_200, 0]
    other = tuple(figured(item, budget=90) if item.contract == LARGE else item for item in growing().offers)
    # last year's budget counts where it is known: (90 + 40) x 1.01 - 42
    assert granted(right(replace(growing(), offers=other))) == [8_930, 4_200]


@settings(max_examples=80, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 6), st.sampled_from([None, 0, 50, 100])), min_size=1, max_size=3),
    pot=st.integers(0, 14),
)
def test_who_has_no_growth_of_its_own_shares_as_fairly_as_whole_cents_allow(
    rows: list[tuple[int, int | None]], pot: int
) -> None:
    """Exhaustive search finds no whole division of what the growers leave that lies closer to the exact shares."""
    offers = [
        offer(f"0600000{n}", realised=Money(budget))
        if growth is None
        else figured(offer(f"0600000{n}", realised=Money(budget)), growth=Fraction(growth, 100))
        for n, (budget, growth) in enumerate(rows)
    ]
    result = right(problem(Money(pot), tuple(offers), division(step("budget-growth", growth="0%"))))
    got = granted(result)
    others = [n for n, (_, growth) in enumerate(rows) if growth is None]
    base = sum(rows[n][0] for n in others)
    rest = min(pot, sum(budget for budget, _ in rows)) - sum(got[n] for n in range(len(rows)) if n not in others)
    if not base:
        return
    assert sum(got[n] for n in others) == rest
    exact = {n: Fraction(rest * rows[n][0], base) for n in others}
    nearest = min(
        sum((cents - exact[n]) ** 2 for n, cents in zip(others, parts, strict=True))
        for parts in product(range(rest + 1), repeat=len(others))
        if sum(parts) == rest
    )
    assert sum((got[n] - exact[n]) ** 2 for n in others) == nearest


@pytest.mark.requirement("E-038")
def test_a_low_start_with_an_award_by_score_and_a_guarantee_that_pays_no_existing_clients() -> None:
    offers = (
        offer(LARGE, realised=Money.euros(1_000), score=Fraction(8)),
        offer(MIDDLE, realised=Money.euros(1_000), score=Fraction(5)),
    )
    made = problem(
        Money.euros(5_000), offers, division(step("base-agreement", start="80%", award="10%", guarantee="70%"))
    )
    result = right(made)
    assert euros(result) == [880, 850]
    assert [promise.amount for promise in result.guarantees] == [Money.euros(700)] * 2
    assert seen(result, "ALL-244") == [LARGE, MIDDLE]
    (first, _) = [reason.text for reason in result.reasons if reason.kind is ReasonKind.GRANT]
    assert "garantie zegt niet dat de zorg van alle huidige cliënten wordt betaald" in first
    enough = replace(made, division=division(step("base-agreement", start="100%")))
    assert seen(solve(enough), "ALL-244") == []


AREAS = (AreaNeed(LOT, "Noord", 60), AreaNeed(LOT, "Zuid", 40))


def in_areas(areas: tuple[AreaNeed, ...] = AREAS) -> Problem:
    offers = (
        replace(offer(LARGE, realised=Money.euros(300)), area="Noord"),
        replace(offer(MIDDLE, realised=Money.euros(100)), area="Noord"),
        replace(offer(SMALL, realised=Money.euros(900), quantity=300), area="Zuid"),
    )
    return problem(Money.euros(1_000), offers, division(step("collective-budget", prevention="50%")), areas=areas)


@pytest.mark.requirement("E-030")
def test_an_area_has_a_budget_together_and_keeps_what_it_spares_for_prevention() -> None:
    result = right(in_areas())
    assert euros(result) == [450, 150, 300]  # 600 for the north in proportion 3 to 1; the south needs 300 of 400
    assert result.reserved[FRAME] == {"collective-budget": Money.euros(50)}
    assert "blijft daar voor preventie" in " ".join(reason.text for reason in result.reasons)


def test_who_belongs_to_no_area_and_an_area_without_members_are_told() -> None:
    outside = in_areas((AREAS[0], AreaNeed(LOT, "Oost", 40)))
    result = right(outside)
    assert euros(result) == [450, 150, 0]
    assert seen(result, "ALL-247") == [SMALL]
    assert seen(result, "ALL-248") == ["Oost"]
    assert euros(right(in_areas(()))) == [0, 0, 0]


def contractors(**more: object) -> Problem:
    offers = (
        offer(LARGE, score=Fraction(9)),
        offer(MIDDLE, score=Fraction(7)),
        offer(SMALL, score=Fraction(7)),
    )
    return problem(Money.euros(1_000), offers, division(step("fixed-budget", share="95%")), **more)


@pytest.mark.requirement("E-057")
def test_one_contractor_gets_the_whole_budget_undivided() -> None:
    assert euros(right(contractors())) == [950, 0, 0]
    small = contractors()
    asks_less = (offer(LARGE, score=Fraction(9), quantity=400), *small.offers[1:])
    assert euros(right(replace(small, offers=asks_less))) == [400, 0, 0]
    assert euros(right(replace(small, offers=(offer(SMALL),)))) == [950]  # a single offer needs no score


def test_a_draw_between_contractors_must_be_allowed_by_the_policy() -> None:
    tied = contractors()
    tied = replace(tied, offers=tied.offers[1:])
    refused = right(tied)
    assert euros(refused) == [0, 0]
    assert seen(refused, "ALL-245") == [LOT]
    drawn = right(replace(tied, max_winners={LOT: 1}))
    assert sorted(euros(drawn)) == [0, 950]
    again = solve(replace(tied, max_winners={LOT: 1}, offers=tied.offers[::-1]))
    assert again == drawn


def test_the_one_contractor_must_offer_all_provisions() -> None:
    made = contractors()
    other = replace(made.offers[1].lines[0], product=replace(made.offers[1].lines[0].product, code="SYN02"))
    wider = (made.offers[0], replace(made.offers[1], lines=(*made.offers[1].lines, other)), made.offers[2])
    assert seen(right(replace(made, offers=wider)), "ALL-246") == [LARGE]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_fixed_budget_keeps_the_contract_where_one_may_win(data: st.DataObject) -> None:
    drawn = replace(data.draw(problems(division(step("fixed-budget")))), max_winners={LOT: 1})
    shuffled = replace(drawn, offers=tuple(data.draw(st.permutations(drawn.offers))))
    check_model(drawn, shuffled, data.draw(st.integers(0, 5)))


def total_of(after: tuple[Step, ...], *offers: Offer) -> Problem:
    steps = replace(division(step("budget-growth", growth="0%")), after=after)
    return problem(Money.euros(10_000), offers, steps)


@pytest.mark.requirement("E-051")
def test_a_substitution_cut_with_and_without_evidence() -> None:
    moved = figured(offer(LARGE, realised=Money.euros(1_000)), shifted=5)
    much = figured(offer(MIDDLE, realised=Money.euros(1_000)), shifted=50)
    still = offer(SMALL, realised=Money.euros(1_000))
    shown = right(total_of((step("substitution-cut", share="2%", evidence="shown"),), moved, much, still))
    assert euros(shown) == [995, 980, 1_000]
    assert shown.reserved[FRAME] == {"substitution-cut": Money.euros(25)}
    cut = [reason.contract for reason in shown.reasons if reason.step == "substitution-cut" and reason.contract]
    assert cut == [LARGE, MIDDLE], "whoever keeps all has nothing to be told"
    (evidenced, *_) = [reason for reason in shown.reasons if reason.step == "substitution-cut"]
    assert evidenced.text.endswith("is gegaan; dat is aangetoond.")
    assert [item.value for item in evidenced.inputs if item.name == "shifted"] == ["5.00"]
    flat = right(total_of((step("substitution-cut", share="1%", evidence="none"),), moved, much, still))
    assert not [item for reason in flat.reasons for item in reason.inputs if item.name == "shifted"]
    assert euros(flat) == [990, 990, 990]
    assert "of dat al zo is, speelt geen rol" in " ".join(reason.text for reason in flat.reasons)


@pytest.mark.parametrize(
    "cut",
    [
        step("substitution-cut", evidence="none", share="2%"),
        step("practice-variation", margin="0%", strength="100%", most="50%"),
    ],
    ids=lambda cut: cut.use,
)
def test_a_cut_leaves_what_was_promised(cut: Step) -> None:
    one = figured(offer(LARGE, realised=Money.euros(1_000)), expected=500)
    steps = replace(division(step("first-volume", share="100%")), after=(cut,))
    assert euros(right(problem(Money.euros(10_000), (one,), steps))) == [1_000]
    free = replace(division(step("budget-growth", growth="0%")), after=(cut,))
    assert euros(right(problem(Money.euros(10_000), (one,), free)))[0] < 1_000


@pytest.mark.requirement("E-052")
def test_practice_variation_is_cut_after_correction_only() -> None:
    # expected 1,000 and 10 % margin: of 2,000 delivered 45 % lies above; half of that is 22.5 %, at most 20 %
    above = figured(offer(LARGE, realised=Money.euros(2_000)), expected=1_000)
    near = figured(offer(MIDDLE, realised=Money.euros(1_200)), expected=1_100)
    unknown = offer(SMALL, realised=Money.euros(5_000))
    cut = step("practice-variation", margin="10%", strength="50%", most="20%")
    result = right(total_of((cut,), above, near, unknown))
    assert euros(result) == [1_600, 1_200, 5_000]
    mild = replace(cut, params={**cut.params, "most": "100%"})
    assert euros(right(total_of((mild,), above, near, unknown))) == [1_550, 1_200, 5_000]
    assert reasons_of(result, ReasonKind.GRANT)[-1] == -40_000


def test_a_ceiling_rounds_down_and_a_promise_up() -> None:
    offers = (offer(LARGE, realised=Money(333)), figured(offer(MIDDLE, realised=Money(333)), growth=Fraction(1, 100)))
    grown = right(problem(Money(10_000), offers, division(step("budget-growth", growth="1%"))))
    assert granted(grown) == [336, 336]  # 672.66 in all and 336.33 for the grower, both down
    based = right(
        problem(
            Money(10_000),
            (offer(LARGE, realised=Money(333), score=Fraction(10)),),
            division(step("base-agreement", start="50%", award="1%", guarantee="20%")),
        )
    )
    assert granted(based) == [170]  # a start of 166.5 up, an award of 3.33 down
    assert [promise.amount for promise in based.guarantees] == [Money(67)]


def test_growers_that_just_fit_are_no_shortage() -> None:
    offers = (figured(offer(LARGE, realised=Money.euros(100)), growth=Fraction(1, 100)),)
    made = problem(Money.euros(101), offers, division(step("budget-growth", growth="1%")))
    assert solve(made).findings == ()
    (reason,) = [item for item in solve(made).reasons if item.kind is ReasonKind.GRANT]
    assert "groeit volgens afspraak met 1%" in reason.text
    assert ("own growth", "1%") in [(item.name, item.value) for item in reason.inputs]


def based(space: int, score: Fraction | None, award: str) -> Allocation:
    one = offer(LARGE, realised=Money.euros(100), score=score)
    used = step("base-agreement", award=award, start="80%")
    return right(problem(Money.euros(space), (one,), division(used)))


def test_a_base_agreement_says_when_the_space_is_short_or_a_score_lacks() -> None:
    assert seen(based(80, None, "0%"), "ALL-202") == []
    assert seen(based(79, None, "0%"), "ALL-202") == [str(FRAME)]
    assert seen(based(200, None, "10%"), "ALL-201") == [LARGE]
    assert seen(based(200, None, "0%"), "ALL-201") == []
    assert seen(based(200, Fraction(5), "10%"), "ALL-201") == []


def test_everyone_is_told_why_it_gets_nothing() -> None:
    apart = [item for item in right(in_areas((AREAS[0],))).reasons if item.kind is ReasonKind.GRANT]
    assert "hoort bij geen gebied" in next(item.text for item in apart if item.contract == SMALL)
    one = right(contractors())
    texts = {item.contract: item.text for item in one.reasons if item.kind is ReasonKind.GRANT}
    assert "Vast ongedeeld budget" in texts[LARGE]
    assert "een andere aanbieder" in texts[MIDDLE]


def test_a_cut_rounds_down_to_the_cent() -> None:
    above = figured(offer(LARGE, realised=Money(333)), expected=0)
    cut = step("practice-variation", margin="0%", strength="10%", most="10%")
    assert granted(right(total_of((cut,), above))) == [300]  # 33.3 down
    moved = step("substitution-cut", share="10%", evidence="none", first_line="50%")
    result = right(total_of((moved,), offer(LARGE, realised=Money(333))))
    assert granted(result) == [300]
    assert result.reserved[FRAME] == {"substitution-cut": Money(16)}

"""Space that waits in a pot, the models that grant from it, and what becomes of the rest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import Allocation, Offer, Problem, ReasonKind, verify
from driehoek.domain.policy import Policy, ProviderGroup, Raw, Step
from driehoek.engines.allocation.pot_links import check_pots
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Unit
from driehoek.testing.allocation import FRAME, LOT, division, granted, offer, problem, reasons_of, step
from driehoek.testing.policies import small_policy

DAYS = Quantity(100, Unit.ETMAAL)


def named(pot: str, use: str, **params: Raw) -> Step:
    return Step(pot, use, params=params)


def right(made: Problem) -> Allocation:
    result = solve(made)
    assert verify(made, result) == ()
    return result


PLANS = ((60, 8), (50, 7), (30, 6), (11, 5))


def proposals(
    rule: str, plans: tuple[tuple[int, int], ...] = PLANS, share: str = "100%", rest: str = "open"
) -> Problem:
    """Plans of so many euros with such a score; the pot is a share of a hundred euros."""
    offers = tuple(
        offer(f"0600000{number}", quantity=euros, score=Fraction(score))
        for number, (euros, score) in enumerate(plans, start=1)
    )
    steps = division(
        step("competing-proposals", pot="lot", when_one_does_not_fit=rule),
        space=(named("lot", "innovation-lot", share=share, rest=rest),),
    )
    return problem(Money.euros(100), offers, steps)


@pytest.mark.requirement("O-062")
def test_two_to_three_per_cent_of_the_budget_is_set_aside_for_technology() -> None:
    for share, reserve in (("2%", 708_000), ("3%", 1_062_000)):
        steps = division(step("first-volume"), space=(step("innovation-lot", share=share),))
        made = problem(Money.euros(35_400_000), (offer("06000001", realised=Money.euros(1)),), steps)
        assert right(made).reserved == {FRAME: {"innovation-lot": Money.euros(reserve)}}


HERE, THERE = "5510/VV/0014/white-spot", "5510/VG/gap"


@pytest.mark.requirement("E-044")
def test_only_proposals_that_answer_a_named_white_spot_compete_for_the_innovation_lot() -> None:
    made = proposals("skip")
    (model,), (pot,) = made.division.models, made.division.space
    asked = {**model.params, "lines": (HERE,), "line_question": "spots"}
    steps = replace(
        made.division,
        models=(replace(model, params=asked),),
        space=(replace(pot, params={**pot.params, "lines": (HERE,)}),),
    )
    answers = {"06000001": THERE, "06000002": f"{THERE}, {HERE}", "06000003": HERE, "06000004": ""}
    offers = tuple(replace(item, facts={"spots": answers[item.contract]}) for item in made.offers)
    made = replace(made, offers=offers, division=steps, line_names={HERE: "Groningen: kleine groep"})
    result = right(made)
    assert granted(result) == [0, 5000, 3000, 0]
    told = {item.contract: item.text for item in result.reasons if item.kind is ReasonKind.NOT_GRANTED}
    assert sorted(told) == ["06000001", "06000004"]
    assert told["06000001"] == told["06000004"].replace("11,00", "60,00")
    assert told["06000001"].endswith("het vult geen witte vlek in waar dit geld voor is (Groningen: kleine groep).")
    assert result.reasons[0].text.endswith(" Dit is bedoeld voor: Groningen: kleine groep.")


def test_an_earmark_says_for_which_shortage_it_is_meant() -> None:
    space = (named("spearhead", "earmark", amount="40", lines=(THERE,)),)
    result = right(problem(Money.euros(100), (offer("06000001"),), division(step("first-volume"), space=space)))
    assert result.reserved == {FRAME: {"spearhead": Money.euros(40)}}
    assert result.reasons[0].text.endswith(" Dit is bedoeld voor: verstandelijk gehandicapten in regio 5510.")


@pytest.mark.requirement("E-044")
@pytest.mark.parametrize(("rule", "got"), [("skip", [6000, 0, 3000, 0]), ("stop", [6000, 0, 0, 0])])
def test_the_best_whole_proposals_win_within_the_pot(rule: str, got: list[int]) -> None:
    result = right(proposals(rule))
    assert granted(result) == got
    assert result.reserved[FRAME] == {"lot": Money(0)}  # the rest is open again
    assert right(proposals(rule, rest="stays")).reserved[FRAME] == {"lot": Money(10_000 - sum(got))}
    assert reasons_of(result, ReasonKind.NOT_GRANTED) == [
        asked * 100 for (asked, _), won in zip(PLANS, got, strict=True) if not won
    ]


def test_a_proposal_that_fits_to_the_cent_is_taken() -> None:
    assert granted(right(proposals("stop", ((60, 8), (40, 7))))) == [6000, 4000]
    assert granted(right(proposals("stop", ((60, 8), (40, 7)), share="99.99%"))) == [6000, 0]


def test_equal_proposals_go_by_the_published_key_alone() -> None:
    made = proposals("skip", ((60, 8), (60, 8)))
    first = granted(right(made))
    assert sorted(first) == [0, 6000]
    assert granted(right(replace(made, offers=made.offers[::-1]))) == first
    other = replace(made, division=replace(made.division, tie_key="b"))
    keys = {tuple(granted(right(replace(other, division=replace(other.division, tie_key=key))))) for key in "abcdefgh"}
    assert keys == {(0, 6000), (6000, 0)}


def test_no_more_proposals_win_than_the_lot_allows() -> None:
    made = replace(proposals("skip", ((30, 8), (30, 7), (30, 6))), max_winners={LOT: 2})
    assert granted(right(made)) == [3000, 3000, 0]


def test_a_proposal_without_a_score_takes_no_part() -> None:
    made = proposals("skip")
    blank = replace(made, offers=(replace(made.offers[0], score=None), *made.offers[1:]))
    result = right(blank)
    assert granted(result) == [0, 5000, 3000, 1100]
    assert [finding.code.id for finding in result.findings] == ["ALL-201"]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_skipping_grants_what_a_search_by_score_grants(count: int) -> None:
    """Of all sets that fit, the one that comes first when compared proposal by proposal in order of score."""
    plans = PLANS[:count]
    sets = [[bool(bits >> place & 1) for place in range(count)] for bits in range(2**count)]
    fitting = [chosen for chosen in sets if sum(p[0] for p, one in zip(plans, chosen, strict=True) if one) <= 100]
    best = max(fitting)
    assert [cents > 0 for cents in granted(right(proposals("skip", plans)))] == best


def newcomers(*models: Step, share: str = "10%", rest: str = "open") -> Problem:
    """Ninety euros of last year with one, five with a small one, and a newcomer; all offer plenty."""
    offers = (
        offer("06000001", realised=Money.euros(90), quantity=200),
        offer("06000002", realised=Money.euros(5), quantity=10),
        replace(offer("06000003", quantity=30), group=ProviderGroup.NEW),
    )
    space = (named("new", "room-for-newcomers", share=share, rest=rest),)
    return problem(Money.euros(100), offers, division(*models, space=space))


FIRST = step("share-of-pot", pot="new", groups=("new",))


@pytest.mark.requirement("E-042", "E-043")
def test_newcomers_are_served_first_from_room_that_was_left_open_for_them() -> None:
    result = right(newcomers(FIRST, step("first-volume", share="90%")))
    assert granted(result) == [8100, 450, 1000]
    assert result.reserved[FRAME] == {"new": Money(0)}
    without = newcomers(step("first-volume", share="90%"))
    assert granted(right(without))[2] == 0


@pytest.mark.requirement("E-043")
def test_small_providers_take_part_by_what_they_realised() -> None:
    small = step("share-of-pot", pot="new", groups=("new",), small="5")
    assert granted(right(newcomers(small))) == [0, 250, 750]  # in proportion to 10 and 30 euros asked
    assert granted(right(newcomers(step("share-of-pot", pot="new", small="4.99")))) == [0, 0, 1000]
    most = step("share-of-pot", pot="new", groups=("new",), most="60%")
    assert granted(right(newcomers(most))) == [0, 0, 600]


def test_what_newcomers_leave_flows_back_or_stays() -> None:
    wide = newcomers(FIRST, step("share-of-pot", pot="new", groups=("new",)), share="50%")
    wide = replace(wide, division=replace(wide.division, models=(FIRST, step("first-volume", share="90%"))))
    result = right(wide)
    assert granted(result) == [6632, 368, 3000]  # 30 of the 50 is used; 70 is open for the rest
    staying = newcomers(FIRST, step("first-volume", share="90%"), share="50%", rest="stays")
    result = right(staying)
    assert result.reserved[FRAME] == {"new": Money(2000)}
    assert sum(granted(result)) == 8000


def test_a_pot_is_let_go_after_the_last_model_that_names_it() -> None:
    again = replace(step("share-of-pot", pot="new"), id="again")
    made = newcomers(FIRST, step("first-volume", share="10%"), again, share="50%")
    result = right(made)
    by_step: dict[str, int] = {}
    for reason in result.reasons:
        if reason.kind is ReasonKind.GRANT:
            by_step[reason.step] = by_step.get(reason.step, 0) + reason.amount.cents
    assert by_step == {"share-of-pot": 3000, "first-volume": 950, "again": 2000}


@pytest.mark.requirement("E-005")
def test_an_earmark_is_for_the_lots_of_the_model_that_draws_on_it() -> None:
    spearhead: Offer = replace(offer("06000004", quantity=25), lot="dementia")
    made = newcomers(step("first-volume"))
    steps = division(
        replace(step("share-of-pot", pot="spearhead"), lots=("dementia",)),
        replace(step("first-volume", share="100%"), lots=(LOT,)),
        space=(named("spearhead", "earmark", share="15%", amount="5.01", rest="stays"),),
    )
    made = replace(made, offers=(*made.offers, spearhead), division=steps)
    result = right(made)
    assert {grant.contract: grant.money.cents for grant in result.grants}["06000004"] == 2001
    assert sum(granted(result)) == 10_000


@pytest.mark.requirement("E-005")
def test_an_earmark_for_a_product_is_agreed_in_that_product() -> None:
    """Without the earmark the money goes over both products alike; with it, the named one comes first."""
    plain = offer("06000001", realised=Money.euros(50), quantity=100)
    dementia = replace(plain.lines[0], product=replace(plain.lines[0].product, code="SYN09"), quantity=DAYS)
    both = replace(plain, lines=(*plain.lines, dementia))
    one_only = offer("06000002", realised=Money.euros(10), quantity=100)
    lines = {}
    for products in ((), ("SYN09",)):
        share = step("share-of-pot", pot="spearhead", products=products)
        steps = division(share, space=(named("spearhead", "earmark", amount="30"),))
        result = right(problem(Money.euros(100), (both, one_only), steps))
        lines[products] = [{line.product: line.quantity.steps for line in grant.lines} for grant in result.grants]
    assert lines[()] == [{"SYN01": 10, "SYN09": 10}, {"SYN01": 10}]
    assert lines["SYN09",] == [{"SYN09": 30}, {}]


def policy(*models: Step, space: tuple[Step, ...] = ()) -> Policy:
    made = small_policy()
    return replace(made, division=replace(made.division, space=space, models=models, after=()))


def found(made: Policy) -> list[tuple[str, str, str]]:
    return [(item.code.id, item.subject, item.seen) for item in check_pots(made)]


POT = named("new", "room-for-newcomers", share="5%")


def test_a_model_that_names_a_pot_that_no_step_makes_is_refused() -> None:
    assert found(policy(step("share-of-pot", pot="niew"), space=(POT,))) == [
        ("ALL-220", "share-of-pot", "niew"),
        ("ALL-222", "new", ""),
    ]
    assert found(policy(step("share-of-pot", pot="new"), space=(POT,))) == []
    hold = named("new", "hold-back", share="5%")
    assert found(policy(step("share-of-pot", pot="new"), space=(hold,))) == [("ALL-220", "share-of-pot", "new")]


def test_a_pot_must_be_in_the_frame_of_the_lot() -> None:
    elsewhere = named("new", "room-for-newcomers", share="5%", frames="innovation")
    made = policy(step("share-of-pot", pot="new"), space=(elsewhere,))
    lots = [(lot.id, lot.frame) for lot in made.lots]
    wanted = [("ALL-221", "share-of-pot", "new") for _, frame in lots if frame != "innovation"]
    assert wanted
    assert found(made) == wanted


def test_nothing_goes_beside_all_or_nothing() -> None:
    lot = small_policy().lots[0].id
    plans = replace(step("competing-proposals", pot="new", when_one_does_not_fit="skip"), lots=(lot,))
    assert found(policy(plans, step("first-volume"), space=(POT,))) == [("ALL-223", lot, "first-volume")]
    others = tuple(item.id for item in small_policy().lots[1:])
    assert found(policy(plans, replace(step("first-volume"), lots=others), space=(POT,))) == []


@pytest.mark.requirement("E-042")
@pytest.mark.parametrize(
    ("model", "warned"),
    [
        (step("first-volume", share="100%"), True),
        (step("first-volume", share="99.9%"), False),
        (step("ranked-q", guarantee="105%"), True),
        (step("ranked-q"), False),
    ],
)
def test_a_policy_that_starts_from_all_of_last_year_is_warned(model: Step, *, warned: bool) -> None:
    assert [item[0] for item in found(policy(model))] == (["ALL-224"] if warned else [])


def test_the_same_figures_are_not_counted_twice() -> None:
    twice = (named("one", "other-act-and-growth"), named("two", "other-act-and-growth", parts="growth"))
    assert found(policy(space=twice)) == [("ALL-229", "two", "one")]
    apart = (named("one", "other-act-and-growth", parts="other-act"), twice[1])
    assert found(policy(space=apart)) == []

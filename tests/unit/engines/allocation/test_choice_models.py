"""Models that divide by what clients ask: the printed examples, and each rule of each model by a case of its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import Allocation, Offer, Problem, ReasonKind, verify
from driehoek.domain.need import Arrangement, ClassNeed, NewClients
from driehoek.domain.policy import ProviderGroup, Step
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import steps_that
from driehoek.engines.allocation.models.demand import bandwidth_used, expected
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Rate, Unit
from driehoek.testing.allocation import DAY_CARE, FRAME, HOURS, LOT, division, offer, problem, reasons_of, step
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, SMALL, chosen, figured

MINUTES = HOURS.unit.steps


def hours(number: str) -> Quantity:
    return Quantity.parse(number, Unit.HOUR)


def in_class(low: str, high: str, clients: int = 1_000, used: str | None = None, contract: str = LARGE) -> ClassNeed:
    spent = None if used is None else hours(used)
    return ClassNeed(contract, LOT, HOURS.code, "2", clients, hours(low), hours(high), 52, spent)


def of_hours(contract: str, count: int, price: int, *classes: ClassNeed) -> Offer:
    made = offer(contract, maximum=Money.euros(price))
    line = replace(made.lines[0], product=HOURS, quantity=Quantity(count * MINUTES, Unit.HOUR))
    return replace(made, lines=(line,), classes=classes)


def euros(result: Allocation) -> list[int]:
    return [grant.money.cents // 100 for grant in result.grants]


def seen(result: Allocation, code: str) -> list[tuple[str, str]]:
    return [(item.subject, item.seen) for item in result.findings if item.code.id == code]


def right(made: Problem) -> Allocation:
    result = solve(made)
    assert verify(made, result) == ()
    return result


@pytest.mark.requirement("O-007", "E-017", "E-018")
def test_a_thousand_clients_at_half_the_bandwidth_are_156000_hours() -> None:
    care = in_class("2", "4")
    assert expected(care, Rate.percent(50)) == Quantity(156_000 * 60, Unit.HOUR)
    made = problem(
        Money.euros(10_000_000), (of_hours(LARGE, 200_000, 54, care),), division(step("differential-p", norm="50%"))
    )
    result = right(made)
    assert euros(result) == [8_424_000]
    (line,) = result.grants[0].lines
    assert line.quantity == Quantity(156_000 * 60, Unit.HOUR)
    # the norm is an average over the year: another norm gives other hours, never a limit on one client
    tight = replace(made, division=division(step("differential-p", norm="0%")))
    assert euros(solve(tight)) == [1_000 * 2 * 52 * 54]


@pytest.mark.requirement("E-018")
def test_the_agreed_mix_follows_the_classes_of_a_function() -> None:
    day = ClassNeed(LARGE, LOT, DAY_CARE.code, "1", 10, Quantity(1, Unit.ETMAAL), Quantity(3, Unit.ETMAAL), 50)
    both = of_hours(LARGE, 200_000, 50, in_class("1", "2", 10), day)
    both = replace(both, lines=(*both.lines, offer(LARGE).lines[0]))
    lines = right(problem(Money.euros(1_000_000), (both,), division(step("differential-p")))).grants[0].lines
    assert [(line.product, line.quantity.value) for line in lines] == [
        ("SYN01", Fraction(1_000)),
        ("SYN02", Fraction(780)),
    ]


@pytest.mark.requirement("E-019")
def test_the_filed_figure_says_that_it_is_an_expectation_and_holds_price_times_quantity() -> None:
    made = problem(Money.euros(2_000), (offer(LARGE),), division(step("differential-p")), choices=(chosen(LARGE, 900),))
    result = right(made)
    (line,) = result.grants[0].lines
    assert line.quantity.at(line.price.amount) == result.grants[0].agreed == Money.euros(900)
    (reason,) = [item for item in result.reasons if item.kind is ReasonKind.GRANT]
    assert "De aantallen zijn een verwachting" in reason.text
    assert "geïndiceerd en geleverd, tot dit bedrag" in reason.text


@pytest.mark.requirement("E-020")
def test_more_space_is_asked_with_amount_and_reason_but_not_for_who_is_over_the_norm() -> None:
    frugal = of_hours(LARGE, 10_000, 10, in_class("2", "4", 10, used="2.5"))
    lavish = of_hours(MIDDLE, 10_000, 10, in_class("2", "4", 10, used="3.5", contract=MIDDLE))
    assert (bandwidth_used(frugal), bandwidth_used(lavish)) == (Fraction(1, 4), Fraction(3, 4))
    made = problem(Money.euros(21_200), (frugal, lavish), division(step("differential-p", norm="50%")))
    result = right(made)
    # each asks 10 x 3 x 52 hours at 10 euros = 15,600; the space holds 21,200
    assert euros(result) == [10_600, 10_600]
    (request,) = result.requests
    assert (request.amount, request.not_asked) == (Money.euros(5_000), Money.euros(5_000))
    assert request.providers == {LARGE: Money.euros(5_000)}
    assert request.frame == FRAME
    assert "10.000,00" in request.reason
    assert result.exposure == {FRAME: Money.euros(10_000)}
    assert seen(result, "ALL-241") == [(MIDDLE, "75%")]
    roomy = replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(50_000)),))
    assert solve(roomy).requests == ()


@pytest.mark.requirement("E-020")
def test_with_space_left_the_purchaser_owes_the_effort_to_enlarge_the_volume() -> None:
    made = problem(
        Money.euros(1_000),
        (offer(LARGE, quantity=300), offer(MIDDLE)),
        division(step("differential-p")),
        choices=(chosen(LARGE, 400), chosen(MIDDLE, 100)),
    )
    result = right(made)
    assert euros(result) == [300, 100]
    assert seen(result, "ALL-240") == [(LARGE, "€\u00a0100,00")]
    assert result.requests == ()  # the space is not short
    full = replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(400)),))
    assert seen(solve(full), "ALL-240") == []


def without_excess(made: Problem) -> Problem:
    return replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(1_300)),))


def test_exactly_the_norm_is_within_it() -> None:
    at_norm = of_hours(LARGE, 10_000, 10, in_class("2", "4", 10, used="3"))
    result = right(problem(Money.euros(100), (at_norm,), division(step("differential-p", norm="50%"))))
    assert [request.not_asked for request in result.requests] == [Money.euros(0)]
    assert seen(result, "ALL-241") == []


BRAKED = step("person-following", brake="yes", beyond="4%")


@pytest.mark.requirement("E-025", "E-022")
def test_the_brake_keeps_the_cut_from_going_too_deep() -> None:
    offers = (offer(LARGE), offer(MIDDLE))
    made = problem(Money.euros(1_000), offers, division(BRAKED), choices=(chosen(LARGE, 780), chosen(MIDDLE, 520)))
    result = right(made)
    # 1,300 is chosen for a space of 1,000: honoured up to 1,040, so prices fall to 100/104 and not to 100/130
    assert euros(result) == [600, 400]
    assert {line.price.share.value for grant in result.grants for line in grant.lines} == {Fraction(100, 104)}
    assert result.exposure == {FRAME: Money.euros(260)}
    assert seen(result, "ALL-242") == [(str(FRAME), "€\u00a01.300,00")]
    assert seen(result, "ALL-204") == [(str(FRAME), "300.00")]
    assert all("De rem werkt" in item.text for item in result.reasons if item.kind is ReasonKind.GRANT)
    assert all(
        "Elke keuze telt" in item.text for item in solve(without_excess(made)).reasons if item.kind is ReasonKind.GRANT
    )
    within = solve(replace(made, choices=(chosen(LARGE, 520), chosen(MIDDLE, 520))))
    assert seen(within, "ALL-242") == []
    assert within.exposure == {}
    loose = solve(replace(made, division=division(step("person-following"))))
    assert {line.price.share.value for grant in loose.grants for line in grant.lines} == {Fraction(10, 13)}


@pytest.mark.requirement("E-025")
def test_a_flexible_tariff_rises_when_less_is_chosen_and_never_above_the_maximum() -> None:
    made = problem(
        Money.euros(1_000),
        (offer(LARGE, maximum=Money.euros(10)),),
        division(step("person-following", rise="5%"), percent="90%"),
        choices=(chosen(LARGE, 100),),
    )
    result = right(made)
    (line,) = result.grants[0].lines
    assert (line.price.amount, line.quantity.steps) == (Money.euros("9.45"), 100)
    assert result.grants[0].money == Money.euros(945)
    high = solve(replace(made, division=division(step("person-following", rise="50%"), percent="90%")))
    assert high.grants[0].lines[0].price.amount == Money.euros(10)
    flat = solve(replace(made, division=division(step("person-following"), percent="90%")))
    assert flat.grants[0].lines[0].price.amount == Money.euros(9)


def with_newcomer() -> tuple[Offer, Offer]:
    return offer(LARGE), replace(offer(SMALL), group=ProviderGroup.NEW)


@pytest.mark.requirement("E-027")
@pytest.mark.parametrize("model", ["person-following", "money-follows-client"])
def test_the_policy_says_what_happens_to_new_initiatives_in_a_wide_excess(model: str) -> None:
    choices = (chosen(SMALL, 400), chosen(LARGE, 800, after=1))
    alike = problem(Money.euros(1_000), with_newcomer(), division(step(model)), choices=choices)
    last = replace(alike, division=division(step(model, new_initiatives="last", beyond="10%")))
    assert euros(right(alike)) == {"person-following": [666, 333], "money-follows-client": [600, 400]}[model]
    assert euros(right(last)) == [800, 200]
    assert solve(last).exposure == {FRAME: Money.euros(200)}
    # 1,200 for 1,000 is no wide excess when twenty per cent is allowed
    narrow = replace(alike, division=division(step(model, new_initiatives="last", beyond="20%")))
    assert euros(solve(narrow)) == euros(solve(alike))


VOUCHERS = (chosen(LARGE, 600), chosen(MIDDLE, 600))


def vouchers(answer: str, space: int = 900) -> Problem:
    return problem(
        Money.euros(space), (offer(LARGE), offer(MIDDLE)), division(step("voucher", answer=answer)), choices=VOUCHERS
    )


@pytest.mark.requirement("E-028")
def test_politics_has_three_answers_when_vouchers_cost_more_than_there_is() -> None:
    more, stricter, lower = (
        right(vouchers(answer)) for answer in ("more-means", "stricter-indication", "lower-voucher")
    )
    assert [euros(result) for result in (more, stricter, lower)] == [[450, 450]] * 3
    # who bears the 300: the purchaser who asks for it, the clients who get less care, the providers who get less for it
    assert more.exposure == {FRAME: Money.euros(300)}
    assert [request.amount for request in more.requests] == [Money.euros(300)]
    assert stricter.exposure == lower.exposure == {}
    assert reasons_of(stricter, ReasonKind.NOT_GRANTED) == [15_000, 15_000]
    assert [grant.lines[0].quantity.steps for grant in stricter.grants] == [450, 450]
    assert [grant.lines[0].quantity.steps for grant in lower.grants] == [600, 600]
    assert {grant.lines[0].price.share for grant in lower.grants} == {Rate.percent(75)}
    told = [" ".join(reason.text for reason in result.reasons) for result in (more, stricter, lower)]
    for text, words in zip(told, ("wacht op meer geld", "strenger geïndiceerd", "voucher gaat naar"), strict=True):
        assert words in text
    assert euros(solve(vouchers("lower-voucher", 1_200))) == [600, 600]
    # whoever looks at the use of the space sees whether tariffs would fall
    assert [result.claims[FRAME].cuts for result in (more, stricter, lower)] == [False, False, True]


@pytest.mark.parametrize(
    ("used", "wanted"),
    [
        (step("voucher", answer="more-means"), set()),
        (step("voucher", answer="lower-voucher"), {Ability.CUTS_TARIFF}),
        (step("voucher", answer="more-means", base_quality="1%"), {Ability.NEEDS_SCORE}),
        (step("base-agreement", award="0%"), set()),
        (step("base-agreement", award="1%"), {Ability.NEEDS_SCORE}),
    ],
)
def test_what_a_model_needs_follows_its_parameters(used: Step, wanted: set[Ability]) -> None:
    looked_at = {Ability.NEEDS_SCORE, Ability.CUTS_TARIFF}
    assert {one for one in looked_at if steps_that(one, division(used), LOT)} == wanted


@pytest.mark.requirement("E-028")
def test_a_voucher_asks_for_a_base_quality() -> None:
    good, poor = offer(LARGE, score=Fraction(6)), offer(MIDDLE, score=Fraction(5))
    steps = division(step("voucher", answer="more-means", base_quality="60%"))
    result = right(problem(Money.euros(2_000), (good, poor), steps, choices=VOUCHERS))
    assert euros(result) == [600, 0]
    assert [item[0] for item in seen(result, "ALL-243")] == [MIDDLE]
    assert result.exposure == {FRAME: Money.euros(600)}


@pytest.mark.requirement("E-029", "E-004")
def test_three_arrangements_stand_side_by_side_and_the_pgb_goes_first() -> None:
    choices = (
        replace(chosen(LARGE, 500), arrangement=Arrangement.PERSON_FOLLOWING),
        replace(chosen(LARGE, 300), arrangement=Arrangement.PACKAGE),
        replace(chosen(SMALL, 250), arrangement=Arrangement.PGB),
    )
    offers = (offer(LARGE), offer(SMALL))
    made = problem(Money.euros(1_000), offers, division(step("three-arrangements", pgb="80%")), choices=choices)
    result = right(made)
    assert result.reserved[FRAME] == {"three-arrangements": Money.euros(200)}
    assert reasons_of(result, ReasonKind.GRANT) == [50_000, 30_000, 0]
    assert [line.quantity.steps for line in result.grants[0].lines] == [800]
    # growth of the pgb takes space from care in kind
    grown = solve(replace(made, choices=(*choices, replace(chosen(SMALL, 250, after=1), arrangement=Arrangement.PGB))))
    assert grown.reserved[FRAME] == {"three-arrangements": Money.euros(400)}
    assert reasons_of(grown, ReasonKind.GRANT) == [37_500, 22_500, 0]
    assert grown.exposure == {FRAME: Money.euros(200)}


def test_a_pgb_that_does_not_fit_and_one_without_a_price_are_told() -> None:
    pgb = replace(chosen(SMALL, 250), arrangement=Arrangement.PGB)
    steps = division(step("three-arrangements", pgb="100%"))
    short = right(problem(Money.euros(200), (offer(LARGE),), steps, choices=(pgb,)))
    assert short.reserved[FRAME] == {"three-arrangements": Money.euros(200)}
    assert short.exposure == {FRAME: Money.euros(50)}
    assert "meer ruimte is er niet" in " ".join(reason.text for reason in short.reasons)
    whole = right(problem(Money.euros(250), (offer(LARGE),), steps, choices=(pgb,)))
    assert "meer ruimte" not in " ".join(reason.text for reason in whole.reasons)
    nowhere = replace(pgb, product="SYN99")
    assert seen(solve(problem(Money.euros(200), (offer(LARGE),), steps, choices=(nowhere,))), "ALL-206") == [
        (SMALL, "250 etmaal SYN99")
    ]


def test_a_pgb_makes_no_agreement_in_any_other_model() -> None:
    pgb = replace(chosen(LARGE, 250), arrangement=Arrangement.PGB)
    for model in ("differential-p", "person-following", "money-follows-client"):
        made = problem(Money.euros(1_000), (offer(LARGE),), division(step(model)), choices=(pgb,))
        assert euros(right(made)) == [0]


def steered(lead: str, need: int = 500, space: int = 2_000) -> Problem:
    offers = (
        offer(LARGE, realised=Money.euros(600), score=Fraction(9), quantity=900),
        offer(MIDDLE, realised=Money.euros(600), score=Fraction(8), quantity=900),
        offer(SMALL, realised=Money.euros(100), score=Fraction(6), quantity=900),
    )
    steps = division(step("first-volume", share="100%"), step("soft-steering", lead=lead, bound="80%"))
    led = (NewClients(LOT, DAY_CARE.code, Quantity(need, Unit.ETMAAL), 20),)
    return problem(Money.euros(space), offers, steps, new_clients=led)


@pytest.mark.requirement("E-013", "E-015")
def test_new_clients_without_a_preference_are_led_to_the_best_and_nobody_else_moves() -> None:
    before = right(replace(steered("best"), new_clients=()))
    assert euros(before) == [600, 600, 100]
    # the best has room for 300 more; the next takes the other 200
    best = right(steered("best"))
    assert euros(best) == [900, 800, 100]
    # in category A (8 of 10 and better) clients choose: both have the same room
    assert euros(right(steered("category"))) == [850, 850, 100]
    for result in (best, solve(steered("category"))):
        start = [item.amount.cents for item in result.reasons if item.step == "first-volume"]
        assert start == [60_000, 60_000, 10_000]


def test_steering_stops_where_room_or_space_ends_and_says_so() -> None:
    full = right(steered("category", need=700))
    assert euros(full) == [900, 900, 100]
    assert seen(full, "ALL-249") == [(LOT, "100 etmalen SYN01")]
    tight = right(steered("best", space=1_500))
    assert euros(tight) == [800, 600, 100]
    # of the 300 for which the best has room 200 fit; nobody else is counted for a space that is used up
    assert tight.exposure == {FRAME: Money.euros(100)}


def test_steered_clients_bring_the_product_they_need() -> None:
    both = offer(LARGE, realised=Money.euros(100), score=Fraction(9), quantity=900)
    hourly = replace(both.lines[0], product=HOURS, quantity=Quantity(900 * MINUTES, Unit.HOUR))
    both = replace(both, lines=(replace(both.lines[0], realised=Quantity(900, Unit.ETMAAL)), hourly))
    steps = division(step("first-volume", share="100%"), step("soft-steering"))
    led = (NewClients(LOT, HOURS.code, Quantity(50 * MINUTES, Unit.HOUR), 5),)
    lines = right(problem(Money.euros(150), (both,), steps, new_clients=led)).grants[0].lines
    assert [(line.product, line.quantity.value) for line in lines] == [
        (DAY_CARE.code, Fraction(100)),
        (HOURS.code, Fraction(50)),
    ]


def test_a_shortage_is_told_in_each_model() -> None:
    choices = (chosen(LARGE, 600),)
    for used in (step("three-arrangements", pgb="80%"), step("differential-p"), step("voucher", answer="more-means")):
        made = problem(Money.euros(500), (offer(LARGE),), division(used), choices=choices)
        assert seen(right(made), "ALL-204") == [(str(FRAME), "100.00")]
        enough = replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(600)),))
        assert seen(right(enough), "ALL-204") == []


@pytest.mark.requirement("E-055")
def test_an_integral_price_is_paid_per_client_and_divided_internally() -> None:
    members = [
        replace(figured(offer(name), internal_share=share), organisation="Samen")
        for name, share in ((LARGE, Fraction(3, 4)), (MIDDLE, Fraction(1, 4)))
    ]
    made = problem(
        Money.euros(100_000),
        (*members, offer(SMALL)),
        division(step("integral-price", price="5000.00")),
        choices=(replace(chosen(LARGE, 1), clients=8), replace(chosen(SMALL, 1), clients=3)),
    )
    result = right(made)
    assert euros(result) == [30_000, 10_000, 0]  # eight clients at 5,000; who has no share keeps the existing funding
    short = right(replace(made, spaces=(replace(made.spaces[0], amount=Money.euros(36_000)),)))
    assert euros(short) == [27_000, 9_000, 0]
    assert short.exposure == {FRAME: Money.euros(4_000)}

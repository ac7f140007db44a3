"""The steps of the tariff: printed examples, both readings, ends, and what always holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.allocation import Allocation, Offer, Problem, ReasonKind, verify
from driehoek.domain.catalogue import Badge, DeliveryForm, MaximumTariff
from driehoek.domain.policy import Division, ProviderGroup, Step
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Rate
from driehoek.testing.allocation import DAY_CARE, offer, problem, step

BASE = step("base-percentage", percent="94%")


def made(*tariff: Step, maximum: str = "100.00", bound: int = 100, **about: object) -> Problem:
    """One provider that asks for one day of care at the maximum tariff, priced by the steps."""
    asks = offer("06000001", realised=Money.euros(1_000), quantity=1, maximum=Money.parse(maximum))
    steps = Division("key", tariff=tariff, models=(step("first-volume", share="100%"),))
    asks = replace(asks, **about)  # type: ignore[arg-type]  # a test names real fields or fails at once
    return replace(problem(Money.euros(1_000), (asks,), steps), price_bound=Rate.percent(bound))


def outcome(drawn: Problem) -> tuple[Allocation, Rate, Money]:
    """The division with the percentage and the price of its one line; it passes `verify`."""
    result = solve(drawn)
    assert verify(drawn, result) == ()
    price = result.grants[0].lines[0].price
    return result, price.share, price.amount


def share(*tariff: Step, **about: object) -> Rate:
    return outcome(made(*tariff, **about))[1]  # type: ignore[arg-type]  # as above


def price(*tariff: Step, maximum: str, **about: object) -> Money:
    return outcome(made(*tariff, maximum=maximum, **about))[2]  # type: ignore[arg-type]  # as above


def sentence(drawn: Problem, step_id: str) -> str:
    return next(item.text for item in solve(drawn).reasons if item.step == step_id and item.kind is ReasonKind.TARIFF)


def with_form(form: DeliveryForm, maximum: str = "100.00") -> Offer:
    line = offer("06000001", quantity=1).lines[0]
    product = replace(DAY_CARE, form=form)
    line = replace(line, product=product, maximum=MaximumTariff(Money.parse(maximum), Badge.SYNTHETIC))
    return replace(offer("06000001", realised=Money.euros(1_000)), lines=(line,))


HIGHER_BASE = (
    replace(step("base-percentage", percent="94%", forms="verblijf"), id="with-residence"),
    replace(step("base-percentage", percent="94.5%", forms=("vpt", "mpt")), id="at-home"),
)


def form_price(form: DeliveryForm, maximum: str) -> Money:
    return price(*HIGHER_BASE, maximum=maximum, lines=with_form(form, maximum).lines)


@pytest.mark.requirement("E-032", "O-012")
def test_care_without_residence_has_a_higher_base() -> None:
    residence = form_price(DeliveryForm.RESIDENCE, "100.00")
    assert residence == Money.parse("94.00")
    for form in (DeliveryForm.FULL_PACKAGE_HOME, DeliveryForm.MODULAR_PACKAGE_HOME):
        assert form_price(form, "100.00") == Money.parse("94.50")
    increase = form_price(DeliveryForm.FULL_PACKAGE_HOME, "100.00").share_of(residence).points() - 100
    assert round(float(increase), 3) == 0.532


@pytest.mark.requirement("O-013")
def test_a_slightly_dearer_vpt_saves_when_clients_switch() -> None:
    """Fifty have a vpt already, ten switch to it; day tariffs are illustrative."""
    vpt, stay = form_price(DeliveryForm.FULL_PACKAGE_HOME, "150.00"), form_price(DeliveryForm.RESIDENCE, "200.00")
    extra = (vpt.cents - price(BASE, maximum="150.00").cents) * 50
    saving = (stay.cents - vpt.cents) * 10
    assert (extra, saving, extra - saving) == (3_750, 46_250, -42_500)


@pytest.mark.requirement("O-017")
@pytest.mark.parametrize(("discount", "left"), [("3.74%", "96.26"), ("3.97%", "96.03"), ("3.40%", "96.6")])
def test_a_discount_is_what_lies_below_the_maximum(discount: str, left: str) -> None:
    assert share(step("maximum-discount", discount=discount)) == Rate.percent(left)


def lower(most: str, done: int) -> Money:
    questions, points = ("chain", "training", "record"), ("2%", "2%", "1%")
    facts = {question: "yes" if number < done else "no" for number, question in enumerate(questions)}
    used = step("lower-bound", start="94%", most=most, questions=questions, points=points)
    return price(used, maximum="250.00", facts=facts)


@pytest.mark.requirement("E-040", "O-018")
def test_the_lower_bound_adds_up_to_97_or_98_percent() -> None:
    assert [lower("97%", done) for done in range(4)] == [
        Money.parse(text) for text in ("235.00", "240.00", "242.50", "242.50")
    ]
    assert lower("98%", 3) == Money.parse("245.00")


@pytest.mark.requirement("E-041", "M-060")
def test_the_upper_bound_deducts_what_is_missed_and_silence_costs_nothing() -> None:
    used = step("upper-bound", start="97%", least="94%", questions=("chain", "training"), points=("2%", "2%"))
    answers: tuple[Mapping[str, str], ...] = ({}, {"chain": "yes"}, {"chain": "no"}, {"chain": "no", "training": "no"})
    assert [share(used, facts=facts) for facts in answers] == [Rate.percent(value) for value in (97, 97, 95, 94)]
    from_below = step("lower-bound", start="94%", questions=("chain",), points=("2%",))
    told = sentence(made(from_below, facts={"chain": "yes"}), "lower-bound")
    assert told == "U begint met 94% van het maximumtarief; 1 van de 1 verbeteringen uitgevoerd: 96% (ten hoogste 97%)."
    told = sentence(made(used, facts={"chain": "no"}), "upper-bound")
    assert told == "U begint met 97% van het maximumtarief; 1 van de 2 afspraken niet gehaald: 95% (ten minste 94%)."


@pytest.mark.requirement("O-019", "E-053")
def test_the_max_max_tariff_is_a_tenth_above_the_maximum_where_the_bound_allows_it() -> None:
    full = step("base-percentage", percent="100%")
    more = step("max-max-tariff", points="10%", question="area", because="u werkt in een achterstandswijk", ends="2027")
    allowed = made(full, more, maximum="45.00", bound=110, facts={"area": "yes"})
    assert outcome(allowed)[1:] == (Rate.percent(110), Money.parse("49.50"))
    elsewhere = made(full, more, maximum="45.00", bound=110)
    assert outcome(elsewhere)[1:] == (Rate.percent(100), Money.parse("45.00"))
    lowered, *kept = outcome(made(full, more, maximum="45.00", facts={"area": "yes"}))
    assert kept == [Rate.percent(100), Money.parse("45.00")]
    assert [found.code.id for found in lowered.findings] == ["ALL-302"]
    higher = replace(more, params={**more.params, "points": "9%"})
    both = made(full, more, replace(higher, id="again"), maximum="45.00", bound=110, facts={"area": "yes"})
    result, *bounded = outcome(both)
    assert bounded == [Rate.percent(110), Money.parse("49.50")]
    assert result.reasons[-2].text == "Verlaagd tot 110% van het maximumtarief, het hoogste dat hier mag."


@pytest.mark.requirement("O-019", "E-054")
@pytest.mark.parametrize(("percent", "paid"), [("50%", "22.50"), ("80%", "36.00")])
def test_without_an_agreement_a_part_of_the_tariff_is_reimbursed(percent: str, paid: str) -> None:
    assert price(step("restitution-percentage", percent=percent), maximum="45.00") == Money.parse(paid)


@pytest.mark.requirement("O-033")
@pytest.mark.parametrize(
    ("achieved", "percent", "told"),
    [
        ("3", 97, "+3 procentpunt: 3 van de 3 plannen gehaald (alle)."),
        ("2", 96, "+2 procentpunt: 2 van de 3 plannen gehaald (niet alle)."),
        ("0", 94, "+0 procentpunt: 0 van de 3 plannen gehaald (geen)."),
    ],
)
def test_development_plans_add_by_the_part_achieved(achieved: str, percent: int, told: str) -> None:
    used = step("development-plans", points="3%", plans="3", achieved_question="achieved", ends="2027")
    drawn = made(BASE, used, facts={"achieved": achieved})
    assert outcome(drawn)[1] == Rate.percent(percent)
    assert sentence(drawn, "development-plans") == told


def test_development_plans_count_no_plan_twice_and_the_number_can_be_asked() -> None:
    used = step("development-plans", points="3%", achieved_question="achieved", plans_question="plans", ends="2027")
    assert share(BASE, used, facts={"achieved": "9", "plans": "4"}) == Rate.percent(97)
    assert share(BASE, used, facts={"achieved": "3", "plans": "4"}) == Rate.percent("96.25")
    assert share(BASE, used, facts={"achieved": "veel"}) == Rate.percent(94)


@pytest.mark.requirement("E-036", "O-044")
def test_points_make_a_class_and_the_class_a_percentage() -> None:
    used = step("class-percentage", bounds=("80%", "50%"), percents=("97%", "96%", "94%"))
    told = {}
    for points, percent in ((82, 97), (80, 97), (79, 96), (50, 96), (49, 94)):
        drawn = made(used, score=Fraction(points), scale=100)
        assert outcome(drawn)[1] == Rate.percent(percent)
        told[points] = sentence(drawn, "class-percentage")
    assert told[82] == "U heeft 82 van de 100 punten: klasse A, 97% van het maximumtarief."
    assert ["klasse B" in told[79], "klasse C" in told[49]] == [True, True]
    assert share(used, score=None) == Rate.percent(94)


@pytest.mark.requirement("E-037")
def test_the_efficiency_cut_in_both_readings_and_the_provider_that_says_it_itself() -> None:
    percent = step("efficiency-cut", cut="1%", reading="percent", own_way_question="own", ends="2027")
    points = step("efficiency-cut", cut="1%", reading="points", own_way_question="own", ends="2027")
    assert share(BASE, percent) == Rate.percent("93.06")
    assert share(percent, BASE) == Rate.percent("93.06")
    assert share(BASE, points) == Rate.percent(93)
    for used in (percent, points):
        assert share(BASE, used, facts={"own": "yes"}) == Rate.percent(94)
    told = sentence(made(BASE, percent), "efficiency-cut")
    assert told == "-0,94 procentpunt: 1% van uw basistarief van 94%, de besparing voor iedereen."


def test_the_percentage_reading_takes_its_share_of_the_start_alone() -> None:
    """An addition is no part of the base tariff, so the cut does not touch it."""
    plan = step("strategic-plan", points="0.2%", because="u heeft een plan", ends="2027")
    cut = step("efficiency-cut", cut="1%", ends="2027")
    assert share(BASE, plan, cut) == Rate.percent("93.26")


@pytest.mark.requirement("E-034")
def test_who_fills_a_white_spot_gets_a_higher_tariff() -> None:
    used = step("white-spot", points="1%", areas=("Noord", "Zuid"), area_question="where", ends="2028")
    assert share(BASE, used, facts={"where": "West, Zuid"}) == Rate.percent(95)
    assert share(BASE, used, facts={"where": "West"}) == share(BASE, used) == Rate.percent(94)
    drawn = made(BASE, used, facts={"where": "Zuid"})
    assert sentence(drawn, "white-spot") == "+1 procentpunt: u biedt zorg waar die ontbreekt (Zuid)."


@pytest.mark.requirement("E-034")
def test_a_white_spot_can_be_a_line_of_the_picture_of_need() -> None:
    """The letter says what is missing in the words of the policy, and never how many people that are."""
    here, there = "5510/VV/0014/white-spot", "5510/VG/gap"
    used = step("white-spot", points="1%", lines=(here, there), area_question="spots", ends="2028")
    assert share(BASE, used, facts={"spots": f"{there}, {here}"}) == Rate.percent(95)
    assert share(BASE, used, facts={"spots": "5510/GGZ/gap"}) == share(BASE, used) == Rate.percent(94)
    named = replace(made(BASE, used, facts={"spots": f"{there}, {here}"}), line_names={here: "Groningen: kleine groep"})
    wanted = "+1 procentpunt: u biedt zorg waar die ontbreekt "
    wanted += "(Groningen: kleine groep; verstandelijk gehandicapten in regio 5510)."
    assert sentence(named, "white-spot") == wanted


def test_a_new_provider_gets_less_in_its_first_years_only() -> None:
    first = step("new-provider", points="-2%", ends="2030")
    assert share(BASE, first, group=ProviderGroup.NEW) == Rate.percent(92)
    assert share(BASE, first) == Rate.percent(94)
    two = step("new-provider", points="-2%", years="2", first_year_question="since", ends="2030")
    by_year = {since: share(BASE, two, facts={"since": since}) for since in ("2027", "2026", "2025", "2028")}
    assert by_year == {
        "2027": Rate.percent(92),
        "2026": Rate.percent(92),
        "2025": Rate.percent(94),
        "2028": Rate.percent(94),
    }
    told = sentence(made(BASE, two, facts={"since": "2026"}), "new-provider")
    assert told == "-2 procentpunt: u bent nieuw en dit is uw tweede jaar."


def test_past_behaviour_costs_only_who_a_person_decided_about() -> None:
    used = step("past-behaviour", points="-1%", ends="2027")
    assert share(BASE, used) == Rate.percent(94)
    drawn = made(BASE, used, decisions={"past-behaviour": "u kwam de afspraak over registratie niet na"})
    assert outcome(drawn)[1] == Rate.percent(93)
    assert sentence(drawn, "past-behaviour") == "-1 procentpunt: u kwam de afspraak over registratie niet na"


@pytest.mark.parametrize(
    ("ends", "percent"), [("2026", 94), ("2026-12-31", 94), ("2027", 95), ("2027-12-31", 95), ("", 95), ("2030", 95)]
)
def test_a_part_stops_after_its_end(ends: str, percent: int) -> None:
    used = step("itemised-part", points="1%", because="een reden", ends=ends)
    assert share(BASE, used) == Rate.percent(percent)


def test_deductions_without_a_base_make_no_price_below_zero() -> None:
    drawn = made(step("itemised-part", points="-0.25%", because="een reden"))
    result = solve(replace(drawn, spaces=(replace(drawn.spaces[0], amount=Money(0)),)))
    assert [item.code.id for item in result.findings] == ["ALL-301"]
    assert [line.price.amount for grant in result.grants for line in grant.lines if line.price.amount < Money(0)] == []


NAMES = ("one", "two", "three")
scores = st.integers(0, 100).map(Fraction)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), low=scores, high=scores)
def test_a_better_score_never_gives_a_lower_percentage(data: st.DataObject, low: Fraction, high: Fraction) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, 100), max_size=4)), reverse=True)
    size = len(bounds) + 1
    percents = sorted(data.draw(st.lists(st.integers(1, 100), min_size=size, max_size=size)), reverse=True)
    used = step("class-percentage", bounds=tuple(f"{n}%" for n in bounds), percents=tuple(f"{n}%" for n in percents))
    worse, better = sorted((low, high))
    assert share(used, score=worse, scale=100) <= share(used, score=better, scale=100)


@settings(max_examples=100, deadline=None)
@given(done=st.sets(st.sampled_from(NAMES)), also=st.sampled_from(NAMES), start=st.integers(80, 97))
def test_one_more_improvement_never_lowers_the_price(done: set[str], also: str, start: int) -> None:
    lower_bound = step("lower-bound", start=f"{start}%", most="98%", questions=NAMES, points=("1%", "1.5%", "3%"))
    facts = dict.fromkeys(done, "yes")
    assert share(lower_bound, facts=facts) <= share(lower_bound, facts={**facts, also: "yes"}) <= Rate.percent(98)
    upper_bound = step("upper-bound", least="79%", start=f"{start}%", questions=NAMES, points=("1%", "1.5%", "3%"))
    missed = {name: "yes" if name in done else "no" for name in NAMES}
    assert share(upper_bound, facts=missed) <= share(upper_bound, facts={**missed, also: "yes"})

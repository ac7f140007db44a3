"""Every step of the division passes the suite of its kind; small cases agree with exhaustive search."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.application.booking import book_round
from driehoek.domain.allocation import STATE, ChosenCare, verify
from driehoek.domain.ledger import national
from driehoek.domain.need import NewClients
from driehoek.domain.policy import Division, Params, Step
from driehoek.engines.allocation.base import Ability, StepKind
from driehoek.engines.allocation.definitions import AFTER_STEPS, MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.engines.allocation.models.division_rules import RULES, Entrant
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Rate, TieKey, total
from driehoek.testing.allocation import (
    DAY,
    DAY_CARE,
    LOT,
    check_declared,
    check_model,
    check_moving_step,
    check_price,
    check_space,
    check_space_step,
    check_tariff_step,
    division,
    framed,
    granted,
    offer,
    problem,
    problems,
    step,
    steps_of,
)
from tests.thorough import draws

DIVISIONS: dict[str, Division] = {
    "first-volume": division(step("first-volume", share="87.5%"), percent="96.4%"),
    "money-follows-client": division(
        step("first-volume"), step("money-follows-client", reserve="60%"), space=(step("hold-back", share="1.3%"),)
    ),
    "ranked-q": division(step("ranked-q", rule="proportional", selective="35%"), percent="93.1%"),
    "ranked-q best-first": division(step("ranked-q", rule="best-first", selective="100%", guarantee="50%")),
    "ranked-q classes": division(step("ranked-q", rule="classes", selective="40%")),
    "differential-p": Division("key", tariff=(step("performance-price"),), models=(step("differential-p"),)),
    "first-volume, maximum-move": replace(
        division(step("first-volume", share="70%"), step("money-follows-client")),
        after=(step("maximum-move", up="5%", down="10%"),),
    ),
    "ranked-q, maximum-move": replace(
        division(step("ranked-q", rule="best-first", selective="100%", guarantee="40%")),
        after=(step("maximum-move", up="10%", down="25%"),),
    ),
    "first-volume, intramural-ceiling": replace(
        division(step("first-volume", share="80%"), step("money-follows-client", reserve="20%"), percent="94.5%"),
        after=(step("intramural-ceiling", days="900", share="95%"),),
    ),
    "ranked-q, waiting-list-shift": replace(
        division(step("ranked-q", rule="proportional", selective="40%", guarantee="60%")),
        after=(step("waiting-list-shift", cut="7.5%", short="2", wanted="4"),),
    ),
    "money-follows-client, package-mix, maximum-move": replace(
        division(step("money-follows-client", reserve="0%")),
        after=(step("package-mix", growth="10%"), step("maximum-move", up="50%", down="20%")),
    ),
    "first-volume, fixed-ratio": replace(
        division(step("first-volume", share="100%")),
        after=(step("fixed-ratio", products="SYN01", against="SYN03", ratio="300%"),),
    ),
    "first-volume, class-minimum": replace(
        division(step("first-volume", share="100%")),
        after=(step("class-minimum", products="SYN02", least="240", usual="330"),),
    ),
    "person-following": division(step("person-following"), percent="95%"),
    "person-following, braked": division(
        step("person-following", brake="yes", beyond="5%", rise="8%", new_initiatives="last"), percent="95%"
    ),
    "money-follows-client, new last": division(step("money-follows-client", new_initiatives="last", beyond="0%")),
    "differential-p at the norm": division(step("differential-p", norm="35%"), percent="97.1%"),
    "soft-steering": division(step("first-volume", share="80%"), step("soft-steering"), percent="91.3%"),
    "soft-steering category": division(step("soft-steering", lead="category", bound="60%")),
    "voucher more means": division(step("voucher", answer="more-means", base_quality="50%")),
    "voucher stricter": division(step("voucher", answer="stricter-indication"), percent="94%"),
    "voucher lower": division(step("voucher", answer="lower-voucher", base_quality="30%"), percent="94%"),
    "three-arrangements": division(step("three-arrangements", pgb="85%"), percent="93%"),
    "collective-budget": division(step("collective-budget", prevention="75%"), percent="96%"),
    "base-agreement": division(step("base-agreement", start="77.5%", award="15%", guarantee="75%")),
    "budget-growth": division(step("budget-growth", growth="1.5%"), percent="98.7%"),
    "integral-price": division(step("integral-price", price="1234.56"), percent="92%"),
    "fixed-budget": division(step("fixed-budget", share="97%"), percent="99%"),
    "base-agreement, substitution-cut": replace(
        division(step("base-agreement", guarantee="70%")),
        after=(step("substitution-cut", share="2%", evidence="none", first_line="60%"),),
    ),
    "budget-growth, practice-variation, substitution-cut": replace(
        division(step("budget-growth")),
        after=(step("practice-variation", strength="80%", most="12%"), step("substitution-cut", share="1.5%")),
    ),
    "budget-growth, reallocation": replace(
        division(step("budget-growth"), percent="97%"), after=(step("reallocation", most="40%"),)
    ),
    "first-volume, reallocation, maximum-move": replace(
        division(step("first-volume", share="60%"), step("money-follows-client", reserve="10%")),
        after=(step("reallocation"), step("maximum-move", up="20%", down="30%")),
    ),
    "competing-proposals": division(
        step("competing-proposals", pot="pot", when_one_does_not_fit="skip"),
        space=(replace(step("innovation-lot", share="60%"), id="pot"),),
    ),
    "competing-proposals that stop": division(
        step("competing-proposals", pot="pot", when_one_does_not_fit="stop"),
        space=(replace(step("earmark", share="100%", rest="stays"), id="pot"),),
        percent="91%",
    ),
    "share-of-pot": division(
        step("share-of-pot", pot="pot", groups=("new",), small="50000", most="40%"),
        step("first-volume", share="90%"),
        space=(replace(step("room-for-newcomers", share="10%"), id="pot"),),
    ),
    "share-of-pot, what is left stays": division(
        step("first-volume", share="50%"),
        step("share-of-pot", pot="pot"),
        space=(replace(step("room-for-newcomers", share="10%", rest="stays"), id="pot"),),
    ),
}


@pytest.mark.parametrize("name", DIVISIONS)
@settings(max_examples=draws(60), deadline=None)
@given(data=st.data())
def test_a_model_keeps_the_contract(name: str, data: st.DataObject) -> None:
    drawn = data.draw(problems(DIVISIONS[name]))
    offers = data.draw(st.permutations(drawn.offers))
    mixed = [replace(offer, classes=offer.classes[::-1], lines=offer.lines[::-1]) for offer in offers]
    shuffled = replace(
        drawn,
        offers=tuple(mixed),
        choices=tuple(data.draw(st.permutations(drawn.choices))),
        new_clients=drawn.new_clients[::-1],
        areas=drawn.areas[::-1],
    )
    check_model(drawn, shuffled, data.draw(st.integers(0, 5)))


MOVING = [name for name, rule in SPACE_STEPS.items() if Ability.MOVES_SPACE in rule.abilities]


@pytest.mark.parametrize("name", MOVING)
@settings(max_examples=draws(60), deadline=None)
@given(data=st.data())
def test_a_step_that_moves_space_keeps_the_contract(name: str, data: st.DataObject) -> None:
    drawn = data.draw(framed(data.draw(problems(DIVISIONS["first-volume"]))))
    used = data.draw(steps_of(name, SPACE_STEPS[name].params))
    check_moving_step(drawn, used, data.draw(st.fractions(0, 1, max_denominator=20)))


@pytest.mark.requirement("E-001", "E-048")
@settings(max_examples=draws(100), deadline=None)
@given(data=st.data())
def test_any_row_of_space_steps_keeps_the_total_to_the_cent(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(SPACE_STEPS)), max_size=6))
    once = {name for name in names if Ability.COUNTS_ONCE in SPACE_STEPS[name].abilities}
    used = [name for place, name in enumerate(names) if name not in once or names.index(name) == place]
    steps = [replace(data.draw(steps_of(one, SPACE_STEPS[one].params)), id=f"s{n}") for n, one in enumerate(used)]
    pots = [one.id for one in steps if Ability.MAKES_POT in SPACE_STEPS[one.use].abilities]
    draws = [replace(step("share-of-pot", pot=pot), id=f"from-{pot}") for pot in pots]
    rows = division(*draws, step("first-volume", share="80%"), space=tuple(steps))
    drawn = data.draw(framed(data.draw(problems(rows))))
    check_space(drawn)
    shuffled = replace(
        drawn,
        offers=tuple(data.draw(st.permutations(drawn.offers))),
        spaces=tuple(data.draw(st.permutations(drawn.spaces))),
        bases=tuple(data.draw(st.permutations(drawn.bases))),
    )
    assert solve(shuffled) == solve(drawn), "the order of offers, frames or figures plays a part"
    ledger, refused = book_round(drawn, solve(drawn), DAY, "proef")
    assert refused == ()
    assert national(ledger, drawn.year) == total(item.amount for item in drawn.spaces) - solve(drawn).moved_to(STATE)


@pytest.mark.parametrize("name", [name for name in SPACE_STEPS if name not in MOVING])
@settings(max_examples=draws(60), deadline=None)
@given(data=st.data())
def test_a_space_step_keeps_the_contract(name: str, data: st.DataObject) -> None:
    drawn = data.draw(framed(data.draw(problems(DIVISIONS["first-volume"]))))
    shuffled = replace(drawn, offers=tuple(data.draw(st.permutations(drawn.offers))), choices=drawn.choices[::-1])
    used = data.draw(steps_of(name, SPACE_STEPS[name].params))
    check_space_step(drawn, shuffled, used, data.draw(st.fractions(0, 1, max_denominator=20)))


@pytest.mark.parametrize("name", TARIFF_STEPS)
@settings(max_examples=draws(60), deadline=None)
@given(data=st.data())
def test_a_tariff_step_keeps_the_contract(name: str, data: st.DataObject) -> None:
    drawn = data.draw(problems(DIVISIONS["first-volume"]))
    used = data.draw(steps_of(name, TARIFF_STEPS[name].params))
    check_tariff_step(drawn, used, Money(data.draw(st.integers(0, 10**9))))


@settings(max_examples=draws(80), deadline=None)
@given(data=st.data())
def test_any_row_of_tariff_steps_makes_maximum_times_the_sum_of_its_parts(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(["first-volume", "ranked-q", "money-follows-client"]))
    drawn = data.draw(problems(DIVISIONS[model]))
    names = data.draw(st.lists(st.sampled_from(sorted(TARIFF_STEPS)), max_size=4))
    drawn_steps = [data.draw(steps_of(name, TARIFF_STEPS[name].params)) for name in names]
    used = tuple(replace(one, id=f"part-{number}") for number, one in enumerate(drawn_steps))
    drawn = replace(drawn, price_bound=Rate.percent(data.draw(st.sampled_from([95, 100, 110]))))
    check_price(drawn, used, tuple(data.draw(st.permutations(used))))


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=draws(40), deadline=None)
@given(data=st.data())
def test_a_model_keeps_the_contract_with_any_lawful_parameters(name: str, data: st.DataObject) -> None:
    used = data.draw(steps_of(name, MODELS[name].params))
    pot = replace(step("earmark", share="50%"), id="pot")
    drawn = data.draw(problems(division(used, percent="97.3%", space=(pot,))))
    assert verify(drawn, solve(drawn)) == ()


@pytest.mark.parametrize("name", AFTER_STEPS)
@settings(max_examples=draws(40), deadline=None)
@given(data=st.data())
def test_a_step_after_the_models_keeps_the_contract_with_any_lawful_parameters(name: str, data: st.DataObject) -> None:
    used = data.draw(steps_of(name, AFTER_STEPS[name].params))
    model = data.draw(st.sampled_from(["first-volume", "money-follows-client", "ranked-q", "person-following"]))
    drawn = data.draw(problems(replace(DIVISIONS[model], after=(used,))))
    assert verify(drawn, solve(drawn)) == ()


@pytest.mark.parametrize("name", ["intramural-ceiling", "package-mix", "fixed-ratio", "class-minimum"])
@settings(max_examples=draws(40), deadline=None)
@given(data=st.data())
def test_a_step_that_limits_volumes_grants_nobody_more(name: str, data: st.DataObject) -> None:
    used = data.draw(steps_of(name, AFTER_STEPS[name].params))
    drawn = data.draw(problems(replace(DIVISIONS["first-volume"], after=(used,))))
    before, after = solve(replace(drawn, division=replace(drawn.division, after=()))), solve(drawn)
    for old, new in zip(before.grants, after.grants, strict=True):
        assert new.money <= old.money
        assert new.agreed <= new.money


@settings(max_examples=draws(60), deadline=None)
@given(data=st.data())
def test_the_shift_on_waiting_lists_is_budget_neutral_to_the_cent(data: st.DataObject) -> None:
    used = data.draw(steps_of("waiting-list-shift", AFTER_STEPS["waiting-list-shift"].params))
    drawn = data.draw(problems(replace(DIVISIONS["ranked-q"], after=(used,))))
    before, after = solve(replace(drawn, division=replace(drawn.division, after=()))), solve(drawn)
    assert sum(grant.money.cents for grant in after.grants) == sum(grant.money.cents for grant in before.grants)


def test_every_model_is_in_the_suite() -> None:
    used = {model.use for steps in DIVISIONS.values() for model in steps.models}
    assert used == set(MODELS)
    assert {after.use for steps in DIVISIONS.values() for after in steps.after} == set(AFTER_STEPS)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(StepKind.SPACE, name) for name in SPACE_STEPS]
    + [(StepKind.TARIFF, name) for name in TARIFF_STEPS]
    + [(StepKind.MODEL, name) for name in MODELS]
    + [(StepKind.AFTER, name) for name in AFTER_STEPS],
)
def test_a_step_declares_itself(kind: StepKind, name: str) -> None:
    check_declared(kind, name)


CLASSES = Params(
    {
        "class_bounds": (Rate.percent(80), Rate.percent(50)),
        "class_weights": (Rate.percent(100), Rate.percent(50)),
    }
)
entrants = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 6), st.integers(0, 6)), min_size=1, max_size=4).map(
    lambda rows: tuple(
        Entrant(f"0600000{n}", Fraction(score), Money(size), Money(room)) for n, (score, size, room) in enumerate(rows)
    )
)


@settings(max_examples=draws(60), deadline=None)
@given(pot=st.integers(0, 12), rows=entrants)
def test_best_first_is_the_best_of_all_divisions(pot: int, rows: tuple[Entrant, ...]) -> None:
    """Exhaustive search over every division in whole cents finds none with a higher sum of score times money."""
    got = RULES["best-first"](Money(pot), rows, CLASSES, TieKey("key"))
    value = sum(item.score * got[item.contract].cents for item in rows)
    best = max(
        sum(item.score * cents for item, cents in zip(rows, parts, strict=True))
        for parts in product(*(range(item.room.cents + 1) for item in rows))
        if sum(parts) <= pot
    )
    assert value == best
    # what fits is divided: nothing stays over while someone has room
    assert sum(money.cents for money in got.values()) == min(pot, sum(item.room.cents for item in rows))


@settings(max_examples=draws(60), deadline=None)
@given(pot=st.integers(0, 12), rows=entrants, rule=st.sampled_from(["proportional", "classes"]))
def test_a_proportional_division_is_as_close_to_fair_as_whole_cents_allow(
    pot: int, rows: tuple[Entrant, ...], rule: str
) -> None:
    """Without ceilings in the way, no other whole division lies closer to the exact shares (sum of squares)."""
    open_rows = tuple(replace(item, room=Money(pot)) for item in rows)
    got = RULES[rule](Money(pot), open_rows, CLASSES, TieKey("key"))
    weights = [item.score if rule == "proportional" else _class_weight(item) for item in open_rows]
    base = sum(weights)
    if not base:
        assert not any(money.cents for money in got.values())
        return
    exact = [Fraction(pot) * weight / base for weight in weights]
    distance = sum((got[item.contract].cents - share) ** 2 for item, share in zip(open_rows, exact, strict=True))
    nearest = min(
        sum((cents - share) ** 2 for cents, share in zip(parts, exact, strict=True))
        for parts in product(*(range(pot + 1) for _ in rows))
        if sum(parts) == pot
    )
    assert distance == nearest


def _class_weight(item: Entrant) -> Fraction:
    if item.score >= 8:
        return Fraction(item.size.cents)
    return Fraction(item.size.cents, 2) if item.score >= 5 else Fraction(0)


PROPORTIONAL: dict[str, Step] = {
    "differential-p": step("differential-p"),
    "person-following": step("person-following", brake="yes", beyond="10%"),
    "voucher": step("voucher", answer="stricter-indication"),
    "three-arrangements": step("three-arrangements", pgb="80%"),
}


@pytest.mark.parametrize("name", PROPORTIONAL)
@settings(max_examples=draws(40), deadline=None)
@given(pot=st.integers(0, 14), asked=st.lists(st.integers(0, 6), min_size=1, max_size=3))
def test_what_is_short_is_shared_as_close_to_proportion_as_whole_cents_allow(
    name: str, pot: int, asked: list[int]
) -> None:
    """Exhaustive search over every division finds none that lies closer to the exact shares of what was chosen."""
    offers = tuple(offer(f"0600000{number}", maximum=Money(1)) for number in range(len(asked)))
    choices = tuple(
        ChosenCare(one.contract, LOT, DAY_CARE.code, Quantity(count, DAY_CARE.unit), DAY)
        for one, count in zip(offers, asked, strict=True)
    )
    made = problem(Money(pot), offers, division(PROPORTIONAL[name]), choices=choices)
    got = granted(solve(made))
    spent = min(pot, sum(asked))
    assert sum(got) == spent
    exact = [Fraction(spent * each, sum(asked)) if spent else Fraction(0) for each in asked]
    nearest = min(
        sum((cents - share) ** 2 for cents, share in zip(parts, exact, strict=True))
        for parts in product(*(range(each + 1) for each in asked))
        if sum(parts) == spent
    )
    assert sum((cents - share) ** 2 for cents, share in zip(got, exact, strict=True)) == nearest


@settings(max_examples=draws(60), deadline=None)
@given(
    need=st.integers(0, 10),
    rows=st.lists(st.tuples(st.integers(0, 10), st.integers(0, 5)), min_size=1, max_size=3),
)
def test_soft_steering_leads_to_the_best_scores_there_are(need: int, rows: list[tuple[int, int]]) -> None:
    """Exhaustive search over every way to place the new clients finds none with a higher sum of score times care."""
    offers = tuple(
        offer(f"0600000{number}", score=Fraction(score), quantity=room, maximum=Money(1))
        for number, (score, room) in enumerate(rows)
    )
    led = (NewClients(LOT, DAY_CARE.code, Quantity(need, DAY_CARE.unit)),)
    made = problem(Money(1_000), offers, division(step("soft-steering")), new_clients=led)
    got = granted(solve(made))
    assert sum(got) == min(need, sum(room for _, room in rows))
    best = max(
        sum(score * steps for (score, _), steps in zip(rows, parts, strict=True))
        for parts in product(*(range(room + 1) for _, room in rows))
        if sum(parts) <= need
    )
    assert sum(score * steps for (score, _), steps in zip(rows, got, strict=True)) == best

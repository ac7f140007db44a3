"""The contract suites for steps of the division, with the strategies that feed them.

A model counts once `check_model` accepts it for every problem that `problems` draws: its result passes `verify`, does
not depend on the order of anything, comes out the same twice, and, where it declares that it ranks, never gives less
for a better score.

A space step counts once `check_space_step` does, for any parameters that its declaration accepts: what it sets apart is
never more than the frame still holds nor less than zero, is explained, and does not depend on the order of the offers.
A space step that moves space counts once `check_moving_step` does: nothing comes from nowhere, no frame gives more than
is open in it, and the order of frames and figures plays no part.

A tariff step counts once `check_tariff_step` does: its part for one product depends on that product, its offer and the
parameters alone, and it applies exactly when every condition that its parameters state holds. `check_price` then holds
any row of tariff steps together to maximum times the sum of the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from driehoek.domain.allocation import (
    STATE,
    Allocation,
    Basis,
    Bundle,
    ChosenCare,
    Frame,
    Offer,
    OfferedLine,
    Problem,
    ReasonKind,
    Space,
    SpaceStatus,
    Waiting,
    verify,
)
from driehoek.domain.catalogue import Badge, Category, DeliveryForm, MaximumTariff, Product, Sector
from driehoek.domain.need import AgreedFigure, AreaNeed, Arrangement, ClassNeed, ContractFigure, NewClients
from driehoek.domain.policy import Division, Kind, Param, Params, ProviderGroup, Raw, Step
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.base import Ability, StepKind, View
from driehoek.engines.allocation.definitions import AFTER_STEPS, MODELS, SPACE_STEPS, TARIFF_STEPS, whole_lots
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import ZERO, Money, Quantity, Rate, Rounding, Unit, total

LOT = "lot"
AREAS = ("noord", "zuid")
"""The areas that drawn problems divide by."""
FRAME = Frame("pool", "regular")
FRAMES = (FRAME, Frame("pool", "other"), Frame("second", "regular"))
DAY = date(2026, 6, 1)

DAY_CARE = Product("SYN01", "Verblijf", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP)
HOURS = Product("SYN02", "Verzorging", Sector.VV, DeliveryForm.MODULAR_PACKAGE_HOME, Unit.HOUR, Category.MPT_CARE)

DAY_HOME = Product(
    "SYN03", "Volledig pakket thuis", Sector.VV, DeliveryForm.FULL_PACKAGE_HOME, Unit.ETMAAL, Category.VPT
)


def step(use: str, lots: tuple[str, ...] = (), **params: Raw) -> Step:
    """A step of a policy with the rule's name as its id."""
    return Step(id=use, use=use, lots=lots, params=params)


def division(*models: Step, percent: str = "100%", space: tuple[Step, ...] = ()) -> Division:
    """A division with one base percentage and the given models."""
    return Division("published-key", space=space, tariff=(step("base-percentage", percent=percent),), models=models)


def offer(  # noqa: PLR0913 - a builder for tests: every argument has a plain default
    contract: str,
    *,
    realised: Money = Money(0),  # noqa: B008 - frozen value
    score: Fraction | None = None,
    quantity: int = 1_000_000_000,
    capacity: int | None = None,
    maximum: Money = Money(100),  # noqa: B008 - frozen value
    lot: str = LOT,
    frame: Frame = FRAME,
) -> Offer:
    """An offer of one product per day; a day costs one euro unless ``maximum`` says otherwise."""
    limit = None if capacity is None else Quantity(capacity, Unit.ETMAAL)
    line = OfferedLine(DAY_CARE, MaximumTariff(maximum, Badge.SYNTHETIC), Quantity(quantity, Unit.ETMAAL), limit)
    return Offer(contract, lot, frame, Sector.VV, ProviderGroup.EXISTING, (line,), realised, score=score)


def problem(space: Money, offers: tuple[Offer, ...], steps: Division, **more: object) -> Problem:
    """A problem with one frame."""
    whole = whole_lots(steps, {LOT, *(item.lot for item in offers)})
    made = Problem(2027, (Space(FRAME, space, SpaceStatus.DEFINITIVE, DAY),), offers, steps, whole=whole)
    return replace(made, **more)  # type: ignore[arg-type]  # a test names real fields or fails at once


@st.composite
def offers(draw: st.DrawFn, contract: str) -> Offer:
    """An offer of one to three products in different units, with or without capacity, realised or new."""
    lines = []
    for product in draw(st.sampled_from([(DAY_CARE,), (HOURS,), (DAY_CARE, HOURS), (DAY_CARE, DAY_HOME, HOURS)])):
        maximum = MaximumTariff(Money(draw(st.integers(1, 30_000))), Badge.SYNTHETIC)
        quantity = Quantity(draw(st.integers(0, 3_000)), product.unit)
        limit = draw(st.none() | st.integers(0, 3_000))
        capacity = None if limit is None else Quantity(limit, product.unit)
        before = draw(st.none() | st.integers(0, 3_000))
        realised = None if before is None else Quantity(before, product.unit)
        lines.append(OfferedLine(product, maximum, quantity, capacity, realised=realised))
    return Offer(
        contract,
        LOT,
        FRAME,
        Sector.VV,
        draw(st.sampled_from(ProviderGroup)),
        tuple(lines),
        realised=Money(draw(st.integers(0, 20_000_000))),
        score=draw(st.integers(0, 20).map(lambda half: Fraction(half, 2))),
        facts=draw(st.dictionaries(st.sampled_from(("plan", "scope")), st.sampled_from(("yes", "no")), max_size=2))
        | draw(st.dictionaries(st.sampled_from(("done", "agreed")), st.sampled_from(("0", "2", "3", "?")), max_size=2))
        | draw(st.dictionaries(st.just("since"), st.sampled_from(("2024", "2026", "2027", "2030", "ooit")))),
        decisions=draw(st.dictionaries(st.sampled_from(("past-behaviour", "part-0")), st.just("een grond"))),
        figures=draw(_figures(contract)),
        classes=draw(_classes(contract, tuple(lines))),
        area=draw(st.sampled_from(("", *AREAS))),
        organisation=draw(st.sampled_from(("", "een", "twee"))),
    )


@st.composite
def _figures(draw: st.DrawFn, contract: str) -> dict[ContractFigure, AgreedFigure]:
    names = draw(st.lists(st.sampled_from(ContractFigure), unique=True, max_size=3))
    cents, shares = st.integers(0, 20_000_000).map(lambda cents: Fraction(cents, 100)), st.fractions(0, 1)
    return {
        name: AgreedFigure(contract, LOT, name, draw(cents if name.in_euros else shares), "Proef") for name in names
    }


@st.composite
def _classes(draw: st.DrawFn, contract: str, lines: tuple[OfferedLine, ...]) -> tuple[ClassNeed, ...]:
    made = []
    for name in draw(st.sampled_from([(), (), ("1",), ("1", "2")])):
        line = draw(st.sampled_from(lines))
        low, width = draw(st.integers(0, 40)), draw(st.integers(0, 40))
        used = draw(st.none() | st.integers(0, 90))
        unit = line.product.unit
        made.append(
            ClassNeed(
                contract,
                LOT,
                line.product.code,
                name,
                draw(st.integers(0, 20)),
                Quantity(low, unit),
                Quantity(low + width, unit),
                draw(st.integers(0, 52)),
                None if used is None else Quantity(used, unit),
            )
        )
    return tuple(made)


def twin(of: Offer, contract: str) -> Offer:
    """An offer that is equal in everything but its contract."""
    figures = {name: replace(item, contract=contract) for name, item in of.figures.items()}
    classes = tuple(replace(item, contract=contract) for item in of.classes)
    return replace(of, contract=contract, figures=figures, classes=classes)


@st.composite
def problems(draw: st.DrawFn, steps: Division) -> Problem:
    """A problem of up to six providers, some of them equal in everything, with choices and any space."""
    count = draw(st.integers(1, 6))
    drawn = [draw(offers(f"0600000{number}")) for number in range(count)]
    if count > 1 and draw(st.booleans()):
        drawn[1] = twin(drawn[0], drawn[1].contract)
    chosen = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, 3), st.integers(1, 500)), max_size=8))
    choices = tuple(
        ChosenCare(
            drawn[index].contract,
            LOT,
            drawn[index].lines[0].product.code,
            Quantity(steps_chosen, drawn[index].lines[0].product.unit),
            DAY + timedelta(days=day),
            arrangement=draw(st.sampled_from(Arrangement)),
        )
        for index, day, steps_chosen in chosen
    )
    waiting = tuple(
        Waiting(draw(st.integers(0, 6)), DAY, status=draw(st.sampled_from(("1", "2", "3"))), contract=item.contract)
        for item in drawn
        for _ in range(draw(st.integers(0, 2)))
    )
    areas = tuple(AreaNeed(LOT, name, draw(st.integers(0, 5))) for name in AREAS)
    more = [
        NewClients(LOT, product.code, Quantity(draw(st.integers(0, 4_000)), product.unit))
        for product in (DAY_CARE, HOURS)
        if draw(st.booleans())
    ]
    return problem(
        Money(draw(st.integers(0, 60_000_000))),
        tuple(drawn),
        steps,
        choices=choices,
        areas=draw(st.sampled_from([(), areas])),
        new_clients=tuple(more),
        waiting=waiting,
    )


@st.composite
def framed(draw: st.DrawFn, drawn: Problem) -> Problem:
    """The problem with two frames more, each with any space, history of space and figures that it rests on."""
    added = (Space(frame, Money(draw(st.integers(0, 10**9))), SpaceStatus.PROVISIONAL, DAY) for frame in FRAMES[1:])
    spaces = (*drawn.spaces, *added)
    earlier = tuple(
        replace(space, amount=Money(draw(st.integers(0, 10**9))), known_on=DAY - timedelta(days=30))
        for space in spaces
        if draw(st.booleans())
    )
    bases = tuple(draw(_bases(frame)) for frame in FRAMES if draw(st.integers(0, 4)))
    pairs = st.tuples(st.sampled_from(FRAMES), st.sampled_from(FRAMES), st.integers(0, 10**9))
    bundles = tuple(
        Bundle(drawn.offers[0].contract, f"0700000{number}", away, to, Money(cents))
        for number, (away, to, cents) in enumerate(draw(st.lists(pairs, max_size=3)))
    )
    return replace(drawn, spaces=spaces, series=(*earlier, *spaces), bases=bases, bundles=bundles)


@st.composite
def _bases(draw: st.DrawFn, frame: Frame) -> Basis:
    cents = st.integers(0, 10**9).map(Money)
    return Basis(
        frame,
        historical=draw(cents),
        population=draw(st.fractions(0, 5, max_denominator=12)),
        pgb_last=draw(cents),
        pgb_now=draw(st.none() | cents),
        growth=draw(cents),
        other_act=draw(cents),
    )


def check_model(drawn: Problem, shuffled: Problem, better: int) -> None:
    """Hold the models of ``drawn`` to the contract.

    Args:
        drawn: a problem whose division names the model.
        shuffled: the same problem with its offers and choices in another order.
        better: which offer's score is raised to see that it never gets less.
    """
    result = solve(drawn)
    faults = verify(drawn, result)
    assert not faults, [str(fault) for fault in faults]
    assert solve(drawn) == result, "not the same twice"
    assert solve(shuffled) == result, "the order of offers plays a part"
    abilities = [MODELS[used.use].abilities for used in drawn.division.models]
    if any(Ability.RANKS in each for each in abilities):
        _check_monotone(drawn, result, better % len(drawn.offers))


def _check_monotone(drawn: Problem, result: Allocation, index: int) -> None:
    target = drawn.offers[index]
    if target.score is None:
        return
    raised = replace(target, score=target.score + 1)
    after = solve(replace(drawn, offers=(*drawn.offers[:index], raised, *drawn.offers[index + 1 :])))
    before_grant, after_grant = result.grant(target.contract, LOT), after.grant(target.contract, LOT)
    assert before_grant is not None
    assert after_grant is not None
    assert after_grant.money >= before_grant.money, "a better score gave less"


def check_declared(kind: StepKind, name: str) -> None:
    """Every step says its name, its parameters in two languages, and each parameter once."""
    rules = {
        StepKind.SPACE: SPACE_STEPS.get(name),
        StepKind.TARIFF: TARIFF_STEPS.get(name),
        StepKind.MODEL: MODELS.get(name),
        StepKind.AFTER: AFTER_STEPS.get(name),
    }
    rule = rules[kind]
    assert rule is not None
    assert rule.name == name
    assert len({param.name for param in rule.params}) == len(rule.params)
    assert all(param.meaning and param.meaning_nl for param in rule.params)
    assert rule.told.source
    assert rule.told.formula
    effects = [getattr(rule.told.effects, item.name) for item in fields(rule.told.effects)]
    assert all(effect.endswith(".") for effect in effects), "each effect is a sentence"


def granted(result: Allocation) -> list[int]:
    """The granted cents in order of contract, for short assertions."""
    return [grant.money.cents for grant in result.grants]


def reasons_of(result: Allocation, kind: ReasonKind) -> list[int]:
    """The cents of all reasons of one kind, in order."""
    return [reason.amount.cents for reason in result.reasons if reason.kind is kind]


WORDS: Mapping[str, tuple[str, ...]] = {
    "sectors": tuple(sector.value for sector in Sector),
    "forms": tuple(form.value for form in DeliveryForm),
    "groups": tuple(group.value for group in ProviderGroup),
    "frames": (FRAME.name, "other"),
    "pot": ("pot",),
    "from": tuple(str(frame) for frame in FRAMES),
    "to": tuple(str(frame) for frame in FRAMES),
    "contract": ("", "06000000", "06000001"),
    "products": (DAY_CARE.code, HOURS.code),
    "against": (DAY_HOME.code,),
    "statuses": ("1", "2", "3"),
    "question": ("plan", "scope"),
    "equals": ("yes", "no"),
    "answer": ("yes", "no"),
    "own_way": ("yes", "no"),
    "questions": ("plan", "scope"),
    "new_groups": tuple(group.value for group in ProviderGroup),
    "areas": ("yes", "no"),
    "area_question": ("plan", "scope"),
    "own_way_question": ("plan", "scope"),
    "achieved_question": ("done", "agreed"),
    "plans_question": ("done", "agreed"),
    "first_year_question": ("since",),
}
"""What a parameter of this name means in every step, so that conditions are stated in the same words everywhere."""

CONDITIONS: Mapping[str, Callable[[Offer, OfferedLine], str]] = {
    "sectors": lambda _, line: line.product.sector.value,
    "forms": lambda _, line: line.product.form.value,
    "groups": lambda offer, _: offer.group.value,
    "products": lambda _, line: line.product.code,
}
"""What a parameter of this name is compared with; naming nothing sets no condition."""


@st.composite
def steps_of(draw: st.DrawFn, use: str, params: tuple[Param, ...]) -> Step:
    """A step with any parameters that the declaration accepts, some left to their defaults."""
    given = {param.name: draw(_raws(param)) for param in params if param.default is None or draw(st.booleans())}
    _fit_lists(draw, params, given)
    findings = read(use, params, given)[1]
    # a bound that rests on another parameter is the only thing the values above cannot know
    unlawful = {finding.subject.rsplit(", ")[-1] for finding in findings}
    kept = {name: raw for name, raw in given.items() if name not in unlawful}
    findings = read(use, params, kept)[1]
    assume(not findings)
    return Step(use, use, params=kept)


def _fit_lists(draw: st.DrawFn, params: tuple[Param, ...], given: dict[str, Raw]) -> None:
    """Let lists that go with another list have as many values as that asks, and falling ones fall."""
    for param in params:
        if param.one_for:
            other = next(item for item in params if item.name == param.one_for)
            listed = given.get(other.name, other.default or ())
            size = len(listed) + param.extra
            rates = st.integers(*(int(Rate.parse(text).points()) for text in (param.least, param.most)))
            given[param.name] = tuple(f"{rate}%" for rate in draw(st.lists(rates, min_size=size, max_size=size)))
        if param.falling and param.name in given:
            rising = sorted(given[param.name], key=Rate.parse, reverse=True)
            given[param.name] = tuple(rising)


_DRAWN: Mapping[Kind, tuple[str, ...]] = {
    Kind.BOOLEAN: ("yes", "no"),
    Kind.END: ("", "2026", "2027", "2026-12-31", "2027-01-01", "2031-06-30"),
}


def _raws(param: Param) -> st.SearchStrategy[Raw]:
    if param.choices:
        return st.sampled_from(param.choices)
    if param.kind in (Kind.RATE, Kind.RATES):
        least, most = (int(Rate.parse(text or other).points() * 4) for text, other in _bounds(param))
        percent = st.integers(least, most).map(lambda quarter: f"{quarter / 4:.2f}%")
        return percent if param.kind is Kind.RATE else st.lists(percent, max_size=3).map(tuple)
    if param.kind in _DRAWN:
        return st.sampled_from(_DRAWN[param.kind])
    if param.kind is Kind.INTEGER:
        return st.integers(int(param.least or -3), int(param.most or 1_000)).map(str)
    if param.kind in (Kind.DATE, Kind.MONEY):
        return st.integers(-(10**6), 10**9).map(lambda number: _day_or_amount(param, number))
    words = st.sampled_from(WORDS.get(param.name, ("een reden",)))
    return st.lists(words, max_size=2, unique=True).map(tuple) if param.kind in (Kind.TEXTS, Kind.LINES) else words


def _day_or_amount(param: Param, number: int) -> str:
    """A day within two months of the first one, or an amount in euros."""
    return (DAY + timedelta(days=number % 121 - 60)).isoformat() if param.kind is Kind.DATE else str(Money(number))


def _bounds(param: Param) -> tuple[tuple[str, str], tuple[str, str]]:
    return (param.least, "-300%"), (param.most, "300%")


def view_of(drawn: Problem, used: Step, available: Money, lot: str = "") -> View:
    """What a step sees of the one frame of a drawn problem."""
    return View(drawn, used, lot, FRAME, drawn.offers, available, {}, {})


def check_space_step(drawn: Problem, shuffled: Problem, used: Step, left: Fraction) -> None:
    """Hold a space step to the contract.

    Args:
        drawn: any problem.
        shuffled: the same with its offers and choices in another order.
        used: the step with lawful parameters.
        left: the share of the space that earlier steps left, 0 to 1.
    """
    rule = SPACE_STEPS[used.use]
    params = _read(rule.params, used)
    available = drawn.space(FRAME).times(left, Rounding.DOWN)
    view = view_of(drawn, used, available)
    effect = rule.apply(view, params)
    assert rule.apply(view, params) == effect, "not the same twice"
    assert rule.apply(view_of(shuffled, used, available), params) == effect, "the order of offers plays a part"
    assert not effect.guarantees
    assert all(reason.kind is ReasonKind.SPACE and reason.frame == FRAME for reason in effect.reasons)
    assert all((reason.step, reason.rule) == (used.id, used.use) for reason in effect.reasons)
    assert all(reason.text and reason.inputs for reason in effect.reasons), "an amount without words or inputs"
    apart = -total(reason.amount for reason in effect.reasons)
    assert ZERO <= apart <= available, "more set apart than there is, or less than nothing"
    _check_twice(replace(drawn, division=replace(drawn.division, space=(used, replace(used, id="again")))))


def check_moving_step(drawn: Problem, used: Step, left: Fraction) -> None:
    """Hold a space step that moves space to the contract.

    Args:
        drawn: any problem with several frames.
        used: the step with lawful parameters.
        left: the share of each space that earlier steps left, 0 to 1.
    """
    rule = SPACE_STEPS[used.use]
    params = _read(rule.params, used)
    still = {space.frame: space.amount.times(left, Rounding.DOWN) for space in drawn.spaces}
    view = View(drawn, used, "", STATE, (), ZERO, {}, {}, open=still)
    effect = rule.apply(view, params)
    backwards = replace(drawn, spaces=drawn.spaces[::-1], series=drawn.series[::-1], bases=drawn.bases[::-1])
    turned = replace(view, problem=backwards, open=dict(reversed(still.items())))
    assert rule.apply(turned, params).reasons == effect.reasons, "the order of frames or figures plays a part"
    assert not effect.guarantees
    assert all((reason.step, reason.rule) == (used.id, used.use) for reason in effect.reasons)
    assert all(reason.text and reason.inputs for reason in effect.reasons), "a move without words or inputs"
    moved = [reason for reason in effect.reasons if reason.kind is ReasonKind.MOVE]
    assert not total(reason.amount for reason in moved), "space from nowhere"
    for frame, amount in still.items():
        changed = total(reason.amount for reason in effect.reasons if reason.frame == frame)
        assert amount + changed >= ZERO, "more left a frame than was open in it"
    again = () if Ability.COUNTS_ONCE in rule.abilities else (replace(used, id="again"),)
    check_space(replace(drawn, division=replace(drawn.division, space=(used, *again))))


def check_space(drawn: Problem) -> None:
    """Hold a whole division to: what frames, reservations and grants hold together is what the spaces held."""
    result = solve(drawn)
    faults = verify(drawn, result)
    assert not faults, [str(fault) for fault in faults]
    given = total(space.amount for space in drawn.spaces) - result.moved_to(STATE)
    taken = total(amount for steps in result.reserved.values() for amount in steps.values())
    taken += total(grant.money for grant in result.grants)
    still = [space.amount + result.moved_to(space.frame) for space in drawn.spaces]
    assert total(still) == given, "a cent of the space got lost or was made"
    assert taken <= given
    assert min(still) >= ZERO


def _check_twice(drawn: Problem) -> None:
    """The step before a model, and a second time after itself: still within the space, and every cent explained."""
    result = solve(drawn)
    faults = verify(drawn, result)
    assert not faults, [str(fault) for fault in faults]


def check_tariff_step(drawn: Problem, used: Step, other: Money) -> None:
    """Hold a tariff step to the contract, for each product of each offer.

    Args:
        drawn: any problem.
        used: the step with lawful parameters.
        other: another amount of available space, which must play no part.
    """
    rule = TARIFF_STEPS[used.use]
    params = _read(rule.params, used)
    view = view_of(drawn, used, drawn.space(FRAME), LOT)
    for offer in drawn.offers:
        for line in offer.lines:
            part = rule.part(view, offer, line, params)
            assert rule.part(view, offer, line, params) == part, "not the same twice"
            alone = replace(offer, lines=(line,))
            only = replace(drawn, offers=(alone,), choices=())
            assert rule.part(view_of(only, used, other, LOT), alone, line, params) == part, "others play a part"
            backwards = replace(offer, lines=offer.lines[::-1])
            assert rule.part(view, backwards, line, params) == part, "the order of lines plays a part"
            stated = holds(rule.params, params, offer, line, drawn.year)
            if Ability.NEEDS_DECISION in rule.abilities:
                stated = stated and used.id in offer.decisions
            assert (part is not None) == stated, "not by its stated conditions"
            assert part is None or part[1], "a part without words"
            if Ability.RANKS in rule.abilities and part is not None and offer.score is not None:
                better = rule.part(view, replace(offer, score=offer.score + 1), line, params)
                assert better is not None
                assert better[0] >= part[0], "a better score gave less"


def holds(declared: tuple[Param, ...], params: Params, offer: Offer, line: OfferedLine, year: int) -> bool:
    """Whether every condition that the parameters state holds; shares nothing with the steps."""
    names = {param.name for param in declared}
    for name in sorted(names & set(CONDITIONS)):
        wanted = params.texts(name)
        if wanted and CONDITIONS[name](offer, line) not in wanted:
            return False
    if "ends" in names and params.day("ends").year < year:
        return False
    return all(stated(params, offer, year) for name, stated in STATED.items() if name in names)


def _asked(params: Params, offer: Offer, _year: int) -> bool:
    return not params.text("question") or offer.facts.get(params.text("question")) == params.text("equals")


def _area(params: Params, offer: Offer, _year: int) -> bool:
    return any(area in offer.facts.get(params.text("area_question"), "").split(",") for area in params.texts("areas"))


def _new(params: Params, offer: Offer, year: int) -> bool:
    since = offer.facts.get(params.text("first_year_question"), "")
    if since in {str(past) for past in range(1900, year + 1)}:
        return year < int(since) + params.integer("years")
    return offer.group.value in params.texts("new_groups")


STATED: Mapping[str, Callable[[Params, Offer, int], bool]] = {
    "equals": _asked,
    "area_question": _area,
    "first_year_question": _new,
}
"""Conditions that rest on several parameters, by the name of the one that makes them a condition."""


def check_price(drawn: Problem, used: tuple[Step, ...], shuffled: tuple[Step, ...]) -> None:
    """Hold a row of tariff steps together to: price = maximum times the sum of the parts, at most the lawful bound.

    Args:
        drawn: any problem with at least one model.
        used: the tariff steps, with lawful parameters and each its own id.
        shuffled: the same steps in another order.
    """
    made = replace(drawn, division=replace(drawn.division, tariff=used))
    result = solve(made)
    wanted = {(offer.contract, line.product.code): _share(made, used, offer, line) for offer, line in _offered(made)}
    assert ("ALL-301" in {found.code.id for found in result.findings}) == any(share <= 0 for share in wanted.values())
    above = any(share > made.price_bound.value for share in wanted.values())
    assert ("ALL-302" in {found.code.id for found in result.findings}) == above
    if any(share <= 0 for share in wanted.values()):
        return  # an error: such a division is never adopted
    faults = verify(made, result)
    assert not faults, [str(fault) for fault in faults]
    other = solve(replace(made, division=replace(made.division, tariff=shuffled)))
    maxima = {(offer.contract, line.product.code): line.maximum.amount for offer, line in _offered(made)}
    for grant, again in zip(result.grants, other.grants, strict=True):
        assert grant.lines == again.lines, "the order of the tariff steps changes a price or a volume"
        for line in grant.lines:
            place = grant.contract, line.product
            bounded = min(wanted[place], made.price_bound.value)
            assert line.price.amount == maxima[place].times(bounded, Rounding.HALF_UP)
            assert line.price.amount <= maxima[place].times(made.price_bound, Rounding.HALF_UP), (
                "above the lawful bound"
            )


def _offered(drawn: Problem) -> list[tuple[Offer, OfferedLine]]:
    return [(offer, line) for offer in drawn.offers for line in offer.lines]


def _share(drawn: Problem, used: tuple[Step, ...], offer: Offer, line: OfferedLine) -> Fraction:
    starting = [each for each in used if Ability.SETS_START in TARIFF_STEPS[each.use].abilities]
    start = sum((_part(drawn, each, offer, line, Fraction(0)) for each in starting), start=Fraction(0))
    return sum((_part(drawn, each, offer, line, start) for each in used), start=Fraction(0))


def _part(drawn: Problem, used: Step, offer: Offer, line: OfferedLine, start: Fraction) -> Fraction:
    rule = TARIFF_STEPS[used.use]
    view = replace(view_of(drawn, used, ZERO, LOT), starts={line.product.code: Rate(start)})
    part = rule.part(view, offer, line, _read(rule.params, used))
    return part[0].value if part else Fraction(0)


def _read(declared: tuple[Param, ...], used: Step) -> Params:
    params, findings = read(used.id, declared, used.params)
    assert not findings, findings
    return params

"""For each clause a wrong result that only this clause catches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from driehoek.domain.allocation import (
    CLAUSES,
    STATE,
    Allocation,
    Basis,
    Frame,
    Grant,
    GrantedLine,
    Guarantee,
    Problem,
    SpaceRequest,
    verify,
)
from driehoek.domain.allocation.result import Price, Reason, ReasonKind
from driehoek.domain.need import AgreedFigure, ClassNeed, ContractFigure
from driehoek.domain.policy import Norm
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Money, Quantity, Rate, Unit
from driehoek.testing.allocation import FRAME, LOT, division, offer, problem, step

Wrong = tuple[Problem, Allocation]


def right() -> Wrong:
    """A division that every clause accepts: two equal providers and one larger one."""
    made = problem(
        Money.euros(1000),
        (
            offer("06000001", realised=Money.euros(100), quantity=400, capacity=300),
            offer("06000002", realised=Money.euros(100), quantity=400, capacity=300),
            offer("06000003", realised=Money.euros(200), quantity=900),
        ),
        division(step("first-volume", share="90%"), space=(step("hold-back", share="2%"),)),
    )
    return made, solve(made)


def change(allocation: Allocation, index: int, **fields: object) -> Allocation:
    grants = list(allocation.grants)
    grants[index] = replace(grants[index], **fields)  # type: ignore[arg-type]
    return replace(allocation, grants=tuple(grants))


def line(quantity: int, price: int, share: Rate = Rate.percent(100), maximum: int = 100) -> GrantedLine:  # noqa: B008
    made = Quantity(quantity, Unit.ETMAAL)
    return GrantedLine("SYN01", made, Price(Money(maximum), share, Money(price)), made.at(Money(price)))


def reason(contract: str, cents: int, text: str = "waarom", step_id: str = "first-volume") -> Reason:
    kind = ReasonKind.GRANT
    return Reason(
        step_id, "first-volume", kind, contract=contract, lot=LOT, frame=FRAME, amount=Money(cents), text=text
    )


def regranted(allocation: Allocation, index: int, cents: int) -> Allocation:
    """Grant another amount to one contract, with a reason and lines that fit."""
    grant = allocation.grants[index]
    more = reason(grant.contract, cents - grant.money.cents)
    changed = change(allocation, index, money=Money(cents), lines=(line(cents // 100, 100),) if cents >= 100 else ())
    rounded = reason(grant.contract, -(cents % 100))
    extra = (more, replace(rounded, kind=ReasonKind.VOLUME)) if cents % 100 else (more,)
    return replace(changed, reasons=(*allocation.reasons, *extra))


def over_space() -> Wrong:
    made, result = right()
    return replace(made, spaces=(replace(made.spaces[0], amount=Money(37_999)),)), result


def negative() -> Wrong:
    made, result = right()
    below = Reason("hold-back", "hold-back", ReasonKind.SPACE, frame=FRAME, amount=Money(2001), text="waarom")
    return made, replace(result, reserved={FRAME: {"hold-back": Money(-1)}}, reasons=(*result.reasons, below))


def reservation_unexplained() -> Wrong:
    made, result = right()
    return made, replace(result, reserved={FRAME: {"hold-back": Money(1999)}})


def guarantee_broken() -> Wrong:
    made, result = right()
    return made, replace(result, guarantees=(Guarantee("06000003", LOT, Money(18_001), "first-volume"),))


def over_offer() -> Wrong:
    made, result = right()
    small = replace(made.offers[2].lines[0], quantity=Quantity(179, Unit.ETMAAL))
    return replace(made, offers=(*made.offers[:2], replace(made.offers[2], lines=(small,)))), result


def over_capacity() -> Wrong:
    made, result = right()
    small = replace(made.offers[2].lines[0], capacity=Quantity(179, Unit.ETMAAL))
    return replace(made, offers=(*made.offers[:2], replace(made.offers[2], lines=(small,)))), result


def over_limit() -> Wrong:
    made, result = right()
    limit = replace(reason("06000003", 0), kind=ReasonKind.LIMIT, product="SYN01", units=Quantity(179, Unit.ETMAAL))
    return made, replace(result, reasons=(*result.reasons, limit))


def limit_of_nothing() -> Wrong:
    made, result = right()
    return made, replace(result, reasons=(*result.reasons, replace(reason("06000003", 0), kind=ReasonKind.LIMIT)))


def wrong_price() -> Wrong:
    made, result = right()
    rounded = replace(reason("06000003", -180), kind=ReasonKind.VOLUME)
    cheaper = change(result, 2, lines=(line(180, 99),))
    return made, replace(cheaper, reasons=(*result.reasons, rounded))


def above_the_bound() -> Wrong:
    """A price of 105 % of the maximum, explained and all, where the maximum itself is the most."""
    made, result = right()
    part = replace(reason("06000003", 0, step_id="base-percentage"), kind=ReasonKind.TARIFF, points=Rate.percent(5))
    rounded = replace(reason("06000003", -45), kind=ReasonKind.VOLUME)
    dearer = change(result, 2, lines=(line(171, 105, Rate.percent(105)),))
    return made, replace(dearer, reasons=(*result.reasons, part, rounded))


def wrong_maximum() -> Wrong:
    made, result = right()
    return made, change(result, 2, lines=(line(200, 90, maximum=90),))


def wrong_amount() -> Wrong:
    made, result = right()
    rounded = replace(reason("06000003", -1), kind=ReasonKind.VOLUME)
    short = change(result, 2, lines=(replace(line(180, 100), amount=Money(17_999)),))
    return made, replace(short, reasons=(*result.reasons, rounded))


def over_grant() -> Wrong:
    made, result = right()
    return made, change(result, 2, lines=(line(181, 100),))


def tariff_unexplained() -> Wrong:
    made, result = right()
    kept = tuple(item for item in result.reasons if (item.kind, item.contract) != (ReasonKind.TARIFF, "06000003"))
    return made, replace(result, reasons=kept)


def money_unexplained() -> Wrong:
    made, result = right()
    return made, replace(result, reasons=(*result.reasons, reason("06000003", 1)))


def reason_without_words() -> Wrong:
    made, result = right()
    return made, replace(result, reasons=(*result.reasons, reason("06000003", 0, text="")))


def reason_of_no_step() -> Wrong:
    made, result = right()
    return made, replace(result, reasons=(*result.reasons, reason("06000003", 0, step_id="whim")))


def adjusted_without_approver() -> Wrong:
    made, result = right()
    by_hand = replace(reason("06000003", 0), kind=ReasonKind.ADJUSTMENT)
    return made, replace(result, reasons=(*result.reasons, by_hand))


def unequal() -> Wrong:
    made, result = right()
    return made, regranted(result, 1, 9_002)


def not_answered() -> Wrong:
    made, result = right()
    return made, replace(result, grants=(*result.grants, Grant("06000009", LOT, FRAME, Money(0))))


def too_many_winners() -> Wrong:
    made, result = right()
    return replace(made, max_winners={LOT: 2}), replace(result, guarantees=())


def norm_broken() -> Wrong:
    made, result = right()
    return replace(made, norms=(Norm("largest", "max-share", params={"most": "40%"}),)), result


def request(amount: int, part: int) -> SpaceRequest:
    return SpaceRequest(FRAME, LOT, "first-volume", Money(amount), {"06000001": Money(part)}, reason="te weinig")


def request_of_other_parts() -> Wrong:
    made, result = right()
    return made, replace(result, exposure={FRAME: Money(9)}, requests=(request(9, 8),))


def request_for_more_than_is_short() -> Wrong:
    made, result = right()
    return made, replace(result, exposure={FRAME: Money(8)}, requests=(request(9, 9),))


def moving() -> Wrong:
    """A right division in which growth comes from the state."""
    made, _ = right()
    grown = replace(made.division, space=(step("other-act-and-growth"), *made.division.space))
    made = replace(made, division=grown, bases=(Basis(FRAME, growth=Money(700), other_act=Money(200)),))
    result = solve(made)
    assert verify(made, result) == ()
    assert result.moved == {STATE: {"other-act-and-growth": Money(-500)}, FRAME: {"other-act-and-growth": Money(500)}}
    return made, result


def moved_reason(frame: Frame, cents: int, step_id: str = "hold-back") -> Reason:
    return Reason(step_id, step_id, ReasonKind.MOVE, frame=frame, amount=Money(cents), text="waarom")


def space_from_nowhere() -> Wrong:
    made, result = moving()
    more = moved_reason(FRAME, 1)
    moved = {**result.moved, FRAME: {**result.moved[FRAME], "hold-back": Money(1)}}
    return made, replace(result, moved=moved, reasons=(*result.reasons, more))


def move_unexplained() -> Wrong:
    made, result = moving()
    moved = {frame: {**steps, "hold-back": Money(0)} for frame, steps in result.moved.items()}
    moved[STATE]["other-act-and-growth"], moved[FRAME]["other-act-and-growth"] = Money(-499), Money(499)
    return made, replace(result, moved=moved)


def more_than_the_state_gives() -> Wrong:
    made, result = moving()
    return replace(made, bases=(Basis(FRAME, growth=Money(499)),)), result


def more_than_the_state_takes() -> Wrong:
    made, result = moving()
    moves = (moved_reason(STATE, 701), moved_reason(FRAME, -701))
    moved = {
        frame: {**steps, "hold-back": Money(701 if frame == STATE else -701)} for frame, steps in result.moved.items()
    }
    return made, replace(result, moved=moved, reasons=(*result.reasons, *moves))


def moved_out_of_an_empty_frame() -> Wrong:
    """Nothing is granted there, so only what moved tells that the space was not there."""
    made, result = right()
    empty = Frame("pool", "empty")
    moves = (moved_reason(empty, -1), moved_reason(FRAME, 1))
    moved = {empty: {"hold-back": Money(-1)}, FRAME: {"hold-back": Money(1)}}
    return made, replace(result, moved=moved, reasons=(*result.reasons, *moves))


def part_of_a_proposal() -> Wrong:
    made, result = right()
    return replace(made, whole=frozenset({LOT})), result


CASES: tuple[tuple[str, Callable[[], Wrong], str], ...] = (
    ("within-space", over_space, "ALL-001"),
    ("nothing-negative", negative, "ALL-002"),
    ("guarantees-kept", guarantee_broken, "ALL-003"),
    ("within-submission", over_offer, "ALL-004"),
    ("within-capacity", over_capacity, "ALL-005"),
    ("limits-kept", over_limit, "ALL-030"),
    ("reasons-complete", limit_of_nothing, "ALL-011"),
    ("prices-follow", wrong_price, "ALL-006"),
    ("prices-follow", wrong_maximum, "ALL-006"),
    ("prices-follow", above_the_bound, "ALL-006"),
    ("amounts-follow", wrong_amount, "ALL-007"),
    ("lines-fit", over_grant, "ALL-008"),
    ("tariffs-explained", tariff_unexplained, "ALL-009"),
    ("money-explained", money_unexplained, "ALL-010"),
    ("reservations-explained", reservation_unexplained, "ALL-015"),
    ("reasons-complete", reason_without_words, "ALL-011"),
    ("reasons-complete", reason_of_no_step, "ALL-011"),
    ("reasons-complete", adjusted_without_approver, "ALL-011"),
    ("same-for-the-same", unequal, "ALL-012"),
    ("everyone-answered", not_answered, "ALL-013"),
    ("winners-limited", too_many_winners, "ALL-014"),
    ("requests-founded", request_of_other_parts, "ALL-033"),
    ("requests-founded", request_for_more_than_is_short, "ALL-033"),
    ("norms-respected", norm_broken, "ALL-101"),
    ("within-space", moved_out_of_an_empty_frame, "ALL-001"),
    ("moves-balance", space_from_nowhere, "ALL-016"),
    ("moves-explained", move_unexplained, "ALL-017"),
    ("state-gave", more_than_the_state_gives, "ALL-018"),
    ("state-gave", more_than_the_state_takes, "ALL-018"),
    ("whole-or-nothing", part_of_a_proposal, "ALL-019"),
)


def test_a_right_division_passes_every_clause() -> None:
    made, result = right()
    assert verify(made, result) == ()
    assert [grant.money.cents for grant in result.grants] == [9_000, 9_000, 18_000]


@pytest.mark.parametrize(("clause", "wrong", "code"), CASES, ids=[f"{case[0]}:{case[1].__name__}" for case in CASES])
def test_a_wrong_division_is_caught_by_its_clause_alone(clause: str, wrong: Callable[[], Wrong], code: str) -> None:
    made, result = wrong()
    caught = {item.name: list(item.check(made, result)) for item in CLAUSES}
    assert [name for name, findings in caught.items() if findings] == [clause]
    assert {finding.code.id for finding in caught[clause]} == {code}


def told_apart(made: Problem, **fields: object) -> Problem:
    """The same with a difference in the second of two offers that were equal."""
    second = replace(made.offers[1], **fields)  # type: ignore[arg-type]  # the fields are spelled in the tests
    return replace(made, offers=(made.offers[0], second, made.offers[2]))


def test_offers_that_differ_in_what_others_say_of_them_need_not_get_the_same() -> None:
    made, result = unequal()
    two = made.offers[1].contract
    day = Quantity(1, Unit.ETMAAL)
    figure = AgreedFigure(two, LOT, ContractFigure.GROWTH, Fraction(1, 20))
    need = ClassNeed(two, LOT, "SYN01", "2", 1, day, day)
    for fields in (
        {"figures": {ContractFigure.GROWTH: figure}},
        {"classes": (need,)},
        {"area": "Noord"},
        {"organisation": "Samen"},
    ):
        assert "ALL-012" not in {item.code.id for item in verify(told_apart(made, **fields), result)}
    # and they stay equal when the same is said of both
    one = made.offers[0].contract
    same = told_apart(made, figures={ContractFigure.GROWTH: figure}, classes=(need,))
    first = replace(
        same.offers[0],
        figures={ContractFigure.GROWTH: replace(figure, contract=one, ground="elders")},
        classes=(replace(need, contract=one),),
    )
    assert "ALL-012" in {item.code.id for item in verify(replace(same, offers=(first, *same.offers[1:])), result)}


def test_over_the_offer_says_how_much_was_offered() -> None:
    made, result = over_offer()
    found = [item for item in verify(made, result) if item.code.id == "ALL-004"]
    assert [(item.seen, item.wanted) for item in found] == [("180 etmaal", "179 etmaal")]
    other = replace(made.offers[2].lines[0], product=replace(made.offers[2].lines[0].product, code="SYN09"))
    elsewhere = replace(made, offers=(*made.offers[:2], replace(made.offers[2], lines=(other,))))
    assert [item.wanted for item in verify(elsewhere, result) if item.code.id == "ALL-004"] == ["0"]


def test_every_clause_has_a_case() -> None:
    assert {case[0] for case in CASES} == {clause.name for clause in CLAUSES}


@pytest.mark.requirement("O-004", "E-001", "E-011")
def test_one_euro_over_the_space_is_seen() -> None:
    made = problem(Money.euros(10_000_000), tuple(offer(f"0600000{n}") for n in (1, 2, 3)), division())
    amounts = (4_900_000, 3_000_000, 2_100_001)
    grants = tuple(
        Grant(f"0600000{n}", LOT, FRAME, Money.euros(euros)) for n, euros in zip((1, 2, 3), amounts, strict=True)
    )
    over = [finding for finding in verify(made, Allocation(grants)) if finding.code.id == "ALL-001"]
    assert len(over) == 1
    assert Money.parse(over[0].seen) - Money.parse(over[0].wanted) == Money.euros(1)


def test_a_mix_outside_its_norm_is_seen() -> None:
    made, result = right()
    norm = Norm("mix", "product-share", params={"part": "SYN01", "whole": "SYN01", "most": "15%"})
    findings = verify(replace(made, norms=(norm,)), result)
    assert {finding.code.id for finding in findings} == {"ALL-102"}
    assert len(findings) == 3


def test_a_mix_counts_its_part_alone_and_passes_by_who_has_none_of_it() -> None:
    made, result = right()
    missing = Norm("mix", "product-share", params={"part": "SYN02", "whole": "SYN01", "least": "10%"})
    assert [item.seen for item in verify(replace(made, norms=(missing,)), result)] == ["0%"] * 3
    elsewhere = Norm("mix", "product-share", params={"part": "SYN02", "whole": "SYN02", "least": "10%"})
    assert verify(replace(made, norms=(elsewhere,)), result) == ()


def test_a_norm_with_a_bad_parameter_is_a_finding() -> None:
    made, result = right()
    norm = Norm("largest", "max-share", params={"most": "veel"})
    assert [finding.code.id for finding in verify(replace(made, norms=(norm,)), result)] == ["POL-003"]


def test_equal_offers_may_differ_by_the_cent_that_cannot_be_split() -> None:
    pair = tuple(offer(f"0600000{n}", realised=Money(100), score=Fraction(5)) for n in (1, 2))
    made = problem(Money(201), pair, division(step("ranked-q", rule="proportional", selective="100%")))
    result = solve(made)
    assert sorted(grant.money.cents for grant in result.grants) == [100, 101]
    assert verify(made, result) == ()


@pytest.mark.requirement("E-053")
def test_above_the_maximum_is_right_where_the_bound_allows_it() -> None:
    made, result = above_the_bound()
    assert verify(replace(made, price_bound=Rate.percent(110)), result) == ()
    assert [found.code.id for found in verify(replace(made, price_bound=Rate.percent(104)), result)] == ["ALL-006"]


def test_who_a_decision_is_about_is_not_equal_to_who_has_none() -> None:
    made, result = unequal()
    told = replace(made.offers[0], decisions={"past-behaviour": "een grond"})
    assert verify(replace(made, offers=(told, *made.offers[1:])), result) == ()

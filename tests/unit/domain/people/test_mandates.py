"""Who may bind an organisation: term, act, amount, role, and chains of organisations that act for each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.people import BindingAct, Bound, Delegation, Held, Mandate, judge
from driehoek.domain.people.mandates import LEFT, NO_MANDATE, NOT_NOW, NOT_THIS_ACT, TOO_MUCH
from driehoek.kernel import Finding, Money, Period

YEAR = Period.year(2027)
DAY = date(2027, 7, 20)
OWN = Mandate("1", "bestuurder", "aanbieder", YEAR, Money.euros(1_000_000), frozenset({BindingAct.HAND_IN}))
ASKED = Bound("aanbieder", "bestuurder", BindingAct.HAND_IN, Money.euros(1_000_000), DAY, "Aanbieder C (SYNTHETIC)")
HERE = frozenset({"aanbieder"})


def test_a_mandate_carries_its_act_up_to_and_including_its_amount_on_its_last_day() -> None:
    assert judge(ASKED, [OWN], [], HERE) == Held(OWN)
    assert judge(replace(ASKED, day=date(2027, 12, 31)), [OWN], [], HERE) == Held(OWN)


@pytest.mark.parametrize(
    ("asked", "mandates", "roles", "code", "words"),
    [
        (ASKED, [], HERE, NO_MANDATE, "geen mandaat om namens Aanbieder C (SYNTHETIC) te handelen op 20 juli 2027"),
        (
            replace(ASKED, day=date(2028, 1, 1)),
            [OWN],
            HERE,
            NOT_NOW,
            "vanaf 1 januari 2027 tot en met 31 december 2027",
        ),
        (replace(ASKED, day=date(2026, 12, 31)), [OWN], HERE, NOT_NOW, "geldt niet op 31 december 2026"),
        (replace(ASKED, act=BindingAct.WITHDRAW), [OWN], HERE, NOT_THIS_ACT, "een inschrijving intrekken"),
        (replace(ASKED, amount=Money(100_000_001)), [OWN], HERE, TOO_MUCH, "€\u00a01.000.000,01"),
        (ASKED, [OWN], frozenset({"elders"}), LEFT, "geen rol meer"),
        (replace(ASKED, person="ander"), [OWN], HERE, NO_MANDATE, "geen mandaat"),
    ],
)
def test_without_one_the_reason_is_told(
    asked: Bound, mandates: list[Mandate], roles: frozenset[str], code: object, words: str
) -> None:
    found = judge(asked, mandates, [], roles)
    assert isinstance(found, Finding)
    assert found.code is code
    assert words in found.sentence()


OFFICE = Mandate("2", "inkoper", "inkoopbureau", YEAR)
JOINED = Delegation("7", "gemeente A", "inkoopbureau", YEAR, Money.euros(500), frozenset({BindingAct.ADOPT}))
MUNICIPAL = Bound("gemeente A", "inkoper", BindingAct.ADOPT, Money.euros(500), DAY)
AT_OFFICE = frozenset({"inkoopbureau"})


@pytest.mark.requirement("A-004")
def test_a_purchasing_office_acts_for_a_municipality_that_joined_and_stops_when_it_leaves() -> None:
    other = replace(JOINED, id="8", principal="gemeente B", valid=Period(date(2028, 1, 1)))
    assert judge(MUNICIPAL, [OFFICE], [JOINED, other], AT_OFFICE) == Held(OFFICE, (JOINED,))
    second = replace(MUNICIPAL, organisation="gemeente B")
    early = judge(second, [OFFICE], [JOINED, other], AT_OFFICE)
    assert isinstance(early, Finding)
    assert early.code is NOT_NOW
    assert judge(replace(second, day=date(2028, 1, 1)), [replace(OFFICE, valid=Period(date(2027, 1, 1)))], [other],
                 AT_OFFICE) == Held(replace(OFFICE, valid=Period(date(2027, 1, 1))), (other,))  # fmt: skip
    left = judge(replace(MUNICIPAL, day=date(2028, 1, 1)), [OFFICE], [JOINED], AT_OFFICE)
    assert isinstance(left, Finding)
    assert left.code is NOT_NOW


def test_a_chain_is_as_narrow_as_its_narrowest_link_and_goes_on_only_when_it_may_be_passed_on() -> None:
    foundation = Delegation("1", "stichting", "concern", YEAR, Money.euros(900), passes_on=True)
    office = Delegation("2", "concern", "bureau", YEAR, Money.euros(600))
    held = Mandate("3", "tekenaar", "bureau", YEAR, Money.euros(700))
    asked = Bound("stichting", "tekenaar", BindingAct.HAND_IN, Money.euros(600), DAY)
    roles = frozenset({"bureau"})
    assert judge(asked, [held], [office, foundation], roles) == Held(held, (foundation, office))
    above = judge(replace(asked, amount=Money.euros(601)), [held], [office, foundation], roles)
    assert isinstance(above, Finding)
    assert above.code is TOO_MUCH
    assert "600,00" in above.sentence()
    closed = judge(asked, [held], [office, replace(foundation, passes_on=False)], roles)
    assert isinstance(closed, Finding)
    assert closed.code is NO_MANDATE


def test_organisations_that_act_for_each_other_in_a_ring_are_looked_at_once() -> None:
    ring = [
        Delegation("1", "a", "b", YEAR, passes_on=True),
        Delegation("2", "b", "c", YEAR, passes_on=True),
        Delegation("3", "c", "a", YEAR, passes_on=True),
    ]
    held = Mandate("9", "p", "c", YEAR)
    assert judge(Bound("a", "p", BindingAct.ADOPT, Money(0), DAY), [held], ring, frozenset({"c"})) == Held(
        held, (ring[0], ring[1])
    )


@given(
    amount=st.integers(0, 10_000),
    limits=st.lists(st.none() | st.integers(0, 10_000), min_size=1, max_size=4),
    shift=st.integers(-400, 800),
)
def test_what_is_held_is_within_every_limit_and_every_term(amount: int, limits: list[int | None], shift: int) -> None:
    names = [f"o{number}" for number in range(len(limits))]
    most = [None if limit is None else Money(limit) for limit in limits]
    links = [
        Delegation(str(number), names[number], names[number + 1], YEAR, most[number], passes_on=True)
        for number in range(len(limits) - 1)
    ]
    held = Mandate("m", "p", names[-1], YEAR, most[-1])
    day = date(2027, 1, 1) + timedelta(days=shift)
    found = judge(Bound("o0", "p", BindingAct.ADOPT, Money(amount), day), [held], links, frozenset({names[-1]}))
    fits = all(limit is None or amount <= limit for limit in limits) and day in YEAR
    assert isinstance(found, Held) is fits

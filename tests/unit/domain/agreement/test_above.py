"""A lower tariff for care above the agreement, as a term of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.agreement import pay
from driehoek.domain.policy import AboveAgreement
from driehoek.kernel import Money, Quantity, Rate, Unit

PRICE = Money.parse("94.00")


def days(count: int) -> Quantity:
    return Quantity(count, Unit.ETMAAL)


@pytest.mark.requirement("E-039")
def test_care_above_the_agreement_is_paid_at_a_lower_tariff() -> None:
    paid = pay(PRICE, days(1_000), days(1_100), AboveAgreement(Rate.percent(60)))
    assert (paid.within, paid.above) == (Money.euros(94_000), Money.euros(5_640))
    assert (paid.lower_price, paid.unpaid) == (Money.parse("56.40"), days(0))
    never = pay(PRICE, days(1_000), days(1_100), AboveAgreement(Rate.percent(0)))
    assert (never.within, never.above) == (Money.euros(94_000), Money(0))
    bounded = pay(PRICE, days(1_000), days(1_100), AboveAgreement(Rate.percent(60), most=Rate.percent(3)))
    assert (bounded.above, bounded.unpaid) == (Money.euros(1_692), days(70))


def test_who_delivers_less_is_paid_for_what_it_delivered() -> None:
    paid = pay(PRICE, days(1_000), days(900), AboveAgreement(Rate.percent(60)))
    assert (paid.within, paid.above, paid.unpaid) == (Money.euros(84_600), Money(0), days(0))


@given(
    cents=st.integers(1, 50_000),
    agreed=st.integers(0, 5_000),
    delivered=st.integers(0, 8_000),
    share=st.integers(0, 100),
    most=st.none() | st.integers(0, 50),
)
def test_a_unit_above_is_never_paid_more_than_one_within(
    cents: int, agreed: int, delivered: int, share: int, most: int | None
) -> None:
    term = AboveAgreement(Rate.percent(share), most=None if most is None else Rate.percent(most))
    paid = pay(Money(cents), days(agreed), days(delivered), term)
    assert Money(0) <= paid.lower_price <= Money(cents)
    assert paid.within + paid.above <= days(delivered).at(Money(cents))
    counted = days(min(agreed, delivered)).steps + paid.unpaid.steps
    assert paid.above == days(delivered - counted).at(paid.lower_price)

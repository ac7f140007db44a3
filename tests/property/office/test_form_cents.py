"""The formulas of the budget form, in the doubles of a spreadsheet, against exact cents.

The doubles here are Python's, which are those of every spreadsheet; the rounding of LibreOffice itself is tried in
tests/integration/office.
"""

from __future__ import annotations

import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from driehoek.adapters.office.form_formulas import Share, euros, exact, units
from driehoek.kernel import Money, Quantity, Rate, Rounding, Unit

LARGEST = 10**13
"""The limit that the form states: amounts up to 100 billion euros a line."""


def rounded(value: float) -> float:
    """ROUND(value,0) of a number that is not negative: to the nearest, a half up."""
    return math.floor(value + 0.5)


def amount_in_doubles(price: float, quantity: float, unit: Unit) -> float:
    """What `amount_formula` says, step by step."""
    if unit is Unit.HOUR:
        return rounded(rounded(price * 100) * rounded(quantity * 60) / 60) / 100
    return rounded(rounded(price * 100) * quantity) / 100


def price_in_doubles(maximum: float, share: Share, rule: Rounding) -> float:
    """What `price_formula` says, step by step."""
    cents = rounded(maximum * 100) * share.whole / share.denominator
    return (math.floor(cents) if rule is Rounding.DOWN else rounded(cents)) / 100


@given(st.integers(0, 10**7), st.integers(0, 10**9), st.sampled_from(Unit))
def test_amounts_are_exact(cents: int, steps: int, unit: Unit) -> None:
    price, quantity = Money(cents), Quantity(steps, unit)
    wanted = quantity.at(price)
    if wanted.cents <= LARGEST:
        assert amount_in_doubles(euros(price), units(quantity.value), unit) == euros(wanted)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_halves_of_a_cent_go_up(thirties: int, hours: int) -> None:
    # a price whose cents are odd, and a quantity of so many hours and a half: exactly half a cent
    price, quantity = Money(2 * thirties + 1), Quantity(60 * hours + 30, Unit.HOUR)
    wanted = quantity.at(price)
    assert wanted.cents * 2 == price.cents * (2 * hours + 1) + 1
    assert amount_in_doubles(euros(price), units(quantity.value), Unit.HOUR) == euros(wanted)


@given(
    st.integers(1, 10**6),
    st.fractions(min_value=0, max_value=2, max_denominator=10**6),
    st.sampled_from((Rounding.HALF_UP, Rounding.DOWN)),
)
def test_prices_are_exact_where_the_form_says_so(cents: int, value: Fraction, rule: Rounding) -> None:
    maximum = Money(cents)
    denominator = math.lcm(10_000, value.denominator)
    share = Share((), denominator, int(value * denominator))
    if exact(maximum, share):
        wanted = maximum.times(Rate(value), rule)
        assert price_in_doubles(euros(maximum), share, rule) == euros(wanted)


def test_the_plain_formula_would_have_been_wrong() -> None:
    # why the form does not say ROUND(price*quantity,2): the double of 1.15 x 1.5 lies under the half it should be
    price, quantity = Money(101), Quantity(90, Unit.HOUR)
    plain = [
        (cents, steps)
        for cents in range(1, 400, 2)
        for steps in range(30, 600, 60)
        if math.floor(euros(Money(cents)) * units(Fraction(steps, 60)) * 100 + 0.5)
        != Quantity(steps, Unit.HOUR).at(Money(cents)).cents
    ]
    assert plain
    assert amount_in_doubles(euros(price), units(quantity.value), Unit.HOUR) == euros(quantity.at(price))

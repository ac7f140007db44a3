"""Every scoring method keeps the contract of its kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.tender.criteria import METHODS
from driehoek.testing import criteria
from driehoek.testing.criteria import drawn

every_method = pytest.mark.parametrize("name", sorted(METHODS))


def test_every_method_has_cases_and_carries_its_own_name() -> None:
    assert set(criteria.PARAMS) == set(METHODS)
    assert all(method.name == name and method.meaning and method.meaning_nl for name, method in METHODS.items())


@every_method
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_points_are_exact_and_bounded(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    criteria.check_bounded(case, data.draw(criteria.answers(case)))


@every_method
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_better_answer_never_gives_less(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    criteria.check_monotone(case, data.draw(criteria.answers(case)), data.draw(criteria.answers(case)))


@every_method
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_answer_that_is_said_to_suffice_does(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    share = Fraction(data.draw(st.integers(1, 100)), 100)
    criteria.check_reach(case, data.draw(criteria.answers(case)), share)


@every_method
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_silence_is_a_finding_and_the_example_holds(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    criteria.check_silence(case)
    criteria.check_example(case)

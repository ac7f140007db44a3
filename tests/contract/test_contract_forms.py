"""Every contract form keeps the contract of its kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS
from driehoek.testing import contract_forms
from driehoek.testing.contract_forms import drawn, years

every_form = pytest.mark.parametrize("name", sorted(CONTRACT_FORMS))


def test_every_form_has_cases_carries_its_own_name_and_tells_who_bears_what() -> None:
    assert set(contract_forms.PARAMS) == set(CONTRACT_FORMS)
    for name, form in CONTRACT_FORMS.items():
        assert form.name == name
        assert form.source
        assert form.risks.meaning.endswith(".")
        assert form.risks.meaning_nl.endswith(".")


@every_form
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_euro_delivered_is_paid_unpaid_or_up_for_talks(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    less, more = data.draw(years(case.terms))
    contract_forms.check_adds_up(case, less)
    contract_forms.check_ceiling(case, more)
    contract_forms.check_order(case, less)


@every_form
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_who_delivers_more_is_never_paid_less(name: str, data: st.DataObject) -> None:
    case = data.draw(drawn(name))
    contract_forms.check_monotone(case, *data.draw(years(case.terms)))

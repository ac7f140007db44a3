"""Who may offer under which procedure, and what speaks for an open one."""

from __future__ import annotations

from dataclasses import fields

import pytest

from driehoek.domain.policy import Procedure
from driehoek.domain.policy.procedures import MarketSigns, may_offer, reasons_for_open


@pytest.mark.requirement("B-047")
def test_in_an_open_procedure_whoever_is_suitable_may_offer() -> None:
    assert may_offer(Procedure.OPEN, suitable=True)
    assert not may_offer(Procedure.OPEN, suitable=False)


@pytest.mark.requirement("B-048")
def test_talks_are_for_those_who_came_through_the_preselection() -> None:
    assert may_offer(Procedure.NEGOTIATED, suitable=True, preselected=True)
    assert not may_offer(Procedure.NEGOTIATED, suitable=True)
    assert not may_offer(Procedure.NEGOTIATED, suitable=False, preselected=True)


@pytest.mark.requirement("B-047")
def test_each_of_the_five_signs_speaks_for_an_open_procedure() -> None:
    names = [field.name for field in fields(MarketSigns)]
    assert len(names) == 5
    reasons = [reasons_for_open(MarketSigns(**{name: True})) for name in names]
    assert all(len(reason) == 1 for reason in reasons)
    assert len(set(reasons)) == 5
    assert reasons_for_open(MarketSigns()) == ()
    assert reasons_for_open(MarketSigns(oversupply=True)) == ("er is meer aanbod dan nodig",)

"""The parts of the tariff in a whole round: from the decision of a person to the letter, and the lawful bound."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.problem import highest_share
from driehoek.bootstrap import rounds
from driehoek.domain.allocation import ReasonKind
from driehoek.domain.tender.submission import ReasonedDecision
from driehoek.kernel import Rate

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
GROUND = "u leverde de cijfers over wachttijden drie keer niet aan"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    found = rounds.load(EXAMPLE).dossier
    assert found is not None
    return found


def decided(dossier: Dossier) -> RoundOutcome:
    outcome = rounds.decide(dossier)
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome


def parts(outcome: RoundOutcome, contract: str) -> dict[str, tuple[Rate | None, str]]:
    mine = [item for item in outcome.allocation.reasons if item.contract == contract and item.lot == "regulier"]
    return {item.step: (item.points, item.text) for item in mine if item.kind is ReasonKind.TARIFF}


def test_a_decision_on_past_behaviour_reaches_the_price_and_the_letter(dossier: Dossier) -> None:
    before = decided(dossier)
    contract = next(grant.contract for grant in before.allocation.grants if grant.lot == "regulier" and grant.lines)
    assert "past-behaviour" not in parts(before, contract)
    early = ReasonedDecision(
        contract, "past-behaviour", excluded=False, ground="eerder", decided_on=date(2026, 9, 1), decided_by="directie"
    )
    taken = replace(early, ground=GROUND, decided_on=date(2026, 9, 15))
    after = decided(replace(dossier, decisions=(*dossier.decisions, taken, early)))
    assert after.verification == ()
    assert not [found for found in after.findings if found.code.id == "REQ-120"]
    assert parts(after, contract)["past-behaviour"] == (Rate.percent("-0.5"), f"-0,5 procentpunt: {GROUND}")
    assert GROUND in re.sub(r"\s+", " ", str(letter_for(after, contract)))
    others = {grant.contract for grant in after.allocation.grants} - {contract}
    assert not any("past-behaviour" in parts(after, other) for other in others)


@pytest.mark.requirement("E-053")
def test_no_policy_takes_a_price_above_what_its_regime_allows(dossier: Dossier) -> None:
    policy = dossier.policy
    assert decided(dossier).problem.price_bound == Rate.percent(100)
    higher = replace(policy, division=replace(policy.division, price_bound=Rate.percent(110)))
    assert highest_share(higher) == Rate.percent(100)
    lower = replace(policy, division=replace(policy.division, price_bound=Rate.percent(95)))
    bounded = decided(replace(dossier, policy=lower, adjustments=()))
    assert bounded.verification == ()
    prices = [line.price for grant in bounded.allocation.grants for line in grant.lines]
    assert prices
    assert all(price.share <= Rate.percent(95) for price in prices)

"""The parts of the tariff in a whole round: from the decision of a person to the letter, and the lawful bound."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.application.document import plain_text
from driehoek.application.dossier import Dossier
from driehoek.application.explain import explain, lines
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.printing import printed
from driehoek.application.problem import highest_share
from driehoek.bootstrap import rounds
from driehoek.domain.allocation import ReasonKind
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import AboveAgreement
from driehoek.domain.policy.check import check
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


REASONS = (
    "Het richttarief voor verpleging en verzorging in 2027 is 96,4%: kosten als deel van het maximumtarief van"
    " 2024 95,1%, indexatie van kosten en maximumtarieven naar 2027 +0,42%, ruimte voor resultaat en investeringen"
    " +1%, minder administratie door één aanlevering -0,12%."
)


def test_the_reasons_of_the_percentage_stand_in_the_policy_the_letter_and_the_explanation(dossier: Dossier) -> None:
    outcome = decided(dossier)
    providers = {provider.contract.code: provider.sector for provider in dossier.providers}
    agreed = [line for line in outcome.lines if line.lot == "regulier" and line.sector is Sector.VV]
    contract = next(line.contract.code for line in agreed if providers[line.contract.code] is Sector.VV)
    letter = plain_text(letter_for(outcome, contract).body)
    told = "\n".join(lines(explain(outcome, contract)))
    for text in (letter, told):
        assert REASONS in text
        assert "Wij gaan uit van jaarrekeningen over 2024: de jaarrekeningen van 48 zorgaanbieders" in text
        assert "Indexatie van 2024 naar 2027: kosten +12,4%, maximumtarieven +11,9%" in text
        # the days are over on the day of the decision, so nobody is sent there any more
        assert "U kon van 1 juni 2026 tot en met 10 juli 2026 opkomen tegen het richttarief van 2027." in text
        assert "stuur uw jaarrekening mee" not in text
    assert "Het richttarief voor gehandicaptenzorg in 2027" not in letter
    policy = plain_text(printed(dossier.policy).sections)
    assert "jaarrekeningen van 48 zorgaanbieders in verpleging en verzorging" in policy
    assert "Ruimte voor resultaat en investeringen\n+1%\nSYNTHETIC" in policy
    assert "U kunt van 1 juni 2026 tot en met 10 juli 2026 opkomen tegen het richttarief van 2027." in policy
    assert "stuur uw jaarrekening mee" in policy


def test_reasons_that_do_not_fit_the_percentage_stand_in_no_letter(dossier: Dossier) -> None:
    """Another percentage can be tried; the check tells that its reasons lack, and nobody is told the old ones."""
    steps = tuple(
        replace(step, params={**step.params, "percent": "95.4%"}) if step.id == "base-vv" else step
        for step in dossier.policy.division.tariff
    )
    policy = replace(dossier.policy, division=replace(dossier.policy.division, tariff=steps))
    assert [found.code.id for found in check(policy) if found.code.id.startswith("POL-11")] == ["POL-112"]
    outcome = decided(replace(dossier, policy=policy, adjustments=()))
    for assessment in outcome.assessments:
        assert "Het richttarief voor verpleging en verzorging in 2027" not in str(
            letter_for(outcome, assessment.contract)
        )


@pytest.mark.requirement("E-039")
def test_the_lower_tariff_above_the_agreement_is_printed_and_told(dossier: Dossier) -> None:
    outcome = decided(dossier)
    contract = next(grant.contract for grant in outcome.allocation.grants if grant.lines)
    term = "Voor zorg boven de afspraak betalen wij 60% van de afgesproken prijs, voor ten hoogste 3% van het"
    assert term in plain_text(printed(dossier.policy).sections)
    assert term in plain_text(letter_for(outcome, contract).body)
    none = replace(dossier.policy, contract=replace(dossier.policy.contract, above_agreement=None))
    assert "boven de afspraak betalen" not in plain_text(printed(none).sections)
    never = replace(none, contract=replace(none.contract, above_agreement=AboveAgreement(Rate.percent(0))))
    assert "Zorg boven de afspraak betalen wij niet." in plain_text(printed(never).sections)

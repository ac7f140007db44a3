"""The round of 2008 from its folder: the common dates, who is kept out, and both models of division."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.domain.tender.outcome import Assessment, Standing
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import ZERO, Money, Rate, Rounding, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "awbz-2008"


@cache
def dossier() -> Dossier:
    loaded = rounds.load(EXAMPLE)
    assert loaded.findings == ()
    assert loaded.dossier is not None
    return loaded.dossier


def decided(inputs: Dossier) -> RoundOutcome:
    outcome = rounds.decide(inputs)
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome


@cache
def example() -> RoundOutcome:
    return decided(dossier())


def of(outcome: RoundOutcome, contract: str) -> Assessment:
    return next(item for item in outcome.assessments if item.contract == contract)


def submitted(answer: str, value: str) -> Submission:
    """The one offer with this answer."""
    (found,) = (item for item in dossier().submissions if item.answers.get(answer) == value)
    return found


def codes(assessment: Assessment) -> set[str]:
    return {finding.code.id for finding in assessment.findings}


def test_the_command_ends_well_and_a_replay_gives_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "mijn 2008"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result*"))
    for act in (["run", str(folder), "--documents", "none"], ["replay", str(folder)]):
        done = subprocess.run(
            [sys.executable, "-m", "driehoek", "round", *act],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_independent_checker_accepts_the_division() -> None:
    outcome = example()
    assert outcome.verification == ()
    for space in outcome.problem.spaces:
        held = total(outcome.allocation.reserved.get(space.frame, {}).values())
        assert outcome.allocation.used(space.frame) + held <= space.amount


@pytest.mark.requirement("B-001")
def test_an_offer_of_the_third_of_december_is_in_time_and_of_the_fourth_is_late() -> None:
    moments = {item.contract.code: item.received for item in dossier().submissions}
    (last_day,) = (contract for contract, moment in moments.items() if moment.date().isoformat() == "2007-12-03")
    (late,) = (contract for contract, moment in moments.items() if moment.date().isoformat() == "2007-12-04")
    assert of(example(), last_day).standing is Standing.ADMITTED
    assert of(example(), late).standing is Standing.LATE
    assert late not in {grant.contract for grant in example().allocation.grants}


@pytest.mark.requirement("B-001")
def test_the_calendar_of_the_policy_decides_who_is_late() -> None:
    closes = dossier().policy.calendar.windows[0].closes
    assert closes is not None
    earlier = rounds.decide(closing(closes - timedelta(days=1)))
    assert isinstance(earlier, RoundOutcome)
    assert sum(item.standing is Standing.LATE for item in earlier.assessments) == 2
    later = rounds.decide(closing(closes + timedelta(days=1)))
    assert not isinstance(later, RoundOutcome), "the framework allows no later day than 3 December 2007"
    assert "CAL-003" in {finding.code.id for finding in later}


def closing(moment: datetime) -> Dossier:
    """The example with another last moment for offers."""
    policy = dossier().policy
    window = replace(policy.calendar.windows[0], closes=moment)
    milestones = tuple(
        replace(item, day=moment.date()) if item.id == "entry-closes" else item for item in policy.calendar.milestones
    )
    calendar = replace(policy.calendar, windows=(window,), milestones=milestones)
    return replace(dossier(), policy=replace(policy, calendar=calendar), adjustments=())


@pytest.mark.requirement("D-012")
def test_a_petitioned_bankruptcy_excludes() -> None:
    found = of(example(), submitted("insolvency-pending", "yes").contract.code)
    assert found.standing is Standing.EXCLUDED
    assert "REQ-013" in codes(found)


@pytest.mark.requirement("D-008")
def test_without_a_complaints_procedure_there_is_no_contract() -> None:
    found = of(example(), submitted("complaints-procedure", "no").contract.code)
    assert found.standing is Standing.REFUSED


@pytest.mark.requirement("D-004")
def test_a_path_to_a_certified_system_is_enough_while_it_is_shown() -> None:
    offer = submitted("quality-system", "no")
    assert offer.answers["quality-path"] == "yes"
    assert of(example(), offer.contract.code).standing is Standing.ADMITTED
    others = tuple(item for item in dossier().submissions if item.contract != offer.contract)
    unshown = replace(dossier(), submissions=(*others, replace(offer, evidence=())), adjustments=())
    assert of(decided(unshown), offer.contract.code).standing is Standing.INCOMPLETE


@pytest.mark.requirement("D-018")
def test_a_subcontractor_that_was_not_reported_excludes() -> None:
    offer = submitted("subcontracting", "yes")
    found = of(example(), offer.contract.code)
    assert found.standing is Standing.EXCLUDED
    assert "REQ-018" in codes(found)
    reported = tuple(replace(party, reported_on=offer.received.date()) for party in offer.subcontractors)
    others = tuple(item for item in dossier().submissions if item.contract != offer.contract)
    mended = replace(dossier(), submissions=(*others, replace(offer, subcontractors=reported)), adjustments=())
    assert of(decided(mended), offer.contract.code).standing is Standing.ADMITTED


@pytest.mark.requirement("D-014", "D-019")
def test_a_serious_error_excludes_by_a_decision_with_its_ground_and_not_before() -> None:
    contract = submitted("serious-error", "yes").contract.code
    found = of(example(), contract)
    assert found.standing is Standing.EXCLUDED
    (decision,) = dossier().decisions
    assert decision.contract == contract
    assert any(decision.ground in finding.sentence() for finding in found.findings)
    undecided = of(decided(replace(dossier(), decisions=(), adjustments=())), contract)
    assert undecided.standing is not Standing.EXCLUDED
    assert "REQ-015" in codes(undecided)


@pytest.mark.requirement("E-008", "E-009", "E-010")
def test_in_the_ranked_lot_everyone_keeps_ninety_percent_and_ten_goes_by_score() -> None:
    outcome = example()
    offers = [item for item in outcome.problem.offers if item.lot == "thuiszorg"]
    granted = {item.contract: item for item in outcome.allocation.grants if item.lot == "thuiszorg"}
    promised = {item.contract: item.amount for item in outcome.allocation.guarantees if item.lot == "thuiszorg"}
    for offer in offers:
        assert promised[offer.contract] == offer.realised.times(Fraction(9, 10), Rounding.UP)
        assert granted[offer.contract].money >= promised[offer.contract]
    by_score = {
        reason.contract: reason.amount
        for reason in outcome.allocation.reasons
        if reason.step == "ranked-volume" and any(given.name == "score" for given in reason.inputs)
    }
    (space,) = (item for item in outcome.problem.spaces if item.frame.name == "thuiszorg")
    available = space.amount - total(outcome.allocation.reserved[space.frame].values())
    assert total(by_score.values()) == available.times(Fraction(1, 10), Rounding.DOWN)
    assert any(granted[item.contract].money > item.realised > ZERO for item in offers)
    assert any(granted[item.contract].money < item.realised for item in offers)


@pytest.mark.requirement("E-016")
def test_where_clients_choose_the_price_rises_with_the_score_from_ninety_to_a_hundred_percent() -> None:
    outcome = example()
    scores = {item.contract: item.score for item in outcome.problem.offers if item.lot == "begeleiding"}
    shares: dict[str, Rate] = {}
    for grant in outcome.allocation.grants:
        if grant.lot == "begeleiding":
            (shares[grant.contract],) = {line.price.share for line in grant.lines}
            for line in grant.lines:
                assert line.price.maximum.times(Fraction(9, 10), Rounding.DOWN) <= line.price.amount
                assert line.price.amount <= line.price.maximum
    ordered = sorted(shares, key=lambda contract: scores[contract] or Fraction(0))
    assert len(ordered) > 10
    for worse, better in pairwise(ordered):
        if scores[worse] == scores[better]:
            assert shares[worse] == shares[better]
        else:
            assert shares[worse] < shares[better]
    assert shares[ordered[-1]].value - shares[ordered[0]].value > Fraction(1, 100)


@pytest.mark.requirement("E-017", "E-019")
def test_where_clients_choose_the_volume_is_what_they_chose_and_the_figure_price_times_quantity() -> None:
    outcome = example()
    chosen: dict[tuple[str, str], int] = {}
    for choice in outcome.problem.choices:
        place = choice.contract, choice.product
        chosen[place] = chosen.get(place, 0) + choice.quantity.steps
    agreed: dict[tuple[str, str], int] = {}
    for grant in outcome.allocation.grants:
        if grant.lot == "begeleiding":
            for line in grant.lines:
                agreed[grant.contract, line.product] = line.quantity.steps
                assert line.amount == line.quantity.at(line.price.amount)
    assert agreed == chosen


@pytest.mark.requirement("E-020")
def test_when_the_space_is_too_small_for_what_clients_choose_more_space_is_asked_for() -> None:
    spaces = tuple(
        replace(space, amount=Money(space.amount.cents // 2)) if space.frame.name == "begeleiding" else space
        for space in dossier().spaces
    )
    outcome = decided(replace(dossier(), spaces=spaces, adjustments=()))
    assert outcome.verification == ()
    assert "ALL-204" in {finding.code.id for finding in outcome.findings}
    assert total(outcome.allocation.exposure.values()) > ZERO

"""When the judgement of the submissions is kept between rounds, and when it is made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from driehoek.application.dossier import Dossier
from driehoek.application.kept import MOST, Kept
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import judged_on, run_round
from driehoek.bootstrap.rounds import load
from driehoek.kernel import Money, Rate

EXAMPLE = load(Path(__file__).parents[3] / "examples/wlz-2027").dossier
assert EXAMPLE is not None
DOSSIER = replace(EXAMPLE, adjustments=())
VERSION = "0.0.0"


def _space(dossier: Dossier) -> Dossier:
    return replace(dossier, spaces=tuple(replace(item, amount=item.amount + Money(100)) for item in dossier.spaces))


def _share(dossier: Dossier) -> Dossier:
    division = dossier.policy.division
    models = (replace(division.models[0], params={"share": "85%"}), *division.models[1:])
    return replace(dossier, policy=replace(dossier.policy, division=replace(division, models=models)))


def _choices(dossier: Dossier) -> Dossier:
    return replace(dossier, choices=dossier.choices[1:])


def _key(dossier: Dossier) -> Dossier:
    return replace(dossier, policy=replace(dossier.policy, division=replace(dossier.policy.division, tie_key="anders")))


def _weight(dossier: Dossier) -> Dossier:
    lot = dossier.policy.lots[1]
    weights = (Rate.percent(40), Rate.percent(40), Rate.percent(20))
    criteria = tuple(replace(node, weight=weight) for node, weight in zip(lot.criteria, weights, strict=True))
    return replace(
        dossier, policy=replace(dossier.policy, lots=(dossier.policy.lots[0], replace(lot, criteria=criteria)))
    )


def _marks(dossier: Dossier) -> Dossier:
    return replace(dossier, marks=(replace(dossier.marks[0], points=dossier.marks[0].points - 1), *dossier.marks[1:]))


def _submission(dossier: Dossier) -> Dossier:
    first = dossier.submissions[0]
    return replace(dossier, submissions=(replace(first, lines=first.lines[1:]), *dossier.submissions[1:]))


@pytest.mark.parametrize("change", [_space, _share, _choices])
def test_what_the_judgement_does_not_look_at_leaves_it_kept(change: Callable[[Dossier], Dossier]) -> None:
    kept = Kept()
    run_round(DOSSIER, VERSION, kept)
    changed = change(DOSSIER)
    assert run_round(changed, VERSION, kept) == run_round(changed, VERSION)
    assert kept.judgements == 1


@pytest.mark.parametrize("change", [_key, _weight, _marks, _submission])
def test_what_the_judgement_looks_at_makes_it_anew(change: Callable[[Dossier], Dossier]) -> None:
    kept = Kept()
    run_round(DOSSIER, VERSION, kept)
    changed = change(DOSSIER)
    assert run_round(changed, VERSION, kept) == run_round(changed, VERSION)
    assert kept.judgements == 2
    assert run_round(DOSSIER, VERSION, kept) == run_round(DOSSIER, VERSION)
    assert kept.judgements == 2, "the one before is still there"


def test_what_a_decision_does_is_told_by_the_whole_policy() -> None:
    stray = replace(DOSSIER, decisions=(*DOSSIER.decisions, replace(DOSSIER.decisions[0], requirement="nergens")))
    kept = Kept()
    for dossier in (DOSSIER, stray, DOSSIER, stray):
        outcome = run_round(dossier, VERSION, kept)
        assert outcome == run_round(dossier, VERSION)
        assert isinstance(outcome, RoundOutcome)
        assert [item.code.id == "REQ-120" for item in outcome.findings].count(True) == (dossier is stray)


def test_only_the_latest_judgements_are_kept() -> None:
    kept = Kept()
    for number in range(MOST + 1):
        run_round(replace(DOSSIER, decisions=DOSSIER.decisions * number), VERSION, kept)
    run_round(replace(DOSSIER, decisions=()), VERSION, kept)
    assert kept.judgements == MOST + 2


def test_the_judgement_cannot_see_what_it_is_not_kept_under() -> None:
    basis = judged_on(DOSSIER)
    assert basis.name == ""
    assert not any(
        (basis.spaces, basis.products, basis.realised, basis.choices, basis.adjustments, basis.tariffs.series)
    )
    assert list(basis.policy.division.steps()) == []
    assert basis.policy.norms == ()
    assert basis.policy.division.tie_key == DOSSIER.policy.division.tie_key

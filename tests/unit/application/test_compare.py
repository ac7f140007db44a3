"""A comparison never adds up to anything but the exact difference."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.application.compare import Comparison, compare
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Reason, ReasonKind
from driehoek.domain.policy import Policy
from driehoek.kernel import ZERO, Money, Rate, total
from driehoek.testing.region import REGULAR, region_outcome

BEFORE = region_outcome(year_shift=-40_000)
AFTER = region_outcome(follow=75_000)


def _closes(comparison: Comparison) -> None:
    assert total(item.difference for item in comparison.providers) == comparison.difference
    assert comparison.after.granted - comparison.before.granted == comparison.difference
    for item in comparison.providers:
        assert total(rule.difference for rule in item.rules) == item.difference == item.after - item.before
    for kind in ("frame", "sector", "lot", "rule"):
        assert total(row.difference for row in comparison.kind(kind)) == comparison.difference


def _with_policy(outcome: RoundOutcome, policy: Policy) -> RoundOutcome:
    return replace(outcome, dossier=replace(outcome.dossier, policy=policy))


def test_gains_and_losses_by_rule_make_the_exact_difference() -> None:
    comparison = compare(BEFORE, AFTER)
    _closes(comparison)
    assert comparison.difference == Money.euros("774000")
    row = next(item for item in comparison.providers if item.contract == "06010002")
    assert [(rule.step, rule.title, rule.difference) for rule in row.rules] == [
        ("eerste-volume", "Eerste volume", Money.euros("36000")),
        ("geld-volgt", "Geld volgt de cliënt", Money.euros("15000")),
    ]
    assert (row.before, row.after, row.difference) == (
        Money.euros("6877363.30"),
        Money.euros("6928363.30"),
        Money.euros("51000"),
    )


def test_turned_around_every_gain_is_a_loss() -> None:
    there, back = compare(BEFORE, AFTER), compare(AFTER, BEFORE)
    assert back.difference == -there.difference
    gained = {item.contract: item.difference for item in there.winners}
    assert {item.contract: -item.difference for item in back.losers} == gained
    _closes(back)


def test_winners_stand_first_and_losers_most_first() -> None:
    comparison = compare(AFTER, BEFORE)
    assert not comparison.winners
    assert comparison.losers[0].difference == min(item.difference for item in comparison.providers)
    assert comparison.unchanged == len(AFTER.dossier.providers) - len(comparison.providers)


def test_an_outcome_equals_itself() -> None:
    comparison = compare(BEFORE, BEFORE)
    assert comparison.same_inputs
    assert comparison.same_decision
    assert (comparison.providers, comparison.difference, comparison.policy) == ((), ZERO, ())
    assert comparison.unchanged == 34


def test_who_comes_in_and_who_drops_out() -> None:
    contract = "06010003"
    grants = tuple(grant for grant in AFTER.allocation.grants if grant.contract != contract)
    reasons = tuple(reason for reason in AFTER.allocation.reasons if reason.contract != contract)
    without = replace(AFTER, allocation=replace(AFTER.allocation, grants=grants, reasons=reasons))
    gone = next(item for item in compare(AFTER, without).providers if item.contract == contract)
    assert (gone.drops_out, gone.comes_in, gone.after, gone.share_after) == (True, False, ZERO, None)
    come = next(item for item in compare(without, AFTER).providers if item.contract == contract)
    assert (come.comes_in, come.share_after) == (True, Rate.percent(94))
    _closes(compare(AFTER, without))


def test_a_provider_that_is_new_in_the_dossier_is_compared_too() -> None:
    comparison = compare(region_outcome(24), AFTER)
    _closes(comparison)
    assert {item.contract for item in comparison.providers} >= {"06010026"}
    assert next(item for item in comparison.providers if item.contract == "06010026").comes_in


def test_a_changed_place_is_told_without_a_changed_amount() -> None:
    first, second, *rest = AFTER.rankings["innovatie"]
    turned = (replace(second, place=1), replace(first, place=2), *rest)
    comparison = compare(AFTER, replace(AFTER, rankings={"innovatie": turned}))
    assert [(item.contract, item.places[0].before, item.places[0].after) for item in comparison.providers] == [
        (first.contract, 1, 2),
        (second.contract, 2, 1),
    ]
    assert comparison.difference == ZERO


def test_the_changes_of_the_policy_stand_beside_it() -> None:
    policy = AFTER.dossier.policy
    first, *rest = policy.division.models
    models = (replace(first, params={"share": "92%"}), *rest)
    changed = replace(policy, division=replace(policy.division, models=models))
    (line,) = compare(AFTER, _with_policy(AFTER, changed)).policy
    assert line.part == "division.models.eerste-volume.params.share"
    assert "92%" in line.text
    assert "92%" in line.english


def test_money_without_a_reason_is_a_rule_of_its_own() -> None:
    first, *rest = AFTER.allocation.grants
    grants = (replace(first, money=first.money + Money(1)), *rest)
    comparison = compare(AFTER, replace(AFTER, allocation=replace(AFTER.allocation, grants=grants)))
    (item,) = comparison.providers
    assert [(rule.step, rule.title, rule.difference) for rule in item.rules] == [
        ("unexplained", "Zonder reden", Money(1))
    ]
    _closes(comparison)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(-50_000, 50_000), st.booleans()), max_size=8))
def test_whatever_moves_the_differences_add_up(moves: list[tuple[int, int, bool]]) -> None:
    grants, reasons = list(AFTER.allocation.grants), list(AFTER.allocation.reasons)
    for index, cents, by_hand in moves:
        grant = grants[index]
        grants[index] = replace(grant, money=grant.money + Money(cents))
        kind = ReasonKind.ADJUSTMENT if by_hand else ReasonKind.GRANT
        step = "adjustment" if by_hand else "geld-volgt"
        reasons.append(Reason(step, step, kind, grant.contract, grant.lot, REGULAR, Money(cents), text="x"))
    other = replace(AFTER.allocation, grants=tuple(grants), reasons=tuple(reasons))
    _closes(compare(BEFORE, replace(AFTER, allocation=other)))


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_grants_and_reasons_plays_no_part(turned: bool) -> None:  # noqa: FBT001 (pytest hands it over)
    step = -1 if turned else 1
    allocation = replace(
        AFTER.allocation, grants=AFTER.allocation.grants[::step], reasons=AFTER.allocation.reasons[::step]
    )
    dossier = replace(AFTER.dossier, providers=AFTER.dossier.providers[::step])
    assert compare(BEFORE, replace(AFTER, allocation=allocation, dossier=dossier)) == compare(BEFORE, AFTER)

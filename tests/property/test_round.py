"""Whole rounds of small dossiers, drawn at random, held to what every round promises."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from driehoek.adapters.dossier.result import result_files
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Frame
from driehoek.domain.ledger import check, recount
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import ZERO, Agb, Money, total
from driehoek.testing.drawn_rounds import BETTER, adjustments, code, decided, dossiers, shuffled


def money(outcome: RoundOutcome) -> dict[tuple[str, str], Money]:
    return {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}


def check_promises(outcome: RoundOutcome) -> None:
    """Verified, within the space to the cent by two counts, and every line adds up."""
    assert outcome.verification == ()
    agreed: defaultdict[Frame, int] = defaultdict(int)
    frames = {lot.id: Frame(lot.pool, lot.frame) for lot in outcome.dossier.policy.lots}
    for line in outcome.lines:
        assert line.amount == line.quantity.at(line.price)
        agreed[frames[line.lot]] += line.amount.cents
    for space in outcome.dossier.spaces:
        held = total(outcome.allocation.reserved.get(space.frame, {}).values())
        granted = outcome.allocation.used(space.frame)
        assert agreed[space.frame] <= granted.cents
        assert granted + held <= space.amount
    answered = {(item.contract, lot) for item in outcome.assessments if item.admitted for lot in item.scores}
    assert {place for place in money(outcome) if place[1] == BETTER} <= answered


def check_ledger(outcome: RoundOutcome) -> None:
    """What was booked is what was decided, told by the transfers alone."""
    assert check(outcome.ledger) == ()
    moved: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for account, cents in recount(outcome.ledger.transfers).moved.items():
        if account.frame.pool:
            moved[account.frame.name, account.kind.value, account.contract] += cents
    wanted: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for space in outcome.dossier.spaces:
        wanted[space.frame.name, "space", ""] += space.amount.cents
    for frame, steps in outcome.allocation.reserved.items():
        held = sum(amount.cents for amount in steps.values())
        wanted[frame.name, "held-back", ""] += held
        wanted[frame.name, "space", ""] -= held
    for grant in outcome.allocation.grants:
        wanted[grant.frame.name, "reserved", grant.contract] += grant.money.cents
        wanted[grant.frame.name, "space", ""] -= grant.money.cents
    for frame, exposure in outcome.allocation.exposure.items():
        wanted[frame.name, "exposure", ""] += exposure.cents
    seen = {place: cents for place, cents in moved.items() if cents and place[1] != "outside"}
    assert seen == {place: cents for place, cents in wanted.items() if cents}


@pytest.mark.requirement("E-001", "E-011")
@settings(max_examples=150, deadline=None)
@given(dossier=dossiers())
def test_a_round_is_verified_within_the_space_and_booked(dossier: Dossier) -> None:
    outcome = decided(dossier)
    check_promises(outcome)
    check_ledger(outcome)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_deviations_by_hand_keep_every_promise(data: st.DataObject) -> None:
    first = decided(data.draw(dossiers()))
    made = data.draw(adjustments(first))
    outcome = decided(replace(first.dossier, adjustments=made))
    check_promises(outcome)
    check_ledger(outcome)
    changed = {(item.contract, item.lot): item.amount_to for item in made}
    assert money(outcome) == {**money(first), **changed}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_rows_changes_no_byte_of_the_result(data: st.DataObject) -> None:
    dossier = data.draw(dossiers())
    outcome = decided(dossier)
    files = result_files(outcome)
    assert result_files(decided(dossier)) == files
    assert result_files(decided(data.draw(shuffled(dossier)))) == files


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_better_answer_never_gives_less_money(data: st.DataObject) -> None:
    dossier = data.draw(dossiers())
    ranked = [one for one in dossier.submissions if BETTER in one.lots]
    assume(ranked)
    before = decided(dossier)
    chosen = data.draw(st.sampled_from(ranked))
    better = replace(chosen, answers={**chosen.answers, "grade": "10"})
    others = tuple(better if one.contract == chosen.contract else one for one in dossier.submissions)
    after = decided(replace(dossier, submissions=others))
    place = chosen.contract.code, BETTER
    assert money(after).get(place, ZERO) >= money(before).get(place, ZERO)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whoever_scores_nothing_takes_nothing_from_who_scores(data: st.DataObject) -> None:
    dossier = data.draw(dossiers())
    before = decided(dossier)
    assume(all(item.total > 0 for item in before.rankings[BETTER]))
    model = dossier.policy.division.models[-1]
    most = data.draw(st.sampled_from(dossier.submissions)) if dossier.submissions else None
    assume(most is not None and BETTER in most.lots)
    assert most is not None
    number = len(dossier.providers)
    newcomer = replace(dossier.providers[0], contract=Agb(code(number)), provider=Agb(code(number)))
    answers = {**most.answers, "grade": "0", "honest": "yes"}
    lines = tuple(line for line in most.lines if line.lot == BETTER)
    entry = replace(most, contract=Agb(code(number)), answers=answers, lots=(BETTER,), lines=lines)
    marks = tuple(Mark(code(number), "plan", name, dossier.marks[0].points * 0, "Geen plan.") for name in ("A", "B"))
    after = decided(
        replace(
            dossier,
            providers=(*dossier.providers, newcomer),
            submissions=(*dossier.submissions, entry),
            marks=(*dossier.marks, *marks),
        )
    )
    got = money(after).pop((code(number), BETTER))
    assert {place: amount for place, amount in money(after).items() if place[0] != code(number)} == money(before)
    if model.params["rule"] != "best-first":
        assert got == ZERO

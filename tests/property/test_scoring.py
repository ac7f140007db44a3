"""Scores, places and turns hold for any answers."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.policy import Criterion
from driehoek.domain.tender.ranking import rank
from driehoek.domain.tender.scoring import score_lot
from driehoek.domain.tender.turning import Turning
from driehoek.kernel import Rate, TieKey
from driehoek.testing.tenders import handed_in, leaf, lot_of, policy_of, ten

KEY = TieKey("any")
LOT = lot_of(
    Criterion(
        "content",
        "Inhoud",
        Rate.percent(60),
        parts=(
            leaf("quality", 50, "linear", {"from": "3", "to": "9"}),
            leaf("level", 50, "points-per-answer", {"answers": ("done", "begun", "no"), "points": ("10", "6", "0")}),
        ),
    ),
    leaf("service", 25, "relative-to-best", {"best": "lowest"}),
    leaf("operations", 15, "steps", {"from": ("2", "5", "9"), "points": ("2", "6", "9")}),
)
POLICY = policy_of(LOT)

mark = st.integers(0, 100).map(lambda tenths: f"{tenths // 10}.{tenths % 10}")
sheet = st.fixed_dictionaries(
    {"quality": mark, "level": st.sampled_from(["done", "begun", "no"]), "service": mark, "operations": mark}
)
rounds = st.lists(sheet, min_size=1, max_size=6).map(
    lambda sheets: {f"{number:08d}": answers for number, answers in enumerate(sheets, start=1)}
)


@settings(max_examples=80, deadline=None)
@given(answers=rounds, seed=st.integers(0, 999))
def test_the_order_of_submissions_plays_no_part(answers: dict[str, dict[str, str]], seed: int) -> None:
    shuffled = list(answers.items())
    random.Random(seed).shuffle(shuffled)
    assert score_lot(POLICY, LOT, handed_in(dict(shuffled))) == score_lot(POLICY, LOT, handed_in(answers))
    one, other = (rank(score_lot(POLICY, LOT, handed_in(dict(given))), KEY) for given in (shuffled, answers))
    assert one == other


@settings(max_examples=80, deadline=None)
@given(answers=rounds)
def test_places_follow_totals(answers: dict[str, dict[str, str]]) -> None:
    scored = score_lot(POLICY, LOT, handed_in(answers))
    for item in rank(scored, KEY):
        assert item.total == scored.totals[item.contract]
        assert 0 <= item.total <= LOT.scale
        assert item.place == 1 + sum(total > item.total for total in scored.totals.values())
        assert sum(score.weight for score in item.scores) == 1


@settings(max_examples=120, deadline=None)
@given(answers=rounds, place=st.integers(1, 3))
def test_a_turn_that_is_said_would_have_been(answers: dict[str, dict[str, str]], place: int) -> None:
    scored = score_lot(POLICY, LOT, handed_in(answers))
    ranked = rank(scored, KEY)
    turning = Turning.of(POLICY, LOT, scored, ranked)
    for item in ranked:
        for turn in turning.to_place(item.contract, place):
            if not turn.needed:
                continue
            changed = answers | {item.contract: answers[item.contract] | {turn.subject: turn.needed}}
            again = {one.contract: one.place for one in rank(score_lot(POLICY, LOT, handed_in(changed)), KEY)}
            assert again[item.contract] <= place, turn


@settings(max_examples=60, deadline=None)
@given(answers=rounds)
def test_raising_an_answer_never_costs_a_place(answers: dict[str, dict[str, str]]) -> None:
    contract = next(iter(answers))
    better = answers | {contract: answers[contract] | {"quality": "9.5", "level": "done"}}
    before, after = (
        next(item.place for item in rank(score_lot(POLICY, LOT, handed_in(given)), KEY) if item.contract == contract)
        for given in (answers, better)
    )
    assert after <= before


@settings(max_examples=60, deadline=None)
@given(answers=rounds, minimum=st.integers(1, 100))
def test_a_minimum_that_is_said_to_be_met_is(answers: dict[str, dict[str, str]], minimum: int) -> None:
    content = replace(LOT.criteria[0], minimum=Rate.percent(minimum))
    lot = lot_of(content, *LOT.criteria[1:])
    policy = policy_of(lot)
    scored = score_lot(policy, lot, handed_in(answers))
    turning = Turning.of(policy, lot, scored, rank(scored, KEY))
    for out in scored.knocked_out:
        for turn in turning.to_minimum(out.contract):
            if turn.needed:
                changed = answers | {out.contract: answers[out.contract] | {turn.subject: turn.needed}}
                assert out.contract not in score_lot(policy, lot, handed_in(changed)).ranked_out


def test_ten_is_ten() -> None:
    lot = lot_of(ten("quality", 100))
    assert score_lot(policy_of(lot), lot, handed_in({"00000001": {"quality": "10"}})).totals == {"00000001": 10}

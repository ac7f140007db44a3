"""Losses and gains of a new version are paired to the cent, whatever moves."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.application.change import SPACE, Move
from driehoek.application.revision.moves import paired
from driehoek.domain.allocation import Frame
from driehoek.kernel import ZERO, Money, TieKey, total

FRAME = Frame("pool", "regular")


@settings(max_examples=200, deadline=None)
@given(changes=st.lists(st.integers(-(10**6), 10**6).filter(bool), min_size=1, max_size=8))
def test_every_cent_that_moves_has_one_source_and_one_goal(changes: list[int]) -> None:
    moves = [
        Move(f"0600000{number}", "lot", FRAME, Money(10**6), Money(10**6 + cents), ZERO, ZERO)
        for number, cents in enumerate(changes)
    ]
    found = paired(moves, TieKey("key"))
    flows: defaultdict[tuple[str, str], int] = defaultdict(int)
    for move in found:
        assert total(money for _, money in move.by) == Money(abs(move.change.cents))
        for name, money in move.by:
            assert money > ZERO
            if name != SPACE:
                pair = (move.contract, name) if move.change < ZERO else (name, move.contract)
                flows[pair] += money.cents if move.change < ZERO else -money.cents
    assert not any(flows.values()), "what one says it loses to another is not what the other says it gains from it"
    to_space = sum(money.cents for move in found for name, money in move.by if name == SPACE and move.change < ZERO)
    from_space = sum(money.cents for move in found for name, money in move.by if name == SPACE and move.change > ZERO)
    assert from_space - to_space == sum(changes)
    assert not (from_space and to_space), "the space gives and takes at once"

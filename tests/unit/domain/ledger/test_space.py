"""Space that rises, falls, moves and follows the pgb."""

from __future__ import annotations

from datetime import date

import pytest

from driehoek.domain.ledger import (
    PGB_RETURNS,
    AccountKind,
    Ledger,
    Move,
    Shortage,
    accept,
    check,
    follow_pgb,
    granted,
    national,
    set_space,
    shift,
)
from driehoek.domain.ledger.refusals import OVER_CEILING
from driehoek.domain.ledger.space import CUT_BELOW_PROMISED, PGB_RULE_UNKNOWN
from driehoek.kernel import ZERO, Dated, Entry, Finding, NotApplicable, Period
from driehoek.testing.ledgers import FRAME, KEY, OTHER, A, B, C, booking, euros, move, opened, with_moves


def is_ledger(found: object) -> Ledger:
    assert isinstance(found, Ledger), found
    return found


def promised() -> Ledger:
    return with_moves(
        opened(100),
        move(Move.HOLD_BACK, 10),
        move(Move.RESERVE, 20, A),
        move(Move.RESERVE, 10, B),
        move(Move.COMMIT_FREE, 50, C),
    )


def test_space_is_set_to_a_new_amount() -> None:
    more = is_ledger(set_space(promised(), FRAME, euros(120), booking("brief-2"), KEY))
    assert (granted(more, FRAME), more.free(FRAME)) == (euros(120), euros(30))
    less = is_ledger(set_space(more, FRAME, euros(95), booking("brief-3"), KEY))
    assert (granted(less, FRAME), less.free(FRAME)) == (euros(95), euros(5))
    assert set_space(less, FRAME, euros(95), booking("brief-4"), KEY) is less
    assert not check(less)


def test_a_cut_below_what_is_promised_is_a_proposal_and_no_state() -> None:
    ledger = promised()
    found = set_space(ledger, FRAME, euros(65), booking("brief-2"), KEY)
    assert isinstance(found, Shortage)
    assert found.finding.code is CUT_BELOW_PROMISED
    assert (found.finding.seen, found.finding.wanted) == ("€\u00a035,00", "€\u00a010,00")
    assert found.uncovered == ZERO
    amounts = [(item.debit.kind, item.debit.contract, item.amount) for item in found.proposal]
    assert amounts == [
        (AccountKind.HELD_BACK, "", euros(10)),
        (AccountKind.RESERVED, A, euros(10)),
        (AccountKind.RESERVED, B, euros(5)),
        (AccountKind.SPACE, "", euros(35)),
    ]
    after, refused = accept(ledger, found)
    assert not refused
    assert (granted(after, FRAME), after.free(FRAME)) == (euros(65), ZERO)
    assert granted(ledger, FRAME) == euros(100)
    assert not check(after)


def test_what_agreements_would_have_to_give_up_is_said() -> None:
    found = set_space(promised(), FRAME, euros(30), booking("brief-2"), KEY)
    assert isinstance(found, Shortage)
    assert found.uncovered == euros(20)
    after, refused = accept(promised(), found)
    assert not refused
    assert granted(after, FRAME) == euros(50) == after.held(FRAME, AccountKind.COMMITTED)


@pytest.mark.requirement("E-048")
def test_a_transfer_of_space_keeps_the_national_total() -> None:
    ledger = opened(100, other=40)
    after = is_ledger(shift(ledger, FRAME, OTHER, euros(25), booking("overheveling")))
    assert (granted(after, FRAME), granted(after, OTHER)) == (euros(75), euros(65))
    assert national(after, 2027) == national(ledger, 2027) == euros(140)
    refused = shift(after, FRAME, OTHER, euros("75.01"), booking("te-veel"))
    assert isinstance(refused, Finding)
    assert refused.code is OVER_CEILING


@pytest.mark.requirement("E-004")
def test_growth_of_pgb_takes_space_and_in_2016_a_fall_does_not_give_it_back() -> None:
    day = date(2016, 6, 1)
    grown = is_ledger(follow_pgb(opened(100), FRAME, euros(30), booking("pgb-1", day), KEY))
    assert (grown.free(FRAME), grown.held(FRAME, AccountKind.PGB)) == (euros(70), euros(30))
    assert granted(grown, FRAME) == euros(100)
    fallen = follow_pgb(grown, FRAME, euros(20), booking("pgb-2", day), KEY)
    assert isinstance(fallen, NotApplicable)
    assert "komt niet terug" in fallen.reason_nl
    assert follow_pgb(grown, FRAME, euros(30), booking("pgb-3", day), KEY) is grown


def test_a_fall_of_pgb_gives_back_only_by_a_known_rule() -> None:
    day = date(2027, 6, 1)
    grown = is_ledger(follow_pgb(opened(100), FRAME, euros(30), booking("pgb-1", day), KEY))
    unknown = follow_pgb(grown, FRAME, euros(20), booking("pgb-2", day), KEY)
    assert isinstance(unknown, Finding)
    assert unknown.code is PGB_RULE_UNKNOWN
    returns = Dated.of([*PGB_RETURNS.entries, Entry(Period.year(2027), value=True, source="SYNTHETIC")])
    back = is_ledger(follow_pgb(grown, FRAME, euros(20), booking("pgb-2", day), KEY, returns))
    assert (back.free(FRAME), back.held(FRAME, AccountKind.PGB)) == (euros(80), euros(20))
    assert not check(back)


def test_growth_of_pgb_over_the_free_space_is_a_proposal() -> None:
    found = follow_pgb(promised(), FRAME, euros(15), booking("pgb-1"), KEY)
    assert isinstance(found, Shortage)
    after, refused = accept(promised(), found)
    assert not refused
    assert after.held(FRAME, AccountKind.PGB) == euros(15)
    assert after.held(FRAME, AccountKind.HELD_BACK) == euros(5)
    assert not check(after)

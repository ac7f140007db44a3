"""Neither side alone decides that a promise was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.quality import (
    Commitment,
    Side,
    State,
    Word,
    WordKind,
    check_commitment,
    check_word,
    other_side,
    overdue,
    standing_of,
)
from driehoek.domain.quality.commitments import CLOSED, INCOMPLETE, NO_PROPOSAL, NOTHING_NEW, WHY

DUE = date(2027, 3, 1)
MADE = Commitment(
    Side.PROVIDER, "locatiemanager", "Een tweede nachtdienst", DUE, "Veilig in de nacht", date(2026, 7, 1)
)


def word(side: Side, kind: WordKind, reason: str = "", what: str = "", due: date | None = None) -> Word:
    return Word(side, kind, date(2027, 1, 1), reason, what, due)


MINE, THEIRS = Side.PROVIDER, Side.PURCHASER


@pytest.mark.requirement("M-343")
@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], State.OPEN),
        ([(MINE, WordKind.KEPT)], State.SAID_KEPT),
        ([(THEIRS, WordKind.KEPT)], State.KEPT),
        ([(MINE, WordKind.KEPT), (THEIRS, WordKind.KEPT)], State.KEPT),
        ([(MINE, WordKind.KEPT), (THEIRS, WordKind.NOT_KEPT)], State.DISPUTED),
        ([(MINE, WordKind.NOT_KEPT)], State.NOT_KEPT),
        ([(THEIRS, WordKind.NOT_KEPT)], State.NOT_KEPT),
        ([(MINE, WordKind.KEPT), (THEIRS, WordKind.NOT_KEPT), (MINE, WordKind.NOT_KEPT)], State.NOT_KEPT),
        ([(MINE, WordKind.PROPOSED)], State.PROPOSED),
        ([(MINE, WordKind.PROPOSED), (THEIRS, WordKind.REFUSED)], State.OPEN),
        ([(MINE, WordKind.PROPOSED), (MINE, WordKind.AGREED)], State.PROPOSED),
    ],
)
def test_how_it_stands_follows_from_what_both_said(said: list[tuple[Side, WordKind]], state: State) -> None:
    assert standing_of(MADE, [word(*item) for item in said]).state is state


def test_a_change_holds_once_the_other_agrees() -> None:
    later = DUE + timedelta(days=60)
    proposal = word(MINE, WordKind.PROPOSED, "Geen personeel te vinden", due=later)
    before = standing_of(MADE, [proposal])
    assert (before.due, before.proposal) == (DUE, proposal)
    after = standing_of(MADE, [proposal, word(THEIRS, WordKind.AGREED)])
    assert (after.state, after.what, after.due, after.changed) == (State.OPEN, MADE.what, later, 1)
    assert standing_of(MADE, [proposal, word(THEIRS, WordKind.REFUSED, "Nee")]).due == DUE


def test_it_is_overdue_from_the_day_after_its_last_day_until_it_was_kept() -> None:
    assert not standing_of(MADE, []).is_overdue(DUE)
    assert standing_of(MADE, []).is_overdue(DUE + timedelta(days=1))
    told = [word(MINE, WordKind.KEPT)]
    assert standing_of(MADE, told).is_overdue(DUE + timedelta(days=1))
    kept = [*told, word(THEIRS, WordKind.KEPT)]
    assert not standing_of(MADE, kept).is_overdue(DUE + timedelta(days=1))
    older = replace(MADE, due=DUE - timedelta(days=9))
    assert overdue([(MADE, []), (older, []), (MADE, kept)], DUE + timedelta(days=1)) == (older, MADE)


@pytest.mark.requirement("B-021")
def test_a_promise_names_who_what_when_and_the_interest_of_the_client() -> None:
    assert check_commitment(MADE) == ()
    (finding,) = check_commitment(replace(MADE, client_interest=" ", due=date(2026, 6, 30)))
    assert finding.code is INCOMPLETE
    assert finding.wanted == "het belang van de cliënt, een dag die nog komt"


def test_who_says_no_says_why_and_a_proposal_changes_something() -> None:
    assert [f.code for f in check_word(MADE, [], word(THEIRS, WordKind.NOT_KEPT))] == [WHY]
    same = word(MINE, WordKind.PROPOSED, "Zomaar", MADE.what, DUE)
    assert [f.code for f in check_word(MADE, [], same)] == [NOTHING_NEW]
    assert [f.code for f in check_word(MADE, [], word(THEIRS, WordKind.AGREED))] == [NO_PROPOSAL]
    own = [word(MINE, WordKind.PROPOSED, "Later", due=DUE + timedelta(days=1))]
    assert [f.code for f in check_word(MADE, own, word(MINE, WordKind.AGREED))] == [NO_PROPOSAL]
    assert check_word(MADE, own, word(THEIRS, WordKind.AGREED)) == ()
    assert [f.code for f in check_word(MADE, [word(THEIRS, WordKind.KEPT)], own[0])] == [CLOSED]


WORDS = st.lists(
    st.builds(
        word,
        st.sampled_from(Side),
        st.sampled_from(WordKind),
        st.just("reden"),
        st.sampled_from(["", "Iets anders"]),
        st.sampled_from([None, DUE + timedelta(days=30)]),
    ),
    max_size=8,
)


@given(WORDS)
def test_the_side_that_promised_never_makes_it_kept_by_itself(words: list[Word]) -> None:
    own = [item for item in words if item.side is MADE.by]
    now = standing_of(MADE, own)
    assert now.state is not State.KEPT
    assert (now.what, now.due) == (MADE.what, MADE.due)


@given(WORDS)
def test_what_holds_is_the_promise_or_what_one_side_proposed_and_the_other_agreed_to(words: list[Word]) -> None:
    now = standing_of(MADE, words)
    proposed = {item.due for item in words if item.kind is WordKind.PROPOSED}
    agreed = any(item.kind is WordKind.AGREED for item in words)
    assert now.due == MADE.due or (agreed and now.due in proposed)
    assert now.proposal is None or other_side(now.proposal.side) is not now.proposal.side

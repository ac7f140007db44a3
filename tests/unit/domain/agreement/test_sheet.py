"""Two parties in one sheet: nothing is silently lost, whatever the order in which they type."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from driehoek.domain.agreement.sheet import (
    Applied,
    Author,
    Cell,
    Change,
    Clash,
    Column,
    Made,
    Place,
    Sheet,
    Side,
    added,
    apply,
    at_number,
    choose,
    differences,
    undo,
    undo_all,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
BUYER, CARER = Author(Side.PURCHASER, "p1"), Author(Side.PROVIDER, "p2")
HOURS, DAYS = Place("thuis", "SYN1"), Place("thuis", "SYN2")
PRICE = Place("thuis", "SYN1", Column.PRICE)


def begin() -> Sheet:
    return Sheet({HOURS: Cell(100), DAYS: Cell(20), PRICE: Cell(5000)})


@pytest.mark.requirement("M-337", "B-067")
def test_who_types_over_what_another_just_changed_gets_both_values_and_a_choice() -> None:
    first = apply(begin(), CARER, (Change(HOURS, 120, 1),), NOON)
    second = apply(first.sheet, BUYER, (Change(HOURS, 110, 1), Change(DAYS, 25, 1)), NOON)
    assert [item.place for item in second.made] == [DAYS], "the rest of a paste goes on"
    (clash,) = second.clashes
    assert (clash.standing.value, clash.standing.author) == (120, CARER)
    assert (clash.offered, clash.author) == (110, BUYER)
    settled = choose(second.sheet, CARER, clash, offered=True, at=NOON)
    assert settled.sheet.cells[HOURS].value == 110
    assert choose(second.sheet, CARER, clash, offered=False, at=NOON).sheet.cells[HOURS].value == 120


def test_the_same_value_twice_is_no_change_and_no_clash() -> None:
    first = apply(begin(), CARER, (Change(HOURS, 120, 1),), NOON)
    again = apply(first.sheet, BUYER, (Change(HOURS, 120, 1),), NOON)
    assert (again.made, again.clashes, again.sheet) == ((), (), first.sheet)


def test_undo_is_a_new_change_of_ones_own_once() -> None:
    done = apply(begin(), CARER, (Change(HOURS, 120, 1),), NOON)
    back = undo(done.sheet, CARER, 1, NOON)
    assert back.sheet.cells[HOURS].value == 100
    assert [(item.before, item.after, item.undoes) for item in back.sheet.log] == [(100, 120, 0), (120, 100, 1)]
    for author, number in ((CARER, 1), (BUYER, 2), (CARER, 9)):
        assert [item.code.id for item in undo(back.sheet, author, number, NOON).findings] == ["AGR-023"]


def test_a_block_is_taken_back_whole_and_what_cannot_be_stops_none_of_it() -> None:
    done = apply(begin(), CARER, (Change(HOURS, 120, 1), Change(DAYS, 25, 1)), NOON)
    back = undo_all(done.sheet, CARER, (1, 9, 2), NOON)
    assert [(item.undoes, item.after) for item in back.made] == [(2, 20), (1, 100)]
    assert [(item.code.id, item.subject) for item in back.findings] == [("AGR-023", "9")]


def test_a_cell_holds_no_more_than_can_be_reckoned_with() -> None:
    assert apply(begin(), CARER, (Change(HOURS, 10**9, 1),), NOON).findings == ()
    too_much = apply(begin(), CARER, (Change(HOURS, 10**9 + 1, 1),), NOON)
    assert [item.code.id for item in too_much.findings] == ["AGR-024"]


def test_undo_of_what_went_on_since_is_a_clash_not_a_loss() -> None:
    done = apply(begin(), CARER, (Change(HOURS, 120, 1),), NOON)
    on = apply(done.sheet, BUYER, (Change(HOURS, 115, 2),), NOON)
    late = undo(on.sheet, CARER, 1, NOON)
    assert [item.offered for item in late.clashes] == [100]
    assert late.sheet.cells[HOURS].value == 115


def test_nothing_of_a_paste_is_made_when_one_cell_cannot_be() -> None:
    wrong = apply(
        begin(),
        CARER,
        (Change(DAYS, 30, 1), Change(HOURS, -1, 1), Change(PRICE, 1, 1), Change(Place("x", "y"), 1, 1)),
        NOON,
    )
    assert [item.code.id for item in wrong.findings] == ["AGR-021", "AGR-022", "AGR-020"]
    assert wrong.sheet == begin()
    assert apply(begin(), BUYER, (Change(PRICE, 4900, 1),), NOON).sheet.cells[PRICE].value == 4900


def test_what_changed_since_one_looked_and_any_two_moments_side_by_side() -> None:
    sheet = apply(begin(), CARER, (Change(HOURS, 120, 1), Change(DAYS, 30, 1)), NOON).sheet
    looked = sheet.number
    sheet = apply(sheet, BUYER, (Change(HOURS, 110, 2),), NOON + timedelta(hours=1)).sheet
    (since,) = differences(sheet, looked)
    assert (since.before, since.after) == (120, 110)
    assert since.last is not None
    assert since.last.author == BUYER
    assert [(item.before, item.after) for item in differences(sheet, 0, looked)] == [(100, 120), (20, 30)]
    assert at_number(sheet, 0) == {HOURS: 100, DAYS: 20, PRICE: 5000}


def test_a_new_line_leaves_what_stands() -> None:
    more = added(begin(), {HOURS: 1, Place("thuis", "SYN9"): None})
    assert (more.cells[HOURS].value, more.cells[Place("thuis", "SYN9")]) == (100, Cell(None))


class TwoInOneSheet(RuleBasedStateMachine):
    """Both type from what they saw last; what each offered is in the log, in a clash, or stood there already."""

    clashes = Bundle("clashes")

    def __init__(self) -> None:
        super().__init__()
        self.sheet = begin()
        self.seen = {BUYER: begin().cells, CARER: begin().cells}
        self.offered = 0
        self.accounted = 0

    def _keep(self, came: Applied) -> None:
        assert not came.findings
        self.sheet = came.sheet

    @rule(author=st.sampled_from([BUYER, CARER]))
    def looks(self, author: Author) -> None:
        self.seen[author] = self.sheet.cells

    @rule(
        target=clashes,
        author=st.sampled_from([BUYER, CARER]),
        place=st.sampled_from([HOURS, DAYS]),
        value=st.none() | st.integers(0, 5),
    )
    def types(self, author: Author, place: Place, value: int | None) -> Clash | None:
        before = self.sheet.cells[place].value
        came = apply(self.sheet, author, (Change(place, value, self.seen[author][place].version),), NOON)
        self.offered += 1
        self.accounted += bool(came.made) + bool(came.clashes) + (before == value)
        self._keep(came)
        return came.clashes[0] if came.clashes else None

    @rule(clash=clashes, author=st.sampled_from([BUYER, CARER]), offered=st.booleans())
    def chooses(self, clash: Clash | None, author: Author, offered: bool) -> None:  # noqa: FBT001 - drawn
        if clash is not None:
            self._keep(choose(self.sheet, author, clash, offered=offered, at=NOON))

    @rule(author=st.sampled_from([BUYER, CARER]), number=st.integers(1, 6))
    def takes_back(self, author: Author, number: int) -> None:
        came = undo(self.sheet, author, number, NOON)
        self.sheet = came.sheet

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.offered == self.accounted

    @invariant()
    def the_log_makes_the_sheet(self) -> None:
        values = {place: cell.value for place, cell in begin().cells.items()}
        versions = dict.fromkeys(values, 1)
        for number, item in enumerate(self.sheet.log, 1):
            assert isinstance(item, Made)
            assert (item.number, item.before, item.version) == (number, values[item.place], versions[item.place] + 1)
            values[item.place], versions[item.place] = item.after, item.version
        assert values == {place: cell.value for place, cell in self.sheet.cells.items()}
        assert at_number(self.sheet, 0) == {place: cell.value for place, cell in begin().cells.items()}


TwoInOneSheet.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestTwoInOneSheet = TwoInOneSheet.TestCase

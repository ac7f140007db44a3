"""Several people in one draft: nothing that was typed is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from driehoek.application.entry_keeping import Change, DraftState, is_field, kept, settled

ANN, BOB = {"name": "Ann", "at": "14.03"}, {"name": "Bob", "at": "14.04"}
FIELDS = ("answer-a", "answer-b", "lot-x", "cell-x|P1|quantity", "cell-x|P1|capacity", "cell-x|P2|quantity")


def test_a_change_lands_in_its_own_field() -> None:
    changes = [Change("answer-a", "ja"), Change("lot-x", "yes"), Change("cell-x|P1|capacity", " 12 "), Change("x", "?")]
    state = kept(DraftState(), changes, ANN)
    assert state == DraftState(("x",), {"a": "ja"}, {"x": {"P1": ("", "12")}})
    assert kept(state, [Change("lot-x", "no", "yes")], ANN).lots == ()
    assert [is_field(name) for name in ("answer-", "cell-x|P1|price", "lot-x/y", "cell-a|b|quantity")] == [
        False, False, False, True,
    ]  # fmt: skip


def test_two_people_in_one_field_both_keep_their_value_and_a_person_chooses() -> None:
    start = kept(DraftState(), [Change("answer-a", "oud")], ANN)
    state = kept(kept(start, [Change("answer-a", "van Ann", "oud")], ANN), [Change("answer-a", "van Bob", "oud")], BOB)
    assert state.value("answer-a") == "van Ann"
    assert state.clashes == {"answer-a": {**BOB, "value": "van Bob"}}
    assert settled(state, "answer-a", take=True) == DraftState(answers={"a": "van Bob"})
    assert settled(state, "answer-a", take=False) == DraftState(answers={"a": "van Ann"})
    assert settled(state, "answer-b", take=True) is state


def test_two_people_in_two_fields_do_not_hinder_each_other_and_the_same_value_is_no_clash() -> None:
    state = kept(DraftState(), [Change("answer-a", "1", "")], ANN)
    state = kept(state, [Change("answer-b", "2", ""), Change("answer-a", "1", "")], BOB)
    assert (state.answers, state.clashes) == ({"a": "1", "b": "2"}, {})


@given(
    st.lists(
        st.tuples(st.sampled_from(FIELDS), st.sampled_from(("yes", "no", "7")), st.sampled_from(("", "no", "7", None)))
    )
)
def test_what_was_typed_last_stands_in_its_field_or_beside_it(typed: list[tuple[str, str, str | None]]) -> None:
    state = DraftState()
    for name, value, seen in typed:
        state = kept(state, [Change(name, value, seen)], ANN)
        stands = state.value(name) == value or (name.startswith("lot-") and value == "7")
        assert stands or state.clashes[name]["value"] == value
    for name in tuple(state.clashes):
        state = settled(state, name, take=True)
    assert not state.clashes

"""Agree, then sign: marks belong to exactly one content, and the version in force stays until it is replaced."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from driehoek.domain.agreement.agreed import Agreement, Mark, Stage, Version, agree, changed, sign
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import ZERO, Finding, Money

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def mark(content: str) -> Mark:
    return Mark("p", NOON, content)


def begun() -> Agreement:
    return Agreement((Version(1, "a", Money.euros(100)),))


def done(result: Agreement | Finding) -> Agreement:
    assert isinstance(result, Agreement), result
    return result


def signed() -> Agreement:
    made = begun()
    for side in Side:
        made = done(agree(made, side, mark("a")))
    for side in Side:
        made = done(sign(made, side, mark("a")))
    return made


def code(result: Agreement | Finding) -> str:
    assert isinstance(result, Finding), result
    return result.code.id


@pytest.mark.requirement("B-069", "M-339")
def test_nobody_signs_before_both_agreed_so_a_correction_costs_no_signature() -> None:
    one = done(agree(begun(), Side.PROVIDER, mark("a")))
    assert code(sign(one, Side.PROVIDER, mark("a"))) == "AGR-031"
    corrected = changed(one, "b", Money.euros(90))
    assert corrected.last == Version(1, "b", Money.euros(90)), "the mark went with the content"
    assert not corrected.last.signed


def test_who_saw_another_content_agrees_and_signs_nothing() -> None:
    assert code(agree(changed(begun(), "b", ZERO), Side.PURCHASER, mark("a"))) == "AGR-030"
    both = done(agree(done(agree(begun(), Side.PURCHASER, mark("a"))), Side.PROVIDER, mark("a")))
    assert code(sign(both, Side.PURCHASER, mark("b"))) == "AGR-030"


def test_nobody_agrees_to_cells_with_two_values_or_twice() -> None:
    assert code(agree(begun(), Side.PURCHASER, mark("a"), clashes=2)) == "AGR-034"
    one = done(agree(begun(), Side.PURCHASER, mark("a")))
    assert code(agree(one, Side.PURCHASER, mark("a"))) == "AGR-032"
    assert code(agree(signed(), Side.PURCHASER, mark("a"))) == "AGR-033"


def test_a_later_change_makes_a_new_version_and_leaves_the_old_one_in_force() -> None:
    made = changed(signed(), "b", Money.euros(120))
    assert [version.number for version in made.versions] == [1, 2]
    assert made.in_force == signed().last
    assert made.committed == Money.euros(100)
    for side in Side:
        made = done(agree(made, side, mark("b")))
    made = done(sign(made, Side.PURCHASER, mark("b")))
    assert made.committed == Money.euros(100), "one signature is none"
    made = done(sign(made, Side.PROVIDER, mark("b")))
    assert made.committed == Money.euros(120)


def test_the_same_content_changes_nothing() -> None:
    assert changed(signed(), "a", Money.euros(100)) == signed()


class OneAgreement(RuleBasedStateMachine):
    """Whatever the two do, in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.agreement = begun()

    def _keep(self, result: Agreement | Finding) -> None:
        if isinstance(result, Agreement):
            before = self.agreement.in_force
            assert before is None or before in result.versions
            self.agreement = result

    @rule(content=st.sampled_from("abc"))
    def change(self, content: str) -> None:
        self._keep(changed(self.agreement, content, Money.euros(ord(content))))

    @rule(side=st.sampled_from(Side), content=st.sampled_from("abc"))
    def agree(self, side: Side, content: str) -> None:
        self._keep(agree(self.agreement, side, mark(content)))

    @rule(side=st.sampled_from(Side), content=st.sampled_from("abc"))
    def sign(self, side: Side, content: str) -> None:
        self._keep(sign(self.agreement, side, mark(content)))

    @invariant()
    def marks_belong_to_their_content(self) -> None:
        for number, version in enumerate(self.agreement.versions, 1):
            assert version.number == number
            marks = (*version.agreed.values(), *version.signed.values())
            assert all(item.fingerprint == version.fingerprint for item in marks)
            assert not version.signed or version.stage is not Stage.DRAFT

    @invariant()
    def only_the_last_is_open(self) -> None:
        assert all(version.stage is not Stage.DRAFT for version in self.agreement.versions[:-1])


OneAgreement.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestOneAgreement = OneAgreement.TestCase

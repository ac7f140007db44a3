"""Every requirement rule keeps the contract of its kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.tender.requirements import RULES
from driehoek.kernel import Finding, Holds, NotApplicable
from driehoek.testing import requirements as suite
from driehoek.testing.requirements import EXAMPLES, Scene

every_rule = pytest.mark.parametrize("name", sorted(RULES))
every_scene = pytest.mark.parametrize(
    ("name", "scene"), [(name, scene) for name, example in sorted(EXAMPLES.items()) for scene in example.scenes]
)


def test_these_are_the_rules() -> None:
    assert " ".join(sorted(RULES)) == (
        "admission-held choice-accepted client-consultation condition-accepted data-delivery declared declared-laws "
        "document-younger-than established-in-region excluded-when-yes insured penal-articles quality-system "
        "reasoned-ground subcontracting-reported"
    )


def test_every_rule_has_scenes_that_hold_and_that_fail() -> None:
    assert set(EXAMPLES) == set(RULES)
    for name, example in EXAMPLES.items():
        codes = {scene.code for scene in example.scenes}
        assert "" in codes, name
        assert len(codes) > 1, name


@every_rule
def test_a_rule_declares_itself(name: str) -> None:
    suite.check_declaration(name, RULES[name])


@every_scene
def test_a_rule_says_what_the_scene_shows(name: str, scene: Scene) -> None:
    suite.check_scene(name, EXAMPLES[name], scene)
    suite.check_words(suite.outcome_of(name, EXAMPLES[name], scene))


@every_rule
def test_no_answer_is_never_an_answer(name: str) -> None:
    suite.check_silence(name, EXAMPLES[name])


@every_scene
@pytest.mark.requirement("B-049")
def test_order_and_name_play_no_part(name: str, scene: Scene) -> None:
    suite.check_repeats(name, EXAMPLES[name], scene)
    suite.check_blind(name, EXAMPLES[name], scene)


@every_rule
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_rule_never_raises_on_what_people_write(name: str, data: st.DataObject) -> None:
    example = EXAMPLES[name]
    words = st.one_of(st.sampled_from(["yes", "no", "2025-01-01", "4", "140"]), st.text(max_size=12))
    answers = {question.id: data.draw(words) for question in example.questions}
    outcome = suite.outcome_of(name, example, Scene(answers))
    assert isinstance(outcome, Holds | Finding | NotApplicable)


@every_rule
def test_a_finding_of_a_rule_names_the_requirement(name: str) -> None:
    example = EXAMPLES[name]
    outcomes = [suite.outcome_of(name, example, scene) for scene in example.scenes]
    assert all(outcome.subject == "eis 1" for outcome in outcomes if isinstance(outcome, Finding))
    assert any(isinstance(outcome, Holds) for outcome in outcomes)


def test_together_the_scenes_give_each_finding_a_rule_can_give() -> None:
    given_codes = {scene.code for example in EXAMPLES.values() for scene in example.scenes if scene.code}
    assert " ".join(sorted(given_codes)) == (
        "REQ-001 REQ-002 REQ-003 REQ-004 REQ-005 REQ-010 REQ-011 REQ-012 REQ-013 REQ-014 REQ-015 REQ-016 REQ-017 "
        "REQ-018 REQ-019 REQ-020 REQ-021 REQ-022 REQ-023 REQ-025 REQ-026 REQ-027 REQ-028 REQ-029"
    )

"""A policy as fields of a form: every value can be changed where it stands, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from driehoek.adapters.dossier import decode_policy
from driehoek.adapters.dossier.fields import form_fields, with_values

EXAMPLES = Path(__file__).parents[4] / "examples"
NAMES = sorted(item.name for item in EXAMPLES.iterdir() if (item / "policy.yaml").is_file())
AWKWARD = ' é: [x] # y, "z"'


@pytest.mark.parametrize("name", NAMES)
def test_the_same_values_leave_the_text_as_it_was(name: str) -> None:
    text = (EXAMPLES / name / "policy.yaml").read_text(encoding="utf-8")
    assert with_values(text, {item.path: item.value for item in form_fields(text)}) == text


@pytest.mark.parametrize("name", NAMES)
def test_any_text_can_take_the_place_of_any_other_and_all_else_reads_the_same(name: str) -> None:
    text = (EXAMPLES / name / "policy.yaml").read_text(encoding="utf-8")
    fields = form_fields(text)
    wanted = {item.path: item.value.strip() + AWKWARD for item in fields if item.example == "text"}
    assert len(wanted) > 100
    now = {item.path: item.value.strip() for item in form_fields(with_values(text, wanted))}
    assert now == {item.path: wanted.get(item.path, item.value.strip()) for item in fields}


def test_a_value_stays_in_its_own_form() -> None:
    text = "title: Beleid\nyear: 2027\nregime: wlz\nsummary: >-\n  een\n  twee\n"
    text += "# een opmerking\npublished_on: 2026-05-29\n"
    new = with_values(text, {"year": "2028", "summary": "drie " * 40 + "vier", "published_on": "2027-05-28"})
    assert "year: 2028\n" in new
    assert "\n# een opmerking\n" in new
    assert all(len(line) <= 112 for line in new.splitlines())
    assert {item.path: item.value for item in form_fields(new)}["summary"].endswith("drie vier")


def test_a_field_says_what_it_is_and_what_it_can_be() -> None:
    text = (EXAMPLES / "wlz-2027" / "policy.yaml").read_text(encoding="utf-8")
    policy = decode_policy(text.encode()).value
    assert policy is not None
    fields = {item.path: item for item in form_fields(text)}
    assert fields["year"].help == "the contract year."
    assert fields["calendar.milestones[0].day"].names == ("calendar", "milestones", "policy-published", "day")
    assert text.splitlines()[fields["purchaser.contact"].line - 1].strip().startswith("contact:")
    assert fields["questions[0].type"].options[:2] == ("yes-no", "choice")


def test_a_text_that_is_no_yaml_has_no_fields() -> None:
    assert form_fields("a: [") == ()

"""Every registered rule has a name that a policy can write, words, and a test that names it."""

from __future__ import annotations

import re

import pytest
import yaml

from driehoek.testing.rule_examples import EXAMPLES
from tests.structure.saying import none
from tools.pages import ROOT
from tools.rule_examples import KINDS, in_policy
from tools.rules import Rule, rules

RULES = rules()
WORDS = "\n".join(
    file.read_text(encoding="utf-8")
    for kind in ("*.py", "*.yaml")
    for file in sorted((ROOT / "tests").rglob(kind))
    if file.parent.name != "structure"
)


def test_a_test_names_each_rule() -> None:
    none([rule.slug for rule in RULES if not re.search(rf"(?<![\w-]){re.escape(rule.name)}(?![\w-])", WORDS)])


def test_each_rule_says_what_it_does() -> None:
    none([rule.slug for rule in RULES if not (rule.module.__doc__ or "").strip()])


def test_each_parameter_says_what_it_means_and_has_a_lawful_default() -> None:
    wrong = [
        f"{rule.slug}: {param.name}"
        for rule in RULES
        for param in rule.params
        if not (param.meaning.strip() and param.meaning_nl.strip())
        or (isinstance(param.default, str) and param.choices and param.default not in param.choices)
    ]
    none(wrong)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.registry in KINDS], ids=lambda rule: rule.slug)
def test_the_lines_on_the_page_of_a_step_are_those_of_its_example(rule: Rule) -> None:
    text = "\n".join(in_policy(rule.registry, rule.name)).split("```")[1].removeprefix("yaml")
    ((part, (step,)),) = yaml.safe_load(text)["division"].items()
    steps = getattr(EXAMPLES[KINDS[rule.registry]][rule.name].problem.division, part)
    meant = next(item for item in steps if item.use == rule.name)
    written = {
        key: tuple(value) if isinstance(value, list) else str(value) for key, value in step.get("params", {}).items()
    }
    assert (step["use"], written) == (rule.name, dict(meant.params))


def test_every_rule_says_where_in_the_policy_it_stands() -> None:
    none([rule.slug for rule in RULES if not in_policy(rule.registry, rule.name)])


def test_no_name_is_registered_twice_in_a_kind() -> None:
    slugs = [rule.slug for rule in RULES]
    assert len(slugs) == len(set(slugs))

"""Every registered rule has a name that a policy can write, words, and a test that names it."""

from __future__ import annotations

import re

from tests.structure.saying import none
from tools.pages import ROOT
from tools.rules import rules

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


def test_no_name_is_registered_twice_in_a_kind() -> None:
    slugs = [rule.slug for rule in RULES]
    assert len(slugs) == len(set(slugs))

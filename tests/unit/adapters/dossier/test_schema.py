"""The published JSON Schema accepts what the decoder accepts, and marks the slips that people make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from driehoek.adapters.dossier import dossier_page, encode_policy, policy_schema, policy_schema_text
from driehoek.adapters.dossier.tables import TABLES, VOLUMES
from driehoek.application.round import known_rules
from driehoek.domain.policy import Kind, Param
from driehoek.testing.dossiers import POLICY
from driehoek.testing.policies import small_policy

ROOT = Path(__file__).parents[4]
EXAMPLES = sorted((ROOT / "examples").glob("*/policy.yaml"))
PLAIN = jsonschema.Draft202012Validator(policy_schema())
FULL = jsonschema.Draft202012Validator(policy_schema(known_rules()))


class Editor(yaml.SafeLoader):
    """Reads as an editor does: numbers and booleans typed, dates as text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(text: str) -> Any:
    return yaml.load(text, Editor)


def _paths(validator: Any, text: str) -> set[str]:
    return {error.json_path for error in validator.iter_errors(_read(text))}


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(policy_schema(known_rules()))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_validate(path: Path) -> None:
    assert EXAMPLES
    for loaded in (_read(path.read_text(encoding="utf-8")), yaml.load(path.read_bytes(), yaml.BaseLoader)):
        assert [f"{error.json_path} {error.message}" for error in FULL.iter_errors(loaded)] == []


def test_what_we_write_validates() -> None:
    text = encode_policy(small_policy())
    assert [error.message for error in PLAIN.iter_errors(_read(text))] == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("title: Proef", "titel: Proef", "$"),
        ("year: 2027", "year: soon", "$.year"),
        ("2026-06-01", "1-6-2026", "$.published_on"),
        ("weight: 100%", "weight: 40", "$.lots[0].criteria[0].weight"),
        ("type: yes-no", "type: yesno", "$.questions[1].type"),
        ("frames: [regular, extra]", "frame: [regular]", "$.pools[0]"),
        ("lots:\n", "lots: care\ngoals:\n", "$.lots"),
        ("tie_key: seed", "x: 1", "$.division"),
        ("kind: suitability", "kind: eis", "$.requirements[0].kind"),
    ],
)
def test_a_slip_is_marked(old: str, new: str, path: str) -> None:
    assert _paths(PLAIN, POLICY) == set()
    assert old in POLICY
    assert path in _paths(PLAIN, POLICY.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("method: marks", "method: mark", "$.lots[0].criteria[0].method"),
        ("use: declared", "use: verklaard", "$.requirements[0].use"),
        ("tie_key: seed", "tie_key: seed, models: [{id: m, use: ranked}]", "$.division.models[0].use"),
        ("tie_key: seed", "tie_key: seed, tariff: [{id: m, use: ranked-q}]", "$.division.tariff[0].use"),
        ("method: marks", "method: marks, params: {colour: red}", "$.lots[0].criteria[0].params"),
    ],
)
def test_the_names_and_parameters_of_rules_are_known(old: str, new: str, path: str) -> None:
    changed = POLICY.replace(old, new, 1)
    assert path in _paths(FULL, changed)
    assert _paths(PLAIN, changed) == set()


def test_an_obligatory_parameter_is_asked_for_and_its_choices_are_listed() -> None:
    param = Param("how", Kind.TEXT, "how it works", "hoe het werkt", choices=("fast", "slow"))
    validator = jsonschema.Draft202012Validator(policy_schema({"model": {"walk": (param,)}}))
    step = "tie_key: seed, models: [{{id: m, use: walk{}}}]"
    wrong, right, absent = (
        POLICY.replace("tie_key: seed", step.format(text), 1)
        for text in (", params: {how: far}", ", params: {how: slow}", "")
    )
    assert _paths(validator, wrong) == {"$.division.models[0].params.how"}
    assert _paths(validator, right) == set()
    assert _paths(validator, absent) == {"$.division.models[0]"}


def test_every_part_says_what_it_means() -> None:
    schema = policy_schema(known_rules())
    for name, part in [("Policy", schema), *schema["$defs"].items()]:
        for key, field in part["properties"].items():
            assert field.get("description"), f"{name}.{key}"


def test_the_published_schema_names_its_draft() -> None:
    assert json.loads(policy_schema_text())["$schema"].endswith("2020-12/schema")


def test_the_page_names_every_file_and_column() -> None:
    page = dossier_page()
    for table in (*TABLES, VOLUMES):
        assert f"{table.file}\n" in page
        for column in table.columns:
            assert f"| {column.name} | " in page
            assert column.meaning.replace("|", "\\|") in page

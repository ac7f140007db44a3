"""Our packages and our own structure check against the official schemas, with the extensions patched in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from driehoek.adapters.publish import EXTENSION_FILES
from driehoek.adapters.publish.ocds.structure import PARTS, Code, Part

from .test_ocds import package

pytestmark = pytest.mark.standards

EXTENSIONS = (
    "lots",
    "bid",
    "budget_breakdown",
    "budget_and_spend",
    "metrics",
    "requirements",
    "selectionCriteria",
    "techniques",
    "tariffs",
    "contract_signatories",
)
DEFINITIONS = {
    "organization": "Organization",
    "organizationReference": "OrganizationReference",
    "identifier": "Identifier",
    "address": "Address",
    "contactPoint": "ContactPoint",
    "value": "Value",
    "period": "Period",
    "planning": "Planning",
    "budget": "Budget",
    "budgetBreakdown": "BudgetBreakdown",
    "milestone": "Milestone",
    "metric": "Metric",
    "observation": "Observation",
    "tender": "Tender",
    "lot": "Lot",
    "item": "Item",
    "classification": "Classification",
    "criterion": "Criterion",
    "requirementGroup": "RequirementGroup",
    "requirement": "Requirement",
    "selectionCriteria": "SelectionCriteria",
    "selectionCriterion": "SelectionCriterion",
    "techniques": "Techniques",
    "dynamicPurchasingSystem": "DynamicPurchasingSystem",
    "amendment": "Amendment",
    "bids": "Bids",
    "bidsStatistic": "BidsStatistic",
    "award": "Award",
    "contract": "Contract",
    "tariff": "Tariff",
    "allocationRules": "AllocationRules",
    "allocationWeight": "AllocationWeight",
    "allocationStep": "AllocationStep",
    "allocation": "AllocationOutcome",
    "allocationFrame": "AllocationFrame",
    "allocationStepAmount": "AllocationStepAmount",
}


def merged(target: Any, patch: Any) -> Any:
    """JSON Merge Patch (RFC 7396), as the standard applies extensions."""
    if not isinstance(patch, dict):
        return patch
    made = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            made.pop(key, None)
        else:
            made[key] = merged(made.get(key), value)
    return made


def release_schema(standards: Path) -> Any:
    schema = json.loads((standards / "ocds/ocds-1.1.5/schema/release-schema.json").read_bytes())
    for name in EXTENSIONS:
        patch = (standards / "ocds/ocds-extensions" / name / "release-schema.json").read_bytes()
        schema = merged(schema, json.loads(patch))
    return merged(schema, json.loads(EXTENSION_FILES["allocation/release-schema.json"]))


@pytest.mark.parametrize("name", ["wlz-2027", "awbz-2008"])
@pytest.mark.parametrize("per_provider", [False, True])
def test_a_package_is_valid_by_the_official_schema(standards_folder: Path, name: str, *, per_provider: bool) -> None:
    content = json.loads(package(name, per_provider=per_provider))
    schema = release_schema(standards_folder)
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    for release in content["releases"]:
        faults = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in checker.iter_errors(release)]
        assert faults == []
    outer = json.loads((standards_folder / "ocds/ocds-1.1.5/schema/release-package-schema.json").read_bytes())
    outer["properties"]["releases"]["items"] = {"type": "object"}
    assert not list(jsonschema.Draft4Validator(outer).iter_errors(content))


def test_the_official_schema_would_notice(standards_folder: Path) -> None:
    release = json.loads(package())["releases"][-1]
    release["contracts"][0].pop("awardID")
    release["tender"]["lots"][0]["status"] = "klaar"
    checker = jsonschema.Draft4Validator(release_schema(standards_folder))
    assert len(list(checker.iter_errors(release))) == 2


def test_our_structure_check_asks_no_less_than_the_schema(standards_folder: Path) -> None:
    schema = release_schema(standards_folder)
    official = {**{ours: schema["definitions"][theirs] for ours, theirs in DEFINITIONS.items()}, "release": schema}
    for name, shape in PARTS.items():
        if name in {"package", "publisher", "unit"}:
            continue
        assert set(shape.fields) <= set(official[name]["properties"]), name
        assert set(official[name].get("required", ())) <= set(shape.required), name
        for field, what in shape.fields.items():
            theirs = official[name]["properties"][field]
            words = theirs.get("enum") or theirs.get("items", {}).get("enum")
            if isinstance(what, Code):
                assert what.codes <= set(words or what.codes), f"{name}.{field}"
            elif words and not isinstance(what, Part):
                pytest.fail(f"{name}.{field} has a closed list of codes that we do not hold it to")


def texts(item: Any, key: str) -> Iterator[str]:
    if isinstance(item, dict):
        for name, value in item.items():
            if name == key:
                yield from value if isinstance(value, list) else [value]
            yield from texts(value, key)
    elif isinstance(item, list):
        for one in item:
            yield from texts(one, key)


@pytest.mark.parametrize(
    ("key", "path", "file"),
    [
        ("roles", "ocds-1.1.5/schema/codelists", "partyRole.csv"),
        ("awardCriteria", "ocds-1.1.5/schema/codelists", "awardCriteria.csv"),
        ("submissionMethod", "ocds-1.1.5/schema/codelists", "submissionMethod.csv"),
        ("measure", "ocds-extensions/bid/codelists", "bidStatistics.csv"),
    ],
)
def test_codes_of_open_lists_are_in_those_lists(standards_folder: Path, key: str, path: str, file: str) -> None:
    with (standards_folder / "ocds" / path / file).open(encoding="utf-8", newline="") as rows:
        known = {row["Code"] for row in csv.DictReader(rows)}
    content = json.loads(package(per_provider=True))["releases"][-1]
    seen = set(texts(content["bids"] if key == "measure" else content, key))
    assert seen
    assert seen <= known
    milestones = standards_folder / "ocds/ocds-1.1.5/schema/codelists/milestoneType.csv"
    assert "preProcurement" in milestones.read_text(encoding="utf-8")

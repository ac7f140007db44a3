from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from driehoek.adapters.publish import check_package, check_sums, release_package
from driehoek.adapters.publish.ocds.values import moment, number, to_bytes
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.bootstrap.publications import may_publish, on_policy
from driehoek.domain.allocation.verify import OVER_SPACE
from driehoek.domain.policy import Change, Publication
from driehoek.kernel import Finding, Ground, Money, Quantity, Unit, total

EXAMPLES = Path(__file__).parents[4] / "examples"
CONSENT = Ground("Transparantieregeling (SYNTHETIC)", "Iedere aanbieder heeft hiermee ingestemd.")


@cache
def decided(name: str = "wlz-2027", *, per_provider: bool = False) -> RoundOutcome:
    dossier = rounds.load(EXAMPLES / name).dossier
    assert dossier is not None
    publication = Publication("ocds-abc123", per_provider=per_provider, ground=CONSENT) if per_provider else None
    outcome = rounds.decide(replace(dossier, policy=replace(dossier.policy, publication=publication)))
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome


@cache
def package(name: str = "wlz-2027", *, per_provider: bool = False) -> bytes:
    return release_package(decided(name, per_provider=per_provider))


def parsed(name: str = "wlz-2027", *, per_provider: bool = False) -> Any:
    return json.loads(package(name, per_provider=per_provider), parse_float=Decimal)


def decision(name: str = "wlz-2027", *, per_provider: bool = False) -> Any:
    return parsed(name, per_provider=per_provider)["releases"][-1]


@pytest.mark.parametrize("name", ["wlz-2027", "awbz-2008"])
@pytest.mark.parametrize("per_provider", [False, True])
def test_a_package_holds_to_the_standard_and_to_the_decision(name: str, *, per_provider: bool) -> None:
    data = package(name, per_provider=per_provider)
    assert check_package(data) == ()
    assert check_sums(data, decided(name, per_provider=per_provider)) == ()


def test_the_same_round_gives_the_same_bytes_and_ids_that_last() -> None:
    assert release_package(decided()) == package()
    releases = parsed()["releases"]
    assert [item["tag"] for item in releases] == [
        ["planning"],
        ["planningUpdate"],
        ["tender"],
        ["planningUpdate"],
        ["award", "contract"],
    ]
    assert {item["ocid"] for item in releases} == {"ocds-000000-zorgkantoor-voorbeeld-synthetic-wlz-2027"}
    assert releases[0]["id"] == "ocds-000000-zorgkantoor-voorbeeld-synthetic-wlz-2027-2026-05-29-planning"
    assert len({item["id"] for item in releases}) == len(releases)


def test_a_published_change_of_the_policy_is_an_amendment() -> None:
    outcome = decided()
    change = Change(2, date(2026, 6, 24), "Het percentage was te laag.", ("VV",), ("division.tariff",),
                    date(2026, 7, 1), date(2026, 7, 20))  # fmt: skip
    policy = replace(outcome.dossier.policy, version=2, changes=(change,))
    changed = replace(outcome, dossier=replace(outcome.dossier, policy=policy))
    data = release_package(changed)
    assert check_package(data) == ()
    amended = next(item for item in json.loads(data)["releases"] if item["tag"] == ["tenderAmendment"])
    assert amended["date"] == "2026-06-24T00:00:00+02:00"
    assert amended["tender"]["amendments"][0]["rationale"] == "Het percentage was te laag."
    assert amended["tender"]["amendments"][0]["releaseID"] == amended["id"]


def test_by_default_nothing_says_what_one_provider_got() -> None:
    outcome, data = decided(), package()
    for provider in outcome.dossier.providers:
        assert provider.contract.code.encode() not in data
        assert provider.name.encode() not in data
    release = decision()
    agreed = total(line.amount for line in outcome.lines)
    assert [Money.parse(str(item["value"]["amount"])) for item in release["awards"]] == [agreed]
    assert [party["roles"] for party in release["parties"]] == [["buyer", "procuringEntity", "funder"]]


@pytest.mark.requirement("M-028")
def test_per_provider_only_on_a_ground_and_never_of_few_clients() -> None:
    outcome, release = decided(per_provider=True), decision(per_provider=True)
    named = {party["id"] for party in release["parties"] if "supplier" in party["roles"]}
    assert 10 < len(named) <= 36
    agreed: dict[str, Money] = {}
    for line in outcome.lines:
        agreed[line.contract.code] = agreed.get(line.contract.code, Money(0)) + line.amount
    for award in release["awards"]:
        for supplier in award.get("suppliers", ()):
            contract = supplier["id"].removeprefix("NL-AGB-")
            assert Money.parse(str(award["value"]["amount"])) == agreed[contract]
    for contract in release["contracts"]:
        for seen in contract.get("agreedMetrics", [{"observations": []}])[0]["observations"]:
            if seen["id"] != "overig" and seen["unit"]["id"] == "14":
                assert seen["measure"] >= 10 * 366
    bare = replace(outcome.dossier.policy, publication=Publication("ocds-abc123", per_provider=True))
    assert [finding.code.id for finding in on_policy(bare)] == ["PUB-002"]
    assert on_policy(outcome.dossier.policy) == []
    assert [finding.code.id for finding in on_policy(decided().dossier.policy)] == ["PUB-003"]


def test_what_was_not_decided_or_not_verified_is_not_published() -> None:
    outcome = decided(per_provider=True)
    fault = Finding(OVER_SPACE, "regio/regular", seen="1", wanted="0")
    assert may_publish(outcome, outcome.decision_fingerprint) == []
    codes = [item.code.id for item in may_publish(replace(outcome, verification=(fault,)), "another")]
    assert codes == ["PUB-001", "PUB-004"]


def test_a_deviation_by_hand_cannot_be_read_from_the_steps() -> None:
    frames = {frame["id"]: frame for frame in decision()["allocation"]["frames"]}
    steps = {(item.get("step", ""), item.get("kind", "")) for item in frames["regio/regular"]["stepAmounts"]}
    assert not any(kind == "adjustment" for _, kind in steps)
    assert ("money-follows-client", "grant") in steps
    together = [item for item in frames["regio/regular"]["stepAmounts"] if "step" not in item]
    # the 25,000 euros of the deviation are less than half of what they are hidden in
    assert all(item["value"]["amount"] > 50_000 for item in together)
    assert together


def test_what_was_asked_and_by_which_rules_stands_in_the_tender() -> None:
    tender = next(item for item in parsed()["releases"] if item["tag"] == ["tender"])["tender"]
    assert {lot["id"] for lot in tender["lots"]} == {"regulier", "innovatie"}
    assert {item["classification"]["id"] for item in tender["items"]} == {"85144100", "85311200", "85121270"}
    criterion = next(item for item in tender["criteria"] if item["id"] == "insolvent")
    assert criterion["requirementGroups"][0]["requirements"][0]["expectedValue"] is False
    weights = {item["id"]: item["weight"] for item in tender["allocationRules"]["weights"]}
    assert weights == {
        "client-value": Decimal("0.5"),
        "labour-saving": Decimal("0.3"),
        "shared-with-others": Decimal("0.2"),
    }
    assert [item["id"] for item in tender["allocationRules"]["steps"]][:2] == ["reserve", "base-vv"]
    assert tender["techniques"]["hasDynamicPurchasingSystem"] is True
    assert tender["tenderPeriod"] == {
        "startDate": "2026-06-29T09:00:00+02:00",
        "endDate": "2026-07-31T17:00:00+02:00",
    }


def test_moments_amounts_and_numbers_are_exact() -> None:
    assert moment(date(2027, 1, 1), last=True) == "2027-01-01T23:59:59+01:00"
    assert moment(datetime.fromisoformat("2026-07-31T17:00")) == "2026-07-31T17:00:00+02:00"
    assert to_bytes({"a": number(Money(10_000_000_000_001)), "b": number(Quantity(90, Unit.HOUR))}) == (
        b'{\n "a": 100000000000.01,\n "b": 1.50\n}\n'
    )


def award(release: Any) -> Any:
    return release["awards"][0]


FAULTS: list[tuple[str, Callable[[Any], object]]] = [
    ("PUB-102", lambda item: item.pop("initiationType")),
    ("PUB-102", lambda item: award(item)["value"].pop("currency")),
    ("PUB-103", lambda item: item.update(prijs=1)),
    ("PUB-104", lambda item: item.update(date="2026-10-09")),
    ("PUB-104", lambda item: item.update(date="2026-13-09T00:00:00+02:00")),
    ("PUB-104", lambda item: award(item)["value"].update(amount="12,50")),
    ("PUB-104", lambda item: item["tender"]["lots"][0].update(title=7)),
    ("PUB-104", lambda item: item["bids"].update(statistics={"id": "a"})),
    ("PUB-105", lambda item: item.update(tag=["gunning"])),
    ("PUB-105", lambda item: item["tender"].update(status="klaar")),
    ("PUB-106", lambda item: item["awards"].append(copy.deepcopy(award(item)))),
    ("PUB-106", lambda item: item["tender"]["lots"].append(item["tender"]["lots"][0])),
    ("PUB-107", lambda item: item["contracts"][0].update(awardID="award-elders")),
    ("PUB-107", lambda item: award(item).update(relatedLots=["elders"])),
    ("PUB-107", lambda item: item["buyer"].update(id="niemand")),
    ("PUB-107", lambda item: item["allocation"]["frames"][0].update(id="elders/regular")),
    ("PUB-108", lambda item: item["tender"].update(title="")),
    ("PUB-109", lambda item: item.update(ocid="ocds-000000-een-andere")),
]


@pytest.mark.parametrize(("code", "spoil"), FAULTS)
def test_every_fault_in_the_structure_is_told_and_nothing_else(code: str, spoil: Callable[[Any], object]) -> None:
    content = json.loads(package())
    spoil(content["releases"][-1])
    found = check_package(json.dumps(content).encode())
    assert [finding.code.id for finding in found] == [code]
    assert found[0].sentence() != found[0].mend()


def test_what_is_no_json_or_no_package_is_told() -> None:
    assert [item.code.id for item in check_package(b"{")] == ["PUB-101"]
    assert {item.code.id for item in check_package(b"[]")} == {"PUB-104"}
    assert {item.code.id for item in check_package(b'{"releases": [1]}')} >= {"PUB-102", "PUB-104"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda item: award(item)["value"].update(amount=1),
        lambda item: item["contracts"][0]["value"].update(amount=1),
        lambda item: item["contracts"][0]["agreedMetrics"][0]["observations"][0]["value"].update(amount=1),
        lambda item: item["planning"]["budget"]["amount"].update(amount=1),
        lambda item: item["allocation"]["frames"][0]["granted"].update(amount=1),
    ],
)
def test_a_sum_that_is_not_that_of_the_decision_is_told(spoil: Callable[[Any], object]) -> None:
    content = json.loads(package())
    spoil(content["releases"][-1])
    found = check_sums(json.dumps(content).encode(), decided())
    assert {finding.code.id for finding in found} == {"PUB-201"}


def test_one_cent_is_told() -> None:
    text = package().decode()
    agreed = total(line.amount for line in decided().lines)
    assert check_sums(text.replace(str(agreed), str(agreed + Money(1))).encode(), decided())


def test_space_that_moved_stands_beside_the_space() -> None:
    outcome = decided()
    frame = next(iter(outcome.allocation.reserved))
    moved = replace(outcome.allocation, moved={frame: {"ruil": Money.euros(-1_000)}})
    data = release_package(replace(outcome, allocation=moved))
    told = next(item for item in json.loads(data)["releases"][-1]["allocation"]["frames"] if item["id"] == str(frame))
    assert told["moved"]["amount"] == -1000
    assert check_package(data) == ()
    assert check_sums(data, replace(outcome, allocation=moved)) == ()
    assert {item.code.id for item in check_sums(data.replace(b"-1000.00", b"-999.00", 1), outcome)} == {"PUB-201"}


def test_a_region_of_few_clients_has_no_sum() -> None:
    outcome = decided()
    few = tuple(replace(line, quantity=Quantity(1, line.quantity.unit)) for line in outcome.lines[:2])
    data = release_package(replace(outcome, lines=few))
    release = json.loads(data)["releases"][-1]
    assert "value" not in release["awards"][0]
    assert "agreedMetrics" not in release["contracts"][0]
    assert all("granted" not in frame for frame in release["allocation"]["frames"])
    assert check_package(data) == ()
    assert check_sums(data, replace(outcome, lines=few)) == ()

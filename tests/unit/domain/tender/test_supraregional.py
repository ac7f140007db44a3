"""The three categories of providers that work across regions, and who breaks the rules of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from driehoek.domain.policy import Policy, Pool, ProviderGroup, RequirementKind, RequirementUse
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.domain.tender.supraregional import Reach, check_reach, reach_of
from driehoek.kernel import Agb
from driehoek.testing.policies import small_policy
from driehoek.testing.rounds import small_provider

HERE, THERE = "5527", "5528"
NATIONAL, ADJOINING, MANY = (reach.value for reach in Reach)


def policy() -> Policy:
    """Two regions with a lot each."""
    made = small_policy()
    lots = (replace(made.lots[0], id="hier"), replace(made.lots[0], id="daar", pool="brabant"))
    pools = (*made.pools, Pool("brabant", "Brabant", (THERE,)))
    return replace(made, lots=lots, pools=pools, requirements=())


def contract(number: int, *marks: str, region: str = HERE, seat: str = HERE, organisation: int = 1) -> Provider:
    return replace(
        small_provider(f"0601000{number}"),
        provider=Agb(f"0609000{organisation}"),
        region=region,
        seat_region=seat,
        categories=marks,
    )


def found(
    *providers: Provider, lots: tuple[str, ...] = ("hier",), made: Policy | None = None, **transfers: str
) -> list[tuple[str, str, str]]:
    offered = [Submission(one.contract, datetime.fromisoformat("2026-07-01T10:00"), lots, {}) for one in providers]
    findings = check_reach(made or policy(), providers, offered, transfers)
    return [(item.code.id, item.subject, item.seen) for item in findings]


def test_a_provider_without_a_mark_is_regional_and_free() -> None:
    assert found(contract(1, region=THERE), contract(2), lots=("hier", "daar"), overheveling="06010001") == []
    assert reach_of(contract(1, "a")) is None


def test_nobody_stands_in_two_categories() -> None:
    both = contract(1, NATIONAL, MANY)
    assert found(both) == [("SUP-001", "06010001", f"{NATIONAL}, {MANY}")]
    assert reach_of(both) is None


@pytest.mark.requirement("E-045")
def test_a_national_facility_bundles_all_regions_in_one_contract() -> None:
    one, other = contract(1, NATIONAL), contract(2, NATIONAL, region=THERE)
    assert found(one) == []
    assert found(one, other) == [("SUP-002", "06090001", "06010001, 06010002")]
    assert found(one, replace(other, provider=Agb("06090002"))) == []
    # a separate admission per area stays possible
    assert found(one, replace(other, categories=(NATIONAL, "separate-admission"))) == []


@pytest.mark.requirement("E-046")
def test_an_institution_in_adjoining_regions_is_not_split_up_and_has_its_contract_at_the_main_seat() -> None:
    one, satellite = contract(1, ADJOINING), contract(2, ADJOINING, region=THERE)
    assert found(one) == []
    assert found(one, satellite) == [
        ("SUP-003", "06090001", "06010001, 06010002"),
        ("SUP-004", "06010002", THERE),
    ]
    # transfer of space for it is allowed
    assert found(one, overheveling="06010001") == []


@pytest.mark.requirement("E-047")
def test_in_many_regions_a_provider_competes_in_each_with_an_admission_there() -> None:
    here = contract(1, MANY)
    assert found(here) == []
    assert found(here, lots=("hier", "daar")) == [("SUP-005", "06010001", "daar")]
    assert found(here, contract(2, MANY, region=THERE), lots=()) == []
    assert found(here, overheveling="06010001") == [("SUP-006", "06010001", "overheveling")]


@pytest.mark.requirement("E-047")
def test_who_is_new_in_an_area_is_asked_for_its_admission() -> None:
    new = replace(contract(1, MANY), group=ProviderGroup.NEW_TO_OFFICE)
    assert found(new) == [("SUP-007", "06010001", "")]
    admission = RequirementUse("toelating", RequirementKind.SUITABILITY, "admission-held", "Een toelating")
    assert found(new, made=replace(policy(), requirements=(admission,))) == []
    elsewhere = replace(admission, lots=("daar",))
    assert found(new, made=replace(policy(), requirements=(elsewhere,))) == [("SUP-007", "06010001", "")]


def test_what_was_withdrawn_is_not_entered() -> None:
    here = contract(1, MANY)
    gone = Submission(
        here.contract,
        datetime.fromisoformat("2026-07-01T10:00"),
        ("daar",),
        {},
        withdrawn_on=datetime.fromisoformat("2026-07-02T10:00"),
    )
    assert check_reach(policy(), (here,), (gone,), {}) == ()

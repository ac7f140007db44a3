"""The workbench in the portal: who gains and loses at once, nothing of the round changes, scenarios side by side."""

from __future__ import annotations

import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.db import ProgrammingError, connections

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Contract, KeptScenario, Membership, Role, Round
from driehoek.application.what_if.options import with_options
from driehoek.application.what_if.scenario import Scenario
from driehoek.application.what_if.steps import step_runs
from driehoek.application.what_if.trial import Tried
from driehoek.bootstrap.rounds import decide, load
from driehoek.bootstrap.stored_rounds import export
from driehoek.bootstrap.stored_workbench import Workbench, plain_number, scenario_of, try_out, workbench_at
from driehoek.domain.allocation import ReasonKind
from driehoek.kernel import ZERO, dutch, total
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import EXAMPLE, signed_in

SPACE = "turn-space:regio/regular"


@pytest.fixture
def found(portal: None) -> Iterator[Round]:
    yield Round.objects.using("owner").get(slug="wlz-2027")
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM store_keptscenario")


def purchasing() -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[0]
    return Actor(held.organisation_id, Role.PURCHASING, held.person_id)


def test_a_turned_dial_shows_who_gains_and_loses_and_changes_nothing_of_the_round(found: Round) -> None:
    with acting(purchasing()):
        made = workbench_at(found.pk, MID_COURSE)
        before = export(found.pk, MID_COURSE)
    assert isinstance(made, Workbench)
    scenario, _ = scenario_of("minder", {"space:regio/regular": "-60%", "base-gz.percent": "95,4%"})
    assert scenario is not None
    tried = try_out(made, scenario)
    assert isinstance(tried, Tried)
    page = signed_in(Role.PURCHASING).get(
        f"/inkoop/{found.pk}/werkbank/", {SPACE: "-60%", "turn-base-gz.percent": "95,4%"}
    )
    text = unescape(page.content.decode())
    losing = [item for item in tried.effects.each if item.change.difference < ZERO]
    assert losing
    assert f"<strong>{len(losing)}</strong> krijgen minder" in text
    assert dutch.amount(losing[-1].change.after) in text
    assert "Waar het knelt" in text
    with acting(purchasing()):
        assert export(found.pk, MID_COURSE) == before


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (" € 2.839.142.000,50", "2839142000.50"),
        ("95,5 %", "95.5%"),
        ("-0,5%", "-0.5%"),
        ("96.4%", "96.4%"),
        ("2.839.142.000", "2839142000"),
        ("\N{MINUS SIGN}2%", "-2%"),
        ("96.125%", "96.125%"),
    ],
)
def test_a_number_as_dutch_people_type_it_is_read(typed: str, wanted: str) -> None:
    assert plain_number(typed) == wanted


def test_the_same_scenario_as_by_the_command(found: Round) -> None:
    by_page, _ = scenario_of("x", {"space:regio/regular": "-2%", "first-volume.share": "85%", "base:GZ": "+0,1%"})
    options = {"--space": ["regio/regular-=2%"], "--set": ["first-volume.share=85%"], "--base": ["GZ+=0.1%"]}
    assert by_page == with_options(Scenario("x"), options).scenario


def test_what_cannot_be_read_is_told_with_its_mend(found: Round) -> None:
    page = signed_in(Role.CONTROL).get(f"/inkoop/{found.pk}/werkbank/", {SPACE: "veel"}).content.decode()
    assert "geeft geen uitkomst" in page
    assert "veel" in page


def test_a_scenario_is_kept_for_the_purchaser_alone_and_four_stand_side_by_side(found: Round) -> None:
    buyer = signed_in(Role.PURCHASING)
    for number in range(1, 6):
        buyer.post(f"/inkoop/{found.pk}/werkbank/bewaar/", {SPACE: f"-{number * 10}%", "title": f"Min {number}"})
    again = {SPACE: "-1%", "title": "Min 1"}
    page = buyer.post(f"/inkoop/{found.pk}/werkbank/bewaar/", again, follow=True).content.decode()
    assert "Er is al een scenario met de naam Min 1" in unescape(page)
    with acting(purchasing()):
        kept = list(KeptScenario.objects.order_by("title").values_list("pk", flat=True))
    assert len(kept) == 5
    address = f"/inkoop/{found.pk}/werkbank/naast-elkaar/"
    four = buyer.get(address, {"scenario": kept[:4]}).content.decode()
    assert all(f">Min {number}</th>" in four for number in range(1, 5))
    assert "Kies er ten hoogste 4" in buyer.get(address, {"scenario": kept}).content.decode()
    provider = Contract.objects.using("owner").get(agb="99000002").provider_id
    with acting(Actor(provider, Role.PROVIDING)):
        assert KeptScenario.objects.count() == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting(Actor(provider, Role.PROVIDING)):
        KeptScenario.objects.create(
            round=found, purchaser_id=found.purchaser_id, title="x", content="title: x", kept_at=MID_COURSE
        )
    buyer.post(f"/inkoop/{found.pk}/werkbank/{kept[0]}/weg/")
    with acting(purchasing()):
        assert KeptScenario.objects.count() == 4


def test_the_page_of_one_region_takes_less_than_a_second(found: Round) -> None:
    client = signed_in(Role.PURCHASING)
    client.get(f"/inkoop/{found.pk}/werkbank/")
    taken = []
    for number in range(3):
        start = time.perf_counter()
        answer = client.get(f"/inkoop/{found.pk}/werkbank/", {SPACE: f"-{number + 2}%"})
        taken.append(time.perf_counter() - start)
        assert answer.status_code == 200
    assert min(taken) < 1


def test_the_steps_close_on_what_is_granted() -> None:
    dossier = load(Path(EXAMPLE)).dossier
    assert dossier is not None
    outcome = decide(dossier)
    assert not isinstance(outcome, tuple)
    by_hand = total(r.amount for r in outcome.allocation.reasons if r.kind is ReasonKind.ADJUSTMENT)
    granted = total(grant.money for grant in outcome.allocation.grants)
    assert total(item.granted for item in step_runs(outcome)) + by_hand == granted

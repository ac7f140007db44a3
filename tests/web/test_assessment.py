"""The assessment in the portal: blind to each other, a conflict gives no marks, and what came of it in the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connections
from django.test import Client

from driehoek.adapters.store import assessing
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Assignment, GivenMark, Interest, Membership, Role, Round, RoundFile
from driehoek.adapters.store.round_files import files_at
from driehoek.bootstrap.stored_assessment import board_at
from tests.web.conftest import signed_in


@pytest.fixture
def found(portal: None) -> Round:
    return Round.objects.using("owner").get(slug="wlz-2027")


@pytest.fixture
def closed(found: Round, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The day after the window closed."""
    assert found.closes_at is not None
    moment = found.closes_at + timedelta(days=1)
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: moment)
    return moment


@pytest.fixture(autouse=True)
def clean(found: Round) -> Iterator[None]:
    """Marks as they were before the test, also what was settled."""
    yield
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM store_givenmark")
        cursor.execute("DELETE FROM store_interest")
        cursor.execute("UPDATE store_assignment SET handed_in_at = NULL, released_at = NULL, released_because = ''")
        cursor.execute(
            "DELETE FROM store_roundfile WHERE path = 'marks.csv' AND (isempty(valid) OR lower(valid) > '2026-01-01')"
        )
        cursor.execute("UPDATE store_roundfile SET valid = tstzrange(lower(valid), NULL) WHERE path = 'marks.csv'")
        cursor.execute("SET session_replication_role = DEFAULT")


def assessor(number: int) -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.ASSESSING).order_by("pk")[number]
    return Actor(held.organisation_id, Role.ASSESSING, held.person_id)


def purchasing() -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[0]
    return Actor(held.organisation_id, Role.PURCHASING, held.person_id)


def task(number: int) -> Assignment:
    return Assignment.objects.using("owner").get(person_id=assessor(number).somebody)


def to_mark(found: Round, at: datetime) -> list[str]:
    with acting(purchasing()):
        made, _ = board_at(found.pk, at)
    assert made is not None
    return sorted(made.marked[0].answers)


def give(client: Client, found: Round, number: int, contract: str, **said: str) -> str:
    address = f"/inkoop/{found.pk}/cijfers/{task(number).pk}/{contract}/"
    form = {"interest": "none", "points": "7,5", "motivation": "Concreet plan (SYNTHETIC).", **said}
    return client.post(address, form, follow=True).content.decode()


def test_marks_stay_shut_until_all_have_handed_in_and_then_are_the_marks_of_the_dossier(
    found: Round, closed: datetime
) -> None:
    contracts = to_mark(found, closed)
    first, second = signed_in(Role.ASSESSING), signed_in(Role.ASSESSING, 1)
    for contract in contracts:
        give(first, found, 0, contract)
    answer = first.post(f"/inkoop/{found.pk}/cijfers/{task(0).pk}/inleveren/", follow=True).content.decode()
    assert "staan vast" in answer
    for actor in (assessor(1), purchasing()):  # the database, not the page, keeps the mark shut
        with acting(actor):
            assert GivenMark.objects.count() == 0
            assert RoundFile.objects.filter(path="marks.csv").count() == 1
    assert "Concreet plan" not in second.get(f"/inkoop/{found.pk}/beoordeling/{contracts[0]}/").content.decode()

    for contract in contracts:
        give(second, found, 1, contract, points="6", motivation="Minder uitgewerkt (SYNTHETIC).")
    second.post(f"/inkoop/{found.pk}/cijfers/{task(1).pk}/inleveren/")
    with acting(assessor(0)):
        assert GivenMark.objects.count() == 2 * len(contracts)
        lines = files_at(found.pk, closed + timedelta(seconds=1), ["marks.csv"])["marks.csv"].splitlines()
    assert lines[1] == f"{contracts[0]};client-value;beoordelaar-1;7.5;Concreet plan (SYNTHETIC)."
    assert len(lines) == 1 + 2 * len(contracts)
    page = signed_in(Role.PURCHASING).get(f"/inkoop/{found.pk}/beoordeling/{contracts[0]}/").content.decode()
    assert "Minder uitgewerkt" in page


def test_a_mark_without_motivation_or_outside_the_scale_is_refused_in_words(found: Round, closed: datetime) -> None:
    contract, client = to_mark(found, closed)[0], signed_in(Role.ASSESSING)
    assert "De aanbieder leest uw motivering" in give(client, found, 0, contract, motivation="  ")
    for points in ("11", "-1", "zeven", "7,555", "NaN"):
        assert "Geef een cijfer van 0 tot en met 10" in give(client, found, 0, contract, points=points)
    with acting(assessor(0)):
        assert GivenMark.objects.count() == 0


def test_who_declares_a_conflict_gives_no_mark_and_loses_the_one_it_gave(found: Round, closed: datetime) -> None:
    contract, client = to_mark(found, closed)[0], signed_in(Role.ASSESSING)
    give(client, found, 0, contract)
    page = give(client, found, 0, contract, interest="conflict", conflict="Ik werkte hier tot mei (SYNTHETIC).")
    assert "belang verklaard" in page
    with acting(assessor(0)):
        assert GivenMark.objects.count() == 0
        assert Interest.objects.get(contract=contract).has_conflict
    with pytest.raises(IntegrityError, match="conflict"), acting(assessor(0)):
        mark(task(0), assessor(0), contract, closed)


def mark(assignment: Assignment, actor: Actor, contract: str, at: datetime) -> GivenMark:
    return GivenMark.objects.create(
        assignment=assignment,
        purchaser_id=actor.organisation,
        person_id=actor.somebody,
        contract=contract,
        points=1,
        motivation="x",
        given_at=at,
    )


def free(found: Round, actor: Actor, contract: str, at: datetime) -> None:
    Interest.objects.create(
        round=found,
        purchaser_id=actor.organisation,
        person_id=actor.somebody,
        contract=contract,
        has_conflict=False,
        declared_at=at,
    )


def test_the_database_refuses_marks_for_another_before_closing_and_after_handing_in(
    found: Round, closed: datetime
) -> None:
    contract, actor = to_mark(found, closed)[0], assessor(0)
    with acting(actor):
        free(found, actor, contract, closed)
    with pytest.raises(IntegrityError, match="can still change"), acting(actor):
        mark(task(0), actor, contract, closed - timedelta(days=2))
    with pytest.raises((IntegrityError, ProgrammingError), match="for another"), acting(actor):
        mark(task(1), actor, contract, closed)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(purchasing()):
        mark(task(0), actor, contract, closed)
    with pytest.raises((IntegrityError, ProgrammingError), match="hands in for another"), acting(purchasing()):
        Assignment.objects.filter(pk=task(0).pk).update(handed_in_at=closed)
    with acting(actor):
        given = mark(task(0), actor, contract, closed)
        Assignment.objects.filter(pk=task(0).pk).update(handed_in_at=closed)
    for change in (lambda: GivenMark.objects.filter(pk=given.pk).update(points=9), given.delete):
        with pytest.raises(IntegrityError, match="never change"), acting(actor):
            change()


def test_nobody_is_added_once_the_marks_can_be_read(found: Round, closed: datetime) -> None:
    for number in (0, 1):
        with acting(assessor(number)):
            Assignment.objects.filter(pk=task(number).pk).update(handed_in_at=closed)
    person = Membership.objects.using("owner").get(role=Role.CONTROL).person_id
    with pytest.raises(IntegrityError, match="open already"), acting(purchasing()):
        Assignment.objects.create(
            round=found,
            purchaser_id=purchasing().organisation,
            person_id=person,
            criterion="client-value",
            label="beoordelaar-3",
            assigned_at=closed,
        )


def test_an_assessor_who_cannot_finish_is_released_with_a_reason(found: Round, closed: datetime) -> None:
    contracts = to_mark(found, closed)
    for contract in contracts:
        give(signed_in(Role.ASSESSING), found, 0, contract)
    signed_in(Role.ASSESSING).post(f"/inkoop/{found.pk}/cijfers/{task(0).pk}/inleveren/")
    address = f"/inkoop/{found.pk}/beoordeling/ontslaan/{task(1).pk}/"
    buyer = signed_in(Role.PURCHASING)
    assert "Schrijf op waarom" in buyer.post(address, {"because": " "}, follow=True).content.decode()
    buyer.post(address, {"because": "Langdurig ziek (SYNTHETIC)."})
    with acting(purchasing()):
        text = files_at(found.pk, closed + timedelta(seconds=1), ["marks.csv"])["marks.csv"]
    assert "beoordelaar-1" in text
    assert "beoordelaar-2" not in text


def test_handing_in_half_is_refused(found: Round, closed: datetime) -> None:
    client, contracts = signed_in(Role.ASSESSING), to_mark(found, closed)
    give(client, found, 0, contracts[0])
    page = client.post(f"/inkoop/{found.pk}/cijfers/{task(0).pk}/inleveren/", follow=True).content.decode()
    assert "U bent nog niet klaar" in page
    assert task(0).handed_in_at is None


def test_the_board_says_per_submission_what_holds_fails_and_does_not_apply_because(
    found: Round, closed: datetime
) -> None:
    buyer = signed_in(Role.PURCHASING)
    page = buyer.get(f"/inkoop/{found.pk}/beoordeling/").content.decode()
    with acting(purchasing()):
        made, _ = board_at(found.pk, closed)
    assert made is not None
    assert page.count("/beoordeling/9900") == len(made.rows) in (28, 29)  # another test may have handed in 99000001
    for row in made.rows:
        assert row.holds + row.fails + row.idle == len(row.tests)
    failing = next(row for row in made.rows if row.fails)
    own = buyer.get(f"/inkoop/{found.pk}/beoordeling/{failing.contract}/").content.decode()
    wrong = next(test for test in failing.tests if test.outcome == "fails")
    assert "Klopt niet" in own
    assert wrong.because[:40] in own
    assert "Geldt niet" in own


def test_what_the_database_refuses_is_told_in_words(found: Round, closed: datetime) -> None:
    contract, actor, buyer = to_mark(found, closed)[0], assessor(0), purchasing()
    control = Membership.objects.using("owner").get(role=Role.CONTROL).person_id

    def marked(at: datetime) -> str:
        with acting(actor):
            refused = assessing.give(actor, task(0), contract, Decimal(7), "Goed plan (SYNTHETIC).", at)
        return refused.code.id if refused else ""

    def assigned(person: UUID) -> str:
        with acting(buyer):
            refused = assessing.assign(buyer, found.pk, person, "client-value", closed)
        return refused.code.id if refused else ""

    assert marked(closed) == "STO-023"
    with acting(actor):
        free(found, actor, contract, closed)
    assert marked(closed - timedelta(days=2)) == "STO-024"
    assert marked(closed) == ""
    assert assigned(actor.somebody) == "STO-020"
    for number in (0, 1):
        with acting(assessor(number)):
            assessing.hand_in(assessor(number), Assignment.objects.get(pk=task(number).pk), closed)
    assert marked(closed) == "STO-022"
    assert assigned(control) == "STO-021"

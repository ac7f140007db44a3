"""Clients in the portal: input past the board, answers with reasons, drafts to organisations, paper, and the report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pikepdf
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from driehoek.adapters.store import councils
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.councils import ask, inputs_of
from driehoek.adapters.store.models import (
    Consultation,
    Contract,
    CouncilAnswer,
    CouncilInput,
    CouncilShare,
    Membership,
    Organisation,
    OrganisationKind,
    OutboxEntry,
    Person,
    Role,
    Round,
    RoundFile,
    RoundState,
    Submission,
)
from driehoek.adapters.store.round_files import files_at, keep_files
from driehoek.application.council.pages import NO_PAGES
from driehoek.bootstrap.stored_inputs import pages_of
from driehoek.bootstrap.stored_rounds import dossier_of, export
from driehoek.domain.quality import Followed, Way
from driehoek.kernel import Finding
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in

CONTRACT = "99000001"
SOON = date(2026, 7, 24)


@pytest.fixture
def found(portal: None) -> Round:
    return Round.objects.using("owner").get(slug="wlz-2027")


def actor(kind: OrganisationKind, role: Role) -> Actor:
    """Somebody of the example in a role; of providers, the one whose council there is."""
    rows = Membership.objects.using("owner").filter(organisation__kind=kind, role=role).order_by("pk")
    held = rows.first()
    if held is not None:
        return Actor(held.organisation_id, role, held.person_id)
    return Actor(Organisation.objects.using("owner").get(kind=kind).pk, role)


def provider() -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0]
    return Actor(held.organisation_id, Role.PROVIDING, held.person_id)


def purchaser() -> Actor:
    return actor(OrganisationKind.PURCHASER, Role.PURCHASING)


@pytest.mark.requirement("M-018")
def test_a_council_speaks_past_the_board_and_sees_what_was_done_with_it(found: Round) -> None:
    council, buyer, board = signed_in(Role.COUNCIL), signed_in(Role.PURCHASING), signed_in(Role.SIGNING)
    page = council.post(f"/inspraak/{found.pk}/", {"way": "disagrees", "text": ""}).content.decode()
    assert "zegt nog niet wat de raad vindt" in page
    typed = {
        "way": "disagrees",
        "text": "De nachtdienst verdwijnt.",
        "matter": "quality-and-safety",
        "contract": CONTRACT,
    }
    council.post(f"/inspraak/{found.pk}/", typed)
    given = CouncilInput.objects.using("owner").get(text="De nachtdienst verdwijnt.")
    with acting(provider()):
        assert CouncilInput.objects.filter(pk=given.pk).count() == 0
    assert "nachtdienst" not in board.get("/aanbieder/clientenraad/").content.decode()

    refused = buyer.post(
        f"/inkoop/{found.pk}/inspraak/{given.pk}/", {"followed": "followed", "response": ""}, follow=True
    )
    assert "waarom wel of niet" in refused.content.decode()
    answer = {"followed": "partly", "response": "De nachtdienst blijft op één locatie."}
    buyer.post(f"/inkoop/{found.pk}/inspraak/{given.pk}/", answer)
    told = council.get("/inspraak/").content.decode()
    assert "De nachtdienst blijft op één locatie." in told
    assert "voor een deel overgenomen" in told
    with acting(provider()):
        assert CouncilAnswer.objects.filter(input=given.pk).count() == 0

    council.post(f"/inspraak/inbreng/{given.pk}/delen/")
    assert "De nachtdienst verdwijnt." in board.get("/aanbieder/clientenraad/").content.decode()
    again = council.post(f"/inspraak/inbreng/{given.pk}/delen/", follow=True).content.decode()
    assert "al met het bestuur gedeeld" in again


def test_what_was_said_is_a_file_of_the_dossier_as_it_stood_at_each_moment(found: Round) -> None:
    council = signed_in(Role.COUNCIL)
    council.post(f"/inspraak/{found.pk}/", {"way": "advised", "text": "Meer dagbesteding;\nook in het weekend."})
    with acting(purchaser()):
        before = files_at(found.pk, MID_COURSE - timedelta(days=90))
        files = export(found.pk, MID_COURSE)
    assert "client-input.csv" not in before
    dossier, findings = dossier_of(files)
    assert dossier is not None, [str(item) for item in findings]
    said = {item.text: item for item in dossier.client_input}
    assert said["Meer dagbesteding;\nook in het weekend."].way is Way.ADVISED
    paper = said["Zeg in het beleid hoe lang cliënten ten hoogste wachten (SYNTHETIC)."]
    assert paper.on_paper
    assert paper.answer is not None
    assert paper.answer.followed is Followed.PARTLY
    again, _ = dossier_of(files)
    assert again is not None
    assert again.client_input == dossier.client_input


def test_the_report_holds_all_of_it_as_a_page_and_as_pdf(found: Round) -> None:
    buyer = signed_in(Role.PURCHASING)
    page = buyer.get(f"/inkoop/{found.pk}/inspraak/verslag/").content.decode()
    assert "Het plan voor volgend jaar is ons niet voorgelegd (SYNTHETIC)." in page
    assert "Op papier ontvangen" in page
    answer = buyer.get(f"/inkoop/{found.pk}/inspraak/verslag/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) >= 1
    assert Client().get(f"/inkoop/{found.pk}/inspraak/verslag/").status_code == 302


def test_paper_is_typed_in_by_the_purchaser_and_says_so(found: Round) -> None:
    buyer = signed_in(Role.PURCHASING)
    body = Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_COUNCIL)
    typed = {"council": str(body.pk), "way": "advised", "text": "Briefje van de raad."}
    buyer.post(f"/inkoop/{found.pk}/inspraak/papier/", typed)
    row = CouncilInput.objects.using("owner").get(text="Briefje van de raad.")
    assert row.on_paper
    assert row.received_by_id is not None
    assert "op papier ontvangen" in signed_in(Role.COUNCIL).get("/inspraak/").content.decode()
    wrong = buyer.post(f"/inkoop/{found.pk}/inspraak/papier/", {**typed, "way": "consented"}).content.decode()
    assert "vraagt de wet" in wrong
    with pytest.raises(ProgrammingError, match="row-level security"), acting(purchaser()):
        CouncilInput.objects.create(
            round=found, council=body, way="advised", text="Uit naam van de raad", given_at=MID_COURSE
        )


def test_nobody_changes_what_a_council_said(found: Round) -> None:
    given = CouncilInput.objects.using("owner").filter(on_paper=False)[0]
    for who in (purchaser(), actor(OrganisationKind.CLIENT_COUNCIL, Role.COUNCIL)):
        with pytest.raises(ProgrammingError, match="permission denied"), acting(who):
            CouncilInput.objects.filter(pk=given.pk).update(text="Alles is goed.")
    with acting(actor(OrganisationKind.CLIENT_COUNCIL, Role.SUPPORTING)):
        assert CouncilInput.objects.filter(pk=given.pk).count() == 1
        assert CouncilInput.objects.filter(pk=given.pk).update(shared_at=MID_COURSE) == 0


@pytest.fixture
def draft(found: Round) -> Iterator[Round]:
    """A round of the same purchaser whose policy is a draft."""
    made = Round.objects.using("owner").create(
        purchaser_id=found.purchaser_id, slug="wlz-2028", title="Concept 2028 (SYNTHETIC)", year=2028,
        state=RoundState.PREPARING,
    )  # fmt: skip
    with acting(purchaser()):
        text = files_at(found.pk, MID_COURSE, ["policy.yaml"])["policy.yaml"]
        keep_files(made.pk, {"policy.yaml": text, "space.csv": "pool;frame\n"}, MID_COURSE - timedelta(days=1))
    yield made
    for model in (CouncilInput, Consultation, RoundFile):
        model.objects.using("owner").filter(round=made).delete()
    made.delete(using="owner")


@pytest.mark.requirement("B-017")
def test_an_organisation_that_was_asked_reads_the_draft_and_answers_and_nobody_else_does(draft: Round) -> None:
    organisation = Actor(
        Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_ORGANISATION).pk, Role.COUNCIL
    )
    with acting(organisation):
        assert Round.objects.filter(pk=draft.pk).count() == 0
    with acting(purchaser()):
        assert ask(purchaser(), draft, organisation.organisation, SOON, MID_COURSE) is None
    with acting(organisation):
        assert Round.objects.filter(pk=draft.pk).count() == 1
        assert set(files_at(draft.pk, MID_COURSE)) == {"policy.yaml"}
    for other in (provider(), actor(OrganisationKind.CLIENT_COUNCIL, Role.COUNCIL)):
        with acting(other):
            assert Round.objects.filter(pk=draft.pk).count() == 0
    assert Client().get(f"/ronde/{draft.pk}/beleid/").status_code == 404


def test_who_helps_a_council_is_not_of_its_provider(found: Round) -> None:
    council = Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_COUNCIL)
    held = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0]
    with pytest.raises(IntegrityError, match="not of its provider"), transaction.atomic(using="owner"):
        Membership.objects.using("owner").create(
            person_id=held.person_id, organisation=council, role=Role.SUPPORTING, valid=DateRange(SOON, None)
        )
    helper = Person.objects.using("owner").get(memberships__role=Role.SUPPORTING)
    with pytest.raises(IntegrityError, match="not of its provider"), transaction.atomic(using="owner"):
        Membership.objects.using("owner").create(
            person=helper, organisation_id=held.organisation_id, role=Role.SIGNING, valid=DateRange(SOON, None)
        )


def test_the_pages_tell_the_plan_once_the_provider_shared_it_and_are_two_sheets(found: Round) -> None:
    council, maker = signed_in(Role.COUNCIL), signed_in(Role.PROVIDING)
    place = f"/inspraak/{found.pk}/{CONTRACT}/"
    own = provider()
    if not Submission.objects.using("owner").filter(contract=CONTRACT).exists():
        maker.post(f"/aanbieder/{found.pk}/{CONTRACT}/antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
        cells = '[["regulier", "SYNGW1R", "quantity", "3650"]]'
        maker.post(f"/aanbieder/{found.pk}/{CONTRACT}/aantallen/", {"cells": cells})
        maker.post(f"/aanbieder/{found.pk}/{CONTRACT}/indienen/")
    assert "nog niet met uw raad gedeeld" in council.get(place).content.decode()
    member = actor(OrganisationKind.CLIENT_COUNCIL, Role.COUNCIL)
    with acting(member):
        assert Submission.objects.count() == 0
        other = (
            Organisation.objects.using("owner").filter(kind=OrganisationKind.PROVIDER).exclude(pk=own.organisation)[0]
        )
        assert Contract.objects.filter(provider_id=other.pk).count() == 0
    body = Organisation.objects.using("owner").get(kind=OrganisationKind.CLIENT_COUNCIL)
    maker.post(f"/aanbieder/clientenraad/{found.pk}/{CONTRACT}/delen/", {"council": str(body.pk)})
    try:
        page = council.get(place).content.decode()
        assert "een plan ingediend" in page
        assert "Een tweede medewerker in de nacht (SYNTHETIC)" in page  # a commitment that clients may see
        assert "reistijd" not in page  # and one that they may not
        with acting(member):
            assert set(Submission.objects.values_list("contract", flat=True)) == {CONTRACT}
        answer = council.get(f"{place}pdf/")
        with pikepdf.open(io.BytesIO(answer.content)) as pdf:
            assert len(pdf.pages) == 2
        with acting(own):
            assert OutboxEntry.objects.filter(act="shared plan").exists()
    finally:
        CouncilShare.objects.using("owner").all().delete()
        maker.post(f"/aanbieder/{found.pk}/{CONTRACT}/intrekken/")


def test_what_was_done_once_is_refused_in_words_the_second_time(found: Round) -> None:
    member, buyer, own = actor(OrganisationKind.CLIENT_COUNCIL, Role.COUNCIL), purchaser(), provider()
    with acting(member):
        council = Organisation.objects.get(pk=member.organisation)
        said = inputs_of([found.pk])[0].said
        row = councils.give(member, Round.objects.get(pk=found.pk), council, said, MID_COURSE)
        councils.share(member, row, MID_COURSE)
        again = councils.share(member, row, MID_COURSE)
    with acting(buyer):
        organisation = Organisation.objects.get(kind=OrganisationKind.CLIENT_ORGANISATION)
        asked = ask(buyer, found, organisation.pk, SOON, MID_COURSE)  # as the example did already
    with acting(own):
        councils.share_plan(own, found, CONTRACT, council.pk, MID_COURSE)
        shared = councils.share_plan(own, found, CONTRACT, council.pk, MID_COURSE)
    CouncilShare.objects.using("owner").all().delete()
    assert [item.code.id if item else "" for item in (again, shared, asked)] == ["STO-050", "STO-051", "STO-052"]


def test_a_contract_whose_line_cannot_be_read_gives_no_pages(found: Round) -> None:
    with acting(actor(OrganisationKind.CLIENT_COUNCIL, Role.COUNCIL)):
        contract = Contract.objects.get(agb=CONTRACT)
        contract.line = "contract;name\n99000001;zonder sector\n"
        made = pages_of(found, contract, MID_COURSE, MID_COURSE.date(), ())
    assert isinstance(made, Finding)
    assert made.code is NO_PAGES

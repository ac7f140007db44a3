"""The corner of the provider: all its purchasers on one page, a profile, evidence, Excel, receipts, and two at once."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from openpyxl import load_workbook
from typer.testing import CliRunner

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import (
    Contract,
    Draft,
    EvidenceFile,
    KeyFigures,
    Membership,
    Organisation,
    Person,
    Profile,
    Role,
    Round,
    RoundFile,
    Submission,
)
from driehoek.adapters.store.round_files import files_at, replace_file
from driehoek.bootstrap.outside import read_outside
from driehoek.bootstrap.stored_rounds import dossier_of, export, export_whole
from driehoek.cli import app
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import EXAMPLE, signed_in

CONTRACT = "99000001"
PDF = b"%PDF-1.7\n" + bytes(range(256))
HX = {"HX-Request": "true"}


@pytest.fixture
def found(portal: None) -> Iterator[Round]:
    """The round, with an empty draft of the example provider; afterwards its drafts, profile and lines are gone."""
    _emptied()
    yield Round.objects.using("owner").get(slug="wlz-2027")
    _emptied()
    Membership.objects.using("owner").filter(person__is_example=False).delete()


def _emptied() -> None:
    for model in (Draft, Profile, KeyFigures):
        model.objects.using("owner").all().delete()


@pytest.fixture
def desk(found: Round) -> str:
    return f"/aanbieder/{found.pk}/{CONTRACT}/"


@pytest.fixture
def provider(portal: None) -> Client:
    return signed_in(Role.PROVIDING)


def own() -> Actor:
    return Actor(Contract.objects.using("owner").get(agb=CONTRACT).provider_id, Role.PROVIDING)


def purchaser() -> Actor:
    return Actor(Organisation.objects.using("owner").get(kind="purchaser").pk, Role.PURCHASING)


def draft() -> Draft:
    return Draft.objects.using("owner").get(contract=CONTRACT)


def text(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def colleague() -> Client:
    """A second person of the same provider."""
    held = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk").first()
    assert held is not None
    person = Person.objects.db_manager("owner").create_user(f"{uuid4()}@example.org", "Tweede medewerker (SYNTHETIC)")
    Membership.objects.using("owner").create(
        person=person, organisation=held.organisation, role=held.role, valid=held.valid
    )
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/rol/")["Location"] == "/aanbieder/"
    return client


@pytest.mark.requirement("B-067")
def test_two_people_in_one_draft_are_told_and_both_values_are_kept(provider: Client, desk: str) -> None:
    other = colleague()
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "no", "seen": '{"answer-insolvent": ""}'}, headers=HX)
    late = {"answer-insolvent": "yes", "answer-subcontracting": "no", "seen": '{"answer-insolvent": ""}'}
    page = unescape(other.post(f"{desk}antwoord/", late, headers=HX).content.decode())
    assert "Twee mensen, één veld" in page
    assert "Neem van Tweede medewerker (SYNTHETIC)" in page
    kept = draft()
    assert (kept.answers["insolvent"], kept.answers["subcontracting"]) == ("no", "no")
    assert kept.clashes["answer-insolvent"]["value"] == "yes"
    assert "waarden. Kies eerst welke telt" in text(provider, f"{desk}indienen/")
    provider.post(f"{desk}keuze/", {"field": "answer-insolvent", "take": "yes"})
    assert (draft().answers["insolvent"], draft().clashes) == ("yes", {})


def test_a_page_of_before_gets_what_a_colleague_kept_without_losing_its_own(provider: Client, desk: str) -> None:
    provider.get(desk)
    seen = draft().version
    colleague().post(f"{desk}antwoord/", {"answer-serious-error": "no"}, headers=HX)
    stand = provider.get(f"{desk}stand/").json()
    assert (stand["version"] > seen, stand["mine"], stand["by"]) == (True, False, "Tweede medewerker (SYNTHETIC)")
    answer = provider.post(f"{desk}antwoord/", {"answer-insolvent": "no", "version": seen}, headers=HX)
    values = re.search(r'data-values="([^"]*)"', answer.content.decode())
    assert values is not None
    assert json.loads(unescape(values[1]))["answer-serious-error"] == "no"


def test_without_script_a_whole_form_is_kept_and_only_what_changed_counts(provider: Client, desk: str) -> None:
    provider.get(desk)
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    page = provider.get(desk).content.decode()
    seen = unescape(re.search(r'id="seen" name="seen" value="([^"]*)"', page)[1])  # type: ignore[index]
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "yes"}, headers=HX)  # a colleague, meanwhile
    sent = {"whole": "yes", "seen": seen, "answer-insolvent": "no", "cell-regulier|SYNGW1R|quantity": "5"}
    assert provider.post(f"{desk}antwoord/", sent).status_code == 302
    kept = draft()
    assert (kept.lots, kept.answers["insolvent"], kept.clashes) == ([], "yes", {})
    assert kept.volumes["regulier"]["SYNGW1R"] == ["5", ""]


def test_a_profile_is_filled_once_confirmed_and_answers_for_every_purchaser(provider: Client, desk: str) -> None:
    page = text(provider, "/aanbieder/profiel/")
    assert "nog niet bevestigd" in page
    assert 'name="fact-insolvent"' in page
    assert 'name="fact-board-statement"' not in page
    said = {"fact-insolvent": "no", "fact-quality-plan": "certified", "location-name": "Huis A (SYNTHETIC)"}
    said |= {"location-municipality": "Utrecht", "location-seat": "yes"}
    provider.post("/aanbieder/profiel/", said)
    assert "uit uw profiel" not in text(provider, desk)
    Draft.objects.using("owner").all().delete()
    provider.post("/aanbieder/profiel/", {**said, "confirm": "yes"})
    page = text(provider, desk)
    assert draft().answers == {"insolvent": "no", "quality-plan": "certified"}
    assert (
        page.count('<span class="tag">uit uw profiel</span>') == 3
    )  # two answers, and the line that explains the mark
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "yes"})
    assert "anders dan uw profiel" in text(provider, desk)
    assert Profile.objects.using("owner").get().facts["insolvent"]["answer"] == "no"
    assert "(2 uit uw profiel)" in text(provider, desk)
    with acting(purchaser()):
        assert Profile.objects.count() == 0
    Draft.objects.using("owner").all().delete()
    Profile.objects.using("owner").update(confirmed_on=MID_COURSE.date() - timedelta(days=366))
    assert "langer dan een jaar niet bevestigd" in text(provider, desk)
    assert draft().answers == {}


def test_evidence_is_weighed_by_its_bytes_and_goes_with_the_submission_unchanged(
    provider: Client, desk: str, found: Round
) -> None:
    def sent(name: str, data: bytes, **more: str) -> str:
        given = {"file": SimpleUploadedFile(name, data), "issued_on": "2026-06-14", **more}
        return unescape(provider.post("/aanbieder/stukken/nieuw/", given, follow=True).content.decode())

    assert "kunnen wij niet zien dat het een" in sent("uittreksel.pdf", b"MZ\x90 a program")
    assert "is leeg" in sent("leeg.pdf", b"")
    assert "einddatum moet na" in sent("x.pdf", PDF, expires_on="2026-06-14")
    assert "Vul de datum van het stuk in" in sent("x.pdf", PDF, issued_on="")
    assert "Uittreksel-KvK.pdf is bewaard" in sent("../Uittreksel KvK.exe", PDF, expires_on="2027-03-01")
    assert "verloopt voor het einde van contractjaar 2027" in text(provider, "/aanbieder/stukken/")
    row = EvidenceFile.objects.using("owner").get(name="Uittreksel-KvK.pdf")
    question = "chamber-of-commerce-extract"
    provider.post(f"{desk}stuk/", {"question": question, "known": str(row.pk)})
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    page = text(provider, desk)
    assert "Bijgevoegd:" in page
    provider.post(f"{desk}indienen/")
    with acting(purchaser()):
        whole = export_whole(found.pk, MID_COURSE)
        read, _ = dossier_of(export(found.pk, MID_COURSE))
    assert whole[f"submissions/{CONTRACT}/evidence/Uittreksel-KvK.pdf"] == PDF
    assert read is not None
    piece = next(item for item in read.submissions if item.contract.code == CONTRACT).evidence[0]
    assert (piece.question, piece.sha256) == (question, hashlib.sha256(PDF).hexdigest())
    address = f"/stukken/{row.pk}/"
    assert signed_in(Role.PURCHASING).get(address).content == PDF
    assert signed_in(Role.COUNCIL).get(address).status_code == 403
    provider.post(f"/aanbieder/stukken/{row.pk}/weg/")
    text(provider, "/aanbieder/stukken/")  # the message that it was put away is told once
    assert "Uittreksel" not in text(provider, "/aanbieder/stukken/")
    assert signed_in(Role.PURCHASING).get(address).content == PDF  # what was sent stays


@pytest.mark.requirement("M-337")
def test_the_form_goes_out_to_excel_and_back_with_each_difference_to_accept(provider: Client, desk: str) -> None:
    cells = json.dumps([["regulier", "SYNGW1R", "quantity", "100"], ["regulier", "SYNGGBGI", "quantity", "8811:46"]])
    provider.post(f"{desk}aantallen/", {"cells": cells})
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no", "answer-quality-plan": "path"})
    book = load_workbook(io.BytesIO(provider.get(f"{desk}excel/").content))
    questions, volumes = book["Vragen"], book["Volumes"]
    rows = {questions.cell(row, 1).value: row for row in range(5, questions.max_row + 1)}
    assert questions.cell(rows["insolvent"], 4).value == "nee"
    lines = {(volumes.cell(row, 1).value, volumes.cell(row, 3).value): row for row in range(5, volumes.max_row + 1)}
    assert volumes.cell(lines["regulier", "SYNGW1R"], 7).value == 100

    def back() -> str:
        stream = io.BytesIO()
        book.save(stream)
        given = {"workbook": SimpleUploadedFile("in.xlsx", stream.getvalue())}
        return unescape(provider.post(f"{desk}excel/lezen/", given).content.decode())

    assert "Er is niets anders dan in uw concept" in back()
    questions.cell(rows["insolvent"], 4).value = "ja"
    volumes.cell(lines["regulier", "SYNGW1R"], 7).value = 120
    page = back()
    told = [json.loads(value) for value in re.findall(r'name="take" value="(.*?)">', page)]
    assert told == [["answer-insolvent", "yes", "no"], ["cell-regulier|SYNGW1R|quantity", "120", "100"]]
    provider.post(f"{desk}excel/overnemen/", {"take": [json.dumps(told[1])]})
    assert (draft().volumes["regulier"]["SYNGW1R"][0], draft().answers["insolvent"]) == ("120", "no")
    provider.post(f"{desk}excel/overnemen/", {"every": "yes", "all": [json.dumps(item) for item in told]})
    assert draft().answers["insolvent"] == "yes"
    volumes.cell(lines["regulier", "SYNGW1R"], 7).value = "veel"
    assert "is geen aantal" in re.sub(r"Dat is geen", "is geen", back())


def test_replacing_and_withdrawing_are_shown_before_they_are_done(provider: Client, desk: str) -> None:
    before = Submission.objects.using("owner").filter(contract=CONTRACT).count()
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    provider.get(f"{desk}indienen/")
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before
    provider.post(f"{desk}indienen/", {"version": draft().version})
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "yes"})
    page = text(provider, f"{desk}indienen/")
    assert "komt in de plaats daarvan" in page
    assert re.search(r"failliet.*?</th><td>Nee</td><td>Ja</td>", page, re.DOTALL)
    stale = provider.post(f"{desk}indienen/", {"version": draft().version - 1}, follow=True)
    assert "intussen veranderd" in stale.content.decode()
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before + 1
    assert "U trekt in wat u indiende" in text(provider, f"{desk}intrekken/")
    assert Submission.objects.using("owner").filter(contract=CONTRACT).count() == before + 1
    provider.post(f"{desk}intrekken/")
    last = Submission.objects.using("owner").filter(contract=CONTRACT).order_by("-number")[0]
    assert last.withdraws
    assert "U trok in; dien opnieuw in" in text(provider, "/aanbieder/")


def test_a_receipt_can_be_kept_and_held_to_what_was_received(provider: Client, desk: str, tmp_path: Path) -> None:
    provider.post(f"{desk}antwoord/", {"lot-regulier": "yes", "answer-insolvent": "no"})
    page = provider.post(f"{desk}indienen/", follow=True)
    number = Submission.objects.using("owner").filter(contract=CONTRACT).order_by("-number")[0].number
    assert "Bewaar het bewijs als bestand" in page.content.decode()
    kept = provider.get(f"{desk}bewijs/{number}/bestand/").content
    file = tmp_path / "bewijs.txt"
    file.write_bytes(kept)
    done = CliRunner().invoke(app, ["submission", "receipt", str(file)])
    assert done.exit_code == 0, done.output
    assert f"Contract {CONTRACT}" in done.output

    def checked(data: bytes) -> str:
        given = {"receipt": SimpleUploadedFile("bewijs.txt", data)}
        return unescape(Client().post("/ontvangstbewijs/", given).content.decode())

    assert "klopt en komt van dit portaal" in checked(kept)
    assert "zegel is niet van dit portaal" in checked(re.sub(rb"Zegel: .*", b"Zegel: x", kept))
    changed = kept.replace(b"regulier", b"innovatie")
    assert "hoort niet bij wat eronder staat" in checked(changed)
    file.write_bytes(changed)
    assert "SUB-061" in CliRunner().invoke(app, ["submission", "receipt", str(file)]).output


@pytest.mark.requirement("A-046", "M-342")
def test_one_page_shows_purchasers_that_work_here_and_those_that_do_not(provider: Client, found: Round) -> None:
    said = {
        "purchaser_name": "Ander zorgkantoor (SYNTHETIC)",
        "region": "Noord",
        "year": "2027",
        "product_group": "Verpleging",
        "asked": "98,5",
        "granted": "97",
        "ceiling": "100%",
        "next_on": "2026-07-20",
        "next_what": "Vragen stellen",
    }
    assert "niet te lezen" in provider.post("/aanbieder/elders/", {**said, "asked": "veel"}).content.decode()
    assert KeyFigures.objects.using("owner").count() == 0
    provider.post("/aanbieder/elders/", said)
    page = text(provider, "/aanbieder/")
    assert "niet bevestigd" in page
    assert [part in page for part in ("98,5%", "97%", "100%", "20 juli 2026", "Vragen stellen")] == [True] * 5
    assert re.search(r"inkopers 2 · contracten 2 · regelingen 1 · rekeneenheden \d · tarieven \d\d", page)
    assert found.title in page
    assert "Vul uw profiel in" in page
    with acting(purchaser()):
        assert KeyFigures.objects.count() == 0


def test_a_dossier_of_a_purchaser_elsewhere_is_read_at_the_door(provider: Client, found: Round) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for file in sorted(EXAMPLE.rglob("*")):
            if file.is_file():
                packed.write(file, f"ronde/{file.relative_to(EXAMPLE)}")

    def sent(data: bytes, contract: str = CONTRACT) -> str:
        given = {"dossier": SimpleUploadedFile("ronde.zip", data), "contract": contract}
        return unescape(provider.post("/aanbieder/elders/dossier/", given, follow=True).content.decode())

    assert "geen zip-bestand" in sent(b"PK")
    assert "staat niet bij de aanbieders in dit dossier" in sent(stream.getvalue(), "98765432")  # SUB-070
    assert KeyFigures.objects.using("owner").count() == 0
    page = sent(stream.getvalue())
    assert "Gelezen uit het dossier" in page
    row = KeyFigures.objects.using("owner").get(product_group="Langdurige zorg in natura")
    assert row.granted is not None
    assert 90 < row.granted <= row.ceiling  # type: ignore[operator]  # a dossier always has a ceiling
    assert row.parts
    assert row.amount
    assert "uit een dossier" in page
    provider.post(f"/aanbieder/elders/{row.pk}/weg/")
    assert not KeyFigures.objects.using("owner").filter(pk=row.pk).exists()


def test_of_a_dossier_with_the_policy_alone_only_what_the_policy_says_is_told() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in ("policy.yaml", "products.csv", "tariffs.csv", "providers.csv"):
            packed.write(EXAMPLE / name, name)
    read, _ = read_outside(stream.getvalue(), "ronde.zip", CONTRACT, MID_COURSE.date())
    assert read is not None
    (figures,) = read.figures
    assert (figures.granted, figures.amount) == (None, None)
    assert figures.ceiling == 100
    assert len(figures.parts) > 1
    assert (read.next_on and read.next_on.isoformat(), read.regime) == ("2026-07-31", "wlz")


def test_a_provider_without_any_purchaser_here_has_a_page_that_serves(found: Round) -> None:
    alone = Organisation.objects.using("owner").create(kind="provider", name="Alleen (SYNTHETIC)", code="98000009")
    person = Person.objects.db_manager("owner").create_user("alleen@example.org", "Alleen (SYNTHETIC)")
    held = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0]
    Membership.objects.using("owner").create(person=person, organisation=alone, role=Role.PROVIDING, valid=held.valid)
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    client.get("/rol/")
    assert "U heeft hier nog geen inkoper" in text(client, "/aanbieder/")
    assert client.get("/aanbieder/profiel/").status_code == 200
    client.post("/aanbieder/elders/", {"purchaser_name": "Z (SYNTHETIC)", "year": "2027", "product_group": "V"})
    assert "niet bevestigd" in text(client, "/aanbieder/")


@pytest.mark.requirement("B-070", "M-340")
def test_a_question_is_asked_from_its_place_and_answered_there(provider: Client, desk: str, found: Round) -> None:
    page = provider.get(desk).content.decode()
    assert 'href="#aantallen"' in page  # every part can be gone to; nothing is page by page
    way = f"/aanbieder/{found.pk}/vraag/?over=insolvent&contract={CONTRACT}"
    assert way.replace("&", "&amp;") in page
    assert "Is uw organisatie failliet" in text(provider, way)
    said = {"text": "Telt een surseance van vorig jaar?", "over": "insolvent", "contract": CONTRACT}
    answer = provider.post(f"/aanbieder/{found.pk}/vraag/", said)
    assert answer["Location"] == f"{desk}#bij-insolvent"
    assert "U vroeg: Telt een surseance van vorig jaar?" in text(provider, desk)
    assert "laatste dag voor vragen was 19 juni 2026" in text(provider, f"/aanbieder/{found.pk}/vraag/")


def test_a_change_of_the_form_is_told_to_who_was_filling_it(
    provider: Client, desk: str, found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.post(f"{desk}antwoord/", {"answer-insolvent": "no"})
    at = MID_COURSE + timedelta(hours=1)
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: at + timedelta(hours=1))
    assert "Het formulier is veranderd" not in text(provider, desk)
    with acting(purchaser()):
        before = files_at(found.pk, at, ["policy.yaml"])["policy.yaml"]
        after = before.replace("Is uw organisatie failliet,", "Is uw organisatie nu failliet,")
        assert replace_file(found.pk, "policy.yaml", after, at)
    try:
        page = text(provider, desk)
        assert "Het formulier is veranderd" in page
        assert "luidt nu: Is uw organisatie nu failliet" in page
    finally:
        RoundFile.objects.using("owner").filter(path="policy.yaml", content=after).delete()
        row = RoundFile.objects.using("owner").get(path="policy.yaml", content=before)
        row.valid = DateTimeTZRange(row.valid.lower, None)
        row.save(update_fields=["valid"])


def test_who_was_signed_out_is_told_by_a_script_and_comes_back_to_the_form(desk: str, portal: None) -> None:
    nobody = Client()
    assert nobody.post(f"{desk}antwoord/", {"answer-insolvent": "no"}, headers=HX).status_code == 401
    sent = nobody.post(f"{desk}indienen/", headers={"Referer": f"http://testserver{desk}indienen/"})
    assert sent["Location"].startswith("/inloggen/?next=")
    assert "niet-ingediend" in sent["Location"]
    person = Membership.objects.using("owner").filter(role=Role.PROVIDING).order_by("pk")[0].person
    nobody.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    back = nobody.get(desk)
    assert back["Location"].startswith("/rol/?next=")
    assert nobody.get(back["Location"])["Location"] == desk  # one role only: on to where he was
    assert "Er is niets ingediend" in text(nobody, f"{desk}?niet-ingediend=1")
    away = Client()
    away.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert away.get("/rol/?next=https://example.org/")["Location"] == "/aanbieder/"

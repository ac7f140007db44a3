"""What everyone may have without signing in: no cookie, to be kept by others, and no more told than may be."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pikepdf
import pytest
import yaml
from django.conf import settings
from django.db import ProgrammingError
from django.test import Client

from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.models import Publication, Question, Role, Round, RoundFile, RoundState
from driehoek.adapters.store.publishing import publish
from driehoek.adapters.store.round_files import files_at, keep_files
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.need_listing import LIST, list_bytes
from driehoek.bootstrap.stored_decisions import Stand
from driehoek.bootstrap.stored_publications import ready_to_publish
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.kernel import Finding
from driehoek.web.example_clock import AMSTERDAM, MID_COURSE
from tests.web.conftest import signed_in
from tests.web.decided import DAY, adopt, buyer, clock, sql

AFTER = datetime(2026, 11, 2, 10, 0, tzinfo=AMSTERDAM)
PAGES = ("/", "/planning/", "/planning.ics", "/regios/", "/status/", "/toegankelijkheid/")
OF_A_ROUND = (
    "", "planning.ics", "beleid/", "beleid.pdf", "beleid.yaml", "beleid.json", "beleid/verschil/", "nota/",
    "gecontracteerd/", "uitslag/", "open-data/",
)  # fmt: skip


@pytest.fixture
def found(portal: None) -> Round:
    return Round.objects.using("owner").get(slug="wlz-2027")


@pytest.mark.requirement("B-071")
def test_everything_public_is_there_without_signing_in_and_sets_no_cookie(found: Round) -> None:
    visitor = Client()
    for path in (*PAGES, *(f"/ronde/{found.pk}/{name}" for name in OF_A_ROUND)):
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies, path
    assert not visitor.cookies


def test_a_public_page_may_be_kept_and_is_not_sent_twice_and_one_of_a_person_never(found: Round) -> None:
    path = f"/ronde/{found.pk}/beleid.yaml"
    answer = Client().get(path)
    assert answer["Cache-Control"] == "public, max-age=300"
    again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in signed_in(Role.PROVIDING).get(path)["Cache-Control"]


def test_the_policy_is_one_text_as_file_as_json_and_as_pdf(found: Round) -> None:
    with acting(buyer()):
        text = files_at(found.pk, MID_COURSE, ["policy.yaml"])["policy.yaml"]
    place = f"/ronde/{found.pk}/beleid"
    assert Client().get(f"{place}.yaml").content.decode() == text
    held = json.loads(Client().get(f"{place}.json").content)
    assert held == yaml.load(text, Loader=yaml.BaseLoader)
    assert held["pools"][0]["regions"] == ["5509"]  # a code stays text
    with pikepdf.open(io.BytesIO(Client().get(f"{place}.pdf").content)) as pdf:
        assert len(pdf.pages) > 5
    page = Client().get(f"/ronde/{found.pk}/open-data/").content.decode()
    assert hashlib.sha256(text.encode()).hexdigest() in page


def test_the_days_can_be_taken_into_an_own_calendar(found: Round) -> None:
    text = Client().get(f"/ronde/{found.pk}/planning.ics").content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert f"UID:{found.pk}-award@driehoek\r\n" in whole
    assert "DTSTART;VALUE=DATE:20261009\r\nDTEND;VALUE=DATE:20261010" in whole
    assert "DTSTART;VALUE=DATE:20261114" in whole  # before 15 November: the 14th is the last day
    assert "DTSTART:20260731T150000Z" in whole  # 17.00 in the Netherlands
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") > 10


@pytest.fixture
def last_year(found: Round) -> Iterator[Round]:
    """The round of the year before, with two months less to enter and another share of last year's production."""
    made = Round.objects.using("owner").create(
        purchaser_id=found.purchaser_id, slug="wlz-2026", title="Vorig jaar (SYNTHETIC)", year=2026,
        state=RoundState.FINAL,
    )  # fmt: skip
    with acting(buyer()):
        text = files_at(found.pk, MID_COURSE, ["policy.yaml"])["policy.yaml"]
        older = text.replace("years: 5", "years: 2").replace("year: 2027", "year: 2026")
        keep_files(made.pk, {"policy.yaml": older}, MID_COURSE - timedelta(days=400))
    yield made
    RoundFile.objects.using("owner").filter(round=made).delete()
    made.delete(using="owner")


@pytest.mark.requirement("B-030")
def test_what_changed_since_last_year_is_published_per_theme(found: Round, last_year: Round) -> None:
    page = Client().get(f"/ronde/{found.pk}/beleid/verschil/").content.decode()
    changed, same = page.split("Thema")[0], page[page.index("waarin niets verandert") :]
    assert "Inhoud voor meerjarenafspraken" in changed
    assert "Beleid rond logeren" in same
    assert changed.count("<h2>") + same.count("<li>") >= 17


def test_without_a_year_before_it_says_so(found: Round) -> None:
    assert "niet in dit portaal" in Client().get(f"/ronde/{found.pk}/beleid/verschil/").content.decode()


def test_the_nota_is_a_page_a_table_and_a_pdf_without_who_asked(found: Round) -> None:
    row = Question.objects.using("owner").create(
        round=found, provider_id=found.purchaser_id, text="=Mag reistijd mee?",
        asked_at=MID_COURSE, answer="Nee.", answered_at=MID_COURSE, nota=1,
    )  # fmt: skip
    try:
        table = Client().get(f"/ronde/{found.pk}/nota.csv").content.decode()
        assert {tuple(line) for line in csv.reader(io.StringIO(table), delimiter=";")} >= {
            ("nota", "question", "answer", "answered_on"),
            ("1", "'=Mag reistijd mee?", "Nee.", "2026-07-16"),
        }
        answer = Client().get(f"/ronde/{found.pk}/nota.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert not answer.cookies
    finally:
        row.delete(using="owner")


def test_before_the_result_is_final_nobody_is_named_and_nothing_can_be_published(found: Round) -> None:
    for page in ("gecontracteerd", "uitslag"):
        text = Client().get(f"/ronde/{found.pk}/{page}/").content.decode()
        assert "nog niet definitief" in text
        assert "9 oktober 2026" in text
        assert "Zorgorganisatie" not in text
    with acting(buyer()):
        refused = publish(buyer(), Round.objects.get(pk=found.pk), {"contracted.csv": "x"}, "0" * 64, MID_COURSE)
    assert isinstance(refused, Finding)
    assert refused.code.id == "STO-057"


@pytest.fixture
def final(found: Round, monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    """The round with a final result; afterwards as it was."""
    from driehoek.adapters.store.models import Assignment  # noqa: PLC0415 - beside its one use

    clock(monkeypatch, DAY)
    kept = list(Assignment.objects.using("owner").all())
    sql("DELETE FROM store_assignment")
    adopt(found)
    clock(monkeypatch, AFTER)
    with acting(buyer()):
        stored_decisions.finalise(
            buyer(), found.pk, "Niemand reageerde (SYNTHETIC).", Stand(AFTER, AFTER.date()), outcome_of
        )
    yield found
    names = ("publication", "outcome", "result", "ledgertransfer", "ledgeraccount")
    sql(*(f"DELETE FROM store_{name}" for name in names), "UPDATE store_round SET state = 'open'")
    Assignment.objects.using("owner").bulk_create(kept)


def test_a_final_result_is_published_as_it_is_and_tells_no_more_than_it_may(final: Round) -> None:
    client = signed_in(Role.PURCHASING)
    place = f"/inkoop/{final.pk}/publiceer/"
    assert "contracted.csv" in client.get(place).content.decode()
    assert "nog niet definitief" in Client().get(f"/ronde/{final.pk}/uitslag/").content.decode()
    assert signed_in(Role.CONTROL).post(place).status_code == 200
    assert Publication.objects.using("owner").count() == 0
    told = client.post(place, follow=True).content.decode()
    assert "De uitslag is nu openbaar." in told
    again = client.post(place, follow=True).content.decode()
    assert "al gepubliceerd" in again  # STO-058

    public = Client().get(f"/ronde/{final.pk}/gecontracteerd/").content.decode()
    assert "Regio 5509, sector VV" in public
    assert "9 oktober 2026" in public
    with acting(buyer()):
        outcome = stored_decisions.outcome_at(final.pk, DAY)
        ready = ready_to_publish(final.pk)
    assert ready is not None
    agreed = {line.contract.code for line in outcome.lines}  # type: ignore[union-attr]  # it was adopted
    names = {item.contract.code: item.name for item in outcome.dossier.providers}  # type: ignore[union-attr]
    assert agreed
    for contract, name in names.items():
        assert (name in public) == (contract in agreed), contract
    table = Client().get(f"/ronde/{final.pk}/open-data/contracted.csv")
    assert table.content.decode() == ready.files["contracted.csv"]
    rows = list(csv.DictReader(io.StringIO(table.content.decode()), delimiter=";"))
    assert {row["contract"] for row in rows} == agreed
    assert not any("amount" in name for name in rows[0])
    figures = Client().get(f"/ronde/{final.pk}/open-data/results.csv").content.decode()
    assert not any(name in figures for name in names.values())
    page = Client().get(f"/ronde/{final.pk}/open-data/").content.decode()
    assert hashlib.sha256(table.content).hexdigest() in page
    assert Client().get(f"/ronde/{final.pk}/open-data/anders.csv").status_code == 404


def test_what_was_published_never_changes(final: Round) -> None:
    signed_in(Role.PURCHASING).post(f"/inkoop/{final.pk}/publiceer/")
    with pytest.raises(ProgrammingError, match="permission denied"), acting(buyer()):
        Publication.objects.update(content="anders")


def test_only_what_was_published_of_a_region_is_served_and_only_unchanged(portal: None) -> None:
    folder = settings.DATA / "pictures"
    (folder / "5509").mkdir(parents=True, exist_ok=True)
    pages = {"5509/regiobeeld.html": b"<p>openbaar</p>", "5509/regels.csv": b"a;b\n"}
    for path, data in {**pages, "5509/intern.html": b"<p>kleine getallen</p>"}.items():
        (folder / path).write_bytes(data)
    (folder / LIST).write_bytes(
        list_bytes(folder, {path: hashlib.sha256(data).hexdigest() for path, data in pages.items()})
    )
    try:
        answer = Client().get("/regios/5509/regiobeeld.html")
        assert answer.content == b"<p>openbaar</p>"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert Client().get("/regios/5509/intern.html").status_code == 404
        assert Client().get("/regios/../secret-key").status_code == 404
        (folder / "5509/regels.csv").write_bytes(b"a;b\n1;2\n")
        assert Client().get("/regios/5509/regels.csv").status_code == 404
        assert "5509" in Client().get("/regios/").content.decode()
    finally:
        (folder / LIST).unlink()


def test_the_status_page_says_whether_one_can_hand_in_now(found: Round) -> None:
    page = Client().get("/status/").content.decode()
    assert "open tot 31 juli 2026, 17.00 uur" in page
    assert "zorginkoop@zorgkantoor.example" in page

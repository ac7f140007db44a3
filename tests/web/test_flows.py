"""What leaves as a file and what runs by itself: every stream, export and job, with secrets planted beside them."""

from __future__ import annotations

import inspect
import io
import os
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import timedelta
from itertools import product
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import ProgrammingError, connection, connections, transaction
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, get_resolver
from pypdf import PdfReader
from typer.main import get_command
from typer.testing import CliRunner

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.connection import OPEN_TABLES
from driehoek.adapters.store.embedded import binaries
from driehoek.adapters.store.models import DossierRequest, Membership, Notice, NoticeMark, Role
from driehoek.adapters.store.retention import retain
from driehoek.adapters.store.trail import chain, record
from driehoek.cli import app
from driehoek.web import flows, work
from driehoek.web.access import ACCESS, EVERYONE, NOBODY, PROVIDER, PURCHASER, SIDES, may
from driehoek.web.examining import examine_next
from driehoek.web.example_clock import MID_COURSE
from driehoek.web.example_sealed import OFFICIALS, TITLE
from driehoek.web.flows import COMMANDS, JOBS, STREAMS, Rows
from tests.web.conftest import signed_in
from tests.web.decided import buyer, clock, sql
from tests.web.planting import OTHER, OWN, SECRETS, Planted, planted, token
from tests.web.test_access import ROUTES
from tests.web.test_public import AFTER

BUYERS = frozenset({Role.PURCHASING, Role.CONTROL})
"""Of a purchaser those who see agreements: an assessor judges papers and is not one of them."""
WATCHES = frozenset({Role.SUPERVISING})
ASKED_FOR = {"agreement-paper", "agreement-since", "agreement-excel-file", "agreement-filing-file", "agreement-live"}
"""Of an agreement what is asked for; the other answers of its form come to an act alone."""
IN_THE_EXPORT = {"own-sent", "other-sent", "other-evidence", "other-input"}
"""What the purchaser's own export of the round holds."""
TAKES = frozenset({Role.PURCHASING, Role.CONTROL})
MAY_HOLD: Mapping[str, Mapping[str, frozenset[str]]] = {
    "evidence-download": {"own-unsent": PROVIDER, "other-evidence": PURCHASER},
    "agreement-paper": {"own-paper": SIDES, "other-paper": BUYERS},
    "workbook-export": {"own-draft": PROVIDER},
    "receipt-file": {"own-sent": PROVIDER},
    "nota-csv": {"published-question": EVERYONE},
    "nota-pdf": {"published-question": EVERYONE},
    "input-report-pdf": {"other-input": PURCHASER},
    "round-take": dict.fromkeys(sorted(IN_THE_EXPORT), TAKES),
    "dossier-download": {
        "own-sent": WATCHES, "other-sent": WATCHES, "other-evidence": WATCHES, "other-input": WATCHES
    },
}  # fmt: skip
"""By route which secret is seen and by whom; nobody else sees it there, and in every other stream nobody sees any."""
CLOSES_SOON = MID_COURSE + timedelta(days=12)
MAKES_A_FILE = re.compile(r"content_type=|JsonResponse\(|StreamingHttpResponse\(|FileResponse\(|\bdownload\(")


@pytest.fixture(scope="module")
def place() -> Iterator[Planted]:
    with planted() as made:
        yield made


@pytest.fixture(autouse=True)
def afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, AFTER)


def bytes_in(answer: Any) -> bytes:
    """Everything that can be read in an answer: the text of a PDF, the members of a zip or workbook, the bytes."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    media = answer["Content-Type"].partition(";")[0]
    if media == flows.PDF and data.startswith(b"%PDF-1.7"):
        pages = PdfReader(io.BytesIO(data)).pages
        return re.sub(r"\s", "", "".join(page.extract_text() for page in pages)).encode()
    if media in {flows.ZIP, flows.XLSX} and data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())
    return bytes(data)


def addresses(route: str, there: Planted) -> Iterator[str]:
    """The route with everything there is in each of its places."""
    places: dict[str, list[object]] = {
        "round_id": list(there.rounds), "contract": [OWN, OTHER], "number": [1, 2], "file_id": list(there.files),
        "dossier_id": list(there.dossiers), "form": ["pdf", "yaml", "json"], "path": ["x"],
        "name": ["contracted.csv", "results.csv"], "organisation_id": list(there.rounds),
        "agreement_id": list(there.agreements), "clash_id": [1],
    }  # fmt: skip
    text = ROUTES[route]
    names = re.findall(r"<\w+:(\w+)>", text)
    for values in product(*(places[name] for name in names)):
        address = text
        for value in values:
            address = re.sub(r"<\w+:\w+>", str(value), address, count=1)
        yield f"/{address}"


def test_no_stream_shows_anyone_a_secret_that_the_table_does_not_give_it(place: Planted) -> None:
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    came: set[str] = set()
    for who in (NOBODY, *Role):
        client = Client() if who == NOBODY else signed_in(Role(who))
        for route in sorted(STREAMS):
            for address in addresses(route, place) if may(route, who) else ():
                answer = client.get(address)
                if answer.status_code != 200 or answer["Content-Type"].startswith(flows.PAGE):
                    continue
                came.add(route)
                held = bytes_in(answer)
                for secret in SECRETS:
                    if token(secret).encode() in held:
                        seen[route][secret].add(who)
    wanted = {route: {name: set(who) & {NOBODY, *Role} for name, who in of.items()} for route, of in MAY_HOLD.items()}
    assert {route: dict(of) for route, of in seen.items()} == wanted
    answers = {route for route in STREAMS if route.startswith("agreement-") and route not in ASKED_FOR}  # to an act
    assert came == set(STREAMS) - answers - {
        "picture-file",
        "branding-sheet",
        "mfa_download_recovery_codes",
    }  # none here


def test_a_stream_that_is_not_in_the_table_is_not_sent(place: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    del place
    for answer in (HttpResponse(b"%PDF", content_type="application/pdf"), JsonResponse({"a": 1})):
        monkeypatch.setattr("driehoek.web.portal.public.render", lambda *_given, made=answer: made)
        with pytest.raises(RuntimeError, match="accessibility sends application"):
            Client().get("/toegankelijkheid/")
    streamed = StreamingHttpResponse(iter(()), content_type="text/csv")
    assert not flows.is_declared("log-export", streamed)  # another kind than it says
    assert flows.is_declared("nota-csv", streamed)


def test_every_view_that_makes_a_file_stands_in_the_table_and_every_row_has_its_route() -> None:
    own = (item for item in get_resolver().url_patterns if isinstance(item, URLPattern))
    views = {item.name or "": item.callback for item in own}
    makes = {name for name, view in views.items() if MAKES_A_FILE.search(inspect.getsource(inspect.unwrap(view)))}
    assert makes - set(STREAMS) == set()
    by_another = {"agreement-change", "agreement-undo", "agreement-settle"}  # one function answers all three
    assert set(STREAMS) - makes == {"mfa_download_recovery_codes", "receipt-file", *by_another} - makes
    assert set(STREAMS) <= set(ACCESS)


def store_commands() -> set[str]:
    """Every command whose function or its helpers reach the store, found by reading what it is made of."""
    found: set[str] = set()

    def walk(command: Any, name: str) -> None:
        for word, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{name} {word}".strip())
        body = command.callback
        if body is not None and not getattr(command, "commands", {}):
            text = inspect.getsource(inspect.unwrap(body))
            if "_reached(" in text or "_portal()" in text or "adapters.store" in text.replace("store.sealing", ""):
                found.add(name)

    walk(get_command(app), "")
    return found


def test_every_command_that_reaches_the_store_says_whose_rows_it_writes() -> None:
    assert store_commands() - {"audit verify"} == set(COMMANDS)  # that one reads a file and no database


def test_an_export_holds_what_the_table_says_and_no_more(place: Planted, tmp_path: Path) -> None:
    given = ["--data", str(tmp_path / "data"), "--url", os.environ["DATABASE_URL"]]

    def made(*words: str) -> None:
        done = CliRunner().invoke(app, [*words, *given])
        assert done.exit_code == 0, done.output

    made("audit", "export", str(tmp_path / "log.jsonl"))
    made("admin", "backup", str(tmp_path / "all.zip"))
    made("admin", "round", "export", str(place.rounds[0]), str(tmp_path / "round"))
    made("admin", "round", "export", str(place.rounds[2]), str(tmp_path / "shut"))
    held = {
        Rows.DIGESTS: (tmp_path / "log.jsonl").read_bytes(),
        Rows.ALL: unpacked(tmp_path / "all.zip"),
        Rows.ROUND: b"\n".join(file.read_bytes() for file in (tmp_path / "round").rglob("*") if file.is_file()),
    }
    seen = {rows: {name for name in SECRETS if token(name).encode() in data} for rows, data in held.items()}
    shut = {"sealed-sent", "sealed-evidence"}
    assert seen == {Rows.DIGESTS: set(), Rows.ROUND: IN_THE_EXPORT, Rows.ALL: set(SECRETS) - shut}
    closed = [file.read_bytes() for file in (tmp_path / "shut").rglob("*") if file.is_file()]
    assert len(closed) > 10
    assert not any(token(name).encode() in data for name in SECRETS for data in closed)
    assert (tmp_path / "all.zip").stat().st_mode & 0o077 == 0
    assert b"COPY public.django_session" not in held[Rows.ALL]  # who is signed in


def unpacked(file: Path) -> bytes:
    """A backup as text, with the bytes of documents as they are."""
    with zipfile.ZipFile(file) as archive:
        archive.extract("store.dump", file.parent)
    words = [str(binaries() / "pg_restore"), "--file=-", str(file.parent / "store.dump")]
    text = subprocess.run(words, check=True, capture_output=True).stdout
    return text + b"".join(bytes.fromhex(item.decode()) for item in re.findall(rb"\\\\x([0-9a-f]{20,})", text))


TABLE = re.compile(r'(FROM|JOIN|INTO|UPDATE) "?store_(\w+)"?', re.IGNORECASE)


class Noted:
    """Which tables are read and written over each connection."""

    def __init__(self) -> None:
        self.reads: dict[str, set[str]] = {"owner": set(), "default": set()}
        self.writes: dict[str, set[str]] = {"owner": set(), "default": set()}

    def of(self, alias: str) -> Callable[..., Any]:
        def note(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
            for verb, table in TABLE.findall(sql):
                is_write = verb.upper() in {"INTO", "UPDATE"} or sql.lstrip().upper().startswith(f"DELETE {verb}")
                (self.writes if is_write else self.reads)[alias].add(table.lower())
            return execute(sql, *given)

        return note


def test_a_job_touches_the_tables_that_are_written_down_and_no_other(place: Planted) -> None:
    assert [job.name for job in work.JOBS] == list(JOBS)
    NoticeMark.objects.using("owner").update(number=0)
    Notice.objects.using("owner").all().delete()
    found = {}
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        outbox.outbox = []
        with acting(buyer()):
            record(buyer(), "asked", str(place.rounds[0]), {"text": token("in-the-log")}, AFTER)
        sql(f"UPDATE store_submission SET withdraws = true WHERE contract = '{OWN}'")  # who did not hand in is told
        again()
        for job in work.JOBS:
            noted = Noted()
            with ExitStack() as stack:
                for alias in ("owner", "default"):
                    stack.enter_context(connections[alias].execute_wrapper(noted.of(alias)))
                job.run(CLOSES_SOON if job.name == "remind" else AFTER)
            found[job.name] = noted
        sql(f"UPDATE store_submission SET withdraws = false WHERE contract = '{OWN}'")
        told = "\n".join(str(item.message()) for item in outbox.outbox)
    for name, noted in found.items():
        allowed = JOBS[name]
        assert noted.reads["owner"] <= allowed.reads | allowed.writes, name
        assert noted.writes["owner"] == allowed.writes, name
        assert noted.reads["default"] == allowed.reads_acting, name
        assert noted.writes["default"] == set(), name
    rows = Notice.objects.using("owner").select_related("round", "organisation")
    assert len(told) > 500
    assert not any(token(secret) in told for secret in (*SECRETS, "in-the-log"))
    assert {row.contract for row in rows if row.organisation.kind == "provider"} <= {"", OWN}


def again() -> None:
    """Have the dossier that was sent packed and checked again."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE store_dossierrequest SET state = 'waiting', content = NULL WHERE round_id IN"
            " (SELECT id FROM store_round WHERE slug = 'wlz-2027')"
        )


def test_the_loop_runs_no_job_of_which_nothing_is_written_down(place: Planted) -> None:
    del place
    ran: list[object] = []
    with pytest.raises(LookupError, match="peek"):
        work.work(Event(), jobs=(*work.JOBS, work.Job("peek", ran.append)))
    assert ran == []


def test_the_examiner_acts_as_the_purchaser_alone(place: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    del place
    acted: list[str] = []

    def noting(actor: Actor) -> AbstractContextManager[None]:
        acted.append(actor.role)
        return acting(actor)

    monkeypatch.setattr("driehoek.web.examining.acting", noting)
    again()
    assert examine_next(AFTER)
    assert acted == [JOBS["examine"].acts_as]


MAY_READ: Mapping[str, frozenset[str]] = {
    "own-draft": PROVIDER,
    "own-unsent": PROVIDER,
    "own-sent": PROVIDER | PURCHASER,
    "other-sent": PURCHASER,
    "other-evidence": PURCHASER,
    "other-question": PURCHASER,
    "other-letter": PURCHASER,
    "other-input": PURCHASER,
    "other-filing": PURCHASER,
    "other-deviation": PURCHASER,
    "own-paper": SIDES,
    "other-paper": BUYERS,
    "other-remark": BUYERS,
    "published-question": PURCHASER,  # the row with who asked; everyone reads the nota, which is a view without
}
"""In which rows of the tables a secret is seen, by whom; in those of all others nobody sees it."""


def rows_of(table: str, actor: Actor | None) -> str:
    """All rows of a table that the database shows to who acts, or to nobody; bytes as they are."""
    with ExitStack() as stack:
        stack.enter_context(suppress(ProgrammingError))  # a table it may not read at all
        stack.enter_context(acting(actor) if actor else transaction.atomic())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT t::text FROM {table} t")
            return "\n".join(row for (row,) in cursor.fetchall())
    return ""


def test_no_table_shows_a_row_of_another_and_without_a_setting_none_shows_any(place: Planted) -> None:
    del place
    names = [name for name in connections["owner"].introspection.table_names() if name not in OPEN_TABLES]
    with connections["owner"].cursor() as cursor:
        filled = set()
        for name in names:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {name})")
            filled |= {name} if cursor.fetchone() == (True,) else set()
    assert len(filled) > 30
    assert {name for name in names if rows_of(name, None)} == set()
    seen: dict[str, set[str]] = {name: set() for name in SECRETS}
    for role in Role:
        held = Membership.objects.using("owner").filter(role=role).order_by("pk")[0]
        text = "\n".join(rows_of(name, Actor(held.organisation_id, role, held.person_id)) for name in sorted(filled))
        for secret in SECRETS:
            if token(secret) in text or token(secret).encode().hex() in text:
                seen[secret].add(role.value)
    assert seen == {name: set(MAY_READ.get(name, ())) for name in SECRETS}


def test_the_sealed_round_of_the_example_opens_for_two_of_its_officials(place: Planted) -> None:
    page = Client().get("/voorbeeld/").content.decode()
    desk = f"/inkoop/{place.rounds[2]}/"
    assert TITLE in page
    opening = [(signed_in(role, number), phrase) for role, number, phrase in OFFICIALS[1:]]
    for client, phrase in opening:
        assert f"<code>{phrase}</code>" in page
        assert "3 contracten hebben ingediend" in client.get(f"{desk}verzegeling/").content.decode()
        said = client.post(f"{desk}verzegeling/openen/", {"passphrase": phrase}, follow=True).content.decode()
        assert ("U bent de eerste" in said) is (client is opening[0][0])
    assert "4 inschrijvingen zijn te lezen" in said
    shown = opening[0][0].get(f"{desk}besluit/").content.decode()
    assert "nog verzegeld" not in shown
    assert token("sealed-evidence").encode().hex() in rows_of("store_evidencefile", buyer())


WHOSE = {Role.PROVIDING: "provider_id", Role.SIGNING: "provider_id"} | dict.fromkeys(
    (Role.PURCHASING, Role.CONTROL, Role.ASSESSING), "purchaser_id"
)
FOR_ALL = {"store_round", "store_publication"}
"""What is published of every purchaser."""


def strangers(table: str, column: str, actor: Actor) -> int:
    """How many rows of a table who acts sees that name another organisation, and not the person either."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = {name for (name,) in cursor.fetchall()}
    if column not in columns or (column == "organisation_id" and "purchaser_id" in columns):
        return 0
    mine = " AND person_id <> %(person)s" if "person_id" in columns and column == "organisation_id" else ""
    with suppress(ProgrammingError), acting(actor), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {table} WHERE {column} <> %(own)s{mine}",
            {"own": actor.organisation, "person": actor.person},
        )
        return int(cursor.fetchone()[0])
    return 0


def test_whoever_acts_sees_no_row_that_names_another_in_their_own_place(place: Planted) -> None:
    del place
    names = [name for name in connections["owner"].introspection.table_names() if name not in OPEN_TABLES | FOR_ALL]
    found, looked = [], 0
    for role in Role:
        held = Membership.objects.using("owner").filter(role=role).order_by("pk")[0]
        actor = Actor(held.organisation_id, role, held.person_id)
        for name, column in product(names, {"organisation_id", WHOSE.get(role, "organisation_id")}):
            seen = strangers(name, column, actor)
            looked += 1
            found += [f"{role} sees {seen} rows of others in {name}.{column}"] if seen else []
    assert looked > 500
    assert found == []


STAYS = {
    "store_deviation": {"other-deviation"},
    "store_profile": {"other-profile"},
    "store_evidencefile": {"own-unsent", "other-unsent"},  # until its provider puts it away
    "store_policydraft": {"elsewhere-draft"},
    "store_roundfile": {"elsewhere-file"},
}
"""What is kept of all that was planted when every term has passed: policy, decision, what a provider keeps itself."""


def test_when_every_term_has_passed_no_secret_is_left_in_any_table_and_the_log_verifies(
    place: Planted, tmp_path: Path
) -> None:
    work.extend()
    work.tell_people()
    before = list(chain())
    late = AFTER.replace(year=AFTER.year + 20)
    counted = retain(late, tmp_path, apply=True)
    assert {kind for kind, count in counted.items() if not count} == {
        *("account", "invitation", "mail", "attachment", "repaired-submission", "repair-request")
    }
    left: dict[str, set[str]] = {}
    with connections["owner"].cursor() as cursor:
        for name in connections["owner"].introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {name} t")
            text = "\n".join(row for (row,) in cursor.fetchall())
            found = {item for item in SECRETS if token(item) in text or token(item).encode().hex() in text}
            left |= {name: found} if found else {}
    assert left == STAYS
    assert DossierRequest.objects.using("owner").filter(content=None, sha256="").count() == 0
    work.extend()
    file = tmp_path / "log.jsonl"
    lines = list(chain())
    assert lines[: len(before)] == before
    file.write_text("".join(f"{line.text()}\n" for line in lines), encoding="utf-8")
    done = CliRunner().invoke(app, ["audit", "verify", str(file), "--published", before[-1].hash])
    assert done.exit_code == 0, done.output
    watcher = signed_in(Role.SUPERVISING)
    assert watcher.get(f"/toezicht/dossier/{place.dossiers[0]}/").status_code == 200
    assert watcher.get(f"/toezicht/dossier/{place.dossiers[0]}/bestand/").status_code == 404
    watcher.post(f"/toezicht/dossier/{place.dossiers[0]}/opnieuw/")
    assert not examine_next(late)

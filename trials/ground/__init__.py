"""A portal for trials: the example with any number of providers that wait to hand in, and a client that counts.

Everything is SYNTHETIC and stays on this machine: the client speaks to 127.0.0.1 alone.
"""

from __future__ import annotations

import atexit
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlencode

from driehoek.adapters.store.connection import migrate, open_store
from driehoek.adapters.store.embedded import Embedded

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "wlz-2027"
TOKEN = "S" * 32
"""What our client sends as cookie and as header, so that it need not read it out of a page first."""
DONOR = "99000002"
"""The contract of the example whose line and submission the made-up providers copy."""
HASH = re.compile(r'class="hash">([0-9a-f]{64})<')


def prepare() -> Path:
    """Make this process, and all that it starts, one of the example in mid-course; the folder where its data goes.

    To be called before anything imports a table: Django reads its settings once.
    """
    import django  # noqa: PLC0415 - the portal's packages only here

    from driehoek.web.example_clock import MID_COURSE  # noqa: PLC0415 - the same

    data = Path(mkdtemp(prefix="driehoek trial "))
    atexit.register(_remove, data, os.getpid())
    data.chmod(0o755)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="driehoek.web.settings",
        DRIEHOEK_DATA=str(data),
        DRIEHOEK_SECRET_KEY="of a trial alone " * 4,
        DRIEHOEK_EXAMPLE="yes",
        DRIEHOEK_EXAMPLE_DAY=MID_COURSE.isoformat(),
        DRIEHOEK_LOG=str(data / "portal.jsonl"),
        DRIEHOEK_HOSTS="127.0.0.1",
    )
    django.setup()
    return data


def _remove(data: Path, owner: int) -> None:
    """Only the process that made it; a child that was forked leaves it be."""
    if os.getpid() == owner:
        shutil.rmtree(data, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Desk:
    """A provider that is signed in and has its draft ready.

    Attributes:
        contract: the AGB of its contract.
        session: the key of its session.
    """

    contract: str
    session: str


@dataclass(slots=True)
class Ground:
    """Where a trial is held.

    Attributes:
        data: the folder of everything.
        database: the embedded server.
        round_id: the round of the example.
        desks: the made-up providers.
        sessions: of the people of the example, by role.
    """

    data: Path
    database: Embedded
    round_id: str = ""
    desks: list[Desk] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)

    def address(self, contract: str) -> str:
        """The path of a provider's workspace."""
        return f"/aanbieder/{self.round_id}/{contract}/"


@contextmanager
def ground(data: Path, providers: int, settings: Mapping[str, str] | None = None) -> Iterator[Ground]:
    """A store with the example and ``providers`` made-up providers more; the database keeps all its promises."""
    with Embedded(data / "database", settings or {}) as database:
        open_store(database.url(), "driehoek.web.settings")
        migrate()
        made = Ground(data, database)
        _fill(made, providers)
        try:
            yield made
        finally:
            close()


def close() -> None:
    """Let go of the database, so that a child that is forked shares no connection."""
    from django.db import connections  # noqa: PLC0415 - Django is known only once the store is open

    connections.close_all()


def _fill(made: Ground, providers: int) -> None:
    from driehoek.adapters.store.models import Membership, Role, Round  # noqa: PLC0415 - the same
    from driehoek.web.example_data import make_example  # noqa: PLC0415 - the same

    refused = make_example(EXAMPLE)
    assert not refused, refused
    made.round_id = str(Round.objects.using("owner").get().pk)
    for membership in Membership.objects.using("owner").select_related("person"):
        made.sessions[Role(membership.role).value] = open_session(membership.person, membership.pk)
    _providers(made, providers)
    close()


def _providers(made: Ground, count: int) -> None:
    """Providers with a contract like that of the donor, a person, a role and a draft that can be handed in."""
    from django.db.backends.postgresql.psycopg_any import DateRange  # noqa: PLC0415 - the same

    from driehoek.adapters.store import models  # noqa: PLC0415 - the same
    from driehoek.web.example_clock import MID_COURSE  # noqa: PLC0415 - the same

    found = models.Round.objects.using("owner").get()
    donor = models.Contract.objects.using("owner").get(agb=DONOR)
    draft = draft_of(models.Submission.objects.using("owner").filter(contract=DONOR).latest("number").content)
    codes = [f"98{number:06d}" for number in range(1, count + 1)]
    owners = [models.Organisation(kind="provider", name=f"Aanbieder {code} (SYNTHETIC)", code=code) for code in codes]
    people = [models.Person(email=f"{code}@example.org", name="Medewerker", is_example=True) for code in codes]
    models.Organisation.objects.using("owner").bulk_create(owners)
    models.Person.objects.using("owner").bulk_create(people)
    models.Contract.objects.using("owner").bulk_create(
        models.Contract(purchaser=found.purchaser, provider=owner, agb=code, line=donor.line.replace(DONOR, code))
        for code, owner in zip(codes, owners, strict=True)
    )
    held = models.Membership.objects.using("owner").bulk_create(
        models.Membership(person=person, organisation=owner, role="providing", valid=DateRange(date(2026, 1, 1), None))
        for person, owner in zip(people, owners, strict=True)
    )
    models.Mandate.objects.using("owner").bulk_create(
        models.Mandate(person=person, organisation=owner, valid=DateRange(date(2026, 1, 1), None))
        for person, owner in zip(people, owners, strict=True)
    )
    models.Draft.objects.using("owner").bulk_create(
        models.Draft(round=found, provider=owner, contract=code, changed_at=MID_COURSE, changed_by=person, **draft)
        for code, owner, person in zip(codes, owners, people, strict=True)
    )
    made.desks = [
        Desk(code, open_session(person, row.pk)) for code, person, row in zip(codes, people, held, strict=True)
    ]


def draft_of(content: str) -> dict[str, Any]:
    """What a person would have typed to hand in a submission like this one."""
    import csv  # noqa: PLC0415 - used here alone

    import yaml  # noqa: PLC0415 - the same

    files = json.loads(content)["files"]
    said = yaml.safe_load(files["answers.yaml"])
    volumes: dict[str, dict[str, list[str]]] = {}
    for row in csv.DictReader(files.get("volumes.csv", "").splitlines(), delimiter=";"):
        cells = [row["quantity"], row.get("capacity") or ""]
        volumes.setdefault(row["lot"], {})[row["product"]] = cells
    answers = {key: str(value) for key, value in (said.get("answers") or {}).items()}
    return {"lots": said.get("lots") or sorted(volumes), "answers": answers, "volumes": volumes}


def open_session(person: Any, membership: int) -> str:
    """A session as signing in and choosing a role makes it."""
    from django.conf import settings  # noqa: PLC0415 - Django is known only once the store is open
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - the same
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - the same

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store["membership"] = membership
    store.save()
    assert store.session_key is not None
    return store.session_key


class Browser:
    """One person at the portal: keeps its connection and its session; nothing else."""

    def __init__(self, port: int, session: str = "", seconds: float = 60) -> None:
        """Sign in with a session that is there already."""
        self.port, self.session, self.seconds = port, session, seconds
        self._link: http.client.HTTPConnection | None = None

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """One request, with ``more`` in its head; the status, where it sends us, and the page.

        Raises:
            OSError, http.client.HTTPException: when there was no whole answer.
        """
        if self._link is None:
            self._link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        cookies = f"driehoek={self.session}; driehoek-csrf={TOKEN}" if self.session else f"driehoek-csrf={TOKEN}"
        heads = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        heads |= more or {}
        try:
            self._link.request("GET" if form is None else "POST", path, urlencode(form or {}), heads)
            answer = self._link.getresponse()
            page = answer.read().decode()
        except BaseException:
            self.close()
            raise
        return answer.status, answer.getheader("Location", ""), page

    def close(self) -> None:
        """Hang up."""
        if self._link is not None:
            self._link.close()
        self._link = None

    def hand_in(self, workspace: str) -> str:
        """Hand in the draft of a workspace and read the receipt from the page that shows it; empty when refused."""
        status, where, _ = self.ask(f"{workspace}indienen/", {})
        if status != http.client.FOUND or "/bewijs/" not in where:
            return ""
        status, _, page = self.ask(where)
        shown = HASH.search(page)
        return shown.group(1) if status == http.client.OK and shown else ""


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(made: Ground, workers: int = 1, more: Sequence[str] = (), *, with_example: bool = True) -> Iterator[int]:
    """The portal as `driehoek serve` starts it, on the ground; its port.

    ``with_example`` adds what the example shows beside its round; not to a store that has other purchasers too.
    """
    port = free_port()
    more = ["--example", str(EXAMPLE), *more] if with_example else more
    words = ["serve", "--url", made.database.url(), "--data", str(made.data), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", "driehoek", *words, "--workers", str(workers), *more],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_ready(port, 120, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_ready(port: int, seconds: float, process: subprocess.Popen[bytes] | None = None) -> None:
    """Wait until the portal can serve.

    Raises:
        TimeoutError: when it does not come, or ``process`` ended.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        browser = Browser(port, seconds=5)
        with suppress(OSError, http.client.HTTPException):
            if browser.ask("/klaar/")[0] == http.client.OK:
                return
        browser.close()
        time.sleep(0.02)
    msg = f"the portal does not answer within {seconds} s"
    raise TimeoutError(msg)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")


def processor() -> dict[str, float]:
    """Seconds of processor that the portal and its database took until now, all processes of each together."""
    import psutil  # noqa: PLC0415 - with the portal's packages

    used = {"portal": 0.0, "database": 0.0}
    for process in psutil.Process().children(recursive=True):
        try:
            times, is_database = process.cpu_times(), "postgres" in process.name()
        except psutil.Error:
            continue
        used["database" if is_database else "portal"] += times.user + times.system
    return used


def processor_since(before: Mapping[str, float]) -> dict[str, float]:
    """What they took since."""
    return {name: value - before[name] for name, value in processor().items()}


def machine() -> str:
    """With what a trial was run, for the page of its results."""
    import platform  # noqa: PLC0415 - used here alone

    import django  # noqa: PLC0415 - the portal's packages only here

    from driehoek import __version__  # noqa: PLC0415 - the same

    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=EXAMPLE,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return (
        f"Driehoek {__version__} ({commit or 'no git'}), Python {platform.python_version()}, "
        f"Django {django.get_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start"
    )

"""Start the portal: the store, its tables, the refusal to serve when it is not safe, and the server of requests."""

from __future__ import annotations

import os
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from driehoek.adapters.store.connection import faults, migrate, open_store, too_old
from driehoek.adapters.store.embedded import Embedded, InUseError
from driehoek.kernel import Finding
from driehoek.web.beside import beside

SETTINGS = "driehoek.web.settings"
LIVE_ABOVE = 10_000
"""How far above the port of the portal the live process listens, where that is free."""
THREADS = 8
"""Requests that one process answers at the same time; more only wait for each other's processor."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the portal is started.

    Attributes:
        data: the folder for the embedded database, mails and keys.
        host: on which address it listens.
        port: on which port.
        example: the dossier of the example to fill an empty store with; None for a real portal.
        url: of a database server; empty for the embedded one.
        workers: processes that answer requests, each with threads of its own.
        live: on which port the live process listens; 0 for one that is free.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    example: Path | None = None
    url: str = ""
    workers: int = 1
    live: int = 0


class NotServedError(Exception):
    """The portal does not start; the message says why, in plain words.

    Attributes:
        findings: what is wrong.
    """

    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        """Keep both."""
        super().__init__(message)
        self.findings = findings


@contextmanager
def prepared(plan: Plan, say: Callable[[str], None]) -> Iterator[str]:
    """The store, running and up to date; its address.

    Args:
        plan: how.
        say: tells what is being done.

    Raises:
        NotServedError: when the store would not be safe to serve.
    """
    plan.data.mkdir(parents=True, exist_ok=True)
    _environment(plan)
    if plan.url:
        yield _opened(plan, plan.url, say)
        return
    say("De database start")
    with Embedded(plan.data.resolve() / "database") as server:
        yield _opened(plan, server.url(), say)


def _opened(plan: Plan, url: str, say: Callable[[str], None]) -> str:
    from django.conf import settings  # noqa: PLC0415 - Django is known only to who serves
    from django.db import connections  # noqa: PLC0415 - the same

    open_store(url, SETTINGS)
    if found := too_old():
        msg = "Driehoek start niet: de databaseserver is te oud. Er is niets in geschreven."
        raise NotServedError(msg, found)
    say("De tabellen worden bijgewerkt")
    migrate()
    found = faults()
    if found:
        msg = "Driehoek start niet: de database zou meer laten zien dan mag."
        raise NotServedError(msg, found)
    if plan.example is not None:
        from driehoek.web.example_data import WRITING, make_example  # noqa: PLC0415 - tables are known once the store is open

        say("Het voorbeeld wordt klaargezet")
        refused = make_example(plan.example)
        if refused:
            raise NotServedError(refused)
        from driehoek.web.example_agreements import make_agreements  # noqa: PLC0415 - the same
        from driehoek.web.example_open import show_in_public  # noqa: PLC0415 - the same

        show_in_public(plan.example, plan.data / "pictures")
        from driehoek.web.example_sealed import seal_in_example  # noqa: PLC0415 - the same

        seal_in_example(plan.example, WRITING)
        make_agreements(plan.example, settings.SECRET_KEY, plan.data)
    connections.close_all()  # the server forks, and a connection belongs to one process
    return url


@contextmanager
def reached(plan: Plan) -> Iterator[str]:
    """The store as it is, for a command: the server that runs already, or one for as long as the command takes.

    Raises:
        EmbeddedError: when the embedded server cannot be had.
    """
    plan.data.mkdir(parents=True, exist_ok=True)
    _environment(plan)
    server = Embedded(plan.data.resolve() / "database")
    if not plan.url:
        with suppress(InUseError):  # the portal runs, and its server with it
            server.start()
    url = plan.url or server.url()
    try:
        open_store(url, SETTINGS)
        yield url
    finally:
        from django.db import connections  # noqa: PLC0415 - Django is known only once the store is open

        connections.close_all()
        server.stop()


def _environment(plan: Plan) -> None:
    """What the settings read; set before anything imports them, and inherited by the workers."""
    os.environ["DRIEHOEK_DATA"] = str(plan.data.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ["DRIEHOEK_THREADS"] = str(THREADS)
    os.environ.setdefault("DRIEHOEK_SECRET_KEY", _secret(plan.data))
    if plan.example is not None:
        from driehoek.web.example_clock import MID_COURSE  # noqa: PLC0415 - beside the example alone

        os.environ["DRIEHOEK_EXAMPLE"] = "yes"
        os.environ["DRIEHOEK_EXAMPLE_DAY"] = MID_COURSE.isoformat()


def _secret(data: Path) -> str:
    """The key that signs sessions: made once, readable by its owner alone."""
    file = data / "secret-key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii").strip()


def serve(plan: Plan, say: Callable[[str], None]) -> None:
    """Serve until stopped; the database stops with it."""
    from granian import Granian  # noqa: PLC0415 - only who serves needs it
    from granian.constants import Interfaces  # noqa: PLC0415 - the same

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # an orderly stop, so that the database stops too
    live = plan.live or _live_port(plan)
    os.environ["DRIEHOEK_LIVE_PORT"] = str(live)
    with prepared(plan, say), beside(*_commands(plan, live)):
        say(f"Het portaal staat op http://{plan.host}:{plan.port}/ (stoppen met Ctrl-C)")
        Granian(
            "driehoek.web.wsgi:application",
            address=plan.host,
            port=plan.port,
            interface=Interfaces.WSGI,
            workers=plan.workers,
            blocking_threads=THREADS,
            log_access=False,
            log_enabled=False,
        ).serve()


def live(plan: Plan, beside: int = 0) -> None:
    """Tell open pages what goes on, until stopped; the embedded server must run already.

    Args:
        plan: how.
        beside: stop when this process is gone; 0 for none.
    """
    from driehoek.web.live.running import run  # noqa: PLC0415 - granian is known only to who serves

    _environment(plan)
    os.environ["DATABASE_URL"] = plan.url or Embedded(plan.data.resolve() / "database").url()
    run(plan.host, plan.live, beside)


def _commands(plan: Plan, live: int) -> tuple[list[str], list[str]]:
    """What runs beside the server: the work, and who tells pages what went on.

    Each is a process of its own: the server forks, which no thread of ours would survive. They have the address of the
    database and the key from the environment, where no list of processes shows them.
    """
    own = ["--beside", str(os.getpid())]
    work = ["driehoek", "admin", "work", "--data", str(plan.data), *own]
    return work, ["driehoek.web.live", "--host", plan.host, "--port", str(live), *own]


def _live_port(plan: Plan) -> int:
    """A port for the live process: as far above that of the portal as always, or any that is free."""
    for wanted in (plan.port + LIVE_ABOVE, 0):
        with suppress(OSError, OverflowError), socket.socket() as probe:
            probe.bind((plan.host, wanted))
            return int(probe.getsockname()[1])
    msg = "Er is geen poort vrij voor het proces dat doorgeeft wat er verandert; noem er een met --live-port."
    raise NotServedError(msg)

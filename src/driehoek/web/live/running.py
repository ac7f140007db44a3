"""Run the live process; it finds in the environment where the database is and with which key passes are signed."""

from __future__ import annotations

import logging.config
import os
import signal
from pathlib import Path

from driehoek.web.live.app import Live
from driehoek.web.live.rooms import MOST
from driehoek.web.log_place import written_to

_BESIDE = "DRIEHOEK_LIVE_BESIDE"
STOPS_WITHIN = 2
"""Seconds in which the open streams are told to come again; then they are cut off."""


def application() -> Live:
    """The application, in the process that serves it."""
    beside_the_data = Path(os.environ.get("DRIEHOEK_DATA", ".driehoek")) / "portal.jsonl"
    logging.config.dictConfig(written_to(os.environ.get("DRIEHOEK_LOG", "") or str(beside_the_data)))
    beside = int(os.environ.get(_BESIDE, "0"))
    return Live(os.environ["DATABASE_URL"], os.environ["DRIEHOEK_SECRET_KEY"], beside)


def run(host: str, port: int, beside: int = 0) -> None:
    """Serve until stopped; ends with an error when the process that serves died, so that we are started again.

    Args:
        host: on which address.
        port: on which port.
        beside: stop when this process is gone; 0 for none.
    """
    from granian import Granian  # noqa: PLC0415 - only who serves needs it
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - the same

    os.environ[_BESIDE] = str(beside)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    Granian(
        "driehoek.web.live.running:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        workers=1,
        websockets=False,
        backlog=2 * MOST,
        backpressure=2 * MOST,
        workers_kill_timeout=STOPS_WITHIN,
        log_access=False,
        log_enabled=False,
    ).serve()

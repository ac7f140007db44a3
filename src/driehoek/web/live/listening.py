"""One connection that listens to the database, for all who are here; it comes back after any break."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncConnection, Error, Notify

from driehoek.adapters.store.server import APP_ROLE, database

LOGGER = logging.getLogger("driehoek.live")
CHANNEL = "driehoek_agreement"
NAME = "driehoek live"
"""By which the database, and so the status page, knows the connection."""
QUIET = 10.0
"""Seconds between two questions whether the database is still there: a line that broke in silence says nothing."""
PATIENCE = 5.0
"""Seconds that a connection, or an answer to that question, may take."""
FIRST_WAIT, LONGEST_WAIT = 0.1, 2.0
"""Seconds between two tries to reach a database that is away: the first, and the most that it grows to."""


@dataclass(frozen=True, slots=True)
class WentOn:
    """What the database tells: ids alone.

    Attributes:
        agreement: which.
        table: what of it: ``change``, ``clash``, ``conditions``, ``remark``, ``announcement`` or ``mark``.
        number: to which number it came.
    """

    agreement: int
    table: str
    number: int


def read(payload: str) -> WentOn | None:
    """What a notification says; None when it is not of ours.

    >>> read("12 change 34")
    WentOn(agreement=12, table='change', number=34)
    """
    agreement, _, rest = payload.partition(" ")
    table, _, number = rest.partition(" ")
    if not (agreement.isdecimal() and table.isalpha() and number.isdecimal()):
        return None
    return WentOn(int(agreement), table, int(number))


class Listener:
    """Hears what the database tells until it is cancelled."""

    def __init__(self, url: str, heard: Callable[[WentOn], None], look: Callable[[], None]) -> None:
        """Begin with nothing.

        Args:
            url: of the database.
            heard: is told each thing that went on.
            look: is told that things may have been missed.
        """
        self._wanted = _words(url)
        self._heard, self._look = heard, look
        self.is_listening = False

    async def run(self) -> None:
        """Listen; after a break try again, ever less often, and then have everybody look."""
        wait = FIRST_WAIT
        while True:
            try:
                async with await asyncio.wait_for(AsyncConnection.connect(**self._wanted), PATIENCE) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self.is_listening, wait = True, FIRST_WAIT
                    self._look()
                    await self._listen(connection)
            except (Error, OSError, TimeoutError) as broken:
                if self.is_listening:
                    LOGGER.warning("the database is away: %s", type(broken).__name__)
            finally:
                self.is_listening = False
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _listen(self, connection: AsyncConnection[Any]) -> None:
        while True:
            async for told in connection.notifies(timeout=QUIET):
                self._pass_on(told)
            await asyncio.wait_for(connection.execute("SELECT 1"), PATIENCE)

    def _pass_on(self, told: Notify) -> None:
        went_on = read(told.payload)
        if went_on is None:
            LOGGER.error("a notification that is not ours")
        else:
            self._heard(went_on)


def _words(url: str) -> dict[str, Any]:
    """How psycopg is asked for the connection: as the role that sees nothing by itself."""
    found = database(url, APP_ROLE)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    words = {word: found[name] for name, word in names.items() if found[name]}
    return {**found["OPTIONS"], **words, "application_name": NAME, "autocommit": True, "connect_timeout": int(PATIENCE)}

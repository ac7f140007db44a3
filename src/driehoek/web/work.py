"""What the portal does by itself: extend the log's chain, tell people, check sent dossiers, count the ledger again.

One loop in a process of its own, which `driehoek serve` starts beside the server, or `driehoek admin work` anywhere
else. However many run, one writes the chain at a time (see ``adapters/store/trail.py``); counting twice does no harm.
What each job may see stands in ``flows.py``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Event
from time import monotonic

from django.db import DatabaseError, connections

from driehoek.adapters.store.recounting import ledger_faults
from driehoek.adapters.store.trail import extend_chain
from driehoek.web import flows
from driehoek.web.beside import gone
from driehoek.web.examining import examine_next
from driehoek.web.middleware import now
from driehoek.web.notices.mailing import mail
from driehoek.web.notices.making import BATCH, remind, tell

LOGGER = logging.getLogger("driehoek.work")
EVERY = 2.0
"""Seconds between two looks at the log."""
RECOUNT_EVERY = 24 * 3600.0
"""Seconds between two recounts of the ledger."""
MOST = 1000
MAIL_EVERY = 60.0
"""Seconds between two looks at what is to be mailed; also between two tries when the mail server is away."""
REMIND_EVERY = 600.0
"""Seconds between two looks at deadlines that come near."""


def extend() -> int:
    """Add to the chain what is settled; how many lines."""
    added = 0
    while batch := extend_chain(MOST):
        added += batch
        if batch < MOST:
            break
    return added


def tell_people() -> int:
    """Make the notices of what the log says new; how many lines were read."""
    read = 0
    while batch := tell(now()):
        read += batch
        if batch < BATCH:
            break
    return read


def count_again() -> int:
    """Count the ledger again; how many accounts do not stand as their transfers say, which is also logged."""
    found = ledger_faults()
    if found:
        LOGGER.error("the ledger does not recount", extra={"count": len(found)})
    return len(found)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that the loop does.

    Attributes:
        name: as in `driehoek.web.flows.JOBS`.
        run: does it, at a moment.
        every: seconds between two times; 0 at each step of the loop.
    """

    name: str
    run: Callable[[datetime], object]
    every: float = 0.0


JOBS = (
    Job("extend", lambda _moment: extend()),
    Job("tell", lambda _moment: tell_people()),
    Job("remind", remind, REMIND_EVERY),
    Job("mail", mail, MAIL_EVERY),
    Job("examine", examine_next),
    Job("count", lambda _moment: count_again(), RECOUNT_EVERY),
)
"""In the order in which they are done."""


def work(stop: Event, beside: int = 0, every: float = EVERY, jobs: tuple[Job, ...] = JOBS) -> None:
    """Work until told to stop; when the database is away, try again the next time.

    Args:
        stop: tells to stop.
        beside: stop when this process is gone; 0 for none.
        every: seconds between two steps.
        jobs: what is done.

    Raises:
        LookupError: before anything is done, when it is not written down what a job may see.
    """
    if unknown := sorted({job.name for job in jobs} - set(flows.JOBS)):
        msg = f"not in the table of what jobs may see: {', '.join(unknown)}"
        raise LookupError(msg)
    done: dict[str, float] = {}
    while not stop.wait(every):
        if beside and gone(beside):
            return
        try:
            for job in jobs:
                if monotonic() - done.get(job.name, -job.every) >= job.every:
                    done[job.name] = monotonic()
                    job.run(now())
        except DatabaseError:
            LOGGER.exception("the work waits for the database")
        finally:
            connections.close_all()

"""What the portal does by itself: extend the log's chain, tell people, check sent dossiers, count the ledger again.

One loop in a process of its own, which `driehoek serve` starts beside the server, or `driehoek admin work` anywhere
else. However many run, one writes the chain at a time (see ``adapters/store/trail.py``); counting twice does no harm.
"""

from __future__ import annotations

import logging
import os
from threading import Event
from time import monotonic

from django.db import DatabaseError, connections

from driehoek.adapters.store.recounting import ledger_faults
from driehoek.adapters.store.trail import extend_chain
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


def work(stop: Event, beside: int = 0, every: float = EVERY) -> None:
    """Work until told to stop; when the database is away, try again the next time.

    Args:
        stop: tells to stop.
        beside: stop when this process is gone; 0 for none.
        every: seconds between two steps.
    """
    counted, mailed, reminded = -RECOUNT_EVERY, -MAIL_EVERY, -REMIND_EVERY
    while not stop.wait(every):
        if beside and gone(beside):
            return
        try:
            extend()
            tell_people()
            if monotonic() - reminded >= REMIND_EVERY:
                reminded = monotonic()
                remind(now())
            if monotonic() - mailed >= MAIL_EVERY:
                mailed = monotonic()
                mail(now())
            examine_next(now())
            if monotonic() - counted >= RECOUNT_EVERY:
                counted = monotonic()
                count_again()
        except DatabaseError:
            LOGGER.exception("the work waits for the database")
        finally:
            connections.close_all()


def gone(process: int) -> bool:
    """Whether a process is there no more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

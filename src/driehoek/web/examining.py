"""Pack and check the dossiers that were sent to a supervisor, one at a time; done by the portal's own work."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import DossierRequest, DossierState, Role
from driehoek.bootstrap.stored_oversight import examine, pack

LOGGER = logging.getLogger("driehoek.work")
LOST_AFTER = timedelta(minutes=10)
"""After how long a check that says nothing more is taken up again: the work was killed in the middle."""


def examine_next(now: datetime) -> bool:
    """Take up one dossier that waits, pack it when it was not packed, and check it; whether there was one."""
    row = _taken(now)
    if row is None:
        return False
    try:
        if row.content is None:
            _say(row, "inpakken")
            assert row.as_of is not None, "a dossier that is sent has its moment"
            with acting(Actor(row.purchaser_id, Role.PURCHASING)):
                packed = pack(row.round_id, row.as_of)
            row.content, row.sha256 = packed.content, packed.sha256
            row.save(using="owner", update_fields=["content", "sha256"])
        row.found = examine(bytes(row.content), lambda stage: _say(row, stage))
        row.state = DossierState.READY
    except Exception:
        LOGGER.exception("a dossier could not be checked")
        row.state, row.found = DossierState.FAILED, {}
    row.busy_since, row.stage = None, ""
    row.save(using="owner", update_fields=["state", "found", "busy_since", "stage"])
    return True


def _taken(now: datetime) -> DossierRequest | None:
    with transaction.atomic(using="owner"):
        lost = Q(state=DossierState.BUSY, busy_since__lt=now - LOST_AFTER)
        rows = DossierRequest.objects.using("owner").select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(Q(state=DossierState.WAITING) | lost).order_by("answered_at").first()
        if row is not None:
            row.state, row.busy_since, row.stage = DossierState.BUSY, now, ""
            row.save(using="owner", update_fields=["state", "busy_since", "stage"])
        return row


def _say(row: DossierRequest, stage: str) -> None:
    row.stage = stage
    row.save(using="owner", update_fields=["stage"])

"""The key of a sealed round in the database: what closes, and one act of sealing at a time."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Q

from driehoek.adapters.store.models import Submission

CLOSED = '"sealed":{'
"""What stands in a closed submission, and in no other: inside a text its quotes would be escaped."""


def seal_key(round_id: UUID) -> str:
    """The public key of a sealed round; empty where nothing is sealed, or there is no key and so nothing comes in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT store_seal_key(id) FROM store_round WHERE id = %s AND is_sealed", [round_id])
        row = cursor.fetchone()
    return str(row[0]) if row and row[0] else ""


def one_at_a_time(round_id: UUID) -> None:
    """Let those who seal or open one round wait for each other, until the open transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('seal ' || %s, 0))", [str(round_id)])


def holds_closed(round_id: UUID) -> bool:
    """Whether something in a sealed round was handed in that nobody opened, here or where it came from."""
    ours, came = Q(is_imported=False, withdraws=False), Q(is_imported=True, content__contains=CLOSED)
    return Submission.objects.filter(ours | came, round_id=round_id).exists()

"""Write what happens, in the transaction in which it happens; and make the chain over it, by one writer at a time."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from django.db import connections, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.chain import START, ChainLine, salted
from driehoek.adapters.store.models import AuditEntry, OutboxEntry

_LOCK = 7301
"""The advisory lock of the one who writes the chain."""


def record(
    actor: Actor, act: str, subject: str, content: Mapping[str, object], at: datetime, *, using: str = "default"
) -> None:
    """Write an act in the open transaction: it is there when the transaction commits, and only then.

    The role in which it was done stays with it (A-009). Who acts for another organisation than its own leaves both:
    the row is of the organisation acted for.
    """
    behalf = {"role": actor.role, **({"by": str(actor.by)} if actor.by else {})}
    OutboxEntry.objects.using(using).create(
        organisation_id=actor.organisation,
        person_id=actor.person,
        act=act,
        subject=subject,
        content={"salt": secrets.token_hex(16), "content": {**content, **behalf}},
        at=at,
        transaction=0,
    )


def extend_chain(most: int = 1000) -> int:
    """Add the acts that are settled and not in the chain yet, in the order of their transactions, as the owner.

    An act is settled once every transaction that could still write an earlier one has ended. Transactions are numbered
    by the server: an act that is seen though its number was not given out yet was written on another server, before a
    restore or an upgrade, and is settled.

    Args:
        most: how many at a time.

    Returns:
        How many were added.
    """
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = AuditEntry.objects.using("owner").order_by("-number").first()
        before, number = (last.hash, last.number) if last else (START, 0)
        cursor.execute(
            "SELECT id, at, act, subject, content FROM store_outboxentry entry "
            "WHERE (transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint "
            "       OR transaction >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) "
            "AND NOT EXISTS (SELECT FROM store_auditentry audit WHERE audit.outbox = entry.id) "
            "ORDER BY transaction, id LIMIT %s",
            [most],
        )
        entries = []
        for outbox, at, act, subject, content in cursor.fetchall():
            number += 1
            line = _line(number, before, at, act, subject, json.loads(content)).sealed()
            entries.append(_entry(line, outbox, at))
            before = line.hash
        AuditEntry.objects.using("owner").bulk_create(entries)
    return len(entries)


def last_line() -> tuple[int, str, datetime] | None:
    """Number, hash and moment of the last line, as anyone may know it; None when the log is empty."""
    row = AuditEntry.objects.order_by("-number").first()
    return (row.number, row.hash, row.at) if row else None


def chain(alias: str = "owner") -> Iterator[ChainLine]:
    """The chain from its first line; anyone may read it, for it holds digests only."""
    for row in AuditEntry.objects.using(alias).order_by("number").iterator():
        yield ChainLine(row.number, _moment(row.at), row.act, row.subject, row.digest, row.before, row.hash)


def _line(number: int, before: str, at: datetime, act: str, subject: str, held: Mapping[str, object]) -> ChainLine:
    salt = str(held.get("salt", ""))
    return ChainLine(number, _moment(at), act, salted(salt, subject), salted(salt, held.get("content")), before)


def _entry(line: ChainLine, outbox: int, at: datetime) -> AuditEntry:
    return AuditEntry(
        number=line.number,
        outbox=outbox,
        at=at,
        act=line.act,
        subject=line.subject,
        digest=line.digest,
        before=line.before,
        hash=line.hash,
    )


def _moment(at: datetime) -> str:
    """The same text whatever the time zone of the connection."""
    return at.astimezone(UTC).isoformat()

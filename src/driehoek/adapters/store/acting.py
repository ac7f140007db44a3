"""Who acts in a transaction. Row-level security reads it; without it no row is seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import DataError, IntegrityError, connections, transaction


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a role for an organisation; a job has no person.

    Attributes:
        organisation: for whom.
        role: in which role, a word of `driehoek.adapters.store.models.Role`, or ``job``.
        person: who; None for a job.
        by: the own organisation of the person, where it acts for another.
    """

    organisation: UUID
    role: str
    person: UUID | None = None
    by: UUID | None = None

    @property
    def somebody(self) -> UUID:
        """The person; asking it of a job, where only people may act, is a fault of ours."""
        assert self.person is not None, "a job does what only people may do"
        return self.person


@contextmanager
def acting(actor: Actor, alias: str = "default") -> Iterator[None]:
    """A transaction in which ``actor`` acts; the settings end with it, so that a pooled connection keeps nothing."""
    with transaction.atomic(using=alias):
        set_actor(actor, alias)
        yield


class NotKeptError(Exception):
    """What came from elsewhere cannot be kept; the message is that of the database, and nothing was written."""


@contextmanager
def owning() -> Iterator[None]:
    """A transaction of the owner of the tables, for what comes in from elsewhere: whole or not at all.

    Raises:
        NotKeptError: when the database refuses something of it.
    """
    try:
        with transaction.atomic(using="owner"):
            yield
    except (DataError, IntegrityError) as error:
        raise NotKeptError(str(error).split("\n", 1)[0]) from error


@contextmanager
def working_for(organisation: UUID, meanwhile: Actor) -> Iterator[None]:
    """Let the portal itself do a job for an organisation in the open transaction, and then let ``meanwhile`` act again.

    For what must follow at once from an act of somebody else, such as a file of the purchaser that holds what a client
    council said.
    """
    with transaction.atomic():  # whatever fails goes back to this point, and who acts with it
        set_actor(Actor(organisation, "job"))
        yield
        set_actor(meanwhile)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """A part of the open transaction that is undone when it fails; the transaction goes on."""
    with transaction.atomic():
        yield


def set_actor(actor: Actor, alias: str = "default") -> None:
    """Say who acts in the transaction that is open.

    Raises:
        RuntimeError: outside a transaction, where the setting would be lost at once.
    """
    connection = connections[alias]
    if not connection.in_atomic_block:
        msg = "who acts is said inside a transaction"
        raise RuntimeError(msg)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('driehoek.organisation', %s, true), set_config('driehoek.person', %s, true), "
            "set_config('driehoek.role', %s, true)",
            [str(actor.organisation), str(actor.person or ""), actor.role],
        )

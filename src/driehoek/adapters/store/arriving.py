"""What is asked of the database around every page, in as few journeys to it as can be.

A page of the portal asks little and asks it often, so that the journeys cost more than the answers. What always goes
together goes in one: who arrives with the roles that person has, and what the frame of a page shows. Each statement
still runs after the one before it, so that row-level security knows who asks; nothing is read as somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from driehoek.adapters.store.mandating import Principal
from driehoek.adapters.store.models import Membership, Organisation

NO_ORGANISATION = UUID(int=0)
MOST_UNSEEN = 100
"""Notices are counted no further."""

_PUBLIC = (
    "SELECT set_config('driehoek.organisation', %s, true), set_config('driehoek.role', 'public', true), "
    "set_config('driehoek.person', %s, true)"
)
_PRINCIPALS = "SELECT membership, principal, name FROM store_principals(%s) ORDER BY name, membership"
_AROUND = (
    "SELECT (SELECT changed_at FROM store_look WHERE organisation_id = %s), "
    "(SELECT count(*) FROM (SELECT FROM store_notice WHERE person_id = %s AND seen_at IS NULL LIMIT %s) AS new)"
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody who arrives.

    Attributes:
        roles: those that the person has on the day, with their organisation, in order of its name.
        principals: for whom else the person can act; empty where that was not asked.
    """

    roles: tuple[Membership, ...]
    principals: tuple[Principal, ...]


def set_public(person: UUID | None = None) -> None:
    """Act as the public: for no organisation; the database shows a person which roles are theirs."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLIC, [str(NO_ORGANISATION), str(person or "")])


def arrive(person: UUID, day: date, *, with_principals: bool) -> Arrived:
    """Let the database know a person, who acts for nobody yet, and read which roles are theirs: one journey.

    Args:
        person: who.
        day: on which day the roles must hold.
        with_principals: whether it is asked too for whom else the person can act.
    """
    statements = [_PUBLIC, _roles()]
    given: list[str | UUID | date] = [str(NO_ORGANISATION), str(person), person, day]
    if with_principals:
        statements.append(_PRINCIPALS)
        given.append(day)
    with connection.cursor() as cursor:
        cursor.execute("; ".join(statements), given)
        cursor.nextset()
        roles = tuple(_membership(row) for row in cursor.fetchall())
        if not with_principals:
            return Arrived(roles, ())
        cursor.nextset()
        return Arrived(roles, tuple(Principal(*row) for row in cursor.fetchall()))


@dataclass(frozen=True, slots=True)
class Around:
    """What the frame of a page shows.

    Attributes:
        look_changed_at: when the organisation whose page it is changed its colours; None where it has none of its own.
        unseen: how many notices are new to the person, at most `MOST_UNSEEN`.
    """

    look_changed_at: datetime | None
    unseen: int


def around(owner: UUID | None, person: UUID | None) -> Around:
    """Read what the frame of a page shows, in one journey.

    Args:
        owner: the organisation whose page it is; None where it is nobody's.
        person: who looks in a role; None where nobody does.
    """
    if owner is None and person is None:
        return Around(None, 0)
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, [owner, person, MOST_UNSEEN])
        return Around(*cursor.fetchone())


@cache
def _columns(model: type[Membership | Organisation]) -> tuple[str, ...]:
    return tuple(str(field.column) for field in model._meta.concrete_fields)  # noqa: SLF001 - its name


@cache
def _names(model: type[Membership | Organisation]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)  # noqa: SLF001 - its name


@cache
def _roles() -> str:
    shown = ", ".join(
        f"{table}.{column}" for table, model in (("m", Membership), ("o", Organisation)) for column in _columns(model)
    )
    return (
        f"SELECT {shown} FROM store_membership m JOIN store_organisation o ON o.id = m.organisation_id "  # noqa: S608 - our own names
        "WHERE m.person_id = %s AND m.valid @> %s ORDER BY o.name, m.role, m.id"
    )


def _membership(row: tuple[Any, ...]) -> Membership:
    """A role with its organisation from one row of both."""
    own = len(_columns(Membership))
    held = Membership.from_db("default", _names(Membership), row[:own])
    held.organisation = Organisation.from_db("default", _names(Organisation), row[own:])
    return held

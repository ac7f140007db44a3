"""An organisation in the portal with its first administrator: by whoever keeps the server, for nobody is there yet.

Roles are given by an administrator and never to himself; so the first one comes from outside. The organisation is made
by the owner of the tables, and its administrator gets the same invitation as everybody after him.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.store import members
from driehoek.adapters.store.acting import Actor, owning
from driehoek.adapters.store.members import Offered
from driehoek.adapters.store.models import Invitation, Membership, Organisation, Role
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.founding import FOUND_ALREADY, OTHER_NAME, WAITS_ALREADY, Wanted, faults
from driehoek.kernel import Finding, Period
from driehoek.kernel.dutch import moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Founded:
    """What was made.

    Attributes:
        organisation: which.
        name: how it is called.
        is_new: whether it was not there yet.
        token: of the link of the invitation; it is nowhere else.
        expires_at: until when the link works.
    """

    organisation: UUID
    name: str
    is_new: bool
    token: str
    expires_at: datetime


def found(wanted: Wanted, at: datetime, *, again: bool = False) -> Founded | tuple[Finding, ...]:
    """Make an organisation, or take one that stands without people, and invite its first administrator.

    Args:
        wanted: the organisation and the address.
        at: now.
        again: withdraw an invitation that waits, because its link was lost.

    Returns:
        What was made; or everything that stands in the way, and then nothing was.
    """
    wrong = faults(wanted, at.astimezone(AMSTERDAM).date())
    if wrong:
        return wrong
    with owning():
        row, is_new = _row(wanted)
        waiting = _waiting(row, at)
        refused = _in_the_way(wanted, row, waiting, at, again=again)
        if refused is not None:  # and then the row was there already
            return (refused,)
        keeper = Actor(row.pk, "job")
        if is_new:
            record(keeper, "founded", str(row.pk), {"kind": row.kind}, at, using=OWNER)
        for lost in waiting:
            members.withdraw(keeper, lost, at, using=OWNER)
        offered = Offered(Role.ADMINISTRATION, "", Period(at.astimezone(AMSTERDAM).date()))
        invitation, token = members.invite(keeper, wanted.email, offered, at, using=OWNER)
    return Founded(row.pk, row.name, is_new, token, invitation.expires_at)


def _row(wanted: Wanted) -> tuple[Organisation, bool]:
    """The organisation with this code, or without a code with this name; made when it is not there."""
    known = Organisation.objects.using(OWNER).filter(kind=wanted.kind)
    row = known.filter(code=wanted.code).first() if wanted.code else known.filter(code="", name=wanted.name).first()
    if row is not None:
        return row, False
    made = Organisation(
        kind=wanted.kind, name=wanted.name.strip(), code=wanted.code, kvk=wanted.kvk, regions=list(wanted.regions)
    )
    made.save(using=OWNER)
    return made, True


def _waiting(row: Organisation, at: datetime) -> list[Invitation]:
    """Invitations for an administrator that still open."""
    rows = Invitation.objects.using(OWNER).filter(organisation=row, role=Role.ADMINISTRATION, expires_at__gt=at)
    return list(rows.filter(accepted_at=None, withdrawn_at=None))


def _in_the_way(
    wanted: Wanted, row: Organisation, waiting: list[Invitation], at: datetime, *, again: bool
) -> Finding | None:
    if row.name != wanted.name.strip():
        return Finding(OTHER_NAME, wanted.code, seen=row.name, wanted=wanted.name)
    day = at.astimezone(AMSTERDAM).date()
    held = Membership.objects.using(OWNER).filter(organisation=row, role=Role.ADMINISTRATION, valid__contains=day)
    if held.exists():
        return Finding(FOUND_ALREADY, row.name)
    if waiting and not again:
        return Finding(WAITS_ALREADY, row.name, seen=moment(waiting[0].expires_at.astimezone(AMSTERDAM)))
    return None

"""Acts that bind an organisation, with the mandate they rest on; and giving, limiting and ending mandates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from driehoek.adapters.store import models
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.domain.people import BindingAct, Bound, Delegation, Held, Mandate, judge
from driehoek.kernel import Finding, Money, Period

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def period(valid: DateRange) -> Period | None:
    """A range of days as the domain has it; None when it never began."""
    return None if valid.isempty else Period(valid.lower or date.min, valid.upper)


def bind(actor: Actor, act: BindingAct, subject: str, amount: Money, at: datetime) -> dict[str, object] | Finding:
    """Bind the organisation by an act, in the open transaction: judged by the domain, and by the database again.

    Args:
        actor: who acts, for whom.
        act: what it is.
        subject: the round, and the contract or deviation where there is one, as the act's own row has it.
        amount: how much money it is about.
        at: when the request arrived.

    Returns:
        What the trail says of it: the mandate and the chain; or why it may not be.
    """
    held = look(actor, act, amount, at)
    if isinstance(held, Finding):
        return held
    try:
        with transaction.atomic():
            models.BoundAct.objects.create(
                organisation_id=actor.organisation,
                person_id=actor.somebody,
                act=act.value,
                subject=subject,
                amount=amount.cents,
                at=at,
                mandate_id=int(held.mandate.id),
            )
    except IntegrityError as error:  # it ended between the two looks
        return refusal(error, _name(actor))
    return trailed(held)


def look(actor: Actor, act: BindingAct, amount: Money, at: datetime) -> Held | Finding:
    """The mandate on which an act would rest at this moment, or why there is none; nothing is written."""
    day = at.astimezone(AMSTERDAM).date()
    asked = Bound(str(actor.organisation), str(actor.somebody), act, amount, day, _name(actor))
    return judge(asked, tuple(_mandates(actor.somebody)), tuple(delegations(actor.organisation)), _roles(actor, day))


def _name(actor: Actor) -> str:
    return models.Organisation.objects.values_list("name", flat=True).get(pk=actor.organisation)


def trailed(held: Held) -> dict[str, object]:
    """What the trail says of the mandate: on whose behalf, along which delegations."""
    said: dict[str, object] = {"mandate": held.mandate.id}
    if held.chain:
        said["by"] = held.mandate.organisation
        said["delegations"] = [link.id for link in held.chain]
    return said


def _roles(actor: Actor, day: date) -> frozenset[str]:
    rows = models.Membership.objects.filter(person_id=actor.somebody, valid__contains=day)
    return frozenset(str(row) for row in rows.values_list("organisation_id", flat=True))


def _mandates(person: UUID) -> Iterable[Mandate]:
    for row in models.Mandate.objects.filter(person_id=person).order_by("pk"):
        valid = period(row.valid)
        if valid is not None:
            most = None if row.most is None else Money(row.most)
            yield Mandate(str(row.pk), str(row.person_id), str(row.organisation_id), valid, most, _acts(row.acts))


def delegations(organisation: UUID) -> Iterable[Delegation]:
    """Every delegation that lies on a way from the organisation, of any time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, principal_id, delegate_id, acts, most, passes_on, valid FROM store_delegations_from(%s)",
            [organisation],
        )
        rows = cursor.fetchall()
    for number, principal, delegate, acts, most, passes_on, days in rows:
        valid = period(days)
        if valid is not None:
            limit = None if most is None else Money(most)
            yield Delegation(str(number), str(principal), str(delegate), valid, limit, _acts(acts), passes_on=passes_on)


def _acts(words: Iterable[str]) -> frozenset[BindingAct]:
    return frozenset(BindingAct(word) for word in words)


@dataclass(frozen=True, slots=True)
class Principal:
    """Another organisation for which a person can act, in one of the roles of their own.

    Attributes:
        membership: the role.
        id: the other organisation.
        name: how it is called.
    """

    membership: int
    id: UUID
    name: str


def principals(day: date) -> list[Principal]:
    """For whom else the person who acts can act on a day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT membership, principal, name FROM store_principals(%s) ORDER BY name, membership", [day])
        return [Principal(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Given:
    """What is given with a mandate or a delegation.

    Attributes:
        acts: for which acts; none for all.
        most: up to and including which amount; None for no limit.
        valid: the days on which it holds.
    """

    acts: tuple[BindingAct, ...]
    most: Money | None
    valid: Period

    @property
    def row(self) -> dict[str, object]:
        """As the tables have it."""
        return {
            "acts": sorted(act.value for act in self.acts),
            "most": None if self.most is None else self.most.cents,
            "valid": DateRange(self.valid.start, self.valid.end),
        }


def give_mandate(actor: Actor, person: UUID, given: Given, at: datetime) -> Finding | None:
    """Give a mandate for the own organisation; nothing when it was given, else why not."""
    try:
        with transaction.atomic():
            row = models.Mandate.objects.create(
                organisation_id=actor.organisation, person_id=person, given_by_id=actor.somebody, **given.row
            )
    except IntegrityError as error:
        return refusal(error, "")
    record(actor, "gave mandate", str(row.pk), {"person": str(person), **_said(given)}, at)
    return None


def delegate(actor: Actor, to: UUID, given: Given, ground: str, at: datetime, *, passes_on: bool) -> Finding | None:
    """Let another organisation act for the own one; nothing when it was given, else why not."""
    try:
        with transaction.atomic():
            row = models.Delegation.objects.create(
                principal_id=actor.organisation,
                delegate_id=to,
                given_by_id=actor.somebody,
                ground=ground,
                passes_on=passes_on,
                **given.row,
            )
    except IntegrityError as error:
        return refusal(error, "")
    record(actor, "delegated", str(row.pk), {"to": str(to), "ground": ground, **_said(given)}, at)
    return None


def end(actor: Actor, row: models.Mandate | models.Delegation, day: date, at: datetime) -> None:
    """End a mandate or delegation: from ``day`` on it holds no more; what was done under it stays."""
    row.valid = ended(row.valid, day)
    row.save(update_fields=["valid"])
    kind = "ended mandate" if isinstance(row, models.Mandate) else "ended delegation"
    record(actor, kind, str(row.pk), {"from": day.isoformat()}, at)


def limit(actor: Actor, row: models.Mandate, most: Money, day: date, at: datetime) -> Finding | None:
    """From ``day`` on a mandate goes up to another amount: the old one ends and a new one runs out its term."""
    acts = tuple(BindingAct(word) for word in row.acts)
    rest = Period(day, row.valid.upper) if row.valid.upper is None or day < row.valid.upper else None
    with transaction.atomic():
        end(actor, row, day, at)
        refused = give_mandate(actor, row.person_id, Given(acts, most, rest), at) if rest else None
        if refused is not None:
            transaction.set_rollback(True)
    return refused


def ended(valid: DateRange, day: date) -> DateRange:
    """A term that stops the day before ``day``, or never began."""
    upper = day if valid.upper is None else min(day, valid.upper)
    start = valid.lower or date.min
    return DateRange(start, max(start, upper))


def _said(given: Given) -> dict[str, object]:
    row = given.row
    last = given.valid.last
    return {
        "acts": row["acts"],
        "most": row["most"],
        "from": given.valid.start.isoformat(),
        "until": last.isoformat() if last else "",
    }

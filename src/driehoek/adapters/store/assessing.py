"""Assign assessors, keep their declarations and marks, hand in; ``sql/assessing.sql`` holds the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import IntegrityError, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Assignment, GivenMark, Interest
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Finding


def assign(actor: Actor, round_id: UUID, person: UUID, criterion: str, at: datetime) -> Finding | None:
    """Let a person mark a criterion; nothing when it was done, else why not."""
    number = Assignment.objects.filter(round_id=round_id, criterion=criterion).count() + 1
    try:
        with transaction.atomic():
            Assignment.objects.create(
                round_id=round_id,
                purchaser_id=actor.organisation,
                person_id=person,
                criterion=criterion,
                label=f"beoordelaar-{number}",
                assigned_at=at,
            )
    except IntegrityError as error:
        return refusal(error, criterion)
    record(actor, "assigned", f"{round_id} {criterion}", {"person": str(person)}, at)
    return None


def declare(actor: Actor, assignment: Assignment, contract: str, conflict: str, at: datetime) -> Finding | None:
    """Declare an interest in a contract, or with no text that there is none; a conflict takes own marks away."""
    try:
        with transaction.atomic():
            Interest.objects.update_or_create(
                round_id=assignment.round_id,
                person_id=actor.somebody,
                contract=contract,
                defaults={"has_conflict": bool(conflict), "text": conflict, "declared_at": at},
                create_defaults={
                    "purchaser_id": actor.organisation,
                    "has_conflict": bool(conflict),
                    "text": conflict,
                    "declared_at": at,
                },
            )
    except IntegrityError as error:
        return refusal(error, contract)
    record(actor, "declared", f"{assignment.round_id} {contract}", {"conflict": bool(conflict)}, at)
    return None


def give(
    actor: Actor, assignment: Assignment, contract: str, points: Decimal, motivation: str, at: datetime
) -> Finding | None:
    """Give a mark or change the own one; the log says that it was given, never what it was."""
    values = {"points": points, "motivation": motivation, "given_at": at}
    own = {"purchaser_id": actor.organisation, "person_id": actor.somebody}
    try:
        with transaction.atomic():
            GivenMark.objects.update_or_create(
                assignment=assignment, contract=contract, defaults=values, create_defaults={**own, **values}
            )
    except IntegrityError as error:
        return refusal(error, contract)
    record(actor, "marked", f"{assignment.round_id} {contract}", {"criterion": assignment.criterion}, at)
    return None


def hand_in(actor: Actor, assignment: Assignment, at: datetime) -> None:
    """Hand in: from now on the own marks stand."""
    assignment.handed_in_at = at
    assignment.save(update_fields=["handed_in_at"])
    record(actor, "handed in", f"{assignment.round_id} {assignment.criterion}", {"label": assignment.label}, at)


def release(actor: Actor, assignment: Assignment, because: str, at: datetime) -> None:
    """Let an assessor go who cannot finish, with the reason."""
    assignment.released_at, assignment.released_because = at, because
    assignment.save(update_fields=["released_at", "released_because"])
    content = {"label": assignment.label, "because": because}
    record(actor, "released", f"{assignment.round_id} {assignment.criterion}", content, at)


def open_criteria(assignments: Iterable[Assignment]) -> frozenset[str]:
    """The criteria of which every assessor that was not released has handed in, and at least one has."""
    by: dict[str, list[Assignment]] = {}
    for item in assignments:
        if item.released_at is None:
            by.setdefault(item.criterion, []).append(item)
    return frozenset(criterion for criterion, items in by.items() if all(item.handed_in_at for item in items))


def given_marks(round_id: UUID, criteria: frozenset[str]) -> tuple[Mark, ...]:
    """The marks that were handed in on these criteria, as the dossier has them."""
    rows = GivenMark.objects.select_related("assignment").filter(
        assignment__round_id=round_id, assignment__criterion__in=criteria, assignment__handed_in_at__isnull=False
    )
    return tuple(
        Mark(row.contract, row.assignment.criterion, row.assignment.label, Fraction(row.points), row.motivation)
        for row in rows
    )

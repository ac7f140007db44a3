"""Make notices from the log, and from deadlines that come near. Done by the portal's own work, as owner of the tables.

The log is read in the order of its chain, which has no gaps, so that no act is passed over or told twice, whatever
order the transactions began in. Whoever acted is not told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from driehoek.adapters.store.models import (
    AuditEntry,
    Contract,
    CouncilInput,
    DossierRequest,
    Membership,
    Notice,
    NoticeMark,
    OutboxEntry,
    Outcome,
    Question,
    Round,
    Submission,
)
from driehoek.web.notices.rules import CLOSES_SOON, REMIND_DAYS, RULES, Audience, NoticeRule

BATCH = 500
_AGB = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class _About:
    """What is told of.

    Attributes:
        key: by which nobody is told of it twice.
        round: which round.
        now: the moment of telling.
        contract: which contract; empty for none.
        day: the day it names.
    """

    key: str
    round: Round
    now: datetime
    contract: str = ""
    day: date | None = None


def tell(now: datetime, most: int = BATCH) -> int:
    """Make the notices of the next lines of the log; how many lines were read."""
    with transaction.atomic(using="owner"):
        mark = NoticeMark.objects.using("owner").select_for_update().get()
        lines = list(AuditEntry.objects.using("owner").filter(number__gt=mark.number).order_by("number")[:most])
        if not lines:
            return 0
        entries = {row.pk: row for row in OutboxEntry.objects.using("owner").filter(pk__in=[x.outbox for x in lines])}
        made = [notice for line in lines if line.outbox in entries for notice in _notices(entries[line.outbox], now)]
        Notice.objects.using("owner").bulk_create(made, ignore_conflicts=True)
        mark.number = lines[-1].number
        mark.save(using="owner")
    return len(lines)


def remind(now: datetime) -> int:
    """Tell whoever has a contract and did not submit that the window closes soon; how many were told now."""
    today = timezone.localdate(now)
    before = Notice.objects.using("owner").count()
    rounds = Round.objects.using("owner").filter(
        closes_at__gt=now, closes_at__lte=now + timedelta(days=max(REMIND_DAYS) + 1), opens_at__lte=now
    )
    with transaction.atomic(using="owner"):
        made = [notice for found in rounds for notice in _closing(found, today, now)]
        Notice.objects.using("owner").bulk_create(made, ignore_conflicts=True)
    return Notice.objects.using("owner").count() - before


def _closing(found: Round, today: date, now: datetime) -> Iterator[Notice]:
    assert found.closes_at is not None, "only rounds that close are looked at"
    closes = timezone.localdate(found.closes_at)
    due = [days for days in REMIND_DAYS if closes - timedelta(days=days) <= today]
    if not due:
        return
    last: dict[str, bool] = {}
    for row in Submission.objects.using("owner").filter(round=found).order_by("number"):
        last[row.contract] = not row.withdraws
    contracts = Contract.objects.using("owner").filter(purchaser_id=found.purchaser_id).order_by("agb")
    for contract in contracts:
        if not last.get(contract.agb):
            key = f"closes in {min(due)} {found.pk} {contract.agb}"
            about = _About(key, found, now, contract.agb, closes)
            yield from _to(CLOSES_SOON, {contract.provider_id}, None, about)


def _notices(entry: OutboxEntry, now: datetime) -> Iterator[Notice]:
    for number, rule in enumerate(RULES.get(entry.act, ())):
        round_id, _, rest = entry.subject.partition(" ")
        named = _uuid(round_id)
        found = Round.objects.using("owner").filter(pk=named).first() if named else None
        if found is None:
            continue
        organisations = _organisations(rule.audience, found, rest)
        key = f"log {entry.pk} {number}"
        contract = rest if _AGB.fullmatch(rest) else ""
        only = _uuid(str(entry.content["content"].get("person", ""))) if rule.audience is Audience.PERSON else None
        for notice in _to(rule, organisations, entry.person_id, _About(key, found, now, contract)):
            if rule.audience is not Audience.PERSON or notice.person_id == only:
                yield notice


def _to(rule: NoticeRule, organisations: set[UUID], actor: UUID | None, about: _About) -> Iterator[Notice]:
    """A notice for each person who has one of the roles today in one of the organisations, once."""
    today = timezone.localdate(about.now)
    held = Membership.objects.using("owner").filter(
        organisation_id__in=organisations, role__in=rule.roles, valid__contains=today
    )
    told = {actor}
    for row in held.order_by("person_id", "pk"):
        if row.person_id not in told:
            told.add(row.person_id)
            yield Notice(
                person_id=row.person_id,
                organisation_id=row.organisation_id,
                key=about.key,
                group=rule.group,
                title=rule.title,
                round=about.round,
                contract=about.contract,
                day=about.day,
                route=rule.route,
                made_at=about.now,
            )


def _organisations(audience: Audience, found: Round, rest: str) -> set[UUID]:
    """The organisations of an audience; ``rest`` is what the act's subject says after the round."""
    owner = "owner"
    if audience in (Audience.PURCHASER, Audience.PERSON):
        return {found.purchaser_id}
    if audience is Audience.DECIDED:
        told = Outcome.objects.using(owner).filter(round=found, is_told=True, provider_id__isnull=False)
        return set(told.values_list("provider_id", flat=True))
    if audience in (Audience.CONTRACT, Audience.PROVIDERS):
        held = Contract.objects.using(owner).filter(purchaser_id=found.purchaser_id)
        if audience is Audience.CONTRACT:
            held = held.filter(agb=rest)
        return set(held.values_list("provider_id", flat=True))
    model, column = _OF_ROW[audience]
    rows = model._default_manager.using(owner).filter(pk=int(rest) if rest.isdecimal() else -1)  # noqa: SLF001 - its name
    return set(rows.values_list(column, flat=True))


_OF_ROW: Mapping[Audience, tuple[type[Model], str]] = {
    Audience.COUNCIL: (CouncilInput, "council_id"),
    Audience.ASKER: (Question, "provider_id"),
    Audience.SUPERVISOR: (DossierRequest, "supervisor_id"),
}
"""The audiences that one row names: the row whose number the act gives, and the column."""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None

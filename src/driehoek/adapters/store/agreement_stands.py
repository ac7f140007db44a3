"""Where agreements are: for many at once, without reading what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from driehoek.adapters.store.models import (
    Agreement,
    AgreementChange,
    AgreementClash,
    AgreementConditions,
    AgreementMark,
    AgreementVersion,
    MarkKind,
)
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Money

BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one agreement is.

    Attributes:
        number: of the version on the table.
        agreed: who agreed to exactly what stands there now.
        signed: who signed it.
        in_force: the number of the version in force; 0 before the first.
        amount: what the version in force takes of the space; None before the first.
        clashes: how many cells have two values.
        since: the last moment at which somebody did something.
    """

    number: int
    agreed: frozenset[Side]
    signed: frozenset[Side]
    in_force: int
    amount: Money | None
    clashes: int
    since: datetime

    @property
    def is_settled(self) -> bool:
        """Whether what stands there is in force: nothing waits."""
        return self.signed == BOTH

    @property
    def waits_for(self) -> frozenset[Side]:
        """Who has to do something next: who did not agree yet, or else did not sign yet."""
        return BOTH - self.agreed or BOTH - self.signed


def stands(agreements: Iterable[Agreement]) -> dict[int, Stand]:
    """Where each of these is, in six questions to the database however many they are."""
    rows = {row.pk: row for row in agreements}
    own = {"agreement__in": list(rows)}
    changes = _last(AgreementChange.objects.filter(**own).values_list("agreement").annotate(Max("number"), Max("at")))
    conditions = _last(
        AgreementConditions.objects.filter(**own).values_list("agreement").annotate(Max("number"), Max("at"))
    )
    clashes: defaultdict[int, int] = defaultdict(int)
    for agreement in AgreementClash.objects.filter(**own, settled_at__isnull=True).values_list("agreement", flat=True):
        clashes[agreement] += 1
    versions: defaultdict[int, list[AgreementVersion]] = defaultdict(list)
    for version in AgreementVersion.objects.filter(**own).defer("content").order_by("pk"):
        versions[version.agreement_id].append(version)
    marks: defaultdict[int, list[AgreementMark]] = defaultdict(list)
    for mark in AgreementMark.objects.filter(**own):
        marks[mark.version_id].append(mark)
    return {
        pk: _stand(row, versions[pk], marks, _Now(changes.get(pk), conditions.get(pk), clashes[pk]))
        for pk, row in rows.items()
    }


Last = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class _Now:
    """The last change, the last conditions, and how many cells have two values."""

    change: Last | None
    conditions: Last | None
    clashes: int


def _last(found: Iterable[tuple[int, int, datetime]]) -> dict[int, Last]:
    return {agreement: (number, at) for agreement, number, at in found}


def _stand(row: Agreement, versions: list[AgreementVersion], marks: dict[int, list[AgreementMark]], now: _Now) -> Stand:
    by = {version.pk: _sides(marks[version.pk]) for version in versions}
    state = (now.change[0] if now.change else 0, now.conditions[0] if now.conditions else 0)
    here = next((item for item in reversed(versions) if (item.change, item.conditions) == state), None)
    forced = [item for item in versions if by[item.pk][1] == BOTH]
    settled = [item.number for item in versions if by[item.pk][0] == BOTH]
    agreed, signed = by[here.pk] if here else (frozenset[Side](), frozenset[Side]())
    at = [item.at for version in versions for item in marks[version.pk]]
    moments = [row.opened_at, *at, *(last[1] for last in (now.change, now.conditions) if last)]
    return Stand(
        number=here.number if here else max(settled, default=0) + 1,
        agreed=agreed,
        signed=signed,
        in_force=forced[-1].number if forced else 0,
        amount=Money(forced[-1].amount) if forced else None,
        clashes=now.clashes,
        since=max(moments),
    )


def _sides(marks: Iterable[AgreementMark]) -> tuple[frozenset[Side], frozenset[Side]]:
    held = list(marks)
    return (
        frozenset(Side(mark.side) for mark in held if mark.kind == MarkKind.AGREED),
        frozenset(Side(mark.side) for mark in held if mark.kind == MarkKind.SIGNED),
    )

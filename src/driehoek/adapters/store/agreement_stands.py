"""Where agreements are: for many at once, without reading what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from driehoek.adapters.store.agreement_versions import version_of
from driehoek.adapters.store.models import (
    Agreement,
    AgreementChange,
    AgreementClash,
    AgreementConditions,
    AgreementMark,
    AgreementVersion,
)
from driehoek.domain.agreement.agreed import Agreement as Versions
from driehoek.domain.agreement.agreed import Mark, Stage, Version
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Money

BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one agreement is.

    Attributes:
        versions: those that both agreed to, in order.
        draft: who agreed to what stands there now, when that is none of these; None when it is the last of them.
        clashes: how many cells have two values.
        since: the last moment at which somebody did something.
        touched_by: who changed a cell or condition last; None when nobody did since it was opened.
    """

    versions: tuple[Version, ...]
    draft: Mapping[Side, Mark] | None
    clashes: int
    since: datetime
    touched_by: Side | None

    @property
    def number(self) -> int:
        """Of the version on the table."""
        last = self.versions[-1].number if self.versions else 0
        return last if self.draft is None else last + 1

    @property
    def agreed(self) -> frozenset[Side]:
        """Who agreed to exactly what stands there now."""
        return BOTH if self.draft is None else frozenset(self.draft)

    @property
    def signed(self) -> frozenset[Side]:
        """Who signed it."""
        return frozenset(self.versions[-1].signed) if self.draft is None else frozenset()

    @property
    def in_force(self) -> Version | None:
        """The newest version that both signed; None before the first."""
        return next((item for item in reversed(self.versions) if item.stage is Stage.SIGNED), None)

    @property
    def is_settled(self) -> bool:
        """Whether what stands there is in force: nothing waits."""
        return self.signed == BOTH

    @property
    def waits_for(self) -> frozenset[Side]:
        """Who has to do something next: who did not agree yet, or else did not sign yet."""
        return BOTH - self.agreed or BOTH - self.signed

    def with_draft(self, amount: Money) -> Versions:
        """The versions with the one on the table, which comes to ``amount``."""
        if self.draft is None:
            return Versions(self.versions)
        return Versions((*self.versions, Version(self.number, "", amount, self.draft)))


def stands(agreements: Iterable[Agreement]) -> dict[int, Stand]:
    """Where each of these is, in five questions to the database however many they are."""
    rows = {row.pk: row for row in agreements}
    own = {"agreement__in": list(rows)}
    changes = _last(AgreementChange.objects.filter(**own))
    conditions = _last(AgreementConditions.objects.filter(**own))
    clashes = Counter(AgreementClash.objects.filter(**own, settled_at__isnull=True).values_list("agreement", flat=True))
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


@dataclass(frozen=True, slots=True)
class _Last:
    """The last of something: its number, when and by whom."""

    number: int
    at: datetime
    side: Side


@dataclass(frozen=True, slots=True)
class _Now:
    """The last change, the last conditions, and how many cells have two values."""

    change: _Last | None
    conditions: _Last | None
    clashes: int


def _last(rows: QuerySet[AgreementChange] | QuerySet[AgreementConditions]) -> dict[int, _Last]:
    """The last of each agreement."""
    newest = rows.order_by("agreement", "-number").distinct("agreement")
    found = newest.values_list("agreement", "number", "at", "side")
    return {agreement: _Last(number, at, Side(side)) for agreement, number, at, side in found}


def _stand(row: Agreement, versions: list[AgreementVersion], marks: dict[int, list[AgreementMark]], now: _Now) -> Stand:
    known = {version.pk: version_of(version, marks[version.pk]) for version in versions}
    kept = tuple(item for item in known.values() if item.stage is not Stage.DRAFT)
    state = (now.change.number if now.change else 0, now.conditions.number if now.conditions else 0)
    here = next((item for item in reversed(versions) if (item.change, item.conditions) == state), None)
    at_last = here is not None and known[here.pk].stage is not Stage.DRAFT
    draft = None if at_last else known[here.pk].agreed if here else {}
    moments = [mark.at for version in versions for mark in marks[version.pk]]
    written = now.conditions if now.conditions and now.conditions.number > 1 else None  # the first it opens with
    touches = [item for item in (now.change, written) if item]
    return Stand(
        versions=kept,
        draft=draft,
        clashes=now.clashes,
        since=max([row.opened_at, *moments, *(item.at for item in touches)]),
        touched_by=max(touches, key=lambda item: item.at).side if touches else None,
    )

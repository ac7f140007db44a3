"""Conditions, versions, marks and papers of agreements in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.agreement_sheets import hold, last_number, side_of
from driehoek.adapters.store.models import (
    Agreement,
    AgreementCell,
    AgreementClash,
    AgreementConditions,
    AgreementLine,
    AgreementMark,
    AgreementPaper,
    AgreementVersion,
    MarkKind,
)
from driehoek.adapters.store.trail import record
from driehoek.domain.agreement import agreed
from driehoek.domain.agreement.clauses import Answer, Clause, Reply, Subject
from driehoek.domain.agreement.conditions import WENT_ON, Conditions, reconsidered
from driehoek.domain.agreement.content import Content, ContentLine
from driehoek.domain.agreement.duration import NotLonger, Term
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.ledger import SpaceFrame
from driehoek.kernel import Finding, Money, Quantity, Unit
from driehoek.kernel.fingerprint import plain


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement as it stands.

    Attributes:
        content: what the cells and conditions say now.
        versions: of the agreement, as the rules of agreeing have them.
        change: the number of the last change.
        conditions: the number of the conditions.
        clashes: how many cells have two values.
        row: the kept version of what stands now; None while nobody agreed to it.
    """

    content: Content
    versions: agreed.Agreement
    change: int
    conditions: int
    clashes: int
    row: AgreementVersion | None


def conditions_of(agreement: Agreement) -> tuple[int, Conditions]:
    """The conditions that hold, with their number."""
    row = AgreementConditions.objects.filter(agreement=agreement).latest("number")
    return row.number, read_conditions(row.content)


def write_conditions(
    actor: Actor, agreement: Agreement, seen: int, wanted: Conditions, at: datetime
) -> Conditions | Finding:
    """Write the next conditions, when those that were seen still hold and this side may change what it changed."""
    hold(agreement)
    number, before = conditions_of(agreement)
    if number != seen:
        return Finding(WENT_ON, agreement.contract, seen=str(seen), wanted=str(number))
    after = reconsidered(before, side_of(actor, agreement), wanted)
    if isinstance(after, Finding) or after == before:
        return after
    keep_conditions(actor, agreement, number + 1, after, at)
    record(actor, "changed agreement conditions", _subject(agreement), {"number": number + 1}, at)
    return after


def keep_conditions(actor: Actor, agreement: Agreement, number: int, wanted: Conditions, at: datetime) -> None:
    """Keep conditions under their number."""
    AgreementConditions.objects.create(
        agreement=agreement,
        number=number,
        content=plain(wanted),
        side=side_of(actor, agreement).value,
        person_id=actor.person,
        at=at,
        **_sides(agreement),
    )


def standing(agreement: Agreement) -> Standing:
    """All that the two sides have of an agreement now."""
    number, conditions = conditions_of(agreement)
    content = content_of(agreement, conditions)
    change = last_number(agreement)
    rows = list(AgreementVersion.objects.filter(agreement=agreement).prefetch_related("marks").order_by("pk"))
    open_clashes = AgreementClash.objects.filter(agreement=agreement, settled_at__isnull=True).count()
    kept = {row.number: version_of(row, row.marks.all()) for row in rows if _agreed_by(row) == set(Side)}
    row = next((row for row in reversed(rows) if (row.change, row.conditions) == (change, number)), None)
    versions = tuple(kept[each] for each in sorted(kept))
    if row is None or row.number not in kept:
        here = agreed.Version(max(kept, default=0) + 1, content.fingerprint, content.amount)
        marks = {Side(mark.side): _mark(mark) for mark in row.marks.all()} if row else {}
        versions = (*versions, agreed.Version(here.number, here.fingerprint, here.amount, marks))
    return Standing(content, agreed.Agreement(versions), change, number, open_clashes, row)


def content_of(agreement: Agreement, conditions: Conditions) -> Content:
    """What the cells say now, with conditions."""
    found = AgreementCell.objects.filter(agreement=agreement).values_list("lot", "product", "column", "value")
    cells = {(lot, product, column): value or 0 for lot, product, column, value in found}
    rows = AgreementLine.objects.filter(agreement=agreement).order_by("lot", "product")
    frames: dict[tuple[str, str], SpaceFrame] = {}
    lines = []
    for lot, product, pool, frame, unit, name in rows.values_list(
        "lot", "product", "pool", "frame", "unit", "content__name"
    ):
        where = frames.setdefault((pool, frame), SpaceFrame(agreement.year, pool, frame))
        quantity = Quantity(cells[lot, product, "quantity"], _UNITS[unit])
        lines.append(ContentLine(lot, product, name, where, quantity, Money(cells[lot, product, "price"])))
    purchaser, provider = agreement.purchaser.name, agreement.provider.name
    return Content(agreement.contract, purchaser, provider, agreement.year, tuple(lines), conditions)


_UNITS = {unit.value: unit for unit in Unit}
"""By their word; thousands are looked up at a time."""


def agree(actor: Actor, agreement: Agreement, seen: str, at: datetime) -> Standing | Finding:
    """Agree for the own side to what was on the screen.

    Args:
        actor: who.
        agreement: to which.
        seen: the fingerprint of the content that was on the screen.
        at: when.
    """
    hold(agreement)
    now = standing(agreement)
    side = side_of(actor, agreement)
    mark = agreed.Mark(str(actor.somebody), at, seen)
    after = agreed.agree(now.versions, side, mark, now.clashes)
    if isinstance(after, Finding):
        return after
    row = now.row or AgreementVersion.objects.create(
        agreement=agreement,
        number=now.versions.last.number,
        fingerprint=now.content.fingerprint,
        amount=now.content.amount.cents,
        content=plain(now.content),
        change=now.change,
        conditions=now.conditions,
        made_at=at,
        **_sides(agreement),
    )
    _keep_mark(actor, row, MarkKind.AGREED, mark)
    record(actor, "agreed to version", _subject(agreement), {"version": row.number, "fingerprint": seen}, at)
    return standing(agreement)


def sign(actor: Actor, agreement: Agreement, seen: str, at: datetime) -> Standing | Finding:
    """Keep the signature of the own side under the version that both agreed; the mandate was bound before.

    Args:
        actor: who signs.
        agreement: which.
        seen: the fingerprint that was on the screen.
        at: when.
    """
    hold(agreement)
    now = standing(agreement)
    mark = agreed.Mark(str(actor.somebody), at, seen)
    after = agreed.sign(now.versions, side_of(actor, agreement), mark)
    if isinstance(after, Finding):
        return after
    assert now.row is not None, "both agreed, so their version is kept"
    _keep_mark(actor, now.row, MarkKind.SIGNED, mark)
    record(actor, "signed version", _subject(agreement), {"version": now.row.number, "fingerprint": seen}, at)
    return standing(agreement)


def keep_paper(row: AgreementVersion, signatures: int, pdf: bytes, at: datetime) -> AgreementPaper:
    """Keep the paper of a version with as many signatures as it has now."""
    return AgreementPaper.objects.create(
        agreement_id=row.agreement_id,
        purchaser_id=row.purchaser_id,
        provider_id=row.provider_id,
        version=row,
        signatures=signatures,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        made_at=at,
    )


def paper(row: AgreementVersion) -> AgreementPaper | None:
    """The paper of a version with the most signatures; None while it has none."""
    return row.papers.order_by("-signatures").first()


def next_conditions(agreement: Agreement) -> int:
    """The number that conditions would have that are kept now."""
    found = AgreementConditions.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"]
    return int(found or 0) + 1


def read_conditions(content: Mapping[str, Any]) -> Conditions:
    """Conditions as they were kept."""
    term = content["term"]
    return Conditions(
        form=content["form"],
        params={name: tuple(raw) if isinstance(raw, list) else raw for name, raw in content["params"].items()},
        amount=None if content["amount"] is None else Money(_cents(content["amount"])),
        inhabitants=content["inhabitants"],
        term=Term(
            term["years"],
            covers_tariffs=term["covers_tariffs"],
            covers_volumes=term["covers_volumes"],
            index=term["index"],
            not_longer=NotLonger(term["not_longer"]) if term["not_longer"] else None,
        ),
        clauses=tuple(_clause(item) for item in content["clauses"]),
        answers=tuple(_answer(item) for item in content["answers"]),
    )


def _cents(kept: int | Mapping[str, int]) -> int:
    return kept if isinstance(kept, int) else kept["cents"]


def _clause(item: Mapping[str, str]) -> Clause:
    return Clause(item["id"], item["text"], Subject(item["subject"]), item["contested"])


def _answer(item: Mapping[str, str]) -> Answer:
    return Answer(item["clause"], Reply(item["reply"]), item["reason"], item["settled"])


def _keep_mark(actor: Actor, row: AgreementVersion, kind: MarkKind, mark: agreed.Mark) -> None:
    """Keep what a side does to a version; the rules judged it before, and the database does again."""
    side = Side.PURCHASER if row.purchaser_id == actor.organisation else Side.PROVIDER
    AgreementMark.objects.create(
        agreement_id=row.agreement_id,
        purchaser_id=row.purchaser_id,
        provider_id=row.provider_id,
        version=row,
        kind=kind,
        side=side.value,
        person_id=actor.somebody,
        at=mark.at,
        fingerprint=mark.fingerprint,
    )


def _agreed_by(row: AgreementVersion) -> set[Side]:
    return {Side(mark.side) for mark in row.marks.all() if mark.kind == MarkKind.AGREED}


def version_of(row: AgreementVersion, given: Iterable[AgreementMark]) -> agreed.Version:
    """A kept version as the rules have it, with the marks that it was given."""
    marks = _by_kind(given)
    return agreed.Version(
        row.number, row.fingerprint, Money(row.amount), marks[MarkKind.AGREED], marks[MarkKind.SIGNED]
    )


def _by_kind(marks: Iterable[AgreementMark]) -> dict[MarkKind, dict[Side, agreed.Mark]]:
    found: dict[MarkKind, dict[Side, agreed.Mark]] = {kind: {} for kind in MarkKind}
    for mark in marks:
        found[MarkKind(mark.kind)][Side(mark.side)] = _mark(mark)
    return found


def _mark(mark: AgreementMark) -> agreed.Mark:
    return agreed.Mark(str(mark.person_id), mark.at, mark.fingerprint)


def _sides(agreement: Agreement) -> dict[str, UUID]:
    return {"purchaser_id": agreement.purchaser_id, "provider_id": agreement.provider_id}


def _subject(agreement: Agreement) -> str:
    return f"{agreement.round_id} {agreement.contract}"

"""The sheet of an agreement in the store: one call makes its changes in one transaction, and nothing is ever lost.

Calls on the same agreement wait for each other; which of two at once came first decides who made the change and whose
value stands beside it as a clash. The database holds the same by the version of the cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max, Q

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import (
    Agreement,
    AgreementCell,
    AgreementChange,
    AgreementClash,
    AgreementLook,
    AgreementRemark,
    RemarkKind,
)
from driehoek.adapters.store.trail import record
from driehoek.domain.agreement.refusals import CELL_WENT_ON, CHOSEN, NO_PROPOSAL, SAY_WHY
from driehoek.domain.agreement.sheet import (
    MOST,
    TOO_MUCH,
    UNKNOWN_PLACE,
    Applied,
    Author,
    Cell,
    Change,
    Clash,
    Column,
    Made,
    Place,
    Sheet,
    Side,
    apply,
    choose,
    undo_all,
)
from driehoek.kernel import Finding

_LOCK = 7302
"""The advisory lock of those who write in one agreement."""


def side_of(actor: Actor, agreement: Agreement) -> Side:
    """On which side of an agreement the one who acts is."""
    return Side.PURCHASER if agreement.purchaser_id == actor.organisation else Side.PROVIDER


def author_of(actor: Actor, agreement: Agreement) -> Author:
    """The one who acts, as the sheet knows people."""
    return Author(side_of(actor, agreement), str(actor.somebody))


def hold(agreement: Agreement) -> None:
    """Let nobody else write in this agreement until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, agreement.pk])


def last_number(agreement: Agreement) -> int:
    """The number of the last change; 0 when nothing was changed."""
    found = AgreementChange.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"]
    return int(found or 0)


def sheet_of(agreement: Agreement) -> Sheet:
    """All cells with the whole log."""
    cells = {_place(row): _cell(row) for row in AgreementCell.objects.filter(agreement=agreement)}
    rows = AgreementChange.objects.filter(agreement=agreement).order_by("number")
    return Sheet(cells, tuple(_made(row) for row in rows))


def change(actor: Actor, agreement: Agreement, changes: Iterable[Change], at: datetime) -> Applied:
    """Make the changes of one call, in the open transaction; what came too late is kept as a clash."""
    wanted = tuple(changes)
    hold(agreement)
    sheet = _part(agreement, {item.place for item in wanted})
    applied = apply(sheet, author_of(actor, agreement), wanted, at)
    _keep(actor, agreement, applied, at)
    return applied


def take_back(actor: Actor, agreement: Agreement, numbers: Iterable[int], at: datetime) -> Applied:
    """Undo changes of the own side, each as a new change; a block in as many questions as a cell."""
    hold(agreement)
    asked = set(numbers)
    log = AgreementChange.objects.filter(agreement=agreement)
    wanted = Q(number__in=asked) | Q(undoes__in=asked) | Q(number=last_number(agreement))
    known = [_made(row) for row in log.filter(wanted).order_by("number")]
    part = _part(agreement, {item.place for item in known if item.number in asked})
    applied = undo_all(Sheet(part.cells, tuple(known)), author_of(actor, agreement), asked, at)
    _keep(actor, agreement, applied, at)
    return applied


def settle(actor: Actor, agreement: Agreement, clash_id: int, at: datetime, *, seen: int, offered: bool) -> Applied:
    """Choose one of two values; who chooses has seen both, and the one not taken stays in the record.

    Args:
        actor: who chooses.
        agreement: in which.
        clash_id: between which two.
        at: when.
        seen: the version of the cell that was on the screen; a cell that went on since is chosen again.
        offered: whether the value that came late is taken.
    """
    hold(agreement)
    row = AgreementClash.objects.filter(agreement=agreement, pk=clash_id, settled_at__isnull=True).first()
    if row is None:
        return Applied(Sheet({}), findings=(Finding(CHOSEN, str(clash_id)),))
    clash = _clash(row)
    sheet = _part(agreement, {clash.place})
    author = author_of(actor, agreement)
    standing = sheet.cells[clash.place]
    if standing.version != seen:
        return Applied(sheet, findings=(Finding(CELL_WENT_ON, f"{clash.place.lot}, {clash.place.product}"),))
    applied = choose(
        sheet, author, Clash(clash.place, standing, clash.offered, clash.author, at), offered=offered, at=at
    )
    if applied.findings:
        return applied
    AgreementClash.objects.filter(pk=row.pk).update(
        settled_at=at, settled_by=actor.somebody, settled_side=author.side.value, took_offered=offered
    )
    _keep(actor, agreement, applied, at)
    record(actor, "chose between two values", _subject(agreement), {"clash": row.pk, "offered": offered}, at)
    return applied


def clashes(agreement: Agreement) -> list[tuple[AgreementClash, AgreementCell]]:
    """The values that came late, oldest first, each with the cell as it stands now: it may have gone on since."""
    rows = AgreementClash.objects.filter(agreement=agreement, settled_at__isnull=True)
    found = list(rows.select_related("person").order_by("pk"))
    cells = AgreementCell.objects.filter(
        agreement=agreement, lot__in={row.lot for row in found}, product__in={row.product for row in found}
    )
    now = {_place(cell): cell for cell in cells.select_related("person")} if found else {}
    return [(row, now[_place(row)]) for row in found]


def remark(actor: Actor, agreement: Agreement, place: Place, text: str, at: datetime) -> Finding | None:
    """Say something at a line."""
    return _say(actor, agreement, place, _Said(RemarkKind.REMARK, text), at)


def propose(actor: Actor, agreement: Agreement, place: Place, value: int, text: str, at: datetime) -> Finding | None:
    """Propose a value for a cell, with the reason; the other side answers."""
    return _say(actor, agreement, place, _Said(RemarkKind.PROPOSAL, text, value), at)


def answer(
    actor: Actor, agreement: Agreement, proposal_id: int, text: str, at: datetime, *, accepts: bool
) -> Applied | Finding:
    """Answer a proposal of the other side; who takes it over makes the change at once."""
    hold(agreement)
    row = AgreementRemark.objects.filter(
        agreement=agreement, pk=proposal_id, kind=RemarkKind.PROPOSAL, answer__isnull=True
    ).first()
    mine = side_of(actor, agreement)
    if row is None or Side(row.side) is mine:
        return Finding(NO_PROPOSAL, str(proposal_id))
    place = _place(row)
    kind = RemarkKind.ACCEPTED if accepts else RemarkKind.REFUSED
    applied = Applied(Sheet({}))
    if accepts:
        seen = _part(agreement, {place}).cells[place].version
        applied = change(actor, agreement, (Change(place, row.proposed, seen),), at)
        if applied.findings:
            return applied
    refused = _say(actor, agreement, place, _Said(kind, text or str(kind.label), answers=row), at)
    return refused or applied


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said at a line."""

    kind: RemarkKind
    text: str
    proposed: int | None = None
    answers: AgreementRemark | None = None


def looked(actor: Actor, agreement: Agreement) -> int:
    """Up to which change the one who acts looked; 0 for never."""
    found = AgreementLook.objects.filter(agreement=agreement, person=actor.somebody).first()
    return found.number if found else 0


def look(actor: Actor, agreement: Agreement, number: int) -> None:
    """Keep up to which change the one who acts looked."""
    AgreementLook.objects.update_or_create(
        agreement=agreement,
        person_id=actor.somebody,
        defaults={"number": number},
        create_defaults={"number": number, **_sides(agreement)},
    )


def _say(actor: Actor, agreement: Agreement, place: Place, said: _Said, at: datetime) -> Finding | None:
    where = f"{place.lot}, {place.product}"
    if not said.text.strip():
        return Finding(SAY_WHY, where)
    if said.proposed is not None and said.proposed > MOST:
        return Finding(TOO_MUCH, where, seen=str(said.proposed), wanted=str(MOST))
    if not AgreementCell.objects.filter(agreement=agreement, lot=place.lot, product=place.product).exists():
        return Finding(UNKNOWN_PLACE, where)
    AgreementRemark.objects.create(
        agreement=agreement,
        lot=place.lot,
        product=place.product,
        column=place.column.value,
        kind=said.kind,
        text=said.text.strip(),
        proposed=said.proposed,
        answers=said.answers,
        side=side_of(actor, agreement).value,
        person_id=actor.somebody,
        at=at,
        **_sides(agreement),
    )
    record(actor, f"said at agreement line: {said.kind.value}", _subject(agreement), {"line": where}, at)
    return None


def _keep(actor: Actor, agreement: Agreement, applied: Applied, at: datetime) -> None:
    sides = _sides(agreement)
    AgreementChange.objects.bulk_create(
        AgreementChange(
            agreement=agreement,
            number=item.number,
            lot=item.place.lot,
            product=item.place.product,
            column=item.place.column.value,
            before=item.before,
            after=item.after,
            version=item.version,
            side=item.author.side.value,
            person_id=UUID(item.author.person),
            at=at,
            undoes=item.undoes,
            **sides,
        )
        for item in applied.made
    )
    AgreementClash.objects.bulk_create(
        AgreementClash(
            agreement=agreement,
            lot=item.place.lot,
            product=item.place.product,
            column=item.place.column.value,
            standing=item.standing.value,
            standing_version=item.standing.version,
            standing_side=item.standing.author.side.value if item.standing.author else "",
            standing_person_id=UUID(item.standing.author.person) if item.standing.author else None,
            offered=item.offered,
            side=item.author.side.value,
            person_id=UUID(item.author.person),
            at=at,
            **sides,
        )
        for item in _new(agreement, applied.clashes)
    )
    if applied.made or applied.clashes:
        content = {"first": applied.made[0].number if applied.made else 0, "made": len(applied.made)}
        record(actor, "changed agreement", _subject(agreement), {**content, "clashes": len(applied.clashes)}, at)


def _new(agreement: Agreement, found: tuple[Clash, ...]) -> list[Clash]:
    """Those of which the side did not offer the same value already: who sends again after a break offers it once."""
    if not found:
        return []
    rows = AgreementClash.objects.filter(agreement=agreement, settled_at__isnull=True)
    known = {(_place(row), row.offered, row.side) for row in rows}
    fresh = {(item.place, item.offered, item.author.side.value): item for item in found}
    return [item for key, item in fresh.items() if key not in known]


def _part(agreement: Agreement, places: set[Place]) -> Sheet:
    """The sheet of these places alone, numbered on from the last change of all; what is not there is not there."""
    rows = AgreementCell.objects.filter(
        agreement=agreement, lot__in={place.lot for place in places}, product__in={place.product for place in places}
    )
    last = AgreementChange.objects.filter(agreement=agreement).order_by("-number").first()
    cells = {_place(row): _cell(row) for row in rows}
    return Sheet({place: cells[place] for place in places if place in cells}, (_made(last),) if last else ())


def _sides(agreement: Agreement) -> dict[str, UUID]:
    return {"purchaser_id": agreement.purchaser_id, "provider_id": agreement.provider_id}


def _subject(agreement: Agreement) -> str:
    return f"{agreement.round_id} {agreement.contract}"


def _place(row: AgreementCell | AgreementChange | AgreementClash | AgreementRemark) -> Place:
    return Place(row.lot, row.product, Column(row.column))


def _author(side: str, person: UUID | None) -> Author | None:
    return Author(Side(side), str(person)) if side else None


def _cell(row: AgreementCell) -> Cell:
    return Cell(row.value, row.version, _author(row.side, row.person_id), row.at)


def _made(row: AgreementChange) -> Made:
    author = Author(Side(row.side), str(row.person_id))
    return Made(row.number, _place(row), row.before, row.after, row.version, author, row.at, row.undoes)


def _clash(row: AgreementClash) -> Clash:
    standing = Cell(row.standing, row.standing_version, _author(row.standing_side, row.standing_person_id))
    return Clash(_place(row), standing, row.offered, Author(Side(row.side), str(row.person_id)), row.at)

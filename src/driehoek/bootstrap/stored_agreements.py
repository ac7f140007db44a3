"""Agreements of a round in the store: opened after the final result, signed with the ledger in one transaction.

Everything is written in the transaction that is open, the ledger last; whatever stops it takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.store import agreement_sheets, agreement_versions, booking, decisions, mandating
from driehoek.adapters.store.acting import Actor, working_for
from driehoek.adapters.store.agreement_versions import Standing
from driehoek.adapters.store.models import (
    Agreement,
    AgreementAnnouncement,
    AgreementCell,
    AgreementLine,
    AgreementPaper,
    Result,
    Round,
)
from driehoek.adapters.store.trail import record
from driehoek.application.agreement.opening import (
    CareBefore,
    Effect,
    OpeningLine,
    care_before,
    effects,
    opening_conditions,
    opening_lines,
)
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap.stored_decisions import StoppedError, own_transfers
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.domain.agreement.agreed import Stage
from driehoek.domain.agreement.committing import committing
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.refusals import CANNOT_BE, NOT_FINAL, NOTHING_NEW
from driehoek.domain.agreement.sheet import Change, Column, Place
from driehoek.domain.ledger import Booking
from driehoek.domain.people import BindingAct
from driehoek.kernel import Finding

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

Sign = Callable[[Standing, AgreementPaper | None, str], bytes]
"""Gives the paper of a version with one signature more, from the last paper or a new one, by the mandate named."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening the agreements of a round.

    Attributes:
        opened: contracts of which the agreement was opened.
        announced: contracts of which the agreement was open and its lines changed, with what that does.
    """

    opened: tuple[str, ...]
    announced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Between whom an agreement is.

    Attributes:
        round: for the purchaser and the year.
        contract: its code.
        provider: the organisation that has it.
        before: last year's care.
    """

    round: Round
    contract: str
    provider: UUID
    before: tuple[CareBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """By which decision something opens or changes.

    Attributes:
        decision: its fingerprint.
        ground: where it comes from, in plain Dutch.
        at: when it is told.
    """

    decision: str
    ground: str
    at: datetime


def open_agreements(actor: Actor, round_id: UUID, at: datetime) -> Opened | tuple[Finding, ...]:
    """Open the agreement of every contract that was granted something, or bring those that are open up to date.

    After a later version of the round the lines that it changes are announced in every agreement: what it was, what it
    is, and why; prices follow as changes by the purchaser, quantities stay as the two sides have them.

    Args:
        actor: the purchaser.
        round_id: the round.
        at: when.
    """
    found = decisions.locked(round_id)
    final = decisions.final(round_id)
    if final is None:
        return (Finding(NOT_FINAL, found.title),)
    outcome = outcome_of(_provisional_of(final))
    if not isinstance(outcome, RoundOutcome):
        return outcome
    conditions = opening_conditions(outcome.dossier.policy)
    known = decisions.holders(found.purchaser_id)
    there = {row.contract: row for row in Agreement.objects.filter(round=found)}
    lines = opening_lines(outcome.dossier, outcome.allocation)
    told = Told(final.decision_fingerprint, _why(final), at)
    opened, announced = [], []
    for contract in sorted({*lines, *there}):
        if contract in there:
            if announce(actor, there[contract], lines.get(contract, ()), told):
                announced.append(contract)
        elif contract in known:
            before = care_before(outcome.dossier, contract)
            open_one(actor, Parties(found, contract, known[contract], before), lines[contract], conditions, told)
            opened.append(contract)
    if not opened and not announced:
        return (Finding(NOTHING_NEW, found.title),)
    record(actor, "opened agreements", str(round_id), {"opened": len(opened), "announced": len(announced)}, at)
    return Opened(tuple(opened), tuple(announced))


def _provisional_of(final: Result) -> Result:
    return Result.objects.get(round_id=final.round_id, version=final.version, is_final=False)


def _why(final: Result) -> str:
    return f"Besluit versie {final.version}: {final.reasons}"


def open_one(
    actor: Actor, parties: Parties, lines: Iterable[OpeningLine], conditions: Conditions, told: Told
) -> Agreement:
    """Open one agreement: its lines as granted, its cells with what was granted, and the first conditions."""
    found, held = parties.round, tuple(lines)
    agreement = Agreement.objects.create(
        round=found,
        purchaser_id=found.purchaser_id,
        provider_id=parties.provider,
        contract=parties.contract,
        year=found.year,
        decision_fingerprint=told.decision,
        region=next((item.line.region for item in held), ""),
        before={
            f"{item.lot}|{item.product}": [item.name, item.quantity.steps, item.quantity.unit.value]
            for item in parties.before
        },
        opened_at=told.at,
        opened_by_id=actor.person,
    )
    _add_lines(agreement, held)
    agreement_versions.keep_conditions(actor, agreement, 1, conditions, told.at)
    return agreement


def _add_lines(agreement: Agreement, lines: Iterable[OpeningLine]) -> None:
    held = tuple(lines)
    sides = {"purchaser_id": agreement.purchaser_id, "provider_id": agreement.provider_id}
    AgreementLine.objects.bulk_create(
        AgreementLine(
            agreement=agreement,
            lot=item.line.lot,
            product=item.line.product,
            pool=item.frame.pool,
            frame=item.frame.name,
            unit=item.line.quantity.unit.value,
            maximum=item.line.maximum.cents,
            granted=item.line.quantity.steps,
            content=_content(item),
            **sides,
        )
        for item in held
    )
    AgreementCell.objects.bulk_create(
        AgreementCell(
            agreement=agreement, lot=item.line.lot, product=item.line.product, column=column.value, value=value, **sides
        )
        for item in held
        for column, value in (
            (Column.QUANTITY, item.line.quantity.steps),
            (Column.PRICE, item.line.price.cents),
        )
    )


def _content(item: OpeningLine) -> dict[str, object]:
    """What a line shows and no cell holds; the parts say how its price was made."""
    line = item.line
    return {
        "name": line.name,
        "sector": line.sector.value,
        "category": line.category.value,
        "treatment": line.treatment.value,
        "badge": line.badge.value,
        "price": line.price.cents,
        "share": str(line.share),
        "parts": [{"name": part.name, "points": str(part.points), "text": part.text} for part in line.parts],
    }


def announce(
    actor: Actor, agreement: Agreement, lines: Iterable[OpeningLine], told: Told
) -> AgreementAnnouncement | None:
    """Tell both sides what a new decision does to the lines of an open agreement; nothing when it does nothing.

    Prices follow at once as changes by the purchaser, for they come from the policy. A line that is new is added with
    what was granted. Quantities stay as the two sides have them; what was granted now stands in the announcement.
    """
    held = tuple(lines)
    agreement_sheets.hold(agreement)
    found = effects(_last_told(agreement), held)
    if not found:
        return None
    new = {(item.lot, item.product) for item in found if item.price_before is None}
    _add_lines(agreement, (item for item in held if (item.line.lot, item.line.product) in new))
    sheet = agreement_sheets.sheet_of(agreement)
    moved = [item for item in found if item.price_before is not None and item.price_after is not None]
    places = [(Place(item.lot, item.product, Column.PRICE), item.price_after) for item in moved]
    wanted = tuple(Change(place, price, sheet.cells[place].version) for place, price in places)
    agreement_sheets.change(actor, agreement, wanted, told.at)
    sides = {"purchaser_id": agreement.purchaser_id, "provider_id": agreement.provider_id}
    return AgreementAnnouncement.objects.create(
        agreement=agreement,
        text="Een nieuw besluit verandert regels van deze overeenkomst.",
        ground=told.ground,
        effects=[asdict(item) for item in found],
        at=told.at,
        person_id=actor.person,
        **sides,
    )


def _last_told(agreement: Agreement) -> dict[tuple[str, str], tuple[str, int, int]]:
    """Per line the name, the price and what was granted, as the two sides were told last."""
    told = {
        (row.lot, row.product): (str(row.content["name"]), int(row.content["price"]), row.granted)
        for row in AgreementLine.objects.filter(agreement=agreement)
    }
    for row in AgreementAnnouncement.objects.filter(agreement=agreement).order_by("pk"):
        for item in (Effect(**each) for each in row.effects):
            place = (item.lot, item.product)
            if item.price_after is None or item.granted_after is None:
                told.pop(place, None)
            else:
                told[place] = (item.name, item.price_after, item.granted_after)
    return told


def sign(actor: Actor, agreement: Agreement, seen: str, at: datetime, put_under: Sign) -> Standing:
    """Sign the version that both agreed, by mandate; the second signature commits its amount in the ledger.

    Args:
        actor: who signs.
        agreement: which.
        seen: the fingerprint of the version that was on the screen.
        at: when.
        put_under: puts the signature of the organisation under the paper.

    Raises:
        StoppedError: with the findings; the caller's transaction must not be committed past it.
    """
    agreement_sheets.hold(agreement)
    now = agreement_versions.standing(agreement)
    wrong = (*now.content.faults, *now.content.conditions.open_points)
    if wrong:
        raise StoppedError(tuple(Finding(CANNOT_BE, str(now.versions.last.number), seen=f.sentence()) for f in wrong))
    subject = f"{agreement.round_id} {agreement.contract}"
    bound = mandating.bind(actor, BindingAct.SIGN, subject, now.content.amount, at)
    if isinstance(bound, Finding):
        raise StoppedError((bound,))
    after = agreement_versions.sign(actor, agreement, seen, at)
    if isinstance(after, Finding):
        raise StoppedError((after,))
    row = after.row
    assert row is not None, "what is signed is kept"
    pdf = put_under(after, agreement_versions.paper(row), str(bound["mandate"]))
    agreement_versions.keep_paper(row, len(after.versions.last.signed), pdf, at)
    if after.versions.last.stage is Stage.SIGNED:
        refused = _commit(actor, agreement, after, at)
        if refused:
            raise StoppedError(refused)
    return after


def _commit(actor: Actor, agreement: Agreement, signed: Standing, at: datetime) -> tuple[Finding, ...]:
    """Bring the ledger to what the version takes; the portal itself books it, whoever signed last."""
    number, contract = signed.versions.last.number, agreement.contract
    day = at.astimezone(AMSTERDAM).date()
    booked = Booking(
        f"agreement/{agreement.round_id}/{contract}/{number}", f"Overeenkomst {contract}, versie {number}", day
    )
    with working_for(agreement.purchaser_id, actor):
        held = booking.held_for(agreement.purchaser_id, agreement.year, contract)
        transfers = committing(contract, signed.content.taken, held, booked)
        found = own_transfers(agreement.round, transfers)
        return booking.post(agreement.purchaser_id, found, {contract: agreement.provider_id})

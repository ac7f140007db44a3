"""Results and their outcomes in the store, and deviations by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, ProgrammingError, connection, transaction

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.mandating import bind
from driehoek.adapters.store.models import Contract, Deviation, Outcome, Result, Round, RoundState
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.domain.allocation import Adjustment
from driehoek.domain.people import BindingAct
from driehoek.kernel import Finding, Money


@dataclass(frozen=True, slots=True)
class Told:
    """What a decision says to one contract.

    Attributes:
        contract: whose.
        granted: all that is granted.
        explanation: why, as plain data.
        letter: the letter as a page.
    """

    contract: str
    granted: Money
    explanation: Mapping[str, object]
    letter: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, ready to be kept.

    Attributes:
        version: which version of the round.
        decided_on: the day of the decision.
        standstill_until: the last day on which somebody can come up against it; None where no route has a term.
        input_fingerprint: over all inputs.
        decision_fingerprint: over the decision.
        document: ``decision.json``.
        told: what it says to each contract.
    """

    version: int
    decided_on: date
    standstill_until: date | None
    input_fingerprint: str
    decision_fingerprint: str
    document: Mapping[str, object]
    told: tuple[Told, ...]


def locked(round_id: UUID) -> Round:
    """The round, held until the end of the transaction, so that two decisions at once wait for each other.

    A provider that repairs a submission waits too, for it cannot hold the row of the round itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('decide ' || %s, 0))", [str(round_id)])
    return Round.objects.select_for_update(of=("self",)).get(pk=round_id)


def provisional(round_id: UUID) -> Result | None:
    """The last provisional result of a round."""
    return Result.objects.filter(round_id=round_id, is_final=False).order_by("-version").first()


def final(round_id: UUID) -> Result | None:
    """The final result of a round."""
    return Result.objects.filter(round_id=round_id, is_final=True).order_by("-version").first()


def holders(purchaser: UUID) -> dict[str, UUID]:
    """The organisation per contract."""
    return dict(Contract.objects.filter(purchaser_id=purchaser).values_list("agb", "provider_id"))


def keep_result(actor: Actor, found: Round, decided: Decided, reasons: str, at: datetime) -> Result:
    """Keep a provisional result with what it says to each contract, in the open transaction."""
    result = Result.objects.create(
        round=found,
        version=decided.version,
        is_final=False,
        decided_on=decided.decided_on,
        standstill_until=decided.standstill_until,
        adopted_at=at,
        adopted_by_id=actor.somebody,
        reasons=reasons,
        input_fingerprint=decided.input_fingerprint,
        decision_fingerprint=decided.decision_fingerprint,
        document=dict(decided.document),
    )
    known = holders(found.purchaser_id)
    Outcome.objects.bulk_create(
        Outcome(
            result=result,
            round=found,
            version=decided.version,
            decided_on=decided.decided_on,
            decision_fingerprint=decided.decision_fingerprint,
            purchaser_id=found.purchaser_id,
            provider_id=known.get(item.contract),
            contract=item.contract,
            granted=item.granted.cents,
            explanation=dict(item.explanation),
            letter=item.letter,
            is_told=True,
        )
        for item in decided.told
    )
    _move_on(found, RoundState.PROVISIONAL)
    return result


def keep_final(actor: Actor, found: Round, before: Result, reasons: str, at: datetime) -> Result | Finding:
    """Make the provisional result final; the database holds the term."""
    try:
        with transaction.atomic():
            result = Result.objects.create(
                round=found,
                version=before.version,
                is_final=True,
                decided_on=before.decided_on,
                standstill_until=before.standstill_until,
                adopted_at=at,
                adopted_by_id=actor.somebody,
                reasons=reasons,
                input_fingerprint=before.input_fingerprint,
                decision_fingerprint=before.decision_fingerprint,
                document=before.document,
            )
    except IntegrityError as error:
        return refusal(error, found.title)
    Outcome.objects.filter(result=before).update(is_final=True)
    _move_on(found, RoundState.FINAL)
    return result


def _move_on(found: Round, state: RoundState) -> None:
    found.state = state
    found.save(update_fields=["state"])


def propose(actor: Actor, found: Round, adjustment: Adjustment, at: datetime) -> Finding | None:
    """Propose a deviation by hand; nothing when it was kept, else why not."""
    try:
        with transaction.atomic():
            Deviation.objects.create(
                round=found,
                purchaser_id=found.purchaser_id,
                contract=adjustment.contract,
                lot=adjustment.lot,
                amount_from=adjustment.amount_from.cents,
                amount_to=adjustment.amount_to.cents,
                kind=adjustment.kind,
                ground=adjustment.ground,
                proposed_by_id=actor.somebody,
                proposed_at=at,
            )
    except IntegrityError as error:
        return refusal(error, adjustment.contract)
    record(actor, "proposed deviation", f"{found.pk} {adjustment.contract}", {"kind": adjustment.kind}, at)
    return None


def approve(actor: Actor, deviation: Deviation, at: datetime) -> Finding | None:
    """Approve a deviation that somebody else proposed, by a mandate that covers the difference it makes."""
    about = Money(abs(deviation.amount_to - deviation.amount_from))
    subject = f"{deviation.round_id} {deviation.pk}"
    try:
        with transaction.atomic():
            bound = bind(actor, BindingAct.APPROVE_DEVIATION, subject, about, at)
            if isinstance(bound, Finding):
                return bound
            deviation.approved_by_id, deviation.approved_at = actor.somebody, at
            deviation.save(update_fields=["approved_by", "approved_at"])
    except (IntegrityError, ProgrammingError) as error:
        return refusal(error, deviation.contract)
    content = {"id": deviation.pk, **bound}
    record(actor, "approved deviation", f"{deviation.round_id} {deviation.contract}", content, at)
    return None


def withdraw(actor: Actor, deviation: Deviation, at: datetime) -> None:
    """Withdraw a deviation; what it was stays on record."""
    deviation.withdrawn_at = at
    deviation.save(update_fields=["withdrawn_at"])
    record(actor, "withdrew deviation", f"{deviation.round_id} {deviation.contract}", {"id": deviation.pk}, at)


def adjustment_of(row: Deviation, day: date) -> Adjustment:
    """A deviation as the dossier has it."""
    return Adjustment(
        contract=row.contract,
        lot=row.lot,
        amount_from=Money(row.amount_from),
        amount_to=Money(row.amount_to),
        ground=row.ground,
        kind=row.kind,
        proposer=row.proposed_by.name,
        approver=row.approved_by.name if row.approved_by else "",
        decided_on=day.isoformat(),
    )


def is_decided(round_id: UUID) -> bool:
    """Whether a result of a round was adopted; anyone who acts may know that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT store_is_decided(%s)", [round_id])
        (found,) = cursor.fetchone()
    return bool(found)

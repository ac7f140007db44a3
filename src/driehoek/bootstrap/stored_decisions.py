"""Adopt the decision of a round in the store: result, outcomes, letters, ledger and log, all or nothing.

Everything is written in the transaction that is open, the ledger last; whatever stops it takes all of it back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from driehoek import __version__
from driehoek.adapters.dossier.result import result_files
from driehoek.adapters.dossier.tables import ADJUSTMENTS
from driehoek.adapters.dossier.write import adjustment_rows, table_bytes
from driehoek.adapters.store import booking, decisions, mandating, revising
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.decisions import Decided, Told
from driehoek.adapters.store.models import Deviation, Result, Round
from driehoek.adapters.store.round_files import replace_file
from driehoek.adapters.store.trail import record
from driehoek.application.explain import Explainer
from driehoek.application.explain.plain import plain
from driehoek.application.letters import letter_for
from driehoek.application.letters.letter import Letter
from driehoek.application.letters.routes import OpenRoute, routes_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.revision.standstill import may_adopt, standstill_until, unsound
from driehoek.application.round import run_round
from driehoek.bootstrap.adopting import (
    ADOPTED_ALREADY,
    CAME_REVISED,
    CHANGED_SINCE,
    DAY_PASSED,
    MARKS_SHUT,
    NOT_PROVISIONAL,
    OPEN_STILL,
)
from driehoek.bootstrap.kept import Kept
from driehoek.bootstrap.stored_rounds import KEPT_ROUNDS, standing_round
from driehoek.bootstrap.stored_sealing import still_sealed
from driehoek.bootstrap.stored_workbench import plain_number
from driehoek.domain.allocation import Adjustment
from driehoek.domain.ledger import Transfer
from driehoek.domain.people import BindingAct
from driehoek.kernel import ZERO, Finding, Money, dutch, total

__all__ = [
    "Stand",
    "StoppedError",
    "adopt",
    "book",
    "decided",
    "finalise",
    "granted_in",
    "outcome_at",
    "plain_number",
    "settle_deviations",
    "stops",
]

Page = Callable[[Letter], str]
"""Writes a letter as a page."""
DecideAgain = Callable[[Result], RoundOutcome | tuple[Finding, ...]]
"""Decides a version of a round again, as `stored_versions.outcome_of` does."""


class StoppedError(Exception):
    """Something stops the act; all that was written in it is taken back.

    Attributes:
        findings: why.
    """

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep why."""
        super().__init__("; ".join(item.sentence() for item in findings))
        self.findings = findings


_OUTCOMES: Kept[tuple[str, str], RoundOutcome | tuple[Finding, ...]] = Kept(KEPT_ROUNDS)


def outcome_at(round_id: UUID, at: datetime, engine: str = __version__) -> RoundOutcome | tuple[Finding, ...]:
    """What the round as it stood at a moment decides; without an outcome, the findings."""
    found = standing_round(round_id, at)
    dossier = found.dossier
    if dossier is None:
        return found.findings
    return _OUTCOMES.get((found.fingerprint, engine), lambda: run_round(dossier, engine))


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the round stands at the moment somebody wants to adopt.

    Attributes:
        at: the moment of arrival.
        today: its day in the Netherlands.
        shut: the criteria of which not all assessors handed in.
    """

    at: datetime
    today: date
    shut: tuple[str, ...] = ()


def stops(found: Round, outcome: RoundOutcome, stand: Stand) -> tuple[Finding, ...]:
    """Why the round cannot be adopted now; nothing when it can."""
    findings = list(unsound(outcome))
    if decisions.provisional(found.pk) is not None:
        findings.append(Finding(ADOPTED_ALREADY, found.title))
    if found.closes_at is None or stand.at < found.closes_at:
        findings.append(Finding(OPEN_STILL, found.title))
    findings.extend(still_sealed(found))
    came = revising.came_with(found.pk)
    if came:
        findings.append(Finding(CAME_REVISED, found.title, seen=str(came)))
    if stand.today > outcome.decided_on:
        seen, wanted = dutch.day(stand.today), dutch.day(outcome.decided_on)
        findings.append(Finding(DAY_PASSED, found.title, seen=seen, wanted=wanted))
    findings.extend(Finding(MARKS_SHUT, criterion) for criterion in stand.shut)
    return tuple(findings)


def adopt(actor: Actor, round_id: UUID, seen: str, reasons: str, stand: Stand, page: Page) -> Result:
    """Adopt what the round decides as its provisional result.

    Args:
        actor: who adopts.
        round_id: the round.
        seen: the decision fingerprint that the person saw; another one is not adopted.
        reasons: why, in plain Dutch.
        stand: when, and what is not ready.
        page: writes a letter as a page.

    Raises:
        StoppedError: with the findings; the caller's transaction must not be committed past it.
    """
    found = decisions.locked(round_id)
    outcome = outcome_at(round_id, stand.at)
    if not isinstance(outcome, RoundOutcome):
        raise StoppedError(outcome)
    findings = stops(found, outcome, stand)
    if not findings and outcome.decision_fingerprint != seen:
        findings = (Finding(CHANGED_SINCE, found.title),)
    if findings:
        raise StoppedError(findings)
    bound = mandating.bind(actor, BindingAct.ADOPT, str(found.pk), _granted(outcome), stand.at)
    if isinstance(bound, Finding):
        raise StoppedError((bound,))
    result = decisions.keep_result(actor, found, decided(outcome, page), reasons, stand.at)
    content = {
        **bound,
        "version": result.version,
        "decision": result.decision_fingerprint,
        "input": result.input_fingerprint,
        "reasons": reasons,
    }
    record(actor, "adopted provisionally", str(round_id), content, stand.at)
    refused = book(found, outcome)
    if refused:
        raise StoppedError(refused)
    return result


def book(found: Round, outcome: RoundOutcome) -> tuple[Finding, ...]:
    """Post the ledger of an outcome."""
    transfers = own_transfers(found, outcome.ledger.transfers)
    return booking.post(found.purchaser_id, transfers, decisions.holders(found.purchaser_id))


def own_transfers(found: Round, transfers: Iterable[Transfer]) -> list[Transfer]:
    """Transfers with the purchaser's own name before each, which keeps those of two apart."""
    own = f"{found.purchaser_id}/"
    return [
        replace(item, id=own + item.id, pending_id=own + item.pending_id if item.pending_id else "")
        for item in transfers
    ]


def decided(outcome: RoundOutcome, page: Page) -> Decided:
    """A decision with the letter and the explanation of every contract that submitted."""
    explainer = Explainer(outcome)
    policy = outcome.dossier.policy
    told = tuple(_told(outcome, explainer, item.contract, page) for item in outcome.assessments)
    return Decided(
        version=outcome.version,
        decided_on=outcome.decided_on,
        standstill_until=standstill_until(policy, outcome.decided_on),
        input_fingerprint=outcome.input_fingerprint,
        decision_fingerprint=outcome.decision_fingerprint,
        document=json.loads(result_files(outcome)["decision.json"]),
        told=told,
    )


def _told(outcome: RoundOutcome, explainer: Explainer, contract: str, page: Page) -> Told:
    granted = total(grant.money for grant in outcome.allocation.grants if grant.contract == contract)
    explanation: Mapping[str, object] = {
        **plain(explainer.explain(contract)),
        "routes": [_route(item) for item in routes_for(outcome, contract)],
        "contact": outcome.dossier.policy.purchaser.contact,
        "moved": _moved(outcome, contract),
    }
    return Told(contract, granted, explanation, page(letter_for(outcome, contract)))


def _moved(outcome: RoundOutcome, contract: str) -> Mapping[str, object]:
    """What a later version changes for a contract; nothing for the round itself, and nothing of what others get."""
    change = outcome.change
    if change is None:
        return {}
    moves = [(outcome.dossier.policy.lot(m.lot).name, m.before.cents, m.after.cents) for m in change.of(contract)]
    is_named = contract in change.event.contracts or not change.event.contracts
    return {
        "kind": change.event.kind.dutch,
        "ground": change.event.ground if is_named else "",
        "lots": [{"name": name, "before": before, "after": after} for name, before, after in moves],
    }


def _route(item: OpenRoute) -> dict[str, object]:
    route = item.route
    return {
        "id": route.id,
        "name": route.name,
        "text": route.text,
        "last": item.last.isoformat() if item.last else "",
        "warning": route.warning,
        "ground": route.ground.basis,
    }


def finalise(actor: Actor, round_id: UUID, reasons: str, stand: Stand, decide_again: DecideAgain) -> Result:
    """Make the provisional result final, when its term has passed and the round still gives exactly that decision.

    Args:
        actor: who does.
        round_id: the round.
        reasons: what was done with what providers said.
        stand: when.
        decide_again: decides the version again.

    Raises:
        StoppedError: with the findings.
    """
    found = decisions.locked(round_id)
    before = decisions.provisional(round_id)
    if before is None:
        raise StoppedError((Finding(NOT_PROVISIONAL, found.title),))
    last = decisions.final(round_id)
    if last is not None and last.version == before.version:
        raise StoppedError((Finding(ADOPTED_ALREADY, found.title),))
    outcome = decide_again(before)
    if not isinstance(outcome, RoundOutcome):
        raise StoppedError(outcome)
    if outcome.decision_fingerprint != before.decision_fingerprint:
        raise StoppedError((Finding(CHANGED_SINCE, found.title),))
    findings = may_adopt(outcome, stand.today)
    if findings:
        raise StoppedError(findings)
    bound = mandating.bind(actor, BindingAct.FINALISE, str(found.pk), _granted(outcome), stand.at)
    if isinstance(bound, Finding):
        raise StoppedError((bound,))
    result = decisions.keep_final(actor, found, before, reasons, stand.at)
    if isinstance(result, Finding):
        raise StoppedError((result,))
    content = {**bound, "version": result.version, "decision": result.decision_fingerprint, "reasons": reasons}
    record(actor, "adopted finally", str(round_id), content, stand.at)
    return result


def _granted(outcome: RoundOutcome) -> Money:
    """What a result grants in all: what a mandate must reach to."""
    return total(grant.money for grant in outcome.allocation.grants)


def granted_in(outcome: RoundOutcome, contract: str, lot: str) -> Adjustment | None:
    """A deviation of nothing yet: the contract and lot with what it gets now, before any deviation of its own."""
    grant = next((g for g in outcome.allocation.grants if (g.contract, g.lot) == (contract, lot)), None)
    if grant is None:
        return None
    return Adjustment(contract, lot, grant.money, ZERO, "", "", "", "", "")


def settle_deviations(found: Round, at: datetime) -> bool:
    """Put every approved deviation of the portal into ``adjustments.csv``, behind those the dossier had."""
    standing = standing_round(found.pk, at)
    dossier = standing.dossier
    if dossier is None:
        raise StoppedError(standing.findings)
    rows = list(Deviation.objects.filter(round=found, approved_at__isnull=False).select_related())
    gone = {(row.contract, row.lot, row.amount_from, row.amount_to) for row in rows}
    kept = [
        item
        for item in dossier.adjustments
        if (item.contract, item.lot, item.amount_from.cents, item.amount_to.cents) not in gone
    ]
    added = [
        decisions.adjustment_of(row, row.approved_at.date())
        for row in rows
        if row.withdrawn_at is None and row.approved_at is not None
    ]
    table = adjustment_rows(replace(dossier, adjustments=(*kept, *added)))
    return replace_file(found.pk, ADJUSTMENTS.file, table_bytes(ADJUSTMENTS, table).decode(), at)

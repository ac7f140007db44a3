"""Versions of a round in the store, as decision 0010 has them for a folder: an event, its files, its result.

Version 1 is the round as it stood when it was adopted. Each later one lays the files of its event over the version
before. The store and the folder hold the same, so what goes out replays there to the byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek import __version__
from driehoek.adapters.dossier.encode import encode
from driehoek.adapters.dossier.result import whole_result
from driehoek.adapters.dossier.tables import RESULT_FOLDER, SUBMISSIONS_FOLDER, TABLES
from driehoek.adapters.dossier.versions import (
    ADOPTED,
    ADOPTED_FILE,
    EVENT_FILE,
    NOT_A_PART,
    VERSIONS_FOLDER,
    version_files,
)
from driehoek.adapters.dossier.write import table_bytes
from driehoek.adapters.store import booking, decisions, mandating, revising
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Result, Round, RoundEvent
from driehoek.adapters.store.trail import record
from driehoek.application.event import Event, EventKind, GrantRise, Remedy, Revision
from driehoek.application.outcome import RoundOutcome
from driehoek.application.rebooking import rebooked
from driehoek.application.revision import Revised, change_between, revise
from driehoek.application.round import run_round
from driehoek.bootstrap.adopting import CHANGED_SINCE, NOT_PROVISIONAL
from driehoek.bootstrap.stored_decisions import Page, StoppedError, decided, outcome_at, own_transfers
from driehoek.bootstrap.stored_rounds import Content, dossier_of, export
from driehoek.bootstrap.versions import sources_of
from driehoek.domain.people import BindingAct
from driehoek.kernel import Finding, Money, blocking, total

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST = 1
ACT = "adopted version"


def event_of(row: RoundEvent, day: date, approver: str) -> Event:
    """An event as the dossier has it.

    Args:
        row: the event in the store.
        day: on which it is decided, for one on which nobody decided yet.
        approver: who would decide on it.
    """
    kind = EventKind(row.kind)
    return Event(
        id=f"{kind.value}-{row.pk}",
        kind=kind,
        decided_on=row.decided_on or day,
        ground=row.ground,
        proposer=row.proposed_by.name,
        approver=row.approved_by.name if row.approved_by else approver,
        remedy=Remedy(row.remedy),
        contracts=tuple(row.contracts),
        grants=tuple(GrantRise(str(contract), str(lot), Money(cents)) for contract, lot, cents in row.grants),
        reference=row.reference,
    )


def events(round_id: UUID) -> dict[int, RoundEvent]:
    """The events that made a version, by its number."""
    rows = RoundEvent.objects.filter(round_id=round_id, version__isnull=False)
    return {row.version: row for row in rows.select_related("proposed_by", "approved_by") if row.version}


def outcome_of(result: Result) -> RoundOutcome | tuple[Finding, ...]:
    """What a version of a round decides when it is decided again, by the engine that adopted it."""
    made = events(result.round_id)
    outcome = _decided(result, result.version, made)
    if result.version == FIRST or not isinstance(outcome, RoundOutcome):
        return outcome
    before = _decided(result, result.version - 1, made)
    return replace(outcome, change=change_between(before, outcome)) if isinstance(before, RoundOutcome) else before


def _decided(result: Result, number: int, made: Mapping[int, RoundEvent]) -> RoundOutcome | tuple[Finding, ...]:
    engine = str(_first_of(result.round_id).document["engine_version"])
    if number == FIRST:
        return outcome_at(result.round_id, _first_of(result.round_id).adopted_at, engine)
    dossier, findings = dossier_of(files_of_version(result.round_id, number, made))
    if dossier is None:
        return findings
    row = made[number]
    event = event_of(row, result.decided_on, "")
    return run_round(replace(dossier, revision=Revision(number, event)), str(result.document["engine_version"]))


def _first_of(round_id: UUID) -> Result:
    return Result.objects.get(round_id=round_id, version=FIRST, is_final=False)


def files_of_version(round_id: UUID, number: int, made: Mapping[int, RoundEvent]) -> dict[str, Content]:
    """The files of a version: those of the round when it was adopted, with those of each later event laid over them."""
    files = dict(export(round_id, _first_of(round_id).adopted_at))
    for each in range(FIRST + 1, number + 1):
        files |= {path: str(text) for path, text in made[each].files.items() if path != EVENT_FILE}
    return files


def strange_files(files: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """Files that can be no part of an event, and those that are no text."""
    names = ("policy.yaml", *(table.file for table in TABLES))
    return tuple(
        Finding(NOT_A_PART, name, wanted=names[0])
        for name, data in sorted(files.items())
        if (name not in names and not name.startswith(f"{SUBMISSIONS_FOLDER}/")) or not _is_text(data)
    )


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def tried(row: RoundEvent, day: date, approver: str) -> Revised | tuple[Finding, ...]:
    """What a proposed event would make of the version that stands; nothing is written."""
    before = decisions.provisional(row.round_id)
    if before is None:
        return (Finding(NOT_PROVISIONAL, row.round.title),)
    standing = outcome_of(before)
    if not isinstance(standing, RoundOutcome):
        return standing
    if standing.decision_fingerprint != before.decision_fingerprint:
        return (Finding(CHANGED_SINCE, row.round.title),)
    files = files_of_version(row.round_id, before.version, events(row.round_id))
    dossier, findings = dossier_of({**files, **{path: str(text) for path, text in row.files.items()}})
    if dossier is None or blocking(findings):
        return findings
    return revise(standing, dossier, event_of(row, day, approver), __version__)


def approve(actor: Actor, row: RoundEvent, seen: str, at: datetime, day: date, page: Page) -> Result:
    """Approve an event: the next version stands beside the one before it, with its letters and the ledger moved.

    Args:
        actor: who approves; never who proposed.
        row: the event.
        seen: the decision fingerprint that the person saw; another one is not adopted.
        at: the moment of arrival.
        day: its day in the Netherlands, from which the terms run.
        page: writes a letter as a page.

    Raises:
        StoppedError: with the findings; the caller's transaction must not be committed past it.
    """
    found = decisions.locked(row.round_id)
    name = revising.name_of(actor)
    made = tried(row, day, name)
    if not isinstance(made, Revised):
        raise StoppedError(made)
    if made.outcome.decision_fingerprint != seen:
        raise StoppedError((Finding(CHANGED_SINCE, found.title),))
    before = decisions.provisional(found.pk)
    assert before is not None, "what was tried had a version before it"
    bound = mandating.bind(actor, BindingAct.ADOPT, str(found.pk), _granted(made.outcome), at)
    if isinstance(bound, Finding):
        raise StoppedError((bound,))
    event = event_of(row, day, name)
    _decide(actor, row, made, event, at)
    result = decisions.keep_result(actor, found, decided(made.outcome, page), row.ground, at)
    touched = {"touched": len(made.change.touched), "event": row.pk, "version": result.version}
    record(actor, ACT, str(found.pk), {**bound, **touched, "decision": result.decision_fingerprint}, at)
    refused = _rebook(found, before, made.outcome)
    if refused:
        raise StoppedError(refused)
    return result


def _decide(actor: Actor, row: RoundEvent, made: Revised, event: Event, at: datetime) -> None:
    files = {path: str(text).encode() for path, text in row.files.items()}
    whole = version_files(
        made.dossier, {EVENT_FILE: encode(event).encode(), **files}, sources_of(made.dossier, event, files)
    )
    row.files = {path: data.decode() for path, data in whole.items()}
    row.approved_by_id, row.approved_at = actor.somebody, at
    row.decided_on, row.version = event.decided_on, made.change.number
    refused = revising.decide(row)
    if refused is not None:
        raise StoppedError((refused,))


def _rebook(found: Round, before: Result, after: RoundOutcome) -> tuple[Finding, ...]:
    """Post what the ledger changes, last in the transaction."""
    standing = outcome_of(before)
    if not isinstance(standing, RoundOutcome):
        return standing
    cause = f"Versie {after.version} van de uitslag"
    moves = rebooked(standing.ledger, after.ledger, after.decided_on, after.decision_fingerprint, cause)
    return booking.post(found.purchaser_id, own_transfers(found, moves), decisions.holders(found.purchaser_id))


def _granted(outcome: RoundOutcome) -> Money:
    return total(grant.money for grant in outcome.allocation.grants)


def result_folders(round_id: UUID) -> dict[str, bytes]:
    """The results that were adopted here, and the versions after the first, as the folder of a dossier has them."""
    made = events(round_id)
    results = Result.objects.filter(round_id=round_id).order_by("version", "is_final")
    files: dict[str, bytes] = {}
    final = []
    for result in results:
        if result.is_final:
            day = result.adopted_at.astimezone(AMSTERDAM).date().isoformat()
            by = result.adopted_by.name if result.adopted_by else "-"
            final.append((str(result.version), day, by, result.decision_fingerprint))
            continue
        outcome = outcome_of(result)
        if not isinstance(outcome, RoundOutcome):
            raise StoppedError(outcome)
        where = "" if result.version == FIRST else f"{VERSIONS_FOLDER}/{result.version}/"
        files |= {f"{where}{RESULT_FOLDER}/{name}": data for name, data in whole_result(outcome)}
        if result.version != FIRST:
            files |= {f"{where}{path}": str(text).encode() for path, text in made[result.version].files.items()}
    if final:
        files[ADOPTED_FILE] = table_bytes(ADOPTED, final)
    return files

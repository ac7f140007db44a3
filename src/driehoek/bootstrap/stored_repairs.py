"""Repairing a submission in the store: the purchaser asks, the provider answers in its term; each whole or not at all.

A repaired answer stands in the files of the submission with its moment, as in a dossier in a folder. What was handed in
stays beside it, and its receipt with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.dossier.write import submission_files
from driehoek.adapters.store import decisions, mandating, repairing
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import Contract, EvidenceFile, RepairRequest, Round, Submission
from driehoek.adapters.store.round_files import HandedIn, submissions_of
from driehoek.adapters.store.trail import record
from driehoek.application.problem import decision_day
from driehoek.application.repairs import (
    DECIDED,
    NOT_LACKING,
    STILL_OPEN,
    Lack,
    Repairable,
    given,
    in_term,
    lacking,
    repaired,
)
from driehoek.bootstrap.stored_assessment import board_at
from driehoek.bootstrap.stored_entry import form_at, read_handed
from driehoek.bootstrap.stored_entry import party_of as provider_of
from driehoek.bootstrap.stored_rounds import EVIDENCE
from driehoek.bootstrap.stored_sealing import still_sealed
from driehoek.domain.people import BindingAct
from driehoek.domain.policy import Question, QuestionType
from driehoek.domain.tender.evidence import apart
from driehoek.domain.tender.preview import preview
from driehoek.domain.tender.submission import Evidence
from driehoek.domain.tender.submission import Submission as Entered
from driehoek.kernel import ZERO, Finding

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def why_not(found: Round, at: datetime) -> Finding | None:
    """Why nothing can be asked to be repaired in a round at a moment; nothing when it can."""
    if found.closes_at is None or at < found.closes_at:
        return Finding(STILL_OPEN, found.title)
    if decisions.provisional(found.pk) is not None:
        return Finding(DECIDED, found.title)
    return next(iter(still_sealed(found)), None)


def ask(actor: Actor, found: Round, question: str, contract: str, at: datetime) -> int | tuple[Finding, ...]:
    """Ask one contract, or everyone who lacks the same, to repair one answer within the term of the policy.

    Args:
        actor: the purchaser.
        found: the round.
        question: the question of the form.
        contract: whom; empty for everyone who lacks it.
        at: when the request arrived.

    Returns:
        How many were asked now; or why nobody was.
    """
    decisions.locked(found.pk)
    if refused := why_not(found, at):
        return (refused,)
    board, faults = board_at(found.pk, at)
    if board is None:
        return faults
    same = [item for item in board.repairable if item.lack.question.id == question and contract in ("", item.contract)]
    asked = set(RepairRequest.objects.filter(round=found, question=question).values_list("contract", flat=True))
    open_to = [item for item in same if item.contract not in asked]
    late = [_late(item, at) for item in open_to]
    wanted = [item for item, refused in zip(open_to, late, strict=True) if refused is None]
    if not wanted:
        return tuple(item for item in late if item is not None)[:1] or (Finding(NOT_LACKING, contract or "-"),)
    parties = dict(Contract.objects.filter(purchaser_id=found.purchaser_id).values_list("agb", "provider_id"))
    for item in wanted:
        row = RepairRequest.objects.create(
            round=found,
            purchaser_id=found.purchaser_id,
            provider_id=parties[item.contract],
            contract=item.contract,
            question=question,
            asked="\n".join(item.lack.because),
            due_on=item.until,
            asked_at=at,
            asked_by_id=actor.somebody,
        )
        said = {"request": row.pk, "question": question, "until": item.until.isoformat()}
        record(actor, "asked repair", f"{found.pk} {item.contract}", said, at)
    return len(wanted)


def _late(item: Repairable, at: datetime) -> Finding | None:
    return in_term(item.lack.question, item.until, _day(at))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to repair as its provider sees it.

    Attributes:
        row: the request.
        question: the question of the form.
        lack: what is wrong with it still; None when it holds now.
        is_open: whether it can be answered at this moment.
        repaired_at: when it was answered last; None when it was not.
    """

    row: RepairRequest
    question: Question
    lack: Lack | None
    is_open: bool
    repaired_at: datetime | None


def asked_of(found: Round, held: Contract, at: datetime) -> tuple[Asked, ...]:
    """The requests to repair that one contract got in a round, the first to end on top."""
    rows = RepairRequest.objects.filter(round=found, contract=held.agb).order_by("due_on", "pk")
    requests = list(rows.prefetch_related("repairs"))
    stands = _stands(found.pk, held, at) if requests else None
    if stands is None:
        return ()
    lacks = {lack.question.id: lack for lack in stands.lacks()}
    can = not decisions.is_decided(found.pk)
    return tuple(
        Asked(
            row,
            question,
            lacks.get(row.question),
            can and in_term(question, row.due_on, _day(at)) is None,
            max((each.repaired_at for each in row.repairs.all()), default=None),
        )
        for row in requests
        if (question := stands.question(row.question)) is not None
    )


def answer(
    actor: Actor, request: RepairRequest, held: Contract, text: str, file: EvidenceFile | None, at: datetime
) -> tuple[Finding, ...]:
    """Answer a request to repair, in the open transaction; within the term it can be done again, the last counts.

    Args:
        actor: the provider.
        request: what was asked.
        held: its contract.
        text: the new answer; not looked at where a document is asked.
        file: the new document; None where none is asked.
        at: when the request arrived.

    Returns:
        Why not; nothing when it was taken.
    """
    stands = _stands(request.round_id, held, at)
    question = stands.question(request.question) if stands else None
    if stands is None or question is None:
        return (Finding(NOT_LACKING, held.agb),)
    is_document = question.type is QuestionType.DOCUMENT
    said = ("yes" if file is not None else "") if is_document else text
    fault = in_term(question, request.due_on, _day(at)) or given(question, said)
    if fault is not None:
        return (fault,)
    piece = stands.piece(question.id, file) if is_document and file is not None else None
    made = stands.repaired(question, text, piece, at)
    bound = mandating.bind(actor, BindingAct.HAND_IN, f"{request.round_id} {held.agb}", ZERO, at)
    if isinstance(bound, Finding):
        return (bound,)
    enclosed = {f"{EVIDENCE}{piece.file}": file} if piece is not None and file is not None else {}
    refused = repairing.keep(actor, request, stands.row, made, enclosed, bound, at)
    return (refused,) if refused is not None else ()


@dataclass(frozen=True, slots=True)
class _Stands:
    """The submission of a contract that counts, as the rules read it."""

    row: Submission
    handed: HandedIn
    entered: Entered
    held: Contract
    at: datetime

    def question(self, name: str) -> Question | None:
        policy = form_at(self.row.round_id, self.at).common.policy
        return policy.question(name) if policy is not None else None

    def lacks(self) -> tuple[Lack, ...]:
        form = form_at(self.row.round_id, self.at)
        provider = provider_of(form, self.held.line, self.held.agb, self.at)
        policy = form.common.policy
        if provider is None or policy is None:
            return ()
        return lacking(policy, preview(policy, provider, self.entered, decision_day(policy)).assessment)

    def piece(self, question: str, file: EvidenceFile) -> Evidence:
        names = [item.file for item in self.entered.evidence]
        return Evidence(question, apart(file.name, names), file.issued_on, file.expires_on, file.sha256)

    def repaired(self, question: Question, text: str, piece: Evidence | None, at: datetime) -> HandedIn:
        """As it is handed in anew: the same with one answer more, and the moment of that answer."""
        moment = at.astimezone(AMSTERDAM).replace(tzinfo=None, microsecond=0)
        entered = repaired(self.entered, question, text, piece, moment)
        files = {path: data.decode() for path, data in submission_files(entered).items()}
        more = {f"{EVIDENCE}{piece.file}": piece.sha256} if piece is not None else {}
        return replace(self.handed, files=files, evidence={**self.handed.evidence, **more})


def _stands(round_id: UUID, held: Contract, at: datetime) -> _Stands | None:
    rows = Submission.objects.filter(round_id=round_id, contract=held.agb).order_by("-number")
    row, handed = rows.first(), submissions_of(round_id, held.agb)
    if row is None or row.withdraws or handed[-1].closed:
        return None
    entered = read_handed(form_at(round_id, at), held.line, held.agb, handed[-1].files, handed[-1].evidence)
    return _Stands(row, handed[-1], entered, held, at) if entered is not None else None


def _day(at: datetime) -> date:
    return at.astimezone(AMSTERDAM).date()


def requests_of(round_id: UUID) -> dict[tuple[str, str], RepairRequest]:
    """What was asked in a round, by contract and question, with what came of it."""
    rows: Iterable[RepairRequest] = RepairRequest.objects.filter(round_id=round_id).prefetch_related("repairs")
    return {(row.contract, row.question): row for row in rows}

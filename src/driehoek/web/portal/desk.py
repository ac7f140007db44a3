"""The desk of a provider in one round: its contract, its draft, and what the rules of the round say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from driehoek.adapters.store.models import (
    Contract,
    Draft,
    EvidenceFile,
    Profile,
    Question,
    RepairRequest,
    Round,
    Submission,
)
from driehoek.adapters.store.round_files import submissions_of
from driehoek.application.burden import burden_of
from driehoek.application.entry_difference import Difference, Filling, differences, filling_of
from driehoek.application.entry_form import EntryForm
from driehoek.application.entry_form_change import form_changes
from driehoek.application.entry_keeping import DraftState
from driehoek.bootstrap.stored_entry import (
    DraftContent,
    Foreseen,
    FormOfRound,
    foresee,
    form_at,
    form_of_contract,
    read_handed,
)
from driehoek.domain.policy import Question as FormQuestion
from driehoek.domain.policy import QuestionType
from driehoek.domain.tender.evidence import apart
from driehoek.domain.tender.profile import Fact, Prefilled, prefill, profile_questions
from driehoek.domain.tender.submission import Evidence
from driehoek.kernel import blocking
from driehoek.web.middleware import PortalRequest, actor_of, person_of


@dataclass
class Desk:
    """What a workspace works on.

    Attributes:
        round: the round.
        contract: the contract of the provider in it.
        draft: what it is writing.
        arrived: when the request came in.
    """

    round: Round
    contract: Contract
    draft: Draft
    arrived: datetime

    @property
    def today(self) -> date:
        """The day in the Netherlands."""
        return timezone.localdate(self.arrived)

    @property
    def is_open(self) -> bool:
        """Whether handing in is possible now."""
        found = self.round
        return bool(found.opens_at and found.closes_at and found.opens_at <= self.arrived < found.closes_at)

    @property
    def has_closed(self) -> bool:
        """Whether the deadline has passed."""
        return bool(self.round.closes_at and self.arrived >= self.round.closes_at)

    @property
    def state(self) -> DraftState:
        """The draft as the rule of keeping sees it."""
        volumes = {
            lot: {product: (str(cells[0]), str(cells[1])) for product, cells in products.items()}
            for lot, products in self.draft.volumes.items()
        }
        return DraftState(tuple(self.draft.lots), self.draft.answers, volumes, self.draft.clashes)

    @cached_property
    def files(self) -> Mapping[str, Sequence[EvidenceFile]]:
        """The documents of the draft per question, without their bytes."""
        wanted = {name for names in self.draft.evidence.values() for name in names}
        held = {str(row.pk): row for row in EvidenceFile.objects.filter(pk__in=wanted).defer("content")}
        found = {
            question: [held[name] for name in names if name in held] for question, names in self.draft.evidence.items()
        }
        return {question: rows for question, rows in found.items() if rows}

    @cached_property
    def enclosed(self) -> Sequence[tuple[str, EvidenceFile, Evidence]]:
        """The documents as they go with the submission: their path, the file, and what the submission says of it."""
        taken: dict[str, str] = {}
        enclosed = []
        for question in sorted(self.files):
            for row in self.files[question]:
                if str(row.pk) not in taken:
                    taken[str(row.pk)] = apart(row.name, list(taken.values()))
                name = taken[str(row.pk)]
                said = Evidence(question, name, row.issued_on, row.expires_on, row.sha256)
                enclosed.append((f"evidence/{name}", row, said))
        return enclosed

    @property
    def content(self) -> DraftContent:
        """The draft as the rules of the round read it; a document that is there answers its question."""
        state = self.state
        pieces = [said for _, _, said in self.enclosed]
        return DraftContent(
            self.contract.agb, state.lots, self._answers(state), state.volumes, pieces, self.draft.subcontractors
        )

    def _answers(self, state: DraftState) -> Mapping[str, str]:
        documents = {item.id: "yes" for item in self.questions if item.type is QuestionType.DOCUMENT}
        return {
            **{key: text for key, text in state.answers.items() if key not in documents},
            **{key: text for key, text in documents.items() if key in self.files},
        }

    @cached_property
    def questions(self) -> tuple[FormQuestion, ...]:
        """All questions of the policy."""
        policy = self.source.common.policy
        return policy.questions if policy else ()

    @property
    def form(self) -> EntryForm | None:
        """What is asked of this contract, whatever was typed; kept, so that many places cost little."""
        arrived = timezone.localtime(self.arrived).replace(tzinfo=None, microsecond=0)
        return form_of_contract(self.source, self.contract.line, self.contract.agb, arrived)

    @cached_property
    def source(self) -> FormOfRound:
        """What the form of the round is made of."""
        return form_at(self.round.pk, self.arrived)

    @cached_property
    def foreseen(self) -> Foreseen:
        """What the round would say of the draft."""
        arrived = timezone.localtime(self.arrived).replace(tzinfo=None, microsecond=0)
        return foresee(self.source, self.contract.line, self.content, arrived)

    @cached_property
    def last(self) -> Submission | None:
        """What was handed in or withdrawn last."""
        return next(iter(self.history), None)

    @cached_property
    def history(self) -> Sequence[Submission]:
        """All that was handed in or withdrawn, the newest first."""
        rows = Submission.objects.filter(round=self.round, contract=self.contract.agb)
        return list(rows.order_by("-number"))

    @property
    def stands(self) -> bool:
        """Whether a submission stands."""
        return self.last is not None and not self.last.withdraws

    @cached_property
    def asked_to_repair(self) -> int:
        """How many requests to repair came after the closing."""
        rows = RepairRequest.objects.filter(round=self.round, contract=self.contract.agb)
        return rows.count() if self.has_closed else 0

    @property
    def filling(self) -> Filling:
        """The draft as it compares with another filling of the form."""
        evidence = {question: [row.name for row in rows] for question, rows in self.files.items()}
        parties = tuple(item["name"] for item in self.draft.subcontractors if item.get("name"))
        return Filling(frozenset(self.draft.lots), self.content.answers, self.state.volumes, evidence, parties)

    @cached_property
    def since_last(self) -> tuple[Difference, ...]:
        """What changed since the submission that stands; nothing when there is none, or it cannot be compared."""
        form = self.foreseen.form
        if not self.stands or self.last is None or form is None:
            return ()
        number = self.last.number
        handed = next(item for item in submissions_of(self.round.pk, self.contract.agb) if item.number == number)
        if handed.closed:
            return ()
        before = foresee_handed(self, handed.files, handed.evidence)
        return differences(form, before, self.filling) if before is not None else ()

    @cached_property
    def form_changes(self) -> tuple[str, ...]:
        """What changed in the form since it was handed in, or else since the draft was kept last."""
        moments = [self.draft.changed_at, *([self.last.received_at] if self.stands and self.last else [])]
        then, now = form_at(self.round.pk, min(moments)), self.source
        if then.hashes == now.hashes:
            return ()
        arrived = timezone.localtime(self.arrived).replace(tzinfo=None, microsecond=0)
        before, after = (form_of_contract(item, self.contract.line, self.contract.agb, arrived) for item in (then, now))
        return form_changes(before, after) if before is not None and after is not None else ()

    @cached_property
    def prefilled(self) -> Prefilled:
        """What the profile gives to this form."""
        policy = self.source.common.policy
        profile = Profile.objects.filter(provider_id=self.contract.provider_id).first()
        if policy is None or profile is None:
            return Prefilled({})
        return prefill(facts_of(profile), profile_questions(policy), profile.confirmed_on, self.today)


def foresee_handed(desk: Desk, files: Mapping[str, str], evidence: Mapping[str, str]) -> Filling | None:
    """What was handed in, as it compares with the draft; None when the policy changed so that it cannot be read."""
    found = read_handed(desk.source, desk.contract.line, desk.contract.agb, files, evidence)
    return filling_of(found) if found is not None else None


def facts_of(profile: Profile) -> list[Fact]:
    """The answers of a profile, as the rule of filling in beforehand reads them."""
    return [
        Fact(name, held["text"], QuestionType(held["type"]), held.get("options", {}), held.get("answer", ""))
        for name, held in profile.facts.items()
    ]


def open_desk(request: PortalRequest, round_id: UUID, contract: str) -> Desk:
    """The desk of the provider that acts. A draft that is new begins with what the profile gives."""
    actor = actor_of(request)
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    held = get_object_or_404(Contract, purchaser=found.purchaser, agb=contract, provider_id=actor.organisation)
    draft, is_new = Draft.objects.get_or_create(
        round=found,
        contract=contract,
        defaults={"provider_id": actor.organisation, "changed_at": request.arrived, "changed_by": person_of(request)},
    )
    desk = Desk(found, held, draft, request.arrived)
    if is_new:
        take_profile(desk)
    return desk


def take_profile(desk: Desk) -> int:
    """Put what the profile gives where nothing was typed yet; how many answers that were."""
    given = {key: text for key, text in desk.prefilled.answers.items() if not desk.draft.answers.get(key)}
    if given:
        desk.draft.answers = {**desk.draft.answers, **given}
        desk.draft.from_profile = {**desk.draft.from_profile, **given}
        desk.draft.version += 1
        desk.draft.save(update_fields=["answers", "from_profile", "version"])
    return len(given)


def context_of(desk: Desk) -> dict[str, Any]:
    """What the workspace and its preview show."""
    foreseen, draft = desk.foreseen, desk.draft
    form = foreseen.form
    versions = sum(not row.withdraws for row in desk.history)
    names = {f"answer-{item.id}": item.text for item in desk.questions}
    return {
        "desk": desk,
        "round": desk.round,
        "form": form,
        "foreseen": foreseen,
        "stops": blocking(foreseen.findings),
        "answers": draft.answers,
        "files": desk.files,
        "last": desk.last,
        "history": desk.history,
        "is_open": desk.is_open,
        "since_last": desk.since_last,
        "from_profile": draft.from_profile,
        "resembling": desk.prefilled.resembling,
        "is_stale": desk.prefilled.is_stale,
        "clashes": [
            {"field": name, "place": names.get(name, name), "standing": desk.state.value(name), **held}
            for name, held in sorted(draft.clashes.items())
        ],
        "asked": list(
            Question.objects.filter(round=desk.round, provider_id=desk.contract.provider_id).order_by("asked_at")
        ),
        "burden": None if form is None else burden_of(form, draft.from_profile, draft.answers, versions, draft.seconds),
    }

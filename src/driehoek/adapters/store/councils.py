"""What clients say of a round, kept: input, answers, what a provider shares, and who was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import (
    Consultation,
    CouncilAnswer,
    CouncilInput,
    CouncilShare,
    Organisation,
    OrganisationKind,
    Round,
    RoundState,
)
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Way
from driehoek.kernel import Finding


@dataclass(frozen=True, slots=True)
class KeptInput:
    """An input as it stands in the store.

    Attributes:
        id: of its row.
        row: the row.
        said: what was said and answered.
        answers: every answer to it, oldest first; the last one counts.
    """

    id: int
    row: CouncilInput
    said: Input
    answers: tuple[CouncilAnswer, ...]

    @property
    def last(self) -> CouncilAnswer | None:
        """The answer that counts."""
        return self.answers[-1] if self.answers else None


def about_now(found: Round, body: str, *, decided: bool) -> About:
    """On what an input is that comes now: an organisation speaks of policy, a council of the plan or the outcome."""
    if body == OrganisationKind.CLIENT_ORGANISATION:
        return About.POLICY_DRAFT if found.state == RoundState.PREPARING else About.POLICY
    return About.OUTCOME if decided else About.PLAN


def give(actor: Actor, found: Round, council: Organisation, said: Input, at: datetime) -> CouncilInput:
    """Keep what clients said; the purchaser's staff keep in this way what came on paper."""
    row = CouncilInput.objects.create(
        round=found,
        council=council,
        provider_id=council.parent_id,
        contract=said.contract,
        location=said.location,
        about=said.about.value,
        way=said.way.value,
        matter=said.matter,
        text=said.text,
        supporter=said.supporter,
        on_paper=said.on_paper,
        received_by_id=actor.somebody if said.on_paper else None,
        given_at=at,
        shared_at=at if said.shared else None,
    )
    record(actor, "advised", str(found.pk), {"way": said.way.value, "input": row.pk, "paper": said.on_paper}, at)
    return row


def share(actor: Actor, row: CouncilInput, at: datetime) -> Finding | None:
    """Let the board of the provider read an input, from now on; once read it is not taken back."""
    row.shared_at = at
    try:
        with transaction.atomic():
            row.save(update_fields=["shared_at"])
    except IntegrityError as error:
        return refusal(error, row.council.name)
    record(actor, "shared input", f"{row.round_id} {row.pk}", {}, at)
    return None


def answer(actor: Actor, row: CouncilInput, followed: Followed, text: str, at: datetime) -> None:
    """Say what is done with an input, and why; a later answer counts and the earlier one stays."""
    CouncilAnswer.objects.create(
        input=row, followed=followed.value, text=text, answered_at=at, answered_by_id=actor.somebody
    )
    record(actor, "responded", f"{row.round_id} {row.pk}", {"followed": followed.value}, at)


def share_plan(actor: Actor, found: Round, contract: str, council: UUID, at: datetime) -> Finding | None:
    """Let the council of the provider see its plan and outcome of one contract."""
    try:
        with transaction.atomic():
            CouncilShare.objects.create(
                round=found,
                provider_id=actor.organisation,
                council_id=council,
                contract=contract,
                shared_at=at,
                shared_by_id=actor.somebody,
            )
    except IntegrityError as error:
        return refusal(error, contract)
    record(actor, "shared plan", f"{found.pk} {contract}", {}, at)
    return None


def ask(actor: Actor, found: Round, organisation: UUID, until: date, at: datetime) -> Finding | None:
    """Ask an organisation of clients about the policy of a round, draft or published."""
    try:
        with transaction.atomic():
            Consultation.objects.create(
                round=found,
                purchaser_id=actor.organisation,
                organisation_id=organisation,
                asked_at=at,
                asked_by_id=actor.somebody,
                until=until,
            )
    except IntegrityError as error:
        return refusal(error, found.title)
    record(actor, "asked clients", str(found.pk), {"until": until.isoformat()}, at)
    return None


def inputs_of(rounds: Iterable[UUID]) -> tuple[KeptInput, ...]:
    """All input on rounds that the one who acts may see, oldest first, each with the last answer to it."""
    rows = (
        CouncilInput.objects.filter(round_id__in=list(rounds))
        .select_related("council", "provider", "round")
        .prefetch_related("answers")
        .order_by("given_at", "pk")
    )
    return tuple(_kept(row) for row in rows)


def _kept(row: CouncilInput) -> KeptInput:
    answers = tuple(sorted(row.answers.all(), key=lambda item: (item.answered_at, item.pk)))
    return KeptInput(row.pk, row, _said(row, answers[-1] if answers else None), answers)


def _said(row: CouncilInput, last: CouncilAnswer | None) -> Input:
    return Input(
        body=Body(row.council.kind),
        name=row.council.name,
        about=About(row.about),
        way=Way(row.way),
        given_on=timezone.localdate(row.given_at),
        contract=row.contract,
        location=row.location,
        matter=row.matter,
        text=_plain(row.text),
        supporter=row.supporter,
        on_paper=row.on_paper,
        shared=row.shared_at is not None,
        answer=_answer(last) if last else None,
    )


def _answer(row: CouncilAnswer) -> Answer:
    return Answer(Followed(row.followed), _plain(row.text), timezone.localdate(row.answered_at))


def _plain(text: str) -> str:
    """A text as a file keeps it: one kind of line end, nothing around it."""
    return text.replace("\r\n", "\n").strip()


def same_input(one: Input, other: Input) -> bool:
    """Whether two are one input, of which more may have been said or shared since."""
    return replace(one, answer=None, shared=False) == replace(other, answer=None, shared=False)

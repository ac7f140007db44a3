"""Reports of talks and commitments, kept: every version and every word a row that never changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import (
    Commitment,
    CommitmentWord,
    Talk,
    TalkComment,
    TalkConfirmation,
    TalkVersion,
)
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.trail import record
from driehoek.domain import quality
from driehoek.domain.quality import Point, Saying, Side, Standing, TalkReport, Track, Word, WordKind, standing_of
from driehoek.kernel import Finding


def begin(actor: Actor, purchaser: UUID, provider: UUID, title: str, at: datetime) -> Talk:
    """Begin the report of a talk; the two sides are fixed from here on."""
    talk = Talk.objects.create(
        purchaser_id=purchaser, provider_id=provider, title=title, created_at=at, created_by_id=actor.somebody
    )
    record(actor, "began talk report", str(talk.pk), {}, at)
    return talk


def write(actor: Actor, talk: Talk, report: TalkReport, at: datetime) -> TalkVersion | Finding:
    """Write the next version, which both sides see at once and have to confirm anew."""
    number = TalkVersion.objects.filter(talk=talk).count() + 1
    try:
        with transaction.atomic():
            version = TalkVersion.objects.create(
                talk=talk,
                purchaser_id=talk.purchaser_id,
                provider_id=talk.provider_id,
                number=number,
                held_on=report.held_on,
                people=[[side.value, role] for side, role in report.people],
                points=[_plain(point) for point in report.points],
                written_at=at,
                organisation_id=actor.organisation,
                written_by_id=actor.somebody,
            )
    except IntegrityError as error:
        return refusal(error, talk.title)
    record(actor, "wrote talk report", str(talk.pk), {"version": number}, at)
    return version


def comment(actor: Actor, version: TalkVersion, text: str, at: datetime) -> None:
    """Say something of a version."""
    TalkComment.objects.create(
        version=version,
        purchaser_id=version.purchaser_id,
        provider_id=version.provider_id,
        organisation_id=actor.organisation,
        text=text,
        said_at=at,
        said_by_id=actor.somebody,
    )
    record(actor, "commented talk report", str(version.talk_id), {"version": version.number}, at)


def confirm(actor: Actor, version: TalkVersion, at: datetime) -> Finding | None:
    """Confirm a version for the own side."""
    try:
        with transaction.atomic():
            TalkConfirmation.objects.create(
                version=version,
                purchaser_id=version.purchaser_id,
                provider_id=version.provider_id,
                organisation_id=actor.organisation,
                confirmed_at=at,
                confirmed_by_id=actor.somebody,
            )
    except IntegrityError as error:
        return refusal(error, version.talk.title)
    record(actor, "confirmed talk report", str(version.talk_id), {"version": version.number}, at)
    return None


def report_of(version: TalkVersion) -> TalkReport:
    """A version as the rules read it."""
    people = tuple((Side(side), str(role)) for side, role in version.people)
    points = tuple(
        Point(
            str(item["subject"]),
            Track(item["track"]),
            tuple(Saying(Side(side), str(text)) for side, text in item["said"]),
            str(item["agreed"]),
        )
        for item in version.points
    )
    return TalkReport(version.held_on, people, points)


def _plain(point: Point) -> dict[str, object]:
    said = [[saying.side.value, saying.text] for saying in point.said]
    return {"subject": point.subject, "track": point.track.value, "said": said, "agreed": point.agreed}


@dataclass(frozen=True, slots=True)
class KeptCommitment:
    """A commitment with all that was said of it.

    Attributes:
        row: as it was made.
        made: the same for the rules.
        said: what was said of it, oldest first.
        words: the same for the rules.
    """

    row: Commitment
    made: quality.Commitment
    said: tuple[CommitmentWord, ...]
    words: tuple[Word, ...]

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing_of(self.made, self.words)


@dataclass(frozen=True, slots=True)
class Sides:
    """Between whom.

    Attributes:
        purchaser: the one.
        provider: the other.
        talk: the talk in which it was promised; None when it was apart.
    """

    purchaser: UUID
    provider: UUID
    talk: Talk | None = None


def promise(actor: Actor, sides: Sides, made: quality.Commitment, at: datetime, *, for_clients: bool) -> Commitment:
    """Record a commitment, in a talk or apart from one."""
    row = Commitment.objects.create(
        talk=sides.talk,
        purchaser_id=sides.purchaser,
        provider_id=sides.provider,
        by=made.by.value,
        who=made.who,
        what=made.what,
        client_interest=made.client_interest,
        due=made.due,
        for_clients=for_clients,
        made_at=at,
        organisation_id=actor.organisation,
        made_by_id=actor.somebody,
    )
    record(actor, "promised", str(row.pk), {"by": made.by.value, "due": made.due.isoformat()}, at)
    return row


def say(actor: Actor, row: Commitment, word: Word, at: datetime) -> CommitmentWord:
    """Say something of a commitment: kept, not kept, a proposal, or what one thinks of a proposal."""
    said = CommitmentWord.objects.create(
        commitment=row,
        purchaser_id=row.purchaser_id,
        provider_id=row.provider_id,
        organisation_id=actor.organisation,
        kind=word.kind.value,
        reason=word.reason,
        what=word.what,
        due=word.due,
        said_at=at,
        said_by_id=actor.somebody,
    )
    record(actor, "said of promise", str(row.pk), {"word": word.kind.value}, at)
    return said


def commitments(rows: Iterable[Commitment]) -> tuple[KeptCommitment, ...]:
    """Commitments with their words; the one whose last day comes first stands first."""
    found = list(rows)
    said: dict[int, list[CommitmentWord]] = {row.pk: [] for row in found}
    for word in CommitmentWord.objects.filter(commitment__in=found).order_by("said_at", "pk"):
        said[word.commitment_id].append(word)
    kept = tuple(KeptCommitment(row, made_of(row), tuple(said[row.pk]), _words(row, said[row.pk])) for row in found)
    return tuple(sorted(kept, key=lambda item: (item.standing.due, item.row.pk)))


def made_of(row: Commitment) -> quality.Commitment:
    """A commitment as the rules read it."""
    made_on = timezone.localdate(row.made_at)
    return quality.Commitment(Side(row.by), row.who, row.what, row.due, row.client_interest, made_on)


def _words(row: Commitment, said: Sequence[CommitmentWord]) -> tuple[Word, ...]:
    return tuple(
        Word(
            Side.PURCHASER if item.organisation_id == row.purchaser_id else Side.PROVIDER,
            WordKind(item.kind),
            timezone.localdate(item.said_at),
            item.reason,
            item.what,
            item.due,
        )
        for item in said
    )

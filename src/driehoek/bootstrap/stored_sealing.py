"""A sealed round in the store: who can open it, its key, and the opening; each act whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from driehoek.adapters.store import sealing
from driehoek.adapters.store.acting import Actor, all_or_nothing
from driehoek.adapters.store.models import (
    OpenedSubmission,
    Opening,
    PassedHalf,
    Round,
    SealKey,
    SealOfficial,
    Submission,
)
from driehoek.adapters.store.seal_keys import holds_closed, one_at_a_time
from driehoek.adapters.store.sealed_documents import open_documents
from driehoek.adapters.store.trail import record
from driehoek.domain.tender.sealing import (
    DAMAGED,
    KEY_MADE,
    NO_KEY,
    NO_OFFICIAL,
    OPEN_ALREADY,
    SEALED_STILL,
    TOGETHER,
    WRONG_SECRET,
    is_fresh,
    weak,
    why_no_key,
    why_shut,
)
from driehoek.kernel import Finding

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class SealStand:
    """Where the sealing of a round stands.

    Attributes:
        officials: who confirmed a key of their own.
        key: the key of the round; None while it was not made.
        opening: the opening; None while it is sealed.
        waiting: what a first official gave and still counts; None when there is none.
        waits_until: until when it counts.
        no_key: why the key cannot be made now.
        shut: why it cannot be opened now.
    """

    officials: tuple[SealOfficial, ...]
    key: SealKey | None
    opening: Opening | None
    waiting: PassedHalf | None
    waits_until: datetime | None
    no_key: tuple[Finding, ...]
    shut: tuple[Finding, ...]


def stand(found: Round, at: datetime) -> SealStand:
    """Where the sealing of a round stands at a moment, as its purchaser sees it."""
    officials = tuple(SealOfficial.objects.filter(round=found).select_related("person").order_by("confirmed_at", "pk"))
    halves = PassedHalf.objects.filter(round=found).select_related("official__person")
    waiting = next((row for row in halves if is_fresh(row.given_at, at)), None)
    return SealStand(
        officials,
        SealKey.objects.filter(round=found).select_related("made_by").first(),
        Opening.objects.filter(round=found).select_related("first__person", "second__person").first(),
        waiting,
        waiting.given_at + TOGETHER if waiting else None,
        why_no_key(found.title, [str(row.person_id) for row in officials], found.opens_at, at),
        why_shut(found.title, _local(found.closes_at), at.astimezone(AMSTERDAM)),
    )


def still_sealed(found: Round) -> tuple[Finding, ...]:
    """Why nothing can be decided in a round whose submissions nobody could read; nothing when all can be read."""
    if not found.is_sealed or Opening.objects.filter(round=found).exists():
        return ()
    return (Finding(SEALED_STILL, found.title),) if holds_closed(found.pk) else ()


def confirm(
    actor: Actor, found: Round, secret: str, at: datetime, *, is_public_key: bool = False
) -> tuple[Finding, ...]:
    """Let a person confirm a key of its own; before the key of the round is made it may choose again.

    Args:
        actor: who confirms, for itself.
        found: the round.
        secret: a passphrase, or the public key of a key file; a passphrase is not kept.
        at: when the request arrived.
        is_public_key: which of the two it is.

    Returns:
        Why not; nothing when it was confirmed.
    """
    one_at_a_time(found.pk)
    if SealKey.objects.filter(round=found).exists():
        return (Finding(KEY_MADE, found.title),)
    if not is_public_key and (faults := weak(secret)):
        return faults
    try:
        key = sealing.official_from_public(secret) if is_public_key else sealing.official_from_passphrase(secret)
    except sealing.ShutError:
        return (Finding(WRONG_SECRET, found.title),)
    SealOfficial.objects.filter(round=found, person_id=actor.somebody).delete()
    SealOfficial.objects.create(
        round_id=found.pk, person_id=actor.somebody, public_key=key.public, derivation=key.derivation, confirmed_at=at
    )
    record(actor, "confirmed seal key", str(found.pk), {"public": key.public}, at)
    return ()


def make_key(actor: Actor, found: Round, at: datetime) -> tuple[Finding, ...]:
    """Make the key of a round for those who confirmed one of their own; who can open is fixed from then on."""
    one_at_a_time(found.pk)
    if SealKey.objects.filter(round=found).exists():
        return (Finding(KEY_MADE, found.title),)
    keys = _keys(found)
    if faults := why_no_key(found.title, list(keys), found.opens_at, at):
        return faults
    made = sealing.make_round_key(str(found.pk), keys)
    SealKey.objects.create(
        round_id=found.pk, public_key=made.public, halves=made.halves, made_at=at, made_by_id=actor.somebody
    )
    record(actor, "made seal key", str(found.pk), {"public": made.public, "officials": len(keys)}, at)
    return ()


def give(actor: Actor, found: Round, secret: str, at: datetime) -> bool | tuple[Finding, ...]:
    """Let an official open: the first leaves its halves for the others, the second opens the round.

    Args:
        actor: the official.
        found: the round.
        secret: its passphrase, or the text of its key file; neither is kept.
        at: when the request arrived.

    Returns:
        Whether the round is open now; or why not.
    """
    one_at_a_time(found.pk)
    kept = SealKey.objects.filter(round=found).first()
    own = SealOfficial.objects.filter(round=found, person_id=actor.somebody).first()
    if kept is None or own is None:
        return (Finding(NO_KEY if kept is None else NO_OFFICIAL, found.title),)
    if Opening.objects.filter(round=found).exists():
        return (Finding(OPEN_ALREADY, found.title),)
    if faults := why_shut(found.title, _local(found.closes_at), at.astimezone(AMSTERDAM)):
        return faults
    keys, key = _keys(found), sealing.RoundKey(kept.public_key, kept.halves)
    try:
        private = sealing.unlock(keys[str(own.pk)], secret)
    except sealing.ShutError:
        record(actor, "refused seal secret", str(found.pk), {}, at)
        return (Finding(WRONG_SECRET, found.title),)
    return _together(actor, found, own, (keys, key, private), at)


def _together(
    actor: Actor,
    found: Round,
    own: SealOfficial,
    held: tuple[Mapping[str, sealing.OfficialKey], sealing.RoundKey, sealing.Private],
    at: datetime,
) -> bool | tuple[Finding, ...]:
    keys, key, private = held
    others = PassedHalf.objects.filter(round=found).exclude(official=own).order_by("-given_at")
    first = next((row for row in others if is_fresh(row.given_at, at)), None)
    try:
        if first is not None:
            whole = sealing.join(str(found.pk), key, (str(first.official_id), str(own.pk)), first.halves, private)
            return _open(actor, found, (first, own), whole, at)
        passed = sealing.pass_on(str(found.pk), key, keys, str(own.pk), private)
    except sealing.ShutError:
        return (Finding(DAMAGED, found.title),)
    PassedHalf.objects.filter(round=found).delete()
    PassedHalf.objects.create(official=own, round_id=found.pk, halves=passed, given_at=at)
    record(actor, "gave half of seal", str(found.pk), {"official": own.pk}, at)
    return False


def _open(
    actor: Actor, found: Round, two: tuple[PassedHalf, SealOfficial], private: sealing.Private, at: datetime
) -> bool | tuple[Finding, ...]:
    """Open every submission that stands, with its documents; those that were withdrawn stay closed."""
    first, second = two
    public = SealKey.objects.get(round=found).public_key
    plain: dict[Submission, str] = {}
    for row in _standing(found):
        try:
            plain[row] = sealing.open_submission(str(found.pk), row.content, private)
        except sealing.ShutError:
            return (Finding(DAMAGED, row.contract),)
    try:
        with all_or_nothing():
            Opening.objects.create(round_id=found.pk, first_id=first.official_id, second=second, opened_at=at)
            OpenedSubmission.objects.bulk_create(
                OpenedSubmission(submission_id=row.pk, round_id=found.pk, content=text) for row, text in plain.items()
            )
            for row, text in plain.items():
                open_documents(row, text, public, at)
    except sealing.ShutError:
        return (Finding(DAMAGED, found.title),)
    PassedHalf.objects.filter(round=found).delete()
    content = {"first": first.official_id, "second": second.pk, "submissions": len(plain)}
    record(actor, "opened seal", str(found.pk), content, at)
    return True


def _standing(found: Round) -> list[Submission]:
    """The sealed submissions that were not withdrawn, in order of contract and number."""
    kept: dict[str, list[Submission]] = {}
    for row in Submission.objects.filter(round=found, is_imported=False).order_by("contract", "number"):
        kept.setdefault(row.contract, []).append(row)
        if row.withdraws:
            kept[row.contract].clear()
    return [row for rows in kept.values() for row in rows]


def _keys(found: Round) -> dict[str, sealing.OfficialKey]:
    rows = SealOfficial.objects.filter(round=found).order_by("pk")
    return {str(row.pk): sealing.OfficialKey(row.public_key, row.derivation) for row in rows}


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(AMSTERDAM) if moment else None

"""The policy of a round in the store: its versions, its drafts as the reader sees them, and its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from driehoek.adapters.dossier import decode_policy
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.adapters.dossier.tables import POLICY_FILE
from driehoek.adapters.store import decisions, mandating
from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.models import PolicyDraft, Round, RoundFile, RoundState, SealKey, Submission
from driehoek.adapters.store.round_files import files_at, replace_file
from driehoek.adapters.store.trail import record
from driehoek.application.nota import Amended, Nota, amend, first
from driehoek.application.round import check_policy
from driehoek.bootstrap.places import placed
from driehoek.bootstrap.stored_entry import form_at
from driehoek.domain.people import BindingAct
from driehoek.domain.policy import Policy
from driehoek.domain.policy.diff import PolicyChange, diff
from driehoek.domain.tender.sealing import is_sealed
from driehoek.kernel import ZERO, Finding

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


Window = tuple[datetime | None, datetime | None]


def window_of(policy: Policy) -> Window:
    """When submissions come in: from the first window of the policy; one without an end runs until the year ends."""
    windows = sorted(policy.calendar.windows, key=lambda item: item.opens)
    if not windows:
        return None, None
    first_one = windows[0]
    closes = first_one.closes or datetime(policy.year, 12, 31)  # noqa: DTZ001 - Dutch civil time, as a policy has it
    return first_one.opens.replace(tzinfo=AMSTERDAM), closes.replace(tzinfo=AMSTERDAM)


@dataclass(frozen=True, slots=True)
class ReadPolicy:
    """A policy text as the reader sees it.

    Attributes:
        policy: the policy; None when it cannot be read.
        findings: all that is wrong, with its place in the text and its mend.
    """

    policy: Policy | None
    findings: tuple[Finding, ...]


def read_policy(text: str) -> ReadPolicy:
    """Read a policy text and check it in itself, with what `driehoek policy check` would say."""
    decoded = decode_policy(text.encode(), POLICY_FILE)
    if decoded.value is None:
        return ReadPolicy(None, tuple(decoded.findings))
    checked = placed(check_policy(decoded.value), decoded.value, decoded.places)
    return ReadPolicy(decoded.value, (*decoded.findings, *checked))


def policy_text(round_id: UUID, at: datetime) -> str:
    """The text of the policy that holds at a moment; empty when there is none that one may see."""
    return files_at(round_id, at, [POLICY_FILE]).get(POLICY_FILE, "")


def last_years(found: Round, at: datetime) -> Policy | None:
    """The policy of the newest earlier year of the same purchaser, when that round stands in the store."""
    before = (
        Round.objects.filter(purchaser_id=found.purchaser_id, year__lt=found.year)
        .exclude(state=RoundState.PREPARING)
        .order_by("-year", "slug")
        .first()
    )
    return form_at(before.pk, at).common.policy if before is not None else None


@dataclass(frozen=True, slots=True)
class PublishedChange:
    """A nota van wijziging with what it changed, in sentences.

    Attributes:
        version: the version it made.
        published_on: when.
        reason: why.
        questions_until: the last day for questions on it.
        adapt_until: the last day to adapt or withdraw a submission.
        changes: what changed; empty where the text of before is not in the store.
    """

    version: int
    published_on: date
    reason: str
    questions_until: date
    adapt_until: date
    changes: tuple[PolicyChange, ...]


def published_changes(round_id: UUID, policy: Policy, at: datetime) -> tuple[PublishedChange, ...]:
    """Every nota van wijziging of a policy, the newest first, with what it changed to the letter."""
    rows = RoundFile.objects.filter(round_id=round_id, path=POLICY_FILE, valid__startswith__lte=at).order_by("valid")
    read = [decode_policy(text.encode(), POLICY_FILE).value for text in rows.values_list("content", flat=True)]
    by_version = {item.version: item for item in read if item is not None}
    return tuple(
        PublishedChange(
            change.version,
            change.published_on,
            change.reason,
            change.questions_until,
            change.adapt_until,
            diff(by_version[change.version - 1], by_version[change.version])
            if {change.version - 1, change.version} <= by_version.keys()
            else (),
        )
        for change in reversed(policy.changes)
    )


def is_published(found: Round) -> bool:
    """Whether the policy stands, so that a change of it needs a nota."""
    return found.state != RoundState.PREPARING


def may_change(found: Round) -> bool:
    """Whether the policy can still be changed here; after a result a change makes a new version of the round."""
    return found.state not in (RoundState.PROVISIONAL, RoundState.FINAL)


def amended(found: Round, draft: Policy, nota: Nota | None, at: datetime) -> Amended | None:
    """What publishing a draft would make of the policy of the round; nothing when the round has no readable policy."""
    before = form_at(found.pk, at).common.policy
    if before is None:
        return None
    local = at.astimezone(AMSTERDAM).replace(tzinfo=None)
    if not is_published(found) or nota is None:
        return first(draft, before, local.date())
    return amend(before, draft, nota, local)


def publish(
    actor: Actor, round_id: UUID, kept: PolicyDraft, nota: Nota | None, at: datetime
) -> Amended | Finding | None:
    """Publish a draft: text of the round, state and log in the open transaction; with an error nothing is written.

    It binds the purchaser, and rests on a mandate of who acts.

    Returns:
        What was published or what stands in the way; why there is no mandate; None when draft or round cannot be read.
    """
    found = decisions.locked(round_id)
    draft = read_policy(kept.content).policy
    made = amended(found, draft, nota, at) if draft is not None and may_change(found) else None
    if made is None or not made.may_publish:
        return made
    bound = mandating.bind(actor, BindingAct.PUBLISH, str(found.pk), ZERO, at)
    if isinstance(bound, Finding):
        return bound
    replace_file(found.pk, POLICY_FILE, encode_policy(made.policy), at)
    kept.published_version = made.policy.version
    kept.published_at, kept.published_by_id = at, actor.somebody
    kept.save(update_fields=["published_version", "published_at", "published_by"])
    is_first = not is_published(found)
    found.title = made.policy.title
    if window_of(made.policy) != window_of(made.before):
        found.opens_at, found.closes_at = window_of(made.policy)
    untouched = not SealKey.objects.filter(round=found).exists() and not Submission.objects.filter(round=found).exists()
    if untouched:  # what came in, or the key it waits for, settles whether a round is sealed
        found.is_sealed = is_sealed(made.policy)
    if is_first:
        found.state = RoundState.PUBLISHED
    found.save(update_fields=["title", "state", "opens_at", "closes_at", "is_sealed"])
    act = "published policy" if is_first else "changed policy"
    record(actor, act, str(found.pk), {"version": made.policy.version, "draft": kept.number, **bound}, at)
    return made

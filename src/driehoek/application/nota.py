"""From a draft of a policy to the policy that is published: freely at first, afterwards as a nota van wijziging.

A person writes the new text and says why; number, day, parts and who is touched follow from what changed, so that no
nota can name less than it changes (B-008), and everyone can be told what changed for them (B-068).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from driehoek.application.round import check_policy
from driehoek.domain.policy import Policy
from driehoek.domain.policy.changes.touched import Touched
from driehoek.domain.policy.compare import differences
from driehoek.domain.policy.diff import PolicyChange, diff
from driehoek.domain.policy.lock import changes_locked
from driehoek.domain.policy.policy import Change
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Code, Finding, blocking

NOTHING_NEW = Code(
    "POL-087",
    nl="Dit concept zegt hetzelfde als het gepubliceerde beleid {subject}.",
    en="This draft says the same as the published policy {subject}.",
    mend_nl="Verander eerst iets, en publiceer dan.",
    mend_en="Change something first, then publish.",
)
OTHER_ROUND = Code(
    "POL-088",
    nl="Dit concept is van {seen}, maar deze ronde is {wanted}.",
    en="This draft is of {seen}, but this round is {wanted}.",
    mend_nl="Zet het jaar en het regime van het beleid terug op die van de ronde.",
    mend_en="Put the year and regime of the policy back to those of the round.",
)
FINDINGS = (NOTHING_NEW, OTHER_ROUND)


@dataclass(frozen=True, slots=True)
class Nota:
    """What a person says of a change to a published policy.

    Attributes:
        reason: why, in plain Dutch.
        published_on: the day of publication.
        questions_until: the last day for questions on it.
        adapt_until: the last day to adapt or withdraw a submission.
    """

    reason: str
    published_on: date
    questions_until: date
    adapt_until: date


@dataclass(frozen=True, slots=True)
class Amended:
    """A change that may be published, or why not.

    Attributes:
        before: the policy that held.
        policy: the policy with the change in it.
        changes: what changes, in sentences.
        findings: what is wrong; with an error it may not be published.
    """

    before: Policy
    policy: Policy
    changes: tuple[PolicyChange, ...]
    findings: tuple[Finding, ...]

    @property
    def may_publish(self) -> bool:
        """Whether nothing stands in the way."""
        return not blocking(self.findings)


def first(draft: Policy, before: Policy, today: date) -> Amended:
    """A policy as it is published for the first time: version 1, of today, without changes.

    Args:
        draft: what was written.
        before: the policy that the round was made with; year and regime stay.
        today: the day of publication.
    """
    policy = replace(draft, version=1, published_on=today, changes=())
    return Amended(before, policy, diff(before, policy), (*_same_round(before, draft), *check_policy(policy)))


def amend(before: Policy, draft: Policy, nota: Nota, at: datetime) -> Amended:
    """A published policy changed with a nota van wijziging.

    Args:
        before: the policy that holds.
        draft: what was written; number and earlier changes are those of ``before``, whatever it says.
        nota: what a person says of it.
        at: the moment of publication in the Netherlands, without a time zone.
    """
    bare = replace(draft, version=before.version, published_on=before.published_on, changes=before.changes)
    changes = diff(before, bare)
    parts = tuple(difference.dotted for difference in differences(before, bare))
    if not parts:
        return Amended(before, before, (), (Finding(NOTHING_NEW, before.title),))
    change = Change(
        version=before.version + 1,
        published_on=nota.published_on,
        reason=nota.reason.strip(),
        touches=tuple(dict.fromkeys(word for item in changes for word in item.touches)),
        parts=parts,
        questions_until=nota.questions_until,
        adapt_until=nota.adapt_until,
    )
    after = replace(bare, version=change.version, changes=(*before.changes, change))
    found = (*_same_round(before, draft), *check_policy(after), *changes_locked(before, after, at))
    return Amended(before, after, changes, tuple(dict.fromkeys(found)))


def _same_round(before: Policy, draft: Policy) -> tuple[Finding, ...]:
    seen, wanted = (f"{policy.regime} {policy.year}" for policy in (draft, before))
    return (Finding(OTHER_ROUND, draft.title, seen=seen, wanted=wanted),) if seen != wanted else ()


def changed_for(changes: Iterable[PolicyChange], provider: Provider, lots: Iterable[str]) -> tuple[PolicyChange, ...]:
    """The changes that touch one provider: by its group, its sector, and the lots it enters (B-068).

    Args:
        changes: all of them.
        provider: who it is.
        lots: the lots it entered or is writing for; empty when it chose none yet, and then no lot leaves it out.
    """
    entered = frozenset(lots)
    return tuple(item for item in changes if _touches(item.touched, provider, entered))


def _touches(touched: Touched, provider: Provider, lots: frozenset[str]) -> bool:
    return (
        (not touched.groups or provider.group in touched.groups)
        and (not touched.sectors or provider.sector in touched.sectors)
        and (not touched.lots or not lots or not lots.isdisjoint(touched.lots))
    )

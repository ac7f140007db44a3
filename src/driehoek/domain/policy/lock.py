"""The lock on a policy: from the first moment that submissions may come in, what decides on them stands (B-008).

The only way through is a published change (nota van wijziging) for exactly the parts that change, with the reason,
who is touched, a new term for questions, and time to adapt or withdraw a submission. Both versions stay as they
are, so both can be replayed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from driehoek.domain.policy.compare import differences
from driehoek.domain.policy.policy import Change, Policy
from driehoek.kernel import Code, Finding, Severity

LOCKED = Code(
    "POL-080",
    nl="{subject} is veranderd op {seen}, terwijl er sinds {wanted} kan worden ingediend.",
    en="{subject} changed on {seen}, while submissions may come in since {wanted}.",
    mend_nl="Zet het terug, of publiceer een nota van wijziging die '{subject}' noemt.",
    mend_en="Undo it, or publish a change that names '{subject}'.",
)
VERSION = Code(
    "POL-081",
    nl="Het beleid is versie {seen}, maar dit moet versie {wanted} zijn ({subject}).",
    en="The policy is version {seen}, but this must be version {wanted} ({subject}).",
    mend_nl="Zet version op {wanted}; iedere gepubliceerde wijziging maakt een nieuwe versie.",
    mend_en="Set version to {wanted}; each published change makes a new version.",
)
NO_REASON = Code(
    "POL-082",
    nl="De wijziging naar {subject} zegt niet {wanted}.",
    en="The change to {subject} does not say {wanted}.",
    mend_nl="Vul bij changes in: {wanted}.",
    mend_en="Give under changes: {wanted}.",
)
TERM = Code(
    "POL-083",
    nl="De wijziging naar {subject} geeft tot {seen}; dat moet na {wanted} zijn.",
    en="The change to {subject} allows until {seen}; that must be after {wanted}.",
    mend_nl="Geef een nieuwe termijn na {wanted}, zodat aanbieders kunnen reageren.",
    mend_en="Give a new term after {wanted}, so that providers can respond.",
)
NOT_PUBLISHED = Code(
    "POL-084",
    nl="De wijziging naar {subject} is pas gepubliceerd op {seen}; op {wanted} geldt zij nog niet.",
    en="The change to {subject} is published on {seen}; on {wanted} it does not hold yet.",
    mend_nl="Laat de wijziging ingaan op de dag van publicatie of later.",
    mend_en="Let the change take effect on the day of publication or later.",
)
REWRITTEN = Code(
    "POL-085",
    nl="De eerder gepubliceerde wijziging naar {subject} is achteraf veranderd of weggehaald.",
    en="The earlier published change to {subject} was altered or removed afterwards.",
    mend_nl="Zet de eerdere wijziging terug zoals zij gepubliceerd is.",
    mend_en="Restore the earlier change as it was published.",
)
NAMES_TOO_MUCH = Code(
    "POL-086",
    nl="De wijziging naar {subject} noemt '{seen}', maar dat onderdeel is niet veranderd.",
    en="The change to {subject} names '{seen}', a part that did not change.",
    mend_nl="Noem alleen de onderdelen die echt veranderen.",
    mend_en="Name only the parts that really change.",
    severity=Severity.WARNING,
)
FINDINGS = (LOCKED, VERSION, NO_REASON, TERM, NOT_PUBLISHED, REWRITTEN, NAMES_TOO_MUCH)

LOCKED_PARTS = (
    "lots",
    "questions",
    "requirements",
    "division",
    "norms",
    "surcharges",
    "tariff_rationale",
    "maximum_rationale",
    "need_lines",
)
"""What decides on a submission: lots with criteria and weights, what is asked and required, tariff and division; and
what the picture of need said of the lines that lots, steps and bonuses point to."""

_WORDS_ONLY = "ground"


def is_locked(policy: Policy, on: datetime) -> bool:
    """Whether submissions may come in, or could have, at the moment ``on``."""
    opening = policy.calendar.first_opening()
    return opening is not None and on >= opening


def changes_locked(before: Policy, after: Policy, on: datetime) -> tuple[Finding, ...]:
    """What is wrong with bringing ``after`` in the place of ``before`` at the moment ``on``.

    Before the first opening everything may change freely. From then on each change of a locked part must be named,
    itself or the part it belongs to, in a new published change that meets all conditions. A change of grounds and
    explanations only is not held back.
    """
    changed = tuple(difference.dotted for difference in differences(before, after))
    locked = tuple(path for path in changed if _locks(path))
    if not is_locked(before, on):
        return ()
    return tuple(_through_the_lock(before, after, on, changed, locked))


def _locks(path: str) -> bool:
    parts = path.split(".")
    return parts[0] in LOCKED_PARTS and _WORDS_ONLY not in parts


def _through_the_lock(
    before: Policy, after: Policy, on: datetime, changed: tuple[str, ...], locked: tuple[str, ...]
) -> Iterator[Finding]:
    for number, old in enumerate(before.changes):
        if after.changes[number : number + 1] != (old,):
            yield Finding(REWRITTEN, f"versie {old.version}")
    fresh = after.changes[len(before.changes) :]
    named = [part for change in fresh for part in change.parts]
    for path in locked:
        if not any(_covers(part, path) for part in named):
            yield Finding(LOCKED, path, seen=str(on.date()), wanted=str(before.calendar.first_opening()))
    # several changes may have been published since; each makes a version of its own
    steps = len(fresh) or (1 if changed else 0)
    if after.version != before.version + steps:
        yield Finding(VERSION, after.title, seen=str(after.version), wanted=str(before.version + steps))
    for change in fresh:
        yield from _published(change, on, changed)


def _published(change: Change, on: datetime, changed: tuple[str, ...]) -> Iterator[Finding]:
    subject = f"versie {change.version}"
    yield from _conditions(change)
    if change.published_on > on.date():
        yield Finding(NOT_PUBLISHED, subject, seen=str(change.published_on), wanted=str(on.date()))
    for part in change.parts:
        if not any(_covers(part, path) for path in changed):
            yield Finding(NAMES_TOO_MUCH, subject, seen=part)


def _covers(part: str, path: str) -> bool:
    return path == part or path.startswith(f"{part}.")


def _conditions(change: Change) -> Iterator[Finding]:
    subject = f"versie {change.version}"
    for value, wanted in ((change.reason.strip(), "reason"), (change.touches, "touches"), (change.parts, "parts")):
        if not value:
            yield Finding(NO_REASON, subject, wanted=wanted)
    for until in (change.questions_until, change.adapt_until):
        if until <= change.published_on:
            yield Finding(TERM, subject, seen=str(until), wanted=str(change.published_on))


def check_changes(policy: Policy) -> Iterator[Finding]:
    """What is wrong in the published changes of one policy by themselves: numbering and conditions."""
    numbers = [change.version for change in policy.changes]
    expected = list(range(2, len(numbers) + 2))
    for seen, wanted in zip(numbers, expected, strict=True):
        if seen != wanted:
            yield Finding(VERSION, "changes", seen=str(seen), wanted=str(wanted))
    if policy.version != len(policy.changes) + 1:
        yield Finding(VERSION, policy.title, seen=str(policy.version), wanted=str(len(policy.changes) + 1))
    for change in policy.changes:
        yield from _conditions(change)

"""Whether an event may make a new version: who decided, when, on what ground, and whether it says what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from driehoek.application.dossier import Dossier
from driehoek.application.event import Event, EventKind
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Policy
from driehoek.domain.policy.lock import changes_locked
from driehoek.kernel import Code, Finding, Severity

SAME_PERSON = Code(
    "VER-001",
    nl="Gebeurtenis {subject} is voorgesteld en goedgekeurd door dezelfde: {seen}.",
    en="Event {subject} was proposed and approved by the same: {seen}.",
    mend_nl="Laat een ander dan de voorsteller het goedkeuren.",
    mend_en="Let someone else than the proposer approve it.",
)
TOO_EARLY = Code(
    "VER-002",
    nl="Gebeurtenis {subject} is van {seen}; dat moet na {wanted} zijn, de dag van het besluit dat zij wijzigt.",
    en="Event {subject} is of {seen}; that must be after {wanted}, the day of the decision that it changes.",
    mend_nl="Verbeter decided_on.",
    mend_en="Mend decided_on.",
)
LACKS = Code(
    "VER-003",
    nl="Gebeurtenis {subject} van de soort {seen} noemt niet: {wanted}.",
    en="Event {subject} of kind {seen} does not name: {wanted}.",
    mend_nl="Vul in event.yaml aan: {wanted}.",
    mend_en="Complete in event.yaml: {wanted}.",
)
WHO_IS_THAT = Code(
    "VER-004",
    nl="Gebeurtenis {subject} noemt contract {seen}; dat staat niet in providers.csv.",
    en="Event {subject} names contract {seen}, which is not in providers.csv.",
    mend_nl="Verbeter het contractnummer.",
    mend_en="Mend the contract number.",
)
POLICY_TOUCHED = Code(
    "VER-005",
    nl="Gebeurtenis {subject} van de soort {seen} brengt een ander beleid mee. Dat kan alleen met {wanted}.",
    en="Event {subject} of kind {seen} brings another policy. Only {wanted} may do that.",
    mend_nl="Haal policy.yaml uit de gebeurtenis, of maak er een eigen gebeurtenis van soort {wanted} van.",
    mend_en="Take policy.yaml out of the event, or make it an event of its own of kind {wanted}.",
)
TERM_RUNNING = Code(
    "VER-006",
    nl="De nota van wijziging naar {subject} geeft tot en met {wanted} om een inschrijving aan te passen; "
    "{seen} is te vroeg.",
    en="The published change to {subject} allows until {wanted} included to adapt a submission; {seen} is too early.",
    mend_nl="Maak de nieuwe versie na {wanted}, met de aangepaste inschrijvingen.",
    mend_en="Make the new version after {wanted}, with the adapted submissions.",
)
CHANGES_NOTHING = Code(
    "VER-007",
    nl="Gebeurtenis {subject} verandert voor niemand iets.",
    en="Event {subject} changes nothing for anyone.",
    mend_nl="Kijk of de verbeterde bestanden naast event.yaml liggen en of zij anders zijn dan die van het dossier.",
    mend_en="See whether the corrected files lie beside event.yaml and differ from those of the dossier.",
    severity=Severity.WARNING,
)
FINDINGS = (SAME_PERSON, TOO_EARLY, LACKS, WHO_IS_THAT, POLICY_TOUCHED, TERM_RUNNING, CHANGES_NOTHING)


def check_event(before: RoundOutcome, changed: Dossier, event: Event) -> tuple[Finding, ...]:
    """All that stands in the way of making a version from ``event``.

    Args:
        before: the outcome of the version that it changes.
        changed: the inputs with the files of the event laid over them.
        event: what happened.
    """
    return (
        *_who_and_when(before, changed, event),
        *_says_enough(event),
        *_policy(before, changed, event),
    )


def _who_and_when(before: RoundOutcome, changed: Dossier, event: Event) -> Iterator[Finding]:
    if event.proposer.strip().casefold() == event.approver.strip().casefold():
        yield Finding(SAME_PERSON, event.id, seen=event.approver)
    decided = [before.decided_on.isoformat(), *(item.decided_on for item in before.dossier.adjustments)]
    if event.decided_on.isoformat() <= max(decided):
        yield Finding(TOO_EARLY, event.id, seen=event.decided_on.isoformat(), wanted=max(decided))
    known = {provider.contract.code for provider in changed.providers}
    for contract in sorted({*event.contracts, *(item.contract for item in event.grants)} - known):
        yield Finding(WHO_IS_THAT, event.id, seen=contract)


def _says_enough(event: Event) -> Iterator[Finding]:
    lacking = [
        name
        for name, text in (("ground", event.ground), ("proposer", event.proposer), ("approver", event.approver))
        if not text.strip()
    ]
    if event.kind is not EventKind.POLICY_CHANGE and not event.contracts:
        lacking.append("contracts")
    unnamed = sorted({item.contract for item in event.grants} - set(event.contracts))
    if unnamed and event.contracts:
        lacking.append(f"contracts: {', '.join(unnamed)}")
    if event.kind is EventKind.COURT_ORDER and not event.reference:
        lacking.append("reference")
    if event.kind is EventKind.HARDSHIP and not event.grants:
        lacking.append("grants")
    if lacking:
        yield Finding(LACKS, event.id, seen=event.kind.value, wanted=", ".join(lacking))


def _policy(before: RoundOutcome, changed: Dossier, event: Event) -> Iterator[Finding]:
    old, new = before.dossier.policy, changed.policy
    if event.kind is not EventKind.POLICY_CHANGE:
        if old != new:
            yield Finding(POLICY_TOUCHED, event.id, seen=event.kind.value, wanted=EventKind.POLICY_CHANGE.value)
        return
    if old == new:
        yield Finding(LACKS, event.id, seen=event.kind.value, wanted="policy.yaml")
        return
    yield from changes_locked(old, new, datetime.combine(event.decided_on, time()))
    yield from _terms(old, new, event)


def _terms(old: Policy, new: Policy, event: Event) -> Iterator[Finding]:
    for change in new.changes[len(old.changes) :]:
        if event.decided_on <= change.adapt_until:
            until = change.adapt_until.isoformat()
            yield Finding(TERM_RUNNING, f"versie {change.version}", seen=event.decided_on.isoformat(), wanted=until)

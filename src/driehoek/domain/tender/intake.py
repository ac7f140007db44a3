"""Which submission of each contract counts, and what of it counts: time, versions, withdrawal, completeness, repair.

1. A submission counts from the moment it arrived. In each entry window the last version of a contract counts; a
   version that came too late replaces nothing. Versions in windows for different lots count side by side.
2. Who withdraws the version that counts has withdrawn; what it had replaced does not come back.
3. An answer that does not read as its question asks counts as no answer. What a required question lacks makes the
   submission incomplete, or only the lots the question is for. That is no judgement on its content.
4. Only the fields that the repair window names can be completed, within its term; any other later answer does not
   count, for anyone (equal treatment, B-049).
5. After a published change (nota van wijziging) whoever it touches and who had submitted in time may adapt until the
   day it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from driehoek.domain.policy import Policy
from driehoek.domain.policy.entry import accepts, contains, windows_for
from driehoek.domain.tender.complete import Checked, fit
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.domain.tender.versions import Choice, asked, choose, side_by_side
from driehoek.kernel import Code, Finding, Severity, dutch

UNKNOWN_CONTRACT = Code(
    "SUB-010",
    nl="Er is een indiening van contract {subject}, maar dat contract staat niet bij de aanbieders.",
    en="There is a submission of contract {subject}, which is not among the providers.",
    mend_nl="Voeg contract {subject} toe aan providers.csv, of verbeter de AGB-code van de map.",
    mend_en="Add contract {subject} to providers.csv, or correct the AGB code of the folder.",
)
REPLACED = Code(
    "SUB-011",
    nl="De indiening van contract {subject} van {seen} is vervangen door die van {wanted}.",
    en="The submission of contract {subject} of {seen} was replaced by that of {wanted}.",
    mend_nl="U hoeft niets te doen; de laatste indiening binnen de termijn telt.",
    mend_en="Nothing to do; the last submission in time counts.",
    severity=Severity.NOTE,
)
DOUBLE = Code(
    "SUB-012",
    nl="De indiening van contract {subject} van {seen} kwam twee keer binnen en telt één keer.",
    en="The submission of contract {subject} of {seen} came in twice and counts once.",
    mend_nl="U hoeft niets te doen.",
    mend_en="Nothing to do.",
    severity=Severity.NOTE,
)
SAME_MOMENT = Code(
    "SUB-013",
    nl="Contract {subject} diende op {seen} twee verschillende versies in; welke de laatste is, is niet te zien.",
    en="Contract {subject} submitted two different versions at {seen}; which came last cannot be seen.",
    mend_nl="Vraag de aanbieder welke versie telt en haal de andere weg.",
    mend_en="Ask the provider which version counts and remove the other.",
    severity=Severity.WARNING,
)
WITHDRAWN = Code(
    "SUB-014",
    nl="Contract {subject} heeft de indiening ingetrokken op {seen}.",
    en="Contract {subject} withdrew the submission on {seen}.",
    mend_nl="Wilt u toch meedoen? Dien opnieuw in zolang de termijn open is.",
    mend_en="To take part after all, submit again while the window is open.",
    severity=Severity.NOTE,
)
SIDE_BY_SIDE = Code(
    "SUB-015",
    nl="Van contract {subject} tellen indieningen van verschillende momenten samen: {seen}.",
    en="Submissions of contract {subject} of several moments count side by side: {seen}.",
    mend_nl="U hoeft niets te doen; per perceel telt de laatste indiening binnen de termijn.",
    mend_en="Nothing to do; per lot the last submission in time counts.",
    severity=Severity.NOTE,
)
REPAIR_REFUSED = Code(
    "SUB-016",
    nl="Het antwoord op '{subject}' kwam op {seen}, na de indiening, en telt niet mee: {wanted}.",
    en="The answer to '{subject}' came at {seen}, after the submission, and does not count: {wanted}.",
    mend_nl="Alleen de velden die het beleid noemt mogen worden aangevuld, en alleen binnen de termijn.",
    mend_en="Only the fields named by the policy can be completed, and only within the term.",
    severity=Severity.WARNING,
)
UNKNOWN_LOT = Code(
    "SUB-017",
    nl="Contract {subject} dient in voor perceel '{seen}', en dat perceel bestaat niet.",
    en="Contract {subject} submits for lot '{seen}', which does not exist.",
    mend_nl="Kies uit: {wanted}.",
    mend_en="Choose from: {wanted}.",
)
FINDINGS = (
    UNKNOWN_CONTRACT,
    REPLACED,
    DOUBLE,
    SAME_MOMENT,
    WITHDRAWN,
    SIDE_BY_SIDE,
    REPAIR_REFUSED,
    UNKNOWN_LOT,
)
FAULTS_REPORTED = "faults-reported"
"""The milestone on which the purchaser tells what is missing; the repair term runs from it. Without that milestone
it runs from the end of the entry window, and under rolling admission from the day of submission."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A submission that does not count, and why.

    Attributes:
        submission: as it came in.
        standing: late, withdrawn or replaced; incomplete when it cannot be placed at all.
        reason: the finding that says why.
    """

    submission: Submission
    standing: Standing
    reason: Finding


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken in of one contract.

    Attributes:
        contract: the AGB of the contract.
        standing: ADMITTED when it goes on to the tests; else why not.
        submission: what counts: the lots that are open to it, the answers that read as asked; None when nothing
            counts.
        findings: what is missing or wrong, with the mend.
        closed_lots: the lots it asked for and cannot take part in.
        passed_over: every other submission of this contract.
    """

    contract: str
    standing: Standing
    submission: Submission | None = None
    findings: tuple[Finding, ...] = ()
    closed_lots: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def take_in(policy: Policy, providers: Iterable[Provider], submissions: Iterable[Submission]) -> tuple[Taken, ...]:
    """Decide per contract which submission counts and what of it, in order of contract.

    Every submission handed in is in the result, as (part of) the one that counts or among those passed over; their
    order plays no part.
    """
    by_contract: dict[str, list[Submission]] = defaultdict(list)
    for submission in submissions:
        by_contract[submission.contract.code].append(submission)
    known = {provider.contract.code: provider for provider in sorted(providers, key=lambda item: item.region)}
    return tuple(
        _take(policy, known[contract], found) if contract in known else _stranger(contract, found)
        for contract, found in sorted(by_contract.items())
    )


def what_counts(policy: Policy, provider: Provider, submission: Submission) -> tuple[Checked, tuple[Finding, ...]]:
    """What counts of one version: repaired where allowed, readable, with what is missing; time is not looked at."""
    repaired, refused = _repaired(policy, provider, submission)
    checked = fit(policy, provider, _known_lots_only(policy, repaired))
    return checked, (*refused, *_unknown_lots(policy, submission), *checked.findings)


def _stranger(contract: str, found: Iterable[Submission]) -> Taken:
    reason = Finding(UNKNOWN_CONTRACT, contract)
    ordered = sorted(found, key=lambda item: item.received)
    passed = tuple(PassedOver(item, Standing.INCOMPLETE, reason) for item in ordered)
    return Taken(contract, Standing.INCOMPLETE, findings=(reason,), passed_over=passed)


def _take(policy: Policy, provider: Provider, found: Iterable[Submission]) -> Taken:
    choice = choose(policy, provider, found)
    live = choice.live
    passed = tuple(
        _passed_over(policy, provider, choice, index) for index in range(len(choice.versions)) if index not in live
    )
    if not live:
        return _nothing_counts(provider, choice, passed)
    parts, findings = [], list(_same_moment(provider, choice))
    for index in live:
        version = choice.versions[index]
        part, refused = _repaired(policy, provider, version)
        parts.append(replace(part, lots=tuple(lot for lot in choice.lots_of(index) if lot)))
        findings.extend((*refused, *_unknown_lots(policy, version), *_shut(policy, provider, choice, index)))
    whole = parts[0] if len(parts) == 1 else side_by_side(policy, parts)
    if len(parts) > 1:
        seen = ", ".join(dutch.moment(choice.versions[index].received) for index in live)
        findings.append(Finding(SIDE_BY_SIDE, provider.contract.code, seen=seen))
    checked = fit(policy, provider, whole)
    wished = dict.fromkeys(lot for index in live for lot in choice.versions[index].lots)
    closed = tuple(lot for lot in wished if lot not in checked.submission.lots)
    standing = Standing.ADMITTED if checked.complete else Standing.INCOMPLETE
    findings.extend(checked.findings)
    return Taken(provider.contract.code, standing, checked.submission, tuple(findings), closed, passed)


def _nothing_counts(provider: Provider, choice: Choice, passed: tuple[PassedOver, ...]) -> Taken:
    """Withdrawn when the version that would have counted was; else late or without a known lot."""
    if choice.owner:
        last = max(choice.owner.values())
        decisive = next(item for item in passed if item.submission == choice.versions[last])
    else:
        decisive = passed[-1]
    return Taken(provider.contract.code, decisive.standing, findings=(decisive.reason,), passed_over=passed)


def _passed_over(policy: Policy, provider: Provider, choice: Choice, index: int) -> PassedOver:
    version, contract = choice.versions[index], provider.contract.code
    if version.withdrawn_on is not None:
        reason = Finding(WITHDRAWN, contract, seen=dutch.moment(version.withdrawn_on))
        return PassedOver(version, Standing.WITHDRAWN, reason)
    if choice.in_time[index]:
        return _replaced(choice, index, contract)
    unknown = _unknown_lots(policy, version)
    known = _known_lots_only(policy, version).lots
    if unknown and not known:
        return PassedOver(version, Standing.INCOMPLETE, unknown[0])
    late = accepts(policy.calendar, provider.group, known, version.received)
    assert isinstance(late, Finding), "a version in time for no lot came too late for each"
    return PassedOver(version, Standing.LATE, late)


def _replaced(choice: Choice, index: int, contract: str) -> PassedOver:
    version = choice.versions[index]
    seen = dutch.moment(version.received)
    if version in choice.versions[index + 1 :]:
        return PassedOver(version, Standing.REPLACED, Finding(DOUBLE, contract, seen=seen))
    # a lot it named may have been left out by the version that took its place, so look at all that count
    by = choice.versions[max(at for at in choice.owner.values() if at > index)]
    reason = Finding(REPLACED, contract, seen=seen, wanted=dutch.moment(by.received))
    return PassedOver(version, Standing.REPLACED, reason)


def _same_moment(provider: Provider, choice: Choice) -> Iterator[Finding]:
    """Two different versions of one moment, of which one counts: a person must say which."""
    for index in choice.live:
        version = choice.versions[index]
        twins = [item for item in choice.versions if item.received == version.received and item != version]
        if twins:
            yield Finding(SAME_MOMENT, provider.contract.code, seen=dutch.moment(version.received))


def _shut(policy: Policy, provider: Provider, choice: Choice, index: int) -> Iterator[Finding]:
    """The lots of a version that counts elsewhere for which it came outside the window."""
    version = choice.versions[index]
    for lot in _known_lots_only(policy, version).lots:
        if lot not in choice.in_time[index] and lot not in choice.owner:
            outcome = accepts(policy.calendar, provider.group, (lot,), version.received)
            if isinstance(outcome, Finding):
                yield outcome


def _known_lots_only(policy: Policy, submission: Submission) -> Submission:
    known = {lot.id for lot in policy.lots}
    if all(lot in known for lot in submission.lots):
        return submission
    return replace(submission, lots=tuple(lot for lot in submission.lots if lot in known))


def _unknown_lots(policy: Policy, submission: Submission) -> tuple[Finding, ...]:
    known = [lot.id for lot in policy.lots]
    wanted = ", ".join(known)
    contract = submission.contract.code
    strange = (lot for lot in dict.fromkeys(submission.lots) if lot not in known)
    return tuple(Finding(UNKNOWN_LOT, contract, seen=lot, wanted=wanted) for lot in strange)


def repair_until(policy: Policy, provider: Provider, submission: Submission) -> date | None:
    """The last day on which named fields can be completed; None when the policy opens no repair window."""
    if policy.repair is None:
        return None
    milestones = (item for item in policy.calendar.milestones if item.id == FAULTS_REPORTED)
    reported = next((item.day for item in milestones if provider.group in item.groups), None)
    if reported is None:
        windows = (item for lot in asked(submission) for item in windows_for(policy.calendar, provider.group, lot))
        closes = [item.closes for item in windows if item.closes and contains(item, submission.received)]
        reported = max(closes).date() if closes else submission.received.date()
    return reported + timedelta(days=policy.repair.days)


def _repaired(policy: Policy, provider: Provider, submission: Submission) -> tuple[Submission, tuple[Finding, ...]]:
    """Take out what was completed after submission without the right to."""
    later = {name: at for name, at in submission.completed.items() if at > submission.received}
    if not later:
        return submission, ()
    until = repair_until(policy, provider, submission)
    refused: dict[str, str] = {}
    for name, at in sorted(later.items()):
        if policy.repair is None or until is None:
            refused[name] = "het beleid kent geen aanvulling"
        elif name not in policy.repair.questions:
            refused[name] = "dit antwoord mag niet worden aangevuld"
        elif at.date() > until:
            refused[name] = f"aanvullen kon tot en met {dutch.day(until)}"
    findings = tuple(
        Finding(REPAIR_REFUSED, _text(policy, name), seen=dutch.moment(later[name]), wanted=why)
        for name, why in refused.items()
    )
    answers = {name: answer for name, answer in submission.answers.items() if name not in refused}
    evidence = tuple(item for item in submission.evidence if item.question not in refused)
    return replace(submission, answers=answers, evidence=evidence), findings


def _text(policy: Policy, name: str) -> str:
    question = policy.question(name)
    return question.text if question else name

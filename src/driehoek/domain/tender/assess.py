"""The assessment: every requirement tested, every failing one named, and the conclusion with its sentence.

1. What counts against a party first, when several things do: an exclusion ground that holds, then a submission that
   is not complete, then a suitability requirement that fails, then a ground that still needs a decision.
2. One missing suitability requirement means no agreement; a score is not looked at (O-036).
3. A requirement that speaks to some lots only costs no more than those lots.
4. An award condition concerns the agreement and not the institution: it never refuses, unless the policy made it a
   knock-out.
5. What the rules cannot test through a fault of the policy is never held against the provider: a person must decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from driehoek.domain.policy import Policy, RequirementKind
from driehoek.domain.tender import sentences
from driehoek.domain.tender.intake import Taken, repair_until, take_in
from driehoek.domain.tender.outcome import Assessment, Standing, Tested
from driehoek.domain.tender.requirements.base import MISSING, Case
from driehoek.domain.tender.requirements.condition_accepted import REFUSED_KNOCK_OUT
from driehoek.domain.tender.requirements.prepared import Prepared, prepare
from driehoek.domain.tender.requirements.reasoned_ground import DECISION_NEEDED, GROUND_EMPTY
from driehoek.domain.tender.requirements.running import RunningAgreement, in_force
from driehoek.domain.tender.submission import Provider, ReasonedDecision, Submission
from driehoek.kernel import Code, Finding, Outcome, Severity, dutch

UNUSED_DECISION = Code(
    "REQ-120",
    nl="Het besluit over contract {subject} bij '{seen}' doet niets: {wanted}.",
    en="The decision on contract {subject} about '{seen}' does nothing: {wanted}.",
    mend_nl="Verbeter het contract of de eis van het besluit, of haal het weg.",
    mend_en="Correct the contract or requirement of the decision, or remove it.",
    severity=Severity.WARNING,
)
FINDINGS = (UNUSED_DECISION,)

OPEN_CODES = frozenset({DECISION_NEEDED.id, GROUND_EMPTY.id})


def assess(
    policy: Policy,
    provider: Provider,
    taken: Taken,
    decisions: Iterable[ReasonedDecision],
    day: date,
    running: Iterable[RunningAgreement] = (),
) -> Assessment:
    """Assess what was taken in of one contract.

    Args:
        policy: the policy.
        provider: the party.
        taken: what counts of its submissions (`intake.take_in`).
        decisions: reasoned decisions of the purchaser; those on other contracts play no part.
        day: the day of decision.
        running: agreements of several years that keep their own requirements (D-029).
    """
    binding = in_force(policy, running, taken.contract)
    own = tuple(item for item in decisions if item.contract == taken.contract)
    return _Bench(binding, day).assess(provider, taken, own)


def assess_all(
    policy: Policy,
    providers: Iterable[Provider],
    submissions: Iterable[Submission],
    decisions: Iterable[ReasonedDecision],
    day: date,
    running: Iterable[RunningAgreement] = (),
) -> tuple[Assessment, ...]:
    """Take in and assess everything that was handed in, in order of contract."""
    parties = tuple(providers)
    return assess_taken(policy, parties, take_in(policy, parties, submissions), decisions, day, running)


def assess_taken(
    policy: Policy,
    providers: Iterable[Provider],
    taken: Iterable[Taken],
    decisions: Iterable[ReasonedDecision],
    day: date,
    running: Iterable[RunningAgreement] = (),
) -> tuple[Assessment, ...]:
    """Assess what was taken in, in order of contract; for a caller that needs what was taken in as well."""
    known = {provider.contract.code: provider for provider in sorted(providers, key=lambda item: item.region)}
    own: dict[str, list[ReasonedDecision]] = defaultdict(list)
    for decision in decisions:
        own[decision.contract].append(decision)
    agreements = tuple(running)
    bench = _Bench(policy, day)
    special = {item.contract: _Bench(in_force(policy, agreements, item.contract), day) for item in agreements}
    found = []
    for item in sorted(taken, key=lambda entry: entry.contract):
        provider = known.get(item.contract)
        if provider is None:
            found.append(_set_aside(policy, item))
        else:
            at = special.get(item.contract, bench)
            found.append(at.assess(provider, item, tuple(own.get(item.contract, ()))))
    return tuple(found)


def unused_decisions(
    policy: Policy, providers: Iterable[Provider], decisions: Iterable[ReasonedDecision]
) -> tuple[Finding, ...]:
    """Reasoned decisions that no rule will look at: on an unknown contract or on a requirement that takes none.

    A step of the tariff for past behaviour takes them too, when they do not exclude.
    """
    contracts = {provider.contract.code for provider in providers}
    takes = {use.id for use in policy.requirements if use.use == "reasoned-ground"}
    priced = {step.id for step in policy.division.tariff if step.use == "past-behaviour"}
    findings = []
    for item in sorted(decisions, key=lambda one: (one.contract, one.requirement, one.decided_on)):
        if item.contract not in contracts:
            why = "dat contract staat niet bij de aanbieders"
        elif item.requirement not in takes and (item.excluded or item.requirement not in priced):
            why = "bij die eis hoort geen besluit met een reden"
        else:
            continue
        findings.append(Finding(UNUSED_DECISION, item.contract, seen=item.requirement, wanted=why))
    return tuple(findings)


def _set_aside(policy: Policy, taken: Taken) -> Assessment:
    """The assessment of what does not reach the tests: late, withdrawn, or of an unknown contract."""
    reasons = [finding.sentence() for finding in taken.findings if finding.severity is Severity.ERROR]
    sentence = sentences.conclusion(policy, taken.standing, (), reasons)
    return Assessment(taken.contract, taken.standing, (), taken.findings, {}, sentence, taken.closed_lots)


class _Bench:
    """The requirements of one policy, ready to assess many; it keeps what many have in common."""

    def __init__(self, policy: Policy, day: date) -> None:
        self.policy = policy
        self.day = day
        self.ready = prepare(policy)
        self.common: dict[tuple[int, Outcome, str], Tested] = {}

    def assess(self, provider: Provider, taken: Taken, decisions: tuple[ReasonedDecision, ...]) -> Assessment:
        if taken.submission is None:
            return _set_aside(self.policy, taken)
        tested = tuple(self._test(index, provider, taken.submission, decisions) for index in range(len(self.ready)))
        standing, names, closed = self._standing(taken, tested)
        failing = tuple(item.outcome for item in tested if isinstance(item.outcome, Finding))
        findings = (*taken.findings, *failing)
        if standing is Standing.ADMITTED:
            names = self._lot_names(closed)
        sentence = self._sentence(provider, taken, standing, names, failing)
        return Assessment(taken.contract, standing, tested, findings, {}, sentence, closed)

    def _test(
        self, index: int, provider: Provider, submission: Submission, decisions: tuple[ReasonedDecision, ...]
    ) -> Tested:
        item = self.ready[index]
        case = Case(self.policy, provider, submission, item.use, item.name, self.day, decisions)
        outcome, answer = item.outcome(case), case.answer()
        if isinstance(outcome, Finding):
            return _tested(item, outcome, answer)
        # thousands pass a requirement in the same way: one object says so for all of them
        key = (index, outcome, answer)
        if key not in self.common:
            self.common[key] = _tested(item, outcome, answer)
        return self.common[key]

    def _standing(self, taken: Taken, tested: Sequence[Tested]) -> tuple[Standing, list[str], tuple[str, ...]]:
        """Where it stands, which requirements decide that, and which lots are closed to it."""
        against: dict[Standing, list[str]] = defaultdict(list)
        closing: dict[Standing, list[tuple[str, set[str]]]] = defaultdict(list)
        for item, said in zip(self.ready, tested, strict=True):
            counts = held_against(item, said)
            if counts is None:
                continue
            if item.use.lots:
                closing[counts].append((item.name, set(item.use.lots)))
            else:
                against[counts].append(item.name)
        if taken.standing is Standing.INCOMPLETE:
            against[Standing.INCOMPLETE].append("")
        lots = taken.submission.lots if taken.submission else ()
        shut = {lot for pairs in closing.values() for _, some in pairs for lot in some}
        if lots and shut.issuperset(lots):
            for standing, pairs in closing.items():
                against[standing].extend(name for name, _ in pairs)
        closed = (*taken.closed_lots, *(lot for lot in lots if lot in shut and lot not in taken.closed_lots))
        for standing in _ORDER:
            if standing in against:
                return standing, [name for name in against[standing] if name], closed
        return Standing.ADMITTED, [], closed

    def _lot_names(self, lots: Iterable[str]) -> list[str]:
        names = {lot.id: lot.name for lot in self.policy.lots}
        return [names.get(lot, lot) for lot in lots]

    def _sentence(
        self,
        provider: Provider,
        taken: Taken,
        standing: Standing,
        names: Sequence[str],
        failing: Iterable[Finding],
    ) -> str:
        reasons = [item.sentence() for item in taken.findings if item.severity is Severity.ERROR]
        if standing is Standing.INCOMPLETE and taken.submission is not None:
            # what the form asks and lacks is named once, by its question
            asked = {item.subject for item in taken.findings}
            lacking = (item for item in failing if item.code.id in MISSING and item.wanted not in asked)
            reasons.extend(item.sentence() for item in lacking)
            reasons.extend(self._repair(provider, taken.submission, asked))
        return sentences.conclusion(self.policy, standing, names, reasons)

    def _repair(self, provider: Provider, submission: Submission, missing: set[str]) -> Iterator[str]:
        """Whether what is missing may still be completed, where the policy names it."""
        until = repair_until(self.policy, provider, submission)
        if self.policy.repair is None or until is None:
            return
        named = (self.policy.question(name) for name in self.policy.repair.questions)
        texts = [f"'{question.text}'" for question in named if question is not None and question.text in missing]
        if texts:
            yield f"De termijn om aan te vullen loopt tot en met {dutch.day(until)}: {sentences.listing(texts)}"


_ORDER = (Standing.EXCLUDED, Standing.INCOMPLETE, Standing.REFUSED, Standing.DECISION_NEEDED)


def _tested(item: Prepared, outcome: Outcome, answer: str) -> Tested:
    use = item.use
    sentence = sentences.of_requirement(use.kind, item.name, use.text, outcome, open_=_is_open(item, outcome))
    return Tested(use.id, use.kind, outcome, sentence, use.question, answer)


def _is_open(item: Prepared, outcome: Outcome) -> bool:
    """Whether a finding leaves the matter open: something is not there, no decision yet, or a fault of the policy."""
    if not isinstance(outcome, Finding):
        return False
    return outcome.code.id in MISSING | OPEN_CODES or outcome in item.faults


def held_against(item: Prepared, said: Tested) -> Standing | None:
    """What one outcome means for the standing; None when it counts for nothing."""
    outcome = said.outcome
    if not isinstance(outcome, Finding):
        return None
    if outcome in item.faults or outcome.code.id in OPEN_CODES:
        return Standing.DECISION_NEEDED
    if outcome.code.id in MISSING:
        return Standing.INCOMPLETE
    if said.kind is RequirementKind.EXCLUSION:
        return Standing.EXCLUDED
    refuses = said.kind is RequirementKind.SUITABILITY or outcome.code is REFUSED_KNOCK_OUT
    return Standing.REFUSED if refuses else None

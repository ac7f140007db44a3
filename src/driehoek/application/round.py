"""The act of a round: from a dossier to decisions. Nothing here reads a file or the clock.

Tests and completeness come first, then scores and ranking per lot, then the division by the published steps, then
`verify` by a checker that knows no model, then the agreement lines. Every finding is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from driehoek.application.agreement.lines import agreement_lines
from driehoek.application.booking import book_round
from driehoek.application.dossier import Dossier
from driehoek.application.kept import Kept
from driehoek.application.missing import missing_inputs
from driehoek.application.outcome import RoundOutcome
from driehoek.application.pointed import check_pointers
from driehoek.application.problem import build_problem, decision_day
from driehoek.application.yardstick import PARAMS
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS
from driehoek.domain.allocation import NORMS, Allocation, Problem, verify
from driehoek.domain.catalogue import TariffTable
from driehoek.domain.policy import Division, Param, Policy
from driehoek.domain.policy.check import check
from driehoek.domain.tender.assess import assess_taken, unused_decisions
from driehoek.domain.tender.criteria import METHODS, check_criteria
from driehoek.domain.tender.intake import Taken, take_in
from driehoek.domain.tender.outcome import Assessment, Ranked
from driehoek.domain.tender.ranking import rank
from driehoek.domain.tender.reachability import never_met, unreachable_by_rule
from driehoek.domain.tender.requirements import RULES
from driehoek.domain.tender.requirements import check as check_requirements
from driehoek.domain.tender.scoring import ScoredLot, score_lot, stray_marks
from driehoek.domain.tender.submission import Submission
from driehoek.domain.tender.supraregional import check_reach
from driehoek.engines.allocation.definitions import declared, transferred_for
from driehoek.engines.allocation.pot_links import check_pots
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Finding, TieKey, blocking, canonical, fingerprint


@dataclass(frozen=True, slots=True)
class Judged:
    """The submissions after the tests and scores.

    Attributes:
        taken: per contract which submission counts, and what became of the others.
        assessments: one per contract that submitted, in order of contract, scores filled in.
        admitted: per admitted contract the submission that counts.
        lots_of: per admitted contract the lots in which it takes part in the division.
        rankings: per lot, best first.
        findings: what the scoring found.
    """

    taken: tuple[Taken, ...]
    assessments: tuple[Assessment, ...]
    admitted: Mapping[str, Submission]
    lots_of: Mapping[str, tuple[str, ...]]
    rankings: Mapping[str, tuple[Ranked, ...]]
    findings: tuple[Finding, ...]


def known_rules() -> Mapping[str, Mapping[str, tuple[Param, ...]]]:
    """Every rule that a policy may use, by kind and name, with its parameters."""
    return {
        **declared(),
        "requirement": {name: rule.params for name, rule in RULES.items()},
        "method": {name: method.params for name, method in METHODS.items()},
        "norm": {name: norm.params for name, norm in NORMS.items()},
        "yardstick": {"yardstick": PARAMS},
        "contract-form": {name: form.params for name, form in CONTRACT_FORMS.items()},
    }


def check_policy(policy: Policy) -> tuple[Finding, ...]:
    """All that is wrong with a policy in itself: its parts, its rules with their parameters, its criteria."""
    generic = check(policy, known_rules())
    if blocking(generic):
        return generic
    beyond_reach = (finding for lot in policy.lots for finding in unreachable_by_rule(policy, lot))
    return (
        *generic,
        *check_requirements(policy),
        *check_pots(policy),
        *check_criteria(policy),
        *beyond_reach,
    )


def run_round(dossier: Dossier, engine_version: str, kept: Kept | None = None) -> RoundOutcome | tuple[Finding, ...]:
    """Decide a round.

    Args:
        dossier: the inputs.
        engine_version: the version that decides; part of the decision fingerprint.
        kept: what rounds before this one left that may still hold; it changes how long this takes and nothing else.

    Returns:
        The outcome; or, when the policy or the division has an error, the findings and no outcome.
    """
    day = decision_day(dossier.policy)
    prepared = _prepare(dossier, day, kept or Kept())
    if not isinstance(prepared, _Prepared) or blocking(prepared.findings):
        return prepared.findings if isinstance(prepared, _Prepared) else prepared
    judged, problem = prepared.judged, prepared.problem
    allocation = solve(problem, dossier.adjustments)
    findings = (*prepared.findings, *allocation.findings)
    if blocking(findings):
        return findings
    decided_on = dossier.revision.event.decided_on if dossier.revision else day
    inputs = input_fingerprint(dossier)
    decision = _decision(inputs, engine_version, judged, allocation)
    ledger, unbooked = book_round(problem, allocation, decided_on, decision)
    return RoundOutcome(
        dossier=dossier,
        decided_on=decided_on,
        engine_version=engine_version,
        input_fingerprint=inputs,
        decision_fingerprint=decision,
        assessments=judged.assessments,
        rankings=judged.rankings,
        problem=problem,
        allocation=allocation,
        verification=(*verify(problem, allocation), *unbooked),
        lines=agreement_lines(dossier, allocation),
        findings=findings,
        ledger=ledger,
        taken=judged.taken,
    )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A round up to the division, with all that was found on the way."""

    judged: Judged
    problem: Problem
    findings: tuple[Finding, ...]


def _prepare(dossier: Dossier, day: date, kept: Kept) -> _Prepared | tuple[Finding, ...]:
    """Everything before the division; only findings when the policy has an error."""
    about_policy = kept.checked(dossier.policy, check_policy)
    if blocking(about_policy):
        return about_policy
    # which decisions do something depends on the steps of the tariff too, so this is never kept
    unused = unused_decisions(dossier.policy, dossier.providers, dossier.decisions)
    judged = kept.judged(judged_on(dossier), day, judge)
    judged = replace(judged, findings=(*unused, *judged.findings))
    scores = {(item.contract, lot): item.total for lot, ranked in judged.rankings.items() for item in ranked}
    problem, about_offers = build_problem(dossier, judged.admitted, judged.lots_of, scores, day)
    transfers = transferred_for(dossier.policy.division)
    about_reach = check_reach(dossier.policy, dossier.providers, dossier.submissions, transfers)
    about_need = check_pointers(dossier, known_rules())
    missing = missing_inputs(dossier, problem)
    findings = (*about_policy, *about_need, *judged.findings, *about_offers, *about_reach, *missing)
    return _Prepared(judged, problem, findings)


def check_round(dossier: Dossier) -> tuple[Finding, ...]:
    """All that a round would say of its inputs before it divides: policy, answers, marks, offers, what is missing."""
    prepared = _prepare(dossier, decision_day(dossier.policy), Kept())
    return prepared.findings if isinstance(prepared, _Prepared) else prepared


def judged_on(dossier: Dossier) -> Dossier:
    """The dossier without what tests, scores and ranks do not look at, so that it cannot play a part in them.

    Gone are the name, the steps of the division (their key, which settles ties, stays) and the norms; the space,
    products, tariffs, last year's production, clients' choices, the picture of need, deviations by hand and
    sources. When anything else differs, the judgement is made anew.
    """
    bare = replace(dossier.policy, division=Division(dossier.policy.division.tie_key), norms=())
    seen = replace(dossier, name="", policy=bare, spaces=(), products=(), tariffs=TariffTable({}))
    return replace(seen, realised=(), choices=(), adjustments=(), sources=(), picture=())


def judge(dossier: Dossier, day: date) -> Judged:
    """Test, score and rank every submission."""
    policy, providers = dossier.policy, dossier.providers
    taken = take_in(policy, providers, dossier.submissions)
    assessments = assess_taken(policy, providers, taken, dossier.decisions, day)
    standing = {item.contract for item in assessments if item.admitted}
    admitted = {item.contract: item.submission for item in taken if item.contract in standing and item.submission}
    known = {provider.contract.code: provider for provider in providers}
    scored = {lot.id: score_lot(policy, lot, admitted, dossier.marks, known) for lot in policy.lots if lot.criteria}
    key = TieKey(policy.division.tie_key)
    findings = [*stray_marks(policy, {item.contract for item in taken}, dossier.marks)]
    for lot_id, result in scored.items():
        findings.extend((*result.findings, *never_met(policy.lot(lot_id), result, known)))
    closed = {item.contract: item.closed_lots for item in assessments}
    return Judged(
        taken,
        tuple(_with_scores(item, scored) for item in assessments),
        admitted,
        {
            contract: tuple(
                lot
                for lot in sorted(submission.lots)
                if lot not in closed[contract] and _competes(contract, lot, scored)
            )
            for contract, submission in admitted.items()
        },
        {lot: rank(result, key) for lot, result in scored.items()},
        tuple(findings),
    )


def _competes(contract: str, lot: str, scored: Mapping[str, ScoredLot]) -> bool:
    """Whether the contract takes part in the division of the lot: unranked, or scored and not knocked out."""
    result = scored.get(lot)
    return result is None or (contract in result.scores and contract not in result.ranked_out)


def _with_scores(assessment: Assessment, scored: Mapping[str, ScoredLot]) -> Assessment:
    scores = {
        lot: result.scores[assessment.contract]
        for lot, result in scored.items()
        if assessment.contract in result.scores
    }
    found = tuple(finding for result in scored.values() for finding in result.unscored.get(assessment.contract, ()))
    return (
        replace(assessment, scores=scores, findings=(*assessment.findings, *found)) if scores or found else assessment
    )


def input_fingerprint(dossier: Dossier) -> str:
    """SHA-256 over all inputs in canonical form: the order of rows and the name of the folder play no part."""
    content: dict[str, object] = {
        "policy": dossier.policy,
        "spaces": frozenset(dossier.spaces),
        "products": frozenset(dossier.products),
        "tariffs": dossier.tariffs,
        "providers": frozenset(dossier.providers),
        "submissions": _bag(tuple(_unordered(item) for item in dossier.submissions)),
        "realised": _bag(dossier.realised),
        "choices": _bag(dossier.choices),
        "marks": _bag(dossier.marks),
        "decisions": _bag(dossier.decisions),
        "adjustments": _bag(dossier.adjustments),
        "classes": _bag(dossier.classes),
        "new_clients": _bag(dossier.new_clients),
        "areas": _bag(dossier.areas),
        "figures": _bag(dossier.figures),
        "bases": frozenset(dossier.bases),
        "waiting": _bag(dossier.waiting),
        "picture": _bag(dossier.picture),
    }
    if dossier.client_input:
        content["client_input"] = _bag(dossier.client_input)
    if dossier.revision is not None:
        content["revision"] = dossier.revision
    return fingerprint(content)


def _unordered(submission: Submission) -> Submission:
    """The submission with its lines and documents in an order of their own content."""
    return replace(
        submission,
        lots=tuple(sorted(submission.lots)),
        lines=tuple(sorted(submission.lines, key=canonical)),
        evidence=tuple(sorted(submission.evidence, key=canonical)),
        subcontractors=tuple(sorted(submission.subcontractors, key=canonical)),
    )


def _bag(items: tuple[object, ...]) -> list[str]:
    """The fingerprints of items in order: equal for equal content in any order, and two of the same stay two."""
    return sorted(fingerprint(item) for item in items)


def _decision(inputs: str, engine_version: str, judged: Judged, allocation: Allocation) -> str:
    return fingerprint(
        {
            "input": inputs,
            "engine": engine_version,
            "assessments": judged.assessments,
            "rankings": judged.rankings,
            "grants": allocation.grants,
            "reserved": allocation.reserved,
            "guarantees": allocation.guarantees,
            "exposure": allocation.exposure,
            "moved": allocation.moved,
            "reasons": allocation.reasons,
        }
    )

"""Who was refused and why, and whom each requirement stops (D-047)."""

from __future__ import annotations

from collections import Counter, defaultdict

from driehoek.application.explain import Explainer
from driehoek.application.outcome import RoundOutcome
from driehoek.application.report.rows import Count, ProviderRow, RefusedRow, RequirementEffect
from driehoek.domain.policy import EVERYONE, ProviderGroup, RequirementKind
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Finding, NotApplicable

NO_AGREEMENT = frozenset(Standing) - {Standing.ADMITTED, Standing.REPLACED}
"""Standings without an agreement; a replaced submission is not a refused provider."""


def refused(outcome: RoundOutcome, explainer: Explainer, rows: tuple[ProviderRow, ...]) -> tuple[RefusedRow, ...]:
    """Every submission that gets no agreement, with the sentence of its letter."""
    known = {row.contract: row for row in rows}
    made: list[RefusedRow] = []
    for assessment in sorted(outcome.assessments, key=lambda item: item.contract):
        if assessment.standing not in NO_AGREEMENT:
            continue
        row = known[assessment.contract]
        tests = explainer.tests(assessment)
        made.append(
            RefusedRow(
                contract=row.contract,
                name=row.name,
                sector=row.sector,
                group=row.group,
                standing=assessment.standing,
                sentence=assessment.sentence,
                failed=tuple(test for test in tests if test.outcome == "fails"),
                realised=row.realised,
            )
        )
    return tuple(made)


def effects(outcome: RoundOutcome, rows: tuple[ProviderRow, ...]) -> tuple[RequirementEffect, ...]:
    """Per requirement how many were tested and how many failed, also per group and among the smallest."""
    groups = {row.contract: row.group for row in rows}
    small = smallest(rows)
    tested: defaultdict[str, list[str]] = defaultdict(list)
    failed: defaultdict[str, list[str]] = defaultdict(list)
    faults: Counter[str] = Counter()
    for assessment in outcome.assessments:
        for item in assessment.tested:
            if isinstance(item.outcome, NotApplicable):
                continue
            tested[item.requirement].append(assessment.contract)
            if isinstance(item.outcome, Finding):
                failed[item.requirement].append(assessment.contract)
                faults[assessment.contract] += 1
    uses = {use.id: use for use in outcome.dossier.policy.requirements}
    order = [use for use in uses if use in tested] + sorted(set(tested) - set(uses))

    def count(requirement: str, among: set[str]) -> Count:
        return Count(
            sum(1 for contract in tested[requirement] if contract in among),
            sum(1 for contract in failed[requirement] if contract in among),
        )

    return tuple(
        RequirementEffect(
            requirement=name,
            text=uses[name].text if name in uses else "",
            kind=uses[name].kind if name in uses else RequirementKind.SUITABILITY,
            beyond_framework=name in uses and uses[name].beyond_framework,
            everyone=count(name, set(groups)),
            groups={
                group: count(name, {contract for contract, mine in groups.items() if mine is group})
                for group in EVERYONE
            },
            smallest=count(name, small),
            only_this=sum(1 for contract in failed[name] if faults[contract] == 1),
        )
        for name in order
    )


def smallest(rows: tuple[ProviderRow, ...]) -> set[str]:
    """The quarter of existing contracts with the least production last year (rounded up; ties by contract)."""
    existing = sorted(
        (row for row in rows if row.group is ProviderGroup.EXISTING), key=lambda row: (row.realised, row.contract)
    )
    return {row.contract for row in existing[: -(-len(existing) // 4)]}

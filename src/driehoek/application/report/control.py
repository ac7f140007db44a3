"""What the division is held to, what may still change, and where it all came from."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from driehoek.application.explain import Explainer
from driehoek.application.outcome import RoundOutcome
from driehoek.application.phrases import frame_in_words
from driehoek.application.report.division import step_title
from driehoek.application.report.rows import (
    AdjustmentRow,
    CheckRow,
    FrameUse,
    GuaranteeRow,
    ProvisionalRow,
    SourceRow,
    WarningRow,
)
from driehoek.domain.allocation import CLAUSES, NORMS, Guarantee, ReasonKind, SpaceStatus
from driehoek.domain.policy import Norm, part_in_words
from driehoek.domain.policy.checks.dates import PROVISIONAL
from driehoek.domain.policy.params import read
from driehoek.kernel import ZERO, Code, Finding, Money, Severity, blocking, total

STARTS_FULL = Code(
    "RND-301",
    nl="In {subject} begint de verdeling op {seen} van vorig jaar; dan blijft er niets over om te verschuiven.",
    en="In {subject} the division starts from {seen} of last year; nothing is left to rearrange.",
    mend_nl="Begin onder {wanted}: de rest is er voor nieuwe aanbieders, groei en krimp van de regio.",
    mend_en="Start below {wanted}: the rest is for newcomers, growth and shrinkage of the region.",
    severity=Severity.WARNING,
)
"""E-042: never start from 100 % of last year."""
FINDINGS = (STARTS_FULL,)


def adjustments(outcome: RoundOutcome, explainer: Explainer) -> tuple[AdjustmentRow, ...]:
    """Every deviation by hand, booked or not, in order of contract and lot."""
    names = {item.contract.code: item.name for item in outcome.dossier.providers}
    decided = {(item.contract, item.lot) for item in outcome.dossier.adjustments}
    booked = {
        (reason.contract, reason.lot) for reason in outcome.allocation.reasons if reason.kind is ReasonKind.ADJUSTMENT
    }
    return tuple(
        AdjustmentRow(contract, names.get(contract, contract), item)
        for contract, lot in sorted(decided | booked)
        for item in explainer.by_hand(contract, lot)
    )


def clauses(outcome: RoundOutcome, *, again: bool = True) -> tuple[CheckRow, ...]:
    """Every clause of `verify`, held again while the report is made; what the round itself recorded stays told.

    Args:
        outcome: the round.
        again: whether they are held again where the round found that all of them hold.
    """
    if not again and not outcome.verification:
        return tuple(CheckRow(clause.name, clause.dutch, "", "", ()) for clause in CLAUSES)
    rows: list[CheckRow] = []
    seen: set[Finding] = set()
    for clause in CLAUSES:
        found = tuple(clause.check(outcome.problem, outcome.allocation))
        seen.update(found)
        rows.append(CheckRow(clause.name, clause.dutch, "", "", tuple(item.sentence() for item in found)))
    recorded = tuple(item.sentence() for item in outcome.verification if item not in seen)
    if recorded:
        rows.append(CheckRow("recorded", "Wat bij de verdeling is vastgelegd.", "", "", recorded))
    return tuple(rows)


def norms(outcome: RoundOutcome) -> tuple[CheckRow, ...]:
    """Every norm of the policy with its outcome."""
    return tuple(_norm(outcome, norm) for norm in outcome.problem.norms)


def _norm(outcome: RoundOutcome, norm: Norm) -> CheckRow:
    rule = NORMS[norm.use]
    params, wrong = read(norm.id, rule.params, norm.params)
    faults = wrong if blocking(wrong) else tuple(rule.judge(outcome.problem, outcome.allocation, norm, params))
    given = [
        f"{param.meaning_nl}: {value if isinstance(value, str) else ', '.join(value)}"
        for param in rule.params
        if (value := norm.params.get(param.name, param.default)) is not None
    ]
    lots = [f"perceel {', '.join(norm.lots)}"] if norm.lots else []
    return CheckRow(
        norm.id,
        norm.ground.explanation or norm.id,
        "; ".join([*given, *lots]),
        norm.ground.basis,
        tuple(item.sentence() for item in faults),
    )


def guarantees(outcome: RoundOutcome) -> tuple[GuaranteeRow, ...]:
    """Per step what was promised, and to whom it was not kept (deviations by hand apart)."""
    got = {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}
    for reason in outcome.allocation.reasons:
        if reason.kind is ReasonKind.ADJUSTMENT and (reason.contract, reason.lot) in got:
            got[reason.contract, reason.lot] -= reason.amount
    by_step: defaultdict[str, list[Guarantee]] = defaultdict(list)
    for item in outcome.allocation.guarantees:
        by_step[item.step].append(item)
    return tuple(
        GuaranteeRow(
            step=step,
            title=step_title(outcome.dossier.policy, step),
            contracts=len({item.contract for item in items}),
            promised=total(item.amount for item in items),
            broken=tuple(
                sorted(item.contract for item in items if got.get((item.contract, item.lot), ZERO) < item.amount)
            ),
        )
        for step, items in sorted(by_step.items())
    )


def provisional(outcome: RoundOutcome) -> tuple[ProvisionalRow, ...]:
    """What may still change: preconditions not known on the day of decision, and provisional space (B-009)."""
    policy = outcome.dossier.policy
    waiting = [
        ProvisionalRow(
            item.name, item.expected_on, tuple(dict.fromkeys(map(part_in_words, item.parts))), item.ground.basis
        )
        for item in policy.calendar.preconditions
        if item.known_on is None or item.known_on > outcome.decided_on
    ]
    spaces = [
        ProvisionalRow("De ruimte is voorlopig.", None, (frame_in_words(policy, space.frame),), space.source)
        for space in outcome.problem.spaces
        if space.status is SpaceStatus.PROVISIONAL
    ]
    return (*waiting, *spaces)


def warnings(outcome: RoundOutcome, uses: tuple[FrameUse, ...]) -> tuple[WarningRow, ...]:
    """What a person should look at: findings of the round, of the division and of this report, each once.

    What was not known on the day of publication is no matter of this decision; what still is not known on the day of
    the decision stands in `provisional`.
    """
    every = (*outcome.findings, *outcome.allocation.findings)
    found = {(str(item), item): item for item in every if item.code.id != PROVISIONAL.id}
    own = [item for use in uses for item in starts_full(str(use.frame), use.guaranteed, use.realised)]
    ordered = [found[key] for key in sorted(found, key=lambda key: (_RANK[key[1].severity], key[0]))]
    names = {str(use.frame): use.name for use in uses if use.name}

    def told(text: str) -> str:
        for frame, name in names.items():
            text = text.replace(frame, name)
        return text

    return tuple(
        WarningRow(item.code.id, item.severity, told(item.sentence()), told(item.mend())) for item in (*ordered, *own)
    )


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def starts_full(subject: str, guaranteed: Money, realised: Money) -> tuple[Finding, ...]:
    """Say so when what is promised beforehand is all of last year's production, or more (E-042)."""
    if not realised or guaranteed < realised:
        return ()
    seen = f"{Fraction(100 * guaranteed.cents, realised.cents).__floor__()}%"
    return (Finding(STARTS_FULL, subject, seen=seen, wanted="100%"),)


def sources(outcome: RoundOutcome) -> tuple[SourceRow, ...]:
    """Where the input files came from, in order of file."""
    return tuple(
        SourceRow(item.file, item.supplier, item.received_on, item.sha256)
        for item in sorted(outcome.dossier.sources, key=lambda item: item.file)
    )

"""The example on the page of a step: the case in words, a table of what came out, and the reasons the step gave."""

from __future__ import annotations

from driehoek.domain.allocation import Allocation, Problem, Reason
from driehoek.engines.allocation.base import StepKind
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import Rate, dutch, total
from driehoek.testing.rule_examples import EXAMPLES
from tools.pages import table

KINDS = {
    "allocation-space-steps": StepKind.SPACE,
    "allocation-tariff-steps": StepKind.TARIFF,
    "allocation-models": StepKind.MODEL,
    "allocation-after-steps": StepKind.AFTER,
}
MOST = 6
"""How many reasons a page quotes."""


def example(registry: str, name: str) -> list[str]:
    """The parts of the page for one step; empty for rules that are no step of the division."""
    if registry not in KINDS:
        return []
    case = EXAMPLES[KINDS[registry]][name]
    result = solve(case.problem)
    told = list(dict.fromkeys(_told(reason) for reason in result.reasons if reason.rule == name))
    findings = [f"- {finding}" for finding in result.findings]
    return [
        "## Example",
        f"{case.words} All figures are SYNTHETIC.",
        _spaces(case.problem, result),
        _grants(case.problem, result),
        "What the step says (in Dutch, as in the letter):",
        "\n".join(told[:MOST]),
        *(["What a person should look at:", "\n".join(findings)] if findings else []),
    ]


def _told(reason: Reason) -> str:
    who = f"{reason.contract}: " if reason.contract else ""
    return f"- {who}{reason.text}"


def _spaces(problem: Problem, result: Allocation) -> str:
    rows = [
        [
            str(space.frame),
            dutch.amount(space.amount),
            *([dutch.amount(result.moved_to(space.frame))] if result.moved else []),
            dutch.amount(total(result.reserved.get(space.frame, {}).values())),
            dutch.amount(result.used(space.frame)),
        ]
        for space in problem.spaces
    ]
    moved = ["moved"] if result.moved else []
    return table(["frame", "space", *moved, "set apart", "granted"], rows)


def _grants(problem: Problem, result: Allocation) -> str:
    rows = []
    for offer, grant in zip(
        sorted(problem.offers, key=lambda item: (item.lot, item.contract)), result.grants, strict=True
    ):
        shares = sorted({line.price.share for line in grant.lines}) or [Rate.percent(0)]
        rows.append(
            [
                offer.contract,
                dutch.amount(offer.realised),
                "" if offer.score is None else dutch.number(offer.score),
                " / ".join(dutch.percentage(share) for share in shares),
                dutch.amount(grant.money),
                dutch.amount(grant.agreed),
            ]
        )
    return table(["provider", "last year", "score", "of the maximum tariff", "granted", "agreed"], rows)

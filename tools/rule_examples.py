"""The example on the page of a step: the case in words, a table of what came out, and the reasons the step gave."""

from __future__ import annotations

import json
import re

from driehoek.domain.allocation import Allocation, Problem, Reason
from driehoek.domain.policy import Raw
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
_PARTS = {StepKind.SPACE: "space", StepKind.TARIFF: "tariff", StepKind.MODEL: "models", StepKind.AFTER: "after"}
_AROUND = {
    StepKind.SPACE: "Steps work in the order in which they stand; a pool names its sub-frames under `frames`.",
    StepKind.TARIFF: "Steps work in the order in which they stand; without `lots` it works on every lot.",
    StepKind.MODEL: "Models work in the order in which they stand; without `lots` it works on every lot.",
    StepKind.AFTER: "It works on what the models gave, in the order in which it stands; without `lots` on every lot.",
}
_PLACES = {
    "allocation-norms": "Named by `use` in an entry of `norms`, at the top of the policy.",
    "tender-criteria": "Named by `method` in an entry of `criteria` of a lot under `lots`.",
    "agreement-contract-forms": "Named by `contract.form`, its parameters by `contract.params`.",
    "tender-requirements": "Named by `use` in an entry of `requirements`, at the top of the policy.",
}
"""Where the rules stand that are no step of the division."""
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]*|[0-9.]+%|[A-Z][A-Z0-9-]*", re.IGNORECASE)
_YAML_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
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


def in_policy(registry: str, name: str) -> list[str]:
    """Where in a policy a rule stands: for a step of the division its lines with the parameters of the example."""
    if registry not in KINDS:
        return [f"## In the policy\n\n{_PLACES[registry]}"] if registry in _PLACES else []
    part, kind = _PARTS[KINDS[registry]], KINDS[registry]
    steps = getattr(EXAMPLES[kind][name].problem.division, part)
    params = next(step.params for step in steps if step.use == name)
    given = ", ".join(f"{key}: {_written(value)}" for key, value in params.items())
    lines = ["division:", f"  {part}:", f"    - id: my-{name}", f"      use: {name}"]
    lines += [] if kind is StepKind.SPACE else ["      lots: [my-lot]"]
    lines += [f"      params: {{{given}}}"] if given else []
    lines += [
        "      text: What it does, in plain Dutch.",
        "      ground: {basis: The law or document, explanation: Why.}",
    ]
    return ["## In the policy", "```yaml\n" + "\n".join(lines) + "\n```", _AROUND[kind]]


def _written(value: Raw) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_written(each) for each in value)}]"
    return value if _PLAIN.fullmatch(value) and value not in _YAML_WORDS else json.dumps(value, ensure_ascii=False)


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

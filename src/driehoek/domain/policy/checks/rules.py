"""The rules that a policy names: they exist, stand where their kind belongs, and get parameters they can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from driehoek.domain.policy.checks.names import meant, step_paths
from driehoek.domain.policy.params import Param, Raw, read
from driehoek.domain.policy.policy import Policy
from driehoek.domain.regimes import find_regime
from driehoek.kernel import Code, Finding, Severity

UNKNOWN_RULE = Code(
    "POL-050",
    nl="{subject} gebruikt de regel '{seen}', maar die bestaat niet.",
    en="{subject} uses the rule '{seen}', which does not exist.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
WRONG_PHASE = Code(
    "POL-051",
    nl="Stap {subject} gebruikt '{seen}'; die regel hoort onder division.{wanted}.",
    en="Step {subject} uses '{seen}', a rule that belongs under division.{wanted}.",
    mend_nl="Zet de stap onder {wanted}. De volgorde is: space, tariff, models, after.",
    mend_en="Move the step to {wanted}. The order is: space, tariff, models, after.",
)
NO_TIE_KEY = Code(
    "POL-052",
    nl="Er staat niet hoe een gelijke stand wordt beslist ({subject}).",
    en="Nothing says how ties are settled ({subject}).",
    mend_nl="Zet onder division.tie_key een tekst die u vooraf bekendmaakt; daarmee kan iedereen de loting narekenen.",
    mend_en="Give under division.tie_key a text that is published beforehand; with it anyone can repeat the draw.",
)
NOTHING_DIVIDES = Code(
    "POL-053",
    nl="Geen enkele stap verdeelt de ruimte van perceel {subject}.",
    en="No step divides the space of lot {subject}.",
    mend_nl="Voeg onder division.models een stap toe voor dit perceel.",
    mend_en="Add a step for this lot under division.models.",
)
NO_TARIFF = Code(
    "POL-054",
    nl="Geen enkele stap geeft perceel {subject} een tarief.",
    en="No step gives lot {subject} a tariff.",
    mend_nl="Voeg onder division.tariff een stap toe voor dit perceel.",
    mend_en="Add a step for this lot under division.tariff.",
)
NEW_INITIATIVES = Code(
    "POL-057",
    nl="Stap {subject} zegt niet wat er met nieuwe initiatieven gebeurt als de ruimte ruim wordt overschreden. "
    "Zij worden nu gelijk behandeld ({wanted}).",
    en="Step {subject} does not say what happens to new initiatives when the space is widely exceeded. "
    "They are treated alike now ({wanted}).",
    mend_nl="Zet new_initiatives onder params: alike (gelijk) of last (als laatste).",
    mend_en="Give new_initiatives under params: alike or last.",
    severity=Severity.WARNING,
)
EXPERIMENT = Code(
    "POL-058",
    nl="Stap {subject} lijkt op '{seen}', dat in deze regio en dit jaar loopt ({wanted}). "
    "Dat is iets anders dan volledige persoonsvolgende bekostiging.",
    en="Step {subject} looks like '{seen}', which runs in this region and year ({wanted}). "
    "That is something else than full person-following funding.",
    mend_nl="Houd de twee uit elkaar in het beleid en in de cijfers.",
    mend_en="Keep the two apart in the policy and in the figures.",
    severity=Severity.NOTE,
)
FINDINGS = (NEW_INITIATIVES, EXPERIMENT, UNKNOWN_RULE, WRONG_PHASE, NO_TIE_KEY, NOTHING_DIVIDES, NO_TARIFF)

Known = Mapping[str, Mapping[str, tuple[Param, ...]]]
"""Per kind of rule (``space``, ``tariff``, ``model``, ``after``, ``requirement``, ``method``, ``norm``, ``yardstick``,
``contract-form``), per name the declared parameters. A kind that is left out is not checked."""

_PHASES = {"space": "space", "tariff": "tariff", "model": "models", "after": "after"}


@dataclass(frozen=True, slots=True)
class _Call:
    subject: str
    kind: str
    name: str
    params: Mapping[str, Raw]


def check_rules(policy: Policy, known: Known) -> Iterator[Finding]:
    """Everything that can be wrong with the rules a policy names and with the steps of its division."""
    for call in _calls(policy):
        yield from _call(call, known)
    yield from _division(policy)
    yield from _said_beforehand(policy, known)
    yield from _experiments(policy)


def _calls(policy: Policy) -> Iterator[_Call]:
    for requirement in policy.requirements:
        yield _Call(f"requirements.{requirement.id}", "requirement", requirement.use, requirement.params)
    for lot in policy.lots:
        for leaf in lot.leaves():
            if leaf.method:  # a leaf without one is reported with the criteria
                yield _Call(f"lots.{lot.id}.{leaf.id}", "method", leaf.method, leaf.params)
    kinds = {phase: kind for kind, phase in _PHASES.items()}
    for path, step in step_paths(policy.division):
        yield _Call(path, kinds[path.split(".")[1]], step.use, step.params)
    for norm in policy.norms:
        yield _Call(f"norms.{norm.id}", "norm", norm.use, norm.params)
    if policy.division.yardstick:
        yield _Call("division.yardstick", "yardstick", "yardstick", policy.division.yardstick)


def _call(call: _Call, known: Known) -> Iterator[Finding]:
    rules = known.get(call.kind)
    if rules is None:
        return
    declared = rules.get(call.name)
    if declared is not None:
        yield from read(call.subject, declared, call.params)[1]
        return
    elsewhere = [kind for kind in _PHASES if call.kind in _PHASES and call.name in known.get(kind, {})]
    if elsewhere:
        yield Finding(WRONG_PHASE, call.subject, seen=call.name, wanted=_PHASES[elsewhere[0]])
        yield from read(call.subject, known[elsewhere[0]][call.name], call.params)[1]
        return
    path = f"{call.subject}.use"
    nearest = meant(call.name, rules)
    yield Finding(UNKNOWN_RULE, call.subject, seen=call.name, wanted=nearest, path=path)
    if nearest in rules:  # one rule was meant: then its parameters can be held to it as well
        yield from read(call.subject, rules[nearest], call.params)[1]


def _division(policy: Policy) -> Iterator[Finding]:
    division = policy.division
    if not division.tie_key.strip():
        yield Finding(NO_TIE_KEY, "division.tie_key")
    for lot in policy.lots:
        for steps, code in ((division.tariff, NO_TARIFF), (division.models, NOTHING_DIVIDES)):
            if not any(not step.lots or lot.id in step.lots for step in steps):
                yield Finding(code, lot.id, path=f"lots.{lot.id}")


def _said_beforehand(policy: Policy, known: Known) -> Iterator[Finding]:
    """A step that can treat new initiatives apart says beforehand whether it does (E-027)."""
    for path, step in step_paths(policy.division):
        declared = {param.name: param for param in known.get("model", {}).get(step.use, ())}
        param = declared.get("new_initiatives")
        if param is not None and "new_initiatives" not in step.params:
            yield Finding(NEW_INITIATIVES, path, wanted=str(param.default))


def _experiments(policy: Policy) -> Iterator[Finding]:
    """A step that could be taken for a trial which runs in a region of the policy in its year (E-024)."""
    regime, day = find_regime(policy.regime), policy.contract.starts_on
    regions = sorted({region for pool in policy.pools for region in pool.regions})
    running = {entry for region in regions for entry in (regime.experiments_in(region, day) if regime else ())}
    for path, step in step_paths(policy.division):
        for entry in sorted(running, key=lambda item: item.value.name):
            if entry.value.rule == step.use:
                yield Finding(EXPERIMENT, path, seen=entry.value.name, wanted=f"{entry.period}; {entry.source}")

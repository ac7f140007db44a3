"""Names: given once, and only to what exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from driehoek.domain.policy.policy import Criterion, Division, Policy, Step
from driehoek.kernel import Code, Finding

DOUBLE = Code(
    "POL-010",
    nl="De naam '{seen}' staat meer dan eens bij {subject}.",
    en="The name '{seen}' is given more than once among {subject}.",
    mend_nl="Geef ieder onderdeel een eigen naam.",
    mend_en="Give each part a name of its own.",
)
UNKNOWN = Code(
    "POL-011",
    nl="{subject} verwijst naar '{seen}', maar dat bestaat niet.",
    en="{subject} refers to '{seen}', which does not exist.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
EMPTY = Code(
    "POL-012",
    nl="Het beleid heeft geen {wanted}.",
    en="The policy has no {wanted}.",
    mend_nl="Voeg toe: {wanted}.",
    mend_en="Add: {wanted}.",
)
NOT_IN_FORCE = Code(
    "POL-013",
    nl="Perceel {subject} gebruikt de ruimte '{seen}', maar die geldt niet op {wanted}.",
    en="Lot {subject} uses the pool '{seen}', which is not in force on {wanted}.",
    mend_nl="Kies een pool die op die dag geldt, of pas since en until van de pool aan.",
    mend_en="Choose a pool that is in force on that day, or change since and until of the pool.",
)
FINDINGS = (DOUBLE, UNKNOWN, EMPTY, NOT_IN_FORCE)

_SHOWN = 8
"""How many known names a finding lists when none is close."""


def meant(name: str, known: Iterable[str]) -> str:
    """What was probably meant: the known names that look most like ``name``, else the first few there are.

    >>> meant("linaer", ["linear", "steps"])
    'linear'
    """
    names = sorted(set(known))
    close = get_close_matches(name, names, n=3, cutoff=0.6)
    if close:
        return ", ".join(close)
    more = " ..." if len(names) > _SHOWN else ""
    return (", ".join(names[:_SHOWN]) + more) or "-"


def unknown(subject: str, name: str, known: Iterable[str]) -> Finding:
    """The finding that ``subject`` refers to a name that does not exist."""
    return Finding(UNKNOWN, subject, seen=name, wanted=meant(name, known))


def step_paths(division: Division) -> Iterator[tuple[str, Step]]:
    """Each step of the division with its path, such as ``division.tariff.base-vv``, in the order they work."""
    for phase in ("space", "tariff", "models", "after"):
        steps: tuple[Step, ...] = getattr(division, phase)
        for step in steps:
            yield f"division.{phase}.{step.id}", step


def check_names(policy: Policy) -> Iterator[Finding]:
    """Double names, and references to lots, pools, frames and questions that are not there."""
    yield from _emptiness(policy)
    for subject, names in _families(policy):
        yield from (Finding(DOUBLE, subject, seen=name) for name, count in Counter(names).items() if count > 1)
    yield from _places(policy)
    lots = {lot.id for lot in policy.lots}
    for subject, references in _lot_references(policy):
        yield from (unknown(subject, name, lots) for name in references if name not in lots)


def _emptiness(policy: Policy) -> Iterator[Finding]:
    if not policy.lots:
        yield Finding(EMPTY, policy.title, wanted="lots")
    if not policy.pools:
        yield Finding(EMPTY, policy.title, wanted="pools")
    for pool in policy.pools:
        if not pool.frames:
            yield Finding(EMPTY, pool.id, wanted=f"pools.{pool.id}.frames", path=f"pools.{pool.id}")


def _nodes(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        yield criterion
        yield from _nodes(criterion.parts)


def _families(policy: Policy) -> Iterator[tuple[str, list[str]]]:
    """What must be told apart by name; criteria over all lots, because marks and letters name only the criterion."""
    yield "pools", [pool.id for pool in policy.pools]
    for pool in policy.pools:
        yield f"pools.{pool.id}.frames", list(pool.frames)
    # a region in two pools would bring its space twice; a pool of another time brings nothing
    pools = [pool for pool in policy.pools if pool.in_force(policy.contract.starts_on)]
    yield "pools.regions", [region for pool in pools for region in pool.regions]
    yield "lots", [lot.id for lot in policy.lots]
    yield "criteria", [node.id for lot in policy.lots for node in _nodes(lot.criteria)]
    yield "questions", [question.id for question in policy.questions]
    yield "requirements", [requirement.id for requirement in policy.requirements]
    yield "division", [step.id for step in policy.division.steps()]
    yield "norms", [norm.id for norm in policy.norms]
    yield "tariff_rationale", [rationale.id for rationale in policy.tariff_rationale]
    for rationale in policy.tariff_rationale:
        yield f"tariff_rationale.{rationale.id}", [part.id for part in rationale.parts]
    yield "maximum_rationale", [item.id for item in policy.maximum_rationale]
    for item in policy.maximum_rationale:
        yield f"maximum_rationale.{item.id}", [part.id for part in item.parts]
    yield "need_lines", [item.line for item in policy.need_lines]
    yield "surcharges", [surcharge.id for surcharge in policy.surcharges]
    yield "objection", [route.id for route in policy.objection]
    yield "calendar.milestones", [milestone.id for milestone in policy.calendar.milestones]
    yield "calendar.windows", [window.id for window in policy.calendar.windows]
    yield "calendar.preconditions", [item.id for item in policy.calendar.preconditions]


def _places(policy: Policy) -> Iterator[Finding]:
    frames = {pool.id: pool.frames for pool in policy.pools}
    day = policy.contract.starts_on
    ended = {pool.id for pool in policy.pools if not pool.in_force(day)}
    for lot in policy.lots:
        if lot.pool not in frames:
            yield unknown(f"lots.{lot.id}.pool", lot.pool, frames)
        elif lot.frame not in frames[lot.pool]:
            yield unknown(f"lots.{lot.id}.frame", lot.frame, frames[lot.pool])
        elif lot.pool in ended:
            yield Finding(NOT_IN_FORCE, lot.id, seen=lot.pool, wanted=str(day), path=f"lots.{lot.id}.pool")
        names = {node.id for node in _nodes(lot.criteria)}
        yield from (unknown(f"lots.{lot.id}.negotiable", name, names) for name in lot.negotiable if name not in names)


def _lot_references(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    for window in policy.calendar.windows:
        yield f"calendar.windows.{window.id}.lots", window.lots
    for question in policy.questions:
        yield f"questions.{question.id}.lots", question.lots
    for requirement in policy.requirements:
        yield f"requirements.{requirement.id}.lots", requirement.lots
    for path, step in step_paths(policy.division):
        yield f"{path}.lots", step.lots
    for norm in policy.norms:
        yield f"norms.{norm.id}.lots", norm.lots

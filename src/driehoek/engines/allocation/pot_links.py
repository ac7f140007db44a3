"""Which pots a policy makes and which models draw on them: what must hold between the two, and when a pot is let go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from driehoek.domain.policy import Division, Kind, Lot, Policy, Step
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import MODELS, SPACE_STEPS, space_steps_that, starts_at, steps_that
from driehoek.engines.allocation.pots import OPEN
from driehoek.kernel import Code, Finding, Rate, Severity, blocking

NO_SUCH_POT = Code(
    "ALL-220",
    nl="Stap {subject} kent toe uit '{seen}', maar geen stap zet die ruimte apart.",
    en="Step {subject} grants from '{seen}', but no step sets that space apart.",
    mend_nl="Zet onder division.space een stap met die naam, of kies een van: {wanted}.",
    mend_en="Put a step of that name under division.space, or choose one of: {wanted}.",
)
POT_ELSEWHERE = Code(
    "ALL-221",
    nl="Stap {subject} kent in perceel {wanted} toe uit '{seen}', maar die stap zet in dat deelkader niets apart.",
    en="Step {subject} grants in lot {wanted} from '{seen}', which sets nothing apart in that sub-frame.",
    mend_nl="Noem bij die stap ook het deelkader van het perceel, of laat het perceel weg.",
    mend_en="Name the sub-frame of the lot in that step as well, or leave the lot out.",
)
POT_UNUSED = Code(
    "ALL-222",
    nl="Stap {subject} zet ruimte apart, maar geen enkel model kent daaruit toe.",
    en="Step {subject} sets space apart, but no model grants from it.",
    mend_nl="Voeg onder division.models een stap toe met pot: {subject}, of gebruik hold-back.",
    mend_en="Add a step with pot: {subject} under division.models, or use hold-back.",
    severity=Severity.WARNING,
)
NOT_ALONE = Code(
    "ALL-223",
    nl="In perceel {subject} is het alles of niets ({wanted}); daar kan geen ander model bij: {seen}.",
    en="Lot {subject} is all or nothing ({wanted}); no other model goes with that: {seen}.",
    mend_nl="Geef de voorstellen een eigen perceel.",
    mend_en="Give the proposals a lot of their own.",
)
ALL_OF_LAST_YEAR = Code(
    "ALL-224",
    nl="Stap {subject} begint bij {seen} van vorig jaar. Dan is er geen ruimte voor nieuwe aanbieders of herschikking.",
    en="Step {subject} starts at {seen} of last year. Then there is no room for newcomers or rearrangement.",
    mend_nl="Begin onder 100%; het verschil is dan vrij te verdelen.",
    mend_en="Start below 100 %; the difference is then free to divide.",
    severity=Severity.WARNING,
)
COUNTED_TWICE = Code(
    "ALL-229",
    nl="Stap {subject} rekent met dezelfde cijfers als stap {seen}; die tellen dan dubbel.",
    en="Step {subject} works off the same figures as step {seen}; they would count twice.",
    mend_nl="Laat een van de twee weg, of geef elk eigen deelkaders of onderdelen.",
    mend_en="Leave one of the two out, or give each its own sub-frames or parts.",
)
FINDINGS = (NO_SUCH_POT, POT_ELSEWHERE, POT_UNUSED, NOT_ALONE, ALL_OF_LAST_YEAR, COUNTED_TWICE)

_WHOLE = Rate.percent(100)


def returning_after(division: Division, model: Step) -> tuple[Step, ...]:
    """The pots whose rest is open space once ``model`` has worked: it is the last that draws on them."""
    drawing = _drawing(division)
    last = {step.params.get("pot"): step.id for step in drawing}
    pots = space_steps_that(Ability.MAKES_POT, division)
    return tuple(pot for pot in pots if last.get(pot.id) == model.id and _rest(pot) == OPEN)


def check_pots(policy: Policy) -> tuple[Finding, ...]:
    """What is wrong between the space a policy sets apart and the models that grant from it (E-005, E-042, E-044)."""
    division = policy.division
    return (*_draws(policy), *_unused(division), *_alone(policy), *_starts(division), *_twice(division))


def _drawing(division: Division) -> tuple[Step, ...]:
    return tuple(
        step for step in division.models if step.use in MODELS and Ability.DRAWS_ON_POT in MODELS[step.use].abilities
    )


def _rest(pot: Step) -> str:
    params, findings = read(pot.id, SPACE_STEPS[pot.use].params, pot.params)
    return "" if blocking(findings) else params.text("rest")


def _draws(policy: Policy) -> Iterator[Finding]:
    pots = {pot.id: pot for pot in space_steps_that(Ability.MAKES_POT, policy.division)}
    for step in _drawing(policy.division):
        named = str(step.params.get("pot", ""))
        path = f"division.models.{step.id}.params.pot"
        if named and named not in pots:
            yield Finding(NO_SUCH_POT, step.id, seen=named, wanted=", ".join(sorted(pots)) or "-", path=path)
        elif named:
            for lot in policy.lots:
                if (not step.lots or lot.id in step.lots) and not _holds(pots[named], lot):
                    yield Finding(POT_ELSEWHERE, step.id, seen=named, wanted=lot.id, path=path)


def _holds(pot: Step, lot: Lot) -> bool:
    """Whether the pot sets space apart in the frame of the lot."""
    params, findings = read(pot.id, SPACE_STEPS[pot.use].params, pot.params)
    return blocking(findings) or not params.texts("frames") or lot.frame in params.texts("frames")


def _unused(division: Division) -> Iterator[Finding]:
    named = {step.params.get("pot") for step in _drawing(division)}
    for pot in space_steps_that(Ability.MAKES_POT, division):
        if pot.id not in named:
            yield Finding(POT_UNUSED, pot.id, path=f"division.space.{pot.id}")


def _alone(policy: Policy) -> Iterator[Finding]:
    division = policy.division
    for lot in policy.lots:
        whole = steps_that(Ability.WHOLE_ONLY, division, lot.id)
        others = [
            step.id
            for step in (*division.models, *division.after)
            if step not in whole[:1] and (not step.lots or lot.id in step.lots)
        ]
        if whole and others:
            yield Finding(NOT_ALONE, lot.id, seen=", ".join(others), wanted=whole[0].id, path=f"lots.{lot.id}")


def _starts(division: Division) -> Iterator[Finding]:
    for step in division.models:
        start = starts_at(step)
        if start is not None and start >= _WHOLE:
            yield Finding(ALL_OF_LAST_YEAR, step.id, seen=str(start), path=f"division.models.{step.id}")


def _twice(division: Division) -> Iterator[Finding]:
    """Two steps that work off the same figures in the same frames and parts; lists left empty mean all."""
    for first, second in combinations(space_steps_that(Ability.COUNTS_ONCE, division), 2):
        if first.use != second.use:
            continue
        lists = [param.name for param in SPACE_STEPS[first.use].params if param.kind is Kind.TEXTS]
        apart = any(
            _items(first, name) and _items(second, name).isdisjoint(_items(first, name)) and _items(second, name)
            for name in lists
        )
        if not apart:
            yield Finding(COUNTED_TWICE, second.id, seen=first.id, path=f"division.space.{second.id}")


def _items(step: Step, name: str) -> frozenset[str]:
    raw = step.params.get(name, ())
    return frozenset((raw,) if isinstance(raw, str) else raw)

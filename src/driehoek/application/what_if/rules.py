"""Changes of the policy in its figures: weights, base percentages, any parameter, the number of winners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from driehoek.application.dossier import Dossier
from driehoek.application.round import known_rules
from driehoek.application.what_if.scenario import BaseChange, Of, ParameterChange, WeightChange, WinnersChange
from driehoek.application.what_if.values import (
    CHANGES_NOTHING,
    UNREADABLE,
    Made,
    Scale,
    Told,
    money_scale,
    number_scale,
    rate_scale,
    refused,
    unknown,
    wanted_value,
)
from driehoek.domain.policy import Criterion, Division, Kind, Param, Policy, Step
from driehoek.domain.policy.params import Raw
from driehoek.engines.allocation.definitions import TARIFF_STEPS
from driehoek.kernel import Finding, Rate, dutch

Parts = Mapping[str, Step]


def change_winners(dossier: Dossier, change: WinnersChange, path: str) -> Made:
    """Another number of winners."""
    policy = dossier.policy
    lots = {lot.id: lot for lot in policy.lots}
    if change.lot not in lots:
        return refused(unknown(path, change.lot, tuple(lots)))
    if change.to < 0:
        return refused(Finding(UNREADABLE, path, seen=str(change.to), wanted="0 / 5", path=path))
    lot = lots[change.lot]
    if lot.max_winners == change.to:
        return Made(dossier, findings=(_nothing(path, str(change.to)),))
    made = tuple(replace(item, max_winners=change.to) if item is lot else item for item in policy.lots)
    said = Told(
        f"In perceel {lot.name} kunnen {change.to or 'onbeperkt veel'} aanbieders winnen "
        f"in plaats van {lot.max_winners or 'onbeperkt veel'}.",
        f"In lot {lot.id} {change.to or 'any number of'} providers can win "
        f"instead of {lot.max_winners or 'any number'}.",
    )
    return Made(replace(dossier, policy=replace(policy, lots=made)), (said,))


def change_weight(dossier: Dossier, change: WeightChange, path: str) -> Made:
    """Another weight of a criterion; its siblings keep their proportion, so that the whole stays 100 %."""
    policy = dossier.policy
    found = next((node for node in criteria_of(policy) if node.id == change.criterion), None)
    if found is None:
        names = tuple(node.id for node in criteria_of(policy))
        return refused(unknown(path, change.criterion, names))
    value = wanted_value(path, rate_scale("0%", "100%"), found.weight, change.to, change.by)
    if isinstance(value, Finding):
        return refused(value)
    if value == found.weight:
        return Made(dossier, findings=(_nothing(path, str(value)),))
    lots = tuple(replace(lot, criteria=_weighed(lot.criteria, found.id, value)) for lot in policy.lots)
    before, after = dutch.percentage(found.weight), dutch.percentage(value)
    said = Told(
        f"'{found.name}' weegt {after} in plaats van {before}; de andere delen de rest in dezelfde verhouding.",
        f"'{found.id}' weighs {value} instead of {found.weight}; the others share the rest in the same proportion.",
    )
    return Made(replace(dossier, policy=replace(policy, lots=lots)), (said,))


def criteria_nodes(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    """The criteria with all that lie below them."""
    for criterion in criteria:
        yield criterion
        yield from criteria_nodes(criterion.parts)


def _weighed(siblings: tuple[Criterion, ...], name: str, weight: Rate) -> tuple[Criterion, ...]:
    """The siblings with the new weight of one of them, here or deeper down."""
    if not any(item.id == name for item in siblings):
        return tuple(replace(item, parts=_weighed(item.parts, name, weight)) for item in siblings)
    others = [item for item in siblings if item.id != name]
    rest, had = 1 - weight.value, sum((item.weight.value for item in others), Fraction(0))

    def share(item: Criterion) -> Rate:
        if item.id == name:
            return weight
        return Rate(rest * item.weight.value / had if had else rest / len(others))

    return tuple(replace(item, weight=share(item)) for item in siblings)


def change_base(dossier: Dossier, change: BaseChange, path: str) -> Made:
    """Another base percentage of a sector: in the steps that name it, else in those that hold for every sector."""
    steps = [step for step in base_steps(dossier.policy) if _works(step, change.lot)]
    naming = [step for step in steps if change.sector.value in listed_sectors(step)]
    touched = naming or [step for step in steps if not listed_sectors(step)]
    if not touched:
        return refused(unknown(path, change.sector.value, [name for step in steps for name in listed_sectors(step)]))
    made: dict[str, tuple[Step, ...]] = {}
    told, same = [], []
    for step in touched:
        now = Rate.parse(str(step.params["percent"]))
        value = wanted_value(path, rate_scale("0%", "100%"), now, change.to, change.by)
        if isinstance(value, Finding):
            return refused(value)
        if value == now:
            same.append(_nothing(path, f"{value} ({step.id})"))
            continue
        made[step.id] = _split_off(step, change.sector.value, value)
        before, after = dutch.percentage(now), dutch.percentage(value)
        told.append(
            Told(
                f"Het basispercentage voor {change.sector.dutch} ({step.id}) wordt {after} in plaats van {before}.",
                f"The base percentage for {change.sector.value} ({step.id}) becomes {value} instead of {now}.",
            )
        )
    tariff = tuple(new for step in dossier.policy.division.tariff for new in made.get(step.id, (step,)))
    return Made(_with_division(dossier, replace(dossier.policy.division, tariff=tariff)), tuple(told), tuple(same))


def criteria_of(policy: Policy) -> Iterator[Criterion]:
    """Every criterion of a policy, at any depth."""
    for lot in policy.lots:
        yield from criteria_nodes(lot.criteria)


def base_steps(policy: Policy) -> list[Step]:
    """The steps of the tariff that give a percentage per sector."""
    return [step for step in policy.division.tariff if _is_base(step)]


def _is_base(step: Step) -> bool:
    """Whether a step of the tariff gives a percentage per sector, by what it declares."""
    declared = {param.name for param in TARIFF_STEPS[step.use].params} if step.use in TARIFF_STEPS else set()
    return {"percent", "sectors"} <= declared and "percent" in step.params


def _works(step: Step, lot: str) -> bool:
    return not lot or not step.lots or lot in step.lots


def listed_sectors(step: Step) -> tuple[str, ...]:
    """The sectors that a base percentage names; none means all."""
    raw = step.params.get("sectors", ())
    return (raw,) if isinstance(raw, str) else tuple(raw)


def _split_off(step: Step, sector: str, value: Rate) -> tuple[Step, ...]:
    """The step with the new percentage; where it holds for other sectors too, they keep a step with the old one."""
    others = tuple(name for name in listed_sectors(step) or ("VV", "GZ", "GGZ") if name != sector)
    mine = replace(step, params={**step.params, "percent": str(value), "sectors": (sector,)})
    if not others:
        return (replace(step, params={**step.params, "percent": str(value)}),)
    return replace(step, params={**step.params, "sectors": others}), replace(mine, id=f"{step.id}-{sector}".lower())


def change_parameter(dossier: Dossier, change: ParameterChange, path: str) -> Made:
    """Another value of any parameter of a step, norm, requirement or criterion."""
    found = find_parameter(dossier.policy, change.of, change.part, change.name, path)
    if isinstance(found, Finding):
        return refused(found)
    now = found.raw
    if isinstance(change.to, tuple) or found.scale is None:
        value: Raw | Finding = change.to or Finding(UNREADABLE, path, seen=change.by, wanted=f"to: {now}", path=path)
    else:
        value = _moved(found, change, path)
    if isinstance(value, Finding):
        return refused(value)
    if value == now or (found.param.kind in (Kind.TEXTS, Kind.LINES) and _as_list(value) == _as_list(now)):
        return Made(dossier, findings=(_nothing(path, _shown(now)),))
    said = Told(
        f"'{change.name}' van {change.part} wordt {_shown(value)} in plaats van {_shown(now)}.",
        f"'{change.name}' of {change.part} becomes {_shown(value)} instead of {_shown(now)}.",
    )
    return Made(replace(dossier, policy=found.put(value)), (said,))


def _moved(found: Found, change: ParameterChange, path: str) -> Raw | Finding:
    assert found.scale is not None
    to = change.to if isinstance(change.to, str) else ""
    value = wanted_value(path, found.scale, found.scale.to(str(found.raw)), to, change.by)
    if isinstance(value, Finding):
        return value
    # the text of the policy stays when the value does
    return found.raw if value == found.scale.to(str(found.raw)) else _text(value)


def _text(value: object) -> str:
    if isinstance(value, Rate):
        text = str(value)
        return f"{value.value.numerator}/{value.value.denominator}" if "…" in text else text
    return str(value)


def _shown(raw: Raw) -> str:
    return (raw if isinstance(raw, str) else ", ".join(raw)) or "-"


def _as_list(raw: Raw) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else raw


@dataclass(frozen=True, slots=True)
class Found:
    """A parameter in a policy.

    Attributes:
        param: its declaration.
        raw: its value as text, from the policy or by default.
        put: gives the policy with another value.
        scale: how its values move; None where they do not.
        use: the rule it belongs to.
    """

    param: Param
    raw: Raw
    put: Callable[[Raw], Policy]
    scale: Scale | None
    use: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a policy that has parameters."""

    use: str
    kinds: tuple[str, ...]
    params: Mapping[str, Raw]
    put: Callable[[Mapping[str, Raw]], Policy]


def find_parameter(policy: Policy, of: Of, part: str, name: str, path: str) -> Found | Finding:
    """A parameter by the name of its part and its own, or what is not there."""
    parts = dict(_parts(policy, of))
    if part not in parts:
        return unknown(path, part, tuple(parts))
    item, rules = parts[part], known_rules()
    declared = next((rules[kind][item.use] for kind in item.kinds if item.use in rules.get(kind, {})), ())
    param = next((param for param in declared if param.name == name), None)
    if param is None:
        return unknown(path, f"{part}.{name}", [f"{part}.{param.name}" for param in declared])
    now = item.params.get(name, param.default)
    kept: Raw = "" if now is None else now

    def put(value: Raw) -> Policy:
        return item.put({**item.params, name: value})

    return Found(param, kept, put, _scale(param) if isinstance(kept, str) and kept else None, item.use)


def _scale(param: Param) -> Scale | None:
    if param.kind is Kind.RATE:
        return rate_scale(param.least, param.most)
    if param.kind is Kind.MONEY:
        return money_scale(param.least)
    return number_scale(param.least) if param.kind is Kind.INTEGER else None


def _parts(policy: Policy, of: Of) -> Iterator[tuple[str, _Part]]:
    if of is Of.STEP:
        for phase, kind in (("space", "space"), ("tariff", "tariff"), ("models", "model"), ("after", "after")):
            for step in getattr(policy.division, phase):
                yield step.id, _Part(step.use, (kind,), step.params, _put_step(policy, phase, step))
    elif of is Of.CRITERION:
        for node in (node for node in criteria_of(policy) if node.method):
            yield node.id, _Part(node.method, ("method",), node.params, _put_criterion(policy, node))
    else:
        field = {Of.NORM: "norms", Of.REQUIREMENT: "requirements"}[of]
        for item in getattr(policy, field):
            yield item.id, _Part(item.use, (of.value,), item.params, _put_item(policy, field, item))


def _put_step(policy: Policy, phase: str, step: Step) -> Callable[[Mapping[str, Raw]], Policy]:
    def put(params: Mapping[str, Raw]) -> Policy:
        phases: Mapping[str, Any] = {
            phase: tuple(
                replace(item, params=params) if item is step else item for item in getattr(policy.division, phase)
            )
        }
        return replace(policy, division=replace(policy.division, **phases))

    return put


def _put_item(policy: Policy, field: str, item: Any) -> Callable[[Mapping[str, Raw]], Policy]:
    def put(params: Mapping[str, Raw]) -> Policy:
        parts: Mapping[str, Any] = {
            field: tuple(replace(one, params=params) if one is item else one for one in getattr(policy, field))
        }
        return replace(policy, **parts)

    return put


def _put_criterion(policy: Policy, node: Criterion) -> Callable[[Mapping[str, Raw]], Policy]:
    def within(criteria: tuple[Criterion, ...], params: Mapping[str, Raw]) -> tuple[Criterion, ...]:
        return tuple(
            replace(item, params=params) if item is node else replace(item, parts=within(item.parts, params))
            for item in criteria
        )

    def put(params: Mapping[str, Raw]) -> Policy:
        return replace(policy, lots=tuple(replace(lot, criteria=within(lot.criteria, params)) for lot in policy.lots))

    return put


def _with_division(dossier: Dossier, division: Division) -> Dossier:
    if division == dossier.policy.division:
        return dossier
    return replace(dossier, policy=replace(dossier.policy, division=division))


def _nothing(path: str, seen: str) -> Finding:
    return Finding(CHANGES_NOTHING, path, seen=seen, path=path)

"""The tariff of a policy: parts that have ended or say no end, and the highest price that the regime allows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from driehoek.domain.policy.checks.criteria import OUT_OF_RANGE
from driehoek.domain.policy.checks.rules import Known
from driehoek.domain.policy.params import OPEN_END, Kind, Param, read
from driehoek.domain.policy.policy import Policy, Step
from driehoek.domain.regimes import Regime
from driehoek.kernel import Code, Finding, Severity

ENDED = Code(
    "POL-100",
    nl="{subject} liep tot en met {seen} en telt in {wanted} niet meer mee.",
    en="{subject} ended on {seen} and no longer counts in {wanted}.",
    mend_nl="Haal de stap weg, of geef een nieuw einde met de reden waarom het onderdeel langer geldt.",
    mend_en="Remove the step, or give a new end with the reason why the part counts for longer.",
    severity=Severity.WARNING,
)
ENDS_WITHIN = Code(
    "POL-101",
    nl="{subject} eindigt op {seen}, midden in een contractjaar. Een prijs geldt voor een heel jaar.",
    en="{subject} ends on {seen}, within a contract year. A price holds for a whole year.",
    mend_nl="Kies {wanted}, of het jaar daarvoor.",
    mend_en="Choose {wanted}, or the year before.",
)
NOT_STATED = Code(
    "POL-102",
    nl="{subject} zegt niets over '{wanted}'.",
    en="{subject} does not state '{wanted}'.",
    mend_nl="Vul '{wanted}' in onder params. Een opslag of korting noemt tot wanneer die geldt.",
    mend_en="Give '{wanted}' under params. An addition or deduction says until when it counts.",
    severity=Severity.WARNING,
)
ABOVE_THE_LAW = Code(
    "POL-103",
    nl="{subject} is {seen}; onder dit regime mag een prijs ten hoogste {wanted} van het maximumtarief zijn.",
    en="{subject} is {seen}; under this regime a price may be at most {wanted} of the maximum tariff.",
    mend_nl="Verlaag price_bound tot {wanted}.",
    mend_en="Lower price_bound to {wanted}.",
)
FINDINGS = (ENDED, ENDS_WITHIN, NOT_STATED, ABOVE_THE_LAW)


def check_tariff(policy: Policy, regime: Regime | None, known: Known) -> Iterator[Finding]:
    """Everything that can be wrong with ends of tariff parts and with the highest price."""
    rules = known.get("tariff", {})
    for step in policy.division.tariff:
        yield from _ends(policy, step, rules.get(step.use, ()))
    bound = policy.division.price_bound
    if bound.value <= 0:
        yield Finding(OUT_OF_RANGE, "division.price_bound", seen=str(bound), wanted="> 0%")
    lawful = regime.highest_share(policy.contract.starts_on) if regime else bound
    if bound > lawful:
        yield Finding(ABOVE_THE_LAW, "division.price_bound", seen=str(bound), wanted=str(lawful))


def _ends(policy: Policy, step: Step, declared: tuple[Param, ...]) -> Iterator[Finding]:
    path = f"division.tariff.{step.id}"
    values = read(path, declared, step.params)[0].values
    for param in declared:
        if param.advised and not step.params.get(param.name):
            yield Finding(NOT_STATED, path, wanted=param.name)
        end = values.get(param.name)
        if param.kind is not Kind.END or not isinstance(end, date) or end == OPEN_END:
            continue
        if end.year < policy.year:
            yield Finding(ENDED, path, seen=str(end), wanted=str(policy.year))
        elif (end.month, end.day) != (12, 31):
            yield Finding(ENDS_WITHIN, path, seen=str(end), wanted=f"{end.year}-12-31")

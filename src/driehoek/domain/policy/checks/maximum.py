"""The reasons of maximum tariffs that the purchaser sets itself: three kinds of source that make the amount."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.domain.policy.maximum import MaximumRationale, SourceKind
from driehoek.domain.policy.policy import Policy
from driehoek.kernel import Code, Finding, Rate, Severity

WEIGHTS_WRONG = Code(
    "POL-130",
    nl="De gewichten onder het maximumtarief van {subject} zijn samen {seen}; dat moet {wanted} zijn.",
    en="The weights under the maximum tariff of {subject} add up to {seen}; that must be {wanted}.",
    mend_nl="Verdeel de gewichten opnieuw, tot zij samen {wanted} zijn.",
    mend_en="Set the weights again until they add up to {wanted}.",
)
AMOUNT_DIFFERS = Code(
    "POL-131",
    nl="Het maximumtarief van {subject} is {seen}; uit de bronnen met hun gewicht volgt {wanted}.",
    en="The maximum tariff of {subject} is {seen}; from its sources and their weights follows {wanted}.",
    mend_nl="Neem {wanted} over, of verander een bedrag of gewicht met zijn bron.",
    mend_en="Take {wanted}, or change an amount or weight with its source.",
)
KIND_LACKING = Code(
    "POL-132",
    nl="Onder het maximumtarief van {subject} ontbreekt: {wanted}.",
    en="The maximum tariff of {subject} lacks: {wanted}.",
    mend_nl="Zet erbij wat deze bron opleverde. Telt zij niet mee, geef haar dan gewicht 0% en zeg bij source waarom.",
    mend_en="Add what this source gave. If it does not count, give it weight 0% and say why under source.",
    severity=Severity.WARNING,
)
SOURCE_LACKING = Code(
    "POL-133",
    nl="Bij onderdeel {seen} van het maximumtarief van {subject} staat geen bron.",
    en="Part {seen} of the maximum tariff of {subject} has no source.",
    mend_nl="Vul onder source in waar het bedrag staat, of SYNTHETIC als het verzonnen is.",
    mend_en="Say under source where the amount stands, or SYNTHETIC when it is made up.",
    severity=Severity.WARNING,
)
OTHER_YEAR = Code(
    "POL-134",
    nl="De onderbouwing van het maximumtarief van {subject} is voor {seen}; het beleid is voor {wanted}.",
    en="The reasons of the maximum tariff of {subject} are for {seen}; the policy is for {wanted}.",
    mend_nl="Geef elk jaar een eigen onderbouwing.",
    mend_en="Give each year reasons of its own.",
)
FINDINGS = (WEIGHTS_WRONG, AMOUNT_DIFFERS, KIND_LACKING, SOURCE_LACKING, OTHER_YEAR)

_WHOLE = Rate.percent(100)


def check_maximum(policy: Policy) -> Iterator[Finding]:
    """Everything that can be wrong with the reasons of maximum tariffs by themselves."""
    for item in policy.maximum_rationale:
        yield from _one(policy, item)


def _one(policy: Policy, item: MaximumRationale) -> Iterator[Finding]:
    path = f"maximum_rationale.{item.id}"
    if item.year != policy.year:
        yield Finding(OTHER_YEAR, item.product, seen=str(item.year), wanted=str(policy.year), path=path)
    if item.weights != _WHOLE or any(part.weight.value < 0 for part in item.parts):
        seen = " + ".join(str(part.weight) for part in item.parts) or "-"
        yield Finding(WEIGHTS_WRONG, item.name, seen=seen, wanted=str(_WHOLE), path=path)
    elif item.amount != item.weighed:
        yield Finding(AMOUNT_DIFFERS, item.name, seen=str(item.amount), wanted=str(item.weighed), path=path)
    lacking = [kind.value for kind in SourceKind if all(part.kind is not kind for part in item.parts)]
    if lacking:
        yield Finding(KIND_LACKING, item.name, wanted=", ".join(lacking), path=path)
    for part in item.parts:
        if not part.source.strip():
            yield Finding(SOURCE_LACKING, item.name, seen=part.id, path=f"{path}.{part.id}")

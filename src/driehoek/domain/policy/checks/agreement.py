"""The agreement that follows, the surcharges and the routes for whoever disagrees, under the policy's regime."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from driehoek.domain.policy.checks.criteria import OUT_OF_RANGE
from driehoek.domain.policy.checks.names import meant, unknown
from driehoek.domain.policy.checks.rules import Known
from driehoek.domain.policy.params import Param, read
from driehoek.domain.policy.policy import Contract, Policy
from driehoek.domain.regimes import REGIMES, Regime
from driehoek.kernel import Code, Finding, Severity

UNKNOWN_REGIME = Code(
    "POL-060",
    nl="Het regime '{seen}' bestaat niet.",
    en="There is no regime '{seen}'.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
UNKNOWN_FORM = Code(
    "POL-061",
    nl="De overeenkomst heeft vorm '{seen}', maar die vorm bestaat niet.",
    en="The agreement has form '{seen}', which does not exist.",
    mend_nl="Bedoelde u: {wanted}?",
    mend_en="Did you mean: {wanted}?",
)
TOO_LONG = Code(
    "POL-062",
    nl="De overeenkomst duurt met verlenging {seen} jaar; onder {subject} is dat ten hoogste {wanted} jaar.",
    en="With extension the agreement lasts {seen} years; {subject} allows at most {wanted}.",
    mend_nl="Kort de duur of de verlenging in tot samen {wanted} jaar.",
    mend_en="Shorten the duration or the extension to {wanted} years together.",
)
STARTS_ELSEWHERE = Code(
    "POL-063",
    nl="De overeenkomst begint op {seen}, maar het beleid is voor {wanted}.",
    en="The agreement starts on {seen}, but the policy is for {wanted}.",
    mend_nl="Laat de overeenkomst in {wanted} beginnen, of verander het jaar van het beleid.",
    mend_en="Let the agreement start in {wanted}, or change the year of the policy.",
)
NO_OBJECTION = Code(
    "POL-064",
    nl="Er staat niet wat een aanbieder kan doen die het niet eens is met de uitkomst ({subject}).",
    en="Nothing says what a provider can do that disagrees ({subject}).",
    mend_nl="Noem onder objection ten minste één route, met de termijn en wat er na die termijn vervalt.",
    mend_en="Name at least one route under objection, with its term and what is lost after it.",
)
WRONG_ROUTE = Code(
    "POL-065",
    nl="De route {subject} heet bezwaar, maar onder {seen} valt de overeenkomst onder het burgerlijk recht.",
    en="The route {subject} is called 'bezwaar', but under {seen} the agreement falls under private law.",
    mend_nl="Noem de route die er wel is: {wanted}.",
    mend_en="Name the route that there is: {wanted}.",
)
NO_WARNING = Code(
    "POL-066",
    nl="De route {subject} heeft een termijn van {seen} dagen, maar zegt niet wat er daarna vervalt.",
    en="The route {subject} has a term of {seen} days but does not say what is lost after it.",
    mend_nl="Vul onder warning in welk recht verloren gaat als de termijn voorbij is.",
    mend_en="Say under warning which right is lost when the term passes.",
    severity=Severity.WARNING,
)
FINDINGS = (UNKNOWN_REGIME, UNKNOWN_FORM, TOO_LONG, STARTS_ELSEWHERE, NO_OBJECTION, WRONG_ROUTE, NO_WARNING)

_COURT = "court"


def check_agreement(policy: Policy, regime: Regime | None, known: Known) -> Iterator[Finding]:
    """Everything that can be wrong in the contract, the surcharges and the routes."""
    if regime is None:
        yield Finding(UNKNOWN_REGIME, "regime", seen=policy.regime, wanted=meant(policy.regime, REGIMES))
    yield from _contract(policy, regime)
    yield from _form(policy.contract, known.get("contract-form"))
    for surcharge in policy.surcharges:
        if surcharge.points.value <= 0:
            yield Finding(OUT_OF_RANGE, f"surcharges.{surcharge.id}.points", seen=str(surcharge.points), wanted="> 0%")
    yield from _routes(policy, regime)


def _form(contract: Contract, forms: Mapping[str, tuple[Param, ...]] | None) -> Iterator[Finding]:
    """The contract form exists and gets parameters it can read; nothing is said where no forms are known."""
    if forms is None:
        return
    nearest = contract.form if contract.form in forms else meant(contract.form, forms)
    if contract.form not in forms:
        yield Finding(UNKNOWN_FORM, "contract.form", seen=contract.form, wanted=nearest)
    if nearest in forms:
        yield from read("contract", forms[nearest], contract.params)[1]


def _contract(policy: Policy, regime: Regime | None) -> Iterator[Finding]:
    contract = policy.contract
    if contract.years < 1:
        yield Finding(OUT_OF_RANGE, "contract.years", seen=str(contract.years), wanted=">= 1")
    above = contract.above_agreement
    if above and not 0 <= above.share.value <= 1:
        yield Finding(OUT_OF_RANGE, "contract.above_agreement.share", seen=str(above.share), wanted="0% .. 100%")
    if above and above.most is not None and above.most.value < 0:
        yield Finding(OUT_OF_RANGE, "contract.above_agreement.most", seen=str(above.most), wanted=">= 0%")
    if contract.extension_years < 0:
        yield Finding(OUT_OF_RANGE, "contract.extension_years", seen=str(contract.extension_years), wanted=">= 0")
    if contract.starts_on.year != policy.year:
        yield Finding(STARTS_ELSEWHERE, "contract.starts_on", seen=str(contract.starts_on), wanted=str(policy.year))
    longest = regime.longest_agreement(contract.starts_on) if regime else None
    together = contract.years + contract.extension_years
    if regime and longest is not None and together > longest:
        yield Finding(TOO_LONG, regime.name, seen=str(together), wanted=str(longest), path="contract.years")


def _routes(policy: Policy, regime: Regime | None) -> Iterator[Finding]:
    if not policy.objection:
        yield Finding(NO_OBJECTION, "objection")
    for route in policy.objection:
        if route.days < 0:
            yield Finding(OUT_OF_RANGE, f"objection.{route.id}.days", seen=str(route.days), wanted=">= 0")
        if route.until_milestone and policy.calendar.milestone(route.until_milestone) is None:
            known = [milestone.id for milestone in policy.calendar.milestones]
            yield unknown(f"objection.{route.id}.until_milestone", route.until_milestone, known)
        if _COURT in route.id and route.days and not route.warning:
            yield Finding(NO_WARNING, route.id, seen=str(route.days), path=f"objection.{route.id}")
        if regime and not regime.administrative_law and "bezwaar" in f"{route.id} {route.name}".lower():
            instead = next((word.instead for word in regime.wrong_words if word.word == "bezwaar"), "-")
            yield Finding(WRONG_ROUTE, route.id, seen=regime.name, wanted=instead, path=f"objection.{route.id}")

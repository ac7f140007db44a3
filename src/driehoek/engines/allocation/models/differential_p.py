"""Differential P (002 kader 4): no part is set apart; volume follows what clients choose, price differs (E-017).

Production = what clients chose x the price that performance earned. Choices stand in ``need/choices.csv``; clients who
are expected per class of a function, with its bandwidth, in ``need/classes.csv``: there the norm says how much of the
bandwidth may be declared as yearly average over all clients (E-018). The figure is filed as price x quantity, while the
declarable volume keeps depending on choices (E-019).

1. A choice beyond what the provider offers is not granted; a finding says so. Where there is space for it and the
   provider keeps to the norm, the purchaser owes the effort to enlarge the volume (E-020), and a finding says that too.
2. When the choices together exceed the space, all are lowered in proportion; what is short is exposure.
3. Purchaser and providers then ask together for more space (E-020): a request with amount and reason. What falls short
   at providers that used more of the bandwidth than the norm is not asked for: they can do with less per client.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, ReasonKind, SpaceRequest
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import (
    MORE_SPACE_NEEDED,
    Ability,
    Effect,
    Effects,
    Told,
    View,
)
from driehoek.engines.allocation.models.demand import Demand, bandwidth_used, demand_of
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, Severity, apportion_within, dutch, total

EFFORT_OWED = Code(
    "ALL-240",
    nl="Bij {subject} kiezen cliënten voor {seen} meer dan is aangeboden, en er is nog {wanted} ruimte. "
    "Het zorgkantoor moet zich inspannen om het volume te vergroten.",
    en="At {subject} clients choose {seen} more than is offered while {wanted} of space is left. "
    "The purchaser owes the effort to enlarge the volume.",
    mend_nl="Vraag de aanbieder om meer aanbod en pas de afspraak aan, of zoek met de cliënten een andere plek.",
    mend_en="Ask the provider to offer more and change the agreement, or find another place with the clients.",
    severity=Severity.WARNING,
)
OVER_THE_NORM = Code(
    "ALL-241",
    nl="Aanbieder {subject} gebruikte {seen} van de bandbreedte; de norm is {wanted}. "
    "Voor wat hier tekortkomt, vragen wij geen extra ruimte.",
    en="Provider {subject} used {seen} of the bandwidth; the norm is {wanted}. "
    "For what falls short here no more space is asked.",
    mend_nl="Maak met de aanbieder afspraken over de uren per cliënt.",
    mend_en="Agree with the provider on the hours per client.",
    severity=Severity.WARNING,
)
FINDINGS = (EFFORT_OWED, OVER_THE_NORM)


class DifferentialP:
    """See the module docstring."""

    name = "differential-p"
    params = (
        Param(
            "norm",
            Kind.RATE,
            "the part of the bandwidth of a class that may be declared on average over all clients of the year",
            "het deel van de bandbreedte van een klasse dat gemiddeld over alle cliënten gedeclareerd mag worden",
            default="50%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_CHOICES, Ability.LOOKS_AT_CLASSES})
    told = Told(
        source="002 kader 4, 3.5 and 4.3 (E-017 to E-020, O-007).",
        formula="grant = (chosen care + clients x (low + norm x (high - low)) x weeks) x price, within the space",
        effects=Effects(
            cost="As much as clients choose, within the space; the norm holds the hours per client down.",
            volume="Follows what clients choose; per client the provider is free within the bandwidth.",
            quality="By the price (see performance-price), and by who is chosen.",
            choice="Free within what is offered.",
            newcomers="Open to anyone whom clients choose.",
            risk="Providers run the risk of not being chosen, and together with the purchaser that of a short space.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Grant what clients chose."""
        norm = params.rate("norm")
        demand = demand_of(view, norm)
        fits = demand.cents
        parts = apportion_within(min(view.available.cents, demand.needed.cents), fits, fits, view.key)
        short = {contract: Money(cents - parts[contract]) for contract, cents in fits.items()}
        lacking = total(short.values())
        findings = [*demand.findings, *_efforts(view, demand, norm)]
        if lacking:  # 2
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(lacking)))
        wasteful = frozenset(offer.contract for offer in view.offers if not _within_norm(offer, norm))
        findings += [
            Finding(OVER_THE_NORM, offer.contract, seen=_percent(offer), wanted=dutch.percentage(norm))
            for offer in view.offers
            if offer.contract in wasteful and short[offer.contract]
        ]
        reasons = tuple(
            view.reason(
                ReasonKind.GRANT,
                offer,
                Money(parts[offer.contract]),
                f"Volume naar de keuze van cliënten: gevraagd is {dutch.amount(demand.asked[offer.contract])}. De "
                "aantallen zijn een verwachting: betaald wordt zorg die is geïndiceerd en geleverd, tot dit bedrag.",
                *demand.inputs[offer.contract],
                *((view.param("norm"),) if offer.classes else ()),
            )
            for offer in view.offers
        )
        return Effect(
            reasons,
            exposure=lacking,
            volumes=demand.volumes,
            claims=demand.needed,
            requests=asked_for(view, short, wasteful),
            findings=tuple(findings),
        )


def asked_for(view: View, short: dict[str, Money], wasteful: frozenset[str] = frozenset()) -> tuple[SpaceRequest, ...]:
    """The request for more space, where something falls short that may be asked for (3)."""
    asked = {contract: money for contract, money in sorted(short.items()) if money and contract not in wasteful}
    amount, rest = total(asked.values()), total(short[contract] for contract in sorted(wasteful))
    if not amount:
        return ()
    reason = f"Cliënten vragen hier {dutch.amount(amount + rest)} meer zorg dan de ruimte toelaat."
    if rest:
        reason += f" Voor {dutch.amount(rest)} daarvan vragen wij niets: daar werkt de aanbieder niet binnen de norm."
    return (SpaceRequest(view.frame, view.lot, view.step.id, amount, asked, rest, reason),)


def _within_norm(offer: Offer, norm: Rate) -> bool:
    used = bandwidth_used(offer)
    return used is None or used <= norm.value


def _percent(offer: Offer) -> str:
    used = bandwidth_used(offer)
    return "" if used is None else dutch.percentage(Rate(used))


def _efforts(view: View, demand: Demand, norm: Rate) -> list[Finding]:
    """Where clients chose more than is offered while there is space for it (1)."""
    left = max(view.available - demand.needed, ZERO)
    return [
        Finding(
            EFFORT_OWED,
            offer.contract,
            seen=dutch.amount(demand.asked[offer.contract] - demand.fits[offer.contract]),
            wanted=dutch.amount(left),
        )
        for offer in view.offers
        if left and demand.asked[offer.contract] > demand.fits[offer.contract] and _within_norm(offer, norm)
    ]

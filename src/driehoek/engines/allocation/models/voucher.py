"""Vouchers (E-028): an independent indication, a voucher to the institution of choice, base quality required.

Each choice is a voucher for the care that was indicated, worth the price of the chosen provider. When all vouchers cost
more than the space holds, politics decides, and the policy says beforehand how (000 3.4):

1. *more-means*: everyone is paid in proportion now; purchaser and providers ask for the rest, which is exposure of the
   purchaser until it comes.
2. *stricter-indication*: every indication is lowered in proportion; the prices stay. What falls away is no longer
   asked, so it is no exposure: the clients bear it, and each reason says how much.
3. *lower-voucher*: every voucher is worth less, in proportion; the care stays. The providers bear it.
4. A provider below the base quality (a share of a perfect score) cannot be paid with vouchers; without a score it is
   below any base. Its clients must choose another: a finding says so, and their care is exposure until they have.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.allocation import Offer, Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import MORE_SPACE_NEEDED, Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.models.cutting import times_factor
from driehoek.engines.allocation.models.demand import Demand, demand_of
from driehoek.engines.allocation.models.differential_p import asked_for
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, Severity, apportion_within, dutch, total

BELOW_BASE_QUALITY = Code(
    "ALL-243",
    nl="Aanbieder {subject} haalt de basiskwaliteit niet; cliënten met vouchers voor {seen} kozen er toch voor.",
    en="Provider {subject} does not reach the base quality; clients with vouchers of {seen} chose it all the same.",
    mend_nl="Zoek met deze cliënten een andere aanbieder.",
    mend_en="Find another provider with these clients.",
    severity=Severity.WARNING,
)
FINDINGS = (BELOW_BASE_QUALITY,)

MORE_MEANS, STRICTER, LOWER = "more-means", "stricter-indication", "lower-voucher"


class Voucher:
    """See the module docstring."""

    name = "voucher"
    params = (
        Param(
            "answer",
            Kind.TEXT,
            "what politics does when all vouchers cost more than the space: more means, stricter indication, lower "
            "voucher",
            "wat de politiek doet als alle vouchers meer kosten dan de ruimte: meer geld, strenger indiceren of een "
            "lagere voucher",
            choices=(MORE_MEANS, STRICTER, LOWER),
        ),
        Param(
            "base_quality",
            Kind.RATE,
            "the least share of a perfect score with which a provider may take vouchers; 0% asks no score",
            "het deel van de hoogste score dat een aanbieder ten minste moet halen; bij 0% is geen score nodig",
            default="0%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.NEEDS_CHOICES})
    told = Told(
        source="000 3.4 (E-028).",
        formula="grant = indicated care x price; short of space: x (space / all vouchers), in money, care or price",
        effects=Effects(
            cost="Follows indications; more means raise it, the two other answers hold it at the space.",
            volume="All that is indicated, or less of it for everyone under a stricter indication.",
            quality="A base is required; above it clients judge. Under a lower voucher it comes under pressure.",
            choice="Free among providers of base quality.",
            newcomers="Open to anyone of base quality whom clients choose.",
            risk="Of overspending: the purchaser (more means), clients (stricter) or providers (lower voucher).",
        ),
    )

    def abilities_with(self, params: Params) -> frozenset[Ability]:
        """A base quality asks for a score; a lower voucher cuts the price."""
        quality = {Ability.NEEDS_SCORE} if params.rate("base_quality").value > 0 else set()
        return frozenset(quality | ({Ability.CUTS_TARIFF} if params.text("answer") == LOWER else set()))

    def apply(self, view: View, params: Params) -> Effect:
        """Pay the vouchers, and answer an excess as the policy says."""
        demand, answer = demand_of(view), params.text("answer")
        barred = frozenset(offer.contract for offer in view.offers if not _good(offer, params))  # 4
        claims = {contract: 0 if contract in barred else cents for contract, cents in demand.cents.items()}
        needed = Money(sum(claims.values()))
        parts = apportion_within(min(view.available.cents, needed.cents), claims, claims, view.key)
        short = {contract: Money(cents - parts[contract]) for contract, cents in claims.items()}
        factor = min(Fraction(1), Fraction(view.available.cents, needed.cents)) if needed else Fraction(1)
        excess = _Excess(demand, answer, factor, barred)
        reasons = [
            reason
            for offer in view.offers
            for reason in _reasons(view, offer, excess, Money(parts[offer.contract]), short[offer.contract])
        ]
        lacking = total(short.values())
        lost = total(demand.fits[contract] for contract in barred)
        findings = [*demand.findings]
        findings += [
            Finding(BELOW_BASE_QUALITY, contract, seen=dutch.amount(demand.asked[contract]))
            for contract in sorted(barred)
            if demand.asked[contract]
        ]
        if lacking:
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(lacking)))
        lower = answer == LOWER and factor < 1
        return Effect(
            tuple(reasons),
            exposure=lost + (lacking if answer == MORE_MEANS else ZERO),
            floored=frozenset(claims) - barred if lower else frozenset(),
            claims=demand.needed,
            cuts=answer == LOWER,
            requests=asked_for(view, short) if answer == MORE_MEANS else (),
            findings=tuple(findings),
        )


def _good(offer: Offer, params: Params) -> bool:
    base = params.rate("base_quality")
    return not base.value or (offer.score is not None and offer.score >= base.of(offer.scale))


@dataclass(frozen=True, slots=True)
class _Excess:
    """What is asked, and how an excess is answered."""

    demand: Demand
    answer: str
    factor: Fraction
    barred: frozenset[str]


def _reasons(view: View, offer: Offer, excess: _Excess, paid: Money, short: Money) -> list[Reason]:
    demand, answer, factor = excess.demand, excess.answer, excess.factor
    asked = dutch.amount(demand.asked[offer.contract])
    inputs = (*demand.inputs[offer.contract], view.param("answer"))
    if offer.contract in excess.barred:
        text = f"Onder de basiskwaliteit kan niet met vouchers worden betaald; cliënten vroegen hier {asked}."
        return [view.reason(ReasonKind.GRANT, offer, ZERO, text, *inputs, view.param("base_quality"))]
    text = f"Vouchers naar de keuze van cliënten: gevraagd is {asked}."
    made = [view.reason(ReasonKind.GRANT, offer, paid, text, *inputs)]
    if not short:
        return made
    share = dutch.percentage(Rate(factor), 4)
    if answer == LOWER:
        why = f"De voucher gaat naar {share} van de prijs, omdat alle vouchers samen meer kosten dan de ruimte."
        return [*made, *times_factor(view, offer, factor, why)]
    why = {
        MORE_MEANS: "Dit wacht op meer geld; het zorgkantoor vraagt erom en draagt tot dan het risico.",
        STRICTER: f"Er wordt strenger geïndiceerd: elke cliënt krijgt {share} van de zorg. Dit deel vervalt.",
    }[answer]
    return [*made, view.reason(ReasonKind.NOT_GRANTED, offer, short, why, *inputs)]

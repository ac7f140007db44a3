"""Person-following funding (E-022, O-010): every choice is honoured; above the space all tariffs are cut alike.

Factor = min(1, space / what was claimed). Everyone is paid claim x factor, to the cent; the tariffs become
percentage x factor, rounded down so that the space holds.

1. A choice beyond what the provider offers is not granted; a finding says so.
2. A cut must be told as early as possible (E-023): a finding carries the amount, and the use of the space stands in the
   report and in ``frames.csv`` from the first choice on. Where more is chosen than last year's production and the
   share ``fast``, a finding asks to watch the quality.
3. With the brake on (E-025, Zilveren Kruis) choices are honoured up to the space and a share beyond it. What clients
   choose further is not agreed, in proportion, and is exposure; so the cut is never deeper than that share.
4. With a flexible tariff (E-025, Menzis) the tariffs also rise when less is claimed than there is, by at most the share
   that the policy says and never above the maximum tariff.
5. When the space is widely exceeded (by more than ``beyond``) the policy says beforehand what happens with new
   initiatives (E-027): they are treated alike, or they come last: then their clients' choices are paid, without a cut,
   from what the others leave. Without words of the policy they are treated alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from driehoek.domain.allocation import Reason, ReasonKind
from driehoek.domain.policy import Kind, Param, Params, ProviderGroup
from driehoek.engines.allocation.base import MORE_SPACE_NEEDED, Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.models.cutting import most_rise, times_factor
from driehoek.engines.allocation.models.demand import Demand, demand_of
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, Rounding, Severity, apportion_within, dutch, total

BRAKE_ON = Code(
    "ALL-242",
    nl="In {subject} is {seen} gekozen; de rem werkt vanaf {wanted}. Wat daarboven ligt, is niet afgesproken.",
    en="In {subject} {seen} was chosen; the brake works from {wanted}. What lies above it is not agreed.",
    mend_nl="Zoek met deze cliënten een andere plek, vraag meer ruimte, of zet de rem verder weg.",
    mend_en="Find another place with these clients, ask for more space, or put the brake further off.",
    severity=Severity.WARNING,
)
FAST_GROWTH = Code(
    "ALL-250",
    nl="Bij {subject} is voor {seen} gekozen; vorig jaar leverde deze aanbieder {wanted}. Let op de kwaliteit.",
    en="At {subject} {seen} was chosen; last year this provider delivered {wanted}. Watch the quality.",
    mend_nl="Vraag de aanbieder hoe hij de groei met goede zorg opvangt, en volg de signalen van cliënten.",
    mend_en="Ask the provider how it meets the growth with good care, and follow what clients say.",
    severity=Severity.NOTE,
)
FINDINGS = (BRAKE_ON, FAST_GROWTH)

NEW_INITIATIVES = Param(
    "new_initiatives",
    Kind.TEXT,
    "what happens with choices for new providers when the space is widely exceeded: alike or last",
    "wat er met keuzes voor nieuwe aanbieders gebeurt als de ruimte ruim wordt overschreden: gelijk of als laatste",
    default="alike",
    choices=("alike", "last"),
)
"""E-027: a policy should state it; the check of a policy asks for it where a step takes it."""


class PersonFollowing:
    """See the module docstring."""

    name = "person-following"
    params = (
        Param(
            "brake",
            Kind.BOOLEAN,
            "whether choices are limited when the space is exceeded by more than the share beyond",
            "of keuzes worden beperkt als de ruimte te ver wordt overschreden",
            default="no",
        ),
        Param(
            "beyond",
            Kind.RATE,
            "how far, as a share of the space, it may be exceeded before that is wide: the brake works from there",
            "hoe ver de ruimte mag worden overschreden voordat de rem werkt, als deel van de ruimte",
            default="5%",
            least="0%",
        ),
        Param(
            "rise",
            Kind.RATE,
            "flexible tariff: by how much tariffs may rise when less is claimed than there is",
            "flexibel tarief: hoeveel de tarieven mogen stijgen als er minder wordt gevraagd dan er is",
            default="0%",
            least="0%",
        ),
        Param(
            "fast",
            Kind.RATE,
            "by which share of last year's production choices may grow before quality must be watched",
            "met welk deel van de productie van vorig jaar keuzes mogen groeien voordat op de kwaliteit wordt gelet",
            default="25%",
            least="0%",
        ),
        NEW_INITIATIVES,
    )
    abilities = frozenset({Ability.NEEDS_CHOICES, Ability.CUTS_TARIFF})
    told = Told(
        source="003 3.3.2, 004 1.15 and 2.2 (E-022, E-023, E-025, E-027, O-010).",
        formula="price x min(1, space / all that was chosen); with a brake at least price / (1 + beyond)",
        effects=Effects(
            cost="Held by the space: when more is chosen all prices fall; with a flexible tariff they also rise.",
            volume="All care chosen is agreed; with the brake on no more than the space and a share beyond it.",
            quality="Under pressure when production rises fast and prices fall.",
            choice="Free within the indication; with the brake on late or many choices are not agreed in full.",
            newcomers="Open to anyone whom clients choose, unless the policy lets them come last in a wide excess.",
            risk="All providers bear the risk of the cut, also those that did not grow; beyond the brake clients do.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Honour the choices, then cut all tariffs by one factor when the space is too small."""
        demand = demand_of(view)
        paid = _pay(view, demand, params)
        reasons: list[Reason] = []
        for offer in view.offers:
            factor = paid.factors[offer.contract]
            asked = demand.asked[offer.contract]
            text = f"Elke keuze telt: gevraagd is {dutch.amount(asked)}, betaald wordt "
            text += f"{dutch.percentage(Rate(factor), 4)} daarvan."
            if offer.contract in paid.last:
                text = "De ruimte is ruim overschreden; nieuwe aanbieders komen daarom als laatste. Gevraagd is "
                text += f"{dutch.amount(asked)}, en betaald wordt wat de anderen overlaten."
            elif paid.braked:
                text = f"De rem werkt: gevraagd is {dutch.amount(asked)}, en niet alles daarvan is afgesproken."
            money = paid.money[offer.contract]
            reasons.append(view.reason(ReasonKind.GRANT, offer, money, text, *demand.inputs[offer.contract]))
            word = "omdat de ruimte op is" if factor < 1 else "omdat er ruimte over is"
            why = f"Alle tarieven gaan naar {dutch.percentage(Rate(factor), 4)}, {word}."
            reasons.extend(times_factor(view, offer, factor, why))
        findings = [*demand.findings, *_fast(view, demand, params)]
        if demand.needed > view.available:  # 2
            short = demand.needed - view.available
            findings.append(Finding(MORE_SPACE_NEEDED, str(view.frame), seen=str(short)))
        if paid.braked:
            seen, wanted = dutch.amount(demand.needed), dutch.amount(_limit(view, params))
            findings.append(Finding(BRAKE_ON, str(view.frame), seen=seen, wanted=wanted))
        changed = frozenset(contract for contract, factor in paid.factors.items() if factor != 1)
        return Effect(
            tuple(reasons),
            exposure=paid.exposure,
            floored=changed,
            claims=demand.needed,
            cuts=True,
            findings=tuple(findings),
        )


@dataclass(frozen=True, slots=True)
class _Paid:
    """What everyone is paid, at which factor of the price, and what stays open."""

    money: Mapping[str, Money]
    factors: Mapping[str, Fraction]
    exposure: Money = ZERO
    braked: bool = False
    last: frozenset[str] = field(default_factory=frozenset)


def _fast(view: View, demand: Demand, params: Params) -> list[Finding]:
    """Who grows so fast that its quality must be watched (2)."""
    fast = params.rate("fast")
    return [
        Finding(FAST_GROWTH, offer.contract, seen=dutch.amount(asked), wanted=dutch.amount(offer.realised))
        for offer in view.offers
        if offer.realised
        and (asked := demand.asked[offer.contract]) > offer.realised + offer.realised.times(fast, Rounding.DOWN)
    ]


def _limit(view: View, params: Params) -> Money:
    return view.available + view.available.times(params.rate("beyond"), Rounding.DOWN)


def _pay(view: View, demand: Demand, params: Params) -> _Paid:
    limit = _limit(view, params)
    last = frozenset[str]()
    if demand.needed > limit and params.text("new_initiatives") == "last":  # 5
        last = frozenset(offer.contract for offer in view.offers if offer.group is ProviderGroup.NEW)
    now = {contract: 0 if contract in last else cents for contract, cents in demand.cents.items()}
    needed = Money(sum(now.values()))
    if needed < view.available and not last:
        return _roomy(view, demand, params)
    braked = params.flag("brake") and needed > limit
    honoured = limit if braked else needed  # 3
    factor = Fraction(view.available.cents, honoured.cents) if honoured > view.available else Fraction(1)
    money = apportion_within(min(view.available.cents, needed.cents), now, now, view.key)
    later = {contract: cents for contract, cents in demand.cents.items() if contract in last}
    rest = min(view.available.cents - sum(money.values()), sum(later.values()))
    money |= apportion_within(rest, later, later, view.key)
    exposure = needed - honoured + Money(sum(later.values()) - rest)
    factors = {contract: Fraction(1) if contract in last else factor for contract in now}
    return _Paid({contract: Money(cents) for contract, cents in money.items()}, factors, exposure, braked, last)


def _roomy(view: View, demand: Demand, params: Params) -> _Paid:
    """More space than claims: with a flexible tariff prices rise, within their maximum (4)."""
    most = 1 + params.rate("rise").value
    needed = total(demand.fits.values())
    factor = min(most, Fraction(view.available.cents, needed.cents)) if needed else Fraction(1)
    factors = {offer.contract: most_rise(view, offer, factor) for offer in view.offers}
    money = {name: claim.times(factors[name], Rounding.DOWN) for name, claim in demand.fits.items()}
    return _Paid(money, factors)

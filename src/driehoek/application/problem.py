"""From assessed submissions to the problem that the division solves.

Sources are named by key, never by line: the order of rows in a file plays no part in a decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from driehoek.application.bundles import bundled
from driehoek.application.dossier import Dossier
from driehoek.domain.allocation import ChosenCare, Frame, Offer, OfferedLine, Problem, Waiting
from driehoek.domain.need import AgreedFigure, Arrangement, ClassNeed, ContractFigure
from driehoek.domain.policy import Lot, Policy, line_names
from driehoek.domain.regimes import find_regime
from driehoek.domain.tender.submission import OfferLine, Provider, Realised, Submission
from driehoek.engines.allocation.definitions import whole_lots
from driehoek.kernel import Code, Finding, Money, Quantity, Rate, Severity, total

NO_TARIFF = Code(
    "RND-001",
    nl="Voor prestatie {subject} is er op {wanted} geen maximumtarief.",
    en="There is no maximum tariff for product {subject} on {wanted}.",
    mend_nl="Vul tariffs.csv aan met een tarief dat op {wanted} geldt.",
    mend_en="Add a tariff to tariffs.csv that holds on {wanted}.",
)
NOT_IN_LOT = Code(
    "RND-002",
    nl="{subject} biedt prestatie {seen} aan; in perceel {wanted} hoort die niet. De regel telt niet mee.",
    en="{subject} offers product {seen}, which is not part of lot {wanted}. The line does not count.",
    mend_nl="Bied de prestatie aan in een perceel waar zij bij hoort.",
    mend_en="Offer the product in a lot that it belongs to.",
    severity=Severity.WARNING,
)
NOTHING_OFFERED = Code(
    "RND-003",
    nl="{subject} schrijft in voor perceel {wanted}, maar biedt daarin niets aan.",
    en="{subject} enters lot {wanted} but offers nothing in it.",
    mend_nl="Vul volumes.csv aan, of haal het perceel uit de inschrijving.",
    mend_en="Complete volumes.csv, or take the lot out of the submission.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_TARIFF, NOT_IN_LOT, NOTHING_OFFERED)

Scores = Mapping[tuple[str, str], Fraction]


def build_problem(
    dossier: Dossier,
    admitted: Mapping[str, Submission],
    lots_of: Mapping[str, tuple[str, ...]],
    scores: Scores,
    day: date,
) -> tuple[Problem, tuple[Finding, ...]]:
    """Gather all that the division may look at.

    Args:
        dossier: the inputs.
        admitted: per contract the submission that counts.
        lots_of: per contract the lots in which it takes part.
        scores: per contract and lot the total, where there is one.
        day: the day of decision, for the space as it is known then.

    Returns:
        The problem, and what was wrong with offered lines.
    """
    policy = dossier.policy
    findings: list[Finding] = []
    providers = {provider.contract.code: provider for provider in dossier.providers}
    rows, bundles = bundled(dossier, admitted, lots_of)
    realised, delivered = _realised(rows), _delivered(dossier, rows)
    decided, outside = _decided(dossier), _Outside.of(dossier)
    offers = []
    for contract in sorted(admitted):
        for lot_id in lots_of[contract]:
            lot = policy.lot(lot_id)
            lines, found = _lines(dossier, providers[contract], admitted[contract], lot)
            lines = tuple(
                replace(line, realised=delivered.get((contract, lot_id, line.product.code))) for line in lines
            )
            findings.extend(found)
            money = realised.get((contract, lot_id), Money(0))
            made = _offer(providers[contract], lot, lines, money, scores.get((contract, lot_id)), admitted[contract])
            made = replace(made, decisions=decided.get(contract, {}))
            offers.append(outside.on(providers[contract], made))
    problem = Problem(
        policy.year,
        dossier.spaces_on(day),
        tuple(offers),
        policy.division,
        tuple(_choices(dossier, offers)),
        policy.norms,
        {lot.id: lot.max_winners for lot in policy.lots if lot.max_winners},
        dossier.new_clients,
        dossier.areas,
        price_bound=highest_share(policy),
        bases=tuple(sorted(dossier.bases, key=lambda item: item.frame)),
        series=dossier.space_series(day),
        whole=whole_lots(policy.division, (lot.id for lot in policy.lots)),
        bundles=bundles,
        waiting=tuple(_waiting(dossier, day)),
        line_names=line_names(policy),
    )
    return problem, tuple(findings)


def highest_share(policy: Policy) -> Rate:
    """The highest share of the maximum tariff that may be agreed: by the policy, within what the regime allows."""
    regime = find_regime(policy.regime)
    lawful = regime.highest_share(policy.contract.starts_on) if regime else Rate.percent(100)
    return min(policy.division.price_bound, lawful)


def _decided(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Per contract the grounds of decisions on a step of the tariff, by the step's id; the latest decision counts."""
    steps = {step.id for step in dossier.policy.division.tariff}
    grounds: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for item in sorted(dossier.decisions, key=lambda one: (one.decided_on, one.ground)):
        if item.requirement in steps and item.ground and not item.excluded:
            grounds[item.contract][item.requirement] = item.ground
    return dict(grounds)


def _offer(
    provider: Provider,
    lot: Lot,
    lines: tuple[OfferedLine, ...],
    realised: Money,
    score: Fraction | None,
    submission: Submission,
) -> Offer:
    return Offer(
        provider.contract.code,
        lot.id,
        Frame(lot.pool, lot.frame),
        provider.sector,
        provider.group,
        lines,
        realised,
        f"need/realised.csv [{provider.contract}, {lot.id}]",
        score,
        dict(sorted(submission.answers.items())),
        lot.scale,
        municipality=provider.municipality,
    )


@dataclass(frozen=True, slots=True)
class _Outside:
    """What others than the provider say of an offer, by contract and lot; and the areas of each lot."""

    figures: Mapping[tuple[str, str], Mapping[ContractFigure, AgreedFigure]]
    classes: Mapping[tuple[str, str], tuple[ClassNeed, ...]]
    areas: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, dossier: Dossier) -> _Outside:
        figures: defaultdict[tuple[str, str], dict[ContractFigure, AgreedFigure]] = defaultdict(dict)
        classes: defaultdict[tuple[str, str], tuple[ClassNeed, ...]] = defaultdict(tuple)
        areas: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        for item in dossier.figures:
            figures[item.contract, item.lot][item.figure] = item
        for need in dossier.classes:
            classes[need.contract, need.lot] += (need,)
        for area in dossier.areas:
            areas[area.lot] |= {area.area}
        return cls(figures, classes, areas)

    def on(self, provider: Provider, offer: Offer) -> Offer:
        """The offer with what is said of it; its area is that of its municipality or else of its first mark."""
        place = (offer.contract, offer.lot)
        figures, areas = self.figures.get(place, {}), self.areas.get(offer.lot, frozenset())
        own = (provider.municipality, *provider.categories)
        return replace(
            offer,
            figures=figures,
            classes=self.classes.get(place, ()),
            area=next((name for name in own if name in areas), ""),
            organisation=provider.concern if ContractFigure.INTERNAL_SHARE in figures else "",
        )


def _realised(rows: Iterable[Realised]) -> dict[tuple[str, str], Money]:
    amounts: defaultdict[tuple[str, str], list[Money]] = defaultdict(list)
    for item in rows:
        amounts[item.contract, item.lot].append(item.amount)
    return {place: total(parts) for place, parts in amounts.items()}


def _delivered(dossier: Dossier, rows: Iterable[Realised]) -> dict[tuple[str, str, str], Quantity]:
    """Per contract, lot and product how much was delivered last year."""
    units = {product.code: product.unit for product in dossier.products}
    steps: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for item in rows:
        steps[item.contract, item.lot, item.product] += item.quantity.steps
    return {place: Quantity(count, units[place[2]]) for place, count in steps.items()}


def _lines(
    dossier: Dossier, provider: Provider, submission: Submission, lot: Lot
) -> tuple[tuple[OfferedLine, ...], tuple[Finding, ...]]:
    products = {product.code: product for product in dossier.products}
    start = dossier.policy.contract.starts_on
    lines, findings = [], []
    for line in sorted(_in(lot, submission.lines), key=lambda item: item.product):
        product = products[line.product]
        maximum = dossier.tariffs.on(line.product, start)
        if not lot.takes(product):
            findings.append(Finding(NOT_IN_LOT, str(provider.contract), seen=line.product, wanted=lot.id))
        elif maximum is None:
            findings.append(Finding(NO_TARIFF, line.product, wanted=start.isoformat()))
        else:
            source = f"submissions/{provider.contract}/volumes.csv [{lot.id}, {line.product}]"
            lines.append(OfferedLine(product, maximum, line.quantity, line.capacity, source))
    if not lines:
        findings.append(Finding(NOTHING_OFFERED, str(provider.contract), wanted=lot.id))
    return tuple(lines), tuple(findings)


def _in(lot: Lot, lines: Iterable[OfferLine]) -> Iterable[OfferLine]:
    return (line for line in lines if line.lot == lot.id)


def _choices(dossier: Dossier, offers: Iterable[Offer]) -> Iterable[ChosenCare]:
    """The choices that count, in an order of their own content; a pgb needs no contract, only a lot."""
    places, lots = {(offer.contract, offer.lot) for offer in offers}, {offer.lot for offer in offers}
    chosen = (
        item
        for item in dossier.choices
        if (item.contract, item.lot) in places or (item.arrangement is Arrangement.PGB and item.lot in lots)
    )
    ordered = sorted(
        chosen, key=lambda item: (item.contract, item.lot, item.chosen_on, item.product, item.quantity.steps)
    )
    for item in ordered:
        source = f"need/choices.csv [{item.contract}, {item.chosen_on}, {item.product}]"
        yield ChosenCare(
            item.contract,
            item.lot,
            item.product,
            item.quantity,
            item.chosen_on,
            item.clients,
            source,
            item.arrangement,
        )


def _waiting(dossier: Dossier, day: date) -> Iterable[Waiting]:
    """The waiting lists as they stood last on the day of decision, in an order of their own content."""
    known = [item for item in dossier.waiting if item.day is None or item.day <= day]
    latest: dict[tuple[str, str, str], date] = {}
    for item in known:
        place = _list_of(item)
        latest[place] = max(latest.get(place, date.min), item.day or date.min)
    current = [item for item in known if (item.day or date.min) == latest[_list_of(item)]]
    for item in sorted(current, key=lambda item: (*_list_of(item), item.profile, item.status, item.classification)):
        name = item.contract or item.municipality
        yield replace(item, source=f"need/waiting.csv [{name}, {item.status or '-'}, {item.day or '-'}]")


def _list_of(item: Waiting) -> tuple[str, str, str]:
    """A list is that of a contract in a lot, over all municipalities; or that of a municipality."""
    return (item.contract, item.lot, "") if item.contract else ("", "", item.municipality)


def decision_day(policy: Policy) -> date:
    """The day of decision: the policy's milestone ``award``; without one, the day the agreement starts."""
    days = [milestone.day for milestone in policy.calendar.milestones if milestone.id == "award"]
    return min(days, default=policy.contract.starts_on)

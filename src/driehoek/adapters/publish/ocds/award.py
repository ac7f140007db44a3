"""The sections of the decision: bids in numbers, awards, contracts with prices and volumes, and what the steps did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from driehoek.adapters.publish.ocds.ids import buyer, supplier
from driehoek.adapters.publish.ocds.values import Json, filled, moment, number, period, unit, value
from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish import LotCount, PartyFigures, PoolFigures, ProductFigures, Published
from driehoek.domain.agreement import LineStatus
from driehoek.kernel import Money

_SIGNED = frozenset({LineStatus.SUBMITTED, LineStatus.GRANTED, LineStatus.CUT})
"""From when on both have signed."""
TOGETHER = "kleine-overeenkomsten"
OTHER = "overig"
REGIONAL = "De overeenkomsten van de regio samen; niet per zorgaanbieder."


def bids(counts: Iterable[LotCount]) -> dict[str, Json]:
    """How many submissions there were; never who was refused."""
    rows = []
    for count in counts:
        measures = (
            ("bids", count.received),
            ("validBids", count.admitted),
            ("bidders", count.received),
            ("qualifiedBidders", count.admitted),
            ("disqualifiedBidders", count.refused),
        )
        for measure, number_of in measures:
            tail = f"-{count.lot}" if count.lot else ""
            rows.append(filled(id=f"{measure}{tail}", measure=measure, value=number_of, relatedLot=count.lot))
    return {"statistics": rows}


def parties(figures: Published) -> list[dict[str, Json]]:
    """The providers that are told by name: none, unless the policy says so."""
    return [
        {
            "id": supplier(party.contract),
            "name": party.name,
            "identifier": {"scheme": "NL-AGB", "id": party.contract, "legalName": party.name},
            "roles": ["supplier"],
        }
        for pool in figures.pools
        for party in pool.parties
        if party.contract
    ]


def awards(outcome: RoundOutcome, figures: Published) -> list[dict[str, Json]]:
    """One award per region, or per provider where the policy says so."""
    return [award for pool in figures.pools for award in _awards(outcome, pool)]


def _awards(outcome: RoundOutcome, pool: PoolFigures) -> Iterator[dict[str, Json]]:
    lots = [lot.id for lot in outcome.dossier.policy.lots if lot.pool == pool.pool.id]
    day = moment(outcome.decided_on)
    if not pool.parties:
        yield filled(
            id=f"award-{pool.pool.id}",
            title=pool.pool.name,
            description=f"{REGIONAL} {pool.contracts} overeenkomsten.",
            status="active",
            date=day,
            value=value(pool.agreed) if pool.agreed is not None else None,
            relatedLots=lots,
        )
    for party in pool.parties:
        yield filled(
            id=f"award-{_name(pool, party)}",
            title=party.name or f"{pool.pool.name}: {party.contracts} kleine overeenkomsten samen",
            status="active",
            date=day,
            value=value(party.agreed),
            suppliers=[{"id": supplier(party.contract), "name": party.name}] if party.contract else [],
            relatedLots=list(party.lots),
        )


def _name(pool: PoolFigures, party: PartyFigures) -> str:
    return f"{pool.pool.id}-{party.contract or TOGETHER}"


def contracts(outcome: RoundOutcome, figures: Published) -> list[dict[str, Json]]:
    """One contract per award, with price and volume of each product that may be shown apart."""
    return [made for pool in figures.pools for made in _contracts(outcome, pool)]


def _contracts(outcome: RoundOutcome, pool: PoolFigures) -> Iterator[dict[str, Json]]:
    if not pool.parties:
        yield _contract(outcome, pool.pool.id, pool.agreed, pool.products, pool.other)
    signed = {line.contract.code for line in outcome.lines if line.status in _SIGNED}
    for party in pool.parties:
        made = _contract(outcome, _name(pool, party), party.agreed, party.products, party.other)
        if party.contract in signed:
            made["signatories"] = [
                buyer(outcome.dossier.policy),
                {"id": supplier(party.contract), "name": party.name},
            ]
        yield made


def _contract(
    outcome: RoundOutcome, name: str, agreed: Money | None, products: tuple[ProductFigures, ...], other: Money
) -> dict[str, Json]:
    policy = outcome.dossier.policy
    start = policy.contract.starts_on
    year = period(date(policy.year, 1, 1), date(policy.year, 12, 31))
    last = start.replace(year=start.year + policy.contract.years) - timedelta(days=1)
    return filled(
        id=f"contract-{name}",
        awardID=f"award-{name}",
        title=f"Overeenkomst {policy.year}",
        status="pending",
        period=period(start, last),
        value=value(agreed) if agreed is not None else None,
        tariffs=[_tariff(product, year) for product in products],
        agreedMetrics=_metrics(products, other, year),
    )


def _tariff(product: ProductFigures, year: dict[str, Json]) -> dict[str, Json]:
    return filled(
        id=product.product,
        title=product.name,
        paidBy="government",
        period=year,
        value=value(product.price),
        unit=unit(product.quantity.unit),
        dimensions={"product": product.product, "sector": product.sector, "badge": product.badge},
        notes=f"Gemiddelde prijs, op de cent afgerond. Het maximumtarief is {product.maximum} euro.",
    )


def _metrics(products: tuple[ProductFigures, ...], other: Money, year: dict[str, Json]) -> list[dict[str, Json]]:
    observations = [
        filled(
            id=product.product,
            period=year,
            value=value(product.amount),
            measure=number(product.quantity),
            unit=unit(product.quantity.unit),
            dimensions={"product": product.product, "sector": product.sector},
        )
        for product in products
    ]
    if other:
        notes = "Prestaties met weinig cliënten of aanbieders, bij elkaar opgeteld zodat niemand te herkennen is."
        observations.append(
            filled(id=OTHER, period=year, value=value(other), dimensions={"product": OTHER}, notes=notes)
        )
    if not observations:
        return []
    return [filled(id="agreed", title="Afgesproken volume en bedrag per prestatie", observations=observations)]


def allocation(outcome: RoundOutcome, figures: Published) -> dict[str, Json]:
    """What the division did, per frame and step (our own extension)."""
    frames = []
    for pool in figures.pools:
        for frame in pool.frames:
            use = frame.use
            known = [step for step in pool.steps if step.frame == frame.frame and use]
            frames.append(
                filled(
                    id=str(frame.frame),
                    space=value(frame.space),
                    moved=value(use.moved) if use and use.moved else None,
                    reserved=value(use.reserved) if use else None,
                    granted=value(use.granted) if use else None,
                    left=value(use.left) if use else None,
                    exposure=value(use.exposure) if use and use.exposure else None,
                    stepAmounts=[
                        filled(
                            id=f"{step.step or OTHER}-{step.kind or 'money'}",
                            step=step.step,
                            kind=step.kind,
                            value=value(step.amount),
                            contracts=step.contracts or None,
                        )
                        for step in known
                    ],
                )
            )
    return {"decisionFingerprint": outcome.decision_fingerprint, "frames": frames}

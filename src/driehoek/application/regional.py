"""What each region has of a pool: the sums that stay reported where a pool covers several regions of one executor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Grant
from driehoek.kernel import Money, total


@dataclass(frozen=True, slots=True)
class RegionSum:
    """The contracts of one region in one pool.

    Attributes:
        pool: the pool.
        pool_name: its name in Dutch.
        region: the COD001 code of the region of the contracts.
        contracts: how many get money.
        realised: last year's production of those who took part.
        granted: this year.
        agreed: this year, in whole units.
    """

    pool: str
    pool_name: str
    region: str
    contracts: int
    realised: Money
    granted: Money
    agreed: Money


def regional_sums(outcome: RoundOutcome) -> tuple[RegionSum, ...]:
    """One row per pool and region it covers, in that order; together they are all that is granted."""
    return tuple(_sums(outcome))


def _sums(outcome: RoundOutcome) -> Iterator[RegionSum]:
    region_of = {item.contract.code: item.region for item in outcome.dossier.providers}
    grants: defaultdict[tuple[str, str], list[Grant]] = defaultdict(list)
    realised: defaultdict[tuple[str, str], list[Money]] = defaultdict(list)
    for grant in outcome.allocation.grants:
        grants[grant.frame.pool, region_of.get(grant.contract, "")].append(grant)
    for offer in outcome.problem.offers:
        realised[offer.frame.pool, region_of.get(offer.contract, "")].append(offer.realised)
    for pool in outcome.dossier.policy.pools:
        visiting = {region for name, region in grants if name == pool.id}
        for region in sorted({*pool.regions, *visiting}):
            mine = grants[pool.id, region]
            yield RegionSum(
                pool.id,
                pool.name,
                region,
                len({grant.contract for grant in mine if grant.money}),
                total(realised[pool.id, region]),
                total(grant.money for grant in mine),
                total(grant.agreed for grant in mine),
            )

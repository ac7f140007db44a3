"""The policy of a dossier that starts from last year: the packaged template with year, region and percentages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from driehoek.domain.catalogue import Region, Sector
from driehoek.domain.policy import Calendar, Policy, Step
from driehoek.domain.policy.deadlines import full_calendar
from driehoek.domain.regimes import REGIMES
from driehoek.kernel import Ground, Rate, dutch

LOT = "regulier"
POOL = "regio"
FRAME = "regular"
_USE = "base-percentage"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the files say that the policy needs.

    Attributes:
        year: the contract year; the regime of the template knows it.
        region: where.
        percentages: per sector what was agreed as a share of the maximum tariff.
    """

    year: int
    region: Region
    percentages: Mapping[Sector, Rate]


def policy_for(template: Policy, chosen: Chosen) -> Policy:
    """The template made into a policy for a year and a region."""
    year = chosen.year
    regime = REGIMES[template.regime]
    full = full_calendar(regime, year)
    rules = regime.template(year)
    stated = {rule.id for rule in rules.milestones if rule.stated} if rules else set()
    milestones = tuple(item for item in full.milestones if item.id in stated)
    published = next((item.day for item in milestones if item.id == "policy-published"), date(year - 1, 6, 1))
    division = template.division
    return replace(
        template,
        title=f"Inkoopbeleid Wlz-zorg {year}: een beginpunt uit de afspraken van vorig jaar",
        year=year,
        published_on=published,
        pools=tuple(
            replace(pool, name=f"Regio {chosen.region.name}", regions=(chosen.region.code.code,))
            for pool in template.pools
        ),
        calendar=Calendar(milestones, full.windows),
        division=replace(
            division,
            tie_key=f"inkoop {year}, {division.tie_key}",
            tariff=tuple(_step(step, chosen) for step in division.tariff),
        ),
        contract=replace(template.contract, starts_on=date(year, 1, 1)),
    )


def _step(step: Step, chosen: Chosen) -> Step:
    """A base percentage with what was agreed last year, where that is known."""
    sector = Sector(str(step.params["sectors"])) if step.use == _USE else None
    rate = chosen.percentages.get(sector) if sector else None
    if sector is None or rate is None:
        return step
    share = dutch.percentage(rate)
    basis = f"De afspraken van {chosen.year - 1}"
    explanation = (
        "Gemiddeld gewogen naar wat is afgesproken, als deel van het maximumtarief, omlaag afgerond op een tiende "
        "procentpunt."
    )
    return replace(
        step,
        params={**step.params, "percent": str(rate)},
        text=f"Het richttarief voor {sector.dutch} is {share} van het maximumtarief.",
        ground=Ground(basis, explanation),
    )

"""The section ``planning``: the policy in short, the space as it was known on a day, and what is expected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from driehoek.adapters.publish.ocds.ids import buyer
from driehoek.adapters.publish.ocds.values import Json, filled, moment, period, value
from driehoek.application.publish import Published
from driehoek.domain.allocation import Space, SpaceStatus
from driehoek.domain.policy import Policy
from driehoek.kernel import total

_STATUS = {
    SpaceStatus.PROVISIONAL: "voorlopig",
    SpaceStatus.DEFINITIVE: "definitief",
    SpaceStatus.REDISTRIBUTED: "herverdeeld",
}


def planning(policy: Policy, day: date, spaces: Iterable[Space], figures: Published | None) -> dict[str, Json]:
    """The planning as it stood.

    Args:
        policy: the policy.
        day: the day of the release.
        spaces: the space of each frame as it was known.
        figures: the expectations; None before they were known.
    """
    return filled(
        rationale=" ".join([policy.summary, *policy.goals]).strip(),
        budget=_budget(policy, tuple(spaces)),
        milestones=[
            filled(
                id=item.id,
                type="preProcurement",
                title=item.name,
                description=item.ground.basis,
                dueDate=moment(item.last_day, last=True),
                status="scheduled" if item.last_day > day else None,
            )
            for item in policy.calendar.milestones
        ],
        forecasts=_forecasts(policy, figures) if figures else [],
    )


def _budget(policy: Policy, spaces: tuple[Space, ...]) -> dict[str, Json]:
    if not spaces:
        return {}
    names = {pool.id: pool for pool in policy.pools}
    return filled(
        id=f"contracteerruimte-{policy.year}",
        description=f"Contracteerruimte {policy.year}",
        amount=value(total(space.amount for space in spaces)),
        budgetBreakdown=[
            filled(
                id=str(space.frame),
                description=f"{names[space.frame.pool].name}, {space.frame.name} ({_STATUS[space.status]})",
                amount=value(space.amount),
                period=period(date(policy.year, 1, 1), date(policy.year, 12, 31)),
                sourceParty=buyer(policy),
                classifications=filled(
                    pool=space.frame.pool,
                    frame=space.frame.name,
                    regions=" ".join(names[space.frame.pool].regions),
                    status=space.status.value,
                ),
            )
            for space in spaces
        ],
    )


def _forecasts(policy: Policy, figures: Published) -> list[dict[str, Json]]:
    year = period(date(policy.year, 1, 1), date(policy.year, 12, 31))
    before = period(date(policy.year - 1, 1, 1), date(policy.year - 1, 12, 31))
    chosen = [
        filled(
            id=f"chosen-{pool}-{sector}",
            period=year,
            measure=clients,
            unit={"name": "cliënten"},
            dimensions={"pool": pool, "sector": sector},
        )
        for pool, sector, clients in figures.chosen
    ]
    realised = [
        filled(
            id=f"realised-{pool}-{sector}",
            period=before,
            value=value(money),
            dimensions={"pool": pool, "sector": sector},
        )
        for pool, sector, money in figures.realised
    ]
    titles = (
        ("chosen-clients", "Cliënten die een aanbieder kozen of naar verwachting kiezen", chosen),
        ("realised-production", "Productie van het jaar ervoor, waar de verdeling van uitgaat", realised),
    )
    return [filled(id=name, title=title, observations=seen) for name, title, seen in titles if seen]

"""One made-up region: providers, last year's production, choices, submissions, marks and space."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from random import Random

from driehoek.application.dossier import Dossier
from driehoek.application.generate.demand import draw_choices
from driehoek.application.generate.picture import draw_picture, with_named_lines
from driehoek.application.generate.submissions import draw_decisions, draw_marks, draw_submissions
from driehoek.application.generate.supply import draw_providers, draw_realised
from driehoek.domain.allocation import Frame, Space, SpaceStatus
from driehoek.domain.catalogue import CareClass, Product, Sector, TariffTable
from driehoek.domain.policy import Policy
from driehoek.kernel import Money, Rounding


@dataclass(frozen=True, slots=True)
class Figures:
    """The national figures by which a region is sized.

    Attributes:
        frame: the national frame of care in kind, in the year it is known for.
        share: the region's share of it (its inhabitants against those of the country).
        sectors: per sector its share of the money, by indications.
        waiting: per sector the national number of waiting persons.
        source: where the figures come from, for ``space.csv``.
        inhabitants: of the region, where a frame is built up from its clients.
    """

    frame: Money
    share: Fraction
    sectors: Mapping[Sector, Fraction]
    waiting: Mapping[Sector, int]
    source: str
    inhabitants: int = 0


@dataclass(frozen=True, slots=True)
class Seedbed:
    """What a region grows from.

    Attributes:
        policy: the policy of the round; its pools, lots and questions are filled.
        products: the products that may be offered.
        tariffs: maximum tariffs of last year and of the contract year.
        municipalities: the municipalities of the region.
        figures: what it is sized by.
        contracts: how many contracts.
        seed: the seed; the same seed gives the same dossier.
        classes: the classes of indications by function, where clients are counted by class.
        before: how many contracts of other regions come before this one's, so that no code is given twice.
        packages: the least and the most of the products of whole packages that one provider delivers.
        others: the same for its other products.
    """

    policy: Policy
    products: tuple[Product, ...]
    tariffs: TariffTable
    municipalities: tuple[str, ...]
    figures: Figures
    contracts: int
    seed: int
    classes: Mapping[str, CareClass] = field(default_factory=dict)
    before: int = 0
    packages: tuple[int, int] = (4, 8)
    others: tuple[int, int] = (1, 4)


INNOVATION_SHARE = Fraction(1, 1000)
"""SYNTHETIC: the space of a ranked lot, as a share of the region's space."""
REALISED_SHARE = Fraction(97, 100)
"""SYNTHETIC: last year's production as a share of this year's space."""


def region_of_packages(bed: Seedbed, name: str) -> Dossier:
    """Grow a region of packages (the Wlz of today).

    Args:
        bed: what it grows from.
        name: the name of the dossier.

    Returns:
        A complete dossier: it reads, scores and divides.
    """
    random = Random(bed.seed)  # noqa: S311 - made-up data, not a secret
    whole = bed.figures.frame.times(bed.figures.share, Rounding.DOWN)
    whole = Money(whole.cents - whole.cents % 100_000)
    providers = draw_providers(bed, bed.figures.sectors, random)
    budget = whole.times(REALISED_SHARE, Rounding.DOWN)
    realised = draw_realised(bed, providers, budget, random)
    choices = draw_choices(bed, providers, realised, random)
    submissions = with_named_lines(bed.policy, providers, draw_submissions(bed, providers, realised, random))
    return Dossier(
        name=name,
        policy=bed.policy,
        spaces=_spaces(bed, whole),
        products=tuple(sorted(bed.products, key=lambda item: item.code)),
        tariffs=bed.tariffs,
        providers=providers,
        submissions=submissions,
        realised=realised,
        choices=choices,
        marks=draw_marks(bed.policy, submissions, random),
        picture=draw_picture(bed.policy),
        decisions=draw_decisions(bed.policy, providers, realised, date(bed.policy.year - 1, 9, 15)),
    )


def _spaces(bed: Seedbed, whole: Money) -> tuple[Space, ...]:
    """Per frame a provisional amount in spring and a definitive one in autumn; ranked lots get a small part."""
    policy = bed.policy
    ranked = {Frame(lot.pool, lot.frame) for lot in policy.lots if lot.criteria}
    spaces: list[Space] = []
    for pool in policy.pools:
        for name in pool.frames:
            frame = Frame(pool.id, name)
            only_ranked = frame in ranked and len(pool.frames) > 1
            amount = whole.times(INNOVATION_SHARE, Rounding.DOWN) if only_ranked else whole
            amount = Money(amount.cents - amount.cents % 100_000)
            source = f"SYNTHETIC: {bed.figures.source}"
            provisional = Space(
                frame,
                amount.times(Fraction(99, 100), Rounding.DOWN),
                SpaceStatus.PROVISIONAL,
                date(policy.year - 1, 6, 1),
                source,
            )
            definitive = replace(
                provisional, amount=amount, status=SpaceStatus.DEFINITIVE, known_on=date(policy.year - 1, 9, 30)
            )
            spaces.extend((provisional, definitive))
    return tuple(spaces)

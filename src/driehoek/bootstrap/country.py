"""The whole country to try things on: every region grown one by one and put side by side in one dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from driehoek.adapters.catalogue import load_regions, read_table
from driehoek.adapters.dossier.encode import encode_policy
from driehoek.application.dossier import Dossier
from driehoek.application.generate import (
    LOAD_CONTRACTS,
    LOAD_PRODUCTS,
    Place,
    Seedbed,
    calibrated_contracts,
    generate,
    national_policy,
    side_by_side,
    spread_contracts,
    with_variants,
)
from driehoek.bootstrap.dossiers import save_grown, seedbed, with_one_adjustment
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding

LOAD_PACKAGES, LOAD_OTHERS = (8, 12), (2, 6)
"""SYNTHETIC: how many products one provider of the load case delivers, for about 33,000 volumes in all."""
HEAD = "# SYNTHETIC: het hele land, gemaakt door `driehoek dossier generate --national`.\n"


@dataclass(frozen=True, slots=True)
class Size:
    """How large the country is made.

    Attributes:
        load: the load case (2,500 provider-region pairs, 120 products) instead of 30 to 40 contracts a region.
        scale: how many times as many contracts; the money stays that of the nation.
    """

    load: bool = False
    scale: int = 1


def places_on(policy: Policy) -> tuple[Place, ...]:
    """The regions that exist when the agreements of a policy start, with what they are sized by."""
    regions = load_regions().on(policy.contract.starts_on)
    return tuple(Place(item.code.code, item.name, item.inhabitants_2019) for item in regions)


def contracts_by_region(places: Sequence[Place], size: Size) -> Mapping[str, int]:
    """How many contracts each region gets."""
    if size.load:
        return spread_contracts(places, LOAD_CONTRACTS * size.scale)
    rows = read_table("calibration/wlz_national.csv").rows
    known = {row["metric"]: int(row["value"]) for row in rows}
    one = calibrated_contracts(places, known["contracts_per_region_least"], known["contracts_per_region_most"])
    return {code: count * size.scale for code, count in one.items()}


def grow_country(policy: Policy, seed: int, size: Size, name: str, step: Callable[[], None]) -> Dossier:
    """Make up every region that exists when the agreements start, sized by national figures.

    Args:
        policy: the policy of one region; its first pool is the pattern.
        seed: the seed; each region has one of its own that follows from it.
        size: how large.
        name: the name of the dossier.
        step: called after each region.

    Returns:
        One dossier with a pool per region.
    """
    regions, places = load_regions(), places_on(policy)
    contracts = contracts_by_region(places, size)
    grown: list[Dossier] = []
    before = 0
    for place, region in zip(places, regions.on(policy.contract.starts_on), strict=True):
        own = national_policy(policy, (place,))
        bed = seedbed(own, seed * 10_000 + int(place.code), contracts[place.code], region, regions)
        bed = replace(_loaded(bed) if size.load else bed, before=before)
        made = generate(bed, name)
        grown.append(made if grown else with_one_adjustment(made))
        before += contracts[place.code]
        step()
    return side_by_side(name, national_policy(policy, places), grown)


def _loaded(bed: Seedbed) -> Seedbed:
    products, tariffs = with_variants(bed.products, bed.tariffs, LOAD_PRODUCTS)
    return replace(bed, products=products, tariffs=tariffs, packages=LOAD_PACKAGES, others=LOAD_OTHERS)


def save_country(dossier: Dossier, folder: Path) -> tuple[Finding, ...]:
    """Write a made-up country; its policy was made from that of a region, so it is written anew."""
    return save_grown(dossier, folder, (HEAD + encode_policy(dossier.policy)).encode())

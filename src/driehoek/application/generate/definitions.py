"""The kinds of region that can be grown, by the legal regime of the policy: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from driehoek.application.dossier import Dossier
from driehoek.application.generate.extramural import region_at_home
from driehoek.application.generate.region import Seedbed, region_of_packages

Grow = Callable[[Seedbed, str], Dossier]

REGIONS: Mapping[str, Grow] = {"wlz": region_of_packages, "awbz-2008": region_at_home}


def generate(bed: Seedbed, name: str) -> Dossier:
    """Grow a region for the regime of the policy.

    Args:
        bed: what it grows from; its policy is of a regime that `REGIONS` lists.
        name: the name of the dossier.

    Returns:
        A complete dossier: it reads, scores and divides.
    """
    return REGIONS[bed.policy.regime](bed, name)

"""What requirements do to whom: how many each refuses, per group and size of provider (D-047)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.outcome import Assessment, Standing
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Finding

REFUSING = (Standing.REFUSED, Standing.EXCLUDED)
UNKNOWN_SIZE = "onbekend"


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many of one group and size one requirement kept out.

    Attributes:
        requirement: its id in the policy.
        group: the group of providers.
        size: the size class.
        refused: how many were refused or excluded and failed this requirement.
        only: how many of them failed nothing else: without this requirement they would have been in.
        tested: how many of this group and size it was tested on.
    """

    requirement: str
    group: ProviderGroup
    size: str
    refused: int
    only: int
    tested: int


def refusals_per_requirement(
    assessments: Iterable[Assessment], providers: Iterable[Provider], sizes: Mapping[str, str] | None = None
) -> tuple[Refusals, ...]:
    """Count per requirement, group and size who failed it and was refused.

    Args:
        assessments: of the round.
        providers: the parties, for their group.
        sizes: the size class per contract; a contract that is not named counts as ``onbekend``.

    Returns:
        A line for each requirement, group and size it was tested on, sorted.
    """
    groups = {provider.contract.code: provider.group for provider in providers}
    refused: Counter[tuple[str, ProviderGroup, str]] = Counter()
    only: Counter[tuple[str, ProviderGroup, str]] = Counter()
    tested: Counter[tuple[str, ProviderGroup, str]] = Counter()
    for assessment in assessments:
        group = groups.get(assessment.contract)
        if group is None:
            continue
        size = (sizes or {}).get(assessment.contract, UNKNOWN_SIZE)
        failed = [item.requirement for item in assessment.tested if isinstance(item.outcome, Finding)]
        tested.update((item.requirement, group, size) for item in assessment.tested)
        if assessment.standing in REFUSING:
            refused.update((name, group, size) for name in failed)
            if len(failed) == 1:
                only[failed[0], group, size] += 1
    keys = sorted(tested, key=lambda key: (key[0], key[1].value, key[2]))
    return tuple(Refusals(*key, refused=refused[key], only=only[key], tested=tested[key]) for key in keys)

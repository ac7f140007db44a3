"""Agreements of several years that still run keep the requirements they were made under (D-029)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from driehoek.domain.policy import Policy, RequirementUse
from driehoek.kernel import Period


@dataclass(frozen=True, slots=True)
class RunningAgreement:
    """An agreement of several years with the requirements and conditions on which it rests.

    Attributes:
        contract: the AGB of the contract.
        term: the days for which it runs, end exclusive.
        requirements: the requirements and conditions in force when it was made.
    """

    contract: str
    term: Period
    requirements: tuple[RequirementUse, ...]


def in_force(policy: Policy, agreements: Iterable[RunningAgreement], contract: str) -> Policy:
    """The policy as it binds ``contract``: with the requirements of its running agreement, where it has one.

    An agreement counts when its term covers the first day of care of the policy; of several the latest made.
    """
    starts_on = policy.contract.starts_on
    found = [item for item in agreements if item.contract == contract and starts_on in item.term]
    if not found:
        return policy
    return replace(policy, requirements=max(found, key=lambda item: item.term).requirements)

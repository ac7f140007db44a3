"""Agreements of several years that still run keep the requirements they were made under (D-029)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from driehoek.domain.policy import Policy, contract_period, criteria_in_force


@dataclass(frozen=True, slots=True)
class RunningAgreement:
    """An agreement of several years that was concluded under an earlier policy.

    Attributes:
        contract: the AGB of the contract.
        concluded_under: the policy of the year in which it was concluded; it says how long it runs.
        extended: whether it was extended, as that policy allows.
    """

    contract: str
    concluded_under: Policy
    extended: bool = False


def in_force(policy: Policy, agreements: Iterable[RunningAgreement], contract: str) -> Policy:
    """The policy as it binds ``contract``: with the requirements of its running agreement, where it has one.

    An agreement counts while it runs on the first day of care of the policy; of several the latest made.
    """
    starts_on = policy.contract.starts_on
    own = (item for item in agreements if item.contract == contract)
    found = [
        item for item in own if starts_on in contract_period(item.concluded_under.contract, extended=item.extended)
    ]
    if not found:
        return policy
    latest = max(found, key=lambda item: item.concluded_under.contract.starts_on)
    binding = criteria_in_force(latest.concluded_under, policy, starts_on, extended=latest.extended)
    return replace(policy, requirements=binding.requirements)

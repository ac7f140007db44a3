"""Everything that can be wrong in a policy by itself, said at once.

The rooms ``tender`` and ``engines.allocation`` know the rules that a policy names; the caller hands over what they
declare, so that names and parameters are checked here with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.domain.policy.checks.agreement import check_agreement
from driehoek.domain.policy.checks.criteria import check_criteria
from driehoek.domain.policy.checks.dates import check_dates
from driehoek.domain.policy.checks.form import check_form
from driehoek.domain.policy.checks.maximum import check_maximum
from driehoek.domain.policy.checks.names import check_names
from driehoek.domain.policy.checks.need_lines import check_need_lines
from driehoek.domain.policy.checks.rationale import check_rationale
from driehoek.domain.policy.checks.rules import Known, check_rules
from driehoek.domain.policy.checks.tariff import check_tariff
from driehoek.domain.policy.checks.words import check_words
from driehoek.domain.policy.lock import check_changes
from driehoek.domain.policy.policy import Policy
from driehoek.domain.regimes import find_regime
from driehoek.kernel import Finding

_NOTHING_KNOWN: Known = {}


def check(policy: Policy, known: Known | None = None) -> tuple[Finding, ...]:
    """All that is wrong with ``policy`` in itself.

    Args:
        policy: the policy.
        known: per kind of rule (``space``, ``tariff``, ``model``, ``after``, ``requirement``, ``method``, ``norm``,
            ``contract-form``) the names there are with their declared parameters; a kind that is left out is not
            checked.

    Returns:
        Every finding, in the order of the policy's parts; notes and warnings among them. Only errors
        (`driehoek.kernel.blocking`) make the policy unfit for a round.
    """
    return tuple(_all(policy, known or _NOTHING_KNOWN))


def _all(policy: Policy, known: Known) -> Iterator[Finding]:
    regime = find_regime(policy.regime)
    yield from check_names(policy)
    yield from check_dates(policy, regime)
    yield from check_criteria(policy)
    yield from check_form(policy)
    yield from check_rules(policy, known)
    yield from check_need_lines(policy, known)
    yield from check_tariff(policy, regime, known)
    yield from check_rationale(policy, regime)
    yield from check_maximum(policy)
    yield from check_agreement(policy, regime, known)
    yield from check_words(policy, regime)
    yield from check_changes(policy)


__all__ = ["Known", "check"]

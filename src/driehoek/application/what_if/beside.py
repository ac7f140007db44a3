"""Scenarios side by side with the dossier as it is: per contract and for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from driehoek.application.outcome import RoundOutcome
from driehoek.application.what_if.effects import Totals, totals_of
from driehoek.application.what_if.trial import Tried
from driehoek.domain.catalogue import Sector
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, total

MOST = 4
"""How many scenarios stand beside each other; with more a table no longer fits on paper."""

TOO_MANY = Code(
    "WIF-060",
    nl="{seen} scenario's naast elkaar gaat niet; ten hoogste {wanted}.",
    en="{seen} scenarios cannot stand side by side; at most {wanted}.",
    mend_nl="Kies er ten hoogste {wanted}.",
    mend_en="Choose at most {wanted}.",
)
FINDINGS = (TOO_MANY,)


@dataclass(frozen=True, slots=True)
class Row:
    """One contract under each scenario.

    Attributes:
        contract: the contract.
        name: the provider.
        sector: its sector.
        before: what it gets as it is.
        after: what it gets under each scenario, in their order.
    """

    contract: str
    name: str
    sector: Sector
    before: Money
    after: tuple[Money, ...]

    @property
    def differences(self) -> tuple[Money, ...]:
        """The gain or loss under each scenario."""
        return tuple(money - self.before for money in self.after)

    @property
    def shares(self) -> tuple[Rate | None, ...]:
        """The same as a share of what it gets as it is."""
        return tuple(money.share_of(self.before) if self.before else None for money in self.differences)


@dataclass(frozen=True, slots=True)
class Beside:
    """Up to four scenarios beside the dossier as it is.

    Attributes:
        base: the outcome as it is.
        totals: its money, all frames together.
        tried: the scenarios.
        rows: every contract that gains or loses under one of them, the largest move first.
        same: how many contracts get the same under all.
    """

    base: RoundOutcome
    totals: Totals
    tried: tuple[Tried, ...]
    rows: tuple[Row, ...]
    same: int


def beside(base: RoundOutcome, tried: Sequence[Tried]) -> Beside | Finding:
    """Put scenarios that were tried on one dossier side by side."""
    if len(tried) > MOST:
        return Finding(TOO_MANY, "", seen=str(len(tried)), wanted=str(MOST))
    outcomes = (base, *(item.outcome for item in tried))
    providers = {item.contract.code: item for outcome in outcomes for item in outcome.dossier.providers}
    before, *after = (_money(outcome) for outcome in outcomes)
    rows = [
        Row(
            contract,
            provider.name,
            provider.sector,
            before.get(contract, ZERO),
            tuple(money.get(contract, ZERO) for money in after),
        )
        for contract, provider in sorted(providers.items())
    ]
    moved = [row for row in rows if any(row.differences)]
    ordered = sorted(moved, key=lambda row: (-max(abs(item.cents) for item in row.differences), row.contract))
    return Beside(base, totals_of(base), tuple(tried), tuple(ordered), len(rows) - len(moved))


def _money(outcome: RoundOutcome) -> dict[str, Money]:
    sums: dict[str, Money] = {}
    for grant in outcome.allocation.grants:
        sums[grant.contract] = total((sums.get(grant.contract, ZERO), grant.money))
    return sums

"""The way back: the sums that stand in a package are those of the decision, to the cent."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from driehoek.application.outcome import RoundOutcome
from driehoek.application.publish import LEAST_CLIENTS, least_clients
from driehoek.kernel import ZERO, Code, Finding, Money, total

SUM_DIFFERS = Code(
    "PUB-201",
    nl="In de publicatie is {subject} {seen}; het besluit zegt {wanted}.",
    en="In the publication {subject} is {seen}; the decision says {wanted}.",
    mend_nl="Publiceer dit niet. Maak de publicatie opnieuw en meld de fout.",
    mend_en="Do not publish this. Make the publication again and report the fault.",
)
FINDINGS = (SUM_DIFFERS,)


def check_sums(data: bytes, outcome: RoundOutcome) -> tuple[Finding, ...]:
    """Read the amounts back from the text of a package and hold them against the decision.

    Per pool the awards, the contracts, and the products of each contract; the budget; and what is granted per frame.
    """
    package = json.loads(data, parse_float=Decimal)
    release = next(item for item in package["releases"] if "award" in item["tag"])
    return tuple(
        Finding(SUM_DIFFERS, subject, seen=str(seen), wanted=str(wanted))
        for subject, seen, wanted in _pairs(release, outcome)
        if seen != wanted
    )


def _pairs(release: dict[str, Any], outcome: RoundOutcome) -> Iterator[tuple[str, Money, Money]]:
    space = total(space.amount for space in outcome.problem.spaces)
    yield "planning.budget", _money(release["planning"]["budget"]["amount"]), space
    pool_of = {lot.id: lot.pool for lot in outcome.dossier.policy.lots}
    agreed: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    quantities = defaultdict(list)
    for line in outcome.lines:
        agreed[pool_of[line.lot]] += line.amount
        quantities[pool_of[line.lot]].append(line.quantity)
    awards, contracts = _by_pool(release, pool_of)
    for pool in outcome.dossier.policy.pools:
        # what too few clients stand behind is nowhere in the package
        few = bool(quantities[pool.id]) and least_clients(quantities[pool.id]) < LEAST_CLIENTS
        wanted = ZERO if few else agreed[pool.id]
        yield f"awards, {pool.id}", awards[pool.id], wanted
        yield f"contracts, {pool.id}", contracts[pool.id], wanted
    for contract in release["contracts"]:
        observed = total(
            _money(seen["value"]) for metric in contract.get("agreedMetrics", ()) for seen in metric["observations"]
        )
        yield f"agreedMetrics, {contract['id']}", observed, _money(contract.get("value"))
    granted = {str(frame): outcome.allocation.used(frame) for frame in {item.frame for item in outcome.problem.spaces}}
    for frame in release["allocation"]["frames"]:
        if "granted" in frame:
            yield f"allocation, {frame['id']}", _money(frame["granted"]), granted[frame["id"]]
            parts = [_money(frame[name]) for name in ("reserved", "granted", "left")]
            there = _money(frame["space"]) + _money(frame.get("moved"))
            yield f"allocation, {frame['id']}, space", total(parts), there


def _by_pool(
    release: dict[str, Any], pool_of: dict[str, str]
) -> tuple[defaultdict[str, Money], defaultdict[str, Money]]:
    awards: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    contracts: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    pools = {item["id"]: pool_of[item["relatedLots"][0]] for item in release["awards"]}
    for award in release["awards"]:
        awards[pools[award["id"]]] += _money(award.get("value"))
    for contract in release["contracts"]:
        contracts[pools[contract["awardID"]]] += _money(contract.get("value"))
    return awards, contracts


def _money(value: dict[str, Any] | None) -> Money:
    return Money.parse(str(value["amount"])) if value else ZERO

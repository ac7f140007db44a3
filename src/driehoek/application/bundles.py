"""One bundled agreement for all regions of a national specialised facility (E-045).

A contract of the first category (see `driehoek.domain.tender.supraregional`) that offers alone for its organisation
takes over what the other contracts of that organisation delivered last year in other regions: the production counts as
its own, and the space under it can follow by the step ``bundled-agreement``.

1. A contract with an admission of its own in its area keeps its own production.
2. Where two contracts of the organisation offer, nothing is bundled; a finding says that one would do.
3. Production counts in the first lot, by name, in which the offering contract offers the product.
4. Nothing of this happens unless a step of the policy moves the space as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from driehoek.application.dossier import Dossier
from driehoek.domain.allocation import Bundle, Frame
from driehoek.domain.policy import Lot
from driehoek.domain.tender.submission import Provider, Realised, Submission
from driehoek.domain.tender.supraregional import SEPARATE, Reach, reach_of
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import space_steps_that
from driehoek.kernel import Money, total


def bundled(
    dossier: Dossier, admitted: Mapping[str, Submission], lots_of: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Realised, ...], tuple[Bundle, ...]]:
    """Last year's production as it counts, and what of it changes hands.

    Args:
        dossier: the inputs.
        admitted: per contract the submission that counts.
        lots_of: per contract the lots in which it takes part.

    Returns:
        The rows of production, those of satellites under the contract that bundles them; and per satellite and pair of
        frames a bundle.
    """
    if not space_steps_that(Ability.BUNDLES_REGIONS, dossier.policy.division):  # 4
        return dossier.realised, ()
    main_of = _mains(dossier, admitted)
    lots = {lot.id: lot for lot in dossier.policy.lots}
    rows: list[Realised] = []
    moved: defaultdict[tuple[str, str, Frame, Frame], list[Money]] = defaultdict(list)
    for item in dossier.realised:
        main = main_of.get(item.contract, "")
        lot = _lot_for(item.product, main, admitted, lots_of) if main and item.lot in lots else ""
        if not lot:
            rows.append(item)
            continue
        rows.append(replace(item, contract=main, lot=lot))
        moved[main, item.contract, _frame(lots[item.lot]), _frame(lots[lot])].append(item.amount)
    bundles = tuple(
        Bundle(*place, total(amounts), f"need/realised.csv [{place[1]}]") for place, amounts in sorted(moved.items())
    )
    return tuple(rows), bundles


def _mains(dossier: Dossier, admitted: Mapping[str, Submission]) -> dict[str, str]:
    """Per satellite the contract that bundles it."""
    organisations: defaultdict[str, list[Provider]] = defaultdict(list)
    for provider in dossier.providers:
        if reach_of(provider) is Reach.NATIONAL and SEPARATE not in provider.categories:  # 1
            organisations[provider.provider.code].append(provider)
    main_of: dict[str, str] = {}
    submitted = {item.contract.code for item in dossier.submissions}
    for several in organisations.values():
        offering = [item.contract.code for item in several if item.contract.code in submitted]
        if len(offering) == 1 and offering[0] in admitted:  # 2
            main_of |= {item.contract.code: offering[0] for item in several if item.contract.code != offering[0]}
    return main_of


def _lot_for(
    product: str, main: str, admitted: Mapping[str, Submission], lots_of: Mapping[str, tuple[str, ...]]
) -> str:
    """The lot in which the production counts; none when the contract that bundles does not offer the product."""
    offered = {line.lot for line in admitted[main].lines if line.product == product}
    return next((lot for lot in sorted(lots_of[main]) if lot in offered), "")  # 3


def _frame(lot: Lot) -> Frame:
    return Frame(lot.pool, lot.frame)

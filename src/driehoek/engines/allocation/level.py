"""The same for the same over all steps together.

Every step splits to the cent, and its odd cent goes by the published key. Two steps can so give both their odd cents to
the same one of two equal offers. What equal offers got together is therefore split once more, evenly, by the same key.

1. Where a lot has a limit on winners the key draws who wins, and where an offer is granted whole or not at all it draws
   who does not fit; nothing is levelled there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from driehoek.domain.allocation import Offer, Problem
from driehoek.kernel import Money, apportion

_ODD = 1
"""The cent that cannot be split."""


def levelled(problem: Problem, lot: str, offers: Iterable[Offer], granted: Mapping[str, Money]) -> dict[str, Money]:
    """What must change so that equal offers of a lot get the same, apart from one cent.

    Args:
        problem: for the choices, the key and the limit on winners.
        lot: the lot.
        offers: its offers.
        granted: per contract what the steps granted it in this lot.

    Returns:
        Per contract whose grant must change, by how much; the changes add up to zero.
    """
    if problem.max_winners.get(lot) or lot in problem.whole:  # 1
        return {}
    changes: dict[str, Money] = {}
    for block in _equals(problem, lot, offers):
        cents = {contract: granted[contract].cents for contract in block}
        if max(cents.values()) - min(cents.values()) > _ODD:
            even = apportion(sum(cents.values()), dict.fromkeys(block, 1), problem.tie_key)
            changes.update({name: Money(even[name] - cents[name]) for name in block if even[name] != cents[name]})
    return changes


def _equals(problem: Problem, lot: str, offers: Iterable[Offer]) -> Iterator[list[str]]:
    """The contracts of each group of two or more equal offers; the whole is compared only where a part agrees."""
    alike: defaultdict[Hashable, list[Offer]] = defaultdict(list)
    for offer in offers:
        alike[offer.realised, offer.score].append(offer)
    several = [group for group in alike.values() if len(group) > 1]
    lists = _lists(problem, lot) if several else {}
    for group in several:
        blocks: defaultdict[Hashable, list[str]] = defaultdict(list)
        for offer in group:
            blocks[_content(offer), lists.get(offer.contract, ())].append(offer.contract)
        yield from (block for block in blocks.values() if len(block) > 1)


def _content(offer: Offer) -> Hashable:
    lines = frozenset(
        (line.product.code, line.maximum, line.quantity, line.capacity, line.realised) for line in offer.lines
    )
    classes = frozenset(replace(one, contract="") for one in offer.classes)
    figures = frozenset((name, one.value) for name, one in offer.figures.items())
    outside = offer.area, offer.organisation, classes, figures
    told = frozenset(offer.facts.items()), frozenset(offer.decisions.items())
    return offer.sector, offer.group, lines, told, outside


def _lists(problem: Problem, lot: str) -> dict[str, Hashable]:
    """Per contract what clients chose and who waits for it, in an order of its own."""
    found: defaultdict[str, list[tuple[Hashable, ...]]] = defaultdict(list)
    for choice in problem.choices:
        if choice.lot == lot:
            chosen = (
                choice.chosen_on.isoformat(),
                choice.product,
                choice.quantity.steps,
                choice.clients,
                choice.arrangement.value,
            )
            found[choice.contract].append(("chosen", *chosen))
    for item in problem.waiting:
        if item.contract and item.lot in ("", lot):
            found[item.contract].append(("waiting", item.status, item.classification, item.count))
    return {contract: tuple(sorted(items, key=str)) for contract, items in found.items()}

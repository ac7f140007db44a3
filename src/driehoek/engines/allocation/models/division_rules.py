"""The three published rules that turn a ranking into volume (the sources fix none; O-002 and O-003 show two).

Each splits a pot of money over entrants, to the cent, nobody above its room. Equal scores with equal claims get
equal amounts; the cent that cannot be split goes by the published key. A better score never gives less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from driehoek.domain.policy import Params
from driehoek.kernel import Money, TieKey, apportion_within, whole_proportions


@dataclass(frozen=True, slots=True)
class Entrant:
    """Someone who takes part in the selective part.

    Attributes:
        contract: who.
        score: the total on the lot's scale.
        size: the weight of size where a rule uses it: what was realised, or asked where nothing was.
        room: the most it can still get.
        scale: the points of a perfect score in the lot.
    """

    contract: str
    score: Fraction
    size: Money
    room: Money
    scale: int = 10


Rule = Callable[[Money, tuple[Entrant, ...], Params, TieKey], dict[str, Money]]


def proportional(pot: Money, entrants: tuple[Entrant, ...], params: Params, key: TieKey) -> dict[str, Money]:
    """In proportion to the score; what someone cannot take flows on to the others (O-002)."""
    del params
    return _within(pot, {item.contract: item.score for item in entrants}, entrants, key)


def best_first(pot: Money, entrants: tuple[Entrant, ...], params: Params, key: TieKey) -> dict[str, Money]:
    """The best is filled to its room, then the next; equal scores form a block that shares by room (O-003)."""
    del params
    left, parts = pot, dict[str, Money]()
    scores = whole_proportions({item.contract: item.score for item in entrants})
    by_score = sorted(entrants, key=lambda item: scores[item.contract], reverse=True)
    for _, members in groupby(by_score, key=lambda item: scores[item.contract]):
        block = tuple(members)
        if len(block) == 1:  # nobody to share with, as most often
            parts[block[0].contract] = given = min(left, block[0].room)
            left -= given
            continue
        got = _within(left, {item.contract: item.room.cents for item in block}, block, key)
        parts.update(got)
        left -= Money(sum(money.cents for money in got.values()))
    return parts


def classes(pot: Money, entrants: tuple[Entrant, ...], params: Params, key: TieKey) -> dict[str, Money]:
    """In proportion to size, weighed by the class that the score reaches (A, B, C; compare E-036)."""
    steps = list(zip(params.rates("class_bounds"), params.rates("class_weights"), strict=False))

    def weight(item: Entrant) -> Fraction:
        reached = (factor.value for bound, factor in steps if item.score >= bound.of(item.scale))
        return item.size.cents * next(reached, Fraction(0))

    return _within(pot, {item.contract: weight(item) for item in entrants}, entrants, key)


def _within(
    pot: Money, weights: Mapping[str, Fraction | int], entrants: tuple[Entrant, ...], key: TieKey
) -> dict[str, Money]:
    ceilings = {item.contract: item.room.cents for item in entrants}
    return {name: Money(cents) for name, cents in apportion_within(pot.cents, weights, ceilings, key).items()}


PLAIN: Mapping[str, Rule] = {"proportional": proportional, "best-first": best_first, "classes": classes}
"""The rules in plain Python."""

ENOUGH = 1_000
"""From how many entrants on arrays are faster; see docs/trials/filling.md."""


def _on_arrays(plain: Rule, name: str) -> Rule:
    """The rule on arrays where there are many entrants and the numbers fit; the same cents."""

    def rule(pot: Money, entrants: tuple[Entrant, ...], params: Params, key: TieKey) -> dict[str, Money]:
        if len(entrants) < ENOUGH:
            return plain(pot, entrants, params, key)
        # imported here, for NumPy slows the start of commands that divide little
        from driehoek.engines.allocation.models.many_entrants import divide  # noqa: PLC0415 - see above

        found = divide(name, pot, entrants, key)
        return plain(pot, entrants, params, key) if found is None else found

    return rule


RULES: Mapping[str, Rule] = {
    "proportional": _on_arrays(proportional, "proportional"),
    "best-first": _on_arrays(best_first, "best-first"),
    "classes": classes,
}
"""The rules by the name that a policy uses."""

"""Intramural ceiling: a most number of days with residence per provider; days above it become full package at home.

Days needed = the days with residence that stand. Days moved = days needed - ceiling. Saving = days moved x (price of a
day with residence - price of a day of the full package at home) (E-031, O-014).

1. The ceiling is a number of days, a share of last year's days, or both: then the lower counts. A provider without
   days last year has no share to hold to.
2. A moved day becomes a day at home of the same care profile at the same provider: with the same treatment first, then
   another. Where it offers none, offers no more, or the day at home is dearer, the day is not agreed; a finding says
   how many, for the clients keep their right to care. Of a product whose care profile is not known nobody can say
   that another is the same: it takes and gives no days.
3. What comes free stays in the space, but nobody falls below what earlier steps promised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, OfferedLine, Reason, ReasonKind
from driehoek.domain.catalogue import Category, DeliveryForm
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.after.volumes import idle, released, standing
from driehoek.engines.allocation.base import DAYS_WITHOUT_PLACE, Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Quantity, Rounding, Unit, apportion_within, dutch, round_to_whole


class IntramuralCeiling:
    """See the module docstring."""

    name = "intramural-ceiling"
    params = (
        Param(
            "days",
            Kind.INTEGER,
            "the most days with residence per provider; 0 sets no number",
            "het grootste aantal dagen met verblijf per aanbieder; 0 noemt geen aantal",
            default="0",
            least="0",
        ),
        Param(
            "share",
            Kind.RATE,
            "the most days with residence as a share of last year's days; 0% sets no share",
            "de dagen met verblijf ten hoogste als deel van die van vorig jaar; 0% noemt geen deel",
            default="0%",
            least="0%",
        ),
    )
    abilities = frozenset({Ability.MOVES_VOLUME})
    told = Told(
        source="E-031; worked example O-014.",
        formula="days moved = days with residence - ceiling; saving = days moved x (price residence - price at home)",
        effects=Effects(
            cost="Falls by the difference in price for each day that moves.",
            volume="The same days in all where the provider offers care at home, fewer where it does not.",
            quality="Says nothing of quality; whether care at home is safe and wanted must be asked of each client.",
            choice="Clients cannot always choose residence, although they have the right to it.",
            newcomers="A share of last year's days does not bind who is new; a number of days binds everyone alike.",
            risk="The provider bears the risk of empty beds; the purchaser that of clients without a place.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Hold every provider to its ceiling."""
        reasons: list[Reason] = []
        findings: list[Finding] = []
        for offer in view.offers:
            ceiling = _ceiling(offer, params)
            if ceiling is None:
                continue
            move = _move(view, offer, ceiling)
            if move.needed <= ceiling:
                continue
            said, idle_money = _told(view, offer, move, ceiling)
            reasons.extend(said)
            findings.extend(idle_money)
            if move.nowhere:
                seen = dutch.quantity(Quantity(move.nowhere, Unit.ETMAAL))
                findings.append(Finding(DAYS_WITHOUT_PLACE, offer.contract, seen=seen, wanted=view.lot))
        return Effect(tuple(reasons), findings=tuple(findings))


@dataclass(slots=True)
class _Move:
    """The days of one provider while they are moved.

    Attributes:
        needed: the days with residence that stand.
        kept: per product with residence the days within the ceiling.
        taken: per product with residence the days above it.
        given: per product at home the days that came from residence.
        nowhere: the days that could not be moved.
    """

    needed: int
    kept: Mapping[str, int]
    taken: Mapping[str, int]
    given: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    nowhere: int = 0


def _residence(offer: Offer) -> list[OfferedLine]:
    return [line for line in offer.lines if _is(line, DeliveryForm.RESIDENCE, Category.ZZP)]


def _is(line: OfferedLine, form: DeliveryForm, category: Category) -> bool:
    """Whether a line is a whole day of a package; a supplement on it is no day of its own."""
    product = line.product
    return (product.form, product.category, product.unit) == (form, category, Unit.ETMAAL)


def _ceiling(offer: Offer, params: Params) -> int | None:
    """The ceiling in days, or None when none holds for this provider."""
    days, share = params.integer("days"), params.rate("share").value
    before = sum(line.realised.steps for line in _residence(offer) if line.realised)
    stated = [days] if days else []
    if share and before:  # 1
        stated.append(round_to_whole(Fraction(before) * share, Rounding.DOWN))
    return min(stated, default=None)


def _move(view: View, offer: Offer, ceiling: int) -> _Move:
    lines = {line.product.code: line for line in offer.lines}
    days = {line.product.code: view.volumes[offer.contract, line.product.code].steps for line in _residence(offer)}
    needed = sum(days.values())
    kept = apportion_within(min(ceiling, needed), days, days, view.key)
    move = _Move(needed, kept, {code: count - kept[code] for code, count in days.items()})
    for code, left in sorted(move.taken.items()):
        for home in _homes(view, offer, lines[code]):  # 2
            product = home.product.code
            there = view.volumes[offer.contract, product].steps + move.given[product]
            moved = min(left, max(view.most(offer, home).steps - there, 0))
            move.given[product] += moved
            left -= moved  # noqa: PLW2901 - what is left of these days is what the loop is about
        move.nowhere += left
    return move


def _homes(view: View, offer: Offer, residence: OfferedLine) -> list[OfferedLine]:
    """The products at home that may take days of one with residence, the best fit first."""
    price = view.prices[offer.contract, residence.product.code].amount
    fitting = [
        line
        for line in offer.lines
        if _is(line, DeliveryForm.FULL_PACKAGE_HOME, Category.VPT)
        and line.product.zzp is not None
        and line.product.zzp == residence.product.zzp
        and view.prices[offer.contract, line.product.code].amount <= price
    ]
    return sorted(
        fitting, key=lambda line: (line.product.treatment is not residence.product.treatment, line.product.code)
    )


def _told(view: View, offer: Offer, move: _Move, ceiling: int) -> tuple[list[Reason], tuple[Finding, ...]]:
    names = {line.product.code: line.product.name for line in offer.lines}
    after = standing(view, offer)
    changes = {code: -count for code, count in move.taken.items() if count} | {
        code: count for code, count in move.given.items() if count
    }
    for code, change in changes.items():
        after[code] = Quantity(after[code].steps + change, Unit.ETMAAL)
    inputs = (
        view.param("days"),
        view.param("share"),
        Input("days_needed", str(move.needed)),
        Input("ceiling", str(ceiling)),
        Input("days_moved", str(sum(move.given.values()))),
    )
    reasons = [
        view.units(
            ReasonKind.LIMIT,
            offer,
            code,
            Quantity(days, Unit.ETMAAL),
            f"Van {names[code]} spreken wij ten hoogste {dutch.quantity(Quantity(days, Unit.ETMAAL))} af: "
            f"het plafond voor dagen met verblijf is {dutch.grouped(ceiling)}.",
            *inputs,
        )
        for code, days in sorted(move.kept.items())
    ]
    for code, count in sorted(changes.items()):
        shown = dutch.quantity(Quantity(abs(count), Unit.ETMAAL))
        text = f"{shown} {names[code]} {'komen erbij' if count > 0 else 'gaan eraf'} door het plafond."
        reasons.append(view.units(ReasonKind.MIX, offer, code, Quantity(count, Unit.ETMAAL), text, *inputs))
    saving = released(view, offer, after)  # 3
    moved = dutch.quantity(Quantity(sum(move.given.values()), Unit.ETMAAL))
    text = (
        f"Er zijn {dutch.grouped(move.needed)} dagen met verblijf nodig en het plafond is {dutch.grouped(ceiling)}. "
        f"{f'{moved} worden zorg thuis (vpt). ' if any(move.given.values()) else ''}Dat scheelt {dutch.amount(saving)}."
    )
    reasons.append(view.reason(ReasonKind.GRANT, offer, -saving, text, *inputs))
    limits = {code: Quantity(days, Unit.ETMAAL) for code, days in move.kept.items()}
    return reasons, idle(view, offer, limits, saving)

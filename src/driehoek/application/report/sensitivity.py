"""What other weights would have done to the rankings, and to the division where that can be run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from driehoek.application.outcome import RoundOutcome
from driehoek.application.report.rows import RankRow, WeightTrial
from driehoek.domain.allocation import Allocation, Problem
from driehoek.domain.policy import Lot
from driehoek.domain.tender.turning import weight_sensitivity
from driehoek.engines.allocation.solve import solve
from driehoek.kernel import ZERO, Money, Rate

STEP = Rate.percent(10)
"""How much weight is added to and taken from each criterion in turn: ten percentage points."""
MOST_OFFERS = 400
"""With more offers than this the division is not run again for each weight: the report must stay quick."""


def ranks(outcome: RoundOutcome) -> tuple[RankRow, ...]:
    """The rankings, with the points to the one above and the money of each."""
    names = {item.contract.code: item.name for item in outcome.dossier.providers}
    money = {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}
    rows: list[RankRow] = []
    for lot in outcome.dossier.policy.lots:
        above: Fraction | None = None
        for item in outcome.rankings.get(lot.id, ()):
            rows.append(
                RankRow(
                    lot=lot.id,
                    title=lot.name,
                    place=item.place,
                    contract=item.contract,
                    name=names[item.contract],
                    total=item.total,
                    scale=lot.scale,
                    gap=None if above is None else above - item.total,
                    granted=money.get((item.contract, lot.id), ZERO),
                )
            )
            above = item.total
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Again:
    """The division as it can be run again."""

    problem: Problem
    base: Allocation

    def moved(self, lot: str, totals: Mapping[str, Fraction]) -> Money:
        """Euros that go to another contract when the scores of ``lot`` are ``totals``."""
        offers = tuple(
            replace(offer, score=totals[offer.contract]) if offer.lot == lot and offer.contract in totals else offer
            for offer in self.problem.offers
        )
        other = solve(replace(self.problem, offers=offers))
        before = {(grant.contract, grant.lot): grant.money.cents for grant in self.base.grants}
        gains = (grant.money.cents - before.get((grant.contract, grant.lot), 0) for grant in other.grants)
        return Money(sum(gain for gain in gains if gain > 0))


def trials(outcome: RoundOutcome) -> tuple[tuple[WeightTrial, ...], str]:
    """Try ten points more and ten points less weight on each criterion of each ranked lot.

    Returns:
        The trials, and in plain Dutch why euros are missing where they are.
    """
    ranked = [lot for lot in outcome.dossier.policy.lots if len(outcome.rankings.get(lot.id, ())) > 1]
    if not ranked:
        return (), "Er is geen perceel met een rangorde van twee of meer aanbieders."
    again, note = _again(outcome)
    return tuple(trial for lot in ranked for trial in _lot(outcome, lot, again)), note


def _again(outcome: RoundOutcome) -> tuple[_Again | None, str]:
    """The division run again without deviations by hand; None when that is too much or gives something else."""
    if len(outcome.problem.offers) > MOST_OFFERS:
        return None, f"Met meer dan {MOST_OFFERS} aanbiedingen rekent dit verslag de verdeling niet opnieuw door."
    repeated = solve(outcome.problem, outcome.dossier.adjustments)
    same = {(grant.contract, grant.lot): grant.money for grant in repeated.grants} == {
        (grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants
    }
    if not same:
        return None, "De verdeling is niet met de stappen van dit beleid gemaakt; daarom staan er geen bedragen bij."
    return _Again(outcome.problem, solve(outcome.problem)), ""


def _lot(outcome: RoundOutcome, lot: Lot, again: _Again | None) -> Iterator[WeightTrial]:
    ranking = outcome.rankings[lot.id]
    first = {item.contract for item in ranking if item.place == 1}
    names = {leaf.id: leaf.name for leaf in lot.leaves()}
    less, more = (weight_sensitivity(ranking, lot, delta, outcome.problem.tie_key) for delta in (-STEP, STEP))
    for delta, tried in (
        pair for both in zip(less, more, strict=True) for pair in zip((-STEP, STEP), both, strict=True)
    ):
        if tried.skipped or not tried.ranked:
            continue
        totals = {item.contract: item.total for item in tried.ranked}
        yield WeightTrial(
            lot=lot.id,
            title=lot.name,
            criterion=names.get(tried.criterion, tried.criterion),
            weight=tried.weight - delta,
            tried=tried.weight,
            first=tried.ranked[0].contract,
            first_changes={item.contract for item in tried.ranked if item.place == 1} != first,
            places_changed=len(tried.shifts),
            moved=again.moved(lot.id, totals) if again else None,
        )

"""What would have changed the outcome, as sentences for the letter."""

from __future__ import annotations

from driehoek.application.letters.case import Case
from driehoek.domain.policy import Lot
from driehoek.domain.tender.criteria.check import Prepared, prepare_all
from driehoek.domain.tender.scoring import KnockOut, ScoredLot
from driehoek.domain.tender.turning import Turning


def turning_sentences(case: Case) -> tuple[str, ...]:
    """Per ranked lot that was not won, the smallest change per criterion that would have been enough.

    A place that wins is the last place that was granted something, or the last that can win when nobody was. What
    would have met a requirement stands with the requirement itself.
    """
    sentences: list[str] = []
    for lot_id in case.lots:
        lot = case.policy.lot(lot_id)
        if lot.criteria and not case.lines(lot_id):
            sentences.extend(_lot(case, lot))
    return tuple(dict.fromkeys(sentences))


def _lot(case: Case, lot: Lot) -> tuple[str, ...]:
    scores = {item.contract: item.scores[lot.id] for item in case.outcome.assessments if item.scores.get(lot.id)}
    ready = prepare_all(case.policy, lot)
    if case.contract not in scores or any(not isinstance(item, Prepared) for item in ready):
        return ()
    minima = {leaf.id: leaf.minimum.value for leaf in lot.leaves() if leaf.minimum is not None}
    missed = tuple(
        KnockOut(case.contract, score.criterion, score.share, minima[score.criterion], "")
        for score in scores[case.contract]
        if score.below_minimum
    )
    ranked = case.outcome.rankings.get(lot.id, ())
    turning = Turning.of(case.policy, lot, ScoredLot(lot.id, lot.scale, scores, missed), ranked)
    turns = turning.to_minimum(case.contract)
    place = _winning_place(case, lot)
    if place:
        turns = (*turns, *turning.to_place(case.contract, place))
    return tuple(turn.sentence for turn in turns)


def _winning_place(case: Case, lot: Lot) -> int:
    ranked = case.outcome.rankings.get(lot.id, ())
    paid = {line.contract.code for line in case.outcome.lines if line.lot == lot.id}
    last = max((item.place for item in ranked if item.contract in paid), default=0)
    return last or min(lot.max_winners, len(ranked))

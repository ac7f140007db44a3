"""What would have changed the outcome: the smallest change per criterion, and how firm the order is.

One thing changes at a time, with the answers of all others as they are. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from driehoek.domain.policy import Criterion, Lot, Policy
from driehoek.domain.tender.criteria import Prepared, Reads, prepare_all
from driehoek.domain.tender.criteria.base import Asked, in_words
from driehoek.domain.tender.criteria.check import nodes_of
from driehoek.domain.tender.outcome import Ranked, Score, Tested
from driehoek.domain.tender.ranking import placed
from driehoek.domain.tender.scoring import ScoredLot, leaf_weights, without
from driehoek.kernel import Finding, NotApplicable, Rate, TieKey
from driehoek.kernel.dutch import number, percentage


class Goal(Enum):
    """What would have been reached; the value is the word in files."""

    PLACE = "place"
    MINIMUM = "minimum"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True)
class Turn:
    """One change that would have been enough by itself, or that could not have been.

    Attributes:
        contract: whose.
        goal: what it would have reached.
        subject: the criterion or requirement, by id.
        now: the answer or mark as it was, in canonical form.
        needed: the least good answer or mark that is enough; empty when none is, or for requirements.
        points: the points needed on this criterion, on the lot's scale, exact; None for requirements.
        sentence: in plain Dutch, as it stands in the letter.
    """

    contract: str
    goal: Goal
    subject: str
    now: str
    needed: str
    points: Fraction | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A contract that gets another place.

    Attributes:
        contract: who.
        before: its place in the ranking as it is.
        after: its place with the other weights.
    """

    contract: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What one weight does to the order.

    Attributes:
        criterion: whose weight moves.
        weight: its weight then.
        shifts: who gets another place, in order of the new ranking; empty when the order is firm.
        ranked: the whole ranking then.
        sentence: in plain Dutch.
        skipped: why it was not tried; None when it was.
    """

    criterion: str
    weight: Rate
    shifts: tuple[Shift, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    sentence: str = ""
    skipped: NotApplicable | None = None


@dataclass(frozen=True, slots=True)
class Turning:
    """Answers, for every contract of one lot, what would have changed its outcome.

    Attributes:
        lot: the lot.
        scored: its scores.
        ranked: its ranking, best first.
        standing: the same by contract.
        ready: per criterion how it is scored.
        rivals: per criterion the answers that others are compared with.
    """

    lot: Lot
    scored: ScoredLot
    ranked: tuple[Ranked, ...]
    standing: Mapping[str, Ranked]
    ready: Mapping[str, Prepared]
    rivals: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, policy: Policy, lot: Lot, scored: ScoredLot, ranked: Sequence[Ranked]) -> Turning:
        """Prepare a lot once, for all its contracts."""
        ready = {item.leaf.id: item for item in prepare_all(policy, lot) if isinstance(item, Prepared)}
        answers: dict[str, list[str]] = {leaf: [] for leaf in ready}
        for scores in scored.scores.values():
            for score in scores:
                answers[score.criterion].append(score.answer)
        rivals = {leaf: item.method.rivals(item.params, answers[leaf]) for leaf, item in ready.items()}
        return cls(lot, scored, tuple(ranked), {item.contract: item for item in ranked}, ready, rivals)

    def to_place(self, contract: str, place: int) -> tuple[Turn, ...]:
        """Per criterion the smallest change by which ``contract`` would have had place ``place`` or better.

        A total equal to that of whoever holds the place shares it. Empty when the contract already stands there,
        or is not ranked.

        Args:
            contract: who.
            place: the place wanted: 1 for the first, or the number of winners.
        """
        own = self.standing.get(contract)
        if own is None or own.place <= place:
            return ()
        gap = self.ranked[place - 1].total - own.total
        goal = f"plaats {place}"
        return tuple(
            self._turn(contract, score, score.share + gap / (score.weight * self.lot.scale), Goal.PLACE, goal)
            for score in own.scores
            if score.weight
        )

    def to_minimum(self, contract: str) -> tuple[Turn, ...]:
        """Per minimum that ``contract`` missed, and per criterion under it, the smallest change that would do.

        With several minimums missed each has to be met; with one missed, one of its changes is enough.
        """
        turns: list[Turn] = []
        scores = {score.criterion: score for score in self.scored.scores.get(contract, ())}
        for missed in self.scored.knocked_out:
            if missed.contract != contract:
                continue
            node = next(node for node in nodes_of(self.lot) if node.id == missed.criterion)
            goal = f"de ondergrens van '{node.name}'"
            for leaf, weight in _inside(node, scores).items():
                share = scores[leaf].share + (missed.minimum - missed.share) / weight
                turns.append(self._turn(contract, scores[leaf], share, Goal.MINIMUM, goal))
        return tuple(turns)

    def _turn(self, contract: str, score: Score, share: Fraction, goal: Goal, words: str) -> Turn:
        item = self.ready[score.criterion]
        asked = replace(item.asked, answer=score.answer, others=without(self.rivals[score.criterion], score.answer))
        needed = item.method.reach(asked, item.params, share) if share <= item.attainable else None
        sentence = _not_enough(asked, words) if needed is None else _enough(item, score, needed, words)
        points = share * self.lot.scale
        return Turn(contract, goal, score.criterion, score.answer, needed or "", points, sentence)


def turns_to_admission(contract: str, tested: Sequence[Tested]) -> tuple[Turn, ...]:
    """Per requirement that failed, what would have met it. Each of them is needed."""
    return tuple(
        Turn(
            contract,
            Goal.REQUIREMENT,
            item.requirement,
            item.answer,
            "",
            None,
            f"{item.sentence} {item.outcome.mend()}".strip(),
        )
        for item in tested
        if isinstance(item.outcome, Finding)
    )


def reweighed(ranked: Sequence[Ranked], weights: Mapping[str, Fraction], key: TieKey) -> tuple[Ranked, ...]:
    """The same scores ranked by other weights (O-039).

    Args:
        ranked: the ranking as it is.
        weights: the new weight per criterion; for a contract for which some do not count, the rest is scaled up.
        key: the published tie key.
    """
    entries = {item.contract: _weighed(item.scores, weights) for item in ranked}
    return placed(ranked[0].lot, entries, key) if ranked else ()


def weight_sensitivity(ranked: Sequence[Ranked], lot: Lot, delta: Rate, key: TieKey) -> tuple[Sensitivity, ...]:
    """Which places change when one weight moves by ``delta``, up or down, and the others give or take in proportion.

    Args:
        ranked: the ranking as it is.
        lot: whose weights.
        delta: by how much, in percentage points; negative for down.
        key: the published tie key.
    """
    weights = leaf_weights(lot.criteria, frozenset(leaf.id for leaf in lot.leaves()))
    return tuple(_moved(ranked, weights, criterion, delta, key) for criterion in weights)


def tipping_weight(ahead: Ranked, behind: Ranked, criterion: str) -> Fraction | None:
    """The weight of ``criterion`` at which two contracts would have equal totals, the others in proportion.

    None when no weight from 0 to 1 does that, or when the two are not scored on the same criteria.
    """
    first, second = ({score.criterion: score for score in item.scores} for item in (ahead, behind))
    if set(first) != set(second) or criterion not in first or first[criterion].weight == 1:
        return None
    rest = 1 - first[criterion].weight
    others = [name for name in first if name != criterion]
    apart = sum(((first[name].share - second[name].share) * first[name].weight for name in others), Fraction(0)) / rest
    here = first[criterion].share - second[criterion].share
    if apart == here:
        return None
    weight = apart / (apart - here)
    return weight if 0 <= weight <= 1 else None


def _inside(node: Criterion, scores: Mapping[str, Score]) -> dict[str, Fraction]:
    """The weight of each scored leaf within ``node``; what weighs nothing cannot help."""
    if not node.parts:
        return {node.id: Fraction(1)}
    weights = leaf_weights((node,), frozenset(leaf.id for leaf in node.leaves() if leaf.id in scores))
    return {leaf: weight for leaf, weight in weights.items() if weight}


def _enough(item: Prepared, score: Score, needed: str, goal: str) -> str:
    if item.method.reads is Reads.MARKS:
        mark, now = in_words(item.asked, needed), number(score.points)
        return f"Met een cijfer van {mark} voor '{item.leaf.name}' (nu {now}) was {goal} gehaald."
    now = f"nu: {in_words(item.asked, score.answer)}" if score.answer else "nu: geen antwoord"
    answer = in_words(item.asked, needed)
    return f"Met het antwoord '{answer}' bij '{item.leaf.name}' ({now}) was {goal} gehaald."


def _not_enough(asked: Asked, goal: str) -> str:
    alone = f"Met '{asked.criterion.name}' alleen was {goal} niet te halen"
    if asked.others:
        return f"{alone}, tenzij met een antwoord dat veel beter is dan dat van alle anderen; dan dalen ook hun punten."
    return f"{alone}, ook niet met alle punten."


def _weighed(scores: Sequence[Score], weights: Mapping[str, Fraction]) -> tuple[Score, ...]:
    whole = sum((weights.get(score.criterion, Fraction(0)) for score in scores), start=Fraction(0))
    if not whole:
        return tuple(replace(score, weight=Fraction(0)) for score in scores)
    return tuple(replace(score, weight=weights.get(score.criterion, Fraction(0)) / whole) for score in scores)


def _moved(
    ranked: Sequence[Ranked], weights: Mapping[str, Fraction], criterion: str, delta: Rate, key: TieKey
) -> Sensitivity:
    old = weights[criterion]
    new = old + delta.value
    if not 0 <= new <= 1 or old == 1:
        reason = NotApplicable(
            f"De weging van {percentage(Rate(old))} kan niet met {percentage(delta)} veranderen.",
            f"The weight of {Rate(old)} cannot move by {delta}.",
        )
        return Sensitivity(criterion, Rate(new), skipped=reason)
    scaled = {name: weight * (1 - new) / (1 - old) for name, weight in weights.items()} | {criterion: new}
    after = reweighed(ranked, scaled, key)
    before = {item.contract: item.place for item in ranked}
    shifts = tuple(
        Shift(item.contract, before[item.contract], item.place) for item in after if before[item.contract] != item.place
    )
    return Sensitivity(criterion, Rate(new), shifts, after, _said(criterion, old, new, shifts))


def _said(criterion: str, old: Fraction, new: Fraction, shifts: Sequence[Shift]) -> str:
    moved = f"Als '{criterion}' voor {percentage(Rate(new))} telt in plaats van {percentage(Rate(old))}"
    if not shifts:
        return f"{moved}, blijft de volgorde gelijk."
    who = "; ".join(f"{shift.contract} van plaats {shift.before} naar {shift.after}" for shift in shifts)
    return f"{moved}, verandert de volgorde: {who}."

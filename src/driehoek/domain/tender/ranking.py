"""The order of scored submissions, and the worked example that the printed policy shows.

Equal totals share a place (1, 1, 3). A policy may name criteria that decide first between equal totals; who is still
equal then shares the place and stands in the order of the published key, which decides only where a place must be
awarded to one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from driehoek.domain.policy import Lot, Policy
from driehoek.domain.tender.criteria import Prepared, Reads, prepare_all
from driehoek.domain.tender.criteria.steps import Tread, reached
from driehoek.domain.tender.outcome import Ranked, Score
from driehoek.domain.tender.scoring import ScoredLot, score_lot, total_of
from driehoek.domain.tender.submission import Mark, Submission
from driehoek.kernel import Agb, Finding, Rate, TieKey
from driehoek.kernel.dutch import number, percentage


def rank(scored: ScoredLot, key: TieKey, decisive: Sequence[str] = ()) -> tuple[Ranked, ...]:
    """Rank the contracts of a lot, best first; whoever was knocked out has no place.

    Args:
        scored: the scores, in any order.
        key: the published key that orders those who share a place.
        decisive: criteria that decide between equal totals, in this order, before a place is shared.
    """
    entries = {contract: scores for contract, scores in scored.scores.items() if contract not in scored.ranked_out}
    return placed(scored.lot, entries, key, decisive)


def placed(
    lot: str, entries: Mapping[str, tuple[Score, ...]], key: TieKey, decisive: Sequence[str] = ()
) -> tuple[Ranked, ...]:
    """Give places to contracts by their scores; see `rank`."""
    merits = {contract: _merit(scores, decisive) for contract, scores in entries.items()}
    ordered = sorted(entries, key=lambda contract: (*(-value for value in merits[contract]), key.rank(contract)))
    ranked: list[Ranked] = []
    for index, contract in enumerate(ordered, start=1):
        shares_place = ranked and merits[ranked[-1].contract] == merits[contract]
        place = ranked[-1].place if shares_place else index
        ranked.append(Ranked(contract, lot, merits[contract][0], place, entries[contract]))
    return tuple(ranked)


def winners(ranked: Sequence[Ranked], most: int) -> tuple[Ranked, ...]:
    """The first ``most`` of a ranking (0 for all); within a shared place the published key has set the order."""
    return tuple(ranked[:most]) if most else tuple(ranked)


def tie_rule(key: TieKey, decisive: Sequence[str] = ()) -> str:
    """The tie rule in plain Dutch, as the policy prints it; ``decisive`` are names for people."""
    first = f"Bij een gelijk totaal telt eerst de score op {', dan op '.join(decisive)}. " if decisive else ""
    shared = "Inschrijvingen met dezelfde score delen een plaats; de plaats daarna wordt overgeslagen (1, 1, 3). "
    lot = f"Als er maar voor één van hen plaats is, beslist de loting met de vooraf bekende sleutel '{key.seed}'."
    return first + shared + lot


def classify(ranked: Sequence[Ranked], classes: Sequence[Tread], otherwise: str) -> Mapping[str, str]:
    """The class of each contract by its total (A, B, C; E-036).

    Args:
        ranked: the contracts with their totals on the questionnaire.
        classes: the thresholds with their class names, in any order.
        otherwise: the class of who reaches none.
    """
    best_first = sorted(classes, key=lambda tread: -tread.threshold)
    found = {item.contract: reached(item.total, best_first) for item in ranked}
    return {contract: tread.name if tread else otherwise for contract, tread in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One criterion of the worked example.

    Attributes:
        criterion: its name in plain Dutch.
        weight: its weight in the whole.
        answers: per made-up provider what it answers, or the mark it gets.
        points: per made-up provider, on the lot's scale.
        weighted: points times weight.
    """

    criterion: str
    weight: Rate
    answers: tuple[str, ...]
    points: tuple[Fraction, ...]
    weighted: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A ranking of two made-up providers, computed by the same code as the real one (M-272). SYNTHETIC.

    Attributes:
        names: the made-up providers.
        rows: per criterion.
        totals: per made-up provider.
        places: per made-up provider.
        text: the sums in plain Dutch, one sentence a line.
    """

    names: tuple[str, ...]
    rows: tuple[ExampleRow, ...]
    totals: tuple[Fraction, ...]
    places: tuple[int, ...]
    text: tuple[str, ...]


_NAMES = ("Voorbeeld A", "Voorbeeld B")
_CODES = ("00000001", "00000002")
_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - Dutch civil time without offset, as in the calendar; plays no part


def worked_example(policy: Policy, lot: Lot) -> WorkedExample | tuple[Finding, ...]:
    """Score two made-up providers: good and fair answers in turn, so that each criterion shows both.

    Returns:
        The example, or what is wrong with the criteria of the lot.
    """
    ready = prepare_all(policy, lot)
    leaves = tuple(item for item in ready if isinstance(item, Prepared))
    if len(leaves) < len(ready) or not leaves:
        return tuple(item for item in ready if isinstance(item, Finding))
    submissions, marks = _made_up(lot, leaves)
    scored = score_lot(policy, lot, submissions, marks)
    if set(scored.scores) != set(_CODES):
        return scored.findings
    everyone = placed(lot.id, scored.scores, TieKey(policy.division.tie_key))
    by_code = {item.contract: item for item in everyone}
    ranked = tuple(by_code[code] for code in _CODES)
    rows = tuple(_row(leaf, index, ranked) for index, leaf in enumerate(leaves))
    totals = tuple(item.total for item in ranked)
    places = tuple(item.place for item in ranked)
    return WorkedExample(_NAMES, rows, totals, places, tuple(_told(rows, totals, places, lot.scale)))


def _merit(scores: Sequence[Score], decisive: Sequence[str]) -> tuple[Fraction, ...]:
    shares = {score.criterion: score.share for score in scores}
    return (total_of(scores), *(shares.get(criterion, Fraction(0)) for criterion in decisive))


def _made_up(lot: Lot, leaves: Sequence[Prepared]) -> tuple[dict[str, Submission], tuple[Mark, ...]]:
    answers: dict[str, dict[str, str]] = {code: {} for code in _CODES}
    marks: list[Mark] = []
    for index, item in enumerate(leaves):
        pair = item.method.illustrate(item.asked, item.params)
        for code, answer in zip(_CODES, pair if index % 2 == 0 else reversed(pair), strict=True):
            if item.method.reads is Reads.MARKS:
                names = (f"beoordelaar {place}" for place in range(1, item.params.integer("assessors") + 1))
                marks.extend(Mark(code, item.leaf.id, name, Fraction(answer), "verzonnen voorbeeld") for name in names)
            else:
                answers[code][item.leaf.question] = answer
    empty = Submission(Agb(_CODES[0]), _MOMENT, (lot.id,), {})
    return {code: replace(empty, contract=Agb(code), answers=answers[code]) for code in _CODES}, tuple(marks)


def _row(item: Prepared, index: int, ranked: Sequence[Ranked]) -> ExampleRow:
    scores = tuple(one.scores[index] for one in ranked)
    return ExampleRow(
        criterion=item.leaf.name,
        weight=Rate(scores[0].weight),
        answers=tuple(score.answer for score in scores),
        points=tuple(score.points for score in scores),
        weighted=tuple(score.points * score.weight for score in scores),
    )


def _told(rows: Sequence[ExampleRow], totals: Sequence[Fraction], places: Sequence[int], scale: int) -> list[str]:
    lines = ["Dit voorbeeld is verzonnen (SYNTHETIC)."]
    for column, name in enumerate(_NAMES):
        sums = " + ".join(f"{number(row.points[column])} x {percentage(row.weight)}" for row in rows)
        lines.append(f"{name}: {sums} = {number(totals[column])} van de {scale} punten, plaats {places[column]}.")
    return lines

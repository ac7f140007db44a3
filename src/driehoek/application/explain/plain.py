"""An explanation as plain data, to keep with a decision and to show on a page: whole cents, exact numbers as text.

The sums close as those of the explanation do: the parts and the deviations by hand of a lot add up to its money, and
the lines to what is agreed.
"""

from __future__ import annotations

from driehoek.application.explain.explanation import (
    AmountPart,
    ByHand,
    Cause,
    ExplainedLine,
    ExplainedLot,
    ExplainedScore,
    Explanation,
)
from driehoek.application.explain.inputs import KINDS, NAMES, in_words
from driehoek.application.explain.words import STANDING
from driehoek.application.phrases import exact_points, exact_quantity
from driehoek.kernel import dutch

Plain = dict[str, object]


def plain(explanation: Explanation) -> Plain:
    """The explanation of one contract as text, numbers, lists and mappings."""
    return {
        "contract": explanation.contract,
        "name": explanation.name,
        "year": explanation.year,
        "standing": STANDING[explanation.standing][0] if explanation.standing else "",
        "conclusion": explanation.conclusion,
        "synthetic": explanation.synthetic,
        "decision_fingerprint": explanation.decision_fingerprint,
        "counted": explanation.counted,
        "tests": [
            {"text": test.text, "outcome": test.outcome, "because": test.sentence, "mend": test.mend}
            for test in explanation.tests
            if not test.idle
        ],
        "lots": [_lot(lot) for lot in explanation.lots],
    }


def _lot(lot: ExplainedLot) -> Plain:
    return {
        "lot": lot.lot,
        "name": lot.name,
        "frame": lot.place_name or str(lot.frame),
        "realised": lot.realised.cents,
        "asked": sum(part.amount.cents for part in (*lot.parts, *lot.not_granted)),
        "place": lot.place,
        "ranked": lot.ranked,
        "total": dutch.number(lot.total) if lot.total is not None else "",
        "scale": lot.scale,
        "scores": [_score(score) for score in lot.scores],
        "parts": [_part(part) for part in lot.parts],
        "by_hand": [_by_hand(item) for item in lot.by_hand],
        "money": lot.money.cents,
        "rounded_off": lot.rounded_off.cents,
        "agreed": lot.agreed.cents,
        "not_granted": [_part(part) for part in lot.not_granted],
        "lines": [_line(line) for line in lot.lines],
    }


def _part(part: AmountPart) -> Plain:
    return {"amount": part.amount.cents, **_cause(part.cause)}


def _cause(cause: Cause) -> Plain:
    """Why, with the rule and what went in; a setting of the policy is told once, in words."""
    given = (item for item in cause.inputs if not item.source.startswith("policy.yaml"))
    return {
        "step": cause.step,
        "title": cause.title,
        "text": cause.text,
        "ground": cause.ground,
        "settings": list(cause.settings),
        "inputs": [
            {
                "name": NAMES[item.name][0] if item.name in NAMES else item.name,
                "value": in_words(item.value),
                "source": item.source,
            }
            for item in given
        ],
    }


def _by_hand(item: ByHand) -> Plain:
    return {
        "amount": item.applied.cents,
        "from": item.amount_from.cents,
        "to": item.amount_to.cents,
        "kind": KINDS.get(item.kind, item.kind),
        "ground": item.ground,
        "decided_on": in_words(item.decided_on),
    }


def _line(line: ExplainedLine) -> Plain:
    return {
        "product": line.product,
        "name": line.name,
        "quantity": exact_quantity(line.quantity),
        "steps": line.quantity.steps,
        "unit": line.quantity.unit.value,
        "offered": exact_quantity(line.offered) if line.offered is not None else "",
        "maximum": line.maximum.cents,
        "share": exact_points(line.share),
        "price": line.price.cents,
        "amount": line.amount.cents,
        "parts": [{"points": exact_points(part.points), **_cause(part.cause)} for part in line.parts],
    }


def _score(score: ExplainedScore) -> Plain:
    return {
        "name": score.name,
        "weight": f"{dutch.number(score.weight * 100)}%",
        "points": dutch.number(score.points),
        "scale": score.scale,
        "answer": score.answer,
        "norm": score.norm,
        "motivation": score.motivation,
    }

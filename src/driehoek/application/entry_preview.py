"""How a provider stands before it submits: the preview of the tests, and the points that can be told beforehand.

The tests are the very rules of the assessment. A criterion is scored beforehand when its method needs nobody else:
what assessors mark or what depends on the answers of others is told apart, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.application.problem import build_problem, decision_day
from driehoek.domain.policy import Lot, Policy, line_questions, named
from driehoek.domain.tender.complete import is_asked_of
from driehoek.domain.tender.criteria import Prepared, Reads, prepare_all
from driehoek.domain.tender.criteria.base import UNANSWERED, Alone, in_words
from driehoek.domain.tender.criteria.check import nodes_of
from driehoek.domain.tender.intake import what_counts
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.preview import Preview, preview
from driehoek.domain.tender.scoring import leaf_weights, node_share
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import ZERO, Finding, Money, NotApplicable, total
from driehoek.kernel.dutch import number

ASSESSED = NotApplicable("beoordelaars geven hier een cijfer", "assessors mark this")
COMPARED = NotApplicable("dit hangt af van de antwoorden van anderen", "this depends on the answers of others")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One criterion, as far as it can be told beforehand.

    Attributes:
        criterion: its id.
        name: in plain Dutch.
        weight: its weight in the whole of the lot, exact.
        norm: what the full points ask, in plain Dutch.
        share: the points as a share of the most that can be had; None when it cannot be told.
        points: the same on the lot's scale.
        motivation: why this many, in plain Dutch.
        more: what the full points would take, in plain Dutch; empty when they are there or out of reach.
        untold: why it cannot be told; None when it is.
    """

    criterion: str
    name: str
    weight: Fraction
    norm: str
    share: Fraction | None = None
    points: Fraction | None = None
    motivation: str = ""
    more: str = ""
    untold: NotApplicable | Finding | None = None


@dataclass(frozen=True, slots=True)
class ForeseenLot:
    """The criteria of one lot that the draft enters.

    Attributes:
        lot: the lot.
        criteria: in the order of the tree; those that do not count for this provider are left out.
        sure: the points that are certain, weighted, on the lot's scale.
        open_weight: the weight of what cannot be told beforehand.
        below: a sentence per minimum that is missed for certain: that knocks the submission out of the lot.
    """

    lot: Lot
    criteria: tuple[Foreseen, ...]
    sure: Fraction
    open_weight: Fraction
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryPreview:
    """All that is said to a provider beforehand.

    Attributes:
        provider: who.
        submission: the draft.
        decided_on: the day of decision that was reckoned with.
        preview: what the tests say.
        lots: the criteria of each lot that ranks.
        offers: what is wrong with what is offered.
        at_most: what is offered, at the maximum tariffs: what whoever hands it in needs a mandate for.
        answers_need: the lines of the picture of need that it names, in the words of the form (C-010).
    """

    provider: Provider
    submission: Submission
    decided_on: date
    preview: Preview
    lots: tuple[ForeseenLot, ...]
    offers: tuple[Finding, ...]
    answers_need: tuple[str, ...] = ()
    at_most: Money = ZERO

    @property
    def stops(self) -> bool:
        """Whether something would stop it, or shut it out of a lot it enters.

        A ground on which the purchaser first has to decide does not stop it yet.
        """
        said = self.preview
        passes = said.assessment.standing in (Standing.ADMITTED, Standing.DECISION_NEEDED)
        hindered = bool(said.knock_outs or said.assessment.closed_lots) or any(lot.below for lot in self.lots)
        late = isinstance(said.in_time, Finding)
        return not (passes and said.complete) or hindered or late or self.submission.withdrawn_on is not None


def preview_entry(dossier: Dossier, provider: Provider, draft: Submission) -> EntryPreview:
    """Say of a draft what the round would say.

    Args:
        dossier: the policy, the products and their tariffs; other submissions are not looked at.
        provider: who drafts.
        draft: the draft, with the moment of arrival to reckon with.
    """
    policy, day = dossier.policy, decision_day(dossier.policy)
    said = preview(policy, provider, draft, day)
    counting = what_counts(policy, provider, draft)[0].submission
    foreseen = (
        _lot(policy, lot, provider, counting) for lot in policy.lots if lot.id in counting.lots and lot.criteria
    )
    contract = provider.contract.code
    own = replace(dossier, providers=(provider,), submissions=(draft,))
    problem, offers = build_problem(own, {contract: counting}, {contract: counting.lots}, {}, day)
    lots = tuple(item for item in foreseen if item)
    at_most = total(line.quantity.at(line.maximum.amount) for offer in problem.offers for line in offer.lines)
    return EntryPreview(provider, draft, day, said, lots, offers, _named(policy, counting), at_most)


def _named(policy: Policy, draft: Submission) -> tuple[str, ...]:
    """The lines that the answers name, as far as they can be read."""
    given = (
        question.options[line]
        for question in line_questions(policy)
        for line in named(draft.answers.get(question.id, ""))
    )
    return tuple(dict.fromkeys(given))


def _lot(policy: Policy, lot: Lot, provider: Provider, draft: Submission) -> ForeseenLot | None:
    """The criteria of one lot; None where the policy's criteria cannot be scored at all."""
    ready = [item for item in prepare_all(policy, lot) if isinstance(item, Prepared)]
    counting = [item for item in ready if _counts(item, lot, provider)]
    weights = leaf_weights(lot.criteria, frozenset(item.leaf.id for item in counting))
    if not counting:
        return None
    told = tuple(_foresee(item, weights[item.leaf.id], lot, draft) for item in counting)
    shares = {item.criterion: item.share for item in told if item.share is not None}
    sure = sum((item.weight * share for item in told if (share := item.share) is not None), start=Fraction(0))
    unsure = sum((item.weight for item in told if item.share is None), start=Fraction(0))
    unknown = {item.criterion for item in told if item.share is None}
    return ForeseenLot(lot, told, sure * lot.scale, unsure, tuple(_below(lot, shares, unknown)))


def _counts(item: Prepared, lot: Lot, provider: Provider) -> bool:
    question = item.asked.question
    return question is None or is_asked_of(question, provider.group, (lot.id,))


def _foresee(item: Prepared, weight: Fraction, lot: Lot, draft: Submission) -> Foreseen:
    bare = Foreseen(item.leaf.id, item.leaf.name, weight, item.norm)
    if item.method.reads is Reads.MARKS:
        return replace(bare, untold=ASSESSED)
    if not isinstance(item.method, Alone):
        return replace(bare, untold=COMPARED)
    answer = draft.answers.get(item.leaf.question, "").strip()
    asked = replace(item.asked, contract=draft.contract.code, answer=answer)
    given = item.method.score(asked, item.params)
    if isinstance(given, Finding) and given.code is not UNANSWERED:
        return replace(bare, untold=given)
    share = Fraction(0) if isinstance(given, Finding) else given.share
    motivation = given.sentence() if isinstance(given, Finding) else given.motivation
    more = _more(item, share, lot)
    return replace(bare, share=share, points=share * lot.scale, motivation=motivation, more=more)


def _more(item: Prepared, share: Fraction, lot: Lot) -> str:
    """What the most points that can be had would take."""
    if share >= item.attainable:
        return ""
    needed = item.method.reach(item.asked, item.params, item.attainable)
    if needed is None:
        return ""
    most = number(item.attainable * lot.scale)
    return f"Met het antwoord '{in_words(item.asked, needed)}' krijgt u {most} van de {lot.scale} punten."


def _below(lot: Lot, shares: Mapping[str, Fraction], unknown: set[str]) -> Iterator[str]:
    """The minimums that are missed whatever others say: of criteria of which everything is known."""
    for node in nodes_of(lot):
        if node.minimum is None or any(leaf.id in unknown for leaf in node.leaves()):
            continue
        share = node_share(node, shares)
        if share is not None and share < node.minimum.value:
            needed, had = number(node.minimum.value * lot.scale), number(share * lot.scale)
            yield (
                f"Voor '{node.name}' zijn minstens {needed} van de {lot.scale} punten nodig; u heeft er {had}. "
                f"Zo doet u in perceel {lot.name} niet mee."
            )

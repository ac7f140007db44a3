"""From answers to a total per contract: the criteria tree of one lot, exactly.

What cannot be scored is a finding. A question that a contract did not answer gives no points and says so; a question
that was never meant for its group does not count, and its weight goes to the criteria beside it in proportion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from driehoek.domain.policy import Criterion, Lot, Policy
from driehoek.domain.tender.criteria import Prepared, prepare_all
from driehoek.domain.tender.criteria.base import UNANSWERED, Asked, Points
from driehoek.domain.tender.criteria.check import nodes_of
from driehoek.domain.tender.outcome import Score
from driehoek.domain.tender.submission import Mark, Provider, Submission
from driehoek.kernel import Code, Finding, Severity
from driehoek.kernel.dutch import number

NOT_ASKED = Code(
    "CRI-030",
    nl="{subject}: het criterium '{seen}' telt niet mee, want de vraag is niet voor deze groep of dit perceel.",
    en="{subject}: the criterion '{seen}' does not count, for the question is not for this group or lot.",
    mend_nl="De weging gaat naar verhouding naar de criteria ernaast. Pas het beleid aan als dat niet de bedoeling is.",
    mend_en="Its weight goes to the criteria beside it in proportion. Change the policy if that is not meant.",
    severity=Severity.NOTE,
)
NOTHING_COUNTS = Code(
    "CRI-031",
    nl="{subject}: geen enkel criterium van dit perceel telt voor deze aanbieder.",
    en="{subject}: no criterion of this lot counts for this provider.",
    mend_nl="Geef deze groep aanbieders een eigen perceel of eigen criteria.",
    mend_en="Give this group of providers a lot or criteria of its own.",
)
STRAY_MARK = Code(
    "CRI-032",
    nl="Beoordelaar {wanted} gaf een cijfer voor {subject}, criterium '{seen}'. Dat hoort nergens bij.",
    en="Assessor {wanted} marked {subject} on criterion '{seen}', which belongs to nothing.",
    mend_nl="Verbeter in marks.csv het contract of het criterium, of haal de regel weg.",
    mend_en="Correct the contract or criterion in marks.csv, or remove the line.",
    severity=Severity.WARNING,
)
FINDINGS = (NOT_ASKED, NOTHING_COUNTS, STRAY_MARK)

_SILENT = "Er is geen antwoord gegeven; daarom zijn er geen punten."


@dataclass(frozen=True, slots=True)
class KnockOut:
    """A contract that stays below the minimum of a criterion.

    Attributes:
        contract: who.
        criterion: the id of the criterion, a leaf or a group of them.
        share: what it has, as a share of the most that can be had.
        minimum: what is asked.
        sentence: as it stands in the letter, in plain Dutch.
    """

    contract: str
    criterion: str
    share: Fraction
    minimum: Fraction
    sentence: str


@dataclass(frozen=True, slots=True)
class ScoredLot:
    """The scores of one lot.

    Attributes:
        lot: its id.
        scale: the points that a perfect score makes.
        scores: per contract, in order of contract, the scores in order of the tree.
        knocked_out: who stays below a minimum, with the sentence.
        unscored: per contract the findings for which it has no total.
        findings: all findings, of contracts in order.
    """

    lot: str
    scale: int
    scores: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    knocked_out: tuple[KnockOut, ...] = ()
    unscored: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def totals(self) -> Mapping[str, Fraction]:
        """The weighted total per scored contract, on the lot's scale, exact; knocked out or not."""
        return {contract: total_of(scores) for contract, scores in self.scores.items()}

    @property
    def ranked_out(self) -> frozenset[str]:
        """The contracts that a minimum removes from the ranking."""
        return frozenset(item.contract for item in self.knocked_out)


@dataclass(frozen=True, slots=True)
class _Card:
    """One contract's results while the tree is walked: points and answer per leaf that counts."""

    contract: str
    points: Mapping[str, Points]
    answers: Mapping[str, str]


@dataclass(slots=True)
class _Desk:
    """What the scoring of one lot needs at hand; lives inside one call. Equal answers are scored once."""

    lot: Lot
    leaves: tuple[Prepared, ...]
    rivals: Mapping[str, tuple[str, ...]]
    marks: Mapping[tuple[str, str], tuple[Mark, ...]]
    known: dict[tuple[str, str, tuple[str, ...]], Points]
    weights: dict[frozenset[str], dict[str, Fraction]]

    def points(self, item: Prepared, asked: Asked) -> Points | Finding:
        key = (item.leaf.id, asked.answer, asked.others)
        if not asked.marks and key in self.known:
            return self.known[key]
        given = item.method.score(asked, item.params)
        if isinstance(given, Points) and not asked.marks and not given.findings:
            self.known[key] = given
        return given

    def weigh(self, counting: frozenset[str]) -> dict[str, Fraction]:
        if counting not in self.weights:
            self.weights[counting] = leaf_weights(self.lot.criteria, counting)
        return self.weights[counting]


def total_of(scores: Iterable[Score]) -> Fraction:
    """The weighted total of scores on the lot's scale."""
    return sum((score.weight * score.points for score in scores), start=Fraction(0))


def score_lot(
    policy: Policy,
    lot: Lot,
    admitted: Mapping[str, Submission],
    marks: Sequence[Mark] = (),
    providers: Mapping[str, Provider] | None = None,
) -> ScoredLot:
    """Score the admitted submissions for ``lot`` on its criteria.

    Args:
        policy: for the questions.
        lot: the lot, with its criteria tree; without criteria nobody is scored.
        admitted: per contract the submission that counts; only those for this lot are scored.
        marks: the marks of assessors, of this and other lots, in any order.
        providers: per contract the provider, where known: a question that is not for its group does not count.
    """
    ready = prepare_all(policy, lot)
    faults = tuple(item for item in ready if isinstance(item, Finding))
    if faults:
        return ScoredLot(lot.id, lot.scale, findings=faults)
    leaves = tuple(item for item in ready if isinstance(item, Prepared))
    inside = {contract: admitted[contract] for contract in sorted(admitted) if lot.id in admitted[contract].lots}
    desk = _Desk(lot, leaves, _rivals(leaves, inside), _by_case(marks), {}, {})
    parts: list[ScoredLot] = []
    for contract, submission in inside.items():
        provider = (providers or {}).get(contract)
        counting = {item.leaf.id: item for item in leaves if _counts(item, lot, provider)}
        notes = tuple(
            Finding(NOT_ASKED, contract, seen=item.leaf.name) for item in leaves if item.leaf.id not in counting
        )
        card, findings = _fill(desk, contract, submission, counting)
        parts.append(_conclude(desk, card, (*notes, *findings), counting))
    return ScoredLot(
        lot.id,
        lot.scale,
        scores={contract: scores for part in parts for contract, scores in part.scores.items()},
        knocked_out=tuple(item for part in parts for item in part.knocked_out),
        unscored={contract: found for part in parts for contract, found in part.unscored.items()},
        findings=tuple(finding for part in parts for finding in part.findings),
    )


def stray_marks(policy: Policy, contracts: Iterable[str], marks: Sequence[Mark]) -> tuple[Finding, ...]:
    """Marks for a contract that did not submit or a criterion that no lot has."""
    known = frozenset(contracts)
    criteria = {leaf.id for lot in policy.lots for leaf in lot.leaves() if leaf.method == "marks"}
    return tuple(
        Finding(STRAY_MARK, mark.contract, seen=mark.criterion, wanted=mark.assessor)
        for mark in sorted(marks, key=lambda item: (item.contract, item.criterion, item.assessor))
        if mark.contract not in known or mark.criterion not in criteria
    )


def node_share(node: Criterion, shares: Mapping[str, Fraction]) -> Fraction | None:
    """The share of the points of a criterion and all below it; None when nothing of it counts."""
    if not node.parts:
        return shares.get(node.id)
    below = [(part.weight.value, node_share(part, shares)) for part in node.parts]
    counting = [(weight, share) for weight, share in below if share is not None]
    whole = sum((weight for weight, _ in counting), start=Fraction(0))
    if not whole:
        return None
    return sum((weight * share for weight, share in counting), start=Fraction(0)) / whole


def leaf_weights(criteria: Sequence[Criterion], counting: frozenset[str]) -> dict[str, Fraction]:
    """The weight of each leaf that counts in the whole, multiplied down the tree; together 1, or nothing at all."""
    return _weights(criteria, counting, Fraction(1))


def _weights(parts: Sequence[Criterion], counting: frozenset[str], whole: Fraction) -> dict[str, Fraction]:
    alive = [part for part in parts if any(leaf.id in counting for leaf in part.leaves())]
    base = sum((part.weight.value for part in alive), start=Fraction(0))
    weights: dict[str, Fraction] = {}
    for part in alive:
        own = whole * part.weight.value / base if base else Fraction(0)
        weights.update(_weights(part.parts, counting, own) if part.parts else {part.id: own})
    return weights


def _rivals(leaves: Sequence[Prepared], inside: Mapping[str, Submission]) -> dict[str, tuple[str, ...]]:
    found = {}
    for item in leaves:
        answers = [submission.answers.get(item.leaf.question, "").strip() for submission in inside.values()]
        found[item.leaf.id] = item.method.rivals(item.params, answers)
    return found


def _by_case(marks: Sequence[Mark]) -> dict[tuple[str, str], tuple[Mark, ...]]:
    cases: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        cases.setdefault((mark.contract, mark.criterion), []).append(mark)
    return {case: tuple(found) for case, found in cases.items()}


def _counts(item: Prepared, lot: Lot, provider: Provider | None) -> bool:
    question = item.asked.question
    if question is None:
        return True
    if question.lots and lot.id not in question.lots:
        return False
    return provider is None or provider.group in question.groups


def _fill(
    desk: _Desk, contract: str, submission: Submission, counting: Mapping[str, Prepared]
) -> tuple[_Card, tuple[Finding, ...]]:
    points: dict[str, Points] = {}
    answers: dict[str, str] = {}
    findings: list[Finding] = []
    for leaf, item in counting.items():
        answer = submission.answers.get(item.leaf.question, "").strip()
        others = without(desk.rivals[leaf], answer)
        marks = desk.marks.get((contract, leaf), ())
        asked = replace(item.asked, contract=contract, answer=answer, others=others, marks=marks)
        given = desk.points(item, asked)
        answers[leaf] = _seen(asked)
        if isinstance(given, Points):
            points[leaf] = given
            findings.extend(given.findings)
            continue
        findings.append(given)
        if given.code is UNANSWERED:
            points[leaf] = Points(Fraction(0), item.norm, _SILENT)
    return _Card(contract, points, answers), tuple(findings)


def without(answers: tuple[str, ...], own: str) -> tuple[str, ...]:
    """The rivals of whoever answered ``own``: one such answer is its own."""
    if own not in answers:
        return answers
    place = answers.index(own)
    return answers[:place] + answers[place + 1 :]


def _seen(asked: Asked) -> str:
    if asked.marks:
        return "; ".join(number(mark.points) for mark in sorted(asked.marks, key=lambda mark: mark.assessor))
    return asked.answer


def _conclude(desk: _Desk, card: _Card, findings: tuple[Finding, ...], counting: Mapping[str, Prepared]) -> ScoredLot:
    lot, weights = desk.lot, desk.weigh(frozenset(counting))
    faults = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if not sum(weights.values()):
        faults = (*faults, Finding(NOTHING_COUNTS, card.contract))
        findings = (*findings, faults[-1])
    if faults:
        return ScoredLot(lot.id, lot.scale, unscored={card.contract: faults}, findings=findings)
    shares = {leaf: given.share for leaf, given in card.points.items()}
    scores = tuple(
        Score(
            criterion=leaf_id,
            share=given.share,
            points=given.share * lot.scale,
            weight=weights[leaf_id],
            answer=card.answers[leaf_id],
            norm=given.norm,
            motivation=given.motivation,
            below_minimum=_below(counting[leaf_id].leaf, given.share),
        )
        for leaf_id, given in card.points.items()
    )
    out = tuple(
        _knock_out(lot, card.contract, node, share)
        for node in nodes_of(lot)
        if (share := node_share(node, shares)) is not None and _below(node, share)
    )
    return ScoredLot(lot.id, lot.scale, {card.contract: scores}, out, findings=findings)


def _below(node: Criterion, share: Fraction) -> bool:
    return node.minimum is not None and share < node.minimum.value


def _knock_out(lot: Lot, contract: str, node: Criterion, share: Fraction) -> KnockOut:
    minimum = node.minimum.value if node.minimum is not None else Fraction(0)
    needed, had = number(minimum * lot.scale), number(share * lot.scale)
    sentence = (
        f"Voor '{node.name}' zijn minstens {needed} van de {lot.scale} punten nodig. "
        f"Deze inschrijving heeft er {had}. Daarom doet zij in dit perceel niet verder mee."
    )
    return KnockOut(contract, node.id, share, minimum, sentence)

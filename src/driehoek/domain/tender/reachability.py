"""Criteria that a category of provider can never meet, or never met (M-274, D-036).

Three things are looked at, from the policy alone to what came in:

1. by the parameters: full points, or the minimum, that no answer can reach, for anyone;
2. by the question: it is not for the group or the lot, so the category is never asked;
3. by the submissions: nobody of the category got any points (or the minimum) while others did.

The first two can be seen before publication; the third says that a person should look, not that the criterion is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from driehoek.domain.policy import EVERYONE, Lot, Policy, ProviderGroup
from driehoek.domain.tender.criteria import Prepared, prepared
from driehoek.domain.tender.outcome import Score
from driehoek.domain.tender.scoring import ScoredLot, score_lot
from driehoek.domain.tender.submission import Mark, Provider, Submission
from driehoek.kernel import Code, Finding, Rate, Severity
from driehoek.kernel.dutch import percentage

FULL_OUT_OF_REACH = Code(
    "CRI-040",
    nl="Bij {subject} kan niemand alle punten halen. Het hoogste is {seen} van de punten.",
    en="Nobody can get full points for {subject}; the most is {seen} of the points.",
    mend_nl="Verander de instellingen, of zeg in het beleid dat dit zo bedoeld is.",
    mend_en="Change the parameters, or say in the policy that this is meant.",
    severity=Severity.WARNING,
)
MINIMUM_OUT_OF_REACH = Code(
    "CRI-041",
    nl="Bij {subject} is {wanted} van de punten nodig, maar niemand kan meer halen dan {seen}.",
    en="{subject} asks {wanted} of the points, but nobody can get more than {seen}.",
    mend_nl="Verlaag de ondergrens of verander de instellingen. Nu valt iedereen af.",
    mend_en="Lower the minimum or change the parameters; as it is, everyone is knocked out.",
)
NEVER_ASKED = Code(
    "CRI-042",
    nl="Aanbieders van de soort {seen} krijgen de vraag bij {subject} niet.",
    en="Providers of the kind {seen} are not asked the question of {subject}.",
    mend_nl="Stel de vraag ook aan {seen}, of maak voor hen een eigen criterium.",
    mend_en="Ask {seen} the question too, or make a criterion of their own.",
    severity=Severity.WARNING,
)
NEVER_MET = Code(
    "CRI-043",
    nl="Niemand van deze soort haalde genoeg punten bij {subject}: {seen} (nodig: {wanted}). Anderen haalden dat wel.",
    en="Of the kind {seen} nobody got enough points for {subject} (needed: {wanted}), while others did.",
    mend_nl="Ga na of deze aanbieders ({seen}) dit criterium kunnen halen. Zo niet, maak voor hen een eigen criterium.",
    mend_en="Check whether {seen} can meet this criterion; if not, make a criterion of their own.",
    severity=Severity.WARNING,
)
FINDINGS = (FULL_OUT_OF_REACH, MINIMUM_OUT_OF_REACH, NEVER_ASKED, NEVER_MET)

_GROUPS: Mapping[ProviderGroup, str] = {
    ProviderGroup.EXISTING: "bestaande aanbieders / existing providers",
    ProviderGroup.NEW_TO_OFFICE: "nieuw voor dit kantoor / new to this office",
    ProviderGroup.NEW: "nieuwe aanbieders / new providers",
}


def unreachable_by_rule(policy: Policy, lot: Lot) -> tuple[Finding, ...]:
    """Criteria of ``lot`` that nobody, or no provider of some group, can meet, seen from the policy alone."""
    findings: list[Finding] = []
    for leaf in lot.leaves():
        item = prepared(policy, lot, leaf)
        if isinstance(item, Prepared):
            findings.extend(_by_params(item))
            findings.extend(_by_question(item, lot))
    return tuple(findings)


def unreachable(
    policy: Policy,
    lot: Lot,
    providers: Mapping[str, Provider],
    submissions: Mapping[str, Submission],
    marks: Sequence[Mark] = (),
) -> tuple[Finding, ...]:
    """Criteria of ``lot`` that some category of provider can never meet or never met.

    Args:
        policy: for the questions.
        lot: whose criteria.
        providers: per contract.
        submissions: per contract, those that were admitted.
        marks: of assessors.
    """
    scored = score_lot(policy, lot, submissions, marks, providers)
    return (*unreachable_by_rule(policy, lot), *never_met(lot, scored, providers))


def never_met(lot: Lot, scored: ScoredLot, providers: Mapping[str, Provider]) -> tuple[Finding, ...]:
    """Criteria on which a whole category got nothing (or stayed below the minimum) while others did not."""
    findings: list[Finding] = []
    for leaf in lot.leaves():
        found = {
            contract: score
            for contract, scores in scored.scores.items()
            for score in scores
            if score.criterion == leaf.id and contract in providers
        }
        asked = leaf.minimum.value if leaf.minimum is not None else Fraction(0)
        wanted = percentage(Rate(asked)) if asked else "> 0%"
        if not _anyone(found.values(), asked):
            continue  # nobody met it, so it says nothing of a category
        for category in sorted({name for contract in found for name in categories_of(providers[contract])}):
            inside = [score for contract, score in found.items() if category in categories_of(providers[contract])]
            if not _anyone(inside, asked):
                findings.append(Finding(NEVER_MET, leaf.name, seen=category, wanted=wanted))
    return tuple(findings)


def categories_of(provider: Provider) -> tuple[str, ...]:
    """Every category a provider belongs to, in words for people: its sector, its group and its own marks."""
    return (f"sector {provider.sector.value}", _GROUPS[provider.group], *provider.categories)


def _by_params(item: Prepared) -> tuple[Finding, ...]:
    most = item.attainable
    minimum = item.leaf.minimum
    if minimum is not None and most < minimum.value:
        seen, wanted = percentage(Rate(most)), percentage(minimum)
        return (Finding(MINIMUM_OUT_OF_REACH, item.leaf.name, seen=seen, wanted=wanted),)
    if most < 1:
        return (Finding(FULL_OUT_OF_REACH, item.leaf.name, seen=percentage(Rate(most))),)
    return ()


def _by_question(item: Prepared, lot: Lot) -> tuple[Finding, ...]:
    question = item.asked.question
    if question is None:
        return ()
    if question.lots and lot.id not in question.lots:
        return (Finding(NEVER_ASKED, item.leaf.name, seen=f"perceel / lot {lot.name}"),)
    return tuple(
        Finding(NEVER_ASKED, item.leaf.name, seen=_GROUPS[group]) for group in EVERYONE if group not in question.groups
    )


def _anyone(scores: Iterable[Score], asked: Fraction) -> bool:
    """Whether any of the scores reaches what is asked, or anything at all where no minimum is asked."""
    return any(score.share >= asked if asked else score.share > 0 for score in scores)

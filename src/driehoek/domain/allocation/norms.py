"""Norms that a division must respect, whatever made it; each judges a finished result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.allocation.problem import Offer, Problem
from driehoek.domain.allocation.result import Allocation, Grant
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Kind, Norm, Param, Params
from driehoek.kernel import ZERO, Code, Finding, Money, Rate, total

OVER_SHARE = Code(
    "ALL-101",
    nl="{subject} krijgt {seen} van de ruimte die wordt verdeeld; de norm is ten hoogste {wanted}.",
    en="{subject} gets {seen} of the space that is divided; the norm is at most {wanted}.",
    mend_nl="Verdeel opnieuw met een grens per aanbieder, of pas de norm aan met een nota van wijziging.",
    mend_en="Divide again with a limit per provider, or change the norm by a published change.",
)
MIX_TOO_HIGH = Code(
    "ALL-102",
    nl="Bij {subject} is het aandeel {seen}; dat is te hoog, want de norm is {wanted}.",
    en="For {subject} the share is {seen}; that is too high, for the norm is {wanted}.",
    mend_nl="Pas de mix van prestaties in de afspraak aan.",
    mend_en="Change the mix of products in the agreement.",
)
OVER_SHARE_THERE = Code(
    "ALL-103",
    nl="{subject} krijgt {seen} van het geld van zijn sector in zijn gemeente; de norm is ten hoogste {wanted}.",
    en="{subject} gets {seen} of the money of its sector in its municipality; the norm is at most {wanted}.",
    mend_nl="Verdeel opnieuw met een grens per aanbieder, of pas de norm aan met een nota van wijziging.",
    mend_en="Divide again with a limit per provider in the municipality, or change the norm by a published change.",
)
MIX_TOO_LOW = Code(
    "ALL-130",
    nl="Bij {subject} is het aandeel {seen}; dat is te laag, want de norm is {wanted}.",
    en="For {subject} the share is {seen}; that is too low, for the norm is {wanted}.",
    mend_nl="Pas de mix van prestaties in de afspraak aan.",
    mend_en="Change the mix of products in the agreement.",
)
FINDINGS = (OVER_SHARE, MIX_TOO_HIGH, MIX_TOO_LOW, OVER_SHARE_THERE)


@dataclass(frozen=True, slots=True)
class NormRule:
    """A kind of norm.

    Attributes:
        name: how a policy names it.
        params: its parameters.
        judge: yields a finding for each place where a result breaks it.
    """

    name: str
    params: tuple[Param, ...]
    judge: Callable[[Problem, Allocation, Norm, Params], Iterator[Finding]]


def _in_scope(allocation: Allocation, norm: Norm) -> list[Grant]:
    return [grant for grant in allocation.grants if not norm.lots or grant.lot in norm.lots]


def _max_share(_problem: Problem, allocation: Allocation, norm: Norm, params: Params) -> Iterator[Finding]:
    """No contract gets more than a share of all the money divided, or of that of the lots that the norm names."""
    sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for grant in _in_scope(allocation, norm):
        sums[grant.contract] += grant.money
    whole, most = total(sums.values()), params.rate("most")
    for contract, money in sorted(sums.items()):
        if whole and money.share_of(whole) > most:
            yield Finding(OVER_SHARE, contract, seen=str(money.share_of(whole)), wanted=str(most))


def scope_of_municipalities(offers: Iterable[Offer], most: Rate) -> tuple[tuple[str, Sector], ...]:
    """The municipalities and segments in which a maximum share can hold, in their order.

    Where fewer contracts offer than the share leaves room for (two at 50 %, three at 34 %), somebody must be above it:
    there the norm does not apply. It does not apply either where the municipality is not known.
    """
    found: defaultdict[tuple[str, Sector], set[str]] = defaultdict(set)
    for offer in offers:
        if offer.municipality and any(line.limit.steps for line in offer.lines):
            found[offer.municipality, offer.sector].add(offer.contract)
    able = (place for place, contracts in found.items() if most.of(len(contracts)) >= 1)
    return tuple(sorted(able, key=lambda place: (place[0], place[1].value)))


def _max_share_there(problem: Problem, allocation: Allocation, norm: Norm, params: Params) -> Iterator[Finding]:
    """No contract gets more than a share of the money of its sector in its municipality."""
    most = params.rate("most")
    offers = [offer for offer in problem.offers if not norm.lots or offer.lot in norm.lots]
    places = {offer.contract: (offer.municipality, offer.sector) for offer in offers}
    for place in scope_of_municipalities(offers, most):
        sums: defaultdict[str, Money] = defaultdict(lambda: ZERO)
        for grant in _in_scope(allocation, norm):
            if places.get(grant.contract) == place:
                sums[grant.contract] += grant.money
        whole = total(sums.values())
        for contract, money in sorted(sums.items()):
            if whole and money.share_of(whole) > most:
                yield Finding(OVER_SHARE_THERE, contract, seen=str(money.share_of(whole)), wanted=str(most))


def _product_share(problem: Problem, allocation: Allocation, norm: Norm, params: Params) -> Iterator[Finding]:
    """Of the units of some products that a contract gets, others are a share between a least and a most (mix)."""
    part, whole = set(params.texts("part")), set(params.texts("whole"))
    least, most = params.rate("least"), params.rate("most")
    question, equals = params.text("question"), params.text("equals")
    answers = {(offer.contract, offer.lot): offer.facts.get(question) for offer in problem.offers}
    for grant in _in_scope(allocation, norm):
        if question and answers.get((grant.contract, grant.lot)) != equals:
            continue
        counted = {line.product: line.quantity.value for line in grant.lines if line.product in part | whole}
        base = sum((value for product, value in counted.items() if product in whole), start=Fraction(0))
        if not base:
            continue
        share = Rate(sum((value for product, value in counted.items() if product in part), Fraction(0)) / base)
        if not least <= share <= most:
            yield Finding(
                MIX_TOO_LOW if share < least else MIX_TOO_HIGH,
                grant.contract,
                seen=str(share),
                wanted=f"{least} - {most}",
            )


NORMS: Mapping[str, NormRule] = {
    "max-share": NormRule(
        "max-share",
        (
            Param(
                "most",
                Kind.RATE,
                "the most of the money divided that one contract may get",
                "het grootste deel van het verdeelde geld dat een aanbieder mag krijgen",
                least="0%",
                most="100%",
            ),
        ),
        _max_share,
    ),
    "max-share-in-municipality": NormRule(
        "max-share-in-municipality",
        (
            Param(
                "most",
                Kind.RATE,
                "the most of the money of one sector in one municipality that one contract there may get; it does "
                "not apply where fewer contracts offer than that leaves room for",
                "het grootste deel van het geld van een sector in een gemeente dat een aanbieder daar mag krijgen; "
                "zij geldt niet waar daarvoor te weinig aanbieders zijn",
                least="0%",
                most="100%",
            ),
        ),
        _max_share_there,
    ),
    "product-share": NormRule(
        "product-share",
        (
            Param("part", Kind.TEXTS, "the product codes that are counted", "de prestaties die meetellen"),
            Param(
                "whole",
                Kind.TEXTS,
                "the product codes of which it is a share; one unit for all",
                "de prestaties waarvan het een deel is",
            ),
            Param("least", Kind.RATE, "the smallest share allowed", "het kleinste aandeel", default="0%"),
            Param(
                "most",
                Kind.RATE,
                "the largest share allowed",
                "het grootste aandeel",
                default="100%",
                not_below="least",
            ),
            Param(
                "question",
                Kind.TEXT,
                "the question that says for whom the norm holds; empty means for everyone",
                "de vraag die zegt voor wie de norm geldt; leeg is iedereen",
                default="",
            ),
            Param("equals", Kind.TEXT, "the answer with which it holds", "het antwoord waarbij zij geldt", default=""),
        ),
        _product_share,
    ),
}
"""All kinds of norm, by the name that a policy uses."""

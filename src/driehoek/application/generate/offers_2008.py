"""Made-up offers by the framework of 2008: most meet everything, some show what happens when they do not.

Of the smallest existing providers one has a bankruptcy petitioned (b2), one has no complaints procedure, one has only
a path to a certified quality system (which is enough), one comes on 4 December 2007, one on 3 December, one did not
report its subcontractor, and about one the purchaser takes a reasoned decision on a serious error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Policy, ProviderGroup, Question, QuestionType, RequirementKind
from driehoek.domain.tender.submission import (
    Choice,
    Evidence,
    OfferLine,
    Provider,
    Realised,
    ReasonedDecision,
    Subcontractor,
    Submission,
)
from driehoek.kernel import Quantity

if TYPE_CHECKING:
    from driehoek.application.generate.region import Seedbed

FATES = (
    "petitioned",
    "no-complaints-procedure",
    "path-only",
    "late",
    "last-day",
    "unreported",
    "serious-error",
)
"""What happens to the smallest existing providers of a region of twenty or more, the smallest first."""
ENOUGH = 20
"""From how many contracts on a region has exceptions."""
DRAWN: Mapping[str, tuple[int, int, int]] = {
    "cak-weeks": (2, 4, 1),
    "client-rating": (65, 90, 10),
    "care-plan-share": (74, 100, 1),
    "days-to-contact": (1, 12, 1),
    "azr-share": (82, 100, 1),
    "months-on-time": (9, 12, 1),
}
"""SYNTHETIC: per question with a number the least and most answer, and by what it is divided."""
NOT_ALL = frozenset({"guidelines-audited", "crisis-care"})
"""Yes-no questions on which providers differ; they are scored, no requirement rests on them."""
LEAST_OFFERED, MOST_OFFERED = 90, 99
"""SYNTHETIC: the price that providers ask, in percent of the maximum tariff: always below it."""
START_SHARE = Fraction(2, 100)
"""SYNTHETIC: what a newcomer offers in a ranked lot, as a share of the largest production there."""


def draw_offers(
    bed: Seedbed,
    providers: Sequence[Provider],
    realised: Sequence[Realised],
    choices: Sequence[Choice],
    random: Random,
) -> tuple[tuple[Submission, ...], Mapping[str, str]]:
    """One offer per provider.

    Returns:
        The offers, and per contract the exception it meets with.
    """
    fates = _fates(providers, realised)
    lines = _lines(bed, providers, realised, choices, random)
    offers = []
    for provider in providers:
        contract = str(provider.contract)
        if lines[contract]:
            ordinary = _ordinary(bed.policy, provider, tuple(lines[contract]), random)
            offers.append(_exceptional(bed.policy, ordinary, fates.get(contract, "")))
    return tuple(offers), fates


def draw_reasoned(policy: Policy, fates: Mapping[str, str]) -> tuple[ReasonedDecision, ...]:
    """The decision, with its ground, that excludes the party with a serious error."""
    asked = {use.question: use.id for use in policy.requirements if use.use == "reasoned-ground" and use.question}
    ground = (
        "De inspectie stelde op 4 juni 2007 vast dat drie jaar lang onbevoegden voorbehouden handelingen verrichtten; "
        "de instelling heeft dat niet hersteld (SYNTHETIC)."
    )
    day = date(policy.year - 1, 12, 14)
    return tuple(
        ReasonedDecision(contract, requirement, excluded=True, ground=ground, decided_on=day, decided_by="directie")
        for contract, fate in sorted(fates.items())
        if fate == "serious-error"
        for requirement in asked.values()
    )


def _fates(providers: Sequence[Provider], realised: Sequence[Realised]) -> Mapping[str, str]:
    """The smallest of nursing and care and the smallest of the other sectors in turn."""
    turnover: defaultdict[str, int] = defaultdict(int)
    for line in realised:
        turnover[line.contract] += line.amount.cents
    existing = [item for item in providers if item.group is ProviderGroup.EXISTING]
    smallest = sorted(existing, key=lambda item: (turnover[str(item.contract)], item.contract))
    care = [str(item.contract) for item in smallest if item.sector is Sector.VV]
    other = [str(item.contract) for item in smallest if item.sector is not Sector.VV]
    in_turn = [contract for pair in zip(care, other, strict=False) for contract in pair]
    return dict(zip(in_turn, FATES, strict=False)) if len(providers) >= ENOUGH else {}


def _lines(
    bed: Seedbed,
    providers: Sequence[Provider],
    realised: Sequence[Realised],
    choices: Sequence[Choice],
    random: Random,
) -> defaultdict[str, list[OfferLine]]:
    """A little more than was delivered, or than clients choose; a newcomer in a ranked lot offers a start."""
    chosen: dict[tuple[str, str, str], Quantity] = {}
    for item in choices:
        place = item.contract, item.lot, item.product
        chosen[place] = chosen[place] + item.quantity if place in chosen else item.quantity
    by_choice = {item.lot for item in choices}
    base = {(item.contract, item.lot, item.product): item.quantity for item in realised if item.lot not in by_choice}
    lines: defaultdict[str, list[OfferLine]] = defaultdict(list)
    for (contract, lot, product), quantity in sorted({**base, **chosen}.items(), key=lambda pair: pair[0]):
        lines[contract].append(OfferLine(lot, product, _more(quantity, random)))
    for contract, start in _starts(bed, providers, base).items():
        lines[contract].extend(start)
    return lines


def _more(quantity: Quantity, random: Random) -> Quantity:
    units = -int(-quantity.value * Fraction(random.randint(105, 130), 100) // 1)
    return Quantity(units * quantity.unit.steps, quantity.unit)


def _starts(
    bed: Seedbed, providers: Sequence[Provider], base: Mapping[tuple[str, str, str], Quantity]
) -> Mapping[str, list[OfferLine]]:
    """What newcomers offer in the ranked lots of their sector."""
    starts: defaultdict[str, list[OfferLine]] = defaultdict(list)
    for lot in bed.policy.lots:
        largest = max((item for place, item in base.items() if place[1] == lot.id), default=None, key=lambda q: q.steps)
        new = [item for item in providers if item.group is not ProviderGroup.EXISTING and item.sector in lot.sectors]
        if largest is None:
            continue
        units = int(largest.value * START_SHARE)
        for provider in new:
            starts[str(provider.contract)].extend(
                OfferLine(lot.id, code, Quantity(units * largest.unit.steps, largest.unit)) for code in lot.products[:2]
            )
    return starts


def _ordinary(policy: Policy, provider: Provider, lines: tuple[OfferLine, ...], random: Random) -> Submission:
    window = policy.calendar.windows[0]
    received = window.opens + timedelta(days=random.randint(7, 52), minutes=random.randint(0, 480))
    lots = tuple(sorted({line.lot for line in lines}))
    excluding = {use.question for use in policy.requirements if use.kind is RequirementKind.EXCLUSION}
    answers = {}
    for question in policy.questions:
        asked = not question.lots or set(question.lots) & set(lots)
        if asked and question.required:
            answers[question.id] = _answer(question, provider, question.id in excluding, random)
    return Submission(provider.contract, received, lots, answers, lines)


def _answer(question: Question, provider: Provider, excludes: bool, random: Random) -> str:  # noqa: FBT001 - a fact
    answer = "Toelichting van de instelling (SYNTHETIC)."
    match question.type:
        case QuestionType.YES_NO if question.id in NOT_ALL:
            answer = random.choice(("yes", "yes", "no"))
        case QuestionType.YES_NO:
            answer = "no" if excludes else "yes"
        case QuestionType.CHOICE | QuestionType.NEED_LINES:
            answer = random.choice(sorted(question.options))
        case QuestionType.NUMBER:
            least, most, by = DRAWN.get(question.id, (1, 10, 1))
            drawn = random.randint(least, most)
            answer = str(drawn) if by == 1 else f"{drawn // by}.{drawn % by}"
        case QuestionType.PERCENTAGE:
            answer = f"{random.randint(LEAST_OFFERED, MOST_OFFERED)}%"
        case QuestionType.DATE:
            answer = (date(2006, 3, 1) + timedelta(days=random.randint(0, 540))).isoformat()
    return provider.municipality if question.id == "main-location" else answer


def _exceptional(policy: Policy, offer: Submission, fate: str) -> Submission:
    """What becomes of an ordinary offer."""
    last = (policy.calendar.windows[0].closes or offer.received).date()
    path = Evidence("quality-path", "quality-path.txt", offer.received.date() - timedelta(days=40))
    unreported = Subcontractor("Onderaannemer (SYNTHETIC)", "99990001", (offer.lines[0].product,))
    moments = {"late": datetime.combine(last + timedelta(days=1), time(9, 12)), "last-day": _end_of(last)}
    answers: Mapping[str, Mapping[str, str]] = {
        "petitioned": {"insolvency-pending": "yes"},
        "no-complaints-procedure": {"complaints-procedure": "no"},
        "path-only": {"quality-system": "no", "quality-path": "yes"},
        "unreported": {"subcontracting": "yes"},
        "serious-error": {"serious-error": "yes"},
    }
    return replace(
        offer,
        received=moments.get(fate, offer.received),
        answers={**offer.answers, **answers.get(fate, {})},
        evidence=(path,) if fate == "path-only" else (),
        subcontractors=(unreported,) if fate == "unreported" else (),
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 41))

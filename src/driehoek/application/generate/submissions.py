"""Made-up submissions: most are in order, some are not, so that every outcome of a round is seen.

Of the smallest existing providers one says nothing, one comes late, one withdraws, one hands in twice, one leaves a
question open, one has an extract that is too old, one completes it in the repair window, one lacks a procedure and
one needs a reasoned decision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from driehoek.application.generate.supply import PACKAGES, is_project, lot_of
from driehoek.domain.catalogue import Product
from driehoek.domain.policy import Lot, Policy, ProviderGroup, Question, QuestionType, RequirementKind
from driehoek.domain.tender.submission import (
    Evidence,
    Mark,
    OfferLine,
    Provider,
    Realised,
    ReasonedDecision,
    Subcontractor,
    Submission,
)
from driehoek.kernel import ZERO, Money, Quantity, Rounding

if TYPE_CHECKING:
    from driehoek.application.generate.region import Seedbed

EXCEPTIONS = (
    "silent",
    "late",
    "withdrawn",
    "open-question",
    "old-extract",
    "no-procedure",
    "under-suspicion",
    "repaired",
    "twice",
)
"""What happens to the smallest existing providers of a region of twenty or more, the smallest first."""
ENOUGH = 20
"""From how many contracts on a region has exceptions."""
PROJECTS = frozenset({1, 4, 5, 7, 10, 13, 16, 20})
"""The places that also enter a ranked lot."""


def draw_submissions(
    bed: Seedbed, providers: Sequence[Provider], realised: Sequence[Realised], random: Random
) -> tuple[Submission, ...]:
    """One submission per provider, apart from the exceptions named above."""
    delivered: defaultdict[str, list[Realised]] = defaultdict(list)
    for line in realised:
        delivered[line.contract].append(line)
    fates = exceptions(providers, realised)
    submissions: list[Submission] = []
    for place, provider in enumerate(providers, start=1):
        fate = fates.get(str(provider.contract), "")
        made = _ordinary(bed, provider, delivered[str(provider.contract)], 0 if fate else place, random)
        submissions.extend(_exceptional(bed.policy, made, fate, place))
    return tuple(submissions)


def exceptions(providers: Sequence[Provider], realised: Sequence[Realised]) -> Mapping[str, str]:
    """Which contract meets with which exception."""
    turnover: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for line in realised:
        turnover[line.contract] += line.amount
    existing = [str(item.contract) for item in providers if item.group is ProviderGroup.EXISTING]
    smallest = sorted(existing, key=lambda contract: (turnover[contract], contract))
    return dict(zip(smallest, EXCEPTIONS, strict=False)) if len(providers) >= ENOUGH else {}


def draw_decisions(
    policy: Policy, providers: Sequence[Provider], realised: Sequence[Realised], day: date
) -> tuple[ReasonedDecision, ...]:
    """The reasoned decision that the party under suspicion needs: it is not excluded, and why."""
    grounds = [use.id for use in policy.requirements if use.use == "reasoned-ground"]
    ground = "De inspectie heeft het onderzoek gesloten zonder maatregel; de fout is hersteld (SYNTHETIC)."
    return tuple(
        ReasonedDecision(contract, requirement, excluded=False, ground=ground, decided_on=day, decided_by="directie")
        for contract, fate in exceptions(providers, realised).items()
        if fate == "under-suspicion"
        for requirement in grounds
    )


def _ordinary(
    bed: Seedbed, provider: Provider, delivered: Sequence[Realised], place: int, random: Random
) -> Submission:
    policy = bed.policy
    window = next(item for item in policy.calendar.windows if provider.group in item.groups)
    received = window.opens + timedelta(days=random.randint(2, 20), minutes=random.randint(0, 400))
    regular = lot_of(policy)
    ranked = [lot for lot in policy.lots if lot.criteria and lot.id != regular] if place in PROJECTS else []
    lots = (regular, *(lot.id for lot in ranked))
    answers, evidence = _answers(policy, provider, lots, received.date(), random)
    lines = _offered(bed, provider, delivered, regular, random)
    for lot in ranked:
        lines.extend(_project(bed, provider, lot, random))
    return Submission(provider.contract, received, lots, answers, tuple(lines), tuple(evidence))


def _answers(
    policy: Policy, provider: Provider, lots: Sequence[str], received: date, random: Random
) -> tuple[Mapping[str, str], list[Evidence]]:
    excluding = {use.question for use in policy.requirements if use.kind is RequirementKind.EXCLUSION}
    reporting = {use.question for use in policy.requirements if use.use == "subcontracting-reported"}
    proven = {use.question for use in policy.requirements if use.params.get("evidence") == "yes"}
    answers, evidence = {}, []
    for question in policy.questions:
        if provider.group not in question.groups or (question.lots and not set(question.lots) & set(lots)):
            continue
        if question.required and (question.type is QuestionType.DOCUMENT or question.id in proven):
            issued = received - timedelta(days=random.randint(20, 120))
            evidence.append(Evidence(question.id, f"{question.id}.txt", issued))
            answers[question.id] = "yes"
        if question.type is QuestionType.NEED_LINES and not question.required:
            continue  # few offers answer a white spot: see `with_named_lines`
        if question.type is not QuestionType.DOCUMENT:
            answers[question.id] = _answer(question, "no" if question.id in excluding | reporting else "yes", random)
    return answers, evidence


def _answer(question: Question, declared: str, random: Random) -> str:
    match question.type:
        case QuestionType.YES_NO:
            return declared
        case QuestionType.CHOICE:
            options = sorted(question.options)
            return options[0] if question.id == "quality-plan" else random.choice(options)
        case QuestionType.NEED_LINES:
            return next(iter(question.options))
        case QuestionType.NUMBER | QuestionType.PERCENTAGE | QuestionType.AMOUNT:
            return str(random.randint(0, 24))
        case QuestionType.DATE:
            return f"{2026 - random.randint(0, 1)}-03-01"
        case _:
            return "Toelichting van de aanbieder (SYNTHETIC)."


def _offered(
    bed: Seedbed, provider: Provider, delivered: Sequence[Realised], lot: str, random: Random
) -> list[OfferLine]:
    """What was delivered and a little more; a newcomer offers a start in the first packages of its sector."""
    if delivered:
        grown = (
            (line, line.quantity.scaled(Fraction(random.randint(104, 118), 100), Rounding.DOWN)) for line in delivered
        )
        return [OfferLine(lot, line.product, quantity, _capacity(quantity, random)) for line, quantity in grown]
    own = sorted(
        (item for item in bed.products if item.sector is provider.sector and item.category in PACKAGES),
        key=lambda item: item.code,
    )
    return [
        OfferLine(lot, product.code, Quantity(random.randint(20, 60) * 365 * product.unit.steps, product.unit))
        for product in own[:2]
    ]


def _capacity(quantity: Quantity, random: Random) -> Quantity | None:
    return quantity.scaled(Fraction(99, 100), Rounding.DOWN) if random.randint(1, 6) == 1 else None


def _project(bed: Seedbed, provider: Provider, lot: Lot, random: Random) -> list[OfferLine]:
    projects = [item for item in bed.products if is_project(item) and item.sector is provider.sector]
    return [_part(lot, product, random) for product in projects[:1]]


def _part(lot: Lot, product: Product, random: Random) -> OfferLine:
    return OfferLine(lot.id, product.code, Quantity(random.randint(150, 700), product.unit))


def _exceptional(policy: Policy, made: Submission, fate: str, place: int) -> list[Submission]:
    """What becomes of an ordinary submission."""
    closes = policy.calendar.windows[0].closes or made.received
    fewer = tuple(replace(line, quantity=line.quantity.scaled(Fraction(9, 10), Rounding.DOWN)) for line in made.lines)
    fates: Mapping[str, list[Submission]] = {
        "silent": [],
        "late": [replace(made, received=closes + timedelta(hours=16, minutes=12))],
        "withdrawn": [replace(made, withdrawn_on=made.received + timedelta(days=1))],
        "twice": [replace(made, lines=fewer), replace(made, received=made.received + timedelta(days=2))],
        "open-question": [_without(made, "supervisory-body")],
        "old-extract": [replace(made, evidence=tuple(_aged(item, made) for item in made.evidence))],
        "repaired": [_completed(policy, made)],
        "no-procedure": [_answering(made, "complaints-procedure", "no")],
        "under-suspicion": [_answering(made, "serious-error", "yes")],
    }
    ordinary = [_with_subcontractor(made)] if place % 7 == 0 else [made]
    return fates.get(fate, ordinary)


def _without(made: Submission, question: str) -> Submission:
    return replace(made, answers={name: answer for name, answer in made.answers.items() if name != question})


def _answering(made: Submission, question: str, answer: str) -> Submission:
    return replace(made, answers={**made.answers, question: answer}) if question in made.answers else made


def _aged(item: Evidence, made: Submission) -> Evidence:
    old = made.received.date() - timedelta(days=200)
    return replace(item, issued_on=old) if item.question == "chamber-of-commerce-extract" else item


def _completed(policy: Policy, made: Submission) -> Submission:
    named = [item for item in made.evidence if policy.repair and item.question in policy.repair.questions]
    moments: dict[str, datetime] = {item.question: made.received + timedelta(days=3) for item in named}
    return replace(made, completed=moments)


def _with_subcontractor(made: Submission) -> Submission:
    party = Subcontractor(
        "Onderaannemer (SYNTHETIC)", "99990001", (made.lines[0].product,) if made.lines else (), made.received.date()
    )
    return replace(_answering(made, "subcontracting", "yes"), subcontractors=(party,))


def draw_marks(policy: Policy, submissions: Sequence[Submission], random: Random) -> tuple[Mark, ...]:
    """Two assessors mark each submission on the criteria that ask for marks; one proposal stays below the minimum."""
    marks = []
    for lot in policy.lots:
        contracts = sorted({str(item.contract) for item in submissions if lot.id in item.lots})
        for leaf in lot.leaves():
            if leaf.method != "marks":
                continue
            for place, contract in enumerate(contracts):
                middle = 4 if place == len(contracts) - 1 else random.randint(6, 9)
                for assessor in ("beoordelaar-1", "beoordelaar-2"):
                    points = Fraction(2 * middle + random.randint(-1, 1), 2)
                    text = "Het voorstel is concreet en de cliënten zijn erbij betrokken (SYNTHETIC)."
                    if middle < lot.scale // 2:
                        text = "Het voorstel zegt niet wat cliënten ervan merken (SYNTHETIC)."
                    marks.append(Mark(contract, leaf.id, assessor, points, text))
    return tuple(marks)

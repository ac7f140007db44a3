"""The clauses of `verify` about space that moves, and about offers that are granted whole or not at all.

They recount from the reasons and the figures of the dossier and know no step that moves space.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from driehoek.domain.allocation.problem import STATE, Problem
from driehoek.domain.allocation.result import Allocation, ReasonKind
from driehoek.kernel import ZERO, Code, Finding, Money, total

_MEND_NL = "Dit is een fout in de verdeling. Stel hem niet vast; meld de fout."
_MEND_EN = "This is a fault in the division. Do not adopt it; report the fault."

UNBALANCED = Code(
    "ALL-016",
    nl="Stap {subject} verschuift ruimte, maar wat eruit gaat en erin komt scheelt {seen}.",
    en="Step {subject} moves space, but what leaves and what enters differ by {seen}.",
    mend_nl=_MEND_NL,
    mend_en=_MEND_EN,
)
MOVE_UNEXPLAINED = Code(
    "ALL-017",
    nl="Naar {subject} is {seen} verschoven, maar de redenen tellen op tot {wanted}.",
    en="{seen} moved to {subject} but the reasons add up to {wanted}.",
    mend_nl=_MEND_NL,
    mend_en=_MEND_EN,
)
NOT_FROM_STATE = Code(
    "ALL-018",
    nl="Van het Rijk komt {seen} ruimte; volgens space-basis.csv kan dat alleen binnen {wanted}.",
    en="{seen} of space comes from the state; space-basis.csv allows only {wanted}.",
    mend_nl=_MEND_NL,
    mend_en=_MEND_EN,
)
NOT_WHOLE = Code(
    "ALL-019",
    nl="{subject} krijgt een deel van het voorstel; in dit perceel is het alles of niets.",
    en="{subject} gets a part of its proposal; in this lot it is all or nothing.",
    mend_nl=_MEND_NL,
    mend_en=_MEND_EN,
)
FINDINGS = (UNBALANCED, MOVE_UNEXPLAINED, NOT_FROM_STATE, NOT_WHOLE)


def moves_balance(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """What one step takes out of frames and puts into others adds up to zero, the state included (E-048)."""
    sums: defaultdict[str, int] = defaultdict(int)
    for steps in allocation.moved.values():
        for step, amount in steps.items():
            sums[step] += amount.cents
    for step in sorted(sums):
        if sums[step]:
            yield Finding(UNBALANCED, step, seen=str(Money(sums[step])))


def moves_explained(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """What moved to a frame is the sum of its reasons, to the cent."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.MOVE:
            sums[str(reason.frame), reason.step] += reason.amount.cents
    moved = {
        (str(frame), step): money.cents for frame, steps in allocation.moved.items() for step, money in steps.items()
    }
    for place in sorted({*sums, *moved}):
        seen, wanted = Money(moved.get(place, 0)), Money(sums.get(place, 0))
        if seen != wanted:
            yield Finding(MOVE_UNEXPLAINED, ", ".join(place), seen=str(seen), wanted=str(wanted))


def state_gave(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """The state gives no more space, and takes no more, than the dossier says it does (E-002, E-004).

    It can give the growth space and what a fall of the pgb lets go, and take what goes to another act.
    """
    gave = -allocation.moved_to(STATE)
    most, least = ZERO, ZERO
    for basis in problem.bases:
        most += basis.growth
        least -= basis.other_act
        if basis.pgb_now is not None and basis.pgb_now < basis.pgb_last:
            most += basis.pgb_last - basis.pgb_now
    if not least <= gave <= most:
        yield Finding(NOT_FROM_STATE, str(STATE), seen=str(gave), wanted=f"{least} .. {most}")


def whole_or_nothing(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Where offers are granted whole or not at all, each grant holds every line of the offer in full, or none (E-044).

    What was decided by hand may be a part.
    """
    by_hand = {(item.contract, item.lot) for item in allocation.reasons if item.kind is ReasonKind.ADJUSTMENT}
    offers = {(offer.contract, offer.lot): offer for offer in problem.offers}
    for grant in allocation.grants:
        place = (grant.contract, grant.lot)
        offer = offers.get(place)
        if offer is None or grant.lot not in problem.whole or place in by_hand:
            continue
        full = {line.product.code: line.limit for line in offer.lines if line.limit.steps}
        got = {line.product: line.quantity for line in grant.lines}
        priced = total(line.amount for line in grant.lines)
        if (grant.money or got) and (got != full or grant.money != priced):
            yield Finding(NOT_WHOLE, "/".join(place), seen=str(grant.money))

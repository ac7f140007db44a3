"""`verify`: is a division right? It knows the problem and the result, and no model that makes one.

Each clause states one thing that must hold. For every clause the tests hold a wrong result that only this clause
catches. The checker shares no arithmetic with the engines: it recounts from the lines up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from driehoek.domain.allocation.norms import NORMS
from driehoek.domain.allocation.problem import STATE, Frame, Offer, OfferedLine, Problem
from driehoek.domain.allocation.result import Allocation, Grant, Reason, ReasonKind
from driehoek.domain.allocation.verify_space import moves_balance, moves_explained, state_gave, whole_or_nothing
from driehoek.domain.policy.params import read
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Rate, blocking, total
from driehoek.kernel.fingerprint import canonical


def _code(number: str, nl: str, en: str) -> Code:
    return Code(
        number,
        nl=nl,
        en=en,
        mend_nl="Dit is een fout in de verdeling. Stel hem niet vast; meld de fout.",
        mend_en="This is a fault in the division. Do not adopt it; report the fault.",
    )


OVER_SPACE = Code(
    "ALL-001",
    nl="De afspraken en reserveringen in {subject} zijn samen {seen}; de ruimte is {wanted}.",
    en="Agreements and reservations in {subject} come to {seen}; the space is {wanted}.",
    mend_nl="Verlaag de afspraken, of verhoog de ruimte in space.csv met een besluit daarover.",
    mend_en="Lower the agreements, or raise the space in space.csv with a decision on it.",
)
NEGATIVE = _code(
    "ALL-002", "{subject} heeft een negatief bedrag of aantal: {seen}.", "{subject} has {seen} below zero."
)
GUARANTEE_BROKEN = _code(
    "ALL-003",
    "{subject} krijgt {seen}, minder dan de toegezegde {wanted}.",
    "{subject} gets {seen}, less than the {wanted} that was guaranteed.",
)
OVER_OFFER = _code(
    "ALL-004",
    "{subject} krijgt {seen}, maar heeft {wanted} aangeboden.",
    "{subject} gets {seen} but offered {wanted}.",
)
OVER_CAPACITY = _code(
    "ALL-005",
    "{subject} krijgt {seen}, maar kan ten hoogste {wanted} leveren.",
    "{subject} gets {seen} but can deliver at most {wanted}.",
)
WRONG_PRICE = _code(
    "ALL-006",
    "De prijs van {subject} is {seen}; het maximum maal het percentage is {wanted}.",
    "The price of {subject} is {seen}; maximum times percentage is {wanted}.",
)
WRONG_AMOUNT = _code(
    "ALL-007",
    "Het bedrag van {subject} is {seen}; prijs maal aantal is {wanted}.",
    "The amount of {subject} is {seen}; price times quantity is {wanted}.",
)
OVER_GRANT = _code(
    "ALL-008",
    "De regels van {subject} zijn samen {seen}, meer dan de toekenning van {wanted}.",
    "The lines of {subject} come to {seen}, more than the grant of {wanted}.",
)
TARIFF_UNEXPLAINED = _code(
    "ALL-009",
    "Het percentage van {subject} is {seen}, maar de redenen tellen op tot {wanted}.",
    "The percentage of {subject} is {seen} but its reasons add up to {wanted}.",
)
MONEY_UNEXPLAINED = _code(
    "ALL-010",
    "De toekenning van {subject} is {seen}, maar de redenen tellen op tot {wanted}.",
    "The grant of {subject} is {seen} but its reasons add up to {wanted}.",
)
REASON_EMPTY = _code(
    "ALL-011",
    "Bij een reden van {subject} ontbreekt {wanted}.",
    "A reason of {subject} lacks {wanted}.",
)
UNEQUAL = _code(
    "ALL-012",
    "{subject} zijn in alles gelijk, maar krijgen {seen}.",
    "{subject} are equal in everything but get {seen}.",
)
NOT_ANSWERED = _code(
    "ALL-013",
    "{subject} heeft {seen} antwoorden gekregen in plaats van {wanted}.",
    "{subject} has {seen} answers instead of {wanted}.",
)
TOO_MANY_WINNERS = _code(
    "ALL-014",
    "In perceel {subject} krijgen {seen} aanbieders iets; het mogen er {wanted} zijn.",
    "In lot {subject} {seen} providers get something; {wanted} may.",
)
REQUEST_UNFOUNDED = _code(
    "ALL-033",
    "Het verzoek om ruimte voor {subject} is {seen}; te verklaren is {wanted}.",
    "The request for space for {subject} is {seen}; {wanted} can be explained.",
)
SPACE_UNEXPLAINED = _code(
    "ALL-015",
    "In {subject} is {seen} gereserveerd, maar de redenen tellen op tot {wanted}.",
    "In {subject} {seen} is reserved but the reasons add up to {wanted}.",
)
OVER_LIMIT = _code(
    "ALL-030",
    "{subject} krijgt {seen}, maar een stap van de verdeling stelt {wanted} als grens.",
    "{subject} gets {seen} but a step of the division sets {wanted} as its limit.",
)
FINDINGS = (
    REQUEST_UNFOUNDED,
    OVER_LIMIT,
    SPACE_UNEXPLAINED,
    OVER_SPACE,
    NEGATIVE,
    GUARANTEE_BROKEN,
    OVER_OFFER,
    OVER_CAPACITY,
    WRONG_PRICE,
    WRONG_AMOUNT,
    OVER_GRANT,
    TARIFF_UNEXPLAINED,
    MONEY_UNEXPLAINED,
    REASON_EMPTY,
    UNEQUAL,
    NOT_ANSWERED,
    TOO_MANY_WINNERS,
)


def _name(grant: Grant) -> str:
    return f"{grant.contract}/{grant.lot}"


def within_space(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Grants and reservations of a frame never exceed its space and what moved to it, to the cent (E-001, E-011)."""
    frames = {grant.frame for grant in allocation.grants} | set(allocation.reserved) | set(allocation.moved) - {STATE}
    granted: defaultdict[Frame, int] = defaultdict(int)
    for grant in allocation.grants:
        granted[grant.frame] += grant.money.cents
    for frame in sorted(frames):
        taken = Money(granted[frame])
        taken += total(allocation.reserved.get(frame, {}).values())
        space = total(item.amount for item in problem.spaces if item.frame == frame)
        space += total(allocation.moved.get(frame, {}).values())
        if taken > space:
            yield Finding(OVER_SPACE, str(frame), seen=str(taken), wanted=str(space))


def nothing_negative(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """No grant, quantity, price or reservation lies below zero."""
    for grant in allocation.grants:
        lowest = min([grant.money.cents, *(line.quantity.steps for line in grant.lines)])
        if min([lowest, *(line.price.amount.cents for line in grant.lines)]) < 0:
            yield Finding(NEGATIVE, _name(grant), seen="a grant, quantity or price")
    for frame, reserved in allocation.reserved.items():
        for step, amount in reserved.items():
            if amount < ZERO:
                yield Finding(NEGATIVE, f"{frame}, {step}", seen=str(amount))


def guarantees_kept(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """What was promised beforehand is granted, apart from deviations by hand (E-009)."""
    by_hand = _by_hand(allocation)
    granted = {(grant.contract, grant.lot): grant.money for grant in allocation.grants}
    for promise in allocation.guarantees:
        place = (promise.contract, promise.lot)
        got = granted.get(place, ZERO) - Money(by_hand[place])
        if got < promise.amount:
            yield Finding(
                GUARANTEE_BROKEN, f"{promise.contract}/{promise.lot}", seen=str(got), wanted=str(promise.amount)
            )


def _by_hand(allocation: Allocation) -> defaultdict[tuple[str, str], int]:
    """Per contract and lot the cents that deviations by hand added or took."""
    cents: defaultdict[tuple[str, str], int] = defaultdict(int)
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.ADJUSTMENT:
            cents[reason.contract, reason.lot] += reason.amount.cents
    return cents


def _offers(problem: Problem) -> dict[tuple[str, str], Offer]:
    return {(offer.contract, offer.lot): offer for offer in problem.offers}


def within_submission(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Nobody gets a product or a quantity that it did not offer."""
    offers = _offers(problem)
    for grant in allocation.grants:
        offer = offers.get((grant.contract, grant.lot))
        offered = {line.product.code: line.quantity for line in offer.lines} if offer else {}
        for line in grant.lines:
            most = offered.get(line.product)
            if most is None or not line.quantity <= most:
                yield Finding(
                    OVER_OFFER, f"{_name(grant)}, {line.product}", seen=str(line.quantity), wanted=str(most or 0)
                )


def within_capacity(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Nobody gets more than it can deliver."""
    offers = _offers(problem)
    for grant in allocation.grants:
        offer = offers.get((grant.contract, grant.lot))
        capacity = {line.product.code: line.capacity for line in offer.lines} if offer else {}
        for line in grant.lines:
            most = capacity.get(line.product)
            if most is not None and not line.quantity <= most:
                yield Finding(
                    OVER_CAPACITY, f"{_name(grant)}, {line.product}", seen=str(line.quantity), wanted=str(most)
                )


def limits_kept(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Nobody gets more of a product than a step of the division allows (E-031, E-035)."""
    most: dict[tuple[str, str, str], Quantity] = {}
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.LIMIT and reason.units is not None:
            place = (reason.contract, reason.lot, reason.product)
            most[place] = min(reason.units, most.get(place, reason.units), key=lambda units: units.steps)
    for grant in allocation.grants:
        for line in grant.lines:
            limit = most.get((grant.contract, grant.lot, line.product))
            if limit is not None and not line.quantity <= limit:
                yield Finding(OVER_LIMIT, f"{_name(grant)}, {line.product}", seen=str(line.quantity), wanted=str(limit))


def prices_follow(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Each price is the maximum tariff times a percentage within the lawful bound, rounded once (E-053)."""
    offers = _offers(problem)
    for grant in allocation.grants:
        offer = offers.get((grant.contract, grant.lot))
        maxima = {line.product.code: line.maximum.amount for line in offer.lines} if offer else {}
        for line in grant.lines:
            maximum = maxima.get(line.product, line.price.maximum)
            share = min(line.price.share, problem.price_bound)
            wanted = maximum.times(share, line.price.rounding)
            if wanted != line.price.amount or maximum != line.price.maximum:
                yield Finding(
                    WRONG_PRICE, f"{_name(grant)}, {line.product}", seen=str(line.price.amount), wanted=str(wanted)
                )


def amounts_follow(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Each line's amount is price times quantity (F-001)."""
    for grant in allocation.grants:
        for line in grant.lines:
            wanted = line.quantity.at(line.price.amount)
            if wanted != line.amount:
                yield Finding(
                    WRONG_AMOUNT, f"{_name(grant)}, {line.product}", seen=str(line.amount), wanted=str(wanted)
                )


def lines_fit(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """The lines of a grant fit in its money."""
    for grant in allocation.grants:
        agreed = total(line.amount for line in grant.lines)
        if agreed > grant.money and grant.money >= ZERO:
            yield Finding(OVER_GRANT, _name(grant), seen=str(agreed), wanted=str(grant.money))


def tariffs_explained(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """The percentage of each price is the sum of its reasons."""
    points: dict[tuple[str, str, str], Rate] = {}
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.TARIFF and reason.points is not None:
            of_reason = reason.contract, reason.lot, reason.product
            points[of_reason] = points[of_reason] + reason.points if of_reason in points else reason.points
    for grant in allocation.grants:
        for line in grant.lines:
            place = (grant.contract, grant.lot)
            shared, own = points.get((*place, "")), points.get((*place, line.product))
            explained = shared + own if shared and own else shared or own or Rate.percent(0)
            if explained != line.price.share:
                yield Finding(
                    TARIFF_UNEXPLAINED,
                    f"{_name(grant)}, {line.product}",
                    seen=str(line.price.share),
                    wanted=str(explained),
                )


def money_explained(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """The money of each grant is the sum of its reasons, to the cent; rounding to whole units is told."""
    granting = (ReasonKind.GRANT, ReasonKind.ADJUSTMENT)
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    rounded: defaultdict[tuple[str, str], int] = defaultdict(int)
    for reason in allocation.reasons:
        place = (reason.contract, reason.lot)
        if reason.kind in granting:
            sums[place] += reason.amount.cents
        elif reason.kind is ReasonKind.VOLUME:
            rounded[place] += reason.amount.cents
    for grant in allocation.grants:
        place = (grant.contract, grant.lot)
        if sums[place] != grant.money.cents:
            yield Finding(MONEY_UNEXPLAINED, _name(grant), seen=str(grant.money), wanted=str(Money(sums[place])))
        left = sum(line.amount.cents for line in grant.lines) - grant.money.cents
        if rounded[place] != left and left <= 0:
            yield Finding(MONEY_UNEXPLAINED, _name(grant), seen=str(Money(left)), wanted=str(Money(rounded[place])))


def reservations_explained(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """What a step set apart in a frame is the sum of its reasons, to the cent."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for reason in allocation.reasons:
        if reason.kind is ReasonKind.SPACE:
            sums[str(reason.frame), reason.step] -= reason.amount.cents
    held = {(str(frame), step): money for frame, steps in allocation.reserved.items() for step, money in steps.items()}
    for place in sorted({*sums, *held}):
        reserved = held.get(place, ZERO)
        if reserved.cents != sums[place]:
            yield Finding(SPACE_UNEXPLAINED, ", ".join(place), seen=str(reserved), wanted=str(Money(sums[place])))


def reasons_complete(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Every reason names a step of the published policy and says in words why; by hand, who and on what ground."""
    steps = {step.id for step in problem.division.steps()}
    for reason in allocation.reasons:
        lacking = _lacking(reason, steps)
        if lacking:
            yield Finding(REASON_EMPTY, f"{reason.contract or reason.frame}, {reason.step}", wanted=lacking)


def _lacking(reason: Reason, steps: set[str]) -> str:
    if not reason.text:
        return "text"
    if reason.kind is ReasonKind.ADJUSTMENT:
        names = {given.name for given in reason.inputs if given.value}
        return ", ".join(sorted({"ground", "proposer", "approver"} - names))
    if reason.kind in (ReasonKind.LIMIT, ReasonKind.MIX) and (not reason.product or reason.units is None):
        return "a product with its units"
    return "" if reason.step in steps or reason.kind is ReasonKind.VOLUME else "a step of the policy"


def same_for_the_same(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Offers that are equal in all that counts get the same, but for the cent that cannot be split.

    Where a lot has a limit on winners, or grants an offer whole or not at all, the published key draws, and this
    clause does not apply.
    """
    choices: defaultdict[tuple[str, str], list[bytes]] = defaultdict(list)
    for choice in problem.choices:
        content = (choice.product, choice.quantity, choice.chosen_on, choice.clients, choice.arrangement)
        choices[(choice.contract, choice.lot)].append(canonical(content))
    for item in problem.waiting:
        if item.contract:
            lots = [item.lot] if item.lot else {offer.lot for offer in problem.offers}
            for lot in lots:
                listed = ("waiting", item.count, item.status, item.classification)
                choices[(item.contract, lot)].append(canonical(listed))
    by_hand = {(r.contract, r.lot) for r in allocation.reasons if r.kind is ReasonKind.ADJUSTMENT}
    granted = {(grant.contract, grant.lot): grant.money.cents for grant in allocation.grants}
    alike: defaultdict[tuple[object, ...], list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        drawn = problem.max_winners.get(offer.lot) or offer.lot in problem.whole
        if not drawn and (offer.contract, offer.lot) not in by_hand:
            alike[offer.lot, offer.realised, offer.score, len(offer.lines)].append(offer)
    blocks: defaultdict[bytes, list[tuple[str, str]]] = defaultdict(list)
    for offer in (one for group in alike.values() if len(group) > 1 for one in group):
        place = (offer.contract, offer.lot)
        blocks[_content(offer, sorted(choices[place]))].append(place)
    for block in blocks.values():
        amounts = sorted({granted.get(place, 0) for place in block})
        if amounts[-1] - amounts[0] > 1:
            names = ", ".join(sorted(place[0] for place in block))
            yield Finding(UNEQUAL, names, seen=f"{Money(amounts[0])} .. {Money(amounts[-1])}")


def _content(offer: Offer, choices: list[bytes]) -> bytes:
    lines = sorted(_line(line) for line in offer.lines)
    told = (offer.facts, offer.decisions)
    head = canonical((offer.lot, offer.frame, offer.sector, offer.group, offer.realised, offer.score, told))
    figures = [
        canonical((name, offer.figures[name].value)) for name in sorted(offer.figures, key=lambda one: one.value)
    ]
    classes = sorted(canonical(replace(one, contract="")) for one in offer.classes)
    outside = [canonical((offer.area, offer.organisation)), *figures, b"/", *classes]
    return b"|".join([head, *lines, b"/", *choices, b"/", *outside])


def _line(line: OfferedLine) -> bytes:
    return canonical((line.product.code, line.maximum, line.quantity, line.capacity, line.realised))


def everyone_answered(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Every offer has exactly one answer, and nobody else has one."""
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for grant in allocation.grants:
        count[(grant.contract, grant.lot)] += 1
    offered = {(offer.contract, offer.lot) for offer in problem.offers}
    for place in sorted(offered | set(count)):
        wanted = int(place in offered)
        if count[place] != wanted:
            yield Finding(NOT_ANSWERED, "/".join(place), seen=str(count[place]), wanted=str(wanted))


def winners_limited(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """No lot has more winners than the policy allows.

    A winner gets more than it was promised beforehand; what was decided by hand makes none.
    """
    apart = _by_hand(allocation)
    for promise in allocation.guarantees:
        apart[promise.contract, promise.lot] += promise.amount.cents
    for lot, most in sorted(problem.max_winners.items()):
        winners = sum(
            grant.money.cents > apart[grant.contract, grant.lot] for grant in allocation.grants if grant.lot == lot
        )
        if most and winners > most:
            yield Finding(TOO_MANY_WINNERS, lot, seen=str(winners), wanted=str(most))


def requests_founded(_problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """A request for more space is the sum of its parts, and no more is asked than what falls short (E-020)."""
    together: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for request in allocation.requests:
        parts = total(request.providers.values())
        if parts != request.amount or request.amount <= ZERO:
            yield Finding(REQUEST_UNFOUNDED, f"{request.frame}, {request.lot}", str(request.amount), str(parts))
        together[str(request.frame)] += request.amount + request.not_asked
    short = {str(frame): money for frame, money in allocation.exposure.items()}
    for frame, money in sorted(together.items()):
        if money > short.get(frame, ZERO):
            yield Finding(REQUEST_UNFOUNDED, frame, seen=str(money), wanted=str(short.get(frame, ZERO)))


def norms_respected(problem: Problem, allocation: Allocation) -> Iterator[Finding]:
    """Every norm of the policy holds."""
    for norm in problem.norms:
        rule = NORMS[norm.use]
        params, findings = read(norm.id, rule.params, norm.params)
        if blocking(findings):
            yield from findings
        else:
            yield from rule.judge(problem, allocation, norm, params)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that `verify` holds a division to.

    Attributes:
        name: for the report.
        dutch: what must hold, in plain Dutch.
        check: yields a finding for each place where it does not.
    """

    name: str
    dutch: str
    check: Callable[[Problem, Allocation], Iterator[Finding]]


CLAUSES: tuple[Clause, ...] = (
    Clause("within-space", "Geen cent boven de ruimte.", within_space),
    Clause("nothing-negative", "Niets is negatief.", nothing_negative),
    Clause("guarantees-kept", "Elke toezegging is nagekomen.", guarantees_kept),
    Clause("within-submission", "Niemand krijgt meer dan is aangeboden.", within_submission),
    Clause("within-capacity", "Niemand krijgt meer dan hij kan leveren.", within_capacity),
    Clause("limits-kept", "Niemand krijgt meer van een prestatie dan een stap toestaat.", limits_kept),
    Clause("prices-follow", "Elke prijs is het maximum maal het percentage.", prices_follow),
    Clause("amounts-follow", "Elk bedrag is prijs maal aantal.", amounts_follow),
    Clause("lines-fit", "De regels passen in de toekenning.", lines_fit),
    Clause("tariffs-explained", "Elk percentage is de som van zijn redenen.", tariffs_explained),
    Clause("money-explained", "Elke euro heeft een reden.", money_explained),
    Clause("reservations-explained", "Elke reservering is de som van haar redenen.", reservations_explained),
    Clause("reasons-complete", "Elke reden noemt een stap van het beleid en zegt waarom.", reasons_complete),
    Clause("same-for-the-same", "Wie gelijk is, krijgt gelijk.", same_for_the_same),
    Clause("everyone-answered", "Iedereen krijgt precies een antwoord.", everyone_answered),
    Clause("winners-limited", "Niet meer winnaars dan het beleid toestaat.", winners_limited),
    Clause("requests-founded", "Er wordt niet meer ruimte gevraagd dan er tekortkomt.", requests_founded),
    Clause("norms-respected", "De normen van het beleid zijn gehaald.", norms_respected),
    Clause("moves-balance", "Ruimte die verschuift, komt ergens vandaan en ergens aan.", moves_balance),
    Clause("moves-explained", "Elke verschuiving van ruimte heeft een reden.", moves_explained),
    Clause("state-gave", "Van het Rijk komt niet meer dan het gaf.", state_gave),
    Clause("whole-or-nothing", "Wie alles of niets vraagt, krijgt alles of niets.", whole_or_nothing),
)
"""All clauses, in the order of the report."""


def verify(problem: Problem, allocation: Allocation) -> tuple[Finding, ...]:
    """Hold a division to every clause.

    Returns:
        What is wrong; empty when the division is right.
    """
    return tuple(finding for clause in CLAUSES for finding in clause.check(problem, allocation))

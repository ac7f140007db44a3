"""The deviations by hand of a new version: carried from the one before, given by the event, and what pays for them.

1. What was decided by hand before stays decided: its amount goes along, from what the division gives now.
2. What the event gives is a deviation of its own, with its proposer and approver.
3. Paid from the reserve, everyone whom the event does not name is brought back to what it had.
4. Divided again, what the open space lacks is taken from the others in the same frame, in proportion to what they have
   above a promise; each of them gets a deviation of its own that says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from driehoek.application.event import Event, Remedy
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Adjustment, Frame
from driehoek.engines.allocation.base import Ability
from driehoek.engines.allocation.definitions import space_steps_that
from driehoek.kernel import ZERO, Code, Finding, Money, Severity, apportion_within, dutch, total

CARRIED_NOWHERE = Code(
    "VER-010",
    nl="De aanpassing met de hand voor {subject} van {seen} vervalt: "
    "in versie {wanted} heeft dit contract daar geen plaats.",
    en="The deviation by hand for {subject} of {seen} lapses: in version {wanted} the contract has no place there.",
    mend_nl="Kijk of dat de bedoeling is.",
    mend_en="See whether that is meant.",
    severity=Severity.WARNING,
)
NOT_ENOUGH = Code(
    "VER-011",
    nl="In {subject} is {wanted} nodig voor deze gebeurtenis; er is {seen}.",
    en="In {subject} this event needs {wanted}; there is {seen}.",
    mend_nl="Kies bij remedy de andere weg (reserve of redivide), vraag meer ruimte, of verlaag het bedrag.",
    mend_en="Choose the other way under remedy (reserve or redivide), ask for more space, or lower the amount.",
)
NO_PLACE = Code(
    "VER-012",
    nl="Gebeurtenis {subject} geeft geld aan {seen}, maar dat contract heeft daar geen toekenning.",
    en="Event {subject} gives money to {seen}, but that contract has no grant there.",
    mend_nl="Controleer contract en perceel. Moet het contract alsnog meedoen? Verbeter dan ook zijn beoordeling.",
    mend_en="Check contract and lot. Must the contract take part after all? Then mend its assessment as well.",
)
FINDINGS = (CARRIED_NOWHERE, NOT_ENOUGH, NO_PLACE)

Place = tuple[str, str]


def granted_by(outcome: RoundOutcome) -> dict[Place, Money]:
    """Per contract and lot what an outcome grants."""
    return {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}


def carried(before: RoundOutcome, bare: RoundOutcome, number: int) -> tuple[list[Adjustment], list[Finding]]:
    """The deviations of the version before, from what the division gives now (1).

    Args:
        before: the version before.
        bare: the new inputs divided without any deviation.
        number: of the new version.
    """
    standing = granted_by(bare)
    rows: list[Adjustment] = []
    findings: list[Finding] = []
    for item in sorted(before.dossier.adjustments, key=lambda one: (one.decided_on, one.contract, one.lot)):
        place, change = (item.contract, item.lot), item.amount_to - item.amount_from
        if place not in standing:
            name = f"{item.contract}, {item.lot}"
            findings.append(Finding(CARRIED_NOWHERE, name, seen=str(change), wanted=str(number)))
            continue
        start = standing[place]
        standing[place] = max(start + change, ZERO)
        rows.append(replace(item, amount_from=start, amount_to=standing[place], row=0))
    return rows, findings


def of_event(before: RoundOutcome, standing: RoundOutcome, event: Event) -> tuple[list[Adjustment], list[Finding]]:
    """The deviations that the event makes: what it gives, and what pays for it (2-4).

    Args:
        before: the version before.
        standing: the new inputs with the carried deviations.
        event: what happened.
    """
    now = granted_by(standing)
    wanted = dict(now)
    lost = [
        Finding(NO_PLACE, event.id, f"{item.contract}, {item.lot}")
        for item in event.grants
        if (item.contract, item.lot) not in now
    ]
    if lost:
        return [], lost
    for item in event.grants:
        wanted[item.contract, item.lot] = max(wanted[item.contract, item.lot] + item.extra, ZERO)
    findings: list[Finding] = []
    if event.remedy is Remedy.RESERVE:
        had = granted_by(before)
        wanted.update({place: had[place] for place in now if place in had and place[0] not in event.contracts})
        findings.extend(_reserve_holds(standing, now, wanted))
    else:
        findings.extend(_take_from_others(standing, event, now, wanted))
    rows = [_row(event, place, now[place], wanted[place]) for place in sorted(now) if wanted[place] != now[place]]
    return rows, findings


def _frames(outcome: RoundOutcome) -> dict[Place, Frame]:
    return {(grant.contract, grant.lot): grant.frame for grant in outcome.allocation.grants}


def _needed(outcome: RoundOutcome, now: dict[Place, Money], wanted: dict[Place, Money]) -> dict[Frame, Money]:
    needed: defaultdict[Frame, Money] = defaultdict(lambda: ZERO)
    for place, frame in _frames(outcome).items():
        needed[frame] += wanted[place] - now[place]
    return dict(needed)


def _held(outcome: RoundOutcome, frame: Frame) -> Money:
    """What steps on the space set apart: only that may be used for what comes up later."""
    held = outcome.allocation.reserved.get(frame, {})
    division = outcome.dossier.policy.division
    gone = space_steps_that(Ability.GOES_TO_PGB, division)
    return total(held.get(step.id, ZERO) for step in division.space if step not in gone)


def _open(outcome: RoundOutcome, frame: Frame) -> Money:
    reserved = total(outcome.allocation.reserved.get(frame, {}).values())
    there = outcome.problem.space(frame) + outcome.allocation.moved_to(frame)
    return there - outcome.allocation.used(frame) - reserved


def _reserve_holds(standing: RoundOutcome, now: dict[Place, Money], wanted: dict[Place, Money]) -> Iterator[Finding]:
    for frame, needed in sorted(_needed(standing, now, wanted).items()):
        there = _open(standing, frame) + _held(standing, frame)
        if needed > there:
            yield Finding(NOT_ENOUGH, str(frame), seen=dutch.amount(there), wanted=dutch.amount(needed))


def _take_from_others(
    standing: RoundOutcome, event: Event, now: dict[Place, Money], wanted: dict[Place, Money]
) -> Iterator[Finding]:
    """Lower the others in each frame by what the open space lacks; ``wanted`` is changed (4)."""
    promised: defaultdict[Place, Money] = defaultdict(lambda: ZERO)
    for promise in standing.allocation.guarantees:
        place = promise.contract, promise.lot
        promised[place] = max(promised[place], promise.amount)
    frames = _frames(standing)
    for frame, needed in sorted(_needed(standing, now, wanted).items()):
        short = needed - _open(standing, frame)
        if short <= ZERO:
            continue
        room = {
            "/".join(place): max(now[place] - promised[place], ZERO).cents
            for place, where in frames.items()
            if where == frame and place[0] not in event.contracts
        }
        taken = apportion_within(short.cents, room, room, standing.problem.tie_key)
        if sum(taken.values()) < short.cents:
            there = Money(sum(taken.values())) + _open(standing, frame)
            yield Finding(NOT_ENOUGH, str(frame), seen=dutch.amount(there), wanted=dutch.amount(needed))
        for place in now:
            wanted[place] -= Money(taken.get("/".join(place), 0))


def _row(event: Event, place: Place, before: Money, after: Money) -> Adjustment:
    contract, lot = place
    named = contract in event.contracts
    ground = event.ground if named else _why_others(event)
    return Adjustment(
        contract,
        lot,
        before,
        after,
        ground,
        event.kind.value,
        event.proposer,
        event.approver,
        event.decided_on.isoformat(),
    )


def _why_others(event: Event) -> str:
    if event.remedy is Remedy.RESERVE:
        return f"U houdt wat u had. Gebeurtenis {event.id} wordt betaald uit de open en achtergehouden ruimte."
    return f"De ruimte is opnieuw verdeeld door gebeurtenis {event.id}; daarvoor geeft u een evenredig deel af."

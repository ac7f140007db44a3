"""Where a division binds: which limits hold somebody back, or keep somebody up, before and after a change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Frame, ReasonKind
from driehoek.kernel import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Bind:
    """One limit, and how many feel it.

    Attributes:
        kind: ``frame``, ``offer``, ``capacity``, ``winners``, ``maximum``, ``after``, ``guarantee`` or ``norm``.
        id: which: the frame, lot, step or norm.
        nl: what binds, in plain Dutch.
        en: the same in English.
        count: how many contracts (for a frame without exposure: 1).
        amount: the money at stake, where there is some: what clients ask beyond a frame.
    """

    kind: str
    id: str
    nl: str
    en: str
    count: int
    amount: Money = ZERO


@dataclass(frozen=True, slots=True)
class BindChange:
    """One limit before and after.

    Attributes:
        kind: as in `Bind`.
        id: which.
        nl: what binds.
        en: the same in English.
        before: how many felt it; 0 when it did not bind.
        after: how many feel it.
        amount_before: the money at stake before.
        amount_after: the money at stake after.
    """

    kind: str
    id: str
    nl: str
    en: str
    before: int
    after: int
    amount_before: Money
    amount_after: Money

    @property
    def changed(self) -> bool:
        """Whether it binds otherwise than before."""
        return (self.before, self.amount_before) != (self.after, self.amount_after)


def bind_changes(before: RoundOutcome, after: RoundOutcome) -> tuple[BindChange, ...]:
    """Every limit that binds in one of the two, in the order of the kinds."""
    old, new = ({(item.kind, item.id): item for item in binds(outcome)} for outcome in (before, after))
    found = []
    for key in dict.fromkeys((*old, *new)):
        one, two = old.get(key), new.get(key)
        named = two or one
        assert named is not None
        counts = one.count if one else 0, two.count if two else 0
        amounts = one.amount if one else ZERO, two.amount if two else ZERO
        found.append(BindChange(*key, named.nl, named.en, *counts, *amounts))
    return tuple(sorted(found, key=lambda item: (_KINDS.index(item.kind), item.id)))


_KINDS = ("frame", "winners", "maximum", "offer", "capacity", "guarantee", "after", "norm")


def binds(outcome: RoundOutcome) -> Iterator[Bind]:
    """The limits that bind in an outcome."""
    yield from _frames(outcome)
    yield from _winners(outcome)
    yield from _maximum(outcome)
    yield from _offers(outcome)
    yield from _guarantees(outcome)
    yield from _after(outcome)
    for name, count in Counter(item.code.id for item in outcome.verification).items():
        yield Bind("norm", name, f"controle {name} keurt af", f"check {name} rejects", count)


def open_in(outcome: RoundOutcome, frame: Frame) -> Money:
    """What of a frame nobody has: not divided, or set apart by the models for clients who choose during the year."""
    allocation = outcome.allocation
    space_steps = {step.id for step in outcome.dossier.policy.division.space}
    held = allocation.reserved.get(frame, {})
    kept = total(amount for step, amount in held.items() if step in space_steps)
    return outcome.problem.space(frame) + allocation.moved_to(frame) - allocation.used(frame) - kept


def _frames(outcome: RoundOutcome) -> Iterator[Bind]:
    """A frame binds when clients ask for more than it holds, or when nothing of it is open."""
    used = {grant.frame for grant in outcome.allocation.grants if grant.money}
    for frame in sorted(used | set(outcome.allocation.exposure)):
        beyond = outcome.allocation.exposure.get(frame, ZERO)
        if beyond or not open_in(outcome, frame):
            yield Bind("frame", str(frame), f"ruimte van {frame} is op", f"space of {frame} is used up", 1, beyond)


def _winners(outcome: RoundOutcome) -> Iterator[Bind]:
    got = Counter(grant.lot for grant in outcome.allocation.grants if grant.money)
    asked = Counter(offer.lot for offer in outcome.problem.offers)
    for lot, most in sorted(outcome.problem.max_winners.items()):
        if most and got[lot] >= most and asked[lot] > got[lot]:
            shut = asked[lot] - got[lot]
            yield Bind(
                "winners", lot, f"meer dan {most} winnaars in {lot} kan niet", f"at most {most} win in {lot}", shut
            )


def _maximum(outcome: RoundOutcome) -> Iterator[Bind]:
    lowered = {(item.lot, item.contract) for item in outcome.allocation.reasons if item.rule == "maximum"}
    for lot, count in sorted(Counter(lot for lot, _ in lowered).items()):
        yield Bind("maximum", lot, f"maximumtarief in {lot}", f"maximum tariff in {lot}", count)


def _offers(outcome: RoundOutcome) -> Iterator[Bind]:
    """Who gets all that it offers, and who is held by what it can deliver."""
    whole: Counter[str] = Counter()
    held: Counter[str] = Counter()
    offers = {(offer.contract, offer.lot): offer for offer in outcome.problem.offers}
    for grant in outcome.allocation.grants:
        offer = offers.get((grant.contract, grant.lot))
        got = {line.product: line.quantity.steps for line in grant.lines}
        lines = [line for line in offer.lines if line.limit.steps] if offer else []
        if lines and all(got.get(line.product.code, 0) >= line.limit.steps for line in lines):
            whole[grant.lot] += 1
        full = (line for line in lines if got.get(line.product.code, 0) >= line.limit.steps)
        if any(line.capacity is not None and line.capacity < line.quantity for line in full):
            held[grant.lot] += 1
    for lot, count in sorted(whole.items()):
        yield Bind("offer", lot, f"krijgt in {lot} alles wat is aangeboden", f"gets all it offered in {lot}", count)
    for lot, count in sorted(held.items()):
        yield Bind("capacity", lot, f"kan in {lot} niet meer leveren", f"cannot deliver more in {lot}", count)


def _guarantees(outcome: RoundOutcome) -> Iterator[Bind]:
    """Who gets no more than what was promised beforehand."""
    promised: defaultdict[tuple[str, str], Money] = defaultdict(lambda: ZERO)
    for item in outcome.allocation.guarantees:
        promised[item.contract, item.lot] = max(promised[item.contract, item.lot], item.amount)
    count: Counter[str] = Counter()
    for grant in outcome.allocation.grants:
        least = promised[grant.contract, grant.lot]
        if least and grant.money <= least:
            count[grant.lot] += 1
    for lot, number in sorted(count.items()):
        yield Bind(
            "guarantee", lot, f"krijgt in {lot} alleen de garantie", f"gets the guarantee alone in {lot}", number
        )


def _after(outcome: RoundOutcome) -> Iterator[Bind]:
    steps = {step.id for step in outcome.dossier.policy.division.after}
    moved = {
        (item.step, item.contract)
        for item in outcome.allocation.reasons
        if item.step in steps and item.kind is ReasonKind.GRANT and item.amount
    }
    for step, count in sorted(Counter(step for step, _ in moved).items()):
        yield Bind("after", step, f"'{step}' grijpt in", f"'{step}' steps in", count)

"""Hold a version against the one before it: what moves for whom, and who loses by whose gain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from driehoek.application.change import SPACE, Move, VersionChange
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Frame
from driehoek.domain.tender.outcome import Assessment
from driehoek.kernel import ZERO, Money, TieKey, apportion_within, total


def change_between(before: RoundOutcome, after: RoundOutcome) -> VersionChange:
    """Hold a version against the one before it; ``after`` must be the outcome of a revised dossier."""
    revision = after.dossier.revision
    if revision is None:
        msg = "the outcome is of no revised dossier"
        raise ValueError(msg)
    moves = _moves(before, after)
    frames: defaultdict[Frame, list[Move]] = defaultdict(list)
    for move in moves:
        frames[move.frame].append(move)
    key = after.problem.tie_key
    paid = {(item.contract, item.lot): item for group in frames.values() for item in paired(group, key)}
    return VersionChange(
        revision.number,
        revision.event,
        before.decision_fingerprint,
        tuple(paid[place] for place in sorted(paid)),
        _judged_again(before, after),
        _placed_again(before, after),
        {frame: total(move.change for move in group) for frame, group in sorted(frames.items())},
    )


def _moves(before: RoundOutcome, after: RoundOutcome) -> list[Move]:
    old = {(grant.contract, grant.lot): grant for grant in before.allocation.grants}
    new = {(grant.contract, grant.lot): grant for grant in after.allocation.grants}
    moves = []
    for place in sorted(old.keys() | new.keys()):
        was, now = old.get(place), new.get(place)
        grant = now or was
        if grant is None or (was and now and was.money == now.money and was.lines == now.lines):
            continue
        money = (was.money if was else ZERO), (now.money if now else ZERO)
        agreed = (was.agreed if was else ZERO), (now.agreed if now else ZERO)
        moves.append(Move(*place, grant.frame, *money, *agreed))
    return moves


def paired(moves: Iterable[Move], key: TieKey) -> list[Move]:
    """Pair the losses of a frame with its gains, each in proportion and to the cent; the rest is with the space."""
    found = list(moves)
    names = {f"{move.contract}/{move.lot}": move for move in found}
    gains = {name: max(move.change.cents, 0) for name, move in names.items()}
    losses = {name: max(-move.change.cents, 0) for name, move in names.items()}
    between = min(sum(gains.values()), sum(losses.values()))
    given = apportion_within(between, losses, losses, key)
    open_gains = apportion_within(between, gains, gains, key)
    pairs: dict[str, list[tuple[str, Money]]] = {name: [] for name in names}
    for loser in sorted(losses):
        parts = apportion_within(given[loser], open_gains, open_gains, key)
        for gainer, cents in sorted(parts.items()):
            if cents:
                open_gains[gainer] -= cents
                pairs[loser].append((names[gainer].contract, Money(cents)))
                pairs[gainer].append((names[loser].contract, Money(cents)))
    for name, move in names.items():
        rest = abs(move.change.cents) - sum(money.cents for _, money in pairs[name])
        if rest:
            pairs[name].append((SPACE, Money(rest)))
    return [replace(move, by=tuple(pairs[name])) for name, move in names.items()]


def _judged_again(before: RoundOutcome, after: RoundOutcome) -> tuple[str, ...]:
    """Whose assessment or scores differ."""
    old, new = _by_contract(before.assessments), _by_contract(after.assessments)
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))


def _placed_again(before: RoundOutcome, after: RoundOutcome) -> tuple[str, ...]:
    """Whose place in a ranking differs."""
    old, new = _places(before), _places(after)
    return tuple(sorted({place[1] for place in old.keys() | new.keys() if old.get(place) != new.get(place)}))


def _places(outcome: RoundOutcome) -> dict[tuple[str, str], int]:
    return {(item.lot, item.contract): item.place for ranked in outcome.rankings.values() for item in ranked}


def _by_contract(assessments: Iterable[Assessment]) -> dict[str, Assessment]:
    return {item.contract: item for item in assessments}

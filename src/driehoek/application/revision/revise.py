"""The act of a new version: from an outcome and an event to the next version, or to why it may not be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from driehoek.application.change import VersionChange
from driehoek.application.dossier import Dossier
from driehoek.application.event import Event, Remedy, Revision
from driehoek.application.outcome import RoundOutcome
from driehoek.application.revision.check import CHANGES_NOTHING, check_event
from driehoek.application.revision.moves import change_between
from driehoek.application.revision.rows import carried, of_event
from driehoek.application.round import run_round
from driehoek.domain.allocation import Adjustment
from driehoek.kernel import Code, Finding, blocking

OTHERS_CHANGE = Code(
    "VER-013",
    nl="Met {wanted} houdt ieder ander wat hij had, maar voor contract {subject} verandert er toch iets: {seen}.",
    en="With {wanted} everyone else keeps what it had, yet something changes for contract {subject}: {seen}.",
    mend_nl="Noem dit contract bij contracts, of kies redivide en vertel het.",
    mend_en="Name the contract under contracts, or choose redivide and tell it.",
)
FINDINGS = (OTHERS_CHANGE,)


@dataclass(frozen=True, slots=True)
class Revised:
    """A new version of a round.

    Attributes:
        dossier: its inputs, with the deviations that it makes.
        outcome: what it decides, with what it changes.
        change: what moves for whom.
        findings: what a person should look at.
    """

    dossier: Dossier
    outcome: RoundOutcome
    change: VersionChange
    findings: tuple[Finding, ...]


def revise(before: RoundOutcome, changed: Dossier, event: Event, engine_version: str) -> Revised | tuple[Finding, ...]:
    """Make the next version of a round.

    Args:
        before: the outcome of the version that stands.
        changed: its inputs with the files of the event laid over them; its deviations by hand are made anew.
        event: what happened.
        engine_version: the version that decides.

    Returns:
        The new version; or, when it may not be made, all that stands in the way.
    """
    number = before.version + 1
    named = replace(changed, revision=Revision(number, event), adjustments=())
    found = check_event(before, changed, event)
    if blocking(found):
        return found
    bare = run_round(named, engine_version)
    if not isinstance(bare, RoundOutcome):
        return (*found, *bare)
    rows, lapsed = carried(before, bare, number)
    standing = run_round(replace(named, adjustments=tuple(rows)), engine_version) if rows else bare
    if not isinstance(standing, RoundOutcome):
        return (*found, *lapsed, *standing)
    more, lacking = of_event(before, standing, event)
    found = (*found, *lapsed, *lacking)
    if blocking(found):
        return found
    return _decided(before, named, (*rows, *more), found, engine_version)


def _decided(
    before: RoundOutcome, named: Dossier, rows: tuple[Adjustment, ...], found: tuple[Finding, ...], engine: str
) -> Revised | tuple[Finding, ...]:
    dossier = replace(named, adjustments=rows)
    outcome = run_round(dossier, engine)
    if not isinstance(outcome, RoundOutcome):
        return (*found, *outcome)
    change = change_between(before, outcome)
    event = change.event
    found = (*found, *outcome.verification, *_silently(change))
    if not change.touched:
        found = (*found, Finding(CHANGES_NOTHING, event.id))
    return found if blocking(found) else Revised(dossier, replace(outcome, change=change), change, found)


def _silently(change: VersionChange) -> tuple[Finding, ...]:
    """Whoever the event does not name keeps grant and numbers, where it is paid from the reserve."""
    event = change.event
    if event.remedy is not Remedy.RESERVE:
        return ()
    return tuple(
        Finding(
            OTHERS_CHANGE, move.contract, seen=f"{move.before} > {move.after} ({move.lot})", wanted=Remedy.RESERVE.value
        )
        for move in change.moves
        if move.contract not in event.contracts
    )

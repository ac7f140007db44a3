"""Trying scenarios on one dossier: read once, judged once, divided and verified anew each time.

Deviations by hand start from one result and do not fit another; they are left out on both sides, and that is told.
What is kept between scenarios, and when it is made anew, stands in `driehoek.application.kept`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from driehoek.application.compare import Comparison, compare
from driehoek.application.dossier import Dossier
from driehoek.application.kept import Kept
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round
from driehoek.application.what_if.apply import apply
from driehoek.application.what_if.binding import BindChange, bind_changes
from driehoek.application.what_if.clients import Estimator
from driehoek.application.what_if.effects import Effects, effects
from driehoek.application.what_if.scenario import Scenario
from driehoek.application.what_if.values import Told
from driehoek.kernel import Code, Finding, Severity, dutch, total

LEFT_OUT = Code(
    "WIF-031",
    nl="Aanpassingen met de hand ({seen}, samen {wanted}) doen aan beide kanten niet mee: zij gaan uit van één "
    "uitkomst en passen niet op een andere.",
    en="Deviations by hand ({seen}, {wanted} together) are left out on both sides: they start from one result and "
    "do not fit another.",
    mend_nl="Niets te doen. Kiest u dit scenario? Beoordeel de aanpassingen dan opnieuw.",
    mend_en="Nothing to do. If you choose this scenario, judge the deviations again.",
    severity=Severity.NOTE,
)
NOT_ADMITTED = Code(
    "WIF-032",
    nl="De nieuwkomer met contract {subject} wordt niet toegelaten: {seen}",
    en="The newcomer with contract {subject} is not admitted: {seen}",
    mend_nl="Geef de nieuwkomer bij answers wat nog ontbreekt, of kies een andere aanbieder als voorbeeld.",
    mend_en="Give the newcomer the answers that are missing under answers, or choose another provider to look like.",
    severity=Severity.WARNING,
)
NOT_DIVIDED = Code(
    "WIF-033",
    nl="Scenario '{subject}' geeft geen uitkomst; hieronder staat waarom.",
    en="Scenario '{subject}' gives no result; what stands below says why.",
    mend_nl="Herstel wat hieronder staat in het scenario.",
    mend_en="Mend in the scenario what stands below.",
)
NOTHING_MOVES = Code(
    "WIF-034",
    nl="Scenario '{subject}' verandert aan geen enkele afspraak iets.",
    en="Scenario '{subject}' changes nothing of any agreement.",
    mend_nl="Niets te doen: niemand wint of verliest hierdoor.",
    mend_en="Nothing to do: nobody gains or loses by it.",
    severity=Severity.NOTE,
)
FINDINGS = (LEFT_OUT, NOT_ADMITTED, NOT_DIVIDED, NOTHING_MOVES)


@dataclass(frozen=True, slots=True)
class Tried:
    """A scenario with what it does.

    Attributes:
        scenario: the scenario.
        told: its changes in words.
        outcome: the outcome of the changed dossier, exactly as a full round gives it; never written into a result.
        comparison: the outcome as it is beside it.
        effects: what it does to each contract, to clients and to the whole.
        binding: the limits that bind before or after.
        findings: what a person should know of it.
    """

    scenario: Scenario
    told: tuple[Told, ...]
    outcome: RoundOutcome
    comparison: Comparison
    effects: Effects
    binding: tuple[BindChange, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A scenario that cannot be tried, and why."""

    scenario: Scenario
    findings: tuple[Finding, ...]


class Bench:
    """One dossier with its outcome as it is, on which scenarios are tried."""

    def __init__(self, dossier: Dossier, base: RoundOutcome, kept: Kept, notes: tuple[Finding, ...]) -> None:
        self.dossier, self.base, self.kept, self.notes = dossier, base, kept, notes
        self.estimator = Estimator(dossier)

    def try_out(self, scenario: Scenario) -> Tried | Refused:
        """Make the changes, decide the round on what comes of them, verify it and compare."""
        changed = apply(self.dossier, scenario)
        if changed.dossier is None:
            return Refused(scenario, changed.findings)
        outcome = run_round(changed.dossier, self.base.engine_version, self.kept)
        if not isinstance(outcome, RoundOutcome):
            return Refused(scenario, (Finding(NOT_DIVIDED, scenario.title), *outcome))
        comparison = compare(self.base, outcome)
        done = effects(self.base, outcome, comparison, self.estimator)
        findings = (*self.notes, *changed.findings, *_newcomers(self.base, outcome), *outcome.verification)
        if not any(item.touched for item in done.each):
            findings = (*findings, Finding(NOTHING_MOVES, scenario.title))
        binding = bind_changes(self.base, outcome)
        return Tried(scenario, changed.told, outcome, comparison, done, binding, findings)


def open_bench(dossier: Dossier, engine_version: str) -> Bench | tuple[Finding, ...]:
    """Decide the round as it is, without deviations by hand, so that scenarios can be held beside it.

    Returns:
        The bench; or the findings, when the dossier itself gives no outcome.
    """
    bare = replace(dossier, adjustments=()) if dossier.adjustments else dossier
    kept = Kept()
    base = run_round(bare, engine_version, kept)
    if not isinstance(base, RoundOutcome):
        return base
    moved = total(item.amount_to - item.amount_from for item in dossier.adjustments)
    note = Finding(LEFT_OUT, dossier.name, seen=str(len(dossier.adjustments)), wanted=dutch.amount(moved))
    return Bench(bare, base, kept, (note,) if dossier.adjustments else ())


def _newcomers(before: RoundOutcome, after: RoundOutcome) -> Iterator[Finding]:
    known = {item.contract.code for item in before.dossier.providers}
    for provider in after.dossier.providers:
        contract = provider.contract.code
        judged = after.assessment(contract)
        if contract not in known and judged is not None and not judged.admitted:
            yield Finding(NOT_ADMITTED, contract, seen=judged.sentence)


__all__ = ["Bench", "Refused", "Tried", "open_bench"]

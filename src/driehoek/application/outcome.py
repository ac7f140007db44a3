"""What a round decided: the one object that reports, letters, forms and open data render."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from driehoek.application.change import VersionChange
from driehoek.application.dossier import Dossier
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.allocation.problem import Problem
from driehoek.domain.allocation.result import Allocation
from driehoek.domain.ledger import Ledger
from driehoek.domain.tender.intake import Taken
from driehoek.domain.tender.outcome import Assessment, Ranked
from driehoek.domain.tender.submission import Provider
from driehoek.kernel import Finding


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """The decisions of one round.

    Attributes:
        dossier: what went in.
        decided_on: the day of decision, from the policy's calendar (milestone ``award``); of a later version the day
            of the event that made it.
        engine_version: the version of Driehoek that decided.
        input_fingerprint: SHA-256 over the canonical form of all inputs.
        decision_fingerprint: SHA-256 over input fingerprint, engine version, scores, division and reasons.
        findings: what a person should look at; no errors, for with errors there is no outcome.
        assessments: one per contract that submitted, in order of contract.
        rankings: per lot, best first.
        problem: what was divided.
        allocation: the division.
        verification: what the independent checker found wrong; empty when the result is right.
        lines: the agreement lines.
        ledger: the budget ledger after the round: space, hold-back, reservations and exposure.
        taken: per contract which submission counts, and what became of the others.
        change: of a later version, what it changes against the one before; None for the round itself.
    """

    dossier: Dossier
    decided_on: date
    engine_version: str
    input_fingerprint: str
    decision_fingerprint: str
    assessments: tuple[Assessment, ...]
    rankings: Mapping[str, tuple[Ranked, ...]]
    problem: Problem
    allocation: Allocation
    verification: tuple[Finding, ...]
    lines: tuple[AgreementLine, ...]
    findings: tuple[Finding, ...] = field(default=())
    ledger: Ledger = field(default_factory=Ledger)
    taken: tuple[Taken, ...] = ()
    change: VersionChange | None = None

    @property
    def version(self) -> int:
        """Which version of the round it is: 1 for the round itself."""
        return self.dossier.revision.number if self.dossier.revision else 1

    def provider(self, contract: str) -> Provider:
        """The provider of ``contract``; asking for one that is not in the dossier is a fault of ours."""
        return next(provider for provider in self.dossier.providers if provider.contract.code == contract)

    def assessment(self, contract: str) -> Assessment | None:
        """The assessment of ``contract``; None when it did not submit."""
        return next((item for item in self.assessments if item.contract == contract), None)

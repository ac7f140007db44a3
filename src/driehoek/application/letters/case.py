"""One contract's case in a round: what a letter speaks of, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.agreement.lines import AgreementLine
from driehoek.domain.allocation.result import Grant, Reason, ReasonKind
from driehoek.domain.policy import Policy, RequirementUse, Step
from driehoek.domain.regimes import Term, regime
from driehoek.domain.tender.outcome import Assessment, Ranked, Standing
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Money, total


@dataclass(frozen=True, slots=True)
class Case:
    """One contract in one outcome.

    Attributes:
        outcome: the whole round.
        contract: the AGB of the contract.
        assessment: what the tests and scores say of it.
    """

    outcome: RoundOutcome
    contract: str
    assessment: Assessment

    @property
    def policy(self) -> Policy:
        """The policy of the round."""
        return self.outcome.dossier.policy

    @property
    def provider(self) -> Provider:
        """The provider of this contract."""
        return self.outcome.provider(self.contract)

    def word(self, term: Term) -> str:
        """The word of the regime for ``term`` in the contract year."""
        return regime(self.policy.regime).word(term, date(self.policy.year, 1, 1)).nl

    @property
    def submission(self) -> Submission | None:
        """The last submission of this contract, if the dossier has one."""
        own = [item for item in self.outcome.dossier.submissions if item.contract.code == self.contract]
        return max(own, key=lambda item: item.received, default=None)

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots of this case in the order of the policy: those submitted for and those granted."""
        submission = self.submission
        named = {*(submission.lots if submission else ()), *(grant.lot for grant in self.grants)}
        return tuple(lot.id for lot in self.policy.lots if lot.id in named)

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The grants of this contract, also those of nothing."""
        return tuple(grant for grant in self.outcome.allocation.grants if grant.contract == self.contract)

    @property
    def agreed(self) -> Money:
        """The sum of price times quantity over all lots."""
        return total(line.amount for line in self.lines())

    def lines(self, lot: str | None = None) -> tuple[AgreementLine, ...]:
        """The agreement lines of this contract, of one lot when it is named."""
        return tuple(
            line
            for line in self.outcome.lines
            if line.contract.code == self.contract and (lot is None or line.lot == lot)
        )

    def reasons(self, lot: str, *kinds: ReasonKind) -> tuple[Reason, ...]:
        """The reasons of the given kinds for this contract in ``lot``, in the order in which the steps worked."""
        return tuple(
            reason
            for reason in self.outcome.allocation.reasons
            if reason.contract == self.contract and reason.lot == lot and reason.kind in kinds
        )

    def ranked(self, lot: str) -> Ranked | None:
        """The place of this contract in ``lot``, where the lot is ranked."""
        ranking = self.outcome.rankings.get(lot, ())
        return next((ranked for ranked in ranking if ranked.contract == self.contract), None)

    def step(self, step_id: str) -> Step | None:
        """The step of the policy named ``step_id``; None for what no step of the policy made."""
        return next((step for step in self.policy.division.steps() if step.id == step_id), None)

    def requirement(self, requirement_id: str) -> RequirementUse | None:
        """The requirement of the policy named ``requirement_id``."""
        return next((use for use in self.policy.requirements if use.id == requirement_id), None)

    @property
    def admitted(self) -> bool:
        """Whether the submission took part in the division."""
        return self.assessment.standing is Standing.ADMITTED

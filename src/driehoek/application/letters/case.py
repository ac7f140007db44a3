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
    """One contract in one outcome. `of` goes through the outcome once, so that ten thousand letters stay possible.

    Attributes:
        outcome: the whole round.
        contract: the AGB of the contract.
        assessment: what the tests and scores say of it.
        provider: who has the contract.
        submission: what counts of what it handed in; when nothing counts, the last that came.
        grants: its grants, also those of nothing.
        agreement: its agreement lines.
        causes: its reasons, in the order in which the steps worked.
    """

    outcome: RoundOutcome
    contract: str
    assessment: Assessment
    provider: Provider
    submission: Submission | None
    grants: tuple[Grant, ...]
    agreement: tuple[AgreementLine, ...]
    causes: tuple[Reason, ...]

    @classmethod
    def of(cls, outcome: RoundOutcome, contract: str, assessment: Assessment) -> Case:
        """Gather all that the outcome says of ``contract``."""
        provider = outcome.provider(contract)
        return cls(
            outcome=outcome,
            contract=contract,
            assessment=assessment,
            provider=provider,
            submission=_submission(outcome, contract),
            grants=tuple(grant for grant in outcome.allocation.grants if grant.contract == contract),
            agreement=tuple(line for line in outcome.lines if line.contract.code == contract),
            causes=tuple(reason for reason in outcome.allocation.reasons if reason.contract == contract),
        )

    @property
    def policy(self) -> Policy:
        """The policy of the round."""
        return self.outcome.dossier.policy

    @property
    def admitted(self) -> bool:
        """Whether the submission took part in the division."""
        return self.assessment.standing is Standing.ADMITTED

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots of this case in the order of the policy: those submitted for and those granted."""
        submitted = self.submission.lots if self.submission else ()
        named = {*submitted, *self.assessment.closed_lots, *(grant.lot for grant in self.grants)}
        return tuple(lot.id for lot in self.policy.lots if lot.id in named)

    @property
    def agreed(self) -> Money:
        """The sum of price times quantity over all lots."""
        return total(line.amount for line in self.agreement)

    def lines(self, lot: str) -> tuple[AgreementLine, ...]:
        """The agreement lines in ``lot``."""
        return tuple(line for line in self.agreement if line.lot == lot)

    def reasons(self, lot: str, *kinds: ReasonKind) -> tuple[Reason, ...]:
        """The reasons of the given kinds in ``lot``, in the order in which the steps worked."""
        return tuple(reason for reason in self.causes if reason.lot == lot and reason.kind in kinds)

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

    def word(self, term: Term) -> str:
        """The word of the regime for ``term`` in the contract year."""
        return regime(self.policy.regime).word(term, date(self.policy.year, 1, 1)).nl


def _submission(outcome: RoundOutcome, contract: str) -> Submission | None:
    """What the round took in of the contract; when nothing counts, the last version that it passed over."""
    taken = next((item for item in outcome.taken if item.contract == contract), None)
    if taken is None:
        own = (item for item in outcome.dossier.submissions if item.contract.code == contract)
        return max(own, key=lambda item: item.received, default=None)
    passed = (item.submission for item in taken.passed_over)
    return taken.submission or max(passed, key=lambda item: item.received, default=None)

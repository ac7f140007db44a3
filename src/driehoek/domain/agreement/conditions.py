"""The conditions of an agreement beside its lines: contract form, amount, duration, clauses and the answers to them.

The purchaser writes them, the provider answers clause by clause; neither does the other's part (F-032).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from driehoek.domain.agreement.clauses import Answer, Clause, open_points
from driehoek.domain.agreement.contract_forms import Terms
from driehoek.domain.agreement.contract_forms.base import Line
from driehoek.domain.agreement.duration import Term
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.policy.params import Raw
from driehoek.kernel import Code, Finding, Money

NOT_YOUR_PART = Code(
    "AGR-090",
    nl="{subject} verandert alleen {wanted}.",
    en="Only {wanted} changes {subject}.",
    mend_nl="Doe een voorstel, met de reden.",
    mend_en="Make a proposal, with the reason.",
)
WENT_ON = Code(
    "AGR-091",
    nl="De voorwaarden zijn veranderd sinds u ze zag (u zag nummer {seen}, nu geldt nummer {wanted}).",
    en="The conditions changed since you saw them (you saw number {seen}, now number {wanted} holds).",
    mend_nl="Bekijk wat er veranderde. Wat u schreef staat nog op het scherm.",
    mend_en="Look at what changed. What you wrote is still on the screen.",
)
FINDINGS = (NOT_YOUR_PART, WENT_ON)


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of an agreement that is no line.

    Attributes:
        form: the contract form, a name of `CONTRACT_FORMS`.
        params: its parameters as policies write them.
        amount: the one amount that was agreed; None where the lines make it.
        inhabitants: of the area, for an amount per inhabitant.
        term: how long it runs and what that covers.
        clauses: what it says, in order.
        answers: what the provider answered to them.
    """

    form: str
    params: Mapping[str, Raw] = field(default_factory=dict)
    amount: Money | None = None
    inhabitants: int = 0
    term: Term = field(default_factory=lambda: Term(1))
    clauses: tuple[Clause, ...] = ()
    answers: tuple[Answer, ...] = ()

    def of_lines(self, lines: tuple[Line, ...]) -> Terms:
        """The agreement as a contract form looks at it."""
        return Terms(lines, self.amount, self.inhabitants)

    @property
    def open_points(self) -> tuple[Finding, ...]:
        """Why the two do not agree on the clauses yet."""
        return open_points(self.clauses, self.answers)


def reconsidered(before: Conditions, side: Side, after: Conditions) -> Conditions | Finding:
    """The conditions as one side wants them, or why that is not its part.

    The purchaser changes everything but what the provider answered; an answer to a clause of which the text changes is
    taken away, since nobody answered the new text. The provider changes its answers alone.
    """
    if side is Side.PROVIDER:
        if replace(before, answers=after.answers) != after:
            return Finding(NOT_YOUR_PART, "de inhoud van een bepaling", wanted="de inkoper")
        kept = {answer.clause: answer.settled for answer in before.answers}
        if any(answer.settled != kept.get(answer.clause, "") for answer in after.answers):
            return Finding(NOT_YOUR_PART, "hoe een voorbehoud is opgelost", wanted="de inkoper")
        return after
    given = {answer.clause: replace(answer, settled="") for answer in before.answers}
    if any(given.get(answer.clause) != replace(answer, settled="") for answer in after.answers):
        return Finding(NOT_YOUR_PART, "het antwoord op een bepaling", wanted="de aanbieder")
    texts = {clause.id: clause.text for clause in before.clauses}
    same = {clause.id for clause in after.clauses if texts.get(clause.id) == clause.text}
    return replace(after, answers=tuple(answer for answer in after.answers if answer.clause in same))

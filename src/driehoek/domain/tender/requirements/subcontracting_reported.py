"""Subcontracting reported: who else delivers is reported beforehand (D-018).

1. Each subcontractor has a day on which it was reported, no later than the day the policy names: the day of
   submission, or the first day of care.
2. Saying that there are no subcontractors while naming one, or the other way round, is a fault of the statement.
3. Without subcontractors the requirement does not apply.
4. The main contractor stays responsible and liable for them; that stands in the agreement.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case
from driehoek.kernel import Code, Finding, Holds, NotApplicable, Outcome, dutch

UNREPORTED = Code(
    "REQ-018",
    nl="Bij {subject}: {seen} is niet uiterlijk op {wanted} als onderaannemer gemeld.",
    en="{subject}: {seen} was not reported as subcontractor by {wanted}.",
    mend_nl="Meld elke onderaannemer met de datum, voordat deze zorg levert.",
    mend_en="Report each subcontractor with the date, before it delivers care.",
)
CONTRADICTED = Code(
    "REQ-019",
    nl="Bij {subject} antwoordde u '{seen}', maar u noemt {wanted}.",
    en="{subject} was answered '{seen}', yet the submission names {wanted}.",
    mend_nl="Maak het antwoord en de lijst van onderaannemers gelijk.",
    mend_en="Make the answer and the list of subcontractors agree.",
)
FINDINGS = (UNREPORTED, CONTRADICTED)


class SubcontractingReported:
    """Subcontractors are known beforehand."""

    name = "subcontracting-reported"
    needs_question = False
    params = (
        Param(
            "by",
            Kind.TEXT,
            "the day by which each is reported",
            "de dag waarop elke onderaannemer gemeld moet zijn",
            "submission",
            ("submission", "start-of-care"),
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Compare the statement with the list, then each day with the last day."""
        names = sorted(item.name for item in case.submission.subcontractors)
        answer = case.answer()
        if case.use.question and not answer:
            return case.unanswered()
        if answer == "no" and names:
            return Finding(CONTRADICTED, case.name, seen="nee", wanted=", ".join(names))
        if answer == "yes" and not names:
            return Finding(CONTRADICTED, case.name, seen="ja", wanted="geen onderaannemers")
        if not names:
            return NotApplicable("u werkt zonder onderaannemers", "no subcontractors")
        last = case.submitted_on if params.text("by") == "submission" else case.policy.contract.starts_on
        late = sorted(
            item.name for item in case.submission.subcontractors if item.reported_on is None or item.reported_on > last
        )
        if late:
            return Finding(UNREPORTED, case.name, seen=", ".join(late), wanted=dutch.day(last))
        return Holds("gemeld: " + ", ".join(names) + "; u blijft verantwoordelijk en aansprakelijk")

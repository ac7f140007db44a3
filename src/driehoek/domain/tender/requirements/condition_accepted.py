"""Condition accepted: an award condition that becomes a clause of the agreement (D-020 to D-028).

1. It concerns the service, not the institution: it does not decide whether there is an agreement, unless the policy
   makes it a knock-out. A refusal is then a refusal; else it is a point to settle before signing.
2. Without a question of its own, submitting is accepting.
3. Each condition belongs to one of three parts of the agreement: delivery, quality or information (D-028).
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case
from driehoek.kernel import Code, Finding, Holds, Outcome, Severity

REFUSED_KNOCK_OUT = Code(
    "REQ-023",
    nl="U aanvaardt {subject} niet; zonder deze voorwaarde sluiten wij geen overeenkomst.",
    en="{subject} is not accepted; without it there is no agreement.",
    mend_nl="Aanvaard de voorwaarde zolang de termijn open is.",
    mend_en="Accept the condition while the window is open.",
)
NOT_ACCEPTED = Code(
    "REQ-024",
    nl="U aanvaardt {subject} niet; wij spreken hierover voordat de overeenkomst getekend wordt.",
    en="{subject} is not accepted; to be settled before signing.",
    mend_nl="Leg uit welk deel van de voorwaarde niet past en wat u voorstelt.",
    mend_en="Explain which part does not fit and what you propose.",
    severity=Severity.WARNING,
)
FINDINGS = (REFUSED_KNOCK_OUT, NOT_ACCEPTED)
PARTS = {"delivery": "leveringsvoorwaarden", "quality": "kwaliteitsvoorwaarden", "information": "informatieafspraken"}
"""The parts of the agreement with their Dutch headings (D-028)."""


class ConditionAccepted:
    """A clause of the agreement to come."""

    name = "condition-accepted"
    needs_question = False
    params = (
        Param("part", Kind.TEXT, "the part of the agreement", "het deel van de overeenkomst", "delivery", tuple(PARTS)),
        Param(
            "knock_out", Kind.BOOLEAN, "whether refusing it ends it", "of weigeren betekent: geen overeenkomst", "no"
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Look whether it was accepted."""
        if not case.use.question:
            return Holds("aanvaard door in te dienen")
        if not case.answer():
            return case.unanswered()
        if case.says():
            return Holds("aanvaard")
        return Finding(REFUSED_KNOCK_OUT if params.flag("knock_out") else NOT_ACCEPTED, case.name)

"""Insured: adequate insurance for business and professional liability (D-009).

1. The provider states that it is insured for business liability, and for professional liability where the form asks
   that apart.
2. Where evidence is asked, a policy document must be valid on the day the requirement is due.
3. "Adequate" has no number in the framework: a least cover counts only where the policy sets one, in euros per claim.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, evidence_fault, question_param
from driehoek.kernel import Code, Finding, Holds, Outcome, dutch

COVER_TOO_LOW = Code(
    "REQ-022",
    nl="Uw verzekering dekt {seen}; voor {subject} is minstens {wanted} nodig.",
    en="The insurance covers {seen}; {subject} needs at least {wanted}.",
    mend_nl="Verhoog de dekking en geef het nieuwe bedrag op.",
    mend_en="Raise the cover and give the new amount.",
)
FINDINGS = (COVER_TOO_LOW,)


class Insured:
    """Liability is covered."""

    name = "insured"
    needs_question = True
    params = (
        question_param(
            "professional_question", "asks for professional liability apart", "vraagt naar beroepsaansprakelijkheid"
        ),
        Param("evidence", Kind.BOOLEAN, "whether a policy document must show it", "of een polis nodig is", "no"),
        question_param("cover_question", "asks for the cover per claim", "vraagt naar de dekking per schade"),
        Param(
            "minimum", Kind.MONEY, "the least cover per claim, in euros", "de laagste dekking per schade, in euro", "0"
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """The statements, the document, the cover."""
        if not case.says():
            return case.contradicts("yes") if case.answer() else case.unanswered()
        professional = params.text("professional_question")
        if professional and not case.says(professional):
            if not case.answer(professional):
                return case.unanswered(professional)
            return case.contradicts("yes", professional)
        fault = evidence_fault(case) if params.flag("evidence") else None
        return fault or _cover_fault(case, params) or Holds("verzekerd")


def _cover_fault(case: Case, params: Params) -> Finding | None:
    question = params.text("cover_question")
    if not question:
        return None
    cover, minimum = case.amount(question), params.money("minimum")
    if cover is None:
        return case.unanswered(question)
    if cover >= minimum:
        return None
    return Finding(COVER_TOO_LOW, case.name, seen=dutch.amount(cover), wanted=dutch.amount(minimum))

"""Declared: the provider states that it meets the requirement, where asked with a valid document.

1. The answer must be what the policy wants (``yes`` unless it says otherwise).
2. Without a question in the form the requirement cannot be judged and that is said.
3. Where evidence is asked, one document must be valid on the day the requirement is due, dated no later than the
   submission, and younger than the greatest age when the policy sets one.

Most requirements of framework 3.1 (D-003, D-005 to D-008) and of today are rows read by this one rule.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, evidence_fault
from driehoek.kernel import Holds, Outcome


class Declared:
    """A statement, with evidence where the policy asks it."""

    name = "declared"
    needs_question = True
    params = (
        Param("wanted", Kind.TEXT, "the answer that meets it", "het antwoord dat voldoet", "yes", ("yes", "no")),
        Param("evidence", Kind.BOOLEAN, "whether a document must show it", "of een bewijsstuk nodig is", "no"),
        Param(
            "max_age_months",
            Kind.INTEGER,
            "greatest age of the document on the day of submission, in months; 0 for any",
            "hoe oud het bewijsstuk op de dag van indienen mag zijn, in maanden; 0 voor geen grens",
            "0",
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Compare the answer, then look at the evidence."""
        answer, wanted = case.answer(), params.text("wanted")
        if not answer:
            return case.unanswered()
        if answer != wanted:
            return case.contradicts(wanted)
        fault = evidence_fault(case, "", params.integer("max_age_months")) if params.flag("evidence") else None
        return fault or Holds("verklaard" if not params.flag("evidence") else "verklaard en aangetoond")

"""Admission held: on a given day the institution holds the admission that the law of that year asks (D-002).

1. The provider states it (yes), or gives the date since which it holds it, as the form asks.
2. Where evidence is asked, one document must have been issued by that day and be valid on it. An admission may be
   granted after the submission for a later day, so the day of the test is the day in the policy.
3. Which law (WTZi in 2008, Wtza now) is a parameter and stands in the letter.
"""

from __future__ import annotations

from datetime import date

from driehoek.domain.policy import Kind, Param, Params, QuestionType
from driehoek.domain.tender.requirements.base import NO_EVIDENCE, Case
from driehoek.kernel import Code, Finding, Holds, Outcome, dutch

NOT_HELD = Code(
    "REQ-011",
    nl="Uit {seen} blijkt niet dat u op {wanted} de toelating heeft die bij {subject} nodig is.",
    en="{seen} does not show the admission that {subject} needs on {wanted}.",
    mend_nl="Stuur het toelatingsbesluit mee dat op {wanted} geldt.",
    mend_en="Add the admission that is valid on {wanted}.",
)
FINDINGS = (NOT_HELD,)


class AdmissionHeld:
    """An admission, on a day."""

    name = "admission-held"
    needs_question = True
    params = (
        Param("on", Kind.DATE, "the day on which it must be held", "de dag waarop de toelating er moet zijn"),
        Param("law", Kind.TEXT, "the law that asks it", "de wet die de toelating vraagt"),
        Param("evidence", Kind.BOOLEAN, "whether a document must show it", "of een bewijsstuk nodig is", "no"),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Look at the statement or the date, then at the document."""
        day, law, answer = params.day("on"), params.text("law"), case.answer()
        if not answer:
            return case.unanswered()
        question = case.policy.question(case.use.question)
        if question is not None and question.type is QuestionType.DATE:
            since = case.day()
            if since is None:
                return case.unanswered()
            if since > day:
                return Finding(NOT_HELD, case.name, seen=f"de datum {dutch.day(since)}", wanted=dutch.day(day))
        elif answer != "yes":
            return case.contradicts("yes")
        fault = _document_fault(case, day) if params.flag("evidence") else None
        return fault or Holds(f"toelating ({law}) op {dutch.day(day)}")


def _document_fault(case: Case, day: date) -> Finding | None:
    documents = case.evidence()
    if not documents:
        return Finding(NO_EVIDENCE, case.name, wanted="het toelatingsbesluit")
    if any(item.issued_on <= day and (item.expires_on is None or day < item.expires_on) for item in documents):
        return None
    return Finding(NOT_HELD, case.name, seen=f"document {documents[0].file}", wanted=dutch.day(day))

"""Quality system: a working one, or a path that demonstrably leads to an externally certified one (D-004, O-038).

1. A working system is enough, and then the path does not matter.
2. Without it the path counts; where the policy says so only with a document that shows it ("aantoonbaar").
3. Where the form asks them, the other marks of framework 3.1 (d) hold for whichever counts: nationally or
   internationally recognised, independent external audit, results for clients central.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, evidence_fault, question_param
from driehoek.kernel import Code, Finding, Holds, Outcome

NEITHER = Code(
    "REQ-012",
    nl="U heeft geen werkend kwaliteitssysteem en ook geen traject naar een extern gecertificeerd systeem ({subject}).",
    en="Neither a working quality system nor a path to an externally certified one ({subject}).",
    mend_nl="Start een traject bij een certificerende instelling en stuur het bewijs daarvan mee.",
    mend_en="Start a path with a certifying body and add the proof of it.",
)
FINDINGS = (NEITHER,)
MARKS = ("recognised_question", "audit_question", "clients_question")


class QualitySystem:
    """A system or the path towards one."""

    name = "quality-system"
    needs_question = True
    params = (
        question_param(
            "path_question", "asks for a path to a certified system", "vraagt naar het traject", optional=False
        ),
        Param(
            "path_evidence",
            Kind.BOOLEAN,
            "whether a document must show the path",
            "of het traject bewezen wordt",
            "yes",
        ),
        question_param("recognised_question", "asks whether it is recognised", "vraagt of het systeem erkend is"),
        question_param("audit_question", "asks for an independent external audit", "vraagt naar de externe audit"),
        question_param(
            "clients_question", "asks whether clients' results are central", "vraagt naar resultaten voor cliënten"
        ),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """A working system or the path, then the marks."""
        path = params.text("path_question")
        if not case.answer() and not case.says(path):
            return case.unanswered()
        if not case.says() and not case.says(path):
            return Finding(NEITHER, case.name) if case.answer(path) else case.unanswered(path)
        if not case.says() and params.flag("path_evidence"):
            fault = evidence_fault(case, path)
            if fault is not None:
                return fault
        for mark in MARKS:
            question = params.text(mark)
            if question and not case.says(question):
                return case.contradicts("yes", question) if case.answer(question) else case.unanswered(question)
        return Holds("werkend kwaliteitssysteem" if case.says() else "traject naar een gecertificeerd systeem")

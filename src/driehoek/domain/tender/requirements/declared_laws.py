"""Declared laws: the institution declares that it meets and keeps the statutory requirements (D-003).

1. One ``yes`` covers the whole list; the list is data of the policy and stands in the letter.
2. Where the form asks for exceptions, each law named there is one it does not declare. Several are separated by ``;``.
3. A law that the policy marks "where applicable" (such as WGBO) may be excepted.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, question_param
from driehoek.kernel import Code, Finding, Holds, Outcome

LAW_NOT_DECLARED = Code(
    "REQ-025",
    nl="U verklaart niet dat u zich houdt aan {seen}; dat is nodig voor {subject}.",
    en="No declaration on {seen}, which {subject} needs.",
    mend_nl="Verklaar dat u aan {seen} voldoet, of leg uit waarom die wet niet voor u geldt.",
    mend_en="Declare compliance with {seen}, or explain why it does not apply.",
)
FINDINGS = (LAW_NOT_DECLARED,)


class DeclaredLaws:
    """A declaration over a list of laws."""

    name = "declared-laws"
    needs_question = True
    params = (
        Param("laws", Kind.TEXTS, "the laws", "de wetten"),
        Param("where_applicable", Kind.TEXTS, "those of them that may not apply", "wetten die niet altijd gelden", ()),
        question_param("exceptions_question", "asks which laws are excepted", "vraagt welke wetten niet gelden"),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """The declaration, then its exceptions."""
        laws = params.texts("laws")
        if not case.answer():
            return case.unanswered()
        if not case.says():
            return Finding(LAW_NOT_DECLARED, case.name, seen=", ".join(laws))
        question = params.text("exceptions_question")
        named = {part.strip().casefold() for part in case.answer(question).split(";")} if question else set()
        optional = {law.casefold() for law in params.texts("where_applicable")}
        missing = [law for law in laws if law.casefold() in named - optional]
        if missing:
            return Finding(LAW_NOT_DECLARED, case.name, seen=", ".join(missing))
        return Holds("verklaard: " + ", ".join(law for law in laws if law.casefold() not in named))

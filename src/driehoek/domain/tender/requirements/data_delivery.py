"""Data delivery: an administration by which data arrive in time and in the agreed messages (D-005, D-007).

1. Data on the own contribution reach the CAK within so many weeks after the end of a month or period.
2. Production figures are delivered monthly, unless the purchaser agreed otherwise with this provider; that must be
   stated as well.
3. The listed messages can be received and sent in the published standards.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, question_param
from driehoek.kernel import Code, Finding, Holds, Outcome, dutch

TOO_SLOW = Code(
    "REQ-026",
    nl="U levert de gegevens in {seen} weken; voor {subject} is dat hoogstens {wanted} weken.",
    en="Data take {seen} weeks; {subject} allows at most {wanted}.",
    mend_nl="Richt uw administratie zo in dat de gegevens binnen {wanted} weken bij het CAK zijn.",
    mend_en="Arrange the administration so that data arrive within {wanted} weeks.",
)
NOT_MONTHLY = Code(
    "REQ-027",
    nl="U levert de productiecijfers niet maandelijks en er is niets anders afgesproken ({subject}).",
    en="Production figures are not delivered monthly and nothing else was agreed ({subject}).",
    mend_nl="Lever maandelijks, of maak vooraf een andere afspraak met het zorgkantoor.",
    mend_en="Deliver monthly, or agree otherwise beforehand.",
)
MESSAGES_MISSING = Code(
    "REQ-028",
    nl="U kunt deze berichten niet uitwisselen, en dat is nodig voor {subject}: {wanted}.",
    en="These messages cannot be exchanged, which {subject} needs: {wanted}.",
    mend_nl="Regel met uw softwareleverancier dat u deze berichten kunt ontvangen en sturen: {wanted}.",
    mend_en="Arrange that these messages can be received and sent: {wanted}.",
)
FINDINGS = (TOO_SLOW, NOT_MONTHLY, MESSAGES_MISSING)


class DataDelivery:
    """Data in time, monthly, and by message."""

    name = "data-delivery"
    needs_question = True
    params = (
        Param("weeks", Kind.INTEGER, "the most weeks after the period", "het hoogste aantal weken na de periode", "4"),
        question_param("monthly_question", "asks for monthly production", "vraagt naar maandcijfers", optional=False),
        question_param(
            "otherwise_question", "asks whether something else was agreed", "vraagt naar een andere afspraak"
        ),
        question_param("messages_question", "asks for the messages", "vraagt naar de berichten", optional=False),
        Param("messages", Kind.TEXTS, "the messages", "de berichten"),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Weeks, months, messages, in that order."""
        monthly, messages = params.text("monthly_question"), params.text("messages_question")
        weeks = case.number()
        if weeks is None:
            return case.unanswered()
        for question in (monthly, messages):
            if not case.answer(question):
                return case.unanswered(question)
        if weeks > params.integer("weeks"):
            return Finding(TOO_SLOW, case.name, seen=dutch.number(weeks), wanted=str(params.integer("weeks")))
        otherwise = params.text("otherwise_question")
        if not case.says(monthly) and not (otherwise and case.says(otherwise)):
            return Finding(NOT_MONTHLY, case.name)
        if not case.says(messages):
            return Finding(MESSAGES_MISSING, case.name, wanted=", ".join(params.texts("messages")))
        return Holds(f"binnen {dutch.number(weeks)} weken, met berichtenverkeer")

"""Client consultation: at least once per two years, national instrument, independent institute (D-024, O-050).

1. The next one is due on the same day so many years after the last; on that day it is in time, the day after not.
2. Only a consultation that was independent and used a national instrument counts.
3. The day of the test is the day of decision, so that one that fell due after the submission is seen.
4. A day after the day of decision is a plan, not a consultation, and does not count.
"""

from __future__ import annotations

from datetime import date

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, question_param
from driehoek.domain.tender.requirements.condition_accepted import PARTS
from driehoek.domain.tender.requirements.months import add_months
from driehoek.kernel import Code, Finding, Holds, Outcome, dutch

OVERDUE = Code(
    "REQ-020",
    nl="Uw laatste cliëntenraadpleging was op {seen}; voor {subject} moest de volgende uiterlijk op {wanted}.",
    en="The last client consultation was on {seen}; {subject} wanted the next by {wanted}.",
    mend_nl="Laat een onafhankelijk instituut een raadpleging doen en geef de datum op.",
    mend_en="Have an independent institute consult the clients and give the date.",
)
NOT_YET_HELD = Code(
    "REQ-021",
    nl="De cliëntenraadpleging van {seen} bij {subject} ligt na {wanted} en telt nog niet.",
    en="The client consultation of {seen} for {subject} lies after {wanted} and does not count yet.",
    mend_nl="Geef de datum op van de laatste raadpleging die al gehouden is.",
    mend_en="Give the date of the last consultation that was held.",
)
FINDINGS = (OVERDUE, NOT_YET_HELD)


def next_due(last: date, years: int) -> date:
    """The last day on which the next consultation is in time.

    >>> next_due(date(2006, 5, 10), 2)
    datetime.date(2008, 5, 10)
    """
    return add_months(last, 12 * years)


class ClientConsultation:
    """Clients are asked often enough, and properly."""

    name = "client-consultation"
    needs_question = True
    params = (
        Param("years", Kind.INTEGER, "at least once per so many years", "minstens één keer per zoveel jaar", "2"),
        Param("part", Kind.TEXT, "the part of the agreement", "het deel van de overeenkomst", "quality", tuple(PARTS)),
        question_param("independent_question", "asks for an independent institute", "vraagt of het onafhankelijk was"),
        question_param("instrument_question", "asks for a national instrument", "vraagt naar een landelijk instrument"),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Its marks, then its day."""
        last = case.day()
        if last is None:
            return case.unanswered()
        for mark in ("independent_question", "instrument_question"):
            question = params.text(mark)
            if question and not case.says(question):
                return case.contradicts("yes", question) if case.answer(question) else case.unanswered(question)
        if last > case.decided_on:
            return Finding(NOT_YET_HELD, case.name, seen=dutch.day(last), wanted=dutch.day(case.decided_on))
        due = next_due(last, params.integer("years"))
        if case.decided_on > due:
            return Finding(OVERDUE, case.name, seen=dutch.day(last), wanted=dutch.day(due))
        return Holds(f"gehouden op {dutch.day(last)}; de volgende uiterlijk op {dutch.day(due)}")

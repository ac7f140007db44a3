"""Choice accepted: the answer to a choice decides, with a middle way under reservation (D-044).

1. An accepted option meets the requirement.
2. An option under reservation meets it too, and the reservation stands beside it in letter and agreement.
3. Any other option fails; the words of the option stand in the letter.
4. Where the question asks for lines of the picture of need, several can be named; one accepted line is enough.

Used where a visit ends in "extend", "extend under reservation" or "join another provider".
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params, QuestionType, named
from driehoek.domain.tender.requirements.base import Case
from driehoek.kernel import Code, Finding, Holds, Outcome

OPTION_REFUSED = Code(
    "REQ-029",
    nl="Bij {subject} is de uitkomst '{seen}'; nodig is {wanted}.",
    en="The outcome for {subject} is '{seen}'; wanted is {wanted}.",
    mend_nl="Bespreek met het zorgkantoor wat er nodig is voor {wanted}.",
    mend_en="Discuss with the purchaser what it takes for {wanted}.",
)
FINDINGS = (OPTION_REFUSED,)


class ChoiceAccepted:
    """One of several outcomes."""

    name = "choice-accepted"
    needs_question = True
    params = (
        Param("accepted", Kind.TEXTS, "the options that meet it", "de antwoorden die voldoen"),
        Param("reserved", Kind.TEXTS, "the options that meet it under reservation", "antwoorden met voorbehoud", ()),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Look the answer up in both lists."""
        answer = case.answer()
        if not answer:
            return case.unanswered()
        words = self._words(case)
        accepted, reserved = params.texts("accepted"), params.texts("reserved")
        given = self._given(case, answer)
        said = "; ".join(words.get(option, option) for option in given)
        if any(option in accepted for option in given):
            return Holds(said)
        if any(option in reserved for option in given):
            return Holds(f"onder voorbehoud: {said}")
        wanted = " of ".join(f"'{words.get(option, option)}'" for option in (*accepted, *reserved))
        return Finding(OPTION_REFUSED, case.name, seen=said, wanted=wanted)

    @staticmethod
    def _given(case: Case, answer: str) -> tuple[str, ...]:
        question = case.policy.question(case.use.question)
        several = question is not None and question.type is QuestionType.NEED_LINES
        return named(answer) if several else (answer,)

    @staticmethod
    def _words(case: Case) -> dict[str, str]:
        question = case.policy.question(case.use.question)
        return dict(question.options) if question else {}

"""Excluded when yes: a ground that excludes by itself once it is there (D-011, D-012, D-013, D-015 to D-017).

1. ``yes`` excludes; no decision of a person is needed, for the ground leaves nothing to weigh.
2. No answer means that it is not known: the submission is incomplete, the party is not excluded (D-017 judges
   refusing information only once it was asked again in vain, by a reasoned decision).
3. With ``answer: no`` the question is put the other way round ("are all taxes paid?") and ``no`` excludes.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import WORDS, Case
from driehoek.kernel import Code, Finding, Holds, Outcome

EXCLUDED = Code(
    "REQ-013",
    nl="U antwoordde '{seen}'; daarmee is {subject} op u van toepassing.",
    en="The answer was '{seen}', so {subject} applies.",
    mend_nl="Is uw antwoord onjuist? Meld dat zolang de termijn open is.",
    mend_en="If the answer is wrong, say so while the window is open.",
)
FINDINGS = (EXCLUDED,)


class ExcludedWhenYes:
    """An automatic ground of exclusion."""

    name = "excluded-when-yes"
    needs_question = True
    params = (
        Param("answer", Kind.TEXT, "the answer that excludes", "het antwoord dat uitsluit", "yes", ("yes", "no")),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """Look at the answer alone."""
        answer = case.answer()
        if not answer:
            return case.unanswered()
        if answer == params.text("answer"):
            return Finding(EXCLUDED, case.name, seen=WORDS.get(answer, answer))
        return Holds(f"verklaard: {WORDS.get(answer, answer)}")

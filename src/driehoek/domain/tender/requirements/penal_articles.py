"""Penal articles: an irrevocable conviction for one of the listed articles excludes (D-010).

1. Without a conviction the ground does not apply. No answer means not known, so incomplete and not excluded.
2. With a conviction the articles count where the form asks them: only a listed one excludes. Several are separated
   by ``;``. ``art.``, capitals and spaces make no difference; ``328ter lid 2`` is another article than ``328ter``.
3. Where the form does not ask which articles, a conviction is one for a listed article, for that is the question.
4. The list is data of the policy, since each framework prints its own.
"""

from __future__ import annotations

from driehoek.domain.policy import Kind, Param, Params
from driehoek.domain.tender.requirements.base import Case, question_param
from driehoek.kernel import Code, Finding, Holds, Outcome

CONVICTED = Code(
    "REQ-014",
    nl="U bent onherroepelijk veroordeeld voor {seen} van het Wetboek van Strafrecht; daarmee geldt {subject}.",
    en="An irrevocable conviction for {seen} of the Penal Code, so {subject} applies.",
    mend_nl="Is het vonnis niet onherroepelijk? Pas uw antwoord aan zolang de termijn open is.",
    mend_en="If the judgment is not irrevocable, change the answer while the window is open.",
)
FINDINGS = (CONVICTED,)


class PenalArticles:
    """Convictions that exclude."""

    name = "penal-articles"
    needs_question = True
    params = (
        Param("articles", Kind.TEXTS, "the articles that exclude", "de artikelen die uitsluiten"),
        question_param("articles_question", "asks which articles", "vraagt om welke artikelen het gaat"),
    )

    def test(self, case: Case, params: Params) -> Outcome:
        """A conviction, then its articles."""
        if not case.answer():
            return case.unanswered()
        if not case.says():
            return Holds("geen veroordeling")
        question = params.text("articles_question")
        if not question:
            return Finding(CONVICTED, case.name, seen="een genoemd artikel")
        if not case.answer(question):
            return case.unanswered(question)
        listed = {_plain(article) for article in params.texts("articles")}
        named = [part.strip() for part in case.answer(question).split(";")]
        hits = [article for article in named if _plain(article) in listed]
        if hits:
            return Finding(CONVICTED, case.name, seen="artikel " + ", ".join(_plain(article) for article in hits))
        return Holds("veroordeling voor andere artikelen")


def _plain(article: str) -> str:
    words = article.lower().replace("artikel", " ").replace("art.", " ").replace(",", " ").split()
    return " ".join(words)

"""What a provider says of itself once, for every purchaser that asks the same, confirmed each year.

A question of a form is about the organisation itself when all that looks at its answer are suitability requirements
and grounds for exclusion, and no document must be signed for it: such a statement belongs to one submission. An answer
is taken over only where the same question is asked in the same words; a question that only resembles it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from driehoek.domain.policy import Policy, Question, QuestionType, RequirementKind
from driehoek.domain.tender.requirements.prepared import prepare, questions_of

_OF_ITSELF = frozenset({RequirementKind.SUITABILITY, RequirementKind.EXCLUSION})
_PLAIN = frozenset(
    {QuestionType.YES_NO, QuestionType.CHOICE, QuestionType.NUMBER, QuestionType.PERCENTAGE, QuestionType.DATE}
)
MONTHS = 12
"""For how long a confirmation holds."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer of a profile, with the question to which it was given.

    Attributes:
        question: its id.
        text: its words.
        type: the type of the answer.
        options: the answers of a choice by their key.
        answer: in canonical form.
    """

    question: str
    text: str
    type: QuestionType
    options: Mapping[str, str] = field(default_factory=dict)
    answer: str = ""

    def same(self, question: Question) -> bool:
        """Whether a question asks just this: the same words, type and answers to choose from."""
        return (
            _words(question.text) == _words(self.text)
            and question.type is self.type
            and dict(question.options) == dict(self.options)
        )


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a profile gives to one form.

    Attributes:
        answers: per question the answer that is taken over.
        resembling: questions that the profile answers under other words, which a person must look at.
        is_stale: whether the profile was not confirmed in the last year, so that nothing is taken over.
    """

    answers: Mapping[str, str]
    resembling: tuple[str, ...] = ()
    is_stale: bool = False


def profile_questions(policy: Policy) -> tuple[Question, ...]:
    """The questions of a policy that are about the organisation itself, in its order."""
    requirements = [item for item in prepare(policy) if item.rule is not None]
    looked: dict[str, list[bool]] = {}
    for item in requirements:
        assert item.rule is not None, "left out above"
        signed = item.params.values.get("evidence") is True or item.params.values.get("path_evidence") is True
        for name in questions_of(item.use, item.rule, item.params):
            looked.setdefault(name, []).append(item.use.kind in _OF_ITSELF and not signed)
    elsewhere = {leaf.question for lot in policy.lots for leaf in lot.leaves()}
    elsewhere |= {
        str(value)
        for step in policy.division.steps()
        for name, value in step.params.items()
        if name.endswith("question")
    }
    return tuple(
        question
        for question in policy.questions
        if question.type in _PLAIN
        and not question.lots
        and question.id not in elsewhere
        and looked.get(question.id)
        and all(looked[question.id])
    )


def holds_until(confirmed_on: date) -> date:
    """The first day on which a confirmation no longer holds: the same day a year later."""
    try:
        return confirmed_on.replace(year=confirmed_on.year + MONTHS // 12)
    except ValueError:  # 29 February
        return date(confirmed_on.year + MONTHS // 12, 3, 1)


def is_confirmed(confirmed_on: date | None, today: date) -> bool:
    """Whether a profile was confirmed in the last year."""
    return confirmed_on is not None and today < holds_until(confirmed_on)


def prefill(facts: Iterable[Fact], questions: Iterable[Question], confirmed_on: date | None, today: date) -> Prefilled:
    """What a profile gives to the questions of a form.

    Args:
        facts: the profile.
        questions: those of the form that are about the organisation itself.
        confirmed_on: when the profile was confirmed last.
        today: the day on which it is taken over.
    """
    known = {fact.question: fact for fact in facts if fact.answer}
    met = [(question, known[question.id]) for question in questions if question.id in known]
    if not is_confirmed(confirmed_on, today):
        return Prefilled({}, is_stale=bool(met))
    return Prefilled(
        {question.id: fact.answer for question, fact in met if fact.same(question)},
        tuple(question.id for question, fact in met if not fact.same(question)),
    )


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()

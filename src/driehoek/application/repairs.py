"""What can still be repaired in a submission: by the window that the policy opens for it, and by that alone.

The policy names the questions and the days. So whoever lacks the same is asked the same, until the same day (B-049). A
repaired answer goes into the submission with its moment, where `driehoek.domain.tender.intake` judges it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from driehoek.domain.policy import Policy, Question, QuestionType, RequirementUse
from driehoek.domain.tender.complete import DOCUMENT_MISSING, UNANSWERED_REQUIRED, WRONG_TYPE, reads_as, wanted
from driehoek.domain.tender.intake import Taken, repair_until
from driehoek.domain.tender.outcome import Assessment
from driehoek.domain.tender.requirements.base import MISSING
from driehoek.domain.tender.submission import Evidence, Provider, Submission
from driehoek.kernel import Code, Finding, dutch

STILL_OPEN = Code(
    "SUB-040",
    nl="De inschrijving van {subject} is nog open; wie iets mist kan zelf opnieuw indienen.",
    en="The window of {subject} is open still; whoever lacks something can hand in again by itself.",
    mend_nl="Vraag om herstel na de sluiting.",
    mend_en="Ask for repair after it has closed.",
)
DECIDED = Code(
    "SUB-041",
    nl="Over {subject} is al besloten; er wordt niets meer hersteld.",
    en="{subject} was decided already; nothing is repaired any more.",
    mend_nl="Is er een fout gemaakt? Maak dan een nieuwe versie van de uitslag.",
    mend_en="Was a mistake made? Then make a new version of the result.",
)
TERM_OVER = Code(
    "SUB-042",
    nl="De termijn om '{subject}' te herstellen liep tot en met {wanted}.",
    en="The term to repair '{subject}' ran up to and including {wanted}.",
    mend_nl="Dit kan niet meer worden hersteld. Bent u het niet eens? Gebruik dan een van de routes.",
    mend_en="This cannot be repaired any more. If you disagree, use one of the routes beside the result.",
)
NOTHING_GIVEN = Code(
    "SUB-043",
    nl="Het antwoord op '{subject}' is leeg of niet te lezen.",
    en="The answer to '{subject}' is empty or cannot be read.",
    mend_nl="Geef {wanted}.",
    mend_en="Give {wanted}.",
)
NOT_LACKING = Code(
    "SUB-044",
    nl="Bij contract {subject} is hier niets te herstellen.",
    en="There is nothing to repair here for contract {subject}.",
    mend_nl="Kijk op het bord wat er nog niet klopt en wat het beleid laat herstellen.",
    mend_en="See on the board what fails still and what the policy lets be repaired.",
)
FINDINGS = (STILL_OPEN, DECIDED, TERM_OVER, NOTHING_GIVEN, NOT_LACKING)

_OF_THE_FORM = frozenset({UNANSWERED_REQUIRED.id, DOCUMENT_MISSING.id, WRONG_TYPE.id})


@dataclass(frozen=True, slots=True)
class Lack:
    """One answer that is missing or wrong, and that the policy lets be repaired.

    Attributes:
        question: the question of the form.
        requirements: the requirements that fail on it, by id; empty where only the form asks it.
        because: what is wrong, in plain Dutch, each with its mend.
    """

    question: Question
    requirements: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repairable:
    """What one contract can repair.

    Attributes:
        contract: whose.
        lack: what it lacks.
        until: the last day.
    """

    contract: str
    lack: Lack
    until: date


def repairable(
    policy: Policy, providers: Iterable[Provider], taken: Iterable[Taken], assessments: Iterable[Assessment]
) -> tuple[Repairable, ...]:
    """What can be repaired in a round, by contract and in the order in which the policy names the questions."""
    known = {item.contract.code: item for item in providers}
    counting = {item.contract: item.submission for item in taken if item.submission is not None}
    found: list[Repairable] = []
    for said in assessments:
        submission, provider = counting.get(said.contract), known.get(said.contract)
        if submission is None or provider is None:
            continue
        until = repair_until(policy, provider, submission)
        if until is not None:
            found.extend(Repairable(said.contract, lack, until) for lack in lacking(policy, said))
    return tuple(found)


def lacking(policy: Policy, said: Assessment) -> tuple[Lack, ...]:
    """What an assessment finds missing or wrong in the questions that the policy lets be repaired."""
    if policy.repair is None:
        return ()
    questions = [question for question in map(policy.question, policy.repair.questions) if question is not None]
    uses = {use.id: use for use in policy.requirements}
    return tuple(lack for question in questions if (lack := _lack(question, said, uses)) is not None)


def _lack(question: Question, said: Assessment, uses: dict[str, RequirementUse]) -> Lack | None:
    because = [item for item in said.findings if item.code.id in _OF_THE_FORM and item.subject == question.text]
    failing = []
    for tested in said.tested:
        outcome, use = tested.outcome, uses.get(tested.requirement)
        if isinstance(outcome, Finding) and use is not None and question.id in _questions(use):
            if outcome.code.id in MISSING and outcome.wanted != question.text:
                continue  # another question of the same requirement
            failing.append(tested.requirement)
            because.append(outcome)
    if not because:
        return None
    return Lack(question, tuple(failing), tuple(dict.fromkeys(f"{item.sentence()} {item.mend()}" for item in because)))


def _questions(use: RequirementUse) -> Iterator[str]:
    """The questions that a requirement looks at: its own, and those its parameters name."""
    yield use.question
    yield from (str(value) for name, value in use.params.items() if name.endswith("question"))


def given(question: Question, answer: str) -> Finding | None:
    """Why an answer cannot be taken as the repair of a question; nothing when it can."""
    readable = bool(answer.strip()) and (question.type is QuestionType.DOCUMENT or reads_as(question, answer.strip()))
    return None if readable else Finding(NOTHING_GIVEN, question.text, wanted=wanted(question))


def repaired(
    submission: Submission, question: Question, answer: str, document: Evidence | None, at: datetime
) -> Submission:
    """A submission with one answer repaired.

    Args:
        submission: as it stood.
        question: which question.
        answer: the new answer, in canonical form; not looked at for a document.
        document: the new document; None where the question asks none.
        at: the moment of arrival, Dutch civil time.
    """
    answers = {**submission.answers, question.id: "yes" if document is not None else answer.strip()}
    evidence = (*submission.evidence, *((document,) if document is not None else ()))
    return replace(submission, answers=answers, evidence=evidence, completed={**submission.completed, question.id: at})


def in_term(question: Question, until: date, day: date) -> Finding | None:
    """Why a repair that arrives on a day is too late; nothing when it is in time."""
    return None if day <= until else Finding(TERM_OVER, question.text, wanted=dutch.day(until))

"""Completeness: whether what was asked was answered, and whether each answer reads as its question asks.

Completeness is apart from content: an incomplete submission is not judged, a complete one may still fail. A required
question that is for some lots only costs no more than those lots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from driehoek.domain.policy import Policy, ProviderGroup, Question, QuestionType, named
from driehoek.domain.tender.requirements.base import NUMBER
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Code, Finding, Money, Rate, Severity

UNANSWERED_REQUIRED = Code(
    "SUB-020",
    nl="De vraag '{subject}' is niet beantwoord.",
    en="The question '{subject}' was not answered.",
    mend_nl="Beantwoord de vraag: {wanted}.",
    mend_en="Answer the question: {wanted}.",
)
DOCUMENT_MISSING = Code(
    "SUB-021",
    nl="Het document bij '{subject}' ontbreekt.",
    en="The document for '{subject}' is missing.",
    mend_nl="Stuur het document mee en geef de datum op.",
    mend_en="Add the document with its date.",
)
WRONG_TYPE = Code(
    "SUB-022",
    nl="Het antwoord '{seen}' op '{subject}' kunnen wij niet lezen.",
    en="The answer '{seen}' to '{subject}' cannot be read.",
    mend_nl="Antwoord met {wanted}.",
    mend_en="Answer with {wanted}.",
)
WRONG_TYPE_OPTIONAL = Code(
    "SUB-023",
    nl="Het antwoord '{seen}' op de vrije vraag '{subject}' kunnen wij niet lezen; het telt niet mee.",
    en="The answer '{seen}' to the optional question '{subject}' cannot be read and does not count.",
    mend_nl="Antwoord met {wanted}, of laat de vraag leeg.",
    mend_en="Answer with {wanted}, or leave it empty.",
    severity=Severity.WARNING,
)
UNKNOWN_QUESTION = Code(
    "SUB-024",
    nl="Contract {subject} antwoordt op '{seen}', en die vraag staat niet in het formulier.",
    en="Contract {subject} answers '{seen}', which the form does not ask.",
    mend_nl="Verbeter de naam van de vraag of haal het antwoord weg.",
    mend_en="Correct the name of the question or remove the answer.",
    severity=Severity.WARNING,
)
NO_LOTS = Code(
    "SUB-025",
    nl="Contract {subject} noemt geen perceel.",
    en="Contract {subject} names no lot.",
    mend_nl="Noem ten minste één perceel: {wanted}.",
    mend_en="Name at least one lot: {wanted}.",
)
FINDINGS = (UNANSWERED_REQUIRED, DOCUMENT_MISSING, WRONG_TYPE, WRONG_TYPE_OPTIONAL, UNKNOWN_QUESTION, NO_LOTS)


@dataclass(frozen=True, slots=True)
class Checked:
    """A submission with only what counts of it.

    Attributes:
        submission: its readable answers to questions of the form (``yes`` for a document that is there), and the
            lots for which nothing is missing (all its lots when it is incomplete as a whole).
        missing: the required questions without a readable answer, by id, in the order of the form.
        complete: whether it goes on to the tests, in one lot at least.
        findings: what is missing or cannot be read, with the mend.
    """

    submission: Submission
    missing: tuple[str, ...]
    complete: bool
    findings: tuple[Finding, ...]


def fit(policy: Policy, provider: Provider, submission: Submission) -> Checked:
    """Keep what reads as asked and say what is missing for the group and lots of this submission."""
    documents = {item.question for item in submission.evidence}
    answers: dict[str, str] = {}
    findings: list[Finding] = []
    missing: list[Question] = []
    for question in policy.questions:
        given = submission.answers.get(question.id, "").strip()
        if question.type is QuestionType.DOCUMENT:
            # a document is there or not; what was written beside it is no answer
            given = "yes" if question.id in documents else ""
        answered = bool(given) and reads_as(question, given)
        if answered:
            answers[question.id] = given
        if not is_asked(question, provider, submission.lots):
            continue
        if question.required and not answered:
            missing.append(question)
        findings.extend(_faults(question, given, answered=answered))
    findings.extend(_strangers(policy, submission))
    if not submission.lots:
        findings.append(Finding(NO_LOTS, submission.contract.code, wanted=", ".join(lot.id for lot in policy.lots)))
    shut = {lot for question in missing for lot in question.lots}
    left = tuple(lot for lot in submission.lots if lot not in shut)
    complete = bool(left) and all(question.lots for question in missing)
    kept = replace(submission, answers=answers, lots=left if complete else submission.lots)
    return Checked(kept, tuple(question.id for question in missing), complete, tuple(findings))


def is_asked(question: Question, provider: Provider, lots: tuple[str, ...]) -> bool:
    """Whether a question is for this provider's group and at least one of these lots."""
    return is_asked_of(question, provider.group, lots)


def is_asked_of(question: Question, group: ProviderGroup, lots: tuple[str, ...]) -> bool:
    """Whether a question is for a group of providers and at least one of these lots."""
    return group in question.groups and (not question.lots or any(lot in question.lots for lot in lots))


def reads_as(question: Question, answer: str) -> bool:
    """Whether an answer in canonical form is of the type the question asks."""
    if question.type is QuestionType.CHOICE:
        return answer in question.options
    if question.type is QuestionType.NEED_LINES:
        lines = named(answer)
        return bool(lines) and all(line in question.options for line in lines)
    reader = _READERS.get(question.type)
    if reader is None:
        return True
    try:
        return reader(answer)
    except ValueError:
        return False


def wanted(question: Question) -> str:
    """What kind of answer a question asks, in plain Dutch."""
    if question.type is QuestionType.CHOICE:
        return " of ".join(f"'{option}'" for option in question.options)
    if question.type is QuestionType.NEED_LINES:
        return f"een of meer van {', '.join(question.options)}, met een komma ertussen"
    return _WANTED[question.type]


def _faults(question: Question, given: str, *, answered: bool) -> Iterator[Finding]:
    if answered:
        return
    if question.type is QuestionType.DOCUMENT:
        if question.required:
            yield Finding(DOCUMENT_MISSING, question.text)
    elif given:
        code = WRONG_TYPE if question.required else WRONG_TYPE_OPTIONAL
        yield Finding(code, question.text, seen=given, wanted=wanted(question))
    elif question.required:
        yield Finding(UNANSWERED_REQUIRED, question.text, wanted=wanted(question))


def _strangers(policy: Policy, submission: Submission) -> Iterator[Finding]:
    known = {question.id for question in policy.questions}
    named = {*submission.answers, *(item.question for item in submission.evidence)}
    for name in sorted(named - known):
        yield Finding(UNKNOWN_QUESTION, submission.contract.code, seen=name)


def _is_rate(answer: str) -> bool:
    return Rate.parse(answer) is not None


def _is_amount(answer: str) -> bool:
    return Money.parse(answer) is not None


def _is_day(answer: str) -> bool:
    return date.fromisoformat(answer).isoformat() == answer


_READERS: Mapping[QuestionType, Callable[[str], bool]] = {
    QuestionType.YES_NO: lambda answer: answer in {"yes", "no"},
    QuestionType.NUMBER: lambda answer: NUMBER.match(answer) is not None,
    QuestionType.PERCENTAGE: _is_rate,
    QuestionType.AMOUNT: _is_amount,
    QuestionType.DATE: _is_day,
}
_WANTED: Mapping[QuestionType, str] = {
    QuestionType.YES_NO: "ja of nee",
    QuestionType.NUMBER: "een getal, zoals 12.5",
    QuestionType.PERCENTAGE: "een percentage, zoals 94,5%",
    QuestionType.AMOUNT: "een bedrag in euro, zoals 1234,50",
    QuestionType.DATE: "een datum, zoals 2027-01-31",
    QuestionType.TEXT: "een tekst",
    QuestionType.DOCUMENT: "een document",
}

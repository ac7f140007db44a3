"""What every requirement rule shares: the case it looks at, its protocol, and what it can say of an answer.

A rule never decides what failing means: the policy does, by the kind of the requirement. By convention a parameter
whose name ends in ``question`` names a question of the form, so that `check` can see whether the form asks it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from driehoek.domain.policy import Due, Kind, Param, Params, Policy, RequirementUse
from driehoek.domain.tender.requirements.months import younger_than
from driehoek.domain.tender.submission import Evidence, Provider, ReasonedDecision, Submission
from driehoek.kernel import Code, Finding, Money, NotApplicable, Outcome, dutch

UNANSWERED = Code(
    "REQ-001",
    nl="Wij kunnen {subject} niet beoordelen: de vraag '{wanted}' is niet beantwoord.",
    en="{subject} cannot be judged: '{wanted}' was not answered.",
    mend_nl="Beantwoord de vraag '{wanted}'.",
    mend_en="Answer the question '{wanted}'.",
)
NOT_DECLARED = Code(
    "REQ-002",
    nl="U antwoordde '{seen}'; voor {subject} is '{wanted}' nodig.",
    en="The answer was '{seen}'; {subject} needs '{wanted}'.",
    mend_nl="Zorg dat u aan de eis voldoet en pas uw antwoord aan zolang de termijn open is.",
    mend_en="Meet the requirement and change the answer while the window is open.",
)
NO_EVIDENCE = Code(
    "REQ-003",
    nl="Bij {subject} ontbreekt een bewijsstuk: {wanted}.",
    en="{subject} lacks evidence: {wanted}.",
    mend_nl="Stuur het bewijsstuk mee en geef de datum op.",
    mend_en="Add the document with its date.",
)
EVIDENCE_EXPIRED = Code(
    "REQ-004",
    nl="Het bewijsstuk bij {subject} gold {seen}; het moet gelden op {wanted}.",
    en="The evidence for {subject} was valid {seen}; it must be valid on {wanted}.",
    mend_nl="Stuur een bewijsstuk mee dat geldt op {wanted}.",
    mend_en="Add a document that is valid on {wanted}.",
)
EVIDENCE_DATE = Code(
    "REQ-005",
    nl="Het bewijsstuk bij {subject} is van {seen}; gevraagd is {wanted}.",
    en="The evidence for {subject} is of {seen}; wanted is {wanted}.",
    mend_nl="Vraag een nieuw bewijsstuk aan en stuur dat mee.",
    mend_en="Obtain a fresh document and add it.",
)
FINDINGS = (UNANSWERED, NOT_DECLARED, NO_EVIDENCE, EVIDENCE_EXPIRED, EVIDENCE_DATE)

MISSING = frozenset({UNANSWERED.id, NO_EVIDENCE.id})
"""The findings that something is not there: the submission is incomplete, nothing is held against its content."""

NUMBER = re.compile(r"^-?\d+(\.\d+)?$")
"""A number in canonical form."""

WORDS: Mapping[str, str] = {"yes": "ja", "no": "nee"}
"""Canonical answers in the words of the letter."""


@dataclass(frozen=True, slots=True)
class Case:
    """One requirement before one submission.

    Attributes:
        policy: the policy it stands in.
        provider: who submits.
        submission: what counts of what it handed in.
        use: the requirement as the policy uses it.
        name: how the letter calls it, such as ``eis 3``.
        decided_on: the day of decision.
        decisions: what the purchaser decided with a recorded ground about this provider.
    """

    policy: Policy
    provider: Provider
    submission: Submission
    use: RequirementUse
    name: str
    decided_on: date
    decisions: tuple[ReasonedDecision, ...] = ()

    @property
    def submitted_on(self) -> date:
        """The day on which the submission arrived."""
        return self.submission.received.date()

    @property
    def due_on(self) -> date:
        """The day on which the requirement must be met."""
        return due_on(self.policy, self.use, self.submitted_on)

    def answer(self, question: str = "") -> str:
        """The answer to ``question`` (by default the one the requirement tests); empty when there is none."""
        return self.submission.answers.get(question or self.use.question, "").strip()

    def says(self, question: str = "") -> bool:
        """Whether a yes-or-no question was answered with yes."""
        return self.answer(question) == "yes"

    def day(self, question: str = "") -> date | None:
        """The answer to ``question`` as a day; None when there is none that reads as one."""
        try:
            return date.fromisoformat(self.answer(question))
        except ValueError:
            return None

    def number(self, question: str = "") -> Fraction | None:
        """The answer to ``question`` as a number; None when there is none that reads as one."""
        answer = self.answer(question)
        return Fraction(answer) if NUMBER.match(answer) else None

    def amount(self, question: str = "") -> Money | None:
        """The answer to ``question`` as an amount; None when there is none that reads as one."""
        try:
            return Money.parse(self.answer(question))
        except ValueError:
            return None

    def evidence(self, question: str = "") -> tuple[Evidence, ...]:
        """The documents that go with ``question``, newest first."""
        wanted = question or self.use.question
        found = (item for item in self.submission.evidence if item.question == wanted)
        return tuple(sorted(found, key=lambda item: (item.issued_on, item.file), reverse=True))

    def unanswered(self, question: str = "") -> Finding:
        """The finding that ``question`` was not answered."""
        asked = self.policy.question(question or self.use.question)
        return Finding(UNANSWERED, self.name, wanted=asked.text if asked else question or self.use.question)

    def contradicts(self, wanted: str, question: str = "") -> Finding:
        """The finding that the answer to ``question`` is not ``wanted``."""
        seen = self.answer(question)
        return Finding(NOT_DECLARED, self.name, seen=WORDS.get(seen, seen), wanted=WORDS.get(wanted, wanted))


class Rule(Protocol):
    """A requirement with logic of its own. The contract suite is `driehoek.testing.requirements`."""

    @property
    def name(self) -> str:
        """The word after ``use`` in the policy."""

    @property
    def params(self) -> tuple[Param, ...]:
        """What the policy can set."""

    @property
    def needs_question(self) -> bool:
        """Whether it can say anything only when the requirement names a question of the form."""

    def test(self, case: Case, params: Params) -> Outcome:
        """Say of one case whether it holds, fails or does not apply; never raises on a user's data."""


def due_on(policy: Policy, use: RequirementUse, submitted_on: date) -> date:
    """The day on which a requirement must be met: at submission, at the start of care, or so many days after."""
    if use.due is Due.SUBMISSION:
        return submitted_on
    term = use.term_days if use.due is Due.WITHIN_TERM else 0
    return policy.contract.starts_on + timedelta(days=term)


def not_yet(day: date) -> NotApplicable:
    """What is said of a requirement that is not met yet and is due only on ``day``."""
    return NotApplicable(f"nog niet: uiterlijk op {dutch.day(day)}", f"not yet: by {day.isoformat()}")


def evidence_fault(case: Case, question: str = "", max_age_months: int = 0) -> Finding | None:
    """What is wrong with the evidence for ``question``, if anything; one good document is enough.

    Args:
        case: the case.
        question: the question; by default the one the requirement tests.
        max_age_months: on the day of submission the document must be younger than this; 0 for any age.
    """
    documents = case.evidence(question)
    if not documents:
        asked = case.policy.question(question or case.use.question)
        return Finding(NO_EVIDENCE, case.name, wanted=asked.text if asked else question or case.use.question)
    faults = [_document_fault(case, document, max_age_months) for document in documents]
    return None if None in faults else faults[0]


def _document_fault(case: Case, document: Evidence, max_age_months: int) -> Finding | None:
    if document.issued_on > case.submitted_on:
        wanted = f"een stuk van uiterlijk {dutch.day(case.submitted_on)}"
        return Finding(EVIDENCE_DATE, case.name, seen=dutch.day(document.issued_on), wanted=wanted)
    valid_on = max(case.due_on, case.submitted_on)
    if document.expires_on is not None and document.expires_on <= valid_on:
        last = dutch.day(document.expires_on - timedelta(days=1))
        return Finding(EVIDENCE_EXPIRED, case.name, seen=f"tot en met {last}", wanted=dutch.day(valid_on))
    if max_age_months and not younger_than(document.issued_on, max_age_months, case.submitted_on):
        wanted = f"jonger dan {max_age_months} maanden op {dutch.day(case.submitted_on)}"
        return Finding(EVIDENCE_DATE, case.name, seen=dutch.day(document.issued_on), wanted=wanted)
    return None


def question_param(name: str, meaning: str, meaning_nl: str, *, optional: bool = True) -> Param:
    """Declare a parameter that names a further question of the form; ``""`` (the default) for none."""
    return Param(name, Kind.TEXT, meaning, meaning_nl, default="" if optional else None)

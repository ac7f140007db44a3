"""The administrative burden of one cycle, counted: what is asked, what is handed in, and how often (B-072).

Counts are of the form and of what was kept; hours are inferred from the moments at which a draft was kept, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from driehoek.application.entry_form import EntryForm

LONGEST_PAUSE = timedelta(minutes=10)
"""Between two moments of keeping that are further apart than this, nobody is taken to have worked."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What one contract in one round asks of a provider.

    Attributes:
        questions: asked in the form.
        from_profile: of these, answered by the profile, so that nobody typed them again.
        documents: asked for as evidence.
        signatures: documents that must be signed by the board: a statement with evidence.
        versions: submissions handed in, withdrawals left out.
        products: lines that may be filled.
        seconds: worked on it, inferred.
    """

    questions: int
    from_profile: int
    documents: int
    signatures: int
    versions: int
    products: int
    seconds: int

    @property
    def hours(self) -> Fraction:
        """The hours that were worked, inferred, to a tenth."""
        return Fraction(round(Fraction(self.seconds, 360)), 10)


def burden_of(
    form: EntryForm, from_profile: Iterable[str], answers: Mapping[str, str], versions: int, seconds: int
) -> Burden:
    """Count what a form asks and what it took.

    Args:
        form: what is asked of this contract.
        from_profile: the questions that the profile answered.
        answers: as they stand; a profile answer that somebody changed was typed after all.
        versions: how often it was handed in.
        seconds: see `worked`.
    """
    asked = {item.question.id for item in form.questions}
    taken = {question for question in from_profile if question in asked and answers.get(question)}
    documents = [item for item in form.questions if item.evidence]
    signed = [item for item in documents if item.question.type.value == "yes-no"]
    return Burden(len(asked), len(taken), len(documents), len(signed), versions, len(form.products), seconds)


def worked(before: datetime | None, now: datetime) -> int:
    """How many seconds of work lie between two moments of keeping: all of them, or none after a long pause."""
    if before is None or now < before or now - before > LONGEST_PAUSE:
        return 0
    return int((now - before).total_seconds())

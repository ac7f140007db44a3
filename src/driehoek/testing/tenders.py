"""Small lots with criteria, and submissions for them, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import Criterion, Lot, Policy, ProviderGroup, Question, QuestionType, Raw
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Agb, Rate
from driehoek.testing.policies import small_policy

RECEIVED = datetime.fromisoformat("2026-07-01T12:00")
FORM = (
    Question("quality", "Welk cijfer?", QuestionType.NUMBER),
    Question("service", "Welk cijfer?", QuestionType.NUMBER),
    Question("operations", "Welk cijfer?", QuestionType.NUMBER),
    Question("price", "Welk cijfer?", QuestionType.NUMBER),
    Question("certified", "Heeft u een keurmerk?", QuestionType.YES_NO),
    Question("level", "Hoe ver bent u?", QuestionType.CHOICE, {"done": "Klaar", "begun": "Begonnen", "no": "Niet"}),
    Question("share", "Welk percentage van het maximumtarief vraagt u?", QuestionType.PERCENTAGE),
    Question("plan", "Wat is uw plan?", QuestionType.TEXT),
)
"""A form with a question of each kind that criteria read."""


def leaf(
    name: str, weight: int | str, method: str, params: Mapping[str, Raw], *, question: str = "", minimum: str = ""
) -> Criterion:
    """A criterion that is scored; it asks the question of the same name unless another is given."""
    least = Rate.parse(minimum) if minimum else None
    return Criterion(
        name, name, Rate.percent(weight), method=method, question=question or name, params=params, minimum=least
    )


def ten(name: str, weight: int | str, minimum: str = "") -> Criterion:
    """A criterion whose answer is the mark itself, from 0 to 10."""
    return leaf(name, weight, "linear", {"from": "0", "to": "10"}, minimum=minimum)


def lot_of(*criteria: Criterion, scale: int = 10) -> Lot:
    """A lot with these criteria."""
    return Lot("home", "Thuiszorg", "zeeland", criteria=criteria, scale=scale)


def policy_of(lot: Lot, *, questions: tuple[Question, ...] = FORM) -> Policy:
    """The small policy with this lot and form."""
    return replace(small_policy(), lots=(lot,), questions=questions)


def handed_in(answers: Mapping[str, Mapping[str, str]], lot: str = "home") -> dict[str, Submission]:
    """A submission per contract with these answers."""
    return {code: Submission(Agb(code), RECEIVED, (lot,), given) for code, given in answers.items()}


def provider(
    code: str,
    group: ProviderGroup = ProviderGroup.EXISTING,
    categories: tuple[str, ...] = (),
    sector: Sector = Sector.VV,
) -> Provider:
    """A made-up provider with that contract."""
    return Provider(Agb(code), Agb(code), f"Aanbieder {code}", sector, "Goes", "5527", "5527", group, "", categories)

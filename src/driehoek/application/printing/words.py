"""Words of the printed policy: groups, moments, grounds and the settings of rules in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.policy import (
    EVERYONE,
    Due,
    Milestone,
    Param,
    Policy,
    ProviderGroup,
    QuestionType,
    Raw,
    RequirementUse,
    Step,
)
from driehoek.domain.policy.params import Value, read
from driehoek.engines.allocation.definitions import declared
from driehoek.kernel import Ground, Money, Rate
from driehoek.kernel.dutch import amount, day, percentage

_GROUPS = {
    ProviderGroup.EXISTING: "bestaande aanbieders",
    ProviderGroup.NEW_TO_OFFICE: "aanbieders die nieuw zijn bij ons",
    ProviderGroup.NEW: "nieuwe aanbieders",
}
TYPES = {
    QuestionType.YES_NO: "ja of nee",
    QuestionType.CHOICE: "een keuze",
    QuestionType.NUMBER: "een getal",
    QuestionType.PERCENTAGE: "een percentage",
    QuestionType.AMOUNT: "een bedrag",
    QuestionType.DATE: "een datum",
    QuestionType.TEXT: "tekst",
    QuestionType.DOCUMENT: "een document",
}
"""What kind of answer a question wants."""


_WORDS = {
    "yes": "ja",
    "no": "nee",
    **{group.value: words for group, words in _GROUPS.items()},
}
"""Words of files that people read in Dutch."""


def for_whom(groups: tuple[ProviderGroup, ...]) -> str:
    """For which providers something holds."""
    if set(groups) == set(EVERYONE):
        return "iedereen"
    return ", ".join(_GROUPS[group] for group in EVERYONE if group in groups)


def for_whom_asked(policy: Policy, use: RequirementUse) -> str:
    """For which providers and lots a requirement holds."""
    names = {lot.id: lot.name for lot in policy.lots}
    parts = [for_whom(use.groups)]
    if use.categories:
        parts.append(f"alleen met kenmerk {', '.join(use.categories)}")
    if use.except_categories:
        parts.append(f"niet met kenmerk {', '.join(use.except_categories)}")
    if use.lots:
        parts.append(f"perceel {', '.join(names.get(lot, lot) for lot in use.lots)}")
    return "; ".join(parts)


def when(milestone: Milestone) -> str:
    """The day or days of a milestone, and whether the last day counts."""
    if milestone.first_day is not None:
        return f"{day(milestone.first_day)} tot en met {day(milestone.last_day)}"
    if milestone.inclusive:
        return day(milestone.day)
    return f"vóór {day(milestone.day)} (laatste dag: {day(milestone.last_day)})"


def due(use: RequirementUse) -> str:
    """When a requirement must be met."""
    match use.due:
        case Due.SUBMISSION:
            return "als u indient"
        case Due.START_OF_CARE:
            return "als de zorg begint"
        case Due.WITHIN_TERM:
            return f"binnen {use.term_days} dagen na de start"


def basis_of(ground: Ground) -> str:
    """The legal ground with its explanation, for a column that is headed so; a part without one says so."""
    return f"{ground.basis or 'niet vermeld'}. {ground.explanation}".strip()


def ground_of(ground: Ground) -> str:
    """The same as a sentence of its own."""
    return f"Grond: {basis_of(ground)}"


def settings(policy: Policy, subject: str, declared: tuple[Param, ...], given: Mapping[str, Raw]) -> tuple[str, ...]:
    """The settings of a rule in words, defaults too, for they are in force as much as what is written.

    What the rule does not know is shown as it is written: the check of the policy reports it.
    """
    typed, _ = read(subject, declared, given)
    meanings = {param.name: param.meaning_nl for param in declared}
    shown = [(_sentence(meanings[name]), _value(policy, name, value)) for name, value in typed.values.items()]
    loose = sorted((name, raw) for name, raw in given.items() if name not in typed.values)
    shown.extend((name, raw if isinstance(raw, str) else ", ".join(raw)) for name, raw in loose)
    return tuple(f"{label}: {text}" for label, text in shown if text)


def step_settings(policy: Policy, step: Step) -> tuple[str, ...]:
    """The settings of a step of the division in words."""
    known = next((rules[step.use] for rules in declared().values() if step.use in rules), ())
    return settings(policy, step.id, known, step.params)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(policy: Policy, name: str, value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Rate):
        return percentage(value, 4)
    if isinstance(value, Money):
        return amount(value)
    if isinstance(value, tuple):
        return ", ".join(percentage(item, 4) if isinstance(item, Rate) else _WORDS.get(item, item) for item in value)
    if not isinstance(value, str | int):
        return day(value)
    question = policy.question(str(value)) if name.endswith("question") else None
    return question.text if question else _WORDS.get(str(value), str(value))

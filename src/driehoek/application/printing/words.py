"""Words of the printed policy: groups, moments, grounds and the settings of rules in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.application.phrases import subframe_in_words
from driehoek.domain.catalogue import Sector
from driehoek.domain.need.lines import line_in_words
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
    line_names,
)
from driehoek.domain.policy.params import OPEN_END, Value, read
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
    QuestionType.NEED_LINES: "een of meer van deze",
}
"""What kind of answer a question wants."""


_WORDS = {
    "yes": "ja",
    "no": "nee",
    **{group.value: words for group, words in _GROUPS.items()},
}
"""Words of files that people read in Dutch."""


_NO_OPTIONS: Mapping[str, str] = {}


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


def settings(
    policy: Policy,
    subject: str,
    declared: tuple[Param, ...],
    given: Mapping[str, Raw],
    options: Mapping[str, str] = _NO_OPTIONS,
) -> tuple[str, ...]:
    """The settings of a rule in words, defaults too, for they are in force as much as what is written.

    A setting that does nothing with these values is left out. What the rule does not know is shown as it is written:
    the check of the policy reports it.

    Args:
        policy: for the names of questions.
        subject: what the rule belongs to.
        declared: the parameters of the rule.
        given: their values in the policy.
        options: the words of the answers that a value can name.
    """
    typed, _ = read(subject, declared, given)
    meanings = {param.name: param.meaning_nl.partition("; leeg is")[0] for param in declared}
    used = {name: value for name, value in typed.values.items() if _matters(name, typed.values)}
    shown = [
        _setting(name, meanings[name], value, _value(policy, name, value, options)) for name, value in used.items()
    ]
    loose = sorted((name, raw) for name, raw in given.items() if name not in typed.values)
    shown.extend(f"{name}: {raw if isinstance(raw, str) else ', '.join(raw)}" for name, raw in loose if raw)
    return tuple(text for text in shown if text)


def _matters(name: str, values: Mapping[str, Value]) -> bool:
    """Whether a setting does anything beside the others: an answer needs its question, a class its rule."""
    if name == "equals" and "question" in values:
        return bool(values["question"])
    if name == "own_way" and "own_way_question" in values:
        return bool(values["own_way_question"])
    if values[name] == OPEN_END:
        return False
    if "class_bounds" in values and name in {"class_bounds", "class_weights"}:
        return values.get("rule") == "classes"
    return True


_STATEMENTS = {"evidence": ("Een bewijsstuk is nodig", "")}
"""Settings of yes or no as a statement: what is said for yes and for no."""


def _setting(name: str, meaning: str, value: Value, text: str) -> str:
    if name in _STATEMENTS and isinstance(value, bool):
        return _STATEMENTS[name][0 if value else 1]
    label = meaning.partition(":")[0] if name == "rule" else meaning  # the choice itself follows
    return f"{_sentence(label)}: {text}" if text else ""


def step_settings(policy: Policy, step: Step) -> tuple[str, ...]:
    """The settings of a step of the division in words."""
    known = next((rules[step.use] for rules in declared().values() if step.use in rules), ())
    return settings(policy, step.id, known, step.params)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(policy: Policy, name: str, value: Value, options: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Rate):
        return percentage(value, 4)
    if isinstance(value, Money):
        return amount(value)
    if isinstance(value, tuple):
        return ", ".join(
            percentage(item, 4) if isinstance(item, Rate) else _word(policy, name, item, options) for item in value
        )
    if not isinstance(value, str | int):
        return day(value)
    question = policy.question(str(value)) if name.endswith("question") else None
    return question.text if question else _word(policy, name, str(value), options)


_SECTORS = {sector.value: sector.dutch for sector in Sector}
_RULES = {
    "proportional": "naar verhouding van de score",
    "best-first": "de beste eerst, dan de volgende",
    "classes": "per klasse",
}
_READINGS = {
    "percent": "procent van het basistarief",
    "points": "procentpunten van het maximumtarief",
}


def _word(policy: Policy, name: str, value: str, options: Mapping[str, str]) -> str:
    """One value in words: that of the answer it names, or of the kind of thing that the setting is about."""
    if value in options:
        return f"'{options[value]}'"
    if name == "frames":
        return subframe_in_words(value)
    if name == "lines":
        return line_names(policy).get(value) or line_in_words(value)
    words = {"sectors": _SECTORS, "rule": _RULES, "reading": _READINGS}.get(name, _WORDS)
    return words.get(value, value)

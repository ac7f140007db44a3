"""Every place where a policy points to a line of the picture of need (C-009): lots, rules of the division, the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from driehoek.domain.policy.params import Kind, Param, Raw
from driehoek.domain.policy.policy import Policy, Question, QuestionType, Step

Known = Mapping[str, Mapping[str, tuple[Param, ...]]]
"""Per kind of rule, per name the declared parameters."""

_PHASES = {"space": "space", "tariff": "tariff", "models": "model", "after": "after"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that points to one line.

    Attributes:
        path: the place, such as ``division.tariff.white-spots.params.lines``.
        line: the id of the line.
    """

    path: str
    line: str


def pointers(policy: Policy, known: Known) -> Iterator[Pointer]:
    """Every pointer, in the order of the policy's parts; one that stands twice in one place comes once.

    Args:
        policy: the policy.
        known: the rules with their declared parameters; those of kind ``LINES`` hold pointers.
    """
    for lot in policy.lots:
        yield from (Pointer(f"lots.{lot.id}.need_lines", line) for line in dict.fromkeys(lot.need_lines))
    for question in line_questions(policy):
        yield from (Pointer(f"questions.{question.id}.options", line) for line in question.options)
    for phase, kind in _PHASES.items():
        steps: tuple[Step, ...] = getattr(policy.division, phase)
        for step in steps:
            declared = known.get(kind, {}).get(step.use, ())
            yield from _in_params(f"division.{phase}.{step.id}.params", declared, step.params)
    yardstick = known.get("yardstick", {}).get("yardstick", ())
    yield from _in_params("division.yardstick", yardstick, policy.division.yardstick)


def line_questions(policy: Policy) -> Iterator[Question]:
    """The questions by which an offer names the lines of the picture that it answers (C-010)."""
    yield from (question for question in policy.questions if question.type is QuestionType.NEED_LINES)


def line_names(policy: Policy) -> dict[str, str]:
    """What the form calls the lines that an offer can answer, by id; the words that providers know."""
    return {line: words for question in line_questions(policy) for line, words in question.options.items() if words}


def named(answer: str) -> tuple[str, ...]:
    """The lines that an answer names, in the order in which they stand there.

    >>> named("5510/VV/0014/white-spot, 5510/VG/gap")
    ('5510/VV/0014/white-spot', '5510/VG/gap')
    """
    return tuple(dict.fromkeys(name for item in answer.split(",") if (name := item.strip())))


def _in_params(path: str, declared: tuple[Param, ...], given: Mapping[str, Raw]) -> Iterator[Pointer]:
    for param in declared:
        if param.kind is Kind.LINES:
            raw = given.get(param.name, ())
            lines = raw if isinstance(raw, tuple) else (raw,)
            yield from (Pointer(f"{path}.{param.name}", line) for line in dict.fromkeys(lines) if line)

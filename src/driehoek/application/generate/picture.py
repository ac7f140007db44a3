"""A made-up picture of need: what the policy says that its lines said, and the markets around them.

Nothing is drawn: the figures are those of ``need_lines`` in the policy, so that the picture of a fresh region has not
changed since publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from driehoek.domain.need import Basis, Figure, Line, Origin
from driehoek.domain.need.lines import GAP, NEEDING_PLACE, WHITE_SPOT, LineId, line_in_words
from driehoek.domain.policy import NeedLine, Policy, Question, QuestionType
from driehoek.domain.tender.submission import Provider, Submission

SYNTHETIC = Origin(Basis.SYNTHETIC, "SYNTHETIC: driehoek dossier generate", "Verzonnen om het voor te doen.")
PLACES_PER_GAP = 4
"""SYNTHETIC: places for each one that is short, where there are places at all."""
CONFIDENCE = 80
"""SYNTHETIC: what the made-up intervals should cover, in per cent."""
ANSWERING = 2
"""How many of those who enter name the first line that their sector can answer."""


def draw_picture(policy: Policy) -> tuple[Line, ...]:
    """A line for each that the policy says something of, with who needs a place and what there is in that market."""
    lines = {line.id: line for item in policy.need_lines for line in _market(item)}
    return tuple(lines[name] for name in sorted(lines))


def _market(item: NeedLine) -> Iterator[Line]:
    known = LineId.parse(item.line)
    words = item.text or line_in_words(item.line)
    figure = None if item.figure is None else _figure(item.figure)
    yield Line(item.line, words, figure)
    if known is None or item.figure is None or known.what not in {GAP, WHITE_SPOT}:
        return
    start = item.line.rpartition("/")[0]
    places = 0 if known.what == WHITE_SPOT else PLACES_PER_GAP * abs(item.figure)
    needed = _figure(max(places + item.figure, 0))
    yield Line(f"{start}/{NEEDING_PLACE}", f"Plaats nodig: {line_in_words(item.line)}", needed)
    yield Line(f"{start}/places", f"Plaatsen: {line_in_words(item.line)}", Figure(places, SYNTHETIC))


def _figure(value: int) -> Figure:
    """A figure with an interval of a third to either side."""
    spread = abs(value) // 3
    return Figure(value, SYNTHETIC, value - spread, value + spread, CONFIDENCE)


def with_named_lines(
    policy: Policy, providers: Sequence[Provider], submissions: Sequence[Submission]
) -> tuple[Submission, ...]:
    """The first two submissions that can answer the first line of a question of the form name it."""
    sectors = {str(provider.contract): provider for provider in providers}
    answers: dict[str, dict[str, str]] = {}
    for question in policy.questions:
        if question.type is not QuestionType.NEED_LINES:
            continue
        able = [item for item in submissions if _can_answer(question, sectors[str(item.contract)], item)]
        for item in able[:ANSWERING]:
            answers.setdefault(str(item.contract), {})[question.id] = next(iter(question.options))
    return tuple(_answering(item, answers.get(str(item.contract), {})) for item in submissions)


def _can_answer(question: Question, provider: Provider, submission: Submission) -> bool:
    known = LineId.parse(next(iter(question.options), ""))
    asked = provider.group in question.groups and (not question.lots or set(question.lots) & set(submission.lots))
    return bool(asked) and known is not None and known.group.sector is provider.sector


def _answering(submission: Submission, more: Mapping[str, str]) -> Submission:
    return replace(submission, answers={**submission.answers, **more}) if more else submission

"""Reasoned ground: excludes only with a recorded decision of the purchaser and its ground (D-014, D-019).

1. A ``yes`` of the provider does not exclude by itself: it asks for a decision.
2. A recorded decision counts whatever the provider answered, from the day on which it was taken.
3. A decision without a ground is refused: the ground still needs a decision.
4. Of several decisions the latest counts; two of the same day that contradict each other ask for a new one.
5. Without a question, and without a decision, nothing speaks for the ground and it does not apply.
"""

from __future__ import annotations

from driehoek.domain.policy import Param, Params
from driehoek.domain.tender.requirements.base import Case
from driehoek.domain.tender.submission import ReasonedDecision
from driehoek.kernel import Code, Finding, Holds, Outcome, dutch

DECISION_NEEDED = Code(
    "REQ-015",
    nl="Over {subject} is nog een besluit met een reden nodig: {seen}.",
    en="{subject} still needs a decision with its ground: {seen}.",
    mend_nl="Neem een besluit en leg de grond vast in decisions: {wanted}.",
    mend_en="Decide, and record the ground under decisions: {wanted}.",
)
GROUND_EMPTY = Code(
    "REQ-016",
    nl="Het besluit van {seen} over {subject} noemt geen grond en telt daarom niet.",
    en="The decision of {seen} on {subject} names no ground, so it does not count.",
    mend_nl="Schrijf op wat het besluit aannemelijk maakt: {wanted}.",
    mend_en="Write down what makes the decision plausible: {wanted}.",
)
EXCLUDED_BY_DECISION = Code(
    "REQ-017",
    nl="Wij hebben op {wanted} besloten dat {subject} op u van toepassing is, om deze reden: {seen}",
    en="It was decided on {wanted} that {subject} applies, because: {seen}",
    mend_nl="Bent u het niet eens? De brief noemt de weg en de termijn.",
    mend_en="If you disagree: the letter names the route and the term.",
)
FINDINGS = (DECISION_NEEDED, GROUND_EMPTY, EXCLUDED_BY_DECISION)
WANTED = "wat is gebeurd, waaruit dat blijkt en waarom het ernstig genoeg is"


class ReasonedGround:
    """A ground that a person must weigh."""

    name = "reasoned-ground"
    needs_question = False
    params: tuple[Param, ...] = ()

    def test(self, case: Case, params: Params) -> Outcome:  # noqa: ARG002 - every rule takes its parameters
        """Look for a decision first, then at the answer."""
        latest = _latest(case)
        if len({decision.excluded for decision in latest}) > 1:
            seen = f"twee besluiten van {dutch.day(latest[0].decided_on)} spreken elkaar tegen"
            return Finding(DECISION_NEEDED, case.name, seen=seen, wanted=WANTED)
        if latest:
            return _decided(case, latest[0])
        if case.use.question and not case.answer():
            return case.unanswered()
        if case.says():
            return Finding(DECISION_NEEDED, case.name, seen="u antwoordde 'ja'", wanted=WANTED)
        return Holds("geen aanwijzing en geen besluit")


def _latest(case: Case) -> tuple[ReasonedDecision, ...]:
    taken = [item for item in case.decisions if item.requirement == case.use.id and item.decided_on <= case.decided_on]
    last = max((item.decided_on for item in taken), default=None)
    # with a ground before without, so that an empty copy never hides a good one
    found = (item for item in taken if item.decided_on == last)
    return tuple(sorted(found, key=lambda item: (not item.ground.strip(), item.ground, item.decided_by)))


def _decided(case: Case, decision: ReasonedDecision) -> Outcome:
    day = dutch.day(decision.decided_on)
    if not decision.ground.strip():
        return Finding(GROUND_EMPTY, case.name, seen=day, wanted=WANTED)
    if decision.excluded:
        return Finding(EXCLUDED_BY_DECISION, case.name, seen=decision.ground.strip(), wanted=day)
    return Holds(f"besluit van {day}: {decision.ground.strip()}")

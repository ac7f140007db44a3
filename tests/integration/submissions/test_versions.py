"""The version that the round took in is the one that letter and budget form speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from driehoek.application.forms import form_for
from driehoek.application.letters.case import Case
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Agb

WLZ = Path(__file__).parents[3] / "examples" / "wlz-2027"
TWICE = Agb("99000031")


def outcome_of(second_at: datetime | None) -> tuple[RoundOutcome, tuple[Submission, ...]]:
    """The example decided, its contract that submitted twice with another moment for the last version, halved."""
    dossier = rounds.load(WLZ).dossier
    assert dossier is not None
    first, second = sorted(
        (item for item in dossier.submissions if item.contract == TWICE), key=lambda item: item.received
    )
    lines = tuple(
        replace(line, quantity=replace(line.quantity, steps=line.quantity.steps // 2)) for line in first.lines
    )
    second = replace(second, received=second_at or second.received, lines=lines)
    others = tuple(item for item in dossier.submissions if item.contract != TWICE)
    outcome = rounds.decide(replace(dossier, submissions=(*others, second, first)))
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome, (first, second)


@pytest.mark.parametrize(("second_at", "counts"), [(None, 1), (datetime.fromisoformat("2026-08-05T09:00"), 0)])
def test_letter_and_form_speak_of_the_version_that_counts(second_at: datetime | None, counts: int) -> None:
    outcome, versions = outcome_of(second_at)
    assessment = outcome.assessment(TWICE.code)
    assert assessment is not None
    submission = Case.of(outcome, TWICE.code, assessment).submission
    assert submission is not None
    assert submission.received == versions[counts].received
    assert submission.lines == versions[counts].lines
    offered = {(line.lot, line.product): line.offered for line in form_for(outcome, TWICE.code).capacity}
    assert offered == {(line.lot, line.product): line.quantity for line in versions[counts].lines}

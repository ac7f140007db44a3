"""A small dossier whose policy passes its own checks, in which one contract still has to submit."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from driehoek.adapters.dossier import decode_policy, encode_policy
from driehoek.domain.policy import Division, Policy, Procedure, Question, QuestionType, Route, Step
from driehoek.domain.policy.deadlines import full_calendar
from driehoek.domain.regimes import REGIMES
from driehoek.testing.dossiers import POLICY, Scratch


def whole_policy() -> Policy:
    """The policy of the small dossier, with all that a check asks and a question for a document."""
    decoded = decode_policy(POLICY.encode())
    assert decoded.value is not None
    policy = decoded.value
    calendar = full_calendar(REGIMES["wlz"], 2027, policy.calendar)
    published = calendar.milestone("policy-published")
    assert published is not None
    care, extra = policy.lots
    return replace(
        policy,
        calendar=calendar,
        published_on=published.day,
        lots=(replace(care, procedure=Procedure.OPEN), extra),
        questions=(*policy.questions, Question("extract", "Voeg een uittreksel toe.", QuestionType.DOCUMENT)),
        division=Division(
            "seed",
            tariff=(Step("basis", "base-percentage", params={"percent": "95%"}),),
            models=(
                Step("rang", "ranked-q", ("care",), {"guarantee": "0%", "selective": "100%", "rule": "best-first"}),
                Step("eerste", "first-volume", ("extra",), {"share": "90%"}),
            ),
        ),
        objection=(Route("question", "Vraag", "Stel uw vraag."),),
    )


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The dossier; contract 06010001 has handed in nothing yet."""
    dossier = Scratch(tmp_path / "mijn dossier")
    shutil.rmtree(dossier.root / "submissions/06010001")
    dossier.write("policy.yaml", encode_policy(whole_policy()))
    return dossier

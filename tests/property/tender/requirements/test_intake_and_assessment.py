"""What must hold for any submissions: order plays no part, answering never hurts, preview and assessment agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.complete import fit
from driehoek.domain.tender.intake import take_in
from driehoek.domain.tender.preview import preview
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Agb
from driehoek.testing.framework_2008 import ANSWERS, DECIDED, policy, questions
from driehoek.testing.requirements import provider_of

POLICY = policy()
NAMES = [question.id for question in questions()]
CONTRACTS = ["06010001", "06010002", "06010003"]
PROVIDERS = [provider_of("06010001"), provider_of("06010002", seat_region="5502")]
OPENS, CLOSES = datetime.fromisoformat("2007-10-08"), datetime.fromisoformat("2007-12-03T23:59:59")
words = st.sampled_from(["yes", "no", "", "4", "5", "2006-05-10", "140", "misschien"])


@st.composite
def submissions(draw: st.DrawFn, *, in_time: bool = False) -> Submission:
    hours = draw(st.integers(0, 1300)) if in_time else draw(st.integers(-48, 1500))
    received = OPENS + timedelta(hours=hours)
    changes = draw(st.dictionaries(st.sampled_from(NAMES), words, max_size=6))
    gone = None if in_time else draw(st.sampled_from([None, None, received + timedelta(hours=1)]))
    lots = ("vv",) if in_time else draw(st.sampled_from([("vv",), ("vv", "xx"), ()]))
    contract = draw(st.sampled_from(CONTRACTS[:1] if in_time else CONTRACTS))
    return Submission(Agb(contract), received, lots, {**ANSWERS, **changes}, withdrawn_on=gone)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
@pytest.mark.requirement("B-049")
def test_the_order_of_submissions_and_providers_plays_no_part(data: st.DataObject) -> None:
    handed_in = data.draw(st.lists(submissions(), max_size=6))
    turned = data.draw(st.permutations(handed_in))
    one = assess_all(POLICY, PROVIDERS, handed_in, (), DECIDED)
    other = assess_all(POLICY, PROVIDERS[::-1], turned, (), DECIDED)
    assert one == other
    assert [item.contract for item in one] == sorted({item.contract.code for item in handed_in})


@settings(max_examples=60, deadline=None)
@given(handed_in=st.lists(submissions(), max_size=6))
def test_every_submission_is_accounted_for(handed_in: list[Submission]) -> None:
    found = take_in(POLICY, PROVIDERS, handed_in)
    counted = sum(len(item.passed_over) + (item.submission is not None) for item in found)
    assert counted == len(handed_in), "one window, so at most one version counts per contract"


@settings(max_examples=80, deadline=None)
@given(draft=submissions(in_time=True), name=st.sampled_from(NAMES), answer=words)
def test_answering_a_question_never_makes_a_submission_less_complete(draft: Submission, name: str, answer: str) -> None:
    silent = replace(draft, answers={key: value for key, value in draft.answers.items() if key != name})
    spoken = replace(silent, answers={**silent.answers, name: answer})
    before, after = fit(POLICY, PROVIDERS[0], silent), fit(POLICY, PROVIDERS[0], spoken)
    assert set(after.missing) <= set(before.missing)
    assert after.complete or not before.complete


@settings(max_examples=80, deadline=None)
@given(draft=submissions(in_time=True))
def test_the_preview_equals_the_assessment(draft: Submission) -> None:
    (found,) = assess_all(POLICY, PROVIDERS, [draft], (), DECIDED)
    assert preview(POLICY, PROVIDERS[0], draft, DECIDED).assessment == found
    assert draft.received <= CLOSES

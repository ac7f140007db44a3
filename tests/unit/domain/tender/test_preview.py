"""What the provider hears before it submits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.preview import preview
from driehoek.kernel import Finding, Holds
from driehoek.testing.framework_2008 import DECIDED, offer, policy
from driehoek.testing.requirements import provider_of


def test_a_draft_hears_what_is_missing_and_what_would_knock_it_out() -> None:
    seen = preview(policy(), provider_of(), offer(complaints="no", privacy="", petitioned="yes", error="yes"), DECIDED)
    assert not seen.complete
    assert seen.missing == ("privacy",)
    assert [item.requirement for item in seen.knock_outs] == ["complaints", "petitioned"]
    assert seen.sentences[0] == "Wij sluiten u uit van deelname op grond van uitsluitingsgrond b2."
    assert any(sentence.startswith("U voldoet niet aan eis h") for sentence in seen.sentences)
    assert len(seen.sentences) == 1 + len(policy().requirements)


def test_a_draft_before_the_opening_is_tested_all_the_same() -> None:
    early = replace(offer(), received=datetime.fromisoformat("2007-09-01"))
    seen = preview(policy(), provider_of(), early, DECIDED)
    assert isinstance(seen.in_time, Finding)
    assert seen.in_time.code.id == "SUB-002"
    assert seen.assessment.admitted
    assert isinstance(preview(policy(), provider_of(), offer(), DECIDED).in_time, Holds)


def test_the_preview_says_what_the_purchaser_says() -> None:
    for submission in (offer(), offer(complaints="no"), offer(bankrupt="yes"), offer(taxes=""), offer(error="yes")):
        (found,) = assess_all(policy(), [provider_of()], [submission], (), DECIDED)
        assert preview(policy(), provider_of(), submission, DECIDED).assessment == found


def test_an_unknown_lot_closes_that_lot() -> None:
    seen = preview(policy(), provider_of(), replace(offer(), lots=("vv", "xx")), date(2007, 12, 31))
    assert seen.assessment.standing is Standing.ADMITTED
    assert seen.assessment.closed_lots == ("xx",)

"""Four ways to take part, and what the law of a day makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.adapters.catalogue import load_matters
from driehoek.domain.quality import About, Answer, Body, Followed, Input, Right, Way, check_input, matters_on
from driehoek.domain.quality.councils import (
    MAY_NOT_GO_ON,
    NO_CONSENT_ON,
    NO_REASON,
    NO_TEXT,
    NOT_YET,
    ONLY_A_COUNCIL,
)

DAY = date(2026, 7, 16)
SAID = Input(Body.CLIENT_COUNCIL, "Cliëntenraad (SYNTHETIC)", About.PLAN, Way.ADVISED, DAY, text="Meer dagbesteding.")


def codes(said: Input) -> list[str]:
    return [item.code.id for item in check_input(said, load_matters())]


def test_whoever_advises_or_disagrees_says_what_and_the_others_need_not() -> None:
    assert codes(SAID) == []
    assert codes(replace(SAID, text=" ")) == [NO_TEXT.id]
    assert codes(replace(SAID, way=Way.DISAGREES, text="")) == [NO_TEXT.id]
    assert codes(replace(SAID, way=Way.NOT_ASKED, text="")) == []


@pytest.mark.parametrize(("matter", "found"), [("daily-life", []), ("budget", ["QUA-002"]), ("", ["QUA-002"])])
def test_consent_is_for_what_the_law_asks_it_for(matter: str, found: list[str]) -> None:
    assert codes(replace(SAID, way=Way.CONSENTED, matter=matter)) == found


def test_before_the_law_held_nobody_could_consent_by_it() -> None:
    assert matters_on(load_matters(), date(2020, 6, 30)) == {}
    before = replace(SAID, way=Way.CONSENTED, matter="daily-life", given_on=date(2020, 6, 30))
    (finding,) = check_input(before, load_matters())
    assert finding.code is NO_CONSENT_ON
    assert "daily-life" in finding.sentence()


def test_an_organisation_in_the_region_has_no_right_of_consent() -> None:
    assert codes(replace(SAID, body=Body.CLIENT_ORGANISATION, way=Way.CONSENTED, matter="daily-life")) == [
        ONLY_A_COUNCIL.id
    ]


def test_without_consent_where_the_law_asks_it_the_provider_may_not_go_on() -> None:
    against = replace(SAID, way=Way.DISAGREES, matter="quality-and-safety")
    (finding,) = check_input(against, load_matters())
    assert finding.code is MAY_NOT_GO_ON
    assert "Wmcz 2018 art. 8 lid 1" in finding.sentence()
    assert codes(replace(against, matter="merger")) == []


def test_an_answer_gives_reasons_and_comes_after_the_input() -> None:
    answered = replace(SAID, answer=Answer(Followed.NOT_FOLLOWED, "", DAY))
    assert codes(answered) == [NO_REASON.id]
    assert codes(replace(SAID, answer=Answer(Followed.FOLLOWED, "Goed idee.", date(2026, 7, 15)))) == [NOT_YET.id]


def test_the_table_of_the_law_names_both_rights_with_their_article() -> None:
    law = matters_on(load_matters(), DAY).values()
    assert {item.article for item in law if item.right is Right.ADVICE} == {"art. 7 lid 1"}
    assert {item.article for item in law if item.right is Right.CONSENT} == {"art. 3", "art. 8 lid 1"}

"""What the regimes say: words, goals, steps and the rules that differ."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.regimes import (
    REGIMES,
    USERS,
    CalendarTemplate,
    MonthDay,
    NthWeekday,
    Regime,
    RequirementEffect,
    Setting,
    Term,
    find_regime,
    regime,
)
from driehoek.kernel import Language, OutsideHorizonError

DAY = {"wlz": date(2027, 1, 1), "awbz-2008": date(2008, 1, 1)}
EVERY = sorted(REGIMES)


def templates(of: Regime) -> tuple[CalendarTemplate, ...]:
    return tuple(entry.value for entry in of.calendars.entries)


@pytest.mark.parametrize("name", EVERY)
def test_each_regime_has_a_word_for_each_notion(name: str) -> None:
    words = {term: regime(name).word(term, DAY[name]) for term in Term}
    assert all(word.text(language) for word in words.values() for language in Language)


@pytest.mark.parametrize("name", EVERY)
def test_each_line_of_a_calendar_names_its_source(name: str) -> None:
    for template in templates(regime(name)):
        assert all(rule.source and rule.name and rule.name_en for rule in template.milestones)
        assert all(rule.source and rule.name and rule.name_en for rule in template.preconditions)


@pytest.mark.parametrize("name", EVERY)
def test_the_lines_that_a_policy_must_state_stand_in_order_of_time(name: str) -> None:
    of = regime(name)
    for entry in of.calendars.entries:
        year = entry.period.start.year
        stated = [rule for rule in entry.value.milestones if rule.stated]
        dated = [rule.when.on(year) for rule in stated if isinstance(rule.when, MonthDay)]
        assert all(earlier <= later for earlier, later in pairwise(dated))


def test_the_words_of_today() -> None:
    wlz = regime("wlz")
    say = {term: wlz.word(term, DAY["wlz"]).nl for term in Term}
    assert (say[Term.SUBMISSION], say[Term.AGREEMENT]) == ("inschrijving", "overeenkomst")
    assert (say[Term.VOLUME_AGREEMENT], say[Term.BASE_PERCENTAGE]) == ("budgetafspraak", "richttarief")
    assert (say[Term.POLICY_CHANGE], say[Term.ABOVE_AGREEMENT]) == ("nota van wijziging", "zorg boven de afspraak")
    assert (say[Term.SETTLEMENT], say[Term.PROFILE_FOR_CLIENT]) == ("verrekening", "zorgprofiel")
    assert say[Term.PROFILE_ON_CLAIM] == "zzp"


def test_the_words_of_2008() -> None:
    awbz = regime("awbz-2008")
    say = {term: awbz.word(term, DAY["awbz-2008"]).nl for term in Term}
    assert (say[Term.SUBMISSION], say[Term.VOLUME_AGREEMENT]) == ("offerte", "productieafspraak")
    assert say[Term.BASE_PERCENTAGE] == "basistarief"
    with pytest.raises(OutsideHorizonError):
        awbz.word(Term.SUBMISSION, date(2027, 1, 1))


def test_the_guide_tariff_is_a_word_of_2022_and_later() -> None:
    wlz = regime("wlz")
    words = [wlz.word(Term.BASE_PERCENTAGE, date(year, 12, 31)).nl for year in (2021, 2022)]
    assert words == ["basistarief", "richttarief"]


def test_bezwaar_is_no_word_under_private_law() -> None:
    for name in EVERY:
        of = regime(name)
        assert not of.administrative_law
        assert [word.word for word in of.wrong_words_in("Maak bezwaar.")] == ["bezwaar"]
    assert regime("wlz").wrong_words_in("Uw inschrijving en uw budgetafspraak") == ()
    assert [word.instead for word in regime("wlz").wrong_words_in("uw offerteprocedure")] == ["inschrijving"]


@pytest.mark.requirement("A-021")
@pytest.mark.parametrize(
    ("law", "words"),
    [("zvw", ("patiënt", "verzekerde")), ("wlz", ("cliënt", "verzekerde")), ("wmo", ("cliënt", "burger"))],
)
def test_the_user_has_a_name_of_its_own_under_each_law(law: str, words: tuple[str, str]) -> None:
    assert (USERS[law].in_care, USERS[law].to_payer) == words


@pytest.mark.requirement("A-044", "B-005")
def test_in_2008_only_intramural_care_must_be_contracted() -> None:
    awbz = regime("awbz-2008")
    day = date(2008, 1, 1)
    assert awbz.must_contract(Setting.INTRAMURAL, day)
    assert not awbz.must_contract(Setting.EXTRAMURAL, day)
    assert awbz.requirement_effect(Setting.INTRAMURAL, day) is RequirementEffect.TERM_OF_AGREEMENT
    assert awbz.requirement_effect(Setting.EXTRAMURAL, day) is RequirementEffect.DECIDES_ON_CONTRACT
    assert not any(regime("wlz").must_contract(setting, DAY["wlz"]) for setting in Setting)


def test_care_with_residence_is_intramural() -> None:
    intramural = {form for form in DeliveryForm if Setting.of(form) is Setting.INTRAMURAL}
    assert intramural == {DeliveryForm.RESIDENCE, DeliveryForm.PART_TIME_RESIDENCE, DeliveryForm.WRONG_BED}


def test_an_agreement_under_the_wlz_lasts_five_years_at_most() -> None:
    assert regime("wlz").longest_agreement(date(2027, 1, 1)) == 5
    assert regime("awbz-2008").longest_agreement(date(2008, 1, 1)) is None


@pytest.mark.requirement("A-050", "A-051")
def test_the_goals_of_the_awbz() -> None:
    goals = regime("awbz-2008").goals
    assert [goal.id for goal in goals.objectives] == ["enough", "quality", "choice", "efficient", "affordable"]
    assert [goal.en for goal in goals.public_goals] == ["Accessibility", "Quality", "Efficiency", "Affordability"]
    assert [goal.id for goal in goals.public_interests] == ["quality", "accessibility", "efficiency", "pluriformity"]


@pytest.mark.requirement("B-002")
def test_both_settings_follow_the_same_steps_with_other_content_where_the_obligation_differs() -> None:
    steps = regime("awbz-2008").steps
    assert [step.id for step in steps] == ["preparation", "information", "contract", "model", "assessment"]
    differing = {
        step.id
        for step in steps
        if step.duties_for(Setting.INTRAMURAL.value) != step.duties_for(Setting.EXTRAMURAL.value)
    }
    assert differing == {"preparation", "contract", "assessment"}
    contract = steps[2]
    assert [duty.id for duty in contract.duties_for(Setting.EXTRAMURAL.value)] == ["suitability"]
    assert [duty.id for duty in contract.duties_for(Setting.INTRAMURAL.value)] == ["general-requirements"]


def test_the_steps_say_what_they_ask() -> None:
    preparation, information = regime("awbz-2008").steps[:2]
    assert [duty.id for duty in preparation.duties] == ["pursue", "need", "requirements", "procedure"]
    assert [duty.id for duty in information.duties] == ["list", "letter", "meeting", "website", "invitation"]
    assert (preparation.milestone, information.milestone) == ("policy-published", "information")


def test_the_dialogue_model_of_2016_has_its_steps_in_order() -> None:
    template = regime("wlz").template(2017)
    assert template is not None
    (dialogue,) = template.steps
    assert [duty.id for duty in dialogue.duties] == ["self-analysis", "plans", "dialogue", "agreements", "test"]


def test_prinsjesdag_is_the_third_tuesday_of_september() -> None:
    rule = NthWeekday(9, 1, 3, -1)
    assert [rule.on(year) for year in (2008, 2009, 2027)] == [date(2007, 9, 18), date(2008, 9, 16), date(2026, 9, 15)]


def test_a_regime_that_people_misspell_is_not_there() -> None:
    assert find_regime("wlz") is regime("wlz")
    assert find_regime("WLZ") is None

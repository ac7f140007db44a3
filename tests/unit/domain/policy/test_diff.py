"""The changes between two policies, as providers read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.policy import (
    Policy,
    ProviderGroup,
    Question,
    QuestionType,
    RequirementKind,
    RequirementUse,
    Step,
)
from driehoek.domain.policy.changes.themes import Theme
from driehoek.domain.policy.compare import Act
from driehoek.domain.policy.diff import PolicyChange, by_theme, diff
from driehoek.kernel import Ground, Rate


def tariff(policy: Policy, number: int, **params: str) -> Policy:
    steps = policy.division.tariff
    changed = replace(steps[number], params={**steps[number].params, **params}, text="Een ander percentage.")
    steps = (*steps[:number], changed, *steps[number + 1 :])
    return replace(policy, division=replace(policy.division, tariff=steps))


def only(changes: tuple[PolicyChange, ...]) -> PolicyChange:
    (change,) = changes
    return change


def test_a_policy_does_not_differ_from_itself(sound: Policy) -> None:
    assert diff(sound, sound) == ()
    assert diff(sound, replace(sound, title="Ander", version=4, published_on=date(2026, 6, 1))) == ()


@pytest.mark.requirement("B-030")
def test_a_base_percentage_reads_with_its_sector_and_whom_it_touches(sound: Policy) -> None:
    change = only(diff(sound, tariff(sound, 0, percent="95.9%")))
    assert change.path == "division.tariff.base-vv.params.percent"
    assert (change.before, change.after) == ("96,4%", "95,9%")
    assert change.nl == (
        "Het basispercentage voor verpleging en verzorging gaat van 96,4% naar 95,9%. "
        "Dit raakt: alle aanbieders in verpleging en verzorging."
    )
    assert change.en == (
        "The base percentage for nursing and care goes from 96.4% to 95.9%. "
        "This touches: all providers in nursing and care."
    )
    assert change.touches == ("VV",)
    assert change.theme is Theme.CLEAR_CRITERIA


def test_two_sectors_are_both_named(sound: Policy) -> None:
    change = only(diff(sound, tariff(sound, 1, percent="94%")))
    assert change.nl.startswith(
        "Het basispercentage voor gehandicaptenzorg en geestelijke gezondheidszorg gaat van 95% naar 94%."
    )
    assert change.touches == ("GZ", "GGZ")


def test_every_part_of_a_policy_has_its_sentence(sound: Policy) -> None:
    lots, calendar, contract = sound.lots, sound.calendar, sound.contract
    heavier = replace(lots[1].criteria[1], weight=Rate.percent(50), minimum=Rate.percent(20))
    after = replace(
        sound,
        calendar=replace(
            calendar,
            milestones=tuple(
                replace(item, day=date(2026, 10, 12)) if item.id == "award" else item for item in calendar.milestones
            ),
            windows=(replace(calendar.windows[0], closes=calendar.windows[0].opens.replace(month=8)),),
        ),
        lots=(lots[0], replace(lots[1], criteria=(lots[1].criteria[0], heavier), max_winners=3)),
        contract=replace(contract, years=5, conditions=("U meldt een stop.",)),
        norms=(replace(sound.norms[0], params={"most": "35%"}),),
        surcharges=(),
        objection=(replace(sound.objection[0], days=30),),
        questions=sound.questions[1:],
        goals=("Goede zorg op tijd.", "Minder papier."),
        repair=None,
    )
    sentences = [change.nl.split(" Dit raakt:")[0] for change in diff(sound, after)]
    assert sentences == [
        "De datum van de mijlpaal ‘Mijlpaal award’ gaat van 9 oktober 2026 naar 12 oktober 2026.",
        "Het sluiten van de termijn ‘inschrijving’ gaat van 31 juli 2026, 17.00 uur naar 29 augustus 2026, 9.00 uur.",
        "Het gewicht van het criterium ‘Prijs’ in perceel ‘Vernieuwing’ gaat van 40% naar 50%.",
        "De ondergrens van het criterium ‘Prijs’ in perceel ‘Vernieuwing’ gaat van geen naar 20%.",
        "Het grootste aantal dat kan winnen van perceel ‘Vernieuwing’ gaat van 0 naar 3.",
        "De duur in jaren van de overeenkomst gaat van 3 naar 5.",
        "Bij de voorwaarden van de overeenkomst komt erbij: U meldt een stop.",
        "Vervalt: de vraag ‘Verklaart u dat alles klopt?’.",
        "De instelling ‘most’ van de norm ‘spread’ gaat van 40% naar 35%.",
        "Vervalt: de opslag ‘Beloning’.",
        "De termijn in dagen van de route ‘De rechter’ gaat van 20 naar 30.",
        "Vervalt: de hersteltermijn.",
        "Bij de doelen van het beleid komt erbij: Minder papier.",
    ]
    english = {change.path: change.en for change in diff(sound, after)}
    assert "goes from 40% to 50%." in english["lots.nieuw.criteria.price.weight"]
    assert "goes from none to 20%." in english["lots.nieuw.criteria.price.minimum"]


def test_requirements_are_added_removed_and_changed(sound: Policy) -> None:
    new = RequirementUse(
        "vog", RequirementKind.SUITABILITY, "declared", "Een VOG.", groups=(ProviderGroup.NEW,), beyond_framework=True
    )
    changed = replace(sound.requirements[1], term_days=30)
    changes = diff(sound, replace(sound, requirements=(changed, new)))
    assert [(change.path, change.act, change.touches) for change in changes] == [
        ("requirements.board", Act.REMOVED, ("existing", "new-to-office", "new")),
        ("requirements.extract.term_days", Act.CHANGED, ("existing", "new-to-office", "new")),
        ("requirements.vog", Act.ADDED, ("new",)),
    ]
    assert changes[2].nl == "Nieuw: de eis ‘Een VOG.’. Dit raakt: nieuwe aanbieders."
    assert [change.theme for change in changes] == [Theme.BURDEN, Theme.BURDEN, Theme.OWN_POLICY]


def test_whoever_lost_or_gained_a_place_in_a_group_is_touched(sound: Policy) -> None:
    question = replace(sound.questions[2], groups=(ProviderGroup.NEW,))
    after = replace(sound, questions=(*sound.questions[:2], question, *sound.questions[3:]))
    change = only(diff(sound, after))
    assert change.touches == ("existing", "new")
    assert change.nl.startswith(
        "Bij de groepen aanbieders van de vraag ‘Heeft u een plan?’ komt erbij: nieuwe aanbieders; "
        "vervalt: aanbieders die nu een overeenkomst met ons hebben."
    )


def test_the_order_of_the_division_is_a_change_and_that_of_requirements_is_not(sound: Policy) -> None:
    assert diff(sound, replace(sound, requirements=sound.requirements[::-1])) == ()
    after = replace(sound, division=replace(sound.division, models=sound.division.models[::-1]))
    change = only(diff(sound, after))
    assert change.act is Act.MOVED
    assert change.nl.startswith("De volgorde van de stappen van de verdeling verandert: ranking, start.")


def test_steps_come_and_go(sound: Policy) -> None:
    step = Step("cap", "cap", ("nieuw",), text="We begrenzen op 5%.", ground=Ground("SYNTHETIC"))
    after = replace(sound, division=replace(sound.division, space=(), after=(step,)))
    assert [change.nl for change in diff(sound, after)] == [
        "Vervalt: de stap ‘We houden 3% achter.’. Dit raakt: alle aanbieders.",
        "Nieuw: de stap ‘We begrenzen op 5%.’. Dit raakt: alle aanbieders in perceel Vernieuwing.",
    ]


@pytest.mark.requirement("B-030")
def test_changes_are_published_under_seventeen_themes(sound: Policy) -> None:
    after = replace(
        tariff(sound, 0, percent="95.9%"),
        contract=replace(sound.contract, years=2),
        questions=(*sound.questions, Question("extra", "Nog iets?", QuestionType.TEXT)),
    )
    themes = by_theme(diff(sound, after, {"questions.extra": Theme.PROVIDER_INPUT}))
    assert len(themes) == 17
    assert {theme: len(changes) for theme, changes in themes.items() if changes} == {
        Theme.CLEAR_CRITERIA: 1,
        Theme.MULTI_YEAR: 1,
        Theme.PROVIDER_INPUT: 1,
    }


def test_the_seventeen_themes_are_those_of_table_1_2() -> None:
    assert [theme.value for theme in Theme][:3] == [
        "Administratieve lasten",
        "Heldere criteria gunning en prijsafslag",
        "Ruimte voor dialoog",
    ]
    assert [theme.value for theme in Theme][-1] == "Beleid rond logeren"


def test_a_ground_that_changes_alone_is_told(sound: Policy) -> None:
    after = replace(sound, norms=(replace(sound.norms[0], ground=replace(sound.norms[0].ground, basis="Wmg")),))
    assert only(diff(sound, after)).nl.startswith("De grondslag van de norm ‘spread’ gaat van Wlz art. 4.2.2 naar Wmg.")


def test_the_list_is_the_same_both_ways_but_for_its_direction(sound: Policy) -> None:
    after = replace(tariff(sound, 0, percent="95.9%"), surcharges=(), contract=replace(sound.contract, years=2))
    there, back = diff(sound, after), diff(after, sound)
    assert {change.path for change in there} == {change.path for change in back}
    assert {(change.before, change.after) for change in there} == {(change.after, change.before) for change in back}

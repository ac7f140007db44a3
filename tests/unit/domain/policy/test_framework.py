"""A regional policy beside the national framework, and the goals that come with a regime."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.policy import Policy, RequirementKind, RequirementUse
from driehoek.domain.policy.framework import attached_goals, beside_framework, check_framework, own_requirements
from driehoek.kernel import Ground

OWN = RequirementUse(
    "neighbourhood",
    RequirementKind.SUITABILITY,
    "declared",
    "U heeft een locatie in de wijk.",
    beyond_framework=True,
    ground=Ground("Regiobeeld", "In deze regio zijn de afstanden groot."),
)


@pytest.mark.requirement("B-017")
def test_a_regional_policy_may_follow_the_framework_and_add_form(sound: Policy) -> None:
    regional = replace(sound, title="Regio", goals=(*sound.goals, "Meer dagbesteding."), summary="Voor onze regio.")
    assert check_framework(sound, regional) == ()
    assert beside_framework(sound, regional) == ()


@pytest.mark.requirement("M-260", "B-028")
def test_what_is_asked_on_top_of_the_framework_shows_with_its_label(sound: Policy) -> None:
    regional = replace(sound, requirements=(*sound.requirements, OWN))
    assert own_requirements(regional) == (OWN,)
    (change,) = beside_framework(sound, regional)
    assert change.nl == "Nieuw: de eis ‘U heeft een locatie in de wijk.’. Dit raakt: alle aanbieders."
    assert check_framework(sound, regional) == ()


@pytest.mark.requirement("M-260", "B-028")
def test_a_deviation_without_label_is_told(sound: Policy) -> None:
    silent = replace(sound, requirements=(*sound.requirements, replace(OWN, beyond_framework=False)))
    assert [(item.code.id, item.subject) for item in check_framework(sound, silent)] == [("POL-090", "neighbourhood")]
    stricter = replace(sound.requirements[0], term_days=5, use="recent")
    changed = replace(sound, requirements=(stricter, sound.requirements[1]))
    assert [(item.code.id, item.subject) for item in check_framework(sound, changed)] == [("POL-090", "board")]


def test_a_requirement_of_the_framework_that_is_left_out_is_told(sound: Policy) -> None:
    shorter = replace(sound, requirements=sound.requirements[:1])
    assert [(item.code.id, item.subject) for item in check_framework(sound, shorter)] == [("POL-091", "extract")]


def test_another_explanation_is_no_deviation(sound: Policy) -> None:
    clearer = replace(sound.requirements[0], ground=Ground("Wlz", "Anders gezegd."))
    assert check_framework(sound, replace(sound, requirements=(clearer, sound.requirements[1]))) == ()


@pytest.mark.requirement("A-050", "B-012")
def test_the_five_objectives_stand_on_every_policy_of_2008(sound: Policy) -> None:
    policy = replace(sound, regime="awbz-2008", goals=("Zorg van kwalitatief verantwoord niveau.", "Meer thuis."))
    assert attached_goals(policy) == (
        "Voldoende AWBZ-zorg in verhouding tot de geïndiceerde zorgvraag.",
        "Zorg van kwalitatief verantwoord niveau.",
        "Keuzemogelijkheden voor de klant.",
        "Een zorgaanbod dat doelmatig is.",
        "Zorg die betaalbaar blijft voor de maatschappij.",
        "Meer thuis.",
    )

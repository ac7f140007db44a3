"""The printed policy says everything that the policy says, with its ground."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from driehoek.adapters.dossier.decode import decode_policy
from driehoek.application.document import Block, Section, plain_text
from driehoek.application.printing import printed
from driehoek.application.printing.criteria import BEYOND
from driehoek.application.printing.printed import published
from driehoek.application.printing.words import settings
from driehoek.domain.policy import Change, Policy
from driehoek.domain.tender.ranking import WorkedExample, worked_example
from driehoek.domain.tender.requirements.definitions import RULES
from driehoek.engines.allocation.definitions import MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.kernel import Ground
from driehoek.kernel.dutch import number
from driehoek.testing.policies import small_policy

EXAMPLES = Path(__file__).parents[3] / "examples"


def example(name: str) -> Policy:
    policy = decode_policy((EXAMPLES / name / "policy.yaml").read_bytes()).value
    assert policy is not None
    return policy


POLICIES: dict[str, Callable[[], Policy]] = {
    "small": small_policy,
    "wlz": lambda: example("wlz-2027"),
    "awbz": lambda: example("awbz-2008"),
}


def grounds(value: object) -> Iterator[Ground]:
    """Every ground anywhere in a policy."""
    if isinstance(value, Ground):
        yield value
    elif is_dataclass(value):
        for item in fields(value):
            yield from grounds(getattr(value, item.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from grounds(item)


def section(blocks: tuple[Block, ...], title: str) -> Section:
    return next(block for block in blocks if isinstance(block, Section) and block.title == title)


@pytest.mark.parametrize("name", POLICIES)
def test_every_ground_of_the_policy_is_printed(name: str) -> None:
    policy = POLICIES[name]()
    words = plain_text(printed(policy).sections)
    # what carries no ground of its own in print: criteria with parts below them, questions and pools
    missing = [item.basis for item in grounds(policy) if item.basis and item.basis not in words]
    assert missing == []


@pytest.mark.parametrize("name", POLICIES)
def test_every_rule_of_the_policy_is_printed(name: str) -> None:
    policy = POLICIES[name]()
    words = plain_text(printed(policy).sections)
    for text in (
        policy.summary,
        *policy.goals,
        *policy.contract.conditions,
        *(step.text for step in policy.division.steps()),
        *(use.text for use in policy.requirements),
        *(question.text for question in policy.questions),
        *(item.name for item in policy.calendar.milestones),
        *(item.name for item in policy.calendar.preconditions),
        *(route.text for route in policy.objection),
        *(route.warning for route in policy.objection),
        *(leaf.name for lot in policy.lots for leaf in lot.leaves()),
        *(item.condition for item in policy.surcharges),
        policy.division.tie_key,
    ):
        assert text.strip() in words


@pytest.mark.requirement("M-272")
@pytest.mark.parametrize("name", POLICIES)
def test_each_ranked_lot_has_a_score_worked_out(name: str) -> None:
    policy = POLICIES[name]()
    for lot in policy.lots:
        if not lot.criteria:
            continue
        made = worked_example(policy, lot)
        assert isinstance(made, WorkedExample)
        part = section(printed(policy).sections, f"Hoe wij beoordelen: {lot.name}")
        words = plain_text((section(part.blocks, "Een voorbeeld uitgerekend"),))
        for line in made.text:
            assert line in words
        for total in made.totals:
            assert number(total) in words


def test_criteria_that_cannot_be_scored_are_said_to_lack_an_example() -> None:
    policy = small_policy()
    lot = policy.lots[1]
    broken = tuple(replace(item, method="none") for item in lot.criteria)
    text = printed(replace(policy, lots=(replace(lot, criteria=broken),)))
    assert "Er is nog geen voorbeeld" in plain_text(text.sections)


@pytest.mark.requirement("B-028")
def test_requirements_beyond_the_national_framework_are_marked() -> None:
    policy = small_policy()
    words = plain_text(printed(policy).sections)
    assert words.count(BEYOND) == 1
    assert f"U heeft een interne toezichthouder. {BEYOND}" in words
    assert "1 eis komt boven op het landelijke kader." in words
    plain = replace(policy, requirements=tuple(replace(use, beyond_framework=False) for use in policy.requirements))
    assert "Geen eis komt boven op het landelijke kader." in plain_text(printed(plain).sections)


@pytest.mark.requirement("B-009")
def test_provisional_parts_are_named_until_what_they_wait_for_is_known() -> None:
    policy = small_policy()
    words = plain_text((section(printed(policy).sections, "Wat nog voorlopig is"),))
    assert "verwacht op 1 oktober 2026\nruimte" in words
    known = tuple(replace(item, known_on=date(2026, 5, 20)) for item in policy.calendar.preconditions)
    settled = replace(policy, calendar=replace(policy.calendar, preconditions=known))
    assert "bekend sinds 20 mei 2026\nniets meer" in plain_text(printed(settled).sections)


def test_a_version_tells_what_was_known_on_its_own_day() -> None:
    policy = small_policy()
    later = tuple(replace(item, known_on=date(2026, 9, 30)) for item in policy.calendar.preconditions)
    policy = replace(policy, calendar=replace(policy.calendar, preconditions=later))
    assert published(policy) < date(2026, 9, 30)
    assert "bekend sinds" not in plain_text(printed(policy).sections)
    assert "verwacht op 1 oktober 2026\nruimte" in plain_text(printed(policy).sections)
    change = Change(2, date(2026, 9, 30), "Bekend.", ("VV",), ("space",), date(2026, 10, 1), date(2026, 10, 2))
    changed = replace(policy, version=2, changes=(change,))
    assert "bekend sinds 30 september 2026\nniets meer" in plain_text(printed(changed).sections)


def test_a_last_day_that_does_not_count_is_printed_with_the_day_that_does() -> None:
    assert "vóór 15 november 2026 (laatste dag: 14 november 2026)" in plain_text(printed(small_policy()).sections)


def test_steps_stand_in_the_order_in_which_they_work() -> None:
    part = section(printed(example("wlz-2027")).sections, "Hoe wij de ruimte verdelen")
    assert [block.title for block in part.blocks if isinstance(block, Section)] == [
        "Stap 1",
        "Stap 2",
        "Stap 3",
        "Stap 4",
    ]
    words = plain_text((part,))
    assert words.index("3% van de ruimte") < words.index("90% van wat") < words.index("volgt het geld")


def test_settings_are_in_words_with_their_defaults() -> None:
    words = plain_text(printed(example("wlz-2027")).sections)
    assert "Het deel van de ruimte dat bij de start niet wordt verdeeld: 3%" in words
    assert "De groepen die als nieuw gelden: nieuwe aanbieders" in words
    assert "De laatste dag of het laatste contractjaar waarvoor het geldt: 31 december 2028" in words
    assert "De vraag die telt: Heeft u een integraal strategisch plan dat u met ons heeft besproken?" in words


def test_a_setting_that_the_rule_does_not_know_is_still_printed() -> None:
    assert "most: 40%" in plain_text(printed(small_policy()).sections)


def test_changes_are_listed_with_whom_they_touch_and_the_new_terms() -> None:
    change = Change(
        2, date(2026, 7, 1), "De rechter vroeg een hoger tarief.", ("VV",), ("division.tariff",), date(2026, 7, 8),
        date(2026, 7, 22),
    )  # fmt: skip
    text = printed(replace(small_policy(), version=2, changes=(change,)))
    words = plain_text(text.sections)
    assert "De rechter vroeg een hoger tarief. Onderdelen: opbouw van het tarief." in words
    assert "vragen tot en met 8 juli 2026; aanpassen tot en met 22 juli 2026" in words
    assert text.published_on == date(2026, 7, 1)


def test_what_is_made_up_makes_the_print_synthetic() -> None:
    assert printed(example("wlz-2027")).synthetic
    assert not printed(small_policy()).synthetic


def test_settings_that_do_nothing_are_left_out_and_values_are_words() -> None:
    policy = small_policy()
    ranked = MODELS["ranked-q"].params
    best = settings(policy, "x", ranked, {"rule": "best-first"})
    assert any(text.endswith(": de beste eerst, dan de volgende") for text in best)
    assert not any("klasse" in text.split(":")[0].lower() and "gewicht" in text for text in best)
    by_class = settings(policy, "x", ranked, {"rule": "classes"})
    assert len(by_class) == len(best) + 2, "the bounds and the weights of the classes"
    part = TARIFF_STEPS["itemised-part"].params
    loose = settings(policy, "x", part, {"points": "-2%", "because": "u bent nieuw."})
    assert not any("antwoord dat nodig is" in text for text in loose)
    kept = settings(policy, "x", SPACE_STEPS["hold-back"].params, {"share": "3%", "frames": "regular"})
    assert kept[1].endswith(": regulier deel")
    assert "leeg is" not in kept[1]
    base = settings(policy, "x", TARIFF_STEPS["base-percentage"].params, {"percent": "95%", "sectors": "VV"})
    assert any(text.endswith(": verpleging en verzorging") for text in base)
    choice = RULES["choice-accepted"].params
    words = settings(policy, "x", choice, {"accepted": "certified"}, {"certified": "Ja, met een certificaat"})
    assert any("'Ja, met een certificaat'" in text for text in words)
    shown = settings(policy, "x", RULES["declared"].params, {"evidence": "yes"})
    assert "Een bewijsstuk is nodig" in shown
    assert not settings(policy, "x", RULES["declared"].params[:0], {})

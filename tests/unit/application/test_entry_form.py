"""What a form asks whom, what an answer counts for, and when it must be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from driehoek.application.entry_form import EntryForm, entry_form
from driehoek.domain.catalogue import (
    Badge,
    Category,
    DeliveryForm,
    MaximumTariff,
    Product,
    Sector,
    TariffTable,
    Treatment,
)
from driehoek.domain.policy import Policy, ProviderGroup, Question, QuestionType, RequirementKind, RequirementUse
from driehoek.kernel import Agb, Dated, Entry, Money, Period, Unit
from driehoek.testing.policies import small_policy

CONTRACT = Agb("06010001")
EXISTING, NEW = ProviderGroup.EXISTING, ProviderGroup.NEW
DAY = Product("SYN-D", "Dag", Sector.VV, DeliveryForm.RESIDENCE, Unit.ETMAAL, Category.ZZP, Treatment.WITH)
OTHER = replace(DAY, code="SYN-G", sector=Sector.GZ)


def form(policy: Policy | None = None, group: ProviderGroup = EXISTING, *lots: str) -> EntryForm:
    tariff = Entry(
        Period(date(2027, 1, 1), date(2028, 1, 1)), MaximumTariff(Money(10_050), Badge.SYNTHETIC), "SYNTHETIC"
    )
    table = TariffTable({"SYN-D": Dated.of([tariff])})
    made = entry_form(policy or small_policy(), CONTRACT, group, lots, (OTHER, DAY), table)
    assert isinstance(made, EntryForm), made
    return made


def asked(made: EntryForm) -> list[str]:
    return [item.question.id for item in made.questions]


def uses(made: EntryForm, question: str) -> list[str]:
    item = next(item for item in made.questions if item.question.id == question)
    return [use.sentence for use in item.uses]


def test_a_lot_brings_its_own_questions() -> None:
    assert asked(form(None, EXISTING, "vv")) == ["klachten", "omzet"]
    assert asked(form(None, EXISTING, "innovatie")) == ["klachten", "omzet", "plan", "prijs"]


def test_a_question_for_another_group_is_not_asked() -> None:
    policy = small_policy()
    own = Question("volmacht", "Heeft u een volmacht?", QuestionType.YES_NO, groups=(NEW,))
    policy = replace(policy, questions=(*policy.questions, own))
    assert "volmacht" not in asked(form(policy, EXISTING))
    assert "volmacht" in asked(form(policy, NEW))


def test_without_lots_every_open_lot_is_entered_in_the_order_of_the_policy() -> None:
    assert [lot.id for lot in form().lots] == ["vv", "innovatie"]
    assert [lot.id for lot in form(None, EXISTING, "innovatie", "vv", "vv").lots] == ["vv", "innovatie"]


def test_an_answer_tells_what_it_counts_for_with_its_weight() -> None:
    made = form()
    assert uses(made, "klachten") == ["eis 1: U heeft een klachtenregeling."]
    assert uses(made, "omzet") == []
    assert uses(made, "plan") == [
        (
            "criterium 'Plan voor vernieuwing', 60% van de punten in perceel Vernieuwing; "
            "u heeft er minstens 50% van nodig."
        )
    ]
    assert uses(made, "prijs") == ["criterium 'Prijs', 40% van de punten in perceel Vernieuwing."]


def test_an_answer_that_a_step_of_the_division_looks_at_says_so() -> None:
    policy = small_policy()
    base, part = policy.division.tariff
    looking = replace(part, params={"question": "omzet"}, text="Wie groeit krijgt meer.", lots=("innovatie",))
    policy = replace(policy, division=replace(policy.division, tariff=(base, looking)))
    assert uses(form(policy), "omzet") == ["het tarief: Wie groeit krijgt meer."]
    assert uses(form(policy, EXISTING, "vv"), "omzet") == []


def test_the_weight_of_what_is_not_asked_of_a_group_goes_to_the_rest() -> None:
    policy = small_policy()
    questions = tuple(
        replace(question, groups=(EXISTING,)) if question.id == "plan" else question for question in policy.questions
    )
    assert uses(form(replace(policy, questions=questions), NEW), "prijs") == [
        "criterium 'Prijs', 100% van de punten in perceel Vernieuwing."
    ]


def test_a_document_is_asked_where_a_requirement_looks_for_one() -> None:
    policy = small_policy()
    first = replace(policy.requirements[0], params={"evidence": "yes"})
    made = form(replace(policy, requirements=(first, *policy.requirements[1:])))
    assert [item.question.id for item in made.questions if item.evidence] == ["klachten"]
    document = Question("uittreksel", "Voeg een uittreksel toe.", QuestionType.DOCUMENT)
    made = form(replace(policy, questions=(*policy.questions, document)))
    assert [item.question.id for item in made.questions if item.evidence] == ["uittreksel"]


def test_a_requirement_for_another_lot_or_group_is_not_named() -> None:
    policy = small_policy()
    strict = RequirementUse(
        "streng", RequirementKind.SUITABILITY, "declared", "Alleen daar.", "klachten", lots=("innovatie",)
    )
    fresh = replace(strict, id="nieuw", lots=(), groups=(NEW,))
    policy = replace(policy, requirements=(*policy.requirements, strict, fresh))
    assert len(uses(form(policy, EXISTING, "vv"), "klachten")) == 1
    assert len(uses(form(policy, EXISTING), "klachten")) == 2
    assert len(uses(form(policy, NEW), "klachten")) == 3


def test_products_are_those_that_the_lot_allows_with_their_maximum() -> None:
    rows = [(item.lot, item.product.code, item.tariff) for item in form().products]
    assert rows == [
        ("vv", "SYN-D", "hoogstens €\u00a0100,50 per etmaal (SYNTHETIC)"),
        ("innovatie", "SYN-D", "hoogstens €\u00a0100,50 per etmaal (SYNTHETIC)"),
        ("innovatie", "SYN-G", "per etmaal; het maximumtarief is nog niet bekend"),
    ]
    policy = small_policy()
    narrow = tuple(replace(lot, products=("SYN-G",)) for lot in policy.lots)
    assert [(item.lot, item.product.code) for item in form(replace(policy, lots=narrow)).products] == [
        ("innovatie", "SYN-G")
    ]


def test_the_deadline_is_that_of_the_group_in_dutch_time() -> None:
    assert form().deadlines() == (
        (
            "Verpleging en verzorging, Vernieuwing: vanaf 1 juni 2026, 9.00 uur tot en met vrijdag 31 juli 2026, "
            "17.00 uur Nederlandse tijd."
        ),
    )
    assert form(None, NEW).deadlines() == (
        "Verpleging en verzorging, Vernieuwing: vanaf 1 juni 2026, 9.00 uur; er is geen laatste dag.",
    )


def test_a_last_moment_that_does_not_count_is_said() -> None:
    policy = small_policy()
    windows = tuple(replace(window, closes_inclusive=False) for window in policy.calendar.windows)
    made = form(replace(policy, calendar=replace(policy.calendar, windows=windows)))
    assert "tot (dat moment zelf is te laat) vrijdag 31 juli 2026, 17.00 uur" in made.deadlines()[0]


def test_what_follows_is_told_from_the_calendar() -> None:
    assert form().next_steps() == ("9 oktober 2026: Besluit.", "15 november 2026: Budgetformulier bij de NZa.")


def test_what_may_be_completed_is_told() -> None:
    assert form().repairable() == (
        "Alleen dit mag u binnen 5 dagen aanvullen als het ontbreekt: 'Wat was uw omzet in 2025?'"
    )
    assert "niets meer aanvullen" in form(replace(small_policy(), repair=None)).repairable()


@pytest.mark.parametrize(
    ("group", "lots", "codes"),
    [
        (EXISTING, ("vv", "niets", "ook-niet"), ["SUB-017", "SUB-017"]),
        (ProviderGroup.NEW_TO_OFFICE, ("vv",), ["SUB-003"]),
        (ProviderGroup.NEW_TO_OFFICE, (), ["SUB-025"]),
    ],
)
def test_no_form_for_a_lot_that_is_not_there_or_not_open(
    group: ProviderGroup, lots: tuple[str, ...], codes: list[str]
) -> None:
    policy = small_policy()
    windows = tuple(replace(window, groups=(EXISTING,)) for window in policy.calendar.windows)
    made = entry_form(replace(policy, calendar=replace(policy.calendar, windows=windows)), CONTRACT, group, lots)
    assert isinstance(made, tuple)
    assert [item.code.id for item in made] == codes

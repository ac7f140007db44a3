"""Which points can be told beforehand, which cannot and why, and what more would take."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from driehoek.application.dossier import Dossier
from driehoek.application.entry_preview import ASSESSED, COMPARED, EntryPreview, preview_entry
from driehoek.domain.catalogue import Sector, TariffTable
from driehoek.domain.policy import Criterion, Policy, ProviderGroup, Question, QuestionType
from driehoek.domain.tender.submission import OfferLine, Provider, Submission
from driehoek.kernel import Agb, Finding, Quantity, Rate, Unit
from driehoek.testing.policies import small_policy
from driehoek.testing.rounds import small_outcome

HALF, QUARTER = Rate.percent(50), Rate.percent(25)
PROVIDER = Provider(Agb("06010001"), Agb("06010011"), "Een", Sector.VV, "Goes", "5527", "5527", ProviderGroup.EXISTING)
DRAFT = Submission(
    PROVIDER.contract,
    datetime.fromisoformat("2026-07-10T12:00"),
    ("innovatie",),
    {"klachten": "yes", "omzet": "1000000.00", "plan": "Een plan", "prijs": "100%", "uren": "5"},
)


def policy(*criteria: Criterion) -> Policy:
    """The small policy whose second lot has these criteria, and a question for a number."""
    base = small_policy()
    first, second = base.lots
    hours = Question("uren", "Hoeveel uur?", QuestionType.NUMBER, lots=("innovatie",), required=False)
    return replace(
        base,
        lots=(first, replace(second, criteria=criteria)),
        questions=(*base.questions, hours),
        requirements=base.requirements[:1],
    )


def leaf(name: str, method: str, question: str, weight: Rate = HALF) -> Criterion:
    return Criterion(name, name.capitalize(), weight, method=method, question=question)


PLAN = leaf("plan", "marks", "plan")
HOURS = replace(leaf("uren", "linear", "uren"), params={"from": "0", "to": "10"})


def look(made: Policy, draft: Submission = DRAFT) -> EntryPreview:
    return preview_entry(Dossier("proef", made, (), (), TariffTable({}), (PROVIDER,)), PROVIDER, draft)


def test_what_others_must_say_is_told_apart() -> None:
    compared = leaf("best", "relative-to-best", "uren", QUARTER)
    (lot,) = look(policy(PLAN, compared, replace(HOURS, weight=QUARTER))).lots
    assert [(item.criterion, item.untold, item.points) for item in lot.criteria] == [
        ("plan", ASSESSED, None),
        ("best", COMPARED, None),
        ("uren", None, Fraction(5)),
    ]
    assert (lot.sure, lot.open_weight) == (Fraction(5, 4), Fraction(3, 4))


def test_more_points_are_told_until_all_are_there() -> None:
    (lot,) = look(policy(PLAN, HOURS)).lots
    assert lot.criteria[1].more == "Met het antwoord '10' krijgt u 10 van de 10 punten."
    (lot,) = look(policy(PLAN, HOURS), replace(DRAFT, answers={**DRAFT.answers, "uren": "10"})).lots
    assert lot.criteria[1].more == ""
    assert lot.criteria[1].points == 10


def test_a_question_without_an_answer_gives_no_points_and_says_so() -> None:
    answers = {name: answer for name, answer in DRAFT.answers.items() if name != "uren"}
    (lot,) = look(policy(PLAN, HOURS), replace(DRAFT, answers=answers)).lots
    assert lot.criteria[1].points == 0
    assert "geen antwoord" in lot.criteria[1].motivation
    assert lot.criteria[1].more


def test_a_minimum_is_missed_for_certain_only_when_all_of_it_is_known() -> None:
    floor = Rate.percent(60)
    (lot,) = look(policy(PLAN, replace(HOURS, minimum=floor))).lots
    assert lot.below == (
        "Voor 'Uren' zijn minstens 6 van de 10 punten nodig; u heeft er 5. Zo doet u in perceel Vernieuwing niet mee.",
    )
    assert look(policy(PLAN, replace(HOURS, minimum=floor))).stops
    group = Criterion("alles", "Alles", Rate.percent(100), (PLAN, HOURS), minimum=Rate.percent(90))
    (lot,) = look(policy(group)).lots
    assert lot.below == ()
    assert not look(policy(group)).stops


def test_a_lot_without_criteria_has_no_points_to_tell() -> None:
    assert look(policy(PLAN, HOURS), replace(DRAFT, lots=("vv",))).lots == ()


def test_what_is_offered_is_looked_at() -> None:
    entry = look(policy(PLAN, HOURS))
    assert [item.code.id for item in entry.offers] == ["RND-003"]
    outcome = small_outcome()
    product = outcome.dossier.products[0]
    dossier = replace(outcome.dossier, policy=policy(PLAN, HOURS))
    line = OfferLine("innovatie", product.code, Quantity(10 * product.unit.steps, product.unit))
    assert product.unit in Unit
    assert preview_entry(dossier, PROVIDER, replace(DRAFT, lines=(line,))).offers == ()


def test_what_would_stop_it_is_told() -> None:
    made = policy(PLAN, HOURS)
    assert not look(made).stops
    late = replace(DRAFT, received=datetime.fromisoformat("2026-08-01T09:00"))
    assert isinstance(look(made, late).preview.in_time, Finding)
    assert look(made, late).stops
    assert look(made, replace(DRAFT, withdrawn_on=datetime.fromisoformat("2026-07-11T09:00"))).stops
    assert look(made, replace(DRAFT, answers={**DRAFT.answers, "klachten": "no"})).stops
    missing = look(made, replace(DRAFT, answers={**DRAFT.answers, "omzet": ""}))
    assert (missing.preview.missing, missing.stops) == (("omzet",), True)

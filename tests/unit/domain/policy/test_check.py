"""Every fault of a policy is found, by its own code, and all at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from driehoek.domain.policy import (
    Calendar,
    Change,
    Due,
    EntryWindow,
    Kind,
    Milestone,
    Param,
    Policy,
    Pool,
    Precondition,
    Procedure,
    ProviderGroup,
    QuestionType,
    RequirementSubject,
    Route,
)
from driehoek.domain.policy.check import Known, check
from driehoek.kernel import UNSTATED, Finding, Ground, Language, Rate, Severity, blocking

SHARE = Param("share", Kind.RATE, "the share", "het deel", default="90%", least="0%", most="100%")
KNOWN: Known = {
    "space": {"hold-back": (SHARE,)},
    "tariff": {
        "base-percentage": (
            Param("percent", Kind.RATE, "of the maximum", "van het maximum"),
            Param("sectors", Kind.TEXTS, "sectors", "sectoren", default=()),
        ),
        "itemised-part": (
            Param("points", Kind.RATE, "points", "punten"),
            Param("question", Kind.TEXT, "question", "vraag", default=""),
        ),
    },
    "model": {"first-volume": (SHARE,), "ranked-q": ()},
    "after": {},
    "requirement": {"declared": (), "recent": ()},
    "method": {"linear": (), "marks": ()},
    "norm": {"max-share": (Param("most", Kind.RATE, "the most", "het meeste"),)},
    "contract-form": {"price-times-quantity": (), "bandwidth": (SHARE,)},
}


def found(policy: Policy) -> dict[str, Finding]:
    return {finding.code.id: finding for finding in check(policy, KNOWN)}


def test_a_sound_policy_has_no_findings(sound: Policy) -> None:
    assert check(sound, KNOWN) == ()


def test_without_the_registries_nothing_is_refused_on_a_rule(sound: Policy) -> None:
    assert check(sound) == ()


# what each break does to one place of the sound policy


def criterion(policy: Policy, number: int, **changes: object) -> Policy:
    lot = policy.lots[1]
    node = replace(lot.criteria[number], **changes)  # type: ignore[arg-type]  # the fields are spelled in the test
    criteria = tuple(node if index == number else item for index, item in enumerate(lot.criteria))
    return replace(policy, lots=(policy.lots[0], replace(lot, criteria=criteria)))


def lot(policy: Policy, number: int, **changes: object) -> Policy:
    changed = replace(policy.lots[number], **changes)  # type: ignore[arg-type]  # the same
    return replace(policy, lots=tuple(changed if index == number else item for index, item in enumerate(policy.lots)))


def question(policy: Policy, number: int, **changes: object) -> Policy:
    changed = replace(policy.questions[number], **changes)  # type: ignore[arg-type]  # the same
    items = tuple(changed if index == number else item for index, item in enumerate(policy.questions))
    return replace(policy, questions=items)


def requirement(policy: Policy, number: int, **changes: object) -> Policy:
    changed = replace(policy.requirements[number], **changes)  # type: ignore[arg-type]  # the same
    items = tuple(changed if index == number else item for index, item in enumerate(policy.requirements))
    return replace(policy, requirements=items)


def milestone(policy: Policy, name: str, **changes: object) -> Policy:
    items = tuple(
        replace(item, **changes) if item.id == name else item  # type: ignore[arg-type]  # the same
        for item in policy.calendar.milestones
    )
    return replace(policy, calendar=replace(policy.calendar, milestones=items))


def without(policy: Policy, name: str) -> Policy:
    items = tuple(item for item in policy.calendar.milestones if item.id != name)
    return replace(policy, calendar=replace(policy.calendar, milestones=items))


def windows(policy: Policy, *items: EntryWindow) -> Policy:
    return replace(policy, calendar=replace(policy.calendar, windows=items))


def step(policy: Policy, phase: str, number: int, **changes: object) -> Policy:
    steps = getattr(policy.division, phase)
    changed = replace(steps[number], **changes)
    items = tuple(changed if index == number else item for index, item in enumerate(steps))
    division = replace(policy.division, **{phase: items})  # type: ignore[arg-type]  # the same
    return replace(policy, division=division)


def contract(policy: Policy, **changes: object) -> Policy:
    return replace(policy, contract=replace(policy.contract, **changes))  # type: ignore[arg-type]  # the same


def route(policy: Policy, **changes: object) -> Policy:
    return replace(policy, objection=(replace(policy.objection[0], **changes),))  # type: ignore[arg-type]  # the same


GROUND = Ground("Wlz art. 4.2.2")
WINDOW = EntryWindow("w", datetime(2026, 6, 29, 9), datetime(2026, 7, 31, 17), ground=GROUND)  # noqa: DTZ001 - civil time
LATER = datetime(2027, 3, 1, 9)  # noqa: DTZ001 - Dutch civil time
EARLY = datetime(2026, 5, 28, 9)  # noqa: DTZ001 - Dutch civil time
SHUT = datetime(2026, 6, 1, 9)  # noqa: DTZ001 - Dutch civil time

BREAKS: list[tuple[str, Callable[[Policy], Policy], str, str]] = [
    # code, what is broken, what the finding is about, what was seen
    ("POL-001", lambda p: step(p, "space", 0, params={"part": "3%"}), "division.space.reserve", "part"),
    ("POL-002", lambda p: step(p, "tariff", 0, params={}), "division.tariff.base-vv", ""),
    (
        "POL-003",
        lambda p: step(p, "tariff", 0, params={"percent": "veel"}),
        "division.tariff.base-vv.params.percent",
        "veel",
    ),
    ("POL-004", lambda p: step(p, "space", 0, params={"share": "101%"}), "division.space.reserve.params.share", "101%"),
    ("POL-004", lambda p: step(p, "space", 0, params={"share": "-1%"}), "division.space.reserve.params.share", "-1%"),
    ("POL-010", lambda p: replace(p, norms=p.norms * 2), "norms", "spread"),
    ("POL-010", lambda p: criterion(p, 1, id="rating"), "criteria", "rating"),
    ("POL-010", lambda p: replace(p, surcharges=p.surcharges * 2), "surcharges", "result"),
    ("POL-010", lambda p: replace(p, pools=(p.pools[0], Pool("b", "B", ("5509",)))), "pools.regions", "5509"),
    ("POL-011", lambda p: lot(p, 1, pool="region"), "lots.nieuw.pool", "region"),
    ("POL-011", lambda p: lot(p, 1, frame="extr"), "lots.nieuw.frame", "extr"),
    ("POL-011", lambda p: step(p, "models", 0, lots=("zorgg", "zorg")), "division.models.start.lots", "zorgg"),
    ("POL-011", lambda p: replace(p, norms=(replace(p.norms[0], lots=("x",)),)), "norms.spread.lots", "x"),
    ("POL-012", lambda p: replace(p, lots=()), "Inkoopbeleid 2027 (SYNTHETIC)", ""),
    ("POL-020", lambda p: criterion(p, 1, weight=Rate.percent(39)), "lots.nieuw", "99%"),
    ("POL-021", lambda p: criterion(p, 1, weight=Rate.percent(-40)), "lots.nieuw.price", "-40%"),
    ("POL-022", lambda p: criterion(p, 1, question=""), "lots.nieuw.price", ""),
    ("POL-023", lambda p: criterion(p, 0, method="linear"), "lots.nieuw.value", "method"),
    ("POL-024", lambda p: lot(p, 1, procedure=Procedure.ADMISSION), "nieuw", "value, price"),
    ("POL-025", lambda p: lot(p, 0, procedure=Procedure.OPEN), "zorg", "open"),
    ("POL-028", lambda p: lot(p, 1, scale=0), "lots.nieuw.scale", "0"),
    ("POL-028", lambda p: criterion(p, 1, minimum=Rate.percent(101)), "lots.nieuw.price.minimum", "101%"),
    ("POL-030", lambda p: requirement(p, 0, question="declare"), "requirements.board", "declare"),
    ("POL-030", lambda p: replace(p, questions=p.questions[:-1]), "lots.nieuw.price", "price"),
    ("POL-031", lambda p: question(p, 4, options={"a": "Allen"}), "shared", "1"),
    ("POL-032", lambda p: replace(p, requirements=p.requirements[1:]), "declared", ""),
    ("POL-033", lambda p: question(p, 0, groups=(ProviderGroup.NEW,)), "requirements.board", "declared"),
    ("POL-033", lambda p: question(p, 5, lots=("zorg",)), "lots.nieuw.price", "price"),
    ("POL-034", lambda p: question(p, 1, repairable=False), "repair.questions", "extract"),
    ("POL-042", lambda p: requirement(p, 0, due=Due.WITHIN_TERM), "board", "within-term"),
    ("POL-050", lambda p: requirement(p, 0, use="declred"), "requirements.board", "declred"),
    ("POL-050", lambda p: criterion(p, 1, method="linaer"), "lots.nieuw.price", "linaer"),
    ("POL-051", lambda p: step(p, "models", 1, use="hold-back"), "division.models.ranking", "hold-back"),
    ("POL-052", lambda p: replace(p, division=replace(p.division, tie_key=" ")), "division.tie_key", ""),
    ("POL-053", lambda p: replace(p, division=replace(p.division, models=p.division.models[:1])), "nieuw", ""),
    ("POL-054", lambda p: replace(p, division=replace(p.division, tariff=p.division.tariff[2:])), "nieuw", ""),
    ("POL-060", lambda p: replace(p, regime="wlzz"), "regime", "wlzz"),
    ("POL-061", lambda p: contract(p, form="lump-sum"), "contract.form", "lump-sum"),
    ("POL-001", lambda p: contract(p, params={"share": "90%"}), "contract", "share"),
    ("POL-004", lambda p: contract(p, form="bandwidth", params={"share": "190%"}), "contract.params.share", "190%"),
    ("POL-062", lambda p: contract(p, years=4), "Wet langdurige zorg", "6"),
    ("POL-063", lambda p: contract(p, starts_on=date(2028, 1, 1)), "contract.starts_on", "2028-01-01"),
    ("POL-064", lambda p: replace(p, objection=()), "objection", ""),
    ("POL-065", lambda p: route(p, id="bezwaar", name="Bezwaar maken"), "bezwaar", "Wet langdurige zorg"),
    ("POL-066", lambda p: route(p, id="civil-court", warning=""), "civil-court", "20"),
    ("POL-070", lambda p: contract(p, ground=UNSTATED), "contract", ""),
    ("POL-071", lambda p: criterion(p, 1, ground=GROUND), "lots.nieuw.price", ""),
    ("POL-072", lambda p: requirement(p, 0, text="Uw offerteformulier klopt."), "requirements.board", "offerte"),
    ("POL-073", lambda p: replace(p, summary=""), "summary", ""),
    ("CAL-001", lambda p: replace(p, year=2018), "Wet langdurige zorg", "2018"),
    ("CAL-002", lambda p: without(p, "award"), "Definitieve uitkomst en overeenkomst verstuurd", ""),
    ("CAL-003", lambda p: milestone(p, "budget-form", inclusive=True), "budget-form", "2026-11-15"),
    ("CAL-004", lambda p: milestone(p, "award", day=date(2026, 8, 27)), "preliminary-result", "2026-08-28"),
    ("CAL-005", lambda p: replace(p, year=2029), "published_on", "2026-05-29"),
    ("CAL-006", lambda p: windows(p, replace(WINDOW, opens=EARLY)), "w", "2026-05-28 09:00:00"),
    ("CAL-007", lambda p: windows(p, replace(WINDOW, closes=SHUT)), "w", "2026-06-01 09:00:00"),
    ("CAL-008", lambda p: windows(p, replace(WINDOW, groups=(ProviderGroup.NEW,))), "nieuw", "existing, new-to-office"),
    ("CAL-009", lambda p: milestone(p, "entry-closes", day=date(2026, 8, 3)), "entry-closes", "2026-07-31"),
    ("CAL-010", lambda p: milestone(p, "award", day=date(2026, 10, 10)), "award", "2026-10-10"),
    ("CAL-012", lambda p: replace(p, published_on=date(2026, 6, 1)), "published_on", "2026-06-01"),
    ("CAL-013", lambda p: milestone(p, "award", first_day=date(2026, 10, 12)), "award", "2026-10-12"),
    ("POL-081", lambda p: replace(p, version=2), "Inkoopbeleid 2027 (SYNTHETIC)", "2"),
]


@pytest.mark.parametrize(("code", "broken", "subject", "seen"), BREAKS)
def test_each_fault_gives_its_own_finding(
    sound: Policy, code: str, broken: Callable[[Policy], Policy], subject: str, seen: str
) -> None:
    findings = [item for item in check(broken(sound), KNOWN) if item.code.id == code]
    assert (subject, seen) in [(item.subject, item.seen) for item in findings]
    for item in findings:
        assert all(item.sentence(language) and item.mend(language) for language in Language)


def test_all_faults_are_told_at_once(sound: Policy) -> None:
    broken = replace(contract(criterion(sound, 1, weight=Rate.percent(39)), years=9), objection=(), summary="")
    assert {"POL-020", "POL-062", "POL-064", "POL-073"} <= set(found(broken))


def test_a_misspelt_rule_gets_the_one_that_was_meant(sound: Policy) -> None:
    assert found(criterion(sound, 1, method="linaer"))["POL-050"].wanted == "linear"


@pytest.mark.requirement("B-048")
def test_talks_are_about_announced_criteria_only(sound: Policy) -> None:
    silent = lot(sound, 1, procedure=Procedure.NEGOTIATED)
    assert found(silent)["POL-026"].subject == "nieuw"
    assert "POL-026" not in found(lot(silent, 1, negotiable=("price",)))
    assert found(lot(silent, 1, negotiable=("prise",)))["POL-011"].wanted.startswith("price")
    assert found(lot(sound, 1, negotiable=("price",)))["POL-027"].seen == "open"


def test_a_competitive_lot_may_be_sealed_with_its_ground_and_an_admission_never(sound: Policy) -> None:
    ground = Ground("Aanbestedingswet 2012, art. 2.54")
    assert not {"POL-029", "POL-039"} & set(found(lot(sound, 1, sealed=ground)))
    assert found(lot(sound, 1, sealed=Ground(" ")))["POL-039"].subject == "nieuw"
    admits = lot(sound, 1, sealed=ground, procedure=Procedure.ADMISSION)
    assert found(admits)["POL-029"].subject == "nieuw"


@pytest.mark.requirement("B-049")
def test_criteria_are_public_before_anyone_may_submit(sound: Policy) -> None:
    early = windows(sound, replace(WINDOW, opens=EARLY))
    assert blocking(check(early, KNOWN))
    assert "CAL-006" not in found(windows(sound, WINDOW))


@pytest.mark.requirement("B-028")
def test_an_own_requirement_needs_its_reason(sound: Policy) -> None:
    own = requirement(sound, 0, beyond_framework=True)
    assert "POL-040" not in found(own)
    silent = requirement(own, 0, ground=GROUND)
    assert found(silent)["POL-040"].severity is Severity.WARNING


@pytest.mark.requirement("B-029")
@pytest.mark.parametrize("about", [RequirementSubject.OPERATIONS, RequirementSubject.GOVERNANCE])
def test_an_own_requirement_keeps_to_the_care(sound: Policy, about: RequirementSubject) -> None:
    assert found(requirement(sound, 0, beyond_framework=True, subject=about))["POL-041"].seen == about.value
    assert "POL-041" not in found(requirement(sound, 0, beyond_framework=False, subject=about))
    assert "POL-041" not in found(requirement(sound, 0, beyond_framework=True))


@pytest.mark.requirement("B-010")
def test_publication_under_reservation_says_which_parts(sound: Policy) -> None:
    waits = Precondition("space", "Ruimte van de regio", date(2026, 9, 30), parts=("space", "division.models"))
    policy = replace(sound, calendar=replace(sound.calendar, preconditions=(replace(waits, ground=GROUND),)))
    notes = [item for item in check(policy, KNOWN) if item.code.id == "CAL-011"]
    assert [item.subject for item in notes] == ["ruimte", "verdeling"]
    assert not blocking(notes)


def test_a_reservation_names_parts_that_exist(sound: Policy) -> None:
    waits = Precondition("space", "Ruimte", date(2026, 5, 1), date(2026, 5, 1), ("spaces",), GROUND)
    policy = replace(sound, calendar=replace(sound.calendar, preconditions=(waits,)))
    assert found(policy)["POL-011"].wanted == "space"


@pytest.mark.requirement("F-021")
def test_duration_and_extension_stay_within_five_years_under_the_wlz(sound: Policy) -> None:
    refused = [
        (years, extension)
        for years in range(1, 7)
        for extension in range(4)
        if "POL-062" in found(contract(sound, years=years, extension_years=extension))
    ]
    assert refused == [(years, extension) for years in range(1, 7) for extension in range(4) if years + extension > 5]


@pytest.mark.requirement("B-006")
def test_a_model_without_reasons_is_told(sound: Policy) -> None:
    assert found(step(sound, "models", 0, ground=GROUND))["POL-071"].subject == "division.models.start"


def test_the_order_of_phases_is_space_tariff_models_after(sound: Policy) -> None:
    finding = found(step(sound, "space", 0, use="ranked-q", params={}))["POL-051"]
    assert finding.wanted == "models"


def test_rolling_admission_of_next_year_is_no_fault(sound: Policy) -> None:
    rolling = EntryWindow("rolling", LATER, groups=(ProviderGroup.NEW,), lots=("zorg",), ground=GROUND)
    assert check(windows(sound, WINDOW, rolling), KNOWN) == ()


def test_a_route_under_private_law_may_not_be_called_bezwaar(sound: Policy) -> None:
    policy = replace(sound, objection=(*sound.objection, Route("b", "Bezwaarschrift", "Schrijf ons.", ground=GROUND)))
    assert found(policy)["POL-065"].wanted == "vraag, klacht, beroep op hardheid of kort geding"


def test_a_route_is_tied_to_a_milestone_that_exists(sound: Policy) -> None:
    route = replace(sound.objection[0], id="b", until_milestone="no-such-day")
    finding = found(replace(sound, objection=(*sound.objection, route)))["POL-011"]
    assert (finding.subject, finding.seen) == ("objection.b.until_milestone", "no-such-day")


def test_changes_are_numbered_from_two(sound: Policy) -> None:
    change = Change(3, date(2026, 7, 1), "Omdat.", ("VV",), ("division",), date(2026, 7, 8), date(2026, 7, 15))
    assert found(replace(sound, version=2, changes=(change,)))["POL-081"].seen == "3"


def test_an_empty_calendar_lacks_every_milestone_that_must_be_stated(sound: Policy) -> None:
    missing = [item.wanted for item in check(replace(sound, calendar=Calendar()), KNOWN) if item.code.id == "CAL-002"]
    assert missing == [
        "policy-published",
        "questions-until",
        "answers-published",
        "entry-closes",
        "preliminary-result",
        "award",
        "budget-form",
    ]


def test_a_holiday_is_no_day_to_receive_questions(sound: Policy) -> None:
    liberation = milestone(sound, "questions-until", day=date(2026, 5, 5))
    assert found(liberation)["CAL-010"].seen == "2026-05-05"


def test_a_choice_question_needs_two_options_and_others_none(sound: Policy) -> None:
    assert "POL-031" not in found(question(sound, 4, type=QuestionType.TEXT, options={}))


def test_a_milestone_of_the_law_may_fall_in_a_weekend(sound: Policy) -> None:
    # 14 November 2026, the last day before the fifteenth, is a Saturday
    form: Milestone | None = sound.calendar.milestone("budget-form")
    assert form is not None
    assert form.last_day == date(2026, 11, 14)
    assert "CAL-010" not in found(sound)

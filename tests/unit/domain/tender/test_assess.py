"""The conclusion: what counts against whom, and the requirements of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.policy import (
    Due,
    ProviderGroup,
    Question,
    QuestionType,
    RepairWindow,
    RequirementKind,
    RequirementUse,
    Step,
)
from driehoek.domain.tender.assess import assess, assess_all, unused_decisions
from driehoek.domain.tender.intake import take_in
from driehoek.domain.tender.outcome import Assessment, Standing
from driehoek.domain.tender.requirements import RunningAgreement, clauses, in_force
from driehoek.domain.tender.submission import Evidence, Provider, ReasonedDecision, Submission
from driehoek.kernel import Finding, NotApplicable
from driehoek.testing.requirements import (
    BASIS,
    CONTRACT,
    DECIDED,
    policy_of,
    provider_of,
    submission_of,
    yes_no,
)

SUITABILITY, EXCLUSION, CONDITION = RequirementKind


def use(name: str, kind: RequirementKind = SUITABILITY, rule: str = "declared", **more: object) -> RequirementUse:
    return RequirementUse(name, kind, rule, f"De eis {name}.", name, ground=BASIS, **more)  # type: ignore[arg-type] # fields


def run(
    uses: Iterable[RequirementUse],
    answers: dict[str, str],
    provider: Provider | None = None,
    lots: tuple[str, ...] = ("vv",),
    **changes: object,
) -> Assessment:
    listed = tuple(uses)
    policy = policy_of(listed, [yes_no(name) for name in dict.fromkeys(item.question for item in listed)], ("vv", "gz"))
    submission = submission_of(answers, lots=lots, **changes)
    (found,) = assess_all(policy, [provider or provider_of()], [submission], (), DECIDED)
    return found


def said(found: Assessment, name: str) -> str:
    outcome = next(item.outcome for item in found.tested if item.requirement == name)
    if isinstance(outcome, Finding):
        return outcome.code.id
    return outcome.reason_nl if isinstance(outcome, NotApplicable) else "holds"


def test_what_counts_first_when_several_things_count() -> None:
    uses = [use("a"), use("b", EXCLUSION, "excluded-when-yes"), use("c", EXCLUSION, "reasoned-ground")]
    fine = {"a": "yes", "b": "no", "c": "no"}
    assert run(uses, fine).standing is Standing.ADMITTED
    assert run(uses, {**fine, "c": "yes"}).standing is Standing.DECISION_NEEDED
    assert run(uses, {**fine, "c": "yes", "a": "no"}).standing is Standing.REFUSED
    assert run(uses, {**fine, "a": "", "c": "yes"}).standing is Standing.INCOMPLETE
    assert run(uses, {"a": "", "b": "yes", "c": "yes"}).standing is Standing.EXCLUDED


@pytest.mark.requirement("B-005")
def test_where_there_is_an_obligation_to_contract_the_same_requirement_is_a_general_one() -> None:
    outside = use("kwaliteit", SUITABILITY, lots=("vv",))
    inside = replace(outside, id="kwaliteit-intramuraal", kind=CONDITION, lots=("gz",))
    assert run([outside, inside], {"kwaliteit": "no"}, lots=("vv",)).standing is Standing.REFUSED
    intramural = run([outside, inside], {"kwaliteit": "no"}, lots=("gz",))
    assert intramural.standing is Standing.ADMITTED
    assert said(intramural, "kwaliteit-intramuraal") == "REQ-002"
    both = run([outside, inside], {"kwaliteit": "no"}, lots=("vv", "gz"))
    assert (both.standing, both.closed_lots) == (Standing.ADMITTED, ("vv",))
    assert both.sentence.endswith("U doet mee, behalve in perceel Perceel vv.")


@pytest.mark.requirement("B-016")
def test_the_specification_asks_quality_governance_code_and_early_warning() -> None:
    names = ("kwaliteit", "governancecode", "waarschuwing")
    uses = [use(name) for name in names]
    assert run(uses, dict.fromkeys(names, "yes")).admitted
    for name in names:
        found = run(uses, {**dict.fromkeys(names, "yes"), name: "no"})
        assert (found.standing, said(found, name)) == (Standing.REFUSED, "REQ-002")


@pytest.mark.requirement("D-045")
def test_national_conditions_for_an_agreement_of_several_years_cost_that_lot_only() -> None:
    uses = [
        use("verscherpt-toezicht", params={"wanted": "no"}, lots=("gz",)),
        use("fraudeonderzoek", params={"wanted": "no"}, lots=("gz",)),
        use("overeenkomst-2015", lots=("gz",)),
    ]
    good = {"verscherpt-toezicht": "no", "fraudeonderzoek": "no", "overeenkomst-2015": "yes"}
    assert run(uses, good, lots=("vv", "gz")).closed_lots == ()
    for name, answer in (("verscherpt-toezicht", "yes"), ("fraudeonderzoek", "yes"), ("overeenkomst-2015", "no")):
        found = run(uses, {**good, name: answer}, lots=("vv", "gz"))
        assert (found.standing, found.closed_lots) == (Standing.ADMITTED, ("gz",))


@pytest.mark.requirement("D-044")
def test_after_a_visit_extend_extend_under_reservation_or_join_another() -> None:
    options = {
        "verlengen": "verlengen",
        "voorbehoud": "verlengen met voorbehoud",
        "aansluiten": "sluit aan bij een ander",
    }
    question = Question("bezoek", "Uitkomst van het bezoek", QuestionType.CHOICE, options)
    rule = use("bezoek", rule="choice-accepted", params={"accepted": "verlengen", "reserved": "voorbehoud"})
    policy = policy_of([rule], [question])
    standings = {}
    for option in options:
        (found,) = assess_all(policy, [provider_of()], [submission_of({"bezoek": option})], (), DECIDED)
        standings[option] = found.standing
    assert standings == {
        "verlengen": Standing.ADMITTED,
        "voorbehoud": Standing.ADMITTED,
        "aansluiten": Standing.REFUSED,
    }
    assert said(found, "bezoek") == "REQ-029"


def _today() -> tuple[list[RequirementUse], list[Question]]:
    uses = [
        use("bestuursverklaring", params={"evidence": "yes"}),
        use("uittreksel", rule="document-younger-than", params={"months": "6"}),
        use("volmacht", params={"evidence": "yes"}, groups=(ProviderGroup.NEW,)),
        use("toezichthouder", due=Due.WITHIN_TERM, term_days=90),
        use("toelating", rule="admission-held", params={"on": "2027-01-01", "law": "Wtza"}, due=Due.START_OF_CARE),
    ]
    papers = {"uittreksel"}
    questions = [
        Question(item.id, item.id, QuestionType.DOCUMENT) if item.id in papers else yes_no(item.id) for item in uses
    ]
    return uses, [replace(item, groups=(ProviderGroup.NEW,)) if item.id == "volmacht" else item for item in questions]


def _today_submission(**answers: str) -> Submission:
    papers = (
        Evidence("bestuursverklaring", "b.pdf", date(2026, 7, 1)),
        Evidence("uittreksel", "u.pdf", date(2026, 1, 16)),
        Evidence("volmacht", "v.pdf", date(2026, 7, 1)),
    )
    given = {"bestuursverklaring": "yes", "toezichthouder": "no", "toelating": "no", **answers}
    return submission_of(given, evidence=papers)


def test_the_requirements_of_today_per_group_and_moment() -> None:
    uses, questions = _today()
    policy = policy_of(uses, questions)
    (found,) = assess_all(policy, [provider_of()], [_today_submission()], (), DECIDED)
    assert found.admitted
    assert {item.requirement: said(found, item.requirement) for item in found.tested} == {
        "bestuursverklaring": "holds",
        "uittreksel": "holds",
        "volmacht": "geldt niet voor uw groep van aanbieders",
        "toezichthouder": "nog niet: uiterlijk op 1 april 2027",
        "toelating": "nog niet: uiterlijk op 1 januari 2027",
    }
    later = {clause.requirement: clause.by for clause in clauses(policy, found) if clause.by}
    assert later == {"toezichthouder": date(2027, 4, 1), "toelating": date(2027, 1, 1)}
    newcomer = provider_of(group=ProviderGroup.NEW)
    assert (
        assess_all(policy, [newcomer], [_today_submission(volmacht="no")], (), DECIDED)[0].standing is Standing.REFUSED
    )
    assert assess_all(policy, [newcomer], [_today_submission(volmacht="yes")], (), DECIDED)[0].admitted


def test_what_is_due_later_counts_once_that_day_has_come() -> None:
    uses, questions = _today()
    policy = policy_of(uses, questions)
    for day, fails in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
        (found,) = assess_all(policy, [provider_of()], [_today_submission()], (), day)
        assert (said(found, "toelating") == "REQ-002") is fails
    (there,) = assess_all(policy, [provider_of()], [_today_submission(toezichthouder="yes")], (), DECIDED)
    assert said(there, "toezichthouder") == "holds"


@pytest.mark.requirement("M-277")
def test_what_is_asked_can_fit_a_small_provider() -> None:
    uses = [use("accountantsverklaring", except_categories=("klein",)), use("onderzoek", categories=("academisch",))]
    answers = {"accountantsverklaring": "no", "onderzoek": "no"}
    large = run(uses, answers)
    assert (large.standing, said(large, "accountantsverklaring")) == (Standing.REFUSED, "REQ-002")
    assert said(large, "onderzoek") == "geldt alleen voor aanbieders met kenmerk academisch"
    small = run(uses, answers, provider_of(categories=("klein",)))
    assert small.admitted
    assert said(small, "accountantsverklaring") == "geldt niet voor aanbieders met kenmerk klein"


@pytest.mark.requirement("D-029")
def test_a_running_agreement_keeps_the_requirements_it_was_made_under() -> None:
    old, new = use("oud"), use("nieuw")
    policy = policy_of([new], [yes_no("oud"), yes_no("nieuw")])
    submission = submission_of({"oud": "yes", "nieuw": "no"})
    plain = assess_all(policy, [provider_of()], [submission], (), DECIDED)
    assert plain[0].standing is Standing.REFUSED
    for year, years, admitted in ((2024, 5, True), (2024, 3, False)):
        earlier = replace(
            policy_of([old], [yes_no("oud")]),
            contract=replace(policy.contract, starts_on=date(year, 1, 1), years=years),
        )
        running = [RunningAgreement(CONTRACT, earlier)]
        (found,) = assess_all(policy, [provider_of()], [submission], (), DECIDED, running)
        assert found.admitted is admitted
        assert [item.requirement for item in found.tested] == (["oud"] if admitted else ["nieuw"])
        (taken,) = take_in(policy, [provider_of()], [submission])
        assert assess(policy, provider_of(), taken, (), DECIDED, running) == found


def test_late_withdrawn_and_unknown_reach_the_letter() -> None:
    received = submission_of({}).received
    late = run([use("a")], {"a": "yes"}, received=received.replace(month=9))
    assert late.standing is Standing.LATE
    assert late.tested == ()
    assert late.sentence.startswith("Uw inschrijving kwam niet op tijd en telt niet mee. U kwam te laat")
    gone = run([use("a")], {"a": "yes"}, withdrawn_on=received)
    assert gone.sentence == "U heeft uw inschrijving ingetrokken."
    stranger = run([use("a")], {"a": "yes"}, provider_of("06010002"))
    assert (stranger.contract, stranger.standing) == (CONTRACT, Standing.INCOMPLETE)


def test_a_fault_of_the_policy_is_never_held_against_the_provider() -> None:
    found = run([use("a", rule="made-up")], {"a": "no"})
    assert (found.standing, said(found, "a")) == (Standing.DECISION_NEEDED, "REQ-101")


def test_missing_evidence_is_incomplete_not_refused() -> None:
    found = run([use("a", params={"evidence": "yes"})], {"a": "yes"})
    assert (found.standing, said(found, "a")) == (Standing.INCOMPLETE, "REQ-003")
    assert "Bij eis 1 ontbreekt een bewijsstuk" in found.sentence


def test_decisions_that_do_nothing_are_named() -> None:
    policy = policy_of([use("a"), use("c", EXCLUSION, "reasoned-ground")], [yes_no("a"), yes_no("c")])
    decision = ReasonedDecision(CONTRACT, "c", excluded=True, ground="G.", decided_on=DECIDED, decided_by="inkoper")
    strange = [replace(decision, requirement="a"), replace(decision, contract="06019999"), decision]
    found = unused_decisions(policy, [provider_of()], strange)
    assert [(item.code.id, item.subject, item.seen) for item in found] == [
        ("REQ-120", CONTRACT, "a"),
        ("REQ-120", "06019999", "c"),
    ]


def test_a_step_for_past_behaviour_takes_decisions_that_do_not_exclude() -> None:
    policy = policy_of([use("a")], [yes_no("a")])
    steps = (Step("misdragen", "past-behaviour"), Step("plan", "strategic-plan"))
    policy = replace(policy, division=replace(policy.division, tariff=steps))
    taken = ReasonedDecision(
        CONTRACT, "misdragen", excluded=False, ground="G.", decided_on=DECIDED, decided_by="inkoper"
    )
    given = [taken, replace(taken, excluded=True), replace(taken, requirement="plan")]
    found = unused_decisions(policy, [provider_of()], given)
    assert [item.seen for item in found] == ["misdragen", "plan"]


def test_two_decisions_of_one_day_that_contradict_ask_for_another() -> None:
    policy = policy_of([use("c", EXCLUSION, "reasoned-ground")], [yes_no("c")])
    yes = ReasonedDecision(CONTRACT, "c", excluded=True, ground="Wel.", decided_on=DECIDED, decided_by="inkoper")
    no = replace(yes, excluded=False, ground="Niet.")
    for decisions in ((yes, no), (no, yes)):
        (found,) = assess_all(policy, [provider_of()], [submission_of({"c": "no"})], decisions, DECIDED)
        assert (found.standing, said(found, "c")) == (Standing.DECISION_NEEDED, "REQ-015")
    later = replace(no, decided_on=date(2026, 10, 1))
    (found,) = assess_all(policy, [provider_of()], [submission_of({"c": "no"})], [later, yes], DECIDED)
    assert found.standing is Standing.EXCLUDED, "the latest counts"


def test_of_two_running_agreements_the_latest_made_counts() -> None:
    policy = policy_of([use("nieuw")], [yes_no("nieuw")])
    running = [
        RunningAgreement(
            CONTRACT, replace(policy_of([use(name)], []), contract=replace(policy.contract, starts_on=date(year, 1, 1)))
        )
        for name, year in (("tweede", 2025), ("eerste", 2023))
    ]
    assert [item.id for item in in_force(policy, running, CONTRACT).requirements] == ["tweede"]
    assert in_force(policy, running, "06010002") is policy


def test_an_incomplete_submission_hears_what_it_may_still_complete_and_until_when() -> None:
    policy = replace(policy_of([use("a"), use("b")], [yes_no("a"), yes_no("b")]), repair=RepairWindow(5, ("a",)))
    silent = submission_of({"b": "yes"})
    (found,) = assess_all(policy, [provider_of()], [silent], (), DECIDED)
    assert found.standing is Standing.INCOMPLETE
    assert found.sentence == (
        "Uw inschrijving is niet volledig en telt daarom niet mee. De vraag 'Vraag a?' is niet beantwoord. "
        "De termijn om aan te vullen loopt tot en met 5 augustus 2026: 'Vraag a?'."
    )
    (other,) = assess_all(policy, [provider_of()], [submission_of({"a": "yes"})], (), DECIDED)
    assert "aanvullen" not in other.sentence, "b may not be completed"

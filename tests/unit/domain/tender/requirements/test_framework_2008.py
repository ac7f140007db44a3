"""Framework 3.1 and 3.2 of 2008, item by item: an offer that meets it and one that does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from driehoek.domain.policy import Pool, QuestionType, RequirementKind
from driehoek.domain.tender.assess import assess_all
from driehoek.domain.tender.outcome import Assessment, Standing
from driehoek.domain.tender.outcome import Tested as Said
from driehoek.domain.tender.requirements import check, clauses
from driehoek.domain.tender.requirements.client_consultation import next_due
from driehoek.domain.tender.submission import Evidence, Provider, ReasonedDecision, Subcontractor, Submission
from driehoek.kernel import Finding, Holds, NotApplicable
from driehoek.testing.framework_2008 import ARTICLES, DECIDED, LAWS, NUMBERS, offer, policy
from driehoek.testing.requirements import CONTRACT, provider_of


def assessed(
    submission: Submission, provider: Provider | None = None, decisions: Iterable[ReasonedDecision] = ()
) -> Assessment:
    (found,) = assess_all(policy(), [provider or provider_of()], [submission], decisions, DECIDED)
    return found


def failed(found: Assessment) -> list[str]:
    return [item.requirement for item in found.tested if isinstance(item.outcome, Finding)]


def of(found: Assessment, requirement: str) -> Said:
    return next(item for item in found.tested if item.requirement == requirement)


def code(found: Assessment, requirement: str) -> str:
    outcome = of(found, requirement).outcome
    return outcome.code.id if isinstance(outcome, Finding) else ""


def test_an_offer_that_meets_everything_is_admitted() -> None:
    found = assessed(offer())
    assert found.standing is Standing.ADMITTED
    assert failed(found) == []
    assert len(found.tested) == len(NUMBERS) == 26
    assert found.sentence == "Uw offerte is volledig en voldoet aan de eisen. U doet mee."
    assert check(policy()) == ()


@pytest.mark.requirement("D-001")
def test_the_main_location_stands_in_the_region() -> None:
    assert isinstance(of(assessed(offer()), "region").outcome, Holds)
    elsewhere = assessed(offer(), provider_of(seat_region="5502"))
    assert elsewhere.standing is Standing.REFUSED
    assert code(elsewhere, "region") == "REQ-010"
    assert of(elsewhere, "region").sentence == (
        "U voldoet niet aan eis a: Uw hoofdlocatie staat in onze regio. "
        "Uw hoofdlocatie staat in regio 5502; voor eis a moet dat regio 5527 zijn."
    )


@pytest.mark.requirement("D-002")
def test_the_admission_is_held_on_1_january_2008() -> None:
    asked = next(use for use in policy().requirements if use.id == "admission")
    assert asked.params["on"] == "2008-01-01"
    assert failed(assessed(offer(admission="no"))) == ["admission"]
    shown = replace(
        policy(),
        requirements=(replace(asked, params={**asked.params, "evidence": "yes"}),),
    )
    for issued, holds in ((date(2007, 11, 30), True), (date(2008, 1, 1), True), (date(2008, 1, 2), False)):
        submission = replace(offer(), evidence=(Evidence("admission", "besluit.pdf", issued),))
        (found,) = assess_all(shown, [provider_of()], [submission], (), DECIDED)
        assert found.admitted is holds
        assert code(found, "admission") == ("" if holds else "REQ-011")


def test_the_form_may_ask_since_when_the_admission_is_held() -> None:
    asked = next(use for use in policy().requirements if use.id == "admission")
    form = tuple(
        replace(item, type=QuestionType.DATE) if item.id == "admission" else item for item in policy().questions
    )
    dated = replace(policy(), requirements=(asked,), questions=form)
    for since, code_ in (("2008-01-01", ""), ("2008-01-02", "REQ-011")):
        (found,) = assess_all(dated, [provider_of()], [offer(admission=since)], (), DECIDED)
        assert code(found, "admission") == code_


def test_an_executor_of_several_regions_may_count_them_as_one() -> None:
    asked = next(use for use in policy().requirements if use.id == "region")
    pools = (Pool("samen", "Samen", ("5502", "5527")), Pool("ander", "Ander", ("5503",)))
    wide = replace(policy(), pools=pools, requirements=(replace(asked, params={"within": "pool"}),))
    for region, code_ in (("5502", ""), ("5503", "REQ-010")):
        (found,) = assess_all(wide, [provider_of(seat_region=region)], [offer()], (), DECIDED)
        assert code(found, "region") == code_


@pytest.mark.requirement("D-003")
def test_the_laws_are_declared_one_by_one() -> None:
    assert len(LAWS) == 11
    whole = assessed(offer(laws="no"))
    assert code(whole, "laws") == "REQ-025"
    assert all(law in of(whole, "laws").sentence for law in LAWS)
    assert assessed(offer(law_exceptions="WGBO")).admitted
    part = assessed(offer(law_exceptions="WGBO; Wet BIG"))
    assert failed(part) == ["laws"]
    assert "aan Wet BIG;" in of(part, "laws").sentence


@pytest.mark.requirement("D-004", "O-038")
def test_a_path_to_a_certified_quality_system_is_enough() -> None:
    assert assessed(offer(quality_system="no", quality_path="yes")).admitted
    assert assessed(offer(quality_system="yes", quality_path="no")).admitted
    neither = assessed(offer(quality_system="no", quality_path="no"))
    assert neither.standing is Standing.REFUSED
    assert code(neither, "quality-system") == "REQ-012"


@pytest.mark.requirement("D-005")
def test_the_administration_delivers_in_time() -> None:
    assert failed(assessed(offer(administration="no"))) == ["administration"]


@pytest.mark.requirement("D-006")
def test_the_privacy_policy_is_recorded() -> None:
    assert failed(assessed(offer(privacy="no"))) == ["privacy"]


@pytest.mark.requirement("D-007")
def test_data_come_within_four_weeks_monthly_and_by_message() -> None:
    assert assessed(offer(weeks="4")).admitted
    assert code(assessed(offer(weeks="5")), "data-delivery") == "REQ-026"
    assert code(assessed(offer(monthly="no")), "data-delivery") == "REQ-027"
    assert assessed(offer(monthly="no", otherwise="yes")).admitted
    without = assessed(offer(messages="no"))
    assert code(without, "data-delivery") == "REQ-028"
    assert "zorgtoewijzing, melding aanvang zorg, mutaties" in of(without, "data-delivery").sentence


@pytest.mark.requirement("D-008", "O-036")
def test_one_missing_requirement_means_no_contract_whatever_the_score() -> None:
    found = assessed(offer(complaints="no"))
    assert failed(found) == ["complaints"]
    assert not found.admitted
    assert found.standing is Standing.REFUSED
    assert found.sentence.startswith("Wij sluiten geen overeenkomst met u, want u voldoet niet aan eis h.")
    assert "naar een score kijken wij dan niet" in found.sentence
    assert code(found, "complaints") == "REQ-002"


@pytest.mark.requirement("D-009")
def test_liability_is_insured() -> None:
    assert failed(assessed(offer(insured="no"))) == ["insured"]


@pytest.mark.requirement("D-010")
def test_an_irrevocable_judgment_for_a_listed_article_excludes() -> None:
    printed = "140;177;177a;178;225;226;227;227a;227b;323a;328ter lid 2;416;417;417bis;420bis;420ter;420quater"
    assert ";".join(ARTICLES) == printed
    for article in ARTICLES:
        found = assessed(offer(judgment="yes", articles=article))
        assert found.standing is Standing.EXCLUDED
        assert code(found, "judgment") == "REQ-014"
    assert assessed(offer(judgment="yes", articles="328ter lid 1; 300")).admitted


@pytest.mark.requirement("D-011")
def test_bankruptcy_excludes() -> None:
    found = assessed(offer(bankrupt="yes"))
    assert found.standing is Standing.EXCLUDED
    assert failed(found) == ["bankrupt"]


@pytest.mark.requirement("D-012", "O-037")
def test_a_petition_for_bankruptcy_excludes_on_ground_b2() -> None:
    found = assessed(offer(petitioned="yes"))
    assert found.standing is Standing.EXCLUDED
    assert code(found, "petitioned") == "REQ-013"
    assert found.sentence == "Wij sluiten u uit van deelname op grond van uitsluitingsgrond b2."


@pytest.mark.requirement("D-013")
def test_a_judgment_on_professional_conduct_excludes() -> None:
    assert assessed(offer(conduct="yes")).standing is Standing.EXCLUDED
    assert failed(assessed(offer(conduct="yes"))) == ["conduct"]


def _decision(requirement: str, ground: str, *, excluded: bool = True) -> ReasonedDecision:
    return ReasonedDecision(CONTRACT, requirement, excluded, ground, date(2007, 12, 20), "hoofd zorginkoop")


@pytest.mark.requirement("D-014", "D-019")
def test_a_serious_error_excludes_only_by_a_recorded_decision() -> None:
    waiting = assessed(offer(error="yes"))
    assert waiting.standing is Standing.DECISION_NEEDED
    assert code(waiting, "error") == "REQ-015"
    empty = assessed(offer(error="yes"), decisions=[_decision("error", "  ")])
    assert empty.standing is Standing.DECISION_NEEDED
    assert code(empty, "error") == "REQ-016"
    ground = "De inspectie stelde op 3 oktober 2007 vast dat medicatie structureel verkeerd werd gegeven."
    decided = assessed(offer(error="yes"), decisions=[_decision("error", ground)])
    assert decided.standing is Standing.EXCLUDED
    assert code(decided, "error") == "REQ-017"
    assert ground in of(decided, "error").sentence
    assert assessed(offer(error="yes"), decisions=[_decision("error", ground, excluded=False)]).admitted


@pytest.mark.requirement("D-015")
def test_unpaid_social_contributions_exclude() -> None:
    assert assessed(offer(social="yes")).standing is Standing.EXCLUDED
    assert failed(assessed(offer(social="yes"))) == ["social"]


@pytest.mark.requirement("D-016")
def test_unpaid_taxes_exclude() -> None:
    assert assessed(offer(taxes="yes")).standing is Standing.EXCLUDED
    assert failed(assessed(offer(taxes="yes"))) == ["taxes"]


@pytest.mark.requirement("D-017")
def test_false_statements_exclude_by_decision() -> None:
    assert isinstance(of(assessed(offer()), "false").outcome, Holds)
    found = assessed(offer(), decisions=[_decision("false", "De jaarrekening bij de offerte is vervalst.")])
    assert found.standing is Standing.EXCLUDED
    assert failed(found) == ["false"]


@pytest.mark.requirement("D-018")
def test_subcontractors_are_reported_beforehand() -> None:
    none = of(assessed(offer()), "subcontracting").outcome
    assert isinstance(none, NotApplicable)
    helper = Subcontractor("Thuishulp", "", ("SYN1",), date(2007, 12, 3))
    with_helper = replace(offer(subcontracting="yes"), subcontractors=(helper,))
    outcome = of(assessed(with_helper), "subcontracting").outcome
    assert isinstance(outcome, Holds)
    assert "verantwoordelijk en aansprakelijk" in outcome.evidence
    late = replace(with_helper, subcontractors=(replace(helper, reported_on=date(2007, 12, 4)),))
    assert code(assessed(late), "subcontracting") == "REQ-018"
    silent = replace(offer(), subcontractors=(helper,))
    assert code(assessed(silent), "subcontracting") == "REQ-019"


def clause_of(found: Assessment, requirement: str) -> tuple[str, bool]:
    clause = next(item for item in clauses(policy(), found) if item.requirement == requirement)
    return clause.heading, clause.settled


def refused_condition(requirement: str) -> None:
    """Not accepting leaves the institution admitted and the clause open; as a knock-out it refuses."""
    found = assessed(offer(accept="no"))
    assert found.admitted
    assert code(found, requirement) == "REQ-024"
    assert clause_of(found, requirement)[1] is False
    uses = tuple(
        replace(use, params={**use.params, "knock_out": "yes"}) if use.id == requirement else use
        for use in policy().requirements
    )
    strict = replace(policy(), requirements=uses)
    (out,) = assess_all(strict, [provider_of()], [offer(accept="no")], (), DECIDED)
    assert out.standing is Standing.REFUSED
    assert code(out, requirement) == "REQ-023"


@pytest.mark.requirement("D-020")
def test_responsibility_for_delivery_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "deliver") == ("leveringsvoorwaarden", True)
    refused_condition("deliver")


@pytest.mark.requirement("D-021")
def test_care_as_soon_as_possible_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "soon") == ("leveringsvoorwaarden", True)
    refused_condition("soon")


@pytest.mark.requirement("D-022")
def test_bridging_care_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "bridging") == ("leveringsvoorwaarden", True)
    refused_condition("bridging")


@pytest.mark.requirement("D-023")
def test_responsible_care_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "responsible") == ("kwaliteitsvoorwaarden", True)
    refused_condition("responsible")


@pytest.mark.requirement("D-024", "O-050")
def test_the_next_client_consultation_is_due_after_two_years() -> None:
    assert next_due(date(2006, 5, 10), 2) == date(2008, 5, 10)
    for day, overdue in ((date(2008, 5, 10), False), (date(2008, 5, 11), True)):
        (found,) = assess_all(policy(), [provider_of()], [offer(consulted="2006-05-10")], (), day)
        assert (code(found, "consultation") == "REQ-020") is overdue
        assert found.admitted, "a condition concerns the agreement, not the institution"
    assert "uiterlijk op 10 mei 2008" in of(found, "consultation").sentence
    assert code(assessed(offer(independent="no")), "consultation") == "REQ-002"
    assert code(assessed(offer(instrument="no")), "consultation") == "REQ-002"
    assert code(assessed(offer(consulted="2008-01-01")), "consultation") == "REQ-021"


@pytest.mark.requirement("D-025")
def test_information_for_statutory_tasks_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "tasks") == ("informatieafspraken", True)
    refused_condition("tasks")


@pytest.mark.requirement("D-026")
def test_annual_reporting_is_a_condition() -> None:
    assert clause_of(assessed(offer()), "reporting") == ("informatieafspraken", True)
    refused_condition("reporting")


@pytest.mark.requirement("D-027")
def test_statutory_data_are_a_condition() -> None:
    assert clause_of(assessed(offer()), "statutory") == ("informatieafspraken", True)
    refused_condition("statutory")


@pytest.mark.requirement("D-028")
def test_conditions_and_general_requirements_go_into_the_agreement_under_their_heading() -> None:
    found = clauses(policy(), assessed(offer()))
    counts = {
        heading: sum(clause.heading == heading for clause in found) for heading in {item.heading for item in found}
    }
    assert counts == {
        "algemene eisen": 9,
        "leveringsvoorwaarden": 3,
        "kwaliteitsvoorwaarden": 2,
        "informatieafspraken": 3,
    }
    assert not {use.id for use in policy().requirements if use.kind is RequirementKind.EXCLUSION} & {
        clause.requirement for clause in found
    }


@pytest.mark.requirement("D-019")
def test_automatic_grounds_need_no_decision_and_take_none() -> None:
    automatic = [use.id for use in policy().requirements if use.use in {"excluded-when-yes", "penal-articles"}]
    assert automatic == ["judgment", "bankrupt", "petitioned", "conduct", "social", "taxes"]
    pardon = _decision("bankrupt", "Wij zien het anders.", excluded=False)
    assert assessed(offer(bankrupt="yes"), decisions=[pardon]).standing is Standing.EXCLUDED


@pytest.mark.requirement("D-010", "D-011", "D-012")
def test_not_answering_an_exclusion_ground_is_incomplete_not_excluded() -> None:
    for ground in ("judgment", "bankrupt", "petitioned"):
        found = assessed(offer(**{ground: ""}))
        assert found.standing is Standing.INCOMPLETE
        assert code(found, ground) == "REQ-001"


def test_every_failing_requirement_is_named_not_only_the_first() -> None:
    found = assessed(offer(complaints="no", privacy="no", insured="no"))
    assert failed(found) == ["privacy", "complaints", "insured"]
    assert "eis f, eis h en eis i" in found.sentence

"""What stands in a letter, for every way in which a submission can end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from driehoek.application.document import Block, Section, Table, facts, plain_text, text_of
from driehoek.application.explain import explain
from driehoek.application.letters import Letter, Variant, letter_for, letters
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation.result import ReasonKind
from driehoek.domain.policy import RepairWindow, Route
from driehoek.domain.policy.remedies import last_day
from driehoek.domain.regimes import regime
from driehoek.domain.tender.intake import Taken, take_in
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import ReasonedDecision
from driehoek.kernel import Finding, Ground, Money, Severity
from driehoek.testing import rounds
from driehoek.testing.policies import DECIDED_ON
from driehoek.testing.rounds import GRANTED, KNOCKED_OUT, LOSING, REFUSED, small_outcome

OUTCOME = small_outcome()


def section(blocks: tuple[Block, ...], title: str) -> Section:
    """The section with that title, at any depth."""
    for block in blocks:
        if isinstance(block, Section):
            if block.title == title:
                return block
            try:
                return section(block.blocks, title)
            except LookupError:
                continue
    raise LookupError(title)


def titles(letter: Letter) -> list[str]:
    return [block.title for block in letter.body]


def fact(letter: Letter, key: str) -> str:
    return next(item.text for item in letter.facts() if item.key == key)


def text(letter: Letter) -> str:
    return plain_text(letter.blocks)


FIRST = {
    rounds.GRANTED: (Variant.GRANTED, "Wij bieden u voor 2027 een budgetafspraak aan van €\u00a05.651.719,89."),
    rounds.REFUSED: (
        Variant.REFUSED,
        "U krijgt voor 2027 geen overeenkomst met ons, omdat u niet voldoet aan 1 eis.",
    ),
    rounds.EXCLUDED: (
        Variant.EXCLUDED,
        "Wij sluiten u voor 2027 uit van de inkoop, omdat een uitsluitingsgrond voor u geldt.",
    ),
    rounds.INCOMPLETE: (
        Variant.INCOMPLETE,
        "Wij beoordelen uw inschrijving voor 2027 niet, omdat die niet volledig is.",
    ),
    rounds.LATE: (
        Variant.LATE,
        "Wij beoordelen uw inschrijving voor 2027 niet, omdat die niet binnen de termijn bij ons was.",
    ),
    rounds.LOSING: (Variant.GRANTED, "Wij bieden u voor 2027 een budgetafspraak aan van €\u00a039.345,00."),
    rounds.KNOCKED_OUT: (
        Variant.KNOCKED_OUT,
        "Wij bieden u voor 2027 geen budgetafspraak aan, omdat u bij een criterium onder het minimum blijft.",
    ),
    rounds.WAITING: (Variant.DECISION_NEEDED, "Wij hebben nog niet besloten over uw inschrijving voor 2027."),
    rounds.WITHDRAWN: (
        Variant.WITHDRAWN,
        "Wij nemen geen besluit over uw inschrijving voor 2027, omdat u die heeft ingetrokken op 3 augustus 2026.",
    ),
}


@pytest.mark.parametrize("contract", FIRST)
def test_the_first_sentence_is_the_decision(contract: str) -> None:
    variant, sentence = FIRST[contract]
    letter = letter_for(OUTCOME, contract)
    assert letter.variant is variant
    assert next(facts(letter.body)).text == sentence


def test_an_admitted_submission_that_wins_nothing_gets_a_letter_of_its_own() -> None:
    outcome = replace(OUTCOME, lines=())
    assert letter_for(outcome, LOSING).variant is Variant.NOT_WINNING
    assert "Niet toegekend: Vernieuwing" in titles(letter_for(outcome, LOSING))


def test_every_standing_has_a_variant() -> None:
    assessment = OUTCOME.assessments[0]
    for standing in Standing:
        outcome = replace(OUTCOME, assessments=(replace(assessment, standing=standing),))
        assert letter_for(outcome, assessment.contract).body


def test_everyone_who_submitted_gets_one_letter_in_order_of_contract() -> None:
    shuffled = replace(OUTCOME, assessments=OUTCOME.assessments[::-1])
    assert letters(shuffled) == letters(OUTCOME)
    assert [letter.contract for letter in letters(OUTCOME)] == [f"0601000{number}" for number in range(1, 10)]


def test_no_letter_goes_to_who_did_not_submit() -> None:
    with pytest.raises(LookupError, match="06019999"):
        letter_for(OUTCOME, "06019999")


@pytest.mark.parametrize("contract", [f"0601000{number}" for number in range(1, 10)])
def test_one_key_has_one_text(contract: str) -> None:
    letter = letter_for(OUTCOME, contract)
    seen: dict[str, str] = {}
    for item in letter.facts():
        assert seen.setdefault(item.tag, item.text) == item.text
        assert len(item.tag) <= 64


@pytest.mark.requirement("D-035", "I-012")
def test_each_criterion_shows_answer_norm_points_and_motivation() -> None:
    letter = letter_for(OUTCOME, LOSING)
    assert fact(letter, "score.innovatie.plan.answer") == "Plan Thuis"
    assert fact(letter, "score.innovatie.plan.marks") == "6"
    assert fact(letter, "score.innovatie.plan.norm").startswith("Een plan met meetbare doelen")
    assert fact(letter, "score.innovatie.plan.points") == "6 van 10"
    assert fact(letter, "score.innovatie.plan.weight") == "60%"
    assert fact(letter, "score.innovatie.plan.motivation").startswith("De doelen zijn meetbaar.")
    assert fact(letter, "score.innovatie.prijs.answer") == "93,5%"
    assert fact(letter, "score.innovatie.total") == "6,2 van de 10 punten"
    assert fact(letter, "score.innovatie.place") == "plaats 2 van 2"
    assert fact(letter, "score.innovatie.sum") == "6,2"


def test_a_score_under_the_minimum_says_so() -> None:
    assert fact(letter_for(OUTCOME, KNOCKED_OUT), "score.innovatie.plan.minimum") == "5 van 10. U blijft daaronder."
    assert fact(letter_for(OUTCOME, LOSING), "score.innovatie.plan.minimum") == "5 van 10. U haalt dat."


def test_what_would_have_changed_the_outcome_is_said() -> None:
    lost = section(letter_for(OUTCOME, LOSING).body, "Wat de uitkomst had veranderd")
    assert "Met een cijfer van 8 voor 'Plan voor vernieuwing' (nu 6) was plaats 1 gehaald." in plain_text((lost,))
    out = section(letter_for(OUTCOME, KNOCKED_OUT).body, "Wat de uitkomst had veranderd")
    assert "Met een cijfer van 5" in plain_text((out,))
    assert "Wat de uitkomst had veranderd" not in titles(letter_for(OUTCOME, GRANTED))


@pytest.mark.requirement("M-060")
def test_the_tariff_is_explained_from_below_and_from_the_maximum() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    assert fact(letter, "tariff.vv.1.part1.points") == "94,5%"
    assert fact(letter, "tariff.vv.1.part1.reason") == (
        "Het percentage van 2027 voor verpleging en verzorging. Afgeleid uit de jaarrekeningen van 2025. "
        "(Grond: Inkoopbeleid 4.1)"
    )
    assert fact(letter, "tariff.vv.1.part2.points") == "0,25%"
    assert fact(letter, "tariff.vv.1.share") == "94,75%"
    assert fact(letter, "tariff.vv.1.below") == "5,25% onder het maximum"


def test_products_with_other_parts_get_a_table_of_their_own() -> None:
    lines = tuple(
        replace(line, parts=line.parts[:1], share=line.parts[0].points) if line.product == "SYN03" else line
        for line in OUTCOME.lines
    )
    letter = letter_for(replace(OUTCOME, lines=lines), GRANTED)
    assert fact(letter, "tariff.vv.2.products") == "SYN03"
    assert fact(letter, "tariff.vv.2.share") == "94,5%"


@pytest.mark.requirement("M-086")
def test_the_volume_is_explained_step_by_step_to_the_cent() -> None:
    table = section(letter_for(OUTCOME, GRANTED).body, "Hoe wij uw volume bepaalden").blocks[0]
    assert isinstance(table, Table)
    assert [text_of(row[1]) for row in table.rows] == [
        "€\u00a05.400.000,00",
        "€\u00a0190.000,00",
        "€\u00a010.000,00",
        "-€\u00a0394,81",
    ]
    assert text_of(table.totals[0][1]) == "€\u00a05.599.605,19"
    assert "90% van uw productie van vorig jaar" in text_of(table.rows[0][2])


@pytest.mark.requirement("F-001")
def test_the_agreement_is_products_with_quantity_price_and_amount() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    assert fact(letter, "line.vv.SYN01.quantity") == "7.300 etmalen"
    assert fact(letter, "line.vv.SYN01.maximum") == "€\u00a0198,13"
    assert fact(letter, "line.vv.SYN01.price") == "€\u00a0187,73"
    assert fact(letter, "line.vv.SYN01.amount") == "€\u00a01.370.429,00"
    assert fact(letter, "line.vv.SYN03.quantity") == "2.500 uur en 50 minuten"
    assert fact(letter, "lot.vv.agreed") == "€\u00a05.599.605,19"
    assert fact(letter, "agreed") == "€\u00a05.651.719,89"


def test_an_adjustment_by_hand_stands_apart_with_who_and_why() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    apart = section(letter.body, "Aanpassing met de hand")
    words = plain_text((apart,))
    assert "Een locatie opent in maart." in words
    assert "Voorgesteld door inkoper, goedgekeurd door manager zorginkoop op 5 oktober 2026." in words
    assert fact(letter, "adjustment.vv.1.from") == "€\u00a05.590.000,00"
    with pytest.raises(LookupError):
        section(letter_for(OUTCOME, LOSING).body, "Aanpassing met de hand")


def test_a_failing_requirement_comes_with_its_mend_and_ground() -> None:
    failing = fact(letter_for(OUTCOME, REFUSED), "requirement.klachtenregeling")
    assert failing == (
        "U heeft geen klachtenregeling. Voor een volgende inschrijving: "
        "stel een klachtenregeling vast en stuur die mee. "
        "Cliënten moeten ergens terecht kunnen met een klacht. (Grond: Wkkgz art. 13)"
    )


def test_every_requirement_stands_in_the_annex_also_what_does_not_apply() -> None:
    letter = letter_for(OUTCOME, REFUSED)
    assert fact(letter, "tested.klachtenregeling.outcome") == "niet in orde"
    assert fact(letter, "tested.faillissement.outcome") == "geldt niet voor u"
    excluded = letter_for(OUTCOME, rounds.EXCLUDED)
    assert fact(excluded, "tested.faillissement.outcome") == "geldt voor u"
    assert fact(letter, "tested.volmacht.outcome") == "geldt niet voor u"
    assert fact(letter, "tested.volmacht.why") == "Deze eis geldt alleen voor nieuwe aanbieders."


def test_what_is_due_later_has_its_last_day() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    assert fact(letter, "obligation.raad.due") == "1 april 2027"
    assert fact(letter, "obligation.onderaanneming.due") == "bij de start van de zorg, 1 januari 2027"
    assert all(not item.key.startswith("obligation.volmacht") for item in letter.facts())


def test_a_late_letter_says_when_it_came_and_when_it_could() -> None:
    letter = letter_for(OUTCOME, rounds.LATE)
    assert fact(letter, "submission.received") == "31 juli 2026, 17.04 uur"
    assert fact(letter, "window.bestaand").startswith("Vanaf 1 juni 2026, 9.00 uur tot en met 31 juli 2026, 17.00 uur.")
    assert "window.nieuw" not in {item.key for item in letter.facts()}


def test_an_incomplete_letter_names_what_may_still_be_mended() -> None:
    letter = letter_for(OUTCOME, rounds.INCOMPLETE)
    assert fact(letter, "finding.1").startswith("De vraag naar uw omzet is leeg. ")
    assert fact(letter, "repair.days") == "5 dagen"
    assert fact(letter, "repair.omzet") == "Wat was uw omzet in 2025?"


def test_a_mend_fits_the_day_of_the_letter() -> None:
    passed = fact(letter_for(OUTCOME, rounds.INCOMPLETE), "finding.1")
    assert passed == (
        "De vraag naar uw omzet is leeg. Ons beleid liet toe dat u dit aanvulde tot en met 5 augustus 2026. "
        "Die dag is voorbij. Voor een volgende inschrijving: vul uw omzet van 2025 in."
    )
    early = letter_for(replace(OUTCOME, decided_on=date(2026, 8, 5)), rounds.INCOMPLETE)
    assert fact(early, "finding.1") == (
        "De vraag naar uw omzet is leeg. Vul uw omzet van 2025 in. "
        "Ons beleid laat toe dat u dit aanvult tot en met 5 augustus 2026."
    )
    assert fact(early, "repair.until") == "5 augustus 2026"
    assert "hoort daar niet bij" not in text(early)


def test_what_the_repair_term_does_not_name_is_for_a_next_time_only() -> None:
    policy = OUTCOME.dossier.policy
    other = replace(policy, repair=RepairWindow(5, ("plan",)))
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=other))
    letter = letter_for(outcome, rounds.INCOMPLETE)
    assert fact(letter, "finding.1") == (
        "De vraag naar uw omzet is leeg. Voor een volgende inschrijving: vul uw omzet van 2025 in."
    )
    assert "Wat bij u ontbreekt, hoort daar niet bij." in text(letter)


def test_a_route_tied_to_a_day_of_the_calendar_names_it_and_is_left_out_after_it() -> None:
    policy = OUTCOME.dossier.policy
    tied = tuple(replace(route, days=0, until_milestone="budget-form") for route in policy.objection[:1])
    policy = replace(policy, objection=(*tied, *policy.objection[1:]))
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=policy))
    assert fact(letter_for(outcome, REFUSED), "route.question.until") == "zaterdag 14 november 2026"
    late = letter_for(replace(outcome, decided_on=date(2026, 11, 15)), REFUSED)
    assert "Stel uw vraag aan de zorginkoper." not in text(late)
    assert "route.civil-court.last" in {item.key for item in late.facts()}
    alone = replace(outcome, dossier=replace(outcome.dossier, policy=replace(policy, objection=tied)))
    assert "Er staat nu geen aparte weg meer open." in text(
        letter_for(replace(alone, decided_on=date(2026, 11, 15)), REFUSED)
    )


def test_each_route_has_its_last_day_and_what_is_lost() -> None:
    for contract in (GRANTED, REFUSED, LOSING, rounds.LATE):
        letter = letter_for(OUTCOME, contract)
        assert fact(letter, "route.question.last") == "vrijdag 16 oktober 2026"
        assert fact(letter, "route.civil-court.last") == "donderdag 29 oktober 2026"
        assert fact(letter, "route.civil-court.warning").endswith("niet meer opkomen tegen dit besluit.")
    assert "Kort geding" not in text(letter_for(OUTCOME, rounds.WAITING))


def test_a_term_moves_to_a_working_day_only_where_the_policy_says_so() -> None:
    route = Route("x", "X", "Doe iets.", days=1)
    assert last_day(route, DECIDED_ON) == date(2026, 10, 10)  # a Saturday
    assert last_day(replace(route, moves_to_workday=True), DECIDED_ON) == date(2026, 10, 12)


@pytest.mark.requirement("B-009")
def test_a_decision_is_provisional_while_a_precondition_is_open() -> None:
    assert fact(letter_for(OUTCOME, GRANTED), "precondition.kader") == (
        "Contracteerruimte 2027 bekend (verwacht op 1 oktober 2026)"
    )
    policy = OUTCOME.dossier.policy
    known = tuple(replace(item, known_on=date(2026, 10, 2)) for item in policy.calendar.preconditions)
    settled = replace(policy, calendar=replace(policy.calendar, preconditions=known))
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=settled))
    assert "voorlopig" not in text(letter_for(outcome, GRANTED))


def test_the_words_are_those_of_the_regime() -> None:
    policy = replace(OUTCOME.dossier.policy, regime="awbz-2008", year=2008)
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=policy))
    old, now = letter_for(outcome, GRANTED), letter_for(OUTCOME, GRANTED)
    assert fact(old, "decision").startswith("Wij bieden u voor 2008 een productieafspraak aan")
    assert old.subject.text == "Besluit over uw offerte voor 2008"
    for contract in (GRANTED, REFUSED, rounds.LATE, KNOCKED_OUT, rounds.WITHDRAWN):
        made = letter_for(outcome, contract)
        frame = f"{made.subject.text} {fact(made, 'decision')} {' '.join(titles(made))}"
        assert not regime("awbz-2008").wrong_words_in(frame)
        assert not regime("wlz").wrong_words_in(text(letter_for(OUTCOME, contract)))
    assert now.subject.text == "Besluit over uw inschrijving voor 2027"


def test_the_fingerprint_stands_in_the_annex_and_nowhere_else() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    assert OUTCOME.decision_fingerprint in plain_text(letter.annexes)
    assert OUTCOME.decision_fingerprint not in plain_text(letter.body)


def test_made_up_tariffs_make_the_letter_synthetic() -> None:
    assert letter_for(OUTCOME, GRANTED).synthetic
    assert letter_for(OUTCOME, REFUSED).synthetic  # it offered made-up products
    real = rounds.without_synthetic(OUTCOME)
    assert not letter_for(real, GRANTED).synthetic
    assert "SYNTHETIC" not in text(letter_for(real, GRANTED))


def test_a_decision_of_a_person_stands_with_the_ground_it_rests_on() -> None:
    taken = ReasonedDecision(
        rounds.EXCLUDED, "faillissement", excluded=True, ground="De aanvraag loopt nog.", decided_on=DECIDED_ON,
        decided_by="bestuur",
    )  # fmt: skip
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, decisions=(taken,)))
    words = fact(letter_for(outcome, rounds.EXCLUDED), "requirement.faillissement")
    assert words.endswith("Ons besluit hierover van 9 oktober 2026 (bestuur): De aanvraag loopt nog.")


def test_a_policy_without_routes_sends_people_to_the_purchaser() -> None:
    policy = replace(OUTCOME.dossier.policy, objection=(), ground=Ground("Wlz"))
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=policy))
    assert "Ons beleid noemt geen aparte weg." in text(letter_for(outcome, REFUSED))


def with_assessment(**changes: Any) -> RoundOutcome:
    """The small round with another assessment of the granted contract."""
    first, *others = OUTCOME.assessments
    return replace(OUTCOME, assessments=(replace(first, **changes), *others))


def test_a_place_that_is_too_low_is_said_in_numbers() -> None:
    reasons = tuple(item for item in OUTCOME.allocation.reasons if item.kind is not ReasonKind.NOT_GRANTED)
    outcome = replace(OUTCOME, allocation=replace(OUTCOME.allocation, reasons=reasons))
    assert fact(letter_for(outcome, LOSING), "outranked.innovatie") == "Er is plaats voor 1. U staat op plaats 2."


def test_a_lot_that_was_closed_to_it_is_named() -> None:
    outcome = replace(with_assessment(closed_lots=("innovatie",)), lines=OUTCOME.lines[:8])
    lost = section(letter_for(outcome, GRANTED).body, "Niet toegekend: Vernieuwing")
    assert "U doet in dit perceel niet mee." in plain_text((lost,))


def test_remarks_stand_in_an_annex_and_faults_in_the_letter() -> None:
    fault = Finding(rounds.EMPTY_ANSWER, "omzet")
    remark = Finding(replace(rounds.EMPTY_ANSWER, nl="Uw eerste versie is vervangen.", severity=Severity.NOTE), "x")
    letter = letter_for(with_assessment(findings=(fault, remark)), GRANTED)
    wrong = section(letter.body, "Wat er niet klopt en wat u kunt doen")
    assert plain_text((wrong,)).startswith("De vraag naar uw omzet is leeg. ")
    assert "Uw eerste versie is vervangen." not in plain_text((wrong,))
    assert [annex.title for annex in letter.annexes] == [
        "Bijlage 1: alle eisen",
        "Bijlage 2: wat wij verder zagen",
        "Bijlage 3: hoe dit besluit is na te rekenen",
    ]
    assert fact(letter, "remark.1") == "Uw eerste versie is vervangen."


def test_a_version_that_came_too_late_changes_nothing() -> None:
    submissions = OUTCOME.dossier.submissions
    first = next(item for item in submissions if item.contract.code == GRANTED)
    late = replace(
        first, received=datetime.fromisoformat("2026-08-05T09:00"), lots=("vv",), answers={"plan": "Een ander plan"}
    )
    versions = (late, *submissions)
    taken = take_in(OUTCOME.dossier.policy, OUTCOME.dossier.providers, versions)
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, submissions=versions), taken=taken)
    assert fact(letter_for(outcome, GRANTED), "score.innovatie.plan.answer") == "Plan Thuis"


def test_a_letter_speaks_of_the_version_that_the_round_took_in() -> None:
    first = next(item for item in OUTCOME.dossier.submissions if item.contract.code == GRANTED)
    counting = replace(first, answers={"plan": "Plan van de tweede versie"})
    taken = Taken(GRANTED, Standing.ADMITTED, counting)
    letter = letter_for(replace(OUTCOME, taken=(taken,)), GRANTED)
    assert fact(letter, "score.innovatie.plan.answer") == "Plan van de tweede versie"


def test_when_the_conclusion_names_the_moment_it_is_not_said_twice() -> None:
    late = next(item for item in OUTCOME.assessments if item.contract == rounds.LATE)
    told = replace(late, sentence="Wij ontvingen u op 31 juli 2026, 17.04 uur.")
    letter = letter_for(replace(OUTCOME, assessments=(told,)), rounds.LATE)
    assert text(letter).count("31 juli 2026, 17.04 uur") == 1


def test_the_rounding_of_a_price_is_told_as_it_was_done() -> None:
    assert "Wij ronden de prijs af op hele centen." in text(letter_for(OUTCOME, GRANTED))
    lines = tuple(replace(line, price=line.price - Money(1)) for line in OUTCOME.lines)
    cut = text(letter_for(replace(OUTCOME, lines=lines), GRANTED))
    assert "Wij ronden de prijs naar beneden af op hele centen." in cut


def test_the_letter_tells_how_the_money_became_numbers() -> None:
    letter = letter_for(OUTCOME, GRANTED)
    told = section(letter.body, "Hoe het bedrag aantallen werd")
    words = plain_text((told,))
    assert "Alles wat u vroeg, kost tegen de afgesproken prijzen €" in words
    assert "Cliënten kozen hier nog niet voor u." in words
    table = next(block for block in told.blocks if isinstance(block, Table))
    agreed = {line.product for line in OUTCOME.lines if (line.contract.code, line.lot) == (GRANTED, "vv")}
    assert {text_of(row[0]) for row in table.rows} == agreed
    assert fact(letter, "quantities.vv.SYN01.share").endswith("%")


def test_the_annex_has_the_number_of_each_requirement() -> None:
    policy = OUTCOME.dossier.policy
    named = tuple(replace(use, label="9b") if use.id == "klachtenregeling" else use for use in policy.requirements)
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, policy=replace(policy, requirements=named)))
    table = next(block for block in letter_for(outcome, GRANTED).annexes[0].blocks if isinstance(block, Table))
    assert [text_of(row[0]) for row in table.rows][:2] == ["9b", "b2"]
    assert table.columns[0].title == "Nr"


def test_what_could_not_be_judged_is_not_called_wrong() -> None:
    assessment = OUTCOME.assessment(REFUSED)
    assert assessment is not None
    first = replace(assessment.tested[0], sentence="Over eis 1 is nog niets besloten: De vraag is leeg.")
    open_ = with_assessment(tested=(first, *assessment.tested[1:]))
    assert fact(letter_for(open_, GRANTED), "tested.klachtenregeling.outcome") == "niet beoordeeld"


def test_a_reasoned_decision_stands_in_the_letter_also_when_it_stops_nothing() -> None:
    decided = ReasonedDecision(
        GRANTED,
        "faillissement",
        excluded=False,
        ground="De aanvraag is ingetrokken.",
        decided_on=date(2026, 9, 15),
        decided_by="directie",
    )
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, decisions=(decided,)))
    assert fact(letter_for(outcome, GRANTED), "decision.faillissement") == (
        "U bent niet failliet. Ons besluit hierover van 15 september 2026 (directie): De aanvraag is ingetrokken."
    )
    assert "decision.faillissement" not in {item.key for item in letter_for(OUTCOME, GRANTED).facts()}


def test_letter_and_report_count_the_requirements_alike() -> None:
    counted = fact(letter_for(OUTCOME, GRANTED), "requirements")
    assert counted == "5 eisen: 3 in orde, 2 gelden niet voor u"
    unchecked = replace(OUTCOME, verification=(Finding(rounds.EMPTY_ANSWER, "x"),))  # its prices were made by hand
    assert explain(unchecked, GRANTED).counted == counted

"""The explanation of one contract closes to the cent and names rule, parameter and input."""

from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.application.explain import explain, lines
from driehoek.application.explain.inputs import NAMES, given_in_words, in_words
from driehoek.application.explain.words import RULES
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Allocation, Frame, verify
from driehoek.domain.allocation.verify import OVER_SPACE
from driehoek.domain.tender.outcome import Standing
from driehoek.engines.allocation.definitions import AFTER_STEPS, MODELS, SPACE_STEPS, TARIFF_STEPS
from driehoek.kernel import ZERO, Finding, Language, Money, Quantity, Rate, Unit, dutch, total
from driehoek.testing.region import region_outcome, without_verification

BY_HAND = "06010002"
RANKED = "06010001"
BELOW_THE_LINE = "06010021"
REFUSED = "06010006"
OUTCOME = region_outcome()


def _cut(outcome: RoundOutcome, cents: int) -> RoundOutcome:
    """The same round in which the first grant is a few cents lower than its reasons say."""
    first, *rest = outcome.allocation.grants
    grants = (replace(first, money=first.money - Money(cents)), *rest)
    return replace(outcome, allocation=replace(outcome.allocation, grants=grants))


def test_the_made_up_region_is_right() -> None:
    assert verify(OUTCOME.problem, OUTCOME.allocation) == ()


def test_every_euro_names_rule_parameter_ground_and_input() -> None:
    (lot,) = explain(OUTCOME, BY_HAND).lots
    first, follows = lot.parts
    assert (first.amount, follows.amount) == (Money.euros("6843363.30"), Money.euros("60000"))
    assert (first.cause.step, first.cause.rule) == ("eerste-volume", "first-volume")
    assert first.cause.parameters == (("share", "90%"),)
    assert first.cause.ground == "Wlz art. 4.2.2"
    (given,) = first.cause.inputs
    assert (given.name, given.value, given.source) == ("realised", "7603737.00", "need/realised.csv:3")
    assert lot.realised == Money.euros("7603737")
    assert lot.realised_source == "need/realised.csv:3"


def test_a_deviation_by_hand_stands_apart_with_who_and_why() -> None:
    (lot,) = explain(OUTCOME, BY_HAND).lots
    (item,) = lot.by_hand
    assert (item.amount_from, item.amount_to) == (Money.euros("6903363.30"), Money.euros("6913363.30"))
    assert item.applied == item.difference == Money.euros("10000")
    assert (item.ground, item.proposer, item.approver) == ("Opening in maart", "inkoper", "manager")
    assert item.source == "adjustments.csv:2"
    assert all(part.cause.rule != "by-hand" for part in lot.parts)


def test_a_deviation_that_was_not_booked_says_so() -> None:
    reasons = tuple(reason for reason in OUTCOME.allocation.reasons if reason.rule != "by-hand")
    grants = tuple(
        replace(grant, money=grant.money - Money.euros(10_000)) if grant.contract == BY_HAND else grant
        for grant in OUTCOME.allocation.grants
    )
    outcome = replace(OUTCOME, allocation=replace(OUTCOME.allocation, reasons=reasons, grants=grants))
    (lot,) = explain(outcome, BY_HAND).lots
    assert lot.by_hand[0].applied == ZERO
    assert any("niet doorgevoerd: €\u00a010.000,00" in line for line in lines(explain(outcome, BY_HAND)))


def test_a_booked_deviation_without_a_row_is_told_from_its_reason() -> None:
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, adjustments=()))
    (lot,) = explain(outcome, BY_HAND).lots
    (item,) = lot.by_hand
    assert (item.applied, item.ground, item.approver) == (Money.euros(10_000), "Opening in maart", "manager")


@pytest.mark.parametrize("contract", [provider.contract.code for provider in OUTCOME.dossier.providers])
def test_the_sums_close_for_everyone(contract: str) -> None:
    explanation = explain(OUTCOME, contract)
    for lot in explanation.lots:
        parts = total(part.amount for part in lot.parts) + total(item.applied for item in lot.by_hand)
        assert parts == lot.money
        assert lot.unexplained == ZERO
        assert lot.money - lot.rounded_off == lot.agreed == total(line.amount for line in lot.lines)
        for line in lot.lines:
            assert sum((part.points for part in line.parts), start=Rate.percent(0)) == line.share
            assert line.maximum.times(line.share, line.rounding) == line.price
            assert line.quantity.at(line.price) == line.amount


def test_a_cent_without_a_reason_is_our_bug_unless_the_checker_has_said_so() -> None:
    contract = OUTCOME.allocation.grants[0].contract
    with pytest.raises(AssertionError, match="without a reason"):
        explain(_cut(OUTCOME, 1), contract)
    told = explain(without_verification(_cut(OUTCOME, 1), Finding(OVER_SPACE, "x")), contract)
    assert told.lots[0].unexplained == Money(-1)
    assert any("zonder reden" in line for line in lines(told))


def test_the_ranking_stands_with_scores_and_place() -> None:
    lot = explain(OUTCOME, RANKED).lots[-1]
    assert (lot.lot, lot.place, lot.ranked, str(lot.total)) == ("innovatie", 1, 6, "79/10")
    assert [(score.name, str(score.points)) for score in lot.scores] == [
        ("Plan voor vernieuwing", "81/10"),
        ("Prijs", "38/5"),
    ]
    assert [part.amount for part in lot.parts] == [Money.euros(300_000)]


def test_a_shortage_is_explained_and_adds_up_to_nothing() -> None:
    lot = explain(OUTCOME, BELOW_THE_LINE).lots[-1]
    (short,) = lot.not_granted
    assert lot.money == ZERO
    assert short.amount == Money.euros(300_000)
    assert short.cause.text == "De ruimte was op bij plaats 3; u staat op plaats 4."


def test_a_refused_provider_reads_which_requirement_failed_and_the_mend() -> None:
    explanation = explain(OUTCOME, REFUSED)
    assert explanation.standing is Standing.REFUSED
    (tested,) = explanation.tests
    assert (tested.outcome, tested.mend) == ("fails", "Stel een klachtenregeling vast.")
    text = "\n".join(lines(explanation))
    assert "Toets: geweigerd. U krijgt geen overeenkomst" in text
    assert explanation.lots == ()


def test_the_text_reads_in_dutch_and_in_english() -> None:
    explanation = explain(OUTCOME, BY_HAND)
    dutch, english = "\n".join(lines(explanation)), "\n".join(lines(explanation, Language.EN))
    assert "=     €\u00a06.913.363,30  toegekend" in dutch
    assert "afgerond op hele eenheden" in dutch
    assert "SYNTHETIC: bij deze uitleg horen verzonnen tarieven" in dutch
    assert "invoer: geleverd vorig jaar €\u00a07.603.737,00 [need/realised.csv:3]" in dutch
    assert "Delivered last year" in english
    assert "rounded down to whole units" in english
    assert len(dutch.splitlines()) == len(english.splitlines())


def test_an_empty_round_explains_too() -> None:
    empty = replace(OUTCOME, allocation=Allocation(()), assessments=(), rankings={}, lines=())
    empty = replace(empty, problem=replace(empty.problem, offers=(), spaces=()))
    explanation = explain(empty, BY_HAND)
    assert (explanation.standing, explanation.lots, explanation.money) == (None, (), ZERO)
    assert "geen inschrijving" in "\n".join(lines(explanation))


def test_an_explanation_names_the_frame_and_the_decision() -> None:
    explanation = explain(OUTCOME, BY_HAND)
    assert explanation.lots[0].frame == Frame("zeeland", "regular")
    assert explanation.decision_fingerprint == OUTCOME.decision_fingerprint


def test_quantities_tell_what_was_asked_chosen_and_granted_in_words_and_figures() -> None:
    (lot,) = explain(OUTCOME, BY_HAND).lots
    told = lot.quantities
    assert told is not None
    offer = next(item for item in OUTCOME.problem.offers if (item.contract, item.lot) == (BY_HAND, lot.lot))
    assert [item.product for item in told.products] == sorted(line.product.code for line in offer.lines)
    assert told.asked == total(item.asked.at(item.price) for item in told.products)
    assert (told.agreed, told.money) == (lot.agreed, lot.money)
    assert told.agreed < told.asked
    words = " ".join(told.sentences())
    assert f"kost tegen de afgesproken prijzen {dutch.amount(told.asked)}" in words
    assert f"Dat is {dutch.percentage(told.share)} van wat u vroeg." in words
    assert f"De andere {dutch.amount(told.asked - told.agreed)} kennen wij u nu niet toe." in words
    assert told.kept[0].startswith("Wij houden 2% achter.")
    assert told.kept[1] == "Wij houden geld apart voor cliënten die nog kiezen."
    written = lines(explain(OUTCOME, BY_HAND))
    first = told.products[0]
    assert any(line.strip().startswith(f"{first.product}: gevraagd ") and " = " in line for line in written)


def test_who_was_not_chosen_by_clients_reads_so() -> None:
    problem = replace(OUTCOME.problem, choices=())
    (lot,) = explain(replace(OUTCOME, problem=problem), BY_HAND).lots
    assert lot.quantities is not None
    assert "Cliënten kozen hier nog niet voor u." in " ".join(lot.quantities.sentences())


def test_people_read_words_and_dutch_forms_in_the_explanation_no_codes() -> None:
    adjusted = tuple(replace(item, kind="hardship") for item in OUTCOME.dossier.adjustments)
    outcome = replace(OUTCOME, dossier=replace(OUTCOME.dossier, adjustments=adjusted))
    written = "\n".join(lines(explain(outcome, BY_HAND)))
    assert "Met de hand aangepast: hardheid" in written
    assert "regulier deel" in written
    assert "zeeland/regular" not in written
    assert "regel eerste volume [policy.yaml: eerste-volume]" in written
    assert "het deel van de productie van vorig jaar dat bij de start wordt afgesproken: 90%" in written
    assert "share =" not in written


def test_the_tariff_is_told_once_for_products_with_equal_parts() -> None:
    explanation = explain(OUTCOME, BY_HAND)
    (lot,) = explanation.lots
    written = lines(explanation)
    groups = {line.parts for line in lot.lines}
    assert len(groups) < len(lot.lines)
    for parts in groups:
        products = ", ".join(line.product for line in lot.lines if line.parts == parts)
        assert sum(line.startswith(f"    {products}: ") for line in written) == 1
    title = lot.lines[0].parts[0].cause.title
    assert sum(line.endswith(title) for line in written) == sum(
        part.cause.title == title for parts in groups for part in parts
    )


def test_hours_are_shown_in_minutes_so_that_the_amount_can_be_redone() -> None:
    (lot,) = explain(OUTCOME, BY_HAND).lots
    hours = replace(lot.lines[0], quantity=Quantity(10494 * 60 + 4, Unit.HOUR))
    changed = replace(explain(OUTCOME, BY_HAND), lots=(replace(lot, lines=(hours,)),))
    assert any(line.strip().startswith("10.494 uur en 4 minuten x ") for line in lines(changed))


def test_inputs_that_are_no_number_stay_as_they_were_written() -> None:
    assert [in_words(text) for text in ("1/3 hour", "2.5 hour", "2026-10-09", "40148088.15", "iets")] == [
        "1/3 hour",
        "2,5 uur",
        "9 oktober 2026",
        "€\u00a040.148.088,15",
        "iets",
    ]


def test_a_part_of_one_reads_as_a_percentage_and_a_score_does_not() -> None:
    assert given_in_words("factor", "47303/1000000") == "4,7303%"
    assert (given_in_words("factor", "1"), given_in_words("score", "349/40")) == ("100%", "8,73")


def test_every_rule_and_named_input_of_the_division_has_dutch_words() -> None:
    assert {*SPACE_STEPS, *TARIFF_STEPS, *MODELS, *AFTER_STEPS} - set(RULES) == set()
    assert {"days_needed", "own growth", "waiting", "pgb_last"} <= set(NAMES)

"""What each contract form pays, by the printed worked examples and by figures that can be checked by head."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from driehoek.domain.agreement.contract_forms import (
    CONTRACT_FORMS,
    Candidate,
    Delivered,
    Line,
    Outcome,
    Party,
    Settlement,
    Terms,
    curve,
    faults,
    framework_contracts,
)
from driehoek.domain.policy import Raw
from driehoek.domain.policy.params import read
from driehoek.kernel import ZERO, Money, Quantity, Unit

EUROS = "SYN-EURO"
"""A product of one euro a piece: its quantity is an amount in euros."""


def settled(
    name: str, agreed: int, done: int, params: Mapping[str, Raw] | None = None, *, costs: int = 0, kept: bool = True
) -> Settlement:
    form = CONTRACT_FORMS[name]
    typed, findings = read("contract", form.params, params or {})
    assert not findings
    terms = Terms((Line(EUROS, Quantity(agreed, Unit.PIECE), Money.euros(1)),), inhabitants=40_000)
    return form.settle(terms, Delivered({EUROS: Quantity(done, Unit.PIECE)}, Money.euros(costs), kept), typed)


REALISED = (850_000, 900_000, 950_000, 1_000_000, 1_050_000, 1_100_000, 1_150_000)


@pytest.mark.requirement("O-026", "F-017", "I-009")
def test_the_transition_arrangement_repays_below_ninety_and_talks_above_a_hundred_and_ten_percent() -> None:
    rows = [settled("around-amount", 1_000_000, done) for done in REALISED]
    assert [row.repay for row in rows] == [Money.euros(50_000), *[ZERO] * 6]
    assert [row.paid for row in rows] == [Money.euros(950_000), *[Money.euros(1_000_000)] * 6]
    assert [row.to_consult for row in rows] == [*[ZERO] * 6, Money.euros(50_000)]
    assert [row.outcome.value for row in rows] == [
        "repay",
        "provider",
        "provider",
        "even",
        "purchaser",
        "purchaser",
        "consult",
    ]


def test_its_other_reading_takes_back_and_talks_about_all_that_differs() -> None:
    low, high = (settled("around-amount", 1_000_000, done, {"reading": "whole"}) for done in (850_000, 1_150_000))
    assert (low.repay, low.paid) == (Money.euros(150_000), Money.euros(850_000))
    assert (high.to_consult, high.paid) == (Money.euros(150_000), Money.euros(1_000_000))


@pytest.mark.requirement("O-027", "F-013")
def test_a_saving_is_shared_by_half() -> None:
    row = settled("shared-savings", 10_000_000, 9_400_000)
    assert [part.amount for part in row.parts] == [Money.euros(9_400_000), Money.euros(300_000)]
    assert row.paid == Money.euros(9_700_000)
    assert settled("shared-savings", 100, 130).unpaid == Money.euros(30)


@pytest.mark.requirement("O-042", "B-052")
def test_all_who_meet_the_requirements_at_the_maximum_get_a_framework_agreement_without_volume() -> None:
    candidates = [
        Candidate("P1", meets=True, price=Money.euros(48)),
        Candidate("P2", meets=True, price=Money.euros(50)),
        Candidate("P3", meets=True, price=Money.euros(52)),
        Candidate("P4", meets=False, price=Money.euros(45)),
    ]
    given = framework_contracts(Money.euros(50), candidates)
    assert given.contracts == ("P1", "P2")
    assert given.guaranteed == ZERO
    assert settled("follows-client", 100, 0).paid == ZERO
    assert settled("follows-client", 100, 260).paid == Money.euros(260)


@pytest.mark.requirement("F-008", "I-008")
def test_above_the_ceiling_nothing_is_paid_and_the_rest_is_at_the_providers_account() -> None:
    row = settled("price-times-quantity", 1000, 1200)
    assert (row.paid, row.unpaid, row.outcome) == (Money.euros(1000), Money.euros(200), Outcome.PURCHASER)


def test_a_ceiling_per_line_does_not_let_one_product_stand_in_for_another() -> None:
    form = CONTRACT_FORMS["price-times-quantity"]
    terms = Terms(
        (
            Line("SYN1", Quantity(10, Unit.PIECE), Money.euros(100)),
            Line("SYN2", Quantity(10, Unit.PIECE), Money.euros(50)),
        )
    )
    year = Delivered({"SYN1": Quantity(12, Unit.PIECE), "SYN2": Quantity(4, Unit.PIECE)})
    paid = {
        ceiling: form.settle(terms, year, read("", form.params, {"ceiling": ceiling})[0]).paid
        for ceiling in ("whole", "per-line")
    }
    assert paid == {"whole": Money.euros(1400), "per-line": Money.euros(1200)}


@pytest.mark.requirement("F-009")
@pytest.mark.parametrize(
    ("form", "paid"),
    [("lump-sum", (1000, 1000, 1000)), ("turnover-ceiling", (800, 1000, 1000)), ("open-volume", (800, 1000, 1300))],
)
def test_lump_sum_ceiling_and_open_volume_differ_where_less_or_more_is_delivered(
    form: str, paid: tuple[int, ...]
) -> None:
    assert tuple(settled(form, 1000, done).paid for done in (800, 1000, 1300)) == tuple(Money.euros(a) for a in paid)


def test_a_band_swallows_small_swings_and_settles_the_rest() -> None:
    paid = {done: settled("bandwidth", 1000, done).paid for done in (900, 950, 1000, 1050, 1100)}
    assert paid == {
        900: Money.euros(950),
        950: Money.euros(1000),
        1000: Money.euros(1000),
        1050: Money.euros(1000),
        1100: Money.euros(1050),
    }
    assert settled("bandwidth", 1000, 1100, {"above": "0%"}).paid == Money.euros(1000)


@pytest.mark.requirement("F-019")
def test_an_area_is_paid_per_inhabitant_whatever_is_delivered() -> None:
    terms = {"per-inhabitant": "12.50", "at-risk": "10%"}
    assert settled("population-budget", 1, 999, terms).paid == Money.euros(500_000)
    assert settled("population-budget", 1, 1, terms, kept=False).repay == Money.euros(50_000)


@pytest.mark.requirement("F-028", "I-021")
def test_a_subsidy_is_fixed_at_its_costs_and_recovered_when_conditions_were_not_kept() -> None:
    spent = settled("subsidy", 1000, 0, costs=900)
    assert (spent.paid, spent.repay) == (Money.euros(900), Money.euros(100))
    assert settled("subsidy", 1000, 0, costs=1200).paid == Money.euros(1000)
    assert settled("subsidy", 1000, 0, {"recover": "40%"}, costs=900, kept=False).paid == Money.euros(540)


@pytest.mark.requirement("F-016")
def test_costs_are_paid_afterwards_on_condition_of_agreements_on_waste() -> None:
    assert settled("after-calculation", 1000, 0, costs=1700).paid == Money.euros(1700)
    assert settled("after-calculation", 1000, 0, {"unkept": "80%"}, costs=1700, kept=False).paid == Money.euros(1360)


@pytest.mark.requirement("F-020")
def test_a_budget_beforehand_and_hours_afterwards_part_where_less_is_delivered() -> None:
    assert settled("lump-sum", 1000, 700).outcome is Outcome.PROVIDER
    assert settled("open-volume", 1000, 700).outcome is Outcome.EVEN


@pytest.mark.requirement("F-010")
def test_who_bears_growth_differs_by_form() -> None:
    bears = {name: form.risks.volume for name, form in CONTRACT_FORMS.items()}
    assert bears["open-volume"] is Party.PURCHASER
    assert bears["price-times-quantity"] is bears["turnover-ceiling"] is bears["lump-sum"] is Party.PROVIDER


def test_a_form_is_shown_for_any_realisation() -> None:
    form = CONTRACT_FORMS["price-times-quantity"]
    terms = Terms((Line(EUROS, Quantity(1000, Unit.PIECE), Money.euros(1)),))
    points = curve(form, terms, read("", form.params, {})[0])
    assert [point.percent for point in points][::10] == [0, 50, 100]
    assert [point.settlement.paid for point in points][-3:] == [Money.euros(1000)] * 3
    assert points[-1].settlement.unpaid == Money.euros(300)


@pytest.mark.parametrize(
    ("form", "terms", "code"),
    [
        ("open-volume", Terms(amount=Money.euros(5)), "AGR-010"),
        ("lump-sum", Terms(), "AGR-011"),
        ("population-budget", Terms(amount=Money.euros(5)), "AGR-012"),
    ],
)
def test_terms_that_a_form_cannot_work_with_are_told(form: str, terms: Terms, code: str) -> None:
    assert [fault.code.id for fault in faults(CONTRACT_FORMS[form], terms)] == [code]

"""What a ceiling means for clients who are there already: in euros, days and clients, by the contract form's rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from driehoek.application.agreement.ceilings import Before, Held, ceilings, key_of, line_of
from driehoek.application.agreement.terms import held_agreement
from driehoek.cli import app
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, Delivered, Outcome, Terms
from driehoek.domain.policy.params import read
from driehoek.kernel import ZERO, Money, Quantity, Rounding, Unit, total
from driehoek.testing.contract_forms import drawn
from driehoek.testing.rounds import GRANTED, small_outcome


def days(number: int) -> Quantity:
    return Quantity(number, Unit.ETMAAL)


def agreed(form: str = "price-times-quantity", **params: str) -> Held:
    """A thousand days at € 100 and two hundred hours at € 50: € 110.000; last year 1,200 days for 10 clients."""
    terms = Terms(
        (
            line_of("v", "SYN1", days(1_000), Money.euros(100)),
            line_of("t", "SYN2", Quantity(200 * 60, Unit.HOUR), Money.euros(50)),
        )
    )
    chosen = CONTRACT_FORMS[form]
    before = {
        key_of("v", "SYN1"): Before(days(1_200), 10),
        key_of("t", "SYN2"): Before(Quantity(150 * 60, Unit.HOUR), 5),
    }
    names = {key_of("v", "SYN1"): "Verblijf", key_of("t", "SYN2"): "Thuis"}
    return Held("06010001", "Zorgkantoor", 2027, chosen, read(form, chosen.params, params)[0], terms, before, names)


@pytest.mark.requirement("F-008")
def test_a_ceiling_over_the_whole_lets_one_product_make_up_for_another() -> None:
    (told,) = ceilings([agreed()])
    assert told.settlement.value == Money.euros(127_500)
    assert (told.most, told.beyond) == (Money.euros(110_000), Money.euros(17_500))
    # after 315 days 1,035 whole days and 129:27 hours were delivered: € 109.972,50; a day later it is over
    assert told.full_on == date(2027, 11, 12)
    assert told.clients_beyond == 3, "15 clients times 17,500 / 127,500 is 2.06, and a part of a client is a client"
    assert told.words.startswith(
        "Van de zorg van vorig jaar wordt €\xa017.500,00 niet betaald: die van ongeveer 3 van de 15 cliënten. "
        "Gaat het zoals vorig jaar, dan is de afspraak vol vanaf 12 november 2027. U weigert daarom niemand"
    )
    stay, home = told.lines
    assert stay.words == "Tekort van 200 etmalen tegenover vorig jaar; dat is de zorg van 2 van de 10 cliënten."
    assert home.words == "Past, met 50 uur over."


def test_a_ceiling_per_product_does_not() -> None:
    (told,) = ceilings([agreed(ceiling="per-line")])
    assert told.beyond == Money.euros(20_000)


def test_open_volume_has_no_ceiling_and_pays_all() -> None:
    (told,) = ceilings([agreed("open-volume")])
    assert (told.most, told.beyond, told.full_on) == (None, ZERO, None)
    assert told.words == "De zorg van vorig jaar wordt helemaal betaald."


@pytest.mark.requirement("F-017")
def test_the_90_100_110_arrangement_has_a_part_for_talks() -> None:
    (told,) = ceilings([agreed("around-amount")])
    assert told.settlement.outcome is Outcome.CONSULT
    assert (told.settlement.to_consult, told.settlement.unpaid) == (Money.euros(6_500), Money.euros(11_000))
    assert "en is €\xa06.500,00 voor overleg" in told.words


def test_what_is_left_under_the_ceiling_is_told_too() -> None:
    held = agreed()
    less = replace(held, before={key_of("v", "SYN1"): Before(days(1_000))})
    (told,) = ceilings([less])
    assert told.words == "De zorg van vorig jaar wordt helemaal betaald. Er blijft €\xa010.000,00 over."
    assert {line.name: line.words for line in told.lines}["Verblijf"] == "Past precies."


def test_care_that_was_not_agreed_this_year_is_named() -> None:
    held = agreed()
    more = replace(
        held, before={**held.before, "v|SYN9": Before(days(30), 2)}, names={**held.names, "v|SYN9": "Logeren"}
    )
    (told,) = ceilings([more])
    assert told.words.endswith("Niet afgesproken, wel geleverd vorig jaar: Logeren. Dat telt in dit bedrag niet mee.")
    assert next(line for line in told.lines if line.key == "v|SYN9").clients_short == 2


def test_the_agreement_with_most_unpaid_stands_first() -> None:
    told = ceilings([replace(agreed("open-volume"), contract="1"), replace(agreed(), contract="2")])
    assert [item.held.contract for item in told] == ["2", "1"]


@given(st.data(), st.sampled_from(sorted(CONTRACT_FORMS)))
def test_paid_and_unpaid_make_the_care_and_the_last_day_is_right(data: st.DataObject, name: str) -> None:
    case = data.draw(drawn(name))
    before = {
        line.product: Before(Quantity(data.draw(st.integers(0, 2 * line.quantity.steps)), line.quantity.unit))
        for line in case.terms.lines
    }
    held = Held("1", "z", 2027, case.form, case.params, case.terms, before)
    (told,) = ceilings([held])
    assert told.settlement.paid + told.beyond - told.settlement.surplus == told.settlement.value

    def beyond(day: int) -> Money:
        quantities = {key: item.quantity.scaled(Fraction(day, 365), Rounding.DOWN) for key, item in before.items()}
        worth = Delivered(quantities).at_agreed_prices(case.terms)
        settled = case.form.settle(case.terms, Delivered(quantities, worth), case.params)
        return settled.unpaid + settled.to_consult

    if told.full_on is None:
        assert not told.beyond
    else:
        day = (told.full_on - date(2027, 1, 1)).days
        assert not beyond(day)
        assert beyond(day + 1)


def test_the_agreement_of_a_round_is_held_against_last_years_care() -> None:
    """Every line of the contract and every product of last year is there; the worth is at this year's prices."""
    outcome = small_outcome()
    held = held_agreement(outcome, GRANTED)
    assert held is not None
    lines = [line for line in outcome.lines if line.contract.code == GRANTED]
    assert held.terms.whole == total(line.amount for line in lines)
    (told,) = ceilings([held])
    assert told.settlement.value == total(
        held.before[key].quantity.at(line.price)
        for line in lines
        if (key := key_of(line.lot, line.product)) in held.before
    )
    assert {line.key for line in told.lines} == {*(line.product for line in held.terms.lines), *held.before}
    policy = replace(outcome.dossier.policy, contract=replace(outcome.dossier.policy.contract, form="anders"))
    assert held_agreement(replace(outcome, dossier=replace(outcome.dossier, policy=policy)), GRANTED) is None


@pytest.mark.parametrize("folder", ["examples/wlz-2027", "examples/awbz-2008"])
def test_the_command_says_it_for_a_contract_of_an_example(folder: str) -> None:
    said = CliRunner().invoke(app, ["agreement", "ceilings", folder, "-p", "99000001"])
    assert said.exit_code == 0, said.output
    assert "prijs maal aantal met een plafond" in said.output
    assert "zorg vorig jaar" in said.output
    english = CliRunner().invoke(app, ["-l", "en", "agreement", "ceilings", folder, "-p", "99000001"])
    assert "care last year" in english.output

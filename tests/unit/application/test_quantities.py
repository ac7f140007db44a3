"""How money becomes numbers, told beside the filling that really does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from driehoek.application.explain import Quantities, quantities_of
from driehoek.domain.allocation import (
    Allocation,
    ChosenCare,
    Frame,
    Grant,
    Offer,
    OfferedLine,
    Price,
    Problem,
    Reason,
    ReasonKind,
)
from driehoek.domain.catalogue import Badge, MaximumTariff, Sector
from driehoek.domain.policy import Division, ProviderGroup
from driehoek.engines.allocation.filling import Wish, fill
from driehoek.kernel import Money, Quantity, Rate, TieKey, Unit, dutch
from driehoek.testing.rounds import product_of

FRAME = Frame("regio", "regular")
SHARE = Rate.percent(95)
CHOSEN = 100
KEPT = Money.euros(1_000)


def told(money: Money, chosen: Mapping[str, int], *, only: bool = False, before: int = 0) -> Quantities:
    """What is told of an offer of 1,000 etmalen of two products with these choices, the first delivered before."""
    tariff, offered = MaximumTariff(Money.euros(200), Badge.SYNTHETIC), Quantity(1000, Unit.ETMAAL)
    lines = (
        OfferedLine(product_of("SYN01"), tariff, offered, realised=Quantity(before, Unit.ETMAAL) if before else None),
        OfferedLine(product_of("SYN02"), tariff, offered),
    )
    offer = Offer("06010001", "vv", FRAME, Sector.VV, ProviderGroup.EXISTING, lines)
    prices = {("06010001", line.product.code): Price.of(line.maximum.amount, SHARE) for line in lines}
    filled = fill(offer, prices, money, Wish(chosen, only), TieKey("loting"))
    choices = tuple(
        ChosenCare("06010001", "vv", code, Quantity(steps, Unit.ETMAAL), date(2026, 7, 1))
        for code, steps in chosen.items()
    )
    problem = Problem(2027, (), (offer,), Division("loting"), choices)
    reason = Reason("basis", "base", ReasonKind.TARIFF, "06010001", "vv", points=SHARE)
    apart = Reason("rest", "follows", ReasonKind.SPACE, lot="vv", frame=FRAME, amount=-KEPT, text="Dit staat klaar.")
    grant = Grant("06010001", "vv", FRAME, money, filled)
    reserved = {FRAME: {"rest": KEPT - Money.euros(10)}}
    return quantities_of(problem, Allocation((grant,), reserved, reasons=(reason, apart)), offer, grant, str)


def test_what_clients_chose_comes_first_and_the_rest_in_the_share_that_is_told() -> None:
    seen = told(Money.euros(209_000), {"SYN01": CHOSEN})
    assert seen.chosen == Money.euros(19_000)
    part = Fraction((seen.money - seen.chosen).cents, seen.others.cents)
    assert f"van iedere prestatie {dutch.percentage(Rate(part))}" in " ".join(seen.sentences())
    first, second = seen.products
    assert abs(first.granted.steps - CHOSEN - 900 * part) <= 1
    assert abs(second.granted.steps - 1000 * part) <= 1


def test_money_that_does_not_reach_past_the_choices_buys_those_only() -> None:
    seen = told(Money.euros(9_500), {"SYN01": CHOSEN})
    first, second = seen.products
    assert (first.granted.steps, second.granted.steps) == (50, 0)
    assert second.price == Money.euros(190)  # what was not granted still has its agreed price
    assert "kopen wij alleen wat cliënten al bij u kozen" in " ".join(seen.sentences())


def test_what_was_delivered_last_year_comes_before_the_rest() -> None:
    seen = told(Money.euros(114_000), {"SYN01": CHOSEN}, before=800)
    assert (seen.chosen, seen.before) == (Money.euros(19_000), Money.euros(152_000))
    first, second = seen.products
    assert (first.granted.steps, second.granted.steps) == (CHOSEN + 500, 0)
    assert "van wat u vorig jaar leverde (€\u00a0152.000,00) van iedere prestatie 62,5%." in " ".join(seen.sentences())


def test_a_rule_that_grants_choices_only_says_so() -> None:
    seen = told(Money.euros(209_000), {"SYN01": CHOSEN}, only=True)
    assert seen.only_chosen
    assert "kopen wij alleen wat cliënten al bij u kozen" in " ".join(seen.sentences())


def test_all_that_was_asked_leaves_nothing_to_explain() -> None:
    seen = told(Money.euros(380_000), {})
    assert seen.agreed == seen.asked
    assert not any("kennen wij u nu niet toe" in text for text in seen.sentences())


def test_money_that_stays_apart_is_named_with_what_is_left_of_it() -> None:
    (kept,) = told(Money.euros(9_500), {}).kept
    assert kept == (
        f"Dit staat klaar. Daarvan staat nu nog {dutch.amount(Money.euros(990))} apart. "
        "Kiest dan een cliënt voor u, dan kan het geld daaruit komen."
    )

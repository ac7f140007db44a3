from __future__ import annotations

from dataclasses import replace

import pytest

from driehoek.domain.allocation import GrantedLine, Offer, OfferedLine, Price
from driehoek.domain.catalogue import Badge, MaximumTariff, Product, Sector
from driehoek.domain.policy import ProviderGroup
from driehoek.engines.allocation.filling import Wish, fill
from driehoek.kernel import Money, Quantity, Rate, TieKey, total
from driehoek.testing.allocation import DAY_CARE, FRAME, HOURS, LOT

CONTRACT = "06000001"
OTHER_HOURS = replace(HOURS, code="SYN03")
OTHER_DAYS = replace(DAY_CARE, code="SYN04")


def filled(
    cents: int, *offered: tuple[Product, int, int], key: str = "key", wish: Wish | None = None
) -> dict[str, tuple[int, int]]:
    """What ``cents`` buys of products with a tariff in cents and a quantity in steps: steps and cents by product."""
    lines = tuple(
        OfferedLine(product, MaximumTariff(Money(tariff), Badge.SYNTHETIC), Quantity(steps, product.unit))
        for product, tariff, steps in offered
    )
    offer = Offer(CONTRACT, LOT, FRAME, Sector.VV, ProviderGroup.EXISTING, lines)
    prices = {(CONTRACT, product.code): Price.of(Money(tariff), Rate.percent(100)) for product, tariff, _ in offered}
    found: tuple[GrantedLine, ...] = fill(offer, prices, Money(cents), wish or Wish({}), TieKey(key))
    assert total(line.amount for line in found) <= Money(cents)
    return {line.product: (line.quantity.steps, line.amount.cents) for line in found}


def test_half_cents_that_round_up_together_are_given_back() -> None:
    # half an hour at one cent is half a cent, twice rounded up: a cent over, so one of the two gives a minute back,
    # and the other gets a minute more that costs nothing
    assert filled(1, (HOURS, 1, 60), (OTHER_HOURS, 1, 60)) == {"SYN02": (29, 0), "SYN03": (31, 1)}


def test_as_much_is_given_back_as_is_over() -> None:
    # four times 31 minutes at 30 cents an hour is 15.5 cents each, rounded up two cents over the 62
    hours = [replace(HOURS, code=f"SYN1{number}") for number in range(4)]
    found = filled(62, *((product, 30, 62) for product in hours))
    assert sum(cents for _, cents in found.values()) == 62


def test_money_that_fits_exactly_is_left_as_it_is() -> None:
    for key in ("a", "b", "c", "d"):
        half = filled(100, (DAY_CARE, 1, 100), (OTHER_DAYS, 1, 100), key=key)
        assert half == {"SYN01": (50, 50), "SYN04": (50, 50)}


@pytest.mark.parametrize(("cents", "days"), [(999, 9), (1_000, 10), (1_001, 10), (99, 0), (0, 0)])
def test_whole_days_only(cents: int, days: int) -> None:
    assert filled(cents, (DAY_CARE, 100, 20)) == ({"SYN01": (days, days * 100)} if days else {})


def test_what_is_left_buys_a_step_of_who_lost_most() -> None:
    # 7 cents over days of 3 and 2 cents: 1.4 of each, so one of each and a step of the one that fits in the 2 left
    assert filled(7, (DAY_CARE, 3, 10), (OTHER_DAYS, 2, 10)) == {"SYN01": (1, 3), "SYN04": (2, 4)}


def test_nobody_gets_more_than_was_offered() -> None:
    assert filled(10_000, (DAY_CARE, 100, 7)) == {"SYN01": (7, 700)}


def test_what_clients_chose_comes_first() -> None:
    offered = (DAY_CARE, 100, 10), (OTHER_DAYS, 100, 10)
    assert filled(600, *offered, wish=Wish({"SYN01": 5})) == {"SYN01": (5, 500), "SYN04": (1, 100)}
    assert filled(600, *offered, wish=Wish({"SYN01": 5}, only=True)) == {"SYN01": (5, 500)}
    assert filled(300, *offered, wish=Wish({"SYN01": 5})) == {"SYN01": (3, 300)}
    assert filled(2_000, *offered, wish=Wish({"SYN01": 50})) == {"SYN01": (10, 1_000), "SYN04": (10, 1_000)}


def test_the_mix_of_last_year_is_kept_before_the_rest_of_the_offer() -> None:
    lines = tuple(
        OfferedLine(
            product,
            MaximumTariff(Money(100), Badge.SYNTHETIC),
            Quantity(10, product.unit),
            realised=Quantity(steps, product.unit),
        )
        for product, steps in ((DAY_CARE, 8), (OTHER_DAYS, 2))
    )
    offer = Offer(CONTRACT, LOT, FRAME, Sector.VV, ProviderGroup.EXISTING, lines)
    prices = {(CONTRACT, line.product.code): Price.of(Money(100), Rate.percent(100)) for line in lines}

    def bought(cents: int, wish: dict[str, int]) -> list[int]:
        found = fill(offer, prices, Money(cents), Wish(wish), TieKey("key"))
        return [line.quantity.steps for line in found]

    assert bought(500, {}) == [4, 1]
    assert bought(1_000, {}) == [8, 2]
    assert bought(1_400, {}) == [9, 5]
    assert bought(700, {"SYN04": 2}) == [4, 3]

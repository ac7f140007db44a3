"""Supply: shares and concentration per segment, mergers, the position beside a provider."""

from __future__ import annotations

from fractions import Fraction

import pytest

from driehoek.domain.catalogue import DeliveryForm
from driehoek.domain.need import Market, Reach, Supply, Ways, bargaining, concentration, market_shares, merged, supply
from driehoek.kernel import Rate
from driehoek.testing.need import DAY, ELDERLY, ONE, THREE, TWO, small_region, without_places

HERE = small_region()
WAYS = Ways.of(HERE.centres, HERE.travel, HERE.locations, Reach())


def held(municipality: str = "") -> Supply:
    return supply(HERE, Market(ELDERLY, municipality), DAY, 2027, WAYS)


@pytest.mark.requirement("C-025")
def test_shares_and_concentration_per_segment() -> None:
    shares = market_shares(HERE, Market(ELDERLY), 2026)
    assert [(item.contract, item.share.value) for item in shares] == [
        (ONE, Fraction(12, 20)),
        (TWO, Fraction(5, 20)),
        (THREE, Fraction(3, 20)),
    ]
    found = concentration(shares)
    assert found is not None
    assert found.value == Fraction(36 + 16, 100)
    assert concentration(()) is None


@pytest.mark.requirement("C-006")
def test_supply_tells_providers_niches_and_what_a_merger_would_do() -> None:
    found = held()
    assert found.providers == 3
    assert found.niches == ("palliative-terminal", "shelter")
    together = concentration(merged(found.shares, "alleen", "samen"))
    assert together is not None
    assert together.value == 1


def test_places_are_those_of_now_and_of_the_plans() -> None:
    found = held()
    assert found.places is not None
    assert found.planned is not None
    assert (found.places.value, found.planned.value) == (400, 350)
    assert found.by_form == ((DeliveryForm.RESIDENCE, 400, 350),)
    assert (held("0171").alternatives, held("0303").alternatives, held().alternatives) == (1, 2, 1)


def test_without_production_shares_follow_places() -> None:
    bare = HERE.__class__(locations=HERE.locations, capacity=HERE.capacity)
    assert [item.share.value for item in market_shares(bare, Market(ELDERLY), 2026)] == [
        Fraction(250, 400),
        Fraction(100, 400),
        Fraction(50, 400),
    ]
    assert market_shares(without_places(), Market(ELDERLY), 2026) == ()


@pytest.mark.requirement("C-026")
def test_the_position_beside_a_provider_counts_others_their_diversity_and_both_shares() -> None:
    found = {item.contract: item for item in bargaining(held(), HERE.locations)}
    assert found[ONE].weak
    assert (found[ONE].others, found[ONE].diversity) == (2, 2)
    assert found[ONE].purchaser == Rate(Fraction(1))
    assert (found[TWO].others, found[TWO].diversity) == (1, 1)
    assert found[ONE].share.value == Fraction(12, 20)

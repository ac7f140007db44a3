from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import policies, rounds
from driehoek.bootstrap.country import Size, contracts_by_region, grow_country, places_on, save_country
from driehoek.domain.allocation import SpaceStatus
from driehoek.domain.policy import Policy
from driehoek.kernel import Money, canonical, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
CALIBRATED = Size()


def policy() -> Policy:
    loaded = policies.load_policy(EXAMPLE).policy
    assert loaded is not None
    return loaded


def country(size: Size = CALIBRATED, seed: int = 2027) -> Dossier:
    return grow_country(policy(), seed, size, "country", lambda: None)


@cache
def calibrated() -> Dossier:
    return country()


@cache
def loaded() -> Dossier:
    return country(Size(load=True))


@pytest.mark.requirement("C-025")
def test_every_region_has_a_pool_and_thirty_to_forty_contracts() -> None:
    made = calibrated()
    assert len(made.policy.pools) == 31
    counts = Counter(provider.region for provider in made.providers)
    assert set(counts) == {region for pool in made.policy.pools for region in pool.regions}
    assert (min(counts.values()), max(counts.values())) == (30, 40)


def test_the_space_of_all_regions_adds_up_to_the_national_frame() -> None:
    regular = total(
        space.amount
        for space in calibrated().spaces
        if space.frame.name == "regular" and space.status is SpaceStatus.DEFINITIVE
    )
    # 39,720 million x 16,505/17,865; each region is cut to whole thousands of euros
    frame = Money(int(Fraction(39_720) * Fraction(16_505, 17_865) * 100_000_000))
    assert frame - Money.euros(31_000) <= regular <= frame


def test_six_in_ten_of_those_who_wait_choose_a_provider() -> None:
    chosen = sum(choice.clients for choice in calibrated().choices)
    waiting = 21_209 + 1_808 + 662
    # in each region and sector the last person is cut off
    assert waiting * 6 // 10 - 31 * 3 <= chosen <= waiting * 6 // 10


def test_the_load_case_is_as_large_as_it_says() -> None:
    made = loaded()
    assert len(made.providers) == 2_500
    assert len(made.products) == 120
    assert 32_500 <= sum(len(submission.lines) for submission in made.submissions) <= 34_500
    assert len({provider.contract for provider in made.providers}) == 2_500


def test_the_contracts_of_ten_times_the_country_are_ten_times_as_many() -> None:
    places = places_on(policy())
    assert sum(contracts_by_region(places, Size(load=True, scale=10)).values()) == 25_000
    once, ten = contracts_by_region(places, Size()), contracts_by_region(places, Size(scale=10))
    assert ten == {code: 10 * count for code, count in once.items()}


def test_the_same_seed_gives_the_same_country_and_another_seed_another() -> None:
    assert canonical(country()) == canonical(calibrated())
    assert canonical(country(seed=2028)) != canonical(calibrated())


def test_everything_made_up_says_so() -> None:
    made = loaded()
    assert all("SYNTHETIC" in provider.name for provider in made.providers)
    assert all(product.code.startswith("SYN") for product in made.products)
    assert all("SYNTHETIC" in space.source for space in made.spaces)
    assert "SYNTHETIC" in made.policy.title
    assert "SYNTHETIC" in made.policy.purchaser.name


def test_an_organisation_in_more_regions_is_one_provider_with_a_contract_in_each() -> None:
    regions: dict[str, set[str]] = {}
    for provider in calibrated().providers:
        regions.setdefault(provider.provider.code, set()).add(provider.region)
    assert max(len(found) for found in regions.values()) > 20


def test_a_country_is_decided_as_its_regions_are_one_by_one() -> None:
    made = calibrated()
    whole = rounds.decide(made)
    assert isinstance(whole, RoundOutcome), whole
    assert whole.verification == ()
    for pool in made.policy.pools[:2]:
        alone = rounds.decide(part(made, pool.id, pool.regions))
        assert isinstance(alone, RoundOutcome), alone
        lots = {grant.lot for grant in alone.allocation.grants}
        assert alone.allocation.grants == tuple(item for item in whole.allocation.grants if item.lot in lots)


def part(made: Dossier, pool: str, regions: tuple[str, ...]) -> Dossier:
    """The part of a country that is one pool; the policy stays that of the country."""
    own = {provider.contract.code for provider in made.providers if provider.region in regions}
    return replace(
        made,
        spaces=tuple(item for item in made.spaces if item.frame.pool == pool),
        providers=tuple(item for item in made.providers if item.contract.code in own),
        submissions=tuple(item for item in made.submissions if item.contract.code in own),
        realised=tuple(item for item in made.realised if item.contract in own),
        choices=tuple(item for item in made.choices if item.contract in own),
        marks=tuple(item for item in made.marks if item.contract in own),
        decisions=tuple(item for item in made.decisions if item.contract in own),
        adjustments=tuple(item for item in made.adjustments if item.contract in own),
    )


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    made = calibrated()
    assert save_country(made, tmp_path / "country") == ()
    dossier, findings = read_dossier(tmp_path / "country")
    assert dossier is not None, findings
    assert dossier.policy == made.policy
    assert len(dossier.submissions) == len(made.submissions)

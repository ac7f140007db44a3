from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from driehoek.adapters.catalogue import load_classes
from driehoek.application.dossier import Dossier
from driehoek.application.generate import REGIONS
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import dossiers, policies, rounds
from driehoek.domain.regimes import REGIMES
from driehoek.kernel import ZERO, Finding, Money, Unit, canonical, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "awbz-2008"


def grown(seed: int = 2008, contracts: int = 36) -> Dossier:
    policy = policies.load_policy(EXAMPLE).policy
    assert policy is not None
    made = dossiers.grow(policy, seed, contracts, "awbz-2008")
    assert not isinstance(made, Finding)
    return made


def test_every_regime_has_a_region_to_grow() -> None:
    assert set(REGIONS) == set(REGIMES)


def test_the_example_in_the_repository_is_what_the_seed_gives(tmp_path: Path) -> None:
    loaded = policies.load_policy(EXAMPLE)
    assert dossiers.save_grown(grown(), tmp_path / "awbz-2008", loaded.text) == ()
    made = {path.relative_to(tmp_path / "awbz-2008") for path in (tmp_path / "awbz-2008").rglob("*") if path.is_file()}
    kept = {path.relative_to(EXAMPLE) for path in EXAMPLE.rglob("*") if path.is_file()}
    assert made == {path for path in kept if path.parts[0] != "result"}
    for path in sorted(made):
        assert (EXAMPLE / path).read_bytes() == (tmp_path / "awbz-2008" / path).read_bytes(), path


def test_the_same_seed_gives_the_same_region_and_another_seed_another() -> None:
    assert canonical(grown()) == canonical(grown())
    assert canonical(grown()) != canonical(grown(seed=7))


@pytest.mark.requirement("C-025")
def test_a_region_has_thirty_to_forty_contracts() -> None:
    assert 30 <= len(grown().providers) <= 40


def test_everything_made_up_says_so() -> None:
    made = grown()
    assert all("SYNTHETIC" in provider.name for provider in made.providers)
    assert all(product.code.startswith("SYN") for product in made.products)
    assert all("SYNTHETIC" in space.source for space in made.spaces)
    assert all(provider.contract.code.startswith("99") for provider in made.providers)
    assert all("SYNTHETIC" in decision.ground for decision in made.decisions)
    assert all("SYNTHETIC" in mark.motivation for mark in made.marks)


@pytest.mark.requirement("E-017", "E-018")
def test_every_choice_counts_clients_of_one_class_by_half_of_its_bandwidth() -> None:
    classes = [item for item in load_classes().values() if item.low is not None and item.high is not None]
    middles = {
        (item.low.unit, (item.low.value + item.high.value) / 2)
        for item in classes
        if item.low is not None and item.high is not None
    }
    choices = grown().choices
    assert {choice.quantity.unit for choice in choices} == {Unit.HOUR, Unit.HALF_DAY}
    for choice in choices:
        assert choice.lot == "begeleiding"
        assert (choice.quantity.unit, choice.quantity.value / choice.clients / 52) in middles


@pytest.mark.requirement("D-031")
def test_the_price_asked_lies_below_the_maximum() -> None:
    asked = [item.answers.get("offered-percentage", "") for item in grown().submissions]
    shares = [Fraction(text.removesuffix("%")) for text in asked if text]
    assert len(shares) >= 15
    assert all(90 <= share < 100 for share in shares)
    assert len(set(shares)) > 3


def test_what_was_delivered_before_stands_in_both_lots() -> None:
    before: dict[str, Money] = {}
    for line in grown().realised:
        before[line.lot] = before.get(line.lot, ZERO) + line.amount
    assert set(before) == {"thuiszorg", "begeleiding"}
    # 65 euros for each of the 1,308,712 inhabitants, less what does not fill a whole hour
    assert Money.euros(85_064_000) < before["thuiszorg"] <= Money.euros(85_066_280)


@pytest.mark.parametrize("contracts", [1, 2, 3, 20, 150])
def test_a_region_of_any_size_can_be_decided(contracts: int) -> None:
    outcome = rounds.decide(grown(contracts=contracts))
    assert isinstance(outcome, RoundOutcome), outcome
    assert outcome.verification == ()
    assert total(grant.money for grant in outcome.allocation.grants) > ZERO

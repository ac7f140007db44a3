from __future__ import annotations

from pathlib import Path

import pytest

from driehoek.adapters.dossier import read_dossier
from driehoek.application.dossier import Dossier
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import dossiers, policies, rounds
from driehoek.domain.policy import ProviderGroup
from driehoek.kernel import ZERO, Finding, Money, canonical, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"


def grown(seed: int = 2027, contracts: int = 36) -> Dossier:
    policy = policies.load_policy(EXAMPLE).policy
    assert policy is not None
    made = dossiers.grow(policy, seed, contracts, "wlz-2027")
    assert not isinstance(made, Finding)
    return made


def test_the_same_seed_gives_the_same_region_and_another_seed_another() -> None:
    assert canonical(grown()) == canonical(grown())
    assert canonical(grown()) != canonical(grown(seed=2028))


@pytest.mark.requirement("C-025")
def test_a_region_has_thirty_to_forty_contracts_of_which_a_few_deliver_much() -> None:
    made = grown()
    assert 30 <= len(made.providers) <= 40
    turnover: dict[str, Money] = {}
    for line in made.realised:
        turnover[line.contract] = turnover.get(line.contract, ZERO) + line.amount
    largest = sorted(turnover.values(), reverse=True)[:5]
    assert total(largest).cents * 3 > total(turnover.values()).cents


def test_everything_made_up_says_so() -> None:
    made = grown()
    assert all("SYNTHETIC" in provider.name for provider in made.providers)
    assert all(product.code.startswith("SYN") for product in made.products)
    assert all("SYNTHETIC" in space.source for space in made.spaces)
    assert all(provider.contract.code.startswith("99") for provider in made.providers)


def test_the_space_is_sized_by_national_figures() -> None:
    made = grown()
    regular = [space.amount for space in made.spaces if space.frame.name == "regular"][-1]
    # 39,720 million x 16,505/17,865 x 1,308,712/16,915,261 inhabitants, in thousands of euros
    assert regular == Money.euros(2_839_142_000)


def test_every_group_of_providers_is_there() -> None:
    assert {provider.group for provider in grown().providers} == set(ProviderGroup)


@pytest.mark.parametrize("contracts", [1, 2, 3, 20, 150])
def test_a_region_of_any_size_can_be_decided(contracts: int) -> None:
    outcome = rounds.decide(grown(contracts=contracts))
    assert isinstance(outcome, RoundOutcome), outcome
    assert outcome.verification == ()


def test_the_example_in_the_repository_is_what_the_seed_gives(tmp_path: Path) -> None:
    loaded = policies.load_policy(EXAMPLE)
    assert dossiers.save_grown(grown(), tmp_path / "wlz-2027", loaded.text) == ()
    for path in (tmp_path / "wlz-2027").rglob("*"):
        if path.is_file():
            same = EXAMPLE / path.relative_to(tmp_path / "wlz-2027")
            assert same.read_bytes() == path.read_bytes(), path.name


def test_what_is_written_reads_back_the_same(tmp_path: Path) -> None:
    loaded = policies.load_policy(EXAMPLE)
    made = grown(contracts=12)
    assert dossiers.save_grown(made, tmp_path / "twelve", loaded.text) == ()
    dossier, findings = read_dossier(tmp_path / "twelve")
    assert dossier is not None, [str(item) for item in findings]
    first, second = rounds.decide(dossier), rounds.decide(made)
    assert isinstance(first, RoundOutcome)
    assert isinstance(second, RoundOutcome)
    assert first.allocation == second.allocation
    assert first.rankings == second.rankings

"""Two processes make the same files in the same order as one, and one does it alone where there are no workers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from docx.opc.exceptions import PackageNotFoundError

from driehoek.bootstrap import workers
from driehoek.bootstrap.workers import Files, each_provider
from driehoek.testing.region import region_outcome

OUTCOME = region_outcome(12)
CONTRACTS = tuple(item.contract for item in OUTCOME.assessments)[:5]


@pytest.fixture(scope="module")
def alone() -> list[Files]:
    return list(each_provider(OUTCOME, CONTRACTS, None))


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """At least two processors, and worth it from a few contracts on."""
    monkeypatch.setattr(workers, "WORTH_IT", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return monkeypatch


def test_workers_make_the_same_bytes_in_the_same_order(alone: list[Files], two: pytest.MonkeyPatch) -> None:
    two.setattr(workers, "_AHEAD", 2)
    # this process can make none: it forgot how, and the workers did not
    two.setattr(workers, "_made", None)
    assert list(each_provider(OUTCOME, CONTRACTS, None)) == alone
    assert [files[0][0] for files in alone] == [f"letters/{contract}.pdf" for contract in CONTRACTS]


def test_few_contracts_start_no_workers(alone: list[Files], two: pytest.MonkeyPatch) -> None:
    two.setattr(workers, "WORTH_IT", len(CONTRACTS) + 1)
    two.setattr(workers, "_by_workers", None)
    assert list(each_provider(OUTCOME, CONTRACTS, None)) == alone


def test_where_no_worker_starts_this_process_makes_all(alone: list[Files], two: pytest.MonkeyPatch) -> None:
    def refused(*_given: object, **_named: object) -> None:
        raise OSError

    two.setattr(workers, "ProcessPoolExecutor", refused)
    assert list(each_provider(OUTCOME, CONTRACTS, None)) == alone


def test_where_workers_die_this_process_makes_the_rest(alone: list[Files], two: pytest.MonkeyPatch) -> None:
    def dying(_payload: bytes, _contracts: tuple[str, ...]) -> Iterator[Files]:
        yield alone[0]
        raise BrokenProcessPool

    two.setattr(workers, "_by_workers", dying)
    assert list(each_provider(OUTCOME, CONTRACTS, None)) == alone


def test_a_fault_in_a_document_is_told_and_not_made_again(two: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(PackageNotFoundError):
        list(each_provider(OUTCOME, CONTRACTS[:2], tmp_path / "none.docx"))
    assert two is not None

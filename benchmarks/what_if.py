"""What-if on one region, beside a full round on the changed dossier: the same outcome first, then how long each takes.

One scenario of each kind of change is tried on a bench that was opened once: the changes are made, the round is decided
and verified, and the result is compared with the dossier as it is. The full round decides and verifies the changed
dossier with nothing kept, and compares likewise. Both must give the same outcome, to the byte, before a time is
printed. The region is the example; with a number as argument also a made-up one of that many contracts.

    python benchmarks/what_if.py [CONTRACTS]
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from driehoek import __version__
from driehoek.application.compare import compare
from driehoek.application.dossier import Dossier
from driehoek.application.kept import Kept
from driehoek.application.outcome import RoundOutcome
from driehoek.application.round import run_round
from driehoek.application.what_if.apply import apply
from driehoek.application.what_if.dials import Dial, dial, dials, values_of
from driehoek.application.what_if.scenario import (
    BaseChange,
    LotPart,
    MergeChange,
    NewcomerChange,
    ParameterChange,
    Scenario,
    SpaceChange,
    SplitChange,
    VolumeChange,
    WeightChange,
    WinnersChange,
    WithdrawChange,
)
from driehoek.application.what_if.sweep import sweep, tornado
from driehoek.application.what_if.trial import Bench, Tried, open_bench
from driehoek.bootstrap import dossiers, policies, rounds
from driehoek.domain.catalogue import Sector
from driehoek.kernel import Rate

EXAMPLE = Path(__file__).parents[1] / "examples/wlz-2027"
ROUNDS = 11


def scenarios(dossier: Dossier) -> dict[str, Scenario]:
    """One scenario of each kind of change, named by what it changes."""
    someone = min(item.contract.code for item in dossier.submissions)
    parts = (LotPart("vv", sectors=(Sector.VV,)), LotPart("rest", sectors=(Sector.GZ, Sector.GGZ)))
    found = {
        "base": (BaseChange(Sector.GZ, by="0.1%"),),
        "parameters": (ParameterChange("first-volume", "share", "85%"),),
        "space": (SpaceChange("regio", by="-20%"),),
        "weights": (WeightChange("client-value", by="10%"),),
        "winners": (WinnersChange("innovatie", 2),),
        "withdraw": (WithdrawChange(someone),),
        "volumes": (VolumeChange(someone, by="-10%"),),
        "newcomers": (NewcomerChange(someone, Rate.percent(50), Rate.percent(50)),),
        "merge": (MergeChange(("regulier", "innovatie")),),
        "split": (SplitChange("regulier", parts),),
    }
    return {kind: Scenario(kind, **{kind: changes}) for kind, changes in found.items()}  # type: ignore[arg-type]


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """The median of some runs in milliseconds of the processor, and the longest by the wall clock."""
    own, wall = [], []
    for _ in range(ROUNDS):
        begin, clock = time.process_time(), time.perf_counter()
        run()
        own.append((time.process_time() - begin) * 1000)
        wall.append((time.perf_counter() - clock) * 1000)
    return median(own), max(wall)


def try_out(bench: Bench, scenario: Scenario, *, anew: bool) -> None:
    """Try a scenario; one that asks for a new judgement finds none of an earlier run."""
    if anew:
        bench.kept = Kept()
    bench.try_out(scenario)


def in_full(bench: Bench, scenario: Scenario) -> RoundOutcome:
    """The changed dossier decided, verified and compared, with nothing kept."""
    changed = apply(bench.dossier, scenario).dossier
    assert changed is not None
    outcome = run_round(changed, __version__)
    assert isinstance(outcome, RoundOutcome)
    compare(bench.base, outcome)
    return outcome


def measure(name: str, dossier: Dossier) -> None:
    """Print the times of one region."""
    begin = time.perf_counter()
    bench = open_bench(dossier, __version__)
    opened = (time.perf_counter() - begin) * 1000
    assert isinstance(bench, Bench)
    print(f"\n{name}: {len(dossier.providers)} contracts, {len(bench.base.lines)} agreement lines")
    print(f"opening (the round as it is): {opened:.0f} ms")
    print(f"{'change':<12}{'what-if':>10}{'wall, most':>12}{'in full':>10}{'judged anew':>14}")
    for kind, scenario in scenarios(dossier).items():
        before = bench.kept.judgements
        tried = bench.try_out(scenario)
        anew = bench.kept.judgements > before
        if not isinstance(tried, Tried) or tried.outcome != in_full(bench, scenario) or tried.outcome.verification:
            sys.exit(f"{kind}: what-if and a full round differ")
        fast, longest = timed(lambda scenario=scenario, anew=anew: try_out(bench, scenario, anew=anew))  # type: ignore[misc]
        full, _ = timed(lambda scenario=scenario: in_full(bench, scenario))  # type: ignore[misc]
        print(f"{kind:<12}{fast:>7.0f} ms{longest:>9.0f} ms{full:>7.0f} ms{'yes' if anew else 'no':>14}")
    turned = dial(bench.dossier, "base:GZ")
    assert isinstance(turned, Dial)
    values = values_of(turned, "", "", "")
    assert isinstance(values, tuple)
    begin = time.perf_counter()
    sweep(bench, turned, values)
    print(f"sweep of {len(values)} values: {(time.perf_counter() - begin) * 1000:.0f} ms")
    begin = time.perf_counter()
    tornado(bench)
    count = sum(1 for _ in dials(bench.dossier))
    print(f"tornado of {count} dials, two steps each: {(time.perf_counter() - begin) * 1000:.0f} ms")


def main() -> None:
    """Measure the example, and a made-up region when a number of contracts is given."""
    print(
        f"driehoek {__version__}, Python {platform.python_version()}; processor, median of {ROUNDS} runs; "
        "beside it the longest by the wall clock"
    )
    print("every scenario: the same outcome as a full round on the changed dossier, and verified")
    loaded = rounds.load(EXAMPLE).dossier
    assert loaded is not None
    measure("examples/wlz-2027", loaded)
    for text in sys.argv[1:]:
        policy = policies.load_policy(EXAMPLE).policy
        assert policy is not None
        grown = dossiers.grow(policy, 1, int(text), "made-up")
        assert isinstance(grown, Dossier)
        measure(f"made up (SYNTHETIC), {text} contracts", grown)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()

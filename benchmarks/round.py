"""A whole round of the load case beside the same job written by hand in pandas and PuLP, in one run.

Ours reads the folder, checks, scores, divides, gives a reason for every euro, verifies, books the ledger, takes a
fingerprint and writes its tables, without documents. By hand (`peers/by_hand.py`) reads the same folder, tests, scores,
divides by the same rules and writes the division and the lines: no reasons, findings, ledger or fingerprint, and only
for this one policy.

Before a ratio is printed, both must give the same: per provider and lot the same money granted and agreed, to the cent.
Processor time decides, for a machine is shared; the rounds are taken in turn and the median counts.

    python benchmarks/round.py               2,500 provider-region pairs, 33,000 volumes
    python benchmarks/round.py --scale 10    ten times that
    python benchmarks/round.py --sample      the country with 30 to 40 contracts a region, once
"""

from __future__ import annotations

import csv
import importlib.metadata
import os
import platform
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "examples" / "wlz-2027"
VERSIONS = ("driehoek", "pandas", "PuLP", "numpy", "PyYAML")
ROUNDS = 3
Place = tuple[str, str]
Amounts = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one program.

    Attributes:
        seconds: on the clock.
        busy: of processor.
        megabytes: the most it held.
    """

    seconds: float
    busy: float
    megabytes: float


def run(*arguments: str) -> Run:
    """Run one command in a process of its own; stop when it fails."""
    begin = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, [sys.executable, *arguments], os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(arguments)} ended with {code}")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_megabyte)


def cents(text: str) -> int:
    """Whole cents of an amount as one of both wrote it."""
    return int(text.replace(".", ""))


def amounts(path: Path) -> dict[Place, Amounts]:
    """Per lot and contract what is granted and what is agreed."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["lot"], row["contract"]): (cents(row["granted"]), cents(row["agreed"]))
            for row in csv.DictReader(file, delimiter=";")
        }


def held_equal(ours: Path, theirs: Path) -> tuple[int, int]:
    """Stop unless both give everyone the same; give the number of grants and what is agreed in all."""
    left, right = amounts(ours), amounts(theirs)
    different = [place for place in left.keys() | right.keys() if left.get(place) != right.get(place)]
    if different:
        sys.exit(f"{len(different)} of {len(left)} differ, such as {min(different)}: no ratio")
    return len(left), sum(agreed for _, agreed in left.values())


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def main() -> None:
    """Make the dossier, run both in turn, hold them equal and print."""
    absent = [name for name in VERSIONS[1:] if not _installed(name)]
    if absent:
        print(f"no comparison: {', '.join(absent)} not installed; see benchmarks/README.md")
        return
    sample = "--sample" in sys.argv
    scale = sys.argv[sys.argv.index("--scale") + 1] if "--scale" in sys.argv else "1"
    size = ("--national",) if sample else ("--national", "--load", "--scale", scale)
    with tempfile.TemporaryDirectory() as temporary:
        folder, hand = Path(temporary) / "country", Path(temporary) / "by_hand"
        made = run("-m", "driehoek", "dossier", "generate", str(folder), "--policy", str(POLICY), *size)
        print(f"made {' '.join(size)}: {made.seconds:.1f} s ({made.busy:.1f} s of processor), {made.megabytes:.0f} MB")
        ours: list[Run] = []
        theirs: list[Run] = []
        for _ in range(1 if sample or scale != "1" else ROUNDS):
            ours.append(run("-m", "driehoek", "round", "run", str(folder), "--documents", "none"))
            theirs.append(run(str(ROOT / "benchmarks" / "peers" / "by_hand.py"), str(folder), str(hand)))
        grants, agreed = held_equal(folder / "result" / "division.csv", hand / "division.csv")
    known = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS[1:])
    print(f"Python {platform.python_version()}, {known}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"equal: {grants} grants, {agreed / 100:,.2f} euros agreed, nobody a cent apart")
    for name, runs in (("driehoek", ours), ("by hand", theirs)):
        busy, seconds, most = (
            median(getattr(one, field) for one in runs) for field in ("busy", "seconds", "megabytes")
        )
        print(f"{name}: {busy:.2f} s of processor, {seconds:.2f} s, {most:.0f} MB at most")
    ratio = median(one.busy for one in ours) / median(one.busy for one in theirs)
    print(f"driehoek / by hand: {ratio:.2f} in processor time")


if __name__ == "__main__":
    main()

"""All trials of the portal, whole, one after the other and unattended; each writes into docs/trials/measured.

    python trials/whole                 all, some 44 minutes on two cores that nobody else uses
    python trials/whole --only pages    one of them, by its name
    python trials/whole --sample        each as a sample, to see that they run; writes nothing

Each file says with which command, at which commit, with which versions, at which load and when it was made, then word
for word what the trial said. A trial that fails is written down as such and the next begins; the end is 1 when any did.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
INTO = ROOT / "docs" / "trials" / "measured"
PACKAGES = ("driehoek", "django", "psycopg", "granian", "pytest")


class Trial(NamedTuple):
    """One trial: its name, what is started, and about how many minutes that takes on two quiet cores."""

    name: str
    words: tuple[str, ...]
    minutes: int


TRIALS = (
    Trial("cost", ("cost.py",), 2),
    Trial("pages", ("pages.py", "--users", "1", "50", "200"), 14),
    Trial(
        "last-hour",
        ("last_hour.py", "--providers", "2500", "--minutes", "10", "--looking", "300", "--workers", "2"),
        13,
    ),
    Trial("killed", ("killed.py", "--kills", "200"), 11),
    Trial("ledger-race", ("ledger_race.py",), 4),
)


def head(trial: Trial, words: list[str]) -> str:
    """With what it was measured."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    commit = asked.stdout.strip() or "unknown"
    return (
        f"{trial.name}: python trials/{' '.join(words)}\n"
        f"begun {time.strftime('%Y-%m-%dT%H:%M:%S%z')}, commit {commit}, load {os.getloadavg()[0]:.1f}, "
        f"{os.cpu_count()} cores\n"
        f"Python {platform.python_version()}, {packages}; {platform.system()} {platform.release()}\n"
        "All data is SYNTHETIC. Every figure is that of this one run.\n\n"
    )


def run(trial: Trial, *, sample: bool) -> bool:
    """Run one and write down what it said; whether it held."""
    words = [trial.words[0], "--sample"] if sample else list(trial.words)
    said, begin = head(trial, words), time.monotonic()
    minutes = 1 if sample else trial.minutes
    print(f"{time.strftime('%H:%M')} {trial.name}: some {minutes} minute(s)", flush=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "trials" / words[0]), *words[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begin
    end = "held" if done.returncode == 0 else f"FAILED with {done.returncode}"
    print(f"  {end} in {seconds:.0f} s", flush=True)
    if sample:
        if done.returncode:
            print(done.stdout)
    else:
        INTO.mkdir(parents=True, exist_ok=True)
        file = INTO / f"{trial.name}.txt"
        load = os.getloadavg()[0]
        file.write_text(
            f"{said}{done.stdout}\n{end} in {seconds:.0f} s; load {load:.1f} at the end\n", encoding="utf-8"
        )
    return done.returncode == 0


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description="all trials of the portal, one after the other")
    parser.add_argument("--sample", action="store_true", help="each as a sample; nothing is written")
    parser.add_argument("--only", choices=[trial.name for trial in TRIALS], nargs="*", default=[])
    given = parser.parse_args()
    chosen = [trial for trial in TRIALS if not given.only or trial.name in given.only]
    if not given.sample:
        minutes = sum(trial.minutes for trial in chosen)
        print(f"{len(chosen)} trials, some {minutes} minutes; into {INTO.relative_to(ROOT)}")
    held = [run(trial, sample=given.sample) for trial in chosen]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()

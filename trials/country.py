"""Run a round of the whole country: make it, decide it, publish it, decide it again in a fresh process.

What it promises: 31 regions are made, the round runs and is verified, the decision is published with every sum right to
the cent, and a replay finds the same decision. Says of each how long it took and how much memory.

    python trials/country.py               the load case: 2,500 provider-region pairs, about 33,000 volumes
    python trials/country.py --scale 10    ten times that
    python trials/country.py --sample      30 to 40 contracts a region
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POLICY = ROOT / "examples" / "wlz-2027"


def measured(*arguments: str) -> tuple[float, float, float]:
    """Run one command in a process of its own; give seconds, processor seconds and the most megabytes it held."""
    begin = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    command = [sys.executable, "-m", "driehoek", *arguments]
    child = os.posix_spawn(sys.executable, command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"driehoek {' '.join(arguments)} ended with {code}")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_megabyte


def main() -> None:
    """Make, run, publish and replay a country; print what each took."""
    scale = sys.argv[sys.argv.index("--scale") + 1] if "--scale" in sys.argv else "1"
    size = ("--national",) if "--sample" in sys.argv else ("--national", "--load", "--scale", scale)
    with tempfile.TemporaryDirectory() as temporary:
        folder = str(Path(temporary) / "country")
        steps = {
            "generate": ("dossier", "generate", folder, "--policy", str(POLICY), *size),
            "run": ("round", "run", folder, "--documents", "none"),
            "publish": ("publish", "ocds", folder),
            "replay": ("round", "replay", folder),
        }
        found = {name: measured(*arguments) for name, arguments in steps.items()}
    for name, (seconds, busy, megabytes) in found.items():
        print(f"{name} {' '.join(size)}: {seconds:.1f} s ({busy:.1f} s of processor), {megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()

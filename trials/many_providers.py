"""Run a round of ten thousand made-up contracts and say how long it took and how much memory.

What it promises: the region is made, the round runs and is verified, and a replay in a fresh process finds the same
decision. With ``--sample`` three hundred contracts.
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
    code = os.waitstatus_to_exitcode(status)
    if code:
        sys.exit(f"driehoek {' '.join(arguments)} ended with {code}")
    per_megabyte = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_megabyte


def main() -> None:
    contracts = "300" if "--sample" in sys.argv else "10000"
    with tempfile.TemporaryDirectory() as temporary:
        folder = str(Path(temporary) / "many")
        steps = {
            "generate": ("dossier", "generate", folder, "--policy", str(POLICY), "--contracts", contracts),
            "run": ("round", "run", folder, "--documents", "none"),
            "run with report": ("round", "run", folder, "--documents", "report"),
            "replay": ("round", "replay", folder),
        }
        found = {name: measured(*arguments) for name, arguments in steps.items()}
    for name, (seconds, busy, megabytes) in found.items():
        print(f"{name}, {contracts} contracts: {seconds:.1f} s ({busy:.1f} s of processor), {megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()

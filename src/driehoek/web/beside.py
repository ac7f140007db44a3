"""Processes beside the server of requests: started with it, started again when they die, stopped with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from types import FrameType

AGAIN_AFTER, LONGEST_WAIT = 2.0, 60.0
"""Seconds between two starts of one that keeps dying young: the first time, and the most that it doubles to."""
YOUNG = 30.0
"""Seconds within which it dies young; one that lived longer is started again at once."""
STOPS_WITHIN = 10.0
"""Seconds that one is given to stop in an orderly way."""


def gone(process: int) -> bool:
    """Whether a process is there no more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@dataclass(slots=True)
class _Beside:
    words: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = AGAIN_AFTER

    def start(self) -> None:
        """Start it."""
        self.started = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", *self.words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def look(self) -> float:
        """Start it again when it died; in how many seconds to look again, 0 for when it dies."""
        if self.process is None or self.process.poll() is None:
            return 0.0
        lived = monotonic() - self.started
        if lived > YOUNG:
            self.wait = AGAIN_AFTER
        elif lived < self.wait:
            return self.wait - lived
        else:
            self.wait = min(2 * self.wait, LONGEST_WAIT)
        self.start()
        return 0.0


@contextmanager
def beside(*commands: Sequence[str]) -> Iterator[None]:
    """Run modules of Driehoek beside what this process does meanwhile.

    The server of requests has the main thread and forks, which no thread of ours would survive. So they are watched by
    signals: of the system when one dies, and of a timer when one that died young may be started again.

    Args:
        commands: of each the module and its words.
    """
    owner, running = os.getpid(), [_Beside(words) for words in commands]

    def look(_signal: int, _frame: FrameType | None) -> None:
        if os.getpid() != owner:  # a worker of the server inherits this, and has nothing to start
            return
        waits = [wait for each in running if (wait := each.look())]
        if waits:
            signal.setitimer(signal.ITIMER_REAL, min(waits))

    before = {number: signal.signal(number, look) for number in (signal.SIGCHLD, signal.SIGALRM)}
    for each in running:
        each.start()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        _stop(each.process for each in running)


def _stop(processes: Iterator[subprocess.Popen[bytes] | None]) -> None:
    """All at once, so that one does not wait for the other."""
    there = [process for process in processes if process is not None]
    for process in there:
        process.terminate()
    for process in there:
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

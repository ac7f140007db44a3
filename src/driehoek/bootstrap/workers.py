"""Letters and forms made by two processes at once: the same files in the same order as one would make them.

Nothing heavy is imported above: a worker loads this file first, to be deaf to Ctrl-C before the long part of its start.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from driehoek.application.outcome import RoundOutcome

WORKERS = 2
WORTH_IT = 20
"""From how many contracts on two processes are sooner done than one, with the second it takes them to start."""
_AHEAD = 4 * WORKERS
"""How many contracts may wait to be written: what is made is not all in memory."""
Files = tuple[tuple[str, bytes], ...]
_round: dict[str, tuple[RoundOutcome, Path | None]] = {}


def each_provider(outcome: RoundOutcome, contracts: tuple[str, ...], template: Path | None) -> Generator[Files]:
    """The documents of each contract, in the order of ``contracts``; where no workers can start, by this process.

    Args:
        outcome: the round.
        contracts: whose documents.
        template: the purchaser's own letter template (DOCX), when it has one.
    """
    done = 0
    if len(contracts) >= WORTH_IT and (os.cpu_count() or 1) > 1:
        try:
            for files in _by_workers(pickle.dumps((outcome, template)), contracts):
                yield files
                done += 1
        except BrokenProcessPool:
            pass  # a system that starts or keeps no workers: this process makes the rest
    for contract in contracts[done:]:
        yield _made(outcome, contract, template)


def _by_workers(payload: bytes, contracts: tuple[str, ...]) -> Generator[Files]:
    try:
        pool = ProcessPoolExecutor(WORKERS, get_context("spawn"), _begin, (payload,))
    except (OSError, NotImplementedError) as error:  # no semaphores here
        raise BrokenProcessPool from error
    waiting: deque[Future[Files]] = deque()
    try:
        for contract in contracts:
            waiting.append(_submit(pool, contract))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, contract: str) -> Future[Files]:
    try:
        return pool.submit(_task, contract)
    except OSError as error:  # no process may be started
        raise BrokenProcessPool from error


def _begin(payload: bytes) -> None:
    """What a worker does first; who breaks off is answered by the process that people see."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _round["now"] = pickle.loads(payload)  # noqa: S301 - made a moment ago by the process that started this one


def _task(contract: str) -> Files:
    outcome, template = _round["now"]
    return _made(outcome, contract, template)


def _made(outcome: RoundOutcome, contract: str, template: Path | None) -> Files:
    from driehoek.bootstrap.documents import render_provider  # noqa: PLC0415 - see the docstring of this file

    return tuple(render_provider(outcome, contract, template))

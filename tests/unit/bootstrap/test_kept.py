"""What is kept is made once, goes when it is not asked for, and is never half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from driehoek.bootstrap.kept import Kept


def test_who_asks_at_once_gets_what_is_made_once() -> None:
    kept: Kept[str, object] = Kept(4)
    made: list[object] = []
    start = Barrier(8)

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        start.wait()
        return kept.get("a", make)

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert all(item is made[0] for item in seen)


def test_the_one_that_was_not_asked_for_the_longest_goes_first() -> None:
    kept: Kept[int, int] = Kept(2)
    for key in (1, 2, 1, 3):
        kept.get(key, lambda key=key: key)  # type: ignore[misc]  # the key of this turn
    assert len(kept) == 2
    assert kept.get(1, lambda: -1) == 1
    assert kept.get(2, lambda: -2) == -2


def test_what_cannot_be_made_is_not_kept_and_is_made_the_next_time() -> None:
    kept: Kept[str, int] = Kept(2)

    def refuse() -> int:
        msg = "not now"
        raise ValueError(msg)

    with pytest.raises(ValueError, match="not now"):
        kept.get("a", refuse)
    assert kept.get("a", lambda: 7) == 7

"""Streams without a network: what waits for a slow reader stays small, and one who keeps us waiting is let go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from typing import Any

import pytest

from driehoek.web.live import app, rooms
from driehoek.web.live.listening import WentOn, read
from driehoek.web.live.passes import LONGEST, Pass, opened

KEY = "of these tests alone " * 3
GOOD = Pass(7, "person-1", "Anna (SYNTHETIC)", "purchaser", "http://127.0.0.1:8000", 2_000_000_000)
Message = MutableMapping[str, Any]


class Page:
    """A page that opens a stream with a pass and reads as the test says."""

    def __init__(self, live: app.Live, held: Pass = GOOD) -> None:
        self.live, self.body = live, held.signed(KEY).encode()
        self.sent: list[Message] = []
        self.reads, self.hangs_up = asyncio.Event(), asyncio.Event()
        self.reads.set()
        self._asked = False

    async def receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": self.body, "more_body": False}
        await self.hangs_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        await self.reads.wait()
        self.sent.append(message)

    async def run(self) -> None:
        await self.live(
            {"type": "http", "method": "POST", "path": "/live/stream", "headers": []}, self.receive, self.send
        )

    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not holds():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.005)


def test_of_ten_thousand_messages_a_slow_reader_gets_the_last_of_each_table() -> None:
    async def told() -> str:
        page = Page(app.Live("postgresql://nowhere", KEY))
        running = asyncio.create_task(page.run())
        await page.until(lambda: "event: here" in page.text())
        page.reads.clear()
        for number in range(1, 10_001):
            page.live.rooms.went_on(7, "change", number)
            await asyncio.sleep(0)
        page.live.rooms.went_on(7, "clash", 3)
        page.live.rooms.went_on(8, "change", 99)
        before = len(page.sent)
        page.reads.set()
        await page.until(lambda: '"number": 10000' in page.text() and "clash" in page.text())
        page.hangs_up.set()
        await running
        assert len(page.live.rooms) == 0
        return "".join(message["body"].decode() for message in page.sent[before:])

    text = asyncio.run(told())
    assert text.count("went-on") <= 3  # the one that was under way, and the last of each table
    assert '"number": 99}' not in text  # of another agreement


def test_who_does_not_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "SLOW", 0.05)

    async def told() -> int:
        page = Page(app.Live("postgresql://nowhere", KEY))
        page.reads.clear()
        await asyncio.wait_for(page.run(), 2)
        return len(page.live.rooms)

    assert asyncio.run(told()) == 0


def test_a_silent_stream_says_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "HEARTBEAT", 0.02)

    async def told() -> str:
        page = Page(app.Live("postgresql://nowhere", KEY))
        running = asyncio.create_task(page.run())
        await page.until(lambda: page.text().count(":\n\n") >= 3)
        page.hangs_up.set()
        await running
        return page.text()

    assert asyncio.run(told()).startswith("event: hello\n")


def test_all_together_have_so_many_streams_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST", 2)

    async def entered() -> list[bool]:
        room = rooms.Rooms()
        streams = [room.enter(replace(GOOD, person=str(number))) for number in range(3)]
        first = streams[0]
        assert first is not None
        room.leave(first)
        room.leave(first)  # a second time changes nothing
        return [*(stream is not None for stream in streams), room.enter(GOOD) is not None]

    assert asyncio.run(entered()) == [True, True, False, True]


@pytest.mark.parametrize("payload", ["", "1", "1 change", "1 change x", "x change 1", "1 change 2 3", "1  2"])
def test_what_is_not_ours_is_not_passed_on(payload: str) -> None:
    assert read(payload) is None
    assert read("1 change 2") == WentOn(1, "change", 2)


def test_a_pass_is_read_by_its_key_alone_and_never_when_it_is_long() -> None:
    assert opened(GOOD.signed(KEY), KEY, 0) == GOOD
    assert opened(GOOD.signed(KEY), f"{KEY}x", 0) is None
    assert opened(GOOD.signed(KEY), KEY, GOOD.until) is None
    noise = "".join(chr(0x100 + (number * 7919) % 20_000) for number in range(LONGEST))
    assert opened(replace(GOOD, name=noise).signed(KEY), KEY, 0) is None

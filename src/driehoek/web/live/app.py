"""The live process as an application of ASGI: a page opens its stream with a pass, and renews it with a new one.

Three addresses: ``/live/stream`` (POST, the pass as the text of the request; answers with server-sent events),
``/live/renew`` (POST, the key of the stream and a new pass, with a space between) and ``/live/health``.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from driehoek.web.beside import gone
from driehoek.web.live.listening import Listener, WentOn
from driehoek.web.live.passes import LIFE, LONGEST, Pass, opened
from driehoek.web.live.rooms import Rooms, Stream, event

LOGGER = logging.getLogger("driehoek.live")
HEARTBEAT = 15.0
"""Seconds of silence after which a stream says that it is still there."""
SLOW = 10.0
"""Seconds that a reader may keep us waiting; then the stream is cut off, and the page comes again."""
SENDING = 5.0
"""Seconds in which the whole request must have come."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Heads = list[tuple[bytes, bytes]]


def now() -> float:
    """Seconds since 1970."""
    return datetime.now(UTC).timestamp()  # noqa: TID251 - a pass ends by the clock of the machine, also in the example


class Live:
    """The application; one for each process."""

    def __init__(self, url: str, key: str, beside: int = 0) -> None:
        """Take what it needs to know.

        Args:
            url: of the database.
            key: with which the portal signs passes.
            beside: the process to stop with; 0 for none.
        """
        self.rooms = Rooms()
        self.listener = Listener(url, self._heard, self.rooms.look)
        self._key, self._beside = key, beside
        self._tasks: list[asyncio.Task[None]] = []

    def _heard(self, told: WentOn) -> None:
        self.rooms.went_on(told.agreement, told.table, told.number)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and stop."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            told = await receive()
            if told["type"] == "lifespan.startup":
                self._tasks = [asyncio.create_task(self.listener.run()), asyncio.create_task(self._stop_beside())]
                await send({"type": "lifespan.startup.complete"})
            else:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _stop_beside(self) -> None:
        """Stop when the process that started us, or the one that we are beside, is there no more."""
        parent = os.getppid()
        while os.getppid() == parent and not (self._beside and gone(self._beside)):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(1)
        if os.getppid() == parent:
            os.kill(parent, signal.SIGTERM)
        else:
            os.kill(os.getpid(), signal.SIGTERM)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        heads = dict(scope["headers"])
        way = (scope["method"], scope["path"])
        if way == ("GET", "/live/health"):
            await _say(send, 200 if self.listener.is_listening else 503, json.dumps(self.health()))
        elif way == ("POST", "/live/stream"):
            await self._open(heads, receive, send)
        elif way == ("POST", "/live/renew"):
            await self._renew(heads, receive, send)
        else:
            await _say(send, 404)

    def health(self) -> dict[str, object]:
        """Whether the database is heard, and how many streams are open; no agreement and no person is named."""
        return {"listening": self.listener.is_listening, "streams": len(self.rooms)}

    async def _open(self, heads: dict[bytes, bytes], receive: Receive, send: Send) -> None:
        held = self._admitted(heads, await _text(receive))
        if held is None:
            await _say(send, 403)
            return
        stream = self.rooms.enter(held)
        if stream is None:
            await _say(send, 429, "", _for(held))
            return
        hangs_up = asyncio.create_task(_gone(receive))
        try:
            await self._tell(stream, hangs_up, send)
        except TimeoutError:
            LOGGER.info("a slow stream was cut off")
        finally:
            hangs_up.cancel()
            self.rooms.leave(stream)

    async def _tell(self, stream: Stream, hangs_up: asyncio.Task[None], send: Send) -> None:
        """Tell all there is, as long as the pass is good and the page is there."""
        start = {"type": "http.response.start", "status": 200, "headers": [*_for(stream.held), *_STREAM]}
        await asyncio.wait_for(send(start), SLOW)
        text = event("hello", {"stream": stream.key, "life": LIFE})
        while not hangs_up.done():
            text += stream.take(self.rooms)
            await asyncio.wait_for(send(_part(text or ":\n\n")), SLOW)
            if stream.closed:
                break
            left = stream.held.until - now()
            wakes = asyncio.create_task(stream.wakes.wait())
            await asyncio.wait({wakes, hangs_up}, timeout=max(0, min(left, HEARTBEAT)), return_when="FIRST_COMPLETED")
            wakes.cancel()
            if stream.held.until <= now():
                stream.close()
            text = ""
        await asyncio.wait_for(send({"type": "http.response.body", "body": b"", "more_body": False}), SLOW)

    async def _renew(self, heads: dict[bytes, bytes], receive: Receive, send: Send) -> None:
        key, _, text = (await _text(receive)).partition(" ")
        held = self._admitted(heads, text)
        if held is None:
            await _say(send, 403)
            return
        found = self.rooms.renew(key, held)
        await _say(send, 204 if found else 404, "", _for(held))

    def _admitted(self, heads: dict[bytes, bytes], text: str) -> Pass | None:
        """The pass, when it is good and sent by a page of the portal that gave it."""
        held = opened(text, self._key, now())
        if held is None or heads.get(b"origin", held.origin.encode()) != held.origin.encode():
            return None
        return held


async def _text(receive: Receive) -> str:
    """The text of a request, or as much as came in time and is worth reading."""
    body = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(SENDING):
            while len(body) <= 2 * LONGEST:
                part = await receive()
                body += part.get("body", b"")
                if not part.get("more_body", False):
                    break
    return body.decode("ascii", errors="replace")


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _part(text: str) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


async def _say(send: Send, status: int, text: str = "", heads: Heads | None = None) -> None:
    kind = [(b"content-type", b"application/json")] if text else []
    await send({"type": "http.response.start", "status": status, "headers": [*(heads or []), *_ALWAYS, *kind]})
    await send({"type": "http.response.body", "body": text.encode(), "more_body": False})


def _for(held: Pass) -> Heads:
    """The page that may read the answer, and no other."""
    return [(b"access-control-allow-origin", held.origin.encode()), (b"vary", b"origin")]


_ALWAYS: Heads = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
_STREAM: Heads = [*_ALWAYS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]

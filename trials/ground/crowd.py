"""A crowd that looks at pages: one light process that holds many connections, and says what it saw.

It speaks to this machine alone, knows nothing of Django, and takes little of the processor, so that what is measured
is the portal. Its orders come as JSON from standard input; what it saw goes as JSON to standard output.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from random import Random

FIELDS = "answer-insolvent=no"
"""What somebody types who fills in the workspace."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the crowd does.

    Attributes:
        port: of the portal.
        token: what stands as cookie and header against forged requests.
        users: per user the pages: the key of the session, the route and the address.
        seconds: how long.
        think: how long each waits between two pages, on average.
        drawn: the seed.
    """

    port: int
    token: str
    users: tuple[tuple[tuple[str, str, str], ...], ...]
    seconds: float
    think: float
    drawn: int


@dataclass(slots=True)
class Seen:
    """What the crowd saw.

    Attributes:
        pages: how many answers.
        faults: the first answers that were not a page.
        milliseconds: from asking until the whole answer was there.
        processor: seconds of processor that the crowd itself took.
    """

    pages: int = 0
    faults: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    processor: float = 0.0


class Link:
    """One connection of one browser, kept open."""

    def __init__(self, port: int, token: str) -> None:
        """Nothing is opened before something is asked."""
        self.port, self.token = port, token
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, session: str, path: str, form: str = "", more: str = "") -> tuple[int, bytes]:
        """Status and body of one answer.

        Raises:
            OSError, EOFError: when there was no whole answer.
        """
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        cookie = f"driehoek-csrf={self.token}" + (f"; driehoek={session}" if session else "")
        head = f"Host: 127.0.0.1\r\nCookie: {cookie}\r\nX-CSRFToken: {self.token}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if form else ""
        size = f"Content-Length: {len(form)}\r\n" if form else ""
        word = "POST" if form else "GET"
        writer.write(f"{word} {path} HTTP/1.1\r\n{head}{more}{kind}{size}\r\n{form}".encode())
        top = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").casefold()
        status, length = int(top.split(" ", 2)[1]), 0
        for line in top.split("\r\n"):
            if line.startswith("content-length:"):
                length = int(line.split(":")[1])
        body = await reader.readexactly(length) if length else await _chunks(reader, top)
        if "connection: close" in top:
            self.close()
        return status, body

    def close(self) -> None:
        """Hang up."""
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None


async def _chunks(reader: asyncio.StreamReader, top: str) -> bytes:
    if "transfer-encoding: chunked" not in top:
        return b""
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def look(order: Order, number: int, until: float, seen: Seen) -> None:
    """One user: pages in an order of its own, again and again, with thought between."""
    pages = order.users[number]
    drawn, link = Random(order.drawn * 100_000 + number), Link(order.port, order.token)
    await asyncio.sleep(drawn.random() * order.think)
    while time.monotonic() < until:
        for session, route, path in drawn.sample(pages, len(pages)):
            begin = time.perf_counter()
            form, more = (FIELDS, "HX-Request: true\r\n") if route == "workspace-answer" else ("", "")
            try:
                status, _ = await link.ask(session, path, form, more)
            except (OSError, EOFError) as error:
                link.close()
                status = 0
                seen.faults.append(f"{route} {type(error).__name__}")
            seen.pages += 1
            seen.milliseconds.append((time.perf_counter() - begin) * 1000)
            if status != 200 and status:
                seen.faults.append(f"{route} {status}")
            if time.monotonic() >= until:
                break
            await asyncio.sleep(order.think * (0.5 + drawn.random()))
    link.close()


async def crowd(order: Order) -> Seen:
    """All of them at once."""
    seen, until = Seen(), time.monotonic() + order.seconds
    await asyncio.gather(*(look(order, number, until, seen) for number in range(len(order.users))))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seen.processor = used.ru_utime + used.ru_stime
    return seen


def read_order(text: str) -> Order:
    """The order from its JSON."""
    held = json.loads(text)
    users: Sequence[Sequence[tuple[str, str, str]]] = held.pop("users")
    made = tuple(tuple((session, route, path) for session, route, path in pages) for pages in users)
    return Order(**held, users=made)


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(crowd(read_order(sys.stdin.read()))))))

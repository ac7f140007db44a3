"""Pages of agreements that listen, in a process of their own: what each hears, and when by the clock of the machine.

Started by ``trials/live_forms.py`` with one line of JSON; says ``ready`` when all streams are open, and what was heard
when it gets another line. It does what the script of the page does: a pass from the portal, a stream at the live
process, a new pass when two thirds of the old one are over. It speaks to 127.0.0.1 alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

LOCAL = "127.0.0.1"
SECONDS = 30.0
"""Within which a pass or the beginning of a stream must be there."""
RENEWS_AT = 0.6


class Page:
    """One person with one agreement open."""

    def __init__(self, order: dict[str, Any], session: str, agreement: int) -> None:
        """Not open yet."""
        self.portal, self.live = order["portal"], order["live"]
        self.session, self.agreement = session, agreement
        self.fetches = order["fetch"]
        self.heard: list[tuple[int, float]] = []
        self.shown: list[tuple[int, float]] = [(0, 0.0)]
        self._fetching: asyncio.Task[None] | None = None
        self.looks = 0
        self.opened = asyncio.Event()

    async def run(self) -> None:
        """Open and listen, and come again whenever it ends."""
        while True:
            text = await self._pass()
            reader, writer = await asyncio.open_connection(LOCAL, self.live)
            renewal: asyncio.Task[None] | None = None
            try:
                writer.write(_post(self.live, "/live/stream", text))
                name = ""
                while line := (await reader.readline()).decode():
                    at = time.monotonic()
                    if line.startswith("event: "):
                        name = line[7:].strip()
                    elif line.startswith("data: "):
                        data = json.loads(line[6:])
                        if name == "hello":
                            renewal = asyncio.create_task(self._renew(data["stream"], data["life"] * RENEWS_AT))
                        self._hear(name, data, at)
            finally:
                writer.close()
                if renewal is not None:
                    renewal.cancel()

    def _hear(self, name: str, data: dict[str, Any], at: float) -> None:
        if name == "went-on" and data["table"] == "change":
            self.heard.append((data["number"], at))
            if self.fetches and (self._fetching is None or self._fetching.done()):
                self._fetching = asyncio.create_task(self._fetch())
        elif name == "look":
            self.looks += 1
            self.opened.set()

    async def _renew(self, stream: str, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            text = f"{stream} {await self._pass()}"
            answer = await _ask(self.live, _post(self.live, "/live/renew", text))
            assert b" 204 " in answer.partition(b"\r\n")[0], answer[:200]

    async def _fetch(self) -> None:
        """Ask what went on, until nothing newer was heard meanwhile: one question at a time, as the form does."""
        while self.shown[-1][0] < self.heard[-1][0]:
            answer = await self._get(f"/overeenkomsten/{self.agreement}/sinds/{self.shown[-1][0]}/")
            self.shown.append((answer["number"], time.monotonic()))

    async def _pass(self) -> str:
        return str((await self._get(f"/overeenkomsten/{self.agreement}/live/"))["pass"])

    async def _get(self, path: str) -> dict[str, Any]:
        head = f"GET {path} HTTP/1.1\r\nHost: {LOCAL}:{self.portal}\r\nCookie: driehoek={self.session}\r\n"
        answer = await _ask(self.portal, f"{head}Connection: close\r\n\r\n".encode())
        start = answer.find(b"{")
        assert b" 200 " in answer.partition(b"\r\n")[0], answer[:300]
        found: dict[str, Any] = json.loads(answer[start : answer.rfind(b"}") + 1])
        return found


def _post(port: int, path: str, text: str) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {LOCAL}:{port}\r\nContent-Type: text/plain\r\n"
    ends = "" if path.endswith("stream") else "Connection: close\r\n"
    return f"{head}{ends}Content-Length: {len(text)}\r\n\r\n{text}".encode()


async def _ask(port: int, request: bytes) -> bytes:
    async with asyncio.timeout(SECONDS):
        reader, writer = await asyncio.open_connection(LOCAL, port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()


async def main() -> None:
    """Listen until told to tell."""
    order = json.loads(sys.stdin.readline())
    pages = [Page(order, session, agreement) for session, agreement in order["pages"]]
    tasks = []
    for page in pages:  # one after another, as people come
        tasks.append(asyncio.create_task(page.run()))
        waits = asyncio.create_task(page.opened.wait())
        await asyncio.wait({waits, tasks[-1]}, timeout=SECONDS, return_when="FIRST_COMPLETED")
        if not page.opened.is_set():
            tasks[-1].result()
            msg = "a stream did not open"
            raise TimeoutError(msg)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    fetching = [page._fetching for page in pages if page._fetching is not None]  # noqa: SLF001 - its own
    await asyncio.gather(*fetching)
    for task in (task for task in tasks if task.done()):
        task.result()
    told = [
        {"agreement": page.agreement, "heard": page.heard, "shown": page.shown[1:], "looks": page.looks}
        for page in pages
    ]
    print(json.dumps({"pages": told, "processor": time.process_time()}), flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())

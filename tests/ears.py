"""A page of an agreement as the live process sees it: it opens its stream with a pass and notes what it hears when."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any

OPEN: list[Ear] = []
"""Pages that were not closed yet."""


@dataclass(frozen=True)
class Heard:
    """One event."""

    name: str
    data: dict[str, Any]
    at: float


@dataclass
class Ear:
    """One open stream.

    Attributes:
        status: of the answer.
        heard: what it said so far.
    """

    port: int
    text: str
    origin: str = ""
    status: int = 0
    heads: dict[str, str] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    ended: bool = False

    def __post_init__(self) -> None:
        """Open it; what comes is read beside."""
        self._link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        self._came = Condition()
        heads = {"Content-Type": "text/plain", **({"Origin": self.origin} if self.origin else {})}
        self._link.request("POST", "/live/stream", self.text, heads)
        self._socket = self._link.sock
        self._answer = self._link.getresponse()
        self.status, self.heads = self._answer.status, dict(self._answer.getheaders())
        OPEN.append(self)
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        name, data = "", ""
        try:
            for line in self._answer:
                text = line.decode().rstrip("\n")
                if text.startswith("event: "):
                    name = text[7:]
                elif text.startswith("data: "):
                    data = text[6:]
                elif name:
                    with self._came:
                        self.heard.append(Heard(name, json.loads(data), time.monotonic()))
                        self._came.notify_all()
                    name = ""
        except (OSError, http.client.HTTPException, ValueError):
            pass  # it was cut off, which is an end as well
        self._answer.close()
        self._link.close()
        with self._came:
            self.ended = True
            self._came.notify_all()

    def wait(self, wanted: Callable[[list[Heard]], bool], seconds: float = 5) -> bool:
        """Whether what was heard comes to be as wanted within the time."""
        with self._came:
            return self._came.wait_for(lambda: wanted(self.heard), seconds)

    def until_ended(self, seconds: float = 5) -> bool:
        """Whether it ends within the time."""
        with self._came:
            return self._came.wait_for(lambda: self.ended, seconds)

    def of(self, name: str) -> list[dict[str, Any]]:
        """What events of one kind said."""
        return [item.data for item in self.heard if item.name == name]

    def hang_up(self) -> None:
        """Close the page."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._reader.join(5)


def hang_up_all() -> None:
    """Close every page that is open."""
    while OPEN:
        OPEN.pop().hang_up()


def ask(port: int, path: str, text: str | None = None) -> tuple[int, str]:
    """One request to the live process that is no stream; status 0 when it is not there."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET" if text is None else "POST", path, text)
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        link.close()

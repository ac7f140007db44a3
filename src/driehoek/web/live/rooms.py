"""Who has which agreement open, and what each of their streams has still to be told. No network, no database.

What waits for a stream cannot grow: of each table the last number, of presence that it changed. However far a slow
reader lags behind, it is told where things stand now.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_urlsafe

from driehoek.web.live.passes import Pass

MOST_OF_PERSON = 12
"""Streams that one person may have open at a time, over all agreements and windows."""
MOST = 5_000
"""Streams in all."""
LEAVES_AFTER = 0.5
"""Seconds until somebody who went is said to be gone: who loads the page anew was not away."""


@dataclass(slots=True, eq=False)
class Stream:
    """One open page.

    Attributes:
        held: the pass that it was opened or last renewed with.
        key: by which the page renews it; known to that page alone.
        wakes: set when there is something to tell.
        closed: whether it was told to come again.
    """

    held: Pass
    key: str = field(default_factory=lambda: token_urlsafe(16))
    wakes: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False
    _went_on: dict[str, int] = field(default_factory=dict)
    _look: bool = True
    _people: bool = True

    def went_on(self, table: str, number: int) -> None:
        """A table of the agreement came to a number."""
        self._went_on[table] = max(number, self._went_on.get(table, 0))
        self.wakes.set()

    def look(self) -> None:
        """What was missed is not known: look again."""
        self._look = True
        self.wakes.set()

    def others_changed(self) -> None:
        """Somebody came or went."""
        self._people = True
        self.wakes.set()

    def close(self) -> None:
        """Say that the page should come again, and end."""
        self.closed = True
        self.wakes.set()

    def take(self, rooms: Rooms) -> str:
        """All there is to tell, as server-sent events; nothing waits afterwards."""
        self.wakes.clear()
        went_on, self._went_on = self._went_on, {}
        look, self._look = self._look, False
        people, self._people = self._people, False
        told = [event("went-on", {"table": table, "number": number}) for table, number in went_on.items()]
        if look:
            told.append(event("look", {}))
        if people:
            told.append(event("here", {"people": rooms.people(self)}))
        if self.closed:
            told.append(event("again", {}))
        return "".join(told)


def event(name: str, data: dict[str, object]) -> str:
    """One server-sent event."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class Rooms:
    """The agreements that somebody has open."""

    def __init__(self) -> None:
        """Nobody is here yet."""
        self._rooms: dict[int, dict[str, Stream]] = {}
        self._of_person: dict[str, int] = {}

    def __len__(self) -> int:
        return sum(len(room) for room in self._rooms.values())

    def __iter__(self) -> Iterator[Stream]:
        return iter([stream for room in self._rooms.values() for stream in room.values()])

    def enter(self, held: Pass) -> Stream | None:
        """A page opens; None when this person, or everybody together, has too many open."""
        if self._of_person.get(held.person, 0) >= MOST_OF_PERSON or len(self) >= MOST:
            return None
        stream = Stream(held)
        room = self._rooms.setdefault(held.agreement, {})
        room[stream.key] = stream
        self._of_person[held.person] = self._of_person.get(held.person, 0) + 1
        self._tell_people(held.agreement)
        return stream

    def leave(self, stream: Stream) -> None:
        """A page closed; the others hear of it a moment later."""
        held = stream.held
        room = self._rooms.get(held.agreement, {})
        if room.pop(stream.key, None) is None:
            return
        if not room:
            del self._rooms[held.agreement]
        self._of_person[held.person] -= 1
        if not self._of_person[held.person]:
            del self._of_person[held.person]
        asyncio.get_running_loop().call_later(LEAVES_AFTER, self._tell_people, held.agreement)

    def renew(self, key: str, held: Pass) -> Stream | None:
        """Let the stream with this key go on with a new pass; None when it is not there or of somebody else."""
        stream = self._rooms.get(held.agreement, {}).get(key)
        if stream is None or (stream.held.person, stream.held.side) != (held.person, held.side):
            return None
        stream.held = held
        stream.wakes.set()  # it looks anew until when it may go on
        return stream

    def went_on(self, agreement: int, table: str, number: int) -> None:
        """The database tells that an agreement went on."""
        for stream in self._rooms.get(agreement, {}).values():
            stream.went_on(table, number)

    def look(self) -> None:
        """The database was away: what was told meanwhile, nobody heard."""
        for stream in self:
            stream.look()

    def close(self) -> None:
        """The process stops: everybody should come again."""
        for stream in self:
            stream.close()

    def people(self, to: Stream) -> list[object]:
        """Who has the same agreement open: each once, the one who asks marked, the purchaser first."""
        found = {stream.held.person: stream.held for stream in self._rooms.get(to.held.agreement, {}).values()}
        there = sorted(found.values(), key=lambda held: (held.side != "purchaser", held.name, held.person))
        return [{"name": held.name, "side": held.side, "you": held.person == to.held.person} for held in there]

    def _tell_people(self, agreement: int) -> None:
        for stream in self._rooms.get(agreement, {}).values():
            stream.others_changed()

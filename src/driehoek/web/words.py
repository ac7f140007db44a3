"""The English words beside the Dutch: from the text that people edit to the table that gettext reads.

``locale/en/LC_MESSAGES/django.po`` is what is kept. The table beside it (``.mo``) is made when it is missing or older,
so that a change is there at the next start and no gettext needs to be on the machine. Standard library only: the build
of the wheel runs this file by itself.
"""

from __future__ import annotations

import ast
import contextlib
import os
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MAGIC = 0x950412DE
CONTEXT = "\x04"
PLURAL = "\x00"


@dataclass(frozen=True, slots=True)
class Entry:
    """A marked string with its words in another language.

    Attributes:
        text: as it is marked, in Dutch.
        more: the plural; empty for a string without one.
        words: in the other language; two for one with a plural. Empty when it is not translated yet.
    """

    text: str
    more: str = ""
    words: tuple[str, ...] = ()


def read(text: str) -> Iterator[Entry]:
    """The entries of a file with words, the head (an empty text) among them.

    Raises:
        ValueError: for a line that is not understood; the message has its number.
    """
    held: dict[str, str] = {}
    last = ""
    for number, line in enumerate([*text.splitlines(), ""], 1):
        said = line.strip()
        if said.startswith("#"):
            continue
        if not said:
            if "msgid" in held:
                yield _entry(held)
            held, last = {}, ""
            continue
        if not said.startswith('"'):
            last, _, said = said.partition(" ")
        if last.partition("[")[0] not in {"msgid", "msgid_plural", "msgstr"} or not said.startswith('"'):
            msg = f"line {number} is no part of an entry: {line}"
            raise ValueError(msg)
        held[last] = held.get(last, "") + str(ast.literal_eval(said))


def _entry(held: Mapping[str, str]) -> Entry:
    words = tuple(held[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if held.get(name))
    return Entry(held["msgid"], held.get("msgid_plural", ""), words)


def table(entries: Iterator[Entry]) -> bytes:
    """The table that gettext reads: only what is translated, sorted as it asks."""
    pairs = {
        (f"{entry.text}{PLURAL}{entry.more}" if entry.more else entry.text): PLURAL.join(entry.words)
        for entry in entries
        if entry.words and len(entry.words) == (2 if entry.more else 1)
    }
    keys = sorted(pairs, key=lambda key: key.encode())
    count, start = len(keys), 7 * 4
    texts = [part.encode() for part in (*keys, *(pairs[key] for key in keys))]
    places, offset = [], start + 2 * 8 * count
    for part in texts:
        places.append((len(part), offset))
        offset += len(part) + 1
    head = struct.pack("<7I", MAGIC, 0, count, start, start + 8 * count, 0, offset)
    index = b"".join(struct.pack("<2I", *place) for place in places)
    return head + index + b"".join(part + b"\x00" for part in texts)


def make(folder: Path) -> list[Path]:
    """Make the tables under a folder of languages that are missing or older than their words; which were made.

    A folder that may not be written to is left as it is: a wheel brings its tables.
    """
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = target.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(PermissionError):
            fresh.write_bytes(table(read(source.read_text(encoding="utf-8"))))
            fresh.replace(target)  # whoever starts meanwhile reads the old one or the new one
            made.append(target)
    return made

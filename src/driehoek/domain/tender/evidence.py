"""Evidence of a provider: under which name a file is kept, and which file expires before the agreement year has ended.

What a file is, follows from what is in it and is found by an adapter (``adapters/office/sniffing.py``); what is allowed
is dated data. Here are the rules that need neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from driehoek.kernel import Code, Finding, Period

EMPTY_FILE = Code(
    "SUB-050",
    nl="Het bestand {subject} is leeg.",
    en="The file {subject} is empty.",
    mend_nl="Kies het bestand opnieuw.",
    mend_en="Choose the file again.",
)
KIND_UNKNOWN = Code(
    "SUB-051",
    nl="Van het bestand {subject} kunnen wij niet zien dat het een {wanted} is.",
    en="The file {subject} is not seen to be one of {wanted}.",
    mend_nl="Bewaar het als een van deze soorten, zonder wachtwoord en zonder macro's, en kies het opnieuw.",
    mend_en="Save it as one of these kinds, without a password and without macros, and choose it again.",
)
TOO_LARGE = Code(
    "SUB-052",
    nl="Het bestand {subject} is {seen} groot. Een bestand van deze soort is hoogstens {wanted}.",
    en="The file {subject} is {seen}. A file of this kind is at most {wanted}.",
    mend_nl="Maak het kleiner, bijvoorbeeld door plaatjes te verkleinen, of splits het in twee bestanden.",
    mend_en="Make it smaller, for example by shrinking pictures, or split it in two files.",
)
FINDINGS = (EMPTY_FILE, KIND_UNKNOWN, TOO_LARGE)

LONGEST_NAME = 80
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
_DOTS = re.compile(r"\.{2,}")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that can be evidence.

    Attributes:
        kind: one word, such as ``pdf``.
        extension: how its name ends, without a dot.
        media_type: as browsers call it.
        most_bytes: how large a file of this kind may be.
        period: the days on which it is taken.
        source: who says so.
    """

    kind: str
    extension: str
    media_type: str
    most_bytes: int
    period: Period
    source: str


def allowed(kinds: Iterable[FileKind], day: date) -> tuple[FileKind, ...]:
    """The kinds that are taken on a day."""
    return tuple(item for item in kinds if day in item.period)


def weighed(name: str, size: int, kind: str, kinds: Sequence[FileKind]) -> FileKind | Finding:
    """Whether a file can be evidence: its kind, or why not.

    Args:
        name: as it was given, for the finding.
        size: in bytes.
        kind: what the file was found to be; empty when nobody can tell.
        kinds: what is taken today.
    """
    if not size:
        return Finding(EMPTY_FILE, name)
    found = next((item for item in kinds if item.kind == kind), None)
    if found is None:
        return Finding(KIND_UNKNOWN, name, wanted=", ".join(item.kind for item in kinds))
    if size > found.most_bytes:
        return Finding(TOO_LARGE, name, seen=_megabytes(size), wanted=_megabytes(found.most_bytes))
    return found


def _megabytes(size: int) -> str:
    """In millions of bytes, rounded up to one decimal, so that what is too large never reads as what is allowed."""
    tenths = -(-size // 100_000)
    return f"{tenths // 10},{tenths % 10} MB"


def safe_name(given: str, extension: str) -> str:
    r"""A name under which a file can be kept and sent anywhere: plain letters, no folder, its own extension.

    >>> safe_name("C:\\Mijn stukken\\Uittreksel KvK (é).PDF", "pdf")
    'Uittreksel-KvK-e.pdf'
    """
    base = re.split(r"[/\\]", given)[-1]
    plain = unicodedata.normalize("NFKD", base).encode("ascii", "ignore").decode()
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    stem = _DOTS.sub(".", _NOT_PLAIN.sub("-", stem)).strip("-._")[:LONGEST_NAME].strip("-._")
    return f"{stem or 'bestand'}.{extension}"


def apart(name: str, taken: Collection[str]) -> str:
    """The name itself, or with a number when another file of the same submission has it already.

    >>> apart("plan.pdf", ["plan.pdf", "plan-2.pdf"])
    'plan-3.pdf'
    """
    stem, _, extension = name.rpartition(".")
    count, found = 1, name
    while found in taken:
        count += 1
        found = f"{stem}-{count}.{extension}"
    return found


@dataclass(frozen=True, slots=True)
class Expiring:
    """A piece of evidence that does not last as long as the agreement year.

    Attributes:
        name: of the file.
        expires_on: the first day on which it no longer counts.
        is_gone: whether that day has come.
    """

    name: str
    expires_on: date
    is_gone: bool


def expiring(files: Iterable[tuple[str, date | None]], year: int, today: date) -> tuple[Expiring, ...]:
    """What expires on or before the last day of the contract year, the first to go first.

    Args:
        files: the name of each file, and the first day on which it no longer counts.
        year: the contract year.
        today: what is gone already is told as such.
    """
    last = date(year, 12, 31)
    found = (Expiring(name, day, day <= today) for name, day in files if day is not None and day <= last)
    return tuple(sorted(found, key=lambda item: (item.expires_on, item.name)))

"""The audit chain: one line per act, each carrying the hash of the line before.

Whoever holds the lines can check that none was changed, removed, added in between or put in another place, without
the database and without believing us: the hash of the last line, published from time to time, fixes all before it.

The chain holds salted digests of what an act was about, never the data. When the term of the data has passed, the data
and its salt go, the digest can no longer be led back to anything, and the chain still holds (Avg art. 17; DESIGN 7).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from driehoek.kernel import Code, Finding, canonical

START = "0" * 64
"""What the first line carries as the hash before it."""

CHANGED = Code(
    "STO-010",
    nl="Regel {subject} van het logboek is veranderd: de inhoud hoort niet bij de hash.",
    en="Line {subject} of the log was changed: its content does not belong to its hash.",
    mend_nl="Vergelijk met een eerdere uitvoer van het logboek; zoek uit wie in de database schreef.",
    mend_en="Compare with an earlier export of the log; find out who wrote in the database.",
)
BROKEN = Code(
    "STO-011",
    nl="Regel {subject} van het logboek sluit niet aan op de regel ervoor.",
    en="Line {subject} of the log does not follow the line before it.",
    mend_nl="Er is een regel weggehaald, tussengevoegd of verplaatst. Vergelijk met een eerdere uitvoer.",
    mend_en="A line was removed, added in between or moved. Compare with an earlier export.",
)
END_DIFFERS = Code(
    "STO-012",
    nl="De laatste regel van het logboek is {seen}; eerder is {wanted} bekendgemaakt en die komt niet voor.",
    en="The last line of the log is {seen}; {wanted} was published before and is not in it.",
    mend_nl="Het logboek is ingekort of vervangen. Vraag het oorspronkelijke logboek op.",
    mend_en="The log was shortened or replaced. Ask for the original.",
)
UNREADABLE = Code(
    "STO-013",
    nl="Regel {subject} van het logboek is niet te lezen: {seen}.",
    en="Line {subject} of the log cannot be read: {seen}.",
    mend_nl="Vraag het logboek opnieuw op; elke regel is een JSON-object.",
    mend_en="Ask for the log again; every line is a JSON object.",
)
FINDINGS = (CHANGED, BROKEN, END_DIFFERS, UNREADABLE)


@dataclass(frozen=True, slots=True)
class ChainLine:
    """One line.

    Attributes:
        number: 1 and up, without gaps.
        at: when the act was written, ISO form with zone.
        act: what was done, one word.
        subject: the digest of what it was done to.
        digest: the salted digest of its content.
        before: the hash of the line before.
        hash: over all of this.
    """

    number: int
    at: str
    act: str
    subject: str
    digest: str
    before: str
    hash: str = ""

    def sealed(self) -> ChainLine:
        """The line with its hash."""
        return replace(self, hash=self._hash())

    def is_whole(self) -> bool:
        """Whether the hash belongs to the content."""
        return self.hash == self._hash()

    def _hash(self) -> str:
        content = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(canonical(content)).hexdigest()

    def text(self) -> str:
        """The line as it is exported: one JSON object."""
        return canonical(asdict(self)).decode()


def salted(salt: str, content: object) -> str:
    """The digest of a content with its salt."""
    return hashlib.sha256(salt.encode() + b"\0" + canonical(content)).hexdigest()


def verify_chain(lines: Iterable[ChainLine], published: str = "") -> tuple[Finding, ...]:
    """Hold a chain to its promise.

    Args:
        lines: from the first, in order.
        published: a hash that was made known before; it must stand in the chain.

    Returns:
        What is wrong; empty when the chain is whole.
    """
    findings: list[Finding] = []
    before, number, known = START, 0, {START}
    for line in lines:
        if not line.is_whole():
            findings.append(Finding(CHANGED, str(line.number)))
        if line.before != before or line.number != number + 1:
            findings.append(Finding(BROKEN, str(line.number)))
        before, number = line.hash, line.number
        known.add(line.hash)
    if published and published not in known:
        findings.append(Finding(END_DIFFERS, published, seen=before, wanted=published))
    return tuple(findings)


def read_lines(texts: Iterable[str]) -> Iterator[ChainLine | Finding]:
    """The lines of an export, each as a line or as why it cannot be read."""
    names = set(ChainLine.__dataclass_fields__)
    for place, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        try:
            given = json.loads(text)
        except ValueError as error:
            yield Finding(UNREADABLE, str(place), seen=str(error))
            continue
        if not isinstance(given, Mapping) or set(given) != names or not isinstance(given["number"], int):
            yield Finding(UNREADABLE, str(place), seen=", ".join(sorted(map(str, given)))[:200])
            continue
        words = {name: str(given[name]) for name in names - {"number"}}
        yield ChainLine(number=given["number"], **words)

"""A desk to start from: a folder with files, a person who answers, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from driehoek.application.start import Question
from driehoek.bootstrap.start import Asked, Done, begin
from driehoek.kernel import Finding

TODAY = date(2026, 6, 10)


@dataclass
class Person:
    """Someone who takes each proposal, or says something else to a question that holds certain words.

    Attributes:
        answers: per words in a Dutch question the answer.
        silent: whether nobody answers at all.
        asked: the questions that were put.
    """

    answers: dict[str, str] = field(default_factory=dict)
    silent: bool = False
    asked: list[Question] = field(default_factory=list)

    def __call__(self, question: Question) -> str | None:
        """Answer a question."""
        self.asked.append(question)
        if self.silent:
            return None
        return next((said for words, said in self.answers.items() if words in question.nl), question.proposal)


@dataclass
class Desk:
    """A folder with files, a place for the dossier and a person.

    Attributes:
        folder: with the files.
        into: the dossier.
        person: who answers.
    """

    folder: Path
    into: Path
    person: Person = field(default_factory=Person)

    @classmethod
    def at(cls, place: Path) -> Desk:
        """An empty desk."""
        folder = place / "bestanden"
        folder.mkdir()
        return cls(folder, place / "dossier")

    def start(self, year: int | None = None, region: str = "", into: str = "", *, replace: bool = False) -> Done:
        """Start, and hold that every row is used or listed, once."""
        target = self.into.with_name(into) if into else self.into
        done = begin(Asked(self.folder, TODAY, target, year, region, replace), self.person, lambda _: None)
        check_rows(done)
        return done


def check_rows(done: Done) -> None:
    """Hold that of every sheet each row that holds something is used or listed with a reason, and none twice."""
    for sheet in done.told.sheets:
        rows = Counter(item.row for item in sheet.left)
        assert all(count == 1 for count in rows.values()), f"{sheet.place}: {rows}"
        assert sheet.used + len(sheet.left) == sheet.rows, f"{sheet.place}: {sheet.used} {len(sheet.left)} {sheet.rows}"


def ids(done: Done) -> set[str]:
    """The kinds of findings."""
    return {finding.code.id for finding in done.findings}


def found(done: Done, code: str) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in done.findings if finding.code.id == code]

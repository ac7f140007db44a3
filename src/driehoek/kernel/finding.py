"""What is wrong with data is a value, not an exception: findings are collected, shown at once and mended.

A rule has three outcomes: it holds, it fails (a `Finding`) or it does not apply (`NotApplicable`, with the
reason). A silent skip is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """What a finding stops."""

    ERROR = "error"
    """The file or submission cannot be used until it is mended."""
    WARNING = "warning"
    """It can be used, but a person should look."""
    NOTE = "note"
    """Worth knowing; nothing to mend."""


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a stable identifier with its words, and a page under ``docs/findings``.

    The sentences are templates over ``{subject}``, ``{seen}`` and ``{wanted}``, so that one finding reads in
    Dutch and in English. A code is never reused for something else.

    Attributes:
        id: room and number, such as ``DOS-004``.
        nl: what is wrong, in plain Dutch (B1).
        en: the same in English.
        mend_nl: what to do about it, in plain Dutch.
        mend_en: the same in English.
        severity: what it stops.
    """

    id: str
    nl: str
    en: str
    mend_nl: str
    mend_en: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: lines and columns count from 1; zero means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)


class Language(Enum):
    """The language of words for people."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth a look, with what was seen, what was wanted and the mend.

    Attributes:
        code: the kind.
        subject: what it is about: a contract, a column, a policy part.
        seen: what was found.
        wanted: what should have been there.
        place: where in which file, when it came from one.
        path: the part of the policy it is about, as a published change names it, where the subject is a name for
            people; whoever read the policy from a file finds the place by it. No part of what the finding says.
    """

    code: Code
    subject: str
    seen: str = ""
    wanted: str = ""
    place: Place | None = None
    path: str = field(default="", compare=False)

    @property
    def severity(self) -> Severity:
        """What this finding stops."""
        return self.code.severity

    def sentence(self, language: Language = Language.NL) -> str:
        """Say what is wrong."""
        return self._fill(self.code.nl if language is Language.NL else self.code.en)

    def mend(self, language: Language = Language.NL) -> str:
        """Say what to do about it."""
        return self._fill(self.code.mend_nl if language is Language.NL else self.code.mend_en)

    def _fill(self, template: str) -> str:
        return template.format(subject=self.subject, seen=self.seen, wanted=self.wanted)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.code.id} {self.sentence(Language.EN)}"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A rule that does not apply here, and why; the reason is shown to people.

    Attributes:
        reason_nl: in plain Dutch.
        reason_en: in English.
    """

    reason_nl: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Holds:
    """A rule that holds, with what shows it.

    Attributes:
        evidence: what was seen that makes it hold.
    """

    evidence: str = ""


Outcome = Holds | Finding | NotApplicable
"""What a rule says of one case."""


def blocking(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)

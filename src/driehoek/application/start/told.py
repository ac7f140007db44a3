"""What is told of a start: per file and sheet what was understood, what was left out and why, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from driehoek.application.start.material import FileTold, Role, SheetTold, holds
from driehoek.kernel import ZERO, Finding, Money, Severity

_HASH_SHOWN = 12
_BY = "driehoek start"


@dataclass(frozen=True, slots=True)
class Told:
    """The report of a start.

    Attributes:
        made_on: the day.
        folder: the name of the folder that was read.
        year: the contract year that is started.
        files: the files that were looked at.
        sheets: their sheets.
        findings: what is wrong, assumed or still missing, each with its mend.
        agreed: the sum of last year's agreements that were used.
        realised: the sum of the production that was used.
        providers: how many providers the dossier has.
        products: how many products.
        submissions: how many submissions.
        space: the contracting space in the dossier.
    """

    made_on: date
    folder: str
    year: int
    files: tuple[FileTold, ...]
    sheets: tuple[SheetTold, ...]
    findings: tuple[Finding, ...]
    agreed: Money = ZERO
    realised: Money = ZERO
    providers: int = 0
    products: int = 0
    submissions: int = 0
    space: Money = ZERO

    def found(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one weight."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def suppliers(self) -> Mapping[str, str]:
        """Per kind of table in the dossier the files that it was drawn from, for ``sources.csv``."""
        agreed, realised = self._files(Role.AGREED), self._files(Role.REALISED)
        tariffs = self._files(Role.TARIFFS)
        parties = self._files(Role.PARTIES)
        return {
            "space.csv": _from(agreed or realised, "som van vorig jaar, SYNTHETIC zolang niemand het bedrag gaf"),
            "products.csv": _from((*tariffs, *agreed, *realised), ""),
            "tariffs.csv": _from(tariffs or agreed or realised, "" if tariffs else "prijzen van vorig jaar, SYNTHETIC"),
            "providers.csv": _from((*parties, *agreed, *realised), ""),
            "need/realised.csv": _from(realised or agreed, "" if realised else "afspraken, er was geen realisatie"),
            "submissions": _from(agreed or realised, "vorig jaar als vraag van dit jaar, geen echte inschrijving"),
        }

    def _files(self, role: Role) -> tuple[str, ...]:
        used = dict.fromkeys(sheet.file for sheet in self.sheets if sheet.used and role in holds(sheet.role))
        hashes = {file.name: file.sha256[:_HASH_SHOWN] for file in self.files}
        return tuple(f"{name} ({hashes.get(name, '')})" for name in used)


def _from(names: tuple[str, ...], remark: str) -> str:
    text = ", ".join(dict.fromkeys(names)) or "geen bestand"
    return f"{_BY}: {text}" + (f"; {remark}" if remark else "")

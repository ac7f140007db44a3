"""What a start understood of a purchaser's files: for the screen, and as one HTML page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from driehoek.adapters.report.page import render
from driehoek.application.start import Role, RowLeft, SheetTold, Told, TotalCheck, Why
from driehoek.kernel import Finding, Language, Severity, dutch

MOST_ROWS = 200
"""How many left-out rows of a sheet are shown in full; of the others the numbers stand there."""
SECTIONS = (
    ("kort", "In het kort"),
    ("missen", "Wat u nog nakijkt of aanvult"),
    ("bladen", "Wat er per blad is begrepen"),
    ("bestanden", "De bestanden"),
)


def start_text(told: Told, language: Language = Language.NL) -> tuple[str, ...]:
    """What was understood, in lines."""
    return tuple(_Text(told, english=language is Language.EN).lines())


class _Text:
    """One report in one language."""

    def __init__(self, told: Told, *, english: bool) -> None:
        self.told, self.english = told, english

    def words(self, nl: str, en: str) -> str:
        return en if self.english else nl

    def lines(self) -> Iterator[str]:
        told = self.told
        yield self.words(
            f"Begrepen uit {told.folder}, voor {told.year}", f"Understood of {told.folder}, for {told.year}"
        )
        for sheet in told.sheets:
            yield from self.sheet(sheet)
        for file in told.files:
            if file.reason:
                yield self.words(
                    f"  {file.name}: niet gelezen, {file.reason}", f"  {file.name}: not read, {file.reason}"
                )
        yield self.words(
            f"Samen: afspraken {dutch.amount(told.agreed)}, geleverd {dutch.amount(told.realised)}; "
            f"{told.providers} aanbieders, {told.products} prestaties.",
            f"Together: agreements {dutch.amount(told.agreed)}, delivered {dutch.amount(told.realised)}; "
            f"{told.providers} providers, {told.products} products.",
        )

    def sheet(self, sheet: SheetTold) -> Iterator[str]:
        role = self.words(sheet.role.dutch, sheet.role.value)
        yield f"  {sheet.place}: {role} {sheet.in_years}".rstrip()
        used = [column for column in sheet.columns if column.meaning]
        if used:
            yield "    " + ", ".join(
                f"{column.title or column.number} = {self.words(column.meaning, column.english)}" for column in used
            )
        unused = [column.title for column in sheet.columns if not column.meaning and column.title]
        if unused:
            yield "    " + self.words("niet gebruikt: ", "not used: ") + ", ".join(unused)
        rows = self.words(f"{sheet.used} van {sheet.rows} rijen gebruikt", f"{sheet.used} of {sheet.rows} rows used")
        amounts = ", ".join(dutch.amount(amount) for _, amount in sheet.amounts)
        yield f"    {rows}{f', {amounts}' if amounts else ''}"
        for why, count in Counter(item.why for item in sheet.left).items():
            reason = self.words(why.dutch, why.english)
            yield f"    {self.words(f'{count} niet: {reason}', f'{count} not: {reason}')}"
        for check in sheet.checks:
            if not check.holds:
                yield "    " + self.words("let op: ", "mind: ") + check_text(check)
        right = sum(1 for check in sheet.checks if check.holds)
        if right:
            nl, en = ("totaal klopt", "total holds") if right == 1 else ("totalen kloppen", "totals hold")
            yield "    " + self.words(f"{right} {nl}", f"{right} {en}")


def check_text(check: TotalCheck) -> str:
    """A total beside what its rows come to."""
    stated, counted, difference = map(check.shown, (check.stated, check.counted, check.difference))
    where = f"{check.label} ({check.column}, rij {check.row})"
    return f"{where}: {stated} in het bestand, {counted} geteld, verschil {difference}"


def start_html(told: Told) -> str:
    """The report as one HTML file; the same start gives the same text."""
    return render(
        "start.html.j2",
        {
            "told": told,
            "sections": SECTIONS,
            "errors": told.found(Severity.ERROR),
            "warnings": told.found(Severity.WARNING),
            "notes": told.found(Severity.NOTE),
            "sentence": _sentence,
            "mend": _mend,
            "rows_left": _rows_left,
            "unused": Role.UNUSED,
            "used_rows": sum(sheet.used for sheet in told.sheets),
            "all_rows": sum(sheet.rows for sheet in told.sheets),
            "lost": sum(1 for sheet in told.sheets for item in sheet.left if item.why.loss),
        },
    )


def _sentence(finding: Finding) -> str:
    return finding.sentence()


def _mend(finding: Finding) -> str:
    return finding.mend()


def _rows_left(sheet: SheetTold) -> tuple[tuple[Why, tuple[RowLeft, ...], str], ...]:
    """The rows that were not used, by reason: those shown in full, and the numbers of the others."""
    by_why: dict[Why, list[RowLeft]] = {}
    for item in sheet.left:
        by_why.setdefault(item.why, []).append(item)
    return tuple(
        (why, tuple(items[:MOST_ROWS]), ", ".join(str(item.row) for item in items[MOST_ROWS:]))
        for why, items in by_why.items()
    )

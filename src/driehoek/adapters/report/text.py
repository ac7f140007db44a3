"""The report in a few dozen lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.adapters.report.page import fitted, percentage, signed
from driehoek.application.explain import STANDING
from driehoek.application.report import RefusedRow, Report
from driehoek.application.white_spots import INFLOW_ENGLISH, Fate
from driehoek.kernel import Language, dutch

TOP = 10
"""How many of the largest grants and of the refusals are listed."""


def report_text(report: Report, language: Language = Language.NL) -> tuple[str, ...]:
    """Write the heart of the report as lines: space, largest grants, refused, checks, fingerprints.

    Amounts and dates keep their Dutch form; what the dossier says itself stays in its own language.
    """
    return tuple(_Text(report, english=language is Language.EN).lines())


class _Text:
    """One report in one language; the Dutch headings bear their English word."""

    def __init__(self, report: Report, *, english: bool) -> None:
        self.report, self.english = report, english

    def words(self, nl: str, en: str) -> str:
        return en if self.english else nl

    def lines(self) -> Iterator[str]:
        head = self.report.head
        yield f"{head.title}"
        day = dutch.day(head.decided_on)
        yield self.words(f"{head.purchaser}, besluit van {day}", f"{head.purchaser}, decision of {day}")
        if head.synthetic:
            yield self.words(
                "SYNTHETIC: tarieven of prestaties zijn verzonnen (made up).",
                "SYNTHETIC: tariffs or products are made up.",
            )
        yield ""
        yield from self.space()
        yield from self.providers()
        yield from self.white_spots()
        yield from self.refused()
        yield from self.checks()
        yield ""
        yield self.words("invoer  (inputs)    ", "inputs    ") + head.input_fingerprint
        yield self.words("besluit (decision)  ", "decision  ") + head.decision_fingerprint

    def space(self) -> Iterator[str]:
        yield self.words("Ruimte (space)", "Space")
        granted = self.words("toegekend", "granted")
        for use in self.report.frames:
            yield f"  {use.frame}: {dutch.amount(use.space)}, {granted} {percentage(use.used)}"
            if use.moves:
                yield f"    {self.words('verschoven', 'moved'):<12} {dutch.amount(use.moved):>20}"
            parts = (
                (granted, use.granted),
                (self.words("apart gezet", "set apart"), use.reserved),
                (self.words("nog vrij", "still free"), use.unallocated),
            )
            yield from (f"    {name:<12} {dutch.amount(amount):>20}" for name, amount in parts)
            if use.exposure:
                above = self.words("boven de ruimte gevraagd", "asked beyond the space")
                yield f"    {above} {dutch.amount(use.exposure)}"
            if use.claims and use.claims.use:
                asked = self.words("gevraagd van de ruimte voor keuzes", "asked of the space for choices")
                yield f"    {asked} {percentage(use.claims.use)}"
        for item in self.report.requests:
            more = self.words("verzoek om meer ruimte", "request for more space")
            yield f"  {more}: {item.frame}, {dutch.amount(item.amount)}"
        yield ""

    def providers(self) -> Iterator[str]:
        rows = sorted(
            (row for row in self.report.providers if row.granted), key=lambda row: (-row.granted.cents, row.contract)
        )
        granted = dutch.amount(self.report.total.granted)
        yield self.words(
            f"Verdeling (division): {len(rows)} aanbieders, {granted}",
            f"Division: {len(rows)} providers, {granted}",
        )
        if rows:
            money, move = self.words("toegekend", "granted"), self.words("verschil vorig jaar", "against last year")
            yield f"  {'':<47} {money:>19} {move:>19} {self.words('deel', 'share'):>7}"
        for row in rows[:TOP]:
            yield (
                f"  {row.contract} {fitted(row.name):<34} {row.sector.value:<3} {dutch.amount(row.granted):>19}"
                f" {signed(row.difference):>19} {percentage(row.of_realised):>7}"
            )
        yield from self.more(len(rows))
        yield ""

    def white_spots(self) -> Iterator[str]:
        """Which white spots were answered; nothing where the policy points to none."""
        spots = self.report.white_spots
        if not spots.asked:
            return
        filled = sum(1 for spot in spots.asked if spot.fate is Fate.GRANTED)
        yield self.words(
            f"Witte vlekken (white spots): {filled} van de {len(spots.asked)} ingevuld",
            f"White spots: {filled} of {len(spots.asked)} filled",
        )
        for spot in spots.asked[:TOP]:
            yield f"  {spot.line}: {spot.name}"
            if not spot.answers:
                yield f"    {self.words('niemand noemde haar', 'nobody named it')}"
            for item in spot.answers[:TOP]:
                said = self.words(item.fate.dutch, item.fate.value)
                yield f"    {item.contract} {fitted(item.name):<34} {said:<16} {dutch.amount(item.agreed):>19}"
            yield from self.more(len(spot.answers))
        yield from self.more(len(spots.asked))
        if spots.warning:
            yield f"  {self.words(spots.warning, INFLOW_ENGLISH)}"
        yield ""

    def refused(self) -> Iterator[str]:
        rows = self.report.refused
        yield self.words(f"Zonder overeenkomst (refused): {len(rows)}", f"Refused: {len(rows)}")
        yield from (f"  {row.contract} {fitted(row.name):<34} {self.why(row)}" for row in rows[:TOP])
        yield from self.more(len(rows))
        hand = self.words("met de hand", "by hand")
        for adjusted in self.report.adjustments:
            yield f"  {hand}: {adjusted.contract} {signed(adjusted.item.applied)}, {adjusted.item.ground}"
        yield ""

    def why(self, row: RefusedRow) -> str:
        """The sentence of the letter; in English, for a letter is Dutch, the requirements that are not met."""
        if not self.english:
            return f"{STANDING[row.standing][0]}: {row.sentence}"
        failed = ", ".join(test.requirement for test in row.failed)
        return STANDING[row.standing][1] + (f": {failed}" if failed else "")

    def checks(self) -> Iterator[str]:
        rows = (*self.report.clauses, *self.report.norms)
        wrong = [row for row in rows if not row.holds]
        if wrong:
            state = self.words(f"{len(wrong)} kloppen niet", f"{len(wrong)} do not hold")
        else:
            state = self.words("alles klopt", "all hold")
        yield self.words(
            f"Controle (verification): {len(rows)} regels, {state}", f"Verification: {len(rows)} rules, {state}"
        )
        for row in wrong:
            if self.english:
                yield f"  ! {row.id}: see the report ({len(row.faults)})"
                continue
            yield f"  ! {row.title}"
            yield from (f"      {fault}" for fault in row.faults[:TOP])
        if count := len(self.report.warnings):
            yield self.words(f"  let op, zie het verslag: {count}", f"  warnings, see the report: {count}")

    def more(self, count: int) -> Iterator[str]:
        if count > TOP:
            yield self.words(f"  en nog {count - TOP}", f"  and {count - TOP} more")

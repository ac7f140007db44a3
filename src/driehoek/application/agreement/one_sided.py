"""The one-sided filing: a form to hand in without the other side, for when the two do not come to an agreement (F-006).

It exists and is not the way that is shown first: of the providers in the survey nobody used it in 2015 to 2017 (F-007).
It holds what the one who files wants and why, what the other side last had on the table, and where the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from driehoek.application.document import Column, Section, Table, paragraph
from driehoek.domain.agreement.content import Content
from driehoek.domain.agreement.sheet import Side
from driehoek.kernel import Code, Finding, dutch, total

NO_REASON = Code(
    "AGR-085",
    nl="Een eenzijdig verzoek zonder reden kan niet.",
    en="A one-sided filing without a reason cannot be.",
    mend_nl="Schrijf op waarover u het samen niet eens werd en wat u daarin wilt.",
    mend_en="Say what the two of you did not agree on and what you want in it.",
)
AGREED_ALREADY = Code(
    "AGR-086",
    nl="Over versie {subject} zijn beide kanten het eens; een eenzijdig verzoek past daar niet bij.",
    en="Both sides agree to version {subject}, which a one-sided filing does not fit.",
    mend_nl="Dien samen in. Wilt u iets anders, verander dan eerst het formulier.",
    mend_en="File together. When you want something else, change the form first.",
)
FINDINGS = (NO_REASON, AGREED_ALREADY)
SIDES = {Side.PURCHASER: "de inkoper", Side.PROVIDER: "de zorgaanbieder"}


@dataclass(frozen=True, slots=True)
class OneSided:
    """A one-sided filing.

    Attributes:
        side: who files.
        reason: what the two did not agree on, and what is wanted.
        day: when.
        number: of the version on the table.
    """

    side: Side
    reason: str
    day: date
    number: int


def one_sided(filing: OneSided, content: Content, *, agreed: bool) -> tuple[str, tuple[Section, ...]] | Finding:
    """The title and the sections of the form, or why there is none.

    Args:
        filing: who files and why.
        content: what stands on the table.
        agreed: whether both sides agreed to exactly that.
    """
    if not filing.reason.strip():
        return Finding(NO_REASON, content.contract)
    if agreed:
        return Finding(AGREED_ALREADY, str(filing.number))
    title = f"Eenzijdig verzoek {content.year}"
    return title, tuple(_sections(filing, content))


def _sections(filing: OneSided, content: Content) -> Iterable[Section]:
    other = SIDES[filing.side.other]
    yield Section(
        "Wat dit is",
        (
            paragraph(
                f"Dit verzoek doet {SIDES[filing.side]} zonder {other}. De NZa stelt aantallen en prijzen dan vast "
                "naar de landelijke regels. Indienen doet u in het portaal van de NZa; dit blad is dat zelf niet."
            ),
            paragraph(
                f"Inkoper: {content.purchaser}. Zorgaanbieder: {content.provider}. Contract: {content.contract}."
            ),
            paragraph(f"Opgemaakt op {dutch.day(filing.day)}, over versie {filing.number} van het formulier."),
        ),
    )
    yield Section("Waarover partijen het niet eens werden", tuple(paragraph(line) for line in _lines(filing.reason)))
    yield Section("Wat er op tafel lag", (_table(content), paragraph(f"Vingerafdruk: {content.fingerprint}")))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _table(content: Content) -> Table:
    columns = (Column("Prestatie", 5), Column("Aantal", 3), Column("Prijs", 2), Column("Bedrag", 3))
    rows = (
        (line.name, dutch.quantity(line.quantity), dutch.amount(line.price), dutch.amount(line.amount))
        for line in content.lines
    )
    whole = ("Totaal", "", "", dutch.amount(total(line.amount for line in content.lines)))
    cells = tuple(tuple((text,) for text in row) for row in rows)
    return Table("Aantal maal prijs per prestatie", columns, cells, (tuple((text,) for text in whole),))

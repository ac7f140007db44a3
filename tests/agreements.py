"""Agreements to put on paper, sign and tamper with; every figure is SYNTHETIC."""

from __future__ import annotations

from datetime import UTC, date, datetime

from driehoek.application.agreement.document import (
    Agreed,
    AgreementDocument,
    Attachment,
    Content,
    CouncilInput,
    DocumentLine,
    Party,
)
from driehoek.domain.agreement.clauses import Answer, Clause, Reply, Subject
from driehoek.domain.agreement.duration import Term
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Money, Quantity, Unit, total

PURCHASER = Party("Zorgkantoor van de proef", "UZOVI-code 5501", "UZ:NL-5501")
PROVIDER = Party("De Lindehof", "AGB-code 41000001", "AG:NL-41000001")
COUNCIL = Attachment.of("inbreng.txt", "text/plain", b"Meer tijd voor wie er net woont.\n")
_UNITS = (Unit.HOUR, Unit.HALF_DAY, Unit.ETMAAL)


def lines(count: int, badge: Badge = Badge.SYNTHETIC) -> tuple[DocumentLine, ...]:
    """Lines over four lots, no two alike."""
    made = []
    for place in range(count):
        unit = _UNITS[place % 3]
        quantity = Quantity((place * 37 + 120) * unit.steps, unit)
        price = Money(5_000 + place * 13)
        name = f"Verzonnen prestatie {place + 1} met een naam die over de regel kan lopen"
        lot = f"lot-{place * 4 // count + 1}"
        made.append(DocumentLine(lot, f"SYN{place + 1:04d}", name, quantity, price, quantity.at(price), badge))
    return tuple(made)


def content(count: int = 6, badge: Badge = Badge.SYNTHETIC) -> Content:
    """What two agree on."""
    held = lines(count, badge)
    return Content(
        year=2027,
        policy="Inkoopbeleid Wlz 2027 (voorbeeld)",
        region="Verzonnen regio",
        parties={Side.PURCHASER: PURCHASER, Side.PROVIDER: PROVIDER},
        form="price-times-quantity",
        amount=total(line.amount for line in held),
        lines=held,
        starts=date(2027, 1, 1),
        ends=date(2028, 12, 31),
        term=Term(2, covers_volumes=False, index="het prijsindexcijfer van de NZa"),
        clauses=(
            Clause("control", "De inkoper mag de administratie inzien.", Subject.CONTROL),
            Clause("above", "Boven het plafond overleggen partijen eerst.", Subject.CARE, "continue-at-own-cost"),
        ),
        answers=(
            Answer("control", Reply.ACCEPTED),
            Answer("above", Reply.RESERVED, "Overleg duurt te lang.", "Partijen spreken elkaar binnen twee weken."),
        ),
        council=(CouncilInput("de cliëntenraad", date(2026, 9, 1), ("Meer tijd voor wie er net woont.",), COUNCIL),),
    )


def document(count: int = 6, badge: Badge = Badge.SYNTHETIC, number: int = 1) -> AgreementDocument:
    """The same on paper, agreed by both."""
    agreed = {
        Side.PURCHASER: Agreed(
            "De inkoper van dienst", "inkoper", "volledig tot € 5.000.000", datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
        ),
        Side.PROVIDER: Agreed("De bestuurder", "bestuurder", "volledig", datetime(2026, 11, 2, 14, 5, tzinfo=UTC)),
    }
    return AgreementDocument(content(count, badge), number, agreed, date(2026, 11, 2))

"""One version of an agreement as a document: what both agreed, and the data that travels inside its PDF.

The fingerprint of a document is that of the version (``Version.fingerprint``), so that whoever marks a version agreed,
signs it or verifies the file names the same 64 digits. Names and moments of people stand beside what was agreed, not in
it: agreeing changes nothing of what was agreed.

The data in the PDF is canonical JSON. Anybody can count it again: take what stands under ``agreement``, write it with
sorted keys and no spaces in UTF-8, and take SHA-256.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from driehoek.domain.agreement.clauses import Answer, Clause
from driehoek.domain.agreement.duration import Term
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Code, Finding, Money, Quantity, canonical, fingerprint, total

DATA_FILE = "agreement.json"
"""The name of the data inside the PDF."""
SCHEMA = "driehoek-agreement-1"
"""The form of that data."""

NO_DATA = Code(
    "SIG-001",
    nl="In {subject} zitten geen gegevens van een overeenkomst ({seen}).",
    en="{subject} holds no data of an agreement ({seen}).",
    mend_nl="Neem het bestand zoals het uit het portaal kwam. Afdrukken en opnieuw opslaan neemt de gegevens weg.",
    mend_en="Take the file as it came out of the portal. Printing and saving it again removes the data.",
)
FINDINGS = (NO_DATA,)


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two.

    Attributes:
        name: of the organisation.
        code: what care knows it by, in words, such as ``AGB-code 41000001``.
        identifier: what its certificate must name it (organizationIdentifier, such as ``NTRNL-12345678``); whoever
            signs for this side signs with a certificate that says so.
    """

    name: str
    code: str
    identifier: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One line of the agreement.

    Attributes:
        lot: of the policy.
        product: its code.
        name: of the product, in Dutch.
        quantity: agreed.
        price: per unit.
        amount: price times quantity, rounded once.
        badge: how real the tariff is.
    """

    lot: str
    product: str
    name: str
    quantity: Quantity
    price: Money
    amount: Money
    badge: Badge


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF; it counts in the fingerprint by its digest.

    Attributes:
        name: of the file.
        media_type: such as ``application/pdf``.
        sha256: of its bytes, 64 hexadecimal digits.
        data: the bytes.
    """

    name: str
    media_type: str
    sha256: str
    data: bytes = field(compare=False, repr=False)

    @classmethod
    def of(cls, name: str, media_type: str, data: bytes) -> Attachment:
        """An attachment with its digest."""
        return cls(name, media_type, sha256(data).hexdigest(), data)


@dataclass(frozen=True, slots=True)
class CouncilInput:
    """What the council of clients said (M.7): it goes along with the agreement.

    Attributes:
        council: which council.
        given_on: when.
        text: what it said, in paragraphs.
        file: its own paper, when it gave one.
    """

    council: str
    given_on: date
    text: tuple[str, ...] = ()
    file: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What stands on the pages.

    Attributes:
        year: the contract year.
        policy: the title of the policy under which it is made.
        region: where.
        parties: per side the organisation.
        form: the contract form, by its name in policies.
        amount: what the agreement comes to; with a form of lines their sum.
        lines: per product.
        starts: the first day.
        ends: the last day.
        term: what it covers in time.
        clauses: what else is agreed.
        answers: how the provider answered each clause.
        council: what the council of clients said; nothing when it said nothing.
    """

    year: int
    policy: str
    region: str
    parties: Mapping[Side, Party]
    form: str
    amount: Money
    lines: tuple[DocumentLine, ...]
    starts: date
    ends: date
    term: Term
    clauses: tuple[Clause, ...] = ()
    answers: tuple[Answer, ...] = ()
    council: tuple[CouncilInput, ...] = ()

    @property
    def of_lines(self) -> Money:
        """The lines together."""
        return total(line.amount for line in self.lines)

    @property
    def synthetic(self) -> bool:
        """Whether any figure in it is made up."""
        return any(line.badge is Badge.SYNTHETIC for line in self.lines)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who agreed for a side.

    Attributes:
        person: the name of the person.
        role: in which role.
        mandate: on which mandate, in words.
        at: when.
    """

    person: str
    role: str
    mandate: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """A version of an agreement that is put on paper.

    Attributes:
        content: what stands on the pages.
        number: of the version, from 1.
        agreed: per side who agreed; a side that did not is not in it.
        made_on: the day that the document carries.
        said: the record over which the fingerprint of the version is counted; None where that is the content.
    """

    content: Content
    number: int
    agreed: Mapping[Side, Agreed]
    made_on: date
    said: object = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what the two agreed on: the fingerprint of the version."""
        return fingerprint(self.content if self.said is None else self.said)


def attached_data(document: AgreementDocument) -> bytes:
    """The data of a document as it travels inside the PDF."""
    return canonical(
        {
            "schema": SCHEMA,
            "version": document.number,
            "fingerprint": document.fingerprint,
            "agreed": document.agreed,
            "agreement": document.content if document.said is None else document.said,
            "pages": document.content,
        }
    )


@dataclass(frozen=True, slots=True)
class Attached:
    """The data of a PDF, read back.

    Attributes:
        version: its number.
        stated: the fingerprint it says it has.
        counted: the fingerprint counted again over what was agreed.
        year: the contract year.
        synthetic: whether a line in it is made up.
        cents: what the agreement comes to.
        lines: how many.
        parties: per side name and identifier.
    """

    version: int
    stated: str
    counted: str
    year: int
    synthetic: bool
    cents: int
    lines: int
    parties: Mapping[Side, Party]


def read_attached(data: bytes, subject: str) -> Attached | Finding:
    """Read the data back, or say why it is none."""
    try:
        held: dict[str, Any] = json.loads(data)
        if held["schema"] != SCHEMA:
            return Finding(NO_DATA, subject, seen=str(held["schema"]))
        pages = held["pages"]
        return Attached(
            int(held["version"]),
            str(held["fingerprint"]),
            fingerprint(held["agreement"]),
            int(pages["year"]),
            any(line["badge"] == Badge.SYNTHETIC.value for line in pages["lines"]),
            int(pages["amount"]["cents"]),
            len(pages["lines"]),
            {side: _party(pages["parties"][side.value]) for side in Side},
        )
    except (ValueError, KeyError, TypeError) as error:
        return Finding(NO_DATA, subject, seen=f"{type(error).__name__}: {error}")


def _party(held: Mapping[str, Any]) -> Party:
    return Party(str(held["name"]), str(held["code"]), str(held["identifier"]))

"""The receipt of a submission as a file to keep: readable on top, and below a line the exact text that was received.

Whoever has the file can compute the mark again, years later and without us: it is the SHA-256 of that exact text, which
names every document by its own SHA-256. That the mark was given out by one portal shows from its seal, which only that
portal can test.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from driehoek.kernel import Code, Finding, dutch

LINE = "----- wat is ontvangen, letterlijk -----"
_MARK, _SEAL = "Kenmerk: ", "Zegel: "

NO_RECEIPT = Code(
    "SUB-060",
    nl="{subject} is geen ontvangstbewijs van Driehoek: {seen}.",
    en="{subject} is no receipt of Driehoek: {seen}.",
    mend_nl="Kies het tekstbestand dat u bij uw ontvangstbewijs bewaarde, zonder het te veranderen.",
    mend_en="Choose the text file that you kept with your receipt, without changing it.",
)
OTHER_MARK = Code(
    "SUB-061",
    nl="Het kenmerk in {subject} hoort niet bij wat eronder staat: het is {seen} en had {wanted} moeten zijn.",
    en="The mark in {subject} does not belong to what stands below it: it is {seen} and should have been {wanted}.",
    mend_nl="Het bestand is veranderd. Haal het opnieuw op in het portaal en vergelijk ze.",
    mend_en="The file was changed. Fetch it from the portal again and compare the two.",
)
OTHER_DOCUMENT = Code(
    "SUB-062",
    nl="Het bewijsstuk {subject} is niet het stuk dat werd ontvangen.",
    en="The document {subject} is not the one that was received.",
    mend_nl="Zoek het stuk zoals u het instuurde; het kenmerk ervan is {wanted}.",
    mend_en="Find the document as you sent it; its mark is {wanted}.",
)
DOCUMENT_GONE = Code(
    "SUB-063",
    nl="Het bewijsstuk {subject} staat niet in de map.",
    en="The document {subject} is not in the folder.",
    mend_nl="Zet het stuk in de map en probeer het opnieuw.",
    mend_en="Put the document into the folder and try again.",
)
FINDINGS = (NO_RECEIPT, OTHER_MARK, OTHER_DOCUMENT, DOCUMENT_GONE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that was read and holds.

    Attributes:
        contract: whose submission.
        number: 1 for the first of this contract in its round.
        received_at: when it arrived, with its zone.
        withdraws: whether it takes back what stood before.
        mark: the SHA-256 over all of this.
        seal: what the portal put on the mark; empty when there is none.
        files: the text of each file.
        evidence: the SHA-256 of each document.
    """

    contract: str
    number: int
    received_at: datetime
    withdraws: bool
    mark: str
    seal: str
    files: Mapping[str, str]
    evidence: Mapping[str, str]


def receipt_text(content: str, seal: str, head: Iterable[str]) -> str:
    """The file to keep.

    Args:
        content: the exact text that was received, of which the mark is the SHA-256.
        seal: what the portal puts on the mark.
        head: lines for people, such as the round and the purchaser.
    """
    mark = hashlib.sha256(content.encode()).hexdigest()
    how = (
        "Zo controleert u dit bewijs:",
        f"- het kenmerk is de SHA-256 van de regel onder '{LINE}', zonder het einde van de regel;",
        "- driehoek submission receipt BESTAND rekent het na, ook zonder internet;",
        "- de pagina Ontvangstbewijs controleren van het portaal zegt of het zegel van dat portaal is.",
    )
    return "\n".join(
        ("ONTVANGSTBEWIJS", "", *head, "", f"{_MARK}{mark}", f"{_SEAL}{seal}", "", *how, "", LINE, content, "")
    )


def read_receipt(text: str, name: str) -> Receipt | Finding:
    """Read a receipt and compute its mark again; or why it does not hold."""
    head, found, below = text.replace("\r\n", "\n").removeprefix("\ufeff").partition(f"\n{LINE}\n")
    lines = head.split("\n")
    mark = next((line.removeprefix(_MARK).strip() for line in lines if line.startswith(_MARK)), "")
    seal = next((line.removeprefix(_SEAL).strip() for line in lines if line.startswith(_SEAL)), "")
    content = below.removesuffix("\n")
    if not found or not mark:
        return Finding(NO_RECEIPT, name, seen="er ontbreekt een deel / a part is missing")
    computed = hashlib.sha256(content.encode()).hexdigest()
    if computed != mark:
        return Finding(OTHER_MARK, name, seen=mark[:16], wanted=computed[:16])
    try:
        said = json.loads(content)
        return Receipt(
            str(said["contract"]),
            int(said["number"]),
            datetime.fromisoformat(said["received_at"]),
            bool(said["withdraws"]),
            mark,
            seal,
            dict(said["files"]),
            dict(said.get("evidence", {})),
        )
    except (ValueError, KeyError, TypeError):
        return Finding(NO_RECEIPT, name, seen="de inhoud is niet te lezen / the content cannot be read")


def compare_documents(receipt: Receipt, held: Mapping[str, str]) -> tuple[Finding, ...]:
    """Hold the documents that a provider kept to what was received.

    Args:
        receipt: what was received.
        held: the SHA-256 of each file by its name.
    """
    found = []
    for path, digest in sorted(receipt.evidence.items()):
        name = path.rsplit("/", 1)[-1]
        if name not in held:
            found.append(Finding(DOCUMENT_GONE, name))
        elif held[name] != digest:
            found.append(Finding(OTHER_DOCUMENT, name, wanted=digest))
    return tuple(found)


def in_words(receipt: Receipt) -> tuple[str, ...]:
    """What a receipt says, in lines for people."""
    what = "een intrekking" if receipt.withdraws else "een inschrijving"
    moment = dutch.moment(receipt.received_at.replace(tzinfo=None))
    return (
        f"Contract {receipt.contract}, nummer {receipt.number}: {what}, ontvangen op {moment}.",
        f"{len(receipt.files)} bestanden en {len(receipt.evidence)} bewijsstukken.",
    )

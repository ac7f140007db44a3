"""A letter as PDF."""

from __future__ import annotations

from driehoek.adapters.office.typesetting import Json, blocks_json, day_json, typeset
from driehoek.application.letters import Letter
from driehoek.kernel.dutch import day


def letter_pdf(letter: Letter) -> bytes:
    """Typeset one letter; a few hundred in a row reuse the compiler."""
    data: dict[str, Json] = {
        "title": letter.subject.text,
        "author": letter.sender[0],
        "description": f"{letter.subject.text}, contract {letter.contract}",
        "date": day_json(letter.date),
        "day": day(letter.date),
        "running": f"{letter.subject.text}, contract {letter.contract}",
        "footer": f"{letter.sender[0]}, kenmerk {letter.reference.text}",
        "synthetic": letter.synthetic,
        "sender": list(letter.sender),
        "addressee": [fact.text for fact in letter.addressee],
        "reference": letter.reference.text,
        "subject": letter.subject.text,
        "salutation": letter.salutation,
        "body": blocks_json(letter.body),
        "closing": letter.closing,
        "annexes": blocks_json(letter.annexes),
    }
    return typeset("letter.typ", data, letter.date)

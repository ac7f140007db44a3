"""The printed policy as PDF."""

from __future__ import annotations

from driehoek.adapters.office.typesetting import Json, blocks_json, day_json, typeset
from driehoek.application.printing import Printed
from driehoek.kernel.dutch import day


def policy_pdf(text: Printed) -> bytes:
    """Typeset the printed policy, dated on the day of its (last) publication."""
    edition = f"Versie {text.version}, {day(text.published_on)}"
    data: dict[str, Json] = {
        "title": text.title,
        "author": text.purchaser,
        "description": f"{text.title}, {edition}",
        "date": day_json(text.published_on),
        "running": text.title,
        "footer": f"{text.purchaser}, {edition}",
        "synthetic": text.synthetic,
        "edition": edition,
        "sections": blocks_json(text.sections),
    }
    return typeset("policy.typ", data, text.published_on)

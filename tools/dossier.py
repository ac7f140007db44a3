"""The folder format and the JSON Schema of the policy: ``docs/reference/dossier.md`` and ``policy.schema.json``.

The adapter that reads and writes the format makes both itself, from the descriptions it follows.
"""

from __future__ import annotations

from driehoek.adapters.dossier import dossier_page, policy_schema_text
from tools.pages import Page

OWNED = ("docs/reference/dossier.md", "docs/reference/policy.schema.json")


def pages() -> list[Page]:
    """Make the page and the schema."""
    return [
        Page("docs/reference/dossier.md", dossier_page()),
        Page("docs/reference/policy.schema.json", policy_schema_text()),
    ]

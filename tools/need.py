"""The reference page of the folder about need: ``docs/reference/need.md``."""

from __future__ import annotations

from driehoek.adapters.need.reference import need_page
from tools.pages import Page

OWNED = ("docs/reference/need.md",)


def pages() -> list[Page]:
    """Make the page."""
    return [Page("docs/reference/need.md", need_page())]

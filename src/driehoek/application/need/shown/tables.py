"""Columns of tables of need."""

from __future__ import annotations

from driehoek.application.document import Column


def words(*titles: str) -> tuple[Column, ...]:
    """Columns of words."""
    return tuple(Column(title, 2 if title in _WIDE else 1) for title in titles)


def numbers(*titles: str) -> tuple[Column, ...]:
    """Columns of figures, which stand to the right."""
    return tuple(Column(title, numeric=True) for title in titles)


_WIDE = {"Toelichting", "Wat het zegt", "Wat er nodig is", "Groep", "Bron", "Hoe", "Wie wacht", "In deze gemeenten"}

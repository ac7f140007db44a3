"""Rules in SQL as a step of a migration: the text stands in ``sql/``, where a reader looks for it."""

from __future__ import annotations

from importlib.resources import files

from django.db import migrations


def rules(name: str) -> migrations.RunSQL:
    """The rules of one file; there is no way back but a backup."""
    text = files("driehoek.adapters.store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return migrations.RunSQL(text)

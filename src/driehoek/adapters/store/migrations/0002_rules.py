"""The rules that tables alone cannot hold: roles, overlap in time, the ledger's ceiling, who sees which row."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """In this order: later rules use earlier functions."""

    dependencies: ClassVar = [("store", "0001_initial")]
    operations: ClassVar = [rules("roles"), rules("people"), rules("ledger"), rules("trail")]

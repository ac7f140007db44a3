"""Who sees and writes which part of a round, and what of it never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the tables of rounds."""

    dependencies: ClassVar = [("store", "0003_rounds")]
    operations: ClassVar = [rules("rounds")]

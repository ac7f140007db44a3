"""Walls that stood open at a chink: who looks after an organisation, nobody at all, and whose contract it is."""

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After every table it names."""

    dependencies: ClassVar = [
        ("store", "0022_agreements"),
    ]

    operations: ClassVar = [
        rules("walls"),
    ]

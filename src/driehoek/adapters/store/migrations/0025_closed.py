"""Closed submissions that came with a dossier."""

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """The guard on results knows them too."""

    dependencies: ClassVar = [
        ("store", "0024_sealed_documents"),
    ]

    operations: ClassVar = [
        rules("closed"),
    ]

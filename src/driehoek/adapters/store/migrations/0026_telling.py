"""What goes on in an agreement is told once a statement, with the number it came to."""

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the agreements it tells of."""

    dependencies: ClassVar = [
        ("store", "0025_closed"),
    ]

    operations: ClassVar = [
        rules("telling"),
    ]

"""Words to search by."""

from typing import ClassVar

from django.db import migrations

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After everything whose text is searched."""

    dependencies: ClassVar = [
        ("store", "0011_importing"),
    ]

    operations: ClassVar = [
        rules("searching"),
    ]

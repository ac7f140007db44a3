"""The look an organisation brings to its pages."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the people who bring it."""

    dependencies: ClassVar = [
        ("store", "0016_drafting"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="look",
                        serialize=False,
                        to="store.organisation",
                    ),
                ),
                ("tokens", models.TextField(help_text="as the organisation gave them")),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        rules("looks"),
    ]

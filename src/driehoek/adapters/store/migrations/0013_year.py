"""What was done of the year of a purchaser."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0012_searching"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="MilestoneDone",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("milestone", models.CharField(max_length=60)),
                ("done_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones_done", to="store.round"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("round", "milestone"),
                        name="milestone_done_once",
                    )
                ],
            },
        ),
        rules("year"),
    ]

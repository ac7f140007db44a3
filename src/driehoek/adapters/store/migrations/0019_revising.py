"""Events after a result, each of which makes a next version of it."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules

PERSON = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0018_kvk"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RoundEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("remedy", models.CharField(max_length=10)),
                ("ground", models.TextField()),
                ("reference", models.CharField(blank=True, max_length=120)),
                ("contracts", models.JSONField(default=list)),
                ("grants", models.JSONField(default=list, help_text="contract, lot and what is added in cents")),
                (
                    "files",
                    models.JSONField(
                        default=dict, help_text="the corrected files by path; once approved all of the version"
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "version",
                    models.SmallIntegerField(blank=True, help_text="the version that it made", null=True),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to=PERSON),
                ),
                ("proposed_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=PERSON)),
                ("round", models.ForeignKey(on_delete=PROTECT, related_name="events", to="store.round")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="event_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("decided_on__isnull", True),
                                ("version__isnull", True),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("decided_on__isnull", False),
                                ("version__isnull", False),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="event_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground__regex", "^\\s*$"), _negated=True), name="event_ground"
                    ),
                    models.UniqueConstraint(fields=("round", "version"), name="event_version"),
                ],
            },
        ),
        rules("revising"),
    ]

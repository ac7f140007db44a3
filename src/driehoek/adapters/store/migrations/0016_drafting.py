"""Drafts of a policy, each kept beside the ones before."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0015_watching"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PolicyDraft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "number",
                    models.IntegerField(help_text="1 for the first; whoever keeps one names the number it saw"),
                ),
                ("content", models.TextField()),
                ("kept_at", models.DateTimeField()),
                (
                    "published_version",
                    models.IntegerField(help_text="the version of the policy that it became", null=True),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="policy_drafts", to="store.round"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="policy_draft_number"),
                ],
            },
        ),
        rules("drafting"),
    ]

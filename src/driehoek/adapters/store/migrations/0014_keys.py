"""Ending every session at once, and a second factor that was lost."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


def _person(name: str = "+", *, optional: bool = False) -> "models.ForeignKey[Any, Any]":
    keep = django.db.models.deletion.PROTECT
    return models.ForeignKey(
        to=settings.AUTH_USER_MODEL, on_delete=keep, related_name=name, null=optional, blank=optional
    )


class Migration(migrations.Migration):
    """After the administrators who reset."""

    dependencies: ClassVar = [
        ("store", "0013_year"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="epoch",
            field=models.PositiveIntegerField(default=0, help_text="one more ends every session"),
        ),
        migrations.CreateModel(
            name="FactorReset",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(max_length=300, help_text="how the administrator knows it is this person"),
                ),
                ("asked_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("approved_by", _person(optional=True)),
                ("asked_by", _person()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                ("person", _person("factor_resets")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(reason=""), name="factor_reset_reason"),
                    models.CheckConstraint(condition=~models.Q(person=models.F("asked_by")), name="factor_reset_asker"),
                    models.CheckConstraint(
                        condition=models.Q(approved_by__isnull=True)
                        | ~models.Q(approved_by=models.F("asked_by")) & ~models.Q(approved_by=models.F("person")),
                        name="factor_reset_three_people",
                    ),
                ],
            },
        ),
        rules("keys"),
    ]

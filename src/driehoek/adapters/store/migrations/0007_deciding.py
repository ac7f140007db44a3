"""Deviations by hand of two people, and what a provider needs of a result."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0006_trying"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Deviation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("lot", models.CharField(max_length=60)),
                ("amount_from", models.BigIntegerField(help_text="in cents, as it was when it was proposed")),
                ("amount_to", models.BigIntegerField(help_text="in cents")),
                ("kind", models.CharField(max_length=40)),
                ("ground", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="result",
            name="result_version",
        ),
        migrations.AddField(
            model_name="outcome",
            name="decided_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="outcome",
            name="decision_fingerprint",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="outcome",
            name="is_final",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="outcome",
            name="round",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"
            ),
        ),
        migrations.AddField(
            model_name="outcome",
            name="version",
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="result",
            name="standstill_until",
            field=models.DateField(blank=True, help_text="the last day on which a route is open", null=True),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(fields=("round", "version", "is_final"), name="result_version"),
        ),
        migrations.AddField(
            model_name="deviation",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deviations", to="store.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", True),
                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="deviation_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="deviation_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__regex", "^\\s*$"), _negated=True), name="deviation_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount_from__gte", 0),
                    ("amount_to__gte", 0),
                    models.Q(("amount_from", models.F("amount_to")), _negated=True),
                ),
                name="deviation_amounts",
            ),
        ),
        rules("deciding"),
    ]

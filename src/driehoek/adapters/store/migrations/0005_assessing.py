"""Assignments, interests and marks, with the rules that keep assessors blind to each other."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0004_rules_of_rounds"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("criterion", models.CharField(max_length=60)),
                ("label", models.CharField(help_text="how marks.csv names the assessor; never a name", max_length=40)),
                ("assigned_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                ("released_because", models.TextField(blank=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "purchaser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="store.round"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GivenMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("points", models.DecimalField(decimal_places=2, max_digits=7)),
                ("motivation", models.TextField()),
                ("given_at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="store.assignment"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "purchaser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("has_conflict", models.BooleanField()),
                ("text", models.TextField(blank=True)),
                ("declared_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "purchaser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("round", "criterion", "person"), name="assignment_person"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(fields=("round", "criterion", "label"), name="assignment_label"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_at__isnull", True),
                    models.Q(("handed_in_at__isnull", True), models.Q(("released_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="assignment_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="givenmark",
            constraint=models.UniqueConstraint(fields=("assignment", "contract"), name="mark_one"),
        ),
        migrations.AddConstraint(
            model_name="givenmark",
            constraint=models.CheckConstraint(condition=models.Q(("points__gte", 0)), name="mark_points"),
        ),
        migrations.AddConstraint(
            model_name="givenmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("motivation__regex", "^\\s*$"), _negated=True), name="mark_motivation"
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(fields=("round", "person", "contract"), name="interest_one"),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("has_conflict", False), models.Q(("text", ""), _negated=True), _connector="OR"),
                name="interest_text",
            ),
        ),
        rules("assessing"),
    ]

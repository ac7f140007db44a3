"""What people are told, and how they want to be told."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the log they are made from."""

    dependencies: ClassVar = [
        ("store", "0007_deciding"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="NoticeMark",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="notice_mark_one")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "key",
                    models.CharField(help_text="what it tells of; nobody is told twice of the same", max_length=120),
                ),
                ("group", models.CharField(max_length=20)),
                ("title", models.CharField(help_text="the sentence before translation", max_length=200)),
                ("contract", models.CharField(blank=True, max_length=8)),
                ("day", models.DateField(null=True)),
                ("route", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-id"], name="notice_newest"),
                    models.Index(condition=models.Q(("seen_at", None)), fields=["person"], name="notice_unseen"),
                    models.Index(condition=models.Q(("mailed_at", None)), fields=["group"], name="notice_unmailed"),
                ],
                "constraints": [models.UniqueConstraint(fields=("person", "key"), name="notice_once")],
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("group", models.CharField(max_length=20)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "meteen een mail"),
                            ("digest", "één mail per werkdag"),
                            ("screen", "geen mail, alleen op het portaal"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "group"), name="notice_choice_one"),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["mail", "digest", "screen"])), name="notice_choice_way"
                    ),
                ],
            },
        ),
        rules("notices"),
    ]

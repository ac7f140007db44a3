"""Sealed rounds: their key, who can open them, and what was opened."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


def _one(to: str, related: str, *, primary_key: bool = False) -> models.OneToOneField:  # type: ignore[type-arg]
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT,
        primary_key=primary_key,
        related_name=related,
        serialize=not primary_key,
        to=to,
    )


class Migration(migrations.Migration):
    """After the submissions they close."""

    dependencies: ClassVar = [
        ("store", "0020_corners"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SealOfficial",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_key", models.CharField(max_length=44)),
                (
                    "derivation",
                    models.CharField(blank=True, help_text="how the key follows from a passphrase", max_length=80),
                ),
                ("confirmed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seal_officials", to="store.round"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("round", "person"), name="seal_official_once")],
            },
        ),
        migrations.CreateModel(
            name="SealKey",
            fields=[
                ("round", _one("store.round", "seal_key", primary_key=True)),
                ("public_key", models.CharField(max_length=44)),
                ("halves", models.JSONField(help_text="per pair of officials the closed half of each")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PassedHalf",
            fields=[
                ("official", _one("store.sealofficial", "passed", primary_key=True)),
                ("halves", models.JSONField(help_text="per other official the half closed to it")),
                ("given_at", models.DateTimeField()),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("round", _one("store.round", "opening", primary_key=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.sealofficial"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.sealofficial"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True), name="opening_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenedSubmission",
            fields=[
                ("submission", _one("store.submission", "opened", primary_key=True)),
                ("content", models.TextField(help_text="canonical; its SHA-256 stands in what was handed in")),
                (
                    "round",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"),
                ),
            ],
        ),
        rules("sealing"),
    ]

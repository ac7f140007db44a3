"""With what organisations sign."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After what is published by mandate."""

    dependencies: ClassVar = [
        ("store", "0029_publishing_bound"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SigningSeal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "holder",
                    models.CharField(help_text="of whom the certificate is, as it says itself", max_length=200),
                ),
                ("issuer", models.CharField(max_length=300)),
                ("serial", models.CharField(max_length=64)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("key", models.TextField(help_text="the certificates open, the private key closed")),
                ("brought_at", models.DateTimeField()),
                ("taken_off_at", models.DateTimeField(help_text="from then on nothing is signed with it", null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_off_at__isnull", True)),
                        fields=("organisation",),
                        name="signing_seal_one",
                    )
                ],
            },
        ),
        rules("seals"),
    ]

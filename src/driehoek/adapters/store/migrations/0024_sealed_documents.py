"""Documents of sealed submissions, closed as the submission is."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


def _of(to: str, related: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to)


class Migration(migrations.Migration):
    """After the submissions they belong to."""

    dependencies: ClassVar = [
        ("store", "0023_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SealedDocument",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.SmallIntegerField(help_text="1 for the first of the submission")),
                ("content", models.BinaryField(help_text="nonce and AES-256-GCM")),
                (
                    "sha256",
                    models.CharField(help_text="over the closed bytes; stands in what was handed in", max_length=64),
                ),
                ("submission", _of("store.submission", "sealed_documents")),
                ("round", _of("store.round", "+")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "number"), name="sealed_document_number")
                ],
            },
        ),
        rules("sealed_documents"),
    ]

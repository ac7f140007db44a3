"""Files that came with a dossier beside its own, and submissions that came in elsewhere."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0010_mandates"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RoundAttachment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("path", models.CharField(max_length=300)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="submission",
            name="submission_receipt",
        ),
        migrations.AddField(
            model_name="submission",
            name="is_imported",
            field=models.BooleanField(default=False, help_text="came with a dossier, and not through this portal"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("round", "receipt"), name="submission_receipt"),
        ),
        migrations.AddField(
            model_name="roundattachment",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="store.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundattachment",
            constraint=models.UniqueConstraint(fields=("round", "path"), name="attachment_path"),
        ),
        rules("importing"),
    ]

"""The region of an agreement, and last year's care beside it."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """After what is told."""

    dependencies: ClassVar = [
        ("store", "0026_telling"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="agreement",
            name="region",
            field=models.CharField(blank=True, default="", help_text="the COD001 code", max_length=4),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="agreement",
            name="before",
            field=models.JSONField(default=dict, help_text="last year's care: by lot|product its name, steps and unit"),
        ),
    ]

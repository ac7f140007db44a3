"""The KvK number of an organisation, by which eHerkenning says for whom somebody acts."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the organisations it names."""

    dependencies: ClassVar = [
        ("store", "0017_looks"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="organisation",
            name="kvk",
            field=models.CharField(
                blank=True, default="", help_text="KvK number, by which eHerkenning names it", max_length=8
            ),
            preserve_default=False,
        ),
    ]

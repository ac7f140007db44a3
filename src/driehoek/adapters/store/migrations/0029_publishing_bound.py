"""Publishing a policy or a nota rests on a mandate."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models import CheckConstraint, Q
from django.db.models.deletion import PROTECT

from driehoek.adapters.store.rules import rules

ACTS = ["hand-in", "withdraw", "adopt", "finalise", "approve-deviation", "sign", "publish"]


class Migration(migrations.Migration):
    """One act more that binds; what was published before stays as it was."""

    dependencies: ClassVar = [
        ("store", "0028_repairing"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="boundact", name="bound_act"),
        migrations.AddConstraint(
            model_name="boundact", constraint=CheckConstraint(condition=Q(act__in=ACTS), name="bound_act")
        ),
        migrations.AddField(
            model_name="policydraft",
            name="published_at",
            field=models.DateTimeField(help_text="when it was published", null=True),
        ),
        migrations.AddField(
            model_name="policydraft",
            name="published_by",
            field=models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        rules("publishing_bound"),
    ]

"""Requests to repair a submission, and what was repaired."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the submissions they are about."""

    dependencies: ClassVar = [
        ("store", "0027_agreement_before"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RepairRequest",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("question", models.CharField(max_length=100)),
                ("asked", models.TextField(help_text="what was missing or wrong, as it stood")),
                ("due_on", models.DateField(help_text="the last day, by the policy")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("provider", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.organisation")),
                ("purchaser", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.organisation")),
                ("round", models.ForeignKey(on_delete=PROTECT, related_name="repair_requests", to="store.round")),
            ],
        ),
        migrations.CreateModel(
            name="RepairedSubmission",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.SmallIntegerField(help_text="1 for the first of the submission")),
                ("content", models.TextField(help_text="canonical, as of a submission")),
                ("receipt", models.CharField(help_text="SHA-256 over the content", max_length=64)),
                ("repaired_at", models.DateTimeField(help_text="when the request arrived")),
                ("repaired_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("round", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.round")),
                ("submission", models.ForeignKey(on_delete=PROTECT, related_name="repairs", to="store.submission")),
                ("request", models.ForeignKey(on_delete=PROTECT, related_name="repairs", to="store.repairrequest")),
            ],
        ),
        migrations.AddConstraint(
            model_name="repairrequest",
            constraint=models.UniqueConstraint(fields=("round", "contract", "question"), name="repair_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="repairedsubmission",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="repaired_number"),
        ),
        rules("repairing"),
    ]

"""What supervisors ask for and receive."""

from typing import ClassVar

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the rounds they belong to."""

    dependencies: ClassVar = [
        ("store", "0014_keys"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DossierRequest",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("ground", models.TextField(help_text="the law or reason on which it is asked")),
                ("due_on", models.DateField(help_text="the last day on which it is expected")),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd"),
                            ("refused", "niet gestuurd"),
                            ("waiting", "wacht op nakijken"),
                            ("busy", "wordt nagekeken"),
                            ("ready", "nagekeken"),
                            ("failed", "kon niet worden nagekeken"),
                        ],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("reply", models.TextField(blank=True)),
                ("as_of", models.DateTimeField(blank=True, help_text="the moment of which the dossier is", null=True)),
                ("content", models.BinaryField(help_text="the dossier as a zip", null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "stage",
                    models.CharField(blank=True, help_text="what the check is at, for people who wait", max_length=80),
                ),
                ("busy_since", models.DateTimeField(blank=True, null=True)),
                ("found", models.JSONField(default=dict, help_text="what the check found: replay, norms, figures")),
                (
                    "answered_by",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("asked_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("purchaser", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.organisation")),
                ("round", models.ForeignKey(on_delete=PROTECT, related_name="dossier_requests", to="store.round")),
                ("supervisor", models.ForeignKey(on_delete=PROTECT, related_name="+", to="store.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="DossierLook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("person", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("dossier", models.ForeignKey(on_delete=PROTECT, related_name="looks", to="store.dossierrequest")),
            ],
        ),
        migrations.AddConstraint(
            model_name="dossierrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__regex", "^\\s*$"), _negated=True), name="dossier_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="dossierrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "refused", "waiting", "busy", "ready", "failed"])),
                name="dossier_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossierrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("reply__regex", "^\\s*$"), _negated=True),
                    _connector="OR",
                ),
                name="dossier_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossierrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "asked")), ("answered_at__isnull", False), _connector="OR"
                ),
                name="dossier_answered",
            ),
        ),
        rules("watching"),
    ]

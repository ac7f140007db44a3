"""What a provider keeps for itself, evidence as it came, and what it files against a decision."""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the decisions that it can be filed against."""

    dependencies: ClassVar = [
        ("store", "0008_notices"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="draft",
            name="clashes",
            field=models.JSONField(default=dict, help_text="per field what a second person typed at the same time"),
        ),
        migrations.AddField(
            model_name="draft",
            name="evidence",
            field=models.JSONField(default=dict, help_text="per question the ids of the files that belong to it"),
        ),
        migrations.AddField(
            model_name="draft",
            name="from_profile",
            field=models.JSONField(default=dict, help_text="per question the answer that the profile gave"),
        ),
        migrations.AddField(
            model_name="draft",
            name="seconds",
            field=models.IntegerField(default=0, help_text="worked on it, inferred from when it was kept"),
        ),
        migrations.AddField(
            model_name="draft",
            name="subcontractors",
            field=models.JSONField(default=list, help_text="name, AGB, products and day of report, as text"),
        ),
        migrations.AddField(
            model_name="question",
            name="about",
            field=models.CharField(blank=True, help_text="the question or lot of the form it is about", max_length=80),
        ),
        migrations.AddField(
            model_name="question",
            name="contract",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(help_text="safe to keep and to send", max_length=100)),
                (
                    "kind",
                    models.CharField(
                        help_text="what it was found to be; empty for what came in a dossier", max_length=20
                    ),
                ),
                ("content", models.BinaryField()),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "about",
                    models.CharField(
                        blank=True, help_text="what it shows, in the words of the provider", max_length=200
                    ),
                ),
                ("issued_on", models.DateField()),
                (
                    "expires_on",
                    models.DateField(blank=True, help_text="the first day on which it no longer counts", null=True),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, help_text="no longer offered; what was sent keeps it", null=True),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                (
                    "last_day",
                    models.DateField(blank=True, help_text="the last day of this way, as it was when filed", null=True),
                ),
                ("filed_at", models.DateTimeField()),
                (
                    "answer_by",
                    models.DateField(blank=True, help_text="the last day for the purchaser to answer", null=True),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "tegemoetgekomen"),
                            ("partly", "gedeeltelijk tegemoetgekomen"),
                            ("not", "niet tegemoetgekomen"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "purchaser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="store.round"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeyFigures",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("purchaser_name", models.CharField(max_length=200)),
                ("region", models.CharField(blank=True, max_length=100)),
                ("regime", models.CharField(blank=True, max_length=20)),
                ("year", models.SmallIntegerField()),
                ("product_group", models.CharField(max_length=100)),
                (
                    "asked",
                    models.DecimalField(blank=True, decimal_places=4, help_text="percent", max_digits=7, null=True),
                ),
                (
                    "granted",
                    models.DecimalField(blank=True, decimal_places=4, help_text="percent", max_digits=7, null=True),
                ),
                (
                    "ceiling",
                    models.DecimalField(blank=True, decimal_places=4, help_text="percent", max_digits=7, null=True),
                ),
                ("amount", models.BigIntegerField(blank=True, help_text="the ceiling in cents", null=True)),
                (
                    "parts",
                    models.JSONField(
                        default=list, help_text="how the percentage is built up: percentage points and why"
                    ),
                ),
                ("next_on", models.DateField(blank=True, null=True)),
                ("next_what", models.CharField(blank=True, max_length=200)),
                (
                    "from_dossier",
                    models.CharField(blank=True, help_text="the hash of the dossier; empty when typed", max_length=64),
                ),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "facts",
                    models.JSONField(default=dict, help_text="per question: its words, type, options and the answer"),
                ),
                (
                    "locations",
                    models.JSONField(default=list, help_text="name, municipality, and whether it is the seat"),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                ("version", models.IntegerField(default=1, help_text="a change names the version it saw")),
                ("changed_at", models.DateTimeField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubmittedEvidence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("path", models.CharField(help_text="inside the folder of the submission", max_length=200)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.evidencefile"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="store.submission"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("provider", "sha256", "name"),
                name="evidence_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_on__isnull", True), ("expires_on__gt", models.F("issued_on")), _connector="OR"
                ),
                name="evidence_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*$"), _negated=True), name="filing_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("result", "")),
                    models.Q(
                        models.Q(("answer__regex", "^\\s*$"), _negated=True),
                        ("answered_at__isnull", False),
                        ("result__in", ["met", "partly", "not"]),
                    ),
                    _connector="OR",
                ),
                name="filing_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purchaser_name", ""), _negated=True), models.Q(("product_group", ""), _negated=True)
                ),
                name="keyfigures_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked__isnull", True), ("asked__gte", 0), _connector="OR"),
                    models.Q(("granted__isnull", True), ("granted__gte", 0), _connector="OR"),
                    models.Q(("ceiling__isnull", True), ("ceiling__gte", 0), _connector="OR"),
                ),
                name="keyfigures_percentages",
            ),
        ),
        migrations.AddConstraint(
            model_name="submittedevidence",
            constraint=models.UniqueConstraint(fields=("submission", "path"), name="submitted_evidence_path"),
        ),
        rules("providing"),
    ]

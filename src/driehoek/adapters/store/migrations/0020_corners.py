"""What clients say, what talks agreed, what was promised and what was published, with who sees it."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from driehoek.adapters.store.rules import rules


class Migration(migrations.Migration):
    """After the decisions they go with."""

    dependencies: ClassVar = [
        ("store", "0019_revising"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "by",
                    models.CharField(
                        choices=[("purchaser", "de inkoper"), ("provider", "de zorgaanbieder")], max_length=10
                    ),
                ),
                ("who", models.CharField(help_text="by role", max_length=120)),
                ("what", models.TextField()),
                ("client_interest", models.TextField()),
                ("due", models.DateField()),
                (
                    "for_clients",
                    models.BooleanField(default=False, help_text="whether the client council of the provider sees it"),
                ),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CommitmentWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("kept", "nagekomen"),
                            ("not-kept", "niet nagekomen"),
                            ("proposed", "voorstel om te wijzigen"),
                            ("agreed", "akkoord met de wijziging"),
                            ("refused", "niet akkoord met de wijziging"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("what", models.TextField(blank=True)),
                ("due", models.DateField(blank=True, null=True)),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateField(help_text="the last day to answer")),
            ],
        ),
        migrations.CreateModel(
            name="CouncilAnswer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "followed",
                    models.CharField(
                        choices=[
                            ("followed", "overgenomen"),
                            ("partly", "voor een deel overgenomen"),
                            ("not-followed", "niet overgenomen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("answered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CouncilShare",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("contract", models.CharField(max_length=8)),
                ("shared_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("path", models.CharField(max_length=80)),
                ("content", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("decision_fingerprint", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TalkComment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TalkConfirmation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("confirmed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TalkVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.SmallIntegerField()),
                ("held_on", models.DateField()),
                ("people", models.JSONField(help_text="pairs of side and role")),
                (
                    "points",
                    models.JSONField(help_text="per subject its track, what each side said, and what was agreed"),
                ),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="councilinput",
            name="about",
            field=models.CharField(
                choices=[
                    ("policy-draft", "het concept van het beleid"),
                    ("policy", "het beleid"),
                    ("plan", "het plan van de zorgaanbieder"),
                    ("outcome", "de uitkomst"),
                ],
                default="plan",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="councilinput",
            name="contract",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="councilinput",
            name="matter",
            field=models.CharField(blank=True, help_text="the matter of law, of councils/matters.csv", max_length=40),
        ),
        migrations.AddField(
            model_name="councilinput",
            name="on_paper",
            field=models.BooleanField(default=False, help_text="typed in by the purchaser's staff"),
        ),
        migrations.AddField(
            model_name="councilinput",
            name="received_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="councilinput",
            name="shared_at",
            field=models.DateTimeField(blank=True, help_text="since when the board may read it", null=True),
        ),
        migrations.AddConstraint(
            model_name="councilinput",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["policy-draft", "policy", "plan", "outcome"])), name="council_about"
            ),
        ),
        migrations.AddConstraint(
            model_name="councilinput",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_paper", False), ("received_by__isnull", False), _connector="OR"),
                name="council_paper",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitmentword",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="words", to="store.commitment"
            ),
        ),
        migrations.AddField(
            model_name="commitmentword",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitmentword",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitmentword",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="commitmentword",
            name="said_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="asked_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="consultations", to="store.round"
            ),
        ),
        migrations.AddField(
            model_name="councilanswer",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="councilanswer",
            name="input",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="store.councilinput"
            ),
        ),
        migrations.AddField(
            model_name="councilshare",
            name="council",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="councilshare",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="councilshare",
            name="round",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"),
        ),
        migrations.AddField(
            model_name="councilshare",
            name="shared_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="published_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="store.round"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="created_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="round",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.round"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="talk",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="store.talk",
            ),
        ),
        migrations.AddField(
            model_name="talkcomment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkcomment",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkcomment",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkcomment",
            name="said_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talkconfirmation",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talkconfirmation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkconfirmation",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkconfirmation",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkversion",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkversion",
            name="provider",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkversion",
            name="purchaser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.organisation"
            ),
        ),
        migrations.AddField(
            model_name="talkversion",
            name="talk",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="store.talk"
            ),
        ),
        migrations.AddField(
            model_name="talkversion",
            name="written_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="talkconfirmation",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="confirmations", to="store.talkversion"
            ),
        ),
        migrations.AddField(
            model_name="talkcomment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="store.talkversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentword",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["kept", "not-kept", "proposed", "agreed", "refused"])),
                name="commitment_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentword",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["kept", "agreed"]), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="commitment_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(fields=("round", "organisation"), name="consultation_one"),
        ),
        migrations.AddConstraint(
            model_name="councilanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("followed__in", ["followed", "partly", "not-followed"])), name="council_answer_way"
            ),
        ),
        migrations.AddConstraint(
            model_name="councilanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "^\\s*$"), _negated=True), name="council_answer_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="councilshare",
            constraint=models.UniqueConstraint(fields=("round", "contract", "council"), name="council_share_one"),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(fields=("round", "path", "sha256"), name="publication_one"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__in", ["purchaser", "provider"])), name="commitment_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("who", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                    models.Q(("client_interest", ""), _negated=True),
                ),
                name="commitment_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="talkversion",
            constraint=models.UniqueConstraint(fields=("talk", "number"), name="talk_version_number"),
        ),
        migrations.AddConstraint(
            model_name="talkconfirmation",
            constraint=models.UniqueConstraint(fields=("version", "organisation"), name="talk_confirmation_one"),
        ),
        rules("corners_before"),
        migrations.RemoveField(
            model_name="councilinput",
            name="board_first",
        ),
        migrations.RemoveField(
            model_name="councilinput",
            name="responded_at",
        ),
        migrations.RemoveField(
            model_name="councilinput",
            name="response",
        ),
        rules("corners"),
    ]

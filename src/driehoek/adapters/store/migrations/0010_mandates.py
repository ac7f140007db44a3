"""Mandates by act, delegations, bound acts and invitations; and the walls around who is who."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import migrations, models

from driehoek.adapters.store.rules import rules

ACTS = ["hand-in", "withdraw", "adopt", "finalise", "approve-deviation"]
ROLES = [
    ("purchasing", "Inkoop"),
    ("assessing", "Beoordeling"),
    ("control", "Controle"),
    ("signing", "Ondertekening"),
    ("providing", "Inschrijving"),
    ("council", "Cliëntenraad"),
    ("supporting", "Onafhankelijke ondersteuning"),
    ("supervising", "Toezicht"),
    ("administration", "Beheer van de organisatie"),
]


def _to(target: str, name: str = "+", *, null: bool = False, blank: bool = False) -> "models.ForeignKey[Any, Any]":
    keep = django.db.models.deletion.PROTECT
    return models.ForeignKey(to=target, on_delete=keep, related_name=name, null=null, blank=blank)


def _acts() -> "ArrayField[Any, Any]":
    return ArrayField(models.CharField(max_length=20), blank=True, default=list, help_text="empty for all")


def _most() -> "models.BigIntegerField[Any, Any]":
    return models.BigIntegerField(blank=True, null=True, help_text="in cents; empty for no limit")


class Migration(migrations.Migration):
    """After the decisions that ask for a mandate."""

    dependencies: ClassVar = [
        ("store", "0009_providing"),
    ]

    operations: ClassVar = [
        migrations.AddField(model_name="mandate", name="acts", field=_acts()),
        migrations.CreateModel(
            name="BoundAct",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("act", models.CharField(max_length=20)),
                (
                    "subject",
                    models.CharField(
                        max_length=100, help_text="the round, and the contract or deviation where there is one"
                    ),
                ),
                ("amount", models.BigIntegerField(help_text="in cents; what the act is about")),
                ("at", models.DateTimeField(help_text="when the request arrived")),
                (
                    "chain",
                    ArrayField(
                        models.BigIntegerField(), default=list, help_text="the delegations, from who is bound on"
                    ),
                ),
                ("mandate", _to("store.mandate")),
                ("organisation", _to("store.organisation")),
                ("person", _to(settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(act__in=ACTS), name="bound_act")],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("acts", _acts()),
                ("most", _most()),
                (
                    "passes_on",
                    models.BooleanField(default=False, help_text="whether the other may let yet another act"),
                ),
                ("ground", models.CharField(max_length=300, help_text="the agreement it rests on")),
                ("valid", DateRangeField()),
                ("delegate", _to("store.organisation", "delegated")),
                ("given_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("principal", _to("store.organisation", "delegations")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(most__isnull=True) | models.Q(most__gte=0), name="delegation_most"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(principal=models.F("delegate")), name="delegation_other"
                    ),
                    models.CheckConstraint(condition=~models.Q(ground=""), name="delegation_ground"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("role", models.CharField(choices=ROLES, max_length=20)),
                ("region", models.CharField(blank=True, max_length=4)),
                ("valid", DateRangeField(help_text="the term of the role")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("accepted_by", _to(settings.AUTH_USER_MODEL, null=True, blank=True)),
                ("invited_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ("organisation", _to("store.organisation", "invitations")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(role__in=[word for word, _ in ROLES]), name="invitation_role"
                    )
                ],
            },
        ),
        rules("mandates"),
    ]

"""Agreements: lines, cells, their log, conditions, versions, marks and papers."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import CheckConstraint, Field, Q, UniqueConstraint

from driehoek.adapters.store.rules import rules

ACTS = ["hand-in", "withdraw", "adopt", "finalise", "approve-deviation", "sign"]
COLUMNS = [("quantity", "aantal"), ("price", "prijs")]
SIDES = [("purchaser", "de inkoper"), ("provider", "de zorgaanbieder")]
KINDS = [("agreed", "akkoord"), ("signed", "getekend")]
REMARKS = [
    ("remark", "opmerking"),
    ("proposal", "voorstel"),
    ("accepted", "voorstel overgenomen"),
    ("refused", "voorstel niet overgenomen"),
]
TWO = ["purchaser", "provider"]

Fields = list[tuple[str, "Field[Any, Any]"]]


def _id() -> "Field[Any, Any]":
    return models.BigAutoField(primary_key=True, serialize=False)


def _to(target: str, name: str = "+", *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(to=target, on_delete=django.db.models.deletion.PROTECT, related_name=name, null=null)


def _person(*, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return _to(settings.AUTH_USER_MODEL, null=null)


def _place() -> Fields:
    return [("lot", models.CharField(max_length=60)), ("product", models.CharField(max_length=40))]


def _column(**given: Any) -> tuple[str, "Field[Any, Any]"]:
    return "column", models.CharField(choices=COLUMNS, max_length=10, **given)


def _by() -> Fields:
    return [
        ("side", models.CharField(choices=SIDES, max_length=10)),
        ("person", _person()),
        ("at", models.DateTimeField()),
    ]


def _of_two(name: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(side__in=TWO), name=name)


def _not_below(name: str, field: str) -> CheckConstraint:
    return CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0}), name=name)


def _part(name: str, fields: Fields, *constraints: "CheckConstraint | UniqueConstraint") -> migrations.CreateModel:
    """A part of an agreement, with what every part has."""
    sides = [("purchaser", _to("store.organisation")), ("provider", _to("store.organisation"))]
    whole: Fields = [("id", _id()), ("agreement", _to("store.agreement")), *sides, *fields]
    return migrations.CreateModel(name=name, fields=whole, options={"constraints": list(constraints)})


class Migration(migrations.Migration):
    """After the sealing of submissions."""

    dependencies: ClassVar = [
        ("store", "0021_sealing"),
    ]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="boundact", name="bound_act"),
        migrations.AddConstraint(
            model_name="boundact", constraint=CheckConstraint(condition=Q(act__in=ACTS), name="bound_act")
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", _id()),
                ("round", _to("store.round", "agreements")),
                ("purchaser", _to("store.organisation")),
                ("provider", _to("store.organisation")),
                ("contract", models.CharField(max_length=8)),
                ("year", models.SmallIntegerField()),
                (
                    "decision_fingerprint",
                    models.CharField(help_text="of the decision that it follows", max_length=64),
                ),
                ("opened_at", models.DateTimeField()),
                ("opened_by", _person(null=True)),
            ],
            options={"constraints": [UniqueConstraint(fields=("round", "contract"), name="agreement_one")]},
        ),
        _part(
            "AgreementLine",
            [
                *_place(),
                ("pool", models.CharField(help_text="of the ledger", max_length=60)),
                ("frame", models.CharField(help_text="of the ledger", max_length=60)),
                ("unit", models.CharField(max_length=10)),
                ("maximum", models.BigIntegerField(help_text="the maximum tariff, in cents")),
                ("granted", models.BigIntegerField(help_text="by the round, in smallest steps of the unit")),
                (
                    "content",
                    models.JSONField(help_text="name, sector, category, badge, and how the percentage was made"),
                ),
            ],
            UniqueConstraint(fields=("agreement", "lot", "product"), name="agreement_line_one"),
        ),
        _part(
            "AgreementCell",
            [
                *_place(),
                _column(),
                ("value", models.BigIntegerField(help_text="steps of the unit, or cents; null while empty", null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "side",
                    models.CharField(blank=True, help_text="whose value; empty for what it began with", max_length=10),
                ),
                ("person", _person(null=True)),
                ("at", models.DateTimeField(null=True)),
            ],
            UniqueConstraint(fields=("agreement", "lot", "product", "column"), name="agreement_cell_one"),
            _not_below("agreement_cell_value", "value"),
        ),
        _part(
            "AgreementChange",
            [
                ("number", models.IntegerField(help_text="counted from 1 over the whole agreement")),
                *_place(),
                _column(),
                ("before", models.BigIntegerField(null=True)),
                ("after", models.BigIntegerField(null=True)),
                ("version", models.IntegerField(help_text="of the cell, made by this")),
                *_by(),
                ("undoes", models.IntegerField(default=0, help_text="the number of the change that it takes back")),
            ],
            UniqueConstraint(fields=("agreement", "number"), name="agreement_change_number"),
            _not_below("agreement_change_value", "after"),
            _of_two("agreement_change_side"),
        ),
        _part(
            "AgreementClash",
            [
                *_place(),
                _column(),
                ("standing", models.BigIntegerField(null=True)),
                ("standing_version", models.IntegerField()),
                ("standing_side", models.CharField(blank=True, max_length=10)),
                ("standing_person", _person(null=True)),
                ("offered", models.BigIntegerField(null=True)),
                *_by(),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", _person(null=True)),
                ("settled_side", models.CharField(blank=True, max_length=10)),
                (
                    "took_offered",
                    models.BooleanField(help_text="whether the value that came late was chosen", null=True),
                ),
            ],
            CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, took_offered__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False, took_offered__isnull=False),
                name="agreement_clash_settled",
            ),
            _not_below("agreement_clash_value", "offered"),
            _of_two("agreement_clash_side"),
        ),
        _part(
            "AgreementConditions",
            [
                ("number", models.IntegerField(help_text="counted from 1")),
                ("content", models.JSONField(help_text="contract form, amount, duration, clauses and answers")),
                ("side", models.CharField(choices=SIDES, max_length=10)),
                ("person", _person(null=True)),
                ("at", models.DateTimeField()),
            ],
            UniqueConstraint(fields=("agreement", "number"), name="agreement_conditions_number"),
            _of_two("agreement_conditions_side"),
        ),
        _part(
            "AgreementRemark",
            [
                *_place(),
                _column(default="quantity"),
                ("kind", models.CharField(choices=REMARKS, max_length=10)),
                ("text", models.TextField(help_text="what, or why")),
                ("proposed", models.BigIntegerField(help_text="the value proposed", null=True)),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="store.agreementremark",
                    ),
                ),
                *_by(),
            ],
            CheckConstraint(condition=~Q(text__regex=r"^\s*$"), name="agreement_remark_text"),
            CheckConstraint(
                condition=Q(kind="remark", proposed__isnull=True, answers__isnull=True)
                | Q(kind="proposal", proposed__isnull=False, proposed__gte=0, answers__isnull=True)
                | Q(kind__in=["accepted", "refused"], proposed__isnull=True, answers__isnull=False),
                name="agreement_remark_kind",
            ),
            _of_two("agreement_remark_side"),
        ),
        _part(
            "AgreementAnnouncement",
            [
                ("text", models.TextField()),
                ("ground", models.TextField(help_text="where the change comes from")),
                ("effects", models.JSONField(help_text="per line what it was and what it is now")),
                ("at", models.DateTimeField()),
                ("person", _person(null=True)),
            ],
        ),
        _part(
            "AgreementLook",
            [("person", _person()), ("number", models.IntegerField())],
            UniqueConstraint(fields=("agreement", "person"), name="agreement_look_one"),
        ),
        _part(
            "AgreementVersion",
            [
                ("number", models.SmallIntegerField(help_text="from 1")),
                ("fingerprint", models.CharField(max_length=64)),
                ("amount", models.BigIntegerField(help_text="what it takes of the space, in cents")),
                ("content", models.JSONField(help_text="all that it says")),
                ("change", models.IntegerField(help_text="the last change of a cell that it has")),
                ("conditions", models.IntegerField(help_text="the number of the conditions that it has")),
                ("made_at", models.DateTimeField()),
            ],
            UniqueConstraint(fields=("agreement", "number", "change", "conditions"), name="agreement_version_state"),
            CheckConstraint(condition=Q(amount__gte=0), name="agreement_version_amount"),
        ),
        _part(
            "AgreementMark",
            [
                ("version", _to("store.agreementversion", "marks")),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                *_by(),
                ("fingerprint", models.CharField(help_text="of what was on the screen", max_length=64)),
            ],
            UniqueConstraint(fields=("version", "kind", "side"), name="agreement_mark_once"),
            CheckConstraint(condition=Q(kind__in=["agreed", "signed"]), name="agreement_mark_kind"),
            _of_two("agreement_mark_side"),
        ),
        _part(
            "AgreementPaper",
            [
                ("version", _to("store.agreementversion", "papers")),
                ("signatures", models.SmallIntegerField()),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            UniqueConstraint(fields=("version", "signatures"), name="agreement_paper_one"),
            CheckConstraint(condition=Q(signatures__gte=0, signatures__lte=2), name="agreement_paper_signatures"),
        ),
        rules("agreements"),
    ]

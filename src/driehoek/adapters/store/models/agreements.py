"""Agreements between a purchaser and a provider: lines and cells, what was done to them, versions, marks and papers.

Only the two sides see any of it. Cells are the one thing that changes, and only by a row of the log.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round
from driehoek.adapters.store.models.talks import SideChoice
from driehoek.domain.agreement.sheet import Column


class ColumnChoice(models.TextChoices):
    """What a cell holds."""

    QUANTITY = Column.QUANTITY.value, _("aantal")
    PRICE = Column.PRICE.value, _("prijs")


class MarkKind(models.TextChoices):
    """What a side does to a version."""

    AGREED = "agreed", _("akkoord")
    SIGNED = "signed", _("getekend")


class RemarkKind(models.TextChoices):
    """What somebody says at a line."""

    REMARK = "remark", _("opmerking")
    PROPOSAL = "proposal", _("voorstel")
    ACCEPTED = "accepted", _("voorstel overgenomen")
    REFUSED = "refused", _("voorstel niet overgenomen")


def _of_two(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=models.Q(side__in=SideChoice.values))


class Agreement(models.Model):
    """The agreement of one contract for the year of one round."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="agreements")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    year = models.SmallIntegerField()
    decision_fingerprint = models.CharField(max_length=64, help_text="of the decision that it follows")
    region = models.CharField(max_length=4, blank=True, help_text="the COD001 code")
    before = models.JSONField(default=dict, help_text="last year's care: by lot|product its name, steps and unit")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A contract has one agreement a round."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "contract"], name="agreement_one")]

    def __str__(self) -> str:
        return f"{self.contract} {self.year}"


class AgreementPart(models.Model):
    """What every part of an agreement has: which agreement, and the two sides of it, which the database fills in."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """No table of its own."""

        abstract = True


class AgreementLine(AgreementPart):
    """A line as it was opened or announced: all of it that is no cell."""

    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    pool = models.CharField(max_length=60, help_text="of the ledger")
    frame = models.CharField(max_length=60, help_text="of the ledger")
    unit = models.CharField(max_length=10)
    maximum = models.BigIntegerField(help_text="the maximum tariff, in cents")
    granted = models.BigIntegerField(help_text="by the round, in smallest steps of the unit")
    content = models.JSONField(help_text="name, sector, category, badge, and how the percentage was made")

    class Meta:
        """A product stands once in a lot."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "lot", "product"], name="agreement_line_one")
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.product}"


class AgreementCell(AgreementPart):
    """A value with its version; changed by the database alone, when a change is written."""

    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    column = models.CharField(max_length=10, choices=ColumnChoice)
    value = models.BigIntegerField(null=True, help_text="steps of the unit, or cents; null while empty")
    version = models.IntegerField(default=1)
    side = models.CharField(max_length=10, blank=True, help_text="whose value; empty for what it began with")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        """A place has one cell, of nothing below zero."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "lot", "product", "column"], name="agreement_cell_one"),
            models.CheckConstraint(
                name="agreement_cell_value", condition=models.Q(value__isnull=True) | models.Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.product} {self.column}"


class AgreementChange(AgreementPart):
    """A change that was made; never changed itself."""

    number = models.IntegerField(help_text="counted from 1 over the whole agreement")
    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    column = models.CharField(max_length=10, choices=ColumnChoice)
    before = models.BigIntegerField(null=True)
    after = models.BigIntegerField(null=True)
    version = models.IntegerField(help_text="of the cell, made by this")
    side = models.CharField(max_length=10, choices=SideChoice)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undoes = models.IntegerField(default=0, help_text="the number of the change that it takes back")

    class Meta:
        """Each number and each version of a cell once; nothing below zero."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_change_number"),
            models.CheckConstraint(
                name="agreement_change_value", condition=models.Q(after__isnull=True) | models.Q(after__gte=0)
            ),
            _of_two("agreement_change_side"),
        ]

    def __str__(self) -> str:
        return f"change {self.number}"


class AgreementClash(AgreementPart):
    """Two values for one cell, until somebody chooses."""

    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    column = models.CharField(max_length=10, choices=ColumnChoice)
    standing = models.BigIntegerField(null=True)
    standing_version = models.IntegerField()
    standing_side = models.CharField(max_length=10, blank=True)
    standing_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    offered = models.BigIntegerField(null=True)
    side = models.CharField(max_length=10, choices=SideChoice)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    settled_side = models.CharField(max_length=10, blank=True)
    took_offered = models.BooleanField(null=True, help_text="whether the value that came late was chosen")

    class Meta:
        """Settled whole or not at all; the offered value is one that a cell can hold."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_clash_settled",
                condition=models.Q(settled_at__isnull=True, settled_by__isnull=True, took_offered__isnull=True)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False, took_offered__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_clash_value", condition=models.Q(offered__isnull=True) | models.Q(offered__gte=0)
            ),
            _of_two("agreement_clash_side"),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.product} {self.column}"


class AgreementConditions(AgreementPart):
    """All of an agreement that is no line, as it stood after one change; the last one holds."""

    number = models.IntegerField(help_text="counted from 1")
    content = models.JSONField(help_text="contract form, amount, duration, clauses and answers")
    side = models.CharField(max_length=10, choices=SideChoice)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Two people who change the same conditions at once do not both become the next."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="agreement_conditions_number"),
            _of_two("agreement_conditions_side"),
        ]

    def __str__(self) -> str:
        return f"conditions {self.number}"


class AgreementRemark(AgreementPart):
    """What a side says at a line, or an answer to what the other proposed; never changed."""

    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=40)
    column = models.CharField(max_length=10, choices=ColumnChoice, default=ColumnChoice.QUANTITY)
    kind = models.CharField(max_length=10, choices=RemarkKind)
    text = models.TextField(help_text="what, or why")
    proposed = models.BigIntegerField(null=True, help_text="the value proposed")
    answers = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="answer")
    side = models.CharField(max_length=10, choices=SideChoice)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Said in words; a proposal has a value, and only a proposal is answered."""

        constraints: ClassVar = [
            models.CheckConstraint(name="agreement_remark_text", condition=~models.Q(text__regex=r"^\s*$")),
            models.CheckConstraint(
                name="agreement_remark_kind",
                condition=models.Q(kind="remark", proposed__isnull=True, answers__isnull=True)
                | models.Q(kind="proposal", proposed__isnull=False, proposed__gte=0, answers__isnull=True)
                | models.Q(kind__in=["accepted", "refused"], proposed__isnull=True, answers__isnull=False),
            ),
            _of_two("agreement_remark_side"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class AgreementAnnouncement(AgreementPart):
    """That a product, price or formula changed, and what that does to this agreement; never changed."""

    text = models.TextField()
    ground = models.TextField(help_text="where the change comes from")
    effects = models.JSONField(help_text="per line what it was and what it is now")
    at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class AgreementLook(AgreementPart):
    """Up to which change somebody looked."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()

    class Meta:
        """One row a person."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "person"], name="agreement_look_one")]

    def __str__(self) -> str:
        return f"up to {self.number}"


class AgreementVersion(AgreementPart):
    """The content to which somebody agreed; never changed."""

    number = models.SmallIntegerField(help_text="from 1")
    fingerprint = models.CharField(max_length=64)
    amount = models.BigIntegerField(help_text="what it takes of the space, in cents")
    content = models.JSONField(help_text="all that it says")
    change = models.IntegerField(help_text="the last change of a cell that it has")
    conditions = models.IntegerField(help_text="the number of the conditions that it has")
    made_at = models.DateTimeField()

    class Meta:
        """The same state of cells and conditions is one version."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "number", "change", "conditions"], name="agreement_version_state"
            ),
            models.CheckConstraint(name="agreement_version_amount", condition=models.Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class AgreementMark(AgreementPart):
    """That a side agreed to a version, or signed it; never changed."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=MarkKind)
    side = models.CharField(max_length=10, choices=SideChoice)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64, help_text="of what was on the screen")

    class Meta:
        """A side does each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "kind", "side"], name="agreement_mark_once"),
            models.CheckConstraint(name="agreement_mark_kind", condition=models.Q(kind__in=MarkKind.values)),
            _of_two("agreement_mark_side"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.side}"


class AgreementPaper(AgreementPart):
    """The paper of a version: with no signature when both agreed, with one, and with both; never changed."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="papers")
    signatures = models.SmallIntegerField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        """One paper for each number of signatures."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "signatures"], name="agreement_paper_one"),
            models.CheckConstraint(
                name="agreement_paper_signatures", condition=models.Q(signatures__gte=0, signatures__lte=2)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatures} signatures"

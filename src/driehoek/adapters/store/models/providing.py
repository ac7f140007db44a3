"""What a provider keeps for itself, and what it asks of a purchaser that it disagrees with (``sql/providing.sql``)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round, Submission


class EvidenceFile(models.Model):
    """A document of a provider, kept as it came. A purchaser sees it once it is part of what was handed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100, help_text="safe to keep and to send")
    kind = models.CharField(max_length=20, help_text="what it was found to be; empty for what came in a dossier")
    content = models.BinaryField()
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    about = models.CharField(max_length=200, blank=True, help_text="what it shows, in the words of the provider")
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="the first day on which it no longer counts")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True, help_text="no longer offered; what was sent keeps it")

    class Meta:
        """The same file under the same name once; its end after its beginning."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider", "sha256", "name"], name="evidence_one", condition=models.Q(removed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="evidence_days",
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gt=models.F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SubmittedEvidence(models.Model):
    """That a file belongs to a submission, and under which path; as little changed as the submission itself."""

    id = models.BigAutoField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200, help_text="inside the folder of the submission")

    class Meta:
        """One file per path."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "path"], name="submitted_evidence_path"),
        ]

    def __str__(self) -> str:
        return self.path


class Profile(models.Model):
    """What a provider says of itself once for all its purchasers, confirmed each year."""

    id = models.BigAutoField(primary_key=True)
    provider = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict, help_text="per question: its words, type, options and the answer")
    locations = models.JSONField(default=list, help_text="name, municipality, and whether it is the seat")
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(default=1, help_text="a change names the version it saw")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.provider_id} v{self.version}"


class KeyFigures(models.Model):
    """What a provider knows of a purchaser that does not work here: typed, or read from a dossier. Not confirmed."""

    id = models.BigAutoField(primary_key=True)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purchaser_name = models.CharField(max_length=200)
    region = models.CharField(max_length=100, blank=True)
    regime = models.CharField(max_length=20, blank=True)
    year = models.SmallIntegerField()
    product_group = models.CharField(max_length=100)
    asked = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, help_text="percent")
    granted = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, help_text="percent")
    ceiling = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True, help_text="percent")
    amount = models.BigIntegerField(null=True, blank=True, help_text="the ceiling in cents")
    parts = models.JSONField(default=list, help_text="how the percentage is built up: percentage points and why")
    next_on = models.DateField(null=True, blank=True)
    next_what = models.CharField(max_length=200, blank=True)
    from_dossier = models.CharField(max_length=64, blank=True, help_text="the hash of the dossier; empty when typed")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A row is about something, and no percentage is below nothing."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="keyfigures_named", condition=~models.Q(purchaser_name="") & ~models.Q(product_group="")
            ),
            models.CheckConstraint(
                name="keyfigures_percentages",
                condition=(models.Q(asked__isnull=True) | models.Q(asked__gte=0))
                & (models.Q(granted__isnull=True) | models.Q(granted__gte=0))
                & (models.Q(ceiling__isnull=True) | models.Q(ceiling__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purchaser_name} {self.year} {self.product_group}"


class FilingResult(models.TextChoices):
    """What came of it (F-031)."""

    MET = "met", "tegemoetgekomen"
    PARTLY = "partly", "gedeeltelijk tegemoetgekomen"
    NOT = "not", "niet tegemoetgekomen"


class Filing(models.Model):
    """That a provider used a way to disagree: filed here, or told here when it goes past a judge or arbitrator."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    last_day = models.DateField(null=True, blank=True, help_text="the last day of this way, as it was when filed")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(null=True, blank=True, help_text="the last day for the purchaser to answer")
    answer = models.TextField(blank=True)
    result = models.CharField(max_length=8, choices=FilingResult, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """No filing without words, no answer without reasons and a result."""

        constraints: ClassVar = [
            models.CheckConstraint(name="filing_text", condition=~models.Q(text__regex=r"^\s*$")),
            models.CheckConstraint(
                name="filing_answer",
                condition=models.Q(answer="", result="", answered_at__isnull=True)
                | (
                    ~models.Q(answer__regex=r"^\s*$")
                    & models.Q(result__in=FilingResult.values, answered_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.kind}"

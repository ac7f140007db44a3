"""A round as the portal lives it: its files with their history, drafts, submissions, questions, publications, results.

The content of a dossier is kept as the canonical text of its files, each with the time in which it held, so that
import and export lose nothing and every version can be had again. What people write in the portal has rows of its own.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person


class RoundState(models.TextChoices):
    """How far a round is."""

    PREPARING = "preparing", _("in voorbereiding")
    PUBLISHED = "published", _("beleid gepubliceerd")
    OPEN = "open", _("open voor inschrijving")
    CLOSED = "closed", _("inschrijving gesloten")
    PROVISIONAL = "provisional", _("voorlopige uitslag")
    FINAL = "final", _("definitieve uitslag")


class Round(models.Model):
    """The procurement of one purchaser for one year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    year = models.SmallIntegerField()
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.PREPARING)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    is_sealed = models.BooleanField(default=False)

    class Meta:
        """One name per purchaser; a window that ends after it begins."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purchaser", "slug"], name="round_slug"),
            models.CheckConstraint(name="round_state", condition=models.Q(state__in=RoundState.values)),
            models.CheckConstraint(
                name="round_window",
                condition=models.Q(opens_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RoundFile(models.Model):
    """A file of the dossier of a round, for the time in which it held. One version at a time (``sql/rounds.sql``)."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=200)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    is_public = models.BooleanField(default=False)
    valid = DateTimeRangeField()

    def __str__(self) -> str:
        return self.path


class Contract(models.Model):
    """That a provider has a contract (an AGB code) with a purchaser, and so a place in its rounds."""

    id = models.BigAutoField(primary_key=True)
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    agb = models.CharField(max_length=8)
    line = models.TextField(blank=True, help_text="its own line of providers.csv under the header")

    class Meta:
        """A code stands for one provider at a purchaser."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purchaser", "agb"], name="contract_agb"),
            models.CheckConstraint(name="contract_agb_form", condition=models.Q(agb__regex=r"^[0-9]{8}$")),
        ]

    def __str__(self) -> str:
        return self.agb


class Draft(models.Model):
    """What a provider is writing; the purchaser never sees it."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    lots = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    volumes = models.JSONField(default=dict, help_text="per lot and product the text of quantity and capacity")
    evidence = models.JSONField(default=dict, help_text="per question the ids of the files that belong to it")
    subcontractors = models.JSONField(default=list, help_text="name, AGB, products and day of report, as text")
    from_profile = models.JSONField(default=dict, help_text="per question the answer that the profile gave")
    clashes = models.JSONField(default=dict, help_text="per field what a second person typed at the same time")
    seconds = models.IntegerField(default=0, help_text="worked on it, inferred from when it was kept")
    version = models.IntegerField(default=1, help_text="a change names the version it saw")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One draft per contract in a round."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "contract"], name="draft_one"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} v{self.version}"


class Submission(models.Model):
    """What was handed in; never changed. A later one replaces it, a withdrawal is a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="submissions")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    number = models.IntegerField(help_text="1 for the first of this contract in this round")
    received_at = models.DateTimeField(help_text="when the request arrived")
    received_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(help_text="canonical; what the receipt is the hash of")
    receipt = models.CharField(max_length=64)
    withdraws = models.BooleanField(default=False)
    is_imported = models.BooleanField(default=False, help_text="came with a dossier, and not through this portal")

    class Meta:
        """Numbers without a double; the same content twice at one moment in a round is one submission."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "contract", "number"], name="submission_number"),
            models.UniqueConstraint(fields=["round", "receipt"], name="submission_receipt"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.number}"


class Question(models.Model):
    """A question to the purchaser; once answered in a nota, all see it, and nobody sees who asked."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    about = models.CharField(max_length=80, blank=True, help_text="the question or lot of the form it is about")
    contract = models.CharField(max_length=8, blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    nota = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        """Nothing is published without an answer."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="question_answered", condition=models.Q(nota__isnull=True) | ~models.Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Result(models.Model):
    """A decision that was adopted: provisional or final, with both fingerprints."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="results")
    version = models.SmallIntegerField()
    is_final = models.BooleanField()
    decided_on = models.DateField()
    standstill_until = models.DateField(null=True, blank=True, help_text="the last day on which a route is open")
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    input_fingerprint = models.CharField(max_length=64)
    decision_fingerprint = models.CharField(max_length=64)
    document = models.JSONField(help_text="decision.json as a run writes it")

    class Meta:
        """A version is adopted provisionally once and finally once; a decision has its reasons."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "version", "is_final"], name="result_version"),
            models.CheckConstraint(name="result_reasons", condition=~models.Q(reasons="")),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Outcome(models.Model):
    """What a result says to one contract: the letter's content, for its own provider only.

    The provider may not see the result itself, which is about everyone; what it needs of it stands here.
    """

    id = models.BigAutoField(primary_key=True)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="outcomes")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.SmallIntegerField(default=1)
    is_final = models.BooleanField(default=False)
    decided_on = models.DateField(null=True)
    decision_fingerprint = models.CharField(max_length=64, blank=True)
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    granted = models.BigIntegerField(help_text="in cents, over all lots")
    explanation = models.JSONField()
    letter = models.TextField(blank=True, help_text="the letter as a page")
    is_told = models.BooleanField(default=False, help_text="whether the provider may see it")

    class Meta:
        """One answer per contract."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["result", "contract"], name="outcome_one")]

    def __str__(self) -> str:
        return self.contract

"""The key of a sealed round, who can open it, the closed documents, and what was opened."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from driehoek.adapters.store.models.people import Person
from driehoek.adapters.store.models.rounds import Round, Submission


class SealOfficial(models.Model):
    """That a person can open a round together with another; the public half of its key."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seal_officials")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    public_key = models.CharField(max_length=44)
    derivation = models.CharField(max_length=80, blank=True, help_text="how the key follows from a passphrase")
    confirmed_at = models.DateTimeField()

    class Meta:
        """A person counts once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="seal_official_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class SealKey(models.Model):
    """The key of a round: what submissions are closed with, and its private half in closed halves."""

    round = models.OneToOneField(Round, primary_key=True, on_delete=models.PROTECT, related_name="seal_key")
    public_key = models.CharField(max_length=44)
    halves = models.JSONField(help_text="per pair of officials the closed half of each")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.public_key


class PassedHalf(models.Model):
    """What the first official left, closed to each other official; it counts for half an hour."""

    official = models.OneToOneField(SealOfficial, primary_key=True, on_delete=models.PROTECT, related_name="passed")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    halves = models.JSONField(help_text="per other official the half closed to it")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.official_id)


class Opening(models.Model):
    """That two officials opened a round; once."""

    round = models.OneToOneField(Round, primary_key=True, on_delete=models.PROTECT, related_name="opening")
    first = models.ForeignKey(SealOfficial, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(SealOfficial, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        """Two, and not one twice."""

        constraints: ClassVar = [models.CheckConstraint(name="opening_two", condition=~Q(first=F("second")))]

    def __str__(self) -> str:
        return str(self.opened_at)


class SealedDocument(models.Model):
    """A document of a sealed submission, closed; its key, name and path are in the envelope of the submission."""

    id = models.BigAutoField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="sealed_documents")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField(help_text="1 for the first of the submission")
    content = models.BinaryField(help_text="nonce and AES-256-GCM")
    sha256 = models.CharField(max_length=64, help_text="over the closed bytes; stands in what was handed in")

    class Meta:
        """Each number once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "number"], name="sealed_document_number"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.number}"


class OpenedSubmission(models.Model):
    """A submission as it was handed in, after the opening."""

    submission = models.OneToOneField(Submission, primary_key=True, on_delete=models.PROTECT, related_name="opened")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(help_text="canonical; its SHA-256 stands in what was handed in")

    def __str__(self) -> str:
        return str(self.submission_id)

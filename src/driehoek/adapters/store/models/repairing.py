"""Requests to repair a submission, and what was repaired."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round, Submission


class RepairRequest(models.Model):
    """That a purchaser asked one contract to repair one answer, until when; never changed."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="repair_requests")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    question = models.CharField(max_length=100)
    asked = models.TextField(help_text="what was missing or wrong, as it stood")
    due_on = models.DateField(help_text="the last day, by the policy")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Of each question once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "contract", "question"], name="repair_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.question}"


class RepairedSubmission(models.Model):
    """A submission as it is after a repair; the last one counts, and what was handed in stays beside it."""

    id = models.BigAutoField(primary_key=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="repairs")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(RepairRequest, on_delete=models.PROTECT, related_name="repairs")
    number = models.SmallIntegerField(help_text="1 for the first of the submission")
    content = models.TextField(help_text="canonical, as of a submission")
    receipt = models.CharField(max_length=64, help_text="SHA-256 over the content")
    repaired_at = models.DateTimeField(help_text="when the request arrived")
    repaired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Each number once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "number"], name="repaired_number")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.number}"

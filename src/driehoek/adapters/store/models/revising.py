"""What happened after a result and makes a next version of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Person
from driehoek.adapters.store.models.rounds import Round


class RoundEvent(models.Model):
    """An event after the result: proposed by one person, approved by another; once approved it is a version."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)
    remedy = models.CharField(max_length=10)
    ground = models.TextField()
    reference = models.CharField(max_length=120, blank=True)
    contracts = models.JSONField(default=list)
    grants = models.JSONField(default=list, help_text="contract, lot and what is added in cents")
    files = models.JSONField(default=dict, help_text="the corrected files by path; once approved all of the version")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    version = models.SmallIntegerField(null=True, blank=True, help_text="the version that it made")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Two people, a reason, and one event per version."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="event_two_people",
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="event_approved",
                condition=models.Q(
                    approved_by__isnull=True, approved_at__isnull=True, decided_on__isnull=True, version__isnull=True
                )
                | models.Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    decided_on__isnull=False,
                    version__isnull=False,
                    withdrawn_at__isnull=True,
                ),
            ),
            models.CheckConstraint(name="event_ground", condition=~models.Q(ground__regex=r"^\s*$")),
            models.UniqueConstraint(fields=["round", "version"], name="event_version"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version or '-'}"

"""Deviations by hand from what a division gives."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class Deviation(models.Model):
    """A deviation by hand: proposed by one person, approved by another; the database refuses the same."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="deviations")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    lot = models.CharField(max_length=60)
    amount_from = models.BigIntegerField(help_text="in cents, as it was when it was proposed")
    amount_to = models.BigIntegerField(help_text="in cents")
    kind = models.CharField(max_length=40)
    ground = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Two people, a reason, and a difference."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="deviation_two_people",
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
            ),
            models.CheckConstraint(
                name="deviation_approved",
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(name="deviation_ground", condition=~models.Q(ground__regex=r"^\s*$")),
            models.CheckConstraint(
                name="deviation_amounts",
                condition=models.Q(amount_from__gte=0, amount_to__gte=0) & ~models.Q(amount_from=models.F("amount_to")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.lot}"

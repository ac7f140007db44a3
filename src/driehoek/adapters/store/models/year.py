"""What a purchaser did of its year, where the portal cannot see it by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Person
from driehoek.adapters.store.models.rounds import Round


class MilestoneDone(models.Model):
    """That a milestone was met, told by a person; taking it back leaves the row."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="milestones_done")
    milestone = models.CharField(max_length=60)
    done_on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Done once at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "milestone"], name="milestone_done_once", condition=models.Q(taken_back_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} {self.done_on}"

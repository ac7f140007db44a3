"""Scenarios that were tried on a round and kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class KeptScenario(models.Model):
    """A scenario of the workbench, in the form in which a dossier keeps it; no part of the inputs of the round."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scenarios")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    content = models.TextField(help_text="as in scenarios/*.yaml of a dossier")
    kept_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        """A title stands for one scenario."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "title"], name="scenario_title")]

    def __str__(self) -> str:
        return self.title

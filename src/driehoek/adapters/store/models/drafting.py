"""What a purchaser writes of its policy before it is published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Person
from driehoek.adapters.store.models.rounds import Round


class PolicyDraft(models.Model):
    """A draft of the policy of a round, kept as it was typed; a next one stands beside it and never in its place."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="policy_drafts")
    number = models.IntegerField(help_text="1 for the first; whoever keeps one names the number it saw")
    content = models.TextField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, help_text="when it was published")
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    published_version = models.IntegerField(null=True, help_text="the version of the policy that it became")

    class Meta:
        """Two who keep a draft at once do not get the same number."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="policy_draft_number")]

    def __str__(self) -> str:
        return f"{self.number}"

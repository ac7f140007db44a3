"""Files that a purchaser made public of a final result."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class Publication(models.Model):
    """A public file; never changed, the last of its path counts."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=80)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    decision_fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The same file of the same decision once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "path", "sha256"], name="publication_one"),
        ]

    def __str__(self) -> str:
        return self.path

"""What came with a dossier beside its own files: results, versions, scenarios, and tables that no rule reads."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.rounds import Round


class RoundAttachment(models.Model):
    """A file that came with an imported dossier, byte for byte as it came; exported again, and never read by a rule."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="attachments")
    path = models.CharField(max_length=300)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        """One file per path."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "path"], name="attachment_path")]

    def __str__(self) -> str:
        return self.path

"""What happened: an outbox in the order in which it was committed, and a chain over it that outsiders can check."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OutboxEntry(models.Model):
    """An act, written in the transaction of the act itself.

    Two transactions may commit in another order than they began. Readers therefore take entries whose transaction is
    older than every transaction still running (see ``sql/trail.sql``), so that none is ever passed over.
    """

    id = models.BigAutoField(primary_key=True)
    transaction = models.BigIntegerField(editable=False)
    at = models.DateTimeField()
    organisation = models.ForeignKey("store.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("store.Person", null=True, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    content = models.JSONField(default=dict)

    class Meta:
        """Read in the order of transactions."""

        indexes: ClassVar = [models.Index(fields=["transaction", "id"], name="outbox_order")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class AuditEntry(models.Model):
    """A link of the chain: the hash of the one before, over an act whose personal data are salted digests only."""

    number = models.BigIntegerField(primary_key=True)
    outbox = models.BigIntegerField(
        unique=True, help_text="the entry it covers; it may be erased when its term has passed"
    )
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.number} {self.act}"

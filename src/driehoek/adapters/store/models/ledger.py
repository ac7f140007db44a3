"""The ledger as the database keeps it: transfers that never change, and accounts that carry the ceiling."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.domain.ledger.accounts import AccountKind
from driehoek.domain.ledger.transfers import Bearer, State

UNBOUNDED = tuple(kind.value for kind in AccountKind if kind.unbounded)


class LedgerAccount(models.Model):
    """One account with what went through it, in whole cents. Only the trigger on transfers changes it."""

    id = models.BigAutoField(primary_key=True)
    purchaser = models.ForeignKey("store.Organisation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("store.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    pool = models.CharField(max_length=40, blank=True)
    frame = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12)
    contract = models.CharField(max_length=8, blank=True)
    debits = models.BigIntegerField(default=0)
    credits = models.BigIntegerField(default=0)
    pending_debits = models.BigIntegerField(default=0)
    pending_credits = models.BigIntegerField(default=0)

    class Meta:
        """The ceiling: no account but those of the world outside goes below zero."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["purchaser", "year", "pool", "frame", "kind", "contract"], name="ledger_account_one"
            ),
            models.CheckConstraint(
                name="ledger_account_kind", condition=models.Q(kind__in=[kind.value for kind in AccountKind])
            ),
            models.CheckConstraint(
                name="ledger_account_ceiling",
                condition=models.Q(kind__in=UNBOUNDED)
                | models.Q(credits__gte=models.F("debits") + models.F("pending_debits")),
            ),
            models.CheckConstraint(
                name="ledger_account_counts",
                condition=models.Q(debits__gte=0, credits__gte=0, pending_debits__gte=0, pending_credits__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.pool}/{self.frame} {self.kind} {self.contract}".strip()


class LedgerTransfer(models.Model):
    """One entry; never updated or removed (see ``sql/ledger.sql``)."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=300, unique=True)
    purchaser = models.ForeignKey("store.Organisation", on_delete=models.PROTECT, related_name="+")
    debit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="+")
    credit = models.ForeignKey(LedgerAccount, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=8)
    cause = models.TextField()
    reference = models.CharField(max_length=200)
    day = models.DateField()
    pending = models.ForeignKey("self", null=True, to_field="id", on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField(null=True)
    bearer = models.CharField(max_length=10, blank=True)
    posted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """What is true of each entry by itself; what it does to accounts is the trigger's."""

        constraints: ClassVar = [
            models.CheckConstraint(name="ledger_transfer_amount", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="ledger_transfer_state", condition=models.Q(state__in=[state.value for state in State])
            ),
            models.CheckConstraint(
                name="ledger_transfer_bearer",
                condition=models.Q(bearer__in=["", *(bearer.value for bearer in Bearer)]),
            ),
            models.CheckConstraint(
                name="ledger_transfer_cause", condition=~models.Q(cause="") & ~models.Q(reference="")
            ),
            models.CheckConstraint(name="ledger_transfer_two_accounts", condition=~models.Q(debit=models.F("credit"))),
            models.CheckConstraint(
                name="ledger_transfer_phase",
                condition=models.Q(state="pending", pending__isnull=True)
                | models.Q(state="posted")
                | models.Q(state__in=["voided", "expired"], pending__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["pending"], name="ledger_transfer_decided_once", condition=models.Q(pending__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.id

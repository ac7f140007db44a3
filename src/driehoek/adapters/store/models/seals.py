"""With what an organisation signs; the private key is closed with the secret of the portal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person


class SigningSeal(models.Model):
    """A certificate of an organisation with its closed key; it signs with the one that was not taken off."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=200, help_text="of whom the certificate is, as it says itself")
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    key = models.TextField(help_text="the certificates open, the private key closed")
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    taken_off_at = models.DateTimeField(null=True, help_text="from then on nothing is signed with it")

    class Meta:
        """An organisation has one at a time."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], name="signing_seal_one", condition=models.Q(taken_off_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.holder

"""What a supervisor asks for and receives; it has no standing sight of anything."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class DossierState(models.TextChoices):
    """How far a request for a dossier is."""

    ASKED = "asked", _("gevraagd")
    REFUSED = "refused", _("niet gestuurd")
    WAITING = "waiting", _("wacht op nakijken")
    BUSY = "busy", _("wordt nagekeken")
    READY = "ready", _("nagekeken")
    FAILED = "failed", _("kon niet worden nagekeken")


class DossierRequest(models.Model):
    """A request of a supervisor for the dossier of a round, with what came of it."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="dossier_requests")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(help_text="the law or reason on which it is asked")
    due_on = models.DateField(help_text="the last day on which it is expected")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=DossierState, default=DossierState.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reply = models.TextField(blank=True)
    as_of = models.DateTimeField(null=True, blank=True, help_text="the moment of which the dossier is")
    content = models.BinaryField(null=True, help_text="the dossier as a zip")
    sha256 = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=80, blank=True, help_text="what the check is at, for people who wait")
    busy_since = models.DateTimeField(null=True, blank=True)
    found = models.JSONField(default=dict, help_text="what the check found: replay, norms, figures")

    class Meta:
        """A request has its ground; one that is refused has its reason."""

        constraints: ClassVar = [
            models.CheckConstraint(name="dossier_ground", condition=~models.Q(ground__regex=r"^\s*$")),
            models.CheckConstraint(name="dossier_state", condition=models.Q(state__in=DossierState.values)),
            models.CheckConstraint(
                name="dossier_refused", condition=~models.Q(state="refused") | ~models.Q(reply__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="dossier_answered",
                condition=models.Q(state="asked", answered_at=None) | models.Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.state}"


class DossierLook(models.Model):
    """That a supervisor looked at a dossier it received; both sides see it."""

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(DossierRequest, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.what} {self.at}"

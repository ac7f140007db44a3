"""Talks between a purchaser and a provider, and what they promised each other; nobody else sees them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class SideChoice(models.TextChoices):
    """One of the two who talk."""

    PURCHASER = "purchaser", _("de inkoper")
    PROVIDER = "provider", _("de zorgaanbieder")


class SaidOf(models.TextChoices):
    """What somebody says of a commitment."""

    KEPT = "kept", _("nagekomen")
    NOT_KEPT = "not-kept", _("niet nagekomen")
    PROPOSED = "proposed", _("voorstel om te wijzigen")
    AGREED = "agreed", _("akkoord met de wijziging")
    REFUSED = "refused", _("niet akkoord met de wijziging")


class Talk(models.Model):
    """A talk, or the series of versions of its report."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class TalkVersion(models.Model):
    """A version of a report; never changed."""

    id = models.BigAutoField(primary_key=True)
    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="versions")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    held_on = models.DateField()
    people = models.JSONField(help_text="pairs of side and role")
    points = models.JSONField(help_text="per subject its track, what each side said, and what was agreed")
    written_at = models.DateTimeField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Numbers without a double."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["talk", "number"], name="talk_version_number")]

    def __str__(self) -> str:
        return f"version {self.number}"


class TalkComment(models.Model):
    """A remark of one side on a version."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(TalkVersion, on_delete=models.PROTECT, related_name="comments")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class TalkConfirmation(models.Model):
    """That a side says: this is how it was."""

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(TalkVersion, on_delete=models.PROTECT, related_name="confirmations")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A side confirms a version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "organisation"], name="talk_confirmation_one")
        ]

    def __str__(self) -> str:
        return str(self.confirmed_at)


class Commitment(models.Model):
    """A promise as it was made; never changed."""

    id = models.BigAutoField(primary_key=True)
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=10, choices=SideChoice)
    who = models.CharField(max_length=120, help_text="by role")
    what = models.TextField()
    client_interest = models.TextField()
    due = models.DateField()
    for_clients = models.BooleanField(default=False, help_text="whether the client council of the provider sees it")
    made_at = models.DateTimeField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Complete, by one of the two."""

        constraints: ClassVar = [
            models.CheckConstraint(name="commitment_by", condition=models.Q(by__in=SideChoice.values)),
            models.CheckConstraint(
                name="commitment_whole",
                condition=~models.Q(who="") & ~models.Q(what="") & ~models.Q(client_interest=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]


class CommitmentWord(models.Model):
    """What a side said of a commitment; never changed."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="words")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SaidOf)
    reason = models.TextField(blank=True)
    what = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A known word; who says no says why."""

        constraints: ClassVar = [
            models.CheckConstraint(name="commitment_word", condition=models.Q(kind__in=SaidOf.values)),
            models.CheckConstraint(
                name="commitment_reason",
                condition=models.Q(kind__in=["kept", "agreed"]) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

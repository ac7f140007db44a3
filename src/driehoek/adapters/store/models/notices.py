"""What people are told, and how they want to be told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class NoticeWay(models.TextChoices):
    """How a person wants to hear of a group of notices; on the screen they always stand."""

    MAIL = "mail", _("meteen een mail")
    DIGEST = "digest", _("één mail per werkdag")
    SCREEN = "screen", _("geen mail, alleen op het portaal")


class Notice(models.Model):
    """One thing that one person is told. Made by the portal's own work; the person can only mark it as seen."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, help_text="what it tells of; nobody is told twice of the same")
    group = models.CharField(max_length=20)
    title = models.CharField(max_length=200, help_text="the sentence before translation")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8, blank=True)
    day = models.DateField(null=True)
    route = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        """Once each; read from the newest, and mailed from what was not mailed."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="notice_once")]
        indexes: ClassVar = [
            models.Index(fields=["person", "-id"], name="notice_newest"),
            models.Index(fields=["person"], name="notice_unseen", condition=models.Q(seen_at=None)),
            models.Index(fields=["group"], name="notice_unmailed", condition=models.Q(mailed_at=None)),
        ]

    def __str__(self) -> str:
        return self.key


class NoticeChoice(models.Model):
    """How a person wants to hear of one group."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notice_choices")
    group = models.CharField(max_length=20)
    way = models.CharField(max_length=8, choices=NoticeWay)

    class Meta:
        """One way per group."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "group"], name="notice_choice_one"),
            models.CheckConstraint(name="notice_choice_way", condition=models.Q(way__in=NoticeWay.values)),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.way}"


class NoticeMark(models.Model):
    """Up to which line of the log people have been told; one row."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)

    class Meta:
        """One row."""

        constraints: ClassVar = [models.CheckConstraint(name="notice_mark_one", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.number)

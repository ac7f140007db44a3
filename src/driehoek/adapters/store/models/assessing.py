"""Who assesses what, who has an interest in whom, and the marks; blind until all handed in (``sql/assessing.sql``)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class Assignment(models.Model):
    """That a person marks one criterion of a round; after handing in nothing of it changes."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=60)
    label = models.CharField(max_length=40, help_text="how marks.csv names the assessor; never a name")
    assigned_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = models.TextField(blank=True)

    class Meta:
        """A person once per criterion; who is released has a reason and did not hand in."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "criterion", "person"], name="assignment_person"),
            models.UniqueConstraint(fields=["round", "criterion", "label"], name="assignment_label"),
            models.CheckConstraint(
                name="assignment_released",
                condition=models.Q(released_at__isnull=True)
                | (models.Q(handed_in_at__isnull=True) & ~models.Q(released_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.criterion}"


class Interest(models.Model):
    """What an assessor declared of its interest in one contract; without it there are no marks."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    has_conflict = models.BooleanField()
    text = models.TextField(blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        """One declaration per contract; a conflict says which."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person", "contract"], name="interest_one"),
            models.CheckConstraint(name="interest_text", condition=models.Q(has_conflict=False) | ~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {'conflict' if self.has_conflict else 'free'}"


class GivenMark(models.Model):
    """A mark with its motivation. Only who gave it sees it, until all assessors of the criterion handed in."""

    id = models.BigAutoField(primary_key=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="marks")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    points = models.DecimalField(max_digits=7, decimal_places=2)
    motivation = models.TextField()
    given_at = models.DateTimeField()

    class Meta:
        """One mark per contract; none below zero, none without a reason."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "contract"], name="mark_one"),
            models.CheckConstraint(name="mark_points", condition=models.Q(points__gte=0)),
            models.CheckConstraint(name="mark_motivation", condition=~models.Q(motivation__regex=r"^\s*$")),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.points}"

"""What clients say of a round: who was asked, what they said, what was done with it, and what a provider shares."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models.people import Organisation, Person
from driehoek.adapters.store.models.rounds import Round


class CouncilWay(models.TextChoices):
    """How a client council takes part."""

    ADVISED = "advised", _("gevraagd en geadviseerd")
    CONSENTED = "consented", _("ingestemd waar de wet dat vraagt")
    NOT_ASKED = "not-asked", _("niet gevraagd")
    DISAGREES = "disagrees", _("niet eens")


class CouncilSubject(models.TextChoices):
    """On what the input is."""

    POLICY_DRAFT = "policy-draft", _("het concept van het beleid")
    POLICY = "policy", _("het beleid")
    PLAN = "plan", _("het plan van de zorgaanbieder")
    OUTCOME = "outcome", _("de uitkomst")


class Followed(models.TextChoices):
    """What the purchaser does with input."""

    FOLLOWED = "followed", _("overgenomen")
    PARTLY = "partly", _("voor een deel overgenomen")
    NOT_FOLLOWED = "not-followed", _("niet overgenomen")


class CouncilInput(models.Model):
    """What clients say on a policy, plan or outcome. Only that it is shared with the board is added later."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="council_inputs")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8, blank=True)
    location = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=12, choices=CouncilSubject, default=CouncilSubject.PLAN)
    way = models.CharField(max_length=12, choices=CouncilWay)
    matter = models.CharField(max_length=40, blank=True, help_text="the matter of law, of councils/matters.csv")
    text = models.TextField(blank=True)
    supporter = models.CharField(max_length=200, blank=True, help_text="an independent supporter, by role")
    on_paper = models.BooleanField(default=False, help_text="typed in by the purchaser's staff")
    received_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True, help_text="since when the board may read it")

    class Meta:
        """Whoever advises or disagrees says what; who typed it from paper is known."""

        constraints: ClassVar = [
            models.CheckConstraint(name="council_way", condition=models.Q(way__in=CouncilWay.values)),
            models.CheckConstraint(name="council_about", condition=models.Q(about__in=CouncilSubject.values)),
            models.CheckConstraint(name="council_text", condition=~models.Q(way__in=["advised", "disagrees"], text="")),
            models.CheckConstraint(
                name="council_paper", condition=models.Q(on_paper=False) | models.Q(received_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.get_way_display()


class CouncilAnswer(models.Model):
    """What the purchaser did with input, and why; never changed, a later one counts."""

    id = models.BigAutoField(primary_key=True)
    input = models.ForeignKey(CouncilInput, on_delete=models.PROTECT, related_name="answers")
    followed = models.CharField(max_length=12, choices=Followed)
    text = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """No answer without a reason."""

        constraints: ClassVar = [
            models.CheckConstraint(name="council_answer_way", condition=models.Q(followed__in=Followed.values)),
            models.CheckConstraint(name="council_answer_text", condition=~models.Q(text__regex=r"^\s*$")),
        ]

    def __str__(self) -> str:
        return self.get_followed_display()


class CouncilShare(models.Model):
    """That a provider shares its plan and outcome of one contract with its own client council."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contract = models.CharField(max_length=8)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Shared once; it is not taken back, for the council may have read it."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "contract", "council"], name="council_share_one"),
        ]

    def __str__(self) -> str:
        return self.contract


class Consultation(models.Model):
    """That a purchaser asks an organisation of clients about a policy, also while it is a draft."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="consultations")
    purchaser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    until = models.DateField(help_text="the last day to answer")

    class Meta:
        """Asked once per round."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "organisation"], name="consultation_one"),
        ]

    def __str__(self) -> str:
        return str(self.until)

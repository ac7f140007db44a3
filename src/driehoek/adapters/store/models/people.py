"""Organisations, persons, and who acts for whom in which role, until when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from driehoek.domain.people import BindingAct


class OrganisationKind(models.TextChoices):
    """The corners of the triangle, and who watches them."""

    PURCHASER = "purchaser", _("Inkoper")
    PROVIDER = "provider", _("Zorgaanbieder")
    CLIENT_COUNCIL = "client-council", _("Cliëntenraad")
    CLIENT_ORGANISATION = "client-organisation", _("Regionale cliëntenorganisatie")
    SUPERVISOR = "supervisor", _("Toezichthouder")


class Role(models.TextChoices):
    """In what role a person acts for an organisation."""

    PURCHASING = "purchasing", _("Inkoop")
    ASSESSING = "assessing", _("Beoordeling")
    CONTROL = "control", _("Controle")
    SIGNING = "signing", _("Ondertekening")
    PROVIDING = "providing", _("Inschrijving")
    COUNCIL = "council", _("Cliëntenraad")
    SUPPORTING = "supporting", _("Onafhankelijke ondersteuning")
    SUPERVISING = "supervising", _("Toezicht")
    ADMINISTRATION = "administration", _("Beheer van de organisatie")


ROLES_OF: Mapping[str, tuple[Role, ...]] = {
    OrganisationKind.PURCHASER: (Role.PURCHASING, Role.ASSESSING, Role.CONTROL, Role.ADMINISTRATION),
    OrganisationKind.PROVIDER: (Role.PROVIDING, Role.SIGNING, Role.ADMINISTRATION),
    OrganisationKind.CLIENT_COUNCIL: (Role.COUNCIL, Role.SUPPORTING, Role.ADMINISTRATION),
    OrganisationKind.CLIENT_ORGANISATION: (Role.COUNCIL, Role.SUPPORTING, Role.ADMINISTRATION),
    OrganisationKind.SUPERVISOR: (Role.SUPERVISING, Role.ADMINISTRATION),
}
"""The roles that an organisation of each kind gives out."""


class Organisation(models.Model):
    """A purchaser, provider, client council, client organisation or supervisor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=20, blank=True, help_text="UZOVI, AGB or KvK number")
    kvk = models.CharField(max_length=8, blank=True, help_text="KvK number, by which eHerkenning names it")
    regions = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        """One organisation per kind and code."""

        constraints: ClassVar = [
            models.CheckConstraint(name="organisation_kind", condition=models.Q(kind__in=OrganisationKind.values)),
            models.UniqueConstraint(
                fields=["kind", "code"], name="organisation_kind_code", condition=~models.Q(code="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """How accounts are made."""

    def create_user(self, email: str, name: str, password: str | None = None) -> Person:
        """Make an account; without a password it can only sign in by OIDC."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A person with an account. What a person may do follows from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    epoch = models.PositiveIntegerField(default=0, help_text="one more ends every session")

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session must know; another password or epoch and it is worth nothing any more."""
        return str(salted_hmac(f"driehoek.session.{self.epoch}", self.password, algorithm="sha256").hexdigest())

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """No permissions of Django's own: the access table decides."""
        del perm, obj
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Likewise."""
        del app_label
        return False


class Membership(models.Model):
    """A role of a person in an organisation, for a time. No overlap per person, organisation, role and region."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    region = models.CharField(max_length=4, blank=True, help_text="COD001; empty for all regions of the organisation")
    valid = DateRangeField()

    class Meta:
        """Roles are words of the list; overlap and two hats are refused by the rules in SQL."""

        constraints: ClassVar = [
            models.CheckConstraint(name="membership_role", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation}"


class Mandate(models.Model):
    """Who may bind an organisation, by which acts, up to what, until when; given by whom."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    acts = ArrayField(models.CharField(max_length=20), default=list, blank=True, help_text="empty for all")
    most = models.BigIntegerField(null=True, blank=True, help_text="in cents; empty for no limit")
    given_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="mandates_given")
    valid = DateRangeField()

    class Meta:
        """Nobody mandates for less than nothing, nor himself."""

        constraints: ClassVar = [
            models.CheckConstraint(name="mandate_most", condition=models.Q(most__isnull=True) | models.Q(most__gte=0)),
            models.CheckConstraint(name="mandate_not_own", condition=~models.Q(person=models.F("given_by"))),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.organisation}"


class Delegation(models.Model):
    """An organisation lets another act for it: foundations their concern, municipalities a purchasing office."""

    id = models.BigAutoField(primary_key=True)
    principal = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegated")
    acts = ArrayField(models.CharField(max_length=20), default=list, blank=True, help_text="empty for all")
    most = models.BigIntegerField(null=True, blank=True, help_text="in cents; empty for no limit")
    passes_on = models.BooleanField(default=False, help_text="whether the other may let yet another act")
    ground = models.CharField(max_length=300, help_text="the agreement it rests on")
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()

    class Meta:
        """Not to itself, not for less than nothing, and on some agreement."""

        constraints: ClassVar = [
            models.CheckConstraint(
                name="delegation_most", condition=models.Q(most__isnull=True) | models.Q(most__gte=0)
            ),
            models.CheckConstraint(name="delegation_other", condition=~models.Q(principal=models.F("delegate"))),
            models.CheckConstraint(name="delegation_ground", condition=~models.Q(ground="")),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.principal}"


class BoundAct(models.Model):
    """An act that bound an organisation, with the mandate and the chain on which it rested that day; never changed."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    subject = models.CharField(max_length=100, help_text="the round, and the contract or deviation where there is one")
    amount = models.BigIntegerField(help_text="in cents; what the act is about")
    at = models.DateTimeField(help_text="when the request arrived")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    chain = ArrayField(models.BigIntegerField(), default=list, help_text="the delegations, from who is bound on")

    class Meta:
        """Acts are those of the domain."""

        constraints: ClassVar = [
            models.CheckConstraint(name="bound_act", condition=models.Q(act__in=[act.value for act in BindingAct])),
        ]

    def __str__(self) -> str:
        return f"{self.act} for {self.organisation}"


class Invitation(models.Model):
    """A role that waits for a person; the link in the mail opens it once. Of the link only a digest is kept."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Role)
    region = models.CharField(max_length=4, blank=True)
    valid = DateRangeField(help_text="the term of the role")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Roles are words of the list."""

        constraints: ClassVar = [
            models.CheckConstraint(name="invitation_role", condition=models.Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation}"


class FactorReset(models.Model):
    """A lost second factor: one administrator asks, another approves, and only then the person makes a new one."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="factor_resets")
    reason = models.CharField(max_length=300, help_text="how the administrator knows it is this person")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Three people: who lost it, who asks and who approves."""

        constraints: ClassVar = [
            models.CheckConstraint(name="factor_reset_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(name="factor_reset_asker", condition=~models.Q(person=models.F("asked_by"))),
            models.CheckConstraint(
                name="factor_reset_three_people",
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("asked_by")) & ~models.Q(approved_by=models.F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

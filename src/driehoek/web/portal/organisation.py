"""The own organisation: who is here in which role until when; its administrator invites, changes and ends roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.catalogue import load_regions
from driehoek.adapters.store import members
from driehoek.adapters.store.members import Offered
from driehoek.adapters.store.models import (
    ROLES_OF,
    Contract,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Role,
)
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.forms import UnreadError, first_day_without, term


def page(request: PortalRequest) -> HttpResponse:
    """Who is here, and what the organisation is made of."""
    own = own_organisation(request)
    today = timezone.localdate(request.arrived)
    held = Membership.objects.select_related("person").filter(organisation=own)
    held = held.exclude(valid__isempty=True).exclude(valid__fully_lt=DateRange(today, None))
    context: dict[str, Any] = {
        "own": own,
        "today": today,
        "roles": [(role.value, role.label) for role in ROLES_OF[own.kind]],
        "regions": _regions(own),
        "held": held.order_by("person__name", "role", "region"),
        "manages": request.who == Role.ADMINISTRATION,
        **_parts(own),
    }
    if request.who == Role.ADMINISTRATION:
        rows = Invitation.objects.filter(organisation=own, accepted_at=None, withdrawn_at=None)
        context["waiting"] = rows.order_by("-invited_at")
    return render(request, "portal/organisation.html", context)


@require_POST
def invite(request: PortalRequest) -> HttpResponse:
    """Invite a person by e-mail; the link in the mail opens the role once, for as long as it says."""
    own, actor = own_organisation(request), actor_of(request)
    email = request.POST.get("email", "").strip().lower()
    try:
        validate_email(email)
        offered = _offered(request, own)
    except ValidationError:
        messages.error(request, _("Geef een e-mailadres, zoals naam@organisatie.nl."))
        return redirect("organisation")
    except UnreadError as unread:
        messages.error(request, str(unread))
        return redirect("organisation")
    row, token = members.invite(actor, email, offered, request.arrived)
    send_invitation(row, own, request.build_absolute_uri(reverse("invitation", args=[token])))
    messages.success(request, _("De uitnodiging is verstuurd."))
    return redirect("organisation")


@require_POST
def withdraw(request: PortalRequest, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(Invitation, pk=invitation_id, accepted_at=None, withdrawn_at=None)
    members.withdraw(actor_of(request), row, request.arrived)
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("organisation")


@require_POST
def change(request: PortalRequest, membership_id: int) -> HttpResponse:
    """Give somebody another role or region from a day on; the old one ends the day before."""
    own, row = own_organisation(request), _row(request, membership_id)
    try:
        refused = members.change_role(actor_of(request), row, _offered(request, own), request.arrived)
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, refused, _("De rol is gewijzigd."))
    return redirect("organisation")


@require_POST
def end(request: PortalRequest, membership_id: int) -> HttpResponse:
    """End a role from a day on; with somebody's last role the mandates end too."""
    row = _row(request, membership_id)
    try:
        day = first_day_without(request, timezone.localdate(request.arrived))
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, members.end_role(actor_of(request), row, day, request.arrived), _("De rol is beëindigd."))
    return redirect("organisation")


def send_invitation(row: Invitation, own: Organisation, link: str) -> None:
    """Send the mail; without a mail server it becomes a file."""
    context = {"invitation": row, "organisation": own, "link": link}
    text = render_to_string("portal/invitation_mail.txt", context)
    title = _("Uitnodiging van %(organisation)s") % {"organisation": own.name}
    send_mail(title.replace("\n", " "), text, settings.DEFAULT_FROM_EMAIL, [row.email])


def own_organisation(request: PortalRequest) -> Organisation:
    """The organisation for which one acts."""
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=actor_of(request).organisation)


def people_of(own: Organisation, today: date) -> QuerySet[Person]:
    """Who has a role at the organisation today."""
    held = Membership.objects.filter(organisation=own, valid__contains=today)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("name")


def _row(request: PortalRequest, membership_id: int) -> Membership:
    rows = Membership.objects.select_related("person")
    return get_object_or_404(rows, pk=membership_id, organisation_id=actor_of(request).organisation)


def _offered(request: PortalRequest, own: Organisation) -> Offered:
    role, region = request.POST.get("role", ""), request.POST.get("region", "")
    if role not in ROLES_OF[own.kind]:
        raise UnreadError(_("Kies een rol die bij uw organisatie hoort."))
    if region and region not in own.regions:
        raise UnreadError(_("Kies een regio van uw organisatie."))
    return Offered(role, region, term(request, timezone.localdate(request.arrived)))


def _answer(request: PortalRequest, refused: Finding | None, done: str) -> None:
    if refused is None:
        messages.success(request, done)
    else:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")


def _regions(own: Organisation) -> list[tuple[str, str]]:
    names = {code.code: region.name for region in load_regions().all for code in (region.code, *region.aliases)}
    return [(code, names.get(code, code)) for code in own.regions]


def _parts(own: Organisation) -> dict[str, Any]:
    """What is told of each kind: contracts, the concern it belongs to, whom a council speaks for."""
    providers = Organisation.objects.filter(kind=OrganisationKind.PROVIDER)
    if own.kind == OrganisationKind.PROVIDER:
        contracts = Contract.objects.filter(provider=own).select_related("purchaser").order_by("agb")
        return {"contracts": contracts, "below": providers.filter(parent=own).order_by("name")}
    if own.kind == OrganisationKind.SUPERVISOR:
        groups = providers.filter(parent__isnull=False).select_related("parent").order_by("parent__name", "name")
        return {"concerns": groups}
    return {}

"""Accept an invitation: once, in its time, by the person whose address it was sent to."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store import members
from driehoek.adapters.store.models import Membership, OrganisationKind, Person, Role
from driehoek.domain.people import needs_second_factor
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest
from driehoek.web.oidc.adapter import WAITING
from driehoek.web.portal.signing_in import enter

GONE = 410


def accept(request: PortalRequest, token: str) -> HttpResponse:
    """Show what waits; who has an account signs in first, who has none makes one with a password."""
    found = members.opened(token)
    if found is None or not found.opens(request.arrived):
        return render(request, "portal/invitation_closed.html", {"invitation": found}, status=GONE)
    request.session[WAITING] = token  # so that signing in elsewhere comes back here
    known = Person.objects.filter(email=found.email).first()
    signed_in = request.user if isinstance(request.user, Person) else None
    wrong: list[str] = []
    if request.method == "POST":
        with transaction.atomic():
            person: Person | None = None
            if signed_in is not None and signed_in.email == found.email:
                person = signed_in
            elif signed_in is None and known is None:
                person, wrong = _made(request, found.email)
            if person is not None:
                taken = members.accept(token, person.pk, request.arrived)
                if not isinstance(taken, Finding):
                    return _let_in(request, person, taken)
                transaction.set_rollback(True)  # nor is the account made
                wrong = [f"{taken.sentence()} {taken.mend()}"]
    context = {
        "invitation": found,
        "kind": OrganisationKind(found.kind).label,
        "role": Role(found.role).label,
        "second_factor": needs_second_factor(found.role, timezone.localdate(request.arrived)),
        "known": known is not None,
        "other": signed_in is not None and signed_in.email != found.email,
        "ready": signed_in is not None and signed_in.email == found.email,
        "wrong": wrong,
        "servers": settings.OIDC.values(),
        "given": request.POST,
    }
    return render(request, "portal/invitation.html", context, status=400 if wrong else 200)


def _made(request: PortalRequest, email: str) -> tuple[Person | None, list[str]]:
    """The account, or what is wrong with what was typed."""
    name = request.POST.get("name", "").strip()[:200]
    password, again = request.POST.get("password", ""), request.POST.get("again", "")
    wrong = []
    if not name:
        wrong.append(_("Vul uw naam in."))
    if password != again:
        wrong.append(_("De twee wachtwoorden zijn niet gelijk."))
    try:
        validate_password(password, Person(email=email, name=name))
    except ValidationError as error:
        wrong.extend(error.messages)
    return (None, wrong) if wrong else (Person.objects.create_user(email, name, password), [])


def _let_in(request: PortalRequest, person: Person, membership: int) -> HttpResponse:
    """Sign in, and go on to the role; a role that asks for a second factor sends on to make one."""
    request.session.pop(WAITING, None)
    if request.user != person:
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(
            request, person, method="password", reauthenticated=True
        )  # so that a second factor can be made at once
    messages.success(request, _("Welkom. U heeft de uitnodiging aanvaard."))
    return enter(request, Membership.objects.select_related("organisation").get(pk=membership))

"""The page of a person: own data, second factor, roles and mandates, and ending every session at once."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import keys
from driehoek.adapters.store.models import Mandate, Membership, Person
from driehoek.web.middleware import PortalRequest, person_of


def page(request: PortalRequest) -> HttpResponse:
    """Show it, or keep another name or language."""
    person, today = person_of(request), timezone.localdate(request.arrived)
    if request.method == "POST":
        return _kept(request, person)
    held = Membership.objects.filter(person=person).exclude(valid__isempty=True)
    mandates = Mandate.objects.filter(person=person, valid__contains=today)
    rows = list(SocialAccount.objects.filter(user=person).order_by("pk"))
    servers = settings.OIDC
    context = {
        "linked": [{"pk": row.pk, "name": servers[row.provider].name} for row in rows if row.provider in servers],
        "unlinked": [server for server in servers.values() if server.id not in {row.provider for row in rows}],
        "person": person,
        "languages": settings.LANGUAGES,
        "has_factor": keys.has_second_factor(person.pk),
        "held": held.exclude(valid__fully_lt=DateRange(today, None)).select_related("organisation").order_by("pk"),
        "mandates": mandates.select_related("organisation").order_by("pk"),
    }
    return render(request, "portal/me.html", context)


@require_POST
def end_sessions(request: PortalRequest) -> HttpResponse:
    """Log out everywhere but here."""
    person = person_of(request)
    keys.end_sessions(person.pk)
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    messages.success(request, _("U bent overal uitgelogd, behalve hier."))
    return redirect("me")


def _kept(request: PortalRequest, person: Person) -> HttpResponse:
    name, language = request.POST.get("name", "").strip()[:200], request.POST.get("language", "")
    if not name or language not in dict(settings.LANGUAGES):
        messages.error(request, _("Vul uw naam in en kies een taal."))
        return redirect("me")
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    messages.success(request, _("Uw gegevens zijn bewaard."))
    answer = redirect("me")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS
    )
    return answer

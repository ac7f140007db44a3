"""Signing in by OIDC: begin, come back, link to an account, unlink, and log out at the server too."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from driehoek.web.middleware import PortalRequest, person_of
from driehoek.web.oidc.adapter import WAITING, CheckedOidc, refused
from driehoek.web.oidc.configured import OidcServer


def begin(request: PortalRequest, provider_id: str) -> HttpResponse:
    """Go to the server to sign in."""
    waiting = request.session.get(WAITING)
    after = reverse("invitation", args=[waiting]) if waiting else reverse("choose")
    return _away(request, provider_id, AuthProcess.LOGIN, after)


def link(request: PortalRequest, provider_id: str) -> HttpResponse:
    """Go to the server to link it to the own account."""
    return _away(request, provider_id, AuthProcess.CONNECT, reverse("me"))


def callback(request: PortalRequest, provider_id: str) -> HttpResponse:
    """Come back from the server."""
    known(provider_id)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(CheckedOidc(request, provider_id))(request)
    return answer


@require_POST
def unlink(request: PortalRequest, account_id: int) -> HttpResponse:
    """Sign in there no more; who has no password keeps the last one."""
    person = person_of(request)
    row = get_object_or_404(SocialAccount, pk=account_id, user=person)
    if not person.has_usable_password() and SocialAccount.objects.filter(user=person).count() == 1:
        messages.error(request, _("Dit is uw enige manier om in te loggen. Kies eerst een wachtwoord."))
    else:
        row.delete()
        messages.success(request, _("Dit inlogmiddel is losgemaakt van uw account."))
    return redirect("me")


def logged_out(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Out here; a link to log out there too, where the server can."""
    server, address = known(provider_id), ""
    try:
        with get_adapter().get_requests_session() as session:
            told = session.get(f"{server.server.rstrip('/')}/.well-known/openid-configuration")
            ends = told.json().get("end_session_endpoint", "") if told.ok else ""
    except (RequestException, ValueError):
        ends = ""
    if ends:
        back = request.build_absolute_uri(reverse("home"))
        address = f"{ends}?{urlencode({'client_id': server.client, 'post_logout_redirect_uri': back})}"
    return render(request, "portal/oidc_logged_out.html", {"server": server, "address": address})


def known(provider_id: str) -> OidcServer:
    """The server of the settings; no other exists."""
    if provider_id not in settings.OIDC:
        raise Http404
    server: OidcServer = settings.OIDC[provider_id]
    return server


def _away(request: PortalRequest, provider_id: str, process: str, after: str) -> HttpResponse:
    known(provider_id)
    provider = CheckedOidc(request, provider_id).get_provider()
    nonce = secrets.token_urlsafe(24)
    try:
        away: HttpResponse = provider.redirect(
            request, process, next_url=after, auth_params={**provider.get_auth_params(), "nonce": nonce}, nonce=nonce
        )
    except RequestException:
        return refused(request, _("De dienst waarmee u inlogt is nu niet bereikbaar. Probeer het later opnieuw."))
    return away

"""Accounts are made by invitation; nobody signs up by himself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from driehoek.web.oidc.adapter import SIGNED_BY


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """The doors of allauth that we keep closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an organisation's own administrator invites."""
        del request
        return False

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who signed in elsewhere is shown how to log out there too."""
        said = request.session.get(SIGNED_BY)
        return reverse("logged-out", args=[said["server"]]) if said else reverse("home")

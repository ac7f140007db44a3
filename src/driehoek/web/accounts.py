"""Accounts are made by invitation; nobody signs up by himself."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """The doors of allauth that we keep closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an organisation's own administrator invites."""
        del request
        return False

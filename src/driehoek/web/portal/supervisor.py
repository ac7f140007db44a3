"""The corner of the supervisor. It has no standing sight of anything: it asks for a dossier and receives it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.web.portal.public import published


def overview(request: HttpRequest) -> HttpResponse:
    """The published rounds, and what was received."""
    return render(request, "portal/supervisor.html", {"rounds": published(request)})

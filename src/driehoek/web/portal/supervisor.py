"""The corner of the supervisor. It has no standing sight of anything: it asks for a dossier and receives it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from driehoek.adapters.store.models import Round


def overview(request: HttpRequest) -> HttpResponse:
    """The published rounds, and what was received."""
    rounds = Round.objects.select_related("purchaser").exclude(state="preparing").order_by("-year", "purchaser__name")
    return render(request, "portal/supervisor.html", {"rounds": rounds})

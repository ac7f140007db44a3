"""Whether the portal works: for people, and for the machine that watches it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from driehoek import __version__
from driehoek.adapters.store.listeners import hears
from driehoek.adapters.store.models import Round
from driehoek.adapters.store.trail import last_line
from driehoek.bootstrap.stored_publications import policy_at
from driehoek.web.live.listening import NAME as LIVE
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.caching import public


@public
def page(request: PortalRequest) -> HttpResponse:
    """For people: whether it works, whether one can hand in now, and what to do when it does not work."""
    rounds = Round.objects.select_related("purchaser").filter(closes_at__gt=request.arrived).exclude(state="preparing")
    windows = []
    for found in rounds.order_by("closes_at"):
        policy = policy_at(found.pk, request.arrived)
        is_open = found.opens_at is not None and found.opens_at <= request.arrived
        windows.append({"round": found, "is_open": is_open, "contact": policy.purchaser.contact if policy else ""})
    works = {"version": __version__, "database": _answers(), "live": hears(LIVE)}
    context = {**works, "log": last_line(), "windows": windows}
    return render(request, "portal/status.html", context)


def health(request: HttpRequest) -> HttpResponse:
    """Whether the process lives."""
    del request
    return JsonResponse({"status": "ok", "version": __version__})


def ready(request: HttpRequest) -> HttpResponse:
    """Whether it can serve: the database answers."""
    del request
    answers = _answers()
    return JsonResponse({"database": answers}, status=200 if answers else 503)


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False

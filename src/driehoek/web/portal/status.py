"""Whether the portal works: for people, and for the machine that watches it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from driehoek import __version__
from driehoek.adapters.store.trail import last_line


def page(request: HttpRequest) -> HttpResponse:
    """For people."""
    context = {"version": __version__, "database": _answers(), "log": last_line()}
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

"""Dutch or English, light or dark: switched on any page, which one then sees again."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEME = "driehoek-theme"
"""The cookie with the colours that somebody chose; without it the device decides."""
THEMES = ("light", "dark")
YEAR = 365 * 86400


@csrf_exempt  # it only keeps a choice of one's own, so that a visitor needs no cookie for the form
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to where one was."""
    answer = redirect(_back(request))
    wanted = request.POST.get("language", "nl")
    if wanted in dict(settings.LANGUAGES):
        _keep(answer, settings.LANGUAGE_COOKIE_NAME, wanted)
    return answer


@csrf_exempt  # it only keeps a choice of one's own, so that a visitor needs no cookie for the form
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark, or leave it to the device again, and go back to where one was."""
    answer = redirect(_back(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        _keep(answer, THEME, wanted)
    else:
        answer.delete_cookie(THEME, samesite="Lax")
    return answer


def chosen_theme(request: HttpRequest) -> str:
    """The colours that were chosen; empty when the device decides."""
    said = request.COOKIES.get(THEME, "")
    return said if said in THEMES else ""


def _back(request: HttpRequest) -> str:
    back = request.POST.get("next", "/")
    fits = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if fits else "/"


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=YEAR, secure=settings.HTTPS, samesite="Lax", httponly=True)

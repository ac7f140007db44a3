"""What went wrong, in words, with what to do; never a trace."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_BARE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Even niet bereikbaar · Driehoek</title>'
    "</head><body><main><h1>Even niet bereikbaar</h1><p>De gegevens zijn op dit moment niet bereikbaar. Wat u al had "
    "bewaard, is bewaard. Probeer het over een minuut opnieuw.</p></main></body></html>"
)
"""The page for when the database does not answer: it needs nothing."""


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "portal/error.html", {"title": title, "text": text}, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for this role; whether the page exists is not said."""
    del exception
    text = _("Deze pagina bestaat niet, of is niet voor de rol waarin u nu werkt. Kies een andere rol of ga terug.")
    return _page(request, 403, _("U kunt deze pagina niet openen"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    del exception
    text = _("Het adres klopt niet, of de pagina is verplaatst. Begin opnieuw bij het overzicht van de rondes.")
    return _page(request, 404, _("Deze pagina is er niet"), text)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    text = _(
        "Er ging bij ons iets mis. Wat u al had bewaard, is bewaard. Probeer het opnieuw, of meld het aan de beheerder."
    )
    try:
        return _page(request, 500, _("Er ging iets mis"), text)
    except DatabaseError:  # the frame around a page asks who is signed in, which nobody can say now
        return HttpResponse(_BARE, status=503, headers={"Retry-After": "10"})


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or the session ended meanwhile."""
    del reason
    text = _("U was te lang weg of bent intussen uitgelogd. Log opnieuw in; uw concept staat er nog.")
    return _page(request, 403, _("Uw sessie is verlopen"), text)

"""What every page needs: who acts, where one can go, whether the data is made up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from driehoek.adapters.store.arriving import Around, around
from driehoek.web.access import may
from driehoek.web.portal.language import chosen_theme
from driehoek.web.sitemap import PLACES, corner_of, upward

_MENU = ("home", "provider", "council", "purchaser", "agreements", "talks", "supervisor", "organisation")


def portal(request: HttpRequest) -> dict[str, Any]:
    """The context of the frame around every page."""
    who = getattr(request, "who", "nobody")
    return {
        "who": who,
        "membership": getattr(request, "membership", None),
        "principal": getattr(request, "principal", None),
        "menu": list(_menu(who, request)),
        "corner": corner_of(_here(request)),
        "theme": chosen_theme(request),
        "is_example": settings.EXAMPLE,
        "oidc_servers": settings.OIDC.values(),
        "columns": (("quantity", _("Aantal")), ("capacity", _("Ten hoogste"))),
        "unseen": SimpleLazyObject(lambda: frame(request).unseen),
        "arrived": getattr(request, "arrived", None),
    }


def frame(request: HttpRequest, owner: UUID | None = None) -> Around:
    """What the frame shows of the database, asked once a page: the first to ask says whose page it is."""
    kept: Around | None = getattr(request, "around", None)
    if kept is None:
        kept = around(owner, None if getattr(request, "actor", None) is None else request.user.pk)
        request.around = kept  # type: ignore[attr-defined]  # of this page alone
    return kept


def _here(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _menu(who: str, request: HttpRequest) -> Iterable[tuple[str, str, str]]:
    """The pages that begin a corner: route, name, and whether it is this page or one above it."""
    here = _here(request)
    above = list(upward(here))
    for route in _MENU:
        if may(route, who):
            yield route, str(PLACES[route].name), "page" if route == here else "true" if route in above else ""

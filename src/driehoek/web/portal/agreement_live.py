"""What the page of an agreement needs to hear at once what goes on: a pass, and where the live process is.

A page with ``agreement`` in its context includes ``portal/_agreement_live.html``. Its script says on the document
``agreement:went-on`` with ``detail.number`` and ``detail.table`` when there is something to fetch (a number of null:
look again, it is not known what was missed) and ``agreement:live`` with ``detail.connected``, so that the page asks by
itself while it is not. A page that fetches nothing includes ``portal/agreement_changed.html``, which then offers to
load it anew.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from driehoek.adapters.store.agreement_sheets import side_of
from driehoek.adapters.store.models import Agreement
from driehoek.web.live.passes import LIFE, Pass
from driehoek.web.middleware import PortalRequest, actor_of, person_of


@require_safe
def renewed(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """A new pass, for as long as the one who acts may see the agreement."""
    agreement = get_object_or_404(Agreement, pk=agreement_id)
    return JsonResponse({"pass": _pass(request, agreement)})


def live(request: PortalRequest, agreement: Agreement) -> dict[str, Any]:
    """What ``portal/agreement_presence.html`` shows; lets this page, and no other, speak with the live process."""
    place = _place(request)
    if urlsplit(place).netloc:
        request.speaks_with = f"{urlsplit(place).scheme}://{urlsplit(place).netloc}"
    return {
        "live": {
            "place": place,
            "pass": _pass(request, agreement) if place else "",
            "again": reverse("agreement-live", args=[agreement.pk]),
        }
    }


def _pass(request: PortalRequest, agreement: Agreement) -> str:
    person = person_of(request)
    held = Pass(
        agreement.pk,
        str(person.pk),
        person.name,
        side_of(actor_of(request), agreement).value,
        f"{request.scheme}://{request.get_host()}",
        timezone.now().timestamp() + LIFE,  # the clock of the machine, also in the example
    )
    return held.signed(settings.SECRET_KEY)


def _place(request: PortalRequest) -> str:
    """Where the page reaches the live process; empty when there is none."""
    if not settings.LIVE.isdecimal():
        return str(settings.LIVE)
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return f"{request.scheme}://{f'[{host}]' if ':' in host else host}:{settings.LIVE}/live/"

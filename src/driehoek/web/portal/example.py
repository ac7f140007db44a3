"""The example people of each corner, to sign in as with one click. Closed unless the store holds example data only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from driehoek.adapters.store.arriving import set_public
from driehoek.adapters.store.models import Membership
from driehoek.web.example_clock import STOPS, wind
from driehoek.web.example_sealed import TITLE, phrases
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.signing_in import enter

BACKEND = "django.contrib.auth.backends.ModelBackend"


def people(request: PortalRequest) -> HttpResponse:
    """Show them, or sign in as one."""
    if not settings.EXAMPLE:
        raise PermissionDenied
    today = timezone.localdate(request.arrived)
    set_public()
    held = Membership.objects.select_related("organisation", "person").filter(
        person__is_example=True, person__is_active=True, valid__contains=today
    )
    if request.method == "POST":
        membership = get_object_or_404(held, pk=request.POST.get("membership"))
        login(request, membership.person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return enter(request, membership)
    stops = [(number, stop, what) for number, (stop, what) in enumerate(STOPS) if stop > request.arrived]
    people_ = held.order_by("organisation__kind", "organisation__name", "pk")
    context = {"held": people_, "stops": stops, "sealed": TITLE, "phrases": phrases()}
    return render(request, "portal/example.html", context)


@require_POST
def clock(request: PortalRequest) -> HttpResponse:
    """Wind the clock of the example forward, for everyone who looks at it."""
    if not settings.EXAMPLE:
        raise PermissionDenied
    stop = next((stop for number, (stop, _what) in enumerate(STOPS) if str(number) == request.POST.get("stop")), None)
    if stop is not None:
        wind(settings.DATA, request.arrived, stop)
    return redirect("example-people")

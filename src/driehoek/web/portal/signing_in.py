"""After signing in: in which role for which organisation one acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Membership, Role
from driehoek.web.middleware import MEMBERSHIP, PortalRequest, person_of

FIRST_PAGE = {
    Role.PURCHASING: "purchaser",
    Role.CONTROL: "purchaser",
    Role.ASSESSING: "purchaser",
    Role.PROVIDING: "provider",
    Role.SIGNING: "provider",
    Role.COUNCIL: "council",
    Role.SUPPORTING: "council",
    Role.SUPERVISING: "supervisor",
}


def choose(request: PortalRequest) -> HttpResponse:
    """Choose a role; who has one only is not asked."""
    today = timezone.localdate(request.arrived)
    held = list(
        Membership.objects.select_related("organisation")
        .filter(person=person_of(request), valid__contains=today)
        .order_by("organisation__name", "role")
    )
    if request.method == "POST":
        chosen = next((item for item in held if str(item.pk) == request.POST.get("membership")), None)
        if chosen is not None:
            return enter(request, chosen)
        messages.error(request, _("Deze rol heeft u niet (meer). Kies een andere."))
    elif len(held) == 1 and request.membership is None:
        return enter(request, held[0])
    return render(request, "portal/choose.html", {"held": held})


def enter(request: PortalRequest, membership: Membership) -> HttpResponse:
    """Act in this role from now on; a new session key, so that an old one is worth nothing."""
    request.session.cycle_key()
    request.session[MEMBERSHIP] = membership.pk
    return redirect(FIRST_PAGE.get(Role(membership.role), "home"))

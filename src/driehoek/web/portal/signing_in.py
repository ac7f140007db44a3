"""After signing in: in which role for which organisation one acts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Membership, Role
from driehoek.web.middleware import MEMBERSHIP, PRINCIPAL, PortalRequest, of_organisation

FIRST_PAGE = {
    Role.PURCHASING: "purchaser",
    Role.CONTROL: "purchaser",
    Role.ASSESSING: "purchaser",
    Role.PROVIDING: "provider",
    Role.SIGNING: "provider",
    Role.COUNCIL: "council",
    Role.SUPPORTING: "council",
    Role.SUPERVISING: "supervisor",
    Role.ADMINISTRATION: "organisation",
}


def choose(request: PortalRequest) -> HttpResponse:
    """Choose a role; who has one only is not asked."""
    arrived = request.held
    assert arrived is not None, "the access table lets nobody in who did not sign in"
    held, others = [item for item in arrived.roles if of_organisation(request, item)], arrived.principals
    if request.method == "POST":
        chosen = next((item for item in held if str(item.pk) == request.POST.get("membership")), None)
        wanted = request.POST.get("principal", "")
        known = [item for item in others if chosen and (item.membership, str(item.id)) == (chosen.pk, wanted)]
        if chosen is not None and (known or not wanted):
            return enter(request, chosen, wanted)
        messages.error(request, _("Deze rol heeft u niet (meer). Kies een andere."))
    elif len(held) == 1 and not others and request.membership is None:
        return enter(request, held[0])
    places = [(item, [other for other in others if other.membership == item.pk]) for item in held]
    return render(
        request,
        "portal/choose.html",
        {"held": places, "next": request.POST.get("next") or request.GET.get("next") or ""},
    )


def enter(request: PortalRequest, membership: Membership, principal: str = "") -> HttpResponse:
    """Act in this role from now on, perhaps for another organisation; a new session key, so that an old one is void."""
    request.session.cycle_key()
    request.session[MEMBERSHIP] = membership.pk
    request.session.pop(PRINCIPAL, None)
    if principal:
        request.session[PRINCIPAL] = principal
    back = request.POST.get("next") or request.GET.get("next") or ""
    if back and url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect(FIRST_PAGE.get(Role(membership.role), "home"))

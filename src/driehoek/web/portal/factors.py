"""A lost second factor: one administrator asks for a new one, another approves; both are in the trail."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import keys
from driehoek.adapters.store.models import FactorReset
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.forms import UnreadError, chosen, words
from driehoek.web.portal.organisation import own_organisation, people_of

SHOWN = 50


def page(request: PortalRequest) -> HttpResponse:
    """What was asked and approved, newest first."""
    own = own_organisation(request)
    rows = FactorReset.objects.filter(organisation=own).select_related("person", "asked_by", "approved_by")
    people = people_of(own, timezone.localdate(request.arrived)).exclude(pk=person_of(request).pk)
    context = {"own": own, "rows": rows.order_by("-asked_at")[:SHOWN], "people": people}
    return render(request, "portal/factor_resets.html", context)


@require_POST
def ask(request: PortalRequest) -> HttpResponse:
    """Ask that somebody may make a new second factor."""
    try:
        people = people_of(own_organisation(request), timezone.localdate(request.arrived))
        person = chosen(people, request.POST.get("person"), _("Kies iemand die hier nu werkt."))
        reason = words(request, "reason", _("Schrijf op hoe u weet dat het deze persoon is."), 300)
        refused = keys.ask_reset(actor_of(request), person.pk, reason, request.arrived)
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, refused, _("De vraag staat klaar. Een andere beheerder keurt haar goed."))
    return redirect("factor-resets")


@require_POST
def approve(request: PortalRequest, reset_id: int) -> HttpResponse:
    """Approve what a colleague asked: the old second factor and every session end."""
    row = get_object_or_404(FactorReset, pk=reset_id, organisation_id=actor_of(request).organisation, approved_by=None)
    refused = keys.approve_reset(actor_of(request), row, request.arrived)
    _answer(request, refused, _("De oude tweede factor is weg. Bij het inloggen stelt deze persoon een nieuwe in."))
    return redirect("factor-resets")


def _answer(request: PortalRequest, refused: Finding | None, done: str) -> None:
    if refused is None:
        messages.success(request, done)
    else:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")

"""What supervisors asked of a purchaser: send the dossier or say why not, and see who looked at it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import DossierRequest, DossierState
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.stored_oversight import moment_of
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.purchaser import own_round


def overview(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The requests on one round, with what came of them and every look."""
    found = own_round(request, round_id)
    rows = DossierRequest.objects.filter(round=found).select_related("supervisor").defer("content", "found")
    shown = [(row, row.looks.order_by("-at")[:20]) for row in rows.order_by("-asked_at")[:50]]
    context = {"round": found, "asked": shown, "as_of": moment_of(found.pk, request.arrived)}
    return render(request, "portal/asked_dossiers.html", context)


@require_POST
def answer(request: PortalRequest, round_id: UUID, dossier_id: int) -> HttpResponse:
    """Send the dossier, or say why not."""
    found = own_round(request, round_id)
    rows = DossierRequest.objects.select_for_update(of=("self",)).defer("content", "found")
    row = get_object_or_404(rows, pk=dossier_id, round=found)
    back, reply = redirect("asked-dossiers", round_id=round_id), request.POST.get("reply", "").strip()[:4000]
    sends = request.POST.get("answer") == "send"
    if row.state != DossierState.ASKED:
        messages.error(request, _("Dit verzoek is al beantwoord."))
        return back
    if not sends and not reply:
        messages.error(request, _("Schrijf op waarom u het dossier niet stuurt."))
        return back
    row.state = DossierState.WAITING if sends else DossierState.REFUSED
    row.answered_at, row.answered_by, row.reply = request.arrived, person_of(request), reply
    row.as_of = moment_of(found.pk, request.arrived) if sends else None
    row.save(update_fields=["state", "answered_at", "answered_by", "reply", "as_of"])
    act = "sent dossier" if sends else "refused dossier"
    record(actor_of(request), act, f"{found.pk} {row.pk}", {}, request.arrived)
    messages.success(request, _("Het dossier wordt gestuurd.") if sends else _("Uw antwoord is verstuurd."))
    return back

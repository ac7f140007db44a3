"""What a provider is asked to repair after the closing: what lacks, until when, and its answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.catalogue.providing import evidence_kinds
from driehoek.adapters.store.models import Contract, EvidenceFile, RepairRequest, Round
from driehoek.bootstrap.stored_repairs import answer, asked_of
from driehoek.domain.tender.evidence import allowed
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.evidence import kept_file, taken_file
from driehoek.web.templatetags.dutch import told


def page(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """All that was asked to be repaired, what is open on top, with what the rules say of it now."""
    found, held = _own(request, round_id, contract)
    asked = asked_of(found, held, request.arrived)
    files = EvidenceFile.objects.filter(removed_at__isnull=True).defer("content").order_by("name")
    context = {
        "round": found,
        "contract": contract,
        "asked": sorted(asked, key=lambda item: not item.is_open),
        "held": list(files),
        "kinds": allowed(evidence_kinds(), timezone.localdate(request.arrived)),
    }
    return render(request, "portal/repairs.html", context)


@require_POST
def repair(request: PortalRequest, round_id: UUID, contract: str, request_id: int) -> HttpResponse:
    """Answer one request: with a document of the library, a new one, or an answer."""
    found, held = _own(request, round_id, contract)
    row = get_object_or_404(RepairRequest, pk=request_id, round=found, contract=contract)
    chosen, back = request.POST.get("known", ""), redirect("repairs", round_id=round_id, contract=contract)
    file = kept_file(chosen) if chosen else taken_file(request) if request.FILES.get("file") else None
    if request.FILES.get("file") and file is None:
        return back  # why not was said
    with transaction.atomic():
        refused = answer(actor_of(request), row, held, request.POST.get("answer", ""), file, request.arrived)
    for item in refused:
        messages.error(request, told(item))
    if not refused:
        messages.success(
            request, _("Uw antwoord is bij de inkoper. Tot en met de laatste dag kunt u het nog vervangen.")
        )
    return back


def _own(request: PortalRequest, round_id: UUID, contract: str) -> tuple[Round, Contract]:
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    actor = actor_of(request)
    return found, get_object_or_404(
        Contract, purchaser_id=found.purchaser_id, agb=contract, provider_id=actor.organisation
    )

"""The corner of the supervisor. It has no standing sight of anything: it asks for a dossier and receives it.

What it received it reads norm by norm, has replayed, and compares with other rounds it received. Each look is written
down, and the purchaser sees it.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import DossierLook, DossierRequest, DossierState, Round
from driehoek.adapters.store.trail import chain, last_line, record
from driehoek.application.oversight import FIGURES
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.public import published

USUAL_DAYS = 14
"""The term that stands in the form, in days."""
MOST_COMPARED = 12


def overview(request: PortalRequest) -> HttpResponse:
    """What was asked and received, and the published rounds of which a dossier can be asked."""
    asked = DossierRequest.objects.select_related("round", "purchaser").defer("content", "found")
    context = {
        "asked": asked.order_by("-asked_at")[:50],
        "rounds": published(request),
        "last_line": last_line(),
        "usual": timezone.localdate(request.arrived) + timedelta(days=USUAL_DAYS),
    }
    return render(request, "portal/supervisor.html", context)


@require_POST
def ask(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Ask the purchaser for the dossier of a round, on a ground and with a term."""
    found = get_object_or_404(Round.objects.exclude(state="preparing"), pk=round_id)
    ground, due = request.POST.get("ground", "").strip()[:4000], parse_date(request.POST.get("due", ""))
    if not ground or due is None or due < timezone.localdate(request.arrived):
        messages.error(request, _("Schrijf op waarom u het dossier vraagt, en kies een dag die nog komt."))
        return redirect("supervisor")
    actor = actor_of(request)
    DossierRequest.objects.create(
        round=found,
        purchaser_id=found.purchaser_id,
        supervisor_id=actor.organisation,
        ground=ground,
        due_on=due,
        asked_at=request.arrived,
        asked_by=person_of(request),
    )
    record(actor, "asked dossier", str(found.pk), {"due": due.isoformat()}, request.arrived)
    messages.success(request, _("Uw verzoek is verstuurd. U krijgt bericht als het dossier er is."))
    return redirect("supervisor")


def dossier(request: PortalRequest, dossier_id: int) -> HttpResponse:
    """A dossier that was received, norm by norm; while it is checked, how far that is."""
    row = _received(dossier_id)
    if row.state in (DossierState.READY, DossierState.FAILED):
        _look(request, row, "norms")
    context = {
        "row": row,
        "norms": row.found.get("norms"),
        "waits": row.state in (DossierState.WAITING, DossierState.BUSY),
        "points_title": _("Waar toezicht op let"),
        "points_note": _("Elk punt met het jaar van zijn bron; het is niet altijd de norm van nu."),
        "norms_title": _("Normen van dit beleid"),
        "guarantees_title": _("Wat vooraf is beloofd"),
        "clauses_title": _("Waaraan elke verdeling wordt gehouden"),
    }
    return render(request, "portal/dossier.html", context)


def download(request: PortalRequest, dossier_id: int) -> HttpResponse:
    """The dossier as it was sent, to be replayed anywhere with ``driehoek round replay``."""
    row = get_object_or_404(DossierRequest.objects.select_related("round"), pk=dossier_id)
    if row.content is None:
        raise Http404
    _look(request, row, "download")
    answer = HttpResponse(bytes(row.content), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{row.round.slug}-{row.pk}.zip"'
    return answer


def log(request: PortalRequest) -> StreamingHttpResponse:
    """The whole log to check anywhere with ``driehoek audit verify``: digests only, nothing of what they are about."""
    last = last_line()
    record(actor_of(request), "took the log", last[1] if last else "", {}, request.arrived)
    lines = (f"{line.text()}\n" for line in chain("default"))
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="logboek.jsonl"'
    return answer


@require_POST
def again(request: PortalRequest, dossier_id: int) -> HttpResponse:
    """Have a dossier checked again, as long as it is kept."""
    row = _received(dossier_id)
    is_kept = DossierRequest.objects.filter(pk=row.pk, content__isnull=False).exists()
    if is_kept and row.state in (DossierState.READY, DossierState.FAILED):
        row.state = DossierState.WAITING
        row.save(update_fields=["state"])
        _look(request, row, "replay")
    return redirect("dossier", dossier_id=dossier_id)


def compare(request: PortalRequest) -> HttpResponse:
    """Rounds that were received side by side, by figures with one definition."""
    rows = DossierRequest.objects.filter(state=DossierState.READY).select_related("round", "purchaser")
    wanted = {int(key) for key in request.GET.getlist("dossier") if key.isdecimal()}
    every = list(rows.defer("content").order_by("-answered_at")[:50])
    chosen = [row for row in every if not wanted or row.pk in wanted][:MOST_COMPARED]
    for row in chosen:
        _look(request, row, "compare")
    lines = [(figure, [row.found.get("figures", {}).get(figure.id, "–") for row in chosen]) for figure in FIGURES]
    return render(request, "portal/dossier_compare.html", {"every": every, "chosen": chosen, "lines": lines})


def _received(dossier_id: int) -> DossierRequest:
    rows = DossierRequest.objects.select_related("round", "purchaser").defer("content")
    row = get_object_or_404(rows, pk=dossier_id)
    if row.state in (DossierState.ASKED, DossierState.REFUSED):
        raise Http404
    return row


def _look(request: PortalRequest, row: DossierRequest, what: str) -> None:
    DossierLook.objects.create(dossier=row, person=person_of(request), what=what, at=request.arrived)
    record(actor_of(request), "looked at dossier", f"{row.round_id} {row.pk}", {"what": what}, request.arrived)

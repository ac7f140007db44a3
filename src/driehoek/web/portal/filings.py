"""Complaints and requests against a decision: filed by a provider, answered with reasons by the purchaser.

Both see the same clock. What goes past a judge or an arbitrator is not filed here, but can be told here, so that the
purchaser knows and what came of it is on record (F-031).
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.catalogue.providing import remedy_terms
from driehoek.adapters.store.models import Filing, FilingResult, Outcome
from driehoek.adapters.store.trail import record
from driehoek.domain.policy.remedies import Remedy, Standing, answer_day
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.outcome import FILED_HERE, TOLD_HERE, told_to, ways_of
from driehoek.web.portal.purchaser import own_round

LONGEST = 20_000
NAMES = {
    "complaint": "Klacht",
    "hardship": "Beroep op hardheid",
    "arbitration": "Arbitrage",
    "civil-court": "Burgerlijke rechter",
    "objection": "Bezwaar",
}


def file(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """A complaint or request, or that another way was used: written, and with its clock once it is sent."""
    told = told_to(request, round_id, contract)
    kind = (request.POST or request.GET).get("weg", "")
    way = next((item for item in ways_of(request, told) if item.kind.value == kind), None)
    if way is None or way.kind not in FILED_HERE | TOLD_HERE or way.standing is Standing.NOT_HERE:
        return redirect("outcome", round_id=round_id, contract=contract)
    text = request.POST.get("text", "").strip()
    if request.method == "POST" and text:
        if way.kind in FILED_HERE and way.standing is not Standing.OPEN:
            messages.error(request, _("Deze weg is niet open. Uw tekst is niet verstuurd."))
        else:
            _keep(request, told, way, text)
            return redirect("outcome", round_id=round_id, contract=contract)
    context = {
        "outcome": told,
        "round": told.round,
        "way": way,
        "kind": kind,
        "text": text,
        "empty": request.method == "POST" and not text,
        "here": way.kind in FILED_HERE,
        "left": way.days_left(timezone.localdate(request.arrived)),
        "answer_by": answer_day(way.kind, timezone.localdate(request.arrived), remedy_terms()),
    }
    return render(request, "portal/filing.html", context)


def received(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """All that came in against the decisions of a round, what waits for an answer first and the nearest day on top."""
    found = own_round(request, round_id)
    rows = Filing.objects.filter(round=found).select_related("provider").order_by("answered_at", "answer_by", "pk")
    today = timezone.localdate(request.arrived)
    shown = [
        {
            "row": row,
            "name": NAMES.get(row.kind, row.kind),
            "left": (row.answer_by - today).days if row.answer_by else None,
        }
        for row in sorted(rows, key=lambda row: bool(row.answer))
    ]
    return render(request, "portal/filings.html", {"round": found, "shown": shown, "results": FilingResult.choices})


@require_POST
def respond(request: PortalRequest, round_id: UUID, filing_id: int) -> HttpResponse:
    """Answer with reasons and what came of it; once."""
    found = own_round(request, round_id)
    row = get_object_or_404(Filing, pk=filing_id, round=found)
    text, result = request.POST.get("answer", "").strip(), request.POST.get("result", "")
    if row.answer:
        messages.error(request, _("Hierop is al geantwoord."))
    elif not text or result not in FilingResult.values:
        messages.error(request, _("Schrijf waarom, en kies wat eruit kwam."))
    else:
        row.answer, row.result, row.answered_at = text[:LONGEST], result, request.arrived
        row.answered_by = person_of(request)
        row.save(update_fields=["answer", "result", "answered_at", "answered_by"])
        content = {"kind": row.kind, "result": result}
        record(actor_of(request), "answered filing", f"{found.pk} {row.contract}", content, request.arrived)
        messages.success(request, _("Uw antwoord is verstuurd."))
    return redirect("filings", round_id=round_id)


def _keep(request: PortalRequest, told: Outcome, way: Remedy, text: str) -> None:
    assert told.round is not None, "looked for by its round"
    actor, today = actor_of(request), timezone.localdate(request.arrived)
    Filing.objects.create(
        round=told.round,
        purchaser_id=told.purchaser_id,
        provider_id=actor.organisation,
        contract=told.contract,
        kind=way.kind.value,
        text=text[:LONGEST],
        last_day=way.last,
        filed_at=request.arrived,
        filed_by=person_of(request),
        answer_by=answer_day(way.kind, today, remedy_terms()),
    )
    record(actor, "filed", f"{told.round_id} {told.contract}", {"kind": way.kind.value}, request.arrived)
    messages.success(request, _("Dit staat nu bij de inkoper. U ziet hier wanneer er antwoord is."))

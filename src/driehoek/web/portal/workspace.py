"""The workspace of a provider in one round: the form, kept at every change, with what the rules say of it.

Two people can work in one draft at once. What each types is kept; where both typed in one field, both values are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import Draft, EvidenceFile
from driehoek.application.burden import worked
from driehoek.application.entry_keeping import Change, DraftState, is_field, kept, settled
from driehoek.web.middleware import PortalRequest, person_of
from driehoek.web.portal.desk import Desk, context_of, open_desk, take_profile

PARTY = ("name", "agb", "products", "reported_on")
MOST_PARTIES = 40


def workspace(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The form with its live preview."""
    desk = open_desk(request, round_id, contract)
    context = context_of(desk) | {
        "parties": [*desk.draft.subcontractors, {}, {}],
        "was_signed_out": request.GET.get("niet-ingediend") == "1",
        "seen": _values(desk),
        "can_type": not desk.has_closed,
        "held": EvidenceFile.objects.filter(removed_at__isnull=True).defer("content").order_by("name"),
    }
    return render(request, "portal/workspace.html", context)


def stand(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """How the draft stands, for a page that is open: its version, who changed it, and the clock."""
    desk = open_desk(request, round_id, contract)
    return JsonResponse(_stand(request, desk))


@require_POST
def answer(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Keep what was typed, in any field of the form."""
    desk = open_desk(request, round_id, contract)
    return _kept(request, desk, list(_changes(request)))


@require_POST
def volumes(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Keep cells of the grid that were typed or pasted: lot, product, column, text, and what stood there."""
    desk = open_desk(request, round_id, contract)
    changes = []
    try:
        for lot, product, column, text, *seen in json.loads(request.POST.get("cells", "[]")):
            changes.append(Change(f"cell-{lot}|{product}|{column}", str(text), str(seen[0]) if seen else None))
    except (ValueError, TypeError):
        return HttpResponse("cells", status=400)
    return _kept(request, desk, changes)


@require_POST
def choose_value(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Choose between two values that two people typed in one field."""
    desk = open_desk(request, round_id, contract)
    name = request.POST.get("field", "")
    draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    desk.draft = draft
    state = settled(desk.state, name, take=request.POST.get("take") == "yes")
    _write(request, draft, state)
    return redirect("workspace", round_id=round_id, contract=contract)


@require_POST
def parties(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Keep who else delivers (D-018); a line without a name goes."""
    desk = open_desk(request, round_id, contract)
    columns = [request.POST.getlist(f"party-{name}") for name in PARTY]
    rows = [
        dict(zip(PARTY, (text.strip()[:200] for text in cells), strict=True)) for cells in zip(*columns, strict=False)
    ]
    draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    draft.subcontractors = [row for row in rows if row["name"]][:MOST_PARTIES]
    _write(request, draft, Desk(desk.round, desk.contract, draft, request.arrived).state)
    return redirect("workspace", round_id=round_id, contract=contract)


@require_POST
def refill(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Take over from the profile what was not answered yet."""
    desk = open_desk(request, round_id, contract)
    desk.draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    take_profile(desk)
    return redirect("workspace", round_id=round_id, contract=contract)


def _changes(request: PortalRequest) -> Iterator[Change]:
    """The fields that were sent, with what their sender saw. Without script a box that is off is not sent at all."""
    try:
        seen = dict(json.loads(request.POST.get("seen") or "{}"))
    except (ValueError, TypeError):
        seen = {}
    sent = {name: str(value) for name, value in request.POST.items() if is_field(name)}
    if request.POST.get("whole") == "yes":
        boxes = (name for name in seen if name.startswith("lot-") and name not in sent)
        sent |= dict.fromkeys(boxes, "no")
        sent = {name: value for name, value in sent.items() if seen.get(name, "") != value}
    for name, value in sent.items():
        held = seen.get(name)
        yield Change(name, value, None if held is None else str(held))


def keep_changes(request: PortalRequest, desk: Desk, changes: list[Change]) -> Draft:
    """Keep changes in the newest version of the draft; what somebody else typed meanwhile stays too."""
    draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    local = timezone.localtime(request.arrived)
    by = {"by": str(person_of(request).pk), "name": person_of(request).name, "at": f"{local:%H.%M}"}
    state = Desk(desk.round, desk.contract, draft, request.arrived).state
    _write(request, draft, kept(state, changes, by))
    return draft


def _kept(request: PortalRequest, desk: Desk, changes: list[Change]) -> HttpResponse:
    seen = int(request.POST.get("version") or 0)
    before = (desk.draft.version, desk.draft.changed_by_id)
    desk.draft = keep_changes(request, desk, changes)
    if not request.headers.get("HX-Request"):
        return redirect("workspace", round_id=desk.round.pk, contract=desk.contract.agb)
    others = bool(seen) and before[0] > seen and before[1] != person_of(request).pk
    context = context_of(desk) | {"others": others, "values": _values(desk) if before[0] > seen else None}
    context["stand"] = _stand(request, desk)
    return render(request, "portal/workspace_preview.html", context)


def _write(request: PortalRequest, draft: Draft, state: DraftState) -> None:
    draft.lots, draft.answers, draft.clashes = list(state.lots), dict(state.answers), dict(state.clashes)
    draft.volumes = {
        lot: {code: list(pair) for code, pair in products.items()} for lot, products in state.volumes.items()
    }
    draft.seconds += worked(draft.changed_at if draft.version > 1 else None, request.arrived)
    draft.version += 1
    draft.changed_at, draft.changed_by = request.arrived, person_of(request)
    draft.save()


def _values(desk: Desk) -> dict[str, str]:
    """What every field holds, by the name it has in the form."""
    form, state = desk.foreseen.form, desk.state
    if form is None:
        return {}
    names = [f"answer-{item.question.id}" for item in form.questions] + [f"lot-{lot.id}" for lot in form.lots]
    names += [
        f"cell-{item.lot}|{item.product.code}|{column}" for item in form.products for column in ("quantity", "capacity")
    ]
    return {name: state.value(name) for name in names if state.value(name) or name.startswith("lot-")}


def _stand(request: PortalRequest, desk: Desk) -> dict[str, Any]:
    changed = timezone.localtime(desk.draft.changed_at)
    closes = desk.round.closes_at
    return {
        "version": desk.draft.version,
        "by": desk.draft.changed_by.name if desk.draft.changed_by else "",
        "mine": desk.draft.changed_by_id == person_of(request).pk,
        "at": f"{changed:%H.%M}",
        "now": request.arrived.timestamp(),
        "closes": closes.timestamp() if closes else None,
        "open": desk.is_open,
    }

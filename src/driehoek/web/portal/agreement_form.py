"""The form of an agreement: what both sides fill at once, and what the page asks and sends while they do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.adapters.store import agreement_sheets
from driehoek.adapters.store.models import Agreement, AgreementAnnouncement, AgreementClash, AgreementLine
from driehoek.bootstrap import stored_agreement_form as form
from driehoek.domain.agreement.sheet import Applied, Change, Column, Made, Place, Side
from driehoek.kernel import Unit
from driehoek.web.access import WRITING_SIDES
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.templatetags.dutch import told

MOST_CHANGES = 5000
"""So many cells one call may change: a whole form, pasted."""
FIRST = 100
"""So many lines stand on the page itself, for a browser without script."""


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The whole form, with what happened since the one who looks was here."""
    agreement, side = own_agreement(request, agreement_id), side_of(request)
    actor, lines = actor_of(request), form.lines_of(agreement)
    seen = agreement_sheets.looked(actor, agreement)
    number = agreement_sheets.last_number(agreement)
    cells, frames = form.short_cells(agreement), form.frames_of(agreement, lines)
    data = {
        "rows": form.short_rows(lines, frames),
        "cells": [cells[line.lot, line.product] for line in lines],
        "talk": [[lot, product, *counts] for (lot, product), counts in form.talk_counts(agreement).items()],
        "fresh": [row[:3] for row in form.changed_since(agreement, seen)] if seen else [],
        "number": number,
        "side": side.value[:2],
        "writes": request.who in WRITING_SIDES,
        "prices": side is Side.PURCHASER and request.who in WRITING_SIDES,
        "stand": form.stand_of(agreement, side),
    }
    context: dict[str, Any] = {
        "agreement": agreement,
        "side": side.value,
        "data": data,
        "writes": data["writes"],
        "lots": sorted({line.lot for line in lines}),
        "plain": [_plain(line, cells[line.lot, line.product]) for line in lines[:FIRST]],
        "count": len(lines),
        "clashes": _clashes(agreement, lines),
        "announcements": _announcements(agreement),
        "seen": seen,
        "number": number,
        "badges": sorted({str(line.content["badge"]) for line in lines}),
    }
    return render(request, "portal/agreement_form.html", context)


@require_safe
def since(request: PortalRequest, agreement_id: int, number: int) -> HttpResponse:
    """What went on since a change: the cells, what was said, and where the whole stands."""
    agreement = own_agreement(request, agreement_id)
    return JsonResponse(_went_on(request, agreement, number))


@require_POST
def change(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Make the changes of one act on the page: a cell, or a block that was pasted or filled down.

    Each is lot, product, column, what was typed, and the version that was seen. What cannot be read is told per cell
    and stops none of the others; nothing of it is lost, for it stays on the page.
    """
    agreement = own_agreement(request, agreement_id)
    units = {(line.lot, line.product): Unit(line.unit) for line in form.lines_of(agreement)}
    wanted: list[Change] = []
    unread: list[list[object]] = []
    for lot, product, number, text, seen in _sent(request):
        try:
            column = Column(form.COLUMNS[int(number)])
            value = form.parsed(column, str(text), units[lot, product])
            wanted.append(Change(Place(lot, product, column), value, int(seen)))
        except (KeyError, ValueError, IndexError):
            unread.append([lot, product, number, _unreadable(units.get((lot, product)), str(text))])
    applied = agreement_sheets.change(actor_of(request), agreement, wanted, request.arrived)
    return _answer(request, agreement, applied, unread)


@require_POST
def undo(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Take back changes of the own side, the last of them first, each as a new change."""
    agreement = own_agreement(request, agreement_id)
    numbers = sorted({int(text) for text in request.POST.getlist("number") if text.isdigit()}, reverse=True)
    made: list[Made] = []
    whole = Applied(agreement_sheets.sheet_of(agreement)) if not numbers else None
    for number in numbers[:MOST_CHANGES]:
        applied = agreement_sheets.take_back(actor_of(request), agreement, number, request.arrived)
        made.extend(applied.made)
        whole = (
            applied
            if whole is None
            else replace(
                applied,
                made=(*whole.made, *applied.made),
                clashes=(*whole.clashes, *applied.clashes),
                findings=(*whole.findings, *applied.findings),
            )
        )
    assert whole is not None, "one of the two was made"
    return _answer(request, agreement, whole, [])


@require_POST
def settle(request: PortalRequest, agreement_id: int, clash_id: int) -> HttpResponse:
    """Choose one of two values of a cell."""
    agreement = own_agreement(request, agreement_id)
    applied = agreement_sheets.settle(
        actor_of(request), agreement, clash_id, request.arrived, offered=request.POST.get("take") == "offered"
    )
    return _answer(request, agreement, applied, [])


@require_POST
def looked(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Keep that everything up to a change was seen."""
    agreement = own_agreement(request, agreement_id)
    number = request.POST.get("number", "")
    if number.isdigit():
        last = agreement_sheets.last_number(agreement)
        agreement_sheets.look(actor_of(request), agreement, min(int(number), last))
    return redirect("agreement", agreement_id=agreement_id)


def _sent(request: PortalRequest) -> Iterable[tuple[str, str, int, str, int]]:
    """The changes that were sent; a form without script sends the fields of one line by themselves."""
    if "cells" not in request.POST:
        lot, product = request.POST.get("lot", ""), request.POST.get("product", "")
        for number, name in enumerate(form.COLUMNS):
            if name in request.POST and request.POST[name] != request.POST.get(f"{name}-before"):
                yield lot, product, number, request.POST[name], int(request.POST.get(f"{name}-seen") or 0)
        return
    try:
        for lot, product, number, text, seen in json.loads(request.POST["cells"])[:MOST_CHANGES]:
            yield str(lot), str(product), int(number), str(text), int(seen)
    except (ValueError, TypeError) as wrong:
        raise Http404 from wrong


def _unreadable(unit: Unit | None, text: str) -> str:
    if unit is Unit.HOUR:
        said = _("'%(text)s' is geen aantal uren. Schrijf het als 1.250,5 of als 1250:30.")
    else:
        said = _("'%(text)s' is geen getal. Schrijf een heel aantal als 1.250 en een prijs als 12,34.")
    return said % {"text": text[:40]}


def _answer(request: PortalRequest, agreement: Agreement, applied: Applied, unread: list[list[object]]) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        for words in (*(told(item) for item in applied.findings), *(str(row[3]) for row in unread)):
            messages.error(request, words)
        if applied.clashes:
            messages.warning(request, _("De ander veranderde deze cel ook. Kies welke waarde geldt."))
        elif not applied.findings and not unread:
            messages.success(request, _("Bewaard."))
        return redirect("agreement", agreement_id=agreement.pk)
    seen = request.POST.get("since", "")
    answer = _went_on(request, agreement, int(seen) if seen.isdigit() else 0)
    answer["made"] = [item.number for item in applied.made]
    answer["clashed"] = [[item.place.lot, item.place.product] for item in applied.clashes]
    answer["refused"] = [told(item) for item in applied.findings]
    answer["unread"] = unread
    return JsonResponse(answer)


def _went_on(request: PortalRequest, agreement: Agreement, number: int) -> dict[str, Any]:
    side = side_of(request)
    clashes = _clashes(agreement, form.lines_of(agreement))
    talk = form.talk_counts(agreement)
    return {
        "number": agreement_sheets.last_number(agreement),
        "cells": form.changed_since(agreement, number),
        "talk": [[lot, product, *counts] for (lot, product), counts in talk.items()],
        "stand": form.stand_of(agreement, side),
        "clashes": render_clashes(request, agreement, clashes),
    }


def render_clashes(request: PortalRequest, agreement: Agreement, clashes: list[dict[str, Any]]) -> str:
    """The cells with two values, each with its choice, as a part of the page."""
    context = {"agreement": agreement, "clashes": clashes, "writes": request.who in WRITING_SIDES}
    return render(request, "portal/agreement_clashes.html", context).content.decode()


def _clashes(agreement: Agreement, lines: list[AgreementLine]) -> list[dict[str, Any]]:
    known = {(line.lot, line.product): line for line in lines}
    return [_clash(row, known[row.lot, row.product]) for row in agreement_sheets.clashes(agreement)]


def _clash(row: AgreementClash, line: AgreementLine) -> dict[str, Any]:
    return {
        "row": row,
        "name": line.content["name"],
        "standing": shown(line, row.column, row.standing),
        "offered": shown(line, row.column, row.offered),
    }


def _plain(line: AgreementLine, cells: list[list[Any]]) -> dict[str, Any]:
    values = {name: shown(line, name, cell[0]) for name, cell in zip(form.COLUMNS, cells, strict=True)}
    return {"line": line, **values, "seen": [cell[1] for cell in cells]}


def shown(line: AgreementLine, column: str, value: int | None) -> str:
    """A value as people read it and can type it again."""
    return form.written(Column(column), value, Unit(line.unit))


def _announcements(agreement: Agreement) -> list[dict[str, Any]]:
    rows = AgreementAnnouncement.objects.filter(agreement=agreement).order_by("-pk")
    units = {(line.lot, line.product): line for line in form.lines_of(agreement)} if rows else {}
    return [{"row": row, "effects": [_effect(each, units) for each in row.effects]} for row in rows]


def _effect(each: dict[str, Any], units: dict[tuple[str, str], AgreementLine]) -> dict[str, Any]:
    line = units[each["lot"], each["product"]]
    figures = {
        name: shown(line, column, each[f"{key}_{when}"])
        for column, key in (("price", "price"), ("quantity", "granted"))
        for when in ("before", "after")
        for name in [f"{key}_{when}"]
    }
    return {"name": each["name"], **figures}

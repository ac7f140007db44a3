"""The form of an agreement: what both sides fill at once, and what the page asks and sends while they do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from driehoek.adapters.store import agreement_sheets
from driehoek.adapters.store.models import (
    Agreement,
    AgreementAnnouncement,
    AgreementCell,
    AgreementClash,
    AgreementLine,
)
from driehoek.bootstrap import stored_agreement_form as form
from driehoek.domain.agreement.sheet import Applied, Change, Column, Place, Side
from driehoek.kernel import Unit
from driehoek.web.access import WRITING_SIDES
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.templatetags.dutch import told

MOST_CHANGES = 5000
"""So many cells one call may change: a whole form, pasted."""
FIRST = 25
"""So many lines stand on the page itself, for a browser without script."""


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The whole form, with what happened since the one who looks was here."""
    agreement, side = own_agreement(request, agreement_id), side_of(request)
    actor, lines = actor_of(request), form.lines_in_short(agreement)
    seen = agreement_sheets.looked(actor, agreement)
    number = agreement_sheets.last_number(agreement)
    cells = form.short_cells(agreement)
    data = {
        "rows": lines.rows,
        "cells": [cells[place] for place in lines.units],
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
        "lots": lines.lots,
        "plain": [_plain(line, cells[place]) for place, line in _first(agreement, lines)],
        "count": len(lines.rows),
        "clashes": _clashes(agreement),
        "announcements": _announcements(agreement),
        "seen": seen,
        "number": number,
        "badges": lines.badges,
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
    sent = list(_sent(request))
    units = form.lines_in_short(agreement).units
    wanted: list[Change] = []
    unread: list[list[object]] = []
    for lot, product, number, text, seen in sent:
        try:
            column = Column(form.COLUMNS[number])
            value = form.parsed(column, text, units[lot, product])
            wanted.append(Change(Place(lot, product, column), value, seen))
        except form.OutOfBoundsError:
            said = _("'%(text)s' kan niet: het is onder nul of veel te groot. Kijk of er een cijfer te veel staat.")
            unread.append([lot, product, number, said % {"text": text[:40]}])
        except (KeyError, ValueError, IndexError):
            unread.append([lot, product, number, _unreadable(units.get((lot, product)), text)])
    applied = agreement_sheets.change(actor_of(request), agreement, wanted, request.arrived)
    return _answer(request, agreement, applied, unread)


@require_POST
def undo(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Take back changes of the own side, the last of them first, each as a new change."""
    agreement = own_agreement(request, agreement_id)
    numbers = [int(text) for text in request.POST.getlist("number")[:MOST_CHANGES] if text.isdecimal()]
    applied = agreement_sheets.take_back(actor_of(request), agreement, numbers, request.arrived)
    return _answer(request, agreement, applied, [])


@require_POST
def settle(request: PortalRequest, agreement_id: int, clash_id: int) -> HttpResponse:
    """Choose one of two values of a cell, as they were on the screen."""
    agreement = own_agreement(request, agreement_id)
    seen, offered = _number(request.POST.get("seen", "")), request.POST.get("take") == "offered"
    applied = agreement_sheets.settle(
        actor_of(request), agreement, clash_id, request.arrived, seen=seen, offered=offered
    )
    return _answer(request, agreement, applied, [])


@require_POST
def looked(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Keep that everything up to a change was seen."""
    agreement = own_agreement(request, agreement_id)
    number = request.POST.get("number", "")
    if number.isdecimal():
        last = agreement_sheets.last_number(agreement)
        agreement_sheets.look(actor_of(request), agreement, min(int(number), last))
    return redirect("agreement", agreement_id=agreement_id)


def _sent(request: PortalRequest) -> Iterable[tuple[str, str, int, str, int]]:
    """The changes that were sent; a form without script sends the fields of one line by themselves."""
    if "cells" not in request.POST:
        lot, product = request.POST.get("lot", ""), request.POST.get("product", "")
        for number, name in enumerate(form.COLUMNS):
            if name in request.POST and request.POST[name] != request.POST.get(f"{name}-before"):
                yield lot, product, number, request.POST[name], _number(request.POST.get(f"{name}-seen", ""))
        return
    try:
        for lot, product, number, text, seen in json.loads(request.POST["cells"])[:MOST_CHANGES]:
            yield str(lot), str(product), int(number), str(text), int(seen)
    except (ValueError, TypeError, OverflowError) as wrong:
        raise Http404 from wrong


def _number(text: str) -> int:
    """A number that the page itself put in a field; 0, which is no number of anything, for what it did not."""
    return int(text) if text.isdecimal() else 0


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
    answer = _went_on(request, agreement, _number(request.POST.get("since", "")))
    answer["made"] = [item.number for item in applied.made]
    answer["clashed"] = [[item.place.lot, item.place.product] for item in applied.clashes]
    answer["refused"] = [told(item) for item in applied.findings]
    answer["unread"] = unread
    return JsonResponse(answer)


def _went_on(request: PortalRequest, agreement: Agreement, number: int) -> dict[str, Any]:
    side = side_of(request)
    clashes = _clashes(agreement)
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


def _clashes(agreement: Agreement) -> list[dict[str, Any]]:
    rows = agreement_sheets.clashes(agreement)
    known = form.lines_at(agreement, ((row.lot, row.product) for row, _cell in rows))
    return [_clash(row, cell, known[row.lot, row.product]) for row, cell in rows]


def _first(agreement: Agreement, lines: form.Lines) -> Iterable[tuple[tuple[str, str], AgreementLine]]:
    places = list(islice(lines.units, FIRST))
    known = form.lines_at(agreement, places)
    return ((place, known[place]) for place in places)


def _clash(row: AgreementClash, cell: AgreementCell, line: AgreementLine) -> dict[str, Any]:
    return {
        "row": row,
        "cell": cell,
        "name": line.content["name"],
        "standing": shown(line, row.column, cell.value),
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
    units = form.lines_at(agreement, ((each["lot"], each["product"]) for row in rows for each in row.effects))
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

"""The form of an agreement as a workbook: out as it stands, back in with each difference to take over or leave."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import agreement_sheets
from driehoek.application.agreement.form import Proposed
from driehoek.bootstrap.stored_agreement_files import exported, read_back
from driehoek.domain.agreement.sheet import Change, Column, Place
from driehoek.web.access import may
from driehoek.web.flows import XLSX
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.portal.caching import download
from driehoek.web.templatetags.dutch import told

MOST_BYTES = 10_000_000


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """What the workbook is for, with the way out and the way back in."""
    return _page(request, agreement_id, {})


def file(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The form as it stands, as a workbook for the own side."""
    agreement = own_agreement(request, agreement_id)
    data = exported(agreement, side_of(request), request.arrived)
    return download(data, XLSX, f"overeenkomst-{agreement.contract}-{agreement.year}.xlsx")


@require_POST
def read(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Read a workbook back and show every difference; nothing is taken over yet."""
    agreement, given = own_agreement(request, agreement_id), request.FILES.get("workbook")
    if not isinstance(given, UploadedFile) or (given.size or 0) > MOST_BYTES:
        messages.error(request, _("Kies het Excel-bestand dat u hier ophaalde, van hoogstens 10 MB."))
        return redirect("agreement-excel", agreement_id=agreement_id)
    name = given.name or ""
    compared = read_back(agreement, side_of(request), given.read(), name, request.arrived)
    shown = [{"told": item, "value": _value(item), "words": item.words} for item in compared.proposed]
    context = {"differences": shown, "findings": compared.findings, "name": name, "read": True}
    return _page(request, agreement_id, context)


@require_POST
def take(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Take over the differences that were chosen, each with the version that the workbook saw."""
    agreement, changes = own_agreement(request, agreement_id), _taken(request)
    applied = agreement_sheets.change(actor_of(request), agreement, changes, request.arrived)
    for finding in applied.findings:
        messages.error(request, told(finding))
    if not applied.findings:
        said = _("%(made)s verschillen zijn overgenomen.") % {"made": len(applied.made)}
        messages.success(request, said)
    if applied.clashes:
        said = _(
            "%(count)s cellen veranderde de ander intussen ook. Daar staan nu twee waarden; kies in het formulier."
        )
        messages.warning(request, said % {"count": len(applied.clashes)})
    return redirect("agreement-excel", agreement_id=agreement_id)


def _page(request: PortalRequest, agreement_id: int, context: dict[str, object]) -> HttpResponse:
    agreement = own_agreement(request, agreement_id)
    own = {"agreement": agreement, "side": side_of(request).value, "writes": may("agreement-excel-read", request.who)}
    return render(request, "portal/agreement_excel.html", {**own, **context})


def _value(item: Proposed) -> str:
    place = item.change.place
    return json.dumps([place.lot, place.product, place.column.value, item.change.value, item.change.seen])


def _taken(request: PortalRequest) -> list[Change]:
    """The changes that were chosen; what no form of ours sends is left out."""
    changes = []
    for text in request.POST.getlist("all" if request.POST.get("every") == "yes" else "take"):
        try:
            lot, product, column, value, seen = json.loads(text)
            place = Place(str(lot), str(product), Column(column))
            changes.append(Change(place, None if value is None else int(value), int(seen)))
        except (ValueError, TypeError):
            continue
    return changes

"""The form as a workbook: out with what is in the draft, back in with each difference to accept or leave."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.office.entry_form_read import read_entry_form
from driehoek.adapters.office.entry_form_xlsx import entry_form_xlsx
from driehoek.application.entry_difference import differences, filling_of_form
from driehoek.application.entry_keeping import Change, is_field
from driehoek.kernel import blocking
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.desk import open_desk
from driehoek.web.portal.workspace import keep_changes

MOST_BYTES = 10_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The form of this contract as a workbook, filled with the draft."""
    desk = open_desk(request, round_id, contract)
    form = desk.foreseen.form
    if form is None:
        messages.error(
            request, _("Het formulier kan nu niet worden gemaakt. Vraag de inkoper het beleid na te kijken.")
        )
        return redirect("workspace", round_id=round_id, contract=contract)
    data = entry_form_xlsx(form, desk.content.answers, desk.state.volumes, [said for _p, _r, said in desk.enclosed])
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="inschrijving-{contract}.xlsx"'
    return answer


@require_POST
def read(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Read a workbook back and show every difference with the draft; nothing is taken over yet."""
    desk = open_desk(request, round_id, contract)
    given = request.FILES.get("workbook")
    if not isinstance(given, UploadedFile) or (given.size or 0) > MOST_BYTES:
        messages.error(request, _("Kies het Excel-bestand dat u hier ophaalde, van hoogstens 10 MB."))
        return redirect("workspace", round_id=round_id, contract=contract)
    filled, findings = read_entry_form(given.read(), given.name or "")
    context: dict[str, object] = {"desk": desk, "round": desk.round, "findings": findings, "name": given.name}
    form = desk.foreseen.form
    if filled is not None and filled.contract.code != contract:
        context["other"] = filled.contract.code
    elif filled is not None and form is not None and not blocking(findings):
        now = desk.filling
        context["differences"] = [
            {"told": item, "value": json.dumps([item.field, item.after, item.before])}
            for item in differences(form, now, filling_of_form(filled, now))
            if is_field(item.field)
        ]
    return render(request, "portal/workbook.html", context)


@require_POST
def accept(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Take over the differences that were chosen, each beside what its sender saw."""
    desk = open_desk(request, round_id, contract)
    taken = _taken(request)
    if taken:
        keep_changes(request, desk, taken)
    said = (
        _("%(count)s verschillen zijn overgenomen.") % {"count": len(taken)} if taken else _("Er is niets overgenomen.")
    )
    messages.success(request, said)
    return redirect("workspace", round_id=round_id, contract=contract)


def _taken(request: PortalRequest) -> list[Change]:
    changes = []
    for text in request.POST.getlist("all" if request.POST.get("every") == "yes" else "take"):
        try:
            name, value, seen = (str(part) for part in json.loads(text))
        except (ValueError, TypeError):
            continue
        changes.append(Change(name, value, seen))
    return changes

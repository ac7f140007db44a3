"""A round as one zip file: a purchaser brings one in, and takes one along. What decides a round is all in it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driehoek.adapters.dossier.zipped import MOST_BYTES, MOST_FILES, write_zip
from driehoek.adapters.store.mandating import bind
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.stored_imports import Imported, import_zip, whole_folder
from driehoek.domain.people import BindingAct
from driehoek.kernel import ZERO
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round

MOST_TOLD = 200
"""How many findings one page shows; the others come after these are mended."""
MEGABYTE = 1_000_000
UNREAD = 422


def bring(request: PortalRequest) -> HttpResponse:
    """Bring in a round; everything that is wrong is told at the door, and then nothing is kept."""
    context: dict[str, object] = {"megabytes": MOST_BYTES // MEGABYTE, "files": MOST_FILES}
    if request.method != "POST":
        return render(request, "portal/bring_round.html", context)
    given = request.FILES.get("dossier")
    if not isinstance(given, UploadedFile):
        context["problem"] = _("Kies eerst een zip-bestand.")
        return render(request, "portal/bring_round.html", context, status=UNREAD)
    came = import_zip(given.read(MOST_BYTES + 1), given.name or "", actor_of(request), request.arrived)
    if not isinstance(came, Imported):
        context |= {"findings": came[:MOST_TOLD], "more": max(0, len(came) - MOST_TOLD), "name": given.name}
        return render(request, "portal/bring_round.html", context, status=UNREAD)
    if came.is_public:
        bind(actor_of(request), BindingAct.PUBLISH, str(came.round_id), ZERO, request.arrived)
    said = ngettext(
        "De ronde staat in het portaal, met %(count)d inschrijving.",
        "De ronde staat in het portaal, met %(count)d inschrijvingen.",
        came.submissions,
    )
    messages.success(request, said % {"count": came.submissions})
    for item in came.findings[:MOST_TOLD]:
        messages.warning(request, f"{item.sentence()} {item.mend()}")
    return redirect("purchaser-round", round_id=came.round_id)


def take(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Take the round along, as `driehoek admin round export` writes it; what is sealed stays closed."""
    found = own_round(request, round_id)
    answer = HttpResponse(write_zip(whole_folder(found.pk, request.arrived)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.zip"'
    record(actor_of(request), "exported round", str(found.pk), {}, request.arrived)
    return answer

"""The certificate with which an organisation signs, brought and taken off by its administrator."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import seals
from driehoek.bootstrap.stored_signing import read_seal
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.organisation import own_organisation
from driehoek.web.templatetags.dutch import told

MOST_BYTES = 100_000


def page(request: PortalRequest) -> HttpResponse:
    """What the organisation signs with, and how it must be named in it."""
    own = own_organisation(request)
    context = {"own": own, "seal": seals.seal_of(own.pk), "identifier": seals.identifier_of(own)}
    return render(request, "portal/seal.html", context)


@require_POST
def bring(request: PortalRequest) -> HttpResponse:
    """Take a certificate with its key, as the issuer gave it in one file; it must be that of this organisation."""
    own, given = own_organisation(request), request.FILES.get("seal")
    if not isinstance(given, UploadedFile) or (given.size or 0) > MOST_BYTES:
        messages.error(request, _("Kies het bestand (.p12 of .pfx) dat u van de uitgever kreeg."))
        return redirect("seal")
    made = read_seal(given.read(), request.POST.get("password", ""), given.name or "", settings.SECRET_KEY)
    if isinstance(made, Finding):
        messages.error(request, told(made))
    elif made.identifier != seals.identifier_of(own):
        said = _("Dit certificaat noemt %(named)s. Nodig is een certificaat dat %(wanted)s noemt.")
        messages.error(request, said % {"named": made.identifier or "-", "wanted": seals.identifier_of(own)})
    else:
        seals.bring(actor_of(request), made, request.arrived)
        messages.success(request, _("Uw organisatie tekent vanaf nu met dit certificaat."))
    return redirect("seal")


@require_POST
def take_off(request: PortalRequest) -> HttpResponse:
    """Sign no more with it; what was signed stays signed."""
    if seals.take_off(actor_of(request), request.arrived):
        messages.success(
            request, _("Uw organisatie tekent niet meer met dit certificaat. Wat getekend is, blijft getekend.")
        )
    return redirect("seal")

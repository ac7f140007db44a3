"""Sealing a round: who can open it, its key, and opening it together after the deadline."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import Round, Submission
from driehoek.bootstrap.stored_sealing import confirm as confirm_key
from driehoek.bootstrap.stored_sealing import give, make_key, stand
from driehoek.domain.tender.sealing import PASSPHRASE
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round

MOST_KEY = 4096
"""No key file is longer."""


def page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Where the sealing stands, and what one can do."""
    found = own_round(request, round_id)
    held = stand(found, request.arrived)
    own = next((row for row in held.officials if row.person_id == actor_of(request).somebody), None)
    came = Submission.objects.filter(round=found, withdraws=False)
    context = {
        "round": found,
        "stand": held,
        "own": own,
        "own_waits": own is not None and held.waiting is not None and held.waiting.official_id == own.pk,
        "came": came.values("contract").distinct().count(),
        "least": PASSPHRASE,
        "has_opened_window": bool(found.opens_at and request.arrived >= found.opens_at),
        "opened": came.filter(~Q(opened=None)).count(),
    }
    return render(request, "portal/sealing.html", context)


@sensitive_post_parameters()
@require_POST
def confirm(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Confirm a key of one's own: by a passphrase, typed twice, or by the public key of a key file."""
    found = _sealed(request, round_id)
    public, phrase = request.POST.get("public", "").strip(), request.POST.get("passphrase", "")
    if not public and phrase != request.POST.get("again", ""):
        messages.error(request, _("De twee wachtzinnen zijn niet gelijk. Typ ze nog eens."))
    elif _told(
        request,
        confirm_key(actor_of(request), found, public or phrase, request.arrived, is_public_key=bool(public)),
    ):
        messages.success(
            request,
            _("Uw sleutel is bevestigd. Bewaar hem goed: niemand kan hem voor u herstellen."),
        )
    return redirect("sealing", round_id=round_id)


@require_POST
def make(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Make the key of the round."""
    found = _sealed(request, round_id)
    if _told(request, make_key(actor_of(request), found, request.arrived)):
        messages.success(request, _("De sleutel is gemaakt. Wie kan openen, ligt nu vast."))
    return redirect("sealing", round_id=round_id)


@sensitive_post_parameters()
@require_POST
def open_round(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Open, as the first or the second official."""
    found = _sealed(request, round_id)
    given = request.FILES.get("key")
    secret = request.POST.get("passphrase", "")
    if isinstance(given, UploadedFile):
        secret = given.read(MOST_KEY).decode("ascii", errors="replace")
    done = give(actor_of(request), found, secret, request.arrived)
    if isinstance(done, tuple):
        _told(request, done)
    elif done:
        messages.success(request, _("De inschrijvingen zijn geopend. Wie ze mag zien, ziet ze nu."))
    else:
        messages.success(request, _("U bent de eerste. Een tweede functionaris opent binnen een half uur."))
    return redirect("sealing", round_id=round_id)


def _sealed(request: PortalRequest, round_id: UUID) -> Round:
    found = own_round(request, round_id)
    if not found.is_sealed:
        raise Http404
    return found


def _told(request: PortalRequest, findings: Iterable[Finding]) -> bool:
    """Tell what stands in the way; whether nothing does."""
    told = list(findings)
    for item in told:
        messages.error(request, f"{item.sentence()} {item.mend()}")
    return not told

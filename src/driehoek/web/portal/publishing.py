"""The purchaser makes its final result public: what would be published is shown first, then published as it is."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Role
from driehoek.adapters.store.publishing import publish, published_files
from driehoek.bootstrap.stored_publications import ready_to_publish
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round


def page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Show what would be public, or publish it."""
    found = own_round(request, round_id)
    ready = ready_to_publish(found.pk)
    if request.method == "POST" and request.who == Role.PURCHASING and ready is not None and ready.files:
        refused = publish(actor_of(request), found, ready.files, ready.decision, request.arrived)
        if refused:
            messages.error(request, f"{refused.sentence()} {refused.mend()}")
        else:
            messages.success(request, _("De uitslag is nu openbaar."))
        return redirect("publish", round_id=round_id)
    context = {
        "round": found,
        "ready": ready,
        "files": sorted((name, text.count("\n")) for name, text in ready.files.items()) if ready else [],
        "published": sorted(published_files(found.pk).items()),
        "may_publish": request.who == Role.PURCHASING,
    }
    return render(request, "portal/publish.html", context)

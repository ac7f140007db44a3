"""The look an organisation brings: its design tokens, checked at the door, and the style sheet made of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Look
from driehoek.adapters.store.trail import record
from driehoek.web import tokens
from driehoek.web.middleware import PortalRequest, actor_of, person_of

EXAMPLE = """{
  "light": {"accent": {"$value": "#7a1f5c"}, "accent-soft": {"$value": "#f8e9f2"}},
  "dark": {"accent": {"$value": "#efa9d3"}, "accent-ink": {"$value": "#33071f"}, "accent-soft": {"$value": "#3a1a2e"}},
  "radius": {"$value": "0.2rem"},
  "font": {"$value": ["Verdana", "sans-serif"]}
}"""
LONG = 30 * 86400


def page(request: PortalRequest) -> HttpResponse:
    """Show the look, take another, or go back to that of the portal."""
    actor = actor_of(request)
    held = Look.objects.filter(organisation_id=actor.organisation).first()
    text = request.POST.get("tokens", "").strip() if request.method == "POST" else held.tokens if held else ""
    context = {"tokens": text, "held": held, "example": EXAMPLE, "names": ", ".join(tokens.DEFAULTS)}
    if request.method != "POST":
        return render(request, "portal/branding.html", context)
    if not text:
        Look.objects.filter(organisation_id=actor.organisation).delete()
        record(actor, "took off the look", str(actor.organisation), {}, request.arrived)
        messages.success(request, _("Uw pagina's zien eruit zoals het portaal zelf."))
        return redirect("branding")
    made = tokens.read(text)
    if made.branding is None:
        return render(request, "portal/branding.html", context | {"findings": made.findings})
    given = {"tokens": text[: tokens.MOST], "changed_at": request.arrived, "changed_by_id": person_of(request).pk}
    Look.objects.update_or_create(organisation_id=actor.organisation, defaults=given)
    record(actor, "brought a look", str(actor.organisation), {}, request.arrived)
    messages.success(request, _("Uw huisstijl staat op de pagina's van uw organisatie."))
    return redirect("branding")


def sheet(request: PortalRequest, organisation_id: UUID) -> HttpResponse:
    """The style sheet of an organisation; checked again, so that a stricter rule holds for what was brought before."""
    del request
    held = Look.objects.filter(organisation_id=organisation_id).first()
    made = tokens.read(held.tokens).branding if held else None
    if made is None:
        raise Http404
    return HttpResponse(made.css(), content_type="text/css", headers={"Cache-Control": f"public, max-age={LONG}"})

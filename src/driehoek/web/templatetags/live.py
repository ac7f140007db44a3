"""Who has an agreement open, on every page of it; see ``web/portal/agreement_live.py``."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from driehoek.adapters.store.models import Agreement
from driehoek.web.portal.agreement_live import live

register = template.Library()
_SHOWN = "shows_who_is_here"


@register.simple_tag(takes_context=True)
def agreement_live(context: RequestContext, agreement: Agreement) -> SafeString:
    """Who is here, and the script that hears what goes on; once on a page, however many of its parts ask for it."""
    request = context["request"]
    if getattr(request, _SHOWN, False):
        return mark_safe("")
    setattr(request, _SHOWN, True)
    return render_to_string("portal/agreement_presence.html", live(request, agreement))

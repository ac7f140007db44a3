"""What is overdue of what was promised, for the start pages of both sides."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from driehoek.adapters.store.models import Commitment
from driehoek.adapters.store.talks import commitments
from driehoek.web.access import may
from driehoek.web.portal.promises import shown_of

register = template.Library()
MOST = 10
"""So many stand on a start page; the register has them all."""


@register.inclusion_tag("portal/overdue.html", takes_context=True)
def overdue(context: RequestContext) -> dict[str, Any]:
    """The commitments whose last day has passed, of both sides; nothing for who may not see them."""
    request = context["request"]
    if not may("promises", getattr(request, "who", "")):
        return {"late": []}
    today = timezone.localdate(request.arrived)
    kept = commitments(Commitment.objects.select_related("purchaser", "provider"))
    late = [item for kept_ in kept if (item := shown_of(kept_, today))["late"]]
    return {"late": late[:MOST], "count": len(late)}

"""The frame around every page: where one is, what lies beside it, how far the round is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.store.models import Round, RoundState
from driehoek.web.access import may
from driehoek.web.context import frame
from driehoek.web.helping import help_of
from driehoek.web.sitemap import PLACES, beneath, upward

register = template.Library()
ROOM = "purchaser-round"
"""The page of which the pages under it are tabs."""
STAGES = (
    (_("Beleid"), (RoundState.PREPARING, RoundState.PUBLISHED)),
    (_("Inschrijven"), (RoundState.OPEN,)),
    (_("Beoordelen en verdelen"), (RoundState.CLOSED,)),
    (_("Voorlopige uitslag"), (RoundState.PROVISIONAL,)),
    (_("Definitief"), (RoundState.FINAL,)),
)


@dataclass(frozen=True, slots=True)
class Step:
    """A page in the trail or a tab.

    Attributes:
        name: what it is called.
        address: where it is.
        here: it is the page that is shown, or the tab it lies under.
    """

    name: str
    address: str
    here: bool


def _request(context: RequestContext) -> HttpRequest | None:
    found = context.get("request")
    return found if isinstance(found, HttpRequest) and found.resolver_match else None


def _address(route: str, given: dict[str, Any]) -> str:
    """The address of a page with what the address of the present one says; empty when that does not fit."""
    for names in ((), ("round_id",), ("round_id", "contract"), tuple(given)):
        if set(names) <= set(given):
            try:
                return reverse(route, kwargs={name: given[name] for name in names})
            except NoReverseMatch:
                continue
    return ""


def _round(context: RequestContext) -> Round | None:
    for holder in (context, context.get("desk"), context.get("submission"), context.get("outcome")):
        found = holder.get("round") if isinstance(holder, RequestContext) else getattr(holder, "round", None)
        if isinstance(found, Round):
            return found
    return None


@register.simple_tag(takes_context=True)
def trail(context: RequestContext) -> list[Step]:
    """The pages above this one, and this one."""
    request = _request(context)
    if request is None or request.resolver_match is None:
        return []
    here, found = request.resolver_match.view_name, _round(context)
    steps = []
    for route in upward(here):
        place = PLACES[route]
        name = found.title if found and place.is_round else str(place.name)
        steps.append(Step(name, _address(route, request.resolver_match.kwargs), route == here))
    return steps[::-1]


@register.simple_tag(takes_context=True)
def tabs(context: RequestContext) -> list[Step]:
    """The pages of a purchaser's round, for whoever is in one of them."""
    request = _request(context)
    if request is None or request.resolver_match is None:
        return []
    above = list(upward(request.resolver_match.view_name))
    if ROOM not in above:
        return []
    given = {"round_id": request.resolver_match.kwargs["round_id"]}
    steps = [Step(str(_("Overzicht")), _address(ROOM, given), above[0] == ROOM)]
    allowed = (route for route in beneath(ROOM) if may(route, str(context.get("who"))))
    steps += [Step(str(PLACES[route].name), _address(route, given), route in above) for route in allowed]
    return steps


@register.simple_tag(takes_context=True)
def aid(context: RequestContext) -> tuple[str, ...]:
    """The help of this page."""
    request = _request(context)
    if request is None or request.resolver_match is None:
        return ()
    return help_of(request.resolver_match.view_name, (get_language() or "nl")[:2])


@register.simple_tag(takes_context=True)
def brand(context: RequestContext) -> str:
    """The style sheet of the organisation whose page this is: the purchaser of its round, else one's own."""
    found, membership = _round(context), context.get("membership")
    owner = found.purchaser_id if found else membership.organisation_id if membership else None
    request = context.get("request")
    changed = frame(request, owner).look_changed_at if owner and isinstance(request, HttpRequest) else None
    return f"{reverse('branding-sheet', args=[owner])}?v={changed:%Y%m%d%H%M%S}" if changed else ""


@register.inclusion_tag("portal/stages.html", takes_context=True)
def stages(context: RequestContext) -> dict[str, Any]:
    """How far the round of this page is, and when it closes."""
    found = _round(context)
    if found is None:
        return {}
    now = next((number for number, (_name, states) in enumerate(STAGES) if found.state in states), 0)
    steps = [(name, "past" if number < now else "", number == now) for number, (name, _states) in enumerate(STAGES)]
    return {"steps": steps, "closes_at": found.closes_at if found.state == RoundState.OPEN else None}

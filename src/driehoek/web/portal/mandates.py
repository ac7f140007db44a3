"""Who binds the organisation, up to what and until when; which organisations act for each other; and what was done."""

from __future__ import annotations

from django.contrib import messages
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import mandating
from driehoek.adapters.store.mandating import Given
from driehoek.adapters.store.models import BoundAct, Delegation, Mandate, Organisation, Role
from driehoek.domain.people import BindingAct
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.forms import UnreadError, amount, chosen, first_day_without, term, words
from driehoek.web.portal.organisation import own_organisation, people_of

SHOWN = 50


def page(request: PortalRequest) -> HttpResponse:
    """Mandates, delegations and the acts that rested on them."""
    own, today = own_organisation(request), timezone.localdate(request.arrived)
    given = (
        Mandate.objects.filter(organisation=own)
        .exclude(valid__isempty=True)
        .exclude(valid__fully_lt=DateRange(today, None))
    )
    lets = Delegation.objects.select_related("principal", "delegate").exclude(valid__isempty=True)
    lets = lets.exclude(valid__fully_lt=DateRange(today, None))
    context = {
        "own": own,
        "today": today,
        "manages": request.who == Role.ADMINISTRATION,
        "acts": [(act.value, act.dutch) for act in BindingAct],
        "words": {act.value: act.dutch for act in BindingAct},
        "given": given.select_related("person", "given_by").order_by("person__name", "pk"),
        "lets": lets.filter(principal=own).order_by("delegate__name", "pk"),
        "acts_for": lets.filter(delegate=own).order_by("principal__name", "pk"),
        "people": people_of(own, today),
        "others": Organisation.objects.filter(kind=own.kind).exclude(pk=own.pk).order_by("name"),
        "bound": _bound(own),
    }
    return render(request, "portal/mandates.html", context)


@require_POST
def give(request: PortalRequest) -> HttpResponse:
    """Give a mandate to somebody who is here."""
    own, today = own_organisation(request), timezone.localdate(request.arrived)
    try:
        wrong = _("Kies iemand die een rol heeft bij uw organisatie.")
        person = chosen(people_of(own, today), request.POST.get("person"), wrong)
        refused = mandating.give_mandate(actor_of(request), person.pk, _given(request), request.arrived)
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, refused, _("Het mandaat is gegeven."))
    return redirect("mandates")


@require_POST
def end(request: PortalRequest, mandate_id: int) -> HttpResponse:
    """End a mandate from a day on; with a new amount it goes on from that day, up to that amount."""
    row = get_object_or_404(Mandate, pk=mandate_id, organisation_id=actor_of(request).organisation)
    try:
        limit = amount(request, "most")
        day = first_day_without(request, timezone.localdate(request.arrived))
        refused = None if limit is None else mandating.limit(actor_of(request), row, limit, day, request.arrived)
        if limit is None:
            mandating.end(actor_of(request), row, day, request.arrived)
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, refused, _("Het mandaat is beëindigd.") if limit is None else _("Het mandaat is beperkt."))
    return redirect("mandates")


@require_POST
def let_act(request: PortalRequest) -> HttpResponse:
    """Let another organisation of the same kind act for the own one."""
    own = own_organisation(request)
    try:
        others = Organisation.objects.filter(kind=own.kind).exclude(pk=own.pk)
        other = chosen(others, request.POST.get("other"), _("Kies een organisatie."))
        ground = words(request, "ground", _("Schrijf op welke overeenkomst dit regelt."), 300)
        passes_on = request.POST.get("passes_on") == "yes"
        refused = mandating.delegate(
            actor_of(request), other.pk, _given(request), ground, request.arrived, passes_on=passes_on
        )
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        _answer(request, refused, _("De andere organisatie kan nu namens u handelen."))
    return redirect("mandates")


@require_POST
def end_delegation(request: PortalRequest, delegation_id: int) -> HttpResponse:
    """From a day on the other organisation acts no more for the own one."""
    row = get_object_or_404(Delegation, pk=delegation_id, principal_id=actor_of(request).organisation)
    try:
        day = first_day_without(request, timezone.localdate(request.arrived))
    except UnreadError as unread:
        messages.error(request, str(unread))
    else:
        mandating.end(actor_of(request), row, day, request.arrived)
        messages.success(request, _("De andere organisatie handelt vanaf die dag niet meer namens u."))
    return redirect("mandates")


def _given(request: PortalRequest) -> Given:
    today = timezone.localdate(request.arrived)
    known = {act.value: act for act in BindingAct}
    acts = tuple(known[word] for word in request.POST.getlist("act") if word in known)
    return Given(acts, amount(request, "most"), term(request, today))


def _answer(request: PortalRequest, refused: Finding | None, done: str) -> None:
    if refused is None:
        messages.success(request, done)
    else:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")


def _bound(own: Organisation) -> list[tuple[BoundAct, list[str]]]:
    """The last acts that bound the organisation, each with the organisations along which it went."""
    rows = list(BoundAct.objects.filter(organisation=own).select_related("person").order_by("-at", "-pk")[:SHOWN])
    links = (
        {int(link.id): link.delegate for link in mandating.delegations(own.pk)} if any(r.chain for r in rows) else {}
    )
    names = dict(Organisation.objects.filter(pk__in=set(links.values())).values_list("pk", "name"))
    known = {str(pk): name for pk, name in names.items()}
    return [(row, [known[links[number]] for number in row.chain]) for row in rows]

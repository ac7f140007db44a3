"""The corner of the client council: what is asked, what it says, and what was done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import CouncilInput, CouncilWay, Organisation, Round
from driehoek.adapters.store.trail import record
from driehoek.web.middleware import PortalRequest


def overview(request: PortalRequest) -> HttpResponse:
    """The rounds in which the council can speak, and what it said before."""
    rounds = Round.objects.select_related("purchaser").exclude(state="preparing").order_by("-year")
    said = CouncilInput.objects.select_related("round").order_by("-given_at")
    return render(request, "portal/council.html", {"rounds": rounds, "said": said})


def give(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Say something on one round, in one of four ways."""
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    assert request.actor is not None, "the access table lets nobody in without a role"
    council = get_object_or_404(Organisation.objects.select_related("parent"), pk=request.actor.organisation)
    wrong = ""
    if request.method == "POST":
        way, text = request.POST.get("way", ""), request.POST.get("text", "").strip()
        if way not in CouncilWay.values:
            wrong = _("Kies op welke manier uw raad meedeed.")
        elif way in {CouncilWay.ADVISED, CouncilWay.DISAGREES} and not text:
            wrong = _("Schrijf in een paar zinnen wat uw raad vindt.")
        else:
            CouncilInput.objects.create(
                round=found,
                council=council,
                provider=council.parent,
                way=way,
                text=text[:8000],
                location=request.POST.get("location", "")[:200],
                supporter=request.POST.get("supporter", "")[:200],
                board_first=request.POST.get("board_first") == "yes",
                given_at=request.arrived,
            )
            record(request.actor, "advised", str(found.pk), {"way": way}, request.arrived)
            messages.success(request, _("Uw inbreng is verstuurd. U leest hier later wat ermee is gedaan."))
            return redirect("council")
    context = {"round": found, "council": council, "ways": CouncilWay.choices, "wrong": wrong, "given": request.POST}
    return render(request, "portal/council_input.html", context)

"""The client council as its provider sees it: what is shared with it, and what it chose to share back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.councils import inputs_of, share_plan
from driehoek.adapters.store.models import (
    Contract,
    CouncilInput,
    CouncilShare,
    Organisation,
    OrganisationKind,
    Round,
    Submission,
)
from driehoek.web.middleware import PortalRequest, actor_of


def overview(request: PortalRequest) -> HttpResponse:
    """The own councils, the plans that can be shared with them, and their input that they shared."""
    actor = actor_of(request)
    councils = Organisation.objects.filter(kind=OrganisationKind.CLIENT_COUNCIL, parent_id=actor.organisation)
    shared = {(item.round_id, item.contract, item.council_id) for item in CouncilShare.objects.all()}
    plans = [
        {"round": found, "contract": contract, "council": council, "shared": (found.pk, contract, council.pk) in shared}
        for found, contract in _handed_in(actor.organisation)
        for council in councils
    ]
    said = inputs_of(item.round_id for item in CouncilInput.objects.all())
    return render(request, "portal/own_council.html", {"councils": councils, "plans": plans, "said": said[::-1]})


@require_POST
def share(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Share the plan of a contract, and later its outcome, with an own council."""
    actor = actor_of(request)
    found = get_object_or_404(Round, pk=round_id)
    get_object_or_404(Contract, purchaser=found.purchaser_id, agb=contract, provider_id=actor.organisation)
    councils = Organisation.objects.filter(kind=OrganisationKind.CLIENT_COUNCIL, parent_id=actor.organisation)
    council = next((item for item in councils if str(item.pk) == request.POST.get("council", "")), None)
    if council is None:
        messages.error(request, _("Kies een cliëntenraad van uw organisatie."))
        return redirect("provider-council")
    refused = share_plan(actor, found, contract, council.pk, request.arrived)
    if refused:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")
    else:
        messages.success(request, _("Uw cliëntenraad leest nu in twee bladzijden wat er in uw plan staat."))
    return redirect("provider-council")


def _handed_in(provider: UUID) -> list[tuple[Round, str]]:
    """The rounds and contracts in which something was handed in that stands."""
    last: dict[tuple[UUID, str], Submission] = {}
    for row in Submission.objects.filter(provider_id=provider).select_related("round").order_by("number"):
        last[row.round_id, row.contract] = row
    return [(row.round, row.contract) for row in last.values() if not row.withdraws]

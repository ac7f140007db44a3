"""The corner of clients: two plain pages per location, what the council says, and what was done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.views.decorators.http import require_POST

from driehoek.adapters.store.councils import about_now, give, inputs_of, share
from driehoek.adapters.store.models import (
    Commitment,
    Consultation,
    Contract,
    CouncilInput,
    CouncilWay,
    Organisation,
    OrganisationKind,
    Outcome,
    Role,
    Round,
)
from driehoek.adapters.store.talks import commitments
from driehoek.application.council import Promise
from driehoek.bootstrap.stored_inputs import LocationPages, client_pages_pdf, law_on, pages_of, settle_inputs
from driehoek.domain.quality import Body, Input, Matter, Right, State, Way, check_input
from driehoek.kernel import blocking
from driehoek.web.middleware import PortalRequest, actor_of

STATES = {
    State.OPEN: words("loopt nog"),
    State.PROPOSED: words("er is een voorstel om het te veranderen"),
    State.SAID_KEPT: words("gedaan, zegt wie het beloofde"),
    State.KEPT: words("nagekomen"),
    State.NOT_KEPT: words("niet nagekomen"),
    State.DISPUTED: words("de twee zijn het niet eens"),
}
"""How a commitment stands, in a few words."""
LONGEST = 8000


def overview(request: PortalRequest) -> HttpResponse:
    """The pages of each location, the rounds in which the council can speak, and what it said before."""
    council = _council(request)
    rounds = list(Round.objects.select_related("purchaser").exclude(state="preparing").order_by("-year"))
    asked = {item.round_id: item for item in Consultation.objects.select_related("round__purchaser")}
    rounds += [item.round for item in asked.values() if item.round not in rounds]
    contracts = list(Contract.objects.select_related("purchaser").order_by("agb")) if council.parent_id else []
    cards = [
        {
            "round": found,
            "asked": asked.get(found.pk),
            "contracts": [item for item in contracts if item.purchaser_id == found.purchaser_id],
        }
        for found in rounds
        if found.pk in asked or any(item.purchaser_id == found.purchaser_id for item in contracts) or not contracts
    ]
    said = inputs_of(item.round_id for item in CouncilInput.objects.all())
    context = {
        "council": council,
        "cards": cards,
        "said": said[::-1],
        "promises": promises_for_clients(),
        "may_give": request.who == Role.COUNCIL,
    }
    return render(request, "portal/council.html", context)


def pages(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The two pages of one location on the screen."""
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    context = {"round": found, "made": _pages(request, found, contract), "contract": contract}
    return render(request, "portal/council_pages.html", context)


def pages_pdf(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The same on two sheets of paper."""
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    answer = HttpResponse(client_pages_pdf(_pages(request, found, contract).pages), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="wat-verandert-er-{contract}-{found.year}.pdf"'
    return answer


def give_input(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Say something on one round, in one of four ways."""
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    council = _council(request)
    wrong: list[str] = []
    if request.method == "POST":
        said = input_from(request, found, council, on_paper=False)
        wrong = wrong_with(said)
        if said is not None and not wrong:
            give(actor_of(request), found, council, said, request.arrived)
            settle_inputs(actor_of(request), found, request.arrived)
            messages.success(request, _("Uw inbreng is verstuurd. U leest hier later wat ermee is gedaan."))
            return redirect("council")
    contracts = Contract.objects.filter(purchaser=found.purchaser_id).order_by("agb") if council.parent_id else []
    context = {
        "round": found,
        "council": council,
        "ways": CouncilWay.choices,
        "wrong": wrong,
        "given": request.POST or request.GET,
        "contracts": contracts,
        "is_council": council.kind == OrganisationKind.CLIENT_COUNCIL,
        **law_for_form(request),
    }
    return render(request, "portal/council_input.html", context)


@require_POST
def share_input(request: PortalRequest, input_id: int) -> HttpResponse:
    """Let the board of the provider read what the council said."""
    row = get_object_or_404(CouncilInput.objects.select_related("council", "round"), pk=input_id)
    refused = share(actor_of(request), row, request.arrived)
    if refused:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")
    else:
        settle_inputs(actor_of(request), row.round, request.arrived)
        messages.success(request, _("Het bestuur van de zorgaanbieder kan deze inbreng nu lezen."))
    return redirect("council")


def input_from(request: PortalRequest, found: Round, council: Organisation, *, on_paper: bool) -> Input | None:
    """What a form says as input; None when no way was chosen."""
    way, contract = request.POST.get("way", ""), request.POST.get("contract", "")
    if way not in CouncilWay.values:
        return None
    known = Contract.objects.filter(purchaser=found.purchaser_id, provider_id=council.parent_id, agb=contract).exists()
    decided = bool(contract) and Outcome.objects.filter(round=found, contract=contract, is_told=True).exists()
    return Input(
        body=Body(council.kind),
        name=council.name,
        about=about_now(found, council.kind, decided=decided),
        way=Way(way),
        given_on=timezone.localdate(request.arrived),
        contract=contract if known else "",
        location=request.POST.get("location", "").strip()[:200],
        matter=request.POST.get("matter", "").strip()[:40],
        text=request.POST.get("text", "").strip()[:LONGEST],
        supporter=request.POST.get("supporter", "").strip()[:200],
        on_paper=on_paper,
        shared=request.POST.get("shared") == "yes",
    )


def wrong_with(said: Input | None) -> list[str]:
    """What stops an input, in words."""
    if said is None:
        return [_("Kies op welke manier uw raad meedeed.")]
    found = check_input(said, law_on(said.given_on).values())
    return [f"{item.sentence()} {item.mend()}" for item in found if blocking((item,))]


def promises_for_clients() -> tuple[Promise, ...]:
    """The commitments that the one who acts sees as a client council."""
    return tuple(
        Promise(item.standing.what, item.row.who, item.standing.due, str(STATES[item.standing.state]))
        for item in commitments(Commitment.objects.filter(for_clients=True))
    )


def law_for_form(request: PortalRequest) -> dict[str, list[Matter]]:
    """The matters of law of today, by the right they give, for a form to choose from."""
    law = law_on(timezone.localdate(request.arrived)).values()
    return {right.value: [item for item in law if item.right is right] for right in Right}


def _council(request: PortalRequest) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("parent"), pk=actor_of(request).organisation)


def _pages(request: PortalRequest, found: Round, agb: str) -> LocationPages:
    contract = get_object_or_404(Contract, purchaser=found.purchaser_id, agb=agb)
    today = timezone.localdate(request.arrived)
    made = pages_of(found, contract, request.arrived, today, promises_for_clients())
    if not isinstance(made, LocationPages):
        raise Http404
    return made

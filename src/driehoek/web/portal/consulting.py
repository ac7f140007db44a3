"""Input of clients as the purchaser works with it: read, answer, type in from paper, ask, invite, report."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import councils
from driehoek.adapters.store.models import (
    Consultation,
    Contract,
    CouncilInput,
    CouncilWay,
    Organisation,
    OrganisationKind,
    Round,
)
from driehoek.adapters.store.models import Followed as FollowedChoice
from driehoek.application.council import InputReport
from driehoek.bootstrap.stored_inputs import input_report_pdf, report_of, settle_inputs
from driehoek.domain.quality import Followed, Input
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.council import LONGEST, input_from, law_for_form, wrong_with
from driehoek.web.portal.purchaser import own_round


def inputs(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What clients said, what waits for an answer, and who can be asked."""
    return render(request, "portal/purchaser_inputs.html", _context(request, own_round(request, round_id)))


@require_POST
def respond(request: PortalRequest, round_id: UUID, input_id: int) -> HttpResponse:
    """Say to the council what is done with its input, and why."""
    found = own_round(request, round_id)
    given = get_object_or_404(CouncilInput, pk=input_id, round=found)
    text, followed = request.POST.get("response", "").strip(), request.POST.get("followed", "")
    if not text or followed not in FollowedChoice.values:
        messages.error(request, _("Zeg of u de inbreng overneemt, en waarom wel of niet."))
        return redirect("purchaser-inputs", round_id=round_id)
    councils.answer(actor_of(request), given, Followed(followed), text[:LONGEST], request.arrived)
    settle_inputs(actor_of(request), found, request.arrived)
    messages.success(request, _("Uw antwoord staat bij de inbreng van de raad."))
    return redirect("purchaser-inputs", round_id=round_id)


@require_POST
def paper(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Type in what a council handed in on paper."""
    found = own_round(request, round_id)
    council = next((item for item in _bodies(found) if str(item.pk) == request.POST.get("council", "")), None)
    said: Input | None = None
    wrong = [_("Kies van wie het papier kwam.")]
    if council is not None:
        said = input_from(request, found, council, on_paper=True)
        wrong = wrong_with(said)
    if council is None or said is None or wrong:
        context = _context(request, found) | {"wrong": wrong, "given": request.POST}
        return render(request, "portal/purchaser_inputs.html", context)
    councils.give(actor_of(request), found, council, said, request.arrived)
    settle_inputs(actor_of(request), found, request.arrived)
    messages.success(request, _("De inbreng is bewaard als 'op papier ontvangen'."))
    return redirect("purchaser-inputs", round_id=round_id)


@require_POST
def ask(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Ask an organisation of clients about the policy; it may read the draft from now on."""
    found = own_round(request, round_id)
    until = _day(request.POST.get("until", ""))
    organisation = next((item for item in _askable() if str(item.pk) == request.POST.get("organisation", "")), None)
    if until is None or organisation is None or until < timezone.localdate(request.arrived):
        messages.error(request, _("Kies een organisatie en een dag die nog komt."))
        return redirect("purchaser-inputs", round_id=round_id)
    refused = councils.ask(actor_of(request), found, organisation.pk, until, request.arrived)
    if refused:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")
    else:
        messages.success(request, _("De organisatie kan het beleid nu lezen en erop reageren."))
    return redirect("purchaser-inputs", round_id=round_id)


def report(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """All input in one report, as it lies in the dossier."""
    found = own_round(request, round_id)
    return render(request, "portal/input_report.html", {"round": found, "report": _report(request, found)})


def report_pdf(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The same as PDF."""
    found = own_round(request, round_id)
    data = input_report_pdf(_report(request, found), timezone.localdate(request.arrived))
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="inspraak-{found.slug}.pdf"'
    return answer


def _report(request: PortalRequest, found: Round) -> InputReport:
    made = report_of(found.pk, request.arrived)
    if not isinstance(made, InputReport):
        raise Http404
    return made


def _context(request: PortalRequest, found: Round) -> dict[str, Any]:
    return {
        "round": found,
        "given": {},
        "inputs": councils.inputs_of([found.pk])[::-1],
        "followed": FollowedChoice.choices,
        "bodies": _bodies(found),
        "askable": _askable(),
        "asked": Consultation.objects.filter(round=found).select_related("organisation").order_by("until"),
        "ways": CouncilWay.choices,
        **law_for_form(request),
    }


def _bodies(found: Round) -> list[Organisation]:
    """Who can hand in paper: the councils of providers with a contract, and the organisations of clients."""
    providers = Contract.objects.filter(purchaser=found.purchaser_id).values("provider")
    own = Organisation.objects.filter(kind=OrganisationKind.CLIENT_COUNCIL, parent__in=providers).order_by("name")
    return [*own, *_askable()]


def _askable() -> list[Organisation]:
    return list(Organisation.objects.filter(kind=OrganisationKind.CLIENT_ORGANISATION).order_by("name"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

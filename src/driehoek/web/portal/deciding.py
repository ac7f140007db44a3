"""Adopt the result of a round with reasons, make it final after the term, and deviate by hand with two people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from driehoek.adapters.store import assessing, decisions
from driehoek.adapters.store.models import Assignment, Deviation, Outcome, Round
from driehoek.application.letters.letter import Letter
from driehoek.application.outcome import RoundOutcome
from driehoek.application.what_if.effects import totals_of
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.stored_decisions import Stand, StoppedError
from driehoek.bootstrap.stored_sealing import still_sealed
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.domain.allocation import Adjustment
from driehoek.domain.people import BindingAct
from driehoek.kernel import Money, total
from driehoek.web.lists import listed
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import no_mandate, own_round
from driehoek.web.templatetags.dutch import told

KINDS = (
    ("hardship", _lazy("hardheid")),
    ("tailored", _lazy("maatwerk")),
    ("court-order", _lazy("uitspraak van de rechter")),
    ("mistake", _lazy("herstel van een fout")),
)


def decision(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What the round decides now or decided, what stops it, and the deviations by hand."""
    found = own_round(request, round_id)
    before, last = decisions.provisional(found.pk), decisions.final(found.pk)
    last = last if last and before and last.version == before.version else None
    context: dict[str, Any] = {
        "round": found,
        "provisional": before,
        "final": last,
        "told": listed(
            request,
            Outcome.objects.filter(result=before).defer("letter") if before else Outcome.objects.none(),
            ("contract", "pk"),
            search=("contract", "provider__name"),
        ),
        "today": timezone.localdate(request.arrived),
    }
    if before is None:
        made = stored_decisions.outcome_at(found.pk, request.arrived)
        if isinstance(made, RoundOutcome):
            whole = total(grant.money for grant in made.allocation.grants)
            context |= {
                "outcome": made,
                "mandate": no_mandate(request, BindingAct.ADOPT, whole),
                "whole": totals_of(made),
                "stops": stored_decisions.stops(found, made, _stand(request, found)),
                "warnings": [item for item in made.findings if item.severity.value == "warning"],
            }
        else:
            context["stops"] = still_sealed(found) or made
    return render(request, "portal/decision.html", context)


@require_POST
def adopt(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Adopt the provisional result that was seen, with reasons: all of it or nothing."""
    found = own_round(request, round_id)
    reasons = request.POST.get("reasons", "").strip()[:8000]
    if not reasons:
        messages.error(request, _("Schrijf op waarom u deze uitslag vaststelt."))
        return redirect("decision", round_id=round_id)
    seen = request.POST.get("fingerprint", "")
    try:
        with transaction.atomic():
            stand = _stand(request, found)
            stored_decisions.adopt(actor_of(request), found.pk, seen, reasons, stand, letter_page)
    except StoppedError as stopped:
        _tell(request, stopped)
    else:
        messages.success(request, _("De voorlopige uitslag is vastgesteld. Aanbieders zien nu hun brief."))
    return redirect("decision", round_id=round_id)


@require_POST
def finalise(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Make the result final, once its term has passed."""
    found = own_round(request, round_id)
    reasons = request.POST.get("reasons", "").strip()[:8000]
    if not reasons:
        messages.error(request, _("Schrijf op wat er met reacties van aanbieders is gedaan."))
        return redirect("decision", round_id=round_id)
    try:
        with transaction.atomic():
            stored_decisions.finalise(actor_of(request), found.pk, reasons, _stand(request, found), outcome_of)
    except StoppedError as stopped:
        _tell(request, stopped)
    else:
        messages.success(request, _("De uitslag is definitief."))
    return redirect("decision", round_id=round_id)


def letter(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The letter to one contract as it was sent."""
    found = own_round(request, round_id)
    rows = Outcome.objects.filter(round=found, contract=contract).order_by("-version")
    told = get_object_or_404(rows[:1])
    return render(request, "portal/decision_letter.html", {"round": found, "outcome": told})


def deviations(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Deviations by hand: proposed, approved, withdrawn."""
    found = own_round(request, round_id)
    rows = Deviation.objects.filter(round=found).select_related("proposed_by", "approved_by")
    made = stored_decisions.outcome_at(found.pk, request.arrived)
    places = []
    if isinstance(made, RoundOutcome):
        names = {item.contract.code: item.name for item in made.dossier.providers}
        places = [
            (f"{g.contract}|{g.lot}", f"{names.get(g.contract, g.contract)}, {g.lot}", g.money)
            for g in sorted(made.allocation.grants, key=lambda g: (g.contract, g.lot))
        ]
    page = listed(request, rows, ("-proposed_at", "-pk"), search=("contract", "ground"))
    context = {"round": found, "listed": page, "places": places, "kinds": KINDS, "adopted": _adopted(found)}
    return render(request, "portal/deviations.html", context)


@require_POST
def propose(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Propose a deviation for one contract in one lot."""
    found = own_round(request, round_id)
    wrong = "" if not _adopted(found) else _("De uitslag is al vastgesteld.")
    wrong = wrong or _proposed(request, found)
    if wrong:
        messages.error(request, wrong)
    else:
        messages.success(request, _("De afwijking is voorgesteld. Een collega moet haar goedkeuren."))
    return redirect("deviations", round_id=round_id)


@require_POST
def approve(request: PortalRequest, round_id: UUID, deviation_id: int) -> HttpResponse:
    """Approve what somebody else proposed; from then on the round reckons with it."""
    return _judge(request, round_id, deviation_id, approving=True)


@require_POST
def withdraw(request: PortalRequest, round_id: UUID, deviation_id: int) -> HttpResponse:
    """Withdraw a deviation before the result is adopted."""
    return _judge(request, round_id, deviation_id, approving=False)


def letter_page(made: Letter) -> str:
    """A letter as a piece of a page."""
    return render_to_string("portal/letter.html", {"letter": made})


def _judge(request: PortalRequest, round_id: UUID, deviation_id: int, *, approving: bool) -> HttpResponse:
    found = own_round(request, round_id)
    deviation = get_object_or_404(Deviation, pk=deviation_id, round=found)
    back = redirect("deviations", round_id=round_id)
    if _adopted(found):
        messages.error(request, _("De uitslag is al vastgesteld."))
        return back
    try:
        with transaction.atomic():
            if approving:
                refused = decisions.approve(actor_of(request), deviation, request.arrived)
                if refused:
                    messages.error(request, told(refused))
                    return back
            else:
                decisions.withdraw(actor_of(request), deviation, request.arrived)
            stored_decisions.settle_deviations(found, request.arrived)
    except StoppedError as stopped:
        _tell(request, stopped)
    else:
        messages.success(request, _("De afwijking is goedgekeurd.") if approving else _("De afwijking is ingetrokken."))
    return back


def _proposed(request: PortalRequest, found: Round) -> str:
    """Keep the proposal of the form; what is wrong with it, in words."""
    made = stored_decisions.outcome_at(found.pk, request.arrived)
    contract, _bar, lot = request.POST.get("place", "").partition("|")
    now = stored_decisions.granted_in(made, contract, lot) if isinstance(made, RoundOutcome) else None
    ground, kind = request.POST.get("ground", "").strip()[:4000], request.POST.get("kind", "")
    amount = _amount(request.POST.get("amount", ""))
    if now is None or amount is None or kind not in dict(KINDS):
        return _("Kies een aanbieder en een grond, en geef het nieuwe bedrag in euro's, zoals 38.782.696,63.")
    if not ground:
        return _("Schrijf op waarom u afwijkt. De aanbieder leest dat in de brief.")
    wanted = Adjustment(contract, lot, now.amount_from, amount, ground, kind, "", "", "")
    refused = decisions.propose(actor_of(request), found, wanted, request.arrived)
    return told(refused) if refused else ""


def _amount(text: str) -> Money | None:
    try:
        return Money.parse(stored_decisions.plain_number(text))
    except ValueError:
        return None


def _adopted(found: Round) -> bool:
    return decisions.provisional(found.pk) is not None


def _stand(request: PortalRequest, found: Round) -> Stand:
    everyone = list(Assignment.objects.filter(round=found, released_at=None))
    shut = {item.criterion for item in everyone} - assessing.open_criteria(everyone)
    return Stand(request.arrived, timezone.localdate(request.arrived), tuple(sorted(shut)))


def _tell(request: PortalRequest, stopped: StoppedError) -> None:
    for item in stopped.findings:
        messages.error(request, told(item))

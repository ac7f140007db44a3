"""The corner of the purchaser: its rounds, what came in, questions and the input of councils."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import Contract, CouncilInput, Question, Round, Submission
from driehoek.adapters.store.trail import record
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.public import policy_of


def overview(request: PortalRequest) -> HttpResponse:
    """All rounds of the own organisation."""
    assert request.actor is not None, "the access table lets nobody in without a role"
    rounds = Round.objects.filter(purchaser_id=request.actor.organisation).order_by("-year", "title")
    return render(request, "portal/purchaser.html", {"rounds": rounds})


def round_page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The year as a timeline, with what is due and what is late."""
    found = own_round(request, round_id)
    rules = policy_of(request, found)
    today = timezone.localdate(request.arrived)
    milestones = sorted(rules.calendar.milestones, key=lambda item: item.day)
    standing = _standing(found)
    context = {
        "round": found,
        "milestones": milestones,
        "today": today,
        "contracts": Contract.objects.count(),
        "standing": len(standing),
        "open_questions": Question.objects.filter(round=found, answer="").count(),
        "inputs": CouncilInput.objects.filter(round=found).count(),
        "results": found.results.order_by("-version"),
    }
    return render(request, "portal/purchaser_round.html", context)


def submissions(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Per contract whether it handed in, and when."""
    found = own_round(request, round_id)
    standing = _standing(found)
    rows = [
        {"contract": contract, "submission": standing.get(contract.agb)}
        for contract in Contract.objects.select_related("provider").order_by("agb")
    ]
    return render(request, "portal/purchaser_submissions.html", {"round": found, "rows": rows})


def questions(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Questions, open ones first."""
    found = own_round(request, round_id)
    asked = Question.objects.filter(round=found).order_by("answered_at", "asked_at")
    return render(request, "portal/purchaser_questions.html", {"round": found, "asked": asked})


@require_POST
def answer(request: PortalRequest, round_id: UUID, question_id: int) -> HttpResponse:
    """Answer a question; with ``nota`` it is published at once to all."""
    found = own_round(request, round_id)
    question = get_object_or_404(Question, pk=question_id, round=found)
    text = request.POST.get("answer", "").strip()
    if not text:
        messages.error(request, "Schrijf eerst een antwoord.")
        return redirect("purchaser-questions", round_id=round_id)
    question.answer, question.answered_at = text[:8000], request.arrived
    if request.POST.get("publish") == "yes":
        last = Question.objects.filter(round=found).aggregate(last=Max("nota"))["last"] or 0
        question.nota = max(last, 1)
    question.save()
    assert request.actor is not None, "the access table lets nobody in without a role"
    record(request.actor, "answered", f"{found.pk} {question.pk}", {"nota": question.nota}, request.arrived)
    messages.success(request, "Het antwoord is bewaard.")
    return redirect("purchaser-questions", round_id=round_id)


def inputs(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What client councils said."""
    found = own_round(request, round_id)
    given = CouncilInput.objects.filter(round=found).select_related("council", "provider").order_by("given_at")
    return render(request, "portal/purchaser_inputs.html", {"round": found, "given": given})


@require_POST
def respond(request: PortalRequest, round_id: UUID, input_id: int) -> HttpResponse:
    """Say what was done with the input of a council."""
    found = own_round(request, round_id)
    given = get_object_or_404(CouncilInput, pk=input_id, round=found)
    text = request.POST.get("response", "").strip()
    if text:
        given.response, given.responded_at = text[:8000], request.arrived
        given.save(update_fields=["response", "responded_at"])
        assert request.actor is not None, "the access table lets nobody in without a role"
        record(request.actor, "responded", f"{found.pk} {given.pk}", {}, request.arrived)
        messages.success(request, "Uw reactie staat bij de inbreng van de raad.")
    return redirect("purchaser-inputs", round_id=round_id)


def own_round(request: PortalRequest, round_id: UUID) -> Round:
    """The round, when it is of the organisation that acts; for anybody else it is not there."""
    assert request.actor is not None, "the access table lets nobody in without a role"
    return get_object_or_404(Round, pk=round_id, purchaser_id=request.actor.organisation)


def _standing(found: Round) -> dict[str, Submission]:
    """Per contract the submission that stands: the last, unless it withdraws."""
    last: dict[str, Submission] = {}
    for row in Submission.objects.filter(round=found).order_by("contract", "number"):
        last[row.contract] = row
    return {contract: row for contract, row in last.items() if not row.withdraws}

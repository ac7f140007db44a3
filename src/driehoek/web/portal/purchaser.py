"""The corner of the purchaser: its rounds, what came in, questions and the input of councils."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Case, Max, OuterRef, Q, SmallIntegerField, Subquery, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.mandating import bind, look
from driehoek.adapters.store.models import Contract, Question, Role, Round, Submission
from driehoek.adapters.store.trail import record
from driehoek.domain.people import BindingAct
from driehoek.kernel import ZERO, Finding, Money
from driehoek.web.lists import Choice, listed
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.year import glance, urgent, year_of
from driehoek.web.templatetags.dutch import told


def overview(request: PortalRequest) -> HttpResponse:
    """All rounds of the own organisation."""
    assert request.actor is not None, "the access table lets nobody in without a role"
    rounds = Round.objects.filter(purchaser_id=request.actor.organisation)
    page = listed(request, rounds, ("-year", "title", "pk"), search=("title",))
    return render(request, "portal/purchaser.html", {"rounds": page, "urgent": urgent(request, page.rows)})


def round_page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Where the round stands at a glance, and the year with what is due and what is late."""
    found = own_round(request, round_id)
    context = {"round": found, "glance": glance(request, found), "year": year_of(request, found)}
    return render(request, "portal/purchaser_round.html", context)


def submissions(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Per contract whether it handed in, and when."""
    found = own_round(request, round_id)
    last = Submission.objects.filter(round=found, contract=OuterRef("agb")).order_by("-number")[:1]
    withdraws = Subquery(last.values("withdraws"))
    contracts = Contract.objects.filter(purchaser_id=found.purchaser_id).annotate(withdraws=withdraws)
    page = listed(
        request,
        contracts.select_related("provider").annotate(received_at=Subquery(last.values("received_at"))),
        ("agb", "pk"),
        search=("agb", "provider__name"),
        choices={
            "ingediend": Choice(_("Wel ingediend"), Q(withdraws=False)),
            "niet": Choice(_("Niet ingediend of ingetrokken"), Q(withdraws=True) | Q(withdraws=None)),
        },
    )
    return render(request, "portal/purchaser_submissions.html", {"round": found, "contracts": page})


def questions(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Questions, open ones first."""
    found = own_round(request, round_id)
    is_answered = Case(When(answer="", then=0), default=1, output_field=SmallIntegerField())
    page = listed(
        request,
        Question.objects.filter(round=found).annotate(is_answered=is_answered),
        ("is_answered", "asked_at", "pk"),
        search=("text", "answer"),
        choices={"open": Choice(_("Zonder antwoord"), Q(answer="")), "nota": Choice(_("In een nota"), ~Q(nota=None))},
    )
    context = {"round": found, "asked": page, "mandate": no_mandate(request, BindingAct.PUBLISH)}
    return render(request, "portal/purchaser_questions.html", context)


@require_POST
def answer(request: PortalRequest, round_id: UUID, question_id: int) -> HttpResponse:
    """Answer a question; with ``nota`` it is published at once to all."""
    found = own_round(request, round_id)
    question = get_object_or_404(Question, pk=question_id, round=found)
    text = request.POST.get("answer", "").strip()
    if not text:
        messages.error(request, _("Schrijf eerst een antwoord."))
        return redirect("purchaser-questions", round_id=round_id)
    question.answer, question.answered_at = text[:8000], request.arrived
    said: dict[str, object] = {}
    if request.POST.get("publish") == "yes":
        subject = f"{found.pk} {question.pk}"
        bound = bind(actor_of(request), BindingAct.PUBLISH, subject, ZERO, request.arrived)
        if isinstance(bound, Finding):
            messages.error(request, told(bound))
            return redirect("purchaser-questions", round_id=round_id)
        said = bound
        last = Question.objects.filter(round=found).aggregate(last=Max("nota"))["last"] or 0
        question.nota = max(last, 1)
    question.save()
    said = {"nota": question.nota, **said}
    record(actor_of(request), "answered", f"{found.pk} {question.pk}", said, request.arrived)
    messages.success(request, _("Het antwoord is bewaard."))
    return redirect("purchaser-questions", round_id=round_id)


def no_mandate(request: PortalRequest, act: BindingAct, amount: Money = ZERO) -> Finding | None:
    """Why this person cannot do this act now; nothing for a mandate, or for who only looks."""
    if request.who != Role.PURCHASING:
        return None
    held = look(actor_of(request), act, amount, request.arrived)
    return held if isinstance(held, Finding) else None


def own_round(request: PortalRequest, round_id: UUID) -> Round:
    """The round, when it is of the organisation that acts; for anybody else it is not there."""
    assert request.actor is not None, "the access table lets nobody in without a role"
    return get_object_or_404(Round, pk=round_id, purchaser_id=request.actor.organisation)

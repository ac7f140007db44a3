"""Questions of a provider: asked from the place in the form they are about, with the answers beside them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Question, Round
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.stored_entry import form_at
from driehoek.web.middleware import PortalRequest, actor_of

LONGEST = 4000


def ask(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The own questions with their answers, and a new one; the answer comes in a nota that everyone can read."""
    actor = actor_of(request)
    found = get_object_or_404(Round, pk=round_id)
    about = (request.POST or request.GET).get("over", "")[:80]
    contract = (request.POST or request.GET).get("contract", "")[:8]
    if request.method == "POST":
        text = request.POST.get("text", "").strip()
        if text:
            _keep(request, found, text, about, contract)
            messages.success(request, _("Uw vraag is verstuurd. Het antwoord komt in de nota van inlichtingen."))
        else:
            messages.error(request, _("Schrijf eerst uw vraag."))
        if contract and about:
            answer = redirect("workspace", round_id=round_id, contract=contract)
            answer["Location"] += f"#bij-{about}"
            return answer
        return redirect("ask", round_id=round_id)
    policy = form_at(found.pk, request.arrived).common.policy
    milestone = policy.calendar.milestone("questions-until") if policy else None
    places = {item.id: item.text for item in policy.questions} if policy else {}
    places |= {lot.id: lot.name for lot in policy.lots} if policy else {}
    asked = Question.objects.filter(round=found, provider_id=actor.organisation).order_by("-asked_at")
    context = {
        "round": found,
        "asked": [(row, places.get(row.about, "")) for row in asked],
        "about": about if about in places else "",
        "place": places.get(about, ""),
        "contract": contract,
        "until": milestone.last_day if milestone else None,
        "is_late": bool(milestone and timezone.localdate(request.arrived) > milestone.last_day),
    }
    return render(request, "portal/ask.html", context)


def _keep(request: PortalRequest, found: Round, text: str, about: str, contract: str) -> None:
    actor = actor_of(request)
    Question.objects.create(
        round=found,
        provider_id=actor.organisation,
        text=text[:LONGEST],
        about=about,
        contract=contract,
        asked_at=request.arrived,
    )
    record(actor, "asked", str(found.pk), {}, request.arrived)

"""What a provider says of itself once, for all its purchasers, and confirms each year."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Contract, Profile, Round
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.stored_entry import forms_at
from driehoek.domain.policy import Question
from driehoek.domain.tender.profile import holds_until, is_confirmed, profile_questions
from driehoek.web.middleware import PortalRequest, actor_of, person_of

LONGEST = 2000
MOST_LOCATIONS = 200


def profile(request: PortalRequest) -> HttpResponse:
    """The questions that purchasers ask of the organisation itself, once; sent, keep and confirm them."""
    asked = list(asked_of(request))
    held = Profile.objects.filter(provider_id=actor_of(request).organisation).first()
    if request.method == "POST":
        _keep(request, held, [question for question, _rounds in asked])
        return redirect("profile")
    today = timezone.localdate(request.arrived)
    facts = held.facts if held else {}
    confirmed_on = held.confirmed_on if held else None
    context = {
        "held": held,
        "asked": [
            {"question": question, "rounds": rounds, "given": facts.get(question.id, {}).get("answer", "")}
            for question, rounds in asked
        ],
        "locations": [*(held.locations if held else []), {}, {}],
        "is_confirmed": is_confirmed(confirmed_on, today),
        "until": holds_until(confirmed_on) if confirmed_on else None,
        "answered": sum(bool(facts.get(question.id, {}).get("answer")) for question, _rounds in asked),
    }
    return render(request, "portal/profile.html", context)


def asked_of(request: PortalRequest) -> Iterator[tuple[Question, list[str]]]:
    """Each question about the organisation itself, once, with the rounds that ask it in these words."""
    found: dict[tuple[str, str], tuple[Question, list[str]]] = {}
    rounds = rounds_of(request)
    forms = forms_at([round_.pk for round_ in rounds], request.arrived)
    for round_ in rounds:
        policy = forms[round_.pk].common.policy
        for question in profile_questions(policy) if policy else ():
            found.setdefault((question.id, question.text), (question, []))[1].append(round_.title)
    yield from found.values()


def rounds_of(request: PortalRequest) -> list[Round]:
    """The rounds in which the provider has a place, the newest first."""
    purchasers = Contract.objects.filter(provider_id=actor_of(request).organisation).values("purchaser_id")
    found = Round.objects.select_related("purchaser").filter(purchaser_id__in=purchasers).exclude(state="preparing")
    return list(found.order_by("-year", "title"))


def _keep(request: PortalRequest, held: Profile | None, questions: list[Question]) -> None:
    actor = actor_of(request)
    facts = dict(held.facts) if held else {}
    for question in questions:
        answer = request.POST.get(f"fact-{question.id}", "").strip()[:LONGEST]
        facts[question.id] = {
            "text": question.text,
            "type": question.type.value,
            "options": dict(question.options),
            "answer": answer,
        }
    columns = [request.POST.getlist(f"location-{name}") for name in ("name", "municipality", "seat")]
    rows = [
        {"name": name.strip()[:200], "municipality": place.strip()[:100], "seat": seat == "yes"}
        for name, place, seat in zip(*columns, strict=False)
        if name.strip()
    ]
    confirms = request.POST.get("confirm") == "yes"
    today = timezone.localdate(request.arrived)
    with transaction.atomic():
        row, _made = Profile.objects.select_for_update().get_or_create(
            provider_id=actor.organisation, defaults={"changed_at": request.arrived}
        )
        row.facts, row.locations = facts, rows[:MOST_LOCATIONS]
        row.version, row.changed_at = row.version + 1, request.arrived
        if confirms:
            row.confirmed_on, row.confirmed_by = today, person_of(request)
        row.save()
        act = "confirmed profile" if confirms else "changed profile"
        record(actor, act, str(row.pk), {"version": row.version}, request.arrived)
    if confirms:
        messages.success(request, _("Uw profiel is bewaard en voor een jaar bevestigd."))
    else:
        messages.success(request, _("Uw profiel is bewaard. Het telt pas mee als u het bevestigt."))

"""What anyone may read without signing in: rounds, their calendar and policy, questions with answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from driehoek.adapters.store.models import Round
from driehoek.application.printing import printed
from driehoek.bootstrap.stored_entry import form_at
from driehoek.domain.policy import Policy
from driehoek.web.lists import Listed, listed, listed_in
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.caching import public


@public
def home(request: PortalRequest) -> HttpResponse:
    """All rounds of which the policy is published."""
    return render(request, "portal/home.html", {"rounds": published(request)})


def published(request: HttpRequest) -> Listed[Round]:
    """The page of all published rounds that is asked for, the newest first."""
    rounds = Round.objects.select_related("purchaser").exclude(state="preparing")
    return listed(request, rounds, ("-year", "purchaser__name", "pk"), search=("title", "purchaser__name"))


@public
def round_page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """One round: where it stands, its calendar, where to go."""
    found = _round(round_id)
    rules = policy_of(request, found)
    today = timezone.localdate(request.arrived)
    milestones = sorted(rules.calendar.milestones, key=lambda item: item.day)
    upcoming = next((item for item in milestones if item.day >= today), None)
    context = {"round": found, "policy": rules, "milestones": milestones, "upcoming": upcoming, "today": today}
    return render(request, "portal/round.html", context)


@public
def policy(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The policy as a page, from the same text as its PDF."""
    found = _round(round_id)
    return render(request, "portal/policy.html", {"round": found, "printed": printed(policy_of(request, found))})


@public
def nota(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """All questions that were answered, without who asked."""
    found = _round(round_id)
    page = listed_in(
        request,
        answered_in(found),
        lambda item: f"{item['nota']:05}-{item['id']:012}",
        search=lambda item: f"{item['text']} {item['answer']}",
    )
    return render(request, "portal/nota.html", {"round": found, "answered": page})


def answered_in(found: Round) -> list[dict[str, Any]]:
    """The questions of a round that were answered in a nota, in order; nobody's name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, nota, text, answer, answered_at FROM store_nota WHERE round_id = %s ORDER BY nota, id",
            [found.pk],
        )
        names = ("id", "nota", "text", "answer", "answered_at")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@public
def accessibility(request: PortalRequest) -> HttpResponse:
    """How far everyone can use this portal."""
    return render(request, "portal/accessibility.html")


def _round(round_id: UUID) -> Round:
    return get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)


def policy_of(request: PortalRequest, found: Round) -> Policy:
    """The policy of a round as it stands now; a round without a readable policy has no pages."""
    policy = form_at(found.pk, request.arrived).common.policy
    if policy is None:
        raise Http404
    return policy

"""The board of requirements: each requirement of each submission, found by what one looks for; and repair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import RepairRequest
from driehoek.application.board import Board, BoardLine
from driehoek.application.repairs import Repairable
from driehoek.bootstrap.stored_assessment import board_at
from driehoek.bootstrap.stored_repairs import ask, requests_of, why_not
from driehoek.web.lists import Choice, Listed, listed_in
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round
from driehoek.web.templatetags.dutch import told

ONE = "eis"
"""The part of the address that names one requirement."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer that can be repaired, and how far that is.

    Attributes:
        item: what, by whom, until when.
        asked: the request; None when there is none.
    """

    item: Repairable
    asked: RepairRequest | None

    @property
    def answered(self) -> bool:
        """Whether something came in on the request."""
        return self.asked is not None and bool(self.asked.repairs.all())


@dataclass(frozen=True, slots=True)
class Group:
    """One question that can be repaired: how many lack it, and how many were asked.

    Attributes:
        question: the question of the form, by id.
        text: its text.
        until: the last day for the first of them.
        lacking: how many lack it.
        unasked: how many of these were not asked yet.
    """

    question: str
    text: str
    until: date
    lacking: int
    unasked: int


def board(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Every requirement of every submission, with totals, narrowed by requirement, outcome or provider."""
    found = own_round(request, round_id)
    made, findings = board_at(found.pk, request.arrived)
    one = request.GET.get(ONE, "")
    context: dict[str, object] = {"round": found, "findings": findings}
    if made is not None:
        asked = requests_of(found.pk)
        context = {
            "round": found,
            "one": next((item for item in made.tallies if item.requirement == one), None),
            "tallies": made.tallies,
            "total": {name: sum(getattr(item, name) for item in made.tallies) for name in ("holds", "fails", "idle")},
            "listed": _listed(request, made, one, asked),
            "groups": _groups(made, asked),
            "requests": len(asked),
            "refused": why_not(found, request.arrived),
        }
    return render(request, "portal/requirements.html", context)


@require_POST
def ask_repair(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Ask one contract, or everyone who lacks the same, to repair an answer."""
    found = own_round(request, round_id)
    question, contract = request.POST.get("question", ""), request.POST.get("contract", "")
    came = ask(actor_of(request), found, question, contract, request.arrived)
    if isinstance(came, tuple):
        for item in came:
            messages.error(request, told(item))
    else:
        said = ngettext("Eén herstelverzoek is verstuurd.", "%(count)d herstelverzoeken zijn verstuurd.", came)
        messages.success(request, said % {"count": came})
    return redirect("requirements", round_id=round_id)


def _listed(
    request: PortalRequest, made: Board, one: str, asked: dict[tuple[str, str], RepairRequest]
) -> Listed[tuple[BoardLine, tuple[Wanted, ...]]]:
    """The page of lines, each with what can be repaired in it."""
    lines = [line for line in made.lines if line.test.requirement == one] if one else made.lines
    page = listed_in(
        request,
        lines,
        lambda line: line.key,
        search=lambda line: f"{line.contract} {line.name}",
        choices={
            "klopt-niet": Choice(_("Klopt niet"), _has("fails")),
            "klopt": Choice(_("Klopt"), _has("holds")),
            "geldt-niet": Choice(_("Geldt niet"), _has("not-applicable")),
        },
    )
    mends: dict[tuple[str, str], list[Wanted]] = {}
    for item in made.repairable:
        for requirement in item.lack.requirements:
            wanted = Wanted(item, asked.get((item.contract, item.lack.question.id)))
            mends.setdefault((item.contract, requirement), []).append(wanted)
    rows = [(line, tuple(mends.get((line.contract, line.test.requirement), ()))) for line in page.rows]
    return page.with_rows(rows)


def _has(outcome: str) -> Callable[[BoardLine], bool]:
    return lambda line: line.test.outcome == outcome


def _groups(made: Board, asked: dict[tuple[str, str], RepairRequest]) -> list[Group]:
    by_question: dict[str, list[Repairable]] = {}
    for item in made.repairable:
        by_question.setdefault(item.lack.question.id, []).append(item)
    return [
        Group(
            question,
            items[0].lack.question.text,
            min(item.until for item in items),
            len(items),
            sum((item.contract, question) not in asked for item in items),
        )
        for question, items in by_question.items()
    ]

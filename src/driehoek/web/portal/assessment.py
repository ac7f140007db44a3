"""The board of the purchaser: per submission what holds and what lacks; who assesses, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import assessing
from driehoek.adapters.store.models import Assignment, GivenMark, Interest, Membership, Person, Role, Round
from driehoek.application.board import Board, BoardRow, Marked
from driehoek.application.explain import STANDING
from driehoek.bootstrap.stored_assessment import board_at, settle_marks
from driehoek.domain.tender.outcome import Standing
from driehoek.web.lists import Choice, listed_in
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round
from driehoek.web.templatetags.dutch import told

TONE = {Standing.ADMITTED: "good", Standing.DECISION_NEEDED: "warn", Standing.INCOMPLETE: "warn"}
"""The colour of a standing; every other is a refusal."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the assessors of one criterion are.

    Attributes:
        marked: the criterion.
        assignments: who assesses it.
        is_open: whether all have handed in, so that the marks can be seen.
        free: who can still be assigned.
    """

    marked: Marked
    assignments: tuple[Assignment, ...]
    is_open: bool
    free: tuple[Person, ...]


def board(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """All submissions with their standing, and the progress of the assessors."""
    found = own_round(request, round_id)
    made, findings = board_at(found.pk, request.arrived)
    rows = [(row, STANDING[row.standing][0], TONE.get(row.standing, "bad")) for row in made.rows] if made else []
    context = {
        "round": found,
        "listed": listed_in(
            request,
            rows,
            lambda shown: shown[0].contract,
            search=lambda shown: f"{shown[0].contract} {shown[0].name}",
            choices={each.value: Choice(STANDING[each][0], _stands(each)) for each in Standing},
        ),
        "findings": [] if made else findings,
        "progress": list(_progress(request, found, made)) if made else [],
        "conflicts": Interest.objects.filter(round=found, has_conflict=True).select_related("person"),
        "is_closed": bool(found.closes_at and found.closes_at <= request.arrived),
    }
    return render(request, "portal/assessment.html", context)


def row(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """One submission: every requirement with its reason, what lacks, and the marks once they are open."""
    found = own_round(request, round_id)
    made, _faults = board_at(found.pk, request.arrived)
    item = made.row(contract) if made else None
    if made is None or item is None:
        raise Http404
    order = {"fails": 0, "holds": 1, "not-applicable": 2}
    given = GivenMark.objects.select_related("assignment").filter(assignment__round=found, contract=contract)
    names = {marked.criterion: marked.name for marked in made.marked}
    context = {
        "round": found,
        "row": item,
        "standing": STANDING[item.standing][0],
        "tone": TONE.get(item.standing, "bad"),
        "tests": sorted(item.tests, key=lambda test: order[test.outcome]),
        "marks": [
            (names.get(mark.assignment.criterion, mark.assignment.criterion), mark)
            for mark in given.order_by("assignment__criterion", "assignment__label")
            if request.who != Role.ASSESSING or mark.assignment.handed_in_at
        ],
    }
    return render(request, "portal/assessment_row.html", context)


@require_POST
def assign(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Let a person of the own organisation mark a criterion."""
    found = own_round(request, round_id)
    made, _faults = board_at(found.pk, request.arrived)
    criterion = request.POST.get("criterion", "")
    person = next((one for one in _assessors(request) if str(one.pk) == request.POST.get("person")), None)
    if made is None or person is None or criterion not in {item.criterion for item in made.marked}:
        messages.error(request, _("Kies een beoordelaar van uw eigen organisatie."))
    elif refused := assessing.assign(actor_of(request), found.pk, person.pk, criterion, request.arrived):
        messages.error(request, told(refused))
    else:
        messages.success(request, _("De beoordelaar is toegewezen."))
    return redirect("assessment", round_id=round_id)


@require_POST
def release(request: PortalRequest, round_id: UUID, assignment_id: int) -> HttpResponse:
    """Release an assessor who cannot finish, with the reason; its marks do not count."""
    found = own_round(request, round_id)
    assignment = get_object_or_404(Assignment, pk=assignment_id, round=found, handed_in_at=None, released_at=None)
    because = request.POST.get("because", "").strip()[:2000]
    if not because:
        messages.error(request, _("Schrijf op waarom deze beoordelaar niet verdergaat."))
        return redirect("assessment", round_id=round_id)
    assessing.release(actor_of(request), assignment, because, request.arrived)
    settle(found, request)
    messages.success(request, _("De beoordelaar is van deze taak gehaald. De reden is bewaard."))
    return redirect("assessment", round_id=round_id)


def settle(found: Round, request: PortalRequest) -> None:
    """Put the marks of every criterion that is open into the dossier."""
    ready = assessing.open_criteria(Assignment.objects.filter(round=found))
    if ready:
        settle_marks(found.pk, ready, request.arrived)


def _stands(standing: Standing) -> Callable[[tuple[BoardRow, str, str]], bool]:
    return lambda shown: shown[0].standing is standing


def _assessors(request: PortalRequest) -> list[Person]:
    held = Membership.objects.select_related("person").filter(
        organisation_id=actor_of(request).organisation,
        role=Role.ASSESSING,
        valid__contains=timezone.localdate(request.arrived),
        person__is_active=True,
    )
    return [item.person for item in held.order_by("person__name")]


def _progress(request: PortalRequest, found: Round, made: Board) -> Iterator[Progress]:
    people = _assessors(request)
    everyone = list(Assignment.objects.filter(round=found).select_related("person").order_by("label"))
    ready = assessing.open_criteria(everyone)
    for marked in made.marked:
        own = tuple(item for item in everyone if item.criterion == marked.criterion)
        taken = {item.person_id for item in own}
        is_open = marked.criterion in ready
        free = () if is_open else tuple(person for person in people if person.pk not in taken)
        yield Progress(marked, own, is_open, free)

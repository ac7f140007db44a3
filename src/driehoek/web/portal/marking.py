"""The desk of an assessor: declare whether one has an interest, mark with a reason, hand in. Nobody else looks on."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import assessing
from driehoek.adapters.store.models import Assignment, GivenMark, Interest
from driehoek.application.board import Marked
from driehoek.bootstrap.stored_assessment import board_at
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.assessment import settle
from driehoek.web.portal.purchaser import own_round
from driehoek.web.templatetags.dutch import told


def marks(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What is to be marked, with what was given; of nobody but oneself."""
    found = own_round(request, round_id)
    made, findings = board_at(found.pk, request.arrived)
    known = {item.criterion: item for item in made.marked} if made else {}
    tasks = []
    for assignment in _own(request, round_id):
        if assignment.criterion in known:
            rows = _rows(request, assignment, known[assignment.criterion])
            lacking = sum(1 for one in rows if not one["settled"])
            tasks.append(
                {"assignment": assignment, "marked": known[assignment.criterion], "rows": rows, "lacking": lacking}
            )
    context = {
        "round": found,
        "tasks": tasks,
        "findings": [] if made else findings,
        "is_closed": bool(found.closes_at and found.closes_at <= request.arrived),
    }
    return render(request, "portal/marks.html", context)


@require_POST
def give(request: PortalRequest, round_id: UUID, assignment_id: int, contract: str) -> HttpResponse:
    """Declare an interest, or none and a mark with its reason."""
    found = own_round(request, round_id)
    assignment = get_object_or_404(_own(request, round_id), pk=assignment_id)
    marked = _marked(request, found.pk, assignment.criterion)
    back = redirect("marks", round_id=round_id)
    back["Location"] += f"#c{assignment_id}-{contract}"
    if marked is None or contract not in marked.answers:
        messages.error(request, _("Deze inschrijving wordt op dit criterium niet beoordeeld."))
        return back
    wrong = _given(request, assignment, marked, contract)
    if wrong:
        messages.error(request, wrong)
    return back


@require_POST
def hand_in(request: PortalRequest, round_id: UUID, assignment_id: int) -> HttpResponse:
    """Hand in all marks of a criterion; the last to do so opens them for all."""
    found = own_round(request, round_id)
    assignment = get_object_or_404(_own(request, round_id).select_for_update(of=("self",)), pk=assignment_id)
    marked = _marked(request, found.pk, assignment.criterion)
    if marked is None or assignment.handed_in_at or assignment.released_at:
        messages.error(request, _("Deze taak is al afgerond."))
    elif any(not one["settled"] for one in _rows(request, assignment, marked)):
        messages.error(request, _("U bent nog niet klaar: geef elke aanbieder een cijfer, of verklaar uw belang."))
    else:
        assessing.hand_in(actor_of(request), assignment, request.arrived)
        settle(found, request)
        messages.success(request, _("Uw cijfers zijn ingeleverd en staan vast."))
    return redirect("marks", round_id=round_id)


def _own(request: PortalRequest, round_id: UUID) -> QuerySet[Assignment]:
    return Assignment.objects.filter(round_id=round_id, person=person_of(request)).order_by("criterion")


def _marked(request: PortalRequest, round_id: UUID, criterion: str) -> Marked | None:
    made, _faults = board_at(round_id, request.arrived)
    return next((item for item in made.marked if item.criterion == criterion), None) if made else None


def _rows(request: PortalRequest, assignment: Assignment, marked: Marked) -> list[dict[str, object]]:
    """Per contract the answer, what was declared and the own mark."""
    person = person_of(request)
    declared = {item.contract: item for item in Interest.objects.filter(round_id=assignment.round_id, person=person)}
    given = {item.contract: item for item in GivenMark.objects.filter(assignment=assignment, person=person)}
    rows: list[dict[str, object]] = []
    for contract, answer in marked.answers.items():
        interest, mark = declared.get(contract), given.get(contract)
        settled = bool(mark) or bool(interest and interest.has_conflict)
        rows.append({"contract": contract, "answer": answer, "interest": interest, "mark": mark, "settled": settled})
    return rows


def _given(request: PortalRequest, assignment: Assignment, marked: Marked, contract: str) -> str:
    """Keep what was sent; what is wrong with it, in words."""
    actor, interest = actor_of(request), request.POST.get("interest", "")
    reason = request.POST.get("conflict", "").strip()[:2000]
    if interest not in {"none", "conflict"} or (interest == "conflict" and not reason):
        return _("Verklaar of u een belang heeft bij deze aanbieder. Heeft u dat, schrijf dan op welk.")
    conflict = reason if interest == "conflict" else ""
    points = motivation = None
    if not conflict:
        motivation = request.POST.get("motivation", "").strip()[:8000]
        points = _points(request.POST.get("points", ""), marked.scale)
        if points is None:
            said = _("Geef een cijfer van 0 tot en met %(scale)s, met ten hoogste twee cijfers achter de komma.")
            return said % {"scale": marked.scale}
        if not motivation:
            return _("Schrijf op waarom u dit cijfer geeft. De aanbieder leest uw motivering in de brief.")
    refused = assessing.declare(actor, assignment, contract, conflict, request.arrived)
    if refused is None and points is not None and motivation:
        refused = assessing.give(actor, assignment, contract, points, motivation, request.arrived)
    return told(refused) if refused else ""


def _points(text: str, scale: int) -> Decimal | None:
    try:
        points = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not points.is_finite() or not 0 <= points <= scale:
        return None
    return points if points == points.quantize(Decimal("0.01")) else None

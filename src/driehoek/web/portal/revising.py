"""After the result: what happened since, proposed by one and approved by another, and the version that it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import decisions, revising
from driehoek.adapters.store.models import Contract, Result, Role, Round, RoundAttachment, RoundEvent
from driehoek.application.change import SPACE, Move
from driehoek.application.event import EventKind, Remedy
from driehoek.application.revision import Revised
from driehoek.bootstrap import stored_versions
from driehoek.bootstrap.stored_decisions import StoppedError, plain_number
from driehoek.kernel import Money, total
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.deciding import letter_page
from driehoek.web.portal.purchaser import own_round
from driehoek.web.templatetags.dutch import told

REMEDIES = {
    Remedy.RESERVE: "uit wat open is en achter de hand is gehouden; ieder ander houdt wat hij had",
    Remedy.REDIVIDE: "de ruimte opnieuw verdelen; wie inlevert, hoort dat",
}
LARGEST = 8_000_000
"""Of a corrected file, in bytes."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a version changes for one contract in one lot.

    Attributes:
        name: the provider.
        move: the change.
        by: who pays for it or gains by it, with how much.
    """

    name: str
    move: Move
    by: tuple[tuple[str, Money], ...]


def overview(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The versions there are, the proposals that wait, and the form for a new one."""
    found = own_round(request, round_id)
    rows = RoundEvent.objects.filter(round=found).select_related("proposed_by", "approved_by").order_by("-pk")
    context = {
        "round": found,
        "rows": [(row, EventKind(row.kind).dutch) for row in rows],
        "results": Result.objects.filter(round=found).order_by("version", "is_final"),
        "may_propose": request.who == Role.PURCHASING and not _cannot(found),
        "cannot": _cannot(found),
        "kinds": [(kind.value, kind.dutch) for kind in EventKind],
        "remedies": [(item.value, text) for item, text in REMEDIES.items()],
    }
    return render(request, "portal/versions.html", context)


def proposal(request: PortalRequest, round_id: UUID, event_id: int) -> HttpResponse:
    """What a proposal would change for whom, before anybody approves it; or what it changed."""
    found = own_round(request, round_id)
    row = _row(found, event_id)
    context: dict[str, Any] = {"round": found, "row": row, "kind": EventKind(row.kind).dutch,
                               "remedy": REMEDIES[Remedy(row.remedy)]}  # fmt: skip
    if row.approved_by is None and row.withdrawn_at is None:
        made = stored_versions.tried(row, timezone.localdate(request.arrived), person_of(request).name)
        if isinstance(made, Revised):
            names = {item.contract.code: item.name for item in made.dossier.providers}
            context |= {
                "made": made,
                "moves": [Moved(names.get(m.contract, m.contract), m, _by(m, names)) for m in made.change.moves],
                "released": total(made.change.released.values()),
                "warnings": made.findings,
                "may_approve": request.who == Role.PURCHASING and row.proposed_by_id != person_of(request).pk,
            }
        else:
            context["stops"] = made
    return render(request, "portal/version.html", context)


def _by(move: Move, names: dict[str, str]) -> tuple[tuple[str, Money], ...]:
    space = _("open en achtergehouden ruimte")
    return tuple((names.get(who, who) if who != SPACE else space, amount) for who, amount in move.by)


@require_POST
def propose(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Propose an event with the files that it corrects."""
    found = own_round(request, round_id)
    row, wrong = _read(request, found)
    wrong = _cannot(found) or wrong
    if wrong or row is None:
        messages.error(request, wrong)
        return redirect("versions", round_id=found.pk)
    refused = revising.propose(actor_of(request), row, request.arrived)
    if refused:
        messages.error(request, told(refused))
        return redirect("versions", round_id=found.pk)
    messages.success(request, _("Het voorstel is bewaard. Bekijk wat het verandert; een collega keurt het goed."))
    return redirect("version", round_id=found.pk, event_id=row.pk)


@require_POST
def approve(request: PortalRequest, round_id: UUID, event_id: int) -> HttpResponse:
    """Approve what was seen: a version beside the one before, with letters; the ledger moves by the difference."""
    found = own_round(request, round_id)
    row = _row(found, event_id)
    today = timezone.localdate(request.arrived)
    seen = request.POST.get("fingerprint", "")
    if row.withdrawn_at is not None or row.approved_by is not None:
        messages.error(request, _("Over dit voorstel is al besloten."))
        return redirect("version", round_id=found.pk, event_id=row.pk)
    try:
        with transaction.atomic():
            result = stored_versions.approve(actor_of(request), row, seen, request.arrived, today, letter_page)
    except StoppedError as stopped:
        for item in stopped.findings:
            messages.error(request, told(item))
        return redirect("version", round_id=found.pk, event_id=row.pk)
    messages.success(
        request,
        _("Versie %(version)s van de uitslag staat naast de vorige. Aanbieders zien wat er voor hen verandert.")
        % {"version": result.version},
    )
    return redirect("decision", round_id=found.pk)


@require_POST
def withdraw(request: PortalRequest, round_id: UUID, event_id: int) -> HttpResponse:
    """Withdraw a proposal on which nobody decided."""
    found = own_round(request, round_id)
    refused = revising.withdraw(actor_of(request), _row(found, event_id), request.arrived)
    if refused:
        messages.error(request, told(refused))
    else:
        messages.success(request, _("Het voorstel is ingetrokken."))
    return redirect("versions", round_id=found.pk)


def _row(found: Round, event_id: int) -> RoundEvent:
    rows = RoundEvent.objects.select_related("proposed_by", "approved_by", "round")
    return get_object_or_404(rows, pk=event_id, round=found)


def _cannot(found: Round) -> str:
    if decisions.provisional(found.pk) is None:
        return _("Er is nog geen uitslag vastgesteld. Tot dan verandert u de gegevens van de ronde zelf.")
    if RoundAttachment.objects.filter(round=found, path__startswith="versions/").exists():
        return _("Deze ronde kwam binnen met eigen versies. Maak de volgende in de map, met driehoek round revise.")
    return ""


def _read(request: PortalRequest, found: Round) -> tuple[RoundEvent | None, str]:
    """The event of the form; or what is wrong with it, in words."""
    kind, remedy = request.POST.get("kind", ""), request.POST.get("remedy", "")
    ground = request.POST.get("ground", "").strip()[:4000]
    if kind not in {item.value for item in EventKind} or remedy not in {item.value for item in Remedy} or not ground:
        return None, _("Kies wat er gebeurde en waaruit het wordt betaald, en schrijf op waarom.")
    contracts = list(dict.fromkeys(re.findall(r"\d+", request.POST.get("contracts", ""))))
    known = set(Contract.objects.filter(purchaser_id=found.purchaser_id).values_list("agb", flat=True))
    if strange := [code for code in contracts if code not in known]:
        return None, _("Dit contract kennen wij niet: %(codes)s.") % {"codes": ", ".join(strange)}
    grants: list[list[object]] = []
    for line in filter(None, map(str.strip, request.POST.get("grants", "").splitlines())):
        cells = [cell.strip() for cell in line.split(";")]
        amount = _amount(cells[2]) if len(cells) == 3 else None  # noqa: PLR2004 - contract, lot and amount
        if amount is None:
            return None, _("Schrijf elk bedrag als contract; perceel; bedrag. Dit lukt niet: %(line)s") % {"line": line}
        grants.append([cells[0], cells[1], amount.cents])
    files = {str(item.name): item.read(LARGEST) for item in request.FILES.getlist("files")}
    if strange_files := stored_versions.strange_files(files):
        return None, " ".join(told(item) for item in strange_files)
    row = RoundEvent(
        round=found,
        kind=kind,
        remedy=remedy,
        ground=ground,
        reference=request.POST.get("reference", "").strip()[:120],
        contracts=contracts,
        grants=grants,
        files={name: data.decode() for name, data in files.items()},
    )
    return row, ""


def _amount(text: str) -> Money | None:
    try:
        return Money.parse(plain_number(text))
    except ValueError:
        return None

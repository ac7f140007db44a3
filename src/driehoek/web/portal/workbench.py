"""The workbench of the purchaser: run the steps, turn dials, see who gains and loses, keep scenarios, compare them.

Nothing here changes the round: what is tried never goes with its result.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import KeptScenario, Role, Round
from driehoek.adapters.store.trail import record
from driehoek.application.what_if.beside import MOST, Beside
from driehoek.application.what_if.binding import binds
from driehoek.application.what_if.dials import shown
from driehoek.application.what_if.effects import totals_of
from driehoek.application.what_if.scenario import Scenario
from driehoek.application.what_if.trial import Tried
from driehoek.bootstrap.stored_workbench import (
    Workbench,
    read_text,
    scenario_of,
    scenario_text,
    side_by_side,
    try_out,
    workbench_at,
)
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.purchaser import own_round

TURN = "turn-"
"""The fields of dials begin with it."""
TOTALS = (
    (_lazy("Contracteerruimte"), "space"),
    (_lazy("Toegekend"), "granted"),
    (_lazy("Afgesproken in hele eenheden"), "agreed"),
    (_lazy("Achter de hand"), "held_back"),
    (_lazy("Nog over, ook voor wie in het jaar kiest"), "open"),
    (_lazy("Gevraagd boven de ruimte"), "exposure"),
)


def bench(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The round as it stands, and beside it what the dials in the address give."""
    found = own_round(request, round_id)
    made = workbench_at(found.pk, request.arrived)
    context: dict[str, Any] = {"round": found, "kept": _kept(found), "may_keep": request.who == Role.PURCHASING}
    if not isinstance(made, Workbench):
        return render(request, "portal/workbench.html", context | {"findings": made})
    base = made.bench.base
    typed = _turned(request.GET)
    context |= {
        "dials": [(item, shown(item.as_is), typed.get(item.id, "")) for item in made.dials],
        "steps": made.steps,
        "whole": totals_of(base),
        "binds": list(binds(base)),
        "notes": made.bench.notes,
        "verified": not base.verification,
        "title": request.GET.get("title", ""),
    }
    scenario, wrong = _asked(request, found, typed)
    if scenario is not None:
        context |= _tried(made, scenario)
    return render(request, "portal/workbench.html", context | {"wrong": wrong})


@require_POST
def keep(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Keep the dials of the page as a scenario under a title."""
    found = own_round(request, round_id)
    title = request.POST.get("title", "").strip()[:120]
    typed = _turned(request.POST)
    scenario, wrong = scenario_of(title or "-", typed)
    back = redirect("workbench", round_id=round_id)
    if not title or not typed or scenario is None:
        sentence = wrong[0].sentence() if wrong else _("Verander eerst iets en geef het scenario een naam.")
        messages.error(request, sentence)
        return back
    try:
        with transaction.atomic():
            kept = KeptScenario.objects.create(
                round=found,
                purchaser_id=found.purchaser_id,
                title=title,
                content=scenario_text(scenario),
                kept_by=person_of(request),
                kept_at=request.arrived,
            )
    except IntegrityError:
        messages.error(
            request, _("Er is al een scenario met de naam %(title)s. Kies een andere naam.") % {"title": title}
        )
        return back
    record(actor_of(request), "kept scenario", f"{found.pk} {kept.pk}", {"title": title}, request.arrived)
    messages.success(request, _("Het scenario is bewaard."))
    return redirect(f"{reverse('workbench', args=[round_id])}?scenario={kept.pk}")


@require_POST
def remove(request: PortalRequest, round_id: UUID, scenario_id: int) -> HttpResponse:
    """Remove a scenario that was kept."""
    found = own_round(request, round_id)
    kept = get_object_or_404(KeptScenario, pk=scenario_id, round=found)
    record(actor_of(request), "removed scenario", f"{found.pk} {kept.pk}", {"title": kept.title}, request.arrived)
    kept.delete()
    messages.success(request, _("Het scenario is verwijderd."))
    return redirect("workbench", round_id=round_id)


def compare(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Up to four scenarios beside the round as it is."""
    found = own_round(request, round_id)
    made = workbench_at(found.pk, request.arrived)
    asked = [item for item in request.GET.getlist("scenario") if item.isdecimal()]
    rows = list(KeptScenario.objects.filter(round=found, pk__in=asked).order_by("title"))
    context: dict[str, Any] = {"round": found, "most": MOST}
    if not isinstance(made, Workbench):
        return render(request, "portal/workbench_compare.html", context | {"findings": made})
    if len(rows) > MOST:
        context["findings"] = side_by_side(made, [])[1]
        context["many"] = len(rows)
        return render(request, "portal/workbench_compare.html", context)
    scenarios = [item for item in (read_text(row.content).value for row in rows) if item is not None]
    compared, refused = side_by_side(made, scenarios)
    context |= {"refused": refused, "findings": [compared] if isinstance(compared, Finding) else []}
    if isinstance(compared, Beside):
        names = [(name, getattr(compared.totals, field)) for name, field in TOTALS]
        after = [totals_of(item.outcome) for item in compared.tried]
        context |= {
            "compared": compared,
            "totals": [
                (name, before, [getattr(item, field) for item in after])
                for (name, before), (_name, field) in zip(names, TOTALS, strict=True)
            ],
        }
    return render(request, "portal/workbench_compare.html", context)


def _kept(found: Round) -> list[KeptScenario]:
    return list(KeptScenario.objects.filter(round=found).order_by("title"))


def _turned(form: QueryDict) -> dict[str, str]:
    """The dials that were given a value."""
    return {
        name.removeprefix(TURN): str(value).strip()[:40]
        for name, value in form.items()
        if name.startswith(TURN) and str(value).strip()
    }


def _asked(request: PortalRequest, found: Round, typed: dict[str, str]) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """The scenario of the address: a kept one, or the dials."""
    wanted = request.GET.get("scenario", "")
    if wanted.isdecimal():
        row = get_object_or_404(KeptScenario, pk=int(wanted), round=found)
        decoded = read_text(row.content)
        return decoded.value, decoded.findings
    if not typed:
        return None, ()
    return scenario_of(request.GET.get("title", "").strip() or _("Wat u nu probeert"), typed)


def _tried(made: Workbench, scenario: Scenario) -> dict[str, Any]:
    result = try_out(made, scenario)
    if not isinstance(result, Tried):
        return {"scenario": scenario, "refused": result.findings}
    rows = [
        (frame or _("Alles samen"), [(name, getattr(old, field), getattr(new, field)) for name, field in TOTALS])
        for frame, old, new in ((new.frame, old, new) for old, new in result.effects.totals)
    ]
    return {
        "scenario": scenario,
        "tried": result,
        "money": rows if len(rows) > 2 else rows[-1:],  # noqa: PLR2004 - one frame and the whole are the same
        "gaining": sum(1 for item in result.effects.each if item.change.difference.cents > 0),
        "losing": sum(1 for item in result.effects.each if item.change.difference.cents < 0),
    }

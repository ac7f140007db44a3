"""The first page of a provider: all its purchasers, whether they work here or not, and what is to be done where.

Of a purchaser elsewhere the provider types the key figures, or brings a dossier. What nobody but the provider said is
marked so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.dossier.zipped import MOST_BYTES
from driehoek.adapters.store.models import (
    Contract,
    Draft,
    EvidenceFile,
    Filing,
    KeyFigures,
    Outcome,
    Profile,
    RepairRequest,
    Round,
    Submission,
)
from driehoek.adapters.store.trail import record
from driehoek.application.provider_tasks import Entered, Task, TaskKind, in_order, tasks_of
from driehoek.bootstrap.outside import Outside, read_outside
from driehoek.bootstrap.stored_entry import forms_at
from driehoek.domain.policy import Policy
from driehoek.domain.tender.evidence import expiring
from driehoek.domain.tender.profile import is_confirmed
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.desk import Desk
from driehoek.web.portal.outcome import ways_under
from driehoek.web.portal.profile import rounds_of

_AGB = re.compile(r"[0-9]{8}")
_YEARS = range(2000, 2100)
_HIGHEST = 1000


@dataclass
class Place:
    """One contract in one round.

    Attributes:
        desk: its desk; the draft may be empty and not kept yet.
        policy: the policy of the round; None when it cannot be read.
        told: the outcome that was told; None while there is none.
        tasks: what is to be done there.
    """

    desk: Desk
    policy: Policy | None
    told: Outcome | None
    tasks: tuple[Task, ...] = ()

    @property
    def percentages(self) -> list[dict[str, Any]]:
        """Per lot the percentages that were granted, each with its parts."""
        lots = self.told.explanation.get("lots", []) if self.told else []
        return [{"name": lot["name"], "agreed": lot["agreed"], "shares": _shares(lot["lines"])} for lot in lots]

    @property
    def next_date(self) -> tuple[date, str] | None:
        """The next day of the calendar of the round."""
        if self.policy is None:
            return None
        found = sorted((item.last_day, item.name) for item in self.policy.calendar.milestones)
        return next((item for item in found if item[0] >= self.desk.today), None)


def _shares(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines of a lot by their percentage: those with the same parts are one."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        parts = [(part["points"], part["title"]) for part in line["parts"]]
        entry = found.setdefault(f"{line['share']} {parts}", {"share": line["share"], "parts": parts, "products": []})
        entry["products"].append(line["product"])
    return list(found.values())


def overview(request: PortalRequest) -> HttpResponse:
    """All purchasers of the provider on one page."""
    today = timezone.localdate(request.arrived)
    rounds = rounds_of(request)
    places = list(_places(request, rounds))
    for place in places:
        place.tasks = tuple(tasks_of(_entered(request, place), today))
    outside = list(KeyFigures.objects.order_by("purchaser_name", "-year", "product_group"))
    where = {task: _place_of(task, place) for place in places for task in place.tasks}
    tasks = in_order([*where, *_own_tasks(request, rounds, outside, today)])
    context = {
        "places": places,
        "outside": outside,
        "tasks": [(task, where.get(task) or _where(task), task.is_late(today)) for task in tasks],
        "count": _count(places, outside),
        "today": today,
    }
    return render(request, "portal/provider.html", context)


def outside(request: PortalRequest) -> HttpResponse:
    """Add what one knows of a purchaser elsewhere: typed, or from a dossier."""
    if request.method == "POST":
        problem = _typed(request)
        if not problem:
            messages.success(request, _("Bewaard. Het staat bij uw inkopers, als niet bevestigd."))
            return redirect("provider")
        return render(request, "portal/outside.html", {"problem": problem, "given": request.POST})
    return render(request, "portal/outside.html", {"given": {}})


@require_POST
def outside_dossier(request: PortalRequest) -> HttpResponse:
    """Read a zipped dossier of a purchaser elsewhere; every fault is told at the door and nothing is kept of it."""
    given, contract = request.FILES.get("dossier"), request.POST.get("contract", "").strip()
    if not isinstance(given, UploadedFile) or not _AGB.fullmatch(contract):
        problem = _("Kies een zip-bestand en vul de AGB-code van uw contract in: acht cijfers.")
        return render(request, "portal/outside.html", {"problem_dossier": problem, "given": request.POST})
    data = given.read(MOST_BYTES + 1)
    read, findings = read_outside(data, given.name or "", contract, timezone.localdate(request.arrived))
    if read is None:
        return render(request, "portal/outside.html", {"findings": findings, "given": request.POST})
    _keep_outside(request, read)
    messages.success(request, _("Gelezen uit het dossier. Het staat bij uw inkopers, als niet bevestigd."))
    return redirect("provider")


@require_POST
def outside_remove(request: PortalRequest, figures_id: int) -> HttpResponse:
    """Take away a line that one typed or brought oneself."""
    row = get_object_or_404(KeyFigures, pk=figures_id)
    row.delete()
    record(actor_of(request), "removed key figures", str(figures_id), {}, request.arrived)
    messages.success(request, _("De regel is weg."))
    return redirect("provider")


def _places(request: PortalRequest, rounds: Sequence[Round]) -> Iterator[Place]:
    actor = actor_of(request)
    contracts = list(Contract.objects.filter(provider_id=actor.organisation).order_by("agb"))
    drafts = {(row.round_id, row.contract): row for row in Draft.objects.filter(provider_id=actor.organisation)}
    told: dict[tuple[Any, str], Outcome] = {}
    for row in (
        Outcome.objects.select_related("round")
        .defer("letter")
        .filter(provider_id=actor.organisation)
        .order_by("version")
    ):
        told[row.round_id, row.contract] = row
    handed = Submission.objects.filter(provider_id=actor.organisation)
    handed = handed.order_by("round", "contract", "-number").distinct("round", "contract")
    last = {(row.round_id, row.contract): row for row in handed.defer("content")}
    forms = forms_at([found.pk for found in rounds], request.arrived)
    repairs = Counter(RepairRequest.objects.filter(provider_id=actor.organisation).values_list("round_id", "contract"))
    for found in rounds:
        source = forms[found.pk]
        for contract in contracts:
            if contract.purchaser_id == found.purchaser_id:
                key = found.pk, contract.agb
                draft = drafts.get(key) or Draft(round=found, contract=contract.agb, changed_at=request.arrived)
                desk = Desk(found, contract, draft, request.arrived)
                desk.source, desk.last = source, last.get(key)  # asked once for all, not for each
                desk.asked_to_repair = repairs[key] if desk.has_closed else 0
                yield Place(desk, source.common.policy, told.get(key))


def _entered(request: PortalRequest, place: Place) -> Entered:
    desk = place.desk
    begun = bool(desk.draft.pk) and desk.draft.version > 1
    missing = 0
    if begun and desk.is_open and not desk.stands and desk.foreseen.preview is not None:
        missing = len(desk.foreseen.preview.preview.missing)
    objects = [
        way.last
        for way in (ways_under(place.policy, request, place.told) if place.told and place.policy else ())
        if way.last is not None and way.last >= desk.today
    ]
    closes = timezone.localtime(desk.round.closes_at).date() if desk.round.closes_at else None
    return Entered(
        f"{desk.round.title}, contract {desk.contract.agb}",
        closes,
        is_open=desk.is_open,
        is_begun=begun,
        is_in=desk.stands,
        was_withdrawn=desk.last is not None and not desk.stands,
        differs=begun and desk.is_open and bool(desk.since_last),
        missing=missing,
        decided_on=None if place.told is None else place.told.decided_on,
        objects_until=min(objects, default=None),
    )


def _own_tasks(
    request: PortalRequest, rounds: Sequence[Round], outside_rows: list[KeyFigures], today: date
) -> Iterator[Task]:
    """What is of the provider itself: its profile, its documents, days of purchasers elsewhere, answers that came."""
    profile = Profile.objects.filter(provider_id=actor_of(request).organisation).first()
    if not is_confirmed(profile.confirmed_on if profile else None, today):
        yield Task(TaskKind.PROFILE, "")
    held = EvidenceFile.objects.filter(removed_at__isnull=True).values_list("name", "expires_on")
    year = max((row.year for row in rounds), default=today.year)
    for item in expiring(held, year, today):
        yield Task(TaskKind.EVIDENCE, item.name, item.expires_on)
    for row in outside_rows:
        if row.next_on is not None:
            yield Task(TaskKind.NEXT_DATE, f"{row.purchaser_name}: {row.next_what}".rstrip(": "), row.next_on)
    for filing in Filing.objects.select_related("round").exclude(answer="").order_by("-answered_at")[:5]:
        yield Task(TaskKind.FILING_ANSWERED, f"{filing.round.title}, contract {filing.contract}")


def _place_of(task: Task, place: Place) -> str:
    """The page on which a task of a round is done."""
    at = (place.desk.round.pk, place.desk.contract.agb)
    if task.kind in (TaskKind.READ_OUTCOME, TaskKind.DISAGREE):
        return reverse("outcome", args=at) + ("#niet-eens" if task.kind is TaskKind.DISAGREE else "")
    return reverse("submit" if task.kind is TaskKind.CHANGED else "workspace", args=at)


def _where(task: Task) -> str:
    """The page on which a task of the provider itself is done; empty where it is not done here."""
    route = {TaskKind.PROFILE: "profile", TaskKind.EVIDENCE: "cabinet"}.get(task.kind)
    return reverse(route) if route else ""


def _count(places: list[Place], outside_rows: list[KeyFigures]) -> dict[str, int]:
    """How many regimes, contracts, accounting units and tariffs the provider has at the same time (A-046)."""
    regimes = {place.policy.regime for place in places if place.policy} | {
        row.regime for row in outside_rows if row.regime
    }
    units: set[str] = set()
    tariffs = 0
    for place in places:
        form = place.desk.form
        products = {item.product.code: item.product.unit.value for item in form.products} if form else {}
        units |= set(products.values())
        tariffs += len(products)
    contracts = {place.desk.contract.pk for place in places}
    elsewhere = {(row.purchaser_name, row.year) for row in outside_rows}
    purchasers = {place.desk.round.purchaser_id for place in places}
    return {
        "purchasers": len(purchasers) + len({name for name, _year in elsewhere}),
        "regimes": len(regimes),
        "contracts": len(contracts) + len({name for name, _year in elsewhere}),
        "units": len(units),
        "tariffs": tariffs,
    }


def _typed(request: PortalRequest) -> str:
    """Keep typed key figures; why not, in words, when they make no sense."""
    given = request.POST
    words = {name: given.get(name, "").strip()[:100] for name in ("purchaser_name", "region", "product_group")}
    if not words["purchaser_name"] or not words["product_group"]:
        return _("Vul ten minste de inkoper en het soort zorg in.")
    try:
        year = int(given.get("year", ""))
        numbers = {name: _percentage(given.get(name, "")) for name in ("asked", "granted", "ceiling")}
        day = date.fromisoformat(given["next_on"]) if given.get("next_on") else None
    except (ValueError, InvalidOperation):
        return _(
            "Een jaar, percentage of datum is niet te lezen. Schrijf een percentage als 97,5 en een jaar als 2027."
        )
    if year not in _YEARS or any(number is not None and not 0 <= number < _HIGHEST for number in numbers.values()):
        return _(
            "Een jaar, percentage of datum is niet te lezen. Schrijf een percentage als 97,5 en een jaar als 2027."
        )
    actor = actor_of(request)
    KeyFigures.objects.create(
        provider_id=actor.organisation,
        year=year,
        next_on=day,
        next_what=given.get("next_what", "").strip()[:200],
        entered_at=request.arrived,
        entered_by=person_of(request),
        **words,
        **numbers,
    )
    record(actor, "entered key figures", words["purchaser_name"], {"year": year}, request.arrived)
    return ""


def _percentage(text: str) -> Decimal | None:
    text = text.strip().removesuffix("%").strip().replace(",", ".")
    return Decimal(text).quantize(Decimal("0.0001")) if text else None


def _keep_outside(request: PortalRequest, read: Outside) -> None:
    actor = actor_of(request)
    KeyFigures.objects.filter(purchaser_name=read.purchaser, year=read.year).exclude(from_dossier="").delete()
    KeyFigures.objects.bulk_create(
        KeyFigures(
            provider_id=actor.organisation,
            purchaser_name=read.purchaser[:200],
            region=read.region[:100],
            regime=read.regime,
            year=read.year,
            product_group=item.group[:100],
            granted=item.granted,
            ceiling=item.ceiling,
            amount=item.amount,
            parts=[list(part) for part in item.parts],
            next_on=read.next_on,
            next_what=read.next_what[:200],
            from_dossier=read.digest,
            entered_at=request.arrived,
            entered_by=person_of(request),
        )
        for item in read.figures
    )
    record(actor, "brought a dossier", read.purchaser, {"sha256": read.digest, "year": read.year}, request.arrived)

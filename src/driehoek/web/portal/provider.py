"""The corner of the provider: one page for all its rounds, and a workspace per round and contract.

What is typed is kept at every change and stays invisible to the purchaser. Beside it stands what the purchaser's own
rules say of it at this moment. Handing in makes a submission that never changes, with a receipt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from driehoek.adapters.store.acting import Actor
from driehoek.adapters.store.mandating import bind
from driehoek.adapters.store.models import Contract, Draft, LedgerAccount, Outcome, Question, Round, Submission
from driehoek.adapters.store.round_files import HandedIn
from driehoek.adapters.store.trail import record
from driehoek.bootstrap.stored_entry import DraftContent, Foreseen, foresee, form_at
from driehoek.domain.people import BindingAct
from driehoek.kernel import ZERO, Finding, Money, blocking
from driehoek.web.middleware import PortalRequest, person_of

KINDS = {
    "reserved": _lazy("Toegekend, nog niet getekend"),
    "committed": _lazy("Afgesproken"),
    "claimed": _lazy("Gedeclareerd"),
    "approved": _lazy("Goedgekeurd"),
    "advanced": _lazy("Voorgeschoten"),
    "paid": _lazy("Betaald"),
    "recovered": _lazy("Teruggevorderd"),
    "exposure": _lazy("Boven de afspraak"),
}
"""The accounts of a contract, in the words of providers."""


def overview(request: PortalRequest) -> HttpResponse:
    """All rounds in which the provider has a place, with what is due."""
    actor = _actor(request)
    contracts = Contract.objects.filter(provider_id=actor.organisation).select_related("purchaser")
    places = []
    for contract in contracts.order_by("agb"):
        for found in Round.objects.filter(purchaser=contract.purchaser).exclude(state="preparing").order_by("-year"):
            last = _last(found, contract.agb)
            draft = Draft.objects.filter(round=found, contract=contract.agb).first()
            told = Outcome.objects.filter(round=found, contract=contract.agb).order_by("-version").first()
            places.append(
                {
                    "round": found,
                    "contract": contract,
                    "last": last,
                    "draft": draft,
                    "outcome": told,
                    "is_open": _is_open(found, request.arrived),
                }
            )
    return render(request, "portal/provider.html", {"places": places})


@dataclass(frozen=True)
class _Desk:
    """What a workspace works on."""

    round: Round
    contract: Contract
    draft: Draft

    @property
    def content(self) -> DraftContent:
        """The draft as the rules read it."""
        volumes = {
            lot: {product: (str(cells[0]), str(cells[1])) for product, cells in products.items()}
            for lot, products in self.draft.volumes.items()
        }
        return DraftContent(self.contract.agb, self.draft.lots, self.draft.answers, volumes)


def workspace(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The form with its live preview."""
    desk = _desk(request, round_id, contract)
    return render(request, "portal/workspace.html", _context(request, desk))


@require_POST
def answer(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Keep what was typed at one question or lot, and show what it does."""
    desk = _desk(request, round_id, contract)
    answers = dict(desk.draft.answers)
    lots = set(desk.draft.lots)
    for name, value in request.POST.items():
        if name.startswith("answer-"):
            answers[name.removeprefix("answer-")] = str(value)
        elif name.startswith("lot-"):
            (lots.add if value == "yes" else lots.discard)(name.removeprefix("lot-"))
    return _kept(request, desk, answers=answers, lots=sorted(lots))


@require_POST
def volumes(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Keep the cells of the grid that were typed or pasted."""
    desk = _desk(request, round_id, contract)
    kept: dict[str, dict[str, list[str]]] = {lot: dict(cells) for lot, cells in desk.draft.volumes.items()}
    try:
        cells = json.loads(request.POST.get("cells", "[]"))
        for lot, product, column, text in cells:
            place = kept.setdefault(str(lot), {}).setdefault(str(product), ["", ""])
            place[1 if column == "capacity" else 0] = str(text).strip()[:20]
    except (ValueError, TypeError):
        return HttpResponse("cells", status=400)
    return _kept(request, desk, volumes=kept)


@require_POST
def submit(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Hand in: judged by the moment the request arrived, whole or not at all."""
    desk = _desk(request, round_id, contract)
    foreseen = _foresee(request, desk)
    if foreseen.submission is None or foreseen.preview is None:
        messages.error(request, _("Er staat nog een fout in het formulier. Kijk bij de meldingen en dien daarna in."))
        return redirect("workspace", round_id=round_id, contract=contract)
    return _hand_in(request, desk, foreseen.files, foreseen.preview.at_most)


@require_POST
def withdraw(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Take the submission back; until the deadline a new one can be handed in."""
    desk = _desk(request, round_id, contract)
    return _hand_in(request, desk, {}, None)


def receipt(request: PortalRequest, round_id: UUID, contract: str, number: int) -> HttpResponse:
    """The receipt of a submission: what was handed in, when, and the hash over it."""
    row = get_object_or_404(
        Submission.objects.select_related("round"), round_id=round_id, contract=contract, number=number
    )
    return render(request, "portal/receipt.html", {"submission": row, "files": json.loads(row.content)["files"]})


@require_POST
def ask(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Ask a question; the answer comes in a nota that everyone can read."""
    actor = _actor(request)
    found = get_object_or_404(Round, pk=round_id)
    text = request.POST.get("text", "").strip()
    if text:
        Question.objects.create(round=found, provider_id=actor.organisation, text=text[:4000], asked_at=request.arrived)
        record(actor, "asked", str(found.pk), {}, request.arrived)
        messages.success(request, _("Uw vraag is verstuurd. Het antwoord komt in de nota van inlichtingen."))
    return redirect("provider")


def outcome(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """What was decided on this contract: the reason for every euro, the letter, what one can do, and the ledger."""
    actor = _actor(request)
    told = (
        Outcome.objects.select_related("round")
        .filter(round_id=round_id, contract=contract, provider_id=actor.organisation, is_told=True)
        .order_by("-version")
        .first()
    )
    if told is None or told.round is None:
        raise Http404
    accounts = LedgerAccount.objects.filter(
        provider_id=actor.organisation, contract=contract, year=told.round.year, purchaser_id=told.purchaser_id
    ).order_by("pool", "frame", "kind")
    context = {
        "outcome": told,
        "accounts": [(KINDS.get(row.kind, row.kind), row, row.credits - row.debits) for row in accounts],
        "today": timezone.localdate(request.arrived),
    }
    return render(request, "portal/outcome.html", context)


def _actor(request: PortalRequest) -> Actor:
    assert request.actor is not None, "the access table lets nobody in without a role"
    return request.actor


def _desk(request: PortalRequest, round_id: UUID, contract: str) -> _Desk:
    actor = _actor(request)
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    held = get_object_or_404(Contract, purchaser=found.purchaser, agb=contract, provider_id=actor.organisation)
    draft, _made = Draft.objects.get_or_create(
        round=found,
        contract=contract,
        defaults={"provider_id": actor.organisation, "changed_at": request.arrived, "changed_by": person_of(request)},
    )
    return _Desk(found, held, draft)


def _foresee(request: PortalRequest, desk: _Desk) -> Foreseen:
    arrived = timezone.localtime(request.arrived).replace(tzinfo=None, microsecond=0)
    return foresee(form_at(desk.round.pk, request.arrived), desk.contract.line, desk.content, arrived)


def _context(request: PortalRequest, desk: _Desk) -> dict[str, Any]:
    foreseen = _foresee(request, desk)
    return {
        "desk": desk,
        "form": foreseen.form,
        "foreseen": foreseen,
        "stops": blocking(foreseen.findings),
        "answers": desk.draft.answers,
        "last": _last(desk.round, desk.contract.agb),
        "history": Submission.objects.filter(round=desk.round, contract=desk.contract.agb).order_by("-number"),
        "is_open": _is_open(desk.round, request.arrived),
    }


def _kept(request: PortalRequest, desk: _Desk, **changes: Any) -> HttpResponse:
    """Keep a change that saw the newest version; otherwise say who changed it meanwhile, and lose nothing."""
    seen = int(request.POST.get("version", "0") or 0)
    draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    if seen and seen != draft.version:
        context = _context(request, desk) | {"clash": draft}
        return render(request, "portal/workspace_preview.html", context, status=409)
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.changed_at = request.arrived
    draft.changed_by_id = person_of(request).pk
    draft.save()
    desk = _Desk(desk.round, desk.contract, draft)
    if request.headers.get("HX-Request"):
        return render(request, "portal/workspace_preview.html", _context(request, desk))
    return redirect("workspace", round_id=desk.round.pk, contract=desk.contract.agb)


def _hand_in(request: PortalRequest, desk: _Desk, files: Mapping[str, str], offered: Money | None) -> HttpResponse:
    """Hand in what is offered, or withdraw with nothing on offer; either needs a mandate of the person that day."""
    actor, last, withdraws = _actor(request), _last(desk.round, desk.contract.agb), offered is None
    act, subject = (BindingAct.WITHDRAW if withdraws else BindingAct.HAND_IN), f"{desk.round.pk} {desk.contract.agb}"
    back = redirect("workspace", round_id=desk.round.pk, contract=desk.contract.agb)
    handed = HandedIn(desk.contract.agb, (last.number if last else 0) + 1, request.arrived, files, withdraws=withdraws)
    try:
        with transaction.atomic():
            bound = bind(actor, act, subject, offered or ZERO, request.arrived)
            if isinstance(bound, Finding):
                messages.error(request, f"{bound.sentence()} {bound.mend()}")
                return back
            Submission.objects.create(
                round=desk.round,
                provider_id=actor.organisation,
                contract=handed.contract,
                number=handed.number,
                received_at=request.arrived,
                received_by_id=person_of(request).pk,
                content=handed.content,
                receipt=handed.hash,
                withdraws=withdraws,
            )
            done = "withdrawn" if withdraws else "submitted"
            record(actor, done, subject, {"receipt": handed.hash, **bound}, request.arrived)
    except IntegrityError as error:
        messages.error(request, _refused(error, desk.round))
        return back
    return redirect("receipt", round_id=desk.round.pk, contract=desk.contract.agb, number=handed.number)


def _refused(error: IntegrityError, found: Round) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "submission_window":
        closes = timezone.localtime(found.closes_at) if found.closes_at else None
        if closes is None:
            return _("De inschrijving is niet open op dit moment. Uw concept is bewaard.")
        return _(
            "De inschrijving is niet open op dit moment. Die sloot op %(day)s om %(time)s uur. Uw concept is bewaard."
        ) % {"day": f"{closes:%d-%m-%Y}", "time": f"{closes:%H.%M}"}
    if name == "submission_number":
        return _("Iemand anders van uw organisatie diende op hetzelfde moment in. Kijk eerst wat er nu staat.")
    raise error


def _last(found: Round, contract: str) -> Submission | None:
    return Submission.objects.filter(round=found, contract=contract).order_by("-number").first()


def _is_open(found: Round, moment: datetime) -> bool:
    return bool(found.opens_at and found.closes_at and found.opens_at <= moment < found.closes_at)

"""Handing in, replacing and withdrawing until the deadline, each after a look at what it means; and the receipt."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from driehoek.adapters.store.evidence import hand_in
from driehoek.adapters.store.mandating import bind
from driehoek.adapters.store.models import EvidenceFile, Round, Submission
from driehoek.adapters.store.round_files import HandedIn, readable
from driehoek.application.receipt import Receipt, in_words, read_receipt, receipt_text
from driehoek.domain.people import BindingAct
from driehoek.kernel import ZERO, Finding, Money, dutch
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.desk import Desk, context_of, open_desk

MOST_RECEIPT = 5_000_000
"""No receipt is longer."""


def submit(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Look at what will be handed in; sent, hand it in: judged by the moment of arrival, whole or not at all."""
    desk = open_desk(request, round_id, contract)
    if request.method != "POST":
        return render(request, "portal/submit.html", context_of(desk))
    seen = request.POST.get("version")
    if seen and seen != str(desk.draft.version):
        messages.error(request, _("Het concept is intussen veranderd. Kijk het nog eens na en dien dan in."))
        return redirect("submit", round_id=round_id, contract=contract)
    foreseen = desk.foreseen
    if foreseen.submission is None or foreseen.preview is None:
        messages.error(request, _("Er staat nog een fout in het formulier. Kijk bij de meldingen en dien daarna in."))
        return redirect("workspace", round_id=round_id, contract=contract)
    digests = {path: said.sha256 for path, _row, said in desk.enclosed}
    handed = HandedIn(contract, _next(desk), request.arrived, foreseen.files, evidence=digests)
    files = {path: row for path, row, _said in desk.enclosed}
    return _hand_in(request, desk, handed, files, foreseen.preview.at_most)


def withdraw(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Look at what withdrawing means; sent, take the submission back. Until the deadline a new one can be handed in."""
    desk = open_desk(request, round_id, contract)
    if request.method != "POST":
        return render(request, "portal/withdraw.html", {"desk": desk, "round": desk.round})
    return _hand_in(request, desk, HandedIn(contract, _next(desk), request.arrived, {}, withdraws=True), {}, ZERO)


def receipt(request: PortalRequest, round_id: UUID, contract: str, number: int) -> HttpResponse:
    """The receipt of a submission: what was handed in, when, and the hash over it."""
    row = _row(round_id, contract, number)
    said = json.loads(readable(row))
    context = {
        "submission": row,
        "round": row.round,
        "files": said["files"],
        "evidence": said.get("evidence", {}),
        "seal": seal(row.receipt),
    }
    return render(request, "portal/receipt.html", context)


def receipt_file(request: PortalRequest, round_id: UUID, contract: str, number: int) -> HttpResponse:
    """The receipt as a text file to keep."""
    del request
    row = _row(round_id, contract, number)
    received = timezone.localtime(row.received_at)
    head = (
        f"Ronde: {row.round.title}",
        f"Inkoper: {row.round.purchaser.name}",
        f"Contract: {row.contract}, nummer {row.number}",
        f"Ontvangen: {dutch.moment(received.replace(tzinfo=None))}, Nederlandse tijd",
        "Soort: intrekking" if row.withdraws else "Soort: inschrijving",
    )
    answer = HttpResponse(receipt_text(row.content, seal(row.receipt), head), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ontvangstbewijs-{row.contract}-{row.number}.txt"'
    return answer


def check_receipt(request: HttpRequest) -> HttpResponse:
    """Whether a receipt holds and is of this portal; for anyone who has one, without signing in."""
    context: dict[str, object] = {}
    given = request.FILES.get("receipt") if request.method == "POST" else None
    if request.method == "POST" and not isinstance(given, UploadedFile):
        context["missing"] = True
    elif isinstance(given, UploadedFile):
        text = given.read(MOST_RECEIPT).decode("utf-8", errors="replace")
        read = read_receipt(text, given.name or "")
        if isinstance(read, Receipt):
            context |= {"read": read, "lines": in_words(read), "is_ours": is_sealed(read)}
        else:
            context["finding"] = read
    return render(request, "portal/check_receipt.html", context)


def seal(mark: str) -> str:
    """What this portal puts on a mark that it gave out: nobody without its key can make it."""
    return signing.Signer(salt="driehoek.receipt").signature(mark)


def is_sealed(read: Receipt) -> bool:
    """Whether a receipt carries the seal of this portal."""
    return constant_time_compare(seal(read.mark), read.seal)


def _row(round_id: UUID, contract: str, number: int) -> Submission:
    rows = Submission.objects.select_related("round__purchaser", "opened")
    return get_object_or_404(rows, round_id=round_id, contract=contract, number=number)


def _next(desk: Desk) -> int:
    return (desk.last.number if desk.last else 0) + 1


def _hand_in(
    request: PortalRequest, desk: Desk, handed: HandedIn, files: dict[str, EvidenceFile], offered: Money
) -> HttpResponse:
    """Hand in or withdraw; either needs a mandate of the person that day."""
    actor = actor_of(request)
    act = BindingAct.WITHDRAW if handed.withdraws else BindingAct.HAND_IN
    back = redirect("workspace", round_id=desk.round.pk, contract=desk.contract.agb)
    try:
        with transaction.atomic():
            bound = bind(actor, act, f"{desk.round.pk} {desk.contract.agb}", offered, request.arrived)
            if isinstance(bound, Finding):
                messages.error(request, f"{bound.sentence()} {bound.mend()}")
                return back
            hand_in(actor, desk.round.pk, handed, files, bound)
    except IntegrityError as error:
        messages.error(request, _refused(error, desk.round))
        return back
    return redirect("receipt", round_id=desk.round.pk, contract=desk.contract.agb, number=handed.number)


def _refused(error: IntegrityError, found: Round) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if name == "submission_window":
        closes = timezone.localtime(found.closes_at) if found.closes_at else None
        said = _("De inschrijving is niet open op dit moment.")
        if closes:
            said += " " + _("Die sloot op %(day)s om %(time)s uur.") % {
                "day": dutch.day(closes.date()),
                "time": f"{closes:%H.%M}",
            }
        return f"{said} " + _("Uw concept is bewaard.")
    if name == "submission_number":
        return _("Iemand anders van uw organisatie diende op hetzelfde moment in. Kijk eerst wat er nu staat.")
    raise error

"""The documents of a provider: kept once for all its purchasers, put at a question; what expires is told beforehand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.catalogue.providing import evidence_kinds
from driehoek.adapters.office.sniffing import sniff
from driehoek.adapters.store.evidence import Upload, keep_evidence
from driehoek.adapters.store.models import Draft, EvidenceFile, Round
from driehoek.adapters.store.trail import record
from driehoek.domain.tender.evidence import FileKind, allowed, expiring, safe_name, weighed
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of, person_of
from driehoek.web.portal.desk import open_desk
from driehoek.web.templatetags.dutch import told

MOST_AT_A_QUESTION = 20


def cabinet(request: PortalRequest) -> HttpResponse:
    """All documents of the own organisation, what expires first on top."""
    today = timezone.localdate(request.arrived)
    rows = EvidenceFile.objects.filter(removed_at__isnull=True).defer("content").order_by("expires_on", "name")
    years = Round.objects.exclude(state="preparing").values_list("year", flat=True)
    year = max(years, default=today.year)
    context = {
        "held": rows,
        "year": year,
        "expiring": expiring(((row.name, row.expires_on) for row in rows), year, today),
        "kinds": allowed(evidence_kinds(), today),
        "today": today,
    }
    return render(request, "portal/cabinet.html", context)


@require_POST
def upload(request: PortalRequest) -> HttpResponse:
    """Keep a document, when it is one of the kinds that are taken."""
    taken_file(request)
    return redirect("cabinet")


@require_POST
def remove(request: PortalRequest, file_id: UUID) -> HttpResponse:
    """Put a document away: it is offered no more; what was handed in with it keeps it."""
    row = get_object_or_404(EvidenceFile.objects.defer("content"), pk=file_id, removed_at__isnull=True)
    row.removed_at = request.arrived
    row.save(update_fields=["removed_at"])
    record(actor_of(request), "removed evidence", str(row.pk), {"sha256": row.sha256}, request.arrived)
    messages.success(request, _("%(name)s is weggelegd. Wat u al indiende, houdt het.") % {"name": row.name})
    return redirect("cabinet")


def download(request: PortalRequest, file_id: UUID) -> HttpResponse:
    """A document as it came: for its provider, and for the purchaser once it was handed in."""
    del request
    row = get_object_or_404(EvidenceFile, pk=file_id)
    answer = HttpResponse(bytes(row.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{row.name}"'
    return answer


@require_POST
def attach(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Put a document at a question of the draft: a new one, or one that is kept already."""
    desk = open_desk(request, round_id, contract)
    question = request.POST.get("question", "")
    if question not in {item.id for item in desk.questions}:
        return redirect("workspace", round_id=round_id, contract=contract)
    chosen = request.POST.get("known", "")
    row = kept_file(chosen) if chosen else taken_file(request)
    if row is not None:
        draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
        names = [*draft.evidence.get(question, [])]
        if str(row.pk) not in names and len(names) < MOST_AT_A_QUESTION:
            _write(request, draft, {**draft.evidence, question: [*names, str(row.pk)]})
    return _back(request, round_id, contract, question)


@require_POST
def detach(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """Take a document away from a question of the draft; it stays in the cabinet."""
    desk = open_desk(request, round_id, contract)
    question, name = request.POST.get("question", ""), request.POST.get("file", "")
    draft = Draft.objects.select_for_update().get(pk=desk.draft.pk)
    left = [held for held in draft.evidence.get(question, []) if held != name]
    _write(request, draft, {**draft.evidence, question: left})
    return _back(request, round_id, contract, question)


def _back(request: PortalRequest, round_id: UUID, contract: str, question: str) -> HttpResponse:
    del request
    answer = redirect("workspace", round_id=round_id, contract=contract)
    answer["Location"] += f"#bij-{question}"
    return answer


def _write(request: PortalRequest, draft: Draft, evidence: dict[str, list[str]]) -> None:
    draft.evidence = {question: names for question, names in evidence.items() if names}
    draft.version += 1
    draft.changed_at, draft.changed_by = request.arrived, person_of(request)
    draft.save(update_fields=["evidence", "version", "changed_at", "changed_by"])


def kept_file(name: str) -> EvidenceFile | None:
    """A document of the own library by its id; None when there is none."""
    try:
        wanted = UUID(name)
    except ValueError:
        return None
    return EvidenceFile.objects.filter(pk=wanted, removed_at__isnull=True).defer("content").first()


def taken_file(request: PortalRequest) -> EvidenceFile | None:
    """Keep what was uploaded, or say why not."""
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        messages.error(request, _("Kies eerst een bestand."))
        return None
    kinds = allowed(evidence_kinds(), timezone.localdate(request.arrived))
    most = max(kind.most_bytes for kind in kinds)
    data = given.read(most + 1)
    found = weighed(given.name or "", max(len(data), given.size or 0), sniff(data), kinds)
    if isinstance(found, Finding):
        messages.error(request, told(found))
        return None
    return _kept(request, given.name or "", data, found)


def _kept(request: PortalRequest, name: str, data: bytes, kind: FileKind) -> EvidenceFile | None:
    try:
        issued = date.fromisoformat(request.POST.get("issued_on", ""))
        until = request.POST.get("expires_on", "")
        expires = date.fromisoformat(until) if until else None
    except ValueError:
        messages.error(request, _("Vul de datum van het stuk in, en de einddatum als het er een heeft."))
        return None
    about = request.POST.get("about", "").strip()[:200]
    wanted = Upload(safe_name(name, kind.extension), kind.kind, data, about, issued, expires)
    try:
        with transaction.atomic():
            row = keep_evidence(actor_of(request), wanted, request.arrived)
    except IntegrityError:
        messages.error(request, _("De einddatum moet na de datum van het stuk liggen."))
        return None
    messages.success(request, _("%(name)s is bewaard.") % {"name": row.name})
    return row

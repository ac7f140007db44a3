"""What is copied into the portal of the NZa, and what was filed or decided there held against the agreement."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.office.council_pdf import document_pdf
from driehoek.adapters.store import agreement_versions
from driehoek.adapters.store.models import AgreementLine
from driehoek.application.agreement.one_sided import OneSided, one_sided
from driehoek.bootstrap.agreements import transfer_files
from driehoek.bootstrap.stored_agreement_filing import read_back, sheet_of
from driehoek.domain.agreement import RoundKind
from driehoek.domain.agreement.agreed import Stage
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Finding
from driehoek.web.flows import PDF, XLSX
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.portal.caching import download
from driehoek.web.templatetags.dutch import told

MOST_BYTES = 10_000_000
LONGEST = 8000
KINDS = (RoundKind.BUDGET, RoundKind.REALLOCATION)
"""The rounds of the NZa whose figures stand in an agreement; at settlement they come from what was delivered."""


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The pages of the official form with their totals; after a file came back, every difference with it."""
    agreement = own_agreement(request, agreement_id)
    kind = _kind(request)
    sheet = sheet_of(agreement, kind, request.arrived)
    context: dict[str, object] = {"agreement": agreement, "sheet": sheet, "kind": kind.value, "kinds": KINDS}
    if request.method == "POST":
        given = request.FILES.get("table")
        if not isinstance(given, UploadedFile) or (given.size or 0) > MOST_BYTES:
            messages.error(request, _("Kies een tabel als .xlsx of .csv, van hoogstens 10 MB."))
            return redirect("agreement-filing", agreement_id=agreement_id)
        decided = request.POST.get("from") == "decision"
        found, findings = read_back(agreement, sheet, given.read(), given.name or "", decided=decided)
        context |= {"differences": found, "findings": findings, "name": given.name, "decided": decided, "read": True}
    return render(request, "portal/agreement_filing.html", context)


def file(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The sheet as PDF, or as a workbook."""
    agreement = own_agreement(request, agreement_id)
    (pdf_name, pdf), (xlsx_name, xlsx) = transfer_files(sheet_of(agreement, _kind(request), request.arrived))
    if request.GET.get("soort") == "excel":
        return download(xlsx, XLSX, xlsx_name)
    return download(pdf, PDF, pdf_name)


@require_POST
def one_sided_form(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """The form of a one-sided filing, for who does not come to an agreement; nothing is filed by it."""
    agreement = own_agreement(request, agreement_id)
    now = agreement_versions.standing(agreement)
    day = timezone.localdate(request.arrived)
    reason = request.POST.get("reason", "").strip().replace("\r\n", "\n")[:LONGEST]
    filing = OneSided(side_of(request), reason, day, now.versions.last.number)
    made = one_sided(filing, now.content, agreed=now.versions.last.stage is not Stage.DRAFT)
    if isinstance(made, Finding):
        messages.error(request, told(made))
        return redirect("agreement-filing", agreement_id=agreement_id)
    title, sections = made
    synthetic = AgreementLine.objects.filter(agreement=agreement, content__badge=Badge.SYNTHETIC.value).exists()
    data = document_pdf(title, f"Contract {agreement.contract}", sections, day, synthetic=synthetic)
    return download(data, PDF, f"eenzijdig-verzoek-{agreement.contract}-{agreement.year}.pdf")


def _kind(request: PortalRequest) -> RoundKind:
    asked = request.GET.get("ronde", "")
    return next((kind for kind in KINDS if kind.value == asked), RoundKind.BUDGET)

"""Agree on one version, then sign it; nobody signs what the other did not agree to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import agreement_versions, mandating
from driehoek.adapters.store.agreement_stands import BOTH, stands
from driehoek.adapters.store.agreement_versions import Standing
from driehoek.adapters.store.models import Agreement, AgreementPaper, Organisation, Role
from driehoek.bootstrap import stored_agreements
from driehoek.bootstrap.stored_decisions import StoppedError
from driehoek.bootstrap.stored_signing import Keys, lacks_seal, signer, trust_in
from driehoek.domain.agreement.agreed import OPEN_CLASHES, Stage
from driehoek.domain.agreement.sheet import Side
from driehoek.domain.people import BindingAct
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.agreements import own_agreement, side_of
from driehoek.web.portal.caching import download
from driehoek.web.templatetags.dutch import told

WRITERS = frozenset({Role.PURCHASING, Role.PROVIDING, Role.SIGNING})
SIGNERS = frozenset({Role.PURCHASING, Role.SIGNING})


def page(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Where the version on the table is, what is in the way, and the act that comes next."""
    agreement, mine = own_agreement(request, agreement_id), side_of(request)
    now = agreement_versions.standing(agreement)
    last, row = now.versions.last, now.row
    marks = list(row.marks.select_related("person").order_by("at", "pk")) if row else []
    papers = AgreementPaper.objects.filter(agreement=agreement).defer("pdf").select_related("version")
    newest = {paper.version_id: paper for paper in papers.order_by("version__number", "signatures")}
    context: dict[str, Any] = {
        "agreement": agreement,
        "mine": mine,
        "stand": stands([agreement])[agreement.pk],
        "content": now.content,
        "version": last,
        "in_force": now.versions.in_force,
        "marks": marks,
        "stops": _stops(now),
        "can_agree": request.who in WRITERS
        and mine not in last.agreed
        and last.stage is Stage.DRAFT
        and not now.clashes,
        "can_sign": (can_sign := request.who in SIGNERS and last.stage is Stage.AGREED and mine not in last.signed),
        "mandate": _mandate(request, now) if can_sign else None,
        "key": lacks_seal(_own(agreement, mine)) if can_sign else None,
        "last_signature": bool(last.signed),
        "papers": list(newest.values()),
    }
    return render(request, "portal/agreement_sign.html", context)


@require_POST
def agree(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Agree for the own side to exactly what was on the screen."""
    agreement = own_agreement(request, agreement_id)
    seen = request.POST.get("fingerprint", "")
    made = agreement_versions.agree(actor_of(request), agreement, seen, request.arrived)
    if isinstance(made, Finding):
        messages.error(request, told(made))
    elif frozenset(made.versions.last.agreed) == BOTH:
        messages.success(request, _("Beide kanten zijn het eens. Deze versie kan worden getekend."))
    else:
        messages.success(request, _("Uw akkoord staat erbij. De andere kant is nu aan de beurt."))
    return redirect("agreement-sign", agreement_id=agreement_id)


@require_POST
def sign(request: PortalRequest, agreement_id: int) -> HttpResponse:
    """Sign for the own organisation: mandate, seal, paper and, with the last signature, the ledger; all or nothing."""
    agreement = own_agreement(request, agreement_id)
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Vink eerst aan dat u namens uw organisatie tekent."))
        return redirect("agreement-sign", agreement_id=agreement_id)
    keys = Keys(settings.SECRET_KEY, trust_in(settings.DATA))
    actor, seen = actor_of(request), request.POST.get("fingerprint", "")
    try:
        with transaction.atomic():
            put_under = signer(actor, agreement, keys, request.arrived)
            made = stored_agreements.sign(actor, agreement, seen, request.arrived, put_under)
    except StoppedError as stopped:
        for finding in stopped.findings:
            messages.error(request, told(finding))
        return redirect("agreement-sign", agreement_id=agreement_id)
    if made.versions.last.stage is Stage.SIGNED:
        messages.success(request, _("Beide kanten hebben getekend. Deze versie geldt nu."))
    else:
        messages.success(request, _("U heeft getekend. De andere kant is nu aan de beurt."))
    return redirect("agreement-sign", agreement_id=agreement_id)


def _mandate(request: PortalRequest, now: Standing) -> Finding | None:
    held = mandating.look(actor_of(request), BindingAct.SIGN, now.content.amount, request.arrived)
    return held if isinstance(held, Finding) else None


def _own(agreement: Agreement, mine: Side) -> Organisation:
    return agreement.purchaser if mine is Side.PURCHASER else agreement.provider


def paper(request: PortalRequest, agreement_id: int, number: int) -> HttpResponse:
    """The paper of a version, with the signatures that it has."""
    agreement = own_agreement(request, agreement_id)
    rows = AgreementPaper.objects.filter(agreement=agreement, version__number=number).order_by("-signatures")
    found = get_object_or_404(rows[:1])
    return download(bytes(found.pdf), "application/pdf", f"overeenkomst-{agreement.contract}-versie-{number}.pdf")


def _stops(now: Standing) -> tuple[Finding, ...]:
    """What stands between this version and a signature."""
    number = str(now.versions.last.number)
    two = (Finding(OPEN_CLASHES, number, seen=str(now.clashes)),) if now.clashes else ()
    return (*two, *now.content.faults, *now.content.conditions.open_points)

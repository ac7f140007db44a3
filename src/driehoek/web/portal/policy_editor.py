"""The policy as a purchaser writes it: text and form of one draft, what the reader says of it, and its publication."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.dossier.fields import FormField, form_fields, with_values
from driehoek.adapters.store import drafting
from driehoek.adapters.store.models import PolicyDraft, Role, Round
from driehoek.application.nota import Nota
from driehoek.bootstrap import stored_policies
from driehoek.bootstrap.stored_entry import form_at
from driehoek.bootstrap.stored_policies import ReadPolicy, read_policy
from driehoek.domain.people import BindingAct
from driehoek.domain.policy import Policy
from driehoek.domain.policy.deadlines import provisional_parts
from driehoek.domain.policy.diff import diff
from driehoek.kernel import Finding
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import no_mandate, own_round
from driehoek.web.portal.year import whole_calendar
from driehoek.web.templatetags.dutch import told

LONGEST = 400_000
"""Of a policy text, in characters; the longest example has 80,000."""
VALUE = "v:"
"""Before the path of a value in the form."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of one named part.

    Attributes:
        title: the names down to it.
        fields: its values.
    """

    title: str
    fields: tuple[FormField, ...]


def editor(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The newest draft, an earlier one that was chosen, or the policy that holds."""
    found = own_round(request, round_id)
    newest = drafting.newest(found.pk)
    asked = request.GET.get("concept", "")
    shown = drafting.draft(found.pk, int(asked)) if asked.isdecimal() else newest
    text = shown.content if shown else stored_policies.policy_text(found.pk, request.arrived)
    return _page(request, found, text, newest, shown)


@require_POST
def check(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What the reader says of a text as it is typed; nothing is kept."""
    found = own_round(request, round_id)
    text = _typed(request)
    return render(request, "portal/policy_found.html", _said(request, found, text, read_policy(text)))


@require_POST
def keep(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Keep what was typed as the next draft; what somebody else kept meanwhile is shown and stays."""
    found = own_round(request, round_id)
    seen = int(request.POST.get("seen", "0") if request.POST.get("seen", "0").isdecimal() else "0")
    base = drafting.draft(found.pk, seen)
    before = base.content if base else stored_policies.policy_text(found.pk, request.arrived)
    text = _merged(request, before)
    kept = drafting.keep_draft(actor_of(request), found.pk, text, seen, request.arrived)
    if kept is None:
        newest = drafting.newest(found.pk)
        answer = _page(request, found, text, newest, None, clash=before)
        answer.status_code = 409
        return answer
    messages.success(request, _("Concept %(number)s is bewaard.") % {"number": kept.number})
    part = request.POST.get("deel", "")
    return redirect(reverse("policy-edit", args=[found.pk]) + (f"?deel={part}" if part.isidentifier() else ""))


@require_POST
def publish(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Publish the draft that was seen: as the policy, or as a nota van wijziging on it."""
    found = own_round(request, round_id)
    newest = drafting.newest(found.pk)
    back = redirect("policy-edit", round_id=found.pk)
    wrong = _may_not(request, found, newest)
    if wrong or newest is None:
        messages.error(request, wrong)
        return back
    nota = _nota(request)
    if stored_policies.is_published(found) and nota is None:
        messages.error(request, _("Geef de reden, en tot welke dag aanbieders vragen stellen en zich aanpassen."))
        return back
    with transaction.atomic():
        made = stored_policies.publish(actor_of(request), found.pk, newest, nota, request.arrived)
    if isinstance(made, Finding):
        messages.error(request, told(made))
    elif made is None:
        messages.error(request, _("Dit concept is nog niet te lezen. Herstel eerst wat eronder staat."))
    elif not made.may_publish:
        for item in made.findings:
            messages.error(request, told(item))
    else:
        messages.success(
            request,
            _("Versie %(version)s is gepubliceerd. Aanbieders krijgen bericht wat er voor hen verandert.")
            % {"version": made.policy.version},
        )
    return back


def _may_not(request: PortalRequest, found: Round, newest: PolicyDraft | None) -> str:
    if not stored_policies.may_change(found):
        return _("De uitslag is vastgesteld. Een wijziging maakt nu een nieuwe versie van de uitslag.")
    if newest is None or request.POST.get("seen") != str(newest.number):
        return _("Er is intussen een ander concept bewaard. Bekijk dat eerst, en publiceer dan.")
    if request.POST.get("agreed") != "yes":
        return _("Vink aan dat u heeft gezien wat er verandert.")
    return ""


def _nota(request: PortalRequest) -> Nota | None:
    reason = request.POST.get("reason", "").strip()[:4000]
    try:
        until, adapt = (date.fromisoformat(request.POST.get(name, "")) for name in ("questions_until", "adapt_until"))
    except ValueError:
        return None
    return Nota(reason, timezone.localdate(request.arrived), until, adapt) if reason else None


def _typed(request: PortalRequest) -> str:
    return request.POST.get("content", "").replace("\r\n", "\n")[:LONGEST]


def _merged(request: PortalRequest, before: str) -> str:
    """The typed text with what was changed in the form; where both changed one value, the text counts."""
    text = _typed(request) or before
    values = {
        name.removeprefix(VALUE): value.replace("\r\n", "\n")
        for name, value in request.POST.items()
        if name.startswith(VALUE) and isinstance(value, str)
    }
    was = {item.path: item.value for item in form_fields(before)}
    here = {item.path: item.value for item in form_fields(text)}
    changed = {path: value for path, value in values.items() if path in was and value.strip() != was[path].strip()}
    both = sorted(path for path in changed if here.get(path) != was[path])
    if both:
        messages.warning(
            request,
            _("Dit veranderde u in tekst en formulier tegelijk; de tekst geldt: %(paths)s.")
            % {"paths": ", ".join(both)},
        )
    return with_values(text, {path: value for path, value in changed.items() if path not in both})


def _page(
    request: PortalRequest,
    found: Round,
    text: str,
    newest: PolicyDraft | None,
    shown: PolicyDraft | None,
    clash: str = "",
) -> HttpResponse:
    read = read_policy(text)
    fields = form_fields(text)
    parts = list(dict.fromkeys(item.part for item in fields))
    part = request.POST.get("deel") or request.GET.get("deel") or (parts[0] if parts else "")
    context: dict[str, Any] = {
        "round": found,
        "text": text,
        "shown": shown,
        "newest": newest,
        "seen": newest.number if newest else 0,
        "parts": parts,
        "part": part,
        "groups": _groups(item for item in fields if item.part == part),
        "drafts": PolicyDraft.objects.filter(round=found).select_related("kept_by").order_by("-number")[:20],
        "may_write": request.who == Role.PURCHASING,
        "mandate": no_mandate(request, BindingAct.PUBLISH),
        "may_change": stored_policies.may_change(found),
        "is_published": stored_policies.is_published(found),
        "is_open": bool(found.opens_at and found.opens_at <= request.arrived),
        "theirs": _lines(clash, newest.content) if clash and newest else [],
        "is_clash": bool(clash),
        "waiting": _reservations(request, read.policy),
        **_said(request, found, text, read),
    }
    before = stored_policies.last_years(found, request.arrived)
    context["last_year"] = before
    context["since"] = diff(before, read.policy) if before and read.policy else ()
    return render(request, "portal/policy_editor.html", context)


def _groups(fields: Any) -> list[FieldGroup]:
    held: defaultdict[tuple[str, ...], list[FormField]] = defaultdict(list)
    for item in fields:
        held[item.names[:-1]].append(item)
    return [FieldGroup(" › ".join(names), tuple(items)) for names, items in held.items()]


def _said(request: PortalRequest, found: Round, text: str, read: ReadPolicy) -> dict[str, Any]:
    """What the reader finds, and what would change against the policy that holds."""
    holds = form_at(found.pk, request.arrived).common.policy
    changes = diff(holds, read.policy) if holds is not None and read.policy is not None else ()
    return {"round": found, "findings": read.findings, "readable": read.policy is not None, "changes": changes,
            "lines": text.count("\n") + 1}  # fmt: skip


def _reservations(request: PortalRequest, policy: Policy | None) -> Any:
    return provisional_parts(whole_calendar(policy), timezone.localdate(request.arrived)) if policy else ()


def _lines(before: str, after: str) -> list[str]:
    """What somebody else changed, as lines with a sign."""
    lines = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    return [line for line in lines if not line.startswith(("---", "+++"))][:400]

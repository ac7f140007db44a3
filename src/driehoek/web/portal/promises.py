"""The register of commitments: who promised what, by when, and whether it was kept; both sides see the same."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.views.decorators.http import require_POST

from driehoek.adapters.store import talks
from driehoek.adapters.store.models import Commitment, Talk
from driehoek.domain.quality import Commitment as Made
from driehoek.domain.quality import Side, State, Word, WordKind, check_commitment, check_word
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.talks import WRITERS, others, pair, side_of

STATES = {
    State.OPEN: (words("loopt"), ""),
    State.PROPOSED: (words("voorstel om te wijzigen"), "warn"),
    State.SAID_KEPT: (words("nagekomen, zegt wie het beloofde"), "warn"),
    State.KEPT: (words("nagekomen"), "good"),
    State.NOT_KEPT: (words("niet nagekomen"), "bad"),
    State.DISPUTED: (words("oneens of het is nagekomen"), "bad"),
}
"""How a commitment stands, in words and by the colour of its tag."""


def register(request: PortalRequest) -> HttpResponse:
    """All commitments of the own side and to it: what is overdue first."""
    rows = talks.commitments(Commitment.objects.select_related("purchaser", "provider", "talk"))
    today = timezone.localdate(request.arrived)
    shown = [shown_of(item, today) for item in rows]
    context = {
        "late": [item for item in shown if item["late"]],
        "open": [item for item in shown if not item["late"] and not item["closed"]],
        "closed": [item for item in shown if item["closed"]],
        "others": others(request),
        "side": side_of(request).value,
        "may_write": request.who in WRITERS,
        "given": {},
        "talks": Talk.objects.order_by("-created_at")[:50],
    }
    return render(request, "portal/promises.html", context)


@require_POST
def make(request: PortalRequest) -> HttpResponse:
    """Record a commitment, in a talk or apart from one."""
    typed = request.POST
    other = next((item for item in others(request) if str(item.pk) == typed.get("other", "")), None)
    due = _day(typed.get("due", ""))
    if other is None or due is None or typed.get("by") not in {side.value for side in Side}:
        messages.error(request, _("Kies met wie, van wie de toezegging is, en voor wanneer."))
        return redirect("promises")
    today = timezone.localdate(request.arrived)
    texts = [typed.get(name, "").strip()[:2000] for name in ("who", "what", "client_interest")]
    made = Made(Side(typed["by"]), texts[0][:120], texts[1], due, texts[2], today)
    wrong = check_commitment(made)
    if wrong:
        messages.error(request, f"{wrong[0].sentence()} {wrong[0].mend()}")
        return redirect("promises")
    purchaser, provider = pair(request, other.pk)
    talk = Talk.objects.filter(purchaser=purchaser, provider=provider, pk=typed.get("talk") or 0).first()
    sides = talks.Sides(purchaser, provider, talk)
    row = talks.promise(actor_of(request), sides, made, request.arrived, for_clients=typed.get("for_clients") == "yes")
    messages.success(request, _("De toezegging staat in het register. De andere kant ziet haar ook."))
    return redirect("promise", promise_id=row.pk)


def promise_page(request: PortalRequest, promise_id: int) -> HttpResponse:
    """One commitment with its history, and what can be said of it now."""
    kept = _kept(promise_id)
    today = timezone.localdate(request.arrived)
    proposal = kept.standing.proposal
    context = {
        "item": shown_of(kept, today),
        "said": kept.said,
        "side": side_of(request).value,
        "may_write": request.who in WRITERS,
        "answers": proposal is not None and proposal.side is not side_of(request),
        "proposal": proposal,
    }
    return render(request, "portal/promise.html", context)


@require_POST
def say(request: PortalRequest, promise_id: int) -> HttpResponse:
    """Say that it was kept or not, propose a change, or answer a proposal."""
    kept, typed = _kept(promise_id), request.POST
    if typed.get("kind", "") not in {kind.value for kind in WordKind}:
        messages.error(request, _("Kies wat u wilt zeggen."))
        return redirect("promise", promise_id=promise_id)
    word = Word(
        side_of(request),
        WordKind(typed["kind"]),
        timezone.localdate(request.arrived),
        typed.get("reason", "").strip()[:2000],
        typed.get("what", "").strip()[:2000] if typed["kind"] == WordKind.PROPOSED.value else "",
        _day(typed.get("due", "")) if typed["kind"] == WordKind.PROPOSED.value else None,
    )
    wrong = check_word(kept.made, kept.words, word)
    if wrong:
        messages.error(request, f"{wrong[0].sentence()} {wrong[0].mend()}")
    else:
        talks.say(actor_of(request), kept.row, word, request.arrived)
        messages.success(request, _("Het staat in het register."))
    return redirect("promise", promise_id=promise_id)


def shown_of(item: talks.KeptCommitment, today: date) -> dict[str, object]:
    """A commitment as pages show it."""
    standing = item.standing
    name, colour = STATES[standing.state]
    return {
        "row": item.row,
        "standing": standing,
        "state": name,
        "colour": colour,
        "late": standing.is_overdue(today),
        "closed": standing.state is State.KEPT,
        "days": (today - standing.due).days,
    }


def _kept(promise_id: int) -> talks.KeptCommitment:
    row = get_object_or_404(Commitment.objects.select_related("purchaser", "provider", "talk"), pk=promise_id)
    return talks.commitments([row])[0]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""What was decided on a contract: the reason for every euro beside what was asked, and what one can do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from driehoek.adapters.catalogue.providing import remedy_terms
from driehoek.adapters.store.models import Filing, LedgerAccount, Outcome
from driehoek.bootstrap.stored_entry import form_at
from driehoek.domain.policy import Policy
from driehoek.domain.policy.remedies import Matter, Remedy, RemedyCase, RemedyKind, remedies, right_way
from driehoek.web.middleware import PortalRequest, actor_of

KINDS = {
    "reserved": _("Toegekend, nog niet getekend"),
    "committed": _("Afgesproken"),
    "claimed": _("Gedeclareerd"),
    "approved": _("Goedgekeurd"),
    "advanced": _("Voorgeschoten"),
    "paid": _("Betaald"),
    "recovered": _("Teruggevorderd"),
    "exposure": _("Boven de afspraak"),
}
"""The accounts of a contract, in the words of providers."""
MATTERS = {
    Matter.UNCLEAR: _("Ik begrijp een regel of een zin in de brief niet"),
    Matter.PROCEDURE: _("De inkoper volgde zijn eigen werkwijze niet"),
    Matter.UNREASONABLE: _("Een regel pakt in mijn geval onredelijk uit"),
    Matter.OUTCOME: _("Ik ben het niet eens met het besluit zelf"),
}
FILED_HERE = frozenset({RemedyKind.COMPLAINT, RemedyKind.HARDSHIP})
"""Ways that can be used in the portal itself; of the others one can say that they were used."""
TOLD_HERE = frozenset({RemedyKind.ARBITRATION, RemedyKind.CIVIL_COURT, RemedyKind.OBJECTION})


def outcome(request: PortalRequest, round_id: UUID, contract: str) -> HttpResponse:
    """The letter on the screen, whole."""
    told = told_to(request, round_id, contract)
    assert told.round is not None, "looked for by its round"
    accounts = LedgerAccount.objects.filter(
        provider_id=actor_of(request).organisation,
        contract=contract,
        year=told.round.year,
        purchaser_id=told.purchaser_id,
    ).order_by("pool", "frame", "kind")
    today = timezone.localdate(request.arrived)
    ways = ways_of(request, told)
    context = {
        "outcome": told,
        "round": told.round,
        "accounts": [(KINDS.get(row.kind, row.kind), row, row.credits - row.debits) for row in accounts],
        "today": today,
        "asked": sum(lot["asked"] for lot in told.explanation.get("lots", []) if lot.get("asked") is not None),
        "ways": [_shown(item, request) for item in ways],
        "right": [
            (words, _shown(way, request)) for matter, words in MATTERS.items() if (way := right_way(ways, matter))
        ],
        "filings": Filing.objects.filter(round=told.round, contract=contract).order_by("-filed_at"),
    }
    return render(request, "portal/outcome.html", context)


def told_to(request: PortalRequest, round_id: UUID, contract: str) -> Outcome:
    """The newest outcome that was told to the provider that acts."""
    rows = Outcome.objects.select_related("round", "purchaser").filter(
        round_id=round_id, contract=contract, provider_id=actor_of(request).organisation, is_told=True
    )
    told = rows.order_by("-version").first()
    if told is None or told.round is None:
        raise Http404
    return told


def ways_of(request: PortalRequest, told: Outcome) -> tuple[Remedy, ...]:
    """Every way to disagree in this case; without a policy that can be read, none."""
    assert told.round_id is not None, "looked for by its round"
    policy = form_at(told.round_id, request.arrived).common.policy
    return () if policy is None else ways_under(policy, request, told)


def ways_under(policy: Policy, request: PortalRequest, told: Outcome) -> tuple[Remedy, ...]:
    """The same under a policy that was read already."""
    case = RemedyCase(timezone.localdate(request.arrived), told.decided_on)
    return remedies(policy, case, remedy_terms())


def _shown(way: Remedy, request: PortalRequest) -> dict[str, Any]:
    return {
        "way": way,
        "kind": way.kind.value,
        "standing": way.standing.value,
        "left": way.days_left(timezone.localdate(request.arrived)),
        "here": way.kind in FILED_HERE,
        "told": way.kind in TOLD_HERE,
    }

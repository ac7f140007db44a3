"""What changed in a policy after its publication: for everyone, and for a provider what changed for it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from driehoek.adapters.store.models import Contract, Draft, Round
from driehoek.application.nota import changed_for
from driehoek.bootstrap.stored_entry import form_at, party_of
from driehoek.bootstrap.stored_policies import PublishedChange, published_changes
from driehoek.domain.policy.diff import PolicyChange
from driehoek.domain.tender.submission import Provider
from driehoek.web.access import PROVIDER
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.public import policy_of


@dataclass(frozen=True, slots=True)
class ForContract:
    """What a nota changes for one contract.

    Attributes:
        contract: its code.
        changes: what changes for it; empty for nothing.
    """

    contract: str
    changes: tuple[PolicyChange, ...]


def page(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Every nota van wijziging, the newest first."""
    found = get_object_or_404(Round.objects.select_related("purchaser"), pk=round_id)
    policy = policy_of(request, found)
    parties = _own(request, found) if request.who in PROVIDER else ()
    rows = [(item, _for(item, parties)) for item in published_changes(found.pk, policy, request.arrived)]
    return render(request, "portal/policy_changes.html", {"round": found, "policy": policy, "rows": rows})


def _own(request: PortalRequest, found: Round) -> tuple[tuple[Provider, tuple[str, ...]], ...]:
    """The contracts of the provider with this purchaser, each with the lots it wrote for."""
    assert request.actor is not None, "a role has somebody who acts"
    form = form_at(found.pk, request.arrived)
    rows = Contract.objects.filter(purchaser_id=found.purchaser_id, provider_id=request.actor.organisation)
    parties = []
    for row in rows.order_by("agb"):
        party = party_of(form, row.line, row.agb, request.arrived)
        if party is not None:
            draft = Draft.objects.filter(round=found, contract=row.agb).first()
            parties.append((party, tuple(draft.lots) if draft else ()))
    return tuple(parties)


def _for(nota: PublishedChange, parties: tuple[tuple[Provider, tuple[str, ...]], ...]) -> list[ForContract]:
    return [ForContract(party.contract.code, changed_for(nota.changes, party, lots)) for party, lots in parties]

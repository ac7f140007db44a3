"""Which agreements are where: of a purchaser all its own, of a provider those of all its purchasers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import decisions
from driehoek.adapters.store.agreement_stands import Stand, stands
from driehoek.adapters.store.models import Agreement, Role
from driehoek.bootstrap.stored_agreements import Opened, open_agreements
from driehoek.domain.agreement.sheet import Side
from driehoek.web.lists import Choice, listed_in
from driehoek.web.middleware import PortalRequest, actor_of
from driehoek.web.portal.purchaser import own_round
from driehoek.web.templatetags.dutch import told


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement in the list.

    Attributes:
        agreement: which.
        other: the organisation on the other side.
        stand: where it is.
        mine: the side of the one who looks.
    """

    agreement: Agreement
    other: str
    stand: Stand
    mine: Side

    @property
    def waits_for_me(self) -> bool:
        """Whether the own side has to do something."""
        return self.mine in self.stand.waits_for

    @property
    def key(self) -> str:
        """By which the list is in order: the newest year first, then by name."""
        return f"{9999 - self.agreement.year} {self.other} {self.agreement.contract} {self.agreement.pk:09}"


def overview(request: PortalRequest) -> HttpResponse:
    """All agreements that the own side may see, with what each waits for."""
    page = listed_in(
        request,
        _rows(request),
        lambda row: row.key,
        search=lambda row: f"{row.agreement.contract} {row.other} {row.agreement.year}",
        choices={
            "mij": Choice(_("Wacht op ons"), lambda row: row.waits_for_me),
            "ander": Choice(_("Wacht op de andere kant"), lambda row: row.mine.other in row.stand.waits_for),
            "geldt": Choice(_("Geldt, niets in bewerking"), lambda row: row.stand.is_settled),
            "twee": Choice(_("Met twee waarden in een cel"), lambda row: row.stand.clashes > 0),
        },
    )
    return render(request, "portal/agreements.html", {"agreements": page, "side": side_of(request).value})


@require_POST
def open_all(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Open the agreements of a round, or bring those that are open up to date with its last decision."""
    found = own_round(request, round_id)
    made = open_agreements(actor_of(request), found.pk, request.arrived)
    if isinstance(made, Opened):
        said = _("%(opened)s overeenkomsten staan klaar, %(announced)s kregen een aankondiging.")
        messages.success(request, said % {"opened": len(made.opened), "announced": len(made.announced)})
        return redirect("agreements")
    for finding in made:
        messages.error(request, told(finding))
    return redirect("decision", round_id=round_id)


def side_of(request: PortalRequest) -> Side:
    """On which side the one who acts is."""
    return Side.PROVIDER if request.who in {Role.PROVIDING, Role.SIGNING} else Side.PURCHASER


def own_agreement(request: PortalRequest, agreement_id: int) -> Agreement:
    """An agreement that the one who acts is a side of; for anybody else it is not there."""
    del request  # row-level security knows who acts
    return get_object_or_404(Agreement.objects.select_related("purchaser", "provider", "round"), pk=agreement_id)


def _rows(request: PortalRequest) -> Iterable[Row]:
    mine = side_of(request)
    rows = list(Agreement.objects.select_related("purchaser", "provider"))
    where = stands(rows)
    for row in rows:
        other = row.provider.name if mine is Side.PURCHASER else row.purchaser.name
        yield Row(row, other, where[row.pk], mine)


def can_open(round_id: UUID) -> bool:
    """Whether the result of a round is final, so that its agreements can be opened."""
    return decisions.final(round_id) is not None

"""For a purchaser all agreements against the space; for a provider what each ceiling means for its clients."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Agreement
from driehoek.application.agreement.overview import Step
from driehoek.bootstrap.stored_agreement_overview import ceilings_of, overview_of
from driehoek.domain.agreement.sheet import Side
from driehoek.web.lists import Choice, listed_in
from driehoek.web.middleware import PortalRequest, actor_of


def space(request: PortalRequest) -> HttpResponse:
    """Which agreement is where and stuck on whom, what is agreed of each sub-frame, and the sum to make known."""
    years = _years()
    year = _year(request, years)
    made = overview_of(actor_of(request).organisation, year)
    order = {item.followed.contract: number for number, item in enumerate(made.agreements)}
    page = listed_in(
        request,
        made.agreements,
        lambda item: f"{order[item.followed.contract]:06}",
        search=lambda item: f"{item.followed.contract} {item.followed.provider}",
        choices={
            "ons": Choice(_("Wacht op ons"), lambda item: Side.PURCHASER in item.waits_for),
            "hen": Choice(_("Wacht op de aanbieder"), lambda item: Side.PROVIDER in item.waits_for),
            "geldt": Choice(_("Geldt"), lambda item: item.step is Step.IN_FORCE),
            "ruim": Choice(_("Vraagt meer dan is toegekend"), lambda item: bool(item.beyond)),
        },
    )
    links = dict(Agreement.objects.filter(year=year).values_list("contract", "pk"))
    context = {"years": years, "year": year, "made": made, "agreements": page, "links": links}
    return render(request, "portal/agreement_space.html", context)


def ceilings(request: PortalRequest) -> HttpResponse:
    """All agreements of a provider with what each ceiling means for the care of last year."""
    years = _years()
    year = _year(request, years)
    rows = Agreement.objects.filter(year=year).select_related("purchaser", "provider")
    context = {"years": years, "year": year, "ceilings": ceilings_of(rows)}
    return render(request, "portal/agreement_ceilings.html", context)


def _years() -> list[int]:
    return list(Agreement.objects.order_by("-year").values_list("year", flat=True).distinct())


def _year(request: PortalRequest, years: list[int]) -> int:
    asked = request.GET.get("jaar", "")
    if asked.isdecimal() and int(asked) in years:
        return int(asked)
    return years[0] if years else timezone.localdate(request.arrived).year

"""What everyone may take along: the calendar, the policy as data and PDF, what changed, results, and open data."""

from __future__ import annotations

import csv
import hashlib
import io
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from driehoek.adapters.store.models import Result, Round
from driehoek.adapters.store.publishing import published_files
from driehoek.application.publish.open_files import CONTRACTED, RESULTS
from driehoek.bootstrap import stored_publications as made
from driehoek.domain.policy import Policy
from driehoek.web.middleware import PortalRequest
from driehoek.web.portal.caching import download, public
from driehoek.web.portal.public import answered_in, policy_of

CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"
MEDIA = {"csv": CSV, "json": "application/json"}


@public
def planning(request: PortalRequest) -> HttpResponse:
    """The days of all rounds that come, of all purchasers."""
    today = timezone.localdate(request.arrived)
    days = sorted(
        (
            (item.last_day, found.title, item.name, found.pk)
            for found, policy in _rounds(request)
            for item in policy.calendar.milestones
            if item.last_day >= today
        ),
        key=lambda item: item[:3],
    )
    return render(request, "portal/planning.html", {"days": days, "today": today})


@public
def planning_ics(request: PortalRequest) -> HttpResponse:
    """The same for one's own calendar."""
    dated = [made.Dated(str(found.pk), policy, _address(request, found)) for found, policy in _rounds(request)]
    return download(made.calendar(dated, "Zorginkoop"), CALENDAR, "zorginkoop.ics")


@public
def round_ics(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The days of one round for one's own calendar."""
    found = _round(round_id)
    dated = made.Dated(str(found.pk), policy_of(request, found), _address(request, found))
    return download(made.calendar([dated], found.title), CALENDAR, f"{found.slug}.ics")


@public
def policy_file(request: PortalRequest, round_id: UUID, form: str) -> HttpResponse:
    """The policy as PDF, or as the data that the round runs on."""
    found = _round(round_id)
    name = f"beleid-{found.slug}.{form}"
    if form == "pdf":
        return download(made.policy_pdf(policy_of(request, found)), PDF, name, inline=True)
    text = made.policy_text(found.pk, request.arrived)
    if not text:
        raise Http404
    if form == "json":
        return download(made.policy_json(text), "application/json", name)
    return download(text, "application/yaml; charset=utf-8", name)


@public
def policy_year(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """What changed since the policy of the year before, under each of the seventeen themes."""
    found = _round(round_id)
    before = _year_before(request, found)
    themes = made.changes_by_theme(before[1], policy_of(request, found)) if before else []
    context = {
        "round": found,
        "before": before[0] if before else None,
        "changed": [item for item in themes if item[1]],
        "same": [name for name, items in themes if not items],
    }
    return render(request, "portal/policy_year.html", context)


@public
def nota_pdf(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The nota van inlichtingen as PDF."""
    found = _round(round_id)
    answered = answered_in(found)
    pairs = [(str(item["text"]), str(item["answer"])) for item in answered]
    last = max((timezone.localdate(item["answered_at"]) for item in answered), default=None)
    if last is None:
        raise Http404
    data = made.nota_pdf(policy_of(request, found), pairs, last)
    return download(data, PDF, f"nota-van-inlichtingen-{found.slug}.pdf", inline=True)


@public
def contracted(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Who has an agreement, per region and sector, once the result is final."""
    found = _round(round_id)
    file = published_files(found.pk).get(CONTRACTED)
    rows = made.rows_of(file.content) if file else []
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault((row["region"], row["sector"]), []).append(row)
    context = {"round": found, "file": file, "groups": sorted(groups.items()), "expected": _expected(request, found)}
    return render(request, "portal/contracted.html", context)


@public
def results(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The figures of the region, as open as the policy and the law allow."""
    found = _round(round_id)
    file = published_files(found.pk).get(RESULTS)
    rows = made.rows_of(file.content) if file else []
    products: dict[str, dict[str, str]] = {}
    for row in rows:
        if row["product"]:
            products.setdefault(row["product"], {"name": row["name"], "unit": ""})[row["figure"]] = row["value"]
            if row["figure"] == "quantity":
                products[row["product"]]["unit"] = row["unit"]
    context = {
        "round": found,
        "file": file,
        "policy": policy_of(request, found),
        "sums": [row for row in rows if not row["product"] and row["unit"] == "EUR"],
        "counts": [row for row in rows if row["unit"] == "count"],
        "products": sorted(products.items()),
        "expected": _expected(request, found),
    }
    return render(request, "portal/results.html", context)


@public
def open_data(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """Every public file of a round, with what its columns mean, its licence and its fingerprint."""
    found = _round(round_id)
    policy = policy_of(request, found)
    text = made.policy_text(found.pk, request.arrived)
    result = Result.objects.filter(round=found, is_final=True).order_by("-version").first()
    context = {
        "round": found,
        "licence": policy.publication.licence if policy.publication and policy.publication.licence else made.LICENCE,
        "policy_hash": hashlib.sha256(text.encode()).hexdigest(),
        "files": sorted(published_files(found.pk).items()),
        "answered": len(answered_in(found)),
        "result": result,
        "publication": policy.publication,
    }
    return render(request, "portal/open_data.html", context)


@public
def open_data_file(request: PortalRequest, round_id: UUID, name: str) -> HttpResponse:
    """One public file of a result, exactly as it was published."""
    del request
    file = published_files(round_id).get(name)
    if file is None:
        raise Http404
    return download(file.content, MEDIA.get(name.rpartition(".")[2], "text/plain"), name)


@public
def nota_csv(request: PortalRequest, round_id: UUID) -> HttpResponse:
    """The questions and answers as data."""
    del request
    rows = io.StringIO()
    writer = csv.writer(rows, delimiter=";", lineterminator="\n")
    writer.writerow(("nota", "question", "answer", "answered_on"))
    for item in answered_in(_round(round_id)):
        day = timezone.localdate(item["answered_at"]).isoformat()
        writer.writerow((item["nota"], _cell(str(item["text"])), _cell(str(item["answer"])), day))
    return download(rows.getvalue(), CSV, "nota.csv")


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _round(round_id: UUID) -> Round:
    return get_object_or_404(Round.objects.select_related("purchaser").exclude(state="preparing"), pk=round_id)


def _rounds(request: PortalRequest) -> list[tuple[Round, Policy]]:
    """The published rounds with a policy that can be read."""
    found = Round.objects.select_related("purchaser").exclude(state="preparing").order_by("-year", "purchaser__name")
    pairs = [(item, made.policy_at(item.pk, request.arrived)) for item in found]
    return [(item, policy) for item, policy in pairs if policy is not None]


def _year_before(request: PortalRequest, found: Round) -> tuple[Round, Policy] | None:
    """The published round of the same purchaser of the year before, with its policy."""
    rows = Round.objects.filter(purchaser=found.purchaser_id, year=found.year - 1).exclude(state="preparing")
    for row in rows.order_by("slug"):
        policy = made.policy_at(row.pk, request.arrived)
        if policy is not None:
            return row, policy
    return None


def _expected(request: PortalRequest, found: Round) -> object:
    """The day on which the result should be there, as the policy has it."""
    item = policy_of(request, found).calendar.milestone("award")
    return item.last_day if item else None


def _address(request: PortalRequest, found: Round) -> str:
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{request.get_host()}{reverse('round', args=[found.pk])}"

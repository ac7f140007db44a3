"""Reports of talks: both sides read one text, write a next version, comment and confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store import talks
from driehoek.adapters.store.models import Commitment, Contract, Organisation, OrganisationKind, Role, Talk, TalkVersion
from driehoek.domain.quality import (
    BASIC_QUALITY,
    Agreement,
    Confirmation,
    Point,
    Saying,
    Side,
    TalkReport,
    Track,
    agreement_on,
    check_report,
)
from driehoek.kernel import Finding, blocking
from driehoek.web.middleware import PortalRequest, actor_of

LONGEST = 4000
FIRST_POINTS = 4
"""So many subjects an empty form begins with; there is room for more each time it is saved."""
MOST_POINTS = 30
WRITERS = frozenset({Role.PURCHASING, Role.PROVIDING, Role.SIGNING})


def overview(request: PortalRequest) -> HttpResponse:
    """All reports that the own side may see, and a way to begin one."""
    found = Talk.objects.select_related("purchaser", "provider").prefetch_related("versions__confirmations")
    rows = [
        {"talk": talk, "last": last, "agreement": _agreement(last) if last else None}
        for talk, last in _last(list(found))
    ]
    context = {"rows": rows, "others": others(request), "side": side_of(request), "may_write": request.who in WRITERS}
    return render(request, "portal/talks.html", context)


@require_POST
def begin(request: PortalRequest) -> HttpResponse:
    """Begin a report with somebody one has a contract with."""
    actor, title = actor_of(request), request.POST.get("title", "").strip()[:200]
    other = next((item for item in others(request) if str(item.pk) == request.POST.get("other", "")), None)
    if other is None or not title:
        messages.error(request, _("Kies met wie het gesprek was en geef het een titel."))
        return redirect("talks")
    purchaser, provider = pair(request, other.pk)
    talk = talks.begin(actor, purchaser, provider, title, request.arrived)
    return redirect("talk-write", talk_id=talk.pk)


def talk_page(request: PortalRequest, talk_id: int) -> HttpResponse:
    """One report: the text that stands, what was said of it, who confirmed, earlier versions and commitments."""
    talk = _talk(talk_id)
    versions = list(talk.versions.prefetch_related("comments__organisation", "confirmations").order_by("-number"))
    last = versions[0] if versions else None
    report = talks.report_of(last) if last else None
    context = {
        "talk": talk,
        "versions": versions,
        "last": last,
        "report": report,
        "agreement": _agreement(last).value if last else "nobody",
        "confirmed_here": last is not None and _confirmed(last, actor_of(request).organisation),
        "findings": check_report(report, timezone.localdate(request.arrived)) if report else (),
        "promises": talks.commitments(Commitment.objects.filter(talk=talk)),
        "side": side_of(request),
        "may_write": request.who in WRITERS,
        "today": timezone.localdate(request.arrived),
    }
    return render(request, "portal/talk.html", context)


def write(request: PortalRequest, talk_id: int) -> HttpResponse:
    """Write the next version, from the one that stands."""
    talk = _talk(talk_id)
    last = talk.versions.order_by("-number").first()
    report = talks.report_of(last) if last else None
    wrong: tuple[Finding, ...] = ()
    if request.method == "POST":
        report, wrong = _report(request)
        if report is not None and not blocking(wrong):
            made = talks.write(actor_of(request), talk, report, request.arrived)
            if not isinstance(made, Finding):
                messages.success(request, _("De tekst is bewaard. Beide kanten zien haar en kunnen haar bevestigen."))
                return redirect("talk", talk_id=talk.pk)
            wrong = (made,)
    context = {"talk": talk, "form": _form(request, report), "wrong": [item for item in wrong if blocking((item,))]}
    return render(request, "portal/talk_write.html", context)


@require_POST
def comment(request: PortalRequest, talk_id: int, number: int) -> HttpResponse:
    """Say something of a version."""
    version = _version(talk_id, number)
    text = request.POST.get("text", "").strip()[:LONGEST]
    if text:
        talks.comment(actor_of(request), version, text, request.arrived)
        messages.success(request, _("Uw opmerking staat bij het verslag."))
    else:
        messages.error(request, _("Schrijf eerst een opmerking."))
    return redirect("talk", talk_id=talk_id)


@require_POST
def confirm(request: PortalRequest, talk_id: int, number: int) -> HttpResponse:
    """Confirm a version for the own side."""
    refused = talks.confirm(actor_of(request), _version(talk_id, number), request.arrived)
    if refused:
        messages.error(request, f"{refused.sentence()} {refused.mend()}")
    else:
        messages.success(request, _("U heeft het verslag bevestigd."))
    return redirect("talk", talk_id=talk_id)


def side_of(request: PortalRequest) -> Side:
    """On which side the one who acts is."""
    held = request.membership
    assert held is not None, "the access table lets nobody in without a role"
    return Side.PURCHASER if held.organisation.kind == OrganisationKind.PURCHASER else Side.PROVIDER


def others(request: PortalRequest) -> list[Organisation]:
    """The organisations on the other side with which there is a contract."""
    mine = actor_of(request).organisation
    buys = side_of(request) is Side.PURCHASER
    own = Contract.objects.filter(purchaser_id=mine) if buys else Contract.objects.filter(provider_id=mine)
    known = own.values_list("provider_id" if buys else "purchaser_id", flat=True)
    return list(Organisation.objects.filter(pk__in=known).order_by("name"))


def pair(request: PortalRequest, other: UUID) -> tuple[UUID, UUID]:
    """Purchaser and provider, of the one who acts and the other."""
    mine = actor_of(request).organisation
    return (mine, other) if side_of(request) is Side.PURCHASER else (other, mine)


def _talk(talk_id: int) -> Talk:
    return get_object_or_404(Talk.objects.select_related("purchaser", "provider"), pk=talk_id)


def _version(talk_id: int, number: int) -> TalkVersion:
    return get_object_or_404(TalkVersion.objects.select_related("talk"), talk_id=talk_id, number=number)


def _last(found: Sequence[Talk]) -> list[tuple[Talk, TalkVersion | None]]:
    pairs = [(talk, max(talk.versions.all(), key=lambda item: item.number, default=None)) for talk in found]
    return sorted(pairs, key=lambda item: item[1].held_on if item[1] else date.max, reverse=True)


def _confirmed(version: TalkVersion, organisation: UUID) -> bool:
    return any(item.organisation_id == organisation for item in version.confirmations.all())


def _agreement(version: TalkVersion) -> Agreement:
    given = [
        Confirmation(version.number, Side.PURCHASER if item.organisation_id == version.purchaser_id else Side.PROVIDER)
        for item in version.confirmations.all()
    ]
    return agreement_on(version.number, given)


def _report(request: PortalRequest) -> tuple[TalkReport | None, tuple[Finding, ...]]:
    """What the form says, and what is wrong with it; a day that cannot be read leaves the day of arrival."""
    typed = request.POST
    try:
        held_on = date.fromisoformat(typed.get("held_on", ""))
    except ValueError:
        held_on = timezone.localdate(request.arrived)
    people = tuple(
        (side, role.strip()[:120])
        for side in Side
        for role in typed.get(f"people-{side.value}", "").splitlines()
        if role.strip()
    )
    points = tuple(point for number in range(MOST_POINTS) if (point := _point(typed, number)) is not None)
    report = TalkReport(held_on, people, points)
    return report, check_report(report, timezone.localdate(request.arrived))


def _point(typed: Mapping[str, str], number: int) -> Point | None:
    subject = typed.get(f"subject-{number}", "").strip()[:200]
    if not subject:
        return None
    said = tuple(
        Saying(side, text)
        for side in Side
        if (text := typed.get(f"said-{side.value}-{number}", "").strip().replace("\r\n", "\n")[:LONGEST])
    )
    track = Track.MONEY if typed.get(f"track-{number}") == Track.MONEY.value else Track.CONTENT
    return Point(subject, track, said, typed.get(f"agreed-{number}", "").strip().replace("\r\n", "\n")[:LONGEST])


def _form(request: PortalRequest, report: TalkReport | None) -> dict[str, object]:
    """A report as the form shows it, with room for more; an empty one begins with what is on every agenda."""
    points = list(report.points) if report and report.points else [Point(BASIC_QUALITY, Track.CONTENT)]
    room = max(FIRST_POINTS - len(points), 1)
    empty = [Point("", Track.CONTENT) for _number in range(room)]
    people = report.people if report else ()
    return {
        "held_on": (report.held_on if report else timezone.localdate(request.arrived)).isoformat(),
        "people": [(side.value, "\n".join(role for own, role in people if own is side)) for side in Side],
        "points": [
            {
                "subject": point.subject,
                "track": point.track.value,
                "purchaser": next((item.text for item in point.said if item.side is Side.PURCHASER), ""),
                "provider": next((item.text for item in point.said if item.side is Side.PROVIDER), ""),
                "agreed": point.agreed,
            }
            for point in (*points, *empty)
        ],
    }

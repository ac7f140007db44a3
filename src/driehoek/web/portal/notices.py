"""What one is told, and how one wants to be told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import Notice, NoticeChoice, NoticeWay
from driehoek.web.middleware import PortalRequest, person_of
from driehoek.web.notices.rules import GROUPS
from driehoek.web.notices.words import address, sentence

PAGE = 50


def overview(request: PortalRequest) -> HttpResponse:
    """The newest first, fifty a page."""
    rows = Notice.objects.filter(person=person_of(request)).select_related("round", "organisation").order_by("-id")
    before = request.GET.get("voor", "")
    if before.isdecimal():
        rows = rows.filter(id__lt=int(before))
    shown = list(rows[: PAGE + 1])
    context = {
        "notices": [(row, sentence(row)) for row in shown[:PAGE]],
        "next": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "is_first": not before,
        "unseen": Notice.objects.filter(person=person_of(request), seen_at=None).exists(),
    }
    return render(request, "portal/notices.html", context)


@require_POST
def follow(request: PortalRequest, notice_id: int) -> HttpResponse:
    """Mark as seen and go to the page."""
    row = get_object_or_404(Notice, pk=notice_id, person=person_of(request))
    if row.seen_at is None:
        row.seen_at = request.arrived
        row.save(update_fields=["seen_at"])
    if request.membership is None or request.membership.organisation_id != row.organisation_id:
        messages.info(request, _("Dit bericht is voor een andere rol. Kies eerst die rol."))
        return redirect("choose")
    return redirect(address(row))


@require_POST
def all_seen(request: PortalRequest) -> HttpResponse:
    """Mark all as seen."""
    Notice.objects.filter(person=person_of(request), seen_at=None).update(seen_at=request.arrived)
    return redirect("notices")


def choices(request: PortalRequest) -> HttpResponse:
    """How one wants to hear of each group."""
    person = person_of(request)
    held = dict(NoticeChoice.objects.filter(person=person).values_list("group", "way"))
    if request.method == "POST":
        for group in GROUPS:
            way = request.POST.get(group, "")
            if way in NoticeWay.values and way != held.get(group):
                NoticeChoice.objects.update_or_create(person=person, group=group, defaults={"way": way})
        messages.success(request, _("Uw keuze is bewaard."))
        return redirect("notice-choices")
    rows = [(group, _(name), held.get(group, default.value)) for group, (name, default) in GROUPS.items()]
    ways = [(way.value, _(str(way.label))) for way in NoticeWay]
    return render(request, "portal/notice_choices.html", {"groups": rows, "ways": ways})

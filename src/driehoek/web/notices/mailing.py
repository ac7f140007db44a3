"""Mail what people were told: at once, or once a working day; a mail says that there is something, never what.

A notice counts as mailed once the mail has left. A kill in between sends it again: twice is better than never.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from driehoek.adapters.store.models import Notice, NoticeChoice, NoticeWay, Person
from driehoek.kernel import is_workday
from driehoek.web.notices.rules import GROUPS
from driehoek.web.notices.words import sentence

LOGGER = logging.getLogger("driehoek.mail")
DIGEST_FROM = 7
"""From which hour of a working day, Dutch civil time, the digest goes out."""


def mail(now: datetime) -> int:
    """Send what is to be sent now; how many mails left. What could not be sent is tried the next time."""
    waiting: defaultdict[UUID, list[Notice]] = defaultdict(list)
    rows = Notice.objects.using("owner").filter(mailed_at=None).select_related("round", "organisation")
    for row in rows.order_by("person_id", "id"):
        waiting[row.person_id].append(row)
    people = {row.pk: row for row in Person.objects.using("owner").filter(pk__in=waiting, is_active=True)}
    chosen = _chosen(waiting)
    last = _last_digest(waiting)
    sent = 0
    for person_id, notices in waiting.items():
        person = people.get(person_id)
        ways = chosen.get(person_id, {})
        quiet = [row for row in notices if person is None or _way(ways, row.group) is NoticeWay.SCREEN]
        _done(quiet, now)
        if person is None:
            continue
        send = [row for row in notices if _way(ways, row.group) is NoticeWay.MAIL]
        daily = [row for row in notices if _way(ways, row.group) is NoticeWay.DIGEST]
        if daily and _is_time(now, last.get(person_id)):
            send += daily
        if send and _send(person, send):
            _done(send, now)
            sent += 1
    return sent


def _way(chosen: Mapping[str, NoticeWay], group: str) -> NoticeWay:
    return chosen.get(group, GROUPS[group][1])


def _chosen(people: Iterable[UUID]) -> dict[UUID, dict[str, NoticeWay]]:
    chosen: defaultdict[UUID, dict[str, NoticeWay]] = defaultdict(dict)
    for row in NoticeChoice.objects.using("owner").filter(person_id__in=list(people)):
        chosen[row.person_id][row.group] = NoticeWay(row.way)
    return chosen


def _last_digest(people: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each was mailed last of a group that can come in a digest."""
    digested = [group for group, (_name, way) in GROUPS.items() if way is NoticeWay.DIGEST]
    chosen = NoticeChoice.objects.using("owner").filter(way=NoticeWay.DIGEST).values_list("group", flat=True)
    rows = Notice.objects.using("owner").filter(
        person_id__in=list(people), group__in=[*digested, *chosen], mailed_at__isnull=False
    )
    return dict(rows.values_list("person_id").annotate(last=Max("mailed_at")))


def _is_time(now: datetime, last: datetime | None) -> bool:
    """Whether the digest of today is due: a working day, after the hour, and not sent today already."""
    here = timezone.localtime(now)
    if not is_workday(here.date()) or here.hour < DIGEST_FROM:
        return False
    return last is None or timezone.localdate(last) < here.date()


def _send(person: Person, notices: list[Notice]) -> bool:
    with translation.override(person.language):
        lines = [f"- {sentence(row)}" for row in notices]
        subject = _("Driehoek: er is iets nieuws voor u")
        where = settings.PUBLIC_URL or _("het portaal")
        body = "\n".join(
            [
                _("Beste lezer,"),
                "",
                *lines,
                "",
                _("Log in op %(where)s om het te lezen.") % {"where": where},
                _("Minder mail? Kies bij Berichten, Instellingen hoe u bericht krijgt."),
            ]
        )
    try:
        EmailMessage(subject, body, to=[person.email]).send()
    except OSError:  # no connection, refused, full: smtplib's own errors are among these
        LOGGER.warning("a mail could not be sent and is tried again", extra={"count": len(notices)})
        return False
    return True


def _done(notices: list[Notice], now: datetime) -> None:
    if notices:
        Notice.objects.using("owner").filter(pk__in=[row.pk for row in notices]).update(mailed_at=now)

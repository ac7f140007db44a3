"""The year of a purchaser: what is due and late, seen by the portal or told by a person; and where a round stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driehoek.adapters.store.models import (
    Assignment,
    Contract,
    CouncilInput,
    Deviation,
    MilestoneDone,
    Outcome,
    Question,
    Result,
    Round,
    RoundState,
    Submission,
)
from driehoek.adapters.store.trail import record
from driehoek.application.board import Board
from driehoek.bootstrap.stored_assessment import board_at
from driehoek.bootstrap.stored_entry import forms_at
from driehoek.domain.policy.calendar import Calendar
from driehoek.domain.policy.deadlines import full_calendar
from driehoek.domain.policy.policy import Policy
from driehoek.domain.policy.year_ahead import YearItem, YearState, year_ahead
from driehoek.domain.regimes import find_regime
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Money, dutch
from driehoek.web.middleware import PortalRequest, actor_of, person_of

TONES = {YearState.LATE: "bad", YearState.DUE: "warn", YearState.DONE: "good"}
"""The colour of a state; the others have none."""
SEEN = frozenset({"policy-published", "preliminary-result", "award"})
"""The milestones of which the portal sees by itself whether they were met."""
MOST_YEARS = 3
"""Of how many rounds, the newest first, the start page reads the policy."""
URGENT = 12
"""How many items stand on the start page."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """An item of the year on the screen.

    Attributes:
        item: how it stands.
        tone: its colour.
        can_tell: whether a person tells that it was done.
        told: the row with which a person did; None where nobody did.
    """

    item: YearItem
    tone: str
    can_tell: bool
    told: MilestoneDone | None


def year_of(request: PortalRequest, found: Round) -> tuple[YearRow, ...]:
    """The year of one round; empty when its policy cannot be read."""
    return _years(request, [found])[found.pk]


def _years(request: PortalRequest, rounds: Sequence[Round]) -> dict[UUID, tuple[YearRow, ...]]:
    """The year of each round; what was told and adopted is asked for all of them at once."""
    told: defaultdict[UUID, dict[str, MilestoneDone]] = defaultdict(dict)
    for row in MilestoneDone.objects.filter(round__in=rounds, taken_back_at=None):
        told[row.round_id][row.milestone] = row
    results: defaultdict[UUID, list[Result]] = defaultdict(list)
    for result in Result.objects.filter(round__in=rounds).defer("document").order_by("version"):
        results[result.round_id].append(result)
    today = timezone.localdate(request.arrived)
    years: dict[UUID, tuple[YearRow, ...]] = {}
    forms = forms_at([found.pk for found in rounds], request.arrived)
    for found in rounds:
        policy = forms[found.pk].common.policy
        if policy is None:
            years[found.pk] = ()
            continue
        mine = told[found.pk]
        done = {name: row.done_on for name, row in mine.items()} | _seen(found, policy, results[found.pk])
        years[found.pk] = tuple(
            YearRow(item, TONES.get(item.state, ""), item.asks_deed and item.id not in SEEN, mine.get(item.id))
            for item in year_ahead(whole_calendar(policy), done, today)
        )
    return years


def urgent(request: PortalRequest, rounds: Sequence[Round]) -> list[tuple[Round, YearRow]]:
    """What is late or due over several rounds, the oldest first."""
    recent = rounds[:MOST_YEARS]
    years = _years(request, recent)
    rows = [
        (found, row) for found in recent for row in years[found.pk] if row.item.state in (YearState.LATE, YearState.DUE)
    ]
    return sorted(rows, key=lambda pair: pair[1].item.day)[:URGENT]


def whole_calendar(policy: Policy) -> Calendar:
    """The calendar of a policy with what its regime adds to it."""
    regime = find_regime(policy.regime)
    if regime is None or regime.template(policy.year) is None:
        return policy.calendar
    return full_calendar(regime, policy.year, policy.calendar)


def _seen(found: Round, policy: Policy, results: Iterable[Result]) -> dict[str, date]:
    """What the portal knows to have been done."""
    seen: dict[str, date] = {}
    if found.state != RoundState.PREPARING:
        seen["policy-published"] = policy.published_on
    for result in results:
        if result.is_final:
            seen["award"] = timezone.localdate(result.adopted_at)
        else:
            seen.setdefault("preliminary-result", timezone.localdate(result.adopted_at))
    return seen


@require_POST
def tell(request: PortalRequest, round_id: UUID, milestone: str) -> HttpResponse:
    """Tell that a milestone was met, or take that back."""
    found = get_object_or_404(Round, pk=round_id, purchaser_id=actor_of(request).organisation)
    row = next((row for row in year_of(request, found) if row.item.id == milestone and row.can_tell), None)
    back = redirect("purchaser-round", round_id=round_id)
    if row is None:
        messages.error(request, _("Dit staat niet in de planning van deze ronde, of het portaal ziet het zelf."))
    elif row.told is not None:
        row.told.taken_back_at = request.arrived
        row.told.save(update_fields=["taken_back_at"])
        record(actor_of(request), "reopened milestone", f"{found.pk} {milestone}", {}, request.arrived)
        messages.success(request, _("Het staat weer open."))
    else:
        today = timezone.localdate(request.arrived)
        MilestoneDone.objects.create(
            round=found, milestone=milestone, done_on=today, noted_by=person_of(request), noted_at=request.arrived
        )
        record(actor_of(request), "met milestone", f"{found.pk} {milestone}", {}, request.arrived)
        messages.success(request, _("Genoteerd als gedaan. U kunt dit terugdraaien."))
    return back


MANY = 500
"""Above this many submissions the requirements are judged on their own page alone while more come in: each that does
changes the outcome, and judging them all again takes longer than a page may."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A figure of a round, with the page behind it.

    Attributes:
        title: what it counts.
        value: the figure.
        of: of how many; empty where it is no part.
        route: the page.
        tone: ``warn`` where somebody has to do something.
    """

    title: str
    value: str
    of: str
    route: str
    tone: str = ""


def glance(request: PortalRequest, found: Round) -> tuple[Glance, ...]:
    """Where the whole round stands, each figure a way to its page."""
    contracts = Contract.objects.filter(purchaser_id=found.purchaser_id).count()
    last = Submission.objects.filter(round=found).order_by("contract", "-number").distinct("contract")
    standing = sum(1 for withdraws in last.values_list("withdraws", flat=True) if not withdraws)
    coming_in = found.state == RoundState.OPEN and standing > MANY
    board = None if coming_in else board_at(found.pk, request.arrived)[0]
    questions, unanswered = _counted(Question.objects.filter(round=found), Q(answer=""))
    inputs, waiting = _counted(CouncilInput.objects.filter(round=found), Q(answers=None))
    tasks, open_tasks = _counted(Assignment.objects.filter(round=found, released_at=None), Q(handed_in_at=None))
    proposed = Deviation.objects.filter(round=found, approved_at=None, withdrawn_at=None).count()
    of = _("van {count}").format
    return (
        Glance(_("Inschrijvingen"), str(standing), of(count=contracts), "purchaser-submissions"),
        *_on_board(board),
        Glance(_("Beoordelingen klaar"), str(tasks - open_tasks), of(count=tasks), "assessment"),
        Glance(_("Vragen zonder antwoord"), str(unanswered), of(count=questions), "purchaser-questions",
               "warn" if unanswered else ""),
        Glance(_("Inbreng zonder reactie"), str(waiting), of(count=inputs), "purchaser-inputs",
               "warn" if waiting else ""),
        Glance(_("Afwijkingen die wachten"), str(proposed), "", "deviations", "warn" if proposed else ""),
        *_granted(found),
    )  # fmt: skip


def _counted(rows: QuerySet[Any], open_ones: Q) -> tuple[int, int]:
    """How many there are, and how many of them still ask for something: one question for both."""
    counted = rows.aggregate(all=Count("pk", distinct=True), open=Count("pk", filter=open_ones, distinct=True))
    return counted["all"], counted["open"]


def _on_board(board: Board | None) -> tuple[Glance, ...]:
    if board is None:
        return ()
    incomplete = sum(1 for row in board.rows if row.standing in (Standing.INCOMPLETE, Standing.DECISION_NEEDED))
    admitted = sum(1 for row in board.rows if row.standing is Standing.ADMITTED)
    out = len(board.rows) - admitted - incomplete
    return (
        Glance(
            _("Voldoet aan alle eisen"), str(admitted), _("van {count}").format(count=len(board.rows)), "assessment"
        ),
        Glance(_("Niet compleet of te beslissen"), str(incomplete), "", "assessment", "warn" if incomplete else ""),
        Glance(_("Afgevallen"), str(out), "", "assessment"),
    )


def _granted(found: Round) -> tuple[Glance, ...]:
    told = Outcome.objects.filter(round=found)
    version = told.aggregate(last=Max("version"))["last"]
    if version is None:
        return ()
    granted = told.filter(version=version).aggregate(sum=Sum("granted"))["sum"] or 0
    return (Glance(_("Toegekend"), dutch.whole_euros(Money(granted)), "", "decision"),)

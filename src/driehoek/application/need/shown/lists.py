"""Waiting lists over time, and the terms for who is in crisis: parts of what a region page says of waiting."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.document import Tone, paragraph
from driehoek.application.need.shown.page import Block, Cell, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import NONE, View, upper
from driehoek.domain.need import CRISIS_HOURS, Basis, WaitingStatus
from driehoek.kernel.dutch import day, grouped

MOST_DAYS = 8
"""How many days the table goes back."""


def over_time(view: View) -> Iterator[Block]:
    """Who waited on each day counted, per group and together, with the change since the day before.

    Together is told of the days on which every group was counted: a group that lacks is no fall.
    """
    found = view.picture.quarters
    everybody = {item.group for item in found}
    there = {one: {item.group for item in found if item.day == one} for one in {item.day for item in found}}
    quarters = [item for item in found if item.group is not None or there[item.day] == everybody]
    days = sorted({item.day for item in quarters})[-MOST_DAYS:]
    if len(days) < 2:  # noqa: PLR2004 - one day is no trend
        return
    known = {status for item in quarters for status, _ in item.counts}
    statuses = tuple(status for status in WaitingStatus if status in known)
    rows = []
    before: dict[object, int] = {}
    for item in quarters:
        if item.day in days:
            counts = dict(item.counts)
            moved = item.total - before[item.group] if item.group in before else None
            rows.append(
                (
                    Cell(item.group.dutch if item.group else "alle groepen samen"),
                    Cell(day(item.day)),
                    *(Cell(grouped(counts[status])) if status in counts else NONE for status in statuses),
                    Cell(grouped(item.total)),
                    NONE if moved is None else Cell(f"+{grouped(moved)}" if moved > 0 else grouped(moved)),
                )
            )
        before[item.group] = item.total
    rows.sort(key=lambda row: row[0].text)
    titles = (*(upper(status.dutch) for status in statuses), "Samen", "Verschil")
    yield Sheet("Hoe het wachten verandert", (*words("Groep", "Dag"), *numbers(*titles)), tuple(rows))
    weak = any(figure.origin.basis is Basis.ESTIMATE for asked in view.regional() for _, figure in asked.waiting)
    text = "Samen telt wie uit voorzorg wacht niet mee, net als de landelijke tabel."
    if weak:
        text += " Deze aantallen zijn een schatting: het landelijke aantal van die dag, verdeeld over de regio's."
    yield paragraph(text, tone=Tone.NOTE)


def crisis(view: View) -> Iterator[Block]:
    """Within how many hours a place must be found in a crisis, by the last norm that was read."""
    here = [
        group for group in view.groups() if group in CRISIS_HOURS or any(group in one.parts for one in CRISIS_HOURS)
    ]
    if here:
        terms = "; ".join(f"{group.dutch}: {hours} uur" for group, hours in CRISIS_HOURS.items())
        yield paragraph(
            f"Bij een crisis moest er volgens de norm van 2015 een plaats zijn binnen: {terms}. Een nieuwere norm is "
            "niet gelezen; hoe vaak dat lukte, is niet bekend.",
            tone=Tone.NOTE,
        )

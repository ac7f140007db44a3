"""Realised production by the month with what is expected next (C-002, C-021), as a part of the page of a region."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.document import Tone, paragraph
from driehoek.application.need.shown.page import Block, Cell, Month, Months, Part, Sheet
from driehoek.application.need.shown.tables import numbers, words
from driehoek.application.need.shown.view import LEFT_OUT, UNKNOWN, View
from driehoek.domain.need import Market, Produced, month_after
from driehoek.domain.need.publish import Measure
from driehoek.kernel.dutch import MONTHS, grouped

MOST_PROVIDERS = 12
SHOWN = 36
"""How many months before now a chart shows."""


def production(view: View) -> Part:
    """What was delivered month by month, and what is expected of the twelve months after."""
    whole = [item for item in view.picture.produced if not item.of.contract]
    if not whole:
        return Part("productie", "", "", ())
    single = [item for item in view.picture.produced if item.of.contract]
    found: list[Block] = [paragraph(_told(whole, single))]
    table = Sheet(
        "Wat er is geleverd en wat er wordt verwacht, per groep en leveringsvorm",
        (*words("Groep", "Leveringsvorm", "Gemeten in"), *_NUMBERS, *words("Beter dan de simpele regel")),
        tuple(_row(view, item, (Cell(item.of.group.dutch), Cell(item.of.form.dutch))) for item in whole),
    )
    found += _charts(view, whole)
    found.append(table)
    found += _providers(view, single)
    return Part("productie", "Wat er wordt geleverd", "what is delivered", tuple(found))


_NUMBERS = numbers("Laatste 12 maanden", "Komende 12 maanden")


def _told(whole: list[Produced], single: list[Produced]) -> str:
    until = max(item.until for item in whole)
    tried = [item for item in single if item.better is not None]
    text = (
        f"De productie is bekend tot en met {MONTHS[until.month - 1]} {until.year}. Van elke reeks staat hier wat er "
        "in de laatste twaalf maanden is geleverd, en wat er in de twaalf maanden daarna wordt verwacht. In 80 van de "
        "100 gevallen ligt de uitkomst tussen de grenzen die eronder staan."
    )
    if tried:
        better = sum(item.better is True for item in tried)
        text += (
            f" Op het verleden beproefd was de verwachting bij {grouped(better)} van de {grouped(len(tried))} reeksen "
            "van aanbieders beter dan de simpele regel (hetzelfde als een jaar eerder, of als de laatste maand)."
        )
    return text


def _row(view: View, item: Produced, head: tuple[Cell, ...]) -> tuple[Cell, ...]:
    past = view.produced(item, item.past)
    if item.months < len(MONTHS) and past is not LEFT_OUT:
        past = Cell(past.text, past.basis, f"{item.months} maanden")
    better = {True: "ja", False: "nee", None: "niet te zeggen"}[item.better]
    return (*head, Cell(item.of.unit.dutch), past, view.produced(item, item.next), Cell(better))


def _charts(view: View, whole: list[Produced]) -> Iterator[Months]:
    """Of each group the form of which most is delivered; the others stand in the table."""
    for group in dict.fromkeys(item.of.group for item in whole):
        most = max((item for item in whole if item.of.group is group), key=lambda item: item.past.value)
        if most.next is not None and not view.mark(Market(group), Measure.PRODUCED):
            yield _chart(most)


def _chart(item: Produced) -> Months:
    seen = tuple(Month(month_after(item.first, place), count) for place, count in enumerate(item.counts))[-SHOWN:]
    ahead = tuple(Month(month_after(item.until, step), *ends) for step, ends in enumerate(item.ahead, start=1))
    of = item.of
    title = f"Productie per maand: {of.group.dutch}, {of.form.dutch}, in {of.unit.dutch}"
    rows = tuple(
        (
            Cell(f"{MONTHS[at.month.month - 1]} {at.month.year}"),
            *(Cell(grouped(end)) if end is not None else UNKNOWN for end in (at.value, at.low, at.high)),
        )
        for at in ahead
    )
    return Months(
        f"f-productie-{of.group.value.lower()}",
        title,
        "De lijn is wat er is geleverd. De streepjeslijn is wat er wordt verwacht, met de marge eromheen: in 80 van de "
        "100 gevallen ligt een maand daarbinnen. De as begint niet altijd bij nul.",
        seen,
        ahead,
        Sheet(f"{title}: verwacht", (*words("Maand"), *numbers("Verwacht", "Van", "Tot")), rows),
    )


def _providers(view: View, single: list[Produced]) -> Iterator[Block]:
    """The largest series of providers; who delivers most hours or days needs to be looked at first."""
    if not single:
        return
    largest = sorted(single, key=lambda item: (-item.past.value, item.of.order))[:MOST_PROVIDERS]
    rows = tuple(
        _row(
            view,
            item,
            (
                Cell(view.provider(item.of.contract)),
                Cell(view.town(item.of.municipality) if item.of.municipality else "–"),
                Cell(item.of.group.dutch),
                Cell(item.of.form.dutch),
            ),
        )
        for item in largest
    )
    columns = words("Aanbieder", "Gemeente", "Groep", "Leveringsvorm", "Gemeten in")
    caption = f"De grootste {len(rows)} reeksen van aanbieders" if len(single) > len(rows) else "Reeksen van aanbieders"
    yield Sheet(caption, (*columns, *_NUMBERS, *words("Beter dan de simpele regel")), rows)
    if len(single) > len(rows):
        rest = grouped(len(single) - len(rows))
        yield paragraph(f"Nog {rest} reeksen staan met hun verwachting in de tabel met gegevens.", tone=Tone.NOTE)

"""Print a policy: the same data that drives the form, the tests, the score and the letter, as text for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from driehoek.application.document import Block, Bullets, Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.phrases import frame_in_words, window_in_words
from driehoek.application.printing.criteria import criteria, requirements
from driehoek.application.printing.division import agreement, division, norms, surcharges, tariff
from driehoek.application.printing.maximum import maxima
from driehoek.application.printing.words import TYPES, basis_of, for_whom, ground_of, when
from driehoek.domain.allocation import Frame
from driehoek.domain.need.lines import line_in_words
from driehoek.domain.policy import Lot, Policy, Precondition, Procedure, Route, line_names, part_in_words
from driehoek.domain.tender.criteria.check import nodes_of
from driehoek.kernel import canonical
from driehoek.kernel.dutch import day

_PROCEDURES = {
    Procedure.ADMISSION: "Iedereen die aan de eisen voldoet, krijgt een overeenkomst.",
    Procedure.OPEN: "Iedereen die aan de eisen voldoet, kan meedoen. De beoordeling bepaalt de volgorde.",
    Procedure.NEGOTIATED: "Wij kiezen eerst wie mee mag doen en onderhandelen dan over punten die vooraf vaststaan.",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed policy, without layout.

    Attributes:
        title: of the policy.
        purchaser: who purchases.
        year: the contract year.
        version: of the policy.
        published_on: the day of first publication, or of the last change.
        sections: the text.
        synthetic: whether something in it is made up.
    """

    title: str
    purchaser: str
    year: int
    version: int
    published_on: date
    sections: tuple[Section, ...]
    synthetic: bool


def printed(policy: Policy) -> Printed:
    """Print ``policy`` in plain Dutch; every part names its ground."""
    sections = (
        _short(policy),
        _calendar(policy),
        *_provisional(policy),
        _lots(policy),
        requirements(policy),
        *_repair(policy),
        *criteria(policy),
        tariff(policy),
        *maxima(policy),
        division(policy),
        *norms(policy),
        agreement(policy),
        *surcharges(policy),
        *_publication(policy),
        _objection(policy),
        _changes(policy),
        *_form(policy),
    )
    return Printed(
        title=policy.title,
        purchaser=policy.purchaser.name,
        year=policy.year,
        version=policy.version,
        published_on=published(policy),
        sections=sections,
        synthetic=_synthetic(policy),
    )


def _synthetic(policy: Policy) -> bool:
    """Whether the policy says anywhere that something in it is made up, or names a made-up product."""
    return b"SYNTHETIC" in canonical(policy) or any(
        code.startswith("SYN") for lot in policy.lots for code in lot.products
    )


def _short(policy: Policy) -> Section:
    blocks: list[Block] = [paragraph(policy.summary, tone=Tone.LEAD)] if policy.summary else []
    if policy.goals:
        blocks += [paragraph("Dit willen wij bereiken:"), Bullets(tuple((goal,) for goal in policy.goals))]
    regions = "; ".join(f"{pool.name} ({', '.join(pool.regions)})" for pool in policy.pools)
    blocks.append(paragraph(f"Dit beleid geldt voor {policy.year} in: {regions}."))
    if policy.purchaser.contact:
        blocks.append(paragraph(f"Vragen? {policy.purchaser.contact}"))
    blocks.append(paragraph(ground_of(policy.ground), tone=Tone.NOTE))
    return Section("In het kort", tuple(blocks))


def _calendar(policy: Policy) -> Section:
    calendar = policy.calendar
    dated = sorted(calendar.milestones, key=lambda item: (item.first_day or item.day, item.day, item.id))
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((when(item),), (item.name,), (for_whom(item.groups),), (basis_of(item.ground),)) for item in dated
    )
    columns = (Column("Wanneer", 4), Column("Wat", 5), Column("Voor wie", 4), Column("Grond", 5))
    names = {lot.id: lot.name for lot in policy.lots}
    windows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (window_in_words(item),),
            (", ".join(names.get(lot, lot) for lot in item.lots) or "alle percelen",),
            (for_whom(item.groups),),
            (basis_of(item.ground),),
        )
        for item in sorted(calendar.windows, key=lambda item: (item.opens, item.id))
    )
    entry = (Column("Open", 4), Column("Perceel", 5), Column("Voor wie", 4), Column("Grond", 5))
    blocks: list[Block] = [Table("De planning", columns, rows)]
    if windows:
        blocks.append(Section("Wanneer u kunt indienen", (Table("Termijnen om in te dienen", entry, windows),)))
    return Section("De planning", tuple(blocks))


def published(policy: Policy) -> date:
    """The day of this version: of first publication, or of the last change."""
    return max((change.published_on for change in policy.changes), default=policy.published_on)


def _provisional(policy: Policy) -> tuple[Section, ...]:
    # a version tells what was known on its own day, also when it is printed again later
    waits, printed_on = policy.calendar.preconditions, published(policy)
    if not waits:
        return ()
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (item.name,),
            (f"bekend sinds {day(since)}" if since else f"verwacht op {day(item.expected_on)}",),
            ("niets meer" if since else ", ".join(dict.fromkeys(map(part_in_words, item.parts))) or "het hele beleid",),
            (basis_of(item.ground),),
        )
        for item, since in ((item, _known(item, printed_on)) for item in waits)
    )
    columns = (Column("Wij wachten op", 5), Column("Wanneer", 4), Column("Tot dan voorlopig", 4), Column("Grond", 5))
    intro = paragraph("Sommige onderdelen zijn voorlopig. Zij staan pas vast als bekend is waar wij op wachten.")
    return (Section("Wat nog voorlopig is", (intro, Table("Waar wij op wachten", columns, rows))),)


def _known(item: Precondition, on: date) -> date | None:
    """Since when it is known, as far as people could tell on that day."""
    return item.known_on if item.known_on is not None and item.known_on <= on else None


def _lots(policy: Policy) -> Section:
    return Section("Wat wij inkopen en wie mee kan doen", tuple(_lot(policy, lot) for lot in policy.lots))


def _lot(policy: Policy, lot: Lot) -> Section:
    items = [f"Ruimte: {frame_in_words(policy, Frame(lot.pool, lot.frame))}."]
    if lot.sectors:
        items.append(f"Sectoren: {', '.join(sector.dutch for sector in lot.sectors)}.")
    if lot.products:
        items.append(f"Prestaties: {', '.join(lot.products)}.")
    if lot.care:
        items.append(f"Alleen {lot.care.dutch}; andere soorten zorg kopen wij apart in.")
    if lot.max_winners:
        items.append(f"Wij kiezen er hooguit {lot.max_winners}.")
    if lot.negotiable:
        names = {node.id: node.name for node in nodes_of(lot)}
        items.append(f"Wij onderhandelen alleen over: {', '.join(names.get(item, item) for item in lot.negotiable)}.")
    if lot.sealed is not None:
        why = f" {lot.sealed.explanation}" if lot.sealed.explanation else ""
        items.append(
            f"Inschrijvingen blijven verzegeld tot na de sluiting; dan openen twee functionarissen ze samen.{why}"
            f" Grond: {lot.sealed.basis}."
        )
    if lot.need_lines:
        names = line_names(policy)
        wanted = "; ".join(names.get(line) or line_in_words(line) for line in lot.need_lines)
        items.append(f"Dit perceel vraagt aanbod dat nu ontbreekt: {wanted}.")
    blocks: tuple[Block, ...] = (
        paragraph(_PROCEDURES[lot.procedure]),
        Bullets(tuple((item,) for item in items)),
        paragraph(ground_of(lot.ground), tone=Tone.NOTE),
    )
    return Section(lot.name, blocks)


def _publication(policy: Policy) -> tuple[Section, ...]:
    if policy.publication is None:
        return ()
    what = "Wij publiceren per regio wat is afgesproken, nooit van zo weinig cliënten dat iemand te herkennen is."
    if policy.publication.per_provider:
        what = (
            "Wij publiceren per zorgaanbieder wat is afgesproken. Waar het om weinig cliënten gaat, tellen wij "
            "bedragen bij elkaar op, zodat niemand te herkennen is."
        )
    blocks = (paragraph(what), paragraph(ground_of(policy.publication.ground), tone=Tone.NOTE))
    return (Section("Wat wij openbaar maken", blocks),)


def _repair(policy: Policy) -> tuple[Section, ...]:
    if policy.repair is None:
        text = "Is iets niet volledig, dan kunt u dat na de termijn niet meer aanvullen."
        return (Section("Iets herstellen", (paragraph(text),)),)
    asked = [policy.question(question) for question in policy.repair.questions]
    blocks: tuple[Block, ...] = (
        paragraph(f"Melden wij een fout, dan heeft u {policy.repair.days} dagen om die te herstellen. Alleen hier:"),
        Bullets(tuple((question.text,) for question in asked if question is not None)),
        paragraph(ground_of(policy.repair.ground), tone=Tone.NOTE),
    )
    return (Section("Iets herstellen", blocks),)


def _objection(policy: Policy) -> Section:
    return Section(
        "Als u het niet eens bent met ons besluit", tuple(_route(policy, route) for route in policy.objection)
    )


def _route(policy: Policy, route: Route) -> Section:
    blocks: list[Block] = [paragraph(route.text)]
    if route.days:
        moves = " Valt de laatste dag in een weekend of op een feestdag, dan geldt de eerste werkdag daarna."
        more = moves if route.moves_to_workday else ""
        blocks.append(paragraph(f"U heeft hiervoor {route.days} dagen na de datum van ons besluit.{more}"))
    until = policy.calendar.milestone(route.until_milestone)
    if until is not None:
        blocks.append(paragraph(f"Dit kan tot en met {day(until.last_day)}."))
    if route.warning:
        blocks.append(paragraph(f"Let op: {route.warning}", tone=Tone.WARNING))
    blocks.append(paragraph(ground_of(route.ground), tone=Tone.NOTE))
    return Section(route.name, tuple(blocks))


def _changes(policy: Policy) -> Section:
    title = "Wijzigingen sinds de eerste publicatie"
    if not policy.changes:
        return Section(title, (paragraph(f"Geen. Dit is versie {policy.version} van {day(policy.published_on)}."),))
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (str(change.version),),
            (day(change.published_on),),
            (f"{change.reason} Onderdelen: {', '.join(dict.fromkeys(map(part_in_words, change.parts)))}.",),
            (", ".join(change.touches),),
            (f"vragen tot en met {day(change.questions_until)}; aanpassen tot en met {day(change.adapt_until)}",),
        )
        for change in policy.changes
    )
    columns = (Column("Versie", 2), Column("Datum", 3), Column("Wat", 6), Column("Voor wie", 3), Column("Termijn", 4))
    return Section(title, (Table("Wijzigingen", columns, rows),))


def _form(policy: Policy) -> tuple[Section, ...]:
    if not policy.questions:
        return ()
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (question.text if not question.help else f"{question.text} {question.help}",),
            (_answer(TYPES[question.type], tuple(question.options.values())),),
            (for_whom(question.groups) + ("" if question.every_year else "; alleen in het eerste jaar"),),
        )
        for question in policy.questions
    )
    columns = (Column("Vraag", 8), Column("Antwoord", 4), Column("Voor wie", 4))
    return (Section("Bijlage: de vragen van het formulier", (Table("Vragen", columns, rows),)),)


def _answer(kind: str, options: tuple[str, ...]) -> str:
    return f"{kind}: {'; '.join(options)}" if options else kind

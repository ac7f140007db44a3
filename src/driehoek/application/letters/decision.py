"""The decision: which letter it is, and the first sentences."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.application.document import Block, Bullets, Column, Fact, Paragraph, Runs, Section, Table, Tone, paragraph
from driehoek.application.letters.case import Case
from driehoek.application.letters.letter import Variant
from driehoek.application.letters.mends import repair_term
from driehoek.application.phrases import above_in_words, grounded, window_in_words
from driehoek.domain.regimes import Term
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Finding, total
from driehoek.kernel.dutch import amount, day, grouped, moment

_STANDINGS: Mapping[Standing, Variant] = {
    Standing.INCOMPLETE: Variant.INCOMPLETE,
    Standing.REFUSED: Variant.REFUSED,
    Standing.EXCLUDED: Variant.EXCLUDED,
    Standing.LATE: Variant.LATE,
    Standing.WITHDRAWN: Variant.WITHDRAWN,
    Standing.REPLACED: Variant.REPLACED,
    Standing.KNOCKED_OUT: Variant.KNOCKED_OUT,
    Standing.DECISION_NEEDED: Variant.DECISION_NEEDED,
}


def variant_of(case: Case) -> Variant:
    """Which letter this case gets."""
    if case.admitted:
        return Variant.GRANTED if case.agreed else Variant.NOT_WINNING
    return _STANDINGS[case.assessment.standing]


def subject_of(case: Case, variant: Variant) -> Fact:
    """The subject line."""
    what = "stand van zaken" if variant is Variant.DECISION_NEEDED else "besluit"
    return Fact("subject", f"{what[0].upper()}{what[1:]} over uw {case.word(Term.SUBMISSION)} voor {case.policy.year}")


def decision(case: Case, variant: Variant) -> Section:
    """The section that opens the letter; its first sentence is the decision."""
    blocks: list[Block] = [paragraph(Fact("decision", _sentence(case, variant)), tone=Tone.LEAD)]
    if case.assessment.sentence:
        blocks.append(paragraph(Fact("decision.reason", case.assessment.sentence)))
    if variant is Variant.GRANTED:
        blocks.extend(_agreement(case))
    if variant is Variant.LATE:
        blocks.extend(_arrival(case))
    if variant is Variant.INCOMPLETE:
        blocks.extend(repair_term(case, case.assessment.findings))
    if case.admitted and len(case.lots) > 1:
        blocks.append(_per_lot(case))
    if case.admitted:
        blocks.extend(_provisional(case))
    return Section("Ons besluit", tuple(blocks))


_SENTENCES: Mapping[Variant, str] = {
    Variant.GRANTED: "Wij bieden u voor {year} een {production} aan van {agreed}.",
    Variant.NOT_WINNING: "Wij bieden u voor {year} geen {production} aan: er is geen ruimte aan u toegekend.",
    Variant.REFUSED: "U krijgt voor {year} geen overeenkomst met ons, omdat u niet voldoet aan {failing}.",
    Variant.EXCLUDED: "Wij sluiten u voor {year} uit van de inkoop, omdat een uitsluitingsgrond voor u geldt.",
    Variant.INCOMPLETE: "Wij beoordelen uw {submission} voor {year} niet, omdat die niet volledig is.",
    Variant.LATE: "Wij beoordelen uw {submission} voor {year} niet, omdat die niet binnen de termijn bij ons was.",
    Variant.KNOCKED_OUT: (
        "Wij bieden u voor {year} geen {production} aan, omdat u bij een criterium onder het minimum blijft."
    ),
    Variant.DECISION_NEEDED: "Wij hebben nog niet besloten over uw {submission} voor {year}.",
    Variant.WITHDRAWN: (
        "Wij nemen geen besluit over uw {submission} voor {year}, omdat u die heeft ingetrokken{withdrawn}."
    ),
    Variant.REPLACED: "Wij beoordelen deze {submission} voor {year} niet, omdat u later een nieuwe stuurde.",
}


def _sentence(case: Case, variant: Variant) -> str:
    failing = sum(isinstance(tested.outcome, Finding) for tested in case.assessment.tested)
    return _SENTENCES[variant].format(
        year=case.policy.year,
        production=case.word(Term.VOLUME_AGREEMENT),
        submission=case.word(Term.SUBMISSION),
        agreed=amount(case.agreed),
        failing=f"{grouped(failing)} {'eis' if failing == 1 else 'eisen'}" if failing else "de eisen",
        withdrawn=_withdrawn(case),
    )


def _withdrawn(case: Case) -> str:
    submission = case.submission
    if submission is None or submission.withdrawn_on is None:
        return ""
    return f" op {day(submission.withdrawn_on.date())}"


def _agreement(case: Case) -> tuple[Block, ...]:
    contract = case.policy.contract
    lasts = "1 jaar" if contract.years == 1 else f"{contract.years} jaar"
    start = paragraph(
        "Uw overeenkomst begint op ",
        Fact("contract.starts", day(contract.starts_on)),
        " en duurt ",
        Fact("contract.years", lasts),
        ". Elk jaar spreken wij prijzen en aantallen opnieuw met u af." if contract.yearly_update else ".",
    )
    above = above_in_words(case.policy)
    more = (paragraph(Fact("contract.above", above)),) if above else ()
    return (start, *more, paragraph("Hieronder leest u wat wij afspreken en hoe wij daarop komen."))


def _arrival(case: Case) -> tuple[Block, ...]:
    submission = case.submission
    if submission is None:
        return ()
    received = Fact("submission.received", moment(submission.received))
    told = received.text in case.assessment.sentence
    arrived = () if told else (paragraph(f"Wij ontvingen uw {case.word(Term.SUBMISSION)} op ", received, "."),)
    windows = [
        window
        for window in case.policy.calendar.windows
        if case.provider.group in window.groups and (not window.lots or set(window.lots) & set(submission.lots))
    ]
    terms = tuple(
        (Fact(f"window.{window.id}", grounded(window_in_words(window), window.ground)),) for window in windows
    )
    if not terms:
        return (*arrived, paragraph("Voor u stond geen termijn open."))
    return (*arrived, paragraph("U kon uw stukken in deze termijn indienen:"), Bullets(terms))


def _per_lot(case: Case) -> Table:
    rows: list[tuple[Runs, ...]] = []
    for lot in case.lots:
        agreed = total(line.amount for line in case.lines(lot))
        ranked = case.ranked(lot)
        place = f", plaats {ranked.place} van {len(case.outcome.rankings[lot])}" if ranked else ""
        outcome = Fact(f"lot.{lot}.outcome", f"{'toegekend' if agreed else 'niet toegekend'}{place}")
        rows.append(((case.policy.lot(lot).name,), (outcome,), (Fact(f"lot.{lot}.agreed", amount(agreed)),)))
    columns = (Column("Perceel", 3), Column("Uitkomst", 3), Column("Bedrag", 2, numeric=True))
    totals = ((("Samen",), ("",), (Fact("agreed", amount(case.agreed)),)),)
    return Table("Uitkomst per perceel", columns, tuple(rows), totals)


def _provisional(case: Case) -> tuple[Paragraph, ...]:
    waiting = [item for item in case.policy.calendar.preconditions if item.known_on is None]
    return tuple(
        paragraph(
            "Dit besluit is voorlopig. Wij wachten nog op: ",
            Fact(f"precondition.{item.id}", f"{item.name} (verwacht op {day(item.expected_on)})"),
            ".",
            tone=Tone.NOTE,
        )
        for item in sorted(waiting, key=lambda item: (item.expected_on, item.id))
    )

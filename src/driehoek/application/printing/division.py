"""The part of the printed policy on money: tariff, division, norms, agreement, surcharges."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.application import rationale
from driehoek.application.document import Block, Bullets, Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.phrases import above_in_words, exact_points
from driehoek.application.printing.contract_form import contract_form
from driehoek.application.printing.words import basis_of, ground_of, settings
from driehoek.domain.allocation.norms import NORMS
from driehoek.domain.policy import Norm, Param, Policy, Step, TariffRationale
from driehoek.engines.allocation.definitions import declared
from driehoek.kernel.dutch import day


def tariff(policy: Policy) -> Section:
    """How the percentage of the maximum tariff is built up."""
    intro = paragraph(
        "De prijs van een prestatie is een percentage van het maximumtarief. Dat percentage is de som van de onderdelen"
        " hieronder. Wij ronden de prijs af op hele centen."
    )
    bound = policy.division.price_bound
    most = f"Een prijs is ten hoogste {exact_points(bound)} van het maximumtarief."
    reasons = (_rationale(policy, item) for item in _reasons(policy))
    steps = _steps(policy, policy.division.tariff, "tariff")
    return Section("Hoe het tarief is opgebouwd", (intro, paragraph(most), *steps, *reasons))


def _reasons(policy: Policy) -> tuple[TariffRationale, ...]:
    return tuple(sorted(policy.tariff_rationale, key=lambda item: (item.year != policy.year, item.year)))


def _rationale(policy: Policy, item: TariffRationale) -> Section:
    """From the cost in the year accounts to the percentage, with the days in which providers can object to it."""
    rows: list[tuple[Runs, ...]] = [
        ((part.name,), (rationale.points_of(part),), (part.source or "niet vermeld",)) for part in item.parts
    ]
    columns = (Column("Van kosten naar percentage", 6), Column("Deel", 2, numeric=True), Column("Bron", 5))
    totals: tuple[tuple[Runs, ...], ...] = ((("Samen",), (exact_points(item.percent),), ("",)),)
    blocks: list[Block] = [
        paragraph(rationale.accounts_in_words(item)),
        Table(f"Van kosten naar percentage, {item.name}", columns, tuple(rows), totals),
    ]
    if item.indexation is not None:
        blocks.append(paragraph(rationale.indexation_in_words(item)))
    if item.objection is not None:
        blocks.append(paragraph(rationale.window_in_words(policy, item.objection), tone=Tone.LEAD))
        blocks.append(paragraph(item.objection.how))
        blocks.append(paragraph(ground_of(item.objection.ground), tone=Tone.NOTE))
    blocks.append(paragraph(ground_of(item.ground), tone=Tone.NOTE))
    return Section(f"Waarop {rationale.article(policy)} {rationale.word(policy)} berust: {item.name}", tuple(blocks))


def division(policy: Policy) -> Section:
    """How the space is divided: the steps in the order in which they work."""
    steps = policy.division
    blocks: list[Block] = [paragraph("Wij verdelen de ruimte in deze volgorde. Geen stap slaan wij over.")]
    number = 1
    for kind, group in (("space", steps.space), ("model", steps.models), ("after", steps.after)):
        blocks.extend(_steps(policy, group, kind, start=number))
        number += len(group)
    tie = f"Bij een gelijke stand beslist een loting met de sleutel '{steps.tie_key}'."
    blocks.append(paragraph(tie, tone=Tone.NOTE))
    return Section("Hoe wij de ruimte verdelen", tuple(blocks))


def norms(policy: Policy) -> tuple[Section, ...]:
    """What the division must respect."""
    if not policy.norms:
        return ()
    return (
        Section(
            "Normen voor de verdeling",
            tuple(_norm(policy, norm, f"Norm {place}") for place, norm in enumerate(policy.norms, start=1)),
        ),
    )


def agreement(policy: Policy) -> Section:
    """The agreement that follows."""
    contract = policy.contract
    years = f"{contract.years} jaar"
    longer = f" Wij kunnen de overeenkomst met {contract.extension_years} jaar verlengen."
    more = longer if contract.extension_years else ""
    yearly = " Elk jaar spreken wij prijzen en aantallen opnieuw af." if contract.yearly_update else ""
    blocks: list[Block] = [
        paragraph(f"De overeenkomst begint op {day(contract.starts_on)} en duurt {years}.{more}{yearly}"),
        *contract_form(contract),
    ]
    if contract.above_agreement is not None:
        blocks.append(paragraph(above_in_words(policy)))
        blocks.append(paragraph(ground_of(contract.above_agreement.ground), tone=Tone.NOTE))
    if contract.conditions:
        blocks += [paragraph("Algemene voorwaarden:"), Bullets(tuple((text,) for text in contract.conditions))]
    blocks.append(paragraph(ground_of(contract.ground), tone=Tone.NOTE))
    return Section("De overeenkomst", tuple(blocks))


def surcharges(policy: Policy) -> tuple[Section, ...]:
    """What can be earned later in the year."""
    if not policy.surcharges:
        return ()
    rows: list[tuple[Runs, ...]] = [
        ((item.name,), (f"hooguit {exact_points(item.points)}",), (item.condition,), (basis_of(item.ground),))
        for item in policy.surcharges
    ]
    columns = (Column("Opslag", 4), Column("Hoeveel", 3), Column("Voorwaarde", 5), Column("Grond", 5))
    return (Section("Opslagen", (Table("Opslagen met hun voorwaarde", columns, tuple(rows)),)),)


def _steps(policy: Policy, steps: tuple[Step, ...], kind: str, start: int = 1) -> tuple[Section, ...]:
    known = declared().get(kind, {})
    word = "Onderdeel" if kind == "tariff" else "Stap"
    return tuple(_step(policy, step, known, f"{word} {number}") for number, step in enumerate(steps, start=start))


def _step(policy: Policy, step: Step, known: Mapping[str, tuple[Param, ...]], title: str) -> Section:
    blocks: list[Block] = [paragraph(step.text)] if step.text else []
    blocks.extend(_where(policy, step.lots))
    values = settings(policy, step.id, known.get(step.use, ()), step.params)
    if values:
        blocks.append(Bullets(tuple((value,) for value in values)))
    blocks.append(paragraph(ground_of(step.ground), tone=Tone.NOTE))
    return Section(title, tuple(blocks))


def _norm(policy: Policy, norm: Norm, title: str) -> Section:
    rule = NORMS.get(norm.use)
    values = settings(policy, norm.id, rule.params if rule else (), norm.params)
    blocks: list[Block] = [*_where(policy, norm.lots)]
    if values:
        blocks.append(Bullets(tuple((value,) for value in values)))
    blocks.append(paragraph(ground_of(norm.ground), tone=Tone.NOTE))
    return Section(title, tuple(blocks))


def _where(policy: Policy, lots: tuple[str, ...]) -> tuple[Block, ...]:
    if not lots:
        return ()
    names = {lot.id: lot.name for lot in policy.lots}
    return (paragraph(f"Voor: {', '.join(names.get(lot, lot) for lot in lots)}."),)

"""The part of the printed policy on judging: requirements, criteria, and a score worked out as an example."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.application.document import Block, Bullets, Column, Runs, Section, Table, Tone, paragraph
from driehoek.application.printing.words import basis_of, due, for_whom_asked, ground_of, settings
from driehoek.domain.policy import Criterion, Lot, Policy, RequirementKind, RequirementUse
from driehoek.domain.tender.criteria import prepare_all
from driehoek.domain.tender.criteria.check import Prepared
from driehoek.domain.tender.criteria.definitions import METHODS
from driehoek.domain.tender.ranking import WorkedExample, tie_rule, worked_example
from driehoek.domain.tender.requirements.definitions import RULES
from driehoek.kernel import TieKey
from driehoek.kernel.dutch import NBSP, number, percentage

_KINDS = (
    (RequirementKind.SUITABILITY, "Eisen waaraan u moet voldoen", "Voldoet u niet, dan krijgt u geen overeenkomst."),
    (RequirementKind.EXCLUSION, "Gronden om u uit te sluiten", "Geldt een van deze gronden, dan sluiten wij u uit."),
    (RequirementKind.CONDITION, "Voorwaarden bij de overeenkomst", "Deze voorwaarden worden deel van de overeenkomst."),
)
BEYOND = "Komt boven op het landelijke kader."
"""The mark of a requirement of the purchaser's own (B-028)."""


def requirements(policy: Policy) -> Section:
    """The requirements by kind, each with when, for whom and why; own requirements are marked."""
    blocks: list[Block] = []
    own = sum(use.beyond_framework for use in policy.requirements)
    count = {0: "Geen eis komt", 1: "1 eis komt"}.get(own, f"{own} eisen komen")
    blocks.append(paragraph(f"{count} boven op het landelijke kader."))
    for kind, title, meaning in _KINDS:
        uses = [use for use in policy.requirements if use.kind is kind]
        if uses:
            table = Table(title, _COLUMNS, tuple(_row(policy, number, use) for number, use in enumerate(uses, start=1)))
            blocks.append(Section(title, (paragraph(meaning), table)))
    return Section("De eisen", tuple(blocks))


_COLUMNS = (Column("Nr", 1), Column("Eis", 6), Column("Wanneer", 3), Column("Voor wie", 3), Column("Grond", 5))


def _row(policy: Policy, place: int, use: RequirementUse) -> tuple[Runs, ...]:
    rule = RULES.get(use.use)
    # which question is tested is of no interest to people who see the question itself
    own = {name: raw for name, raw in use.params.items() if not name.endswith("question")}
    params = tuple(param for param in rule.params if param.name in own) if rule else ()
    question = policy.question(use.question)
    values = "; ".join(settings(policy, use.id, params, own, question.options if question else {}))
    parts = (use.text, f"({values})" if values else "", BEYOND if use.beyond_framework else "")
    text = " ".join(part for part in parts if part)
    return ((use.label or str(place),), (text,), (due(use),), (for_whom_asked(policy, use),), (basis_of(use.ground),))


def criteria(policy: Policy) -> tuple[Section, ...]:
    """Per ranked lot the criteria with weights and scoring, the tie rule and a worked example."""
    return tuple(_lot(policy, lot) for lot in policy.lots if lot.criteria)


def _lot(policy: Policy, lot: Lot) -> Section:
    ready = {item.leaf.id: item for item in prepare_all(policy, lot) if isinstance(item, Prepared)}
    blocks: list[Block] = [
        paragraph(f"Wij geven per criterium punten. De hoogste score is {lot.scale}."),
        Table("Criteria met hun gewicht", (Column("Criterium", 5), Column("Gewicht", 2, numeric=True)), _tree(lot)),
        *(_criterion(policy, leaf, ready.get(leaf.id)) for leaf in lot.leaves()),
        Section("Bij een gelijke stand", (paragraph(tie_rule(TieKey(policy.division.tie_key))),)),
        _example(worked_example(policy, lot)),
    ]
    return Section(f"Hoe wij beoordelen: {lot.name}", tuple(blocks))


def _tree(lot: Lot) -> tuple[tuple[Runs, ...], ...]:
    def rows(nodes: tuple[Criterion, ...], depth: int) -> Iterator[tuple[Runs, ...]]:
        for node in nodes:
            of = " van het criterium hierboven" if depth else ""
            yield ((f"{2 * depth * NBSP}{node.name}",), (f"{percentage(node.weight)}{of}",))
            yield from rows(node.parts, depth + 1)

    return tuple(rows(lot.criteria, 0))


def _criterion(policy: Policy, leaf: Criterion, ready: Prepared | None) -> Section:
    method = METHODS.get(leaf.method)
    blocks: list[Block] = []
    if ready is not None and ready.asked.question is not None:
        blocks.append(paragraph(f"Wij vragen: {ready.asked.question.text}"))
    if method is not None:
        blocks.append(paragraph(f"Zo geven wij punten: {method.meaning_nl}"))
    items = [f"Alle punten: {ready.norm}"] if ready is not None else []
    if method is None or ready is None:
        items.extend(settings(policy, leaf.id, method.params if method else (), leaf.params))
    if leaf.minimum is not None:
        items.append(f"Minimum: {percentage(leaf.minimum)} van de punten. Daaronder doet u niet verder mee.")
    if items:
        blocks.append(Bullets(tuple((item,) for item in items)))
    blocks.append(paragraph(ground_of(leaf.ground), tone=Tone.NOTE))
    return Section(leaf.name, tuple(blocks))


def _example(example: WorkedExample | tuple[object, ...]) -> Section:
    title = "Een voorbeeld uitgerekend"
    if not isinstance(example, WorkedExample):
        return Section(
            title, (paragraph("Er is nog geen voorbeeld: aan de criteria moet eerst iets worden hersteld."),)
        )
    columns = [Column("Criterium", 4), Column("Gewicht", 2, numeric=True)]
    for name in example.names:
        columns += [Column(f"{name}: antwoord", 3), Column("Punten", 2, numeric=True)]
    rows: list[tuple[Runs, ...]] = []
    for row in example.rows:
        cells: list[Runs] = [(row.criterion,), (percentage(row.weight),)]
        for answer, points in zip(row.answers, row.points, strict=True):
            cells += [(answer,), (number(points),)]
        rows.append(tuple(cells))
    totals: list[Runs] = [("Totaal",), ("",)]
    for total, place in zip(example.totals, example.places, strict=True):
        totals += [(f"plaats {place}",), (number(total),)]
    table = Table("Twee verzonnen inschrijvingen gescoord", tuple(columns), tuple(rows), (tuple(totals),))
    return Section(title, (table, Bullets(tuple((line,) for line in example.text))))

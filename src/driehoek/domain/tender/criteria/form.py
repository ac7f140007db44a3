"""One assessment form for all assessors of a lot, so that plans are judged alike wherever they are read (M-268)."""

from __future__ import annotations

from dataclasses import dataclass

from driehoek.domain.policy import Lot, Policy
from driehoek.domain.tender.criteria.base import Reads
from driehoek.domain.tender.criteria.check import Prepared, prepared


@dataclass(frozen=True, slots=True)
class FormRow:
    """One criterion on the assessment form.

    Attributes:
        criterion: its id, as ``marks.csv`` wants it.
        name: in plain Dutch.
        asked: the question that the provider answered; empty where there is none.
        norm: what the full points ask.
        anchors: what each mark means, where the policy says so.
        scale: the highest mark.
        assessors: how many must mark it at least.
    """

    criterion: str
    name: str
    asked: str
    norm: str
    anchors: tuple[str, ...]
    scale: int
    assessors: int


def assessment_form(policy: Policy, lot: Lot) -> tuple[FormRow, ...]:
    """The criteria of ``lot`` that assessors mark, in the order of the tree, with the norm they all apply.

    Criteria with faults are left out here; `check_lot` reports them.
    """
    ready = (prepared(policy, lot, leaf) for leaf in lot.leaves())
    return tuple(
        FormRow(
            criterion=item.leaf.id,
            name=item.leaf.name,
            asked=item.asked.question.text if item.asked.question is not None else "",
            norm=item.norm,
            anchors=item.params.texts("anchors"),
            scale=lot.scale,
            assessors=item.params.integer("assessors"),
        )
        for item in ready
        if isinstance(item, Prepared) and item.method.reads is Reads.MARKS
    )

"""What differs between two fillings of one form: a draft and what was handed in last, or a workbook that came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from driehoek.application.entry_form import EntryForm, FilledForm
from driehoek.domain.policy import QuestionType
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Quantity, decimal_text

QUANTITY, CAPACITY = "quantity", "capacity"
COLUMNS: Mapping[str, str] = {QUANTITY: "Aantal", CAPACITY: "Ten hoogste"}


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled with, as text.

    Attributes:
        lots: the lots that are entered.
        answers: per question.
        volumes: per lot and product the quantity and the capacity.
        evidence: per question the names of its documents.
        subcontractors: the names of who else delivers.
    """

    lots: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    volumes: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[str]] = field(default_factory=dict)
    subcontractors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs.

    Attributes:
        field: ``answer-ID``, ``lot-ID`` or ``cell-LOT|PRODUCT|COLUMN``, as the workspace names it; or ``evidence-ID``
            or ``subcontractors``, which are told and cannot be taken over.
        place: what it is about, in plain Dutch.
        before: what stood there, as it is kept.
        after: what stands there now.
        before_words: the first as a person reads it.
        after_words: the second.
    """

    field: str
    place: str
    before: str
    after: str
    before_words: str = ""
    after_words: str = ""


def filling_of(submission: Submission) -> Filling:
    """What a submission was filled with."""
    volumes: dict[str, dict[str, Sequence[str]]] = {}
    for line in submission.lines:
        capacity = _exact(line.capacity) if line.capacity is not None else ""
        volumes.setdefault(line.lot, {})[line.product] = (_exact(line.quantity), capacity)
    evidence: dict[str, list[str]] = {}
    for item in submission.evidence:
        evidence.setdefault(item.question, []).append(item.file)
    names = tuple(party.name for party in submission.subcontractors)
    return Filling(frozenset(submission.lots), dict(submission.answers), volumes, evidence, names)


def _exact(quantity: Quantity) -> str:
    """The number of units; hours whose minutes make no short decimal as hours:minutes."""
    text = decimal_text(quantity.value)
    if "…" not in text:
        return text
    hours, minutes = divmod(quantity.steps, quantity.unit.steps)
    return f"{hours}:{minutes:02d}"


def filling_of_form(filled: FilledForm, kept: Filling) -> Filling:
    """What a workbook was filled with. Its lots and documents are those of the draft: it does not change them."""
    volumes: dict[str, dict[str, Sequence[str]]] = {}
    for line in filled.lines:
        volumes.setdefault(line.lot, {})[line.product] = (line.quantity, line.capacity)
    documents = {name: text for name, text in kept.answers.items() if name in kept.evidence}
    return Filling(kept.lots, {**documents, **filled.answers}, volumes, kept.evidence, kept.subcontractors)


def differences(form: EntryForm, before: Filling, after: Filling) -> tuple[Difference, ...]:
    """Every field that differs, in the order of the form; two ways to write one number are the same."""
    return (*_lots(form, before, after), *_answers(form, before, after), *_cells(form, before, after),
            *_others(form, before, after))  # fmt: skip


def _lots(form: EntryForm, before: Filling, after: Filling) -> Iterator[Difference]:
    for lot in form.lots:
        was, now = lot.id in before.lots, lot.id in after.lots
        if was != now:
            words = [("wel" if item else "niet") for item in (was, now)]
            values = [("yes" if item else "no") for item in (was, now)]
            yield Difference(f"lot-{lot.id}", f"Inschrijven voor {lot.name}", *values, *words)


def _answers(form: EntryForm, before: Filling, after: Filling) -> Iterator[Difference]:
    for item in form.questions:
        question = item.question
        was, now = before.answers.get(question.id, "").strip(), after.answers.get(question.id, "").strip()
        if question.type is QuestionType.DOCUMENT or _same(was, now):
            continue
        words = [in_words(question.type, question.options, text) for text in (was, now)]
        yield Difference(f"answer-{question.id}", question.text, was, now, *words)


def in_words(kind: QuestionType, options: Mapping[str, str], answer: str) -> str:
    """An answer as a person reads it; a dash for none."""
    if not answer:
        return "–"
    if kind is QuestionType.YES_NO:
        return {"yes": "Ja", "no": "Nee"}.get(answer, answer)
    return options.get(answer, answer)


def _cells(form: EntryForm, before: Filling, after: Filling) -> Iterator[Difference]:
    names = {lot.id: lot.name for lot in form.lots}
    for item in form.products:
        lot, code = item.lot, item.product.code
        pairs = [list(side.volumes.get(lot, {}).get(code, ("", ""))) for side in (before, after)]
        for index, (column, label) in enumerate(COLUMNS.items()):
            was, now = (pair[index].strip() for pair in pairs)
            if not _same(was, now):
                place = f"{label} {code} {item.product.name}, {names[lot]}"
                yield Difference(f"cell-{lot}|{code}|{column}", place, was, now, was or "–", now or "–")


def _others(form: EntryForm, before: Filling, after: Filling) -> Iterator[Difference]:
    for item in form.questions:
        name = item.question.id
        was, now = (", ".join(sorted(side.evidence.get(name, ()))) for side in (before, after))
        if was != now:
            place = f"Bewijs bij: {item.question.text}"
            yield Difference(f"evidence-{name}", place, was, now, was or "–", now or "–")
    was, now = (", ".join(sorted(side.subcontractors)) for side in (before, after))
    if was != now:
        yield Difference("subcontractors", "Onderaannemers", was, now, was or "–", now or "–")


def _same(one: str, other: str) -> bool:
    return one == other or (bool(one and other) and _number(one) == _number(other) != "")


def _number(text: str) -> str:
    """A number without the ways in which it can be written; empty for what is none."""
    plain = text.replace(",", ".").lstrip("+")
    if not plain.replace(".", "", 1).lstrip("-").isdecimal():
        return ""
    whole, _, part = plain.partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}"

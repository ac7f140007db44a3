"""From a dossier to its folder; reading it back gives the same dossier."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from driehoek.adapters.dossier import tables
from driehoek.adapters.dossier.encode import encode, encode_policy
from driehoek.adapters.dossier.files import NOT_EMPTY, replace_folder
from driehoek.adapters.dossier.order import in_order, ordered_submission
from driehoek.adapters.dossier.submissions import Answers, EvidenceEntry
from driehoek.application.dossier import Dossier, SourceFile
from driehoek.domain.need import Arrangement, Line
from driehoek.domain.quality import Input
from driehoek.domain.tender.submission import Submission
from driehoek.kernel import Finding, Money, Place, Quantity, decimal_text
from driehoek.kernel.tabular import Table

_NO_FILES: Mapping[str, bytes] = {}


def write_dossier(dossier: Dossier, folder: Path, extra: Mapping[str, bytes] = _NO_FILES) -> tuple[Finding, ...]:
    """Write a dossier into a new or empty folder: whole, or not at all.

    Args:
        dossier: what is written; its parts come out in canonical order.
        folder: where to; must not hold anything yet.
        extra: further files by path, such as evidence or the tables that no dossier object holds.

    Returns:
        Nothing, or why it was not written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        return (Finding(NOT_EMPTY, folder.name, place=Place(str(folder))),)
    return replace_folder(folder, {**dossier_files(dossier), **extra}, durable=False)


def dossier_files(dossier: Dossier) -> dict[str, bytes]:
    """The files of a dossier by path; optional tables without rows are left out."""
    ordered = in_order(dossier)
    files = {tables.POLICY_FILE: encode_policy(ordered.policy).encode()}
    files |= table_files(ordered)
    for folder, submission in submission_folders(ordered):
        files |= _submission(submission, folder)
    return files


def table_files(dossier: Dossier) -> dict[str, bytes]:
    """The tables of a dossier by path; optional ones without rows are left out."""
    return {
        table.file: table_bytes(table, rows) for table, rows in _tables(in_order(dossier)) if rows or table.obligatory
    }


def submission_folders(dossier: Dossier) -> Iterator[tuple[str, Submission]]:
    """The folder of each submission, the second of one contract with ``-2`` and so on."""
    seen: Counter[str] = Counter()
    for submission in in_order(dossier).submissions:
        contract = submission.contract.code
        seen[contract] += 1
        number = f"-{seen[contract]}" if seen[contract] > 1 else ""
        yield f"{tables.SUBMISSIONS_FOLDER}/{contract}{number}", submission


def submission_files(submission: Submission) -> dict[str, bytes]:
    """The files of one submission in canonical form, by path inside its folder."""
    files = _submission(ordered_submission(submission), "")
    return {path.removeprefix("/"): data for path, data in files.items()}


def _tables(dossier: Dossier) -> Iterable[tuple[Table, list[Sequence[str]]]]:
    yield (
        tables.SPACE,
        [_cells(s.frame.pool, s.frame.name, s.amount, s.status, s.known_on, s.source) for s in dossier.spaces],
    )
    yield tables.SPACE_BASIS, [
        _cells(b.frame.pool, b.frame.name, b.historical, b.population, b.pgb_last, b.pgb_now, b.growth, b.other_act,
               "|".join(b.growth_for), b.source)
        for b in dossier.bases
    ]  # fmt: skip
    yield _products(dossier)
    yield tables.TARIFFS, _tariffs(dossier)
    yield tables.PROVIDERS, [
        _cells(p.contract, p.provider, p.name, p.sector, p.municipality, p.region, p.seat_region, p.group, p.concern,
               "|".join(p.categories))
        for p in dossier.providers
    ]  # fmt: skip
    yield tables.REALISED, [_cells(r.contract, r.product, r.quantity, r.amount, r.lot) for r in dossier.realised]
    yield _choices(dossier)
    yield from _needs(dossier)
    yield (
        tables.WAITING,
        [
            _cells(w.municipality, w.profile, w.count, w.status, w.day, w.source, w.contract, w.lot, w.classification)
            for w in dossier.waiting
        ],
    )
    yield tables.MARKS, [_cells(m.contract, m.criterion, m.assessor, m.points, m.motivation) for m in dossier.marks]
    yield (
        tables.DECISIONS,
        [
            _cells(d.contract, d.requirement, "yes" if d.excluded else "no", d.ground, d.decided_on, d.decided_by)
            for d in dossier.decisions
        ],
    )
    yield tables.ADJUSTMENTS, adjustment_rows(dossier)
    yield tables.CLIENT_INPUT, client_input_rows(dossier.client_input)
    yield tables.SOURCES, source_rows(dossier.sources)


def adjustment_rows(dossier: Dossier) -> list[Sequence[str]]:
    """The rows of ``adjustments.csv``."""
    return [
        _cells(a.contract, a.lot, a.amount_from, a.amount_to, a.ground, a.kind, a.proposer, a.approver, a.decided_on)
        for a in dossier.adjustments
    ]


def client_input_rows(inputs: Iterable[Input]) -> list[Sequence[str]]:
    """The rows of ``client-input.csv``; what is not so is left empty."""
    return [
        _cells(i.body, i.name, i.about, i.way, i.given_on, i.contract, i.location, i.matter, i.text, i.supporter,
               "yes" if i.on_paper else "", "yes" if i.shared else "",
               *((i.answer.followed, i.answer.text, i.answer.answered_on) if i.answer else ("", "", "")))
        for i in inputs
    ]  # fmt: skip


def source_rows(sources: Iterable[SourceFile]) -> list[Sequence[str]]:
    """The rows of ``sources.csv``."""
    return [_cells(s.file, s.supplier, s.received_on, s.sha256) for s in sources]


def _choices(dossier: Dossier) -> tuple[Table, list[Sequence[str]]]:
    """The choices; where every client has a package nothing is said of arrangements, as in files of before."""
    rows = [
        _cells(c.contract, c.lot, c.product, c.quantity, c.chosen_on, c.clients, c.arrangement) for c in dossier.choices
    ]
    if any(choice.arrangement is not Arrangement.PACKAGE for choice in dossier.choices):
        return tables.CHOICES, list(rows)
    return replace(tables.CHOICES, columns=tables.CHOICES.columns[:-1]), [row[:-1] for row in rows]


def _products(dossier: Dossier) -> tuple[Table, list[Sequence[str]]]:
    """The products; where no kinds of care are told apart the column is left out, as in files of before."""
    rows = [
        _cells(p.code, p.name, p.sector, p.form, p.unit, p.category, p.treatment, p.zzp, p.function, p.care)
        for p in dossier.products
    ]
    if any(product.care for product in dossier.products):
        return tables.PRODUCTS, list(rows)
    return replace(tables.PRODUCTS, columns=tables.PRODUCTS.columns[:-1]), [row[:-1] for row in rows]


def _needs(dossier: Dossier) -> Iterable[tuple[Table, list[Sequence[str]]]]:
    yield (
        tables.CLASSES,
        [
            _cells(c.contract, c.lot, c.product, c.name, c.clients, c.low, c.high, c.weeks, c.used)
            for c in dossier.classes
        ],
    )
    yield tables.NEW_CLIENTS, [_cells(n.lot, n.product, n.quantity, n.clients) for n in dossier.new_clients]
    yield tables.AREAS, [_cells(a.lot, a.area, a.weight, a.source) for a in dossier.areas]
    yield tables.PICTURE, [_picture_line(line) for line in dossier.picture]
    yield tables.FIGURES, [_cells(f.contract, f.lot, f.figure, f.value, f.ground) for f in dossier.figures]


def picture_bytes(lines: Iterable[Line]) -> bytes:
    """The lines of pictures of need as ``need/picture.csv``, in order of id."""
    return table_bytes(tables.PICTURE, map(_picture_line, sorted(lines, key=lambda line: line.id)))


def _picture_line(line: Line) -> tuple[str, ...]:
    figure = line.figure
    if figure is None:
        return _cells(line.id, line.text, *[""] * 7)
    origin = figure.origin
    ends = (figure.low, figure.high, figure.confidence or "")
    return _cells(line.id, line.text, figure.value, *ends, origin.basis, origin.source, origin.how)


def _tariffs(dossier: Dossier) -> list[Sequence[str]]:
    return [
        _cells(
            product,
            entry.value.amount,
            entry.period.start,
            entry.period.last,
            entry.value.badge,
            entry.source,
            entry.confirmed_on,
        )
        for product, series in dossier.tariffs.series.items()
        for entry in series.entries
    ]


def _submission(submission: Submission, folder: str) -> dict[str, bytes]:
    answers = Answers(
        received=submission.received,
        lots=submission.lots,
        answers=submission.answers,
        evidence=tuple(
            EvidenceEntry(item.question, item.file, item.issued_on, item.expires_on, item.sha256)
            for item in submission.evidence
        ),
        subcontractors=submission.subcontractors,
        withdrawn_on=submission.withdrawn_on,
        completed=submission.completed,
    )
    files = {f"{folder}/{tables.ANSWERS_FILE}": encode(answers).encode()}
    rows = [_cells(line.lot, line.product, line.quantity, line.capacity) for line in submission.lines]
    if rows:
        files[f"{folder}/{tables.VOLUMES.file}"] = table_bytes(tables.VOLUMES, rows)
    return files


def table_bytes(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    """A table in canonical form: UTF-8, ``;`` between cells, a header, one line end."""
    return csv_bytes(table.names, rows)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV bytes in canonical form."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _cells(*values: Any) -> tuple[str, ...]:
    return tuple(cell(value) for value in values)


def cell(value: Any) -> str:
    """A value as the text of a cell, exact."""
    kind = value.__class__
    if kind is str:  # by far the most, so first
        return str(value)
    write = _WRITERS.get(kind)
    return write(value) if write else str(getattr(value, "value", value))


def number_text(number: Fraction) -> str:
    """A number as a decimal where that is exact, else as a quotient."""
    text = decimal_text(number)
    return f"{number.numerator}/{number.denominator}" if "…" in text else text


def quantity_text(quantity: Quantity) -> str:
    """A quantity without its unit; hours whose minutes make no short decimal as hours:minutes."""
    if quantity.unit.steps == 1:
        return str(quantity.steps)
    text = decimal_text(quantity.value)
    if "…" not in text:
        return text
    hours, minutes = divmod(abs(quantity.steps), quantity.unit.steps)
    return f"{'-' if quantity.steps < 0 else ''}{hours}:{minutes:02d}"


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    int: str,
    Money: str,
    Quantity: quantity_text,
    Fraction: number_text,
}
"""The types whose text is not that of their ``value``, and the most frequent others."""

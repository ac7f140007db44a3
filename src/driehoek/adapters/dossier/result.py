"""What a run leaves in ``result/``: the decision as tables that people and programs read, and its fingerprints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from driehoek.adapters.dossier.difference import first_difference
from driehoek.adapters.dossier.files import Files, hold, replace_folder, standing
from driehoek.adapters.dossier.own_work import DECISION_FILE, RENDERINGS_FILE, may_replace, own_work, renderings
from driehoek.adapters.dossier.result_tables import (
    ASSESSMENTS,
    CHANGES,
    DIVISION,
    FINDINGS_TABLE,
    FRAMES,
    GUARANTEES,
    LEDGER,
    LINES,
    RANKING,
    REASONS,
    REGIONS,
    REQUESTS,
    REQUIREMENTS,
    SCORES,
    TOTALS,
    WHITE_SPOTS,
    ResultTable,
)
from driehoek.adapters.dossier.tables import RESULT_FOLDER
from driehoek.adapters.dossier.write import cell, csv_bytes
from driehoek.application.change import VersionChange
from driehoek.application.outcome import RoundOutcome
from driehoek.application.regional import regional_sums
from driehoek.application.report import made_up
from driehoek.application.white_spots import Fate, white_spots
from driehoek.domain.agreement import AgreementLine, control_totals
from driehoek.domain.allocation.result import Grant, Input, Reason, SpaceRequest
from driehoek.domain.ledger import Transfer
from driehoek.domain.need import Figure
from driehoek.domain.tender.outcome import Assessment, Ranked, Tested
from driehoek.kernel import ZERO, Code, Finding, Holds, NotApplicable, Place, Rate, Rounding, Severity, blocking, total
from driehoek.kernel.rounding import round_to_whole

FORMAT_VERSION = 1

NO_RESULT = Code(
    "DOS-105",
    nl="In {subject} staat geen resultaat om mee te vergelijken.",
    en="There is no result in {subject} to compare with.",
    mend_nl="Draai eerst de ronde.",
    mend_en="Run the round first.",
)
RESULT_DIFFERS = Code(
    "DOS-106",
    nl="{subject} is niet wat de ronde nu geeft. Er staat: {seen}",
    en="{subject} is not what the round gives now. It says: {seen}",
    mend_nl="Het zou moeten zijn: {wanted}",
    mend_en="It should be: {wanted}",
)
RESULT_MISSING = Code(
    "DOS-107",
    nl="{subject} ontbreekt in het resultaat.",
    en="{subject} is missing from the result.",
    mend_nl="Zet het bestand terug of draai de ronde opnieuw.",
    mend_en="Put the file back or run the round again.",
)
RESULT_EXTRA = Code(
    "DOS-108",
    nl="{subject} hoort niet bij het resultaat.",
    en="{subject} is no part of the result.",
    mend_nl="Bewaar het ergens anders; een volgende run stopt erop.",
    mend_en="Keep it elsewhere; the next run stops on it.",
    severity=Severity.WARNING,
)
RENDERING_CHANGED = Code(
    "DOS-109",
    nl="{subject} is veranderd of weg sinds de run.",
    en="{subject} was changed or removed since the run.",
    mend_nl="Draai de ronde opnieuw om brieven, formulieren en rapport opnieuw te maken.",
    mend_en="Run the round again to make letters, forms and report anew.",
    severity=Severity.WARNING,
)
DECISION_BROKEN = Code(
    "DOS-110",
    nl="{subject} is niet te lezen: {seen}.",
    en="{subject} cannot be read: {seen}.",
    mend_nl="Zet het bestand terug of draai de ronde opnieuw.",
    mend_en="Put the file back or run the round again.",
)
FINDINGS = (NO_RESULT, RESULT_DIFFERS, RESULT_MISSING, RESULT_EXTRA, RENDERING_CHANGED, DECISION_BROKEN)

_LINE_NUMBER = re.compile(r"(?<=\.csv):\d+(:\d+)?")
_FORMULA = frozenset({"=", "+", "-", "@", "\t", "\r"})
_NUMBER = re.compile(r"^-?[0-9][0-9./:%…]*$")
_NO_FILES: Mapping[str, bytes] = {}
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Decision:
    """The content of ``decision.json``.

    Attributes:
        year: the contract year.
        decided_on: the day of decision, ISO form.
        engine_version: the version of Driehoek that decided.
        input_fingerprint: SHA-256 over the inputs.
        decision_fingerprint: SHA-256 over inputs, engine version, scores, division and reasons.
        counts: how many there are of each, and sums of money as text.
        tables: per table its SHA-256.
    """

    year: int
    decided_on: str
    engine_version: str
    input_fingerprint: str
    decision_fingerprint: str
    counts: Mapping[str, int | str]
    tables: Mapping[str, str]


def result_files(outcome: RoundOutcome) -> dict[str, bytes]:
    """The tables of a result and ``decision.json``, by file name; the same bytes for the same decision."""
    files = {table.file: csv_bytes(tuple(table.columns), rows) for table, rows in _tables(outcome)}
    hashes = {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
    invented = made_up(outcome)
    form = {
        "format": FORMAT_VERSION,
        "year": outcome.dossier.policy.year,
        "version": outcome.version,
        "policy_version": outcome.dossier.policy.version,
        "synthetic": bool(invented),
        "synthetic_products": list(invented),
        "decided_on": outcome.decided_on.isoformat(),
        "engine_version": outcome.engine_version,
        "input_fingerprint": outcome.input_fingerprint,
        "decision_fingerprint": outcome.decision_fingerprint,
        "counts": _counts(outcome),
        "tables": hashes,
    }
    files[DECISION_FILE] = (json.dumps(form, indent=2, ensure_ascii=False) + "\n").encode()
    return files


def whole_result(
    outcome: RoundOutcome, files: Files = _NO_FILES, made: dict[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """All files of a result as they come: renderings, tables, and the list of renderings with their hashes.

    Args:
        outcome: the decisions.
        files: the renderings by path.
        made: filled with the hash of each rendering, for who wants to know them.
    """
    hashes = {} if made is None else made
    for path, data in files.items() if isinstance(files, Mapping) else files:
        hashes[path] = sha256(data).hexdigest()
        yield path, data
    yield from result_files(outcome).items()
    yield RENDERINGS_FILE, csv_bytes(("file", "sha256"), sorted(hashes.items()))


def write_result(
    outcome: RoundOutcome, folder: Path, files: Files = _NO_FILES, *, name: str = RESULT_FOLDER, overwrite: bool = False
) -> tuple[Finding, ...]:
    """Write the result of a round in a dossier folder: whole, or not at all.

    Args:
        outcome: the decisions.
        folder: the dossier folder.
        files: renderings by path inside the result: letters, forms, the report.
        name: of the folder of the result.
        overwrite: whether it may take the place of work that people put there; that is kept then.

    Returns:
        Errors when nothing was written (another run holds the folder, the disk is full, it holds people's work); a
        note when an earlier run had been cut short, and one when the old result was kept.
    """
    target, made = folder / name, dict[str, str]()

    def keep() -> bool:
        return bool(renderings(target).keys() - made.keys() or own_work(target))

    with hold(folder) as held:
        found = held if blocking(held) else (*held, *may_replace(target, overwrite=overwrite))
        return (
            found
            if blocking(found)
            else (*found, *replace_folder(target, whole_result(outcome, files, made), keep=keep))
        )


def read_decision(folder: Path) -> tuple[Decision | None, tuple[Finding, ...]]:
    """Read ``result/decision.json`` of a dossier folder."""
    path, name = standing(folder / RESULT_FOLDER) / DECISION_FILE, f"{RESULT_FOLDER}/{DECISION_FILE}"
    try:
        form = json.loads(path.read_bytes())
        decision = Decision(**{field: form[field] for field in Decision.__dataclass_fields__})
    except FileNotFoundError:
        return None, (Finding(NO_RESULT, folder.name, place=Place(name)),)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return None, (Finding(DECISION_BROKEN, name, seen=repr(error)[:_SHOWN], place=Place(name)),)
    return decision, ()


def compare_result(outcome: RoundOutcome, folder: Path) -> tuple[Finding, ...]:
    """Hold the ``result/`` of a dossier folder against what the round gives now, byte for byte.

    Returns:
        A finding per file that differs, with its first line that does; a warning per rendering that was changed.
    """
    target = standing(folder / RESULT_FOLDER)
    if not target.is_dir():
        return (Finding(NO_RESULT, folder.name, place=Place(RESULT_FOLDER)),)
    wanted = result_files(outcome)
    findings = [finding for name, data in sorted(wanted.items()) for finding in _compared(target, name, data)]
    return (*findings, *_renderings(target, set(wanted)))


def _compared(target: Path, name: str, wanted: bytes) -> Iterator[Finding]:
    shown = f"{RESULT_FOLDER}/{name}"
    try:
        seen = (target / name).read_bytes()
    except OSError:
        yield Finding(RESULT_MISSING, shown, place=Place(shown))
        return
    if seen != wanted:
        line, here, there = first_difference(name, seen, wanted)
        yield Finding(RESULT_DIFFERS, shown, seen=here, wanted=there, place=Place(shown, line))


def _renderings(target: Path, known: set[str]) -> Iterator[Finding]:
    listed = renderings(target)
    for name, digest in sorted(listed.items()):
        shown, path = f"{RESULT_FOLDER}/{name}", target / name
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            yield Finding(RENDERING_CHANGED, shown, place=Place(shown))
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if path.is_file() and name not in known and name not in listed and name != RENDERINGS_FILE:
            shown = f"{RESULT_FOLDER}/{name}"
            yield Finding(RESULT_EXTRA, shown, place=Place(shown))


def _counts(outcome: RoundOutcome) -> dict[str, int | str]:
    granted = total(grant.money for grant in outcome.allocation.grants)
    return {
        "providers": len(outcome.dossier.providers),
        "submissions": len(outcome.dossier.submissions),
        "admitted": sum(item.admitted for item in outcome.assessments),
        "grants": len(outcome.allocation.grants),
        "reasons": len(outcome.allocation.reasons),
        "lines": len(outcome.lines),
        "findings": len(outcome.findings),
        "verification": len(outcome.verification),
        "adjustments": len(outcome.dossier.adjustments),
        "space": str(total(space.amount for space in outcome.problem.spaces)),
        "granted": str(granted),
        "agreed": str(total(line.amount for line in outcome.lines)),
    }


Rows = Iterable[Sequence[str]]


def _tables(outcome: RoundOutcome) -> Iterator[tuple[ResultTable, Rows]]:
    allocation = outcome.allocation
    yield FINDINGS_TABLE, _finding_rows(outcome)
    names = {item.contract.code: item.name for item in outcome.dossier.providers}
    yield ASSESSMENTS, [_assessment(names[item.contract], item) for item in outcome.assessments]
    yield REQUIREMENTS, [_tested(item.contract, one) for item in outcome.assessments for one in item.tested]
    yield SCORES, _score_rows(outcome)
    yield RANKING, [_ranked(item) for lot in sorted(outcome.rankings) for item in outcome.rankings[lot]]
    yield DIVISION, [_grant(grant) for grant in allocation.grants]
    yield FRAMES, _frame_rows(outcome)
    yield (
        REGIONS,
        [
            _row(item.pool, item.region, item.contracts, item.realised, item.granted, item.agreed)
            for item in regional_sums(outcome)
        ],
    )
    yield WHITE_SPOTS, _white_spots(outcome)
    yield GUARANTEES, [_row(item.contract, item.lot, item.amount, item.step) for item in allocation.guarantees]
    yield REQUESTS, [row for item in allocation.requests for row in _request(item)]
    yield REASONS, [_reason(number, reason) for number, reason in enumerate(allocation.reasons, start=1)]
    yield LINES, [_line(line) for line in outcome.lines]
    yield TOTALS, [_row(item.kind, item.name, item.lines, item.amount) for item in control_totals(outcome.lines)]
    if outcome.change is not None:
        yield CHANGES, _change_rows(outcome.change)
    yield LEDGER, [_transfer(number, item) for number, item in enumerate(outcome.ledger.transfers, start=1)]


def _white_spots(outcome: RoundOutcome) -> Iterator[tuple[str, ...]]:
    found = white_spots(outcome)
    for spot in found.asked:
        head = (spot.line, spot.name, *_figure(spot.figure))
        for item in spot.answers:
            reward = "" if item.reward is None else _points(item.reward)
            lots = "|".join(item.lots)
            yield _row(*head, item.contract, lots, item.fate, item.agreed, item.realised, item.more, reward)
        if not spot.answers:
            yield _row(*head, "", "", spot.fate, ZERO, ZERO, ZERO, "")
    for line in found.not_asked:
        yield _row(line.id, line.text, *_figure(line.figure), "", "", Fate.NOT_ASKED, ZERO, ZERO, ZERO, "")


def _figure(figure: Figure | None) -> tuple[Any, ...]:
    return ("", "", "", "") if figure is None else (figure.value, figure.low, figure.high, figure.origin.basis)


def _assessment(name: str, item: Assessment) -> tuple[str, ...]:
    return _row(item.contract, name, item.standing, "|".join(item.closed_lots), item.sentence)


def _tested(contract: str, one: Tested) -> tuple[str, ...]:
    return _row(contract, one.requirement, one.kind, *_said(one), one.question, one.answer, one.sentence)


def _score_rows(outcome: RoundOutcome) -> list[tuple[str, ...]]:
    return [
        _row(
            lot,
            item.contract,
            score.criterion,
            score.share,
            score.points,
            score.weight,
            score.answer,
            score.norm,
            score.motivation,
            "yes" if score.below_minimum else "no",
        )
        for item in outcome.assessments
        for lot in sorted(item.scores)
        for score in item.scores[lot]
    ]


def _ranked(item: Ranked) -> tuple[str, ...]:
    return _row(item.lot, item.place, item.contract, item.total)


def _grant(grant: Grant) -> tuple[str, ...]:
    frame = grant.frame
    return _row(grant.lot, grant.contract, frame.pool, frame.name, grant.money, grant.agreed, len(grant.lines))


def _finding_rows(outcome: RoundOutcome) -> list[tuple[str, ...]]:
    found = [("dossier", "", item) for item in outcome.findings]
    found += [("verification", "", item) for item in outcome.verification]
    found += [("assessment", one.contract, item) for one in outcome.assessments for item in one.findings]
    # without line numbers, for the order of rows in an input file plays no part in a decision
    return sorted(
        _row(
            about,
            contract,
            item.code.id,
            item.severity,
            item.subject,
            item.seen,
            item.wanted,
            item.place.file if item.place else "",
            item.sentence(),
            item.mend(),
        )
        for about, contract, item in found
    )


def _said(tested: Tested) -> tuple[str, str]:
    outcome = tested.outcome
    if isinstance(outcome, Holds):
        return "holds", outcome.evidence
    if isinstance(outcome, NotApplicable):
        return "not-applicable", outcome.reason_nl
    return "fails", f"{outcome.code.id} {outcome.sentence()}"


def _frame_rows(outcome: RoundOutcome) -> list[tuple[str, ...]]:
    allocation = outcome.allocation
    rows = []
    for frame in sorted({space.frame for space in outcome.problem.spaces}):
        space, granted = outcome.problem.space(frame), allocation.used(frame)
        by_step = allocation.reserved.get(frame, {})
        reserved = total(by_step.values())
        steps = "|".join(f"{step}={by_step[step]}" for step in sorted(by_step))
        moved = allocation.moved_to(frame)
        left, exposure = space + moved - reserved - granted, allocation.exposure.get(frame, ZERO)
        claims = allocation.claims.get(frame)
        asked = (claims.asked, claims.room, _percentage(claims.use)) if claims else ("", "", "")
        rows.append(_row(frame.pool, frame.name, space, moved, reserved, granted, left, exposure, steps, *asked))
    return rows


def _percentage(rate: Rate | None) -> str:
    """A percentage in two decimals, for people; the amounts beside it are exact."""
    if rate is None:
        return ""
    whole, rest = divmod(round_to_whole(rate.value * 10_000, Rounding.HALF_UP), 100)
    return f"{whole}.{rest:02d}"


def _request(item: SpaceRequest) -> Iterator[tuple[str, ...]]:
    """A request as a whole, then each contract's part in it."""
    place = item.frame.pool, item.frame.name, item.lot, item.step
    yield _row(*place, "", item.amount, item.not_asked, item.reason)
    for contract, money in sorted(item.providers.items()):
        yield _row(*place, contract, money, "", "")


def _reason(number: int, reason: Reason) -> tuple[str, ...]:
    frame = reason.frame
    return _row(
        number,
        reason.contract,
        reason.lot,
        frame.pool if frame else "",
        frame.name if frame else "",
        reason.kind,
        reason.step,
        reason.rule,
        reason.amount,
        "" if reason.points is None else _points(reason.points),
        reason.product,
        " | ".join(_input(item) for item in reason.inputs),
        reason.text,
        reason.units,
    )


def _input(item: Input) -> str:
    source = _LINE_NUMBER.sub("", item.source)
    return f"{item.name}={item.value} [{source}]" if source else f"{item.name}={item.value}"


def _line(line: AgreementLine) -> tuple[str, ...]:
    return _row(
        line.year,
        line.round,
        line.region,
        line.provider,
        line.contract,
        line.lot,
        line.sector,
        line.category,
        line.treatment,
        line.product,
        line.name,
        line.quantity.unit,
        line.quantity,
        line.maximum,
        "|".join(f"{part.name}={_points(part.points)}" for part in line.parts),
        _points(line.share),
        line.price,
        line.amount,
        line.badge,
        line.status,
    )


def _change_rows(change: VersionChange) -> list[tuple[str, ...]]:
    def about(contract: str) -> list[str]:
        return ["yes" if contract in found else "no" for found in (change.judged_again, change.placed_again)]

    rows = [
        _row(
            move.contract,
            move.lot,
            move.before,
            move.after,
            move.change,
            move.agreed_before,
            move.agreed_after,
            *about(move.contract),
            "|".join(f"{name or 'space'}={money}" for name, money in move.by),
        )
        for move in change.moves
    ]
    moved = {move.contract for move in change.moves}
    rows += [_row(name, *[""] * 6, *about(name), "") for name in change.touched if name not in moved]
    return sorted(rows)


def _transfer(number: int, item: Transfer) -> tuple[str, ...]:
    return _row(
        number,
        item.id,
        str(item.debit),
        str(item.credit),
        item.amount,
        item.state,
        item.day,
        item.bearer or "",
        item.reference,
        item.cause,
    )


def _points(rate: Rate) -> str:
    return _percentage_of(rate.value.numerator, rate.value.denominator)


@lru_cache(maxsize=4096)
def _percentage_of(numerator: int, denominator: int) -> str:
    """A round has a few percentages on many lines."""
    return f"{cell(Fraction(100 * numerator, denominator))}%"


def _row(*values: Any) -> tuple[str, ...]:
    return tuple([_harmless(text) if text[:1] in _FORMULA else text for text in map(cell, values)])


def _harmless(text: str) -> str:
    # a spreadsheet would run a provider's text that begins with = as a formula
    return text if _NUMBER.match(text) else f"'{text}"

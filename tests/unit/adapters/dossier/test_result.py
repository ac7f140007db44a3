"""A result is written whole or not at all, by one run at a time, and one changed cent shows."""

from __future__ import annotations

import csv
import errno
import fcntl
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from driehoek.adapters.dossier import compare_result, hold, read_decision, result_files, write_result
from driehoek.adapters.dossier.files import LOCK_FILE
from driehoek.adapters.dossier.result_tables import RESULT_TABLES
from driehoek.application.outcome import RoundOutcome
from driehoek.domain.allocation import Input
from driehoek.domain.catalogue import Badge
from driehoek.kernel import Code, Finding, Money, Place, Quantity, total
from driehoek.testing.region import region_outcome

OUTCOME = region_outcome(14)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter=";"))


def _codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code.id for finding in findings]


def test_a_result_holds_every_table_with_its_described_columns(tmp_path: Path) -> None:
    assert write_result(OUTCOME, tmp_path, {"letters/a.pdf": b"brief"}) == ()
    written = _tree(tmp_path / "result")
    assert set(written) == {
        *(table.file for table in RESULT_TABLES),
        "decision.json",
        "renderings.csv",
        "letters/a.pdf",
    }
    for table in RESULT_TABLES:
        header = written[table.file].decode().splitlines()[0].split(";")
        assert header == list(table.columns)
    assert _tree(tmp_path).keys() == {f"result/{name}" for name in written}


def test_the_tables_say_what_was_decided() -> None:
    files = result_files(OUTCOME)
    lines = _rows(files["lines.csv"])
    assert total(Money.parse(row["amount"]) for row in lines) == total(line.amount for line in OUTCOME.lines)
    first, row = OUTCOME.lines[0], lines[0]
    assert (row["contract"], row["product"], row["price"]) == (first.contract.code, first.product, str(first.price))
    assert Quantity.parse(row["quantity"], first.quantity.unit) == first.quantity
    assert Fraction(row["share"].removesuffix("%")) == first.share.points()
    grants = _rows(files["division.csv"])
    assert [(g["contract"], g["lot"], g["granted"]) for g in grants] == [
        (g.contract, g.lot, str(g.money)) for g in OUTCOME.allocation.grants
    ]
    for frame in _rows(files["frames.csv"]):
        parts = [Money.parse(frame[name]) for name in ("space", "reserved", "granted", "left")]
        assert parts[0] - parts[1] - parts[2] == parts[3]
    reasons = _rows(files["reasons.csv"])
    assert len(reasons) == len(OUTCOME.allocation.reasons)
    assert len(_rows(files["assessments.csv"])) == len(OUTCOME.assessments)
    scores = sum(len(scores) for item in OUTCOME.assessments for scores in item.scores.values())
    assert len(_rows(files["scores.csv"])) == scores
    assert len(_rows(files["requirements.csv"])) == sum(len(item.tested) for item in OUTCOME.assessments)
    assert len(_rows(files["ranking.csv"])) == sum(len(ranked) for ranked in OUTCOME.rankings.values())


def test_the_decision_holds_fingerprints_counts_and_the_hash_of_each_table(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path)
    decision, findings = read_decision(tmp_path)
    assert findings == ()
    assert decision is not None
    assert decision.input_fingerprint == OUTCOME.input_fingerprint
    assert decision.decision_fingerprint == OUTCOME.decision_fingerprint
    assert (decision.decided_on, decision.engine_version) == ("2026-10-01", "0.1.0")
    assert decision.counts["lines"] == len(OUTCOME.lines)
    for table in RESULT_TABLES:
        assert decision.tables[table.file] == sha256((tmp_path / "result" / table.file).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "code"), [(None, "DOS-105"), (b"{", "DOS-110"), (b"[]", "DOS-110"), (b'{"year": 1}', "DOS-110")]
)
def test_a_decision_that_is_not_there_or_broken_is_a_finding(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "result").mkdir()
        (tmp_path / "result" / "decision.json").write_bytes(content)
    decision, findings = read_decision(tmp_path)
    assert decision is None
    assert _codes(findings) == [code]


def test_the_same_outcome_compares_equal(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path, {"report.html": b"x"})
    assert compare_result(OUTCOME, tmp_path) == ()


@pytest.mark.parametrize("name", ["lines.csv", "division.csv", "reasons.csv", "frames.csv"])
def test_one_changed_cent_is_found_with_its_file_and_line(tmp_path: Path, name: str) -> None:
    write_result(OUTCOME, tmp_path)
    path = tmp_path / "result" / name
    text = path.read_text(encoding="utf-8")
    cents = re.search(r"(?<=;)[0-9]+[.][0-9]{2}(?=;)", text)
    assert cents is not None
    changed = Money.parse(cents.group()) + Money(1)
    path.write_text(text[: cents.start()] + str(changed) + text[cents.end() :], encoding="utf-8")
    at = text.count("\n", 0, cents.start())
    (finding,) = compare_result(OUTCOME, tmp_path)
    assert finding.code.id == "DOS-106"
    assert finding.place == Place(f"result/{name}", at + 1)
    assert finding.seen != finding.wanted


def test_a_changed_outcome_names_each_file_it_touches(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path)
    line = OUTCOME.lines[-1]
    other = replace(OUTCOME, lines=(*OUTCOME.lines[:-1], replace(line, amount=line.amount + Money(1))))
    findings = compare_result(other, tmp_path)
    assert [(item.code.id, item.subject) for item in findings] == [
        ("DOS-106", "result/decision.json"),
        ("DOS-106", "result/lines.csv"),
        ("DOS-106", "result/totals.csv"),
    ]
    assert findings[1].place == Place("result/lines.csv", len(OUTCOME.lines) + 1)


def test_missing_surplus_and_changed_files_are_told_apart(tmp_path: Path) -> None:
    assert _codes(compare_result(OUTCOME, tmp_path)) == ["DOS-105"]
    write_result(OUTCOME, tmp_path, {"report.html": b"x", "letters/a.pdf": b"y"})
    (tmp_path / "result/ranking.csv").unlink()
    (tmp_path / "result/notes.txt").write_text("x")
    (tmp_path / "result/report.html").write_text("z")
    (tmp_path / "result/letters/a.pdf").unlink()
    assert [(item.code.id, item.subject) for item in compare_result(OUTCOME, tmp_path)] == [
        ("DOS-107", "result/ranking.csv"),
        ("DOS-109", "result/letters/a.pdf"),
        ("DOS-109", "result/report.html"),
        ("DOS-108", "result/notes.txt"),
    ]
    (tmp_path / "result/lines.csv").write_text((tmp_path / "result/lines.csv").read_text() + "x\n")
    assert ("result/lines.csv", len(OUTCOME.lines) + 2) in [
        (item.place.file, item.place.line) for item in compare_result(OUTCOME, tmp_path) if item.place
    ]


def test_the_line_of_an_input_file_plays_no_part_in_the_result() -> None:
    def with_source(source: str, line: int) -> RoundOutcome:
        reason = replace(OUTCOME.allocation.reasons[0], inputs=(Input("realised", "1.00", source),))
        allocation = replace(OUTCOME.allocation, reasons=(reason, *OUTCOME.allocation.reasons[1:]))
        code = OUTCOME.findings[0].code
        found = (Finding(code, "x", place=Place("need/realised.csv", line)),)
        return replace(OUTCOME, allocation=allocation, findings=found)

    one, other = with_source("need/realised.csv:3", 3), with_source("need/realised.csv:7", 7)
    assert result_files(one) == result_files(other)
    assert b"realised=1.00 [need/realised.csv]" in result_files(one)["reasons.csv"]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "@SUM(1)", "+31 30 123", "-x", "\tx"])
def test_a_text_that_a_spreadsheet_would_run_is_shown_as_text(text: str) -> None:
    code = Code("DOS-900", nl=text, en=text, mend_nl="x", mend_en="x")
    outcome = replace(OUTCOME, findings=(Finding(code, text, seen="-5.00"),))
    (row,) = (row for row in _rows(result_files(outcome)["findings.csv"]) if row["code"] == "DOS-900")
    assert row["subject"] == row["sentence"] == f"'{text}"
    assert row["seen"] == "-5.00"


def test_a_second_result_takes_the_place_of_the_first(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path, {"letters/a.pdf": b"x"})
    other = region_outcome(13)
    assert write_result(other, tmp_path, {"letters/a.pdf": b"y"}) == ()
    assert compare_result(other, tmp_path) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result"]


@pytest.mark.parametrize("after", [0, 3, 8])
def test_a_full_disk_leaves_the_old_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    write_result(OUTCOME, tmp_path)
    before = _tree(tmp_path)
    synced = 0

    def full(descriptor: int) -> None:
        nonlocal synced
        synced += 1
        if synced > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    (finding,) = write_result(region_outcome(13), tmp_path)
    assert finding.code.id == "DOS-103"
    assert finding.seen == "No space left on device"
    assert _tree(tmp_path) == before


def test_a_disk_that_fills_at_the_swap_leaves_the_old_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_result(OUTCOME, tmp_path)
    before = _tree(tmp_path)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name == ".result.new":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    (finding,) = write_result(region_outcome(13), tmp_path)
    assert finding.code.id == "DOS-103"
    assert _tree(tmp_path) == before


def test_a_run_cut_short_between_the_renames_is_mended(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path)
    (tmp_path / "result").rename(tmp_path / ".result.old")
    (tmp_path / ".result.new").mkdir()
    assert compare_result(OUTCOME, tmp_path) == ()
    assert read_decision(tmp_path)[0] is not None
    assert write_result(OUTCOME, tmp_path) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["result"]


def test_a_second_run_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path)
    before = _tree(tmp_path / "result")
    with hold(tmp_path) as found:
        assert found == ()
        (finding,) = write_result(region_outcome(13), tmp_path)
    assert finding.code.id == "DOS-101"
    assert f"pid {os.getpid()}" in finding.seen
    assert _tree(tmp_path / "result") == before
    assert write_result(OUTCOME, tmp_path) == ()


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text(json.dumps({"pid": 4_000_000, "host": "elders"}))
    (finding,) = write_result(OUTCOME, tmp_path)
    assert finding.code.id == "DOS-102"
    assert finding.seen == "pid 4000000, elders"
    assert compare_result(OUTCOME, tmp_path) == ()
    assert not (tmp_path / LOCK_FILE).exists()


def test_a_lock_that_its_holder_removed_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # another run ends between our opening of the file and our locking of it: we would hold a file that is gone
    flock, times = fcntl.flock, 0

    def late(descriptor: int, operation: int) -> None:
        nonlocal times
        times += 1
        if times == 1:
            (tmp_path / LOCK_FILE).unlink()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with hold(tmp_path) as found:
        assert found == ()
        assert (tmp_path / LOCK_FILE).exists()
    assert times == 2


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (finding,) = write_result(OUTCOME, tmp_path / "weg")
    assert finding.code.id == "DOS-103"


LIMITED = """
import resource, sys
from pathlib import Path
from driehoek.adapters.dossier import write_result
from driehoek.testing.region import region_outcome
outcome = region_outcome(13)
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
for finding in write_result(outcome, Path(sys.argv[1])):
    print(finding.code.id)
"""

HOLDER = """
import sys
from pathlib import Path
from driehoek.adapters.dossier import hold
with hold(Path(sys.argv[1])) as found:
    print("held" if not found else found[0].code.id, flush=True)
    sys.stdin.read()
"""


def test_a_limit_of_the_system_leaves_the_old_result(tmp_path: Path) -> None:
    write_result(OUTCOME, tmp_path)
    before = _tree(tmp_path)
    done = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["DOS-103"]
    assert _tree(tmp_path) == before


def test_another_process_holds_the_folder_until_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        _wait_for(other, "held")
        (finding,) = write_result(OUTCOME, tmp_path)
        assert (finding.code.id, f"pid {other.pid}" in finding.seen) == ("DOS-101", True)
        other.kill()
        other.wait()
    (finding,) = write_result(OUTCOME, tmp_path)
    assert (finding.code.id, f"pid {other.pid}" in finding.seen) == ("DOS-102", True)
    assert compare_result(OUTCOME, tmp_path) == ()


def _wait_for(process: subprocess.Popen[str], word: str) -> Any:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == word


def test_the_decision_says_which_made_up_products_play_a_part() -> None:
    said = json.loads(result_files(OUTCOME)["decision.json"])
    assert said["synthetic"] is True
    made_up = {line.product for line in OUTCOME.lines if line.badge is Badge.SYNTHETIC}
    assert made_up <= set(said["synthetic_products"])
    assert said["synthetic_products"] == sorted(said["synthetic_products"])

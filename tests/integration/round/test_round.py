"""A whole round from its folder: decided, written, replayed elsewhere, and refused when a cent was changed."""

from __future__ import annotations

import csv
import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import documents, rounds
from driehoek.domain.allocation import Space
from driehoek.domain.catalogue import Sector, TariffTable
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import ZERO, Money, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example in a folder with a space in its name."""
    target = tmp_path / "mijn dossier"
    shutil.copytree(EXAMPLE, target, ignore=shutil.ignore_patterns("result*"))
    return target


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a fresh process."""
    return subprocess.run(
        [sys.executable, "-m", "driehoek", "--language", "en", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def run(folder: Path) -> None:
    done = command("round", "run", str(folder), "--documents", "none")
    assert done.returncode == 0, done.stdout + done.stderr


def shuffle(folder: Path) -> None:
    """Put the rows of every table in another order."""
    shuffler = random.Random(7)
    for path in folder.rglob("*.csv"):
        if "result" not in path.parts:
            head, *rows = path.read_text(encoding="utf-8").splitlines()
            shuffler.shuffle(rows)
            path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


def decided(folder: Path) -> RoundOutcome:
    dossier = rounds.load(folder).dossier
    assert dossier is not None
    outcome = rounds.decide(dossier)
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome


def test_the_example_is_decided_verified_and_within_the_space(folder: Path) -> None:
    outcome = decided(folder)
    assert outcome.verification == ()
    for space in outcome.problem.spaces:
        held = total(outcome.allocation.reserved.get(space.frame, {}).values())
        assert outcome.allocation.used(space.frame) + held <= space.amount
    assert total(line.amount for line in outcome.lines) == total(grant.agreed for grant in outcome.allocation.grants)
    standings = {item.standing for item in outcome.assessments}
    assert standings >= {Standing.ADMITTED, Standing.REFUSED, Standing.LATE, Standing.WITHDRAWN, Standing.INCOMPLETE}


@pytest.mark.requirement("E-042", "E-043")
def test_nobody_starts_from_all_of_last_year_and_room_is_left(folder: Path) -> None:
    outcome = decided(folder)
    promised = {item.contract: item.amount for item in outcome.allocation.guarantees if item.lot == "regulier"}
    for offer in outcome.problem.offers:
        if offer.lot == "regulier" and offer.realised:
            assert promised[offer.contract] < offer.realised
    kept = [steps.get("money-follows-client", ZERO) for steps in outcome.allocation.reserved.values()]
    assert total(kept) > ZERO


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "1"},
    ],
)
def test_a_fresh_process_elsewhere_gives_the_same_to_the_byte(folder: Path, environment: dict[str, str]) -> None:
    run(folder)
    shuffle(folder)
    done = command("round", "replay", str(folder), **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "The same inputs give the same decisions" in done.stdout


@pytest.mark.parametrize("table", ["division.csv", "reasons.csv", "lines.csv"])
def test_one_changed_cent_is_found(folder: Path, table: str) -> None:
    run(folder)
    path = folder / "result" / table
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter=";"))
    column = "granted" if table == "division.csv" else "amount"
    number = next(number for number, row in enumerate(rows, start=1) if row[column] not in {"", "0.00"})
    seen = rows[number - 1][column]
    changed = list(lines)
    changed[number] = changed[number].replace(seen, str(Money.parse(seen) + Money(1)), 1)
    path.write_text("\n".join(changed) + "\n", encoding="utf-8")
    done = command("round", "replay", str(folder))
    assert done.returncode == 1
    assert table in done.stdout


def test_a_changed_input_gives_another_fingerprint_and_fails_the_replay(folder: Path) -> None:
    run(folder)
    before = json.loads((folder / "result" / "decision.json").read_text(encoding="utf-8"))
    path = folder / "need" / "realised.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("99000001;SYNGB4RB;42403;", "99000001;SYNGB4RB;42404;"))
    after = decided(folder)
    assert after.input_fingerprint != before["input_fingerprint"]
    assert command("round", "replay", str(folder)).returncode == 1


def test_the_order_of_submissions_changes_nothing_for_anyone(folder: Path) -> None:
    dossier = rounds.load(folder).dossier
    assert dossier is not None
    outcome = decided(folder)
    for seed in range(3):
        submissions = list(dossier.submissions)
        random.Random(seed).shuffle(submissions)
        other = rounds.decide(replace(dossier, submissions=tuple(submissions), providers=dossier.providers[::-1]))
        assert isinstance(other, RoundOutcome)
        assert other.allocation.grants == outcome.allocation.grants
        assert other.decision_fingerprint == outcome.decision_fingerprint


def test_two_runs_at_once_leave_one_whole_result(folder: Path) -> None:
    arguments = [sys.executable, "-m", "driehoek", "round", "run", str(folder), "--documents", "none"]
    both = [subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    for process in both:
        process.communicate()
    assert 0 in {process.returncode for process in both}
    assert command("round", "replay", str(folder)).returncode == 0


def test_a_round_without_submissions_says_so_and_grants_nothing(folder: Path) -> None:
    shutil.rmtree(folder / "submissions")
    (folder / "marks.csv").unlink()
    (folder / "decisions.csv").unlink()
    (folder / "adjustments.csv").unlink()
    loaded = rounds.load(folder)
    assert loaded.dossier is not None, [str(item) for item in loaded.findings]
    outcome = rounds.decide(loaded.dossier)
    assert isinstance(outcome, RoundOutcome)
    assert outcome.allocation.grants == ()
    assert loaded.findings, "an empty round is told"


def test_a_space_of_zero_divides_nothing_and_stays_right(folder: Path) -> None:
    dossier = rounds.load(folder).dossier
    assert dossier is not None
    empty = tuple(replace(space, amount=Money(0)) for space in dossier.spaces)
    outcome = rounds.decide(replace(dossier, spaces=empty, adjustments=()))
    assert isinstance(outcome, RoundOutcome)
    assert outcome.verification == ()
    assert all(grant.money == ZERO for grant in outcome.allocation.grants)


@pytest.mark.requirement("E-001")
def test_demand_over_the_space_everywhere_is_cut_and_told(folder: Path) -> None:
    dossier = rounds.load(folder).dossier
    assert dossier is not None

    def third(space: Space) -> Space:
        return replace(space, amount=Money(space.amount.cents // 3))

    outcome = rounds.decide(replace(dossier, spaces=tuple(map(third, dossier.spaces)), adjustments=()))
    assert isinstance(outcome, RoundOutcome)
    assert outcome.verification == ()
    assert "ALL-202" in {finding.code.id for finding in outcome.findings}
    for space in outcome.problem.spaces:
        held = total(outcome.allocation.reserved.get(space.frame, {}).values())
        assert outcome.allocation.used(space.frame) + held <= space.amount


def test_a_fault_in_a_file_stops_the_round_with_its_place_and_leaves_nothing(folder: Path) -> None:
    path = folder / "space.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2839142000.00", "2.839.142.000,005"), encoding="utf-8")
    done = command("round", "run", str(folder))
    assert done.returncode == 1
    assert "space.csv:" in done.stdout
    assert not (folder / "result").exists()


def test_a_folder_that_is_not_there_is_an_error_of_use(tmp_path: Path) -> None:
    assert command("round", "run", str(tmp_path / "nergens")).returncode == 2


def test_check_says_that_a_dossier_is_in_order_and_writes_nothing(folder: Path) -> None:
    for words in (("round", "check"), ("dossier", "check")):
        done = command(*words, str(folder))
        assert done.returncode == 0
        assert "36 submissions can be assessed" in done.stdout
    assert not (folder / "result").exists()


def test_compare_shows_who_loses_by_a_lower_percentage(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    policy = other / "policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("percent: 96.4%", "percent: 95.9%"), encoding="utf-8")
    page = tmp_path / "page.html"
    stale = command("round", "compare", str(folder), str(other))
    assert stale.returncode == 1
    assert "ALL-303" in stale.stdout
    done = command("round", "compare", str(folder), str(other), "--without-adjustments", "--output", str(page))
    assert done.returncode == 0, done.stdout
    assert "0 providers gain, 16 lose" in done.stdout
    assert "96,4%" in page.read_text(encoding="utf-8")


def test_policy_commands_check_compare_print_and_describe(folder: Path, tmp_path: Path) -> None:
    assert command("policy", "check", str(folder)).returncode == 0
    later = tmp_path / "policy.yaml"
    text = (folder / "policy.yaml").read_text(encoding="utf-8")
    later.write_text(text.replace("share: 3%, frames", "share: 4%, frames"), encoding="utf-8")
    locked = command("policy", "diff", str(folder), str(later), "--on", "2026-07-01T12:00:00")
    assert locked.returncode == 1
    assert "POL-080" in locked.stdout
    early = command("policy", "diff", str(folder), str(later), "--on", "2026-06-20T12:00:00")
    assert early.returncode == 0
    assert "4%" in early.stdout
    pdf, schema = tmp_path / "policy.pdf", tmp_path / "schema.json"
    assert command("policy", "print", str(folder), "--output", str(pdf)).returncode == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert command("policy", "schema", "--output", str(schema)).returncode == 0
    assert json.loads(schema.read_text(encoding="utf-8"))["$schema"]


def test_a_new_dossier_can_be_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    assert command("dossier", "new", str(folder)).returncode == 0
    assert (folder / "policy.yaml").exists()
    assert command("dossier", "new", str(folder)).returncode == 1
    assert command("dossier", "new", str(tmp_path / "other"), "--regime", "unknown").returncode == 2


def test_an_edited_letter_is_held_against_the_round(folder: Path, tmp_path: Path) -> None:
    made = dict(documents.render_provider(decided(folder), "99000034"))
    letter = tmp_path / "99000034.docx"
    letter.write_bytes(made[documents.letter_file("99000034", "docx")])
    assert command("round", "letter-check", str(folder), str(letter)).returncode == 0
    other = command("round", "letter-check", str(folder), str(letter), "--provider", "99000030")
    assert other.returncode == 1


def test_a_made_up_region_can_be_checked(tmp_path: Path) -> None:
    target = tmp_path / "regio"
    done = command("dossier", "generate", str(target), "--policy", str(EXAMPLE), "--contracts", "5", "--seed", "3")
    assert done.returncode == 0, done.stdout
    assert command("dossier", "check", str(target)).returncode == 0
    again = command("dossier", "generate", str(target), "--policy", str(EXAMPLE))
    assert again.returncode == 1


def test_a_made_up_country_can_be_checked(tmp_path: Path) -> None:
    target = tmp_path / "land"
    alone = command("dossier", "generate", str(target), "--policy", str(EXAMPLE), "--load")
    assert (alone.returncode, target.exists()) == (2, False)
    done = command("dossier", "generate", str(target), "--policy", str(EXAMPLE), "--national")
    assert done.returncode == 0, done.stdout
    assert command("dossier", "check", str(target)).returncode == 0


def test_the_decision_can_be_published_and_checked(folder: Path) -> None:
    early = command("publish", "ocds", str(folder))
    assert (early.returncode, (folder / "open-data").exists()) == (1, False)
    run = command("round", "run", str(folder), "--documents", "none")
    assert run.returncode == 0
    assert "(€\xa01.654,12 less than granted" in run.stdout
    done = command("publish", "ocds", str(folder))
    assert done.returncode == 0, done.stdout
    package = folder / "open-data" / "release-package.json"
    assert command("publish", "check", str(package)).returncode == 0
    assert command("round", "replay", str(folder)).returncode == 0
    policy = folder / "policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("van goede kwaliteit", "van kwaliteit"), encoding="utf-8"
    )
    assert "PUB-001" in command("publish", "ocds", str(folder)).stdout
    package.write_text("{}", encoding="utf-8")
    assert command("publish", "check", str(package)).returncode == 1


def test_lines_outside_the_lot_or_without_tariff_are_told(folder: Path) -> None:
    dossier = rounds.load(folder).dossier
    assert dossier is not None
    lines = [line for item in dossier.submissions for line in item.lines]
    gz = next(line for line in lines if line.product.startswith("SYNVG"))
    only_vv = tuple(replace(lot, sectors=(Sector.VV,)) if lot.id == "regulier" else lot for lot in dossier.policy.lots)
    series = {code: dated for code, dated in dossier.tariffs.series.items() if code != "SYNVV4R"}
    policy = replace(dossier.policy, lots=only_vv)
    found = rounds.decide(replace(dossier, policy=policy, tariffs=TariffTable(series), adjustments=()))
    assert isinstance(found, tuple)
    codes = {finding.code.id for finding in found}
    assert {"RND-001", "RND-002", "RND-003"} <= codes, gz


def test_explain_tells_one_provider_and_refuses_a_stranger(folder: Path) -> None:
    done = command("round", "explain", str(folder), "--provider", "99000034")
    assert done.returncode == 0
    assert "36.133.279,34" in done.stdout
    assert "manager zorginkoop" in done.stdout
    assert command("round", "explain", str(folder), "--provider", "00000000").returncode == 2

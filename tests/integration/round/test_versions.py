"""After the result: each event makes a version, both can be replayed, and nobody changes unless it is told."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from driehoek.adapters.dossier.versions import VERSIONS_FOLDER, adopted, write_version
from driehoek.application.change import SPACE
from driehoek.application.letters import letter_for
from driehoek.application.outcome import RoundOutcome
from driehoek.application.revision import first_day, may_adopt, standstill_until
from driehoek.bootstrap import rounds, versions
from driehoek.domain.allocation import Frame, verify
from driehoek.domain.allocation.verify import OVER_SPACE
from driehoek.kernel import ZERO, Finding, Money, total

EXAMPLE = Path(__file__).parents[3] / "examples" / "wlz-2027"
ADJUSTED, PLAIN = "99000034", "99000002"
REGULAR = Frame("regio", "regular")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dossier with the result of its round."""
    folder = tmp_path_factory.mktemp("ronde") / "wlz-2027"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("result*", "versions"))
    loaded = rounds.load(folder)
    assert loaded.dossier is not None
    outcome = rounds.decide(loaded.dossier)
    assert isinstance(outcome, RoundOutcome)
    assert not [item for item in rounds.save(outcome, folder, ()) if item.severity.value == "error"]
    return folder


@pytest.fixture
def folder(decided: Path, tmp_path: Path) -> Path:
    target = tmp_path / "wlz-2027"
    shutil.copytree(decided, target)
    return target


def event(tmp_path: Path, text: str, **files: str) -> Path:
    """The folder of an event; ``files`` by path with ``/`` written as ``__`` and ``.`` as ``_``."""
    made = tmp_path / "gebeurtenis"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    common = "decided_on: 2026-10-20\nproposer: inkoper\napprover: directie\nground: Daarom (SYNTHETIC).\n"
    (made / "event.yaml").write_text(common + text, encoding="utf-8")
    for name, content in files.items():
        path = made / name.replace("__", "/").replace("_csv", ".csv").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return made


def money(outcome: RoundOutcome) -> dict[tuple[str, str], Money]:
    return {(grant.contract, grant.lot): grant.money for grant in outcome.allocation.grants}


def made(folder: Path, happened: Path) -> versions.Next:
    """The next version, written, with both versions replayed."""
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    found = versions.prepare(folder, happened)
    assert isinstance(found, versions.Next), [str(item) for item in found]
    assert versions.save(found, folder, ()) == ()
    assert all(path.read_bytes() == data for path, data in before.items()), "a version before was touched"
    for number in range(1, found.number + 1):
        outcome, differs = rounds.replay(folder, number)
        assert outcome is not None, [str(item) for item in differs]
        assert differs == ()
        assert outcome.version == number
        assert verify(outcome.problem, outcome.allocation) == ()
    return found


def refused(folder: Path, happened: Path) -> set[str]:
    """Why no version is made; nothing is written then."""
    found = versions.prepare(folder, happened)
    assert not isinstance(found, versions.Next), "it was made"
    assert not (folder / VERSIONS_FOLDER).exists()
    return {item.code.id for item in found if item.severity.value == "error"}


def first(folder: Path) -> RoundOutcome:
    outcome = rounds.decide_version(folder, 1)
    assert isinstance(outcome, RoundOutcome)
    return outcome


def swapped(folder: Path, name: str, old: str, new: str) -> str:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    return text.replace(old, new)


HARDSHIP = (
    "id: hardheid-1\nkind: hardship\nremedy: reserve\ncontracts: ['99000002']\n"
    "grants: [{contract: '99000002', lot: regulier, extra: 50000.00}]\n"
)


def test_hardship_is_paid_from_the_reserve_and_touches_nobody_else(folder: Path, tmp_path: Path) -> None:
    before = first(folder)
    change = made(folder, event(tmp_path, HARDSHIP)).revised.change
    assert [(move.contract, move.change, move.by) for move in change.moves] == [
        (PLAIN, Money.euros(50_000), ((SPACE, Money.euros(50_000)),))
    ]
    assert change.judged_again == ()
    after = rounds.decide_version(folder, 2)
    assert isinstance(after, RoundOutcome)
    assert after.allocation.reserved[REGULAR]["reserve"] <= before.allocation.reserved[REGULAR]["reserve"]
    row = next(item for item in after.dossier.adjustments if item.contract == PLAIN)
    assert (row.kind, row.proposer, row.approver, row.decided_on) == ("hardship", "inkoper", "directie", "2026-10-20")
    # what was decided by hand before went along
    assert money(after)[ADJUSTED, "regulier"] == money(before)[ADJUSTED, "regulier"]


OBJECTION = "id: klacht-1\nkind: objection-upheld\nremedy: {}\ncontracts: ['99000004']\n"
"""SYNTHETIC: the assessors overlooked an annex, and an answer had been typed over wrongly."""
OVERLOOKED, LAST_WINNER = "99000004", "99000010"


def corrected(folder: Path) -> dict[str, str]:
    """Better marks and the answer as it was handed in: the sixth of a lot with five winners becomes the third."""
    marks = swapped(
        folder,
        "marks.csv",
        f"{OVERLOOKED};client-value;beoordelaar-1;5.5;",
        f"{OVERLOOKED};client-value;beoordelaar-1;10;",
    )
    marks = marks.replace(f"{OVERLOOKED};client-value;beoordelaar-2;6;", f"{OVERLOOKED};client-value;beoordelaar-2;10;")
    answers = f"submissions/{OVERLOOKED}/answers.yaml"
    return {
        "marks_csv": marks,
        f"submissions__{OVERLOOKED}__answers_yaml": swapped(
            folder, answers, "innovation-hours-saved: '7'", "innovation-hours-saved: '17'"
        ),
    }


def test_an_upheld_objection_divided_again_says_who_loses_by_whose_gain(folder: Path, tmp_path: Path) -> None:
    happened = event(tmp_path, OBJECTION.format("redivide"), **corrected(folder))
    change = made(folder, happened).revised.change
    assert change.judged_again == (OVERLOOKED,)
    assert LAST_WINNER in change.placed_again
    moves = {move.contract: move for move in change.moves}
    assert set(moves) == {OVERLOOKED, LAST_WINNER}
    assert (moves[LAST_WINNER].before, moves[LAST_WINNER].after) == (Money.euros(430_000), ZERO)
    gained = moves[OVERLOOKED].change
    assert gained > ZERO
    between = min(gained, Money.euros(430_000))
    assert moves[LAST_WINNER].by[0] == (OVERLOOKED, between)
    assert moves[OVERLOOKED].by[0] == (LAST_WINNER, between)
    for move in change.moves:
        assert total(amount for _, amount in move.by) == Money(abs(move.change.cents))
    after = rounds.decide_version(folder, 2)
    assert isinstance(after, RoundOutcome)
    lost = {fact.key: fact.text for fact in letter_for(after, LAST_WINNER).facts()}
    assert "De ruimte is opnieuw verdeeld." in lost["version.why"]
    assert OVERLOOKED not in lost["version.why"]
    # what the event changed is the input of this version alone
    assert (folder / "marks.csv").read_bytes() == (EXAMPLE / "marks.csv").read_bytes()


def test_an_upheld_objection_paid_from_the_reserve_leaves_the_others_what_they_had(
    folder: Path, tmp_path: Path
) -> None:
    divided = versions.prepare(folder, event(tmp_path, OBJECTION.format("redivide"), **corrected(folder)))
    assert isinstance(divided, versions.Next)
    gained = {move.contract: move.change for move in divided.revised.change.moves}[OVERLOOKED]
    found = made(folder, event(tmp_path, OBJECTION.format("reserve"), **corrected(folder))).revised
    assert [(move.contract, move.change, move.by) for move in found.change.moves] == [
        (OVERLOOKED, gained, ((SPACE, gained),))
    ]
    kept = next(item for item in found.dossier.adjustments if item.contract == LAST_WINNER)
    assert (kept.amount_from, kept.amount_to) == (ZERO, Money.euros(430_000))
    assert "U houdt wat u had" in kept.ground


def test_a_correction_of_the_input_can_be_paid_from_the_reserve_or_divided_again(folder: Path, tmp_path: Path) -> None:
    """The same mistake by both ways: with the reserve nobody else moves, divided again the losers are told."""
    row = next(line for line in (folder / "need/realised.csv").read_text().splitlines() if line.startswith("99000002;"))
    cells = row.split(";")
    cells[3] = str(Money.parse(cells[3]) + Money.euros(1_000_000))
    files = {"need__realised_csv": swapped(folder, "need/realised.csv", row, ";".join(cells))}
    text = "id: fout-1\nkind: mistake\nremedy: {}\ncontracts: ['99000002']\n"
    kept = versions.prepare(folder, event(tmp_path, text.format("reserve"), **files))
    assert isinstance(kept, versions.Next), [str(item) for item in kept]
    assert {move.contract for move in kept.revised.change.moves} == {PLAIN}
    gained = kept.revised.change.moves[0].change
    assert gained > ZERO
    change = made(folder, event(tmp_path, text.format("redivide"), **files)).revised.change
    assert {move.contract: move.change for move in change.moves}[PLAIN] > ZERO
    losers = [move for move in change.moves if move.change < ZERO]
    for move in losers:
        assert {name for name, _ in move.by} <= {PLAIN, SPACE}


def test_a_court_order_divided_again_takes_from_the_others_in_proportion(folder: Path, tmp_path: Path) -> None:
    before = first(folder)
    open_space = before.problem.space(REGULAR) - before.allocation.used(REGULAR)
    open_space -= total(before.allocation.reserved[REGULAR].values())
    extra = open_space + Money.euros(1_000_000)
    text = (
        "id: vonnis-1\nkind: court-order\nremedy: redivide\nreference: C/16/0001 (SYNTHETIC)\ncontracts: ['99000002']\n"
        f"grants: [{{contract: '99000002', lot: regulier, extra: {extra}}}]\n"
    )
    change = made(folder, event(tmp_path, text)).revised.change
    moves = {(move.contract, move.lot): move for move in change.moves}
    assert moves[PLAIN, "regulier"].change == extra
    lost = [move for move in change.moves if move.change < ZERO]
    assert total(move.change for move in lost) == -Money.euros(1_000_000)
    assert all(move.by == ((PLAIN, -move.change),) for move in lost)
    assert change.released == {REGULAR: open_space}


def published(folder: Path) -> str:
    """The policy with a published change that lets everyone start with a point less."""
    policy = swapped(folder, "policy.yaml", "params: {share: 90%}", "params: {share: 89%}")
    policy = policy.replace("\nversion: 1\n", "\n", 1).replace("\nyear: 2027\n", "\nyear: 2027\nversion: 2\n", 1)
    return policy + (
        "\nchanges:\n  - version: 2\n    published_on: 2026-10-10\n    reason: Meer ruimte voor keuzes (SYNTHETIC).\n"
        "    touches: [regulier]\n    parts: [division.models.first-volume]\n    questions_until: 2026-10-14\n"
        "    adapt_until: 2026-10-19\n"
    )


NOTA = "id: nota-2\nkind: policy-change\nremedy: redivide\n"


def test_a_published_change_after_submissions_divides_again(folder: Path, tmp_path: Path) -> None:
    found = made(folder, event(tmp_path, NOTA, policy_yaml=published(folder))).revised
    assert found.outcome.dossier.policy.version == 2
    assert found.change.moves
    promises = [item.amount for item in found.outcome.allocation.guarantees if item.lot == "regulier"]
    assert total(promises) < total(
        item.amount for item in first(folder).allocation.guarantees if item.lot == "regulier"
    )


def test_a_published_change_waits_for_its_term_to_adapt(folder: Path, tmp_path: Path) -> None:
    policy = published(folder).replace("adapt_until: 2026-10-19", "adapt_until: 2026-10-20")
    assert refused(folder, event(tmp_path, NOTA, policy_yaml=policy)) == {"VER-006"}


def test_the_term_to_adapt_must_have_passed_and_the_change_must_be_published(folder: Path, tmp_path: Path) -> None:
    policy = swapped(folder, "policy.yaml", "params: {share: 90%}", "params: {share: 89%}")
    text = "id: nota-2\nkind: policy-change\nremedy: redivide\n"
    assert "POL-080" in refused(folder, event(tmp_path, text, policy_yaml=policy))
    assert refused(folder, event(tmp_path, text)) == {"VER-003"}
    mistake = "id: fout\nkind: mistake\nremedy: redivide\ncontracts: ['99000002']\n"
    assert "VER-005" in refused(folder, event(tmp_path, mistake, policy_yaml=policy))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: hardship", "kind: court-order", "VER-003"),
        ("contracts: ['99000002']", "contracts: ['99000001']", "VER-003"),
        ("extra: 50000.00", "extra: 900000000.00", "VER-011"),
        ("lot: regulier", "lot: innovatie", "VER-012"),
        ("'99000002'", "'99009999'", "VER-004"),
        ("remedy: reserve", "remedy: reserve\ndecided_on: 2026-10-09", "DOS-006"),
    ],
)
def test_an_event_that_cannot_be_is_refused(folder: Path, tmp_path: Path, old: str, new: str, code: str) -> None:
    assert code in refused(folder, event(tmp_path, HARDSHIP.replace(old, new)))


def test_who_proposes_does_not_approve_and_an_event_comes_after_the_decision(folder: Path, tmp_path: Path) -> None:
    happened = event(tmp_path, HARDSHIP)
    text = (happened / "event.yaml").read_text()
    (happened / "event.yaml").write_text(text.replace("approver: directie", "approver: Inkoper"))
    assert refused(folder, happened) == {"VER-001"}
    (happened / "event.yaml").write_text(text.replace("2026-10-20", "2026-10-09"))
    assert refused(folder, happened) == {"VER-002"}
    (happened / "notities.txt").write_text("los")
    assert "VER-032" in refused(folder, happened)


def test_an_event_that_changes_nothing_says_so(folder: Path, tmp_path: Path) -> None:
    text = "id: fout-3\nkind: mistake\nremedy: reserve\ncontracts: ['99000002']\n"
    found = versions.prepare(
        folder, event(tmp_path, text, marks_csv=(folder / "marks.csv").read_text(encoding="utf-8"))
    )
    assert isinstance(found, versions.Next)
    assert [item.code.id for item in found.findings] == ["VER-007"]
    assert found.revised.change.touched == ()


def test_a_deviation_of_who_takes_no_part_any_more_lapses_and_is_told(folder: Path, tmp_path: Path) -> None:
    answers = f"submissions/{ADJUSTED}/answers.yaml"
    files = {f"submissions__{ADJUSTED}__answers_yaml": swapped(folder, answers, "insolvent: 'no'", "insolvent: 'yes'")}
    text = f"id: fout-4\nkind: mistake\nremedy: redivide\ncontracts: ['{ADJUSTED}']\n"
    revised = made(folder, event(tmp_path, text, **files)).revised
    assert [item.code.id for item in revised.findings] == ["VER-010"]
    assert revised.dossier.adjustments == ()
    assert ADJUSTED in revised.change.judged_again
    gone = next(move for move in revised.change.moves if (move.contract, move.lot) == (ADJUSTED, "regulier"))
    assert gone.after == ZERO
    assert gone.before > ZERO


def test_a_division_that_the_check_rejects_does_not_become_final(folder: Path) -> None:
    outcome = first(folder)
    wrong = replace(outcome, verification=(Finding(OVER_SPACE, "regio/regular", seen="2.00", wanted="1.00"),))
    assert [item.code.id for item in may_adopt(wrong, first_day(outcome))] == ["VER-021"]
    assert may_adopt(outcome, first_day(outcome)) == ()


def test_with_the_reserve_nobody_changes_in_silence(folder: Path, tmp_path: Path) -> None:
    """A corrected tariff changes the prices of others: that is no matter of the reserve."""
    lines = (folder / "tariffs.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    wrong = next(line for line in lines if line.startswith("SYNVV5R;") and ";2027-01-01;" in line)
    cells = wrong.split(";")
    cells[1] = str(Money.parse(cells[1]) + Money(500))
    files = {"tariffs_csv": swapped(folder, "tariffs.csv", wrong, ";".join(cells))}
    text = "id: fout-2\nkind: mistake\nremedy: {}\ncontracts: ['99000001']\n"
    assert "VER-013" in refused(folder, event(tmp_path, text.format("reserve"), **files))
    assert made(folder, event(tmp_path, text.format("redivide"), **files)).revised.change.moves


def test_a_version_builds_on_the_version_before(folder: Path, tmp_path: Path) -> None:
    made(folder, event(tmp_path, HARDSHIP))
    later = HARDSHIP.replace("hardheid-1", "hardheid-2").replace("'99000002'", "'99000003'")
    happened = event(tmp_path, later)
    assert not isinstance(versions.prepare(folder, happened), versions.Next), "the same day as the version before"
    text = (happened / "event.yaml").read_text()
    (happened / "event.yaml").write_text(text.replace("2026-10-20", "2026-11-02"))
    third = made(folder, happened)
    assert third.number == 3
    assert {move.contract for move in third.revised.change.moves} == {"99000003"}
    assert len(third.revised.dossier.adjustments) == 3


def test_the_letter_says_what_changed_and_why_and_nothing_of_others(folder: Path, tmp_path: Path) -> None:
    outcome = made(folder, event(tmp_path, HARDSHIP)).revised.outcome
    facts = {fact.key: fact.text for fact in letter_for(outcome, PLAIN).facts()}
    assert facts["version.number"] == "2"
    assert facts["version.day"] == "20 oktober 2026"
    assert facts["version.ground"] == "Daarom (SYNTHETIC)."
    assert facts["version.regulier.change"] == "€\u00a050.000,00"
    assert facts["version.why"].startswith(
        "Het verschil komt voor €\u00a050.000,00 uit de open en achtergehouden ruimte"
    )
    assert facts["reference"] == "2027-99000002-v2"
    other = {fact.key: fact.text for fact in letter_for(outcome, "99000003").facts()}
    assert "version.ground" not in other, "the ground of one party stands in the letter of another"
    assert not [key for key in other if key.startswith("version.regulier")]
    round_itself = first(folder)
    assert not [fact for fact in letter_for(round_itself, PLAIN).facts() if fact.key.startswith("version.")]


def test_the_term_holds_on_its_last_day_and_not_on_the_day_after(folder: Path, tmp_path: Path) -> None:
    outcome = first(folder)
    last = standstill_until(outcome.dossier.policy, outcome.decided_on)
    assert last == date(2026, 10, 29) == outcome.decided_on + timedelta(days=20)
    _, found = versions.adopt(folder, 1, last, "directie")
    assert [item.code.id for item in found] == ["VER-020"]
    assert adopted(folder) == {}
    _, found = versions.adopt(folder, 1, first_day(outcome), "directie")
    assert found == ()
    assert adopted(folder) == {1: ("2026-10-30", "directie", outcome.decision_fingerprint)}
    _, found = versions.adopt(folder, 1, first_day(outcome), "directie")
    assert [item.code.id for item in found] == ["VER-035"]
    # a new version has a term of its own, and the old one can no longer become final
    made(folder, event(tmp_path, HARDSHIP.replace("remedy", "reference: brief-1\nremedy")))
    _, found = versions.adopt(folder, 2, date(2026, 11, 9), "directie")
    assert [item.code.id for item in found] == ["VER-020"]
    _, found = versions.adopt(folder, 2, date(2026, 11, 10), "directie")
    assert found == ()
    assert sorted(adopted(folder)) == [1, 2]


def test_an_overtaken_version_does_not_become_final(folder: Path, tmp_path: Path) -> None:
    made(folder, event(tmp_path, HARDSHIP))
    _, found = versions.adopt(folder, 1, date(2026, 12, 1), "directie")
    assert [item.code.id for item in found] == ["VER-034"]


def test_a_policy_without_terms_has_no_standstill(folder: Path) -> None:
    outcome = first(folder)
    routes = tuple(replace(route, days=0) for route in outcome.dossier.policy.objection)
    policy = replace(outcome.dossier.policy, objection=routes)
    assert standstill_until(policy, outcome.decided_on) is None


class _Killed(BaseException):
    """The process ends here."""


def test_a_version_cut_short_leaves_the_one_before_whole(folder: Path, tmp_path: Path) -> None:
    found = versions.prepare(folder, event(tmp_path, HARDSHIP))
    assert isinstance(found, versions.Next)

    def half() -> Iterator[tuple[str, bytes]]:
        yield "letters/99000002.pdf", b"half"
        raise _Killed

    with pytest.raises(_Killed):
        versions.save(found, folder, half())
    assert versions.latest(folder) == 1
    outcome, differs = rounds.replay(folder, 1)
    assert outcome is not None
    assert differs == ()
    # even what a kill leaves behind is no version, and the next attempt takes its place
    (folder / VERSIONS_FOLDER / ".2.new").mkdir(parents=True)
    (folder / VERSIONS_FOLDER / ".2.new" / "event.yaml").write_text("half")
    assert versions.latest(folder) == 1
    assert versions.save(found, folder, ()) == ()
    assert versions.latest(folder) == 2
    assert {item.code.id for item in write_version(folder, 2, {})} == {"VER-033"}


KILLED = """
import os, signal, sys
from pathlib import Path
from driehoek.bootstrap import versions

folder, happened = map(Path, sys.argv[1:])
made = versions.prepare(folder, happened)
def half():
    yield "letters/99000002.pdf", b"half"
    os.kill(os.getpid(), signal.SIGKILL)
versions.save(made, folder, half())
"""


def test_a_process_killed_half_way_leaves_the_version_before_whole(folder: Path, tmp_path: Path) -> None:
    happened = event(tmp_path, HARDSHIP)
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(happened)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (folder / VERSIONS_FOLDER / ".2.new/result/letters/99000002.pdf").read_bytes() == b"half"
    assert versions.latest(folder) == 1
    outcome, differs = rounds.replay(folder, 1)
    assert outcome is not None
    assert differs == ()
    found = versions.prepare(folder, happened)
    assert isinstance(found, versions.Next)
    assert [item.code.id for item in versions.save(found, folder, ())] == ["DOS-102"]
    assert rounds.replay(folder, 2)[1] == ()


def test_a_result_that_does_not_come_out_again_gets_no_version(folder: Path, tmp_path: Path) -> None:
    (folder / "result" / "division.csv").write_text("anders")
    assert "DOS-106" in refused(folder, event(tmp_path, HARDSHIP))


def test_an_unknown_version_is_told(folder: Path) -> None:
    assert [item.code.id for item in versions.known(folder, 4)] == ["VER-031"]
    assert versions.known(folder, 1) == ()

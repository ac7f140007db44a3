"""What a provider is told beforehand is what the round says afterwards; and the commands that show it."""

from __future__ import annotations

import shutil
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.application.dossier import Dossier
from driehoek.application.entry_preview import EntryPreview, preview_entry
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import rounds, submissions
from driehoek.cli import app
from driehoek.domain.tender.outcome import Assessment, Standing
from driehoek.domain.tender.submission import Provider, Submission
from driehoek.kernel import Agb, Finding, Holds
from driehoek.testing.dossiers import Scratch

EXAMPLES = Path(__file__).parents[3] / "examples"
WLZ = EXAMPLES / "wlz-2027"
NOW = datetime.fromisoformat("2026-07-10T12:00")


def said(*arguments: str | Path, language: str = "en") -> tuple[int, str]:
    """Run a command; its exit code and what it said."""
    result = CliRunner().invoke(app, ["--language", language, *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def decided(name: str) -> RoundOutcome:
    dossier = rounds.load(EXAMPLES / name).dossier
    assert dossier is not None
    outcome = rounds.decide(dossier)
    assert isinstance(outcome, RoundOutcome), outcome
    return outcome


def last_of(dossier: Dossier, provider: Provider) -> Submission | None:
    own = (item for item in dossier.submissions if item.contract == provider.contract)
    return max(own, key=lambda item: item.received, default=None)


@pytest.mark.requirement("B-049")
@pytest.mark.parametrize("example", ["wlz-2027", "awbz-2008"])
def test_the_preview_says_what_the_round_says(example: str) -> None:
    outcome = decided(example)
    dossier, seen = outcome.dossier, set()
    for provider in dossier.providers:
        draft, assessment = last_of(dossier, provider), outcome.assessment(provider.contract.code)
        if draft is None or assessment is None:
            assert (draft, assessment) == (None, None)
            continue
        entry = preview_entry(dossier, provider, draft)
        seen.add(assessment.standing)
        if assessment.standing is Standing.LATE:
            assert isinstance(entry.preview.in_time, Finding)
            assert entry.preview.in_time in assessment.findings
            assert entry.stops
        elif assessment.standing is Standing.WITHDRAWN:
            assert draft.withdrawn_on is not None
            assert entry.stops
        else:
            assert isinstance(entry.preview.in_time, Holds)
            _same(outcome, provider, assessment, entry)
    assert {Standing.ADMITTED, Standing.REFUSED, Standing.LATE} <= seen


def _same(outcome: RoundOutcome, provider: Provider, assessment: Assessment, entry: EntryPreview) -> None:
    """Every outcome and sentence equal; only what the purchaser decided with a reason is still open beforehand."""
    contract = provider.contract.code
    decisions = {item.requirement for item in outcome.dossier.decisions if item.contract == contract}
    ours = [item for item in entry.preview.assessment.tested if item.requirement not in decisions]
    assert ours == [item for item in assessment.tested if item.requirement not in decisions]
    if decisions:
        return
    assert entry.preview.assessment.standing is assessment.standing
    assert entry.preview.assessment.sentence == assessment.sentence
    assert entry.preview.assessment.closed_lots == assessment.closed_lots
    assert entry.preview.sentences == (assessment.sentence, *(item.sentence for item in assessment.tested))
    assert entry.stops is not (assessment.admitted and not assessment.closed_lots)
    for lot in entry.lots:
        scores = {score.criterion: score for score in assessment.scores.get(lot.lot.id, ())}
        for item in lot.criteria:
            if item.share is not None and scores:
                score = scores[item.criterion]
                assert (item.share, item.weight, item.motivation) == (score.share, score.weight, score.motivation)
    offers = {(item.code.id, item.subject, item.seen, item.wanted) for item in entry.offers}
    found = {(item.code.id, item.subject, item.seen, item.wanted) for item in outcome.findings}
    assert not assessment.admitted or offers <= found


def test_full_points_are_reached_by_the_answer_that_is_told() -> None:
    dossier = rounds.load(WLZ).dossier
    assert dossier is not None
    provider = next(item for item in dossier.providers if item.contract.code == "99000001")
    draft = last_of(dossier, provider)
    assert draft is not None
    (lot,) = preview_entry(dossier, provider, draft).lots
    told = {item.criterion: item for item in lot.criteria}
    assert told["client-value"].untold is not None
    assert told["client-value"].points is None
    assert (told["labour-saving"].points, told["labour-saving"].more) == (
        Fraction(15, 2),
        "Met het antwoord '20' krijgt u 10 van de 10 punten.",
    )
    assert told["shared-with-others"].more == ""
    assert (lot.sure, lot.open_weight) == (Fraction(17, 4), Fraction(1, 2))


def test_a_draft_that_another_hand_in_does_not_touch_is_read_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mijn dossier"
    shutil.copytree(WLZ, folder, ignore=shutil.ignore_patterns("result*"))
    (folder / "submissions/99000002/answers.yaml").write_text("kapot: [", encoding="utf-8")
    assert rounds.load(folder).dossier is None
    assert submissions.preview(folder, Agb("99000001"), NOW).entry is not None


def test_preview_shows_what_stops_it_and_ends_with_one(scratch: Scratch) -> None:
    assert (
        said("submission", "form", scratch.root, "--contract", "06010001", "--into", scratch.root / "submissions")[0]
        == 0
    )
    code, output = said("submission", "preview", scratch.root, "--provider", "06010001", "--moment", "2026-07-30T12:00")
    assert code == 1
    assert "In time" in output
    assert "answers are missing" in output
    assert "De vraag 'Wat is uw visie' is niet beantwoord" in output
    code, output = said(
        "submission", "preview", scratch.root, "--provider", "06010001", "--moment", "2026-08-01T12:00", language="nl"
    )
    assert code == 1
    assert "SUB-001" in output


def test_preview_of_a_good_submission_ends_with_zero() -> None:
    code, output = said("submission", "preview", WLZ, "--provider", "99000001")
    assert code == 0, output
    assert "Nothing stops this submission" in output
    assert "U voldoet aan eis 1" in output
    assert "7,5 / 10" in output
    assert "assessors mark this" in output


@pytest.mark.parametrize(("provider", "stops"), [("99000031", 0), ("99000015", 0)])
def test_the_last_version_is_looked_at_and_an_open_decision_stops_nothing(provider: str, stops: int) -> None:
    code, output = said("submission", "preview", WLZ, "--provider", provider)
    assert code == stops, output
    assert provider in output


def test_preview_of_somebody_unknown_or_silent_says_what_to_do(scratch: Scratch) -> None:
    def codes(contract: str) -> list[str]:
        return [item.code.id for item in submissions.preview(scratch.root, Agb(contract), NOW).findings]

    assert codes("06010001") == ["SUB-033"]
    assert codes("06010009") == ["SUB-032"]
    assert said("submission", "preview", scratch.root, "--provider", "06010001")[0] == 1
    assert said("submission", "preview", scratch.root, "--provider", "12")[0] == 2
    assert said("submission", "preview", scratch.root / "nergens", "--provider", "06010001")[0] == 2


def test_a_policy_with_a_fault_gives_no_form_and_no_preview(scratch: Scratch) -> None:
    scratch.swap("policy.yaml", "percent: 95%", "percent: veel")
    made = submissions.make_form(scratch.root, Agb("06010001"), None, (), NOW)
    assert made.form is None
    assert made.findings
    assert submissions.preview(scratch.root, Agb("06010001"), NOW).entry is None
    assert submissions.make_form(scratch.root / "policy.yaml", Agb("06010001"), None, (), NOW).form is None


def test_the_commands_make_read_and_refuse(scratch: Scratch, tmp_path: Path) -> None:
    into = tmp_path / "uit"
    code, output = said(
        "submission", "form", scratch.root, "-c", "06010001", "--into", into, "--lots", "care, extra", "--excel"
    )
    assert code == 0, output
    assert "8 questions" in output
    code, output = said("submission", "read", into / "06010001.xlsx", "--into", into, "--received", "2026-07-30T16:45")
    assert code == 0, output
    assert "received: '2026-07-30T16:45:00'" in (into / "06010001/answers.yaml").read_text(encoding="utf-8")
    code, output = said("submission", "read", into / "06010001.xlsx", "--into", into)
    assert (code, "DOS-112" in output) == (1, True)
    code, output = said(
        "submission", "form", scratch.root / "policy.yaml", "-c", "06010009", "--group", "new", "--lots", "x"
    )
    assert (code, "SUB-017" in output) == (1, True)
    (into / "stuk.xlsx").write_bytes(b"stuk")
    code, output = said("submission", "read", into / "stuk.xlsx", "--into", into)
    assert (code, "OFF-010" in output) == (1, True)

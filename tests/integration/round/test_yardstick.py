"""The yardstick from a dossier folder: the command, the page, and the need that stands beside the division."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.bootstrap import documents, rounds, yardsticks
from driehoek.cli import app
from driehoek.domain.catalogue import Sector
from driehoek.engines.allocation.yardstick import Need
from driehoek.engines.allocation.yardstick.result import CLASH
from driehoek.kernel import Finding, Language

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "awbz-2008", tmp_path / "awbz-2008"))


def test_the_command_says_what_the_rules_cost_and_writes_a_page(dossier: Path) -> None:
    page = dossier.parent / "maatstaf.html"
    said = CliRunner().invoke(app, ["round", "yardstick", str(dossier), "--output", str(page)])
    assert said.exit_code == 0, said.output
    assert "Deze maatstaf is geen voorstel en geen grond voor een besluit." in said.output
    assert "Verschil: wat de regels kosten" in said.output
    assert "SYNTHETIC" in said.output
    html = page.read_text(encoding="utf-8")
    assert "Geen grond voor een besluit" in html
    assert "This yardstick is no proposal and no ground for a decision." in html
    assert not (dossier / "result").exists(), "measuring decides nothing"


def test_the_report_of_a_run_shows_it_beside_the_decision_and_no_letter_does(dossier: Path) -> None:
    said = CliRunner().invoke(app, ["round", "run", str(dossier), "--documents", "report"])
    assert said.exit_code == 0, said.output
    report = (dossier / "result/report.html").read_text(encoding="utf-8")
    assert '<a href="#regels-kosten">Wat de regels kosten</a>' in report
    assert "Deze maatstaf is geen voorstel en geen grond voor een besluit." in report
    outcome = rounds.decide(rounds.load(dossier).dossier)  # type: ignore[arg-type]  # the example is in order
    assert b"regels-kosten" not in documents.render_report(outcome)[1]  # type: ignore[arg-type]
    for name, data in documents.render_provider(outcome, "99000001"):  # type: ignore[arg-type]
        if name.endswith(".docx"):
            words = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
            assert "maatstaf" not in words.casefold()
            assert "yardstick" not in words.casefold()


def test_it_speaks_english_too(dossier: Path) -> None:
    said = CliRunner().invoke(app, ["-l", "en", "round", "yardstick", str(dossier)])
    assert said.exit_code == 0, said.output
    assert "Difference: what the rules cost" in said.output
    assert "the promises beforehand" in said.output


def test_the_same_dossier_gives_the_same_page(dossier: Path) -> None:
    outcome = rounds.decide(rounds.load(dossier).dossier)  # type: ignore[arg-type]  # the example is in order
    pages = {yardsticks.page(yardsticks.measure(outcome, dossier)) for _ in range(2)}  # type: ignore[arg-type]
    assert len(pages) == 1


def test_the_need_is_read_beside_the_dossier(dossier: Path) -> None:
    assert yardsticks.needs_of(dossier) == ()
    (dossier / "need").mkdir(exist_ok=True)
    (dossier / "need/indications.csv").write_text(
        "municipality;profile;count;form;day\n"
        "Utrecht;4VV;12;;2026-01-01\n"
        "Utrecht;4VV;15;;2026-06-01\n"
        "Utrecht;753;3;vpt;2026-06-01\n"
        "Utrecht;4VV;40;pgb;2026-06-01\n"
        "Zeist;5VV;2;;2026-06-01\n"
        "Zeist;onbekend;9;;2026-06-01\n",
        encoding="utf-8",
    )
    assert yardsticks.needs_of(dossier) == (Need("Utrecht", Sector.VV, 18), Need("Zeist", Sector.VV, 2))


def test_the_finding_about_a_clash_has_a_mend_in_two_languages() -> None:
    assert CLASH.id == "ALL-401"
    finding = Finding(CLASH, "Regio", seen="3")
    assert finding.sentence(Language.EN) == "In Regio 3 limits cannot hold together."
    assert finding.mend() == "Verlaag een van deze grenzen in het beleid, of vraag meer ruimte."


def test_it_says_when_the_need_is_not_counted(dossier: Path) -> None:
    outcome = rounds.decide(rounds.load(dossier).dossier)  # type: ignore[arg-type]  # the example is in order
    lines = yardsticks.summary(yardsticks.measure(outcome, dossier), Language.NL)  # type: ignore[arg-type]
    assert any("telt de behoefte per gemeente niet" in line for line in lines)


def test_limits_that_clash_are_named_with_their_mend(dossier: Path) -> None:
    policy = dossier / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    after = (
        "  after:\n    - id: no-loss\n      use: maximum-move\n      lots: [thuiszorg]\n"
        "      params: {up: 100%, down: 0%}\n      text: Niemand gaat erop achteruit.\n"
        "      ground: {basis: SYNTHETIC}\n"
    )
    policy.write_text(text.replace("\ncontract:", f"\n{after}\ncontract:", 1), encoding="utf-8")
    space = dossier / "space.csv"
    space.write_text(space.read_text(encoding="utf-8").replace("86766000.00", "40000000.00"), encoding="utf-8")
    said = CliRunner().invoke(app, ["round", "yardstick", str(dossier), "--without-adjustments"])
    assert said.exit_code == 0, said.output
    assert "grenzen niet samen worden gehaald. Verlaag een van deze grenzen" in said.output
    assert "- de ruimte van Regio Utrecht, deel thuiszorg: ten hoogste €\u00a039.600.000,00" in said.output


def test_a_policy_with_an_unknown_aim_is_refused(dossier: Path) -> None:
    policy = dossier / "policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("division:\n", "division:\n  yardstick: {aim: profit}\n", 1), encoding="utf-8")
    said = CliRunner().invoke(app, ["round", "check", str(dossier)])
    assert said.exit_code == 1
    assert "division.yardstick" in said.output

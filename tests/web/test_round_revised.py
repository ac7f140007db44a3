"""A round revised here goes out with that in the place of its first result; one that came revised stays as it came."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from driehoek.adapters.store import revising
from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.models import Round, RoundEvent
from driehoek.application.revision import Revised
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.rounds import replay
from driehoek.bootstrap.stored_decisions import Stand, StoppedError
from driehoek.bootstrap.stored_imports import Imported, export_round, import_round
from driehoek.bootstrap.stored_versions import approve, tried
from driehoek.cli import app
from driehoek.web.portal.deciding import letter_page
from tests.integration.cli.test_round_versions import EVENT
from tests.web.decided import DAY, TABLES, buyer, sql
from tests.web.test_round_folders import EXAMPLES, contents, elsewhere  # noqa: F401 - the fixture is used by its name

LATER = DAY + timedelta(days=11)


@pytest.fixture
def source(elsewhere: None, tmp_path: Path) -> Iterator[Path]:  # noqa: F811 - the fixture
    """The example with its result, in a folder; what is decided on it in the portal goes again."""
    folder = tmp_path / "wlz"
    shutil.copytree(EXAMPLES / "wlz-2027", folder, ignore=shutil.ignore_patterns("result*"))
    ran = CliRunner().invoke(app, ["round", "run", str(folder), "--documents", "none"])
    assert ran.exit_code == 0, ran.output
    yield folder
    sql(*(f"DELETE FROM store_{name}" for name in (*TABLES, "boundact")))


def brought(folder: Path) -> Round:
    came = import_round(folder, DAY - timedelta(hours=1))
    assert isinstance(came, Imported), came
    return Round.objects.using("owner").get(pk=came.round_id)


def test_what_is_adopted_and_revised_here_goes_out_in_the_place_of_what_it_came_with(
    source: Path, tmp_path: Path
) -> None:
    found, out = brought(source), tmp_path / "uit"
    with acting(buyer()):
        held = Stand(DAY, DAY.date())
        seen = stored_decisions.outcome_at(found.pk, DAY)
        assert not isinstance(seen, tuple)
        stored_decisions.adopt(buyer(), found.pk, seen.decision_fingerprint, "Volgens beleid.", held, letter_page)
        row = RoundEvent(
            round_id=found.pk, kind="hardship", ground="Werkt hier onredelijk uit (SYNTHETIC).", remedy="reserve",
            contracts=["99000034"], grants=[["99000034", "regulier", 2_500_000]],
        )  # fmt: skip
        assert revising.propose(buyer(), row, LATER) is None
    with acting(buyer(1)):
        row = RoundEvent.objects.get(pk=row.pk)
        made = tried(row, LATER.date(), "Manager")
        assert isinstance(made, Revised), made
        name = revising.name_of(buyer(1))
        again = tried(row, LATER.date(), name)
        assert isinstance(again, Revised)
        approve(buyer(1), row, again.outcome.decision_fingerprint, LATER, LATER.date(), letter_page)
        assert export_round(found.pk, out, LATER) == ()
    assert (out / "versions" / "2" / "event.yaml").exists()
    for number in (1, 2):
        assert replay(out, number)[1] == ()


def test_a_round_that_came_with_later_versions_goes_out_with_them_and_no_first_version_is_adopted_over_it(
    source: Path, tmp_path: Path
) -> None:
    event, out = tmp_path / "gebeurtenis", tmp_path / "uit"
    event.mkdir()
    (event / "event.yaml").write_text(EVENT, encoding="utf-8")
    ran = CliRunner().invoke(app, ["round", "revise", str(source), "--event", str(event)])
    assert ran.exit_code == 0, ran.output
    found = brought(source)
    with acting(buyer()):
        outcome = stored_decisions.outcome_at(found.pk, DAY)
        assert not isinstance(outcome, tuple)
        with pytest.raises(StoppedError) as stopped:
            stored_decisions.adopt(
                buyer(), found.pk, outcome.decision_fingerprint, "x", Stand(DAY, DAY.date()), letter_page
            )
        assert [item.code.id for item in stopped.value.findings] == ["STO-037"]
    with acting(buyer()):
        assert export_round(found.pk, out, LATER) == ()
    versions = {path: data for path, data in contents(source).items() if path.startswith(("versions/", "result/"))}
    assert versions
    assert versions.items() <= contents(out).items()
    assert replay(out, 2)[1] == ()

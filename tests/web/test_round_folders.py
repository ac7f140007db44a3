"""A dossier goes into the portal and comes out of it again without loss, and one that cannot come in is told why."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from typer.testing import CliRunner, Result

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Organisation, Role, Round, RoundAttachment, Submission
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap.rounds import decide, load, replay
from driehoek.bootstrap.stored_decisions import outcome_at
from driehoek.bootstrap.stored_imports import Imported, export_round, import_round
from driehoek.bootstrap.stored_rounds import files_of
from driehoek.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
AT = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def elsewhere(portal: None) -> Iterator[None]:
    """Room for what is brought in beside the example that stands there, and nothing of it left behind."""
    known = dict(Round.objects.using("owner").values_list("pk", "slug"))
    Round.objects.using("owner").update(slug="stond-er-al")
    yield
    before = set(known)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in ("submittedevidence", "submission", "roundfile", "roundattachment"):
            own = "submission_id IN (SELECT id FROM store_submission WHERE round_id <> ALL(%s))"
            where = own if table == "submittedevidence" else "round_id <> ALL(%s)"
            cursor.execute(f"DELETE FROM store_{table} WHERE {where}", [list(before)])
        cursor.execute("DELETE FROM store_round WHERE id <> ALL(%s)", [list(before)])
        cursor.execute("SET session_replication_role = DEFAULT")
    for pk, slug in known.items():
        Round.objects.using("owner").filter(pk=pk).update(slug=slug)


def brought(folder: Path) -> Imported:
    came = import_round(folder, AT)
    assert isinstance(came, Imported), came
    return came


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(item.name for item in EXAMPLES.iterdir() if item.is_dir()))
def test_every_example_comes_out_as_it_went_in_with_the_same_fingerprints(
    elsewhere: None, tmp_path: Path, name: str
) -> None:
    source, folder = tmp_path / name, tmp_path / "out"
    shutil.copytree(EXAMPLES / name, source)
    ran = CliRunner().invoke(app, ["round", "run", str(source)])
    assert ran.exit_code == 0, ran.output
    came = brought(source)
    found = Round.objects.using("owner").get(pk=came.round_id)
    with acting(Actor(found.purchaser_id, Role.PURCHASING)):
        assert export_round(found.pk, folder, AT) == ()
        stored = outcome_at(found.pk, AT)
    dossier = load(source).dossier
    assert dossier is not None
    before, after = contents(source) | files_of(source, dossier), contents(folder)
    assert after == before
    decided = decide(dossier)
    assert isinstance(decided, RoundOutcome)
    assert isinstance(stored, RoundOutcome)
    assert stored.input_fingerprint == decided.input_fingerprint
    assert stored.decision_fingerprint == decided.decision_fingerprint
    assert replay(folder)[1] == ()
    assert came.submissions == Submission.objects.using("owner").filter(round=found).count()
    assert came.beside == RoundAttachment.objects.using("owner").filter(round=found).count() > 0


def driehoek(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--url", os.environ["DATABASE_URL"]])


def test_the_commands_say_what_came_and_what_stands_in_the_way(elsewhere: None, tmp_path: Path) -> None:
    example = EXAMPLES / "awbz-2008"
    done = driehoek("admin", "round", "import", str(example))
    assert done.exit_code == 0, done.output
    assert "awbz-2008" in done.output
    again = driehoek("admin", "round", "import", str(example))
    assert again.exit_code == 1
    assert "STO-080" in again.output
    assert "STO-081" in driehoek("admin", "round", "export", "wlz-1999", str(tmp_path / "x")).output
    folder = tmp_path / "out"
    done = driehoek("admin", "round", "export", "awbz-2008", str(folder))
    assert done.exit_code == 0, done.output
    assert load(folder).dossier is not None
    assert "STO-082" in driehoek("admin", "round", "export", "awbz-2008", str(folder)).output


def test_a_folder_with_faults_brings_nothing(elsewhere: None, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(EXAMPLES / "awbz-2008", folder)
    (folder / "space.csv").write_text("pool;frame\n", encoding="utf-8")
    before = Round.objects.using("owner").count(), Organisation.objects.using("owner").count()
    refused = import_round(folder, AT)
    assert not isinstance(refused, Imported)
    assert any(item.place and item.place.file.endswith("space.csv") for item in refused)
    assert (Round.objects.using("owner").count(), Organisation.objects.using("owner").count()) == before


def test_what_came_from_elsewhere_is_kept_late_or_not_but_nobody_else_brings_it_in(elsewhere: None) -> None:
    came = brought(EXAMPLES / "wlz-2027")
    found = Round.objects.using("owner").get(pk=came.round_id)
    assert found.closes_at is not None
    row = Submission.objects.using("owner").filter(round=found).order_by("-received_at").first()
    assert row is not None
    row.pk, row.number, row.receipt = None, 99, "x" * 64
    with pytest.raises(Exception, match="row-level security"), acting(Actor(row.provider_id, Role.PROVIDING)):
        row.save(using="default", force_insert=True)

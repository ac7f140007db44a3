"""A purchaser brings a round in as one zip file and takes it along as one; what is sealed stays closed on the way."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from typer.testing import CliRunner

from driehoek.adapters.dossier.zipped import write_zip
from driehoek.adapters.store import sealing
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import (
    BoundAct,
    Mandate,
    Membership,
    Organisation,
    OutboxEntry,
    Result,
    Role,
    Round,
    Submission,
)
from driehoek.bootstrap.rounds import load, replay
from driehoek.bootstrap.stored_rounds import files_of
from driehoek.bootstrap.stored_sealing import still_sealed
from driehoek.cli import app
from driehoek.web.example_clock import MID_COURSE
from tests.web.conftest import signed_in
from tests.web.test_round_folders import EXAMPLES, contents, elsewhere  # noqa: F401 - the fixture is used by its name

pytestmark = pytest.mark.usefixtures("elsewhere")
CONTRACT = "99000001"
SECRET = "alleen de aanbieder weet dit"


def sent(files: dict[str, bytes], client: Client | None = None) -> HttpResponse:
    given = SimpleUploadedFile("ronde.zip", write_zip(files), "application/zip")
    return (client or signed_in(Role.PURCHASING)).post("/inkoop/dossier/", {"dossier": given})  # type: ignore[return-value]


def taken(round_id: object) -> dict[str, bytes]:
    answer = signed_in(Role.PURCHASING).get(f"/inkoop/{round_id}/dossier.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {item.filename: packed.read(item) for item in packed.infolist()}


def new_round(answer: HttpResponse) -> Round:
    assert answer.status_code == 302, answer.content.decode()
    return Round.objects.using("owner").get(pk=answer["Location"].strip("/").split("/")[-1])


@pytest.mark.parametrize("name", sorted(item.name for item in EXAMPLES.iterdir() if item.is_dir()))
def test_a_round_comes_in_as_a_zip_and_goes_out_as_one_without_loss(tmp_path: Path, name: str) -> None:
    source, folder = tmp_path / name, tmp_path / "out"
    shutil.copytree(EXAMPLES / name, source)
    ran = CliRunner().invoke(app, ["round", "run", str(source)])
    assert ran.exit_code == 0, ran.output
    dossier = load(source).dossier
    assert dossier is not None
    found = new_round(sent({f"map/{path}": data for path, data in contents(source).items()}))
    came = taken(found.pk)
    assert came == contents(source) | files_of(source, dossier)
    for path, data in came.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    assert replay(folder)[1] == ()
    acts = OutboxEntry.objects.using("owner").filter(subject=str(found.pk), person__isnull=False).order_by("pk")
    assert list(acts.values_list("act", flat=True)) == ["imported round", "exported round"]


def test_a_dossier_with_faults_is_refused_at_the_door_with_all_of_them_and_leaves_nothing() -> None:
    files = contents(EXAMPLES / "awbz-2008")
    before = Round.objects.using("owner").count(), Organisation.objects.using("owner").count()
    page = sent(files | {"space.csv": b"pool;frame\n", "tariffs.csv": b"x\n", "providers.csv": b"contract\n"})
    assert page.status_code == 422
    text = page.content.decode()
    assert [file for file in ("space.csv", "tariffs.csv", "providers.csv") if file not in text] == []
    assert "Er is niets bewaard" in text
    stranger = files["policy.yaml"].replace(b"Zorgkantoor Voorbeeld", b"Zorgkantoor Elders")
    assert "STO-083" in sent(files | {"policy.yaml": stranger}).content.decode()
    assert "DOS-142" in sent(files | {"../../elders.txt": b"x"}).content.decode()
    assert "STO-087" in sent(files | {"x" * 301: b"x"}).content.decode()  # longer than the database keeps
    assert signed_in(Role.CONTROL).get("/inkoop/dossier/").status_code == 403
    after = Round.objects.using("owner").count(), Organisation.objects.using("owner").count()
    assert after == before
    new_round(sent(files))
    assert "STO-080" in sent(files).content.decode()


def test_a_round_that_everyone_sees_at_once_rests_on_a_mandate_to_publish() -> None:
    files, before = contents(EXAMPLES / "awbz-2008"), Round.objects.using("owner").count()
    buyer = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[0].person_id
    rows = Mandate.objects.using("owner").filter(person_id=buyer)
    rows.update(acts=["adopt"])
    try:
        assert "PEO-003" in sent(files).content.decode()
        assert Round.objects.using("owner").count() == before
    finally:
        rows.update(acts=[])
    found = new_round(sent(files))
    assert BoundAct.objects.using("owner").filter(act="publish", subject=str(found.pk), person_id=buyer).exists()


def sealed_dossier(contract: str = CONTRACT) -> dict[str, bytes]:
    """The example with sealed lots and one closed submission, as another portal would export it before the opening."""
    files = {
        path: data for path, data in contents(EXAMPLES / "wlz-2027").items() if not path.startswith("submissions/")
    }
    policy, lots = files["policy.yaml"].decode(), "\nlots:\n"
    head, rest = policy.split(lots, 1)
    first, _, after = rest.partition("\n")
    seal = "    sealed: {basis: Aanbestedingswet 2012, explanation: Partijen wedijveren op prijs.}"
    files["policy.yaml"] = f"{head}{lots}{first}\n{seal}\n{after}".encode()
    key = sealing.make_round_key(
        "elsewhere", {name: sealing.official_from_public(sealing.key_file()[1]) for name in "abc"}
    )
    said = {"contract": CONTRACT, "number": 2, "received_at": MID_COURSE.isoformat(), "withdraws": False}
    document, _ = sealing.close_document("elsewhere", key.public, 1, SECRET.encode())
    inside = {**said, "files": {"answers.yaml": SECRET}}
    closed = sealing.close_submission("elsewhere", key.public, inside, [hashlib.sha256(document).hexdigest()])
    folder = f"submissions/{contract}/"
    return files | {f"{folder}sealed.json": closed.encode(), f"{folder}sealed/1": document}


def test_sealed_submissions_travel_closed_come_in_again_and_decide_nothing() -> None:
    files = sealed_dossier()
    found = new_round(sent(files))
    row = Submission.objects.using("owner").get(round=found)
    assert found.closes_at is not None
    closed = files[f"submissions/{CONTRACT}/sealed.json"]
    assert (found.is_sealed, row.is_imported) == (True, True)
    assert row.receipt == hashlib.sha256(closed).hexdigest()
    out = taken(found.pk)
    assert out[f"submissions/{CONTRACT}/sealed.json"] == closed
    assert not any(SECRET.encode() in data for data in out.values())
    inside = {path: data for path, data in out.items() if path.startswith("submissions/")}
    assert inside == {path: data for path, data in files.items() if path.startswith("submissions/")}
    assert len(inside) == len(("the submission", "its document"))
    with acting(Actor(found.purchaser_id, Role.PURCHASING)):
        assert [item.code.id for item in still_sealed(found)] == ["SEA-007"]
    with pytest.raises(IntegrityError, match="are sealed"), transaction.atomic(using="owner"):
        Result.objects.using("owner").create(
            round=found, version=1, is_final=False, document={}, decision_fingerprint="x", input_fingerprint="x",
            decided_on=MID_COURSE.date(), adopted_at=found.closes_at, reasons="x",
        )  # fmt: skip
    Round.objects.using("owner").filter(pk=found.pk).update(slug="was-er-al")
    again = new_round(sent(out))
    assert taken(again.pk) == out


def test_a_closed_submission_that_was_changed_or_moved_is_refused() -> None:
    files = sealed_dossier()
    path = f"submissions/{CONTRACT}/sealed.json"
    spaced = files[path].replace(b'":', b'": ', 1)
    assert "STO-084" in sent(files | {path: spaced}).content.decode()
    assert "STO-084" in sent(sealed_dossier("99000002")).content.decode()
    document = f"submissions/{CONTRACT}/sealed/1"
    assert "STO-084" in sent(files | {document: files[document][:-1]}).content.decode()
    assert "STO-084" in sent({name: data for name, data in files.items() if name != document}).content.decode()
    policy = contents(EXAMPLES / "wlz-2027")["policy.yaml"]
    assert "STO-086" in sent(files | {"policy.yaml": policy}).content.decode()
    plain = contents(EXAMPLES / "wlz-2027")[f"submissions/{CONTRACT}/answers.yaml"]
    beside = sent(files | {f"submissions/{CONTRACT}-2/answers.yaml": plain}).content.decode()
    assert "STO-085" in beside

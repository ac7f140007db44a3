"""Documents of a sealed submission: readable nowhere until the opening, and then byte for byte what was handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections

from driehoek.adapters.store import sealing
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import Upload, hand_in, keep_evidence
from driehoek.adapters.store.models import Draft, EvidenceFile, Round, SealedDocument, Submission, SubmittedEvidence
from driehoek.adapters.store.round_files import HandedIn
from driehoek.adapters.store.sealed_documents import keep_closed
from driehoek.bootstrap.stored_rounds import export_whole
from tests.integration.store.test_sealing import CLOSES, OPENS, Sealed, _cheap_guesses, opened, sealed

__all__ = ["_cheap_guesses", "sealed"]
CONTRACT = "06000001"
LETTERS = bytes(range(256)) * 40


def papers(sealed: Sealed) -> dict[str, bytes]:
    """An offer with its price, and an extract; of each round other ones."""
    mark = sealed.round.pk.hex
    return {f"evidence/a{mark}.pdf": LETTERS + f"prijs {mark}".encode(), "evidence/b.pdf": f"%PDF- {mark}".encode()}


def kept(sealed: Sealed) -> dict[str, EvidenceFile]:
    """What the provider has in its library; a plan for another round uses the second of the two."""
    files = {
        path: keep_evidence(sealed.provider, Upload(path[9:], "pdf", data, "wat er staat", date(2026, 5, 1)), OPENS)
        for path, data in papers(sealed).items()
    }
    other = Round.objects.using("owner").create(
        purchaser=sealed.corners.purchaser, slug="open", title="Open", year=2027, state="open",
    )  # fmt: skip
    Draft.objects.create(
        round_id=other.pk, provider_id=sealed.corners.provider.pk, contract=CONTRACT, changed_at=OPENS,
        evidence={"uittreksel": [str(files["evidence/b.pdf"].pk)]},
    )  # fmt: skip
    return files


def send(sealed: Sealed, files: dict[str, EvidenceFile]) -> Submission:
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in papers(sealed).items()}
    hand_in(
        sealed.provider, sealed.round.pk, HandedIn(CONTRACT, 1, OPENS, {"answers.yaml": "x"}, evidence=digests), files
    )
    return Submission.objects.get(round=sealed.round)


def come_in(sealed: Sealed) -> Submission:
    sealed.make()
    with acting(sealed.provider):
        return send(sealed, kept(sealed))


def everything() -> str:
    """Every row of every table, as who reads the database has it; bytes as hex."""
    found = []
    with connections["owner"].cursor() as cursor:
        for name in connections["owner"].introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {name} t")
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_of_a_document_can_be_read_in_any_table_until_two_opened_it(sealed: Sealed) -> None:
    come_in(sealed)
    text = everything()
    name, (offer, extract) = sealed.round.pk.hex, papers(sealed).values()
    for secret in (offer.hex(), offer[-38:].hex(), f"a{name}"):
        assert secret not in text
    assert extract.hex() in text  # it is part of a plan for another round, and stays the provider's own
    with acting(sealed.provider):
        assert [row.name for row in EvidenceFile.objects.all()] == ["b.pdf"]
    with acting(sealed.buyer):
        assert SealedDocument.objects.count() == 2
        assert EvidenceFile.objects.count() == SubmittedEvidence.objects.count() == 0
    assert (sealed.give(0, CLOSES), sealed.give(2, CLOSES)) == (False, True)
    for actor in (sealed.buyer, sealed.provider):
        with acting(actor):
            rows = SubmittedEvidence.objects.select_related("file").order_by("path")
            assert {row.path: bytes(row.file.content) for row in rows} == papers(sealed)
            assert {(row.file.about, row.file.issued_on) for row in rows} == {("wat er staat", date(2026, 5, 1))}
    others = [Actor(sealed.corners.other_provider.pk, "providing"), Actor(sealed.corners.other_purchaser.pk, "control")]
    for actor in others:
        with acting(actor):
            assert EvidenceFile.objects.count() == SealedDocument.objects.count() == 0


def test_a_dossier_holds_the_closed_documents_before_the_opening_and_the_documents_after_it(sealed: Sealed) -> None:
    row = come_in(sealed)
    folder = f"submissions/{CONTRACT}/"
    with acting(sealed.buyer):
        out = export_whole(sealed.round.pk, CLOSES)
        assert sorted(out) == [f"{folder}sealed.json", f"{folder}sealed/1", f"{folder}sealed/2"]
        closed = row.content
        assert out[f"{folder}sealed.json"].decode() == closed
        for number in (1, 2):
            assert hashlib.sha256(out[f"{folder}sealed/{number}"]).hexdigest() in closed
        assert not any(b"prijs" in data for data in out.values())
    assert (sealed.give(1, CLOSES), sealed.give(0, CLOSES)) == (False, True)
    with acting(sealed.buyer):
        out = export_whole(sealed.round.pk, CLOSES)
        assert {path.removeprefix(folder): data for path, data in out.items() if "evidence" in path} == papers(sealed)


@pytest.mark.parametrize("what", ["content = set_byte(content, 20, 1 + get_byte(content, 20) % 255)", "number = 9"])
def test_a_document_that_was_changed_opens_nothing_at_all(sealed: Sealed, what: str) -> None:
    come_in(sealed)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE store_sealeddocument DISABLE TRIGGER sealeddocument_never")
        cursor.execute(f"UPDATE store_sealeddocument SET {what} WHERE number = 1")
        cursor.execute("ALTER TABLE store_sealeddocument ENABLE TRIGGER sealeddocument_never")
    assert sealed.give(0, CLOSES) is False
    assert sealed.give(1, CLOSES) == ["SEA-011"]
    assert opened(sealed) == (0, 0)
    assert EvidenceFile.objects.using("owner").filter(name=f"a{sealed.round.pk.hex}.pdf").count() == 0


def test_the_database_itself_holds_documents_to_the_seal(sealed: Sealed, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed.make()
    own, buyer = sealed.provider, sealed.buyer
    with acting(own):
        files = kept(sealed)
    with monkeypatch.context() as patch:
        patch.setattr("driehoek.adapters.store.evidence.keep_closed", lambda row, documents: None)
        with pytest.raises(IntegrityError, match="documents of this submission are missing"), acting(own):
            send(sealed, files)
    with monkeypatch.context() as patch:
        patch.setattr(
            "driehoek.adapters.store.evidence.keep_closed", lambda row, documents: keep_closed(row, documents[::-1])
        )
        with pytest.raises(IntegrityError, match="this document was not handed in"), acting(own):
            send(sealed, files)
    with acting(own):
        row = send(sealed, files)
    known = files["evidence/b.pdf"]
    offer = next(iter(papers(sealed).values()))

    def plants(sha256: str, data: bytes) -> Callable[[], Any]:
        return lambda: EvidenceFile.objects.create(
            provider_id=sealed.corners.provider.pk, name="x.pdf", kind="pdf", content=data, size=1, sha256=sha256,
            issued_on=date(2026, 5, 1), uploaded_at=OPENS, removed_at=CLOSES,
        )  # fmt: skip

    digest = hashlib.sha256(offer).hexdigest()
    beside = lambda: SubmittedEvidence.objects.create(submission=row, file=known, path="evidence/y.pdf")  # noqa: E731
    for actor, said, act in (
        (own, "this round is sealed", beside),
        (buyer, "row-level security", plants(digest, offer)),  # before the opening
    ):
        with pytest.raises((IntegrityError, ProgrammingError), match=said), acting(actor):
            act()
    assert (sealed.give(0, CLOSES), sealed.give(1, CLOSES)) == (False, True)
    other = b"%PDF- iets anders"
    for sha256, data in ((hashlib.sha256(other).hexdigest(), other), (digest, other)):
        with pytest.raises(ProgrammingError, match="row-level security"), acting(buyer):
            plants(sha256, data)()
    with pytest.raises(ProgrammingError), acting(buyer):
        SealedDocument.objects.all().delete()
    with pytest.raises(IntegrityError, match="store_submittedevidence"), acting(own), connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_evidencefile WHERE sha256 = %s; SET CONSTRAINTS ALL IMMEDIATE", [digest])


def test_a_key_of_a_document_opens_that_document_in_that_place_alone() -> None:
    public = sealing.key_file()[1]
    closed, key = sealing.close_document("ronde", public, 1, LETTERS)
    assert sealing.open_document("ronde", public, 1, closed, key) == LETTERS
    other = sealing.close_document("ronde", public, 2, LETTERS)
    assert other[0] != closed
    for place, number, data, secret in (
        ("elders", 1, closed, key),
        ("ronde", 2, closed, key),
        ("ronde", 1, closed, other[1]),
        ("ronde", 1, closed[:-1], key),
        ("ronde", 1, b"", key),
        ("ronde", 1, closed, f"{key} "),
    ):
        with pytest.raises(sealing.ShutError):
            sealing.open_document(place, public, number, data, secret)

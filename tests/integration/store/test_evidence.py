"""Evidence in the store: who sees it when, and that it comes out as it went in."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import Upload, bytes_of, hand_in, keep_evidence
from driehoek.adapters.store.models import Contract, EvidenceFile, Round, SubmittedEvidence
from driehoek.adapters.store.round_files import HandedIn, submissions_of
from tests.integration.store.conftest import Corners

AT = datetime(2026, 7, 1, 12, tzinfo=UTC)
BYTES = bytes(range(256)) * 3
DIGEST = hashlib.sha256(BYTES).hexdigest()
UPLOAD = Upload("plan.pdf", "pdf", BYTES, "ons plan", date(2026, 5, 1))


@pytest.fixture
def found(corners: Corners) -> Round:
    Contract.objects.using("owner").create(purchaser=corners.purchaser, provider=corners.provider, agb="06000001")
    return Round.objects.using("owner").create(
        purchaser=corners.purchaser,
        slug="r",
        title="R",
        year=2027,
        state="open",
        opens_at=AT,
        closes_at=AT + timedelta(days=1),
    )


def seen(actor: Actor) -> tuple[int, int]:
    with acting(actor):
        return EvidenceFile.objects.count(), SubmittedEvidence.objects.count()


def test_a_file_is_the_providers_own_until_it_is_handed_in_and_then_comes_out_byte_for_byte(
    corners: Corners, found: Round
) -> None:
    own, buyer = Actor(corners.provider.pk, "providing"), Actor(corners.purchaser.pk, "purchasing", corners.person.pk)
    others = [Actor(corners.other_provider.pk, "providing"), Actor(corners.other_purchaser.pk, "purchasing")]
    with acting(own):
        kept = keep_evidence(own, UPLOAD, AT)
        assert keep_evidence(own, UPLOAD, AT).pk == kept.pk  # the same file twice is one
        keep_evidence(own, Upload("geheim.pdf", "pdf", b"%PDF- x", "", date(2026, 5, 1)), AT)
    assert [seen(actor) for actor in (own, buyer, *others)] == [(2, 0), (0, 0), (0, 0), (0, 0)]
    handed = HandedIn("06000001", 1, AT, {"answers.yaml": "lots: []\n"}, evidence={"evidence/plan.pdf": DIGEST})
    with acting(own):
        hand_in(own, found.pk, handed, {"evidence/plan.pdf": kept})
    assert [seen(actor) for actor in (own, buyer, *others)] == [(2, 1), (1, 1), (0, 0), (0, 0)]
    with acting(buyer):
        (back,) = submissions_of(found.pk)
        assert (back.evidence, back.hash) == ({"evidence/plan.pdf": DIGEST}, back.receipt)
        assert bytes_of([DIGEST]) == {DIGEST: BYTES}


def test_a_file_of_another_cannot_be_handed_in_and_what_was_sent_stays(corners: Corners, found: Round) -> None:
    own, other = Actor(corners.provider.pk, "providing"), Actor(corners.other_provider.pk, "providing")
    with acting(other):
        foreign = keep_evidence(other, UPLOAD, AT)
    handed = HandedIn("06000001", 1, AT, {}, evidence={"evidence/plan.pdf": DIGEST})
    with pytest.raises(ProgrammingError, match="row-level security"), acting(own):
        hand_in(own, found.pk, handed, {"evidence/plan.pdf": foreign})
    with acting(own):
        kept = keep_evidence(own, UPLOAD, AT)
        hand_in(own, found.pk, handed, {"evidence/plan.pdf": kept})
    for statement in ("UPDATE store_evidencefile SET content = 'x'", "DELETE FROM store_submittedevidence"):
        with pytest.raises(ProgrammingError), acting(own), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError, match="evidence_days"), acting(own), transaction.atomic():
        keep_evidence(own, Upload("x.pdf", "pdf", b"%PDF- y", "", date(2026, 5, 1), date(2026, 5, 1)), AT)

"""A sealed round in the store: nobody reads before the deadline, two of three open it, once and whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, connections

from driehoek.adapters.store import sealing
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.evidence import Upload, hand_in, keep_evidence
from driehoek.adapters.store.models import (
    Contract,
    Draft,
    OpenedSubmission,
    Opening,
    OutboxEntry,
    PassedHalf,
    Person,
    Round,
    SealKey,
    SealOfficial,
    Submission,
    SubmittedEvidence,
)
from driehoek.adapters.store.round_files import HandedIn, fingerprint_at, submissions_of, whole_at
from driehoek.bootstrap.rounds import load_held
from driehoek.bootstrap.stored_rounds import export
from driehoek.bootstrap.stored_sealing import confirm, give, make_key, stand, still_sealed
from driehoek.kernel import Finding
from tests.integration.store.conftest import Corners

BEFORE = datetime(2026, 8, 1, 12, tzinfo=UTC)
OPENS = BEFORE + timedelta(days=30)
CLOSES = OPENS + timedelta(days=30)
TICK = timedelta(microseconds=1)
SOON = timedelta(minutes=10)
PHRASES = ("een heel lange wachtzin", "nog zo een lange wachtzin", "de derde lange wachtzin")
PAPER = b"%PDF- offerte"


@dataclass
class Sealed:
    """A sealed round with three officials."""

    round: Round
    corners: Corners
    officials: list[Actor]

    @property
    def buyer(self) -> Actor:
        return Actor(self.corners.purchaser.pk, "assessing", self.corners.person.pk)

    @property
    def provider(self) -> Actor:
        return Actor(self.corners.provider.pk, "providing")

    def make(self) -> None:
        for actor, phrase in zip(self.officials, PHRASES, strict=True):
            with acting(actor):
                assert confirm(actor, self.round, phrase, BEFORE) == ()
        with acting(self.officials[0]):
            assert make_key(self.officials[0], self.round, OPENS - TICK) == ()

    def come_in(self, contract: str, number: int = 1, *, withdraws: bool = False) -> None:
        files = {} if withdraws else {"answers.yaml": f"received: geheim van {contract}\n"}
        moment = OPENS + timedelta(hours=number)
        with acting(self.provider):
            hand_in(self.provider, self.round.pk, HandedIn(contract, number, moment, files, withdraws), {})

    def give(self, number: int, at: datetime) -> bool | list[str]:
        actor = self.officials[number]
        with acting(actor):
            done = give(actor, self.round, PHRASES[number], at)
        return codes(done) if isinstance(done, tuple) else done


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [item.code.id for item in found]


@pytest.fixture(autouse=True)
def _cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is not what is tested here."""
    monkeypatch.setattr(sealing, "COST", 2**10)


@pytest.fixture
def sealed(corners: Corners) -> Sealed:
    for agb in ("06000001", "06000002", "06000003"):
        Contract.objects.using("owner").create(purchaser=corners.purchaser, provider=corners.provider, agb=agb)
    made = Round.objects.using("owner").create(
        purchaser=corners.purchaser, slug="r", title="R", year=2027, state="open",
        opens_at=OPENS, closes_at=CLOSES, is_sealed=True,
    )  # fmt: skip
    people = [
        Person.objects.db_manager("owner").create_user(f"{name}@example.org", f"Functionaris {name} (SYNTHETIC)")
        for name in ("een", "twee", "drie")
    ]
    roles = ("purchasing", "control", "assessing")
    officials = [Actor(corners.purchaser.pk, role, who.pk) for role, who in zip(roles, people, strict=True)]
    return Sealed(Round.objects.using("owner").get(pk=made.pk), corners, officials)


def read(sealed: Sealed, actor: Actor) -> dict[str, str]:
    with acting(actor):
        return {item.contract: item.files.get("answers.yaml", "") for item in submissions_of(sealed.round.pk)}


def opened(sealed: Sealed) -> tuple[int, int]:
    owner = Opening.objects.using("owner").filter(round=sealed.round)
    return owner.count(), OpenedSubmission.objects.using("owner").filter(round=sealed.round).count()


def test_nobody_reads_before_two_opened_it_after_the_deadline_and_then_all_at_once(sealed: Sealed) -> None:
    sealed.make()
    for contract in ("06000001", "06000002"):
        sealed.come_in(contract)
    sealed.come_in("06000003")
    sealed.come_in("06000003", 2, withdraws=True)
    with acting(sealed.buyer):
        rows = list(Submission.objects.filter(round=sealed.round, withdraws=False))
        assert len(rows) == 3  # that it is in
        assert not any("geheim" in row.content for row in rows)
        before = fingerprint_at(sealed.round.pk, CLOSES)
        out = export(sealed.round.pk, CLOSES)
        assert sorted(out) == ["submissions/06000001/sealed.json", "submissions/06000002/sealed.json"]
        assert str(out["submissions/06000001/sealed.json"]) in {row.content for row in rows}
        assert codes(still_sealed(sealed.round)) == ["SEA-007"]
    faults = load_held({path: str(text).encode() for path, text in out.items()}, {}).findings
    assert [item.code.id for item in faults].count("DOS-126") == 2  # a dossier that goes out now cannot be decided
    assert set(read(sealed, sealed.buyer).values()) == {""}
    assert sealed.give(0, CLOSES - TICK) == ["SEA-003"]
    assert sealed.give(0, CLOSES) is False
    assert sealed.give(0, CLOSES + SOON) is False  # one alone, however often
    assert opened(sealed) == (0, 0)
    assert set(read(sealed, sealed.buyer).values()) == {""}
    assert sealed.give(2, CLOSES + 2 * SOON) is True  # the second of the three was lost
    assert opened(sealed) == (1, 2)  # the withdrawn one stays closed
    for actor in (sealed.buyer, sealed.provider):
        assert read(sealed, actor) == {
            "06000001": "received: geheim van 06000001\n",
            "06000002": "received: geheim van 06000002\n",
            "06000003": "",
        }
    with acting(sealed.buyer):
        assert fingerprint_at(sealed.round.pk, CLOSES) == whole_at(sealed.round.pk, CLOSES).fingerprint != before
        assert sorted(export(sealed.round.pk, CLOSES)) == [
            "submissions/06000001/answers.yaml", "submissions/06000002/answers.yaml",
        ]  # fmt: skip
        acts = list(OutboxEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts[-1] == "opened seal"
    assert acts.count("gave half of seal") == 2
    assert sealed.give(1, CLOSES + 3 * SOON) == ["SEA-005"]
    others = [Actor(sealed.corners.other_provider.pk, "providing"), Actor(sealed.corners.other_purchaser.pk, "control")]
    assert [read(sealed, actor) for actor in others] == [{}, {}]


def test_a_receipt_is_over_the_closed_and_the_plain_submission_and_the_draft_is_gone(sealed: Sealed) -> None:
    sealed.make()
    with acting(sealed.provider):
        Draft.objects.create(
            round_id=sealed.round.pk, provider_id=sealed.corners.provider.pk, contract="06000001",
            answers={"x": "geheim"}, changed_at=OPENS,
        )  # fmt: skip
        paper = keep_evidence(sealed.provider, Upload("o.pdf", "pdf", PAPER, "", date(2026, 5, 1)), OPENS)
        digest = hashlib.sha256(PAPER).hexdigest()
        handed = HandedIn("06000001", 1, OPENS, {"answers.yaml": "geheim\n"}, evidence={"evidence/o.pdf": digest})
        hand_in(sealed.provider, sealed.round.pk, handed, {"evidence/o.pdf": paper})
        assert Draft.objects.count() == 0
    row = Submission.objects.using("owner").get(round=sealed.round)
    assert row.receipt == hashlib.sha256(row.content.encode()).hexdigest()
    with acting(sealed.buyer):
        assert SubmittedEvidence.objects.count() == 0  # not even which documents there are
    assert (sealed.give(1, CLOSES), sealed.give(0, CLOSES)) == (False, True)
    with acting(sealed.buyer):
        plain = OpenedSubmission.objects.get(submission=row).content
        assert json.loads(row.content)["sealed"]["plain"] == hashlib.sha256(plain.encode()).hexdigest()
        assert [item.path for item in SubmittedEvidence.objects.all()] == ["evidence/o.pdf"]
        assert submissions_of(sealed.round.pk)[0].evidence == {"evidence/o.pdf": digest}


def test_without_a_key_there_is_nothing_to_open(sealed: Sealed) -> None:
    assert sealed.give(0, CLOSES) == ["SEA-006"]
    sealed.make()
    stranger = Actor(sealed.corners.purchaser.pk, "control", sealed.corners.person.pk)
    with acting(stranger):
        assert codes_of(give(stranger, sealed.round, PHRASES[0], CLOSES)) == ["SEA-010"]


def test_a_key_needs_three_who_confirmed_and_comes_before_the_window(sealed: Sealed) -> None:
    first, second, third = sealed.officials
    for actor, phrase in zip((first, second, second), PHRASES, strict=True):  # the second chose again
        with acting(actor):
            assert confirm(actor, sealed.round, phrase, BEFORE) == ()
    with acting(first):
        assert codes(make_key(first, sealed.round, BEFORE)) == ["SEA-001"]
        assert codes(confirm(first, sealed.round, "te kort", BEFORE)) == ["SEA-004"]
        with pytest.raises(IntegrityError, match="three officials"):
            SealKey.objects.create(
                round=sealed.round, public_key="x", halves={}, made_at=BEFORE, made_by_id=first.somebody
            )
    with acting(third):
        private, public = sealing.key_file()
        assert confirm(third, sealed.round, public, BEFORE, is_public_key=True) == ()
    with acting(first):
        assert codes(make_key(first, sealed.round, OPENS)) == ["SEA-002"]
        assert make_key(first, sealed.round, OPENS - TICK) == ()
        assert codes(make_key(first, sealed.round, OPENS - TICK)) == ["SEA-008"]
        assert codes(confirm(first, sealed.round, PHRASES[0], OPENS - TICK)) == ["SEA-008"]
    with acting(third):
        assert codes_of(give(third, sealed.round, PHRASES[2], CLOSES)) == ["SEA-009"]  # a guess
        assert give(third, sealed.round, private, CLOSES) is False
        assert stand(sealed.round, CLOSES).waiting is not None
    assert sealed.give(0, CLOSES) is True
    with acting(sealed.buyer):
        assert still_sealed(sealed.round) == ()


def codes_of(done: object) -> list[str]:
    assert isinstance(done, tuple)
    return codes(done)


def test_the_second_comes_within_half_an_hour_or_is_the_first_again(sealed: Sealed) -> None:
    sealed.make()
    sealed.come_in("06000001")
    assert sealed.give(0, CLOSES) is False
    assert sealed.give(1, CLOSES + timedelta(minutes=30) + TICK) is False
    assert opened(sealed) == (0, 0)
    assert sealed.give(0, CLOSES + timedelta(minutes=60)) is True


def test_the_database_itself_refuses_what_the_rules_refuse(sealed: Sealed) -> None:
    with pytest.raises(IntegrityError, match="window of this round is not open"):
        sealed.come_in("06000001")  # without a key nothing comes in
    sealed.make()
    plain = HandedIn("06000001", 1, OPENS, {"answers.yaml": "open en bloot"})
    with pytest.raises(IntegrityError, match="this round is sealed"), acting(sealed.provider):
        Submission.objects.create(
            round_id=sealed.round.pk, provider_id=sealed.corners.provider.pk, contract="06000001",
            number=1, received_at=OPENS, content=plain.content, receipt=plain.hash,
        )  # fmt: skip
    sealed.come_in("06000001")
    rows = list(SealOfficial.objects.using("owner").filter(round=sealed.round).order_by("pk"))
    row = Submission.objects.using("owner").get(round=sealed.round)

    def opening(first: int, second: int, at: datetime) -> Callable[[], Any]:
        return lambda: Opening.objects.create(
            round_id=sealed.round.pk, first_id=rows[first].pk, second_id=rows[second].pk, opened_at=at
        )

    wrong: list[tuple[int, str, Callable[[], Any]]] = [
        (1, "window is still open", opening(0, 1, CLOSES - TICK)),
        (1, "two officials open together", opening(2, 1, CLOSES)),  # who gave nothing
        (1, "two officials open together", opening(0, 1, CLOSES + timedelta(minutes=31))),
        (0, "row-level security", opening(0, 1, CLOSES)),  # the first for the second
        (0, "opening_two", opening(0, 0, CLOSES)),
        (1, "not what was handed in", lambda: OpenedSubmission.objects.create(
            submission_id=row.pk, round_id=sealed.round.pk, content="{}")),
        (1, "sealing of round", lambda: Round.objects.filter(pk=sealed.round.pk).update(is_sealed=False)),
        (1, "the key of round", lambda: SealOfficial.objects.filter(pk=rows[1].pk).delete()),
    ]  # fmt: skip
    assert sealed.give(0, CLOSES) is False
    for who, said, act in wrong:
        with pytest.raises((IntegrityError, ProgrammingError), match=said), acting(sealed.officials[who]):
            act()
    for statement in ("UPDATE store_sealkey SET halves = '{}'", "DELETE FROM store_opening"):
        with pytest.raises(ProgrammingError), acting(sealed.officials[0]), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError, match="submissions are sealed"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO store_result (round_id, version, is_final, decided_on, adopted_at, reasons, input_fingerprint,"
            " decision_fingerprint, document) VALUES (%s, 1, false, %s, %s, 'x', 'x', 'x', '{}')",
            [sealed.round.pk, CLOSES.date(), CLOSES],
        )
    assert opened(sealed) == (0, 0)


def test_two_who_are_the_second_at_once_open_it_once(sealed: Sealed) -> None:
    sealed.make()
    sealed.come_in("06000001")
    assert sealed.give(0, CLOSES) is False
    said: list[bool | list[str]] = []

    def second(number: int) -> None:
        try:
            said.append(sealed.give(number, CLOSES + SOON))
        finally:
            connections.close_all()

    hands = [Thread(target=second, args=(number,)) for number in (1, 2)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(said, key=str) == [True, ["SEA-005"]]
    assert opened(sealed) == (1, 1)


def test_killed_while_opening_nothing_is_half_and_it_opens_again(sealed: Sealed) -> None:
    sealed.make()
    for contract in ("06000001", "06000002"):
        sealed.come_in(contract)
    assert sealed.give(0, CLOSES) is False
    actor = sealed.officials[1]

    def opens_and_is_killed() -> None:
        assert give(actor, sealed.round, PHRASES[1], CLOSES + SOON) is True
        with connection.cursor() as mine, connections["owner"].cursor() as owner:
            mine.execute("SELECT pg_backend_pid()")
            owner.execute("SELECT pg_terminate_backend(%s, 5000)", mine.fetchone())

    with pytest.raises(Error), acting(actor):
        opens_and_is_killed()
    connection.close()
    assert opened(sealed) == (0, 0)
    assert PassedHalf.objects.using("owner").filter(round=sealed.round).count() == 1
    assert set(read(sealed, sealed.buyer).values()) == {""}
    assert sealed.give(1, CLOSES + 2 * SOON) is True
    assert opened(sealed) == (1, 2)


def test_a_changed_envelope_opens_nothing(sealed: Sealed) -> None:
    sealed.make()
    sealed.come_in("06000001")
    sealed.come_in("06000002")
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE store_submission DISABLE TRIGGER submission_never")
        cursor.execute(
            "UPDATE store_submission SET content = replace(content, '\"number\":1', '\"number\":2')"
            " WHERE round_id = %s AND contract = '06000002'",
            [sealed.round.pk],
        )
        cursor.execute("ALTER TABLE store_submission ENABLE TRIGGER submission_never")
    assert sealed.give(0, CLOSES) is False
    assert sealed.give(1, CLOSES) == ["SEA-011"]
    assert opened(sealed) == (0, 0)

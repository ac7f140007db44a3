"""Agreements in the store: nothing lost, agreed before signed, and the ledger in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections
from django.db.backends.postgresql.psycopg_any import DateRange

from driehoek.adapters.store import agreement_sheets, agreement_versions, booking
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.agreement_versions import Standing
from driehoek.adapters.store.models import (
    Agreement,
    AgreementAnnouncement,
    AgreementCell,
    AgreementChange,
    AgreementClash,
    AgreementMark,
    AgreementPaper,
    Contract,
    Mandate,
    Membership,
    OutboxEntry,
    Round,
)
from driehoek.adapters.store.models.agreements import AgreementPart
from driehoek.adapters.store.retention import terms
from driehoek.application.agreement.opening import OpeningLine
from driehoek.application.agreement.overview import Step
from driehoek.bootstrap.stored_agreement_overview import overview_of
from driehoek.bootstrap.stored_agreements import Parties, Told, announce, open_one, sign
from driehoek.bootstrap.stored_decisions import StoppedError
from driehoek.domain.agreement.agreed import NOT_AGREED, OPEN_CLASHES, Stage
from driehoek.domain.agreement.clauses import Answer, Clause, Reply
from driehoek.domain.agreement.conditions import NOT_YOUR_PART, WENT_ON, Conditions
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS
from driehoek.domain.agreement.lines import AgreementLine, RoundKind
from driehoek.domain.agreement.refusals import NO_PROPOSAL, SAY_WHY
from driehoek.domain.agreement.sheet import Change, Column, Place, Side, differences
from driehoek.domain.catalogue import Badge, Category, Sector, Treatment
from driehoek.domain.ledger import Account, AccountKind, Booking, Move, SpaceFrame
from driehoek.domain.ledger.refusals import OVER_CEILING
from driehoek.kernel import Agb, Finding, Money, Quantity, Rate, Unit
from tests.integration.store.conftest import Corners

AT = datetime(2027, 1, 10, 12, tzinfo=UTC)
YEAR = DateRange(date(2027, 1, 1), date(2028, 1, 1))
FRAME = SpaceFrame(2027, "noord", "regulier")
CARE = Place("lot-1", "SYN1")
PRICE = Place("lot-1", "SYN1", Column.PRICE)
CLAUSE = Clause("condition-1", "De zorgaanbieder meldt wachttijden elke maand.")
ACCEPTED = (Answer(CLAUSE.id, Reply.ACCEPTED),)


def granted(product: str, quantity: int, price: int) -> OpeningLine:
    line = AgreementLine(
        year=2027,
        round=RoundKind.BUDGET,
        region="5501",
        provider=Agb("06000001"),
        contract=Agb("06000001"),
        lot="lot-1",
        sector=next(iter(Sector)),
        category=next(iter(Category)),
        treatment=next(iter(Treatment)),
        product=product,
        name=f"Prestatie {product} (SYNTHETIC)",
        quantity=Quantity(quantity, Unit.ETMAAL),
        maximum=Money(price),
        parts=(),
        share=Rate.percent(100),
        price=Money(price),
        amount=Quantity(quantity, Unit.ETMAAL).at(Money(price)),
        badge=Badge.SYNTHETIC,
    )
    return OpeningLine(line, FRAME)


def stamp(_now: Standing, paper: AgreementPaper | None, _mandate: str) -> bytes:
    """A signature of these tests: one plus sign more."""
    return (bytes(paper.pdf) if paper else b"") + b"+"


class Table:
    """An agreement of EUR 1.000,00 with the two who sit at it, a grant of as much and EUR 100,00 of free space."""

    def __init__(self, corners: Corners) -> None:
        self.corners = corners
        for person, organisation, role in (
            (corners.person, corners.purchaser, "purchasing"),
            (corners.other_person, corners.provider, "signing"),
        ):
            Membership.objects.using("owner").create(
                person=person, organisation=organisation, role=role, valid=YEAR, region=""
            )
            Mandate.objects.using("owner").create(
                person=person, organisation=organisation, valid=YEAR, acts=["sign"], most=500_000
            )
        Contract.objects.using("owner").create(purchaser=corners.purchaser, provider=corners.provider, agb="06000001")
        found = Round.objects.using("owner").create(purchaser=corners.purchaser, slug="r", title="R", year=2027)
        self.buyer = Actor(corners.purchaser.id, "purchasing", corners.person.id)
        self.seller = Actor(corners.provider.id, "signing", corners.other_person.id)
        opening = Booking("besluit", "ruimte", date(2027, 1, 1))
        with acting(self.buyer):
            self.agreement = open_one(
                self.buyer,
                Parties(found, "06000001", corners.provider.id),
                (granted("SYN1", 10, 10_000), granted("SYN2", 0, 5_000)),
                Conditions("price-times-quantity", clauses=(CLAUSE,), answers=()),
                Told("f" * 64, "het besluit", AT),
            )
            moves = [
                opening.book(Move.GRANT, FRAME, Money.euros(1100)),
                opening.book(Move.RESERVE, FRAME, Money.euros(1000), contract="06000001"),
            ]
            assert booking.post(corners.purchaser.id, moves, {"06000001": corners.provider.id}) == ()

    def change(self, actor: Actor, *changes: Change) -> Any:
        with acting(actor):
            return agreement_sheets.change(actor, self.agreement, changes, AT)

    def standing(self, actor: Actor) -> Standing:
        with acting(actor):
            return agreement_versions.standing(self.agreement)

    def answer(self, answers: tuple[Answer, ...] = ACCEPTED) -> None:
        with acting(self.seller):
            number, conditions = agreement_versions.conditions_of(self.agreement)
            wanted = Conditions(conditions.form, clauses=conditions.clauses, answers=answers)
            made = agreement_versions.write_conditions(self.seller, self.agreement, number, wanted, AT)
            assert isinstance(made, Conditions)

    def agree(self, actor: Actor, seen: str = "") -> Standing | Finding:
        with acting(actor):
            seen = seen or agreement_versions.standing(self.agreement).content.fingerprint
            return agreement_versions.agree(actor, self.agreement, seen, AT)

    def both_agree(self) -> None:
        for actor in (self.seller, self.buyer):
            assert isinstance(self.agree(actor), Standing)

    def sign(self, actor: Actor, at: datetime = AT) -> Standing:
        with acting(actor):
            seen = agreement_versions.standing(self.agreement).content.fingerprint
            return sign(actor, self.agreement, seen, at, stamp)

    def held(self) -> tuple[int, int, int]:
        """Reserved, committed and free, in cents."""
        with acting(self.buyer):
            balances = booking.balances(self.corners.purchaser.id, 2027)
        own = [balances.get(Account(FRAME, kind, "06000001")) for kind in (AccountKind.RESERVED, AccountKind.COMMITTED)]
        free = balances[Account(FRAME, AccountKind.SPACE)]
        reserved, committed = (item.amount.cents if item else 0 for item in own)
        return reserved, committed, free.amount.cents


@pytest.fixture
def table(corners: Corners) -> Iterator[Table]:
    yield Table(corners)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        parts = ["paper", "mark", "version", "look", "announcement", "remark", "conditions", "clash", "change", "cell"]
        for part in (*parts, "line", ""):
            cursor.execute(f"DELETE FROM store_agreement{part}")
        for name in ("contract", "round"):
            cursor.execute(f"DELETE FROM store_{name}")
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.requirement("B-067", "M-337")
def test_two_at_once_lose_nothing_and_choose(table: Table) -> None:
    seen = 1
    first = table.change(table.buyer, Change(CARE, 11, seen))
    late = table.change(table.seller, Change(CARE, 12, seen), Change(Place("lot-1", "SYN2"), 3, seen))
    assert [item.after for item in first.made] == [11]
    assert [item.after for item in late.made] == [3]  # what did not clash of the same call is made
    assert [(item.standing.value, item.offered) for item in late.clashes] == [(11, 12)]
    with acting(table.buyer):
        row, cell = agreement_sheets.clashes(table.agreement)[0]
        stale = agreement_sheets.settle(table.buyer, table.agreement, row.pk, AT, seen=seen, offered=True)
        assert [item.code.id for item in stale.findings] == ["AGR-073"]
        chosen = agreement_sheets.settle(table.buyer, table.agreement, row.pk, AT, seen=cell.version, offered=True)
        assert chosen.made[0].after == 12
        again = agreement_sheets.settle(table.buyer, table.agreement, row.pk, AT, seen=cell.version, offered=False)
        assert [item.code.id for item in again.findings] == ["AGR-070"]
        sheet = agreement_sheets.sheet_of(table.agreement)
        assert [(item.place.product, item.before, item.after) for item in differences(sheet, 0)] == [
            ("SYN1", 10, 12),
            ("SYN2", 0, 3),
        ]
        assert [item.number for item in sheet.log] == [1, 2, 3]


def test_in_a_race_exactly_one_change_is_made_and_the_other_is_a_clash(table: Table) -> None:
    start = Barrier(2)

    def type_in(actor: Actor, value: int) -> tuple[int, int]:
        start.wait()
        try:
            applied = table.change(actor, Change(CARE, value, 1))
            return len(applied.made), len(applied.clashes)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        found = [pool.submit(type_in, table.buyer, 20), pool.submit(type_in, table.seller, 30)]
    assert sorted(item.result() for item in found) == [(0, 1), (1, 0)]


def test_undo_is_a_new_change_and_of_the_own_side_alone(table: Table) -> None:
    table.change(table.buyer, Change(CARE, 11, 1))
    table.change(table.seller, Change(Place("lot-1", "SYN2"), 1, 1))
    with acting(table.seller):
        refused = agreement_sheets.take_back(table.seller, table.agreement, [1], AT)
        assert [item.code.id for item in refused.findings] == ["AGR-023"]
    with acting(table.buyer):
        made = agreement_sheets.take_back(table.buyer, table.agreement, [1], AT).made
        assert [(item.number, item.after, item.undoes) for item in made] == [(3, 10, 1)]
        twice = agreement_sheets.take_back(table.buyer, table.agreement, [1], AT)
        assert [item.code.id for item in twice.findings] == ["AGR-023"]


def test_a_proposal_is_answered_by_the_other_side_and_taken_over_as_its_change(table: Table) -> None:
    with acting(table.seller):
        assert agreement_sheets.propose(table.seller, table.agreement, PRICE, 9_500, "Nieuwe cao", AT) is None
        empty = agreement_sheets.remark(table.seller, table.agreement, CARE, " ", AT)
        assert empty is not None
        assert empty.code is SAY_WHY
        lines = table.agreement.pk
        own = agreement_sheets.answer(table.seller, table.agreement, _proposal(lines), "ja", AT, accepts=True)
        assert isinstance(own, Finding)
        assert own.code is NO_PROPOSAL
    with acting(table.buyer):
        agreement_sheets.answer(table.buyer, table.agreement, _proposal(lines), "", AT, accepts=True)
        cell = AgreementCell.objects.get(agreement=table.agreement, product="SYN1", column="price")
        assert (cell.value, cell.side) == (9_500, "purchaser")


def _proposal(agreement_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM store_agreementremark WHERE agreement_id = %s ORDER BY id", [agreement_id])
        return int(cursor.fetchone()[0])


@pytest.mark.requirement("B-069", "M-339")
def test_a_correction_before_signing_costs_no_signature_and_signing_comes_after_agreeing(table: Table) -> None:
    table.answer()
    with pytest.raises(StoppedError) as early:
        table.sign(table.seller)
    assert [item.code for item in early.value.findings] == [NOT_AGREED]
    assert isinstance(table.agree(table.seller), Standing)
    table.change(table.buyer, Change(CARE, 9, 1))  # a correction: the mark of the provider is about another content
    now = table.standing(table.buyer)
    assert (now.versions.last.number, now.versions.last.agreed) == (1, {})
    assert isinstance(table.agree(table.buyer, "0" * 64), Finding)
    table.both_agree()
    assert table.held() == (100_000, 0, 10_000)
    assert table.sign(table.seller).versions.last.stage is Stage.AGREED
    assert table.held() == (100_000, 0, 10_000)
    signed = table.sign(table.buyer)
    assert signed.versions.in_force is not None
    assert table.held() == (10_000, 90_000, 10_000)
    with acting(table.buyer):
        assert [bytes(row.pdf) for row in AgreementPaper.objects.order_by("signatures")] == [b"+", b"++"]


def test_a_later_version_leaves_the_old_one_in_force_until_both_signed_it(table: Table) -> None:
    table.answer()
    table.both_agree()
    table.sign(table.seller)
    table.sign(table.buyer)
    assert table.held() == (0, 100_000, 10_000)
    table.change(table.seller, Change(CARE, 11, 1))
    now = table.standing(table.seller)
    assert (now.versions.last.number, now.versions.last.stage) == (2, Stage.DRAFT)
    assert now.versions.in_force is not None
    assert now.versions.in_force.number == 1
    table.both_agree()
    table.sign(table.buyer)
    assert table.held() == (0, 100_000, 10_000)
    table.sign(table.seller)
    assert table.held() == (0, 110_000, 0)  # ten more euros a day out of free space, to the last cent


@pytest.mark.requirement("E-001")
def test_the_second_signature_is_refused_when_the_space_does_not_hold_it_and_nothing_is_half(table: Table) -> None:
    table.answer()
    table.change(table.buyer, Change(CARE, 12, 1))  # EUR 1.200,00 where reserved and free together are EUR 1.100,00
    table.both_agree()
    table.sign(table.seller)
    with pytest.raises(StoppedError) as over:
        table.sign(table.buyer)
    assert [item.code for item in over.value.findings] == [OVER_CEILING]
    assert table.held() == (100_000, 0, 10_000)
    with acting(table.buyer):
        assert AgreementMark.objects.filter(kind="signed").count() == 1
        assert AgreementPaper.objects.count() == 1
        assert set(OutboxEntry.objects.values_list("act", flat=True)) & {"signed version"} == set()


def test_nobody_signs_without_a_mandate_that_reaches_and_holds_that_day(table: Table) -> None:
    table.answer()
    table.change(table.buyer, Change(PRICE, 50_001, 1))  # ten etmalen: EUR 5.000,10, beyond the mandate of EUR 5.000
    table.both_agree()
    with pytest.raises(StoppedError) as much:
        table.sign(table.seller)
    assert [item.code.id for item in much.value.findings] != []
    table.change(table.buyer, Change(PRICE, 9_000, 2))
    table.both_agree()
    with pytest.raises(StoppedError):
        table.sign(table.seller, datetime(2028, 1, 2, 12, tzinfo=UTC))
    assert table.sign(table.seller).row is not None


def test_an_open_clash_or_an_open_point_stops_both_agreeing_and_signing(table: Table) -> None:
    table.change(table.buyer, Change(CARE, 9, 1))
    table.change(table.seller, Change(CARE, 8, 1))
    found = table.agree(table.buyer)
    assert isinstance(found, Finding)
    assert found.code is OPEN_CLASHES
    with acting(table.buyer):
        row = AgreementClash.objects.get()
        agreement_sheets.settle(table.buyer, table.agreement, row.pk, AT, seen=2, offered=False)
    table.answer((Answer(CLAUSE.id, Reply.RESERVED, "Elke maand is te vaak."),))
    table.both_agree()
    with pytest.raises(StoppedError) as open_point:
        table.sign(table.buyer)
    assert [item.code.id for item in open_point.value.findings] == ["AGR-082"]


@pytest.mark.requirement("F-032")
def test_the_provider_answers_clauses_and_the_purchaser_writes_them(table: Table) -> None:
    def write(actor: Actor, seen: int, wanted: Conditions) -> Conditions | Finding:
        with acting(actor):
            return agreement_versions.write_conditions(actor, table.agreement, seen, wanted, AT)

    other = Clause(CLAUSE.id, "De zorgaanbieder meldt wachttijden elk kwartaal.")
    foreign = write(table.seller, 1, Conditions("price-times-quantity", clauses=(other,)))
    assert isinstance(foreign, Finding)
    assert foreign.code is NOT_YOUR_PART
    table.answer()
    stale = write(table.buyer, 1, Conditions("price-times-quantity", clauses=(other,)))
    assert isinstance(stale, Finding)
    assert stale.code is WENT_ON
    forged = write(table.buyer, 2, Conditions("price-times-quantity", clauses=(CLAUSE,)))
    assert isinstance(forged, Conditions)
    assert forged.answers == ()
    made = write(table.buyer, 3, Conditions("price-times-quantity", clauses=(other,)))
    assert isinstance(made, Conditions)
    assert made.answers == ()  # nobody answered the new text


def test_a_new_decision_is_announced_with_what_it_does_to_this_agreement(table: Table) -> None:
    lines = (granted("SYN1", 12, 10_100), granted("SYN3", 4, 2_000))
    with acting(table.buyer):
        told = announce(table.buyer, table.agreement, lines, Told("a" * 64, "Versie 2: nieuwe ruimte", AT))
        assert told is not None
        assert [(item["product"], item["price_before"], item["price_after"]) for item in told.effects] == [
            ("SYN1", 10_000, 10_100),
            ("SYN2", 5_000, None),
            ("SYN3", None, 2_000),
        ]
        assert announce(table.buyer, table.agreement, lines, Told("a" * 64, "nog eens", AT)) is None
        sheet = agreement_sheets.sheet_of(table.agreement)
        assert sheet.cells[PRICE].value == 10_100
        assert sheet.cells[CARE].value == 10  # the quantity stays as the two have it
        assert sheet.cells[Place("lot-1", "SYN3")].value == 4


def test_others_see_nothing_and_control_reads_alone(table: Table) -> None:
    corners = table.corners
    table.change(table.buyer, Change(CARE, 11, 1))
    table.change(table.seller, Change(CARE, 12, 1))  # who saw an older cell: a clash
    with acting(table.buyer):
        announce(table.buyer, table.agreement, (granted("SYN1", 12, 10_100),), Told("a" * 64, "nieuw", AT))
    every: list[Any] = AgreementPart.__subclasses__()
    parts = [model for model in every if model.objects.using("owner").exists()]
    assert {AgreementClash, AgreementAnnouncement, AgreementChange} <= set(parts)
    for actor in (
        Actor(corners.other_provider.id, "signing", corners.other_person.id),
        Actor(corners.other_purchaser.id, "purchasing", corners.person.id),
        Actor(corners.purchaser.id, "assessing", corners.person.id),
    ):
        with acting(actor):
            assert [model.__name__ for model in [Agreement, *parts] if model.objects.exists()] == []
    control = Actor(corners.purchaser.id, "control", corners.person.id)
    with acting(control):
        assert AgreementChange.objects.count() == 2
    with pytest.raises(ProgrammingError, match="row-level security"), acting(control):
        agreement_sheets.change(control, table.agreement, (Change(CARE, 1, 2),), AT)


def _mark(table: Table, **wrong: object) -> None:
    """A mark of the provider on its version after the cells went on, unless something else is wrong with it."""
    assert isinstance(agreement_versions.agree(table.seller, table.agreement, _seen(table), AT), Standing)
    row = AgreementMark.objects.get()
    if not wrong:
        agreement_sheets.change(table.seller, table.agreement, (Change(CARE, 11, 1),), AT)
    sides = {"purchaser_id": table.corners.purchaser.id, "provider_id": table.corners.provider.id}
    right: dict[str, Any] = {"kind": "agreed", "side": "provider", "fingerprint": row.fingerprint, "at": AT}
    person = {"person_id": table.corners.other_person.id}
    AgreementMark.objects.create(agreement=table.agreement, version=row.version, **sides, **person, **(right | wrong))


def _seen(table: Table) -> str:
    return agreement_versions.standing(table.agreement).content.fingerprint


def _announced(table: Table) -> None:
    """An announcement that the provider makes, as if the purchaser had decided something."""
    sides = {"purchaser_id": table.corners.purchaser.id, "provider_id": table.corners.provider.id}
    AgreementAnnouncement.objects.create(
        agreement=table.agreement, **sides, text="x", ground="x", effects=[], at=AT,
        person_id=table.corners.other_person.id,
    )  # fmt: skip


def _paper(table: Table) -> None:
    """A paper of a version that only one has agreed to."""
    assert isinstance(agreement_versions.agree(table.seller, table.agreement, _seen(table), AT), Standing)
    sides = {"purchaser_id": table.corners.purchaser.id, "provider_id": table.corners.provider.id}
    version = AgreementMark.objects.get().version
    AgreementPaper.objects.create(
        agreement=table.agreement, **sides, version=version, signatures=0, pdf=b"x", sha256="0" * 64, made_at=AT
    )


def _straight(table: Table, **wrong: object) -> None:
    right: dict[str, Any] = {
        "number": 1,
        "lot": "lot-1",
        "product": "SYN1",
        "column": "quantity",
        "before": 10,
        "after": 11,
        "version": 2,
        "side": "provider",
        "person_id": table.corners.other_person.id,
        "at": AT,
    }
    sides = {"purchaser_id": table.corners.purchaser.id, "provider_id": table.corners.provider.id}
    AgreementChange.objects.create(agreement=table.agreement, **sides, **(right | wrong))


@pytest.mark.parametrize(
    ("write", "error"),
    [
        (_mark, IntegrityError),
        (lambda t: _mark(t, kind="signed"), IntegrityError),
        (lambda t: _mark(t, side="purchaser"), ProgrammingError),
        (lambda t: _mark(t, fingerprint="1" * 64), IntegrityError),
        (_announced, ProgrammingError),
        (_paper, IntegrityError),
        (lambda t: AgreementCell.objects.update(value=1), ProgrammingError),
        (lambda t: AgreementChange.objects.update(after=1), ProgrammingError),
        (lambda t: AgreementChange.objects.all().delete(), ProgrammingError),
        (lambda t: _straight(t, version=9), IntegrityError),
        (lambda t: _straight(t, before=7), IntegrityError),
        (lambda t: _straight(t, column="price", before=10_000), ProgrammingError),
        (lambda t: _straight(t, side="purchaser"), ProgrammingError),
        (lambda t: _straight(t, person_id=t.corners.person.id), ProgrammingError),
    ],
)
def test_the_database_itself_refuses_what_is_no_next_change(
    table: Table, write: Callable[[Table], object], error: type[Exception]
) -> None:
    with pytest.raises(error), acting(table.seller):
        write(table)


def test_an_agreement_is_kept_for_its_term_and_seven_years() -> None:
    assert [term.years for term in terms() if "agreementpaper" in term.tables] == [12]


def test_sides_are_those_of_the_agreement(table: Table) -> None:
    assert agreement_sheets.side_of(table.buyer, table.agreement) is Side.PURCHASER
    assert agreement_sheets.side_of(table.seller, table.agreement) is Side.PROVIDER


@pytest.mark.parametrize("form", CONTRACT_FORMS)
def test_the_overview_takes_of_the_space_what_a_signature_commits(table: Table, form: str) -> None:
    table.change(table.buyer, Change(CARE, 7, 1), Change(PRICE, 10_001, 1))
    given = {param.name: "10.00" for param in CONTRACT_FORMS[form].params if param.default is None}
    for number, amount in enumerate((None, Money(123_457)), 1):
        conditions = Conditions(form, given, amount, inhabitants=1_234)
        with acting(table.buyer):
            agreement_versions.write_conditions(table.buyer, table.agreement, number, conditions, AT)
            content = agreement_versions.standing(table.agreement).content
            made = overview_of(table.corners.purchaser.id, 2027)
        assert [dict(item.followed.parts) for item in made.agreements] == [content.taken]
        assert [item.amount for item in made.agreements] == [content.amount]
        assert made.findings == () or made.frames[0].left.cents < 0


def test_the_overview_says_who_must_move_and_ties_to_the_ledger(table: Table) -> None:
    def seen() -> tuple[Step, tuple[Side, ...], int, int]:
        with acting(table.buyer):
            made = overview_of(table.corners.purchaser.id, 2027)
        (item,), (frame,) = made.agreements, made.frames
        assert made.findings == ()
        return item.step, item.waits_for, frame.committed.cents, frame.left.cents

    table.answer()
    assert seen() == (Step.DRAFT, (Side.PURCHASER,), 0, 10_000)
    table.agree(table.seller)
    assert seen() == (Step.AGREED_BY_ONE, (Side.PURCHASER,), 0, 10_000)
    table.agree(table.buyer)
    assert seen()[:2] == (Step.AGREED, (Side.PURCHASER, Side.PROVIDER))
    table.sign(table.buyer)
    assert seen() == (Step.SIGNED_BY_ONE, (Side.PROVIDER,), 0, 10_000)
    table.sign(table.seller)
    assert seen() == (Step.IN_FORCE, (), 100_000, 10_000)
    with acting(table.buyer):
        (known,) = overview_of(table.corners.purchaser.id, 2027).sums
    assert (known.amount.cents, known.counted, known.complete) == (100_000, 1, True)

"""Mandates in the database: judged by the day of arrival, along chains, given by an administrator, only shortened."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.mandating import Given, bind, delegate, end, give_mandate, look, principals
from driehoek.adapters.store.members import Offered, change_role, end_role, give
from driehoek.adapters.store.models import (
    BoundAct,
    Contract,
    Delegation,
    Deviation,
    Mandate,
    Membership,
    Organisation,
    OutboxEntry,
    Result,
    Round,
    Submission,
)
from driehoek.adapters.store.refusals import refusal
from driehoek.adapters.store.round_files import HandedIn
from driehoek.domain.people import BindingAct, Held
from driehoek.domain.people.mandates import NO_MANDATE, NOT_NOW, TOO_MUCH
from driehoek.kernel import Finding, Money, Period
from tests.integration.store.conftest import Corners

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
"""Half past midnight on 1 January 2027 in the Netherlands."""
SUMMER = datetime(2027, 7, 1, 12, tzinfo=UTC)
YEAR = DateRange(date(2027, 1, 1), date(2028, 1, 1))
ADOPT = (BindingAct.ADOPT,)


def role(person: Any, organisation: Any, word: str = "purchasing", region: str = "") -> None:
    Membership.objects.using("owner").create(
        person=person, organisation=organisation, role=word, region=region, valid=YEAR
    )


def administrator(corners: Corners, organisation: Any = None) -> Actor:
    return Actor((organisation or corners.purchaser).id, "administration", corners.other_person.id)


def buyer(corners: Corners, organisation: Any = None) -> Actor:
    return Actor((organisation or corners.purchaser).id, "purchasing", corners.person.id)


def given(most: int | None = None) -> Given:
    return Given(ADOPT, None if most is None else Money(most), Period.year(2027))


def refused(corners: Corners, amount: int, at: datetime, organisation: Any = None) -> object:
    with acting(buyer(corners, organisation)):
        found = bind(buyer(corners, organisation), BindingAct.ADOPT, "ronde", Money(amount), at)
    return found.code if isinstance(found, Finding) else None


def test_an_act_is_bound_by_the_mandate_of_the_day_of_arrival_in_the_netherlands(corners: Corners) -> None:
    role(corners.person, corners.purchaser)
    with acting(administrator(corners)):
        assert give_mandate(administrator(corners), corners.person.id, given(500), SUMMER) is None
    assert refused(corners, 500, NEW_YEAR) is None
    assert refused(corners, 501, NEW_YEAR) is TOO_MUCH
    assert refused(corners, 500, NEW_YEAR.replace(hour=22)) is NOT_NOW  # still 2026 over there
    with acting(buyer(corners)):
        row = BoundAct.objects.get()
        assert (row.act, row.amount, row.mandate_id) == ("adopt", 500, Mandate.objects.get().pk)
    with acting(administrator(corners)):
        assert set(OutboxEntry.objects.values_list("act", flat=True)) == {"gave mandate"}


def insert(corners: Corners, amount: int, at: datetime) -> None:
    with acting(buyer(corners)):
        BoundAct.objects.create(organisation=corners.purchaser, person=corners.person, act="adopt", subject="ronde",
                                amount=amount, at=at, mandate_id=0)  # fmt: skip


@pytest.mark.parametrize(("amount", "at"), [(501, SUMMER), (500, datetime(2028, 1, 1, 12, tzinfo=UTC))])
def test_the_database_itself_judges_again(corners: Corners, amount: int, at: datetime) -> None:
    role(corners.person, corners.purchaser)
    with acting(administrator(corners)):
        give_mandate(administrator(corners), corners.person.id, given(500), SUMMER)
    with pytest.raises(IntegrityError, match="no mandate"):
        insert(corners, amount, at)
    insert(corners, 500, SUMMER)
    Membership.objects.using("owner").update(valid=DateRange(date(2027, 1, 1), date(2027, 7, 1)))
    with pytest.raises(IntegrityError, match="no mandate"):  # whoever left the organisation binds it no more
        insert(corners, 500, SUMMER)


def adopts(corners: Corners, found: Round, at: datetime) -> None:
    with acting(buyer(corners)):
        Result.objects.create(
            round=found, version=1, is_final=False, decided_on=at.date(), adopted_at=at, reasons="x",
            adopted_by_id=corners.person.id, input_fingerprint="0" * 64, decision_fingerprint="0" * 64, document={},
        )  # fmt: skip


def approves(corners: Corners, found: Round, at: datetime) -> None:
    row = Deviation.objects.using("owner").create(
        round=found, purchaser=corners.purchaser, contract="06000001", lot="lot-1", amount_from=1, amount_to=2,
        kind="hardship", ground="x", proposed_by=corners.other_person, proposed_at=at,
    )  # fmt: skip
    with acting(buyer(corners)):
        Deviation.objects.filter(pk=row.pk).update(approved_by_id=corners.person.id, approved_at=at)


def hands_in(corners: Corners, found: Round, at: datetime) -> None:
    Contract.objects.using("owner").create(purchaser=corners.purchaser, provider=corners.provider, agb="06000001")
    Round.objects.using("owner").filter(pk=found.pk).update(opens_at=at, closes_at=at + timedelta(days=1))
    handed = HandedIn("06000001", 1, at, {})
    with acting(Actor(corners.provider.id, "providing", corners.person.id)):
        Submission.objects.create(
            round_id=found.pk, provider=corners.provider, contract="06000001", number=1, received_at=at,
            received_by_id=corners.person.id, content=handed.content, receipt=handed.hash,
        )  # fmt: skip


@pytest.mark.parametrize("act", [adopts, approves, hands_in])
def test_what_binds_is_not_written_without_the_mandate_it_rests_on(
    corners: Corners, act: Callable[[Corners, Round, datetime], None]
) -> None:
    role(corners.person, corners.purchaser)
    found = Round.objects.using("owner").create(
        purchaser=corners.purchaser, slug="r", title="R", year=2027, opens_at=SUMMER - timedelta(days=9),
        closes_at=SUMMER - timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="no mandate was shown"):
        act(corners, found, SUMMER)


@pytest.mark.requirement("A-004")
def test_a_purchasing_office_acts_for_another_purchaser_until_that_one_leaves(corners: Corners) -> None:
    office, town = corners.purchaser, corners.other_purchaser
    role(corners.person, office)
    with acting(administrator(corners)):
        give_mandate(administrator(corners), corners.person.id, given(), SUMMER)
    assert refused(corners, 5, SUMMER, town) is NO_MANDATE
    with acting(administrator(corners, town)):
        agreed = "Dienstverleningsovereenkomst (SYNTHETIC)"
        assert delegate(administrator(corners, town), office.id, given(5), agreed, SUMMER, passes_on=False) is None
    with acting(buyer(corners)):
        assert [(item.id, item.name) for item in principals(SUMMER.date())] == [(town.id, town.name)]
        assert principals(date(2028, 1, 1)) == []
    assert refused(corners, 5, SUMMER, town) is None
    assert refused(corners, 6, SUMMER, town) is TOO_MUCH
    with acting(buyer(corners, town)):
        assert BoundAct.objects.get().chain == [Delegation.objects.get().pk]
    with acting(administrator(corners, town)):
        end(administrator(corners, town), Delegation.objects.get(), date(2027, 7, 1), SUMMER)
    assert refused(corners, 5, SUMMER, town) is NOT_NOW


def test_a_chain_goes_on_only_where_it_may_be_passed_on(corners: Corners) -> None:
    third = Organisation.objects.using("owner").create(kind="purchaser", name="Gemeente E (SYNTHETIC)")
    role(corners.person, corners.purchaser)
    rows = [
        Delegation.objects.using("owner").create(
            principal=principal, delegate=to, ground="x", valid=YEAR, passes_on=passes_on
        )
        for principal, to, passes_on in (
            (third, corners.other_purchaser, True),
            (corners.other_purchaser, corners.purchaser, False),
        )
    ]
    Mandate.objects.using("owner").create(person=corners.person, organisation=corners.purchaser, valid=YEAR)
    with acting(buyer(corners, third)):
        held = look(buyer(corners, third), BindingAct.ADOPT, Money(1), SUMMER)
        assert isinstance(held, Held)
        assert [link.id for link in held.chain] == [str(row.pk) for row in rows]
    with acting(buyer(corners)):
        assert {item.id for item in principals(SUMMER.date())} == {third.id, corners.other_purchaser.id}
    Delegation.objects.using("owner").filter(pk=rows[0].pk).update(passes_on=False)
    assert refused(corners, 1, SUMMER, third) is NO_MANDATE
    with acting(buyer(corners)):
        assert [item.id for item in principals(SUMMER.date())] == [corners.other_purchaser.id]


def test_a_mandate_is_given_by_an_administrator_of_the_organisation_never_to_himself(corners: Corners) -> None:
    for actor in (buyer(corners), administrator(corners, corners.other_purchaser)):
        with pytest.raises(ProgrammingError, match="row-level security"), acting(actor):
            Mandate.objects.create(person=corners.person, organisation=corners.purchaser, valid=YEAR,
                                   given_by=corners.person)  # fmt: skip
    with acting(administrator(corners)):
        own = give_mandate(administrator(corners), corners.other_person.id, given(), SUMMER)
        assert own is not None
        assert own.code.id == "STO-061"
    with pytest.raises(ProgrammingError, match="row-level security"), acting(administrator(corners)):
        Membership.objects.create(person=corners.other_person, organisation=corners.purchaser, role="purchasing",
                                  valid=YEAR)  # fmt: skip


def test_a_mandate_is_only_ever_shortened_and_a_bound_act_never_changed(corners: Corners) -> None:
    role(corners.person, corners.purchaser)
    with acting(administrator(corners)):
        give_mandate(administrator(corners), corners.person.id, given(), SUMMER)
        end(administrator(corners), Mandate.objects.get(), date(2027, 8, 1), SUMMER)
        with pytest.raises(IntegrityError, match="only ever shortened"), transaction.atomic():
            Mandate.objects.update(valid=YEAR)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Mandate.objects.update(most=1)
    insert(corners, 1, SUMMER)
    for statement in ("UPDATE store_boundact SET amount = 2", "DELETE FROM store_boundact"):
        with pytest.raises(ProgrammingError, match="never allowed"), connections["owner"].cursor() as cursor:
            cursor.execute(statement)


def at_once(*tries: Callable[[], None]) -> list[str]:
    """Do things at one moment, each over a connection of its own; the words of those that were refused."""
    ready = Barrier(len(tries))

    def one(act: Callable[[], None]) -> str:
        try:
            ready.wait()
            act()
        except IntegrityError as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(tries)) as pool:
        return [said for said in pool.map(one, tries) if said]


@pytest.mark.requirement("A-008")
def test_of_purchasing_and_control_given_at_one_moment_one_is_refused(corners: Corners) -> None:
    def give_role(word: str) -> Callable[[], None]:
        def act() -> None:
            with acting(administrator(corners)):
                Membership.objects.create(person=corners.person, organisation=corners.purchaser, role=word,
                                          region="5501", valid=YEAR)  # fmt: skip

        return act

    for _ in range(5):
        said = at_once(give_role("purchasing"), give_role("control"))
        assert len(said) == 1
        assert "cannot be one person" in said[0]
        Membership.objects.using("owner").all().delete()


@pytest.mark.requirement("A-008")
def test_control_elsewhere_counts_when_the_regions_meet_though_the_walls_hide_it(corners: Corners) -> None:
    for organisation, regions in ((corners.purchaser, ["5501"]), (corners.other_purchaser, ["5502"])):
        Organisation.objects.using("owner").filter(pk=organisation.pk).update(regions=regions)
    role(corners.person, corners.other_purchaser, "control")
    with acting(administrator(corners)):
        assert Membership.objects.count() == 0
        row = Membership(person=corners.person, organisation=corners.purchaser, role="purchasing", valid=YEAR)
        row.save()
    Membership.objects.using("owner").filter(role="purchasing").delete()
    Organisation.objects.using("owner").filter(pk=corners.other_purchaser.pk).update(regions=["5501", "5502"])
    with pytest.raises(IntegrityError, match="cannot be one person"), acting(administrator(corners)):
        Membership.objects.create(person=corners.person, organisation=corners.purchaser, role="purchasing", valid=YEAR)


def test_every_refusal_of_roles_and_mandates_has_its_words(corners: Corners) -> None:
    keeper = administrator(corners)
    year = Period.year(2027)
    with acting(keeper):
        assert give(keeper, corners.person.id, Offered("purchasing", "", year), SUMMER) is None
        twice = give(keeper, corners.person.id, Offered("purchasing", "", year), SUMMER)
        hats = give(keeper, corners.person.id, Offered("control", "", year), SUMMER)
        self_ = delegate(keeper, corners.purchaser.id, given(), "x", SUMMER, passes_on=False)
    assert [item.code.id for item in (twice, hats, self_) if item] == ["STO-063", "STO-062", "STO-065"]
    with pytest.raises(IntegrityError) as raised:
        insert(corners, 1, SUMMER)
    assert refusal(raised.value, "Zorgkantoor A").code.id == "STO-060"
    row = Membership.objects.using("owner").create(
        person=corners.other_person, organisation=corners.purchaser, role="administration", valid=YEAR
    )
    with acting(keeper):
        last = end_role(keeper, row, date(2027, 7, 1), SUMMER)
    assert last is not None
    assert last.code.id == "STO-066"


def test_with_the_last_role_the_mandates_end_and_a_change_of_role_keeps_them(corners: Corners) -> None:
    keeper, day = administrator(corners), date(2027, 8, 1)
    role(corners.person, corners.purchaser)
    with acting(keeper):
        give_mandate(keeper, corners.person.id, given(), SUMMER)
        change = Offered("assessing", "", Period(day, date(2028, 1, 1)))
        assert change_role(keeper, Membership.objects.get(role="purchasing"), change, SUMMER) is None
        assert Mandate.objects.get().valid.upper == date(2028, 1, 1)
        assert end_role(keeper, Membership.objects.get(role="assessing"), date(2027, 9, 1), SUMMER) is None
        assert Mandate.objects.get().valid.upper == date(2027, 9, 1)
        assert [row.valid.upper for row in Membership.objects.order_by("pk")] == [day, date(2027, 9, 1)]

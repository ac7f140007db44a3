"""Adopting in the portal: all or nothing, final after the term, two people for a deviation, each its own outcome."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from driehoek.adapters.store import decisions
from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.booking import balances, read
from driehoek.adapters.store.models import (
    Contract,
    Deviation,
    LedgerAccount,
    LedgerTransfer,
    Membership,
    OutboxEntry,
    Outcome,
    Result,
    Role,
    Round,
)
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.stored_decisions import Stand, StoppedError
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.domain.allocation import Adjustment
from driehoek.kernel import Money, dutch
from driehoek.web.example_clock import AMSTERDAM
from driehoek.web.portal.deciding import letter_page
from tests.web.conftest import signed_in
from tests.web.decided import DAY, LAST, adopt, buyer, clock, now


def counts() -> tuple[int, ...]:
    with acting(buyer()):
        outbox = OutboxEntry.objects.filter(act="adopted provisionally").count()
        made = (Result, Outcome, LedgerTransfer, LedgerAccount)
        return (*(model.objects.count() for model in made), outbox)


def test_adopting_by_page_keeps_result_letters_ledger_and_log_together(found: Round) -> None:
    outcome, client = now(found), signed_in(Role.PURCHASING)
    page = client.get(f"/inkoop/{found.pk}/besluit/").content.decode()
    assert outcome.decision_fingerprint in page
    address = f"/inkoop/{found.pk}/besluit/vaststellen/"
    empty = client.post(address, {"reasons": " ", "fingerprint": outcome.decision_fingerprint}, follow=True)
    assert "Schrijf op waarom" in empty.content.decode()
    said = {"reasons": "Volgens beleid (SYNTHETIC).", "fingerprint": outcome.decision_fingerprint}
    assert "is vastgesteld" in client.post(address, said, follow=True).content.decode()
    with acting(buyer()):
        result = Result.objects.get()
        assert (result.decision_fingerprint, result.standstill_until) == (outcome.decision_fingerprint, LAST)
        assert Outcome.objects.count() == len(outcome.assessments)
        transfers = read(found.purchaser_id, 2027)
        assert sum(item.amount.cents for item in transfers) == sum(t.amount.cents for t in outcome.ledger.transfers)
        held = balances(found.purchaser_id, 2027)
        assert held
        assert {account: outcome.ledger.balance(account) for account in held} == held
        assert OutboxEntry.objects.filter(act="adopted provisionally").count() >= 1
        assert Round.objects.get(slug="wlz-2027").state == "provisional"
    again = client.post(address, said, follow=True).content.decode()
    assert "al vastgesteld" in again
    assert counts()[0] == 1


STEPS = (
    "driehoek.adapters.store.decisions.Outcome.objects.bulk_create",
    "driehoek.adapters.store.decisions._move_on",
    "driehoek.bootstrap.stored_decisions.record",
    "driehoek.bootstrap.stored_decisions.book",
)


@pytest.mark.parametrize("step", STEPS)
def test_killed_between_any_two_steps_nothing_is_half(found: Round, step: str) -> None:
    before = counts()
    words = [sys.executable, "-c", KILLED, step, str(found.pk), *map(str, (buyer().organisation, buyer().person))]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == -9, done.stderr[-2000:]
    assert counts() == before
    with acting(buyer()):
        assert Round.objects.get(slug="wlz-2027").state == "open"
    assert adopt(found).version == 1  # and it can be done again


KILLED = """
import os, signal, sys
from datetime import datetime
from unittest.mock import patch
from uuid import UUID
from driehoek.adapters.store.connection import open_store
open_store(os.environ["DATABASE_URL"], "driehoek.web.settings")
from driehoek.adapters.store.acting import Actor, acting
from driehoek.bootstrap import stored_decisions as made
from driehoek.web.example_clock import AMSTERDAM
step, found, organisation, person = sys.argv[1:]
at = datetime(2026, 10, 9, 10, 0, tzinfo=AMSTERDAM)
actor = Actor(UUID(organisation), "purchasing", UUID(person))
with acting(actor), patch(step, lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)):
    seen = made.outcome_at(UUID(found), at).decision_fingerprint
    made.adopt(actor, UUID(found), seen, "x", made.Stand(at, at.date()), lambda letter: "")
"""


def codes(stopped: pytest.ExceptionInfo[StoppedError]) -> set[str]:
    return {item.code.id for item in stopped.value.findings}


def test_what_stops_an_adoption_is_told_and_leaves_nothing(found: Round) -> None:
    assert found.closes_at is not None
    fingerprint = now(found).decision_fingerprint
    stands = {
        "STO-031": Stand(found.closes_at - timedelta(seconds=1), date(2026, 7, 31)),
        "STO-032": Stand(DAY, date(2026, 10, 10)),
        "STO-035": Stand(DAY, DAY.date(), ("client-value",)),
    }
    for code, stand in stands.items():
        with pytest.raises(StoppedError) as stopped, acting(buyer()):
            stored_decisions.adopt(buyer(), found.pk, fingerprint, "x", stand, letter_page)
        assert codes(stopped) == {code}
    with pytest.raises(StoppedError) as stopped:
        adopt(found, "0" * 64)
    assert codes(stopped) == {"STO-033"}
    with pytest.raises(StoppedError) as stopped, acting(buyer()):
        stored_decisions.finalise(buyer(), found.pk, "x", Stand(DAY, DAY.date()), outcome_of)
    assert codes(stopped) == {"STO-036"}
    assert counts()[:4] == (0, 0, 0, 0)
    adopt(found)
    with pytest.raises(StoppedError) as stopped:
        adopt(found)
    assert codes(stopped) == {"STO-034"}


def test_it_is_final_only_after_the_term_and_the_database_holds_that_too(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = adopt(found)
    client, address = signed_in(Role.PURCHASING), f"/inkoop/{found.pk}/besluit/definitief/"
    clock(monkeypatch, datetime(2026, 10, 29, 23, 59, tzinfo=AMSTERDAM))
    page = client.post(address, {"reasons": "Geen reacties (SYNTHETIC)."}, follow=True).content.decode()
    assert "nog niet definitief" in page
    with acting(buyer()):
        early = decisions.keep_final(buyer(), found, result, "x", datetime(2026, 10, 29, 23, 59, tzinfo=AMSTERDAM))
        assert not isinstance(early, Result)
        assert early.code.id == "STO-028"
    clock(monkeypatch, datetime(2026, 10, 30, 0, 1, tzinfo=AMSTERDAM))
    assert "De uitslag is definitief" in client.post(address, {"reasons": "Geen."}, follow=True).content.decode()
    with acting(buyer()):
        assert Outcome.objects.filter(is_final=True).count() == Outcome.objects.count()
        assert Round.objects.get(slug="wlz-2027").state == "final"
    for change in ("UPDATE store_result SET reasons = 'x'", "UPDATE store_outcome SET granted = 1"):
        with pytest.raises(ProgrammingError), acting(buyer()), connections["default"].cursor() as cursor:
            cursor.execute(change)


def test_each_provider_sees_its_own_outcome_and_nobody_elses(found: Round) -> None:
    outcome = now(found)
    adopt(found)
    contract = Contract.objects.using("owner").get(agb="99000002")
    with acting(Actor(contract.provider_id, Role.PROVIDING)):
        assert {row.contract for row in Outcome.objects.all()} == {"99000002"}
        assert Result.objects.count() == 0
        assert {row.contract for row in LedgerAccount.objects.all()} == {"99000002"}
    assert "99000002" in {item.contract for item in outcome.assessments}
    client = signed_in(Role.PROVIDING)
    assert client.get(f"/aanbieder/{found.pk}/99000002/uitkomst/").status_code == 404


def test_the_page_of_a_provider_gives_every_euro_its_reason_and_every_way_its_last_day(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = now(found)
    adopt(found)
    own = Contract.objects.using("owner").get(agb="99000002")
    member = Membership.objects.using("owner").get(role=Role.PROVIDING)
    Membership.objects.using("owner").filter(pk=member.pk).update(organisation=own.provider)
    try:
        client = signed_in(Role.PROVIDING)
        page = unescape(client.get(f"/aanbieder/{found.pk}/99000002/uitkomst/").content.decode())
        clock(monkeypatch, datetime(2026, 10, 30, 9, 0, tzinfo=AMSTERDAM))
        later = client.get(f"/aanbieder/{found.pk}/99000002/uitkomst/").content.decode()
    finally:
        Membership.objects.using("owner").filter(pk=member.pk).update(organisation=member.organisation_id)
    granted = sum(g.money.cents for g in outcome.allocation.grants if g.contract == "99000002")
    assert page.count(dutch.amount(Money(granted))) >= 2  # on top, and in the ledger
    for reason in outcome.allocation.reasons:
        if reason.contract == "99000002" and reason.kind.value == "grant" and reason.amount:
            assert dutch.amount(reason.amount) in page
    assert "Uiterlijk 29 oktober 2026: nog 20 dagen" in page
    assert "rechtsverwerking" in page
    assert "Deze weg is gesloten sinds 19 juni 2026" in page  # a question: its day in the calendar has passed
    assert "er is geen arbitrage afgesproken" in page
    assert "dit besluit valt onder het burgerlijk recht" in page  # so there is no objection
    assert "Geachte heer, mevrouw," in page
    assert "Deze weg is gesloten sinds 29 oktober 2026" in later
    with acting(buyer()):
        told = Outcome.objects.get(contract="99000002")
    for lot in told.explanation["lots"]:
        given = sum(part["amount"] for part in (*lot["parts"], *lot["by_hand"]))
        assert given == lot["money"] == lot["agreed"] + lot["rounded_off"]
        assert lot["asked"] == sum(part["amount"] for part in (*lot["parts"], *lot["not_granted"]))
        assert sum(line["amount"] for line in lot["lines"]) == lot["agreed"]


def test_a_deviation_takes_two_people_and_stands_in_the_decision(found: Round) -> None:
    grant = next(g for g in now(found).allocation.grants if g.money and g.contract != "99000034")
    form = {
        "place": f"{grant.contract}|{grant.lot}",
        "amount": dutch.amount(grant.money - Money.euros(1000)),
        "kind": "tailored",
        "ground": "Een locatie sluit (SYNTHETIC).",
    }
    first, second = signed_in(Role.PURCHASING), signed_in(Role.PURCHASING, 1)
    address = f"/inkoop/{found.pk}/afwijkingen/"
    assert "Een collega moet" in first.post(f"{address}voorstel/", form, follow=True).content.decode()
    row = Deviation.objects.using("owner").get()
    refused = first.post(f"{address}{row.pk}/goed/", follow=True).content.decode()
    assert "keurt haar niet zelf goed" in refused
    assert now(found).decision_fingerprint == now(found).decision_fingerprint
    before = next(g for g in now(found).allocation.grants if (g.contract, g.lot) == (grant.contract, grant.lot))
    assert before.money == grant.money
    second.post(f"{address}{row.pk}/goed/")
    after = next(g for g in now(found).allocation.grants if (g.contract, g.lot) == (grant.contract, grant.lot))
    assert after.money == grant.money - Money.euros(1000)
    assert any(a.approver == "Manager zorginkoop (SYNTHETIC)" for a in now(found).dossier.adjustments)
    second.post(f"{address}{row.pk}/weg/")
    assert all(a.approver != "Manager zorginkoop (SYNTHETIC)" for a in now(found).dossier.adjustments)


def test_the_database_refuses_one_person_for_both_and_an_approval_for_another(found: Round) -> None:
    grant = next(g for g in now(found).allocation.grants if g.money)
    wanted = Adjustment(grant.contract, grant.lot, grant.money, Money.euros(1), "x", "mistake", "", "", "")
    same = Adjustment(grant.contract, grant.lot, grant.money, grant.money, "x", "mistake", "", "", "")
    with acting(buyer()):
        assert decisions.propose(buyer(), found, wanted, DAY) is None
        refused = decisions.propose(buyer(), found, same, DAY)
        assert refused is not None
        assert refused.code.id == "STO-026"
        own = decisions.approve(buyer(), Deviation.objects.get(), DAY)
        assert own is not None
        assert own.code.id == "STO-025"
    other = buyer(1)
    with pytest.raises((IntegrityError, ProgrammingError), match="for himself"), acting(buyer()):
        Deviation.objects.update(approved_by=other.somebody, approved_at=DAY)
    with acting(other):
        decisions.withdraw(other, Deviation.objects.get(), DAY)
        gone = decisions.approve(other, Deviation.objects.get(), DAY)
        assert gone is not None
        assert gone.code.id == "STO-027"
    control = Membership.objects.using("owner").get(role=Role.CONTROL)
    actor = Actor(control.organisation_id, Role.CONTROL, control.person_id)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(actor), transaction.atomic():
        decisions.propose(actor, found, wanted, DAY)

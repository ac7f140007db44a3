"""After the result: a second version beside the first, with what changed for whom, and the ledger by the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from driehoek.adapters.store import revising
from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.booking import balances, read
from driehoek.adapters.store.models import Outcome, Result, Role, Round, RoundEvent
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap.rounds import replay
from driehoek.bootstrap.stored_decisions import StoppedError
from driehoek.bootstrap.stored_imports import export_round
from driehoek.bootstrap.stored_versions import approve, outcome_of
from driehoek.domain.ledger.accounts import AccountKind
from driehoek.kernel import dutch, total
from driehoek.web.example_clock import AMSTERDAM
from driehoek.web.portal.deciding import letter_page
from tests.web.conftest import signed_in
from tests.web.decided import adopt, buyer, clock

LATER = datetime(2026, 10, 20, 10, 0, tzinfo=AMSTERDAM)
GIVEN = {
    "kind": "hardship",
    "remedy": "reserve",
    "contracts": "99000034",
    "ground": "De regel werkt hier onredelijk uit (SYNTHETIC).",
    "grants": "99000034; regulier; 25.000,00",
}


def proposed(found: Round, said: Mapping[str, str] = GIVEN) -> RoundEvent:
    answer = signed_in(Role.PURCHASING).post(f"/inkoop/{found.pk}/versies/voorstel/", said, follow=True)
    assert "Het voorstel is bewaard" in answer.content.decode(), unescape(answer.content.decode())[-3000:]
    return RoundEvent.objects.using("owner").order_by("-pk")[0]


def fingerprint(found: Round, row: RoundEvent, number: int = 1) -> str:
    page = signed_in(Role.PURCHASING, number).get(f"/inkoop/{found.pk}/versies/{row.pk}/").content.decode()
    return page.partition('name="fingerprint" value="')[2].partition('"')[0]


def test_a_second_version_stands_beside_the_first_and_moves_the_ledger_by_the_difference_alone(
    found: Round, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    adopt(found)
    clock(monkeypatch, LATER)
    row = proposed(found)
    page = unescape(signed_in(Role.PURCHASING, 1).get(f"/inkoop/{found.pk}/versies/{row.pk}/").content.decode())
    assert "open en achtergehouden ruimte: € 25.000,00" in page.replace("\xa0", " ")
    assert page.count("<td>regulier</td>") == 1  # nobody else gets anything else
    with acting(buyer()):
        booked = len(read(found.purchaser_id, 2027))
    seen = fingerprint(found, row)
    own = signed_in(Role.PURCHASING).post(
        f"/inkoop/{found.pk}/versies/{row.pk}/goed/", {"fingerprint": seen}, follow=True
    )
    assert Result.objects.using("owner").count() == 1, unescape(own.content.decode())
    done = signed_in(Role.PURCHASING, 1).post(
        f"/inkoop/{found.pk}/versies/{row.pk}/goed/", {"fingerprint": seen}, follow=True
    )
    assert "Versie 2 van de uitslag staat naast de vorige" in done.content.decode(), unescape(done.content.decode())
    with acting(buyer(1)):
        first, second = Result.objects.order_by("version")
        assert (second.version, second.decision_fingerprint, str(second.decided_on)) == (2, seen, "2026-10-20")
        assert second.standstill_until is not None
        assert first.standstill_until is not None
        assert second.standstill_until > first.standstill_until
        made = outcome_of(second)
        assert isinstance(made, RoundOutcome)
        assert (
            len(read(found.purchaser_id, 2027)) == booked + 2
        )  # from what was held back to free, and from there to the contract
        held = balances(found.purchaser_id, 2027)
        assert {account: made.ledger.balance(account).amount for account in held} == {
            account: balance.amount for account, balance in held.items()
        }
        granted = total(grant.money for grant in made.allocation.grants)
        assert total(b.amount for a, b in held.items() if a.kind is AccountKind.RESERVED) == granted
        folder = tmp_path / "uit"
        assert export_round(found.pk, folder, LATER) == ()
    for number, result in ((1, first), (2, second)):
        again, differs = replay(folder, number)
        assert differs == ()
        assert again is not None
        assert again.decision_fingerprint == result.decision_fingerprint
    was, now = Outcome.objects.using("owner").filter(contract="99000034").order_by("version")
    assert now.granted - was.granted == 2_500_000
    told = unescape(render_to_string("portal/outcome.html", {"outcome": now, "today": LATER.date()}))
    assert "Wat versie 2 voor u verandert" in told
    assert GIVEN["ground"] in told
    lot = now.explanation["moved"]["lots"][0]
    assert lot["after"] - lot["before"] == 2_500_000
    other = Outcome.objects.using("owner").exclude(contract="99000034").filter(version=2)[0]
    assert other.explanation["moved"] == {"kind": now.explanation["moved"]["kind"], "ground": "", "lots": []}


def test_who_proposes_does_not_approve_and_nothing_goes_over_the_space(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt(found)
    clock(monkeypatch, LATER)
    row = proposed(found)
    seen = fingerprint(found, row)
    with pytest.raises(StoppedError) as stopped, acting(buyer()):
        approve(buyer(), row, seen, LATER, LATER.date(), letter_page)
    assert {item.code.id for item in stopped.value.findings} & {"VER-001", "STO-090"}
    huge = proposed(found, {**GIVEN, "grants": "99000034; regulier; 9.000.000.000,00"})
    page = unescape(signed_in(Role.PURCHASING, 1).get(f"/inkoop/{found.pk}/versies/{huge.pk}/").content.decode())
    assert "Dit kan zo niet" in page
    assert dutch.amount(total(())) not in page.partition("Dit kan zo niet")[2].partition("</ul>")[0]
    assert Result.objects.using("owner").count() == 1
    gone = signed_in(Role.PURCHASING).post(f"/inkoop/{found.pk}/versies/{huge.pk}/weg/", follow=True)
    assert "ingetrokken" in gone.content.decode()
    with acting(buyer()):
        refused = revising.withdraw(buyer(), RoundEvent.objects.get(pk=huge.pk), LATER)
    assert refused is not None
    assert refused.code.id == "STO-091"


def test_before_a_result_there_is_nothing_to_revise(found: Round) -> None:
    answer = signed_in(Role.PURCHASING).post(f"/inkoop/{found.pk}/versies/voorstel/", GIVEN, follow=True)
    assert "Er is nog geen uitslag vastgesteld" in answer.content.decode()
    assert not RoundEvent.objects.using("owner").exists()


def test_a_version_becomes_final_after_its_own_term(found: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    adopt(found)
    clock(monkeypatch, LATER)
    row = proposed(found)
    signed_in(Role.PURCHASING, 1).post(
        f"/inkoop/{found.pk}/versies/{row.pk}/goed/", {"fingerprint": fingerprint(found, row)}
    )
    address = f"/inkoop/{found.pk}/besluit/definitief/"
    clock(monkeypatch, datetime(2026, 10, 31, 10, tzinfo=AMSTERDAM))  # past the term of version 1, not of version 2
    signed_in(Role.PURCHASING).post(address, {"reasons": "x"})
    assert not Result.objects.using("owner").filter(is_final=True).exists()
    clock(monkeypatch, datetime(2026, 11, 20, 10, tzinfo=AMSTERDAM))
    signed_in(Role.PURCHASING).post(address, {"reasons": "Er kwam niets meer binnen (SYNTHETIC)."})
    final = Result.objects.using("owner").get(is_final=True)
    assert final.version == 2
    page = signed_in(Role.PURCHASING).get(f"/inkoop/{found.pk}/versies/").content.decode()
    assert "werd versie 2" in page

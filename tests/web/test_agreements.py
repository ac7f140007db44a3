"""Agreements of the example: opened after the final result with exactly what was granted, and signed by both."""

from __future__ import annotations

from datetime import datetime

from driehoek.adapters.store.acting import acting
from driehoek.adapters.store.models import Agreement, AgreementCell, Round
from driehoek.bootstrap.stored_agreements import Opened, open_agreements
from driehoek.domain.agreement.refusals import NOT_FINAL, NOTHING_NEW
from driehoek.web.example_clock import AMSTERDAM
from tests.web.decided import buyer, finalise, now

AFTER = datetime(2026, 10, 30, 11, 0, tzinfo=AMSTERDAM)


def test_agreements_open_once_with_what_was_granted(found: Round) -> None:
    with acting(buyer()):
        early = open_agreements(buyer(), found.pk, AFTER)
    assert not isinstance(early, Opened)
    assert [item.code for item in early] == [NOT_FINAL]
    granted = {
        (grant.contract, grant.lot, line.product): (line.quantity.steps, line.price.amount.cents)
        for grant in now(found).allocation.grants
        for line in grant.lines
    }
    finalise(found)
    with acting(buyer()):
        opened = open_agreements(buyer(), found.pk, AFTER)
        assert isinstance(opened, Opened)
        assert list(opened.opened) == sorted({contract for contract, _lot, _product in granted})
        names = dict(Agreement.objects.values_list("pk", "contract"))
        cells = {
            (names[row.agreement_id], row.lot, row.product, row.column): row.value
            for row in AgreementCell.objects.all()
        }
        assert cells == {
            (*place, column): value
            for place, figures in granted.items()
            for column, value in zip(("quantity", "price"), figures, strict=True)
        }
        again = open_agreements(buyer(), found.pk, AFTER)
        assert not isinstance(again, Opened)
        assert [item.code for item in again] == [NOTHING_NEW]

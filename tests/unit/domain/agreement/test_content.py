"""What a version of an agreement says, as a contract form looks at it."""

from __future__ import annotations

import pytest

from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.agreement.content import Content, ContentLine
from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, curve
from driehoek.domain.agreement.duration import Term
from driehoek.domain.ledger import SpaceFrame
from driehoek.domain.policy.params import read
from driehoek.kernel import Money, Quantity, Unit

FRAME = SpaceFrame(2027, "regio", "regular")


def content(*lines: tuple[str, int]) -> Content:
    held = tuple(
        ContentLine(lot, "SYN1", "Zorg", FRAME, Quantity(days, Unit.ETMAAL), Money.euros(100)) for lot, days in lines
    )
    conditions = Conditions(form="open-volume", params={}, term=Term(1))
    return Content("06010001", "Zorgkantoor", "Zorg", 2027, held, conditions)


@pytest.mark.requirement("F-001")
def test_one_product_in_two_lots_counts_once_in_each() -> None:
    """Ten days in one lot and thirty in another are forty days, also where a form looks at what was delivered."""
    agreed = content(("a", 10), ("b", 30))
    form = CONTRACT_FORMS["open-volume"]
    (whole,) = curve(form, agreed.terms, read("x", form.params, {})[0], (100,))
    assert whole.settlement.value == agreed.terms.whole == Money.euros(4_000)
    assert whole.settlement.paid == agreed.amount


def test_a_line_without_a_quantity_is_not_agreed() -> None:
    assert len(content(("a", 10), ("b", 0)).terms.lines) == 1

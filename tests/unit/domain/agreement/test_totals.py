from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driehoek.domain.agreement import AgreementLine, RoundKind, check_totals, control_totals
from driehoek.domain.catalogue import Badge, Category, Sector, Treatment
from driehoek.kernel import Agb, Money, Quantity, Rate, Unit, total

LINE = AgreementLine(
    year=2027,
    round=RoundKind.BUDGET,
    region="5509",
    provider=Agb("99500001"),
    contract=Agb("99000001"),
    lot="regular",
    sector=Sector.VV,
    category=Category.ZZP,
    treatment=Treatment.WITH,
    product="SYNVV5RB",
    name="VV5",
    quantity=Quantity(10, Unit.ETMAAL),
    maximum=Money.euros(100),
    parts=(),
    share=Rate.percent(95),
    price=Money.euros(95),
    amount=Money.euros(950),
    badge=Badge.SYNTHETIC,
)


@st.composite
def drawn_lines(draw: st.DrawFn) -> list[AgreementLine]:
    return [
        replace(
            LINE,
            region=draw(st.sampled_from(["5501", "5509"])),
            provider=Agb(draw(st.sampled_from(["99500001", "99500002", "99500003"]))),
            sector=draw(st.sampled_from(Sector)),
            category=draw(st.sampled_from(Category)),
            amount=Money(draw(st.integers(0, 10**12))),
        )
        for _ in range(draw(st.integers(0, 12)))
    ]


@given(drawn_lines())
def test_every_kind_of_total_adds_up_to_the_whole(lines: list[AgreementLine]) -> None:
    totals = control_totals(lines)
    for kind in ("category", "provider", "sector", "region", "all"):
        assert total(item.amount for item in totals if item.kind == kind) == total(line.amount for line in lines)
        assert sum(item.lines for item in totals if item.kind == kind) == len(lines)
    assert check_totals(totals) == ()
    assert control_totals(reversed(lines)) == totals


@pytest.mark.parametrize("kind", ["category", "provider", "sector", "region"])
def test_a_total_that_is_a_cent_off_is_found(kind: str) -> None:
    totals = list(control_totals([LINE, replace(LINE, sector=Sector.GZ)]))
    index = next(index for index, item in enumerate(totals) if item.kind == kind)
    totals[index] = replace(totals[index], amount=totals[index].amount + Money(1))
    assert [(item.code.id, item.subject) for item in check_totals(totals)] == [("AGR-001", kind)]


def test_no_lines_make_one_total_of_zero() -> None:
    assert [(item.kind, item.amount) for item in control_totals([])] == [("all", Money(0))]

"""The contract of a contract form, and agreements drawn for it; a new form adds its strategy to `PARAMS`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from driehoek.domain.agreement.contract_forms import (
    CONTRACT_FORMS,
    ContractForm,
    Delivered,
    Line,
    Settlement,
    Terms,
    faults,
)
from driehoek.domain.policy import Params, Raw
from driehoek.domain.policy.params import read
from driehoek.kernel import ZERO, Money, Quantity, Unit

_UNITS = (Unit.HOUR, Unit.ETMAAL, Unit.PIECE)


def _percent(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low * 10, high * 10).map(lambda tenths: f"{tenths / 10:.1f}%")


def _of(**fields: st.SearchStrategy[str]) -> st.SearchStrategy[Mapping[str, Raw]]:
    return st.fixed_dictionaries({name.replace("_", "-"): strategy for name, strategy in fields.items()})


PARAMS: Mapping[str, st.SearchStrategy[Mapping[str, Raw]]] = {
    "price-times-quantity": _of(ceiling=st.sampled_from(["whole", "per-line"])),
    "open-volume": _of(),
    "follows-client": _of(),
    "lump-sum": _of(),
    "turnover-ceiling": _of(),
    "bandwidth": st.builds(
        lambda low, high, above: {"from": low, "to": high, "above": above},
        _percent(0, 100),
        _percent(100, 150),
        _percent(0, 100),
    ),
    "shared-savings": _of(share=_percent(0, 100)),
    "population-budget": _of(
        per_inhabitant=st.integers(1, 90_000).map(lambda cents: f"{cents / 100:.2f}"), at_risk=_percent(0, 100)
    ),
    "subsidy": _of(recover=_percent(0, 100)),
    "around-amount": _of(low=_percent(0, 100), high=_percent(100, 150), reading=st.sampled_from(["part", "whole"])),
    "after-calculation": _of(unkept=_percent(0, 100)),
}
"""Lawful parameters per form."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An agreement under one form.

    Attributes:
        form: the form.
        terms: what was agreed, without faults.
        params: lawful parameters.
    """

    form: ContractForm
    terms: Terms
    params: Params

    def settle(self, delivered: Delivered) -> Settlement:
        """What it comes to."""
        return self.form.settle(self.terms, delivered, self.params)


@st.composite
def drawn(draw: st.DrawFn, name: str) -> Drawn:
    """An agreement under the form called ``name``."""
    form = CONTRACT_FORMS[name]
    params, findings = read("contract", form.params, draw(PARAMS[name]))
    assert not findings, findings
    lines = tuple(
        Line(f"SYN{number}", Quantity(draw(st.integers(1, 100_000)), unit), Money(draw(st.integers(1, 60_000))))
        for number, unit in enumerate(draw(st.lists(st.sampled_from(_UNITS), min_size=1, max_size=4)))
    )
    amount = draw(st.none() | st.integers(1, 10**10).map(Money))
    terms = Terms(lines, amount, draw(st.integers(1, 500_000)))
    if not terms.whole:  # a minute at a cent is less than a cent
        terms = replace(terms, amount=Money(1))
    assert not faults(form, terms)
    return Drawn(form, terms, params)


@st.composite
def years(draw: st.DrawFn, terms: Terms) -> tuple[Delivered, Delivered]:
    """Two years under the same terms, of which the second delivers as much or more of everything."""
    first, second = {}, {}
    for line in terms.lines:
        steps = draw(st.integers(0, 2 * line.quantity.steps))
        first[line.product] = Quantity(steps, line.quantity.unit)
        second[line.product] = Quantity(steps + draw(st.integers(0, line.quantity.steps)), line.quantity.unit)
    costs = draw(st.integers(0, 2 * terms.whole.cents))
    more = costs + draw(st.integers(0, terms.whole.cents))
    kept = draw(st.booleans())
    return Delivered(first, Money(costs), kept), Delivered(second, Money(more), kept)


def check_adds_up(case: Drawn, delivered: Delivered) -> None:
    """Every euro delivered is paid, unpaid or up for talks; nothing is below zero; each part says why."""
    settled = case.settle(delivered)
    assert settled.paid >= ZERO
    assert settled.repay >= ZERO
    assert settled.to_consult >= ZERO
    assert settled.paid + settled.unpaid + settled.to_consult - settled.surplus == settled.value
    assert not (settled.surplus and settled.unpaid)
    assert settled.parts
    assert all(part.text.endswith(".") for part in settled.parts)


def check_ceiling(case: Drawn, delivered: Delivered) -> None:
    """A form that has a most never pays beyond it."""
    most = case.form.most(case.terms, case.params)
    assert most is None or case.settle(delivered).paid <= most


def check_monotone(case: Drawn, less: Delivered, more: Delivered) -> None:
    """Who delivers more is never paid less."""
    assert case.settle(less).paid <= case.settle(more).paid


def check_order(case: Drawn, delivered: Delivered) -> None:
    """The order of the lines does not count."""
    turned = replace(case, terms=replace(case.terms, lines=case.terms.lines[::-1]))
    assert turned.settle(delivered) == case.settle(delivered)

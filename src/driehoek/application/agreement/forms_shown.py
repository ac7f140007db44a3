"""Contract forms beside each other: what each pays from nothing to half as much again, and who bears which risk.

The terms are an example of a hundred thousand euros, or those of an agreement. What is shown is what `settle` says: a
chart and its table can therefore never tell another story than the payment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from driehoek.domain.agreement.contract_forms import CONTRACT_FORMS, ContractForm, Line, Party, Point, Terms, curve
from driehoek.domain.policy import Contract, Params
from driehoek.domain.policy.params import read
from driehoek.kernel import Money, Quantity, Rate, Unit, dutch

MOST = 150
"""How far a form is shown, in percent of what was agreed."""
FINE = tuple(range(MOST + 1))
"""Every percent, for the line of a chart: a jump looks like a jump."""
TENS = tuple(range(0, MOST + 1, 10))
"""For the table beside it."""
EXAMPLE = Terms((Line("SYN", Quantity(1_000, Unit.PIECE), Money.euros(100)),), inhabitants=1_000)
"""An agreement of a hundred thousand euros, of a thousand pieces or for a thousand people (SYNTHETIC)."""
_OBLIGATORY = {"per-inhabitant": "100.00"}
"""Values in the example for parameters without a default."""

_CHOICES = {"whole": "alles samen", "per-line": "elke prestatie apart", "part": "het deel voorbij de grens"}
"""Choices of parameters as people read them."""

PARTIES: Mapping[Party, str] = {
    Party.PURCHASER: "de inkoper",
    Party.PROVIDER: "de aanbieder",
    Party.BOTH: "allebei",
    Party.NOBODY: "niemand",
}


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A contract form as it is shown.

    Attributes:
        form: the form.
        whole: what the agreement comes to when all goes as agreed.
        line: what it pays, per percent.
        table: the same per ten percent.
        settings: its parameters, in plain Dutch.
        most: the most it ever pays, in words.
    """

    form: ContractForm
    whole: Money
    line: tuple[Point, ...]
    table: tuple[Point, ...]
    settings: tuple[str, ...]
    most: str

    @property
    def volume(self) -> str:
        """Who bears growth, in Dutch."""
        return PARTIES[self.form.risks.volume]

    @property
    def price(self) -> str:
        """Who bears a higher cost per unit, in Dutch."""
        return PARTIES[self.form.risks.price]


def show_form(form: ContractForm, terms: Terms, params: Params) -> ShownForm:
    """Show a form for what was agreed."""
    points = curve(form, terms, params, FINE)
    most = form.most(terms, params)
    settings = tuple(f"{param.meaning_nl} = {_setting(params, param.name)}" for param in form.params)
    words = "niets begrenst het" if most is None else dutch.amount(most)
    return ShownForm(form, terms.whole, points, tuple(points[percent] for percent in TENS), settings, words)


def _setting(params: Params, name: str) -> str:
    value = params.values[name]
    if isinstance(value, Money):
        return dutch.amount(value)
    return dutch.percentage(value) if isinstance(value, Rate) else _CHOICES.get(str(value), str(value))


def show_all() -> tuple[ShownForm, ...]:
    """Every form for the example, with its default parameters, in the order of the list."""
    return tuple(_example(form) for form in CONTRACT_FORMS.values())


def show_contract(contract: Contract) -> ShownForm | None:
    """The form of a policy with its own parameters, for the example; None when the policy names no form of the list."""
    form = CONTRACT_FORMS.get(contract.form)
    if form is None:
        return None
    params, findings = read("contract", form.params, contract.params)
    return None if findings else show_form(form, EXAMPLE, params)


def _example(form: ContractForm) -> ShownForm:
    given = {param.name: _OBLIGATORY[param.name] for param in form.params if param.default is None}
    return show_form(form, EXAMPLE, read(form.name, form.params, given)[0])

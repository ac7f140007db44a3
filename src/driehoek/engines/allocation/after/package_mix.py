"""Care-weight mix: how many packages of each kind may be declared (E-035), from what was delivered last year.

The most of a package = what was delivered of it last year x (1 + growth), rounded down to whole units.

1. A provider that delivered none of the packages last year is new to them and is not limited.
2. A kind that it did not deliver last year, beside others that it did, may be agreed only where the policy opens new
   kinds.
3. What lay above the limit leaves the grant and stays in the space, never below what earlier steps promised.
"""

from __future__ import annotations

from driehoek.domain.allocation import Input, Offer, Reason
from driehoek.domain.catalogue import Category
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.after.volumes import limited, together
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Quantity, Rounding, dutch


class PackageMix:
    """See the module docstring."""

    name = "package-mix"
    params = (
        Param(
            "growth",
            Kind.RATE,
            "how much more of a package may be declared than last year",
            "hoeveel meer er van een pakket mag worden gedeclareerd dan vorig jaar",
            default="0%",
            least="-100%",
        ),
        Param(
            "products",
            Kind.TEXTS,
            "the products it works on; empty means all care-weight packages (zzp)",
            "de prestaties waarvoor het geldt; leeg is alle zorgzwaartepakketten",
            default=(),
        ),
        Param(
            "new_kinds",
            Kind.BOOLEAN,
            "whether a kind of package may be agreed that was not delivered last year",
            "of een soort pakket mag worden afgesproken dat vorig jaar niet is geleverd",
            default="no",
        ),
    )
    abilities = frozenset({Ability.MOVES_VOLUME, Ability.NEEDS_REALISED})
    told = Told(
        source="E-035, E-039.",
        formula="most of a package = last year's units x (1 + growth)",
        effects=Effects(
            cost="Can only fall: packages above the mix leave the agreement and their money stays in the space.",
            volume="The number of each package is bounded; a shift to heavier packages is not agreed.",
            quality="Says nothing of quality.",
            choice="A client whose care weight rises may not find room at the same provider.",
            newcomers="Who delivered no package last year is not limited.",
            risk="The provider bears the risk that its clients become heavier during the year.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Limit every package of every provider that delivered packages last year."""
        return together(_limits(view, offer, params) for offer in view.offers)


def _limits(view: View, offer: Offer, params: Params) -> tuple[list[Reason], tuple[Finding, ...]]:
    named = params.texts("products")
    lines = [
        line for line in offer.lines if (line.product.code in named if named else line.product.category is Category.ZZP)
    ]
    if not any(line.realised and line.realised.steps for line in lines):  # 1
        return [], ()
    growth, opened = params.rate("growth"), params.flag("new_kinds")
    most = {}
    for line in lines:
        before = line.realised or Quantity(0, line.product.unit)
        if before.steps or not opened:  # 2
            most[line.product.code] = before.scaled(1 + growth.value, Rounding.DOWN)
    why = f"dat is de mix van vorig jaar, met {dutch.percentage(growth)} groei."
    given = Input("growth", str(growth), f"policy.yaml: {view.step.id}")
    return limited(view, offer, most, why, given)  # 3

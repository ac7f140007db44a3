"""Population budget: an amount per inhabitant of an area, whatever is delivered there.

1. The amount per inhabitant times the inhabitants counted on the day the agreement names.
2. A part can depend on results: where the conditions were not kept, ``at-risk`` of it goes back.
"""

from __future__ import annotations

from driehoek.domain.agreement.contract_forms.base import Delivered, Needs, Part, Party, Risks, Settlement, Terms
from driehoek.domain.policy import Kind, Param, Params
from driehoek.kernel import ZERO, Money, Rounding


class PopulationBudget:
    """Pay per inhabitant."""

    name = "population-budget"
    dutch = "populatiebudget"
    source = "F-019 (000 section 4.2: neighbourhood teams under tender); the part at risk is ours"
    risks = Risks(
        Party.PROVIDER,
        Party.PROVIDER,
        "The provider bears how much care the area needs, the purchaser how many live there; prevention pays, and so "
        "does leaving people waiting: hold waiting and results beside it.",
        "De aanbieder draagt hoeveel zorg het gebied nodig heeft, de inkoper hoeveel mensen er wonen. Voorkomen loont, "
        "laten wachten ook: kijk dus naar wachttijd en resultaat.",
    )
    needs = Needs.INHABITANTS
    prices_are_constructed = True
    params = (
        Param("per-inhabitant", Kind.MONEY, "the amount per inhabitant", "het bedrag per inwoner", least="0"),
        Param(
            "at-risk",
            Kind.RATE,
            "what goes back when the conditions were not kept",
            "welk deel teruggaat als de voorwaarden niet zijn gehaald",
            default="0%",
            least="0%",
            most="100%",
        ),
    )

    def most(self, terms: Terms, params: Params) -> Money | None:
        """The budget."""
        return params.money("per-inhabitant").times(terms.inhabitants, Rounding.HALF_UP)

    def settle(self, terms: Terms, delivered: Delivered, params: Params) -> Settlement:
        """Pay the budget, less what was at risk where conditions were not kept."""
        budget = params.money("per-inhabitant").times(terms.inhabitants, Rounding.HALF_UP)
        back = ZERO if delivered.kept else budget.times(params.rate("at-risk"), Rounding.HALF_UP)
        parts = [Part("Het bedrag per inwoner, maal het aantal inwoners.", budget)]
        if back:
            parts.append(Part("Terug omdat de voorwaarden niet zijn gehaald.", -back))
        return Settlement(delivered.at_agreed_prices(terms), tuple(parts), repay=back)

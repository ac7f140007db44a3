"""The percentage that the provider itself offered, at most a bound (D-031, area price: below the maximum tariff).

1. An offer above the bound is paid the bound; so is one without a readable answer above zero, since completeness is
   judged before the division.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.kernel import Rate, dutch


class OfferedPercentage:
    """See the module docstring."""

    name = "offered-percentage"
    params = (
        Param(
            "question",
            Kind.TEXT,
            "the question that asks for the percentage of the maximum tariff",
            "de vraag naar het percentage van het maximumtarief",
        ),
        Param(
            "most",
            Kind.RATE,
            "the most that is paid, as a percentage of the maximum tariff",
            "het hoogste percentage van het maximumtarief dat wordt betaald",
            default="100%",
            least="0%",
            most="100%",
        ),
    )
    abilities = frozenset({Ability.SETS_START})
    told = Told(
        source="D-031.",
        formula="percentage = the lower of what was offered and the bound",
        effects=Effects(
            cost="Lower, as far as providers offer below the bound.",
            volume="At a fixed space a lower price buys more care.",
            quality="An offer below real cost comes out of the care; weigh quality beside the price.",
            choice="None directly.",
            newcomers="Favours who can offer low, mostly who is large.",
            risk="The provider bears the risk of its own offer.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The offered percentage, bounded."""
        del view, line
        most, asked = params.rate("most"), _percentage(offer.facts.get(params.text("question"), ""))
        if asked is None or asked > most:  # 1
            return most, f"Het hoogste percentage is {dutch.percentage(most)} van het maximumtarief."
        return asked, f"U vroeg {dutch.percentage(asked)} van het maximumtarief."


def _percentage(answer: str) -> Rate | None:
    """The answer as a rate; a bare number above one is read as a percentage."""
    try:
        given = Rate.parse(answer)
    except ValueError:
        return None
    if given <= Rate.percent(0):
        return None
    return Rate.percent(given.value) if given > Rate.percent(100) else given

"""Historical and population-based space with a weight between them; the whole is kept to the cent (E-003, A-049).

Each frame gets: whole x ((1 - weight) x its part of the historical + weight x its part of the population), where whole
is what is open in those frames together. Odd cents go by largest remainder, ties by the published key.

1. A frame without figures keeps what it has and takes no part; a finding says so.
2. Where the figures of one of the two add up to nothing, the other one counts alone.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Basis, Input
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import NO_BASIS, bases, figure, move, without_basis
from driehoek.engines.allocation.pots import FRAMES
from driehoek.kernel import Finding, Money, Rate, apportion, dutch, total


class RegionalBasis:
    """See the module docstring."""

    name = "regional-basis"
    params = (
        Param(
            "population",
            Kind.RATE,
            "how much the population weighs; the rest is by history",
            "hoe zwaar de bevolking weegt; de rest gaat naar wat er was",
            least="0%",
            most="100%",
        ),
        FRAMES,
    )
    abilities = frozenset({Ability.MOVES_SPACE, Ability.NEEDS_BASIS})
    told = Told(
        source="002 5.2 l.1319-1327 and kader 1 (5) (E-003); 003 2.2 (A-049).",
        formula="space = whole x ((1 - weight) x historical part + weight x population part)",
        effects=Effects(
            cost="None in all: the frames together keep the same space to the cent.",
            volume="Care moves to regions with more people or indications than their history pays for.",
            quality="None by itself.",
            choice="More care in regions that lagged behind, less in those that were ahead.",
            newcomers="Growing regions have room that no existing provider holds yet.",
            risk="Providers in shrinking regions bear it; a weight below one spreads the change over years.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Divide what is open in the frames anew."""
        frames = params.texts("frames")
        used = bases(view, frames)
        missing = tuple(Finding(NO_BASIS, view.step.id, wanted=str(frame)) for frame in without_basis(view, frames))
        weights = _weights(used, params.rate("population"))
        if not any(weights.values()):
            return Effect(findings=missing)
        whole = total(view.open[basis.frame] for basis in used)
        targets = apportion(whole.cents, weights, view.key)
        reasons = []
        for basis in used:
            before, after = view.open[basis.frame], Money(targets[str(basis.frame)])
            part = Rate(weights[str(basis.frame)] / sum(weights.values()))
            text = f"Van {dutch.amount(whole)} hoort {dutch.percentage(part)} bij dit deelkader: "
            text += f"{dutch.amount(after)} in plaats van {dutch.amount(before)}."
            given = (
                Input("whole", str(whole), "space.csv"),
                figure(basis, "historical", basis.historical),
                figure(basis, "population", basis.population),
                view.param("population"),
            )
            reasons.append(move(view, basis.frame, after - before, text, *given))
        return Effect(tuple(reasons), findings=missing)


def _weights(used: tuple[Basis, ...], population: Rate) -> dict[str, Fraction]:
    """The part of each frame in the whole."""
    money = sum(basis.historical.cents for basis in used)
    people = sum((basis.population for basis in used), start=Fraction(0))
    by_people = population.value if money and people else Fraction(int(bool(people)))  # 2
    return {
        str(basis.frame): (1 - by_people) * Fraction(basis.historical.cents, money or 1)
        + by_people * basis.population / (people or 1)
        for basis in used
    }

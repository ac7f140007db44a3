"""Fixed ratio between two kinds of product, such as packages with residence to packages at home (E-039).

The units of the one = ratio x the units of the other. The kind of which there is too much is lowered, each product of
it in proportion; the other stays as it is.

1. A provider that does not offer both kinds has no ratio to hold to.
2. Rounded down to whole units, so that the ratio is kept as nearly as whole units allow.
3. What lay above the limit leaves the grant and stays in the space, never below what earlier steps promised.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Input, Offer, OfferedLine, Reason
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.after.volumes import limited, together
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.kernel import Finding, Quantity, Rate, Rounding, apportion_within, dutch, round_to_whole


class FixedRatio:
    """See the module docstring."""

    name = "fixed-ratio"
    params = (
        Param("products", Kind.TEXTS, "the products of the one kind", "de prestaties van de ene soort"),
        Param("against", Kind.TEXTS, "the products of the other kind", "de prestaties van de andere soort"),
        Param(
            "ratio",
            Kind.RATE,
            "the units of the one kind for each unit of the other, as a percentage: 300% is three to one",
            "de aantallen van de ene soort per eenheid van de andere; 300% is drie tegen een",
            least="1%",
        ),
    )
    abilities = frozenset({Ability.MOVES_VOLUME})
    told = Told(
        source="E-039 (fixed ratio ZZP to VPT).",
        formula="units of the one = ratio x units of the other; the side with too much is lowered",
        effects=Effects(
            cost="Can only fall: what is above the ratio leaves the agreement and its money stays in the space.",
            volume="Falls at providers whose mix differs from the ratio.",
            quality="Says nothing of quality.",
            choice="Clients find the two kinds of care in the same proportion everywhere, whatever they ask for.",
            newcomers="A newcomer must build up both kinds at once, or offer one kind only.",
            risk="The provider bears the risk that its clients ask for another mix.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Lower the side with too much at every provider that offers both kinds."""
        return together(_held(view, offer, params) for offer in view.offers)


def _held(view: View, offer: Offer, params: Params) -> tuple[list[Reason], tuple[Finding, ...]]:
    one, other = (_lines(offer, params.texts(name)) for name in ("products", "against"))
    if not one or not other:  # 1
        return [], ()
    ratio = params.rate("ratio").value
    these, those = _units(view, offer, one), _units(view, offer, other)
    too_much, most = (one, those * ratio) if these > those * ratio else (other, these / ratio)
    return _lowered(view, offer, too_much, most, params.rate("ratio"))


def _lines(offer: Offer, products: tuple[str, ...]) -> list[OfferedLine]:
    return [line for line in offer.lines if line.product.code in products]


def _units(view: View, offer: Offer, lines: list[OfferedLine]) -> Fraction:
    return sum((view.volumes[offer.contract, line.product.code].value for line in lines), start=Fraction(0))


def _lowered(
    view: View, offer: Offer, lines: list[OfferedLine], most: Fraction, ratio: Rate
) -> tuple[list[Reason], tuple[Finding, ...]]:
    """Bring the units of the lines together down to ``most``, each in proportion."""
    scale = max(line.product.unit.steps for line in lines)
    each = {line.product.code: scale // line.product.unit.steps for line in lines}
    volumes = {line.product.code: view.volumes[offer.contract, line.product.code] for line in lines}
    fine = {code: units.steps * each[code] for code, units in volumes.items()}
    whole = round_to_whole(most * scale, Rounding.DOWN)  # 2
    if sum(fine.values()) <= whole:
        return [], ()
    kept = apportion_within(whole, fine, fine, view.key)
    limits = {code: Quantity(kept[code] // each[code], units.unit) for code, units in volumes.items()}
    why = f"de verhouding tussen beide soorten zorg ligt vast op {dutch.percentage(ratio)}."
    return limited(view, offer, limits, why, view.param("products"), view.param("against"), Input("ratio", str(ratio)))

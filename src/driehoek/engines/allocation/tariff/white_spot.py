"""A higher tariff for who starts or extends care where there is too little: a white spot (E-034).

It counts when the answer to the question names at least one of the white spots; several in one answer stand between
commas. White spots are lines of the picture of need (C-009), or areas in words where a dossier has no picture. Who
already works there and names it gets it too: the reward is for the direction, not for being first.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params, named
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.need_lines import LINES
from driehoek.engines.allocation.tariff.conditions import FORMS, SECTORS, STOPS, applies, points_in_words
from driehoek.kernel import Rate


class WhiteSpot:
    """See the module docstring."""

    name = "white-spot"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to add",
            "de procentpunten die erbij komen",
            least="0%",
            most="10%",
        ),
        Param(
            "areas",
            Kind.TEXTS,
            "the white spots: municipalities, or kinds of care that lack",
            "de witte vlekken: gemeenten of zorg die ontbreekt; leeg is geen",
            default=(),
        ),
        LINES,
        Param(
            "area_question",
            Kind.TEXT,
            "the question in which white spot the provider starts or extends",
            "de vraag in welke witte vlek u begint of uitbreidt",
        ),
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="E-034 (a higher tariff moves providers in the wished direction).",
        formula="percentage = base + points for who names a white spot",
        effects=Effects(
            cost="The points on all care of whoever comes, also on what was there already.",
            volume="Draws care to where it lacks; at a fixed space a little less elsewhere.",
            quality="None directly.",
            choice="More to choose where there was nothing.",
            newcomers="Open to newcomers on the same terms.",
            risk="The office pays for an intention; what is built must be checked afterwards.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The addition when a white spot is named."""
        answer = set(named(offer.facts.get(params.text("area_question"), "")))
        filled = [name for name in params.texts("areas") if name in answer]
        filled += [view.problem.line_text(name) for name in params.texts("lines") if name in answer]
        if not filled or not applies(offer, line, params, view.problem.year):
            return None
        points = params.rate("points")
        return points, f"{points_in_words(points)}: u biedt zorg waar die ontbreekt ({'; '.join(filled)})."

"""Fewer points for a new provider in its first year or years (standards 4.2: CZ 2026, two points in the first year).

1. Where a question asks in which contract year the first agreement began, the answer decides: the deduction counts in
   that year and the next ones, ``years`` in all.
2. Without such a question, or without a year as its answer, the provider's group decides; then the deduction counts in
   the first year only, for after that the provider is no longer new.
"""

from __future__ import annotations

from driehoek.domain.allocation import Offer, OfferedLine
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effects, Told, View
from driehoek.engines.allocation.tariff.conditions import FORMS, SECTORS, STOPS, applies, points_in_words
from driehoek.kernel import Rate


class NewProvider:
    """See the module docstring."""

    name = "new-provider"
    params = (
        Param(
            "points",
            Kind.RATE,
            "percentage points of the maximum tariff to deduct, below zero",
            "de procentpunten die eraf gaan (onder nul)",
            default="-2%",
            least="-10%",
            most="0%",
        ),
        Param(
            "years",
            Kind.INTEGER,
            "in how many contract years, the first included",
            "in hoeveel contractjaren, het eerste meegeteld",
            default="1",
            least="1",
            most="5",
        ),
        Param(
            "new_groups",
            Kind.TEXTS,
            "the provider groups that are new",
            "de groepen die als nieuw gelden",
            default=("new",),
        ),
        Param(
            "first_year_question",
            Kind.TEXT,
            "the question that asks for the first contract year; empty for none",
            "de vraag naar het eerste contractjaar",
            default="",
        ),
        SECTORS,
        FORMS,
        STOPS,
    )
    abilities: frozenset[Ability] = frozenset()
    told = Told(
        source="Standards report 4.2: CZ 2026 pays a new provider two points less in the first year.",
        formula="percentage = base - points while contract year - first year < years",
        effects=Effects(
            cost="Saves the points on the care of who is new; little, for newcomers are small.",
            volume="Hardly any.",
            quality="Says nothing about quality; a newcomer is paid less for the same care.",
            choice="Fewer newcomers means less to choose from.",
            newcomers="Makes the start harder; that is why it has a number of years.",
            risk="The newcomer bears it in the years in which its costs are highest.",
        ),
    )

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The deduction in the first years."""
        year = view.problem.year
        number = _contract_year(offer, params, year)
        if number is None or not applies(offer, line, params, year):
            return None
        points = params.rate("points")
        return points, f"{points_in_words(points)}: u bent nieuw en dit is uw {_ORDINALS[number]} jaar."


_ORDINALS = ("", "eerste", "tweede", "derde", "vierde", "vijfde")


def _contract_year(offer: Offer, params: Params, year: int) -> int | None:
    """Which of the first years this is, from one; None when the provider is not new (any more)."""
    started = offer.facts.get(params.text("first_year_question"), "").strip()
    if started.isdecimal() and 0 < int(started) <= year:  # 1
        number = year - int(started) + 1
        return number if number <= params.integer("years") else None
    return 1 if offer.group.value in params.texts("new_groups") else None  # 2

"""The reasons of a base percentage in plain Dutch: for the printed policy, the letters and the explanation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from driehoek.application.phrases import exact_points
from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import ObjectionWindow, Policy, RationaleKind, RationalePart, TariffRationale
from driehoek.domain.policy.checks.rationale import start_of
from driehoek.domain.regimes import Term, find_regime
from driehoek.kernel import Rate
from driehoek.kernel.dutch import day


def rationales_of(policy: Policy, step: str, sectors: Iterable[Sector] = ()) -> tuple[TariffRationale, ...]:
    """The reasons that this year's policy gives for the percentage of a tariff step; for these sectors, when named.

    Reasons that do not add up to the percentage (POL-112) are no reasons for it, and are left out.
    """
    wanted = set(sectors) or set(Sector)
    percent = next((start_of(item) for item in policy.division.tariff if item.id == step), None)
    return tuple(
        item
        for item in policy.tariff_rationale
        if (item.step, item.year, item.percent) == (step, policy.year, percent) and item.sector in wanted
    )


def signed(points: Rate) -> str:
    """Points with their sign: ``+0,42%``, ``-0,12%``."""
    return f"{'' if points.value < 0 else '+'}{exact_points(points)}"


def accounts_in_words(rationale: TariffRationale) -> str:
    """From which year accounts it starts."""
    accounts = rationale.accounts.rstrip(".")
    return f"Wij gaan uit van jaarrekeningen over {rationale.accounts_year}: {accounts[:1].lower()}{accounts[1:]}."


def indexation_in_words(rationale: TariffRationale) -> str:
    """How cost was brought to the contract year; nothing where there is no indexation."""
    index = rationale.indexation
    if index is None:
        return ""
    years = f"van {rationale.accounts_year} naar {rationale.year}"
    rise = f"kosten {signed(index.costs)}, maximumtarieven {signed(index.tariffs)}"
    return f"Indexatie {years}: {rise}{f' ({index.source})' if index.source else ''}."


def points_of(part: RationalePart) -> str:
    """The points of a part: the cost is where it starts, every other part adds or takes."""
    return exact_points(part.points) if part.kind is RationaleKind.COST else signed(part.points)


def sum_in_words(policy: Policy, rationale: TariffRationale) -> str:
    """The percentage as the sum of its parts, in one sentence."""
    parts = ", ".join(f"{part.name[:1].lower()}{part.name[1:]} {points_of(part)}" for part in rationale.parts)
    what = f"{article(policy)} {word(policy)} voor {rationale.sector.dutch} in {rationale.year}"
    return f"{what[:1].upper()}{what[1:]} is {exact_points(rationale.percent)}: {parts}."


def window_in_words(policy: Policy, window: ObjectionWindow, on: date | None = None) -> str:
    """In which days providers can object to this year's percentage; in the past tense after them."""
    days = f"van {day(window.opens)} tot en met {day(window.closes)}"
    what = f"opkomen tegen {article(policy)} {word(policy)} van {policy.year}"
    return f"U {'kon' if on is not None and on > window.closes else 'kunt'} {days} {what}."


def told(policy: Policy, rationale: TariffRationale, on: date | None = None) -> tuple[str, ...]:
    """All of it, a sentence each."""
    sentences = [sum_in_words(policy, rationale), accounts_in_words(rationale), indexation_in_words(rationale)]
    if rationale.objection is not None:
        sentences.append(window_in_words(policy, rationale.objection, on))
        if on is None or on <= rationale.objection.closes:
            sentences.append(rationale.objection.how)
    return tuple(sentence for sentence in sentences if sentence)


def word(policy: Policy) -> str:
    """What the base percentage is called: ``richttarief`` under the Wlz of today."""
    regime = find_regime(policy.regime)
    return regime.word(Term.BASE_PERCENTAGE, policy.contract.starts_on).nl if regime else "basispercentage"


def article(policy: Policy) -> str:
    """The article that goes with `word`."""
    regime = find_regime(policy.regime)
    return regime.word(Term.BASE_PERCENTAGE, policy.contract.starts_on).article if regime else "het"

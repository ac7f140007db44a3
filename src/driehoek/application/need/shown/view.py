"""A picture as a reader may see it: names in words, figures as cells, small numbers left out where it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from driehoek.application.need.shown.page import Cell
from driehoek.domain.need import (
    Basis,
    ClientGroup,
    Confrontation,
    Demand,
    Figure,
    Market,
    Picture,
    Produced,
    Supply,
    Verdict,
)
from driehoek.domain.need.publish import Measure, Spot, marks, public
from driehoek.domain.need.suppress import Mark, SmallNumbers
from driehoek.kernel import Rate
from driehoek.kernel.dutch import grouped, percentage

UNKNOWN = Cell("niet bekend")
LEFT_OUT = Cell("niet getoond")
NONE = Cell("–")

VERDICTS = {
    Verdict.SCARCE: "te weinig",
    Verdict.MAYBE_SCARCE: "misschien te weinig",
    Verdict.BALANCED: "ongeveer gelijk",
    Verdict.MAYBE_SURPLUS: "misschien te veel",
    Verdict.SURPLUS: "te veel",
    Verdict.UNKNOWN: "geen conclusie",
}
"""The conclusion of a confrontation in a few words."""

Names = Mapping[str, str]
"""Names of providers by the AGB of their contract."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture with what may be shown of it.

    Attributes:
        picture: what is shown.
        rule: under which number persons are left out; None for the purchaser, who sees everything.
        hidden: the figures that are left out.
        providers: names of providers; who is not there goes by code.
    """

    picture: Picture
    rule: SmallNumbers | None = None
    hidden: Mapping[Spot, Mark] = field(default_factory=dict)
    providers: Names = field(default_factory=dict)

    @classmethod
    def of(cls, picture: Picture, rule: SmallNumbers | None = None, providers: Names | None = None) -> View:
        """The view of a purchaser without a rule, of the public with one."""
        if rule is None:
            return cls(picture, providers=providers or {})
        seen = public(picture)
        return cls(seen, rule, marks(seen, rule), providers or {})

    @property
    def published(self) -> bool:
        """Whether small numbers are left out."""
        return self.rule is not None

    def mark(self, market: Market, measure: Measure, part: str = "") -> Mark | None:
        """Why a figure is left out; None where it is shown."""
        return self.hidden.get((market.group, market.municipality, measure, part))

    def cell(self, figure: Figure | None, market: Market, measure: Measure, part: str = "") -> Cell:
        """A figure as a cell, with its interval; or that it is not known, or why it is not shown."""
        if figure is None:
            return UNKNOWN
        mark = self.mark(market, measure, part)
        if mark is Mark.SMALL and self.rule:
            return Cell(f"< {self.rule.threshold}", figure.origin.basis)
        return LEFT_OUT if mark else plain(figure)

    def value(self, figure: Figure | None, market: Market, measure: Measure, part: str = "") -> Figure | None:
        """A figure that may be drawn; None where it is not known or not shown."""
        return None if self.mark(market, measure, part) else figure

    def produced(self, made: Produced, figure: Figure | None) -> Cell:
        """A sum of production as a cell, with its interval; or that nothing can be said, or that it is not shown."""
        if self.mark(Market(made.of.group), Measure.PRODUCED):
            return LEFT_OUT
        return UNKNOWN if figure is None else plain(figure)

    def trend(self, asked: Demand) -> Cell:
        """The change a year as a cell."""
        if asked.trend is None:
            return UNKNOWN
        basis = Basis.DERIVED.with_(asked.indicated.origin.basis) if asked.indicated else Basis.DERIVED
        return LEFT_OUT if self.mark(asked.market, Measure.TREND) else Cell(signed(asked.trend), basis)

    def town(self, code: str) -> str:
        """The name of a municipality, with its code where two places could be meant."""
        return dict(self.picture.municipalities).get(code, f"gemeente {code}")

    def provider(self, contract: str) -> str:
        """The name of a provider with its code."""
        name = self.providers.get(contract)
        return f"{name} ({contract})" if name else contract

    def place(self, market: Market) -> str:
        """Where a market is."""
        return self.town(market.municipality) if market.municipality else "de hele regio"

    def conclusion(self, judged: Confrontation) -> str:
        """The conclusion in words; without its numbers where they are left out."""
        if judged.gap is None or not self.mark(judged.market, Measure.GAP):
            return judged.text
        white = "Witte vlek: niemand biedt dit binnen de reistijd. " if judged.white_spot else ""
        return f"{white}Er {_SHORT[judged.verdict]}. Het getal is niet getoond: het zegt te veel over een kleine groep."

    def regional(self) -> tuple[Demand, ...]:
        """The markets of the whole region."""
        return tuple(asked for asked in self.picture.demand if not asked.market.municipality)

    def groups(self) -> tuple[ClientGroup, ...]:
        """The groups of which something is known, in the order of the picture."""
        return tuple(dict.fromkeys(market.group for market in self._markets()))

    def towns(self) -> tuple[str, ...]:
        """The municipalities of which something is known, by name."""
        found = {market.municipality for market in self._markets() if self.tells(market)} - {""}
        return tuple(sorted(found, key=lambda code: (self.town(code), code)))

    def tells(self, market: Market) -> bool:
        """Whether anything that the pages show of a market is known: of some only what was delivered there is."""
        asked, held, judged = self.asked(market), self.held(market), self.judged(market)
        return bool(
            (asked and (asked.indicated or asked.next_year or asked.waiting))
            or (held and held.places)
            or (judged and (judged.gap or judged.white_spot))
        )

    def _markets(self) -> Iterator[Market]:
        yield from (item.market for item in self.picture.demand)
        yield from (item.market for item in self.picture.supply)

    def asked(self, market: Market) -> Demand | None:
        """What is asked in a market."""
        return next((item for item in self.picture.demand if item.market == market), None)

    def held(self, market: Market) -> Supply | None:
        """What is offered in a market."""
        return next((item for item in self.picture.supply if item.market == market), None)

    def judged(self, market: Market) -> Confrontation | None:
        """What the two say together."""
        return next((item for item in self.picture.confrontation if item.market == market), None)


_SHORT = {
    Verdict.SCARCE: "zijn te weinig plaatsen",
    Verdict.MAYBE_SCARCE: "zijn misschien te weinig plaatsen",
    Verdict.BALANCED: "zijn ongeveer genoeg plaatsen",
    Verdict.MAYBE_SURPLUS: "zijn misschien meer plaatsen dan nodig",
    Verdict.SURPLUS: "zijn meer plaatsen dan nodig",
    Verdict.UNKNOWN: "is geen conclusie",
}


def plain(figure: Figure) -> Cell:
    """A figure with its interval."""
    ends = "" if figure.low is None or figure.high is None or figure.low == figure.high else between(figure)
    return Cell(grouped(figure.value), figure.origin.basis, ends)


def between(figure: Figure) -> str:
    """The interval of a figure: ``12 tot 18``."""
    assert figure.low is not None
    assert figure.high is not None
    return f"{grouped(figure.low)} tot {grouped(figure.high)}"


def upper(text: str) -> str:
    """A sentence with a capital."""
    return text[:1].upper() + text[1:]


def signed(rate: Rate) -> str:
    """A change with its sign."""
    return f"+{percentage(rate, 1)}" if rate.value > 0 else percentage(rate, 1)

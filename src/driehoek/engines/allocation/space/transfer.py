"""Transfer of space (overheveling) between offices or sub-frames; all spaces together stay equal (E-046, E-048).

What leaves one frame enters the other, to the cent. It is meant for above-average growth in some areas, such as that of
a provider that works in adjoining regions.

1. When less is open in the frame that gives, what is open goes; a finding says so.
2. A frame without space cannot give or take; a finding says so, and nothing moves.
3. Where it is for the growth of one contract, moderate growth is absorbed in the own space (E-049): nothing moves, and
   a note says so. Growth is what it offers against what it delivered last year, both at maximum tariffs.
"""

from __future__ import annotations

from fractions import Fraction

from driehoek.domain.allocation import Input, Problem
from driehoek.domain.policy import Kind, Param, Params
from driehoek.engines.allocation.base import Ability, Effect, Effects, Told, View
from driehoek.engines.allocation.moving import MOVE_SHORT, UNKNOWN_FRAME, move
from driehoek.kernel import Code, Finding, Rate, Severity, dutch

ABSORBED = Code(
    "ALL-230",
    nl="Contract {subject} groeit {seen}; dat past in de eigen ruimte. Stap {wanted} hevelt niets over.",
    en="Contract {subject} grows {seen}; that fits in the own space. Step {wanted} transfers nothing.",
    mend_nl="Niets te doen. Groeit het bovengemiddeld in een gebied, verlaag dan de grens bij moderate.",
    mend_en="Nothing to do. If it grows above average in an area, lower the bound in moderate.",
    severity=Severity.NOTE,
)
FINDINGS = (ABSORBED,)


class Transfer:
    """See the module docstring."""

    name = "transfer"
    params = (
        Param("from", Kind.TEXT, "the frame that gives, as pool/frame", "het deelkader dat geeft: pool/deelkader"),
        Param("to", Kind.TEXT, "the frame that takes, as pool/frame", "het deelkader dat krijgt: pool/deelkader"),
        Param("amount", Kind.MONEY, "how much, in euros", "hoeveel, in euro", least="0"),
        Param(
            "contract",
            Kind.TEXT,
            "the contract (AGB) for whose growth it is; empty when it is for no one in particular",
            "het contract (AGB) voor wiens groei het is; leeg als het voor niemand in het bijzonder is",
            default="",
        ),
        Param(
            "moderate",
            Kind.RATE,
            "with a contract: growth over last year, at equal prices, that the own space absorbs",
            "bij een contract: groei ten opzichte van vorig jaar, bij gelijke prijzen, die in de eigen ruimte past",
            default="0%",
            least="0%",
        ),
    )
    abilities = frozenset({Ability.MOVES_SPACE})
    told = Told(
        source="002 3.7 l.906-908 and noot 11 (E-046, E-048).",
        formula="gives = takes = amount, at most what is open where it is taken",
        effects=Effects(
            cost="None in all: what one office gives the other takes.",
            volume="Care can follow a provider or clients over the border of a region.",
            quality="None by itself.",
            choice="Clients near a border can choose across it.",
            newcomers="Less is left for newcomers where the space is taken.",
            risk="The office that gives bears the risk of having too little later in the year.",
        ),
    )

    def apply(self, view: View, params: Params) -> Effect:
        """Move the amount."""
        frames = {str(frame): frame for frame in view.open}
        away, to = params.text("from"), params.text("to")
        unknown = [name for name in (away, to) if name not in frames]
        if unknown:  # 2
            known = ", ".join(sorted(frames))
            return Effect(
                findings=tuple(Finding(UNKNOWN_FRAME, view.step.id, seen=name, wanted=known) for name in unknown)
            )
        growth = _growth(view.problem, params.text("contract"))
        if growth is not None and growth <= params.rate("moderate").value:  # 3
            seen = dutch.percentage(Rate(growth))
            return Effect(findings=(Finding(ABSORBED, params.text("contract"), seen=seen, wanted=view.step.id),))
        wanted = params.money("amount")
        amount = min(wanted, view.open[frames[away]])
        if away == to or not amount:
            return Effect()
        text = f"{dutch.amount(amount)} ruimte gaat van {away} naar {to}; samen blijft het gelijk."
        given = (Input("open", str(view.open[frames[away]]), "space.csv"), view.param("amount"))
        short = Finding(MOVE_SHORT, f"{view.step.id}, {away}", seen=str(amount), wanted=str(wanted))
        return Effect(
            (move(view, frames[away], -amount, text, *given), move(view, frames[to], amount, text, *given)),
            findings=(short,) if amount < wanted else (),  # 1
        )


def _growth(problem: Problem, contract: str) -> Fraction | None:
    """By what part a contract would grow; None for no contract, or one that delivered nothing last year."""
    lines = [line for offer in problem.offers if contract and offer.contract == contract for line in offer.lines]
    offered = sum(line.limit.at(line.maximum.amount).cents for line in lines)
    before = sum(line.realised.at(line.maximum.amount).cents for line in lines if line.realised is not None)
    return Fraction(offered, before) - 1 if before else None

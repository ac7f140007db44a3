"""Examples of the space steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from driehoek.domain.allocation import Basis, Bundle, Problem, Space, SpaceStatus
from driehoek.domain.policy import ProviderGroup, Step
from driehoek.kernel import Money
from driehoek.testing.allocation import DAY, FRAME, FRAMES, division, problem, step
from driehoek.testing.rule_examples.base import RuleExample, three

_TEN = Money.euros(10_000_000)
_NEIGHBOUR = FRAMES[2]


def _alone(space: Step, *models: Step) -> Problem:
    """Ten million euros, of which a space step takes its part before everyone starts at 90 per cent of last year."""
    large, middle, small = three()
    newcomer = replace(small, group=ProviderGroup.NEW)
    return problem(_TEN, (large, middle, newcomer), division(*models, step("first-volume"), space=(space,)))


def _neighbours(space: Step, here: Basis, there: Basis) -> Problem:
    """The same with a neighbour of six million euros and figures on which both spaces rest."""
    made = _alone(space)
    neighbour = Space(_NEIGHBOUR, Money.euros(6_000_000), SpaceStatus.DEFINITIVE, DAY)
    return replace(made, spaces=(*made.spaces, neighbour), bases=(here, there))


def _provisional() -> Problem:
    made = _alone(step("provisional-space", share="5%"))
    return replace(made, spaces=(replace(made.spaces[0], status=SpaceStatus.PROVISIONAL),))


def _late() -> Problem:
    made = _alone(step("late-space", since="2026-06-30"), step("share-of-pot", pot="late-space", groups=("new",)))
    first = replace(made.spaces[0], amount=Money.euros(9_500_000), status=SpaceStatus.PROVISIONAL)
    later = replace(made.spaces[0], status=SpaceStatus.REDISTRIBUTED, known_on=date(2026, 9, 1))
    return replace(made, spaces=(later,), series=(first, later))


SPACE: Mapping[str, RuleExample] = {
    "other-act-and-growth": RuleExample(
        "The state adds 300,000 euros of growth here and takes 500,000 for care that moves to another act there.",
        _neighbours(
            step("other-act-and-growth"),
            Basis(FRAME, growth=Money.euros(300_000), growth_for=("extramurale zorg",)),
            Basis(_NEIGHBOUR, other_act=Money.euros(500_000)),
        ),
    ),
    "regional-basis": RuleExample(
        "Sixteen million over two regions. By history the first has 10/16, by population half; population weighs 25%.",
        _neighbours(
            step("regional-basis", population="25%"),
            Basis(FRAME, historical=_TEN, population=Fraction(1, 2)),
            Basis(_NEIGHBOUR, historical=Money.euros(6_000_000), population=Fraction(1, 2)),
        ),
    ),
    "pgb-growth": RuleExample(
        "One million euros of pgb grows two per cent a month for a year; there the pgb fell and nothing returns.",
        _neighbours(
            step("pgb-growth", monthly="2%", when_it_falls="stays"),
            Basis(FRAME, pgb_last=Money.euros(1_000_000)),
            Basis(_NEIGHBOUR, pgb_last=Money.euros(800_000), pgb_now=Money.euros(700_000)),
        ),
    ),
    "transfer": RuleExample(
        "The neighbour gives 250,000 euros for a provider that works across the border.",
        _neighbours(
            replace(step("transfer"), params={"from": str(_NEIGHBOUR), "to": str(FRAME), "amount": "250000"}),
            Basis(FRAME),
            Basis(_NEIGHBOUR),
        ),
    ),
    "bundled-agreement": RuleExample(
        "The first provider is a national specialised facility; what it delivered in the neighbouring region under "
        "another contract, 400,000 euros, now counts here.",
        replace(
            _neighbours(step("bundled-agreement"), Basis(FRAME), Basis(_NEIGHBOUR)),
            bundles=(Bundle("06000001", "06000009", _NEIGHBOUR, FRAME, Money.euros(400_000)),),
        ),
    ),
    "provisional-space": RuleExample(
        "The space of ten million is still provisional; five per cent waits until it is definitive.", _provisional()
    ),
    "hold-back": RuleExample(
        "A space of ten million euros of which two per cent waits; the rest goes by last year.",
        problem(
            Money.euros(10_000_000),
            three(),
            division(step("first-volume", share="98%"), space=(step("hold-back", share="2%"),)),
        ),
    ),
    "earmark": RuleExample(
        "Half a million is earmarked; all three providers offer the earmarked care and share it.",
        _alone(step("earmark", amount="500000"), step("share-of-pot", pot="earmark")),
    ),
    "room-for-newcomers": RuleExample(
        "Six per cent is for newcomers first; the third provider is new.",
        _alone(step("room-for-newcomers", share="6%"), step("share-of-pot", pot="room-for-newcomers", groups=("new",))),
    ),
    "innovation-lot": RuleExample(
        "Two per cent of the budget for technology, shared over all; what nobody asks for would be open again.",
        _alone(step("innovation-lot", share="2%"), step("share-of-pot", pot="innovation-lot")),
    ),
    "late-space": RuleExample(
        "In June the space was 9.5 million; in September half a million came on top, for the new provider first.",
        _late(),
    ),
}

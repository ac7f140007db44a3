"""Examples of the models of division."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.kernel import Money
from driehoek.testing.allocation import division, problem, step
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, SMALL, RuleExample, chosen, three

_TEN = Money.euros(10_000_000)
_CHOICES = (chosen(LARGE, 60_000), chosen(MIDDLE, 30_000, after=1), chosen(SMALL, 20_000, after=2))

MODELS: Mapping[str, RuleExample] = {
    "first-volume": RuleExample(
        "Everyone starts at ninety per cent of last year.",
        problem(_TEN, three(), division(step("first-volume", share="90%"))),
    ),
    "money-follows-client": RuleExample(
        "Clients chose 60,000 days at the first provider, a day later 30,000 at the second, then 20,000 at the third: "
        "eleven million euros of choices for a space of ten.",
        problem(_TEN, three(), division(step("money-follows-client")), choices=_CHOICES),
    ),
    "ranked-q": RuleExample(
        "Ninety per cent of last year is kept; a tenth of the space goes in proportion to the score (8, 6 and 6).",
        problem(_TEN, three(), division(step("ranked-q"))),
    ),
    "differential-p": RuleExample(
        "Clients chose eleven million euros of care for a space of ten.",
        problem(_TEN, three(), division(step("differential-p")), choices=_CHOICES),
    ),
    "person-following": RuleExample(
        "Clients chose eleven million euros of care for a space of ten; all of it is agreed, at a lower price.",
        problem(_TEN, three(), division(step("person-following")), choices=_CHOICES),
    ),
}

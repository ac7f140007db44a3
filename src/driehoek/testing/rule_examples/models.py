"""Examples of the models of division."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from driehoek.domain.allocation import ChosenCare, Offer
from driehoek.domain.need import (
    AreaNeed,
    Arrangement,
    ClassNeed,
    NewClients,
)
from driehoek.kernel import Money, Quantity, Unit
from driehoek.testing.allocation import DAY_CARE, LOT, division, offer, problem, step
from driehoek.testing.rule_examples.base import LARGE, MIDDLE, SMALL, RuleExample, chosen, figured, three

_TEN = Money.euros(10_000_000)
_CHOICES = (chosen(LARGE, 60_000), chosen(MIDDLE, 30_000, after=1), chosen(SMALL, 20_000, after=2))

_SHARES = {LARGE: 50, MIDDLE: 30, SMALL: 20}


def arranged(contract: str, days: int, arrangement: Arrangement) -> ChosenCare:
    """A choice of one client in one of the three arrangements."""
    return replace(chosen(contract, days), arrangement=arrangement)


def _in_class(contract: str, clients: int) -> ClassNeed:
    low, high = Quantity(2, Unit.ETMAAL), Quantity(4, Unit.ETMAAL)
    return ClassNeed(contract, LOT, DAY_CARE.code, "2", clients, low, high, 50)


def _growers() -> tuple[Offer, ...]:
    large, middle, small = three()
    return large, middle, figured(small, growth=Fraction(1, 10))


def _organisation() -> tuple[Offer, ...]:
    made = (figured(offer, internal_share=Fraction(_SHARES[offer.contract], 100)) for offer in three())
    return tuple(replace(offer, organisation="Geboortezorg (SYNTHETIC)") for offer in made)


def _proposals() -> tuple[Offer, ...]:
    rows = ((LARGE, 60_000, 8), (MIDDLE, 50_000, 7), (SMALL, 40_000, 6))
    return tuple(offer(name, score=Fraction(score), quantity=days, maximum=Money(10_000)) for name, days, score in rows)


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
        "Five hundred clients are expected at each provider in a class of two to four days a week, fifty weeks, of "
        "which half the bandwidth may be declared on average: 75,000 days, of which each offers 60,000. Eighteen "
        "million euros for a space of ten.",
        problem(
            _TEN,
            tuple(replace(offer, classes=(_in_class(offer.contract, 500),)) for offer in three()),
            division(step("differential-p", norm="50%")),
        ),
    ),
    "person-following": RuleExample(
        "Clients chose eleven million euros of care for a space of ten; all of it is agreed, at a lower price.",
        problem(_TEN, three(), division(step("person-following")), choices=_CHOICES),
    ),
    "soft-steering": RuleExample(
        "Everyone starts at ninety per cent of last year; new clients without a preference need 8,000 days and are led "
        "to the best score.",
        problem(
            _TEN,
            three(),
            division(step("first-volume", share="90%"), step("soft-steering", lead="best")),
            new_clients=(NewClients(LOT, DAY_CARE.code, Quantity(8_000, Unit.ETMAAL), 40),),
        ),
    ),
    "voucher": RuleExample(
        "Vouchers of eleven million euros for a space of ten; politics chose a lower voucher.",
        problem(_TEN, three(), division(step("voucher", answer="lower-voucher")), choices=_CHOICES),
    ),
    "three-arrangements": RuleExample(
        "Clients with a pgb need 20,000 days at 80 % of the maximum; others chose 60,000 days with a budget that "
        "follows them, and for 40,000 days the whole package is arranged.",
        problem(
            _TEN,
            three(),
            division(step("three-arrangements", pgb="80%")),
            choices=(
                arranged(LARGE, 60_000, Arrangement.PERSON_FOLLOWING),
                arranged(MIDDLE, 40_000, Arrangement.PACKAGE),
                arranged(SMALL, 20_000, Arrangement.PGB),
            ),
        ),
    ),
    "collective-budget": RuleExample(
        "The north has 60,000 inhabitants and two providers, the south 40,000 and one that needs less than its budget.",
        problem(
            _TEN,
            tuple(replace(offer, area="Noord" if offer.contract != SMALL else "Zuid") for offer in three(days=35_000)),
            division(step("collective-budget", prevention="100%")),
            areas=(AreaNeed(LOT, "Noord", 60_000, "SYNTHETIC"), AreaNeed(LOT, "Zuid", 40_000, "SYNTHETIC")),
        ),
    ),
    "base-agreement": RuleExample(
        "A low start at eighty per cent, and a tenth of last year for a perfect score (8, 6 and 6 of 10).",
        problem(_TEN, three(), division(step("base-agreement", start="80%", award="10%", guarantee="80%"))),
    ),
    "budget-growth": RuleExample(
        "All budgets grow one per cent together; with the third provider ten per cent was agreed.",
        problem(Money.euros(20_000_000), _growers(), division(step("budget-growth", growth="1%"))),
    ),
    "integral-price": RuleExample(
        "A thousand clients chose an organisation of three at 4,000 euros each; it divides 50, 30 and 20 %.",
        problem(
            _TEN,
            _organisation(),
            division(step("integral-price", price="4000.00")),
            choices=(replace(chosen(LARGE, 1), clients=1_000),),
        ),
    ),
    "fixed-budget": RuleExample(
        "The best of three contractors gets 95 % of the space for all provisions.",
        problem(_TEN, three(days=200_000), division(step("fixed-budget", share="95%")), max_winners={LOT: 1}),
    ),
    "competing-proposals": RuleExample(
        "Ten million in the pot; three proposals of six, five and four million score 8, 7 and 6. The second does not "
        "fit after the first, the third does.",
        problem(
            _TEN,
            _proposals(),
            division(
                step("competing-proposals", pot="innovation-lot", when_one_does_not_fit="skip"),
                space=(step("innovation-lot", share="100%"),),
            ),
        ),
    ),
    "share-of-pot": RuleExample(
        "A million for who is new or delivered at most two million last year, before everyone starts at 90 per cent.",
        problem(
            _TEN,
            three(),
            division(
                step("share-of-pot", pot="room-for-newcomers", groups=("new",), small="2000000"),
                step("first-volume"),
                space=(step("room-for-newcomers", share="10%"),),
            ),
        ),
    ),
}

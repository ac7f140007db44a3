"""The words of an explanation: typed rows without layout; `driehoek.application.explain` says what they promise."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from driehoek.application.explain.quantities import Quantities
from driehoek.application.phrases import tests_in_words
from driehoek.domain.allocation import Frame, Input
from driehoek.domain.catalogue import Badge, Sector
from driehoek.domain.policy import ProviderGroup
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import Money, Quantity, Rate, Rounding, total


@dataclass(frozen=True, slots=True)
class Cause:
    """What stands behind an amount or a percentage.

    Attributes:
        step: the step of the policy that made it.
        rule: the rule that the step uses.
        title: what the step does, in plain Dutch; the step's name where the policy gives no text.
        ground: law or document with article.
        parameters: the policy's values for the step, by name, as written.
        inputs: what went in, each with file and line.
        text: one sentence in plain Dutch about this case.
        settings: the parameters in words, defaults too.
        rationale: of a base percentage, on what it rests and when it can be contested, a sentence each.
    """

    step: str
    rule: str
    title: str
    ground: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    inputs: tuple[Input, ...] = ()
    text: str = ""
    settings: tuple[str, ...] = ()
    rationale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountPart:
    """Euros with their cause. Parts of kind NOT_GRANTED explain a shortage and add up to nothing."""

    amount: Money
    cause: Cause


@dataclass(frozen=True, slots=True)
class PricePart:
    """Percentage points of the maximum tariff with their cause."""

    points: Rate
    cause: Cause


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One product of the agreement: maximum x percentage = price, price x quantity = amount.

    Attributes:
        product: the product code.
        name: its name in Dutch.
        badge: how real the maximum tariff is; None when the offer no longer says.
        quantity: granted.
        offered: what was offered; None when the offer no longer says.
        offered_source: where the offer was read.
        maximum: the maximum tariff.
        parts: the percentage in its parts; they add up to ``share``.
        share: the percentage of the maximum.
        price: maximum times share (never more than the maximum), rounded once.
        rounding: how the price became whole cents.
        amount: price times quantity.
    """

    product: str
    name: str
    badge: Badge | None
    quantity: Quantity
    offered: Quantity | None
    offered_source: str
    maximum: Money
    parts: tuple[PricePart, ...]
    share: Rate
    price: Money
    rounding: Rounding
    amount: Money


@dataclass(frozen=True, slots=True)
class ByHand:
    """A deviation by hand, with who and why.

    Attributes:
        lot: in which lot.
        amount_from: the amount before.
        amount_to: the amount after.
        applied: what the division booked for it; differs from the difference only when it was not (wholly) applied.
        kind: one word for the ground.
        ground: why, in plain Dutch.
        proposer: who proposed it.
        approver: who approved it.
        decided_on: when, ISO form.
        source: file and line.
    """

    lot: str
    amount_from: Money
    amount_to: Money
    applied: Money
    kind: str
    ground: str
    proposer: str
    approver: str
    decided_on: str
    source: str

    @property
    def difference(self) -> Money:
        """What was decided to add or take."""
        return self.amount_to - self.amount_from


@dataclass(frozen=True, slots=True)
class ExplainedScore:
    """One criterion: answer, norm, points and why."""

    criterion: str
    name: str
    weight: Fraction
    points: Fraction
    scale: int
    answer: str
    norm: str
    motivation: str
    below_minimum: bool


@dataclass(frozen=True, slots=True)
class ExplainedTest:
    """One requirement with its outcome: ``holds``, ``fails`` or ``not-applicable``.

    ``idle`` says that it does not apply to this provider: so also an exclusion ground that does not hold.
    """

    requirement: str
    text: str
    outcome: str
    sentence: str
    mend: str
    ground: str
    idle: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedLot:
    """The path of one contract in one lot.

    Attributes:
        lot: the lot.
        name: its name in Dutch.
        frame: the space it uses.
        realised: last year's production.
        realised_source: where that was read.
        scores: per criterion; empty where nothing is ranked.
        total: the weighted total; None where nothing is ranked.
        scale: the points of a perfect score.
        place: the place in the ranking; 0 where nothing is ranked.
        ranked: how many were ranked.
        parts: what the steps granted, in the order in which they worked.
        by_hand: deviations by hand.
        unexplained: money without a reason; never anything else than zero in a verified round.
        money: granted: parts + by hand + unexplained.
        rounded_off: what whole units left of it.
        agreed: what the agreement says: money - rounded off.
        not_granted: what was asked and not granted, with why.
        lines: prices and volumes; they add up to ``agreed``.
        quantities: how the money became numbers; None where nothing was offered.
        place_name: the frame in words.
    """

    lot: str
    name: str
    frame: Frame
    realised: Money
    realised_source: str
    scores: tuple[ExplainedScore, ...]
    total: Fraction | None
    scale: int
    place: int
    ranked: int
    parts: tuple[AmountPart, ...]
    by_hand: tuple[ByHand, ...]
    unexplained: Money
    money: Money
    rounded_off: Money
    agreed: Money
    not_granted: tuple[AmountPart, ...]
    lines: tuple[ExplainedLine, ...]
    quantities: Quantities | None = None
    place_name: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was decided about one contract, and why.

    Attributes:
        contract: the AGB of the contract.
        name: the provider's name.
        sector: its sector.
        group: existing, new to this office or new.
        year: the contract year.
        standing: where its submission stands; None when it did not submit.
        conclusion: the conclusion of the tests, in plain Dutch.
        tests: every requirement with its outcome.
        lots: per lot, in order of lot.
        synthetic: whether made-up tariffs or products play a part.
        decision_fingerprint: of the round this explains.
    """

    contract: str
    name: str
    sector: Sector
    group: ProviderGroup
    year: int
    standing: Standing | None
    conclusion: str
    tests: tuple[ExplainedTest, ...]
    lots: tuple[ExplainedLot, ...]
    synthetic: bool
    decision_fingerprint: str

    @property
    def counted(self) -> str:
        """How many requirements hold and how many do not apply, as in the letter."""
        held = sum(test.outcome == "holds" and not test.idle for test in self.tests)
        return tests_in_words(held, len(self.tests) - held)

    @property
    def realised(self) -> Money:
        """Last year's production in all lots."""
        return total(lot.realised for lot in self.lots)

    @property
    def money(self) -> Money:
        """Granted in all lots."""
        return total(lot.money for lot in self.lots)

    @property
    def agreed(self) -> Money:
        """Agreed in all lots."""
        return total(lot.agreed for lot in self.lots)

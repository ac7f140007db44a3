"""The rows of the report of a round: typed, exact, without layout; the adapters only write them down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from driehoek.application.explain import ByHand, ExplainedTest, Explanation
from driehoek.application.regional import RegionSum
from driehoek.application.white_spots import WhiteSpots
from driehoek.domain.allocation import Claims, Frame, SpaceStatus
from driehoek.domain.catalogue import Badge, Sector
from driehoek.domain.policy import ProviderGroup, RequirementKind
from driehoek.domain.tender.outcome import Standing
from driehoek.kernel import ZERO, Money, Rate, Severity, Unit, dutch, total


def share(part: Money, whole: Money) -> Rate | None:
    """``part`` as a share of ``whole``; None where there is no whole to be a share of."""
    return part.share_of(whole) if whole else None


@dataclass(frozen=True, slots=True)
class StepAmount:
    """What one step of the policy granted or set apart.

    Attributes:
        step: the step of the policy.
        rule: the rule it uses.
        label: the same in two or three Dutch words, for figures.
        title: what it does, in the policy's own words.
        amount: in euros.
    """

    step: str
    rule: str
    label: str
    title: str
    amount: Money


@dataclass(frozen=True, slots=True)
class FrameUse:
    """The space of one frame and its use; ``space + moved = granted + reserved + unallocated``, to the cent.

    Attributes:
        frame: which.
        lots: the names of the lots that use it.
        space: the contracting space.
        status: how certain; None when the frame has no space of its own.
        known_on: since when.
        source: where the amount stands.
        steps: what each step granted, in the order of the policy; deviations by hand are one of them.
        reserves: what steps set apart.
        granted: the sum of ``steps``.
        agreed: price times quantity of the agreements.
        reserved: the sum of ``reserves``.
        exposure: care that clients ask for and the space does not hold.
        realised: last year's production of those who took part.
        guaranteed: promised before the division.
        name: the frame in words.
        released: what of the hold-back came out for deviations by hand.
        moves: what steps moved into the frame, or out of it (below zero).
        left_because: why money is left, where a rule of the lot leaves it; empty without such a rule.
        claims: what clients ask where money follows their choices (E-023); None where it does not.
    """

    frame: Frame
    lots: tuple[str, ...]
    space: Money
    status: SpaceStatus | None
    known_on: date | None
    source: str
    steps: tuple[StepAmount, ...]
    reserves: tuple[StepAmount, ...]
    granted: Money
    agreed: Money
    reserved: Money
    exposure: Money
    realised: Money
    guaranteed: Money
    name: str = ""
    released: Money = ZERO
    moves: tuple[StepAmount, ...] = ()
    left_because: str = ""
    claims: Claims | None = None

    @property
    def pressure(self) -> str:
        """How near the clients' choices are to a cut or to waiting, in plain Dutch; empty where they decide nothing."""
        if self.claims is None:
            return ""
        name, left = self.name or str(self.frame), self.claims.left
        said = f"{name}: cliënten vragen {dutch.amount(self.claims.asked)} tegen volle tarieven, en daarvoor is er "
        said += dutch.amount(self.claims.room)
        said += f". Gevraagd is {dutch.percentage(self.claims.use, 1)} daarvan." if self.claims.use else "."
        if left >= ZERO:
            then = "gaan alle tarieven omlaag" if self.claims.cuts else "moeten cliënten wachten"
            return f"{said} Er kan nog {dutch.amount(left)} bij; wordt er meer gevraagd, dan {then}."
        now = "daarom gaan de tarieven omlaag" if self.claims.cuts else "daarom is niet alles toegekend"
        return f"{said} Dat is {dutch.amount(-left)} te veel; {now}."

    @property
    def unallocated(self) -> Money:
        """Neither granted nor set apart: free for clients who have yet to choose."""
        return self.space + self.moved - self.granted - self.reserved

    @property
    def moved(self) -> Money:
        """What moved into the frame less what moved out of it."""
        return total(item.amount for item in self.moves)

    @property
    def whole(self) -> Money:
        """The space with what moved to it: what can be granted, set apart or left."""
        return self.space + self.moved

    @property
    def rounded_off(self) -> Money:
        """Granted, but too little for one more whole unit."""
        return self.granted - self.agreed

    @property
    def used(self) -> Rate | None:
        """The share of the space, and what moved to it, that is granted."""
        return share(self.granted, self.whole)


@dataclass(frozen=True, slots=True)
class SpaceLine:
    """One line of the series that a frame's space is (E-006).

    Attributes:
        frame: which, in words.
        known_on: since when it is known.
        status: how certain.
        amount: the space from that day.
        change: against the line before it; None for the first.
        source: where it stands.
    """

    frame: str
    known_on: date
    status: SpaceStatus
    amount: Money
    change: Money | None
    source: str


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request for more space (E-020), ready to be sent with the round.

    Attributes:
        frame: the frame in words.
        lot: the name of the lot.
        amount: how much more is asked.
        not_asked: what falls short but is not asked for.
        parts: per contract its name and its part, the largest first.
        reason: why, in plain Dutch.
    """

    frame: str
    lot: str
    amount: Money
    not_asked: Money
    parts: tuple[tuple[str, str, Money], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """Last year against this year for a group of contracts.

    Attributes:
        id: the sector, lot or group.
        title: in plain Dutch.
        contracts: how many get money.
        realised: last year's production.
        granted: this year.
        agreed: this year, in whole units.
    """

    id: str
    title: str
    contracts: int
    realised: Money
    granted: Money
    agreed: Money

    @property
    def difference(self) -> Money:
        """Granted less last year's production."""
        return self.granted - self.realised

    @property
    def of_realised(self) -> Rate | None:
        """Granted as a share of last year's production; None without production."""
        return share(self.granted, self.realised)


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """What one contract gets against last year.

    Attributes:
        contract: the AGB of the contract.
        name: the provider.
        municipality: where it stands.
        sector: its main sector.
        group: existing, new to this office or new.
        standing: where its submission stands; None without a submission.
        lots: the lots in which it takes part.
        realised: last year's production.
        granted: this year.
        agreed: this year, in whole units.
        previous: granted in the round that this one is compared with; None without one.
        by_hand: what of ``granted`` is a deviation by hand.
        market: its share of all that is granted; None when nothing is.
    """

    contract: str
    name: str
    municipality: str
    sector: Sector
    group: ProviderGroup
    standing: Standing | None
    lots: tuple[str, ...]
    realised: Money
    granted: Money
    agreed: Money
    previous: Money | None
    by_hand: Money
    market: Rate | None

    @property
    def difference(self) -> Money:
        """Granted less last year's production."""
        return self.granted - self.realised

    @property
    def of_realised(self) -> Rate | None:
        """Granted as a share of last year's production; None without production."""
        return share(self.granted, self.realised)


@dataclass(frozen=True, slots=True)
class MarketShare:
    """The part of one contract in a market."""

    contract: str
    name: str
    granted: Money
    share: Rate


@dataclass(frozen=True, slots=True)
class Market:
    """A lot or sector as a market (C-025): who has how much of it, and how concentrated it is.

    The concentration index is Herfindahl-Hirschman: the sum of the squares of the market shares in percent, from
    near 0 (many small ones) to 10,000 (one has all).

    Attributes:
        kind: ``all``, ``sector`` or ``lot``.
        id: the sector or lot.
        title: in plain Dutch.
        contracts: how many contracts get money.
        granted: the whole market.
        largest: the share of the largest.
        three_largest: the share of the three largest together.
        hhi: the concentration index by contract.
        hhi_concerns: the same with contracts of one concern taken together.
        hhi_realised: by contract, over last year's production; None without production.
        hhi_previous: by contract, in the round that this one is compared with; None without one.
        shares: the largest first.
    """

    kind: str
    id: str
    title: str
    contracts: int
    granted: Money
    largest: Rate
    three_largest: Rate
    hhi: Fraction
    hhi_concerns: Fraction
    hhi_realised: Fraction | None
    hhi_previous: Fraction | None
    shares: tuple[MarketShare, ...]


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The agreed prices of one product.

    Attributes:
        product: the code.
        name: in Dutch.
        sector: of the product.
        unit: what is counted.
        badge: how real the maximum tariff is.
        maximum: the highest maximum tariff among the contracts.
        contracts: how many agree on it.
        lowest: the lowest percentage of the maximum.
        median: the middle percentage (the lower of two).
        highest: the highest percentage.
        lowest_price: in money.
        highest_price: in money.
        amount: agreed in all.
    """

    product: str
    name: str
    sector: Sector
    unit: Unit
    badge: Badge
    maximum: Money
    contracts: int
    lowest: Rate
    median: Rate
    highest: Rate
    lowest_price: Money
    highest_price: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class PriceBand:
    """How much is agreed at one percentage of the maximum tariff in one sector."""

    sector: Sector
    share: Rate
    contracts: int
    amount: Money


@dataclass(frozen=True, slots=True)
class RankRow:
    """One place in a ranking; ``gap`` is the number of points below the one above (None for the first)."""

    lot: str
    title: str
    place: int
    contract: str
    name: str
    total: Fraction
    scale: int
    gap: Fraction | None
    granted: Money


@dataclass(frozen=True, slots=True)
class WeightTrial:
    """What another weight of one criterion would have done to the ranking of a lot.

    Attributes:
        lot: the lot.
        title: its name.
        criterion: the criterion's name in plain Dutch.
        weight: its weight in the policy.
        tried: the weight that was tried; the others shrink or grow in proportion.
        first: the contract that would be first.
        first_changes: whether that is another one.
        places_changed: how many contracts get another place.
        moved: euros that would go to another contract; None where the division was not run again.
    """

    lot: str
    title: str
    criterion: str
    weight: Rate
    tried: Rate
    first: str
    first_changes: bool
    places_changed: int
    moved: Money | None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One submission that gets no agreement, and why; ``realised`` is the care that its clients had last year."""

    contract: str
    name: str
    sector: Sector
    group: ProviderGroup
    standing: Standing
    sentence: str
    failed: tuple[ExplainedTest, ...]
    realised: Money


@dataclass(frozen=True, slots=True)
class Count:
    """How many were tested and how many of them failed."""

    tested: int
    failed: int


@dataclass(frozen=True, slots=True)
class RequirementEffect:
    """Whom one requirement stops (D-047).

    Attributes:
        requirement: its id.
        text: what is asked.
        kind: what failing means.
        beyond_framework: whether it comes on top of the national framework.
        everyone: over all submissions.
        groups: per group of providers.
        smallest: over the quarter of existing contracts with the least production last year.
        only_this: failed this requirement and no other.
    """

    requirement: str
    text: str
    kind: RequirementKind
    beyond_framework: bool
    everyone: Count
    groups: Mapping[ProviderGroup, Count]
    smallest: Count
    only_this: int


@dataclass(frozen=True, slots=True)
class AdjustmentRow:
    """A deviation by hand, in euros."""

    contract: str
    name: str
    item: ByHand


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A clause of `verify` or a norm of the policy with its outcome.

    Attributes:
        id: its name.
        title: what must hold, in plain Dutch.
        detail: parameters and lots, where it has them.
        ground: law or document.
        faults: what does not hold; empty when it holds.
    """

    id: str
    title: str
    detail: str
    ground: str
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """What one step promised beforehand, and whether all of it was kept; ``broken`` names the contracts."""

    step: str
    title: str
    contracts: int
    promised: Money
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvisionalRow:
    """A part of the decision that may still change: what it waits for, until when, and which parts."""

    title: str
    expected_on: date | None
    parts: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class WarningRow:
    """Something that a person should look at."""

    code: str
    severity: Severity
    sentence: str
    mend: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An input file with where it came from."""

    file: str
    supplier: str
    received_on: date
    sha256: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the report is about.

    Attributes:
        title: of the policy.
        purchaser: who purchases.
        year: the contract year.
        regime: the legal regime.
        regions: the COD001 codes.
        decided_on: the day of decision.
        policy_version: the version of the policy.
        engine_version: the version of Driehoek.
        input_fingerprint: of all inputs.
        decision_fingerprint: of the decision.
        previous_fingerprint: of the round that this one is compared with; empty without one.
        synthetic: the made-up product codes and tariffs that play a part; empty when all is real.
        verified: whether the independent checker found nothing wrong.
    """

    title: str
    purchaser: str
    year: int
    regime: str
    regions: tuple[str, ...]
    decided_on: date
    policy_version: int
    engine_version: str
    input_fingerprint: str
    decision_fingerprint: str
    previous_fingerprint: str
    synthetic: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a round.

    Attributes:
        head: what it is about.
        total: last year against this year for everyone together.
        frames: the space and its use.
        providers: one row per contract in the dossier, in order of contract.
        sectors: per sector.
        lots: per lot.
        groups: per group of providers.
        markets: everyone together, per sector and per lot.
        prices: per product.
        bands: the percentages of the maximum tariff, per sector.
        ranks: the rankings.
        trials: what other weights would have done.
        trials_note: why trials or their euros are missing, in plain Dutch; empty when they are not.
        refused: who gets no agreement, and why.
        requirements: whom each requirement stops.
        adjustments: every deviation by hand.
        clauses: what `verify` holds the division to.
        norms: what the policy holds it to.
        guarantees: what was promised beforehand.
        provisional: what may still change.
        warnings: what a person should look at.
        sources: where the inputs came from.
        explanations: the whole path per contract, of the first ones in order of money granted.
        unexplained: how many contracts are left out of ``explanations`` to keep the report small.
        requests: requests for more space.
        regional: per pool and region, also where a pool covers several.
        white_spots: which were answered by whom, and what was agreed for them.
        series: how the space of the frames came to be what it is, oldest first; empty where each has one line.
    """

    head: Head
    total: TotalRow
    frames: tuple[FrameUse, ...]
    providers: tuple[ProviderRow, ...]
    sectors: tuple[TotalRow, ...]
    lots: tuple[TotalRow, ...]
    groups: tuple[TotalRow, ...]
    markets: tuple[Market, ...]
    prices: tuple[PriceRow, ...]
    bands: tuple[PriceBand, ...]
    ranks: tuple[RankRow, ...]
    trials: tuple[WeightTrial, ...]
    trials_note: str
    refused: tuple[RefusedRow, ...]
    requirements: tuple[RequirementEffect, ...]
    adjustments: tuple[AdjustmentRow, ...]
    clauses: tuple[CheckRow, ...]
    norms: tuple[CheckRow, ...]
    guarantees: tuple[GuaranteeRow, ...]
    provisional: tuple[ProvisionalRow, ...]
    warnings: tuple[WarningRow, ...]
    sources: tuple[SourceRow, ...]
    explanations: tuple[Explanation, ...]
    unexplained: int
    requests: tuple[RequestRow, ...] = ()
    regional: tuple[RegionSum, ...] = ()
    series: tuple[SpaceLine, ...] = ()
    white_spots: WhiteSpots = WhiteSpots()  # noqa: RUF009 - a frozen value

"""Carrying out the published steps in order; the reasons they give are the division.

`solve` knows no step: it hands each one a view, adds up what the reasons say and refuses a step that grants more
than there is (that would be a fault of ours). Whether the result is right is for `verify` to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from driehoek.domain.allocation import (
    STATE,
    Adjustment,
    Allocation,
    Claims,
    Frame,
    Grant,
    GrantedLine,
    Guarantee,
    Input,
    Offer,
    Price,
    Problem,
    Reason,
    ReasonKind,
    SpaceRequest,
)
from driehoek.domain.policy import Params, Step
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.base import Ability, Effect, Model, TariffStep, View
from driehoek.engines.allocation.definitions import AFTER_STEPS, MODELS, SPACE_STEPS, TARIFF_STEPS, space_steps_that
from driehoek.engines.allocation.filling import Wish, fill
from driehoek.engines.allocation.level import levelled
from driehoek.engines.allocation.pot_links import returning_after
from driehoek.engines.allocation.pots import rest_of
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Rate, Rounding, Severity, blocking, dutch, total

NO_BASE = Code(
    "ALL-301",
    nl="Voor {subject} geeft het beleid geen percentage van het maximumtarief.",
    en="The policy gives no percentage of the maximum tariff for {subject}.",
    mend_nl="Voeg een basispercentage toe voor deze sector of leveringsvorm.",
    mend_en="Add a base percentage for this sector or form of delivery.",
)
ABOVE_MAXIMUM = Code(
    "ALL-302",
    nl="Het percentage voor {subject} komt op {seen}; meer dan {wanted} mag niet. Het is verlaagd tot {wanted}.",
    en="The percentage for {subject} comes to {seen}; more than {wanted} is not allowed. It was lowered to {wanted}.",
    mend_nl="Kijk of de opslagen samen niet te hoog zijn.",
    mend_en="See whether the additions are too high together.",
    severity=Severity.WARNING,
)
STALE_ADJUSTMENT = Code(
    "ALL-303",
    nl="De aanpassing voor {subject} gaat uit van {seen}; de verdeling geeft {wanted}.",
    en="The adjustment for {subject} starts from {seen}; the division gives {wanted}.",
    mend_nl="Zet in adjustments.csv bij amount_from het bedrag van de verdeling en beoordeel het besluit opnieuw. "
    "Wilt u alleen proberen of vergelijken? Gebruik dan --without-adjustments.",
    mend_en="Put the amount of the division in amount_from of adjustments.csv and judge the decision again. "
    "Only trying or comparing? Use --without-adjustments.",
)
ADJUSTMENT_TOO_HIGH = Code(
    "ALL-304",
    nl="De aanpassing voor {subject} vraagt {seen} extra; er is {wanted} over.",
    en="The adjustment for {subject} asks {seen} more; {wanted} is left.",
    mend_nl="Verlaag de aanpassing, of maak eerst ruimte vrij.",
    mend_en="Lower the adjustment, or free space first.",
)
ADJUSTMENT_NOWHERE = Code(
    "ALL-305",
    nl="De aanpassing voor {subject} hoort bij geen enkele toekenning.",
    en="The adjustment for {subject} belongs to no grant.",
    mend_nl="Controleer contract en perceel in adjustments.csv.",
    mend_en="Check contract and lot in adjustments.csv.",
)
FINDINGS = (NO_BASE, ABOVE_MAXIMUM, STALE_ADJUSTMENT, ADJUSTMENT_TOO_HIGH, ADJUSTMENT_NOWHERE)

_NONE = Rate(Fraction(0))
Place = tuple[str, str]


@dataclass(slots=True)
class _Work:
    """The division while it is made."""

    problem: Problem
    lots: dict[str, tuple[Offer, ...]]
    available: dict[Frame, Money]
    reasons: list[Reason] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    guarantees: list[Guarantee] = field(default_factory=list)
    prices: dict[str, dict[tuple[str, str], Price]] = field(default_factory=dict)
    granted: defaultdict[Place, Money] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    reserved: defaultdict[Frame, dict[str, Money]] = field(default_factory=lambda: defaultdict(dict))
    exposure: defaultdict[Frame, Money] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    claims: dict[Frame, Claims] = field(default_factory=dict)
    requests: list[SpaceRequest] = field(default_factory=list)
    volumes: defaultdict[Place, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    moved: defaultdict[Frame, dict[str, Money]] = field(default_factory=lambda: defaultdict(dict))
    settled: dict[Place, dict[str, int]] = field(default_factory=dict)
    limits: defaultdict[Place, dict[str, Quantity]] = field(default_factory=lambda: defaultdict(dict))
    wishes: dict[Place, dict[str, int]] = field(default_factory=dict)

    def view(self, step: Step, lot: str, frame: Frame) -> View:
        offers = self.lots.get(lot, ())
        granted = {offer.contract: self.granted[offer.contract, lot] for offer in offers}
        prices, pots = self.prices.get(lot, {}), dict(self.reserved.get(frame, {}))
        limits = {
            (offer.contract, product): units
            for offer in offers
            for product, units in self.limits.get((offer.contract, lot), {}).items()
        }
        view = View(self.problem, step, lot, frame, offers, self.available[frame], prices, granted)
        return replace(view, promised=self._promised(lot), limits=limits, pots=pots)

    def _promised(self, lot: str) -> dict[str, Money]:
        promised: dict[str, Money] = {}
        for promise in self.guarantees:
            if promise.lot == lot:
                promised[promise.contract] = max(promise.amount, promised.get(promise.contract, ZERO))
        return promised

    def filled(self, offer: Offer) -> tuple[GrantedLine, ...]:
        """The volumes of an offer as they stand."""
        place = offer.contract, offer.lot
        most = {product: units.steps for product, units in self.limits.get(place, {}).items()}
        only = _only_by_choice(self.problem, offer.lot)
        wished = dict(self.wishes.get(place, {}))
        for product, steps in self.volumes.get(place, {}).items():
            wished[product] = wished.get(product, 0) + steps
        wish = Wish(wished, only, self.settled.get(place, {}), most)
        return fill(offer, self.prices[offer.lot], self.granted[place], wish, self.problem.tie_key)

    def overview(self, step: Step) -> View:
        """What a step sees that moves space between frames."""
        return View(self.problem, step, "", STATE, (), ZERO, {}, {}, open=dict(sorted(self.available.items())))

    def take(self, frame: Frame, effect: Effect) -> None:
        """Add up what a step said, of one frame or, where it moves space, of several."""
        if effect.claims:
            before = self.claims.get(frame, Claims(ZERO, ZERO))
            room = max(before.room, self.available[frame])
            self.claims[frame] = Claims(before.asked + effect.claims, room, before.cuts or effect.cuts)
        for reason in effect.reasons:
            where = reason.frame or frame
            if reason.kind is ReasonKind.GRANT:
                self.granted[reason.contract, reason.lot] += reason.amount
                self.available[where] -= reason.amount
            elif reason.kind is ReasonKind.SPACE:
                self.reserved[where][reason.step] = self.reserved[where].get(reason.step, ZERO) - reason.amount
                self.available[where] += reason.amount
            elif reason.kind is ReasonKind.MOVE:
                self.moved[where][reason.step] = self.moved[where].get(reason.step, ZERO) + reason.amount
                if where != STATE:
                    self.available[where] += reason.amount
        self._sound(effect)
        self.reasons.extend(effect.reasons)
        self.findings.extend(effect.findings)
        self.guarantees.extend(effect.guarantees)
        self.requests.extend(effect.requests)
        if effect.exposure:
            self.exposure[frame] += effect.exposure

    def _sound(self, effect: Effect) -> None:
        """Refuse what only a fault of ours can say: more than there is, or space from nowhere."""
        for frame in {reason.frame for reason in effect.reasons} - {None, STATE}:
            assert frame is not None
            if min(self.available[frame], *self.reserved[frame].values(), ZERO) < ZERO:
                msg = f"a step took more of {frame} than there was"
                raise AssertionError(msg)
        if total(reason.amount for reason in effect.reasons if reason.kind is ReasonKind.MOVE):
            msg = "a step moved space that came from nowhere"
            raise AssertionError(msg)


def solve(problem: Problem, adjustments: Iterable[Adjustment] = ()) -> Allocation:
    """Divide the space by the steps of the policy, then apply the deviations by hand.

    Args:
        problem: what is divided, among whom and how. The order of its parts, the steps apart, plays no part.
        adjustments: deviations by hand.

    Returns:
        The division with its reasons. Findings of severity error mean that it cannot be adopted.
    """
    work = _start(problem)
    for step in problem.division.space:
        _apply_space(work, step)
    _price(work)
    for step in problem.division.models:
        _divide(work, step, MODELS[step.use])
        _let_go(work, step)
    for step in problem.division.after:
        _divide(work, step, AFTER_STEPS[step.use])
    _level(work)
    _adjust(work, adjustments)
    return _finish(work)


def prices_of(problem: Problem) -> Mapping[str, Mapping[Place, Price]]:
    """Per lot, contract and product the price that the tariff steps make; nothing is divided."""
    work = _start(problem)
    for step in problem.division.space:
        _apply_space(work, step)
    _price(work)
    return work.prices


def _divide(work: _Work, step: Step, rule: Model) -> None:
    """Let a model, or a step after the models, work on each of its lots."""
    params, findings = read(step.id, rule.params, step.params)
    work.findings.extend(findings)
    if blocking(findings):
        return
    for lot in sorted(work.lots):
        if not step.lots or lot in step.lots:
            frame = work.lots[lot][0].frame
            view = work.view(step, lot, frame)
            if Ability.MOVES_VOLUME in rule.abilities:
                view = replace(view, volumes=_volumes(work, lot))
            effect = rule.apply(view, params)
            work.take(frame, effect)
            _reprice(work, lot, effect)
            for contract, volumes in effect.volumes.items():
                meant = work.volumes[contract, lot]
                meant.update({product: meant.get(product, 0) + steps for product, steps in volumes.items()})
            _settle(work, lot, view.volumes, effect)


def _volumes(work: _Work, lot: str) -> dict[tuple[str, str], Quantity]:
    """The units of every offered product as they stand; zero of what nothing is granted."""
    volumes = {
        (offer.contract, line.product.code): Quantity(0, line.limit.unit)
        for offer in work.lots[lot]
        for line in offer.lines
    }
    for offer in work.lots[lot]:
        volumes.update({(offer.contract, line.product): line.quantity for line in work.filled(offer)})
    return volumes


def _settle(work: _Work, lot: str, volumes: Mapping[tuple[str, str], Quantity], effect: Effect) -> None:
    """Keep the volumes of each contract whose units a step limited or moved: the filling buys them first."""
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    touched = set()
    for reason in effect.reasons:
        if reason.units is None:
            continue
        touched.add(reason.contract)
        if reason.kind is ReasonKind.MIX:
            moved[reason.contract, reason.product] += reason.units.steps
        elif reason.kind is ReasonKind.LIMIT:
            limits = work.limits[reason.contract, lot]
            before = limits.get(reason.product, reason.units)
            limits[reason.product] = min(before, reason.units, key=lambda units: units.steps)
    for contract in touched:
        limits = work.limits[contract, lot]
        standing = {
            product: Quantity(units.steps + moved[name, product], units.unit)
            for (name, product), units in volumes.items()
            if name == contract
        }
        work.settled[contract, lot] = {
            product: min(units.steps, limits.get(product, units).steps) for product, units in standing.items()
        }


def _level(work: _Work) -> None:
    """Split what equal offers got together evenly: the odd cents of several steps do not heap up on one of them."""
    for lot, offers in sorted(work.lots.items()):
        granted = {offer.contract: work.granted[offer.contract, lot] for offer in offers}
        changes = levelled(work.problem, lot, offers, granted)
        text = "Gelijke inschrijvingen krijgen gelijk; dit maakt de afronding van de stappen samen weer gelijk."
        reasons = [
            _of_last_step(work, offer, "equal-cents", changes[offer.contract], text)
            for offer in offers
            if offer.contract in changes
        ]
        work.take(offers[0].frame, Effect(tuple(replace(item, kind=ReasonKind.GRANT) for item in reasons)))


def _start(problem: Problem) -> _Work:
    lots: defaultdict[str, list[Offer]] = defaultdict(list)
    for offer in problem.offers:
        lots[offer.lot].append(offer)
    frames = {space.frame for space in problem.spaces} | {offer.frame for offer in problem.offers}
    return _Work(
        problem,
        {lot: tuple(sorted(offers, key=lambda item: item.contract)) for lot, offers in lots.items()},
        {frame: problem.space(frame) for frame in frames},
        wishes=_wishes(problem),
    )


def _apply_space(work: _Work, step: Step) -> None:
    rule = SPACE_STEPS[step.use]
    params, findings = read(step.id, rule.params, step.params)
    work.findings.extend(findings)
    if blocking(findings):
        return
    if Ability.MOVES_SPACE in rule.abilities:
        work.take(STATE, rule.apply(work.overview(step), params))
        return
    for frame in sorted(work.available):
        work.take(frame, rule.apply(work.view(step, "", frame), params))


def _let_go(work: _Work, model: Step) -> None:
    """After the last model that draws on a pot: what is left of it is open space again, where the pot says so."""
    for pot in returning_after(work.problem.division, model):
        for frame in sorted(work.available):
            left = work.reserved[frame].get(pot.id, ZERO)
            if left:
                work.take(frame, Effect((rest_of(pot, frame, left),)))


def _price(work: _Work) -> None:
    """Add up the tariff parts of every offered product; equal parts of one contract make one reason."""
    for lot, offers in sorted(work.lots.items()):
        steps = [found for step in work.problem.division.tariff if (found := _tariff_step(work, step, lot))]
        prices: dict[tuple[str, str], Price] = {}
        for offer in offers:
            shares = {line.product.code: _NONE for line in offer.lines}
            starts = _starts(steps, offer)
            for view, rule, params in steps:
                seen = replace(view, starts=starts) if starts else view
                parts = {line.product.code: rule.part(seen, offer, line, params) for line in offer.lines}
                work.reasons.extend(_tariff_reasons(view, offer, parts))
                for product, part in parts.items():
                    if part:
                        shares[product] = part[0] if shares[product] is _NONE else shares[product] + part[0]
            _bound(work, offer, shares)
            for line in offer.lines:
                share = shares[line.product.code]
                prices[offer.contract, line.product.code] = Price.of(line.maximum.amount, share)
        work.prices[lot] = prices


def _starts(steps: Iterable[tuple[View, TariffStep, Params]], offer: Offer) -> dict[str, Rate]:
    """Per product the percentage with which its price starts; nothing where no step takes a share of it."""
    if not any(Ability.NEEDS_START in rule.abilities for _, rule, _ in steps):
        return {}
    starts = {line.product.code: _NONE for line in offer.lines}
    for view, rule, params in steps:
        if Ability.SETS_START in rule.abilities:
            for line in offer.lines:
                part = rule.part(view, offer, line, params)
                starts[line.product.code] += part[0] if part else _NONE
    return starts


def _tariff_step(work: _Work, step: Step, lot: str) -> tuple[View, TariffStep, Params] | None:
    """The step with its view of the lot, or None when it does not work there or cannot be read."""
    if step.lots and lot not in step.lots:
        return None
    rule = TARIFF_STEPS[step.use]
    params, findings = read(step.id, rule.params, step.params)
    work.findings.extend(findings)
    return None if blocking(findings) else (work.view(step, lot, work.lots[lot][0].frame), rule, params)


def _tariff_reasons(view: View, offer: Offer, parts: Mapping[str, tuple[Rate, str] | None]) -> list[Reason]:
    if not parts:
        return []
    first = next(iter(parts.values()))
    shared = all(part == first for part in parts.values())
    if shared and first is None:
        return []
    wanted = {"": first} if shared else parts
    reasons = []
    for product, part in sorted(wanted.items()):
        if part is not None:
            points, text = part
            reasons.append(
                Reason(
                    view.step.id,
                    view.step.use,
                    ReasonKind.TARIFF,
                    contract=offer.contract,
                    lot=view.lot,
                    frame=view.frame,
                    points=points,
                    product=product,
                    inputs=tuple(view.param(name) for name in sorted(view.step.params)),
                    text=text,
                )
            )
    return reasons


def _bound(work: _Work, offer: Offer, shares: dict[str, Rate]) -> None:
    """No price without a base percentage, none above what the regime and the policy allow of the maximum tariff."""
    most = work.problem.price_bound
    steps = [step for step in work.problem.division.tariff if not step.lots or offer.lot in step.lots]
    for product, share in shares.items():
        above, whole = share.value.numerator, share.value.denominator
        if above <= 0:
            work.findings.append(Finding(NO_BASE, f"{offer.contract}, {product}"))
            shares[product] = _NONE  # never a price below zero, also in a division that cannot be adopted
        elif above * most.value.denominator > whole * most.value.numerator:
            work.findings.append(
                Finding(ABOVE_MAXIMUM, f"{offer.contract}, {product}", seen=str(share), wanted=str(most))
            )
            work.reasons.append(
                Reason(
                    steps[-1].id,
                    "maximum",
                    ReasonKind.TARIFF,
                    contract=offer.contract,
                    lot=offer.lot,
                    frame=offer.frame,
                    points=most - share,
                    product=product,
                    text=_lowered(most),
                )
            )
            shares[product] = most


def _lowered(most: Rate) -> str:
    if most == Rate.percent(100):
        return "Verlaagd tot het maximumtarief."
    return f"Verlaagd tot {dutch.percentage(most)} van het maximumtarief, het hoogste dat hier mag."


def _reprice(work: _Work, lot: str, effect: Effect) -> None:
    """Work cuts of a model into the prices; after a cut they round down."""
    prices = work.prices[lot]
    for reason in effect.reasons:
        if reason.kind is ReasonKind.TARIFF and reason.points is not None:
            place = (reason.contract, reason.product)
            rounding = Rounding.DOWN if reason.contract in effect.floored else Rounding.HALF_UP
            prices[place] = Price.of(prices[place].maximum, prices[place].share + reason.points, rounding)


def _adjust(work: _Work, adjustments: Iterable[Adjustment]) -> None:
    offers = {(offer.contract, offer.lot): offer for offer in work.problem.offers}
    for item in sorted(adjustments, key=_in_turn):
        name = f"contract {item.contract}, lot {item.lot}"
        offer = offers.get((item.contract, item.lot))
        if offer is None:
            work.findings.append(Finding(ADJUSTMENT_NOWHERE, name))
            continue
        before = work.granted[item.contract, item.lot]
        change = item.amount_to - item.amount_from
        left = work.available[offer.frame] + total(money for _, money in _held_back(work, offer.frame))
        if before != item.amount_from:
            seen, wanted = dutch.amount(item.amount_from), dutch.amount(before)
            work.findings.append(Finding(STALE_ADJUSTMENT, name, seen=seen, wanted=wanted))
        elif change > left:
            seen, wanted = dutch.amount(change), dutch.amount(left)
            work.findings.append(Finding(ADJUSTMENT_TOO_HIGH, name, seen=seen, wanted=wanted))
        else:
            _release(work, offer.frame, change - work.available[offer.frame])
            work.granted[item.contract, item.lot] += change
            work.available[offer.frame] -= change
            work.reasons.append(_by_hand(item, offer, change))


def _in_turn(item: Adjustment) -> tuple[str, bool, str, str, Money]:
    """By day; of one day what lowers before what raises, so that what comes free can be used."""
    return item.decided_on, item.amount_to > item.amount_from, item.contract, item.lot, item.amount_from


def _held_back(work: _Work, frame: Frame) -> list[tuple[Step, Money]]:
    """What the space steps set apart in a frame: it is there for what comes up later; what went to pgb is not."""
    gone = space_steps_that(Ability.GOES_TO_PGB, work.problem.division)
    return [(step, work.reserved[frame].get(step.id, ZERO)) for step in work.problem.division.space if step not in gone]


def _release(work: _Work, frame: Frame, needed: Money) -> None:
    """Take what a deviation needs beyond the open space from what was held back."""
    for step, held in _held_back(work, frame):
        part = min(held, needed)
        if part > ZERO:
            work.reserved[frame][step.id] = held - part
            work.available[frame] += part
            needed -= part
            text = f"Uit de achtergehouden ruimte komt {dutch.amount(part)} vrij voor een aanpassing met de hand."
            work.reasons.append(Reason(step.id, step.use, ReasonKind.SPACE, frame=frame, amount=part, text=text))


def _by_hand(item: Adjustment, offer: Offer, change: Money) -> Reason:
    text = f"Aangepast van {dutch.amount(item.amount_from)} naar {dutch.amount(item.amount_to)}: {item.ground}"
    given = (
        ("kind", item.kind),
        ("ground", item.ground),
        ("proposer", item.proposer),
        ("approver", item.approver),
        ("decided_on", item.decided_on),
    )
    return Reason(
        "adjustment",
        item.kind,
        ReasonKind.ADJUSTMENT,
        contract=item.contract,
        lot=item.lot,
        frame=offer.frame,
        amount=change,
        inputs=tuple(Input(name, value, f"adjustments.csv [{item.contract}, {item.lot}]") for name, value in given),
        text=text,
    )


def _finish(work: _Work) -> Allocation:
    grants = []
    for lot in sorted(work.lots):
        for offer in work.lots[lot]:
            money = work.granted[offer.contract, lot]
            lines = work.filled(offer)
            grants.append(Grant(offer.contract, lot, offer.frame, money, lines))
            left = money - total(line.amount for line in lines)
            if left:
                work.reasons.append(_rounded(work, offer, left))
    return Allocation(
        tuple(grants),
        {frame: dict(steps) for frame, steps in sorted(work.reserved.items()) if steps},
        tuple(work.guarantees),
        tuple(work.reasons),
        dict(work.exposure),
        tuple(work.findings),
        volumes=dict(work.volumes),
        claims=dict(work.claims),
        requests=tuple(work.requests),
        moved={frame: dict(steps) for frame, steps in sorted(work.moved.items())},
    )


def _wishes(problem: Problem) -> dict[Place, dict[str, int]]:
    """Per contract and lot what clients chose, in steps per product."""
    wishes: defaultdict[Place, dict[str, int]] = defaultdict(dict)
    for choice in problem.choices:
        if choice.contracted:
            wish = wishes[choice.contract, choice.lot]
            wish[choice.product] = wish.get(choice.product, 0) + choice.quantity.steps
    return wishes


def _only_by_choice(problem: Problem, lot: str) -> bool:
    """Whether every model that works on the lot divides by choices alone."""
    models = [MODELS[step.use] for step in problem.division.models if not step.lots or lot in step.lots]
    return all(Ability.NEEDS_CHOICES in model.abilities and Ability.FREE_MIX not in model.abilities for model in models)


def _rounded(work: _Work, offer: Offer, left: Money) -> Reason:
    text = f"{dutch.amount(left)} blijft over door afronding op hele eenheden."
    if work.limits.get((offer.contract, offer.lot)):
        text = f"{dutch.amount(left)} blijft over: door de grenzen aan aantallen, en door afronding op hele eenheden."
    return _of_last_step(work, offer, "whole-units", -left, text)


def _of_last_step(work: _Work, offer: Offer, rule: str, amount: Money, text: str) -> Reason:
    """What comes of rounding stands under the last model that worked on the lot."""
    last = [step for step in work.problem.division.models if not step.lots or offer.lot in step.lots][-1]
    return Reason(
        last.id,
        rule,
        ReasonKind.VOLUME,
        contract=offer.contract,
        lot=offer.lot,
        frame=offer.frame,
        amount=amount,
        text=text,
    )

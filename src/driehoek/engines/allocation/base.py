"""What a step of the division sees and says; every step is one file that follows this contract.

A step never changes anything: it returns reasons, and the reasons are the outcome. Money it grants is a reason of
kind GRANT, space it sets apart one of kind SPACE (negative), a part of the percentage one of kind TARIFF. A step that
works on volumes says the most of a product in a reason of kind LIMIT and the units it moves in one of kind MIX: the
filling buys the volumes so settled first and goes beyond no limit. So nothing can be granted without a reason, and
`solve` only adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from typing import Protocol, runtime_checkable

from driehoek.domain.allocation import (
    ChosenCare,
    Frame,
    Guarantee,
    Input,
    Offer,
    OfferedLine,
    Price,
    Problem,
    Reason,
    SpaceRequest,
    Waiting,
)
from driehoek.domain.allocation.result import ReasonKind
from driehoek.domain.policy import Param, Params, Step
from driehoek.kernel import ZERO, Code, Finding, Money, Quantity, Rate, Severity, TieKey, total


class StepKind(Enum):
    """Where in the order of the division a step stands."""

    SPACE = "space"
    TARIFF = "tariff"
    MODEL = "model"
    AFTER = "after"


class Ability(Enum):
    """What a step needs or does; others ask for abilities, never for names."""

    NEEDS_SCORE = "needs-score"
    """Without a score on an offer it grants that offer nothing by rank."""
    NEEDS_CHOICES = "needs-choices"
    """Divides by what clients chose."""
    NEEDS_REALISED = "needs-realised"
    """Without last year's production of an offer it does nothing for that offer."""
    GUARANTEES = "guarantees"
    """Promises a minimum beforehand."""
    RANKS = "ranks"
    """A better score never gives less."""
    SETS_START = "sets-start"
    """Gives the percentage with which a price starts."""
    NEEDS_START = "needs-start"
    """Takes a share of the percentage with which the price starts (`View.starts`)."""
    NEEDS_DECISION = "needs-decision"
    """Counts only for a contract about which a person took a decision on the step (`Offer.decisions`)."""
    CUTS_TARIFF = "cuts-tariff"
    """May lower prices that earlier steps fixed."""
    LOOKS_AT_CLASSES = "looks-at-classes"
    """Divides by the clients expected per class (``need/classes.csv``)."""
    LOOKS_AT_NEW_CLIENTS = "looks-at-new-clients"
    """Places clients without a preferred provider (``need/new-clients.csv``)."""
    LOOKS_AT_AREAS = "looks-at-areas"
    """Divides by area (``need/areas.csv``)."""
    LOOKS_AT_FIGURES = "looks-at-figures"
    """Looks at what was agreed or measured about a contract (``need/figures.csv``)."""
    LOOKS_AT_PGB = "looks-at-pgb"
    """Sets space apart for clients who have a pgb."""
    FREE_MIX = "free-mix"
    """Leaves the provider free which of its products it agrees, also where the money follows choices."""
    MOVES_SPACE = "moves-space"
    """A space step that sees all frames (`View.open`) and moves space between them, or to and from the state."""
    MAKES_POT = "makes-pot"
    """A space step whose space waits for the model that names it in its parameter ``pot``; ``rest`` says what becomes
    of what is left."""
    DRAWS_ON_POT = "draws-on-pot"
    """A model that grants from the pot named by its parameter ``pot``, and from nothing else."""
    GOES_TO_PGB = "goes-to-pgb"
    """What the space step sets apart is gone to personal budgets; it does not wait."""
    COUNTS_ONCE = "counts-once"
    """A space step that works off figures of the dossier: a second one in the same frames would count them twice."""
    NEEDS_BASIS = "needs-basis"
    """A space step that does nothing without ``space-basis.csv``."""
    BUNDLES_REGIONS = "bundles-regions"
    """A space step by which last year's production of one organisation elsewhere counts with its one contract."""
    BINDS_TOGETHER = "binds-together"
    """Binds the money of several contracts together: the budget of an area, the price of an organisation."""
    WHOLE_ONLY = "whole-only"
    """A model that grants an offer whole or not at all."""
    NEEDS_WAITING = "needs-waiting"
    """Without a waiting list of a contract it does nothing for that contract."""
    MOVES_VOLUME = "moves-volume"
    """Looks at the volumes as they stand; may limit a product or move units to another."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a step does, one honest sentence each, for whoever weighs a policy.

    Attributes:
        cost: to what the care costs in all.
        volume: to how much care is agreed.
        quality: to the quality of care, or to who is rewarded for it.
        choice: to what clients can choose.
        newcomers: to who is new or small.
        risk: who bears which risk.
    """

    cost: str
    volume: str
    quality: str
    choice: str
    newcomers: str
    risk: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a step tells beside its rule and its parameters.

    Attributes:
        source: on what it rests, with requirement numbers.
        formula: how its figure is made, in one line.
        effects: what it does to whom.
    """

    source: str
    formula: str
    effects: Effects


UNSCORED = Code(
    "ALL-201",
    nl="Aanbieder {subject} heeft geen score en kan bij '{wanted}' niet meedoen in de rangorde.",
    en="Provider {subject} has no score and cannot take part in the ranking of '{wanted}'.",
    mend_nl="Geef het perceel criteria, of kies een model zonder rangorde.",
    mend_en="Give the lot criteria, or choose a model without ranking.",
)
SPACE_SHORT = Code(
    "ALL-202",
    nl="In {subject} is {wanted} nodig en {seen} beschikbaar; naar verhouding verlaagd.",
    en="In {subject} {wanted} is needed and {seen} available; lowered in proportion.",
    mend_nl="Vraag meer ruimte, of verlaag de eerste afspraak in het beleid.",
    mend_en="Ask for more space, or lower the first agreement in the policy.",
    severity=Severity.WARNING,
)
OVER_WHAT_IS_OFFERED = Code(
    "ALL-203",
    nl="Cliënten kozen bij {subject} voor {seen}; deze aanbieder biedt nog {wanted} aan.",
    en="Clients chose {seen} at {subject}; it still offers {wanted}.",
    mend_nl="Zoek met deze cliënten een andere plek, of vraag de aanbieder om meer aanbod.",
    mend_en="Find another place with these clients, or ask the provider to offer more.",
    severity=Severity.WARNING,
)
MORE_SPACE_NEEDED = Code(
    "ALL-204",
    nl="In {subject} vragen cliënten {seen} meer dan de ruimte toelaat.",
    en="In {subject} clients ask for {seen} more than the space allows.",
    mend_nl="Zorgkantoor en aanbieders vragen samen om verhoging van de ruimte; boek het meerdere als risico.",
    mend_en="Purchaser and providers ask together for more space; book the excess as exposure.",
    severity=Severity.WARNING,
)
CLASSES_DIFFER = Code(
    "ALL-205",
    nl="Stap {subject} noemt {seen} grenzen en {wanted} gewichten voor de klassen.",
    en="Step {subject} names {seen} bounds and {wanted} weights for the classes.",
    mend_nl="Geef elke klasse een grens en een gewicht.",
    mend_en="Give each class one bound and one weight.",
)
FLOOR_MISSED = Code(
    "ALL-207",
    nl="In {subject} is {seen} te weinig ruimte om de grens aan de daling voor iedereen te halen.",
    en="In {subject} the space is {seen} short of keeping everyone above the limit on losses.",
    mend_nl="Vergroot de toegestane daling in het beleid, of vraag meer ruimte.",
    mend_en="Allow a larger loss in the policy, or ask for more space.",
    severity=Severity.WARNING,
)
NOT_OFFERED = Code(
    "ALL-206",
    nl="Cliënten kozen bij {subject} voor {seen}; die prestatie biedt deze aanbieder in dit perceel niet aan.",
    en="Clients chose {seen} at {subject}, which this provider does not offer in this lot.",
    mend_nl="Vraag de aanbieder de prestatie aan te bieden, of zoek met deze cliënten een andere plek.",
    mend_en="Ask the provider to offer the product, or find another place with these clients.",
    severity=Severity.WARNING,
)
HELD_BACK_SHORT = Code(
    "ALL-208",
    nl="Stap {subject} wil {wanted} achterhouden; er is nog {seen}. Meer dan dat kan niet.",
    en="Step {subject} wants to hold back {wanted}; {seen} is left. More than that cannot be.",
    mend_nl="Verlaag het deel dat deze of een eerdere stap achterhoudt.",
    mend_en="Lower the share that this or an earlier step holds back.",
    severity=Severity.WARNING,
)
DAYS_WITHOUT_PLACE = Code(
    "ALL-231",
    nl="Bij {subject} liggen {seen} met verblijf boven het plafond; deze aanbieder biedt daarvoor in perceel {wanted} "
    "geen zorg thuis van hetzelfde profiel aan, of niet genoeg.",
    en="At {subject} {seen} with residence lie above the ceiling; it offers no care at home of the same profile, or "
    "not enough of it, in lot {wanted}.",
    mend_nl="Kijk of de kolom zzp van products.csv is ingevuld. Vraag de aanbieder anders om een volledig pakket "
    "thuis, of zoek voor deze cliënten een andere plek: zij houden hun recht op zorg.",
    mend_en="See whether the column zzp of products.csv is filled in. Else ask the provider for a full package at "
    "home, or find these clients another place: they keep their right to care.",
    severity=Severity.WARNING,
)
PROMISE_IDLE = Code(
    "ALL-233",
    nl="Bij {subject} is {seen} toegezegd waarvoor stap {wanted} geen aantallen toelaat.",
    en="At {subject} {seen} was promised for which step {wanted} allows no volume.",
    mend_nl="Verlaag de toezegging in het beleid, of verruim de grens: nu ligt dit geld stil.",
    mend_en="Lower the promise in the policy, or widen the limit: this money is idle now.",
    severity=Severity.WARNING,
)
SHIFT_NOT_PLACED = Code(
    "ALL-232",
    nl="In perceel {subject} blijft {seen} van de {wanted} staan waar het stond: "
    "gewilde aanbieders bieden niet meer aan.",
    en="In lot {subject} {seen} of the {wanted} stays where it was: wanted providers offer no more.",
    mend_nl="Vraag de gewilde aanbieders om meer aanbod, of verlaag de korting.",
    mend_en="Ask the wanted providers to offer more, or lower the cut.",
    severity=Severity.WARNING,
)
FINDINGS = (
    DAYS_WITHOUT_PLACE,
    PROMISE_IDLE,
    SHIFT_NOT_PLACED,
    HELD_BACK_SHORT,
    FLOOR_MISSED,
    CLASSES_DIFFER,
    NOT_OFFERED,
    UNSCORED,
    SPACE_SHORT,
    OVER_WHAT_IS_OFFERED,
    MORE_SPACE_NEEDED,
)


@dataclass(frozen=True, slots=True)
class View:
    """What one step sees of one lot (or, for space and tariff steps, of one frame or offer).

    Attributes:
        problem: the whole problem.
        step: the step of the policy, with its id and words.
        lot: the lot at work.
        frame: the frame whose space it uses.
        offers: the offers in the lot, in order of contract.
        available: what is left of the frame's space.
        prices: per contract and product, once the tariff steps have worked.
        granted: per contract what earlier steps granted in this lot.
        promised: per contract the most that one of the earlier steps promised in this lot; zero where none did.
        starts: for a tariff step that needs it, per product of the offer the percentage with which its price starts.
        open: for a step that moves space, what is open in every frame.
        pots: what each step set apart in the frame.
        limits: per contract and product the most units that earlier steps allow.
        volumes: per contract and product the units that stand, for a step that moves volume; else empty.
    """

    problem: Problem
    step: Step
    lot: str
    frame: Frame
    offers: tuple[Offer, ...]
    available: Money
    prices: Mapping[tuple[str, str], Price]
    granted: Mapping[str, Money]
    promised: Mapping[str, Money] = field(default_factory=dict)
    starts: Mapping[str, Rate] = field(default_factory=dict)
    open: Mapping[Frame, Money] = field(default_factory=dict)
    pots: Mapping[str, Money] = field(default_factory=dict)
    limits: Mapping[tuple[str, str], Quantity] = field(default_factory=dict)
    volumes: Mapping[tuple[str, str], Quantity] = field(default_factory=dict)

    @property
    def key(self) -> TieKey:
        """The published key that settles ties."""
        return self.problem.tie_key

    def requested(self, offer: Offer) -> Money:
        """What the offer would cost if it were granted whole, within capacity."""
        return total(self.amount(offer.contract, line.product.code, self.most(offer, line)) for line in offer.lines)

    def most(self, offer: Offer, line: OfferedLine) -> Quantity:
        """The most of an offered product that may be agreed: the offer, the capacity, and what earlier steps allow."""
        limit = self.limits.get((offer.contract, line.product.code), line.limit)
        return min(limit, line.limit, key=lambda quantity: quantity.steps)

    def amount(self, contract: str, product: str, quantity: Quantity) -> Money:
        """What a quantity of a product costs at the agreed price."""
        return quantity.at(self.prices[contract, product].amount)

    def room(self, offer: Offer) -> Money:
        """What of the offer has not been granted yet."""
        return max(self.requested(offer) - self.granted.get(offer.contract, ZERO), ZERO)

    def choices(self) -> tuple[ChosenCare, ...]:
        """The client choices that count in this lot, in an order that does not depend on the files."""
        contracts = {offer.contract for offer in self.offers}
        chosen = (
            item
            for item in self.problem.choices
            if item.lot == self.lot and item.contracted and item.contract in contracts
        )
        return tuple(
            sorted(chosen, key=lambda item: (item.chosen_on, item.contract, item.product, item.quantity.steps))
        )

    def waiting(self) -> Mapping[str, tuple[Waiting, ...]]:
        """Per contract the waiting lists that count in this lot."""
        lists: defaultdict[str, list[Waiting]] = defaultdict(list)
        for item in self.problem.waiting:
            if item.contract and item.lot in ("", self.lot):
                lists[item.contract].append(item)
        return {contract: tuple(items) for contract, items in lists.items()}

    def units(self, kind: ReasonKind, offer: Offer, product: str, units: Quantity, text: str, *inputs: Input) -> Reason:
        """Make a reason of this step about the units of one product: a limit, or units moved."""
        return replace(self.reason(kind, offer, ZERO, text, *inputs), product=product, units=units)

    def reason(self, kind: ReasonKind, offer: Offer, amount: Money, text: str, *inputs: Input) -> Reason:
        """Make a reason of this step about one offer."""
        return Reason(
            self.step.id,
            self.step.use,
            kind,
            contract=offer.contract,
            lot=self.lot,
            frame=self.frame,
            amount=amount,
            inputs=inputs,
            text=text,
        )

    def param(self, name: str) -> Input:
        """A parameter of this step as an input of a reason, with its place in the policy."""
        value = self.step.params.get(name, "")
        return Input(name, value if isinstance(value, str) else ", ".join(value), f"policy.yaml: {self.step.id}")

    def promise(self, offer: Offer, amount: Money) -> Guarantee:
        """A guarantee of this step to one offer."""
        return Guarantee(offer.contract, self.lot, amount, self.step.id)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a step says.

    Attributes:
        reasons: the outcome (see the module docstring).
        guarantees: what it promises.
        exposure: care asked for by clients that the space does not hold.
        floored: contracts whose prices are rounded down from now on, because a ceiling must hold after a cut.
        volumes: per contract, care beyond the choices of clients that the step had in mind: steps per product.
        claims: what clients asked at full tariffs, where the step pays by their choices.
        cuts: whether it lowers tariffs when more is claimed than there is.
        requests: requests for more space.
        findings: what a person should look at.
    """

    reasons: tuple[Reason, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
    exposure: Money = ZERO
    floored: frozenset[str] = frozenset()
    volumes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    claims: Money = ZERO
    cuts: bool = False
    requests: tuple[SpaceRequest, ...] = ()
    findings: tuple[Finding, ...] = ()


class Declared(Protocol):
    """What every step of the division says of itself."""

    @property
    def name(self) -> str:
        """The name that a policy uses."""

    @property
    def params(self) -> tuple[Param, ...]:
        """The parameters it takes."""

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it needs and does."""

    @property
    def told(self) -> Told:
        """What its page tells: source, formula and effects."""


class SpaceStep(Declared, Protocol):
    """Sets space apart or moves it before anything is divided."""

    def apply(self, view: View, params: Params) -> Effect:
        """Say what happens to the space of ``view.frame``; ``view.lot`` is empty.

        A step that moves space is asked once, with the state as its frame, and says what happens in all frames.
        """


class TariffStep(Declared, Protocol):
    """Adds a part to the percentage of the maximum tariff."""

    def part(self, view: View, offer: Offer, line: OfferedLine, params: Params) -> tuple[Rate, str] | None:
        """The part for one offered product with its sentence, or None when it does not apply."""


class Model(Declared, Protocol):
    """Divides what is left of a frame's space over the offers of one lot."""

    def apply(self, view: View, params: Params) -> Effect:
        """Say who gets what; together never more than ``view.available``."""


class AfterStep(Model, Protocol):
    """Adjusts what the models granted in one lot; it may take as well as give, and sees what is open."""


@runtime_checkable
class AbleByParams(Protocol):
    """A step some of whose abilities hold for some values of its parameters only."""

    def abilities_with(self, params: Params) -> frozenset[Ability]:
        """What it needs and does with these parameters, on top of its ``abilities``."""


@runtime_checkable
class StartsFromLastYear(Protocol):
    """A model by which everyone starts at a share of what it realised last year."""

    def start(self, params: Params) -> Rate:
        """The share."""


def abilities_of(rule: Model, params: Params) -> frozenset[Ability]:
    """All that a model or a step after the models needs and does with these parameters."""
    return rule.abilities | (rule.abilities_with(params) if isinstance(rule, AbleByParams) else frozenset())


def priced_choices(view: View) -> tuple[list[tuple[ChosenCare, Money]], tuple[Finding, ...]]:
    """The client choices of the lot with what each costs, and a finding for each product that is not offered."""
    priced, findings = [], []
    for choice in view.choices():
        price = view.prices.get((choice.contract, choice.product))
        if price is None:
            findings.append(Finding(NOT_OFFERED, choice.contract, seen=f"{choice.quantity} {choice.product}"))
        else:
            priced.append((choice, choice.quantity.at(price.amount)))
    return priced, tuple(findings)


def scored(view: View) -> tuple[dict[str, Fraction], tuple[Finding, ...]]:
    """The scores of the offers that have one, and a finding for each that has none."""
    scores = {offer.contract: offer.score for offer in view.offers if offer.score is not None}
    missing = [offer.contract for offer in view.offers if offer.score is None]
    return scores, tuple(Finding(UNSCORED, contract, wanted=view.step.id) for contract in missing)

"""Every step of the division, by the name that a policy uses: one line each, in one visible table per kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from driehoek.domain.policy import Division, Param, Step
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.after.class_minimum import ClassMinimum
from driehoek.engines.allocation.after.fixed_ratio import FixedRatio
from driehoek.engines.allocation.after.intramural_ceiling import IntramuralCeiling
from driehoek.engines.allocation.after.maximum_move import MaximumMove
from driehoek.engines.allocation.after.package_mix import PackageMix
from driehoek.engines.allocation.after.practice_variation import PracticeVariation
from driehoek.engines.allocation.after.reallocation import Reallocation
from driehoek.engines.allocation.after.substitution_cut import SubstitutionCut
from driehoek.engines.allocation.after.waiting_list_shift import WaitingListShift
from driehoek.engines.allocation.base import (
    Ability,
    AfterStep,
    Model,
    SpaceStep,
    StartsFromLastYear,
    TariffStep,
    abilities_of,
)
from driehoek.engines.allocation.models.base_agreement import BaseAgreement
from driehoek.engines.allocation.models.budget_growth import BudgetGrowth
from driehoek.engines.allocation.models.collective_budget import CollectiveBudget
from driehoek.engines.allocation.models.competing_proposals import CompetingProposals
from driehoek.engines.allocation.models.differential_p import DifferentialP
from driehoek.engines.allocation.models.first_volume import FirstVolume
from driehoek.engines.allocation.models.fixed_budget import FixedBudget
from driehoek.engines.allocation.models.integral_price import IntegralPrice
from driehoek.engines.allocation.models.money_follows_client import MoneyFollowsClient
from driehoek.engines.allocation.models.person_following import PersonFollowing
from driehoek.engines.allocation.models.ranked_q import RankedQ
from driehoek.engines.allocation.models.share_of_pot import ShareOfPot
from driehoek.engines.allocation.models.soft_steering import SoftSteering
from driehoek.engines.allocation.models.three_arrangements import ThreeArrangements
from driehoek.engines.allocation.models.voucher import Voucher
from driehoek.engines.allocation.space.bundled_agreement import BundledAgreement
from driehoek.engines.allocation.space.earmark import Earmark
from driehoek.engines.allocation.space.hold_back import HoldBack
from driehoek.engines.allocation.space.innovation_lot import InnovationLot
from driehoek.engines.allocation.space.late_space import LateSpace
from driehoek.engines.allocation.space.other_act_and_growth import OtherActAndGrowth
from driehoek.engines.allocation.space.pgb_growth import PgbGrowth
from driehoek.engines.allocation.space.provisional_space import ProvisionalSpace
from driehoek.engines.allocation.space.regional_basis import RegionalBasis
from driehoek.engines.allocation.space.room_for_newcomers import RoomForNewcomers
from driehoek.engines.allocation.space.transfer import Transfer
from driehoek.engines.allocation.tariff.base_percentage import BasePercentage
from driehoek.engines.allocation.tariff.class_percentage import ClassPercentage
from driehoek.engines.allocation.tariff.development_plans import DevelopmentPlans
from driehoek.engines.allocation.tariff.efficiency_cut import EfficiencyCut
from driehoek.engines.allocation.tariff.improvement_points import LowerBound, UpperBound
from driehoek.engines.allocation.tariff.itemised_part import ItemisedPart
from driehoek.engines.allocation.tariff.max_max_tariff import MaxMaxTariff
from driehoek.engines.allocation.tariff.maximum_discount import MaximumDiscount
from driehoek.engines.allocation.tariff.new_provider import NewProvider
from driehoek.engines.allocation.tariff.offered_percentage import OfferedPercentage
from driehoek.engines.allocation.tariff.past_behaviour import PastBehaviour
from driehoek.engines.allocation.tariff.performance_price import PerformancePrice
from driehoek.engines.allocation.tariff.restitution_percentage import RestitutionPercentage
from driehoek.engines.allocation.tariff.strategic_plan import StrategicPlan
from driehoek.engines.allocation.tariff.white_spot import WhiteSpot
from driehoek.kernel import Rate

SPACE_STEPS: Mapping[str, SpaceStep] = {
    "other-act-and-growth": OtherActAndGrowth(),
    "regional-basis": RegionalBasis(),
    "pgb-growth": PgbGrowth(),
    "transfer": Transfer(),
    "bundled-agreement": BundledAgreement(),
    "provisional-space": ProvisionalSpace(),
    "hold-back": HoldBack(),
    "earmark": Earmark(),
    "room-for-newcomers": RoomForNewcomers(),
    "innovation-lot": InnovationLot(),
    "late-space": LateSpace(),
}
TARIFF_STEPS: Mapping[str, TariffStep] = {
    "base-percentage": BasePercentage(),
    "itemised-part": ItemisedPart(),
    "offered-percentage": OfferedPercentage(),
    "performance-price": PerformancePrice(),
    "maximum-discount": MaximumDiscount(),
    "restitution-percentage": RestitutionPercentage(),
    "lower-bound": LowerBound(),
    "upper-bound": UpperBound(),
    "class-percentage": ClassPercentage(),
    "new-provider": NewProvider(),
    "strategic-plan": StrategicPlan(),
    "development-plans": DevelopmentPlans(),
    "white-spot": WhiteSpot(),
    "past-behaviour": PastBehaviour(),
    "efficiency-cut": EfficiencyCut(),
    "max-max-tariff": MaxMaxTariff(),
}
MODELS: Mapping[str, Model] = {
    "first-volume": FirstVolume(),
    "money-follows-client": MoneyFollowsClient(),
    "ranked-q": RankedQ(),
    "differential-p": DifferentialP(),
    "person-following": PersonFollowing(),
    "soft-steering": SoftSteering(),
    "voucher": Voucher(),
    "three-arrangements": ThreeArrangements(),
    "collective-budget": CollectiveBudget(),
    "base-agreement": BaseAgreement(),
    "budget-growth": BudgetGrowth(),
    "integral-price": IntegralPrice(),
    "fixed-budget": FixedBudget(),
    "competing-proposals": CompetingProposals(),
    "share-of-pot": ShareOfPot(),
}

AFTER_STEPS: Mapping[str, AfterStep] = {
    "maximum-move": MaximumMove(),
    "substitution-cut": SubstitutionCut(),
    "practice-variation": PracticeVariation(),
    "reallocation": Reallocation(),
    "intramural-ceiling": IntramuralCeiling(),
    "waiting-list-shift": WaitingListShift(),
    "package-mix": PackageMix(),
    "fixed-ratio": FixedRatio(),
    "class-minimum": ClassMinimum(),
}


def declared() -> Mapping[str, Mapping[str, tuple[Param, ...]]]:
    """Per kind of step and name the declared parameters, for checking a policy."""
    return {
        "space": {name: step.params for name, step in SPACE_STEPS.items()},
        "tariff": {name: step.params for name, step in TARIFF_STEPS.items()},
        "model": {name: step.params for name, step in MODELS.items()},
        "after": {name: step.params for name, step in AFTER_STEPS.items()},
    }


def steps_that(ability: Ability, division: Division, lot: str) -> tuple[Step, ...]:
    """The models and the steps after them that work on the lot and have the ability, in their order.

    A step whose parameters cannot be read is left out; checking the policy says what is wrong with it.
    """
    rules: Mapping[str, Model] = {**MODELS, **AFTER_STEPS}
    working = (step for step in (*division.models, *division.after) if not step.lots or lot in step.lots)
    return tuple(step for step in working if ability in _abilities(rules.get(step.use), step))


def space_steps_that(ability: Ability, division: Division) -> tuple[Step, ...]:
    """The space steps that have the ability, in their order."""
    rules = ((SPACE_STEPS.get(step.use), step) for step in division.space)
    return tuple(step for rule, step in rules if rule is not None and ability in rule.abilities)


def starts_at(step: Step) -> Rate | None:
    """The share of last year at which a model lets everyone start; None when it does not, or cannot be read."""
    rule = MODELS.get(step.use)
    if not isinstance(rule, StartsFromLastYear):
        return None
    params, findings = read(step.id, rule.params, step.params)
    return None if findings else rule.start(params)


def transferred_for(division: Division) -> Mapping[str, str]:
    """Per step that moves space for one contract, which contract."""
    moving = space_steps_that(Ability.MOVES_SPACE, division)
    return {step.id: str(step.params["contract"]) for step in moving if step.params.get("contract")}


def whole_lots(division: Division, lots: Iterable[str]) -> frozenset[str]:
    """The lots of which a model grants offers whole or not at all."""
    return frozenset(lot for lot in lots if steps_that(Ability.WHOLE_ONLY, division, lot))


def _abilities(rule: Model | None, step: Step) -> frozenset[Ability]:
    if rule is None:
        return frozenset()
    params, findings = read(step.id, rule.params, step.params)
    return frozenset() if findings else abilities_of(rule, params)

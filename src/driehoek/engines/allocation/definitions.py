"""Every step of the division, by the name that a policy uses: one line each, in one visible table per kind."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.policy import Division, Param, Step
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.after.maximum_move import MaximumMove
from driehoek.engines.allocation.after.practice_variation import PracticeVariation
from driehoek.engines.allocation.after.substitution_cut import SubstitutionCut
from driehoek.engines.allocation.base import Ability, AfterStep, Model, SpaceStep, TariffStep, abilities_of
from driehoek.engines.allocation.models.base_agreement import BaseAgreement
from driehoek.engines.allocation.models.budget_growth import BudgetGrowth
from driehoek.engines.allocation.models.collective_budget import CollectiveBudget
from driehoek.engines.allocation.models.differential_p import DifferentialP
from driehoek.engines.allocation.models.first_volume import FirstVolume
from driehoek.engines.allocation.models.fixed_budget import FixedBudget
from driehoek.engines.allocation.models.integral_price import IntegralPrice
from driehoek.engines.allocation.models.money_follows_client import MoneyFollowsClient
from driehoek.engines.allocation.models.person_following import PersonFollowing
from driehoek.engines.allocation.models.ranked_q import RankedQ
from driehoek.engines.allocation.models.soft_steering import SoftSteering
from driehoek.engines.allocation.models.three_arrangements import ThreeArrangements
from driehoek.engines.allocation.models.voucher import Voucher
from driehoek.engines.allocation.space.hold_back import HoldBack
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

SPACE_STEPS: Mapping[str, SpaceStep] = {"hold-back": HoldBack()}
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
}

AFTER_STEPS: Mapping[str, AfterStep] = {
    "maximum-move": MaximumMove(),
    "substitution-cut": SubstitutionCut(),
    "practice-variation": PracticeVariation(),
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


def _abilities(rule: Model | None, step: Step) -> frozenset[Ability]:
    if rule is None:
        return frozenset()
    params, findings = read(step.id, rule.params, step.params)
    return frozenset() if findings else abilities_of(rule, params)

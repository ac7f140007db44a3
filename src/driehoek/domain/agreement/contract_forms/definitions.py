"""The contract forms that a policy can name."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.agreement.contract_forms.after_calculation import AfterCalculation
from driehoek.domain.agreement.contract_forms.around_amount import AroundAmount
from driehoek.domain.agreement.contract_forms.bandwidth import Bandwidth
from driehoek.domain.agreement.contract_forms.base import ContractForm
from driehoek.domain.agreement.contract_forms.follows_client import FollowsClient
from driehoek.domain.agreement.contract_forms.lump_sum import LumpSum
from driehoek.domain.agreement.contract_forms.open_volume import OpenVolume
from driehoek.domain.agreement.contract_forms.population_budget import PopulationBudget
from driehoek.domain.agreement.contract_forms.price_times_quantity import PriceTimesQuantity
from driehoek.domain.agreement.contract_forms.shared_savings import SharedSavings
from driehoek.domain.agreement.contract_forms.subsidy import Subsidy
from driehoek.domain.agreement.contract_forms.turnover_ceiling import TurnoverCeiling

CONTRACT_FORMS: Mapping[str, ContractForm] = {
    "price-times-quantity": PriceTimesQuantity(),
    "open-volume": OpenVolume(),
    "follows-client": FollowsClient(),
    "lump-sum": LumpSum(),
    "turnover-ceiling": TurnoverCeiling(),
    "bandwidth": Bandwidth(),
    "shared-savings": SharedSavings(),
    "population-budget": PopulationBudget(),
    "subsidy": Subsidy(),
    "around-amount": AroundAmount(),
    "after-calculation": AfterCalculation(),
}

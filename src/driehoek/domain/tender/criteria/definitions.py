"""The scoring methods that a policy can name."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.tender.criteria.base import Method
from driehoek.domain.tender.criteria.below_maximum_tariff import BelowMaximumTariff
from driehoek.domain.tender.criteria.linear import Linear
from driehoek.domain.tender.criteria.marks import Marks
from driehoek.domain.tender.criteria.points_per_answer import PointsPerAnswer
from driehoek.domain.tender.criteria.relative_to_best import RelativeToBest
from driehoek.domain.tender.criteria.steps import Steps

METHODS: Mapping[str, Method] = {
    "points-per-answer": PointsPerAnswer(),
    "linear": Linear(),
    "steps": Steps(),
    "relative-to-best": RelativeToBest(),
    "below-maximum-tariff": BelowMaximumTariff(),
    "marks": Marks(),
}

"""All examples, by kind of step and name of rule."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.engines.allocation.base import StepKind
from driehoek.testing.rule_examples.after import AFTER
from driehoek.testing.rule_examples.base import RuleExample
from driehoek.testing.rule_examples.models import MODELS
from driehoek.testing.rule_examples.space import SPACE
from driehoek.testing.rule_examples.tariff import TARIFF

EXAMPLES: Mapping[StepKind, Mapping[str, RuleExample]] = {
    StepKind.SPACE: SPACE,
    StepKind.TARIFF: TARIFF,
    StepKind.MODEL: MODELS,
    StepKind.AFTER: AFTER,
}

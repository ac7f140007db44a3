"""Whether steps that read a score count on the same scale as the lots they work on.

A step that believes marks are out of ten pays everyone the most in a lot that marks out of a hundred; no sum would
show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from driehoek.domain.policy import Lot, Param, Policy, Step
from driehoek.domain.policy.params import read
from driehoek.kernel import Code, Finding, blocking

SCALES_DIFFER = Code(
    "RND-013",
    nl="{subject} rekent met een schaal van {seen}, maar de scores van het perceel lopen tot {wanted}.",
    en="{subject} counts on a scale of {seen}, but the scores of the lot go up to {wanted}.",
    mend_nl="Zet bij deze stap scale op {wanted}, of pas scale van het perceel aan.",
    mend_en="Set scale of this step to {wanted}, or change scale of the lot.",
)
FINDINGS = (SCALES_DIFFER,)
_SCALE = "scale"


def check_scales(policy: Policy, rules: Mapping[str, tuple[Param, ...]]) -> Iterator[Finding]:
    """A finding for each step and ranked lot whose scales differ.

    Args:
        policy: the policy; its rules and parameters were checked before.
        rules: the declared parameters of tariff steps and models, by name.
    """
    steps = (("tariff", policy.division.tariff), ("models", policy.division.models))
    for place, used in steps:
        for step in used:
            declared = rules.get(step.use, ())
            params, faults = read(step.id, declared, step.params)
            if blocking(faults) or all(param.name != _SCALE for param in declared):
                continue
            for lot in _ranked(policy, step):
                if params.integer(_SCALE) != lot.scale:
                    subject = f"division.{place}.{step.id}.params.{_SCALE}"
                    yield Finding(SCALES_DIFFER, subject, seen=str(params.integer(_SCALE)), wanted=str(lot.scale))


def _ranked(policy: Policy, step: Step) -> Iterator[Lot]:
    yield from (lot for lot in policy.lots if lot.criteria and (not step.lots or lot.id in step.lots))

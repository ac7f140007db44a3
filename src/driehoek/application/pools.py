"""A pool over several regions is of one executor (design, section 6); who holds a region is dated data."""

from __future__ import annotations

from driehoek.domain.catalogue import Region, Regions
from driehoek.domain.policy import Policy
from driehoek.kernel import Code, Finding, Severity

SEVERAL_EXECUTORS = Code(
    "RND-021",
    nl="De ruimte '{subject}' omvat regio's van meer dan een uitvoerder op {wanted}: {seen}.",
    en="The pool '{subject}' covers regions of more than one executor on {wanted}: {seen}.",
    mend_nl="Maak per uitvoerder een ruimte, en hevel zo nodig over met een stap transfer.",
    mend_en="Make a pool per executor, and transfer between them with a step transfer where needed.",
    severity=Severity.WARNING,
)
FINDINGS = (SEVERAL_EXECUTORS,)


def check_executors(policy: Policy, regions: Regions) -> tuple[Finding, ...]:
    """The pools that take regions of several executors together on the first day of care.

    A region whose holder is not known on that day says nothing.
    """
    day = policy.contract.starts_on
    findings = []
    for pool in policy.pools:
        found = [regions.resolve(code, day) for code in pool.regions]
        held = [item.designations.find(day) for item in found if isinstance(item, Region)]
        names = sorted({entry.value.executor for entry in held if entry is not None})
        if len(names) > 1:
            findings.append(Finding(SEVERAL_EXECUTORS, pool.id, seen=", ".join(names), wanted=str(day)))
    return tuple(findings)

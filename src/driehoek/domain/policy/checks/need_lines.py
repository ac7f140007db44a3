"""Lines of the picture of need in a policy: an id that can be read, a question that offers what a rule looks for."""

from __future__ import annotations

from collections.abc import Iterator

from driehoek.domain.need.lines import LineId
from driehoek.domain.policy.checks.names import step_paths
from driehoek.domain.policy.params import Kind, Param
from driehoek.domain.policy.pointers import Known, line_questions, pointers
from driehoek.domain.policy.policy import Policy, QuestionType, Step
from driehoek.kernel import Code, Finding, Severity

NOT_A_LINE = Code(
    "POL-035",
    nl="{subject} wijst naar '{seen}', maar zo heet geen regel van het behoeftebeeld.",
    en="{subject} points to '{seen}', which no line of the picture of need is called.",
    mend_nl="Schrijf regio, groep, zo nodig gemeente en wat het is, zoals {wanted}.",
    mend_en="Write region, group, municipality where there is one, and what it is, such as {wanted}.",
)
OTHER_REGION = Code(
    "POL-036",
    nl="{subject} wijst naar '{seen}'. Die regio hoort niet bij dit beleid.",
    en="{subject} points to '{seen}', a region that is not part of this policy.",
    mend_nl="Kies een regel van een regio van het beleid: {wanted}.",
    mend_en="Choose a line of a region of the policy: {wanted}.",
    severity=Severity.WARNING,
)
NOBODY_CAN_NAME = Code(
    "POL-037",
    nl="{subject} telt voor wie '{seen}' noemt, maar de vraag '{wanted}' biedt die regel niet aan.",
    en="{subject} counts for who names '{seen}', but the question '{wanted}' does not offer that line.",
    mend_nl="Zet de regel bij options van de vraag, of haal hem uit de stap.",
    mend_en="Add the line to the options of the question, or take it out of the step.",
)
NOTHING_NAMED = Code(
    "POL-038",
    nl="{subject} noemt geen enkele witte vlek, dus niemand krijgt er iets door.",
    en="{subject} names no white spot, so nobody gets anything by it.",
    mend_nl="Noem onder params regels van het behoeftebeeld (lines) of gebieden (areas).",
    mend_en="Name under params lines of the picture of need (lines) or areas (areas).",
)
FINDINGS = (NOT_A_LINE, OTHER_REGION, NOBODY_CAN_NAME, NOTHING_NAMED)

_EITHER = frozenset({"areas", "lines"})
"""Parameters of which one at least must be given where a rule has both."""
_EXAMPLE = "5510/VV/0014/white-spot"


def check_need_lines(policy: Policy, known: Known) -> Iterator[Finding]:
    """Pointers that cannot be right whatever the picture says."""
    regions = {region for pool in policy.pools for region in pool.regions}
    places = [(pointer.path, pointer.line) for pointer in pointers(policy, known)]
    places += [("need_lines", item.line) for item in policy.need_lines]
    for path, line in places:
        line_id = LineId.parse(line)
        if line_id is None:
            yield Finding(NOT_A_LINE, path, seen=line, wanted=_EXAMPLE)
        elif line_id.region.code not in regions:
            yield Finding(OTHER_REGION, path, seen=line, wanted=", ".join(sorted(regions)))
    for path, step in step_paths(policy.division):
        declared = next((rules[step.use] for rules in known.values() if step.use in rules), ())
        if {param.name for param in declared} >= _EITHER and not any(step.params.get(name) for name in _EITHER):
            yield Finding(NOTHING_NAMED, path)
        yield from _unnamed(policy, path, step, declared)


def _unnamed(policy: Policy, path: str, step: Step, declared: tuple[Param, ...]) -> Iterator[Finding]:
    """Lines that a step looks for in an answer that can never hold them."""
    asked = next((param.name for param in declared if param.name.endswith("question")), "")
    question = policy.question(str(step.params.get(asked, "")))
    if question is None:
        return
    offered = question.options if question in tuple(line_questions(policy)) else {}
    for param in declared:
        if param.kind is not Kind.LINES or question.type is QuestionType.TEXT:
            continue
        raw = step.params.get(param.name, ())
        for line in raw if isinstance(raw, tuple) else (raw,):
            if line and line not in offered:
                yield Finding(NOBODY_CAN_NAME, f"{path}.params.{param.name}", seen=line, wanted=question.id)

"""The requirements of a policy made ready once: rule found, parameters typed, name for the letter given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from driehoek.domain.policy import Due, Params, Policy, RequirementKind, RequirementUse
from driehoek.domain.policy.params import read
from driehoek.domain.tender.requirements.base import Case, Rule, not_yet
from driehoek.domain.tender.requirements.definitions import RULES
from driehoek.kernel import Code, Finding, NotApplicable, Outcome

UNKNOWN_RULE = Code(
    "REQ-101",
    nl="{subject} gebruikt de regel '{seen}', en die bestaat niet.",
    en="{subject} uses the rule '{seen}', which does not exist.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
UNKNOWN_QUESTION = Code(
    "REQ-102",
    nl="{subject} kijkt naar de vraag '{seen}', en die staat niet in het formulier.",
    en="{subject} looks at the question '{seen}', which the form does not have.",
    mend_nl="Voeg de vraag toe onder questions of verbeter de naam.",
    mend_en="Add the question under questions or correct its name.",
)
NO_QUESTION = Code(
    "REQ-103",
    nl="{subject} noemt geen vraag, terwijl de regel '{seen}' een antwoord nodig heeft.",
    en="{subject} names no question although the rule '{seen}' needs an answer.",
    mend_nl="Zet bij de eis welke vraag het antwoord geeft.",
    mend_en="Name the question that gives the answer.",
)
EXCLUSION_LATER = Code(
    "REQ-104",
    nl="{subject} is een uitsluitingsgrond en kan niet pas later gelden ({seen}).",
    en="{subject} is an exclusion ground and cannot be due later ({seen}).",
    mend_nl="Zet due op submission.",
    mend_en="Set due to submission.",
)
FINDINGS = (UNKNOWN_RULE, UNKNOWN_QUESTION, NO_QUESTION, EXCLUSION_LATER)

KIND_WORDS = {
    RequirementKind.SUITABILITY: "eis",
    RequirementKind.EXCLUSION: "uitsluitingsgrond",
    RequirementKind.CONDITION: "voorwaarde",
}
"""What the letter calls a requirement of each kind."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One requirement, ready to test.

    Attributes:
        use: the requirement as the policy has it.
        name: its kind and its printed label, or else its number within the kind: ``eis 3``.
        rule: the rule that tests it; None when there is no such rule.
        params: the typed parameters.
        faults: why it cannot be tested; a fault of the policy, never of the provider.
    """

    use: RequirementUse
    name: str
    rule: Rule | None
    params: Params
    faults: tuple[Finding, ...] = ()

    def outcome(self, case: Case) -> Outcome:
        """Test one case: whether it applies, what the rule says, and whether it is due already.

        What is due after the day of decision and is not there yet is no failure: the outcome says by which day it
        must be there. An exclusion ground is never due later.
        """
        aside = not_for(self.use, case)
        if aside is not None:
            return aside
        if self.rule is None or self.faults:
            return self.faults[0]
        outcome = self.rule.test(case, self.params)
        later = self.use.due is not Due.SUBMISSION and case.due_on > case.decided_on
        if isinstance(outcome, Finding) and later and self.use.kind is not RequirementKind.EXCLUSION:
            return not_yet(case.due_on)
        return outcome


def not_for(use: RequirementUse, case: Case) -> NotApplicable | None:
    """Why a requirement does not speak to this provider, if so: its group, its marks, or its lots."""
    provider = case.provider
    if provider.group not in use.groups:
        return NotApplicable("geldt niet voor uw groep van aanbieders", f"not for group {provider.group.value}")
    if use.categories and not set(use.categories) & set(provider.categories):
        marks = ", ".join(use.categories)
        return NotApplicable(f"geldt alleen voor aanbieders met kenmerk {marks}", f"only for {marks}")
    exempt = sorted(set(use.except_categories) & set(provider.categories))
    if exempt:
        marks = ", ".join(exempt)
        return NotApplicable(f"geldt niet voor aanbieders met kenmerk {marks}", f"not for {marks}")
    if use.lots and not set(use.lots) & set(case.submission.lots):
        lots = ", ".join(use.lots)
        return NotApplicable(f"geldt voor perceel {lots}, waaraan u niet meedoet", f"only for lot {lots}")
    return None


def prepare(policy: Policy) -> tuple[Prepared, ...]:
    """Make the requirements of ``policy`` ready, in its order; what cannot be tested says so when it is tested."""
    counts = dict.fromkeys(RequirementKind, 0)
    ready: list[Prepared] = []
    for use in policy.requirements:
        counts[use.kind] += 1
        name = f"{KIND_WORDS[use.kind]} {use.label or counts[use.kind]}"
        rule = RULES.get(use.use)
        params, faults = read(name, rule.params, use.params) if rule else (Params({}), ())
        faults = (*faults, *_faults(policy, use, name, rule, params))
        ready.append(Prepared(use, name, rule, params, faults))
    return tuple(ready)


def check(policy: Policy) -> tuple[Finding, ...]:
    """What only this room can see wrong in the requirements of a policy; the rest is for ``policy.check``.

    A rule that needs an answer and names no question, and an exclusion ground that would be due later.
    """
    findings: list[Finding] = []
    for item in prepare(policy):
        use = item.use
        findings.extend(fault for fault in item.faults if fault.code is NO_QUESTION)
        if use.kind is RequirementKind.EXCLUSION and use.due is not Due.SUBMISSION:
            findings.append(Finding(EXCLUSION_LATER, item.name, seen=use.due.value))
    return tuple(findings)


def _faults(policy: Policy, use: RequirementUse, name: str, rule: Rule | None, params: Params) -> Iterator[Finding]:
    if rule is None:
        yield Finding(UNKNOWN_RULE, name, seen=use.use, wanted=", ".join(sorted(RULES)))
        return
    if rule.needs_question and not use.question:
        yield Finding(NO_QUESTION, name, seen=use.use)
    for question in questions_of(use, rule, params):
        if policy.question(question) is None:
            yield Finding(UNKNOWN_QUESTION, name, seen=question)


def questions_of(use: RequirementUse, rule: Rule, params: Params) -> Iterable[str]:
    """The questions a requirement looks at: its own and those its parameters name."""
    named = (params.values.get(param.name) for param in rule.params if param.name.endswith("question"))
    return dict.fromkeys(item for item in (use.question, *named) if isinstance(item, str) and item)

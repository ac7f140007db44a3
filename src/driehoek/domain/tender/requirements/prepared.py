"""The requirements of a policy made ready once: rule found, parameters typed, name for the letter given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from driehoek.domain.policy import Due, Params, Policy, RequirementKind, RequirementUse
from driehoek.domain.policy.params import read
from driehoek.domain.tender.requirements.base import Case, Rule, not_yet
from driehoek.domain.tender.requirements.definitions import RULES
from driehoek.kernel import UNSTATED, Code, Finding, NotApplicable, Outcome, Severity

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
NOT_ASKED = Code(
    "REQ-104",
    nl="{subject} geldt voor {seen}, maar de vraag '{wanted}' wordt daar niet gesteld.",
    en="{subject} speaks to {seen}, but '{wanted}' is not asked there.",
    mend_nl="Stel de vraag ook aan {seen}, of beperk de eis.",
    mend_en="Ask the question there as well, or narrow the requirement.",
)
TERM_MISSING = Code(
    "REQ-105",
    nl="{subject} moet binnen een termijn, maar term_days is {seen}.",
    en="{subject} is due within a term, but term_days is {seen}.",
    mend_nl="Geef het aantal dagen na de start van de overeenkomst.",
    mend_en="Give the number of days after the start of the agreement.",
)
EXCLUSION_LATER = Code(
    "REQ-106",
    nl="{subject} is een uitsluitingsgrond en kan niet pas later gelden ({seen}).",
    en="{subject} is an exclusion ground and cannot be due later ({seen}).",
    mend_nl="Zet due op submission.",
    mend_en="Set due to submission.",
)
NO_BASIS = Code(
    "REQ-107",
    nl="{subject} noemt geen wettelijke of andere grondslag.",
    en="{subject} names no basis in law or framework.",
    mend_nl="Zet bij ground.basis waar de eis op rust.",
    mend_en="Say under ground.basis what the requirement rests on.",
    severity=Severity.WARNING,
)
SAME_ID = Code(
    "REQ-108",
    nl="De naam '{subject}' staat {seen} keer bij de eisen.",
    en="The id '{subject}' stands {seen} times among the requirements.",
    mend_nl="Geef elke eis een eigen naam.",
    mend_en="Give each requirement an id of its own.",
)
FINDINGS = (
    UNKNOWN_RULE,
    UNKNOWN_QUESTION,
    NO_QUESTION,
    NOT_ASKED,
    TERM_MISSING,
    EXCLUSION_LATER,
    NO_BASIS,
    SAME_ID,
)

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
        name: its kind, number within the kind and printed label: ``eis 3 (d)``.
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
        label = f" ({use.label})" if use.label else ""
        name = f"{KIND_WORDS[use.kind]} {counts[use.kind]}{label}"
        rule = RULES.get(use.use)
        params, faults = read(name, rule.params, use.params) if rule else (Params({}), ())
        faults = (*faults, *_faults(policy, use, name, rule, params))
        ready.append(Prepared(use, name, rule, params, faults))
    return tuple(ready)


def check(policy: Policy) -> tuple[Finding, ...]:
    """Everything that is wrong with the requirements of a policy, for ``policy check``.

    Besides what keeps a requirement from being tested: questions that are not asked of those it speaks to, terms
    that are missing, exclusion grounds due later, ids that stand twice, and requirements without a basis (M-322).
    """
    findings: list[Finding] = []
    for item in prepare(policy):
        findings.extend(item.faults)
        findings.extend(_weaknesses(policy, item))
    ids = [use.id for use in policy.requirements]
    findings.extend(
        Finding(SAME_ID, name, seen=str(ids.count(name))) for name in dict.fromkeys(ids) if ids.count(name) > 1
    )
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


def _weaknesses(policy: Policy, item: Prepared) -> Iterator[Finding]:
    use = item.use
    if use.due is Due.WITHIN_TERM and use.term_days <= 0:
        yield Finding(TERM_MISSING, item.name, seen=str(use.term_days))
    if use.kind is RequirementKind.EXCLUSION and use.due is not Due.SUBMISSION:
        yield Finding(EXCLUSION_LATER, item.name, seen=use.due.value)
    if use.ground is UNSTATED or not use.ground.basis.strip():
        yield Finding(NO_BASIS, item.name)
    question = policy.question(use.question)
    if question is None:
        return
    for group in use.groups:
        if group not in question.groups:
            yield Finding(NOT_ASKED, item.name, seen=group.value, wanted=question.id)
    lots = use.lots or tuple(lot.id for lot in policy.lots)
    for lot in lots:
        if question.lots and lot not in question.lots:
            yield Finding(NOT_ASKED, item.name, seen=f"perceel {lot}", wanted=question.id)

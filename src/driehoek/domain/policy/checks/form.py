"""The form and the requirements: what is tested or scored is asked, of the same parties, and may be asked at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from driehoek.domain.policy.calendar import EVERYONE, ProviderGroup
from driehoek.domain.policy.checks.names import meant, step_paths
from driehoek.domain.policy.params import Raw
from driehoek.domain.policy.policy import (
    Due,
    Policy,
    Question,
    QuestionType,
    RequirementSubject,
    RequirementUse,
)
from driehoek.kernel import Code, Finding, Severity

NOT_ASKED = Code(
    "POL-030",
    nl="{subject} gebruikt de vraag '{seen}', maar die staat niet in het formulier.",
    en="{subject} uses the question '{seen}', which the form does not ask.",
    mend_nl="Voeg de vraag toe, of bedoelde u: {wanted}?",
    mend_en="Add the question, or did you mean: {wanted}?",
)
NO_OPTIONS = Code(
    "POL-031",
    nl="De keuzevraag {subject} heeft {seen} mogelijke antwoorden; er zijn er ten minste {wanted} nodig.",
    en="The choice question {subject} has {seen} options; it needs at least {wanted}.",
    mend_nl="Geef onder options ieder antwoord een sleutel en een tekst.",
    mend_en="Give under options each answer a key and words.",
)
UNUSED = Code(
    "POL-032",
    nl="De vraag {subject} wordt gesteld, maar nergens gebruikt.",
    en="The question {subject} is asked but used nowhere.",
    mend_nl="Haal de vraag weg: iedere vraag kost alle aanbieders tijd. Of gebruik haar in een eis of criterium.",
    mend_en="Remove it, for each question costs all providers time; or use it in a requirement or criterion.",
    severity=Severity.NOTE,
)
ASKED_OF_OTHERS = Code(
    "POL-033",
    nl="{subject} geldt voor {wanted}, maar de vraag '{seen}' wordt daar niet gesteld.",
    en="{subject} holds for {wanted}, but the question '{seen}' is not asked there.",
    mend_nl="Stel de vraag ook aan {wanted}, of laat de eis daar niet gelden.",
    mend_en="Ask the question of {wanted} too, or do not let the rule hold there.",
)
NOT_REPAIRABLE = Code(
    "POL-034",
    nl="De vraag '{seen}' staat in de hersteltermijn, maar is niet als herstelbaar aangemerkt.",
    en="The question '{seen}' is in the repair window but not marked repairable.",
    mend_nl="Zet repairable op true bij die vraag, of haal haar uit de hersteltermijn.",
    mend_en="Set repairable to true on that question, or take it out of the repair window.",
)
OWN_WITHOUT_REASON = Code(
    "POL-040",
    nl="De eis {subject} komt boven op het landelijke kader, maar er staat niet waarom.",
    en="The requirement {subject} goes beyond the national framework without a reason.",
    mend_nl="Leg uit waarom deze eis in uw regio nodig is, of haal haar weg.",
    mend_en="Explain why your region needs this requirement, or remove it.",
    severity=Severity.WARNING,
)
OWN_NOT_ON_CARE = Code(
    "POL-041",
    nl="De eigen eis {subject} gaat over {seen} en niet over de zorg zelf.",
    en="The own requirement {subject} is about {seen}, not about the care.",
    mend_nl="Beperk eigen eisen tot wat de zorg raakt, of haal deze eis weg.",
    mend_en="Keep own requirements to what concerns care, or remove this one.",
    severity=Severity.WARNING,
)
TERM_MISSING = Code(
    "POL-042",
    nl="De eis {subject} mag later worden gehaald ({seen}), maar de termijn is {wanted} dagen.",
    en="The requirement {subject} may be met later ({seen}), but its term is {wanted} days.",
    mend_nl="Vul onder term_days een aantal dagen boven nul in.",
    mend_en="Give under term_days a number of days above zero.",
)
FINDINGS = (
    NOT_ASKED,
    NO_OPTIONS,
    UNUSED,
    ASKED_OF_OTHERS,
    NOT_REPAIRABLE,
    OWN_WITHOUT_REASON,
    OWN_NOT_ON_CARE,
    TERM_MISSING,
)

_LEAST_OPTIONS = {QuestionType.CHOICE: 2, QuestionType.NEED_LINES: 1}


@dataclass(frozen=True, slots=True)
class Use:
    """One place in the policy that looks at an answer.

    Attributes:
        subject: the place, by path.
        question: the question.
        groups: the groups for which it looks.
        lots: the lots for which it looks; empty means all.
        optional: whether it works without an answer too, so that it need not be asked of everyone.
    """

    subject: str
    question: str
    groups: tuple[ProviderGroup, ...] = EVERYONE
    lots: tuple[str, ...] = ()
    optional: bool = False


def uses(policy: Policy) -> Iterator[Use]:
    """Every place that looks at an answer. Parameters whose name ends in ``question`` name one by convention."""
    for requirement in policy.requirements:
        subject = f"requirements.{requirement.id}"
        if requirement.question:
            yield Use(subject, requirement.question, requirement.groups, requirement.lots)
        for name, question in _named_in(requirement.params):
            yield Use(f"{subject}.params.{name}", question, requirement.groups, requirement.lots, optional=True)
    for lot in policy.lots:
        for leaf in lot.leaves():
            if leaf.question:
                yield Use(f"lots.{lot.id}.{leaf.id}", leaf.question, EVERYONE, (lot.id,))
    for path, step in step_paths(policy.division):
        for name, question in _named_in(step.params):
            yield Use(f"{path}.params.{name}", question, EVERYONE, step.lots, optional=True)


def _named_in(params: Mapping[str, Raw]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        if name.endswith("question") and isinstance(value, str) and value:
            yield name, value


def check_form(policy: Policy) -> Iterator[Finding]:
    """Everything that can be wrong between the form and what looks at it."""
    form = {question.id: question for question in policy.questions}
    used: set[str] = set()
    for use in uses(policy):
        used.add(use.question)
        question = form.get(use.question)
        if question is None:
            yield Finding(NOT_ASKED, use.subject, seen=use.question, wanted=meant(use.question, form))
        elif not use.optional:
            yield from _reach(policy, use, question)
    for question in policy.questions:
        least = _LEAST_OPTIONS.get(question.type, 0)
        if len(question.options) < least:
            yield Finding(
                NO_OPTIONS,
                question.id,
                seen=str(len(question.options)),
                wanted=str(least),
                path=f"questions.{question.id}",
            )
        # which lines of the picture an offer answers is told in the report of the round
        if question.id not in used and question.type is not QuestionType.NEED_LINES:
            yield Finding(UNUSED, question.id, path=f"questions.{question.id}")
    yield from _repair(policy, form)
    for requirement in policy.requirements:
        yield from _requirement(requirement)


def _reach(policy: Policy, use: Use, question: Question) -> Iterator[Finding]:
    groups = [group.value for group in use.groups if group not in question.groups]
    lots = [lot for lot in use.lots or [lot.id for lot in policy.lots] if question.lots and lot not in question.lots]
    beyond = [*groups, *lots]
    if beyond:
        yield Finding(ASKED_OF_OTHERS, use.subject, seen=question.id, wanted=", ".join(beyond))


def _repair(policy: Policy, form: dict[str, Question]) -> Iterator[Finding]:
    for name in policy.repair.questions if policy.repair else ():
        question = form.get(name)
        if question is None:
            yield Finding(NOT_ASKED, "repair.questions", seen=name, wanted=meant(name, form))
        elif not question.repairable:
            yield Finding(NOT_REPAIRABLE, "repair.questions", seen=name)


def _requirement(requirement: RequirementUse) -> Iterator[Finding]:
    subject, path = requirement.id, f"requirements.{requirement.id}"
    if requirement.due is Due.WITHIN_TERM and requirement.term_days <= 0:
        yield Finding(TERM_MISSING, subject, seen=requirement.due.value, wanted=str(requirement.term_days), path=path)
    if not requirement.beyond_framework:
        return
    if not requirement.ground.explanation:
        yield Finding(OWN_WITHOUT_REASON, subject, path=path)
    if requirement.subject in (RequirementSubject.OPERATIONS, RequirementSubject.GOVERNANCE):
        yield Finding(OWN_NOT_ON_CARE, subject, seen=requirement.subject.value, path=path)

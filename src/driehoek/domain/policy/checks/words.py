"""The words of a policy: each part has its ground and is explained, in the words of its own regime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from driehoek.domain.policy.checks.names import step_paths
from driehoek.domain.policy.policy import Criterion, Policy
from driehoek.domain.regimes import Regime
from driehoek.kernel import Code, Finding, Ground, Severity

NO_GROUND = Code(
    "POL-070",
    nl="Bij {subject} staat niet waarop het berust.",
    en="{subject} does not say what it rests on.",
    mend_nl="Vul onder ground.basis de wet, de regeling of het document in, of SYNTHETIC als het verzonnen is.",
    mend_en="Give under ground.basis the law, regulation or document, or SYNTHETIC when it is made up.",
    severity=Severity.WARNING,
)
NO_EXPLANATION = Code(
    "POL-071",
    nl="Bij {subject} staat niet in gewone woorden waarom het zo is.",
    en="{subject} is not explained in plain words.",
    mend_nl="Vul onder {wanted} in waarom dit zo is, in gewone woorden.",
    mend_en="Say under {wanted} why this is so, in plain words.",
    severity=Severity.WARNING,
)
WRONG_WORD = Code(
    "POL-072",
    nl="{subject} gebruikt het woord '{seen}'; hier heet dat '{wanted}'.",
    en="{subject} uses the word '{seen}'; here it is called '{wanted}'.",
    mend_nl="Schrijf '{wanted}'.",
    mend_en="Write '{wanted}'.",
    severity=Severity.WARNING,
)
NO_SUMMARY = Code(
    "POL-073",
    nl="Het beleid heeft geen samenvatting in gewone woorden ({subject}).",
    en="The policy has no summary in plain words ({subject}).",
    mend_nl="Vul onder summary in een paar zinnen in wat u inkoopt, van wie en hoe u verdeelt.",
    mend_en="Say under summary in a few sentences what is purchased, from whom and how it is divided.",
    severity=Severity.WARNING,
)
FINDINGS = (NO_GROUND, NO_EXPLANATION, WRONG_WORD, NO_SUMMARY)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the policy with the words that explain it; ``explain`` names the field to fill, if one is due."""

    path: str
    ground: Ground
    words: str
    explain: str = "ground.explanation"


def check_words(policy: Policy, regime: Regime | None) -> Iterator[Finding]:
    """Parts without ground or explanation, and words of another regime."""
    if not policy.summary.strip():
        yield Finding(NO_SUMMARY, "summary")
    for part in _parts(policy):
        if not part.ground.basis:
            yield Finding(NO_GROUND, part.path)
        if part.explain and not part.words.strip():
            yield Finding(NO_EXPLANATION, part.path, wanted=part.explain)
    if regime is not None:
        yield from _wrong_words(policy, regime)


def _parts(policy: Policy) -> Iterator[_Part]:
    yield _Part("policy", policy.ground, policy.ground.explanation)
    yield from _calendar(policy)
    for lot in policy.lots:
        yield _Part(f"lots.{lot.id}", lot.ground, lot.ground.explanation)
        for criterion in lot.criteria:
            yield from _criterion(f"lots.{lot.id}", criterion)
    for requirement in policy.requirements:
        yield _Part(f"requirements.{requirement.id}", requirement.ground, requirement.text, "text")
    yield from _division(policy)
    yield _Part("contract", policy.contract.ground, "", explain="")
    if policy.contract.above_agreement:
        above = policy.contract.above_agreement.ground
        yield _Part("contract.above_agreement", above, above.explanation)
    for rationale in policy.tariff_rationale:
        yield _Part(f"tariff_rationale.{rationale.id}", rationale.ground, rationale.accounts, "accounts")
        if rationale.objection:
            path = f"tariff_rationale.{rationale.id}.objection"
            yield _Part(path, rationale.objection.ground, rationale.objection.how, "how")
    for maximum in policy.maximum_rationale:
        yield _Part(f"maximum_rationale.{maximum.id}", maximum.ground, maximum.ground.explanation)
    for surcharge in policy.surcharges:
        yield _Part(f"surcharges.{surcharge.id}", surcharge.ground, surcharge.condition, "condition")
    for route in policy.objection:
        yield _Part(f"objection.{route.id}", route.ground, route.text, "text")
    yield from _optional(policy)


def _optional(policy: Policy) -> Iterator[_Part]:
    """The parts that a policy has once or not at all."""
    for path, single in (("repair", policy.repair), ("publication", policy.publication)):
        if single:
            yield _Part(path, single.ground, single.ground.explanation)


def _division(policy: Policy) -> Iterator[_Part]:
    for path, step in step_paths(policy.division):
        yield _Part(path, step.ground, step.text, "text")
    for step in policy.division.models:  # which model is used is published with reasons (B-006)
        if step.ground.basis:
            yield _Part(f"division.models.{step.id}", step.ground, step.ground.explanation)
    for norm in policy.norms:
        yield _Part(f"norms.{norm.id}", norm.ground, norm.ground.explanation)


def _calendar(policy: Policy) -> Iterator[_Part]:
    for milestone in policy.calendar.milestones:
        yield _Part(f"calendar.milestones.{milestone.id}", milestone.ground, milestone.name, "name")
    for window in policy.calendar.windows:
        yield _Part(f"calendar.windows.{window.id}", window.ground, "", explain="")
    for precondition in policy.calendar.preconditions:
        yield _Part(f"calendar.preconditions.{precondition.id}", precondition.ground, precondition.name, "name")


def _criterion(parent: str, criterion: Criterion) -> Iterator[_Part]:
    path = f"{parent}.{criterion.id}"
    yield _Part(path, criterion.ground, criterion.ground.explanation)
    for part in criterion.parts:
        yield from _criterion(path, part)


def _wrong_words(policy: Policy, regime: Regime) -> Iterator[Finding]:
    for path, text in _texts(policy):
        for word in regime.wrong_words_in(text):
            yield Finding(WRONG_WORD, path, seen=word.word, wanted=word.instead)


def _texts(policy: Policy) -> Iterator[tuple[str, str]]:
    """The texts that a provider reads; grounds may quote sources in their own words."""
    yield "title", policy.title
    yield "summary", policy.summary
    for number, goal in enumerate(policy.goals, start=1):
        yield f"goals.{number}", goal
    for milestone in policy.calendar.milestones:
        yield f"calendar.milestones.{milestone.id}", milestone.name
    for lot in policy.lots:
        yield f"lots.{lot.id}", lot.name
    for question in policy.questions:
        yield f"questions.{question.id}", f"{question.text} {question.help}"
    for requirement in policy.requirements:
        yield f"requirements.{requirement.id}", requirement.text
    for step in policy.division.steps():
        yield f"division.{step.id}", step.text
    yield from _reasons(policy)
    for number, condition in enumerate(policy.contract.conditions, start=1):
        yield f"contract.conditions.{number}", condition
    for surcharge in policy.surcharges:
        yield f"surcharges.{surcharge.id}", f"{surcharge.name} {surcharge.condition}"
    for route in policy.objection:
        yield f"objection.{route.id}", f"{route.name} {route.text} {route.warning}"


def _reasons(policy: Policy) -> Iterator[tuple[str, str]]:
    """The texts of the tariff rationale."""
    for rationale in policy.tariff_rationale:
        names = " ".join(part.name for part in rationale.parts)
        how = rationale.objection.how if rationale.objection else ""
        yield f"tariff_rationale.{rationale.id}", f"{rationale.accounts} {names} {how}"
    for maximum in policy.maximum_rationale:
        yield f"maximum_rationale.{maximum.id}", " ".join(part.name for part in maximum.parts)

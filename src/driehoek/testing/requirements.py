"""The contract of a requirement rule, and scenes it is tried on; a new rule adds its scenes to `EXAMPLES`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from driehoek.domain.catalogue import Sector
from driehoek.domain.policy import (
    Calendar,
    Contract,
    Division,
    EntryWindow,
    Lot,
    Policy,
    Pool,
    ProviderGroup,
    Purchaser,
    Question,
    QuestionType,
    Raw,
    RequirementKind,
    RequirementUse,
)
from driehoek.domain.policy.params import read
from driehoek.domain.tender.requirements import RULES, Case, Rule
from driehoek.domain.tender.requirements.base import MISSING
from driehoek.domain.tender.submission import Evidence, Provider, ReasonedDecision, Subcontractor, Submission
from driehoek.kernel import Agb, Finding, Ground, Holds, Language, NotApplicable, Outcome

CONTRACT = "06010001"
SUBMITTED = datetime(2026, 7, 15, 12)  # noqa: DTZ001 - moments of a round are Dutch civil time without offset
DECIDED = date(2026, 10, 9)
BASIS = Ground("Inkoopbeleid 3", "Omdat cliënten hierop moeten kunnen rekenen.")


def yes_no(name: str, text: str = "") -> Question:
    """A yes-or-no question."""
    return Question(name, text or f"Vraag {name}?", QuestionType.YES_NO)


def policy_of(
    requirements: Iterable[RequirementUse], questions: Iterable[Question], lots: Iterable[str] = ("vv",)
) -> Policy:
    """A small policy around some requirements: one region, open in June and July 2026 for care from 2027."""
    opens, closes = datetime(2026, 6, 1), datetime(2026, 7, 31, 17)  # noqa: DTZ001 - Dutch civil time
    return Policy(
        title="Inkoopbeleid",
        year=2027,
        regime="wlz",
        purchaser=Purchaser("Zorgkantoor Voorbeeld"),
        pools=(Pool("zeeland", "Zeeland", ("5527",)),),
        calendar=Calendar(windows=(EntryWindow("hoofd", opens, closes),)),
        lots=tuple(Lot(name, f"Perceel {name}", "zeeland") for name in lots),
        division=Division("sleutel"),
        contract=Contract("price-times-quantity", 5, date(2027, 1, 1)),
        published_on=date(2026, 5, 29),
        questions=tuple(questions),
        requirements=tuple(requirements),
    )


def provider_of(contract: str = CONTRACT, /, **changes: object) -> Provider:
    """A provider in the region, with an agreement now."""
    code = Agb(contract)
    base = Provider(code, code, "Zorg", Sector.VV, "Goes", "5527", "5527", ProviderGroup.EXISTING)
    return replace(base, **changes)  # type: ignore[arg-type] # the caller names fields of Provider


def submission_of(answers: Mapping[str, str], contract: str = CONTRACT, /, **changes: object) -> Submission:
    """A submission in time, for one lot."""
    return replace(Submission(Agb(contract), SUBMITTED, ("vv",), answers), **changes)  # type: ignore[arg-type] # idem


@dataclass(frozen=True, slots=True)
class Scene:
    """What one rule may see.

    Attributes:
        answers: the answers.
        evidence: the documents.
        subcontractors: who else delivers.
        seat_region: where the seat is.
        decisions: what the purchaser decided.
        code: the id of the finding that must follow; empty when the rule must hold.
    """

    answers: Mapping[str, str]
    evidence: tuple[Evidence, ...] = ()
    subcontractors: tuple[Subcontractor, ...] = ()
    seat_region: str = "5527"
    decisions: tuple[ReasonedDecision, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Scenes for one rule.

    Attributes:
        params: lawful parameters.
        questions: the questions it looks at; the first is its own.
        scenes: at least one in which it holds and one in which it fails.
    """

    params: Mapping[str, Raw]
    questions: tuple[Question, ...]
    scenes: tuple[Scene, ...]


def case_of(rule: str, example: Example, scene: Scene) -> Case:
    """The case in which ``rule`` sees ``scene``."""
    question = example.questions[0].id if example.questions else ""
    use = RequirementUse("r", RequirementKind.SUITABILITY, rule, "De eis.", question, example.params, ground=BASIS)
    submission = submission_of(scene.answers, evidence=scene.evidence, subcontractors=scene.subcontractors)
    provider = provider_of(seat_region=scene.seat_region)
    return Case(policy_of([use], example.questions), provider, submission, use, "eis 1", DECIDED, scene.decisions)


def outcome_of(rule: str, example: Example, scene: Scene) -> Outcome:
    """What ``rule`` says of ``scene``."""
    params, faults = read(rule, RULES[rule].params, example.params)
    assert not faults, faults
    return RULES[rule].test(case_of(rule, example, scene), params)


def check_scene(rule: str, example: Example, scene: Scene) -> None:
    """The rule holds or gives the finding that the scene names."""
    outcome = outcome_of(rule, example, scene)
    seen = outcome.code.id if isinstance(outcome, Finding) else ""
    assert seen == scene.code, outcome


def check_silence(rule: str, example: Example) -> None:
    """Without any answer a rule never holds by accident: it says what was not answered, or needs no question."""
    outcome = outcome_of(rule, example, Scene({}))
    if RULES[rule].needs_question:
        assert isinstance(outcome, Finding)
        assert outcome.code.id in MISSING
    assert isinstance(outcome, Holds | Finding | NotApplicable)


def check_repeats(rule: str, example: Example, scene: Scene) -> None:
    """The same case gives the same outcome, in whatever order the documents, decisions and answers stand."""
    turned = replace(
        scene,
        answers=dict(reversed(list(scene.answers.items()))),
        evidence=scene.evidence[::-1],
        subcontractors=scene.subcontractors[::-1],
        decisions=scene.decisions[::-1],
    )
    assert outcome_of(rule, example, scene) == outcome_of(rule, example, turned)


def check_blind(rule: str, example: Example, scene: Scene) -> None:
    """Who it is plays no part: the same answers of another name get the same outcome (B-049)."""
    case = case_of(rule, example, scene)
    params, _ = read(rule, RULES[rule].params, example.params)
    other = replace(case, provider=replace(case.provider, name="Ander", concern="Ander", municipality="Veere"))
    assert RULES[rule].test(case, params) == RULES[rule].test(other, params)


def check_words(outcome: Outcome) -> None:
    """What a rule says reads in Dutch and in English, with a mend."""
    if isinstance(outcome, Finding):
        words = [outcome.sentence(language) for language in Language] + [outcome.mend(lang) for lang in Language]
        assert all(text.strip() and "{" not in text and "  " not in text for text in words), words
    elif isinstance(outcome, NotApplicable):
        assert outcome.reason_nl
        assert outcome.reason_en


def check_declaration(name: str, rule: Rule) -> None:
    """The rule carries its own name, and its parameters stand once, with words in both languages."""
    assert rule.name == name
    names = [param.name for param in rule.params]
    assert len(names) == len(set(names))
    assert all(param.meaning and param.meaning_nl for param in rule.params)


def _paper(question: str, issued: str, expires: str = "") -> Evidence:
    return Evidence(
        question, f"{question}.pdf", date.fromisoformat(issued), date.fromisoformat(expires) if expires else None
    )


def _decision(ground: str, on: str, *, excluded: bool) -> ReasonedDecision:
    return ReasonedDecision(CONTRACT, "r", excluded, ground, date.fromisoformat(on), "zorginkoper")


_Q = yes_no("q")
_MORE = tuple(yes_no(name) for name in ("a", "b", "c"))
_QUALITY = {"path_question": "a", "audit_question": "b"}
_ARTICLES: Mapping[str, Raw] = {"articles": ("140", "328ter lid 2"), "articles_question": "a"}
_DATA: Mapping[str, Raw] = {
    "monthly_question": "a",
    "messages_question": "b",
    "otherwise_question": "c",
    "messages": ("zorgtoewijzing",),
}
_INSURED: Mapping[str, Raw] = {"evidence": "yes", "cover_question": "a", "minimum": "2500000"}
_WEEKS = Question("q", "Binnen hoeveel weken?", QuestionType.NUMBER)
_LAST = Question("q", "Wanneer was de laatste raadpleging?", QuestionType.DATE)
_OPTIONS = Question(
    "q", "Uitkomst", QuestionType.CHOICE, {"ja": "Verlengen", "voorbehoud": "Onder voorbehoud", "nee": "Nee"}
)
_HELPER = Subcontractor("Hulp", "06010009", ("SYN1",), date(2026, 7, 1))

EXAMPLES: Mapping[str, Example] = {
    "declared": Example(
        {"evidence": "yes", "max_age_months": "12"},
        (_Q,),
        (
            Scene({"q": "yes"}, (_paper("q", "2026-01-10", "2027-01-01"),)),
            Scene({"q": "no"}, (_paper("q", "2026-01-10"),), code="REQ-002"),
            Scene({"q": "yes"}, code="REQ-003"),
            Scene({"q": "yes"}, (_paper("q", "2026-01-10", "2026-07-15"),), code="REQ-004"),
            Scene({"q": "yes"}, (_paper("q", "2025-07-15"),), code="REQ-005"),
            Scene({"q": "yes"}, (_paper("q", "2026-07-15"),)),
            Scene({"q": "yes"}, (_paper("q", "2026-07-16"),), code="REQ-005"),
        ),
    ),
    "document-younger-than": Example(
        {"months": "6"},
        (Question("q", "Uittreksel van de Kamer van Koophandel", QuestionType.DOCUMENT),),
        (
            Scene({}, (_paper("q", "2026-01-16"),)),
            Scene({}, (_paper("q", "2026-01-15"),), code="REQ-005"),
            Scene({}, (_paper("q", "2025-01-15"), _paper("q", "2026-07-01"))),
        ),
    ),
    "established-in-region": Example(
        {},
        (_Q,),
        (
            Scene({}),
            Scene({"q": "yes"}),
            Scene({"q": "no"}, code="REQ-002"),
            Scene({"q": "yes"}, seat_region="5502", code="REQ-010"),
        ),
    ),
    "admission-held": Example(
        {"on": "2027-01-01", "law": "Wtza", "evidence": "yes"},
        (_Q,),
        (
            Scene({"q": "yes"}, (_paper("q", "2026-12-31"),)),
            Scene({"q": "no"}, code="REQ-002"),
            Scene({"q": "yes"}, (_paper("q", "2027-01-02"),), code="REQ-011"),
            Scene({"q": "yes"}, (_paper("q", "2020-01-02", "2027-01-01"),), code="REQ-011"),
            Scene({"q": "yes"}, code="REQ-003"),
        ),
    ),
    "quality-system": Example(
        _QUALITY,
        (_Q, *_MORE),
        (
            Scene({"q": "yes", "b": "yes"}),
            Scene({"q": "no", "a": "yes", "b": "yes"}, (_paper("a", "2026-05-01"),)),
            Scene({"q": "no", "a": "yes", "b": "yes"}, code="REQ-003"),
            Scene({"q": "no", "a": "no", "b": "yes"}, code="REQ-012"),
            Scene({"q": "yes", "b": "no"}, code="REQ-002"),
        ),
    ),
    "excluded-when-yes": Example({}, (_Q,), (Scene({"q": "no"}), Scene({"q": "yes"}, code="REQ-013"))),
    "penal-articles": Example(
        _ARTICLES,
        (_Q, Question("a", "Welke artikelen?", QuestionType.TEXT)),
        (
            Scene({"q": "no"}),
            Scene({"q": "yes", "a": "art. 300; 328ter"}),
            Scene({"q": "yes", "a": "300; Artikel 328ter, lid 2"}, code="REQ-014"),
            Scene({"q": "yes"}, code="REQ-001"),
        ),
    ),
    "reasoned-ground": Example(
        {},
        (_Q,),
        (
            Scene({"q": "no"}),
            Scene({"q": "yes"}, code="REQ-015"),
            Scene({"q": "yes"}, decisions=(_decision("Hersteld in 2025.", "2026-09-01", excluded=False),)),
            Scene({"q": "no"}, decisions=(_decision(" ", "2026-09-01", excluded=True),), code="REQ-016"),
            Scene({"q": "no"}, decisions=(_decision("Rapport.", "2026-09-01", excluded=True),), code="REQ-017"),
            Scene({"q": "no"}, decisions=(_decision("Rapport.", "2026-10-10", excluded=True),)),
        ),
    ),
    "subcontracting-reported": Example(
        {},
        (_Q,),
        (
            Scene({"q": "yes"}, subcontractors=(_HELPER,)),
            Scene({"q": "yes"}, subcontractors=(replace(_HELPER, reported_on=date(2026, 7, 16)),), code="REQ-018"),
            Scene({"q": "yes"}, subcontractors=(replace(_HELPER, reported_on=None), _HELPER), code="REQ-018"),
            Scene({"q": "no"}, subcontractors=(_HELPER,), code="REQ-019"),
            Scene({"q": "yes"}, code="REQ-019"),
        ),
    ),
    "client-consultation": Example(
        {"independent_question": "a", "instrument_question": "b"},
        (_LAST, *_MORE),
        (
            Scene({"q": "2024-10-09", "a": "yes", "b": "yes"}),
            Scene({"q": "2024-10-08", "a": "yes", "b": "yes"}, code="REQ-020"),
            Scene({"q": "2026-10-10", "a": "yes", "b": "yes"}, code="REQ-021"),
            Scene({"q": "2025-10-09", "a": "no", "b": "yes"}, code="REQ-002"),
            Scene({"q": "2025-10-09", "a": "yes"}, code="REQ-001"),
        ),
    ),
    "insured": Example(
        _INSURED,
        (_Q, Question("a", "Welke dekking?", QuestionType.AMOUNT)),
        (
            Scene({"q": "yes", "a": "2500000"}, (_paper("q", "2026-01-01", "2027-01-01"),)),
            Scene({"q": "yes", "a": "2499999.99"}, (_paper("q", "2026-01-01"),), code="REQ-022"),
            Scene({"q": "yes", "a": "2500000"}, code="REQ-003"),
            Scene({"q": "no", "a": "2500000"}, code="REQ-002"),
        ),
    ),
    "condition-accepted": Example(
        {"knock_out": "yes"}, (_Q,), (Scene({"q": "yes"}), Scene({"q": "no"}, code="REQ-023"))
    ),
    "declared-laws": Example(
        {"laws": ("AWBZ", "WGBO"), "where_applicable": ("WGBO",), "exceptions_question": "a"},
        (_Q, Question("a", "Welke wetten gelden niet?", QuestionType.TEXT, required=False)),
        (
            Scene({"q": "yes"}),
            Scene({"q": "yes", "a": "wgbo"}),
            Scene({"q": "yes", "a": "WGBO; awbz"}, code="REQ-025"),
            Scene({"q": "no"}, code="REQ-025"),
        ),
    ),
    "data-delivery": Example(
        _DATA,
        (_WEEKS, *_MORE),
        (
            Scene({"q": "4", "a": "yes", "b": "yes"}),
            Scene({"q": "4.5", "a": "yes", "b": "yes"}, code="REQ-026"),
            Scene({"q": "3", "a": "no", "b": "yes"}, code="REQ-027"),
            Scene({"q": "3", "a": "no", "c": "yes", "b": "yes"}),
            Scene({"q": "3", "a": "yes", "b": "no"}, code="REQ-028"),
        ),
    ),
    "choice-accepted": Example(
        {"accepted": "ja", "reserved": "voorbehoud"},
        (_OPTIONS,),
        (Scene({"q": "ja"}), Scene({"q": "voorbehoud"}), Scene({"q": "nee"}, code="REQ-029")),
    ),
}
"""Lawful parameters and scenes per rule."""

"""What is wrong with the criteria of a policy, before anyone submits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from driehoek.domain.policy import Criterion, Lot, Params, Policy, QuestionType
from driehoek.domain.policy.params import read
from driehoek.domain.tender.criteria.base import Asked, Method, Reads
from driehoek.domain.tender.criteria.definitions import METHODS
from driehoek.kernel import Code, Finding, Rate
from driehoek.kernel.dutch import percentage

UNKNOWN_METHOD = Code(
    "CRI-010",
    nl="{subject} gebruikt de scoremethode '{seen}'. Die bestaat niet.",
    en="{subject} uses the scoring method '{seen}', which does not exist.",
    mend_nl="Kies een van: {wanted}.",
    mend_en="Choose one of: {wanted}.",
)
UNKNOWN_QUESTION = Code(
    "CRI-011",
    nl="{subject} verwijst naar de vraag '{seen}'. Die staat niet in het formulier.",
    en="{subject} refers to the question '{seen}', which the form does not have.",
    mend_nl="Voeg de vraag toe onder questions, of verbeter de naam.",
    mend_en="Add the question under questions, or correct its name.",
)
WEIGHTS = Code(
    "CRI-012",
    nl="De wegingen onder {subject} tellen op tot {seen}.",
    en="The weights under {subject} add up to {seen}.",
    mend_nl="Verander de wegingen zodat ze samen {wanted} zijn.",
    mend_en="Change the weights so that they add up to {wanted}.",
)
SHAPE = Code(
    "CRI-018",
    nl="{subject} heeft {seen}.",
    en="{subject} has {seen}.",
    mend_nl="Geef een criterium óf onderdelen, óf een scoremethode: {wanted}.",
    mend_en="Give a criterion either parts or a scoring method: {wanted}.",
)
WRONG_TYPE = Code(
    "CRI-019",
    nl="{subject} vraagt {wanted}, maar de vraag heeft het type '{seen}'.",
    en="{subject} needs {wanted}, but the question has the type '{seen}'.",
    mend_nl="Verander het type van de vraag of kies een andere scoremethode.",
    mend_en="Change the type of the question or choose another scoring method.",
)
REPEATED = Code(
    "CRI-020",
    nl="De naam '{seen}' staat meer dan één keer bij de criteria van {subject}.",
    en="The name '{seen}' stands more than once among the criteria of {subject}.",
    mend_nl="Geef elk criterium een eigen naam.",
    mend_en="Give each criterion a name of its own.",
)
BAD_MINIMUM = Code(
    "CRI-021",
    nl="{subject} heeft een ondergrens van {seen}.",
    en="{subject} has a minimum of {seen}.",
    mend_nl="Kies een ondergrens van {wanted}.",
    mend_en="Choose a minimum of {wanted}.",
)
FINDINGS = (UNKNOWN_METHOD, UNKNOWN_QUESTION, WEIGHTS, SHAPE, WRONG_TYPE, REPEATED, BAD_MINIMUM)

_TYPES: Mapping[Reads, tuple[QuestionType, ...]] = {
    Reads.CHOICE: (QuestionType.YES_NO, QuestionType.CHOICE),
    Reads.NUMBER: (QuestionType.NUMBER, QuestionType.PERCENTAGE, QuestionType.AMOUNT),
    Reads.MARKS: tuple(QuestionType),
}
_WHOLE = Rate.percent(100)


def check_lot(policy: Policy, lot: Lot) -> tuple[Finding, ...]:
    """All that is wrong with the criteria of one lot; empty for a lot without criteria."""
    if not lot.criteria:
        return ()
    nodes = tuple(nodes_of(lot))
    names = [node.id for node in nodes]
    findings = [Finding(REPEATED, lot.name, seen=name) for name in sorted(set(names)) if names.count(name) > 1]
    findings.extend(_weights(lot.name, lot.criteria))
    for node in nodes:
        findings.extend(_weights(node.name, node.parts) if node.parts else ())
        findings.extend(_shape(node))
        if node.minimum is not None and not 0 <= node.minimum.value <= 1:
            findings.append(Finding(BAD_MINIMUM, node.name, seen=percentage(node.minimum), wanted="0% - 100%"))
        if not node.parts and node.method:
            findings.extend(_leaf(policy, lot, node))
    return tuple(findings)


def check_criteria(policy: Policy) -> tuple[Finding, ...]:
    """All that is wrong with the criteria of a policy, lot by lot."""
    return tuple(finding for lot in policy.lots for finding in check_lot(policy, lot))


def nodes_of(lot: Lot) -> Iterator[Criterion]:
    """All criteria of a lot, parents before their parts."""
    stack = list(reversed(lot.criteria))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.parts))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A leaf of the criteria, ready to score.

    Attributes:
        method: how it is scored.
        asked: the leaf, its question and scale; nobody's answer yet.
        params: the typed parameters.
    """

    method: Method
    asked: Asked
    params: Params

    @property
    def leaf(self) -> Criterion:
        """The criterion itself."""
        return self.asked.criterion

    @property
    def norm(self) -> str:
        """What the full points ask, in plain Dutch."""
        return self.method.norm(self.asked, self.params)

    @property
    def attainable(self) -> Fraction:
        """The greatest share that any answer can reach."""
        return self.method.attainable(self.asked, self.params)


def prepared(policy: Policy, lot: Lot, leaf: Criterion) -> Prepared | tuple[Finding, ...]:
    """Make a leaf ready to score, or say what is wrong with it."""
    method = METHODS.get(leaf.method)
    if method is None:
        return (Finding(UNKNOWN_METHOD, leaf.name, seen=leaf.method, wanted=", ".join(sorted(METHODS))),)
    params, findings = read(leaf.name, method.params, leaf.params)
    question = policy.question(leaf.question) if leaf.question else None
    if question is None and (leaf.question or method.reads is not Reads.MARKS):
        findings = (*findings, Finding(UNKNOWN_QUESTION, leaf.name, seen=leaf.question or "-"))
    if findings:
        return findings
    asked = Asked(leaf, question, lot.scale)
    if question is not None and question.type not in _TYPES[method.reads]:
        wanted = " / ".join(kind.value for kind in _TYPES[method.reads])
        findings = (Finding(WRONG_TYPE, leaf.name, seen=question.type.value, wanted=wanted),)
    findings = (*findings, *method.check(asked, params))
    return findings or Prepared(method, asked, params)


def _leaf(policy: Policy, lot: Lot, leaf: Criterion) -> tuple[Finding, ...]:
    found = prepared(policy, lot, leaf)
    return () if isinstance(found, Prepared) else found


def prepare_all(policy: Policy, lot: Lot) -> tuple[Prepared, ...] | tuple[Finding, ...]:
    """All leaves of a lot ready to score, in the order of the tree; or every fault that `check_lot` finds."""
    faults = check_lot(policy, lot)
    if faults:
        return faults
    ready = (prepared(policy, lot, leaf) for leaf in lot.leaves())
    return tuple(item for item in ready if isinstance(item, Prepared))


def _weights(subject: str, parts: tuple[Criterion, ...]) -> tuple[Finding, ...]:
    whole = sum((part.weight for part in parts), start=Rate.percent(0))
    if whole != _WHOLE or any(part.weight.value < 0 for part in parts):
        return (Finding(WEIGHTS, subject, seen=percentage(whole), wanted=percentage(_WHOLE)),)
    return ()


def _shape(node: Criterion) -> tuple[Finding, ...]:
    if bool(node.parts) != bool(node.method):
        return ()
    seen = "onderdelen en ook een scoremethode" if node.parts else "geen onderdelen en geen scoremethode"
    return (Finding(SHAPE, node.name, seen=seen, wanted=", ".join(sorted(METHODS))),)

"""What the assessment of a submission says: standing, requirements, scores, rank; each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from driehoek.domain.policy import RequirementKind
from driehoek.kernel import Finding, Outcome


class Standing(Enum):
    """Where a submission stands after the tests; the value is the word in files."""

    ADMITTED = "admitted"
    """Meets all that is asked; takes part in scoring and division."""
    INCOMPLETE = "incomplete"
    """Something that was asked is missing; not judged on content."""
    REFUSED = "refused"
    """Fails a suitability requirement."""
    EXCLUDED = "excluded"
    """An exclusion ground holds."""
    LATE = "late"
    """Came outside the entry windows of its group."""
    WITHDRAWN = "withdrawn"
    """Withdrawn by the provider."""
    REPLACED = "replaced"
    """A later submission of the same contract took its place."""
    KNOCKED_OUT = "knocked-out"
    """Stays below the minimum of a criterion."""
    DECISION_NEEDED = "decision-needed"
    """A ground needs a reasoned decision of the purchaser first (D-019)."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The outcome of one requirement for one submission.

    Attributes:
        requirement: its id in the policy.
        kind: what failing means.
        outcome: holds, fails or does not apply.
        sentence: what stands in the letter, in plain Dutch.
        question: the question whose answer was tested.
        answer: the answer that was seen.
    """

    requirement: str
    kind: RequirementKind
    outcome: Outcome
    sentence: str
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one submission on one criterion (a leaf of the tree).

    Attributes:
        criterion: its id.
        share: the points as a share of the most that can be had, 0 to 1, exact.
        points: the same on the lot's scale.
        weight: the weight of this criterion in the whole, multiplied down the tree.
        answer: the answer that was scored.
        norm: what the full points ask, in plain Dutch.
        motivation: why this many points, in plain Dutch.
        below_minimum: whether it stays below the criterion's minimum.
    """

    criterion: str
    share: Fraction
    points: Fraction
    weight: Fraction
    answer: str
    norm: str
    motivation: str
    below_minimum: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of one submission in one lot.

    Attributes:
        contract: who.
        lot: where.
        total: the weighted total on the lot's scale, exact.
        place: 1 for the best; equal totals share a place.
        scores: per criterion.
    """

    contract: str
    lot: str
    total: Fraction
    place: int
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the tests and scores say of one submission.

    Attributes:
        contract: whose.
        standing: where it stands.
        tested: every requirement with its outcome.
        findings: what is wrong, with the mend.
        scores: per lot, per criterion.
        sentence: the conclusion, in plain Dutch, as it stands in the letter.
        closed_lots: the lots it asked for but takes no part in; the findings say why.
    """

    contract: str
    standing: Standing
    tested: tuple[Tested, ...] = ()
    findings: tuple[Finding, ...] = ()
    scores: Mapping[str, tuple[Score, ...]] = field(default_factory=dict)
    sentence: str = ""
    closed_lots: tuple[str, ...] = ()

    @property
    def admitted(self) -> bool:
        """Whether it takes part in the division."""
        return self.standing is Standing.ADMITTED

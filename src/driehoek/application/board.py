"""The board of an assessment: per submission which requirement holds, fails or does not apply because, and what lacks.

Nothing is decided here; the tests are those of the round itself, shown before there is a division.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from driehoek.application.dossier import Dossier
from driehoek.application.problem import decision_day
from driehoek.application.repairs import Repairable, repairable
from driehoek.application.round import Judged, judge
from driehoek.domain.policy import Policy, RequirementKind, RequirementUse
from driehoek.domain.tender.criteria.base import Reads
from driehoek.domain.tender.criteria.check import Prepared, prepared
from driehoek.domain.tender.outcome import Assessment, Standing, Tested
from driehoek.domain.tender.submission import Mark
from driehoek.kernel import Finding, Holds


@dataclass(frozen=True, slots=True)
class BoardTest:
    """One requirement for one submission.

    Attributes:
        requirement: its id in the policy.
        label: how the policy numbers it.
        text: what is asked, in plain Dutch.
        outcome: ``holds``, ``fails`` or ``not-applicable``; an exclusion ground that does not hold is not applicable.
        because: why, in plain Dutch.
        mend: what would make it good, where it fails.
        ground: on what it rests.
    """

    requirement: str
    label: str
    text: str
    outcome: str
    because: str
    mend: str
    ground: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One submission on the board.

    Attributes:
        contract: whose.
        name: the provider.
        standing: where it stands.
        sentence: the conclusion, in plain Dutch.
        tests: every requirement.
        missing: what lacks or is wrong, each a finding with its mend.
    """

    contract: str
    name: str
    standing: Standing
    sentence: str
    tests: tuple[BoardTest, ...]
    missing: tuple[Finding, ...]

    def count(self, outcome: str) -> int:
        """How many requirements have this outcome."""
        return sum(test.outcome == outcome for test in self.tests)

    @property
    def holds(self) -> int:
        """How many hold."""
        return self.count("holds")

    @property
    def fails(self) -> int:
        """How many fail."""
        return self.count("fails")

    @property
    def idle(self) -> int:
        """How many do not apply."""
        return self.count("not-applicable")


@dataclass(frozen=True, slots=True)
class Marked:
    """A criterion that people mark.

    Attributes:
        criterion: its id.
        name: in plain Dutch.
        lot: in which lot.
        lot_name: the lot in plain Dutch.
        scale: the most points.
        norm: what the policy says of how marks are given.
        assessors: the least number of assessors.
        answers: per contract to be marked the answer that is marked.
    """

    criterion: str
    name: str
    lot: str
    lot_name: str
    scale: int
    norm: str
    assessors: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One requirement of one submission, as a line of a list.

    Attributes:
        key: orders the lines: by requirement as the policy has them, then by contract.
        contract: whose.
        name: the provider.
        test: the requirement with its outcome.
    """

    key: str
    contract: str
    name: str
    test: BoardTest


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a requirement holds, fails and does not apply.

    Attributes:
        requirement: its id in the policy.
        label: how the policy numbers it.
        text: what is asked, in plain Dutch.
        holds: for how many submissions it holds.
        fails: for how many it fails.
        idle: for how many it does not apply.
    """

    requirement: str
    label: str
    text: str
    holds: int
    fails: int
    idle: int


@dataclass(frozen=True, slots=True)
class Board:
    """All submissions, and what people must mark.

    Attributes:
        rows: the submissions, in order of contract.
        marked: the criteria that people mark.
        lines: every requirement of every submission, in order of their key.
        tallies: per requirement how often it holds, fails and does not apply, in the order of the policy.
        repairable: what can be repaired, and by whom until when.
    """

    rows: tuple[BoardRow, ...]
    marked: tuple[Marked, ...]
    lines: tuple[BoardLine, ...]
    tallies: tuple[Tally, ...]
    repairable: tuple[Repairable, ...]

    def row(self, contract: str) -> BoardRow | None:
        """The row of a contract; None when it has no submission."""
        return next((item for item in self.rows if item.contract == contract), None)


def board(dossier: Dossier) -> Board:
    """Test every submission of a dossier as the round would."""
    judged = judge(dossier, decision_day(dossier.policy))
    names = {item.contract.code: item.name for item in dossier.providers}
    uses = {use.id: use for use in dossier.policy.requirements}
    found = (_row(item, names.get(item.contract, item.contract), uses) for item in judged.assessments)
    rows = tuple(sorted(found, key=lambda row: row.contract))
    # who stays below the minimum of a criterion was admitted to it; marks are given before that is known
    marked = tuple(_marked(dossier.policy, judged))
    repairs = repairable(dossier.policy, dossier.providers, judged.taken, judged.assessments)
    order = {use.id: place for place, use in enumerate(dossier.policy.requirements)}
    lines = sorted(_lines(rows, order), key=lambda line: line.key)
    return Board(rows, marked, tuple(lines), tuple(_tallies(lines)), repairs)


def _lines(rows: Iterable[BoardRow], order: Mapping[str, int]) -> Iterator[BoardLine]:
    for row in rows:
        for test in row.tests:
            place = order.get(test.requirement, len(order))
            yield BoardLine(f"{place:04} {test.requirement} {row.contract}", row.contract, row.name, test)


def _tallies(lines: Iterable[BoardLine]) -> Iterator[Tally]:
    for _, group in groupby(lines, key=lambda line: line.test.requirement):
        tests = [line.test for line in group]
        counted = Counter(test.outcome for test in tests)
        first = tests[0]
        counts = (counted["holds"], counted["fails"], counted["not-applicable"])
        yield Tally(first.requirement, first.label, first.text, *counts)


def _row(assessment: Assessment, name: str, uses: Mapping[str, RequirementUse]) -> BoardRow:
    tests = tuple(_test(tested, uses.get(tested.requirement)) for tested in assessment.tested)
    said = {tested.outcome for tested in assessment.tested if isinstance(tested.outcome, Finding)}
    missing = tuple(item for item in assessment.findings if item not in said)
    return BoardRow(assessment.contract, name, assessment.standing, assessment.sentence, tests, missing)


def _test(tested: Tested, use: RequirementUse | None) -> BoardTest:
    outcome = tested.outcome
    failed, held = isinstance(outcome, Finding), isinstance(outcome, Holds)
    free = held and tested.kind is RequirementKind.EXCLUSION
    return BoardTest(
        requirement=tested.requirement,
        label=use.label if use else "",
        text=use.text if use else tested.requirement,
        outcome="fails" if failed else "holds" if held and not free else "not-applicable",
        because=tested.sentence,
        mend=outcome.mend() if isinstance(outcome, Finding) else "",
        ground=use.ground.basis if use else "",
    )


def _marked(policy: Policy, judged: Judged) -> Iterator[Marked]:
    closed = {item.contract: item.closed_lots for item in judged.assessments}
    for lot in policy.lots:
        for leaf in lot.leaves():
            ready = prepared(policy, lot, leaf)
            if not isinstance(ready, Prepared) or ready.method.reads is not Reads.MARKS:
                continue
            answers = {
                contract: submission.answers.get(leaf.question, "")
                for contract, submission in sorted(judged.admitted.items())
                if lot.id in submission.lots and lot.id not in closed[contract]
            }
            most = ready.params.integer("assessors")
            yield Marked(leaf.id, leaf.name, lot.id, lot.name, lot.scale, ready.norm, most, answers)


def with_marks(standing: Iterable[Mark], given: Iterable[Mark], criteria: frozenset[str]) -> tuple[Mark, ...]:
    """The marks of a dossier after assessors handed in: on ``criteria`` theirs alone, on others what stood.

    Args:
        standing: the marks that the dossier had.
        given: what the assessors of the portal gave.
        criteria: the criteria on which all of them have handed in.
    """
    kept = (mark for mark in standing if mark.criterion not in criteria)
    new = (mark for mark in given if mark.criterion in criteria)
    return tuple(sorted((*kept, *new), key=lambda item: (item.contract, item.criterion, item.assessor)))

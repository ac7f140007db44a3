"""Which white spots were answered in a round, by whom, what was agreed for them, and which nobody answered (C-010).

A white spot is here every line of the picture of need to which the policy points: in a lot, a rule or the form.

1. An offer answers it when it names it in a question for lines of the picture.
2. What is agreed for it is what is agreed with that contract in the lots where it could name it, in the sector of the
   client group; where one of those lots was made for the line, only there. It is not told apart per municipality, for
   an agreement is not either.
3. More than last year is the growth of that care at that contract; filling a white spot shows there first (C-011).
4. White spots of the picture to which the policy does not point are listed as not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.catalogue import Sector
from driehoek.domain.need import Figure, Line
from driehoek.domain.need.lines import WHITE_SPOT, LineId, Says, line_in_words, says
from driehoek.domain.policy import Policy, Question, line_names, line_questions, named, pointers
from driehoek.domain.tender.outcome import Standing
from driehoek.domain.tender.submission import Submission
from driehoek.engines.allocation.definitions import declared
from driehoek.kernel import ZERO, Money, Rate, dutch, total

INFLOW = (
    "Let op: een witte vlek vullen kan vraag oproepen. Mensen stromen eerder in; volume en kosten kunnen daardoor "
    "verder stijgen dan het tekort nu laat zien."
)
"""The warning that belongs to a white spot that is filled (C-011)."""
INFLOW_ENGLISH = (
    "Note: filling a white spot can call up demand. People enter care earlier, so volume and cost can rise further "
    "than the shortage shows now."
)


class Fate(Enum):
    """What became of an answer, or of a white spot; the value is the word in files."""

    GRANTED = "granted"
    NOT_GRANTED = "not-granted"
    """Named by an admitted submission, and nothing of this care was agreed with it."""
    NOT_ADMITTED = "not-admitted"
    """Named by a submission that was not admitted."""
    NOBODY = "nobody"
    """The policy asks for it and nobody named it."""
    NOT_ASKED = "not-asked"
    """A white spot of the picture to which the policy does not point."""

    @property
    def dutch(self) -> str:
        """The words on Dutch screens."""
        return {
            Fate.GRANTED: "toegekend",
            Fate.NOT_GRANTED: "niet toegekend",
            Fate.NOT_ADMITTED: "niet toegelaten",
            Fate.NOBODY: "niemand",
            Fate.NOT_ASKED: "niet gevraagd",
        }[self]


@dataclass(frozen=True, slots=True)
class Answered:
    """One contract that named a white spot.

    Attributes:
        contract: who.
        name: the provider.
        lots: the lots in which what it gets counts as an answer.
        fate: what became of it.
        agreed: what is agreed with it there, in the sector of the client group.
        realised: what it delivered of that last year.
        reward: the percentage points of the maximum tariff that a rule adds for it; None without.
    """

    contract: str
    name: str
    lots: tuple[str, ...]
    fate: Fate
    agreed: Money
    realised: Money
    reward: Rate | None

    @property
    def more(self) -> Money:
        """What is agreed above last year's production; nothing where it is less."""
        return max(self.agreed - self.realised, ZERO)


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    """One line of the picture to which the policy points, with who answered it.

    Attributes:
        line: its id.
        name: in the words of the policy.
        text: in those of the picture; empty where the dossier has no such line.
        figure: how much is short; None where that is not known.
        lots: the names of the lots that were made for it.
        answers: who named it, in order of contract.
        fate: the best of what became of the answers.
    """

    line: str
    name: str
    text: str
    figure: Figure | None
    lots: tuple[str, ...]
    answers: tuple[Answered, ...]
    fate: Fate

    @property
    def agreed(self) -> Money:
        """What is agreed with all who named it."""
        return total(item.agreed for item in self.answers)

    @property
    def more(self) -> Money:
        """What of that is more than last year."""
        return total(item.more for item in self.answers)

    @property
    def size(self) -> str:
        """How much is short in words, with its interval and whether it is made up or estimated."""
        figure = self.figure
        if figure is None:
            return "niet bekend"
        ends = ""
        if figure.low is not None and figure.high is not None:
            ends = f" ({dutch.grouped(figure.low)} tot {dutch.grouped(figure.high)})"
        return f"{dutch.grouped(figure.value)}{ends}, {figure.origin.basis.dutch}"


@dataclass(frozen=True, slots=True)
class WhiteSpots:
    """All white spots of a round.

    Attributes:
        asked: those to which the policy points, in the order of the policy.
        not_asked: white spots of the picture to which it does not.
    """

    asked: tuple[WhiteSpot, ...] = ()
    not_asked: tuple[Line, ...] = ()

    @property
    def warning(self) -> str:
        """The warning of C-011, with how much more is agreed, where a white spot was filled; else empty."""
        filled = [spot for spot in self.asked if spot.fate is Fate.GRANTED]
        if not filled:
            return ""
        # a contract that named two white spots is counted once
        growth = {item.contract: item.more for spot in filled for item in spot.answers}
        more = total(growth.values())
        if not more:
            return INFLOW
        return f"{INFLOW} Bij wie ze noemde is {dutch.amount(more)} meer afgesproken dan vorig jaar is geleverd."

    def of(self, contract: str) -> tuple[tuple[WhiteSpot, Answered], ...]:
        """What one contract named, with what became of it."""
        return tuple((spot, item) for spot in self.asked for item in spot.answers if item.contract == contract)


def white_spots(outcome: RoundOutcome) -> WhiteSpots:
    """Lay what was asked beside what was answered and agreed."""
    policy = outcome.dossier.policy
    asked = dict.fromkeys(pointer.line for pointer in pointers(policy, declared()))
    seeing = _Seeing(outcome, policy)
    short = (line for line in outcome.dossier.picture if says(line) is Says.SHORT and line.id not in asked)
    others = tuple(line for line in short if line.id.endswith(f"/{WHITE_SPOT}")) if asked else ()
    return WhiteSpots(tuple(seeing.spot(line) for line in asked), others)


@dataclass(frozen=True, slots=True)
class _Seeing:
    """A round, looked at line by line."""

    outcome: RoundOutcome
    policy: Policy

    def spot(self, line_id: str) -> WhiteSpot:
        line = self.outcome.dossier.line(line_id)
        answers = tuple(self._answers(line_id))
        lots = tuple(lot.name for lot in self.policy.lots if line_id in lot.need_lines)
        return WhiteSpot(
            line=line_id,
            name=line_names(self.policy).get(line_id) or line_in_words(line_id),
            text=line.text if line else "",
            figure=line.figure if line else None,
            lots=lots,
            answers=answers,
            fate=min((item.fate for item in answers), key=list(Fate).index, default=Fate.NOBODY),
        )

    def _answers(self, line_id: str) -> Iterator[Answered]:
        for assessment in self.outcome.assessments:
            submission = self._submission(assessment.contract)
            if submission is None:
                continue
            questions = [
                question
                for question in line_questions(self.policy)
                if line_id in question.options and line_id in named(submission.answers.get(question.id, ""))
            ]
            if questions:  # 1
                lots = self._lots(line_id, questions, submission.lots)
                admitted = assessment.standing is Standing.ADMITTED
                yield self._answered(line_id, assessment.contract, lots, admitted=admitted)

    def _submission(self, contract: str) -> Submission | None:
        """What counts of a contract; where nothing counts, the last that came."""
        counting = next((item.submission for item in self.outcome.taken if item.contract == contract), None)
        own = (item for item in self.outcome.dossier.submissions if item.contract.code == contract)
        return counting or max(own, key=lambda item: item.received, default=None)

    def _lots(self, line_id: str, questions: Iterable[Question], entered: tuple[str, ...]) -> tuple[str, ...]:
        """The lots in which what a contract gets counts as its answer (2)."""
        open_to = {lot for question in questions for lot in (question.lots or entered)}
        lots = [lot for lot in self.policy.lots if lot.id in entered and lot.id in open_to]
        made_for = [lot for lot in lots if line_id in lot.need_lines]
        return tuple(lot.id for lot in made_for or lots)

    def _answered(self, line_id: str, contract: str, lots: tuple[str, ...], *, admitted: bool) -> Answered:
        known = LineId.parse(line_id)
        sector = known.group.sector if known else None
        mine = [
            line
            for line in self.outcome.lines
            if line.contract.code == contract and line.lot in lots and line.sector is sector
        ]
        agreed = total(line.amount for line in mine)
        fate = Fate.NOT_ADMITTED if not admitted else Fate.GRANTED if agreed else Fate.NOT_GRANTED
        return Answered(
            contract,
            self.outcome.provider(contract).name,
            lots,
            fate,
            agreed,
            self._realised(contract, lots, sector),
            self._reward(line_id, {part.name: part.points for line in mine for part in line.parts}),
        )

    def _realised(self, contract: str, lots: tuple[str, ...], sector: Sector | None) -> Money:
        dossier = self.outcome.dossier
        codes = {product.code for product in dossier.products if product.sector is sector}
        own = (item for item in dossier.realised if item.contract == contract and item.lot in lots)
        return total(item.amount for item in own if item.product in codes)

    def _reward(self, line_id: str, parts: dict[str, Rate]) -> Rate | None:
        """What the steps of the tariff add that point to the line."""
        steps = [
            pointer.path.split(".")[2]
            for pointer in pointers(self.policy, {"tariff": declared()["tariff"]})
            if pointer.line == line_id and pointer.path.startswith("division.tariff.")
        ]
        points = [parts[step] for step in steps if step in parts]
        return Rate(sum((point.value for point in points), start=Fraction(0))) if points else None

"""What a party can do that disagrees: for each way whether it is open in this case, until when, or why it is not.

Every way gets an outcome, and none is skipped in silence: it is open, not open yet, closed since a day, or does not
apply because. Objection (bezwaar) is there only where the decision falls under administrative law; an agreement under
the Wlz never does. The law of a decision and the terms that a law sets are dated data; other terms are the policy's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from driehoek.domain.policy.calendar import Calendar
from driehoek.domain.policy.policy import Policy, Route
from driehoek.kernel import UNSTATED, Ground, NotApplicable, Period
from driehoek.kernel.workdays import add_workdays, first_workday_on_or_after


class RemedyKind(Enum):
    """A way to disagree; the value is the id that a route of a policy has."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    HARDSHIP = "hardship"
    ARBITRATION = "arbitration"
    OBJECTION = "objection"
    CIVIL_COURT = "civil-court"
    OTHER = "other"
    """A way of the policy's own."""


class Law(Enum):
    """Under which law a decision falls."""

    PRIVATE = "private"
    ADMINISTRATIVE = "administrative"


class Instrument(Enum):
    """With what a purchaser decides."""

    AGREEMENT = "agreement"
    SUBSIDY = "subsidy"


class Matter(Enum):
    """What one disagrees with; it decides which way is the right one."""

    UNCLEAR = "unclear"
    """A rule or sentence that is not clear."""
    PROCEDURE = "procedure"
    """How the purchaser followed its own procedure."""
    UNREASONABLE = "unreasonable"
    """A rule that works out unreasonably in this case."""
    OUTCOME = "outcome"
    """The decision itself."""


FITTING: Mapping[Matter, tuple[RemedyKind, ...]] = {
    Matter.UNCLEAR: (RemedyKind.QUESTION,),
    Matter.PROCEDURE: (RemedyKind.COMPLAINT,),
    Matter.UNREASONABLE: (RemedyKind.HARDSHIP,),
    Matter.OUTCOME: (RemedyKind.OBJECTION, RemedyKind.ARBITRATION, RemedyKind.CIVIL_COURT),
}
"""The ways that fit, the first that is open before the others."""
_AFTER_A_DECISION = frozenset(
    {RemedyKind.HARDSHIP, RemedyKind.ARBITRATION, RemedyKind.OBJECTION, RemedyKind.CIVIL_COURT}
)
_NAMES: Mapping[RemedyKind, str] = {
    RemedyKind.QUESTION: "Een vraag stellen",
    RemedyKind.COMPLAINT: "Een klacht indienen",
    RemedyKind.HARDSHIP: "Een beroep op hardheid",
    RemedyKind.ARBITRATION: "Arbitrage",
    RemedyKind.OBJECTION: "Bezwaar maken",
    RemedyKind.CIVIL_COURT: "De burgerlijke rechter",
}
_OBJECTION_TEXT = (
    "Stuur een bezwaarschrift aan wie het besluit nam. Noem het besluit en zeg waarom u het er niet mee eens bent."
)
_LOSES = "Wie na deze dag komt, verliest het recht om tegen de uitkomst op te komen."


@dataclass(frozen=True, slots=True)
class LawLine:
    """Under which law decisions fall, for one regime and instrument and some days.

    Attributes:
        regime: its id.
        instrument: with what the purchaser decides.
        law: under which law that falls.
        period: on which days.
        source: who says so.
    """

    regime: str
    instrument: Instrument
    law: Law
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """What a law says of the terms of one way, on some days.

    Attributes:
        kind: the way.
        days: the term in calendar days; 0 where no law sets one and the policy decides.
        moves_to_workday: whether a term that ends on a day off ends on the next working day.
        answer_workdays: within how many working days the purchaser answers; 0 where nothing is said.
        period: on which days.
        source: who says so.
    """

    kind: RemedyKind
    days: int
    moves_to_workday: bool
    answer_workdays: int
    period: Period
    source: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated data that this rule stands on.

    Attributes:
        laws: under which law decisions fall.
        terms: what laws say of terms.
    """

    laws: tuple[LawLine, ...]
    terms: tuple[TermLine, ...]

    def law(self, regime: str, instrument: Instrument, day: date) -> LawLine | None:
        """Under which law a decision of a day falls; None where nobody said."""
        asked = (line for line in self.laws if (line.regime, line.instrument) == (regime, instrument))
        return next((line for line in asked if day in line.period), None)

    def term(self, kind: RemedyKind, day: date) -> TermLine | None:
        """What a law says of the terms of a way on a day."""
        return next((line for line in self.terms if line.kind is kind and day in line.period), None)


@dataclass(frozen=True, slots=True)
class RemedyCase:
    """The case of one party.

    Attributes:
        day: the day on which it asks.
        decided_on: the day of the decision on this party; None while there is none.
        instrument: with what the purchaser decides.
    """

    day: date
    decided_on: date | None = None
    instrument: Instrument = Instrument.AGREEMENT


class Standing(Enum):
    """Whether a way can be used."""

    OPEN = "open"
    NOT_YET = "not-yet"
    CLOSED = "closed"
    NOT_HERE = "not-here"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way, in one case.

    Attributes:
        kind: which way.
        name: in plain Dutch.
        standing: whether it can be used.
        text: what to do, in plain Dutch.
        last: the last day on which it is open; None where it has no term, or the term does not run yet.
        warning: what is lost when that day passes.
        because: why the way does not apply here; None where it does.
        ground: its ground.
    """

    kind: RemedyKind
    name: str
    standing: Standing
    text: str = ""
    last: date | None = None
    warning: str = ""
    because: NotApplicable | None = None
    ground: Ground = UNSTATED

    def days_left(self, today: date) -> int | None:
        """How many days it is still open after today; below zero once it has passed; None without a term."""
        return None if self.last is None else (self.last - today).days


def kind_of(route: Route) -> RemedyKind:
    """The way that a route of a policy is, by its id."""
    return next((kind for kind in RemedyKind if kind.value == route.id), RemedyKind.OTHER)


def last_day(route: Route, decided_on: date) -> date:
    """The last day on which ``route`` is open after a decision of ``decided_on``, which itself does not count."""
    last = decided_on + timedelta(days=route.days)
    return first_workday_on_or_after(last) if route.moves_to_workday else last


def closes_on(route: Route, calendar: Calendar, decided_on: date | None) -> date | None:
    """The first of its own term and the day of the calendar to which it is tied; None where neither is there."""
    milestone = calendar.milestone(route.until_milestone)
    ends = [last_day(route, decided_on)] if route.days and decided_on is not None else []
    return min([*ends, *([milestone.last_day] if milestone else [])], default=None)


def remedies(policy: Policy, case: RemedyCase, terms: Terms) -> tuple[Remedy, ...]:
    """Every way there is, each with its outcome in this case: those of the policy first, in its order.

    Args:
        policy: its routes, its calendar and its regime.
        case: whose case, and when.
        terms: the law of decisions, and what laws say of terms.
    """
    law = terms.law(policy.regime, case.instrument, case.decided_on or case.day)
    named = [_of_policy(route, policy, case, law) for route in policy.objection]
    known = {item.kind for item in named}
    return (*named, *(item for item in _of_law(case, terms, law) if item.kind not in known))


def right_way(found: Iterable[Remedy], matter: Matter) -> Remedy | None:
    """The way to take for what one disagrees with: the first that fits and is open, else the first that fits at all."""
    held = {item.kind: item for item in found}
    fitting = [held[kind] for kind in FITTING[matter] if kind in held and held[kind].standing is not Standing.NOT_HERE]
    return next((item for item in fitting if item.standing is Standing.OPEN), next(iter(fitting), None))


def answer_day(kind: RemedyKind, filed_on: date, terms: Terms) -> date | None:
    """By when the purchaser answers; None where nothing is said."""
    line = terms.term(kind, filed_on)
    return add_workdays(filed_on, line.answer_workdays) if line is not None and line.answer_workdays else None


def _of_policy(route: Route, policy: Policy, case: RemedyCase, law: LawLine | None) -> Remedy:
    kind = kind_of(route)
    if kind is RemedyKind.OBJECTION and (law is None or law.law is not Law.ADMINISTRATIVE):
        return _not_here(kind, _no_objection(law))
    last = closes_on(route, policy.calendar, case.decided_on)
    warning = route.warning or (_LOSES if kind is RemedyKind.CIVIL_COURT and route.days else "")
    standing = _standing(kind, case, last)
    return Remedy(kind, route.name, standing, route.text, last, warning, ground=route.ground)


def _standing(kind: RemedyKind, case: RemedyCase, last: date | None) -> Standing:
    if kind in _AFTER_A_DECISION and case.decided_on is None:
        return Standing.NOT_YET
    return Standing.CLOSED if last is not None and case.day > last else Standing.OPEN


def _of_law(case: RemedyCase, terms: Terms, law: LawLine | None) -> Iterable[Remedy]:
    """The ways that the policy does not name: objection by law, and for the rest why they are not there."""
    administrative = law is not None and law.law is Law.ADMINISTRATIVE
    for kind in (item for item in RemedyKind if item is not RemedyKind.OTHER):
        if kind is RemedyKind.OBJECTION and administrative:
            yield _objection(case, terms, law)
        else:
            yield _not_here(kind, _REASONS.get(kind) or _no_objection(law))


def _objection(case: RemedyCase, terms: Terms, law: LawLine | None) -> Remedy:
    line = terms.term(RemedyKind.OBJECTION, case.decided_on or case.day)
    last = None
    if line is not None and case.decided_on is not None:
        last = case.decided_on + timedelta(days=line.days)
        last = first_workday_on_or_after(last) if line.moves_to_workday else last
    ground = Ground("; ".join(item.source for item in (law, line) if item is not None))
    standing = _standing(RemedyKind.OBJECTION, case, last)
    name = _NAMES[RemedyKind.OBJECTION]
    return Remedy(RemedyKind.OBJECTION, name, standing, _OBJECTION_TEXT, last, _LOSES, ground=ground)


def _not_here(kind: RemedyKind, because: NotApplicable) -> Remedy:
    return Remedy(kind, _NAMES[kind], Standing.NOT_HERE, because=because)


_REASONS: Mapping[RemedyKind, NotApplicable] = {
    RemedyKind.QUESTION: NotApplicable("het beleid opent geen ronde van vragen", "the policy opens no questions"),
    RemedyKind.COMPLAINT: NotApplicable("het beleid noemt geen klachtenweg", "the policy names no complaints"),
    RemedyKind.HARDSHIP: NotApplicable("het beleid kent geen hardheidsclausule", "the policy has no hardship clause"),
    RemedyKind.ARBITRATION: NotApplicable("er is geen arbitrage afgesproken", "no arbitration was agreed"),
    RemedyKind.CIVIL_COURT: NotApplicable(
        "het beleid noemt geen termijn voor de burgerlijke rechter; vraag een jurist wat u nog kunt",
        "the policy names no term for the civil court; ask a lawyer what is still possible",
    ),
}


def _no_objection(law: LawLine | None) -> NotApplicable:
    if law is None:
        return NotApplicable(
            "van dit besluit is niet bekend dat het onder het bestuursrecht valt",
            "this decision is not known to fall under administrative law",
        )
    return NotApplicable(
        f"dit besluit valt onder het burgerlijk recht ({law.source})",
        f"this decision falls under private law ({law.source})",
    )

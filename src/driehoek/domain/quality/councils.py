"""What client councils and client organisations say of a round, in four ways, and what was answered (M-018).

A council of an institution says that it advised, that it consented, that it was not asked, or that it disagrees.
Consent exists only for a matter for which the law of that day asks it; on the rest a council advises, whatever a board
calls it. An organisation of clients in the region answers on policy; it has no right of consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from driehoek.kernel import Code, Finding, Period, Severity

NO_TEXT = Code(
    "QUA-001",
    nl="De inbreng van {subject} zegt nog niet wat de raad vindt.",
    en="The input of {subject} does not say what the council thinks.",
    mend_nl="Schrijf het in een paar zinnen op.",
    mend_en="Write it down in a few sentences.",
)
NO_CONSENT_ON = Code(
    "QUA-002",
    nl="Over '{seen}' vraagt de wet op {wanted} geen instemming. De raad kan hierover adviseren.",
    en="On '{seen}' the law of {wanted} asks no consent; the council can advise on it.",
    mend_nl="Kies het onderwerp waarmee de raad instemt, of kies advies.",
    mend_en="Choose the matter that the council consents to, or choose advice.",
)
ONLY_A_COUNCIL = Code(
    "QUA-003",
    nl="{subject} is geen cliëntenraad van een zorgaanbieder en heeft daarom geen recht van instemming.",
    en="{subject} is no client council of a provider and so has no right of consent.",
    mend_nl="Kies advies of niet eens.",
    mend_en="Choose advice, or that it disagrees.",
)
NO_REASON = Code(
    "QUA-004",
    nl="Het antwoord aan {subject} zegt niet waarom.",
    en="The answer to {subject} does not say why.",
    mend_nl="Schrijf op wat u met de inbreng doet en waarom.",
    mend_en="Write down what is done with the input, and why.",
)
MAY_NOT_GO_ON = Code(
    "QUA-005",
    nl="Voor '{seen}' heeft de zorgaanbieder instemming van {subject} nodig ({wanted}). Die is er niet.",
    en="For '{seen}' the provider needs the consent of {subject} ({wanted}), which it has not.",
    mend_nl="De zorgaanbieder overlegt opnieuw met de raad, of gaat naar de commissie van vertrouwenslieden.",
    mend_en="The provider consults the council again, or asks the committee of confidants for a decision.",
    severity=Severity.WARNING,
)
NOT_YET = Code(
    "QUA-006",
    nl="Het antwoord aan {subject} is van {seen}; de inbreng kwam pas op {wanted}.",
    en="The answer to {subject} is of {seen}, while the input came on {wanted}.",
    mend_nl="Verbeter de dag.",
    mend_en="Mend the day.",
)
FINDINGS = (NO_TEXT, NO_CONSENT_ON, ONLY_A_COUNCIL, NO_REASON, MAY_NOT_GO_ON, NOT_YET)


class Way(Enum):
    """In which of four ways clients took part."""

    ADVISED = "advised"
    CONSENTED = "consented"
    NOT_ASKED = "not-asked"
    DISAGREES = "disagrees"


class About(Enum):
    """On what the input is."""

    POLICY_DRAFT = "policy-draft"
    POLICY = "policy"
    PLAN = "plan"
    OUTCOME = "outcome"


class Body(Enum):
    """Who speaks for clients."""

    CLIENT_COUNCIL = "client-council"
    CLIENT_ORGANISATION = "client-organisation"


class Right(Enum):
    """What the law gives a council on a matter."""

    ADVICE = "advice"
    CONSENT = "consent"


class Followed(Enum):
    """What the purchaser does with input."""

    FOLLOWED = "followed"
    PARTLY = "partly"
    NOT_FOLLOWED = "not-followed"


@dataclass(frozen=True, slots=True)
class Matter:
    """On what a council advises or consents, as the law had it for a time.

    Attributes:
        id: one word.
        name: in plain Dutch, fit to stand in a sentence.
        right: advice or consent.
        article: where it stands.
        valid: the days on which it holds.
    """

    id: str
    name: str
    right: Right
    article: str
    valid: Period


@dataclass(frozen=True, slots=True)
class Answer:
    """What the purchaser did with input, and why.

    Attributes:
        followed: whether it follows the input.
        text: why.
        answered_on: the day.
    """

    followed: Followed
    text: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class Input:
    """What clients said of a round.

    Attributes:
        body: a council of an institution, or an organisation in the region.
        name: of that body; never of a person.
        about: on what.
        way: in which of four ways.
        given_on: the day on which it came in.
        contract: the contract whose clients they are; empty for an organisation.
        location: the location it is about; empty for all.
        matter: the id of the matter of law, where there is one.
        text: what they think.
        supporter: who helped, by role.
        on_paper: whether the purchaser's staff typed it from paper.
        shared: whether the council shared it with the board of its provider.
        answer: what was done with it; None while nothing was.
    """

    body: Body
    name: str
    about: About
    way: Way
    given_on: date
    contract: str = ""
    location: str = ""
    matter: str = ""
    text: str = ""
    supporter: str = ""
    on_paper: bool = False
    shared: bool = False
    answer: Answer | None = None


def matters_on(matters: Iterable[Matter], day: date) -> dict[str, Matter]:
    """The matters that the law of a day knows, by id."""
    return {matter.id: matter for matter in matters if day in matter.valid}


def check_input(given: Input, matters: Iterable[Matter]) -> tuple[Finding, ...]:
    """What is wrong with input, and what it means by law; an answer is checked with it.

    Args:
        given: the input.
        matters: every matter of law, of any time; those of the day of the input count.
    """
    known = matters_on(matters, given.given_on)
    matter = known.get(given.matter)
    found = []
    if given.way in {Way.ADVISED, Way.DISAGREES} and not given.text.strip():
        found.append(Finding(NO_TEXT, given.name))
    if given.way is Way.CONSENTED:
        if given.body is not Body.CLIENT_COUNCIL:
            found.append(Finding(ONLY_A_COUNCIL, given.name))
        elif matter is None or matter.right is not Right.CONSENT:
            name = matter.name if matter else given.matter or "dit onderwerp"
            found.append(Finding(NO_CONSENT_ON, given.name, seen=name, wanted=given.given_on.isoformat()))
    elif given.way is Way.DISAGREES and given.body is Body.CLIENT_COUNCIL and matter and matter.right is Right.CONSENT:
        found.append(Finding(MAY_NOT_GO_ON, given.name, seen=matter.name, wanted=f"Wmcz 2018 {matter.article}"))
    return (*found, *(check_answer(given, given.answer) if given.answer else ()))


def check_answer(given: Input, answer: Answer) -> tuple[Finding, ...]:
    """What is wrong with an answer to input: a purchaser gives its reasons (B-017), after the input."""
    found = []
    if not answer.text.strip():
        found.append(Finding(NO_REASON, given.name))
    if answer.answered_on < given.given_on:
        seen, wanted = answer.answered_on.isoformat(), given.given_on.isoformat()
        found.append(Finding(NOT_YET, given.name, seen=seen, wanted=wanted))
    return tuple(found)

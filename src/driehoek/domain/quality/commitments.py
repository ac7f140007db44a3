"""The register of commitments (toezeggingen): who promised what, by when, and whether it was kept (M-343).

A promise has a side that made it and a side that it was made to. Neither decides alone:

1. The side that it was made to says that it was kept: it was kept.
2. The side that made it says so alone: it is *said to be kept*, until the other side says whether that is true.
3. The side that made it says that it was not kept: it was not kept.
4. The side that it was made to says that it was not kept, after the other said it was: they disagree.
5. Another text or day is a proposal. It holds once the other side agrees; refused, the promise stands as it was.

Whatever is not kept, and not closed by both as changed, is overdue from the day after its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from driehoek.kernel import Code, Finding

INCOMPLETE = Code(
    "QUA-010",
    nl="Van deze toezegging ontbreekt: {wanted}.",
    en="Of this commitment is lacking: {wanted}.",
    mend_nl="Vul in wie wat doet, voor wanneer, en wat de cliënt eraan heeft.",
    mend_en="Fill in who does what, by when, and what it means to the client.",
)
WHY = Code(
    "QUA-011",
    nl="Bij '{seen}' hoort een reden.",
    en="'{seen}' needs a reason.",
    mend_nl="Schrijf op waarom.",
    mend_en="Write down why.",
)
NOTHING_NEW = Code(
    "QUA-012",
    nl="Het voorstel verandert niets aan de toezegging.",
    en="The proposal changes nothing about the commitment.",
    mend_nl="Geef een andere dag of een andere tekst.",
    mend_en="Give another day or another text.",
)
NO_PROPOSAL = Code(
    "QUA-013",
    nl="Er ligt geen voorstel van de andere kant.",
    en="There is no proposal of the other side.",
    mend_nl="Doe zelf een voorstel, of zeg of de toezegging is nagekomen.",
    mend_en="Make a proposal of your own, or say whether the commitment was kept.",
)
CLOSED = Code(
    "QUA-014",
    nl="Deze toezegging is nagekomen; daar zijn beide kanten het over eens.",
    en="This commitment was kept, as both sides agree.",
    mend_nl="Leg zo nodig een nieuwe toezegging vast.",
    mend_en="Record a new commitment where needed.",
)
FINDINGS = (INCOMPLETE, WHY, NOTHING_NEW, NO_PROPOSAL, CLOSED)


class Side(Enum):
    """One of the two who talk."""

    PURCHASER = "purchaser"
    PROVIDER = "provider"


class WordKind(Enum):
    """What somebody says of a commitment."""

    KEPT = "kept"
    NOT_KEPT = "not-kept"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"


class State(Enum):
    """How a commitment stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    """Somebody proposed another text or day; until the other agrees it stands as it was."""
    SAID_KEPT = "said-kept"
    KEPT = "kept"
    NOT_KEPT = "not-kept"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise as it was made; it never changes, what is said of it does.

    Attributes:
        by: the side that promised.
        who: by role, never by name.
        what: in plain words.
        due: the last day.
        client_interest: what it means to the client (B-021).
        made_on: the day.
    """

    by: Side
    who: str
    what: str
    due: date
    client_interest: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Word:
    """What a side said of a commitment.

    Attributes:
        side: which.
        kind: what.
        on: the day.
        reason: why.
        what: of a proposal, the new text; empty when that stays.
        due: of a proposal, the new last day; None when that stays.
    """

    side: Side
    kind: WordKind
    on: date
    reason: str = ""
    what: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment stands after everything that was said.

    Attributes:
        state: how.
        what: the text that holds now.
        due: the last day that holds now.
        proposal: the proposal that waits for the other side.
        changed: how many times it was changed by agreement.
    """

    state: State
    what: str
    due: date
    proposal: Word | None = None
    changed: int = 0

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed while it was not kept."""
        return self.state is not State.KEPT and today > self.due


def other_side(side: Side) -> Side:
    """Who is on the other side."""
    return Side.PROVIDER if side is Side.PURCHASER else Side.PURCHASER


def standing_of(commitment: Commitment, words: Iterable[Word]) -> Standing:
    """How a commitment stands, from all that was said of it, oldest first."""
    now = Standing(State.OPEN, commitment.what, commitment.due)
    for word in words:
        now = _after(commitment, now, word)
    return now


def _after(commitment: Commitment, now: Standing, word: Word) -> Standing:
    made_it = word.side is commitment.by
    if word.kind is WordKind.KEPT:
        said = State.SAID_KEPT if made_it and now.state is not State.KEPT else State.KEPT  # 1, 2
        return replace(now, state=said, proposal=None)
    if word.kind is WordKind.NOT_KEPT:
        denies = not made_it and now.state in {State.SAID_KEPT, State.DISPUTED}
        return replace(now, state=State.DISPUTED if denies else State.NOT_KEPT)  # 3, 4
    if word.kind is WordKind.PROPOSED:  # 5
        return replace(now, state=State.PROPOSED, proposal=word)
    if now.proposal is None or now.proposal.side is word.side:
        return now
    if word.kind is WordKind.REFUSED:
        return replace(now, state=State.OPEN, proposal=None)
    what, due = now.proposal.what or now.what, now.proposal.due or now.due
    return Standing(State.OPEN, what, due, changed=now.changed + 1)


def check_commitment(made: Commitment) -> tuple[Finding, ...]:
    """What a commitment lacks: each agreement names the interest of the client (B-021)."""
    parts = {"wie": made.who, "wat": made.what, "het belang van de cliënt": made.client_interest}
    lacking = [name for name, text in parts.items() if not text.strip()]
    if made.due < made.made_on:
        lacking.append("een dag die nog komt")
    return (Finding(INCOMPLETE, made.what, wanted=", ".join(lacking)),) if lacking else ()


def check_word(commitment: Commitment, before: Sequence[Word], word: Word) -> tuple[Finding, ...]:
    """Whether something can be said now of a commitment, and what lacks."""
    now = standing_of(commitment, before)
    if now.state is State.KEPT:
        return (Finding(CLOSED, now.what),)
    found = []
    if word.kind in {WordKind.NOT_KEPT, WordKind.PROPOSED, WordKind.REFUSED} and not word.reason.strip():
        names = {WordKind.NOT_KEPT: "niet nagekomen", WordKind.PROPOSED: "voorstel", WordKind.REFUSED: "niet akkoord"}
        found.append(Finding(WHY, now.what, seen=names[word.kind]))
    if word.kind is WordKind.PROPOSED and word.what in {"", now.what} and word.due in {None, now.due}:
        found.append(Finding(NOTHING_NEW, now.what))
    if word.kind in {WordKind.AGREED, WordKind.REFUSED}:
        waiting = now.proposal
        if waiting is None or waiting.side is word.side:
            found.append(Finding(NO_PROPOSAL, now.what))
    return tuple(found)


def overdue(pairs: Iterable[tuple[Commitment, Sequence[Word]]], today: date) -> tuple[Commitment, ...]:
    """The commitments whose last day has passed while they were not kept, the longest overdue first."""
    late = [(standing_of(made, words), made) for made, words in pairs]
    found = [(standing.due, made) for standing, made in late if standing.is_overdue(today)]
    return tuple(made for _, made in sorted(found, key=lambda item: (item[0], item[1].what)))

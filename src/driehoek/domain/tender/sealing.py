"""When a submission is sealed, who may open it, and when: rules alone, the secrets themselves are kept elsewhere.

Where parties compete nobody may know an offer before the deadline. What is handed in is closed with a key of the round.
Of at least three officials any two can open, one may be lost, one alone never can.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from driehoek.domain.policy import Policy
from driehoek.kernel import Code, Finding, dutch

OFFICIALS = 3
"""The least number of officials that can open: with three one may be lost."""
TOGETHER = timedelta(minutes=30)
"""How long after the first official the second can still open."""
PASSPHRASE = 16
"""The least length of a passphrase, in characters."""

TOO_FEW = Code(
    "SEA-001",
    nl="Er zijn {seen} functionarissen die hun sleutel hebben bevestigd; er zijn er minstens {wanted} nodig.",
    en="{seen} officials confirmed their key; at least {wanted} are needed.",
    mend_nl="Laat nog een collega een sleutel kiezen. Met drie mag er één uitvallen.",
    mend_en="Let another colleague choose a key. With three, one may be lost.",
)
TOO_LATE = Code(
    "SEA-002",
    nl="De inschrijving van {subject} is al open; de sleutel wordt gemaakt voordat zij opengaat.",
    en="The window of {subject} is open already; the key is made before it opens.",
    mend_nl="Schuif de inschrijving op met een nota van wijziging en maak dan de sleutel.",
    mend_en="Move the window by a notice of change, then make the key.",
)
SHUT_STILL = Code(
    "SEA-003",
    nl="De inschrijving van {subject} sluit op {wanted}; tot dan gaat niets open.",
    en="The window of {subject} closes at {wanted}; nothing opens before.",
    mend_nl="Wacht tot de sluiting.",
    mend_en="Wait until it has closed.",
)
SHORT = Code(
    "SEA-004",
    nl="De wachtzin heeft {seen} tekens; dat moeten er minstens {wanted} zijn.",
    en="The passphrase has {seen} characters; it needs at least {wanted}.",
    mend_nl="Neem vier of vijf gewone woorden achter elkaar.",
    mend_en="Take four or five common words in a row.",
)
OPEN_ALREADY = Code(
    "SEA-005",
    nl="De inschrijvingen van {subject} zijn al geopend.",
    en="The submissions of {subject} were opened already.",
    mend_nl="U hoeft niets te doen.",
    mend_en="There is nothing to do.",
)
NO_KEY = Code(
    "SEA-006",
    nl="{subject} heeft nog geen sleutel.",
    en="{subject} has no key yet.",
    mend_nl="Maak eerst de sleutel van de ronde.",
    mend_en="First make the key of the round.",
)
SEALED_STILL = Code(
    "SEA-007",
    nl="De inschrijvingen van {subject} zijn nog verzegeld; zo lang kan er niets worden besloten.",
    en="The submissions of {subject} are sealed still; until they are opened nothing can be decided.",
    mend_nl="Laat twee functionarissen ze openen na de sluiting.",
    mend_en="Let two officials open them after the deadline.",
)
KEY_MADE = Code(
    "SEA-008",
    nl="De sleutel van {subject} is al gemaakt; wie kan openen ligt daarmee vast.",
    en="The key of {subject} was made already; who can open is fixed by it.",
    mend_nl="U hoeft niets te doen.",
    mend_en="There is nothing to do.",
)
WRONG_SECRET = Code(
    "SEA-009",
    nl="Deze wachtzin of sleutel is niet die van u voor {subject}.",
    en="This passphrase or key is not yours for {subject}.",
    mend_nl="Typ de wachtzin precies zoals u hem koos, of neem het bestand dat bij uw sleutel hoort.",
    mend_en="Type the passphrase exactly as you chose it, or take the file of your key.",
)
NO_OFFICIAL = Code(
    "SEA-010",
    nl="U bent geen functionaris die {subject} kan openen.",
    en="You are no official that can open {subject}.",
    mend_nl="Vraag twee van de functionarissen op deze pagina.",
    mend_en="Ask two of the officials on this page.",
)
DAMAGED = Code(
    "SEA-011",
    nl="Van {subject} is een gesloten envelop veranderd; er is niets geopend.",
    en="A closed envelope of {subject} was changed; nothing was opened.",
    mend_nl="Haal een reservekopie terug en zoek uit wie in de database schreef.",
    mend_en="Bring back a backup and find out who wrote in the database.",
)
FINDINGS = (
    TOO_FEW,
    TOO_LATE,
    SHUT_STILL,
    SHORT,
    OPEN_ALREADY,
    NO_KEY,
    SEALED_STILL,
    KEY_MADE,
    WRONG_SECRET,
    NO_OFFICIAL,
    DAMAGED,
)


def is_sealed(policy: Policy) -> bool:
    """Whether what is handed in is sealed. One sealed lot seals the whole submission, which is one document."""
    return any(lot.sealed is not None for lot in policy.lots)


def pairs(officials: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Every two officials that can open together, each pair once, in order of name."""
    return tuple(combinations(sorted(set(officials)), 2))


def why_no_key(name: str, officials: Sequence[str], opens_at: datetime | None, now: datetime) -> tuple[Finding, ...]:
    """Why the key of a round cannot be made now; nothing when it can.

    Args:
        name: the round, in words.
        officials: who confirmed a key of their own.
        opens_at: when the window opens; None while that is not known.
        now: when the request arrived.
    """
    found = []
    if len(set(officials)) < OFFICIALS:
        found.append(Finding(TOO_FEW, name, seen=str(len(set(officials))), wanted=str(OFFICIALS)))
    if opens_at is not None and now >= opens_at:
        found.append(Finding(TOO_LATE, name))
    return tuple(found)


def why_shut(name: str, closes_at: datetime | None, now: datetime) -> tuple[Finding, ...]:
    """Why nothing opens at this moment, judged by when the request arrived: the deadline itself is past."""
    if closes_at is None:
        return (Finding(SHUT_STILL, name, wanted="-"),)
    return () if now >= closes_at else (Finding(SHUT_STILL, name, wanted=dutch.moment(closes_at)),)


def is_fresh(given_at: datetime, now: datetime) -> bool:
    """Whether what the first official gave still counts when the second comes."""
    return given_at <= now <= given_at + TOGETHER


def weak(passphrase: str) -> tuple[Finding, ...]:
    """Why a passphrase will not do; its length alone is asked."""
    length = len(passphrase.strip())
    return () if length >= PASSPHRASE else (Finding(SHORT, "", seen=str(length), wanted=str(PASSPHRASE)),)

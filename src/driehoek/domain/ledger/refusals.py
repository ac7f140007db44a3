"""Why a transfer is refused: every reason has its own name, and it is known which may pass when tried again."""

from __future__ import annotations

from driehoek.kernel import Code, Finding, Severity

OVER_CEILING = Code(
    "LED-001",
    nl="{subject}: er is {seen} gevraagd, maar er is nog {wanted} ruimte vrij.",
    en="{subject}: {seen} was asked, but only {wanted} of the space is free.",
    mend_nl="Vraag hoogstens {wanted}, of maak eerst ruimte vrij.",
    mend_en="Ask at most {wanted}, or free space first.",
)
NOT_COVERED = Code(
    "LED-002",
    nl="{subject}: er is {seen} nodig, maar op de rekening staat {wanted}.",
    en="{subject}: {seen} is needed, but the account holds {wanted}.",
    mend_nl="Boek hoogstens {wanted}, of boek eerst wat hieraan voorafgaat.",
    mend_en="Book at most {wanted}, or first book what comes before it.",
)
NOT_POSITIVE = Code(
    "LED-003",
    nl="{subject}: het bedrag is {seen}.",
    en="{subject}: the amount is {seen}.",
    mend_nl="Boek een bedrag boven nul. Een boeking terug is een boeking de andere kant op.",
    mend_en="Book an amount above zero; a correction is a transfer the other way.",
)
NO_SUCH_MOVE = Code(
    "LED-004",
    nl="{subject}: van '{seen}' naar '{wanted}' kan niet worden geboekt.",
    en="{subject}: nothing can move from '{seen}' to '{wanted}'.",
    mend_nl="Kies een boeking uit de lijst van boekingen.",
    mend_en="Choose one of the listed moves.",
)
OTHER_FRAME = Code(
    "LED-005",
    nl="{subject}: de boeking gaat van {seen} naar {wanted}.",
    en="{subject}: the transfer goes from {seen} to {wanted}.",
    mend_nl="Boek binnen één deelkader. Alleen vrije ruimte kan naar een ander deelkader, binnen hetzelfde jaar.",
    mend_en="Book within one frame; only free space can go to another frame, within the same year.",
)
WRONG_CONTRACT = Code(
    "LED-006",
    nl="{subject}: het contract klopt niet (van '{seen}' naar '{wanted}').",
    en="{subject}: the contract is not right (from '{seen}' to '{wanted}').",
    mend_nl="Noem bij beide rekeningen hetzelfde contract, en geen contract bij rekeningen die voor allen zijn.",
    mend_en="Name the same contract on both accounts, and none on accounts that are for all.",
)
ID_REUSED = Code(
    "LED-007",
    nl="{subject} bestaat al, met een andere inhoud.",
    en="{subject} exists already, with other content.",
    mend_nl="Geef de nieuwe boeking een eigen naam.",
    mend_en="Give the new transfer a name of its own.",
)
EXISTS = Code(
    "LED-008",
    nl="{subject} is al geboekt.",
    en="{subject} has been booked already.",
    mend_nl="U hoeft niets te doen: de boeking telt één keer.",
    mend_en="Nothing to do: the transfer counts once.",
    severity=Severity.NOTE,
)
UNKNOWN_PENDING = Code(
    "LED-009",
    nl="{subject} gaat over '{seen}', maar die boeking is er niet of is niet voorlopig.",
    en="{subject} is about '{seen}', which does not exist or is not pending.",
    mend_nl="Boek eerst de voorlopige boeking, of verbeter de verwijzing.",
    mend_en="Book the pending transfer first, or correct the reference.",
)
ALREADY_POSTED = Code(
    "LED-010",
    nl="{subject}: '{seen}' is al definitief geboekt.",
    en="{subject}: '{seen}' has been posted already.",
    mend_nl="Boek een verandering als nieuwe boeking de andere kant op.",
    mend_en="Book a change as a new transfer the other way.",
)
ALREADY_VOIDED = Code(
    "LED-011",
    nl="{subject}: '{seen}' is al ingetrokken.",
    en="{subject}: '{seen}' has been voided already.",
    mend_nl="Begin opnieuw met een voorlopige boeking.",
    mend_en="Start again with a pending transfer.",
)
ALREADY_EXPIRED = Code(
    "LED-012",
    nl="{subject}: '{seen}' is al verlopen.",
    en="{subject}: '{seen}' has expired already.",
    mend_nl="Begin opnieuw met een voorlopige boeking.",
    mend_en="Start again with a pending transfer.",
)
AMOUNT_DIFFERS = Code(
    "LED-013",
    nl="{subject}: het bedrag is {seen}, maar voorlopig geboekt is {wanted}.",
    en="{subject}: the amount is {seen}, but {wanted} is pending.",
    mend_nl="Neem het hele bedrag over. Trek anders de voorlopige boeking in en boek opnieuw.",
    mend_en="Take over the whole amount; else void the pending transfer and book anew.",
)
ACCOUNTS_DIFFER = Code(
    "LED-014",
    nl="{subject}: de rekeningen zijn andere dan bij '{seen}'.",
    en="{subject}: the accounts are not those of '{seen}'.",
    mend_nl="Neem de rekeningen van de voorlopige boeking over.",
    mend_en="Take over the accounts of the pending transfer.",
)
NOT_YET_LAPSED = Code(
    "LED-015",
    nl="{subject}: de termijn loopt nog op {seen}; hij verloopt op {wanted}.",
    en="{subject}: the term still runs on {seen}; it lapses on {wanted}.",
    mend_nl="Wacht tot {wanted}, of trek de boeking in.",
    mend_en="Wait until {wanted}, or void the transfer.",
)
LAPSED = Code(
    "LED-016",
    nl="{subject}: op {seen} is de termijn voorbij; hij verliep op {wanted}.",
    en="{subject}: on {seen} the term is over; it lapsed on {wanted}.",
    mend_nl="Laat de boeking verlopen en begin opnieuw.",
    mend_en="Expire the transfer and start again.",
)
TOO_EARLY = Code(
    "LED-017",
    nl="{subject}: de dag {seen} ligt voor de voorlopige boeking van {wanted}.",
    en="{subject}: the day {seen} lies before the pending transfer of {wanted}.",
    mend_nl="Kies een dag vanaf {wanted}.",
    mend_en="Choose a day from {wanted} on.",
)
NO_CAUSE = Code(
    "LED-018",
    nl="{subject} heeft geen oorzaak of geen verwijzing.",
    en="{subject} has no cause or no reference.",
    mend_nl="Schrijf op waarom er geboekt wordt en waar dat uit volgt.",
    mend_en="Say why it is booked and from what that follows.",
)
WRONG_STATE = Code(
    "LED-019",
    nl="{subject}: de toestand '{seen}' past niet bij deze boeking.",
    en="{subject}: the state '{seen}' does not fit this transfer.",
    mend_nl="Een voorlopige boeking verwijst nergens naar; intrekken en verlopen verwijzen altijd naar een voorlopige.",
    mend_en="A pending transfer refers to nothing; voiding and expiring always refer to a pending one.",
)
FINDINGS = (
    OVER_CEILING,
    NOT_COVERED,
    NOT_POSITIVE,
    NO_SUCH_MOVE,
    OTHER_FRAME,
    WRONG_CONTRACT,
    ID_REUSED,
    EXISTS,
    UNKNOWN_PENDING,
    ALREADY_POSTED,
    ALREADY_VOIDED,
    ALREADY_EXPIRED,
    AMOUNT_DIFFERS,
    ACCOUNTS_DIFFER,
    NOT_YET_LAPSED,
    LAPSED,
    TOO_EARLY,
    NO_CAUSE,
    WRONG_STATE,
)

TRANSIENT = frozenset(code.id for code in (OVER_CEILING, NOT_COVERED, UNKNOWN_PENDING, NOT_YET_LAPSED))
"""Refusals of the same transfer that may pass later, when the ledger or the day has moved on."""


def may_pass_later(finding: Finding) -> bool:
    """Whether the same transfer may pass when it is tried again; the others never will."""
    return finding.code.id in TRANSIENT

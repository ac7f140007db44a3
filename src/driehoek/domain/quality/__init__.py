"""What the corners say to each other and hold each other to: input of clients, talks, and what was promised.

It is the last part of the year's order: it may look at everything before it and nothing looks at it.

Promises: what a council said, what a talk agreed and what somebody promised is judged by rules that know no person, no
clock and no screen; every state says why it is so.
"""

from driehoek.domain.quality.commitments import (
    Commitment,
    Side,
    Standing,
    State,
    Word,
    WordKind,
    check_commitment,
    check_word,
    other_side,
    overdue,
    standing_of,
)
from driehoek.domain.quality.councils import (
    About,
    Answer,
    Body,
    Followed,
    Input,
    Matter,
    Right,
    Way,
    check_answer,
    check_input,
    matters_on,
)
from driehoek.domain.quality.talks import (
    BASIC_QUALITY,
    Agreement,
    Confirmation,
    Point,
    Saying,
    TalkReport,
    Track,
    agreement_on,
    check_report,
)

__all__ = [
    "BASIC_QUALITY",
    "About",
    "Agreement",
    "Answer",
    "Body",
    "Commitment",
    "Confirmation",
    "Followed",
    "Input",
    "Matter",
    "Point",
    "Right",
    "Saying",
    "Side",
    "Standing",
    "State",
    "TalkReport",
    "Track",
    "Way",
    "Word",
    "WordKind",
    "agreement_on",
    "check_answer",
    "check_commitment",
    "check_input",
    "check_report",
    "check_word",
    "matters_on",
    "other_side",
    "overdue",
    "standing_of",
]

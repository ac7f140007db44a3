"""Who may do what for whom: mandates and their chains, the hats one person cannot wear together, keys that are asked.

Promises: an act that binds an organisation rests on a mandate that holds that day, covers that act and that amount;
when it does not, the finding says which of these is missing. Nothing here knows a database, a clock or a request.
"""

from driehoek.domain.people.claims import Broker, ClaimMap, SignIn, read_claims
from driehoek.domain.people.hats import TWO_HATS, Hat, two_hats
from driehoek.domain.people.keys import (
    INVITATION_DAYS,
    SECOND_FACTOR,
    Assurance,
    invitation_ends,
    needs_second_factor,
)
from driehoek.domain.people.mandates import (
    BindingAct,
    Bound,
    Delegation,
    Held,
    Mandate,
    judge,
    reach,
)

__all__ = [
    "INVITATION_DAYS",
    "SECOND_FACTOR",
    "TWO_HATS",
    "Assurance",
    "BindingAct",
    "Bound",
    "Broker",
    "ClaimMap",
    "Delegation",
    "Hat",
    "Held",
    "Mandate",
    "SignIn",
    "invitation_ends",
    "judge",
    "needs_second_factor",
    "reach",
    "read_claims",
    "two_hats",
]

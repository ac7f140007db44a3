"""The term in which a result is not final yet: as long as a route of the policy is open, nothing is adopted.

The term is the longest of the routes that the policy gives a number of days. It runs from the day of the decision,
which itself does not count; the last day still belongs to it. A new version has a term of its own.
"""

from __future__ import annotations

from datetime import date, timedelta

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy import Policy
from driehoek.domain.policy.remedies import last_day
from driehoek.kernel import Code, Finding

INSIDE_TERM = Code(
    "VER-020",
    nl="Versie {subject} kan op {seen} nog niet definitief worden: tot en met {wanted} kan een partij ertegen opkomen.",
    en="Version {subject} cannot become final on {seen}: until {wanted} included a party can challenge it.",
    mend_nl="Wacht tot de dag na {wanted}.",
    mend_en="Wait until the day after {wanted}.",
)
NOT_RIGHT = Code(
    "VER-021",
    nl="Versie {subject} kan niet definitief worden: de controle vindt {seen} fouten.",
    en="Version {subject} cannot become final: verification finds {seen} faults.",
    mend_nl="Herstel de verdeling eerst; zie result/findings.csv.",
    mend_en="Mend the division first; see result/findings.csv.",
)
FINDINGS = (INSIDE_TERM, NOT_RIGHT)


def standstill_until(policy: Policy, decided_on: date) -> date | None:
    """The last day on which a route of the policy is open after a decision; None when no route has a term."""
    return max((last_day(route, decided_on) for route in policy.objection if route.days), default=None)


def first_day(outcome: RoundOutcome) -> date:
    """The first day on which the outcome may be made final."""
    until = standstill_until(outcome.dossier.policy, outcome.decided_on)
    return outcome.decided_on if until is None else until + timedelta(days=1)


def may_adopt(outcome: RoundOutcome, day: date) -> tuple[Finding, ...]:
    """Whether the outcome may be made final on ``day``: nothing, or why not."""
    version, first = str(outcome.version), first_day(outcome)
    found = []
    if day < first:
        found.append(
            Finding(INSIDE_TERM, version, seen=day.isoformat(), wanted=(first - timedelta(days=1)).isoformat())
        )
    return (*found, *unsound(outcome))


def unsound(outcome: RoundOutcome) -> tuple[Finding, ...]:
    """Why an outcome may not be adopted on any day: nothing, or that verification rejects it."""
    wrong = len(outcome.verification)
    return (Finding(NOT_RIGHT, str(outcome.version), seen=str(wrong)),) if wrong else ()

"""The round of the example on the day of its decision, and how to decide on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.db import connections

from driehoek.adapters.store.acting import Actor, acting
from driehoek.adapters.store.models import Agreement, Assignment, Contract, Membership, Result, Role, Round
from driehoek.application.agreement.opening import CareBefore, opening_conditions, opening_lines
from driehoek.application.outcome import RoundOutcome
from driehoek.bootstrap import stored_decisions
from driehoek.bootstrap.stored_agreements import Parties, Told, open_one
from driehoek.bootstrap.stored_decisions import Stand, outcome_at
from driehoek.bootstrap.stored_versions import outcome_of
from driehoek.kernel import Quantity, Unit
from driehoek.web.example_clock import AMSTERDAM
from driehoek.web.portal.deciding import letter_page

DAY = datetime(2026, 10, 9, 10, 0, tzinfo=AMSTERDAM)
"""The day of the decision; the longest term is 20 days."""
LAST = date(2026, 10, 29)
TABLES = (
    "signingseal",
    "agreementpaper",
    "agreementmark",
    "agreementversion",
    "agreementlook",
    "agreementannouncement",
    "agreementremark",
    "agreementconditions",
    "agreementclash",
    "agreementchange",
    "agreementcell",
    "agreementline",
    "agreement",
    "outcome",
    "result",
    "deviation",
    "roundevent",
    "ledgertransfer",
    "ledgeraccount",
)


@contextmanager
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[Round]:
    """The round on the day of the decision, without assessors in the portal; afterwards as it was."""
    clock(monkeypatch, DAY)
    before = Round.objects.using("owner").get(slug="wlz-2027")
    kept = list(Assignment.objects.using("owner").all())
    sql("DELETE FROM store_assignment")
    yield before
    sql(
        *(f"DELETE FROM store_{name}" for name in TABLES),
        "UPDATE store_round SET state = 'open'",
        "DELETE FROM store_roundfile WHERE path = 'adjustments.csv' "
        "AND (isempty(valid) OR lower(valid) > '2026-01-01')",
        "UPDATE store_roundfile SET valid = tstzrange(lower(valid), NULL) WHERE path = 'adjustments.csv'",
    )
    Assignment.objects.using("owner").bulk_create(kept)


def sql(*statements: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("driehoek.web.middleware.now", lambda: moment)


def buyer(number: int = 0) -> Actor:
    held = Membership.objects.using("owner").filter(role=Role.PURCHASING).order_by("pk")[number]
    return Actor(held.organisation_id, Role.PURCHASING, held.person_id)


def now(found: Round) -> RoundOutcome:
    with acting(buyer()):
        made = outcome_at(found.pk, DAY)
    assert isinstance(made, RoundOutcome)
    return made


def adopt(found: Round, seen: str = "", **stand: object) -> Result:
    with acting(buyer()):
        held = Stand(DAY, DAY.date(), **stand)  # type: ignore[arg-type]  # only what a test changes
        return stored_decisions.adopt(
            buyer(), found.pk, seen or now(found).decision_fingerprint, "Volgens beleid (SYNTHETIC).", held, letter_page
        )


OLD = (CareBefore("regulier", "SYNOUD", "Oude zorg (SYNTHETIC)", Quantity(40, Unit.ETMAAL)),)
"""Care of last year that is not in the agreement."""
AFTER = datetime(2026, 10, 30, 11, 0, tzinfo=AMSTERDAM)


def opened_agreement(found: Round) -> Agreement:
    """An agreement of the provider whose people sign in, with lines as its neighbour was granted."""
    outcome = now(found)
    lines = opening_lines(outcome.dossier, outcome.allocation)["99000002"]
    conditions = opening_conditions(outcome.dossier.policy)
    provider = Contract.objects.using("owner").get(agb="99000001").provider_id
    told = Told(outcome.decision_fingerprint, "Het besluit (SYNTHETIC)", AFTER)
    with acting(buyer()):
        return open_one(buyer(), Parties(found, "99000001", provider, OLD), lines, conditions, told)


def finalise(found: Round) -> Result:
    """Adopt, and make the result final on the day after the longest term."""
    adopt(found)
    after = datetime(2026, 10, 30, 10, 0, tzinfo=AMSTERDAM)
    with acting(buyer()):
        stand = Stand(after, after.date())
        return stored_decisions.finalise(buyer(), found.pk, "Geen reacties (SYNTHETIC).", stand, outcome_of)

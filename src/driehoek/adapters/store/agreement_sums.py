"""What many agreements come to and under which conditions, without reading each line of them here."""

from __future__ import annotations

from collections import defaultdict

from django.db import connection

from driehoek.adapters.store.agreement_versions import read_conditions
from driehoek.adapters.store.models import Agreement, AgreementConditions
from driehoek.domain.agreement.conditions import Conditions
from driehoek.domain.ledger import SpaceFrame
from driehoek.kernel import Money, Unit

Sums = list[tuple[SpaceFrame, Money]]
"""Per sub-frame what the lines come to."""


def line_sums(rows: list[Agreement]) -> dict[int, Sums]:
    """Price times quantity per agreement and sub-frame, each line rounded half up to the cent as `Quantity.at` does."""
    years = {row.pk: row.year for row in rows}
    steps = " ".join(f"WHEN '{unit.value}' THEN {unit.steps}" for unit in Unit)
    found: defaultdict[int, Sums] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.agreement_id, l.pool, l.frame, SUM(floor((2 * COALESCE(q.value, 0) * COALESCE(p.value, 0)"  # noqa: S608 - our own words
            f" + u.steps)::numeric / (2 * u.steps))) FROM store_agreementline l"
            f" CROSS JOIN LATERAL (SELECT CASE l.unit {steps} END AS steps) u"
            " JOIN store_agreementcell q USING (agreement_id, lot, product)"
            " JOIN store_agreementcell p USING (agreement_id, lot, product)"
            " WHERE q.column = 'quantity' AND p.column = 'price' AND l.agreement_id = ANY(%s)"
            " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            [list(years)],
        )
        for agreement, pool, frame, cents in cursor.fetchall():
            found[agreement].append((SpaceFrame(years[agreement], pool, frame), Money(int(cents))))
    return found


def conditions_of_each(rows: list[Agreement]) -> dict[int, Conditions]:
    """The conditions that hold, of each."""
    held = AgreementConditions.objects.filter(agreement__in=rows).order_by("agreement", "-number")
    return {row.agreement_id: read_conditions(row.content) for row in held.distinct("agreement")}

"""Migrations go forward over data: what the version before wrote is there afterwards, under the newer rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections

from driehoek.adapters.store.connection import faults, migrate, open_store
from driehoek.adapters.store.embedded import Embedded
from tests.stores import FAST

FILL = """
INSERT INTO store_organisation (id, kind, name, code, regions) VALUES
  ('00000000-0000-0000-0000-000000000001', 'purchaser', 'Zorgkantoor (SYNTHETIC)', '5501', '{}');
INSERT INTO store_ledgeraccount (purchaser_id, year, pool, frame, kind, contract, debits, credits, pending_debits,
                                 pending_credits)
SELECT '00000000-0000-0000-0000-000000000001', 2026, 'noord', 'regular', kind, '', 0, 0, 0, 0
FROM unnest(ARRAY['source', 'space']) kind;
INSERT INTO store_ledgertransfer (id, purchaser_id, debit_id, credit_id, amount, state, cause, reference, day, bearer,
                                  posted_at)
SELECT 'ruimte', s.purchaser_id, s.id, t.id, 100, 'posted', 'ruimte', 'besluit', '2026-01-01', '', now()
FROM store_ledgeraccount s, store_ledgeraccount t WHERE s.kind = 'source' AND t.kind = 'space';
"""


def test_data_of_before_the_rounds_comes_through_every_later_migration(server: Embedded, folder: Path) -> None:
    with Embedded(folder, FAST) as old:
        open_store(old.url())
        try:
            call_command("migrate", "store", "0002", database="owner", interactive=False, verbosity=0)
            with psycopg.connect(old.url()) as connection:
                connection.execute(FILL)
                tables = connection.execute("SELECT count(*) FROM pg_tables WHERE tablename = 'store_round'").fetchone()
            assert tables == (0,)
            migrate()
            assert faults() == ()
            with psycopg.connect(old.url()) as connection:
                held = connection.execute("SELECT credits FROM store_ledgeraccount WHERE kind = 'space'").fetchone()
                rounds = connection.execute("SELECT count(*) FROM store_round").fetchone()
            assert (held, rounds) == ((100,), (0,))
            assert not _waiting()
        finally:
            connections.close_all()
            open_store(server.url())


def _waiting() -> Sequence[object]:
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - beside its use

    executor = MigrationExecutor(connections["owner"])
    return executor.migration_plan(executor.loader.graph.leaf_nodes())

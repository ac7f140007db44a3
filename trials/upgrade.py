"""Bring the data of a whole portal from PostgreSQL 16 to 18, and kill that at random moments.

What it promises: every row of every table is there afterwards, the guards stand, the ledger recounts, the log verifies,
and the old data is kept beside the new; a kill at whatever moment leaves a folder that the same command finishes. The
programs of both versions are real, of the package that the embedded server comes from; the kill is SIGKILL.

    python trials/upgrade.py            15 kills, 100,000 lines in the log and 100 MB of documents
    python trials/upgrade.py --sample   1 kill, 2,000 lines and 2 MB
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.web.settings")
os.environ.setdefault("DRIEHOEK_SECRET_KEY", "of the trial alone " * 3)
os.environ.setdefault("DRIEHOEK_LOG", os.devnull)
os.environ["DRIEHOEK_EXAMPLE"] = "yes"

import django  # noqa: E402 - the settings are chosen above

django.setup()

from django.db import connections  # noqa: E402 - the tables are known once Django is

from driehoek.adapters.store.acting import Actor, acting  # noqa: E402
from driehoek.adapters.store.booking import post  # noqa: E402
from driehoek.adapters.store.chain import verify_chain  # noqa: E402
from driehoek.adapters.store.connection import faults, migrate, open_store  # noqa: E402
from driehoek.adapters.store.embedded import MAJOR, Embedded, version_of  # noqa: E402
from driehoek.adapters.store.evidence import Upload, keep_evidence  # noqa: E402
from driehoek.adapters.store.models import Organisation  # noqa: E402
from driehoek.adapters.store.recounting import ledger_faults  # noqa: E402
from driehoek.adapters.store.trail import chain, extend_chain  # noqa: E402
from driehoek.domain.ledger.accounts import Move, SpaceFrame  # noqa: E402
from driehoek.domain.ledger.transfers import Booking  # noqa: E402
from driehoek.kernel import Money  # noqa: E402
from driehoek.web.example_clock import MID_COURSE  # noqa: E402
from driehoek.web.example_data import WRITING, make_example  # noqa: E402
from driehoek.web.example_sealed import seal_in_example  # noqa: E402

OLD = 16
MEGABYTE = 1_000_000
MORE_ACTS = """
    INSERT INTO store_outboxentry (organisation_id, act, subject, content, at, transaction)
    SELECT organisation_id, 'trial', n::text, '{"salt": "x", "content": {"trial": true}}', at, 0
    FROM (SELECT organisation_id, at FROM store_outboxentry WHERE organisation_id IS NOT NULL LIMIT 1) one,
         generate_series(1, %s) AS n
"""


@dataclass(frozen=True)
class Size:
    """How much there is: lines of the log, megabytes of documents, and how often the upgrade is killed."""

    acts: int
    documents: int
    kills: int


def fill(folder: Path, size: Size) -> None:
    """A portal on the example in the old version, with a ledger, documents and a long log."""
    with Embedded(folder, major=OLD) as server:
        open_store(server.url(), "driehoek.web.settings")
        migrate()
        example = ROOT / "examples" / "wlz-2027"
        assert make_example(example) == ""
        seal_in_example(example, WRITING)
        book()
        provider = Organisation.objects.using("owner").filter(kind="provider").order_by("code")[0]
        actor, random = Actor(provider.pk, "providing"), Random(1)
        for number in range(size.documents):
            with acting(actor):
                data = b"%PDF- " + random.randbytes(MEGABYTE)
                keep_evidence(actor, Upload(f"{number}.pdf", "pdf", data, "", date(2026, 5, 1)), MID_COURSE)
        with connections["owner"].cursor() as cursor:
            cursor.execute(MORE_ACTS, [size.acts])
        while extend_chain(10_000):
            pass
        connections.close_all()


def book() -> None:
    """Space granted and reserved, so that there is a ledger to recount."""
    purchaser = Organisation.objects.using("owner").get(kind="purchaser")
    booking, frame = Booking("besluit", "proef (SYNTHETIC)", date(2027, 1, 1)), SpaceFrame(2027, "regio", "regular")
    moves = [booking.book(Move.GRANT, frame, Money.euros(1000))]
    moves += [booking.book(Move.RESERVE, frame, Money.euros(1), contract=f"{n:08}") for n in range(1, 201)]
    with acting(Actor(purchaser.pk, "purchasing")):
        assert post(purchaser.pk, moves, {}) == ()


def stand(folder: Path, major: int) -> dict[str, tuple[int, str]]:
    """Of each table how many rows it has and what they come to; every promise is looked at on the way."""
    found = {}
    with Embedded(folder, major=major) as server:
        open_store(server.url(), "driehoek.web.settings")
        with connections["owner"].cursor() as cursor:
            for name in sorted(connections["owner"].introspection.table_names(cursor)):
                cursor.execute(f"SELECT md5(t::text) FROM {name} t ORDER BY 1")
                rows = [row for (row,) in cursor.fetchall()]
                found[name] = (len(rows), hashlib.sha256("".join(rows).encode()).hexdigest())
        assert faults() == (), "a guard is missing"
        assert ledger_faults() == (), "the ledger does not recount"
        assert verify_chain(list(chain()), "") == (), "the log does not verify"
        connections.close_all()
    return found


def upgrade(data: Path, kill_after: float | None = None) -> float:
    """Run the command, as a person does; how long it took."""
    command = [sys.executable, "-m", "driehoek", "admin", "database", "upgrade", "--data", str(data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if kill_after is not None:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    assert kill_after is not None or process.returncode == 0, said
    return time.perf_counter() - began


def fresh(kept: Path, data: Path) -> None:
    """The old data again, as it was."""
    shutil.rmtree(data, ignore_errors=True)
    subprocess.run(["cp", "-a", str(kept), str(data)], check=True)


def main() -> int:
    """Do it and say what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", action="store_true", help="seconds instead of minutes")
    size = Size(2_000, 2, 1) if parser.parse_args().sample else Size(100_000, 100, 15)
    with TemporaryDirectory(prefix="driehoek-upgrade-") as name:
        base = Path(name)
        base.chmod(0o755)
        kept, data = base / "kept", base / "data"
        fill(kept / "database", size)
        before = stand(kept / "database", OLD)
        total = sum(count for count, _ in before.values())
        disk = sum(file.stat().st_size for file in (kept / "database").rglob("*") if file.is_file()) / MEGABYTE
        print(f"PostgreSQL {OLD}: {len(before)} tables, {total} rows, {disk:.0f} MB on disk", flush=True)
        fresh(kept, data)
        took = upgrade(data)
        assert version_of(data / "database" / "cluster") == MAJOR
        assert version_of(data / "database" / f"cluster.{OLD}") == OLD, "the old data is gone"
        assert stand(data / "database", MAJOR) == before, "a row is lost or another"
        print(
            f"upgraded to {MAJOR} in {took:.1f} s: every row, guard, balance and line of the log is there", flush=True
        )
        random, waited = Random(1618), 0
        for number in range(1, size.kills + 1):
            fresh(kept, data)
            moment = random.uniform(0.2, took)
            upgrade(data, moment)
            is_done = version_of(data / "database" / "cluster") == MAJOR
            waited += not is_done
            upgrade(data)
            assert stand(data / "database", MAJOR) == before, (
                f"kill {number} at {moment:.2f} s: a row is lost or another"
            )
        print(f"killed {size.kills} times between 0.2 and {took:.1f} s, {waited} before the end: finished each time")
    return 0


if __name__ == "__main__":
    sys.exit(main())

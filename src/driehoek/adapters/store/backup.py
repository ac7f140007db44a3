"""Write the store out to one file and read it back in, whole or not at all.

The file is a zip with ``store.dump`` (what pg_dump wrote: tables, rules, guards, rights) and ``backup.json``, which
says what must be found again: rows per table, the last hash of the chain, the fingerprint of the dump. Roles are not in
a dump of one database; the role that serves is made when it is not there. Sessions stay out: nobody comes back signed
in. The key that signs sessions is not in it either, and is of no use after a restore.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections

from driehoek.adapters.store.chain import verify_chain
from driehoek.adapters.store.connection import faults, migrate
from driehoek.adapters.store.embedded import EmbeddedError, binaries
from driehoek.adapters.store.recounting import ledger_faults
from driehoek.adapters.store.server import database
from driehoek.adapters.store.trail import chain
from driehoek.adapters.store.whole import NOT_A_BACKUP, NOT_AS_IT_WAS, NOT_EMPTY
from driehoek.kernel import Finding

DUMP, SAID = "store.dump", "backup.json"
FORM = 1
BESIDE = "driehoek_before_restore"
"""The schema in which the old tables wait until the new ones are found whole."""


class BackupError(Exception):
    """A program of PostgreSQL did not do its work; the message is what it said."""


def back_up(url: str, file: Path, at: datetime, version: str) -> dict[str, int]:
    """Write the store to a file that only its owner can read.

    Args:
        url: of the database, for the role that owns the tables; the store is open.
        file: where to; what stood there is replaced once the new one is whole.
        at: now.
        version: of Driehoek.

    Returns:
        The rows per table.

    Raises:
        BackupError: when pg_dump refuses.
    """
    with TemporaryDirectory(prefix=".driehoek-", dir=file.parent) as name:
        dump, made = Path(name) / DUMP, Path(name) / "made.zip"
        with connections["owner"].cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            try:
                _run(url, "pg_dump", "--format=custom", "--enable-row-security", f"--snapshot={snapshot}",
                     "--exclude-table-data=public.django_session", f"--file={dump}")  # fmt: skip
                rows = _rows(cursor)
                cursor.execute("SELECT hash FROM store_auditentry ORDER BY number DESC LIMIT 1")
                last = cursor.fetchone()
            finally:
                cursor.execute("ROLLBACK")
        said = {
            "form": FORM,
            "driehoek": version,
            "at": at.isoformat(),
            "sha256": _sha256(dump),
            "chain": last[0] if last else "",
            "rows": rows,
        }
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
            packed.writestr(SAID, json.dumps(said, indent=1, sort_keys=True))
            packed.write(dump, DUMP)
        made.chmod(0o600)
        made.replace(file)
    return rows


def restore(url: str, file: Path, *, replace: bool = False) -> tuple[Finding, ...]:
    """Read a backup into the database, bring it up to date, and hold it to what the backup says.

    Args:
        url: of the database, for the role that owns the tables; the store is open.
        file: a backup.
        replace: whether what stands in the database may go.

    Returns:
        Why not; empty when the store stands as it was. When there is a finding the database is as before.

    Raises:
        BackupError: when pg_restore refuses; the database is as before.
    """
    with TemporaryDirectory(prefix="driehoek-") as name:
        opened = _unpacked(file, Path(name))
        if isinstance(opened, Finding):
            return (opened,)
        standing = _tables()
        if standing and not replace:
            return (Finding(NOT_EMPTY, str(file), seen=str(standing)),)
        _execute(f"DROP SCHEMA IF EXISTS {BESIDE} CASCADE", f"ALTER SCHEMA public RENAME TO {BESIDE}",
                 "CREATE SCHEMA public")  # fmt: skip
        found: tuple[Finding, ...] | None = None
        try:
            _execute(_role())
            _run(url, "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={database(url)['NAME']}",
                 "--single-transaction", str(Path(name) / DUMP))  # fmt: skip
            found = _held_to(opened)
        finally:
            for connection in connections.all():
                connection.close()
            if found == ():
                _execute(f"DROP SCHEMA {BESIDE} CASCADE")
            else:
                _execute("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {BESIDE} RENAME TO public")
    return found


def _role() -> str:
    """The statement that makes the role that serves, where it is not there."""
    text = files("driehoek.adapters.store").joinpath("sql", "roles.sql").read_text(encoding="utf-8")
    return text[: text.index("END $$;") + len("END $$;")]


def _held_to(said: Mapping[str, Any]) -> tuple[Finding, ...]:
    """What differs from the backup, and whether the store keeps its promises."""
    with connections["owner"].cursor() as cursor:
        rows = _rows(cursor)
    wrong = [
        Finding(NOT_AS_IT_WAS, name, seen=str(rows.get(name, 0)), wanted=str(count))
        for name, count in sorted(said["rows"].items())
        if rows.get(name, 0) != count
    ]
    if wrong:
        return tuple(wrong)
    migrate()
    return (*faults(), *verify_chain(chain(), str(said["chain"])), *ledger_faults())


def _unpacked(file: Path, into: Path) -> dict[str, Any] | Finding:
    try:
        with zipfile.ZipFile(file) as packed:
            said: dict[str, Any] = json.loads(packed.read(SAID))
            packed.extract(DUMP, into)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        return Finding(NOT_A_BACKUP, str(file), seen=str(error) or type(error).__name__)
    if said.get("form") != FORM or said.get("sha256") != _sha256(into / DUMP):
        return Finding(NOT_A_BACKUP, str(file), seen=f"{DUMP} ≠ {SAID}")
    return said


def _rows(cursor: Any) -> dict[str, int]:
    """Exact rows per table; sessions are not kept, and what Django knows of itself grows with its version."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    names = [name for (name,) in cursor.fetchall() if name != "django_session"]
    counted = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM public."{name}"')  # noqa: S608 - a name of our own catalogue
        counted[name] = cursor.fetchone()[0]
    return counted


def _tables() -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return int(cursor.fetchone()[0])


def _execute(*statements: str) -> None:
    with connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _run(url: str, program: str, *words: str) -> None:
    """Run a program of PostgreSQL, our own or the machine's; the password goes by the environment, out of sight."""
    try:
        path = str(binaries() / program)
    except EmbeddedError:
        path = shutil.which(program) or ""
    if not path:
        msg = f"{program} is not on this machine; install the client programs of PostgreSQL"
        raise BackupError(msg)
    where = database(url)
    given = {"PGHOST": where["HOST"], "PGPORT": where["PORT"], "PGUSER": where["USER"], "PGDATABASE": where["NAME"]}
    given |= {"PGPASSWORD": where["PASSWORD"], "PGSSLMODE": str(where["OPTIONS"].get("sslmode", ""))}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with suppress(KeyError):
        given |= {"PGSSLROOTCERT": str(where["OPTIONS"]["sslrootcert"])}
    done = subprocess.run(  # noqa: S603 - our own words
        [path, *words],
        capture_output=True,
        check=False,
        env=kept | {name: value for name, value in given.items() if value},
    )
    if done.returncode:
        raise BackupError(done.stderr.decode(errors="replace").strip()[-2000:])

"""Bring the embedded data to the major version that this release uses.

Everything is written out by the old version and read in by the new one, into a cluster beside the old. Only when that
is whole do they change places; the old one stays as ``cluster.OLD`` until somebody removes it. A kill at any moment
leaves a folder that the next start or upgrade finishes.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from driehoek.adapters.store.embedded import MAJOR, Embedded, EmbeddedError, version_of

READY = "cluster.upgraded"
"""A whole new cluster that waits for its name."""


def upgrade(folder: Path) -> Path | None:
    """Upgrade the data in ``folder``.

    Args:
        folder: the data folder of an embedded server that does not run.

    Returns:
        Where the old data is kept; None when there was nothing to do.

    Raises:
        EmbeddedError: when the data is newer than this release, in use, or cannot be written out or read in; the old
            data is untouched then.
    """
    old = version_of(folder / "cluster")
    if old is None or old == MAJOR:
        return None
    if old > MAJOR:
        msg = f"The data in {folder} was made by PostgreSQL {old}, which is newer than {MAJOR}. Use a newer Driehoek."
        raise EmbeddedError(msg)
    text = _written_out(folder, old)
    making = folder / "upgrading"
    shutil.rmtree(making, ignore_errors=True)
    with Embedded(making) as new:
        where = ("-h", str(new.sockets), "-p", "5432", "-U", "driehoek_owner", "-d", "postgres")
        new.run("psql", *where, "-q", "-v", "ON_ERROR_STOP=1", stdin=text)
    (making / "cluster").rename(folder / READY)
    shutil.rmtree(making)
    kept = folder / f"cluster.{old}"
    (folder / "cluster").rename(kept)
    (folder / READY).rename(folder / "cluster")
    return kept


def _written_out(folder: Path, old: int) -> bytes:
    """All data and roles as SQL, without what every new cluster has of its own."""
    with Embedded(folder, major=old) as server:
        where = ("-h", str(server.sockets), "-p", "5432", "-U", "driehoek_owner")
        text = server.run("pg_dumpall", *where, "--quote-all-identifiers")
    own = ('CREATE ROLE "driehoek_owner";', 'CREATE DATABASE "driehoek" ')
    return "\n".join(line for line in text.splitlines() if not line.startswith(own)).encode()

"""What tests of the store and of the portal share."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "150"}
"""For tests of what is refused; tests of what survives use a server of their own."""


def reachable() -> TemporaryDirectory[str]:
    """A folder that the user of the server can reach: the tests' own folders are closed to others."""
    made = TemporaryDirectory(prefix="driehoek test ")
    Path(made.name).chmod(0o755)
    return made

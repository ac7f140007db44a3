"""Connections that stay open and are lent to one request at a time.

What a request says of who acts holds for its transaction alone (`acting.set_actor`), so that a connection goes on to
the next request without it. A connection is looked at before it is lent: one that the server dropped is replaced.
"""

from __future__ import annotations

from django.db import connections

WAIT = 3.0
"""Seconds that a request waits for a connection before it says that the database cannot be reached."""
GIVE_UP = 1.0
"""Seconds after which a lost connection is tried again only when a request asks: then it is there at once."""
READY = 2
"""How many stay open when nobody asks."""


def lend_connections(most: int) -> None:
    """Keep connections of the application open in this process from now on.

    To be called in the process that serves, after any fork: a connection belongs to one process.

    Args:
        most: how many at a time: as many as requests are answered at the same time.
    """
    stop_lending()
    settings = connections["default"].settings_dict
    settings["OPTIONS"] = {
        **settings["OPTIONS"],
        "pool": {
            "min_size": min(READY, most),
            "max_size": most,
            "timeout": WAIT,
            "reconnect_timeout": GIVE_UP,
            "name": "driehoek",
        },
    }


def stop_lending() -> None:
    """Close what is kept open; from now on a connection is made for each request."""
    own = connections["default"]
    own.close()
    if own.settings_dict["OPTIONS"].get("pool"):
        own.close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has it
        own.settings_dict["OPTIONS"].pop("pool")

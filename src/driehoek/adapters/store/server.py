"""How to reach a database server, and which servers will do."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

OLDEST_SERVER = 16
"""The oldest major version of a server that is supported; the tests run on this one and on the embedded one."""

APP_ROLE, OWNER_ROLE = "driehoek_app", "driehoek_owner"
"""Who serves, and who owns the tables and makes migrations."""


def database(url: str, role: str = "") -> dict[str, Any]:
    """The settings of one database by its URL.

    >>> database("postgresql://driehoek_owner@/driehoek?host=%2Ftmp%2Fs&port=5432", "driehoek_app")["USER"]
    'driehoek_app'

    Args:
        url: ``postgresql://user:password@host:port/name``; for a socket the host stands in the query.
        role: another user than that of the URL.

    Raises:
        ValueError: when it is no URL of PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        msg = f"DATABASE_URL must begin with postgresql://, not {parts.scheme or 'nothing'}"
        raise ValueError(msg)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    port = query.pop("port", str(parts.port or 5432))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "driehoek",
        "USER": role or unquote(parts.username or OWNER_ROLE),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": {**query, "application_name": "driehoek"},
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
    }

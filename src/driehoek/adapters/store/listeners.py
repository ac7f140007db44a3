"""Who listens to the database, as the database knows them."""

from __future__ import annotations

from django.db import connection


def hears(name: str) -> bool:
    """Whether a connection of the application with this name is open: the process that made it is there and hears.

    Args:
        name: by which the connection was opened.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = %s AND usename = current_user "
            "AND datname = current_database())",
            [name],
        )
        return bool(cursor.fetchone() == (True,))

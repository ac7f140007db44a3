"""Open the store: tell Django where the database is, bring its tables up to date, refuse a role that sees too much."""

from __future__ import annotations

import os
from io import StringIO

import django
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from driehoek.adapters.store.pooling import stop_lending
from driehoek.adapters.store.server import APP_ROLE, OLDEST_SERVER, database
from driehoek.kernel import Code, Finding

SETTINGS = "driehoek.adapters.store.settings"

SEES_TOO_MUCH = Code(
    "STO-001",
    nl="De databaserol {subject} kan om de toegangsregels heen: {seen}. Driehoek start zo niet.",
    en="The database role {subject} can pass by the access rules: {seen}. Driehoek does not start like this.",
    mend_nl="Laat Driehoek werken als een rol zonder die rechten, zoals driehoek_app.",
    mend_en="Let Driehoek work as a role without those rights, such as driehoek_app.",
)
UNGUARDED = Code(
    "STO-002",
    nl="Tabel {subject} heeft geen afgedwongen toegangsregels per rij.",
    en="Table {subject} has no forced row-level security.",
    mend_nl="Voer `driehoek admin database migrate` uit; blijft het zo, stop dan en meld het.",
    mend_en="Run `driehoek admin database migrate`; if it stays, stop and report it.",
)
SERVER_TOO_OLD = Code(
    "STO-003",
    nl="De databaseserver is PostgreSQL {seen}; nodig is {wanted} of hoger.",
    en="The database server is PostgreSQL {seen}; {wanted} or later is needed.",
    mend_nl="Werk de server bij, of gebruik de ingebouwde database.",
    mend_en="Upgrade the server, or use the embedded database.",
)
FINDINGS = (SEES_TOO_MUCH, UNGUARDED, SERVER_TOO_OLD)

FRAMEWORK_TABLES = frozenset(
    {
        "account_emailaddress",
        "account_emailconfirmation",
        "django_session",
        "mfa_authenticator",
        "socialaccount_socialaccount",
        "socialaccount_socialapp",
        "socialaccount_socialtoken",
    }
)
"""Tables of the packages for signing in, which the application must write before it knows who acts."""

OPEN_TABLES = FRAMEWORK_TABLES | frozenset(
    {
        "django_content_type",
        "django_migrations",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "store_person",
        "store_auditentry",
    }
)
"""Tables without rows of one organisation alone; the access functions of the application guard them."""


def open_store(url: str, settings_module: str = SETTINGS) -> None:
    """Tell Django where the database is; asked again, it goes to the new place.

    Args:
        url: of the database, for the role that owns the tables.
        settings_module: the settings; the portal has its own.
    """
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module)
    django.setup()
    stop_lending()
    for alias, role in (("default", APP_ROLE), ("owner", "")):
        connections[alias].close()
        connections[alias].settings_dict.update(database(url, role))


def migrate() -> str:
    """Bring the tables up to date as their owner; what was done, for the log."""
    told = StringIO()
    call_command("migrate", database="owner", interactive=False, stdout=told, no_color=True)
    with connections["owner"].cursor() as cursor:
        for name in sorted(FRAMEWORK_TABLES & set(connections["owner"].introspection.table_names())):
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO driehoek_app")
        cursor.execute("GRANT SELECT ON django_content_type TO driehoek_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO driehoek_app")
    return told.getvalue()


def faults(alias: str = "default") -> tuple[Finding, ...]:
    """Why the application must not serve with this connection; empty when all is well."""
    connection = connections[alias]
    return (*_server(connection), *_role(connection), *_tables(connection))


def too_old() -> tuple[Finding, ...]:
    """Why the server cannot be used at all, asked before anything is written in it; empty when it can."""
    return _server(connections["owner"])


def _server(connection: BaseDatabaseWrapper) -> tuple[Finding, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        major = int(cursor.fetchone()[0]) // 10_000
    return (
        (Finding(SERVER_TOO_OLD, "PostgreSQL", seen=str(major), wanted=str(OLDEST_SERVER)),)
        if major < OLDEST_SERVER
        else ()
    )


def _role(connection: BaseDatabaseWrapper) -> tuple[Finding, ...]:
    """A role passes by the rules when it is a superuser, may bypass them, or owns a table or can become such a role."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT current_user, role.rolname, role.rolsuper, role.rolbypassrls,
                   EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                           WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relowner = role.oid)
            FROM pg_roles role WHERE pg_has_role(current_user, role.oid, 'MEMBER')
            """
        )
        rows = cursor.fetchall()
    reasons = [
        (user, f"{name} {word}")
        for user, name, *rights in rows
        for held, word in zip(
            rights, ("is superuser", "mag row-level security omzeilen", "bezit tabellen"), strict=True
        )
        if held
    ]
    return tuple(Finding(SEES_TOO_MUCH, user, seen=reason) for user, reason in reasons)


def _tables(connection: BaseDatabaseWrapper) -> tuple[Finding, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            ORDER BY 1
            """
        )
        names = [name for (name,) in cursor.fetchall()]
    return tuple(Finding(UNGUARDED, name) for name in names if name not in OPEN_TABLES)

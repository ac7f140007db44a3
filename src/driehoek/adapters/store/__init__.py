"""The store: PostgreSQL, embedded by default, a real server by ``DATABASE_URL``.

Promises: what the domain forbids the database refuses too (the ceiling of the space, two versions at one time, a row
of somebody else); nothing that was posted is ever changed or removed.
"""

"""The tables of the store are Python classes that Django must know before any test or example imports them."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.web.settings")
os.environ.setdefault("DRIEHOEK_SECRET_KEY", "of the tests alone " * 3)
os.environ.setdefault("DRIEHOEK_EXAMPLE", "yes")
os.environ.setdefault("DRIEHOEK_LOG", os.devnull)
os.environ.setdefault("DRIEHOEK_HOSTS", "testserver,127.0.0.1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # a browser drives an event loop in the thread of its test
django.setup()

collect_ignore_glob = ["tests/oidc/*.py"]
"""The sign-in server runs in a process of its own, with its own settings; here its tables are not known."""

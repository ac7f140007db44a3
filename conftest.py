"""The tables of the store are Python classes that Django must know before any test or example imports them."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.adapters.store.settings")
django.setup()

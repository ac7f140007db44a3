"""The store as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Its label is the first part of the name of every table."""

    name = "driehoek.adapters.store"
    label = "store"
    verbose_name = "Driehoek"

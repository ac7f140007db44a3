"""What Django needs to know of the store; the portal adds its own to these."""

from __future__ import annotations

import os

from driehoek.adapters.store.server import APP_ROLE, database

_URL = os.environ.get("DATABASE_URL", "postgresql:///driehoek")
DATABASES = {"default": database(_URL, APP_ROLE), "owner": database(_URL)}
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "driehoek.adapters.store"]
AUTH_USER_MODEL = "store.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
SECRET_KEY = os.environ.get("DRIEHOEK_SECRET_KEY", "")

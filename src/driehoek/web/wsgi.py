"""The portal as a server of requests; `driehoek serve` runs it in granian."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.web.settings")
application = get_wsgi_application()

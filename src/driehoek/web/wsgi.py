"""The portal as a server of requests; `driehoek serve` runs it in granian."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driehoek.web.settings")
application = get_wsgi_application()

from driehoek.adapters.store.pooling import lend_connections  # noqa: E402 - the tables are known from here on

THREADS = int(os.environ.get("DRIEHOEK_THREADS", "8"))
"""How many requests are answered at the same time, and so how many connections are lent."""

lend_connections(THREADS)
get_resolver().url_patterns  # noqa: B018 - every page is imported now, not by whoever comes first
gc.collect()
gc.freeze()  # what is imported stays: it need not be looked through each time that memory is cleaned up

"""The log for whoever keeps the portal running: one JSON object a line, and no personal data in it.

Nothing that a person typed, and nothing that says which person, gets in: of a request the name of its route (never its
address), of an error its kind and where it arose (never its message, in which a database quotes what was typed), of
other programs their fixed words (never what was put into them).
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from time import perf_counter, thread_time

from django.http import HttpRequest, HttpResponse

LOGGER = logging.getLogger("driehoek.requests")
FIELDS = ("route", "method", "status", "ms", "cpu", "role", "count")
"""What a line of ours may say beside its words."""


class JsonLine(logging.Formatter):
    """One record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write out what is known to be no personal data, and nothing else."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.casefold(),
            "from": record.name,
            "what": record.msg if isinstance(record.msg, str) and record.args else self._fixed(record),
        }
        said |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
        if record.exc_info and record.exc_info[0] is not None:
            said["error"] = record.exc_info[0].__name__
            said["where"] = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])[-8:]]
        return json.dumps(said, ensure_ascii=False)

    @staticmethod
    def _fixed(record: logging.LogRecord) -> str:
        """The words of a record without arguments, where they are ours; others may have put anything into theirs."""
        return str(record.msg) if record.name.startswith("driehoek.") else ""


def requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Log each request with the time it took inside the portal, and how much of that a processor worked on it."""

    def answer(request: HttpRequest) -> HttpResponse:
        begin, busy = perf_counter(), thread_time()
        response = get_response(request)
        found = request.resolver_match
        LOGGER.info(
            "request",
            extra={
                "route": found.view_name if found else "",
                "method": request.method if request.method in {"GET", "HEAD", "POST"} else "other",
                "status": response.status_code,
                "ms": round((perf_counter() - begin) * 1000, 2),
                "cpu": round((thread_time() - busy) * 1000, 2),
                "role": str(getattr(request, "who", "")),
            },
        )
        return response

    return answer

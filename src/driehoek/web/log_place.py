"""Where the log of the portal is written, for each of its processes."""

from __future__ import annotations

from typing import Any

LEVELS = {"driehoek": "INFO", "django": "WARNING", "allauth": "WARNING"}


def written_to(place: str) -> dict[str, Any]:
    """The log as lines of JSON.

    Args:
        place: ``stderr``, or a file.
    """
    file = {
        "class": "logging.handlers.WatchedFileHandler",  # a program that turns files over may move it
        "filename": place,
        "formatter": "json",
        "encoding": "utf-8",
        "delay": True,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "driehoek.web.logs.JsonLine"}},
        "handlers": {
            "log": {"class": "logging.StreamHandler", "formatter": "json"} if place == "stderr" else file,
        },
        "loggers": {name: {"handlers": ["log"], "level": level, "propagate": False} for name, level in LEVELS.items()},
    }

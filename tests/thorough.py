"""How many cases a suite draws: few enough to wait for, and all of them when somebody asks."""

from __future__ import annotations

import os

LEAST = 8


def draws(many: int) -> int:
    """A quarter of what a suite draws when ``DRIEHOEK_THOROUGH`` is set: every step of the division counts here."""
    return many if os.environ.get("DRIEHOEK_THOROUGH") else max(many // 4, LEAST)

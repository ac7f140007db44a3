"""Driehoek: care purchasing (zorginkoop) in which every decision is explained and can be replayed.

Rooms, lowest first: ``kernel`` (words every part shares), ``domain`` (the procurement year),
``engines`` (heavy computing), ``application`` (acts), ``adapters`` (one per outside world),
``bootstrap`` (picks adapters), ``cli`` (commands). Higher rooms import lower ones, never the reverse;
``pyproject.toml`` holds the contracts that keep it so.
"""

__version__ = "0.1.0"

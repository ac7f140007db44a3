"""The regimes that policies can name; a new one is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from driehoek.domain.regimes.awbz_2008 import AWBZ_2008
from driehoek.domain.regimes.regime import Regime
from driehoek.domain.regimes.wlz import WLZ

REGIMES: Mapping[str, Regime] = {
    "awbz-2008": AWBZ_2008,
    "wlz": WLZ,
}


def regime(regime_id: str) -> Regime:
    """The regime named ``regime_id``.

    Raises:
        KeyError: when there is none; ask `find_regime` for names that people typed.
    """
    return REGIMES[regime_id]


def find_regime(regime_id: str) -> Regime | None:
    """The regime named ``regime_id``, or None when there is none."""
    return REGIMES.get(regime_id)

"""The act: measure the decision of a round against the best division, as its policy says."""

from __future__ import annotations

from collections.abc import Iterable

from driehoek.application.outcome import RoundOutcome
from driehoek.domain.policy.params import read
from driehoek.engines.allocation.yardstick import PARAMS, Need, Options
from driehoek.engines.allocation.yardstick.measure import yardstick
from driehoek.engines.allocation.yardstick.result import Yardstick


def measure_round(outcome: RoundOutcome, needs: Iterable[Need] = ()) -> Yardstick:
    """Measure a round that was decided; the policy was checked when it was.

    Args:
        outcome: the round.
        needs: people who need care, per municipality and segment; none when the dossier does not count them.
    """
    params, _ = read("division.yardstick", PARAMS, outcome.dossier.policy.division.yardstick)
    return yardstick(outcome.problem, outcome.allocation, needs, Options.of(params))

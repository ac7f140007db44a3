"""The best division as a yardstick: all limits at once as one linear model, solved, floored and proven.

Promises: whole units and whole cents, never a cent over; equal submissions get the same, apart from the units that
cannot be split; the order of the submissions plays no part. It is shown beside a decision and grounds none: no step,
reason, letter or form imports it.
"""

from driehoek.engines.allocation.yardstick.options import PARAMS, Aim, Need, Options

__all__ = ["PARAMS", "Aim", "Need", "Options"]

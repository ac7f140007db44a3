"""The rules that split money, on arrays: the same cents as the rules in plain Python, for many parties at once.

Promises: whole cents, nothing overflows, and the same parts as `driehoek.kernel.apportion_within` to the cent. What
the arrays cannot hold exactly is left to plain Python by the caller.
"""

from driehoek.engines.allocation.arrays.exact import Ints, able
from driehoek.engines.allocation.arrays.ranked import best_first
from driehoek.engines.allocation.arrays.within import within

__all__ = ["Ints", "able", "best_first", "within"]

"""The printed policy: plain Dutch made from the policy itself, every part with its legal ground.

Promises: nothing is printed that the policy does not say, and nothing that it says is left out.
"""

from driehoek.application.printing.printed import Printed, printed

__all__ = ["Printed", "printed"]

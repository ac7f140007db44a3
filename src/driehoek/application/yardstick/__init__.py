"""What the rules cost: the best division beside the decision of a round, told in words.

It is shown to who makes the policy. It is never the ground of a letter: nothing that writes reasons, letters or forms
may import it, and a structure test holds that. A run takes only the parameters from here, to check the policy; `act`
measures and `shown` finds the words.
"""

from driehoek.engines.allocation.yardstick.options import PARAMS

__all__ = ["PARAMS"]

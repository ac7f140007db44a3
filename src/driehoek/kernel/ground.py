"""Why a rule may be there: its ground in law, contract or policy, and the words that explain it to people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """The ground of a rule, a parameter or a decision.

    Attributes:
        basis: law, regulation or document with article (``Wlz art. 4.2.2``, ``Inkoopkader 2008, kader 3.1``).
        explanation: why this is so, in plain Dutch, as printed in the policy and the letters.
        explanation_en: the same in English, where given.
    """

    basis: str
    explanation: str = ""
    explanation_en: str = ""


UNSTATED = Ground("")
"""No ground was given. `policy check` asks for one."""

"""What one round may take over from the one before, because everything it rests on is the same.

A round that is tried again with one figure changed does much of its work over. Two things are kept, each under
exactly what it was made from, and made anew as soon as that differs in anything:

1. what is wrong with a policy, under the policy;
2. the judgement of the submissions (tests, scores, ranks), under the part of the dossier that it looks at
   (`driehoek.application.round.judged_on`) and the day of decision.

The division, its check, the fingerprints, the ledger and the agreement lines are always made anew. A property test
holds that a round with what was kept is the round without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from driehoek.application.dossier import Dossier
from driehoek.domain.policy import Policy
from driehoek.kernel import Finding

if TYPE_CHECKING:
    from driehoek.application.round import Judged

MOST = 4
"""How many judgements are kept, the latest first."""


@dataclass(slots=True)
class Kept:
    """What earlier rounds left; one for all rounds on one dossier, never shared between threads.

    Attributes:
        judgements: how often submissions were judged since this was made.
    """

    judgements: int = 0
    _checked: tuple[Policy, tuple[Finding, ...]] | None = None
    _judged: list[tuple[Dossier, date, Judged]] = field(default_factory=list)

    def checked(self, policy: Policy, check: Callable[[Policy], tuple[Finding, ...]]) -> tuple[Finding, ...]:
        """What is wrong with the policy; kept while the policy is the same."""
        if self._checked is None or self._checked[0] != policy:
            self._checked = policy, check(policy)
        return self._checked[1]

    def judged(self, basis: Dossier, day: date, judge: Callable[[Dossier, date], Judged]) -> Judged:
        """The judgement of the submissions; kept while all that it looks at and the day are the same."""
        for held in self._judged:
            if held[:2] == (basis, day):
                return held[2]
        made = judge(basis, day)
        self.judgements += 1
        self._judged = [(basis, day, made), *self._judged[: MOST - 1]]
        return made
